"""The plan after an interview: thank-yous the same day, and one question when their day passes unanswered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from followup_tui.core.courtesy import occupied
from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.numbers import Rulebook
from followup_tui.core.panel import Panel, speakable, written_form
from followup_tui.core.phrases import named_date, short_date
from followup_tui.core.planner import Placing, Plan, place
from followup_tui.core.records import Application, Contact
from followup_tui.core.rotation import next_form
from followup_tui.core.words import Direction, Form, Purpose, Role, TouchState, planned_channel

_STATUS_DAYS = 2
"""Working days after a promised day that went by without a word."""


@dataclass(frozen=True, slots=True)
class InterviewPlan:
    """What an interview sets in motion."""

    planned: tuple[Plan, ...]
    cancelled: tuple[int, ...] = ()
    """Status touches that wait for a day which has moved."""
    remarks: tuple[str, ...] = ()


def plan_after_interview(
    application: Application,
    held_on: date,
    panel: Panel,
    dossiers: Mapping[int, Dossier],
    today: date,
    rules: Rulebook,
) -> InterviewPlan:
    """Thank everybody who was there the same day (S0.17, S4.7); ask once when they miss their own day.

    Touches begin with the process, not with the decision (S0.30).

    `dossiers` holds one for every person of the panel and every star at the company.
    """
    plans: list[Plan] = []
    remarks: list[str] = []
    if (today - held_on).days <= rules.recent_decision_days:
        plans += _thanks(application, held_on, panel, dossiers, today, rules)
    else:
        day = short_date(held_on, today)
        remarks.append(f"the interview was on {day}: too long ago for a thank-you")
    stale = tuple(
        t.id
        for d in dossiers.values()
        for t in d.own
        if t.state is TouchState.PLANNED
        and t.purpose is Purpose.STATUS
        and t.application_id == application.id
    )
    status = _status(application, panel, dossiers, today, rules, frozenset(stale))
    if status is not None:
        plans.append(status)
    cancelled = stale if status is not None else ()
    return InterviewPlan(tuple(plans), tuple(sorted(set(cancelled))), tuple(remarks))


def _thanks(
    application: Application,
    held_on: date,
    panel: Panel,
    dossiers: Mapping[int, Dossier],
    today: date,
    rules: Rulebook,
) -> list[Plan]:
    due = rules.workdays.on_or_after(max(held_on, today))
    why = f"you met on {short_date(held_on, today)}: a thank-you goes out the same day"
    return [
        Plan(
            person.id,
            written_form(person, dossiers[person.id], rules),
            Purpose.THANKS_INTERVIEW,
            due,
            why,
            application_id=application.id,
        )
        for person in speakable(panel.everyone)
        if not _thanked(dossiers[person.id], application, held_on)
    ]


def _thanked(dossier: Dossier, application: Application, since: date) -> bool:
    return any(
        t.purpose is Purpose.THANKS_INTERVIEW
        and t.application_id == application.id
        and t.direction is Direction.OUT
        and (
            t.state is TouchState.PLANNED
            or (t.state is TouchState.DONE and (t.done_on or date.min) >= since)
        )
        for t in dossier.own
    )


def _status(
    application: Application,
    panel: Panel,
    dossiers: Mapping[int, Dossier],
    today: date,
    rules: Rulebook,
    stale: frozenset[int],
) -> Plan | None:
    """Two working days after the day they named; the decision, when it comes, cancels it."""
    promised = application.decides_on
    person = _voice(panel, dossiers)
    if promised is None or person is None:
        return None
    dossier = dossiers[person.id]
    form = next_form(dossier, rules).form
    day = rules.workdays.after(promised, _STATUS_DAYS)
    others = occupied(dossier.at_company, today, leaving_out=stale)
    due, moved = place(day, today, Placing(others, dossier.booked, form == Form.PHONE), rules)
    why = f"they meant to decide by {named_date(promised, today)}: ask once how things stand"
    if moved:
        why += f"; moved to {named_date(due, today)}: {moved}"
    channel = planned_channel(form)
    return Plan(person.id, channel, Purpose.STATUS, due, why, application_id=application.id)


def _voice(panel: Panel, dossiers: Mapping[int, Dossier]) -> Contact | None:
    """Whom to ask: the primary person, a hiring manager who was there, else whoever was."""
    people = {p.id: p for d in dossiers.values() for p in d.people}
    first = primary(tuple(people.values()))
    if first is not None and speakable((first,)) and first.id in dossiers:
        return first
    there = speakable(panel.everyone)
    managers = [p for p in there if p.role is Role.HIRING_MANAGER]
    return next(iter([*managers, *there]), None)
