"""All people, sorted and filtered, read by the page: what is out of sight is counted and not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from followup_tui.core.people_table import Order, PersonRow, Sought
from followup_tui.core.text import fold
from followup_tui.store.database import Database
from followup_tui.store.mapping import into
from followup_tui.store.search import Search

_MOST = 2000
"""People whom a filter by words finds at most."""

_LAST = (
    "(SELECT touch.day FROM touch WHERE touch.contact_id = contact.id AND touch.state = 'done'"
    " ORDER BY touch.day DESC LIMIT 1)"
)
_ORDERS = {
    Order.STARS: "contact.starred DESC, contact.name_key, contact.id",
    Order.NAME: "contact.name_key, contact.id",
    Order.COMPANY: "company.name_key IS NULL, company.name_key, contact.name_key, contact.id",
    Order.NEXT: "contact.next_due IS NULL, contact.next_due, contact.id",
    Order.LAST: f"coalesce({_LAST}, '') DESC, contact.id",
}
_JOINED = "LEFT JOIN company ON company.id = contact.company_id"
_PAGE = f"""
SELECT contact.id, contact.name, coalesce(company.name, '') AS company, contact.title, contact.role,
    contact.starred, contact.state, contact.next_due, contact.next_channel, contact.held_until,
    {_LAST} AS last_on
FROM contact {_JOINED} WHERE contact.id IN
"""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The people whom a filter leaves, as a condition."""

    clause: str = ""
    parameters: tuple[Any, ...] = ()
    ids: tuple[int, ...] | None = None
    """Who they are, stars first, where that is known without another question."""


EVERYBODY = Narrowed()


class PeopleTable:
    """Questions of the list of all people, and about tags."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._search = Search(database)

    def narrowed(self, wanted: Sought) -> Narrowed:
        """Whom a filter leaves; tags are given by their beginnings, case and accents ignored."""
        clause = ""
        parameters: tuple[Any, ...] = ()
        if wanted.words.strip():
            ids = parameters = self._search.people_ids(wanted.words, _MOST)
            clause = f" AND contact.id IN ({_marks(ids)})" if ids else " AND 1 = 0"
            if not wanted.tags:
                return Narrowed(clause, parameters, ids)
        for tag in wanted.tags:
            meant = self._meant(tag)
            if not meant:
                return Narrowed(" AND 1 = 0")
            clause += (
                f" AND contact.id IN (SELECT contact_id FROM tag WHERE name IN ({_marks(meant)}))"
            )
            parameters = (*parameters, *meant)
        return Narrowed(clause, parameters)

    def count(self, those: Narrowed = EVERYBODY) -> int:
        """How many people there are, of these or of all."""
        if those.ids is not None:
            return len(those.ids)
        sql = f"SELECT count(*) FROM contact WHERE deleted_at IS NULL{those.clause}"
        return int(self._database.value(sql, those.parameters))

    def page(
        self, order: Order, those: Narrowed, limit: int, offset: int = 0
    ) -> tuple[PersonRow, ...]:
        """One page of these people in that order."""
        # The numbers first: what a row shows is looked up for those of the page alone.
        wanted = self._numbers(order, those, limit, offset)
        if not wanted:
            return ()
        tags = self._tags(wanted)
        rows = self._database.rows(f"{_PAGE} ({_marks(wanted)})", wanted)
        found = {row["id"]: into(PersonRow, row, tags=tuple(tags[row["id"]])) for row in rows}
        return tuple(found[i] for i in wanted if i in found)

    def _numbers(self, order: Order, those: Narrowed, limit: int, offset: int) -> Sequence[int]:
        if order is Order.STARS and those.ids is not None:
            return those.ids[offset : offset + limit]
        joined = _JOINED if order is Order.COMPANY else ""
        rows = self._database.tuples(
            f"SELECT contact.id FROM contact {joined} WHERE contact.deleted_at IS NULL"
            f"{those.clause} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
            (*those.parameters, limit, offset),
        )
        return [row[0] for row in rows]

    def ids(self, those: Narrowed, limit: int) -> tuple[int, ...]:
        """The numbers of these people, as far as a limit."""
        sql = f"SELECT id FROM contact WHERE deleted_at IS NULL{those.clause} ORDER BY id LIMIT ?"
        return tuple(row[0] for row in self._database.tuples(sql, (*those.parameters, limit)))

    def tags(self, contact_id: int) -> tuple[str, ...]:
        """The tags of a person, the oldest first."""
        return tuple(name for _, name in self.tag_rows(contact_id))

    def tag_rows(self, contact_id: int) -> tuple[tuple[int, str], ...]:
        """(row, name) of the tags of a person."""
        rows = self._database.tuples(
            "SELECT id, name FROM tag WHERE contact_id = ? ORDER BY id", (contact_id,)
        )
        return tuple((row[0], row[1]) for row in rows)

    def planned(self, wanted: Sought) -> tuple[int, ...]:
        """Who of the agenda a filter with tags leaves, in agenda order."""
        those = self.narrowed(wanted)
        sql = (
            "SELECT id FROM contact WHERE next_due IS NOT NULL AND deleted_at IS NULL"
            f"{those.clause} ORDER BY next_owed DESC, priority, next_due, id LIMIT ?"
        )
        rows = self._database.tuples(sql, (*those.parameters, _MOST))
        return tuple(row[0] for row in rows)

    def _meant(self, tag: str) -> tuple[str, ...]:
        """The tags that begin so."""
        rows = self._database.tuples("SELECT DISTINCT name FROM tag ORDER BY name")
        return tuple(row[0] for row in rows if fold(row[0]).startswith(fold(tag)))

    def _tags(self, ids: Sequence[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        rows = self._database.tuples(
            f"SELECT contact_id, name FROM tag WHERE contact_id IN ({_marks(ids)}) ORDER BY id", ids
        )
        for contact_id, name in rows:
            found[contact_id].append(name)
        return found


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
