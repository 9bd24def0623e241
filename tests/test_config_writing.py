"""Claims about the list of settings, the initial file, and changing one setting in a file."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from followup_tui.config import FIELDS, Config, initial_text, load_config, set_value, spell
from followup_tui.errors import FileError, UsageError
from followup_tui.paths import private_writer


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test may put its config."""
    return tmp_path / "config.toml"


def loaded(file: Path, text: str) -> Config:
    """The config of a text without faults."""
    file.write_text(text, encoding="utf-8")
    config, faults = load_config(file)
    assert faults == ()
    return config


def run(script: str, *arguments: str) -> int:
    """The exit code of a fresh Python."""
    return subprocess.run([sys.executable, "-c", script, *arguments], check=False).returncode


def test_every_setting_explains_itself() -> None:
    """Each setting and each section has one sentence of its own."""
    for setting in FIELDS:
        assert re.fullmatch(r"[A-Z$].*[.\]]", setting.doc), setting.key
    assert len({setting.key for setting in FIELDS}) == len(FIELDS)


def test_every_setting_is_listed() -> None:
    """The list of settings holds every field of every section but the keys of actions."""
    listed = {setting.key for setting in FIELDS}
    for part in fields(Config):
        if part.name != "keys":
            value: Any = getattr(Config(), part.name)
            assert {f"{part.name}.{name}" for name in value._fields} <= listed


def test_a_setting_knows_its_value() -> None:
    """A setting reads its value from any config."""
    config = replace(Config(), me=Config().me._replace(name="Ada"))
    (name,) = [setting for setting in FIELDS if setting.key == "me.name"]
    assert (name.of(config), name.default) == ("Ada", "")


def test_every_default_is_a_value_of_its_kind(file: Path) -> None:
    """What the program ships with passes its own checks, written out."""
    text = "\n".join(f"{s.key} = {spell(s.default)}" for s in FIELDS)
    assert loaded(file, text) == Config()


def test_the_initial_file_changes_nothing(file: Path) -> None:
    """A fresh file means the defaults."""
    assert loaded(file, initial_text()) == Config()


def test_the_initial_file_says_the_defaults(file: Path) -> None:
    """Every setting stands there, and taking all comment signs away still means the defaults."""
    text, count = re.subn(r"(?m)^#(?=\w+ = )", "", initial_text())
    assert count == len(FIELDS)
    assert loaded(file, text) == Config()


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("me.name", "Ada  Lovelace", "Ada Lovelace"),
        ("me.name", "", ""),
        ("me.sign_off", "With thanks,\nand best wishes", "With thanks,\nand best wishes"),
        ("cadence.first_gap", " 25 ", 25),
        ("scripts.likeness", "0.3", 0.3),
        ("screen.mouse", "off", False),
        ("screen.ascii", "Yes", True),
        ("calendar.call_time", "9:30", time(9, 30)),
        ("calendar.weekend", "Friday, Saturday", ("friday", "saturday")),
        ("calendar.weekend", '["friday"]', ("friday",)),
        ("calendar.days_off", "2026-12-24 2026-12-31", (date(2026, 12, 24), date(2026, 12, 31))),
        ("me.never", "", ()),
    ],
)
def test_a_value_typed_as_text_is_kept(file: Path, key: str, text: str, value: object) -> None:
    """What is typed arrives as what it means, in a file that did not exist."""
    set_value(file, key, text)
    config, faults = load_config(file)
    (setting,) = [setting for setting in FIELDS if setting.key == key]
    assert (setting.of(config), faults) == (value, ())


def test_setting_a_value_keeps_the_rest(file: Path) -> None:
    """Comments, order, blank lines and other values stay as they were."""
    file.write_text("# mine\n[courtesy] # few\ndaily_cap = 5 # five\n\n[me]\nname = 'Ada'\n")
    set_value(file, "courtesy.daily_cap", "4")
    assert file.read_text() == (
        "# mine\n[courtesy] # few\ndaily_cap = 4 # five\n\n[me]\nname = 'Ada'\n"
    )


def test_a_value_takes_the_place_of_its_commented_default(file: Path) -> None:
    """In the initial file a value comes to stand below its explanation."""
    file.write_text(initial_text())
    set_value(file, "calendar.country", "de")
    assert file.read_text() == "".join(
        'country = "DE"\n' if before.endswith("[holidays]).\n") else line
        for before, line in zip(
            ["", *initial_text().splitlines(True)], initial_text().splitlines(True), strict=False
        )
    )


def test_every_setting_can_be_set_in_the_initial_file(file: Path) -> None:
    """Each default can be written over its own comment, one after the other."""
    file.write_text(initial_text())
    for setting in FIELDS:
        default = setting.default
        text = " ".join(map(str, default)) if isinstance(default, tuple) else str(default)
        set_value(file, setting.key, text.removesuffix(":00") if ":" in text else text)
    assert file.read_text() == re.sub(r"(?m)^#(?=\w+ = )", "", initial_text())


