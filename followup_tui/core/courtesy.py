"""How many touches a company can bear: weekly is stalking (S1.19, S1.20), light is the rule (S1.2, S1.6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.core.counting import is_counted, would_count
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import ago, named_date, short_date
from followup_tui.core.records import Touch
from followup_tui.core.words import TouchState


class Courtesy(NamedTuple):
    """Whether a company may be contacted today, and since when or from when."""

    clear: bool
    clear_on: date
    why: str


class Occupied(NamedTuple):
    """A day on which the company hears from me, and through whom."""

    day: date
    who: str


def occupied(
    touches: tuple[Touch, ...], today: date, leaving_out: frozenset[int] = frozenset()
) -> tuple[Occupied, ...]:
    """The days that counted touches hold at a company, done ones and planned ones.

    A planned touch whose day has passed will happen today at the earliest.
    """
    days = []
    for touch in touches:
        if touch.id in leaving_out:
            continue
        if is_counted(touch) and touch.done_on:
            days.append(Occupied(touch.done_on, touch.contact))
        elif touch.state is TouchState.PLANNED and would_count(touch) and touch.due_on:
            days.append(Occupied(max(touch.due_on, today), touch.contact))
    return tuple(sorted(days, key=lambda o: o.day))


def breach(day: date, others: tuple[Occupied, ...], rules: Rulebook) -> str:
    """Why a counted touch on `day` would be too much beside the others; empty when it is fine."""
    near = [o for o in others if abs((o.day - day).days) < rules.floor_days]
    if near:
        nearest = min(near, key=lambda o: abs((o.day - day).days))
        who = nearest.who or "someone there"
        return f"{who} hears from you on {short_date(nearest.day)}"
    if _crowded(day, others, rules):
        return f"more than {rules.per_window} touches in {rules.window_days} days would be too many"
    return ""


def standing_with_company(touches: tuple[Touch, ...], today: date, rules: Rulebook) -> Courtesy:
    """Whether the company can bear a touch today, judged by what was done there."""
    done = tuple(o for o in occupied(_done(touches), today) if o.day <= today)
    if not done:
        return Courtesy(True, today, "clear to contact; nothing so far")
    last = done[-1]
    if not breach(today, done, rules):
        return Courtesy(True, today, f"clear to contact; last one {ago(last.day, today)}")
    day = today
    while breach(day, done, rules):
        day += timedelta(days=1)
    who = f" ({last.who})" if last.who else ""
    why = f"wait until {named_date(day, today)}; last one {ago(last.day, today)}{who}"
    return Courtesy(False, day, why)


def _done(touches: tuple[Touch, ...]) -> tuple[Touch, ...]:
    return tuple(t for t in touches if t.state is TouchState.DONE)


def _crowded(day: date, others: tuple[Occupied, ...], rules: Rulebook) -> bool:
    """Whether `day` would be one too many in some window that contains it."""
    days = sorted([day, *(o.day for o in others)])
    span = timedelta(days=rules.window_days)
    size = rules.per_window + 1
    return any(
        group[-1] - group[0] < span and group[0] <= day <= group[-1]
        for group in (days[i : i + size] for i in range(len(days) - size + 1))
    )
