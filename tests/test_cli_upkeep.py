"""Claims about the doctor, the settings and the completions on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """The program on an empty home."""
    return Program(home)


def test_a_new_home_is_well(program: Program) -> None:
    """Nothing is wrong where nothing has been done yet."""
    checks = program.json("doctor")
    assert all(check["fine"] for check in checks)
    assert {"database", "integrity", "privacy", "config"} <= {check["what"] for check in checks}


def test_the_doctor_prints_a_line_each(program: Program) -> None:
    """What was looked at stands beside what was found."""
    assert any("readable by you alone" in line for line in program.lines("doctor"))


def test_the_doctor_finds_what_is_wrong(program: Program) -> None:
    """A fault of the config is named with what to do, and the exit code is 1."""
    program.file("config.toml", "[me]\nnmae = 1\n")
    result = program("doctor", exits=1)
    assert "followup config check" in result.stdout


def test_the_doctor_speaks_of_a_database_that_does_not_open(program: Program) -> None:
    """A file that is no database is one of the findings, and a good backup is pointed out."""
    add_ann(program)
    backup = program.json("backup")["path"]
    (program.home / "data" / "followup.db").write_bytes(b"x" * 5_000)
    database, backups = program.json("doctor", exits=1)
    assert (database["what"], database["fine"]) == ("database", False)
    assert backup in backups["advice"]


def test_the_doctor_repairs_the_agenda(program: Program) -> None:
    """Somebody who stands in the wrong place is put into the right one."""
    import sqlite3

    add_ann(program)
    connection = sqlite3.connect(program.home / "data" / "followup.db")
    with connection:
        connection.execute("UPDATE contact SET next_due = '2020-01-01'")
    connection.close()
    assert "--repair" in program("doctor", exits=1).stdout
    assert "1 person" in program("doctor", "--repair").stderr
    assert program.json("due")[0]["due_on"] == "2026-03-02"


def test_the_day_of_the_first_change_has_a_backup(program: Program) -> None:
    """P16: a command that writes leaves one backup a day behind; one that only looks leaves none."""
    folder = program.home / "data" / "backups"
    program("due")
    assert not folder.exists()
    add_ann(program)
    program("star", "Ann Lee", "--off")
    assert [p.name[:6] for p in folder.iterdir()] == ["daily-"]


@pytest.mark.slow  # a passphrase is made slow to guess
def test_a_backup_under_a_passphrase(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """P16: --encrypt takes the passphrase from the environment; restore reads it, and says when it
    does not fit."""
    add_ann(program)
    monkeypatch.setenv("FOLLOWUP_PASSPHRASE", "three kind words")
    path = program.json("backup", "--encrypt")["path"]
    program("delete", "Ann Lee")
    assert program.json("restore", path, "--yes")["people"] == 1
    assert program.json("show", "Ann Lee")["contact"]["name"] == "Ann Lee"
    monkeypatch.setenv("FOLLOWUP_PASSPHRASE", "another")
    assert "another passphrase" in program("restore", path, "--yes", exits=1).stderr
    kept = [p for p in program.home.rglob("*") if p.is_file()]
    assert not any(b"three kind words" in p.read_bytes() for p in kept)


def test_a_passphrase_is_not_read_from_a_pipe(program: Program) -> None:
    """Without a terminal and without the variable, the command says how to give it."""
    told = program("backup", "--encrypt", typed="secret\nsecret\n", exits=2).stderr
    assert "FOLLOWUP_PASSPHRASE" in told
    assert not (program.home / "data" / "backups").exists()


def test_encryption_is_an_extra(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package is missing, one sentence says how to install it."""
    import sys

    monkeypatch.setitem(sys.modules, "pyrage", None)
    assert "followup-tui[encrypt]" in program("backup", "--encrypt", exits=1).stderr


def test_forgetting_asks_for_the_name(program: Program) -> None:
    """Neither Enter nor yes forgets somebody: their name does."""
    add_ann(program)
    for typed in ("\n", "yes\n", ""):
        program("forget", "Ann Lee", typed=typed, exits=1)
    assert program.json("show", "Ann Lee")["contact"]["id"] == 1
    assert "forgot Ann Lee" in program("forget", "Ann", typed="ann lee\n").stdout
    program("show", "Ann Lee", exits=3)
    assert program("undo", exits=1).exit_code == 1 or program.json("due") == []


