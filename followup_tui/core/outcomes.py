"""What follows from what happened: the outcome table of DESIGN.md section 3, row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_tui.core import cadence, wishes
from followup_tui.core.counting import CADENCE_PURPOSES, is_counted, would_count
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.owed import asks_something
from followup_tui.core.phrases import count, days_phrase, named_date, short_date
from followup_tui.core.planner import (
    NoPlan,
    Placing,
    Plan,
    blocked_company,
    kept_warm,
    place,
    plan_next,
    refusal,
    room_before_others,
    room_for,
)
from followup_tui.core.records import Contact, Touch
from followup_tui.core.rotation import next_form, reachable
from followup_tui.core.words import (
    Channel,
    ContactState,
    Direction,
    Form,
    Outcome,
    Purpose,
    Role,
    form_of,
    planned_channel,
)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is to be written after a touch; nothing of it is written here."""

    next: Plan | NoPlan | None = None
    """The running plan's next touch: it takes the place of the planned one. None leaves it alone."""
    extra: tuple[Plan, ...] = ()
    """Further touches: an owed reply, a touch to the recruiter."""
    stop: bool = False
    """Everything planned is cancelled and nothing is ever planned again."""
    wait: str = ""
    """Why the plan waits for news of how to reach them."""
    bounced: str = ""
    """The form whose address failed."""
    left_company: bool = False
    connected: bool | None = None
    wish_until: date | None = None
    task: str = ""


def usual_outcome(channel: str) -> Outcome:
    """What the plain done key records for a channel."""
    if channel == Channel.VOICEMAIL:
        return Outcome.LEFT_MESSAGE
    return Outcome.REACHED if channel == Channel.CALL else Outcome.SENT


def happened_by(channel: str, outcome: str) -> str:
    """A phone touch is recorded as what happened: a message left is a voicemail, a talk is a call."""
    if form_of(channel) == Form.PHONE:
        if outcome == Outcome.LEFT_MESSAGE:
            return Channel.VOICEMAIL
        if outcome == Outcome.REACHED:
            return Channel.CALL
    return channel


def aftermath(
    touch: Touch,
    dossier: Dossier,
    today: date,
    rules: Rulebook,
    until: date | None = None,
) -> Aftermath:
    """What follows from a done touch.

    `dossier` already holds the touch as done; `until` is the day named with `not-now`.
    """
    if touch.direction is Direction.IN and touch.outcome not in _TOLD_BY_THEM:
        result = _inbound(touch, dossier, today, rules)
    else:
        row = _ROWS.get(touch.outcome or "", _counted_on)
        result = row(touch, dossier, today, rules, until)
    return _within_limits(result, dossier)


def after_skip(dossier: Dossier, today: date, rules: Rulebook) -> Plan | NoPlan:
    """A touch left out: the next one counts from today, and nobody judges.

    A date they named that has come is left out with it.
    """
    mine = dossier.contact.id
    kept = tuple(
        replace(w, until=None) if w.contact_id == mine and w.until and w.until <= today else w
        for w in dossier.wishes
    )
    return plan_next(replace(dossier, wishes=kept), today, today, rules)


def _within_limits(result: Aftermath, dossier: Dossier) -> Aftermath:
    """Nothing for someone who asked me to stop; no running plan where `refusal` forbids it."""
    stopped = dossier.contact.state is ContactState.STOPPED
    refused = refusal(dossier)
    planned = result.next
    if isinstance(planned, Plan) and (stopped or (refused and planned.purpose in CADENCE_PURPOSES)):
        result = replace(result, next=NoPlan(refused))
    return replace(result, extra=()) if stopped else result


