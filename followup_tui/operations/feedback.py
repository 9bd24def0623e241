"""Verbs about feedback: what they said of my interviews, and what I make of it (S2.13 to S2.15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.records import Company, Feedback
from followup_tui.core.themes import Said, Theme, themes
from followup_tui.errors import RuleError
from followup_tui.operations.desk import Desk
from followup_tui.operations.keeping import Kept, brief, needed, past_day, words


@dataclass(frozen=True, slots=True)
class Verdict:
    """Feedback as a form or a command line gives it."""

    text: str
    """Their words, verbatim."""
    contact_id: int | None = None
    """Who said it."""
    change: str = ""
    """What I want to do differently because of it."""
    on: date | None = None
    """The day they said it; today when it is not given."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Feedback with the names of where and from whom it came."""

    feedback: Feedback
    company: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What to look at before the next interview."""

    open: tuple[Voice, ...]
    """With a change that I have not made yet, the latest first."""
    themes: tuple[Theme, ...]

    def __bool__(self) -> bool:
        return bool(self.open or self.themes)


def add(desk: Desk, company: Company, verdict: Verdict) -> Kept[Feedback]:
    """Keep what they said, in their words."""
    text = _their_words(verdict)
    on = past_day(desk, verdict.on, "they said it")
    did = f"feedback from {company.name}"
    with desk.store.action(did) as action:
        feedback_id = action.insert(
            "feedback",
            company_id=company.id,
            contact_id=verdict.contact_id,
            application_id=_application(desk, company.id),
            text=text,
            on=on,
            change=words(verdict.change),
        )
    return Kept(desk.store.material.one_feedback(feedback_id), did)


def edit(
    desk: Desk, feedback: Feedback, verdict: Verdict, rev: int | None = None
) -> Kept[Feedback]:
    """Change feedback; another intention counts as not acted on yet.

    Raises Conflict when it was changed elsewhere meanwhile.
    """
    change = words(verdict.change)
    values: dict[str, object] = {
        "text": _their_words(verdict),
        "contact_id": verdict.contact_id,
        "change": change,
        "changed": feedback.changed and change == feedback.change,
    }
    if verdict.on is not None:
        values["on"] = past_day(desk, verdict.on, "they said it")
    did = f"edit feedback: {brief(verdict.text)}"
    with desk.store.action(did) as action:
        action.update("feedback", feedback.id, rev=rev, **values)
    return Kept(desk.store.material.one_feedback(feedback.id), did)


def delete(desk: Desk, feedback: Feedback) -> str:
    """Remove feedback; undo brings it back. Returns what was done."""
    did = f"delete feedback: {brief(feedback.text)}"
    with desk.store.action(did) as action:
        action.delete("feedback", feedback.id)
    return did


def change_made(desk: Desk, feedback: Feedback, *, made: bool = True) -> Kept[Feedback]:
    """I do it differently now, or `made=False` not yet (S2.14)."""
    if not feedback.change:
        raise RuleError("No change is noted with that feedback: say first what you want to change.")
    did = f"{'changed' if made else 'not changed yet'}: {brief(feedback.change)}"
    with desk.store.action(did) as action:
        action.update("feedback", feedback.id, changed=made)
    return Kept(desk.store.material.one_feedback(feedback.id), did)


def as_given(feedback: Feedback) -> Verdict:
    """Feedback as a form would show it, for changing a part of it."""
    return Verdict(feedback.text, feedback.contact_id, feedback.change, feedback.on)


def voices(desk: Desk, company: Company | None = None) -> tuple[Voice, ...]:
    """What one company said, or everybody, the latest first."""
    material = desk.store.material
    found = material.all_feedback() if company is None else material.feedback(company.id)
    ids = sorted({f.contact_id for f in found if f.contact_id is not None})
    people = {p.id: p.name for p in desk.store.people.contacts(ids)}
    companies = {i: desk.store.people.company(i).name for i in {f.company_id for f in found}}
    return tuple(
        Voice(f, companies[f.company_id], people.get(f.contact_id or 0, "")) for f in found
    )


def all_themes(desk: Desk) -> tuple[Theme, ...]:
    """What several employers said alike (S2.15)."""
    return themes(Said(v.company, v.feedback.text, v.by) for v in voices(desk))


def before_interview(desk: Desk) -> Preparation:
    """Open changes and themes: what to look at before the next interview (S2.14)."""
    found = voices(desk)
    return Preparation(
        tuple(v for v in found if v.feedback.change and not v.feedback.changed),
        themes(Said(v.company, v.feedback.text, v.by) for v in found),
    )


def _their_words(verdict: Verdict) -> str:
    return needed(verdict.text, "Feedback needs their words.")


def _application(desk: Desk, company_id: int) -> int | None:
    """The run it is about: the latest one there."""
    runs = desk.store.people.applications(company_id)
    newest = max(runs, key=lambda a: (a.decided_on or date.max, a.id), default=None)
    return newest.id if newest is not None else None
