"""The agenda, read page by page in its order: the cost of a page does not depend on how many wait."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from followup_tui.core.agenda import UNSTARRED, AgendaItem, Span, section_of, spans
from followup_tui.core.words import ROLE_ORDER, Purpose, Section
from followup_tui.store.database import Database
from followup_tui.store.mapping import into

_PRIORITIES = [base + n for base in (0, UNSTARRED) for n in range(len(ROLE_ORDER))]
_OPEN = "next_due IS NOT NULL AND deleted_at IS NULL"
_FREE = "(held_until IS NULL OR held_until <= ?)"
_FREE_CONTACT = "(contact.held_until IS NULL OR contact.held_until <= ?)"
_ITEM = """
SELECT contact.id AS contact_id, contact.name AS contact, coalesce(company.name, '') AS company,
    contact.next_touch_id AS touch_id, contact.next_channel AS channel,
    contact.next_purpose AS purpose, contact.next_due AS due_on, contact.starred AS starred,
    touch.why AS why, touch.handed_at IS NOT NULL AS handed, contact.priority AS priority,
    contact.next_owed AS next_owed, contact.held_until AS held_until
FROM contact LEFT JOIN company ON company.id = contact.company_id
LEFT JOIN touch ON touch.id = contact.next_touch_id
WHERE contact.next_due IS NOT NULL AND contact.deleted_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one section and one priority: a stretch of the index in due order."""

    section: Section
    priority: int
    count: int
    span: Span | None = None
    """The due dates it covers; None for what is owed and what is paused."""


class Agenda:
    """Everyone with a planned touch, in agenda order."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last = threading.local()
        """The groups counted last in each thread: list, first line and places ask for the same ones."""

    def groups(self, today: date) -> tuple[Group, ...]:
        """The non-empty stretches of the agenda with their sizes, in order."""
        state = self._database.state()
        if state is None:
            return self.read_groups(today)
        if getattr(self._last, "key", None) != (today, state):
            self._last.groups, self._last.key = self.read_groups(today), (today, state)
        kept: tuple[Group, ...] = self._last.groups
        return kept

    def read_groups(self, today: date) -> tuple[Group, ...]:
        """The same, counted afresh."""
        found = list(self._owed(today))
        priorities = self._priorities()
        for span in spans(today):
            for priority in priorities:
                if count := self._count(priority, span, today):
                    found.append(Group(span.section, priority, count, span))
        return (*found, *self._paused(today))

    def page(
        self, group: Group, today: date, limit: int, offset: int = 0
    ) -> tuple[AgendaItem, ...]:
        """A page of one group, soonest first."""
        clause, parameters = _within(group, today)
        sql = f"{_ITEM} AND {clause} ORDER BY contact.next_due, contact.id LIMIT ? OFFSET ?"
        rows = self._database.rows(sql, (*parameters, limit, offset))
        return self._in_turn(tuple(_item(row, group.section, today) for row in rows), today)

    def items(self, today: date, until: date | None = None) -> tuple[AgendaItem, ...]:
        """The whole agenda, or what is due up to `until`; what is paused only without `until`."""
        found: list[AgendaItem] = []
        for group in self.groups(today):
            if until is not None and (
                group.section is Section.PAUSED or (group.span and group.span.first > until)
            ):
                continue
            found += self.page(group, today, group.count)
        if until is None:
            return tuple(found)
        return tuple(i for i in found if i.due_on <= until or i.section is Section.OWED)

    def items_of(self, ids: tuple[int, ...], today: date) -> tuple[AgendaItem, ...]:
        """These contacts as the agenda lists them, in the order of the ids."""
        found: dict[int, AgendaItem] = {}
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ", ".join("?" * len(part))
            for row in self._database.rows(f"{_ITEM} AND contact.id IN ({marks})", part):
                found[row["contact_id"]] = _item(row, _section(row, today), today)
        return self._in_turn(tuple(found[i] for i in ids if i in found), today)

    def _in_turn(self, items: tuple[AgendaItem, ...], today: date) -> tuple[AgendaItem, ...]:
        """The same people; where an invitation was left undone, with what has fallen due since."""
        undone = [i.contact_id for i in items if i.channel == "invitation" and i.due_on < today]
        if not undone:
            return items
        marks = ", ".join("?" * len(undone))
        rows = self._database.rows(
            "SELECT id AS touch_id, contact_id, channel, purpose, due_on, why, handed_at FROM touch"
            f" WHERE contact_id IN ({marks}) AND state = 'planned' AND channel != 'invitation'"
            " AND due_on <= ? ORDER BY due_on DESC, id DESC",
            (*undone, today.isoformat()),
        )
        instead = {row["contact_id"]: row for row in rows}
        return tuple(
            _taking(i, instead[i.contact_id], today) if i.contact_id in instead else i
            for i in items
        )

    def place(self, contact_id: int, today: date) -> tuple[Section, int, int] | None:
        """(section, priority, how many of that group stand before) of a contact in the agenda."""
        rows = self._database.rows(f"{_ITEM} AND contact.id = ?", (contact_id,))
        if not rows:
            return None
        row = rows[0]
        section = _section(row, today)
        group = next(
            (
                g
                for g in self.groups(today)
                if (g.section, g.priority) == (section, row["priority"])
            ),
            None,
        )
        if group is None:
            return None
        clause, parameters = _within(group, today)
        before = self._database.value(
            f"SELECT count(*) FROM contact WHERE {_OPEN} AND {clause}"
            " AND (contact.next_due < ? OR (contact.next_due = ? AND contact.id < ?))",
            (*parameters, row["due_on"], row["due_on"], contact_id),
        )
        return section, row["priority"], int(before)

    def _priorities(self) -> list[int]:
        return [
            p
            for p in _PRIORITIES
            if self._database.value(
                f"SELECT 1 FROM contact WHERE {_OPEN} AND next_owed = 0 AND priority = ? LIMIT 1",
                (p,),
            )
        ]

    def _count(self, priority: int, span: Span, today: date) -> int:
        return int(
            self._database.value(
                f"SELECT count(*) FROM contact WHERE {_OPEN} AND next_owed = 0 AND priority = ?"
                f" AND next_due BETWEEN ? AND ? AND {_FREE}",
                (priority, span.first.isoformat(), span.last.isoformat(), today.isoformat()),
            )
        )

    def _owed(self, today: date) -> list[Group]:
        rows = self._database.tuples(
            f"SELECT priority, count(*) FROM contact WHERE {_OPEN} AND next_owed = 1"
            " GROUP BY priority ORDER BY priority"
        )
        return [Group(Section.OWED, priority, count) for priority, count in rows]

    def _paused(self, today: date) -> list[Group]:
        # The plus keeps SQLite from walking the whole agenda: paused people are few, and have an index.
        rows = self._database.tuples(
            f"SELECT priority, count(*) FROM contact WHERE {_OPEN} AND +next_owed = 0"
            " AND held_until > ? GROUP BY priority ORDER BY priority",
            (today.isoformat(),),
        )
        return [Group(Section.PAUSED, priority, count) for priority, count in rows]


