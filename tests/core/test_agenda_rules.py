"""Sections and order of the agenda (DESIGN.md, Agenda)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.agenda import priority, section_of, spans, week_end
from followup_tui.core.words import Role, Section
from tests.builders import TODAY, days_ago, in_days

MIN, MAX = date(1990, 1, 1), date(2100, 1, 1)


@pytest.mark.parametrize(
    ("due", "section"),
    [
        (days_ago(400), Section.WAITING),
        (days_ago(1), Section.WAITING),
        (TODAY, Section.TODAY),
        (in_days(1), Section.WEEK),
        (in_days(7), Section.WEEK),
        (in_days(8), Section.LATER),
    ],
)
def test_the_due_date_tells_the_section(due: date, section: Section) -> None:
    """Before today it waits; then today, the next seven days, and later."""
    assert section_of(owed=False, paused=False, due=due, today=TODAY) is section


def test_what_i_owe_comes_first_whenever_it_is_due() -> None:
    """A reply stands under owed, due or not, paused or not."""
    assert section_of(owed=True, paused=False, due=in_days(1), today=TODAY) is Section.OWED
    assert section_of(owed=True, paused=True, due=days_ago(9), today=TODAY) is Section.OWED


def test_who_is_paused_stands_apart() -> None:
    """A paused contact stands under paused, however long it has been due."""
    assert section_of(owed=False, paused=True, due=days_ago(9), today=TODAY) is Section.PAUSED


def test_the_sections_have_their_order() -> None:
    """Owed, waiting, today, week, later, paused."""
    assert list(Section) == ["owed", "waiting", "today", "week", "later", "paused"]


def test_stars_stand_before_everybody_else() -> None:
    """The least of the stars stands before the first of the others."""
    assert max(priority(True, role) for role in Role) < min(priority(False, r) for r in Role)


def test_among_stars_the_role_decides() -> None:
    """Hiring managers first; recruiters and HR weigh less than interviewers (S3.4, S3.6)."""
    ranked = sorted(Role, key=lambda role: priority(True, role))

    assert ranked == ["hiring-manager", "interviewer", "recruiter", "hr", "employee", "other"]


def test_the_week_ends_in_seven_days() -> None:
    """The week is the next seven days, today not among them."""
    assert week_end(TODAY) == in_days(7)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(apart=st.integers(-12, 12) | st.integers(-9_999, 9_999), today=st.dates(MIN, MAX))
def test_the_spans_agree_with_the_sections(apart: int, today: date) -> None:
    """Every date lies in exactly one span, the one of its section."""
    due = today + timedelta(days=apart)
    holding = [span.section for span in spans(today) if span.first <= due <= span.last]

    assert holding == [section_of(owed=False, paused=False, due=due, today=today)]
