"""Claims about the settings, the file that changes them, and a file that is wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui import config as config_package
from followup_tui.config import (
    FIELDS,
    SECTIONS,
    Config,
    Fault,
    load_config,
    spell,
)
from followup_tui.core.numbers import Rulebook


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


def faults_of(file: Path, text: str) -> dict[str, str]:
    """The faults of a text: key and message."""
    file.write_text(text, encoding="utf-8")
    return {fault.key: fault.message for fault in load_config(file)[1]}


def run(script: str, *arguments: str) -> int:
    """The exit code of a fresh Python."""
    return subprocess.run([sys.executable, "-c", script, *arguments], check=False).returncode


def test_values_that_are_right_need_no_converter(file: Path) -> None:
    """A file in which every value has its type is read without the library that converts others."""
    file.write_text('[me]\nname = "Sam"\nnever = ["phone"]\n[screen]\nmouse = false\n', "utf-8")
    script = (
        "import sys; from pathlib import Path; from followup_tui.config import load_config\n"
        "config, faults = load_config(Path(sys.argv[1]))\n"
        "assert (config.me.never, config.screen.mouse, faults) == (('phone',), False, ())\n"
        "sys.exit('msgspec' in sys.modules)"
    )
    assert run(script, str(file)) == 0


def test_nothing_heavy_is_loaded_without_a_file(file: Path) -> None:
    """A start without a config file imports no parser, no validator and no writer."""
    script = (
        "import sys; from pathlib import Path; from followup_tui.config import load_config\n"
        "assert load_config(Path(sys.argv[1]))[1] == ()\n"
        "heavy = {'msgspec', 'tomlkit', 'tomllib', 'platformdirs', 'difflib', 'tempfile'}\n"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    assert run(script, str(file)) == 0


def test_loading_does_not_load_the_writer(file: Path) -> None:
    """A config file costs a parser and a validator, not the writer."""
    file.write_text("[me]\nname = 'Ada'\n")
    script = (
        "import sys; from pathlib import Path; from followup_tui.config import load_config\n"
        "assert load_config(Path(sys.argv[1]))[0].me.name == 'Ada'\n"
        "sys.exit(len({'tomlkit', 'platformdirs', 'difflib'} & set(sys.modules)))"
    )
    assert run(script, str(file)) == 0


def test_every_name_of_the_package_can_be_imported() -> None:
    """What the package says it offers is there, also what it imports late."""
    assert all(getattr(config_package, name) is not None for name in config_package.__all__)
    with pytest.raises(AttributeError, match="nonsense"):
        _ = config_package.nonsense  # type: ignore[attr-defined]


def test_no_file_means_the_defaults(file: Path) -> None:
    """A missing file is no fault, and loading does not make one."""
    assert load_config(file) == (Config(), ())
    assert not file.exists()


def test_an_empty_file_means_the_defaults(file: Path) -> None:
    """A file that says nothing changes nothing."""
    assert loaded(file, "") == Config()


def test_the_config_cannot_be_changed_in_place() -> None:
    """Sections are frozen."""
    with pytest.raises(AttributeError):
        Config().me.name = "Ada"  # type: ignore[misc]


def test_the_numbers_are_those_of_the_rules() -> None:
    """The defaults of cadence and courtesy are the rulebook's own."""
    rules = Rulebook()
    numbers = {s.name: s.default for s in FIELDS if s.section in ("cadence", "courtesy")}
    assert {name: getattr(rules, name, None) for name in numbers} == numbers
    assert Config().rotation.order == rules.form_order


def test_a_file_changes_what_it_names(file: Path) -> None:
    """Every type of value arrives as what it means, all else keeps its default."""
    config = loaded(
        file,
        """
        [me]
        name = "Ada Lovelace"
        country = "gb"
        never = ["Phone"]
        [cadence]
        first_gap = 20
        only_form_factor = 2
        [calendar]
        days_off = [2026-12-24, "2026-12-31"]
        weekend = ["Friday", "saturday"]
        call_time = "9:30"
        detail = true
        """,
    )
    assert config.me == Config().me._replace(name="Ada Lovelace", country="GB", never=("phone",))
    assert (config.cadence.first_gap, config.cadence.only_form_factor) == (20, 2.0)
    assert config.calendar.days_off == (date(2026, 12, 24), date(2026, 12, 31))
    assert config.calendar.weekend == ("friday", "saturday")
    assert (config.calendar.call_time, config.calendar.detail) == (time(9, 30), True)
    assert config.courtesy == Config().courtesy


def test_a_byte_order_mark_is_no_fault(file: Path) -> None:
    """A file saved by an editor that begins with a mark is read."""
    file.write_bytes(b"\xef\xbb\xbf[me]\r\nname = 'Ada'\r\n")
    assert load_config(file)[0].me.name == "Ada"


