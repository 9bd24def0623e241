"""Claims that need the real process: what it loads, how it ends, and where its words go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli_program import process

_HEAVY = (
    "peewee",
    "textual",
    "rich",
    "jinja2",
    "feedparser",
    "dateparser",
    "msgspec",
    "rapidfuzz",
    "tomlkit",
)


def _loaded(code: str, home: Path) -> set[str]:
    """The modules that a fresh process has loaded after that code."""
    script = f"import sys\n{code}\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "FOLLOWUP_HOME": str(home)},
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


_RUN = """
from followup_tui.cli import main
sys.argv = ["followup", *{arguments}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def test_importing_the_command_line_is_light(home: Path) -> None:
    """Neither the screen nor the scripts nor the store come with it."""
    loaded = _loaded("import followup_tui.cli", home)
    assert not loaded & set(_HEAVY)


def test_due_loads_only_what_it_needs(home: Path) -> None:
    """The agenda does without everything that takes long to load, once there is a database."""
    process(home, "due")
    loaded = _loaded(_RUN.format(arguments=["due"]), home)
    assert "sqlite3" in loaded
    assert not loaded & set(_HEAVY)
    assert not {name for name in loaded if name.startswith("followup_tui.scripts")}
    assert not loaded & {
        f"followup_tui.{name}"
        for name in (
            "core.planner",
            "operations.planning",
            "operations.views",
            "store.journal",
            "store.search",
            "store.tables",
        )
    }


def test_a_fixed_day_loads_no_date_reader(home: Path) -> None:
    """An ISO day is read without the library for dates in words."""
    loaded = _loaded(_RUN.format(arguments=["due", "--today", "2026-03-02"]), home)
    assert "dateparser" not in loaded


def test_the_entry_point_ends_with_0(home: Path) -> None:
    """A command that worked ends well."""
    assert process(home, "due").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("undo",), 1),
        (("import", "missing.csv"), 1),
        (("nonsense",), 2),
        (("done", "x", "--outcome", "y"), 2),
        (("show", "nobody"), 3),
    ],
)
def test_failures_end_with_their_code(home: Path, arguments: tuple[str, ...], code: int) -> None:
    """One line that begins with the program's name on stderr, nothing on stdout."""
    done = process(home, *arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert done.stderr.startswith("followup: ")


def test_data_and_talk_go_separate_ways(home: Path) -> None:
    """With --json stdout is one value, whatever else there is to say."""
    done = process(home, "add", "Bo Ray", "--company", "Powell", "--json")
    assert json.loads(done.stdout)["contact"]["name"] == "Bo Ray"
    assert done.stderr == "new company: Powell\n"


def test_without_a_terminal_the_program_does_not_open(home: Path) -> None:
    """A full screen needs a terminal; the sentence names what to use instead."""
    for arguments in ((), ("review",), ("demo",)):
        done = process(home, *arguments)
        assert done.returncode == 1
        assert "followup due" in done.stderr


def test_restore_asks_on_stderr(home: Path) -> None:
    """The question does not mix with data, and the end of input is no yes."""
    process(home, "backup", str(home / "b.db"))
    done = process(home, "restore", str(home / "b.db"), typed="")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Replace your data" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes end so on POSIX only")
def test_a_reader_that_leaves_is_no_failure_to_talk_about(home: Path) -> None:
    """Output into a pipe that is closed ends without a word."""
    process(home, "add", "Bo Ray")
    script = f"{sys.executable} -m followup_tui export json | head -c 1 > /dev/null"
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "FOLLOWUP_HOME": str(home)},
        check=False,
    )
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_told(home: Path) -> None:
    """Output that cannot be written is a failure with one sentence."""
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "followup_tui", "history", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            env={**os.environ, "FOLLOWUP_HOME": str(home)},
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("followup: The output cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_other_encodings_still_print(home: Path) -> None:
    """Where the terminal knows no accents, JSON spells them out."""
    process(home, "add", "Zoë Østergaard")
    done = process(home, "show", "zoe", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["contact"]["name"] == "Zoë Østergaard"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_pages_print_in_other_encodings(home: Path, encoding: str) -> None:
    """A page in such a terminal may lose letters, never the rest."""
    process(home, "add", "Zoë Østergaard", "--star")
    done = process(home, "due", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "call" in done.stdout


def test_the_shell_is_offered_commands(home: Path) -> None:
    """Completion answers without opening the database."""
    done = process(
        home,
        _FOLLOWUP_COMPLETE="bash_complete",
        COMP_WORDS="followup sn",
        COMP_CWORD="1",
    )
    assert done.stdout == "plain,snooze\n"
    assert not (home / "data").exists()