def _within(group: Group, today: date) -> tuple[str, tuple[Any, ...]]:
    """The condition that a contact is of a group, with its parameters."""
    day = today.isoformat()
    if group.section is Section.OWED:
        # A pause is about my plan: what they asked me for is owed all the same.
        return "contact.next_owed = 1 AND contact.priority = ?", (group.priority,)
    if group.span is None:
        clause = "contact.next_owed = 0 AND contact.priority = ? AND contact.held_until > ?"
        return clause, (group.priority, day)
    clause = (
        "contact.next_owed = 0 AND contact.priority = ?"
        f" AND contact.next_due BETWEEN ? AND ? AND {_FREE_CONTACT}"
    )
    return clause, (
        group.priority,
        group.span.first.isoformat(),
        group.span.last.isoformat(),
        day,
    )


def _section(row: dict[str, Any], today: date) -> Section:
    paused = row["held_until"] is not None and row["held_until"] > today.isoformat()
    return section_of(bool(row["next_owed"]), paused, date.fromisoformat(row["due_on"]), today)


def _taking(item: AgendaItem, row: dict[str, Any], today: date) -> AgendaItem:
    """The person's line with another of their touches."""
    due = date.fromisoformat(row["due_on"])
    return replace(
        item,
        touch_id=row["touch_id"],
        channel=row["channel"],
        purpose=Purpose(row["purpose"]),
        due_on=due,
        days_past=(today - due).days,
        handed=row["handed_at"] is not None,
        why=row["why"],
    )


def _item(row: dict[str, Any], section: Section, today: date) -> AgendaItem:
    due = date.fromisoformat(row["due_on"])
    return into(AgendaItem, row, section=section, days_past=(today - due).days)
