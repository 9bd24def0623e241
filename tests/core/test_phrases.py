"""Dates and counts as a person says them."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.phrases import (
    ago,
    count,
    days_phrase,
    listed,
    named_date,
    short_date,
    when,
)
from tests.builders import TODAY, days_ago, in_days


def test_a_short_date_names_the_year_only_when_it_differs() -> None:
    """Within this year the day and the month are enough."""
    assert short_date(date(2026, 11, 18), TODAY) == "18 Nov"
    assert short_date(date(2027, 1, 4), TODAY) == "4 Jan 2027"


def test_a_named_date_begins_with_its_weekday() -> None:
    """A date in a sentence says which day of the week it is."""
    assert named_date(date(2026, 11, 18), TODAY) == "Wed 18 Nov"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (days_ago(1), "since Sun"),
        (days_ago(6), "since Tue"),
        (days_ago(7), "since 23 Feb"),
        (in_days(1), "Tue"),
        (in_days(6), "Sun"),
        (in_days(7), "9 Mar"),
    ],
)
def test_a_due_date_is_never_late(day: date, words: str) -> None:
    """The list says since when something waits, and never that it is late."""
    assert when(day, TODAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0 days"), (1, "1 day"), (7, "1 week"), (10, "10 days"), (21, "3 weeks")],
)
def test_a_distance_is_in_weeks_where_it_can_be(days: int, words: str) -> None:
    """Whole weeks are named as weeks."""
    assert days_phrase(days) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "today"),
        (days_ago(1), "yesterday"),
        (days_ago(26), "26 days ago"),
        (in_days(2), "on 4 Mar"),
    ],
)
def test_how_long_ago(day: date, words: str) -> None:
    """The distance from today is named as a person would."""
    assert ago(day, TODAY) == words


def test_a_count_agrees_with_its_noun() -> None:
    """One is singular, everything else plural, irregular ones included."""
    assert count(1, "touch", "touches") == "1 touch"
    assert count(2, "touch", "touches") == "2 touches"
    assert count(0, "day") == "0 days"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ""),
        (["phone"], "phone"),
        (["phone", "e-mail", "LinkedIn"], "phone, e-mail and LinkedIn"),
    ],
)
def test_a_list_reads_as_a_sentence(words: list[str], sentence: str) -> None:
    """The last two words are joined by "and"."""
    assert listed(words) == sentence
