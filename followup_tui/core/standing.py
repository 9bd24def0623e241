"""How my touches look from the other side: adding value, in touch, too close, quiet, waiting (S1.18).

Trust is what is looked at, and a talk that brought something raises it (S1.17, S1.35).
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from followup_tui.core.cadence import pace
from followup_tui.core.counting import is_counted
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import count, short_date
from followup_tui.core.records import Note, Touch
from followup_tui.core.wishes import company_wait, waiting_until
from followup_tui.core.words import Direction, Standing


class Stance(NamedTuple):
    """A standing with its explanation."""

    standing: Standing
    why: str


def contact_standing(dossier: Dossier, today: date, rules: Rulebook) -> Stance:
    """The standing with one person; silence of one and a half gaps outweighs older value."""
    wish = waiting_until(dossier)
    if wish is not None and wish.until is not None and wish.until > today:
        return _waiting(wish, today)
    if held := company_wait(dossier, today):
        return _waiting(held, today)
    counted = recent_counted(dossier.own, today, rules)
    close = closeness(counted, rules)
    if close:
        return Stance(Standing.TOO_CLOSE, close)
    quiet = _quiet(dossier, today, rules)
    if quiet:
        return Stance(Standing.QUIET, quiet)
    return _by_value(counted, rules)


def company_standing(
    touches: tuple[Touch, ...], today: date, rules: Rulebook, wait: Note | None = None
) -> Stance:
    """The standing with a company, all its people together.

    `wait` is the wish of a hiring manager that holds it, as `wishes.managers_wait` finds it.
    """
    if wait is not None and wait.until is not None and wait.until > today:
        return _waiting(wait, today)
    counted = recent_counted(touches, today, rules)
    close = closeness(counted, rules)
    if close:
        return Stance(Standing.TOO_CLOSE, close)
    if not counted:
        return Stance(Standing.QUIET, f"no touch within {rules.standing_days} days")
    return _by_value(counted, rules)


def recent_counted(touches: tuple[Touch, ...], today: date, rules: Rulebook) -> list[Touch]:
    """The counted touches within the standing's window, oldest first."""
    since = today - timedelta(days=rules.standing_days)
    recent = [t for t in touches if is_counted(t) and t.done_on and since < t.done_on <= today]
    return sorted(recent, key=lambda t: (t.done_on or date.min, t.id))


def closeness(counted: list[Touch], rules: Rulebook) -> str:
    """What makes the touches look too close; empty when nothing does. Weekly is stalking (S1.19)."""
    days = sorted(t.done_on for t in counted if t.done_on)
    for first, second in pairwise(days):
        if (second - first).days < rules.floor_days:
            apart = count((second - first).days, "day")
            return f"two touches {apart} apart, on {short_date(first)} and {short_date(second)}"
    for first, last in zip(days, days[rules.too_many - 1 :], strict=False):
        if (last - first).days < rules.window_days:
            return f"{rules.too_many} touches within {rules.window_days} days"
    return ""


def _waiting(wish: Note, today: date) -> Stance:
    day = f"for {short_date(wish.until, today)}" if wish.until else "to wait"
    return Stance(Standing.WAITING, f"they asked {day}")


def _quiet(dossier: Dossier, today: date, rules: Rulebook) -> str:
    heard = [
        t.done_on
        for t in dossier.own
        if t.done_on and (is_counted(t) or t.direction is Direction.IN) and t.done_on <= today
    ]
    last = max(heard, default=dossier.contact.kept_warm_on)
    if last is None:
        return "not in touch yet"
    gap = pace(dossier, last, rules).gap
    silent = (today - last).days
    return f"nothing for {count(silent, 'day')}" if silent > 1.5 * gap else ""


def _by_value(counted: list[Touch], rules: Rulebook) -> Stance:
    if not counted:
        return Stance(Standing.STAYING_IN_TOUCH, f"no touch within {rules.standing_days} days")
    carrying = sum(t.carried for t in counted)
    total = count(len(counted), "touch", "touches")
    said = f"{carrying} of {total} in {rules.standing_days} days carried news or an insight"
    if carrying * 2 >= len(counted):
        return Stance(Standing.ADDING_VALUE, said)
    return Stance(Standing.STAYING_IN_TOUCH, said)
