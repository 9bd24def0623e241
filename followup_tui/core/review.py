"""Who stands in today's review, one person at a time, the best three first (S1.16, S2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.words import Section

BEST = 3
_HORIZON = 1.5
"""How much more a day past weighs while a seat may still open again (S0.11)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is due, with what tells how much it matters today."""

    item: AgendaItem
    gap: int
    """The distance kept with them, in days."""
    promised: bool = False
    event: bool = False
    """Something happened at their company that may open a seat again (S1.15)."""
    ranked: bool = False
    """I was close there: second, third or a finalist (S0.13, S1.12)."""
    open_seat: bool = False
    """The six months of whoever got the job still run there (S0.11)."""


@dataclass(frozen=True, slots=True)
class Deck:
    """The people of one review, in order."""

    items: tuple[AgendaItem, ...]
    best: int
    """How many of them come first because they matter most today."""
    left: int
    """How many are due beyond what a day should carry."""


def deal(candidates: Sequence[Candidate], cap: int) -> Deck:
    """What I owe, then what was promised, then the best three, then the rest in agenda order.

    Owed replies and promised dates are outside the cap.
    """
    owed = [c for c in candidates if c.item.section is Section.OWED]
    promised = [c for c in candidates if c.promised and c not in owed]
    others = [c for c in candidates if c not in owed and c not in promised]
    best = sorted(others, key=_weight, reverse=True)[:BEST] if len(others) > BEST else []
    rest = [c for c in others if c not in best]
    today = [*best, *rest][:cap]
    chosen = [*owed, *promised, *today]
    return Deck(tuple(c.item for c in chosen), len(best), len(others) - len(today))


def _weight(candidate: Candidate) -> tuple[bool, bool, float, bool]:
    """An event at the company, then how long ago for their pace; a rank is a weight (S1.37).

    Inside the six months of a seat a touch weighs more.
    """
    item = candidate.item
    late = item.days_past / max(candidate.gap, 1)
    if candidate.open_seat and late > 0:
        late *= _HORIZON
    return candidate.event, candidate.item.starred, round(late, 2), candidate.ranked
