"""Whom to ask about a vacancy, and in which turn: one person at a time (S4.23, DESIGN.md, Courtesy)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.courtesy import occupied
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.panel import speakable
from followup_tui.core.phrases import named_date, short_date
from followup_tui.core.planner import NoPlan, Placing, Plan, blocked_company, is_phone, place
from followup_tui.core.records import Contact, Opening, Touch
from followup_tui.core.rotation import next_form
from followup_tui.core.text import fold
from followup_tui.core.wishes import company_wait, waiting_until
from followup_tui.core.words import (
    ROLE_ORDER,
    THANKS,
    Direction,
    Purpose,
    Role,
    TouchState,
    planned_channel,
)

PATIENCE = 5
"""Working days after which the next person may be asked."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody who may know of a vacancy, and why they stand where they do."""

    contact: Contact
    why: str


def ranked(people: tuple[Contact, ...], opening: Opening) -> tuple[Ranked, ...]:
    """Starred people first, among them the right department, then by role (S4.23, S1.37, S3.4)."""

    def order(person: Contact) -> tuple[object, ...]:
        return (
            not person.starred,
            not same_department(person, opening),
            ROLE_ORDER.index(person.role),
            person.id,
        )

    named = [p for p in speakable(people) if not p.placeholder]
    return tuple(Ranked(p, _why(p, opening)) for p in sorted(named, key=order))


def same_department(person: Contact, opening: Opening) -> bool:
    """Whether they work where the vacancy is (S4.30)."""
    mine, theirs = fold(person.department), fold(opening.department)
    return bool(mine and theirs) and (mine in theirs or theirs in mine)


def plan_opening(
    opening: Opening,
    dossier: Dossier,
    today: date,
    rules: Rulebook,
    asked_on: date | None = None,
) -> Plan | NoPlan:
    """The question about a vacancy for one person, on the next free working day.

    The first person asked may hear from me sooner than courtesy has it, once, and it is said (S4.29).
    `asked_on` is the day somebody else was asked: whoever follows waits for their answer, and for
    their turn as with any touch.
    """
    contact = dossier.contact
    if blocked := blocked_company(dossier.company):
        return NoPlan(blocked)
    wish = waiting_until(dossier) or company_wait(dossier, today)
    if wish is not None and wish.until is not None and wish.until > today:
        until = named_date(wish.until, today)
        return NoPlan(f"{contact.name} is waiting as asked until {until}")
    form = next_form(dossier, rules).form
    channel = planned_channel(form)
    first = asked_on is None and not _asked_lately(dossier, today, rules)
    day = rules.workdays.after(asked_on, PATIENCE) if asked_on else today
    thanks = [t.due_on for t in dossier.planned if t.purpose in THANKS and t.due_on]
    if thanks:
        day = max(day, rules.workdays.after(max(thanks)))
    why = f"ask about the opening “{opening.title}”"
    free, _ = place(day, today, Placing(phone=is_phone(channel)), rules)
    others = occupied(dossier.at_company, today, leaving_out=_running(dossier))
    due, moved = place(
        day, today, Placing(others, {} if first else dossier.booked, is_phone(channel)), rules
    )
    if first and due > free:
        why += f"; sooner than usual, this once: {moved}"
        due = free
    elif moved:
        why += f"; moved to {named_date(due, today)}: {moved}"
    if asked_on is not None:
        why += "; if nobody has answered by then"
    return Plan(contact.id, channel, Purpose.OPENING, due, why, held=True, opening_id=opening.id)


def next_to_ask(
    people: tuple[Contact, ...], touches: tuple[Touch, ...], opening: Opening
) -> Contact | None:
    """Who comes next about a vacancy: the best who was not asked; nobody once somebody answered."""
    asked = {
        t.contact_id
        for t in touches
        if t.opening_id == opening.id
        and t.direction is Direction.OUT
        and t.state in (TouchState.PLANNED, TouchState.DONE, TouchState.SKIPPED)
    }
    waiting = (r.contact for r in ranked(people, opening) if r.contact.id not in asked)
    return next(waiting, None)


def _running(dossier: Dossier) -> frozenset[int]:
    """What the company's running plans hold: the question takes a day, and they move."""
    return frozenset(
        t.id
        for t in dossier.at_company
        if t.state is TouchState.PLANNED
        and t.purpose in CADENCE_PURPOSES
        and not (t.held or t.promised)
    )


def _asked_lately(dossier: Dossier, today: date, rules: Rulebook) -> bool:
    """Whether an opening passed the floor there just now: once is enough."""
    floor = today - timedelta(days=rules.floor_days)
    return any(
        t.purpose is Purpose.OPENING
        and t.direction is Direction.OUT
        and (t.state is TouchState.PLANNED or (t.done_on or date.min) > floor)
        for t in dossier.at_company
    )


def _why(person: Contact, opening: Opening) -> str:
    parts = ["starred" if person.starred else "known there"]
    if same_department(person, opening):
        parts.append(f"works in {person.department}")
    elif person.role is Role.HIRING_MANAGER:
        parts.append("hires there")
    elif person.role in (Role.RECRUITER, Role.HR):
        parts.append("recruits there")
    if person.starred_on is not None and person.starred:
        parts.append(f"since {short_date(person.starred_on)}")
    return ", ".join(parts)
