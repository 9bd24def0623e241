"""The reading of a person: everything their panes, their script and the rules look at, of one moment."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from followup_tui.core.dossier import Dossier
from followup_tui.core.records import (
    Application,
    Company,
    CompanyEvent,
    Contact,
    Draft,
    Employment,
    Feedback,
    Gain,
    Insight,
    Interview,
    Note,
    Opening,
    Story,
    Touch,
    Used,
)
from followup_tui.core.words import ContactState, Purpose, TouchState
from followup_tui.errors import NotFound
from followup_tui.store.booked import Booked
from followup_tui.store.database import Database
from followup_tui.store.mapping import made
from followup_tui.store.person_questions import (
    for_scripts,
    for_the_panes,
    for_the_rules,
    of_mine,
)
from followup_tui.store.together import Answers, State, Together

Record = TypeVar("Record")
Kept = TypeVar("Kept")
Row = tuple[Any, ...]
Rows = Mapping[str, list[Row]]

EMPLOYER = (
    "SELECT company.name FROM application JOIN company ON company.id = company_id"
    " WHERE decision = 'hired' ORDER BY decided_on DESC, application.id DESC LIMIT 1"
)
"""The name of the company that hired me last."""
_DAY = len(fields(Touch))
"""Where the day by which timelines are in order stands, behind all that makes a touch."""


@dataclass(frozen=True, slots=True)
class Mine:
    """What is the same whoever is shown."""

    employed_since: str
    """An ISO date; empty while searching."""
    employer: str
    away: tuple[tuple[str, str], ...]
    """Stretches of absence as ISO dates, both ends included."""
    gains: tuple[Gain, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What scripts need besides, whoever they are for."""

    stories: tuple[Story, ...]
    noted: tuple[Note, ...]
    """Common ground and observations of the people I was in touch with lately, the newest first."""


@dataclass(frozen=True, slots=True)
class PersonReading:
    """One person with all that is shown of them and all that a script about them is made of."""

    mine: Mine
    dossier: Dossier
    timeline: tuple[Touch, ...]
    """All touches with this person, the newest first."""
    planned: tuple[Touch, ...]
    """What is planned with them: what I owe first, then the soonest."""
    notes: tuple[Note, ...]
    """Of the person and of the company, the newest first; so are the others."""
    openings: tuple[Opening, ...]
    employment: tuple[Employment, ...]
    feedback: tuple[Feedback, ...]
    events: tuple[CompanyEvent, ...]
    draft: Draft | None
    state: State | None = field(compare=False)
    """Of the database, when it was read; None inside a transaction."""


