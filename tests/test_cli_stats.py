"""Claims about `stats`: the figures of the last half year, on a page and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TODAY, days_ago
from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """A home with Ann, an e-mail to her, her answer, and a call she took."""
    program = Program(home)
    add_ann(program)
    for args in (
        ("--channel", "email", "--on", days_ago(60).isoformat()),
        ("--in", "--channel", "email", "--on", days_ago(57).isoformat(), "--said", "Thanks."),
        ("--channel", "call", "--outcome", "reached", "--on", days_ago(20).isoformat()),
    ):
        program("log", "Ann Lee", *args)
    return program


def test_stats_tell_answers_and_conversations(program: Program) -> None:
    """Two answers from one person, one of them a conversation; each figure says what it rests on."""
    found = program.json("stats")
    assert (found["answers"], found["people_who_answered"], found["conversations"]) == (2, 1, 1)
    assert {r["name"]: (r["sent"], r["answered"]) for r in found["by_channel"]} == {
        "email": (1, 1),
        "phone": (1, 1),
    }
    assert found["time_to_answer"]["median_days"] == 3
    assert all(r["why"] for r in found["by_channel"])


def test_the_page_tells_the_same(program: Program) -> None:
    """For people: the same numbers in words."""
    page = program("stats").stdout
    assert "2 answers from 1 person" in page
    assert "1 conversation" in page
    assert "too few to say more" in page


def test_an_empty_home_has_figures_too(home: Path) -> None:
    """Nothing happened yet: noughts and kind words, no division by nothing."""
    page = Program(home)("stats").stdout
    assert "0 answers" in page
    assert "no answer yet" in page


def test_the_course_of_standings_ends_today(program: Program) -> None:
    """S1.17: how the stars stood, six days over the stretch."""
    course = program.json("stats", "--days", "60")["standing"]
    assert len(course) == 6
    assert course[-1]["on"] == TODAY.isoformat()
    assert sum(course[-1]["people"].values()) == 1


def test_a_stretch_out_of_bounds_is_a_usage_error(program: Program) -> None:
    """7 to 3,660 days."""
    program("stats", "--days", "3", exits=2)
