"""When nothing fresh is known for a touch that falls due soon: one thing to look up (S1.24)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.core.numbers import Rulebook
from followup_tui.core.records import Insight, Note
from followup_tui.core.words import NoteKind, Origin, Purpose, Tone

RESEARCH = "research"
"""The kind of the task that remembers that it was done."""
AHEAD = 3
"""Working days before the touch."""
_ONCE_IN = timedelta(days=30)


class Due(NamedTuple):
    """A touch that falls due soon, with what is known at its company."""

    company_id: int
    company: str
    contact: str
    purpose: Purpose
    due_on: date
    notes: tuple[Note, ...]
    insights: tuple[Insight, ...]
    researched_on: date | None = None
    """The last day something was looked up for this company."""


class Proposal(NamedTuple):
    """Something worth looking up."""

    company_id: int
    text: str
    due_on: date


def proposals(due: Iterable[Due], today: date, rules: Rulebook) -> tuple[Proposal, ...]:
    """One proposal a company, at most once a month, for touches within three working days."""
    until = rules.workdays.after(today, AHEAD)
    found: dict[int, Proposal] = {}
    for touch in due:
        recent = touch.researched_on is not None and touch.researched_on > today - _ONCE_IN
        wants = touch.purpose in (Purpose.KEEP_WARM, Purpose.VALUE) and touch.due_on <= until
        if wants and not recent and not is_fresh(touch.notes, touch.insights, today):
            text = f"Look for news of {touch.company} before you turn to {touch.contact}"
            found.setdefault(touch.company_id, Proposal(touch.company_id, text, touch.due_on))
    return tuple(found.values())


def is_fresh(notes: tuple[Note, ...], insights: tuple[Insight, ...], today: date) -> bool:
    """Whether there is news that can be told, or an insight that is prepared and unused."""
    news = any(
        n.kind is NoteKind.NEWS
        and n.marked
        and n.tone is not Tone.HARD
        and n.used_on is None
        and (n.expires is None or n.expires >= today)
        for n in notes
    )
    ready = (
        i.prepared and i.used_on is None and i.origin is not Origin.CONFIDENCE for i in insights
    )
    return news or any(ready)
