"""What happened at a company that may open a seat again (S1.8, S1.13 to S1.15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from followup_tui.core.phrases import ago
from followup_tui.core.records import CompanyEvent
from followup_tui.core.words import CompanyEventKind

RECENT_DAYS = 90
"""How long an event raises the priority of a company's people."""

HAPPENED = {
    CompanyEventKind.LEFT: "somebody left",
    CompanyEventKind.MOVED: "somebody moved to another position",
    CompanyEventKind.GROWS: "the team grows",
}


def recent_event(events: Iterable[CompanyEvent], today: date) -> CompanyEvent | None:
    """The newest event that still raises the priority of the people there.

    The order of the agenda stays as it is: this is for the review's best three and for openings.
    """
    fresh = [e for e in events if 0 <= (today - e.on).days <= RECENT_DAYS]
    return max(fresh, key=lambda e: (e.on, e.id), default=None)


def happened(event: CompanyEvent, today: date) -> str:
    """The `why` of an event: "somebody left 12 days ago: a seat may open"."""
    return f"{HAPPENED[event.kind]} {ago(event.on, today)}: a seat may open"
