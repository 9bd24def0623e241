"""Claims about the commands that open and change plans, as a shell sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TODAY, in_days
from tests.cli_program import Program, add_ann

pytestmark = pytest.mark.usefixtures("countable")


@pytest.fixture
def countable(home: Path) -> None:
    """Dates that can be counted by hand."""
    (home / "config.toml").write_text("[cadence]\nspread = 0\n")


@pytest.fixture
def program(home: Path) -> Program:
    """The program on an empty home."""
    return Program(home)


def test_an_interview_prints_its_thank_yous(program: Program) -> None:
    """S0.17: `interview` answers {application, planned, cancelled, tasks}."""
    answer = program.json(
        "interview", "Acme", "--role", "Designer", "--on", "today", "--met", "Ann Lee",
        "--met", "Bob Roe", "--decides", "13 mar", "--common", "Ann Lee: both from Porto",
    )  # fmt: skip
    assert [t["purpose"] for t in answer["planned"]] == [
        "thanks-interview", "thanks-interview", "status",
    ]  # fmt: skip
    assert answer["application"]["decision"] == "in-progress"
    assert "both from Porto" in program("show", "Ann Lee").stdout


def test_an_interview_to_come_is_a_usage_error(program: Program) -> None:
    """`--on` after today ends with 2."""
    program("interview", "Acme", "--on", "tomorrow", "--met", "Ann Lee", exits=2)


def test_words_without_a_name_are_a_usage_error(program: Program) -> None:
    """Common ground belongs to somebody: the sentence shows how to write it."""
    result = program("interview", "Acme", "--met", "Ann Lee", "--common", "tea", exits=2)
    assert "Ann Lee: both from Porto" in result.stderr


def test_a_decision_is_reopened(program: Program) -> None:
    """`reopen` cancels what the decision planned; unknown companies end with 3."""
    program("passed", "Acme", "--role", "Designer", "--star", "Ann Lee")
    answer = program.json("reopen", "Acme", "--role", "Designer")
    assert answer["application"]["decision"] == "in-progress"
    assert {t["purpose"] for t in answer["cancelled"]} == {
        "thanks-decision",
        "connect",
        "keep-warm",
    }
    program("reopen", "Nobody Ltd", exits=3)


def test_an_opening_ranks_whom_to_ask(program: Program) -> None:
    """S4.23: `opening` answers {opening, people} with a reason for each."""
    add_ann(program)
    answer = program.json("opening", "Acme", "Lead Designer", "--department", "Design")
    assert answer["opening"]["title"] == "Lead Designer"
    assert [p["contact"] for p in answer["people"]] == ["Ann Lee"]
    assert answer["people"][0]["why"].startswith("starred")
    assert [t["due_on"] for t in answer["planned"]] == [TODAY.isoformat()]


def test_an_opening_shows_what_is_new(program: Program) -> None:
    """S4.25: gains since we last spoke stand below the people to ask."""
    add_ann(program)
    program("gain", "led an audit", "--on", "yesterday")
    out = program("opening", "Acme", "Lead Designer").stdout
    assert "led an audit" in out


def test_hired_and_searching(program: Program) -> None:
    """A hire tells the stars elsewhere; searching brings the plans back."""
    add_ann(program)
    answer = program.json("hired", "Beta", "--on", "today")
    assert [t["purpose"] for t in answer["planned"]] == ["landed"]
    assert answer["application"]["decision"] == "hired"
    assert program.json("searching")["replanned"] == 1
    program("searching", exits=1)


def test_days_away_are_listed_and_taken_back(program: Program) -> None:
    """`away FROM TO`, `away`, `away FROM --off`."""
    add_ann(program)
    moved = program.json("away", "today", "+11")["moved"]
    assert [t["due_on"] for t in moved] == ["2026-03-16"]
    assert program.json("away") == [{"from": "2026-03-02", "to": "2026-03-13"}]
    program("away", "today", "--off")
    assert program.json("away") == []
    program("away", "today", exits=2)


def test_a_crowded_day_offers_to_spread(program: Program) -> None:
    """After a week unopened `due` offers other days, and `spread` finds them."""
    for number in range(7):
        name, company = f"P{number} Q{number}", f"Firm {number}"
        program("add", name, "--company", company, "--email", f"p{number}@x.example", "--star")
    later = program.on(in_days(7))
    assert "2 touches more than a day carries" in later("due").stdout
    assert len(later.json("spread")["moved"]) == 2
    later("spread", exits=2)


def test_research_is_proposed_beside_the_agenda(program: Program) -> None:
    """S1.24: nothing fresh is known for today's touch."""
    add_ann(program)
    assert "Look for news of Acme" in program("due").stdout


def test_a_referral_is_thanked(program: Program) -> None:
    """S2.7: `refer NAME TO` plans a thank-you, once."""
    add_ann(program)
    program("add", "Cleo Marsh", "--email", "cleo@x.example")
    answer = program.json("refer", "Cleo Marsh", "Ann Lee")
    assert answer["planned"]["purpose"] == "referral-thanks"
    program("refer", "Cleo Marsh", "Ann Lee", exits=1)


def test_silence_has_an_answer_only_when_asked(program: Program) -> None:
    """Nothing is asked yet: 3, and the sentence says that the plan goes on."""
    add_ann(program)
    assert "goes on by itself" in program("silence", "Ann Lee", "rest", exits=3).stderr
