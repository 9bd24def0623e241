"""Claims about `export` on the command line, and the calendar file that keeps itself up to date."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann, process

FORMS = ("json", "schema", "csv", "vcard", "ics", "markdown", "work-log")


@pytest.fixture
def program(home: Path) -> Program:
    """The program on a home with Ann in it."""
    program = Program(home)
    add_ann(program)
    return program


@pytest.mark.parametrize("form", FORMS)
def test_a_file_and_the_output_hold_the_same(program: Program, form: str) -> None:
    """Without -o, or with -, the bytes of the file go to the standard output and nothing else."""
    target = program.home / "out.file"
    answer = program.json("export", form, "-o", str(target))
    assert answer == {"path": str(target)}
    assert program("export", form).stdout_bytes == target.read_bytes()
    assert program("export", form, "-o", "-").stdout_bytes == target.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_files_are_private_under_any_mask(program: Program) -> None:
    """0600 also where a umask would let everybody read (P9), in a new folder too."""
    before = os.umask(0)
    try:
        for form in FORMS:
            program("export", form, "-o", str(program.home / f"x.{form}"))
        program("export", "markdown", "-o", f"{program.home / 'pages'}/")
    finally:
        os.umask(before)
    files = [*program.home.glob("x.*"), *program.home.glob("pages/*")]
    assert len(files) == len(FORMS) + 1
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize("form", [f for f in FORMS if f != "markdown"])
def test_a_folder_gets_one_sentence(program: Program, form: str) -> None:
    """A folder is no place for one file, and nothing is written."""
    result = program("export", form, "-o", str(program.home), exits=1)
    assert len(result.stderr.splitlines()) == 1
    assert "folder" in result.stderr


def test_pages_go_into_a_folder(program: Program) -> None:
    """One file a company; named ones alone when they are named."""
    program("add", "Bo Ray", "--company", "Beta")
    folder = program.home / "pages"
    answer = program.json("export", "markdown", "-o", f"{folder}/")
    assert answer == {"paths": [str(folder / "Acme.md"), str(folder / "Beta.md")]}
    assert program("export", "markdown", "Beta").stdout.startswith("# Beta\n")
    program("export", "markdown", "Nobody Ltd", exits=3)


def test_several_pages_go_into_a_folder_without_an_ending(program: Program) -> None:
    """`-o md` with several companies is a folder, `-o all.md` a file, and a file stays a file."""
    program("add", "Bo Ray", "--company", "Beta")
    answer = program.json("export", "markdown", "-o", str(program.home / "md"))
    assert answer == {"paths": [str(program.home / "md" / f"{n}.md") for n in ("Acme", "Beta")]}
    one = program.json("export", "markdown", "Beta", "-o", str(program.home / "beta"))
    assert one == {"path": str(program.home / "beta")}
    both = program.json("export", "markdown", "-o", str(program.home / "all.md"))
    assert both == {"path": str(program.home / "all.md")}
    refused = program("export", "markdown", "-o", str(program.home / "beta"), exits=1)
    assert "is a file where a folder is needed" in refused.stderr
    assert (program.home / "beta").read_text().startswith("# Beta")


def test_cards_of_those_named(program: Program) -> None:
    """Names choose; the version is said where it matters."""
    program("add", "Bo Ray")
    text = program("export", "vcard", "bo", "--card-version", "4.0").stdout
    assert text.splitlines()[:3] == ["BEGIN:VCARD", "VERSION:4.0", "FN:Bo Ray"]
    program("export", "vcard", "nobody", exits=3)
    old = program("export", "vcard", "bo", "--card-version", "2.1").stdout
    assert old.splitlines()[1] == "VERSION:2.1"
    program("export", "vcard", "--card-version", "5.0", exits=2)


def test_a_log_of_some_days(program: Program) -> None:
    """Days as everywhere else; the wrong way round is a usage error."""
    program("done", "Ann", "--outcome", "reached")
    text = program("export", "work-log", "--since", "yesterday").stdout.removeprefix("\ufeff")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["employer"], row["method"], row["result"]) == ("Acme", "call", "reached")
    program("export", "work-log", "--since", "+2", exits=2)


def test_an_unknown_format_is_a_usage_error(program: Program) -> None:
    """There is no such command, and the help names those that there are."""
    program("export", "yaml", exits=2)
    assert all(form in program("export", "--help").stdout for form in FORMS)


def test_the_calendar_follows_the_commands(program: Program) -> None:
    """Once configured it is written by what changes the plan, and taken back with it."""
    file = program.home / "plan.ics"
    program("config", "set", "calendar.file", str(file))
    program("due")
    assert file.read_text().count("BEGIN:VEVENT") == 1
    program("add", "Bo Ray", "--company", "Beta", "--star")
    assert file.read_text().count("BEGIN:VEVENT") == 2
    program("undo")
    assert file.read_text().count("BEGIN:VEVENT") == 1


def test_a_calendar_that_fails_fails_nothing_else(program: Program) -> None:
    """The command ends well, the sentence stands on stderr, and only the first time."""
    program("config", "set", "calendar.file", str(program.home / "no" / "plan.ics"))
    first = program("add", "Bo Ray", "--json")
    assert json.loads(first.stdout)["contact"]["name"] == "Bo Ray"
    assert "The calendar was not written" in first.stderr
    assert program("add", "Cy Poe").stderr == ""


def test_a_command_without_a_calendar_loads_none(home: Path) -> None:
    """Nobody pays for what is not configured."""
    code = "import sys; from followup_tui.cli import main; sys.argv = ['followup', 'due', '--json']"
    script = f"{code}\ntry: main()\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={**os.environ, "FOLLOWUP_HOME": str(home)},
        check=True,
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"icalendar", "followup_tui.operations.calendar_file"}


_AGAIN_AND_AGAIN = """
import sys
from pathlib import Path
from followup_tui.operations.desk import open_desk
from followup_tui.operations.exporting import export_json, write_file
desk = open_desk(Path(sys.argv[1]))
content = b" " * (8 << 20) + export_json(desk).encode()
print("ready", flush=True)
while True:
    write_file(Path(sys.argv[2]), content)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
