"""Claims about typed dates: what a person may write, and which day it means."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.errors import UsageError
from followup_tui.operations.dates import read_date
from tests.builders import TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("2026-3-9", date(2026, 3, 9)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 3, 3)),
        ("yesterday", date(2026, 3, 1)),
        ("+5", date(2026, 3, 7)),
        ("-3", date(2026, 2, 27)),
        ("5d", date(2026, 3, 7)),
        ("2w", date(2026, 3, 16)),
        ("-1w", date(2026, 2, 23)),
        ("3m", date(2026, 6, 2)),
        ("1y", date(2027, 3, 2)),
        ("eom", date(2026, 3, 31)),
        ("end of the month", date(2026, 3, 31)),
        ("friday", date(2026, 3, 6)),
        ("Fri", date(2026, 3, 6)),
        ("next friday", date(2026, 3, 6)),
        ("on Sunday", date(2026, 3, 8)),
        ("last friday", date(2026, 2, 27)),
        ("may", date(2026, 5, 4)),
        ("in May", date(2026, 5, 4)),
        ("february", date(2027, 2, 1)),
        ("9.3.", date(2026, 3, 9)),
        ("9.3.2027", date(2027, 3, 9)),
        ("1.3.", date(2027, 3, 1)),
        ("9 March", date(2026, 3, 9)),
        ("March 9, 2027", date(2027, 3, 9)),
        ("in 2 weeks", date(2026, 3, 16)),
        ("28 Feb", date(2027, 2, 28)),
        ("the day after tomorrow", date(2026, 3, 4)),
        ("13/4/2026", date(2026, 4, 13)),
    ],
)
def test_what_lies_ahead(text: str, day: date) -> None:
    """Seen from Monday, 2 March 2026, a date means the next such day."""
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", date(2026, 2, 27)),
        ("february", date(2026, 2, 1)),
        ("may", date(2025, 5, 1)),
        ("9.3.", date(2025, 3, 9)),
        ("28 Feb", date(2026, 2, 28)),
        ("2 weeks ago", date(2026, 2, 16)),
        ("today", TODAY),
    ],
)
def test_what_has_happened(text: str, day: date) -> None:
    """Of what is past a date means the latest such day."""
    assert read_date(text, TODAY, past=True) == day


def test_a_weekday_is_never_today() -> None:
    """On a Monday, monday is the one a week ahead, or a week ago."""
    assert read_date("monday", TODAY) == date(2026, 3, 9)
    assert read_date("monday", TODAY, past=True) == date(2026, 2, 23)


def test_months_of_different_length() -> None:
    """A month on from the 31st ends where the shorter month does."""
    assert read_date("1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert read_date("-2m", date(2026, 1, 31)) == date(2025, 11, 30)


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "5", "someday", "2026-02-30", "31 Feb", "2026", "+99999", "99999y", "0.0."),
        *("0001-01-01", "9999-12-31"),
        *("x" * 10_000, "\x1b[2J", "12.13.2026", "+-3", "w", "½w"),
    ],
)
def test_what_is_no_day_is_refused_with_examples(text: str) -> None:
    """The sentence shows how a date may be written."""
    with pytest.raises(UsageError, match="try 2026-03-09"):
        read_date(text, TODAY)


@pytest.mark.parametrize("text", ["3/4", "3/4/2026"])
def test_a_date_with_two_readings_is_refused(text: str) -> None:
    """What is April here and March there is not guessed."""
    with pytest.raises(UsageError, match="another in Europe"):
        read_date(text, TODAY)


def test_the_end_of_all_days() -> None:
    """Days beyond the calendar are refused, not stumbled over."""
    with pytest.raises(UsageError):
        read_date("+1", date.max)
    with pytest.raises(UsageError):
        read_date("-1m", date.min)