def test_control_characters_do_not_get_in(file: Path) -> None:
    """Text from the file is cleaned like all text from outside."""
    assert loaded(file, '[me]\nname = "A\\u001b[2Jda"\n').me.name == "A[2Jda"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[me]\nname = \n", "line 2, column 8: Invalid value"),
        ("[me]\nname = 'Ada'\nname = 'Eve'\n", "line 3, column 13: Cannot overwrite a value"),
        ("# mine\n[me", "line 2: Expected ']' at the end of a table declaration"),
        ("x = " + "[" * 5000, "nested too deeply"),
        ("x = " + "9" * 5000, "Exceeds the limit"),
    ],
)
def test_a_file_that_is_not_toml_is_one_fault(file: Path, text: str, message: str) -> None:
    """A syntax error gives its line, and the defaults."""
    file.write_text(text)
    config, (fault,) = load_config(file)
    assert (config, fault.file, fault.key) == (Config(), file, "")
    assert message in str(fault)
    assert str(fault).startswith(f"{file}: ")


def test_a_file_that_is_not_text_is_one_fault(file: Path) -> None:
    """Bytes that are no UTF-8 are told, and the program starts."""
    file.write_bytes(b"[me]\nname = '\xff'\n")
    assert load_config(file) == (Config(), (Fault(file, "", "not a text in UTF-8 (byte 13)"),))


def test_a_folder_in_place_of_the_file_is_one_fault(file: Path) -> None:
    """What cannot be read is told, and the program starts."""
    file.mkdir()
    config, (fault,) = load_config(file)
    assert config == Config()
    assert "cannot be read: Is a directory" in str(fault)


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        ("[cadense]\nfirst_gap = 1", "cadense", 'no such section; did you mean "cadence"?'),
        ("[zzz]", "zzz", "no such section"),
        ("[me]\nnmae = 'A'", "me.nmae", 'no such setting; did you mean "name"?'),
        ("[me]\nzzz = 1", "me.zzz", "no such setting"),
        ("[me]\ndaily_cap = 1", "me.daily_cap", "belongs below [courtesy]"),
        ("daily_cap = 1", "daily_cap", "belongs below [courtesy]"),
        ("command = 'vi'", "command", "belongs below [editor] or [mail]"),
        ("me = 'Ada'", "me", "expected a section [me] with settings below it"),
    ],
)
def test_an_unknown_word_is_told_with_the_nearest(
    file: Path, text: str, key: str, message: str
) -> None:
    """Unknown sections and keys are named, with the right word or the right place."""
    assert faults_of(file, text) == {key: message}


@pytest.mark.parametrize(
    ("section", "line", "expected"),
    [
        ("me", "name = 3", "expected text, found 3"),
        ("me", "email = 'ada'", "expected an address such as \"jo@example.com\", found 'ada'"),
        ("me", "country = 'Germany'", "expected two letters such as \"US\", found 'Germany'"),
        ("me", "timezone = 'Berlin'", 'expected a time zone such as "Europe/Berlin", found'),
        ("me", "timezone = '../../etc'", "expected a time zone"),
        ("me", "never = 'phone'", "expected a list of words such as [\"phone\"], found 'phone'"),
        ("cadence", "first_gap = '21'", "expected a whole number from 1 to 3650, found '21'"),
        ("cadence", "first_gap = 21.0", "expected a whole number from 1 to 3650, found 21.0"),
        ("cadence", "first_gap = true", "expected a whole number from 1 to 3650, found True"),
        ("cadence", "first_gap = 0", "expected a whole number from 1 to 3650, found 0"),
        ("cadence", "first_gap = 0x" + "f" * 9000, "found a number beyond all measure"),
        ("cadence", "only_form_factor = nan", "expected a number from 1 to 10, found nan"),
        ("cadence", "only_form_factor = 0x" + "f" * 9000, "found a number beyond all measure"),
        ("calendar", "days_off = ['24.12.']", "expected a list of dates such as [2026-12-24]"),
        ("calendar", "weekend = ['sun']", "expected a list of weekdays"),
        ("calendar", "call_time = '25:00'", 'expected a time of day such as "10:00"'),
        ("calendar", "call_time = '10:00:00Z'", 'expected a time of day such as "10:00"'),
        ("calendar", "detail = 1", "expected true or false, found 1"),
        ("rotation", "order = []", "expected a list of forms"),
        ("rotation", "order = ['email', 'email']", "each once"),
        ("rotation", "channels = ['email']", "expected a list of new channel names"),
        ("scripts", "invitation_characters = 301", "expected a whole number from 1 to 300"),
        ("editor", "command = 'vim \"'", "with every quote closed"),
    ],
)
def test_a_wrong_value_falls_back_alone(file: Path, section: str, line: str, expected: str) -> None:
    """A value of the wrong type or range is told with what is expected; the rest of the file holds."""
    file.write_text(f"[screen]\ntheme = 'other'\n[{section}]\n{line}\n")
    config, (fault,) = load_config(file)
    assert fault.key == f"{section}.{line.split(' ')[0]}"
    assert expected in fault.message
    assert config == replace(Config(), screen=Config().screen._replace(theme="other"))


