"""Full text over people, companies, notes, touches and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from followup_tui.errors import Corrupt
from followup_tui.store.database import Database
from followup_tui.store.matching import SEARCHED, WAYS, Matching


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the text was found."""

    kind: str
    """contact, company, note or touch."""
    id: int
    contact: str
    contact_id: int | None
    company: str
    text: str


class Search:
    """People and companies come ranked, notes and touches newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._way = WAYS[database.search_by]

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Where all the words of `text` stand, each as the beginning of a word."""
        match = self._way.query(text)
        if not match:
            return ()
        hits: list[Hit] = []
        for kind, sql in _questions(self._way).items():
            rows = self._database.tuples(sql, (match, limit))
            hits += [Hit(kind, *row) for row in rows]
        return tuple(hits)

    def agenda_ids(self, text: str, limit: int = 2000) -> tuple[int, ...]:
        """The contacts of the agenda whose name, title, department or company matches."""
        match = self._way.query(text)
        if not match:
            return ()
        rows = self._database.tuples(_in_agenda(self._way), (match, match, limit))
        return tuple(row[0] for row in rows)

    def people_ids(self, text: str, limit: int) -> tuple[int, ...]:
        """Anybody whose name, title, department or company matches, stars first."""
        match = self._way.query(text)
        if not match:
            return ()
        rows = self._database.tuples(_anybody(self._way), (match, match, limit))
        return tuple(row[0] for row in rows)

    def stale(self) -> tuple[str, ...]:
        """The kinds whose index does not know what is there: an outside hand changed the tables."""
        return tuple(kind for kind in SEARCHED if not self._knows(kind))

    def rebuild(self) -> None:
        """Make every index anew from the tables: also, no word that was deleted is left in them."""
        with self._database.transaction() as connection:
            for kind in SEARCHED:
                connection.execute(f"INSERT INTO {kind}_text({kind}_text) VALUES ('rebuild')")

    def _knows(self, kind: str) -> bool:
        check = f"INSERT INTO {kind}_text({kind}_text, rank) VALUES ('integrity-check', 1)"
        try:
            with self._database.transaction() as connection:
                connection.execute(check)
        except Corrupt:
            return False
        return True


@cache
def _questions(way: Matching) -> dict[str, str]:
    """By kind: words, then a limit. What a join does to the order of what it joins is not promised."""
    ranked, newest = way.ranked, way.newest
    return {
        "contact": f"""
            SELECT contact.id, contact.name, contact.id, coalesce(company.name, ''),
                trim(contact.title || ' ' || contact.department)
            FROM ({ranked["contact"]}) AS found JOIN contact ON contact.id = found.rowid
            LEFT JOIN company ON company.id = contact.company_id
            WHERE contact.deleted_at IS NULL ORDER BY found.rank, found.rowid
        """,
        "company": f"""
            SELECT company.id, '', NULL, company.name, company.name
            FROM ({ranked["company"]}) AS found
            JOIN company ON company.id = found.rowid ORDER BY found.rank, found.rowid
        """,
        "note": f"""
            SELECT note.id, coalesce(contact.name, ''), contact.id,
                coalesce(company.name, employer.name, ''), note.text
            FROM ({newest["note"]}) AS found
            JOIN note ON note.id = found.rowid LEFT JOIN contact ON contact.id = note.contact_id
            LEFT JOIN company ON company.id = note.company_id
            LEFT JOIN company AS employer ON employer.id = contact.company_id
            WHERE contact.deleted_at IS NULL ORDER BY found.rowid DESC
        """,
        "touch": f"""
            SELECT touch.id, coalesce(contact.name, ''), contact.id, coalesce(company.name, ''),
                trim(touch.subject || ' ' || coalesce(nullif(touch.said, ''), touch.text)
                    || ' ' || touch.note)
            FROM ({newest["touch"]}) AS found
            JOIN touch ON touch.id = found.rowid LEFT JOIN contact ON contact.id = touch.contact_id
            LEFT JOIN company ON company.id = touch.company_id
            WHERE contact.deleted_at IS NULL ORDER BY found.rowid DESC
        """,
    }


def _people(way: Matching) -> str:
    return (
        f"(id IN ({way.within['contact']}) OR company_id IN ({way.within['company']}))"
        " AND deleted_at IS NULL"
    )


@cache
def _in_agenda(way: Matching) -> str:
    return (
        f"SELECT id FROM contact WHERE next_due IS NOT NULL AND {_people(way)}"
        " ORDER BY next_owed DESC, priority, next_due, id LIMIT ?"
    )


@cache
def _anybody(way: Matching) -> str:
    return (
        f"SELECT id FROM contact WHERE {_people(way)} ORDER BY starred DESC, name_key, id LIMIT ?"
    )
