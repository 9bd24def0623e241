"""The agenda as lists show it: who is due, how many, and which tasks beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.records import Task
from followup_tui.core.words import Section
from followup_tui.operations.desk import Desk

BRIEF = 30
"""How many people of the sections that can wait a short list shows."""

_CAN_WAIT = (Section.LATER, Section.PAUSED)


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the agenda; `items` may be its beginning only."""

    section: Section
    items: tuple[AgendaItem, ...]
    count: int

    @property
    def left_out(self) -> int:
        """How many people more there are."""
        return self.count - len(self.items)


def parts(desk: Desk, days: int | None = None) -> tuple[Part, ...]:
    """The sections in order, those that can wait cut short.

    With `days` they are whole, and hold only what is due by then.
    """
    if days is not None:
        items = desk.store.agenda.items(desk.today, desk.today + timedelta(days=days))
        return tuple(
            Part(section, found, len(found))
            for section in Section
            if (found := tuple(i for i in items if i.section is section))
        )
    shown: dict[Section, tuple[AgendaItem, ...]] = {}
    counts: dict[Section, int] = {}
    for group in desk.store.agenda.groups(desk.today):
        items = shown.get(group.section, ())
        room = BRIEF - len(items) if group.section in _CAN_WAIT else group.count
        if room > 0:
            items += desk.store.agenda.page(group, desk.today, room)
        shown[group.section] = items
        counts[group.section] = counts.get(group.section, 0) + group.count
    return tuple(Part(section, items, counts[section]) for section, items in shown.items())


def items(desk: Desk, days: int | None = None) -> tuple[AgendaItem, ...]:
    """Everyone with a planned touch, in agenda order; with `days`, what is due by then."""
    until = None if days is None else desk.today + timedelta(days=days)
    return desk.store.agenda.items(desk.today, until)


def count(desk: Desk, days: int | None = None) -> int:
    """How many people `items` would list."""
    if days is not None:
        return len(items(desk, days))
    return sum(group.count for group in desk.store.agenda.groups(desk.today))


def tasks_due(desk: Desk) -> tuple[Task, ...]:
    """Open tasks whose day has come."""
    return tuple(t for t in desk.store.material.open_tasks() if t.due_on and t.due_on <= desk.today)


def done_today(desk: Desk) -> int:
    """How many touches of mine happened today."""
    return desk.store.touches.done_on(desk.today)
