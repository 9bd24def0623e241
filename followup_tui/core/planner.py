"""The next touch of one contact: when, how, what for, and why; each plans the next (S0.36, S3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from followup_tui.core import cadence, courtesy, wishes
from followup_tui.core.counting import CADENCE_PURPOSES, would_count
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import named_date, short_date
from followup_tui.core.purpose import next_purpose
from followup_tui.core.records import Company, Contact
from followup_tui.core.rotation import FormChoice, next_form
from followup_tui.core.words import (
    Channel,
    ContactState,
    Direction,
    Form,
    Network,
    Purpose,
    TouchState,
    form_of,
    planned_channel,
)

_HORIZON = 800


@dataclass(frozen=True, slots=True)
class Plan:
    """A touch that the rules propose."""

    contact_id: int | None
    channel: str
    purpose: Purpose
    due_on: date
    why: str
    attempt: int = 1
    promised: bool = False
    held: bool = False
    network: str = ""
    application_id: int | None = None
    opening_id: int | None = None


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why nothing is planned."""

    why: str


@dataclass(frozen=True, slots=True)
class Placing:
    """What a date must make room for."""

    others: tuple[courtesy.Occupied, ...] = ()
    booked: Mapping[date, int] = field(default_factory=dict)
    phone: bool = False
    freed: tuple[date, ...] = ()
    """Days that give up a touch which this one replaces."""


def place(day: date, today: date, room: Placing, rules: Rulebook) -> tuple[date, str]:
    """The first day from `day` on that is working, clear at the company and under the daily cap.

    Returns the day and what moved it, empty if nothing did; only ever later, never in the past.
    """
    reason = "" if day >= today else "the day it fell on has passed"
    candidate = max(day, today)
    for _ in range(_HORIZON):
        blocked = _obstacle(candidate, room, rules)
        if blocked is None:
            return candidate, reason
        reason = blocked or reason
        candidate += timedelta(days=1)
    return candidate, reason


def plan_next(dossier: Dossier, since: date | None, today: date, rules: Rulebook) -> Plan | NoPlan:
    """The cadence touch that follows `since`, the day of the last counted or inbound touch.

    Without one, the first free working day. Touches of the running plan that are planned already
    are left out of courtesy: this plan takes their place.
    """
    refused = refusal(dossier)
    if refused:
        return NoPlan(refused)
    wish = wishes.waiting_until(dossier)
    if wish is not None and wish.until is not None:
        return _promised(dossier, wish.until, today, rules)
    if cadence.in_progress(dossier) is not None:
        return NoPlan("an application is still in progress there")
    purpose, purpose_why = next_purpose(dossier, rules)
    if purpose is Purpose.SOCIAL:
        return _light(dossier, since, today, rules, purpose_why)
    choice = next_form(dossier, rules)
    day, reasons = _due(dossier, since, choice, today, rules)
    room = room_for(dossier, choice.form, today)
    placed, moved = place(day, today, room, rules)
    if moved:
        reasons.append(f"moved to {named_date(placed, today)}: {moved}")
    why = "; ".join(filter(None, [*reasons, choice.why, purpose_why]))
    return Plan(dossier.contact.id, planned_channel(choice.form), purpose, placed, why)


def room_for(dossier: Dossier, form: str, today: date) -> Placing:
    """What the contact's next cadence touch must make room for."""
    replaced = frozenset(
        t.id for t in dossier.planned if t.purpose in CADENCE_PURPOSES and not t.held
    )
    freed = tuple(
        t.due_on
        for t in dossier.planned
        if t.id in replaced and t.due_on and would_count(t) and not t.promised
    )
    others = courtesy.occupied(dossier.at_company, today, leaving_out=replaced)
    return Placing(others, dossier.booked, form == Form.PHONE, freed)


def room_before_others(dossier: Dossier, form: str, today: date) -> Placing:
    """The same for a touch that something just asked for: the company's running plans move for it."""
    loose = frozenset(
        t.id
        for t in dossier.at_company
        if t.state is TouchState.PLANNED
        and t.purpose in CADENCE_PURPOSES
        and not (t.held or t.promised)
    )
    others = courtesy.occupied(dossier.at_company, today, leaving_out=loose)
    return Placing(others, dossier.booked, form == Form.PHONE)


