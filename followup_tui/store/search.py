"""Full text over people, companies, notes, touches and scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from followup_tui.core.text import clean_line
from followup_tui.store.database import Database

_WORD = re.compile(r"\w+", re.UNICODE)
_RANKED = 500
"""How many matches of a broad prefix are ranked; ranking all of them would take seconds."""


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

    def find(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Where all the words of `text` stand, each as the beginning of a word."""
        match = _query(text)
        if not match:
            return ()
        hits: list[Hit] = []
        for kind, sql in _QUESTIONS.items():
            rows = self._database.tuples(sql, (match, limit))
            hits += [Hit(kind, *row) for row in rows]
        return tuple(hits)

    def agenda_ids(self, text: str, limit: int = 2000) -> tuple[int, ...]:
        """The contacts of the agenda whose name, title, department or company matches."""
        match = _query(text)
        if not match:
            return ()
        rows = self._database.tuples(_IN_AGENDA, (match, match, limit))
        return tuple(row[0] for row in rows)

    def people_ids(self, text: str, limit: int) -> tuple[int, ...]:
        """Anybody whose name, title, department or company matches, stars first."""
        match = _query(text)
        if not match:
            return ()
        rows = self._database.tuples(_ANYBODY, (match, match, limit))
        return tuple(row[0] for row in rows)


def _query(text: str) -> str:
    # Case and accents are the index's business: folding here what it keeps (ß, Hangul, kana) finds nothing.
    words = _WORD.findall(clean_line(text))
    return " ".join(f'"{word}"*' for word in words[:8])


_RANKED_ROWS = (
    "SELECT rowid FROM (SELECT rowid, rank FROM {table}_text WHERE {table}_text MATCH ?"
    f" LIMIT {_RANKED}) ORDER BY rank LIMIT ?"
)

_QUESTIONS = {
    "contact": f"""
        SELECT contact.id, contact.name, contact.id, coalesce(company.name, ''),
            trim(contact.title || ' ' || contact.department)
        FROM ({_RANKED_ROWS.format(table="contact")}) AS found
        JOIN contact ON contact.id = found.rowid LEFT JOIN company ON company.id = contact.company_id
        WHERE contact.deleted_at IS NULL
    """,
    "company": f"""
        SELECT company.id, '', NULL, company.name, company.name
        FROM ({_RANKED_ROWS.format(table="company")}) AS found
        JOIN company ON company.id = found.rowid
    """,
    "note": """
        SELECT note.id, coalesce(contact.name, ''), contact.id,
            coalesce(company.name, employer.name, ''), note.text
        FROM (SELECT rowid FROM note_text WHERE note_text MATCH ? ORDER BY rowid DESC LIMIT ?) AS found
        JOIN note ON note.id = found.rowid LEFT JOIN contact ON contact.id = note.contact_id
        LEFT JOIN company ON company.id = note.company_id
        LEFT JOIN company AS employer ON employer.id = contact.company_id
        WHERE contact.deleted_at IS NULL
    """,
    "touch": """
        SELECT touch.id, coalesce(contact.name, ''), contact.id, coalesce(company.name, ''),
            trim(touch.subject || ' ' || coalesce(nullif(touch.said, ''), touch.text) || ' ' || touch.note)
        FROM (SELECT rowid FROM touch_text WHERE touch_text MATCH ? ORDER BY rowid DESC LIMIT ?) AS found
        JOIN touch ON touch.id = found.rowid LEFT JOIN contact ON contact.id = touch.contact_id
        LEFT JOIN company ON company.id = touch.company_id
        WHERE contact.deleted_at IS NULL
    """,
}

_IN_AGENDA = """
SELECT id FROM contact WHERE next_due IS NOT NULL AND deleted_at IS NULL AND (
    id IN (SELECT rowid FROM contact_text WHERE contact_text MATCH ?)
    OR company_id IN (SELECT rowid FROM company_text WHERE company_text MATCH ?))
ORDER BY next_owed DESC, priority, next_due, id LIMIT ?
"""

_ANYBODY = """
SELECT id FROM contact WHERE deleted_at IS NULL AND (
    id IN (SELECT rowid FROM contact_text WHERE contact_text MATCH ?)
    OR company_id IN (SELECT rowid FROM company_text WHERE company_text MATCH ?))
ORDER BY starred DESC, name_key, id LIMIT ?
"""