@pytest.mark.parametrize(
    ("text", "key", "message"),
    [
        (
            "[cadence]\nfirst_gap = 40",
            "cadence.first_gap",
            "40 does not lie between first_min (14) and first_max (28)",
        ),
        (
            "[cadence]\nfirst_min = 22",
            "cadence.first_gap",
            "21 does not lie between first_min (22) and first_max (28)",
        ),
        (
            "[cadence]\nsecond_max = 50",
            "cadence.second_gap",
            "60 does not lie between second_min (45) and second_max (50)",
        ),
        (
            "[cadence]\nsilence_light = 2",
            "cadence.silence_light",
            "2 is fewer than silence_slow (3)",
        ),
        (
            "[courtesy]\nfloor_days = 31",
            "courtesy.window_days",
            "30 is shorter than floor_days (31)",
        ),
        (
            "[courtesy]\nper_window = 4",
            "courtesy.too_many",
            "4 is not more than per_window (4)",
        ),
        (
            "[calendar]\nno_call_days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']",
            "calendar.no_call_days",
            'no weekday is left for calls; me.never = ["phone"] would rule them out',
        ),
        (
            "[rotation]\norder = ['emial']",
            "rotation.order",
            "'emial' is none of phone, email, linkedin, letter, in-person; did you mean \"email\"?",
        ),
    ],
)
def test_settings_that_do_not_fit_each_other_fall_back_together(
    file: Path, text: str, key: str, message: str
) -> None:
    """A contradiction is told once, and all of its keys have their defaults."""
    file.write_text(text)
    assert load_config(file) == (Config(), (Fault(file, key, message),))


def test_a_working_day_is_always_left(file: Path) -> None:
    """A weekend of seven days would leave the plan nowhere to go."""
    week = "['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']"
    assert "never all" in faults_of(file, f"[calendar]\nweekend = {week}")["calendar.weekend"]


def test_a_slip_in_never_does_not_let_the_phone_ring(file: Path) -> None:
    """An unknown form is told; the known ones stay ruled out."""
    file.write_text("[me]\nnever = ['phone', 'emial']")
    config, (fault,) = load_config(file)
    assert fault.key == "me.never"
    assert fault.message.endswith('did you mean "email"?')
    assert config.me.never == ("phone",)


def test_ruling_out_every_form_is_told_and_kept(file: Path) -> None:
    """What I rule out stays out, also when nothing is left to plan by."""
    file.write_text("[me]\nnever = ['phone', 'email', 'linkedin']")
    config, (fault,) = load_config(file)
    assert fault.key == "rotation.order"
    assert config.me.never == ("phone", "email", "linkedin")


def test_own_channels_may_take_turns(file: Path) -> None:
    """A channel of my own is a form like any other."""
    config = loaded(file, "[rotation]\nchannels = ['fax']\norder = ['email', 'fax']\n")
    assert config.rotation.order == ("email", "fax")


def test_keys_are_read_however_toml_writes_them(file: Path) -> None:
    """Quoted ids, unquoted ones, lists and commas all mean keys of one action."""
    config = loaded(
        file,
        """
        [keys]
        "contact.star" = "ctrl+s"
        contact.pause = ["p", "f5"]
        app.settings = "comma, f2"
        app.palette = ","
        """,
    )
    assert config.keys == {
        "contact.star": ("ctrl+s",),
        "contact.pause": ("p", "f5"),
        "app.settings": ("comma", "f2"),
        "app.palette": (",",),
    }


@pytest.mark.parametrize(
    "value", ["3", "''", "[]", "['s', 3]", "'s,'", "[['s']]", "0x" + "f" * 9000]
)
def test_keys_that_are_none_are_told(file: Path, value: str) -> None:
    """Something that is no key is a fault of that action alone."""
    text = f"[keys]\n'contact.star' = {value}\n'contact.edit' = 'e'\n"
    assert "expected a key such as" in faults_of(file, text)["keys.contact.star"]
    assert load_config(file)[0].keys == {"contact.edit": ("e",)}


def test_an_action_given_twice_is_told(file: Path) -> None:
    """The quoted and the unquoted spelling of one id are the same action."""
    text = "[keys]\n'contact.star' = 's'\ncontact.star = 'x'\n"
    assert "twice" in faults_of(file, text)["keys.contact.star"]


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    section=st.sampled_from([*SECTIONS, "other"]),
    name=st.sampled_from([*(setting.name for setting in FIELDS), "other"]),
    value=st.recursive(
        st.one_of(
            st.integers().map(str),
            st.floats().map(repr),
            st.sampled_from(["true", "2026-02-28", "10:00:00", "2026-02-28T10:00:00Z", '"fax"']),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).map(spell),
        ),
        lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        max_leaves=4,
    ),
)
def test_the_program_always_starts(file: Path, section: str, name: str, value: str) -> None:
    """Whatever a key is set to, there is a config and every fault is one line."""
    file.write_text(f"[{section}]\n{name} = {value}\n", encoding="utf-8")
    config, faults = load_config(file)
    assert isinstance(config, Config)
    assert all("\n" not in str(fault) for fault in faults)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200))
def test_any_bytes_start_the_program(file: Path, content: bytes) -> None:
    """No file keeps the program from starting."""
    file.write_bytes(content)
    assert isinstance(load_config(file)[0], Config)
