"""Which days the program may pick."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.workdays import Workdays, days_between
from tests.builders import TODAY, in_days

SATURDAY = date(2026, 3, 7)
SUNDAY = date(2026, 3, 8)
MONDAY = date(2026, 3, 9)
FRIDAY = date(2026, 3, 6)


def test_weekends_are_left_out() -> None:
    """From Saturday the search goes on to Monday, and back to Friday."""
    assert Workdays().on_or_after(SATURDAY) == MONDAY
    assert Workdays().on_or_before(SUNDAY) == FRIDAY


def test_a_working_day_stays() -> None:
    """A working day is its own next working day."""
    assert Workdays().on_or_after(TODAY) == TODAY
    assert Workdays().on_or_before(TODAY) == TODAY


def test_days_off_are_left_out() -> None:
    """A day off is passed over in both directions."""
    off = Workdays(days_off=frozenset({MONDAY}))

    assert off.on_or_after(SATURDAY) == date(2026, 3, 10)
    assert off.on_or_before(MONDAY) == FRIDAY


def test_absence_includes_both_ends() -> None:
    """The first and the last day away are away."""
    away = Workdays(away=((FRIDAY, MONDAY),))

    assert not away.is_working(FRIDAY)
    assert not away.is_working(MONDAY)
    assert away.on_or_after(FRIDAY) == date(2026, 3, 10)


def test_the_weekend_may_fall_on_other_days() -> None:
    """Friday and Saturday can be the weekend."""
    gulf = Workdays(weekend=frozenset({4, 5}))

    assert gulf.is_working(SUNDAY)
    assert not gulf.is_working(FRIDAY)


def test_working_days_are_counted_after_the_day() -> None:
    """Three working days after Thursday is Tuesday."""
    assert Workdays().after(date(2026, 3, 5), 3) == date(2026, 3, 10)


def test_working_days_gone_by_include_today() -> None:
    """From Friday to Monday one working day has passed."""
    assert Workdays().passed_since(FRIDAY, MONDAY) == 1


def test_a_calendar_without_working_days_does_not_hang() -> None:
    """If every day is off, the day asked for is taken as it is."""
    never = Workdays(weekend=frozenset(range(7)))

    assert never.on_or_after(TODAY) == TODAY


def test_days_between_holds_both_ends() -> None:
    """The days from one to another hold both."""
    assert list(days_between(FRIDAY, SUNDAY)) == [FRIDAY, SATURDAY, SUNDAY]


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    start=st.integers(0, 400).map(in_days),
    off=st.frozensets(st.integers(0, 420).map(in_days), max_size=30),
    away=st.tuples(st.integers(0, 400), st.integers(0, 40)),
)
def test_the_search_finds_the_nearest_working_day(
    start: date, off: frozenset[date], away: tuple[int, int]
) -> None:
    """The day found is working, and no working day lies before it."""
    absence = (in_days(away[0]), in_days(away[0] + away[1]))
    workdays = Workdays(days_off=off, away=(absence,))

    found = workdays.on_or_after(start)

    assert workdays.is_working(found)
    assert not any(workdays.is_working(d) for d in days_between(start, found) if d != found)
