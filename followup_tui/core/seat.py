"""The first six months of the person who got the job (S0.8–S0.11, S1.10).

The shares are those of a survey of over 1,000 people who left a job within six months: a share of
*early leavers*, never the chance that this seat reopens. They add up to 98.99 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.records import Application
from followup_tui.core.words import Decision

MARKS: tuple[tuple[int, float], ...] = (
    (7, 16.45),
    (30, 33.87),
    (60, 50.64),
    (90, 68.06),
    (120, 79.03),
    (150, 84.51),
    (180, 98.99),
)
"""Days since the start, and the running share of early leavers who had gone by then, in per cent."""


@dataclass(frozen=True, slots=True)
class SeatClock:
    """Where a seat stands in its first six months."""

    basis: str
    """`started` when the successor's first day is known, else `decision`."""
    since: date
    day: int
    share: float
    """Running share of early leavers at the last mark passed, in per cent."""
    next_mark: int | None
    """The next mark in days; None after the last one."""


def seat_clock(applications: tuple[Application, ...], today: date) -> SeatClock | None:
    """The clock of the newest seat that somebody else got; None when there is none."""
    lost = [a for a in applications if a.decision is Decision.PASSED and a.decided_on]
    if not lost:
        return None
    newest = max(lost, key=lambda a: (a.decided_on or date.min, a.id))
    started = newest.successor_started_on
    since = started or newest.decided_on or today
    day = (today - since).days
    share = max((s for mark, s in MARKS if mark <= day), default=0.0)
    upcoming = next((mark for mark, _ in MARKS if mark > day), None)
    return SeatClock("started" if started else "decision", since, day, share, upcoming)
