"""What scripts are made of: notes, insights, stories, gains, feedback, openings, tasks, events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from followup_tui.core.records import (
    CompanyEvent,
    Feedback,
    Gain,
    Insight,
    Note,
    Opening,
    Story,
    Task,
)
from followup_tui.errors import NotFound
from followup_tui.store.database import Database
from followup_tui.store.mapping import into
from followup_tui.store.people import INSIGHTS

Record = TypeVar("Record")

_NOTE = """
SELECT note.*, (SELECT max(touch.day) FROM used JOIN touch ON touch.id = used.touch_id
    WHERE used.kind = 'note' AND used.ref = note.id) AS used_on
FROM note
"""


class Material:
    """Stored knowledge, the newest first unless said otherwise."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, note_id: int) -> Note:
        """One note. Raises NotFound."""
        found = self._all(Note, f"{_NOTE} WHERE note.id = ?", (note_id,))
        if not found:
            raise NotFound(f"There is no note with the number {note_id}.")
        return found[0]

    def notes(self, contact_id: int | None, company_id: int | None) -> tuple[Note, ...]:
        """Notes about a contact and about their company."""
        sql = f"{_NOTE} WHERE note.contact_id = ? OR note.company_id = ? ORDER BY note.id DESC"
        return self._all(Note, sql, (contact_id, company_id))

    def notes_of_others(
        self, contact_id: int, kinds: Sequence[str], limit: int
    ) -> tuple[Note, ...]:
        """The newest notes of some kinds about anybody but this contact."""
        marks = ", ".join("?" * len(kinds))
        sql = (
            f"{_NOTE} WHERE note.contact_id IS NOT NULL AND note.contact_id != ?"
            f" AND note.kind IN ({marks}) ORDER BY note.id DESC LIMIT ?"
        )
        return self._all(Note, sql, (contact_id, *kinds, limit))

    def insights(self, company_id: int) -> tuple[Insight, ...]:
        """Insights for one company."""
        return self._all(Insight, INSIGHTS, (company_id,))

    def stories(self) -> tuple[Story, ...]:
        """My STAR stories."""
        return self._all(Story, "SELECT * FROM story ORDER BY id DESC", ())

    def gains(self) -> tuple[Gain, ...]:
        """What I learned, the latest first."""
        return self._all(Gain, 'SELECT * FROM gain ORDER BY "on" DESC, id DESC', ())

    def feedback(self, company_id: int) -> tuple[Feedback, ...]:
        """What a company said about my interviews."""
        sql = 'SELECT * FROM feedback WHERE company_id = ? ORDER BY "on" DESC, id DESC'
        return self._all(Feedback, sql, (company_id,))

    def openings(self, company_id: int) -> tuple[Opening, ...]:
        """Vacancies at one company."""
        sql = "SELECT * FROM opening WHERE company_id = ? ORDER BY id DESC"
        return self._all(Opening, sql, (company_id,))

    def open_tasks(self) -> tuple[Task, ...]:
        """What is to be done besides touches, the soonest first."""
        sql = "SELECT * FROM task WHERE done_on IS NULL ORDER BY due_on IS NULL, due_on, id"
        return self._all(Task, sql, ())

    def events(self, company_id: int) -> tuple[CompanyEvent, ...]:
        """What happened at a company."""
        sql = 'SELECT * FROM event WHERE company_id = ? ORDER BY "on" DESC, id DESC'
        return self._all(CompanyEvent, sql, (company_id,))

    def setting(self, key: str) -> str:
        """A remembered value; empty when there is none."""
        return self._database.value("SELECT value FROM setting WHERE key = ?", (key,)) or ""

    def away(self) -> tuple[tuple[str, str], ...]:
        """Stretches of absence as ISO dates, both ends included."""
        rows = self._database.tuples("SELECT first, last FROM away ORDER BY first")
        return tuple((row[0], row[1]) for row in rows)

    def _all(
        self, record: type[Record], sql: str, parameters: tuple[Any, ...]
    ) -> tuple[Record, ...]:
        return tuple(into(record, row) for row in self._database.rows(sql, parameters))