def _counted_on(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    connected = True if touch.outcome == Outcome.ACCEPTED else None
    return Aftermath(_following(touch, dossier, today, rules), connected=connected)


def _following(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook
) -> Plan | NoPlan | None:
    """That day + gap, or from the newest touch if this one was typed in late.

    One that does not count plans nothing beside a plan, nor for someone who is not kept warm:
    thanking a whole panel does not make everybody there part of the running plan.
    """
    if not is_counted(touch) and (dossier.planned or not kept_warm(dossier.contact)):
        return None
    if _stands(touch, dossier):
        return None
    days = (dossier.last_contact_day(), touch.done_on)
    since = max((d for d in days if d is not None), default=None)
    return plan_next(dossier, since, today, rules)


def _stands(touch: Touch, dossier: Dossier) -> bool:
    """Whether a date that somebody chose still lies after the touch; one it has met is kept by it."""
    happened = touch.done_on or date.min
    return any(
        (t.held or t.promised) and (t.due_on or date.max) > happened
        for t in dossier.planned
        if t.purpose in CADENCE_PURPOSES
    )


def _inbound(touch: Touch, dossier: Dossier, today: date, rules: Rulebook) -> Aftermath:
    """An inbound touch restarts the count; a question in it is owed an answer."""
    extra = (_reply(touch, dossier, today, rules),) if touch.asks else ()
    return Aftermath(_following_answer(touch, dossier, today, rules), extra)


def _following_answer(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook
) -> Plan | NoPlan | None:
    if _stands(touch, dossier) or not kept_warm(dossier.contact):
        return None
    return plan_next(dossier, dossier.last_contact_day() or touch.done_on, today, rules)


def _reply(touch: Touch, dossier: Dossier, today: date, rules: Rulebook, now: bool = False) -> Plan:
    """An owed reply, by the form they used: outside courtesy, cap and rotation."""
    asked_on = touch.done_on or today
    first = rules.workdays.on_or_after(today) if now else rules.workdays.after(asked_on)
    due = max(first, rules.workdays.on_or_after(today))
    form = form_of(touch.channel) or Form.LINKEDIN
    if not reachable(dossier.contact, form) or form in rules.never:
        form = next_form(dossier, rules).form
    why = f"they asked for something on {short_date(asked_on, today)}"
    if now:
        why = "they sent you on: thank them and say you will gladly do that"
    return Plan(dossier.contact.id, planned_channel(form), Purpose.REPLY, due, why)


def _replied(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    extra: tuple[Plan, ...] = ()
    if touch.asks or asks_something(touch.said):
        extra = (_reply(touch, dossier, today, rules),)
    return Aftermath(_following(touch, dossier, today, rules), extra)


def _no_answer(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    """An attempt, not a touch: again on another working day, at most twice, then another form."""
    if _asked_to_wait(dossier, today) and would_count(touch):
        return Aftermath(_following_answer(touch, dossier, today, rules))
    happened = touch.done_on or today
    form = failed = form_of(touch.channel) or Form.PHONE
    again = touch.attempt <= rules.retries and form not in rules.never
    if not again:
        form = next_form(dossier, rules, avoid=failed).form
    day = max(rules.workdays.after(happened), today)
    why = f"nobody answered on {short_date(happened, today)}"
    if again:
        why += "; once more on another day"
    elif form != failed:
        why += "; another way this time"
    elif would_count(touch):
        pace = cadence.pace(dossier, happened, rules).stretched(rules.only_form_factor)
        day = cadence.target(happened, pace, dossier.contact.id, rules)
        why += f"; no other way is known, so again after {cadence.describe(pace)}"
    due, moved = _place_again(touch, dossier, form, day, today, rules)
    if moved:
        why += f"; moved to {named_date(due, today)}: {moved}"
    attempt = touch.attempt + 1 if again else 1
    plan = Plan(
        dossier.contact.id,
        planned_channel(form),
        touch.purpose,
        due,
        why,
        attempt,
        application_id=touch.application_id,
        opening_id=touch.opening_id,
    )
    return Aftermath(plan)


def _no_show(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    if _asked_to_wait(dossier, today) and would_count(touch):
        return Aftermath(_following_answer(touch, dossier, today, rules))
    happened = touch.done_on or today
    day = rules.workdays.after(happened, rules.no_show_days)
    form = form_of(touch.channel) or touch.channel
    due, moved = _place_again(touch, dossier, form, day, today, rules, first=True)
    later = count(rules.no_show_days, "working day")
    why = f"they could not make it on {short_date(happened, today)}; {later} later"
    if moved:
        why += f"; moved to {named_date(due, today)}: {moved}"
    plan = Plan(
        dossier.contact.id,
        planned_channel(form),
        touch.purpose,
        due,
        why,
        application_id=touch.application_id,
        opening_id=touch.opening_id,
    )
    return Aftermath(plan)


def _place_again(
    touch: Touch,
    dossier: Dossier,
    form: str,
    day: date,
    today: date,
    rules: Rulebook,
    *,
    first: bool = False,
) -> tuple[date, str]:
    """When to try again; thank-yous and replies stay outside courtesy and cap.

    With `first` the company's running plans make room: the appointment was theirs.
    """
    if not would_count(touch):
        return place(day, today, Placing(phone=form == Form.PHONE), rules)
    room = (room_before_others if first else room_for)(dossier, form, today)
    return place(_when_open(dossier, day, today), today, room, rules)


def _when_open(dossier: Dossier, day: date, today: date) -> date:
    """That day, or the later one until which a hiring manager's wish holds the company."""
    held = wishes.company_wait(dossier, today)
    return max(day, held.until) if held is not None and held.until is not None else day


def _asked_to_wait(dossier: Dossier, today: date) -> bool:
    wish = wishes.waiting_until(dossier)
    return wish is not None and wish.until is not None and wish.until > today


def _referred_on(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    """A gracious reply now, the recruiter when the company is clear; the manager stays primary (S3.7)."""
    reply = _reply(touch, dossier, today, rules, now=True)
    following = _following(touch, dossier, today, rules)
    recruiter = next((p for p in dossier.people if _recruits(p, dossier)), None)
    if recruiter is None:
        where = dossier.company.name if dossier.company else "their company"
        return Aftermath(following, (reply,), task=f"Find out who recruits at {where}")
    onward = _to_recruiter(recruiter, dossier, today, rules)
    return Aftermath(following, (reply, onward) if onward else (reply,))


def _recruits(person: Contact, dossier: Dossier) -> bool:
    return (
        person.role is Role.RECRUITER
        and person.id != dossier.contact.id
        and person.state not in (ContactState.STOPPED, ContactState.COLLEAGUE)
    )


def _to_recruiter(
    recruiter: Contact, dossier: Dossier, today: date, rules: Rulebook
) -> Plan | None:
    """None when their own wish names the day, or when the company is no longer wanted."""
    own = Dossier(
        recruiter,
        dossier.company,
        dossier.people,
        dossier.applications,
        dossier.interviews,
        tuple(t for t in dossier.touches if t.contact_id != dossier.contact.id or t.done_on),
        dossier.wishes,
        booked=dossier.booked,
    )
    if wishes.waiting_until(own) is not None or blocked_company(own.company):
        return None
    form = next_form(own, rules).form
    room = room_before_others(own, form, today)
    day = _when_open(own, rules.workdays.after(today), today)
    due, moved = place(day, today, room, rules)
    why = f"{dossier.contact.name} sent you to {recruiter.name}"
    if moved:
        why += f"; moved to {named_date(due, today)}: {moved}"
    return Plan(recruiter.id, planned_channel(form), Purpose.KEEP_WARM, due, why)


def _not_now(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    """Until when they said, else a season; their date is kept as they gave it."""
    form = next_form(dossier, rules).form
    if until is not None:
        due = until if until >= today else rules.workdays.on_or_after(today)
        why = f"they asked for {named_date(due, today)}"
    else:
        season = (touch.done_on or today) + timedelta(days=rules.not_now_days)
        day = _when_open(dossier, season, today)
        due, _ = place(day, today, room_for(dossier, form, today), rules)
        later = days_phrase(rules.not_now_days)
        why = f"not now, they said, and named no day: {later} later, {named_date(due, today)}"
    plan = Plan(
        dossier.contact.id,
        planned_channel(form),
        Purpose.KEEP_WARM,
        due,
        why,
        promised=True,
    )
    return Aftermath(plan, wish_until=due)


def _stop(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    return Aftermath(NoPlan(f"{dossier.contact.name} asked you to stop"), stop=True)


def _bounced(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    form = form_of(touch.channel) or ""
    return Aftermath(None, wait="it came back: e adds a newer address", bounced=form)


def _left_company(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    name = dossier.contact.name
    return Aftermath(
        None,
        wait=f"{name} has left: e says where they are now",
        left_company=True,
        task=f"Find out where {name} works now",
    )


_TOLD_BY_THEM = (Outcome.STOP, Outcome.NOT_NOW, Outcome.REFERRED_ON, Outcome.LEFT_COMPANY)
"""Outcomes that mean the same whoever reached out."""

_ROWS: dict[str, Callable[[Touch, Dossier, date, Rulebook, date | None], Aftermath]] = {
    Outcome.REPLIED: _replied,
    Outcome.NO_ANSWER: _no_answer,
    Outcome.NO_SHOW: _no_show,
    Outcome.REFERRED_ON: _referred_on,
    Outcome.NOT_NOW: _not_now,
    Outcome.STOP: _stop,
    Outcome.BOUNCED: _bounced,
    Outcome.LEFT_COMPANY: _left_company,
}
