"""People for tests of the store and the verbs, written through the verbs themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import Role
from followup_tui.operations import people
from followup_tui.operations.desk import Desk, fixed
from followup_tui.operations.people import Details
from followup_tui.operations.touches import Happened, Recorded, done, log
from followup_tui.store.dump import Tables, dump
from followup_tui.store.store import Store
from followup_tui.store.tables import COLUMNS

_BOOKKEEPING = frozenset({"rev", "changed_at"})


def add(desk: Desk, name: str = "Ann Lee", *, star: bool = True, **details: Any) -> Contact:
    """A starred hiring manager at Acme who can be reached by phone and e-mail."""
    first = name.split()[0].casefold()
    known: dict[str, Any] = {
        "name": name,
        "company": "Acme",
        "role": Role.HIRING_MANAGER,
        "emails": (f"{first}@example.org",),
        "phones": (f"+1 313 555 {1000 + sum(map(ord, name)) % 9000}",),
    }
    return people.add(desk, Details(**(known | details)), star=star).contact


def on(desk: Desk, day: date) -> Desk:
    """The same desk on another day."""
    return replace(desk, clock=fixed(day))


def plan_of(desk: Desk, contact: Contact) -> Touch:
    """The one touch planned with somebody."""
    (touch,) = desk.store.touches.planned(contact.id)
    return touch


def finish(desk: Desk, contact: Contact, **happened: Any) -> Recorded:
    """Mark what is planned first with somebody as done."""
    return done(desk, desk.store.touches.planned(contact.id)[0], Happened(**happened))


def hear(desk: Desk, contact: Contact, said: str, **happened: Any) -> Recorded:
    """An e-mail from somebody."""
    return log(desk, contact, Happened(said=said, **happened), inbound=True)


def again(desk: Desk, contact: Contact) -> Contact:
    """Somebody, read afresh."""
    return desk.store.people.contact(contact.id)


def picture(store: Store) -> Tables:
    """Everything that is kept, without what only counts the changes."""
    rows = dump(store.database)
    return {
        table: [{k: v for k, v in row.items() if k not in _BOOKKEEPING} for row in found]
        for table, found in rows.items()
    }


def agenda_columns(store: Store) -> list[tuple[Any, ...]]:
    """What the agenda index holds for everybody."""
    return store.database.tuples(
        "SELECT id, next_touch_id, next_due, next_channel, next_purpose, next_owed, held_until,"
        " priority FROM contact ORDER BY id"
    )


def sizes(store: Store) -> dict[str, int]:
    """How many rows each table holds, the empty ones left out."""
    found = {n: store.database.value(f'SELECT count(*) FROM "{n}"') for n in COLUMNS}
    return {name: number for name, number in found.items() if number}
