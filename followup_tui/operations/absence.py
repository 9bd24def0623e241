"""Verbs about time off: days away, and a quiet way back into the days after them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.phrases import count, named_date
from followup_tui.core.records import Touch
from followup_tui.core.words import Section
from followup_tui.errors import NotFound, UsageError
from followup_tui.operations.desk import Desk

# The page of the day asks whether it is crowded; what moves touches is loaded when some are moved.
if TYPE_CHECKING:
    from followup_tui.core.courtesy import Occupied
    from followup_tui.core.dossier import Dossier
    from followup_tui.operations.planning import Planning

_LONGEST = 183
"""Days away in one stretch; more is mostly a slip of the pen around the turn of a year."""


class Shifted(NamedTuple):
    """What an absence, or the way back, moved."""

    did: str
    moved: tuple[Touch, ...]
    remarks: tuple[str, ...] = ()


class Absence(NamedTuple):
    """A stretch of days away, both ends included."""

    first: date
    last: date


def absences(desk: Desk) -> tuple[Absence, ...]:
    """The stretches that are not over yet, the soonest first."""
    known = (Absence(*map(date.fromisoformat, row)) for row in desk.store.material.away())
    return tuple(a for a in known if a.last >= desk.today)


def away(desk: Desk, first: date, last: date) -> Shifted:
    """Plan nothing between two days; what fell there moves behind them, one cap a day.

    Dates that they asked for, or that I chose, stay and are named.
    """
    if last < first:
        raise UsageError("The last day away cannot come before the first.")
    if last < desk.today:
        raise UsageError("Those days are over: give days that are still to come.")
    if (last - first).days > _LONGEST:
        day = named_date(last, desk.today)
        raise UsageError(
            f"Away until {day} is more than half a year: give the days with their year."
        )
    from followup_tui.operations.planning import planning

    stretch = f"{named_date(first, desk.today)} to {named_date(last, desk.today)}"
    did = f"away from {stretch}"
    with desk.store.action(did) as action:
        action.insert("away", first=first, last=last)
        plan = planning(desk, action)
        inside = [
            i
            for i in desk.store.agenda.items(desk.today, last)
            if first <= i.due_on <= last and i.section is not Section.PAUSED
        ]
        moved, stay = _make_room(plan, inside, last + timedelta(days=1))
    remarks = [f"{t.contact}: {named_date(t.due_on or last, desk.today)} stays" for t in stay]
    return Shifted(did, tuple(desk.store.touches.touch(i) for i in moved), tuple(remarks))


def here_again(desk: Desk, first: date) -> Shifted:
    """Take back the stretch away that begins, or goes on, that day; plans stay where they are."""
    row = desk.store.material.away_row(first)
    if row is None:
        raise NotFound(f"You are not noted as away on {named_date(first, desk.today)}.")
    did = f"not away on {named_date(first, desk.today)}"
    with desk.store.action(did) as action:
        action.delete("away", row)
    return Shifted(did, ())


def crowded(desk: Desk) -> int:
    """How many touches due by now are more than a day should carry; 0 when they fit."""
    due = _due(desk)
    waiting = sum(i.section is Section.WAITING for i in due)
    if not waiting:
        return 0
    from followup_tui.core.catch_up import more_than_a_day

    return more_than_a_day(waiting, len(due) - waiting, desk.rules())


def spread(desk: Desk) -> Shifted:
    """Leave today what a day can carry, and find days for the rest: one undoable act."""
    due = _due(desk)
    rules = desk.rules()
    first_ones, rest = due[: rules.daily_cap], due[rules.daily_cap :]
    if not rest:
        raise UsageError("Nothing needs spreading out: a day can carry what is due.")
    from followup_tui.operations.planning import planning

    did = f"spread out {count(len(rest), 'touch', 'touches')}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        tomorrow = desk.today + timedelta(days=1)
        moved, stay = _make_room(plan, rest, tomorrow)
    kept = f"{count(len(first_ones) + len(stay), 'touch', 'touches')} left for today"
    return Shifted(did, tuple(desk.store.touches.touch(i) for i in moved), (kept,))


def _due(desk: Desk) -> list[AgendaItem]:
    """What is due by now and counts against the day, in agenda order: promised dates first."""
    items = [
        i
        for i in desk.store.agenda.items(desk.today, desk.today)
        if i.section in (Section.WAITING, Section.TODAY)
    ]
    promised = {i.touch_id: desk.store.touches.touch(i.touch_id).promised for i in items}
    return sorted(items, key=lambda i: not promised[i.touch_id])


def _make_room(
    plan: Planning, items: list[AgendaItem], first: date
) -> tuple[list[int], list[Touch]]:
    """Move the touches of some items to `first` or later; returns what moved and what stays."""
    from followup_tui.core.catch_up import spread_out

    store = plan.desk.store
    touches = [store.touches.touch(i.touch_id) for i in items]
    ids = frozenset(t.id for t in touches if not (t.held or t.promised))
    dossiers = {t.company_id: plan.dossier(t.contact_id) for t in touches if t.contact_id}
    borne = {company: _borne(d, plan.today, ids) for company, d in dossiers.items()}
    booked = next(iter(dossiers.values())).booked if dossiers else {}
    moves = spread_out(touches, borne, booked, first, plan.rules)
    for move in moves:
        plan.action.update(
            "touch", move.touch_id, due_on=move.due_on, day=move.due_on, why=move.why
        )
    return [m.touch_id for m in moves], [t for t in touches if t.id not in ids]


def _borne(dossier: Dossier, today: date, leaving_out: frozenset[int]) -> tuple[Occupied, ...]:
    from followup_tui.core.courtesy import occupied

    return occupied(dossier.at_company, today, leaving_out=leaving_out)
