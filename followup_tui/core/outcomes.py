"""What follows from what happened: the outcome table of DESIGN.md section 3, row by row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from followup_tui.core import cadence, courtesy
from followup_tui.core.counting import CADENCE_PURPOSES, is_counted
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.owed import asks_something
from followup_tui.core.phrases import named_date, short_date
from followup_tui.core.planner import NoPlan, Plan, place, plan_next, room_for
from followup_tui.core.records import Contact, Touch
from followup_tui.core.rotation import next_form, reachable
from followup_tui.core.words import (
    Channel,
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
    if touch.direction is Direction.IN:
        return _inbound(touch, dossier, today, rules)
    row = _ROWS.get(touch.outcome or "", _counted_on)
    return row(touch, dossier, today, rules, until)


def after_skip(dossier: Dossier, today: date, rules: Rulebook) -> Plan | NoPlan:
    """A touch left out: the next one counts from today, and nobody judges."""
    return plan_next(dossier, today, today, rules)


def _counted_on(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    connected = True if touch.outcome == Outcome.ACCEPTED else None
    return Aftermath(_following(touch, dossier, today, rules), connected=connected)


def _following(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook
) -> Plan | NoPlan | None:
    """That day + gap; uncounted ones plan nothing when something is planned."""
    if dossier.planned and not is_counted(touch):
        return None
    if any(t.held or t.promised for t in dossier.planned if t.purpose in CADENCE_PURPOSES):
        return None
    return plan_next(dossier, dossier.last_contact_day() or touch.done_on, today, rules)


def _inbound(touch: Touch, dossier: Dossier, today: date, rules: Rulebook) -> Aftermath:
    """An inbound touch restarts the count; a question in it is owed an answer."""
    extra = (_reply(touch, dossier, today, rules),) if touch.asks else ()
    return Aftermath(_following_answer(touch, dossier, today, rules), extra)


def _following_answer(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook
) -> Plan | NoPlan | None:
    if any(t.held or t.promised for t in dossier.planned):
        return None
    return plan_next(dossier, dossier.last_contact_day() or touch.done_on, today, rules)


def _reply(touch: Touch, dossier: Dossier, today: date, rules: Rulebook, now: bool = False) -> Plan:
    """An owed reply, by the form they used: outside courtesy, cap and rotation."""
    asked_on = touch.done_on or today
    first = rules.workdays.on_or_after(today) if now else rules.workdays.after(asked_on)
    due = max(first, rules.workdays.on_or_after(today))
    form = form_of(touch.channel) or Form.LINKEDIN
    if not reachable(dossier.contact, form):
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
    happened = touch.done_on or today
    form = form_of(touch.channel) or Form.PHONE
    again = touch.attempt <= rules.retries
    if not again:
        form = next_form(dossier, rules, avoid=form).form
    day = max(rules.workdays.after(happened), today)
    due, moved = place(day, today, room_for(dossier, form, today), rules)
    why = f"nobody answered on {short_date(happened, today)}"
    why += "; once more on another day" if again else "; another way this time"
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
    happened = touch.done_on or today
    due = max(rules.workdays.after(happened, rules.no_show_days), rules.workdays.on_or_after(today))
    why = f"they could not make it on {short_date(happened, today)}; three working days later"
    plan = Plan(
        dossier.contact.id,
        planned_channel(form_of(touch.channel) or touch.channel),
        touch.purpose,
        due,
        why,
        application_id=touch.application_id,
        opening_id=touch.opening_id,
    )
    return Aftermath(plan)


def _referred_on(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    """A gracious reply now, the recruiter when the company is clear; the manager stays primary (S3.7)."""
    reply = _reply(touch, dossier, today, rules, now=True)
    recruiter = next((p for p in dossier.people if p.role is Role.RECRUITER), None)
    following = _following(touch, dossier, today, rules)
    if recruiter is None:
        where = dossier.company.name if dossier.company else "their company"
        return Aftermath(following, (reply,), task=f"Find out who recruits at {where}")
    return Aftermath(following, (reply, _to_recruiter(recruiter, dossier, today, rules)))


def _to_recruiter(recruiter: Contact, dossier: Dossier, today: date, rules: Rulebook) -> Plan:
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
    form = next_form(own, rules).form
    others = courtesy.occupied(own.at_company, today)
    room = room_for(own, form, today)
    room = replace(room, others=others)
    due, moved = place(rules.workdays.after(today), today, room, rules)
    why = f"{dossier.contact.name} sent you to {recruiter.name}"
    if moved:
        why += f"; moved to {named_date(due, today)}: {moved}"
    return Plan(recruiter.id, planned_channel(form), Purpose.KEEP_WARM, due, why)


def _not_now(
    touch: Touch, dossier: Dossier, today: date, rules: Rulebook, until: date | None
) -> Aftermath:
    """Until when they said, else a season; their date is kept as they gave it."""
    asked = until or (touch.done_on or today) + timedelta(days=rules.not_now_days)
    due = rules.workdays.on_or_after(max(asked, today))
    form = next_form(dossier, rules).form
    named = "they asked for" if until else "not now, they said: in three months,"
    plan = Plan(
        dossier.contact.id,
        planned_channel(form),
        Purpose.KEEP_WARM,
        due,
        f"{named} {named_date(due, today)}",
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


def cadence_distance(dossier: Dossier, on: date, rules: Rulebook) -> str:
    """The running distance in words, for the screen: "3 weeks (first phase, to 2 Jan)"."""
    return cadence.describe(cadence.pace(dossier, on, rules))
