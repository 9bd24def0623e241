"""The figures of a stretch of time, and how the stars stood along it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_tui.core import effort
from followup_tui.core.dossier import Dossier
from followup_tui.core.effort import Effort
from followup_tui.core.standing import contact_standing
from followup_tui.core.stats import ANSWER_DAYS, Stats, stats
from followup_tui.core.words import Standing, TouchState
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk

DAYS = 182
"""Half a year, unless another stretch is asked for."""
_STARS = 60
"""How many stars the course of standings looks at: the ones starred first."""
_MARKS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """How the stars stood on one day."""

    on: date
    people: dict[Standing, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the statistics screen and `stats` show."""

    stats: Stats
    course: tuple[Mark, ...]
    """Six days evenly spread over the stretch, the last one its end."""
    effort: Effort
    """Where my touches of the last two months went (S1.5)."""


def figures(desk: Desk, days: int = DAYS) -> Figures:
    """The figures of the last `days`, today included."""
    if not 7 <= days <= 3660:
        raise UsageError("Ask for 7 to 3,660 days.")
    last = desk.today
    first = last - timedelta(days=days - 1)
    store = desk.store
    # An answer of the first days may belong to a touch before them.
    touches = store.touches.done_between(first - timedelta(days=ANSWER_DAYS), last)
    met = store.people.decided_between(first, last)
    course = _course(desk, first, last)
    return Figures(stats(touches, met, first, last), course, where_effort_goes(desk))


def where_effort_goes(desk: Desk) -> Effort:
    """Whether all effort goes to one company (S1.5)."""
    first = desk.today - timedelta(days=effort.DAYS)
    return effort.effort(desk.store.touches.done_between(first, desk.today), desk.today)


def _course(desk: Desk, first: date, last: date) -> tuple[Mark, ...]:
    stars = sorted(desk.store.people.stars(), key=lambda p: (p.starred_on or date.max, p.id))
    dossiers = [desk.store.people.dossier(p.id, last) for p in stars[:_STARS]]
    step = max((last - first).days // _MARKS, 1)
    days = [last - timedelta(days=step * n) for n in reversed(range(_MARKS))]
    rules = desk.rules()
    return tuple(
        Mark(
            day,
            dict(
                Counter(
                    contact_standing(_as_of(d, day), day, rules).standing
                    for d in dossiers
                    if (d.contact.starred_on or date.max) <= day
                )
            ),
        )
        for day in days
    )


def _as_of(dossier: Dossier, day: date) -> Dossier:
    """What was known on that day: what happened, was decided or wished later is left out."""
    touches = tuple(
        t for t in dossier.touches if t.state is TouchState.DONE and t.done_on and t.done_on <= day
    )
    wishes = tuple(w for w in dossier.wishes if w.on is None or w.on <= day)
    decided = tuple(a for a in dossier.applications if a.decided_on is None or a.decided_on <= day)
    return replace(dossier, touches=touches, wishes=wishes, applications=decided)
