"""Verbs about company events: somebody left, moved, or the team grows (S1.8, S1.13 to S1.15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.circle import lead
from followup_tui.core.courtesy import standing_with_company
from followup_tui.core.events import HAPPENED
from followup_tui.core.reasons import SeatReason, sentence
from followup_tui.core.records import Company, CompanyEvent
from followup_tui.core.words import CompanyEventKind
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.keeping import Kept, past_day, words


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as a form or a command line gives it."""

    kind: str
    on: date | None = None
    """The day it happened; today when it is not given."""
    text: str = ""
    because: str = ""
    """Why the seat may open again, one of the usual reasons (S0.12)."""


def add(desk: Desk, company: Company, happening: Happening) -> Kept[CompanyEvent]:
    """Record what may open a seat: it raises the priority of the company's people.

    A finalist who kept in touch is told to be one of the first they can think of (S1.12).
    """
    values = _columns(desk, happening)
    did = f"{company.name}: {HAPPENED[CompanyEventKind(str(values['kind']))]}"
    with desk.store.action(did) as action:
        event_id = action.insert("event", company_id=company.id, **values)
    runs = desk.store.people.applications(company.id)
    touches = desk.store.touches.at_company(company.id)
    close = not standing_with_company(touches, desk.today, desk.rules()).clear
    told = lead(runs, touches, close, desk.today)
    return Kept(desk.store.material.event(event_id), did, (told,) if told else ())


def edit(
    desk: Desk, event: CompanyEvent, happening: Happening, rev: int | None = None
) -> Kept[CompanyEvent]:
    """Change an event. Raises Conflict when it was changed elsewhere meanwhile."""
    values = _columns(desk, happening)
    did = f"edit an event: {HAPPENED[CompanyEventKind(str(values['kind']))]}"
    with desk.store.action(did) as action:
        action.update("event", event.id, rev=rev, **values)
    return Kept(desk.store.material.event(event.id), did)


def delete(desk: Desk, event: CompanyEvent) -> str:
    """Remove an event; undo brings it back. Returns what was done."""
    did = f"delete an event: {HAPPENED[event.kind]}"
    with desk.store.action(did) as action:
        action.delete("event", event.id)
    return did


def as_given(event: CompanyEvent) -> Happening:
    """An event as a form would show it, for changing a part of it."""
    return Happening(event.kind, event.on, event.text)


def _columns(desk: Desk, happening: Happening) -> dict[str, object]:
    because = (
        sentence(identifier(SeatReason, happening.because, "reason")) if happening.because else ""
    )
    return {
        "kind": identifier(CompanyEventKind, happening.kind, "kind of event"),
        "on": past_day(desk, happening.on, "it happened"),
        "text": words("; ".join(filter(None, (because, happening.text.strip())))),
    }
