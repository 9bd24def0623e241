"""Questions that only an export asks: everything of a kind at once, in a fixed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from followup_tui.core.outgoing import Act, Address, Appointment, Card
from followup_tui.core.records import Contact
from followup_tui.core.words import Channel
from followup_tui.store.database import Database
from followup_tui.store.mapping import into

_ADDRESSES = """
SELECT contact_id, kind, value, label FROM address WHERE bounced_on IS NULL ORDER BY position, id
"""
_KEPT = "SELECT contact_id, line FROM kept_property ORDER BY position, id"
_TAGS = "SELECT contact_id, name FROM tag ORDER BY id"
_OBSERVED = """
SELECT contact_id, text FROM note WHERE kind = 'observation' AND contact_id IS NOT NULL ORDER BY id
"""
# Done before its day, skipped or cancelled: a calendar that holds it must hear that it will not be.
# A pause reaches as far as the later of the person's and the company's.
_APPOINTMENTS = """
SELECT touch.uid, touch.rev, touch.due_on, touch.channel, contact.name AS contact,
    coalesce(company.name, '') AS company, contact.timezone,
    max(touch.changed_at, contact.changed_at, coalesce(company.changed_at, '')) AS changed_at,
    touch.state != 'planned' OR coalesce(contact.held_until > touch.due_on, FALSE) AS cancelled
FROM touch JOIN contact ON contact.id = touch.contact_id
LEFT JOIN company ON company.id = contact.company_id
WHERE touch.due_on IS NOT NULL AND touch.direction = 'out' AND contact.deleted_at IS NULL AND (
    touch.state = 'planned'
    OR touch.changed_at >= ?
    AND (touch.state != 'done' OR touch.done_on < touch.due_on)
)
ORDER BY touch.due_on, touch.id
"""
_TOUCHES = """
SELECT done_on AS "on", coalesce(company.name, '') AS employer,
    coalesce(contact.name, '') AS person, channel AS method, coalesce(outcome, '') AS result
FROM touch LEFT JOIN contact ON contact.id = touch.contact_id
LEFT JOIN company ON company.id = touch.company_id
WHERE touch.state = 'done' AND touch.direction = 'out' AND touch.channel != ?
    AND done_on BETWEEN ? AND ?
ORDER BY done_on, touch.id
"""
_INTERVIEWS = """
SELECT interview."on" AS "on", company.name AS employer,
    coalesce((SELECT group_concat(contact.name, ', ') FROM met
        JOIN contact ON contact.id = met.contact_id WHERE met.interview_id = interview.id
    ), '') AS person,
    'interview' AS method, '' AS result
FROM interview JOIN application ON application.id = interview.application_id
JOIN company ON company.id = application.company_id
WHERE interview."on" BETWEEN ? AND ?
ORDER BY interview."on", interview.id
"""


Mark = tuple[int | None, int | None]
"""How far the history goes, and how far what is not taken back."""


def history_mark(database: Database) -> Mark:
    """Another one after every action, undo and redo."""
    sql = "SELECT max(id), max(CASE WHEN undone = 0 THEN id END) FROM action"
    newest, standing = database.tuples(sql)[0]
    return newest, standing


def cards(database: Database, people: Iterable[Contact], *, private: bool) -> tuple[Card, ...]:
    """The people with all that their cards hold, in the order given."""
    reach: dict[tuple[int, str], list[Address]] = defaultdict(list)
    for contact_id, kind, value, label in database.tuples(_ADDRESSES):
        reach[contact_id, kind].append(Address(value, label))
    kept = _by_contact(database, _KEPT)
    tags = _by_contact(database, _TAGS)
    observed = _by_contact(database, _OBSERVED) if private else {}
    return tuple(
        Card(
            contact,
            tuple(reach[contact.id, "email"]),
            tuple(reach[contact.id, "phone"]),
            tuple(kept.get(contact.id, ())),
            tuple(tags.get(contact.id, ())),
            "\n".join(observed.get(contact.id, ())),
        )
        for contact in people
    )


def appointments(database: Database, cancelled_since: date) -> tuple[Appointment, ...]:
    """Planned touches by their dates, with those cancelled from a day on."""
    rows = database.rows(_APPOINTMENTS, (cancelled_since.isoformat(),))
    return tuple(into(Appointment, row) for row in rows)


def acts(database: Database, first: date, last: date) -> tuple[Act, ...]:
    """What I did between two days to find work: touches of mine and interviews, the oldest first.

    A like or a comment is nothing that an office would count.
    """
    span = (first.isoformat(), last.isoformat())
    rows = database.rows(_INTERVIEWS, span) + database.rows(_TOUCHES, (Channel.LIGHT.value, *span))
    return tuple(into(Act, row) for row in sorted(rows, key=lambda row: str(row["on"])))


def _by_contact(database: Database, sql: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for contact_id, text in database.tuples(sql):
        found[contact_id].append(text)
    return found