class Readings:
    """People as they are read, one statement each, and kept as long as nobody writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept = threading.local()
        """What each thread read last, with the state of the database that it is of."""

    def person(self, contact_id: int, today: date) -> PersonReading:
        """One person, read now. Raises NotFound."""
        answers = for_the_panes().ask(self._database, (contact_id,))
        dossier = _dossier(self._database, answers.rows, contact_id, today)
        mine = self._same("mine", answers.state, of_mine(), partial(_own, self._database))
        reading = _reading(mine, dossier, answers)
        if answers.state is not None:
            self._kept.key = (contact_id, today, answers.state)
            self._kept.reading = reading
        return reading

    def latest(self, contact_id: int, today: date) -> PersonReading:
        """The same, from the last reading while nothing was written since, by anybody."""
        state = self._database.state()
        if state is None or getattr(self._kept, "key", None) != (contact_id, today, state):
            return self.person(contact_id, today)
        reading: PersonReading = self._kept.reading
        return reading

    def dossier(self, contact_id: int, today: date) -> Dossier:
        """What the rules look at; asked twice in a row it is read once."""
        state = self._database.state()
        key = (contact_id, today, state)
        if state is not None:
            if getattr(self._kept, "key", None) == key:
                reading: PersonReading = self._kept.reading
                return reading.dossier
            if getattr(self._kept, "dossier_key", None) == key:
                kept: Dossier = self._kept.dossier
                return kept
        answers = for_the_rules().ask(self._database, (contact_id,))
        dossier = _dossier(self._database, answers.rows, contact_id, today)
        if answers.state is not None:
            self._kept.dossier_key = (contact_id, today, answers.state)
            self._kept.dossier = dossier
        return dossier

    def shelf(self, reading: PersonReading) -> Shelf:
        """What a script needs besides a reading."""
        return self._same("shelf", reading.state, for_scripts(), _shelf)

    def _same(
        self, name: str, state: State | None, questions: Together, made_of: Callable[[Rows], Kept]
    ) -> Kept:
        """What is the same for everybody, read again only after something was written."""
        known: tuple[State | None, Kept] | None = getattr(self._kept, name, None)
        if known is None or state is None or known[0] != state:
            answers = questions.ask(self._database)
            known = answers.state, made_of(answers.rows)
            setattr(self._kept, name, known)
        return known[1]


def _dossier(database: Database, rows: Rows, contact_id: int, today: date) -> Dossier:
    company = next((made(Company, row) for row in rows["company"]), None)
    everyone = {p.id: p for p in _people(rows, company, today)}
    contact = everyone.get(contact_id)
    if contact is None:
        raise NotFound(f"There is nobody with the number #{contact_id}.")
    # Somebody who was deleted is read with those who are left, and not as one of them.
    people = tuple(p for p in everyone.values() if p.deleted_at is None or p.company_id is None)
    known = {p.id for p in people}
    return Dossier(
        contact,
        company,
        people,
        tuple(sorted(_made(Application, rows["applications"]), key=_by_decision)),
        _interviews(rows),
        _touches(rows),
        tuple(n for n in _made(Note, sorted(rows["wishes"], key=_by_id)) if n.contact_id in known),
        _newest(Insight, rows["insights"]),
        max((date.fromisoformat(row[0]) for row in rows["patience"]), default=None),
        Booked(database, today),
    )


def _reading(mine: Mine, dossier: Dossier, answers: Answers) -> PersonReading:
    rows = answers.rows
    days = {row[0]: row[_DAY] or "" for row in rows["touches"]}
    own = dossier.own
    return PersonReading(
        mine,
        dossier,
        tuple(sorted(own, key=lambda t: (days[t.id], t.id), reverse=True)),
        tuple(
            sorted(
                (t for t in own if t.state is TouchState.PLANNED),
                key=lambda t: (t.purpose is not Purpose.REPLY, t.due_on or date.min, t.id),
            )
        ),
        _newest(Note, rows["notes"]),
        _newest(Opening, rows["openings"]),
        _newest(Employment, rows["employment"]),
        tuple(sorted(_made(Feedback, rows["feedback"]), key=_by_day, reverse=True)),
        tuple(sorted(_made(CompanyEvent, rows["events"]), key=_by_day, reverse=True)),
        next((_draft(row) for row in rows["draft"]), None),
        answers.state,
    )


def _own(database: Database, rows: Rows) -> Mine:
    employed_since = rows["employed"][0][0] if rows["employed"] else ""
    return Mine(
        employed_since,
        (database.value(EMPLOYER) or "") if employed_since else "",
        tuple((row[0], row[1]) for row in sorted(rows["away"], key=_by_id)),
        tuple(sorted(_made(Gain, rows["gains"]), key=_by_day, reverse=True)),
    )


def _shelf(rows: Rows) -> Shelf:
    return Shelf(_newest(Story, rows["stories"]), _newest(Note, rows["noted"]))


def _people(rows: Rows, company: Company | None, today: date) -> Iterator[Contact]:
    reach: dict[tuple[int, str], list[str]] = defaultdict(list)
    for contact_id, kind, value, *_ in sorted(rows["addresses"], key=itemgetter(3, 4)):
        reach[contact_id, kind].append(value)
    employer = company.name if company is not None else ""
    for row in sorted(rows["people"], key=_by_id):
        person = made(
            Contact,
            row,
            company=employer,
            emails=tuple(reach[row[0], "email"]),
            phones=tuple(reach[row[0], "phone"]),
        )
        yield as_of(person, today)


def _interviews(rows: Rows) -> tuple[Interview, ...]:
    there: dict[int, list[int]] = defaultdict(list)
    for interview_id, contact_id, *_ in sorted(rows["met"], key=itemgetter(2)):
        there[interview_id].append(contact_id)
    found = (made(Interview, row, contact_ids=tuple(there[row[0]])) for row in rows["interviews"])
    return tuple(sorted(found, key=_by_day))


def _touches(rows: Rows) -> tuple[Touch, ...]:
    carried: dict[int, tuple[Used, ...]] = {}
    for touch_id, kind, ref, text, *_ in sorted(rows["used"], key=itemgetter(4)):
        carried[touch_id] = (*carried.get(touch_id, ()), Used(kind, ref, text))
    return tuple(
        made(Touch, row, used=carried.get(row[0], ()))
        for row in sorted(rows["touches"], key=_by_id)
    )


def _draft(row: Row) -> Draft:
    draft = made(Draft, row)
    listed: tuple[Any, ...] = draft.used
    return replace(draft, used=tuple(Used(*entry) for entry in listed))


def _made(record: type[Record], rows: Iterable[Row]) -> Iterator[Record]:
    return (made(record, row) for row in rows)


def _newest(record: type[Record], rows: list[Row]) -> tuple[Record, ...]:
    return tuple(_made(record, sorted(rows, key=_by_id, reverse=True)))


_by_id = itemgetter(0)


def _by_day(one: Interview | Gain | Feedback | CompanyEvent) -> tuple[date, int]:
    return one.on, one.id


def _by_decision(one: Application) -> tuple[date, int]:
    return one.decided_on or date.min, one.id


def as_of(contact: Contact, today: date) -> Contact:
    """A pause that has run out is over, without anybody having to write that."""
    until = contact.paused_until
    if contact.state is not ContactState.PAUSED or until is None or until > today:
        return contact
    return replace(contact, state=ContactState.ACTIVE, paused_until=None)
