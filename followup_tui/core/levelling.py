"""Keeping a company's planned touches courteous when something new takes a day (DESIGN.md, Courtesy)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from followup_tui.core.counting import would_count
from followup_tui.core.courtesy import Occupied, breach, occupied
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import named_date
from followup_tui.core.planner import Placing, is_phone, place
from followup_tui.core.records import Touch
from followup_tui.core.words import TouchState


@dataclass(frozen=True, slots=True)
class Move:
    """A planned touch that gives way, and to when."""

    touch_id: int
    due_on: date
    why: str


def level(
    touches: tuple[Touch, ...],
    primary_id: int | None,
    booked: Mapping[date, int],
    today: date,
    rules: Rulebook,
) -> tuple[Move, ...]:
    """The planned touches of one company that have to move later, and where to.

    Dates that a person chose, or that the other side asked for, stay and the others give way to
    them; among the rest the earlier date keeps its place, the primary person first.
    """
    planned = [t for t in touches if t.state is TouchState.PLANNED and would_count(t) and t.due_on]
    fixed = [t for t in planned if t.held or t.promised]
    loose = sorted(
        (t for t in planned if not (t.held or t.promised)),
        key=lambda t: (max(t.due_on or today, today), t.contact_id != primary_id, t.id),
    )
    taken = list(occupied(tuple(t for t in touches if t not in planned), today))
    taken += occupied(tuple(fixed), today)
    moves: list[Move] = []
    for touch in loose:
        day, why = _settle(touch, tuple(taken), booked, today, rules)
        taken.append(Occupied(max(day, today), touch.contact))
        if why:
            moves.append(Move(touch.id, day, why))
    return tuple(moves)


def _settle(
    touch: Touch,
    taken: tuple[Occupied, ...],
    booked: Mapping[date, int],
    today: date,
    rules: Rulebook,
) -> tuple[date, str]:
    """Where a touch comes to stand; no reason means that it stays."""
    due = touch.due_on or today
    if not breach(max(due, today), taken, rules):
        return due, ""
    room = Placing(taken, booked, is_phone(touch.channel))
    day, moved = place(due, today, room, rules)
    return day, f"moved to {named_date(day, today)}: {moved}"
