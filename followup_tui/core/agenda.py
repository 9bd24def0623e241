"""The order in which people stand in the agenda, and the section each belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.core.records import Touch
from followup_tui.core.words import ROLE_ORDER, Channel, Purpose, Role, Section

UNSTARRED = 100
"""Added to the priority of people without a star: stars stand before all others."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One person with their next touch, as the agenda lists them."""

    section: Section
    contact_id: int
    contact: str
    company: str
    touch_id: int
    channel: str
    purpose: Purpose
    due_on: date
    starred: bool
    days_past: int = 0
    """Days since it fell due; negative while it lies ahead."""
    handed: bool = False
    """Its script left the program, and what came of it is not known yet."""
    why: str = ""


def priority(starred: bool, role: Role) -> int:
    """The rank within a section: starred first, then by role; the due date and the id follow."""
    return (0 if starred else UNSTARRED) + ROLE_ORDER.index(role)


def in_turn(planned: Sequence[Touch], today: date) -> tuple[Touch, ...]:
    """What is planned with one person in the order it is shown: what I owe, then the soonest.

    An invitation that was left undone does not stand in the way of what has fallen due since.
    """
    due = [t for t in planned if t.due_on is not None and t.due_on <= today]
    first = next(iter(planned), None)
    later = [t for t in due if t.channel != Channel.INVITATION]
    if first is None or first.channel != Channel.INVITATION or not later:
        return tuple(planned)
    return (later[0], *(t for t in planned if t.id != later[0].id))


def section_of(owed: bool, paused: bool, due: date, today: date) -> Section:
    """Which section a planned touch stands in on the day `today`.

    What waits is listed and blocks nothing else (S4.22); nothing leaves the list by itself (S0.3).
    """
    if owed:
        return Section.OWED
    if paused:
        return Section.PAUSED
    if due < today:
        return Section.WAITING
    if due == today:
        return Section.TODAY
    return Section.WEEK if due <= week_end(today) else Section.LATER


def week_end(today: date) -> date:
    """The last of the next seven days."""
    return today + timedelta(days=7)


class Span(NamedTuple):
    """The due dates a section covers, both ends included."""

    section: Section
    first: date
    last: date


def spans(today: date) -> tuple[Span, ...]:
    """The sections that are told apart by the due date alone, in agenda order."""
    tomorrow = today + timedelta(days=1)
    after_week = week_end(today) + timedelta(days=1)
    return (
        Span(Section.WAITING, date.min, today - timedelta(days=1)),
        Span(Section.TODAY, today, today),
        Span(Section.WEEK, tomorrow, week_end(today)),
        Span(Section.LATER, after_week, date.max),
    )
