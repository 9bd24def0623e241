"""What scripts are made of: notes, insights, stories, gains, feedback, openings, tasks, events."""

from __future__ import annotations

from datetime import date
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
from followup_tui.store.person_questions import used_on
from followup_tui.store.person_reading import EMPLOYER

Record = TypeVar("Record")


def _with_use(table: str) -> str:
    """A table with the last day on which a done touch carried a row of it."""
    return f"SELECT {table}.*, {used_on(table)} AS used_on FROM {table}"


_NOTE, _INSIGHT, _STORY, _GAIN = map(_with_use, ("note", "insight", "story", "gain"))


class Material:
    """Stored knowledge, the newest first unless said otherwise."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, note_id: int) -> Note:
        """One note. Raises NotFound."""
        return self._one(Note, f"{_NOTE} WHERE note.id = ?", note_id, "note")

    def notes(self, contact_id: int | None, company_id: int | None) -> tuple[Note, ...]:
        """Notes about a contact and about their company."""
        sql = f"{_NOTE} WHERE note.contact_id = ? OR note.company_id = ? ORDER BY note.id DESC"
        return self._all(Note, sql, (contact_id, company_id))

    def insights(self, company_id: int) -> tuple[Insight, ...]:
        """Insights for one company."""
        sql = f"{_INSIGHT} WHERE company_id = ? ORDER BY insight.id DESC"
        return self._all(Insight, sql, (company_id,))

    def insight(self, insight_id: int) -> Insight:
        """One insight. Raises NotFound."""
        return self._one(Insight, f"{_INSIGHT} WHERE insight.id = ?", insight_id, "insight")

    def all_insights(self) -> tuple[Insight, ...]:
        """Insights for whatever company."""
        return self._all(Insight, f"{_INSIGHT} ORDER BY insight.id DESC", ())

    def story(self, story_id: int) -> Story:
        """One story. Raises NotFound."""
        return self._one(Story, f"{_STORY} WHERE story.id = ?", story_id, "story")

    def stories(self) -> tuple[Story, ...]:
        """My STAR stories."""
        return self._all(Story, f"{_STORY} ORDER BY story.id DESC", ())

    def gain(self, gain_id: int) -> Gain:
        """One thing I learned. Raises NotFound."""
        return self._one(Gain, f"{_GAIN} WHERE gain.id = ?", gain_id, "gain")

    def gains(self) -> tuple[Gain, ...]:
        """What I learned, the latest first."""
        return self._all(Gain, f'{_GAIN} ORDER BY gain."on" DESC, gain.id DESC', ())

    def one_feedback(self, feedback_id: int) -> Feedback:
        """One piece of feedback. Raises NotFound."""
        return self._one(
            Feedback, "SELECT * FROM feedback WHERE id = ?", feedback_id, "piece of feedback"
        )

    def all_feedback(self) -> tuple[Feedback, ...]:
        """What anybody said about my interviews."""
        return self._all(Feedback, 'SELECT * FROM feedback ORDER BY "on" DESC, id DESC', ())

    def feedback(self, company_id: int) -> tuple[Feedback, ...]:
        """What a company said about my interviews."""
        sql = 'SELECT * FROM feedback WHERE company_id = ? ORDER BY "on" DESC, id DESC'
        return self._all(Feedback, sql, (company_id,))

    def openings(self, company_id: int) -> tuple[Opening, ...]:
        """Vacancies at one company."""
        sql = "SELECT * FROM opening WHERE company_id = ? ORDER BY id DESC"
        return self._all(Opening, sql, (company_id,))

    def task(self, task_id: int) -> Task:
        """One task. Raises NotFound."""
        return self._one(Task, "SELECT * FROM task WHERE id = ?", task_id, "task")

    def done_tasks(self, limit: int) -> tuple[Task, ...]:
        """What was done besides touches, the latest first."""
        sql = "SELECT * FROM task WHERE done_on IS NOT NULL ORDER BY done_on DESC, id DESC LIMIT ?"
        return self._all(Task, sql, (limit,))

    def open_tasks(self) -> tuple[Task, ...]:
        """What is to be done besides touches, the soonest first."""
        sql = "SELECT * FROM task WHERE done_on IS NULL ORDER BY due_on IS NULL, due_on, id"
        return self._all(Task, sql, ())

    def tasks_with(self, contact_id: int) -> tuple[Task, ...]:
        """Everything to do, or done, about one person; the newest first."""
        sql = "SELECT * FROM task WHERE contact_id = ? ORDER BY id DESC"
        return self._all(Task, sql, (contact_id,))

    def last_task(self, company_id: int, kind: str) -> date | None:
        """The last day a task of that kind was done for a company."""
        found = self._database.value(
            "SELECT max(done_on) FROM task WHERE company_id = ? AND kind = ?", (company_id, kind)
        )
        return date.fromisoformat(found) if found else None

    def tasks_of_kind(self, company_id: int, kind: str) -> tuple[Task, ...]:
        """The tasks of a kind for a company, open and done, the oldest first."""
        sql = "SELECT * FROM task WHERE company_id = ? AND kind = ? ORDER BY id"
        return self._all(Task, sql, (company_id, kind))

    def sharing(self, company_id: int) -> frozenset[int]:
        """Who of a company shares something with me that is noted (S0.15)."""
        rows = self._database.tuples(
            "SELECT DISTINCT note.contact_id FROM note JOIN contact ON contact.id = note.contact_id"
            " WHERE contact.company_id = ? AND note.kind = 'common'",
            (company_id,),
        )
        return frozenset(row[0] for row in rows)

    def events(self, company_id: int) -> tuple[CompanyEvent, ...]:
        """What happened at a company."""
        sql = 'SELECT * FROM event WHERE company_id = ? ORDER BY "on" DESC, id DESC'
        return self._all(CompanyEvent, sql, (company_id,))

    def event(self, event_id: int) -> CompanyEvent:
        """One company event. Raises NotFound."""
        return self._one(CompanyEvent, "SELECT * FROM event WHERE id = ?", event_id, "event")

    def all_events(self) -> tuple[CompanyEvent, ...]:
        """What happened at whatever company, the latest first."""
        return self._all(CompanyEvent, 'SELECT * FROM event ORDER BY "on" DESC, id DESC', ())

    def setting(self, key: str) -> str:
        """A remembered value; empty when there is none."""
        return self._database.value("SELECT value FROM setting WHERE key = ?", (key,)) or ""

    def setting_row(self, key: str) -> int | None:
        """The row that remembers a value; None when there never was one."""
        found = self._database.value("SELECT id FROM setting WHERE key = ?", (key,))
        return int(found) if found is not None else None

    def employer(self) -> str:
        """The name of the company that hired me last; empty when none ever did."""
        return self._database.value(EMPLOYER) or ""

    def away(self) -> tuple[tuple[str, str], ...]:
        """Stretches of absence as ISO dates, both ends included."""
        rows = self._database.tuples("SELECT first, last FROM away ORDER BY first")
        return tuple((row[0], row[1]) for row in rows)

    def _one(self, record: type[Record], sql: str, row_id: int, what: str) -> Record:
        found = self._all(record, sql, (row_id,))
        if not found:
            raise NotFound(f"There is no {what} with the number {row_id}.")
        return found[0]

    def away_row(self, day: date) -> int | None:
        """The row of the stretch of absence that holds a day."""
        found = self._database.value(
            "SELECT id FROM away WHERE ? BETWEEN first AND last ORDER BY id LIMIT 1",
            (day.isoformat(),),
        )
        return int(found) if found is not None else None

    def _all(
        self, record: type[Record], sql: str, parameters: tuple[Any, ...]
    ) -> tuple[Record, ...]:
        return tuple(into(record, row) for row in self._database.rows(sql, parameters))
