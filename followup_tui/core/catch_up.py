"""After some days away: what is for today, and where the rest finds room, without a burst."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import named_date
from followup_tui.core.records import Touch

if TYPE_CHECKING:
    from followup_tui.core.courtesy import Occupied


class Moved(NamedTuple):
    """A touch that gives way, and to when."""

    touch_id: int
    due_on: date
    why: str


def more_than_a_day(waiting: int, today: int, rules: Rulebook) -> int:
    """How many of the touches due by now are more than one day should carry; 0 for none."""
    return max(waiting + today - rules.daily_cap, 0)


def spread_out(
    due: Sequence[Touch],
    occupied: Mapping[int | None, tuple[Occupied, ...]],
    booked: Mapping[date, int],
    first: date,
    rules: Rulebook,
) -> tuple[Moved, ...]:
    """New days for touches, from `first` on, in their order; promised and chosen dates stay.

    `occupied` holds what each company bears already, the touches given left out of it. A day never
    carries more than the cap.
    """
    # Whether a day is too full is asked for every page of it; days are found for few.
    from followup_tui.core.courtesy import Occupied
    from followup_tui.core.planner import Placing, is_phone, place

    taken = {company: list(days) for company, days in occupied.items()}
    load: dict[date, int] = {}
    moves: list[Moved] = []
    for touch in due:
        if touch.held or touch.promised:
            continue
        company = touch.company_id
        days = taken.setdefault(company, [])
        room = Placing(tuple(days), _Load(booked, load), is_phone(touch.channel))
        day, _ = place(first, first, room, rules)
        load[day] = load.get(day, 0) + 1
        if company is not None:
            days.append(Occupied(day, touch.contact))
        why = f"spread out to {named_date(day, first)} after days away"
        moves.append(Moved(touch.id, day, why))
    return tuple(moves)


class _Load(Mapping[date, int]):
    """What a day carries already, with what was put on it just now."""

    def __init__(self, booked: Mapping[date, int], added: Mapping[date, int]) -> None:
        self._booked, self._added = booked, added

    def __getitem__(self, day: date) -> int:
        return self._booked.get(day, 0) + self._added.get(day, 0)

    def __iter__(self) -> Iterator[date]:
        return iter({*self._booked, *self._added})

    def __len__(self) -> int:
        return len({*self._booked, *self._added})
