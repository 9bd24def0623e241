"""Claims about which backups stay (RELIABILITY P16)."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.rotation_of_backups import Keep, kept

BEGIN = datetime(2026, 3, 2, 8)  # noqa: DTZ001 - the clock on the wall
"""A Monday morning."""

moments = st.lists(
    st.datetimes(BEGIN - timedelta(days=800), BEGIN + timedelta(days=600)), max_size=60, unique=True
)


def test_a_year_of_mornings() -> None:
    """After 400 days there are the last seven days, the last four weeks and the last twelve months."""
    days: set[datetime] = set()
    for number in range(400):
        days = set(kept({*days, BEGIN + timedelta(days=number)}))
    last = BEGIN + timedelta(days=399)
    ages = sorted((last - day).days for day in days)
    assert ages[:7] == list(range(7))
    assert {day.isocalendar()[:2] for day in days} >= {
        (last - timedelta(weeks=n)).isocalendar()[:2] for n in range(4)
    }
    assert len({(day.year, day.month) for day in days}) == 12
    assert 300 < ages[-1] < 370
    assert len(days) <= 7 + 4 + 12


def test_an_afternoon_of_imports() -> None:
    """The five newest stay although they are of one day, and so does the day before."""
    yesterday = BEGIN - timedelta(days=1)
    hours = [BEGIN + timedelta(hours=n) for n in range(8)]
    assert kept([yesterday, *hours]) == {yesterday, *hours[-5:]}


def test_pauses_cost_nothing() -> None:
    """Days without a backup do not count: after a year away the last backups are still there."""
    old = [BEGIN + timedelta(days=n) for n in range(7)]
    assert {*old, BEGIN + timedelta(days=400)} - kept([*old, BEGIN + timedelta(days=400)]) == {
        old[0]
    }


@settings(max_examples=50)
@given(moments)
def test_never_more_than_promised(made: list[datetime]) -> None:
    """Some of those that are there stay, the newest always, and never more than the sum."""
    keep = Keep()
    stays = kept(made, keep)
    assert stays <= set(made)
    assert len(stays) <= keep.newest + keep.days + keep.weeks + keep.months
    assert not made or max(made) in stays


@settings(max_examples=50)
@given(moments)
def test_step_by_step_is_as_good(made: list[datetime]) -> None:
    """Rotating after each backup, as it happens, keeps what rotating all of them at once would."""
    stays: frozenset[datetime] = frozenset()
    for moment in sorted(made):
        stays = kept({*stays, moment})
    assert stays == kept(made)
