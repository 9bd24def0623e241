"""The first six months of the person who got the job (DESIGN.md, Seat clock; S0.8-S0.11)."""

from __future__ import annotations

import pytest

from followup_tui.core.seat import MARKS, seat_clock
from followup_tui.core.words import Decision
from tests.builders import TODAY, days_ago, in_days, make_application


@pytest.mark.parametrize(
    ("day", "share", "next_mark"),
    [
        (0, 0.0, 7),
        (6, 0.0, 7),
        (7, 16.45, 30),
        (29, 16.45, 30),
        (30, 33.87, 60),
        (60, 50.64, 90),
        (90, 68.06, 120),
        (120, 79.03, 150),
        (150, 84.51, 180),
        (180, 98.99, None),
        (900, 98.99, None),
    ],
)
def test_the_marks_of_the_clock(day: int, share: float, next_mark: int | None) -> None:
    """On every mark the running share of early leavers steps up."""
    clock = seat_clock((make_application(decided_on=days_ago(day)),), TODAY)

    assert clock is not None
    assert (clock.day, clock.share, clock.next_mark) == (day, share, next_mark)


def test_the_shares_only_rise() -> None:
    """Marks and running shares rise together, to 98.99 per cent (S0.10)."""
    days = [mark for mark, _ in MARKS]
    shares = [share for _, share in MARKS]

    assert days == sorted(days)
    assert shares == sorted(shares)
    assert shares[-1] == 98.99


def test_the_clock_runs_from_the_first_day_of_the_successor() -> None:
    """When the successor's first day is known, the clock runs from it and says so."""
    application = make_application(decided_on=days_ago(60), successor_started_on=days_ago(10))
    clock = seat_clock((application,), TODAY)

    assert clock is not None
    assert (clock.basis, clock.since, clock.day) == ("started", days_ago(10), 10)


def test_the_clock_runs_from_the_decision_otherwise() -> None:
    """Without that day it runs from the decision and says so."""
    clock = seat_clock((make_application(),), TODAY)

    assert clock is not None
    assert (clock.basis, clock.since) == ("decision", days_ago(30))


def test_a_successor_who_has_not_started_yet_shows_no_share() -> None:
    """Before the first day the clock stands before its first mark."""
    application = make_application(successor_started_on=in_days(14))
    clock = seat_clock((application,), TODAY)

    assert clock is not None
    assert (clock.day, clock.share, clock.next_mark) == (-14, 0.0, 7)


def test_the_newest_seat_is_shown() -> None:
    """Of two seats the one decided last has the clock."""
    old = make_application(id=2, decided_on=days_ago(300))
    new = make_application(id=1, decided_on=days_ago(8))
    clock = seat_clock((new, old), TODAY)

    assert clock is not None
    assert clock.day == 8


@pytest.mark.parametrize(
    "decision", [Decision.IN_PROGRESS, Decision.DECLINED, Decision.SILENCE, Decision.WITHDRAWN]
)
def test_without_a_seat_that_somebody_else_got_there_is_no_clock(decision: Decision) -> None:
    """Only a refusal starts a clock."""
    assert seat_clock((make_application(decision=decision),), TODAY) is None
    assert seat_clock((), TODAY) is None
