"""Claims about `followup check`: for people, for editors and hooks, and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.scripts.rules import weighing
from tests.cli_program import Program, add_ann

FINE = "Hi Ann, a quick hello. I'd love to work with you. How is the new plant in Ohio?\n"


@pytest.fixture
def program(home: Path) -> Program:
    """The program with Ann."""
    found = Program(home)
    add_ann(found)
    return found


def test_findings_stand_where_editors_look(program: Program) -> None:
    """FILE:LINE:COLUMN, rule, level and message, one line each; an error ends with 1."""
    path = program.file("note.txt", "Hi Ann,\n\nI saw [news?].\n")
    lines = program.lines("check", path, "--contact", "Ann", "--purpose", "status", exits=1)
    assert (
        f"{path}:3:7 L05 error Missing here: fresh news of the company. Press n to add it." in lines
    )


def test_a_fit_script_prints_nothing(program: Program) -> None:
    """A hook that is content says nothing on stdout; how long it is goes to stderr."""
    path = program.file("note.txt", FINE)
    result = program("check", path, "--contact", "Ann", "--channel", "email")
    assert result.stdout == ""
    assert "18 words" in result.stderr


def test_warnings_do_not_fail(program: Program) -> None:
    """Only errors end with 1."""
    path = program.file("note.txt", "Hi Ann, all the best.\n")
    found = program.json("check", path, "--contact", "Ann", "--channel", "email")["findings"]
    assert {f["level"] for f in found} == {"warning"}


def test_json_has_the_shape_of_the_design(program: Program) -> None:
    """Words, seconds and findings with their place."""
    path = program.file("note.txt", "Hi Bob, [news?]\n")
    found = program.json("check", path, "--contact", "Ann", "--purpose", "status", exits=1)
    assert set(found) == {"words", "seconds", "findings"}
    assert set(found["findings"][0]) == {"rule", "level", "line", "column", "message"}


def test_several_files_are_told_file_by_file(program: Program) -> None:
    """As hooks name them: every finding with its file, and 1 when one of them is not fit."""
    fine = program.file("fine.txt", FINE)
    gap = program.file("gap.txt", "Hi Ann, I saw [news?].\n")
    about = ("--contact", "Ann", "--purpose", "status", "--channel", "email")
    result = program("check", fine, gap, "-", *about, typed="Hi Bob, hello.", exits=1)
    assert [line.split(" ")[0] for line in result.stdout.splitlines()] == [f"{gap}:1:15", "-:1:4"]
    assert f"{fine}: 18 words" in result.stderr
    found = program.json("check", fine, gap, *about, exits=1)
    assert [(one["file"], len(one["findings"])) for one in found] == [(fine, 0), (gap, 1)]
    assert "once" in program("check", "-", "-", typed=FINE, exits=2).stderr


def test_damaged_words_of_a_rule_are_told(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the rules are listed, and by the doctor; a check goes on (RELIABILITY)."""
    broken = Path(program.file("weights.json", '{"L01": '))
    weighing.forget()
    with monkeypatch.context() as patched:
        patched.setattr(weighing, "FILE", broken)
        assert "weights.json is damaged" in program("check", "--rules").stderr
        assert "weights.json" in program("doctor", exits=1).stdout
        program("check", program.file("note.txt", FINE), "--contact", "Ann", "--purpose", "status")
    weighing.forget()


def test_a_pipe_is_read(program: Program) -> None:
    """What `draft` prints can be checked as it comes."""
    text = "Subject: Hello\n\nHi Ann, I saw [news?]."
    lines = program("check", "-", "--contact", "Ann", typed=text, exits=1).stdout.splitlines()
    assert any(line.startswith("-:3:15 L05 error") for line in lines)


def test_the_rules_can_be_read(program: Program) -> None:
    """All of them, or the one that a finding named."""
    assert {f"L{n:02}" for n in range(4, 21)} <= {
        r["rule"] for r in program.json("check", "--rules")
    }
    lines = program.lines("check", "--explain", "l09")
    assert lines[0].startswith("L09 warning")
    assert "question" in program("check", "--rules").stdout
    assert "no rule L77" in program("check", "--explain", "L77", exits=3).stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        (b"\xff\xfe\x00", "not plain text"),
        (b"x" * 1_000_001, "megabyte"),
        (b" \n\n", "there is nothing to check"),
    ],
    ids=["missing", "binary", "large", "empty"],
)
def test_what_cannot_be_read_is_told(program: Program, content: bytes | None, said: str) -> None:
    """One sentence, and 1."""
    path = program.file("x.txt", content) if content is not None else str(program.home / "no.txt")
    result = program("check", path, exits=1)
    assert (said in result.stderr, result.stderr.count("\n")) == (True, 1)


def test_a_call_without_a_file_says_what_to_name(program: Program) -> None:
    """It does not wait for somebody to type."""
    assert "Name the file" in program("check", exits=2).stderr
    assert "--contact" in program("check", "-", "--opening", "1", typed="Hi", exits=2).stderr
