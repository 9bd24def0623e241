"""Records for tests: every field has a sensible default, so that a test names only what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.records import Application, Company, Contact, Note, Touch
from followup_tui.core.words import (
    Channel,
    Decision,
    Direction,
    NoteKind,
    Outcome,
    Purpose,
    Role,
    TouchState,
)

TODAY = date(2026, 3, 2)
"""A Monday."""

PLAIN = Rulebook(spread=0)
"""The default numbers without the spread, so that dates can be counted by hand."""

_touch_ids = count(1)
_note_ids = count(1)


def days_ago(days: int) -> date:
    """The day that many days before today."""
    return TODAY - timedelta(days=days)


def in_days(days: int) -> date:
    """The day that many days after today."""
    return TODAY + timedelta(days=days)


def make_company(**fields: Any) -> Company:
    """A company that I still want to work for."""
    defaults: dict[str, Any] = {"id": 1, "name": "Acme"}
    return Company(**(defaults | fields))


def make_contact(**fields: Any) -> Contact:
    """A starred hiring manager at Acme who can be reached by phone, e-mail and LinkedIn."""
    defaults: dict[str, Any] = {
        "id": 1,
        "name": "Ann Lee",
        "first_name": "Ann",
        "last_name": "Lee",
        "role": Role.HIRING_MANAGER,
        "company_id": 1,
        "company": "Acme",
        "starred": True,
        "starred_on": days_ago(30),
        "kept_warm_on": days_ago(30),
        "emails": ("ann@acme.example",),
        "phones": ("+1 555 0100",),
        "connected": True,
    }
    return Contact(**(defaults | fields))


def make_application(**fields: Any) -> Application:
    """An application at Acme; they passed on me 30 days ago."""
    defaults: dict[str, Any] = {
        "id": 1,
        "company_id": 1,
        "role": "Data engineer",
        "decision": Decision.PASSED,
        "decided_on": days_ago(30),
    }
    return Application(**(defaults | fields))


def make_touch(**fields: Any) -> Touch:
    """An e-mail to Ann that was sent today to keep in touch."""
    defaults: dict[str, Any] = {
        "id": next(_touch_ids),
        "contact_id": 1,
        "contact": "Ann Lee",
        "company_id": 1,
        "company": "Acme",
        "channel": Channel.EMAIL,
        "purpose": Purpose.KEEP_WARM,
        "state": TouchState.DONE,
        "done_on": TODAY,
        "outcome": Outcome.SENT,
    }
    return Touch(**(defaults | fields))


def make_planned(due_on: date, **fields: Any) -> Touch:
    """A planned e-mail to Ann."""
    defaults: dict[str, Any] = {
        "state": TouchState.PLANNED,
        "due_on": due_on,
        "done_on": None,
        "outcome": None,
    }
    return make_touch(**(defaults | fields))


def make_inbound(on: date = TODAY, **fields: Any) -> Touch:
    """An e-mail from Ann."""
    defaults: dict[str, Any] = {"direction": Direction.IN, "done_on": on, "outcome": None}
    return make_touch(**(defaults | fields))


def make_wish(**fields: Any) -> Note:
    """Something Ann asked for today."""
    defaults: dict[str, Any] = {
        "id": next(_note_ids),
        "kind": NoteKind.WISH,
        "text": "call in May",
        "contact_id": 1,
        "on": TODAY,
    }
    return Note(**(defaults | fields))


def make_dossier(*touches: Touch, **fields: Any) -> Dossier:
    """Ann at Acme, which passed on me 30 days ago, with the touches given."""
    contact = fields.get("contact", make_contact())
    defaults: dict[str, Any] = {
        "contact": contact,
        "company": make_company(),
        "people": (contact,),
        "applications": (make_application(),),
        "touches": touches,
    }
    return Dossier(**(defaults | fields))