def test_a_kill_leaves_a_whole_file(home: Path) -> None:
    """Whenever an export is killed, the file is the old one or the new one (P17)."""
    process(home, "add", "Ann Lee", "--company", "Acme", "--star")
    target = home / "all.json"
    chance = random.Random(5)
    for _ in range(4):
        target.write_text('{"format": "followup"}')
        running = subprocess.Popen(
            [sys.executable, "-c", _AGAIN_AND_AGAIN, str(home), str(target)],
            stdout=subprocess.PIPE,
        )
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0, 0.05))
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stdout.close()
        assert json.loads(target.read_bytes())["format"] == "followup"


def test_planned_e_mails_become_unsent_drafts(program: Program) -> None:
    """One to one person on the output; several go into a folder, a file each."""
    program("config", "set", "me.email", "sam@x.example")
    program("export", "eml", "Ann", exits=1)
    program("done", "Ann")
    draft = message_from_bytes(program("export", "eml", "Ann").stdout_bytes, policy=default)
    assert (draft["X-Unsent"], draft["To"].addresses[0].addr_spec) == ("1", "ann@acme.example")
    program("add", "Bo Ray", "--company", "Beta", "--email", "bo@x.example", "--star")
    program("add", "Cy Poe", "--company", "Gamma", "--email", "cy@x.example", "--star")
    assert "folder" in program("export", "eml", exits=2).stderr
    paths = program.json("export", "eml", "-o", str(program.home / "drafts"))["paths"]
    assert [Path(path).name.split(" ", 1)[1] for path in paths] == [
        "Bo Ray.eml",
        "Cy Poe.eml",
        "Ann Lee.eml",
    ]
    assert program.json("show", "Ann")["next"]["state"] == "planned"


def test_without_an_address_of_ones_own_there_is_no_draft(program: Program) -> None:
    """The sentence says which setting is missing, and no folder is made."""
    program("done", "Ann")
    assert "me.email" in program("export", "eml", "-o", f"{program.home}/new/", exits=2).stderr
    assert not (program.home / "new").exists()
