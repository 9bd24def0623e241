"""When the next touch is due: every two to four weeks at first, then every couple of months (S3.36–38)."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from typing import NamedTuple

from followup_tui.core.counting import is_counted, unanswered
from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import days_phrase, short_date
from followup_tui.core.records import Application
from followup_tui.core.words import Decision


class Pace(NamedTuple):
    """The distance to keep on one day: gap and bounds in days, with the reason."""

    gap: int
    low: int
    high: int
    why: str

    def stretched(self, factor: float) -> Pace:
        """The same pace, slower by `factor`."""
        return self._replace(
            gap=round(self.gap * factor),
            low=round(self.low * factor),
            high=round(self.high * factor),
        )


def pace(dossier: Dossier, on: date, rules: Rulebook) -> Pace:
    """The pace that holds on the day `on`, the day the touch happened.

    However long ago that is: years change nothing but the phase (S0.7).
    """
    if rules.employed:
        gap = rules.employed_gap
        return Pace(gap, gap * 3 // 4, gap * 5 // 4, "while you have a job")
    slow = _slow_reason(dossier, on, rules)
    if slow:
        return Pace(rules.second_gap, rules.second_min, rules.second_max, slow)
    end = first_phase_end(dossier, on, rules)
    why = f"first phase, to {short_date(end, on)}"
    return Pace(rules.first_gap, rules.first_min, rules.first_max, why)


def first_phase_start(dossier: Dossier, on: date) -> date:
    """The newest decision at the company, or the last interview of an application in progress.

    Without an application, the day the contact became kept warm.
    """
    starts = [a.decided_on for a in dossier.applications if a.decided_on]
    running = {a.id for a in dossier.applications if a.decision is Decision.IN_PROGRESS}
    starts += [i.on for i in dossier.interviews if i.application_id in running]
    if starts:
        return max(starts)
    counted = [t.done_on for t in dossier.own if is_counted(t) and t.done_on]
    return dossier.contact.kept_warm_on or min(counted, default=on)


def first_phase_end(dossier: Dossier, on: date, rules: Rulebook) -> date:
    """The last day of the first phase."""
    return first_phase_start(dossier, on) + timedelta(days=rules.first_phase_days)


def in_progress(dossier: Dossier) -> Application | None:
    """An application still running at the company: no keep-warm or value touch is planned there."""
    running = [a for a in dossier.applications if a.decision is Decision.IN_PROGRESS]
    return running[-1] if running else None


def spread_of(contact_id: int, rules: Rulebook) -> int:
    """Up to `rules.spread` days either way, always the same for one contact."""
    width = 2 * rules.spread + 1
    return zlib.crc32(str(contact_id).encode()) % width - rules.spread


def target(since: date, pace: Pace, contact_id: int, rules: Rulebook) -> date:
    """Gap, spread, clamp to the bounds, then the next working day; back one if that leaves them."""
    days = pace.gap + spread_of(contact_id, rules)
    day = since + timedelta(days=min(max(days, pace.low), pace.high))
    latest = since + timedelta(days=pace.high)
    earliest = since + timedelta(days=pace.low)
    working = rules.workdays.on_or_after(day)
    if working > latest and (before := rules.workdays.on_or_before(latest)) >= earliest:
        return before
    return working


def describe(pace: Pace) -> str:
    """ "3 weeks, first phase, to 2 Jan"."""
    return f"{days_phrase(pace.gap)} ({pace.why})"


def _slow_reason(dossier: Dossier, on: date, rules: Rulebook) -> str:
    """Why the second phase holds on that day; empty while the first one does."""
    if _only_declined(dossier):
        return "you declined them"
    first = primary(dossier.people)
    if first is not None and first.id != dossier.contact.id:
        return f"{first.name} is the one voice there"
    silent = unanswered(
        tuple(t for t in dossier.own if (t.done_on or date.min) <= on), dossier.patience_on
    )
    if silent >= rules.silence_slow:
        return f"{silent} touches without an answer"
    if on > first_phase_end(dossier, on, rules):
        return "second phase"
    return ""


def _only_declined(dossier: Dossier) -> bool:
    decided = [a for a in dossier.applications if a.decided_on]
    newest = max(decided, key=lambda a: a.decided_on or date.min, default=None)
    return newest is not None and newest.decision is Decision.DECLINED
