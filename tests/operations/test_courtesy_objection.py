"""Claims about coming a little soon: what is objected to, what is not, and that the reason is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.operations.courtesy import objection
from followup_tui.operations.desk import Desk
from followup_tui.operations.openings import Vacancy, opening
from followup_tui.operations.touches import Happened, log
from tests.builders import days_ago, in_days
from tests.cast import add, finish, on
from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """The program on an empty home of somebody who said who they are."""
    (home / "config.toml").write_text('[me]\nname = "Sam Reyes"\nphone = "+1 313 555 0199"\n')
    return Program(home)


def test_a_second_touch_within_days_is_objected_to(desk: Desk) -> None:
    """S1.19, S1.20: a colleague heard yesterday; the sentence says until when to wait."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", star=False)
    finish(on(desk, days_ago(1)), ann)
    assert objection(desk, bob, None, Happened("email")).startswith("Acme: wait until")


def test_what_counts_for_nothing_is_not_objected_to(desk: Desk) -> None:
    """Thank-yous, invitations, attempts, and yesterday's touch typed in today."""
    ann = add(desk)
    finish(on(desk, days_ago(1)), ann)
    for happened in (
        Happened("email", "thanks-decision"),
        Happened("invitation"),
        Happened("call", outcome="no-answer"),
        Happened("email", on=days_ago(1)),
    ):
        assert objection(desk, ann, None, happened) == ""


def test_an_opening_may_pass_once(desk: Desk) -> None:
    """S4.29: the notice stands in its `why`, and nothing is asked."""
    ann = add(desk)
    finish(on(desk, days_ago(1)), ann)
    (touch,) = opening(desk, Vacancy("Acme", "Designer")).planned
    assert objection(desk, ann, touch, Happened()) == ""


def test_a_promised_date_is_kept(desk: Desk) -> None:
    """They asked for that day."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", star=False)
    finish(desk, ann, outcome="not-now", until=in_days(3))
    later = on(desk, in_days(3))
    log(on(desk, in_days(2)), bob, Happened("email"))
    touch = desk.store.touches.planned(ann.id)[0]
    assert objection(later, ann, touch, Happened()) == ""


def test_the_command_line_tells_and_records_the_reason(program: Program) -> None:
    """`done --because` keeps the reason; without a terminal it is told, and recorded all the same."""
    add_ann(program)
    program("done", "Ann Lee")
    assert "wait until" in program("done", "Ann Lee", "--channel", "email").stderr
    result = program("done", "Ann Lee", "--channel", "email", "--because", "she asked me to")
    assert "wait until" not in result.stderr


def test_the_subject_that_went_out_is_kept(program: Program) -> None:
    """What `draft` showed is what `done` stores, subject included."""
    add_ann(program)
    drafted = program.json("draft", "Ann Lee", "--channel", "email")
    if drafted["missing"]:
        program("note", "Acme", "a second plant opens", "--kind", "news")
        drafted = program.json("draft", "Ann Lee", "--channel", "email")
    touch = program.json("done", "Ann Lee", "--channel", "email")["touch"]
    assert touch["subject"] == drafted["subject"]
    assert touch["text"] == drafted["body"]