def test_forgetting_says_which_backups_are_left(program: Program) -> None:
    """Backups are named when they stay, and rewritten with --backups."""
    add_ann(program)
    path = program.json("backup")["path"]
    told = program("forget", "Ann Lee", "--yes").stderr
    assert path in told
    assert "--backups" in told
    program("restore", path, "--yes")
    done = program.json("forget", "Ann Lee", "--yes", "--backups")
    assert path in done["rewritten"]
    assert done["left"] == []
    assert not any(b"Ann Lee" in p.read_bytes() for p in program.home.rglob("*") if p.is_file())


def test_the_doctor_closes_what_is_open(program: Program) -> None:
    """P9: a door that others could use while the program runs is found, and closed by --repair."""
    add_ann(program)
    path = program.home / "data"
    path.chmod(0o755)
    told = program("due").stderr
    assert f"Others could read {path}" in told
    assert not path.stat().st_mode & 0o077


def test_config_path_says_where(program: Program) -> None:
    """The path is told whether there is a file or not, and none is made."""
    path = program.home / "config.toml"
    assert program("config", "path").stdout == f"{path}\n"
    assert program.json("config", "path") == {"path": str(path), "exists": False}
    assert not path.exists()


def test_config_init_writes_a_file_once(program: Program) -> None:
    """The first file explains every setting; a file that is there is left alone."""
    program("config", "init")
    assert "[cadence]" in (program.home / "config.toml").read_text()
    program("config", "init", exits=1)


def test_config_show_prints_what_holds(program: Program) -> None:
    """Defaults and changed values stand under their sections."""
    program("config", "set", "courtesy.daily_cap", "7")
    lines = program.lines("config", "show")
    assert "[courtesy]" in lines
    assert "daily_cap = 7" in lines
    assert program.json("config", "show")["courtesy"]["daily_cap"] == 7


def test_config_show_of_one_key(program: Program) -> None:
    """A key prints its value alone."""
    answer = program.json("config", "show", "calendar.weekend")
    assert answer == {"key": "calendar.weekend", "value": ["saturday", "sunday"]}
    program("config", "show", "calendar.weeekend", exits=2)


def test_config_set_keeps_what_it_is_told(program: Program) -> None:
    """The new value is printed, and is there the next time."""
    assert program("config", "set", "me.name", "Sam Reyes").stdout == 'me.name = "Sam Reyes"\n'
    assert program.json("config", "show", "me.name")["value"] == "Sam Reyes"


def test_config_set_gives_an_action_other_keys(program: Program) -> None:
    """Keys are set by the id of their action."""
    assert program.json("config", "set", "keys.contact.star", "ctrl+s")["value"] == ["ctrl+s"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("me.nmae", "x"), ("cadence.first_gap", "soon"), ("cadence.first_gap", "300"), ("me", "x")],
)
def test_config_set_refuses_what_does_not_fit(program: Program, key: str, value: str) -> None:
    """An unknown key or a wrong value is a usage error, and nothing is written."""
    program("config", "set", key, value, exits=2)
    assert not (program.home / "config.toml").exists()


def test_config_check_is_content_with_a_good_file(program: Program) -> None:
    """Nothing to say is an empty list."""
    program("config", "init")
    assert program.json("config", "check") == []


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[me]\nnmae = 1\n", "me.nmae"),
        ("[cadence\n", "line 1"),
        ("[me]\nname = \x1b[2J", "line 2"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_config_check_names_every_fault(program: Program, content: str | bytes, named: str) -> None:
    """Whatever the file holds, the fault is named and the exit code is 1."""
    program.file("config.toml", content)
    result = program("config", "check", exits=1)
    assert named in result.stdout
    assert "\x1b" not in result.stdout


def test_a_faulty_config_does_not_keep_from_working(program: Program) -> None:
    """The fault is told beside the data, and the rest holds."""
    program.file("config.toml", "nonsense = 3\n[me]\nname = 4\n")
    result = program("due", "--json")
    assert result.stdout == "[]\n"
    assert "me.name" in result.stderr


def test_many_faults_are_told_in_short(program: Program) -> None:
    """Three faults are told, and how to see the others."""
    program.file("config.toml", "".join(f"x{n} = 1\n" for n in range(9)))
    told = program("due").stderr.splitlines()
    assert len(told) == 4
    assert "6 more" in told[-1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_name_the_program(program: Program, shell: str) -> None:
    """What is printed asks the program itself."""
    assert "_FOLLOWUP_COMPLETE" in program("completions", shell).stdout


def test_other_shells_have_no_completions(program: Program) -> None:
    """An unknown shell is a usage error."""
    program("completions", "tcsh", exits=2)
