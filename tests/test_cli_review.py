"""Claims about `review --plain`: the day line by line, one person at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import in_days
from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """Ann is due today."""
    program = Program(home)
    add_ann(program)
    return program


def outcome(program: Program) -> str | None:
    """What came of the newest touch with Ann."""
    touches = program.json("show", "Ann Lee")["touches"]
    done = [t["outcome"] for t in touches if t["state"] == "done"]
    return done[0] if done else None


def test_enter_records_the_usual_answer(program: Program) -> None:
    """S2.5: brief, script, answer; an empty line is the usual one."""
    out = program("review", "--plain", typed="\n").stdout
    assert "1 of 1: Ann Lee" in out
    assert "Script" in out
    assert outcome(program) == "left-message"


def test_every_answer_shows_what_follows(program: Program) -> None:
    """Each outcome names the day and the form it would bring, before anything is recorded."""
    out = program("review", "--plain", typed="q\n").stdout
    for label in ("reached them", "left a message", "no answer", "not now", "asked me to stop"):
        assert label in out
    assert "next: e-mail on" in out
    assert outcome(program) is None


def test_not_now_asks_until_when(program: Program) -> None:
    """S1.39: their words and the day they named become a promised date."""
    program("review", "--plain", typed="6\nCall me in May\n12 may\n")
    assert program.json("show", "Ann Lee")["next"]["due_on"] == "2026-05-12"


def test_a_wrong_answer_is_asked_again(program: Program) -> None:
    """Nothing is recorded for what is no answer."""
    result = program("review", "--plain", typed="9\n3\n")
    assert "none of the answers" in result.stderr
    assert outcome(program) == "no-answer"


def test_leaving_out_asks_no_questions(program: Program) -> None:
    """S1.16: a touch may be left out, with a reason or without."""
    program("review", "--plain", typed="s\n\n")
    touches = program.json("show", "Ann Lee")["touches"]
    assert "skipped" in {t["state"] for t in touches}


def test_the_end_says_what_comes_next(program: Program) -> None:
    """A kind end: how many today, who is next and when."""
    out = program("review", "--plain", typed="\n").stdout
    assert "1 touch today. Next is Ann Lee" in out


def test_nobody_due_is_said(program: Program) -> None:
    """An empty day is told as such."""
    program("done", "Ann Lee")
    assert "Nobody is due today." in program("review", "--plain", typed="").stdout


def test_end_of_input_ends_the_review(program: Program) -> None:
    """A closed pipe records nothing."""
    program("review", "--plain", typed="")
    assert outcome(program) is None


def test_the_deck_respects_the_cap(home: Path) -> None:
    """S1.16: five of seven stand in the deck, and the rest is named."""
    program = Program(home)
    for number in range(7):
        name, company = f"P{number} Q{number}", f"Firm {number}"
        program("add", name, "--company", company, "--email", f"p{number}@x.example", "--star")
    out = program.on(in_days(7))("review", "--plain", typed="n\n" * 5).stdout
    assert "5 of 5" in out
    assert "2 people more can wait" in out