@pytest.mark.parametrize(
    "text",
    [
        "cadence.spread = 1\n",
        "cadence = {spread = 1}\n",
        "[cadence]\r\nspread = 1\r\n",
        "\ufeff[cadence]\nspread = 1\n",
        "[cadence]\nfirst_gap = 20\n# first_gap = 21\n#first_gap = 21\nspread = 1\n",
        "[me]\nname = '''\n[cadence]\n#first_gap = 21\n'''\n[cadence]\nspread = 1\n",
        "[cadence]\nspread = 1\n[me]\n[me.extra]\nx = 1\n",
    ],
)
def test_a_value_finds_its_place_in_unusual_files(file: Path, text: str) -> None:
    """However a file is written, one value changes and nothing else."""
    file.write_text(text, encoding="utf-8", newline="")
    before = load_config(file)[0]
    set_value(file, "cadence.first_gap", "25")
    after = load_config(file)[0]
    assert after == replace(before, cadence=before.cadence._replace(first_gap=25))


def test_keys_of_actions_can_be_set(file: Path) -> None:
    """An action gets one key or several, and an entry that is there is changed where it stands."""
    file.write_text("[keys]\ncontact.star = 's'\n")
    set_value(file, "keys.contact.star", "ctrl+s")
    set_value(file, "keys.contact.pause", "p, f5")
    assert loaded(file, file.read_text()).keys == {
        "contact.star": ("ctrl+s",),
        "contact.pause": ("p", "f5"),
    }
    assert "contact.star = " in file.read_text()


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        (
            "cadence.frist_gap",
            "1",
            'no setting is called "cadence.frist_gap"; did you mean "cadence',
        ),
        ("first_gap", "1", 'no setting is called "first_gap"; did you mean "cadence.first_gap"'),
        ("me", "Ada", 'no setting is called "me"'),
        ("keys", "s", 'no setting is called "keys"'),
        ("cadence.first_gap", "soon", "cadence.first_gap: expected a whole number from 1 to 3650"),
        ("cadence.first_gap", "40", "cadence.first_gap cannot be '40': 40 does not lie between"),
        ("cadence.first_max", "20", "cadence.first_max cannot be '20': cadence.first_gap: 21 does"),
        ("me.never", "emial", "me.never cannot be 'emial': 'emial' is none of"),
        ("screen.mouse", "maybe", "screen.mouse: expected true or false, found 'maybe'"),
        ("keys.contact.star", " ", "keys.contact.star: expected a key"),
    ],
)
def test_a_wrong_request_changes_nothing(file: Path, key: str, text: str, message: str) -> None:
    """Unknown keys and values that are none or do not fit are refused with a sentence."""
    file.write_text("# mine\n")
    with pytest.raises(UsageError, match=re.escape(message)):
        set_value(file, key, text)
    assert file.read_text() == "# mine\n"


def test_a_table_is_not_overwritten(file: Path) -> None:
    """The beginning of ids that stand in the file is not taken for an id."""
    file.write_text("[keys]\ncontact.star = 's'\n")
    with pytest.raises(UsageError, match="several entries"):
        set_value(file, "keys.contact", "x")


def test_a_contradiction_can_be_mended_step_by_step(file: Path) -> None:
    """A file that is wrong already does not keep its other keys from being set."""
    file.write_text("[cadence]\nfirst_gap = 40\n")
    set_value(file, "me.name", "Ada")
    set_value(file, "cadence.first_max", "50")
    config, faults = load_config(file)
    assert (config.cadence.first_gap, config.me.name, faults) == (40, "Ada", ())


@pytest.mark.parametrize("text", ["[me\n", "me = 3\n"])
def test_a_file_that_is_not_understood_is_not_touched(file: Path, text: str) -> None:
    """Nothing is written into a file that cannot be read."""
    file.write_text(text)
    with pytest.raises(FileError, match=re.escape(str(file))):
        set_value(file, "me.name", "Ada")
    assert file.read_text() == text


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept in modes on POSIX only")
def test_a_written_config_is_private(tmp_path: Path) -> None:
    """File and folder are the owner's alone, also under a umask that takes nothing away."""
    script = (
        "import os, sys; from pathlib import Path; from followup_tui.config import set_value\n"
        "os.umask(0); set_value(Path(sys.argv[1]), 'me.name', 'Ada')"
    )
    file = tmp_path / "a" / "b" / "config.toml"
    assert run(script, str(file)) == 0
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, tmp_path / "a")]
    assert modes == [0o600, 0o700, 0o700]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_linked_config_stays_a_link(tmp_path: Path, file: Path) -> None:
    """A config kept among the dotfiles is changed there."""
    real = tmp_path / "dotfiles.toml"
    real.write_text("[me]\nname = 'Ada'\n")
    file.symlink_to(real)
    set_value(file, "me.name", "Eve")
    assert file.is_symlink()
    assert real.read_text() == '[me]\nname = "Eve"\n'


def test_a_crash_while_writing_leaves_the_old_config(file: Path) -> None:
    """A process that dies before the new file is in place has changed nothing."""
    with private_writer(file) as old:
        old.write("[me]\nname = 'Ada'\n")
    script = (
        "import os, sys; from pathlib import Path; from followup_tui.config import set_value\n"
        "os.replace = lambda *_: os._exit(9); set_value(Path(sys.argv[1]), 'me.name', 'Eve')"
    )
    assert run(script, str(file)) == 9
    assert load_config(file)[0].me.name == "Ada"