def blocked_company(company: Company | None) -> str:
    """Why nobody at this company is planned for; empty when the company is open."""
    if company is not None and not company.wanted:
        return f"{company.name} is no longer wanted"
    return ""


def kept_warm(contact: Contact) -> bool:
    """Whether a contact has a running plan: starred, or after any counted touch."""
    return contact.starred or contact.kept_warm_on is not None


def refusal(dossier: Dossier) -> str:
    """Why the running plan leaves this contact alone; empty when it does not."""
    contact = dossier.contact
    if contact.state is ContactState.STOPPED:
        return f"{contact.name} asked you to stop"
    if contact.state is ContactState.COLLEAGUE:
        return f"{contact.name} is a colleague now"
    return blocked_company(dossier.company)


def _due(
    dossier: Dossier, since: date | None, choice: FormChoice, today: date, rules: Rulebook
) -> tuple[date, list[str]]:
    """The day that cadence and a wish to wait ask for, before company and cap."""
    if since is None:
        day, reasons = rules.workdays.on_or_after(today), ["the first free working day"]
    else:
        pace = cadence.pace(dossier, since, rules)
        if choice.only:
            pace = pace.stretched(rules.only_form_factor)
        day = cadence.target(since, pace, dossier.contact.id, rules)
        reasons = [f"{cadence.describe(pace)} after {short_date(since, today)}"]
        if (day - since).days > pace.high:
            reasons.append("no working day before that")
    held = wishes.company_wait(dossier, today)
    if held is not None and held.until is not None and day < held.until:
        day = held.until
        reasons.append(f"the hiring manager asked to wait until {short_date(day, today)}")
    return day, reasons


def _promised(dossier: Dossier, until: date, today: date, rules: Rulebook) -> Plan:
    """A date they named: no spread, no bounds, no courtesy, by the form they asked for.

    Once it has passed, the day is no longer theirs: it makes room for the company as any other.
    """
    form = wishes.wished_form(dossier)
    if not form or form in rules.never:
        form = next_form(dossier, rules).form
    day, why = until, f"they asked for {named_date(until, today)}"
    if until < today:
        day, moved = place(until, today, room_for(dossier, form, today), rules)
        why += f"; moved to {named_date(day, today)}: {moved}"
    purpose = next_purpose(dossier, rules)[0]
    purpose = Purpose.KEEP_WARM if purpose is Purpose.SOCIAL else purpose
    channel = planned_channel(form)
    return Plan(dossier.contact.id, channel, purpose, day, why, promised=until >= today)


def _light(dossier: Dossier, since: date | None, today: date, rules: Rulebook, why: str) -> Plan:
    """A light touch does not count, but the next one keeps its distance from it all the same."""
    light = [
        t.done_on
        for t in dossier.own
        if t.channel == Channel.LIGHT
        and t.direction is Direction.OUT
        and t.state is TouchState.DONE
    ]
    since = max((d for d in (since, *light) if d is not None), default=None)
    pace = cadence.pace(dossier, since or today, rules)
    day = cadence.target(since, pace, dossier.contact.id, rules) if since else today
    placed = rules.workdays.on_or_after(max(day, today))
    return Plan(
        dossier.contact.id, Channel.LIGHT, Purpose.SOCIAL, placed, why, network=Network.LINKEDIN
    )


def _obstacle(day: date, room: Placing, rules: Rulebook) -> str | None:
    """What keeps a day from being used: None if nothing, empty for a day off."""
    if not rules.workdays.is_working(day):
        return ""
    if room.phone and day.weekday() in rules.no_call_days:
        return "no calls on that weekday"
    if too_much := courtesy.breach(day, room.others, rules):
        return too_much
    if room.booked.get(day, 0) - room.freed.count(day) >= rules.daily_cap:
        return f"the days before carry {rules.daily_cap} already"
    return None


def is_phone(channel: str) -> bool:
    """Whether a channel is planned by telephone."""
    return form_of(channel) == Form.PHONE
