"""Verbs about gains: dated additions to what I can do (S2.6, S4.25, S4.26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.records import Application, Company, Gain
from followup_tui.core.text import fold
from followup_tui.core.words import GainKind
from followup_tui.errors import NotFound
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.keeping import Kept, brief, needed, past_day


@dataclass(frozen=True, slots=True)
class Learned:
    """A gain as a form or a command line gives it."""

    text: str
    on: date | None = None
    """The day I had it; today when it is not given."""
    kind: str = GainKind.SKILL
    closes_application_id: int | None = None
    """The run whose gap it closes (S4.26)."""


def add(desk: Desk, learned: Learned) -> Kept[Gain]:
    """Keep a gain; scripts offer it to whoever I have not spoken with since."""
    values = _columns(desk, learned)
    did = f"gain: {brief(learned.text)}"
    with desk.store.action(did) as action:
        gain_id = action.insert("gain", **values)
    return Kept(desk.store.material.gain(gain_id), did)


def edit(desk: Desk, gain: Gain, learned: Learned, rev: int | None = None) -> Kept[Gain]:
    """Change a gain. Raises Conflict when it was changed elsewhere meanwhile."""
    values = _columns(desk, learned)
    did = f"edit a gain: {brief(learned.text)}"
    with desk.store.action(did) as action:
        action.update("gain", gain.id, rev=rev, **values)
    return Kept(desk.store.material.gain(gain.id), did)


def delete(desk: Desk, gain: Gain) -> str:
    """Remove a gain; undo brings it back. Returns what was done."""
    did = f"delete a gain: {brief(gain.text)}"
    with desk.store.action(did) as action:
        action.delete("gain", gain.id)
    return did


def application_at(desk: Desk, company: Company, role: str = "") -> Application:
    """The newest run at a company, or the newest for that role. Raises NotFound."""
    runs = desk.store.people.applications(company.id)
    fitting = [a for a in runs if fold(role) in fold(a.role)]
    if not fitting:
        job = f" as {role}" if role else ""
        raise NotFound(f"No application at {company.name}{job} is known.")
    return max(fitting, key=lambda a: (a.decided_on or date.min, a.id))


def as_given(gain: Gain) -> Learned:
    """A gain as a form would show it, for changing a part of it."""
    return Learned(gain.text, gain.on, gain.kind, gain.closes_application_id)


def _columns(desk: Desk, learned: Learned) -> dict[str, object]:
    return {
        "text": needed(learned.text, "Say in some words what you can do now."),
        "on": past_day(desk, learned.on, "you had it"),
        "kind": identifier(GainKind, learned.kind, "kind of gain"),
        "closes_application_id": learned.closes_application_id,
    }
