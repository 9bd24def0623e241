"""After a job is found: whom to tell, where to withdraw, and who is a colleague from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.numbers import Rulebook
from followup_tui.core.panel import speakable, written_form
from followup_tui.core.planner import Plan
from followup_tui.core.records import Application, Contact
from followup_tui.core.words import ROLE_ORDER, Purpose, TouchState


@dataclass(frozen=True, slots=True)
class Running:
    """An application still going on elsewhere, with the people known there."""

    application: Application
    people: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class HiringPlan:
    """What a new job sets in motion."""

    planned: tuple[Plan, ...]
    remarks: tuple[str, ...] = ()


def plan_after_hire(
    company: str,
    running: tuple[Running, ...],
    stars: tuple[Contact, ...],
    referrers: tuple[Contact, ...],
    dossiers: Mapping[int, Dossier],
    today: date,
    rules: Rulebook,
) -> HiringPlan:
    """Withdraw where an application runs, thank who referred me, then tell the stars elsewhere.

    Nobody is written to twice, and nobody who heard of it already. A withdrawal is due the same day;
    the news to the stars is spread over the working days after it, no more a day than the daily cap.
    """
    told: set[int] = set()
    plans, remarks = _withdrawals(company, running, dossiers, today, rules, told)
    for purpose, people, why in (
        (Purpose.REFERRAL_THANKS, referrers, f"they opened the door to {company}"),
        (Purpose.LANDED, stars, f"you start at {company}: good news to share"),
    ):
        plans += _news(purpose, people, why, dossiers, today, rules, told)
    return HiringPlan(tuple(plans), tuple(remarks))


def _withdrawals(
    company: str,
    running: tuple[Running, ...],
    dossiers: Mapping[int, Dossier],
    today: date,
    rules: Rulebook,
    told: set[int],
) -> tuple[list[Plan], list[str]]:
    """One message for each application that runs, and what nobody could be told; fills `told`."""
    plans: list[Plan] = []
    remarks: list[str] = []
    due = rules.workdays.on_or_after(today)
    why = f"you start at {company}: let them know, and stay in touch"
    for run in running:
        person = _voice(run.people)
        if person is None:
            role = run.application.role or "an application"
            remarks.append(f"nobody is known who could be told about {role}: withdraw it yourself")
            continue
        told.add(person.id)
        channel = written_form(person, dossiers[person.id], rules)
        plans.append(
            Plan(person.id, channel, Purpose.WITHDRAW, due, why, application_id=run.application.id)
        )
    return plans, remarks


def _news(
    purpose: Purpose,
    people: tuple[Contact, ...],
    why: str,
    dossiers: Mapping[int, Dossier],
    today: date,
    rules: Rulebook,
    told: set[int],
) -> list[Plan]:
    """The same message to several people, no more a day than the daily cap; fills `told`."""
    first = rules.workdays.after(today)
    wanted = [
        p
        for p in speakable(people)
        if p.id not in told and not _heard(dossiers[p.id], purpose, today)
    ]
    told.update(p.id for p in wanted)
    return [
        Plan(
            person.id,
            written_form(person, dossiers[person.id], rules),
            purpose,
            rules.workdays.after(first, number // rules.daily_cap),
            why,
        )
        for number, person in enumerate(wanted)
    ]


_SAME_JOB = timedelta(days=90)


def _heard(dossier: Dossier, purpose: Purpose, today: date) -> bool:
    """Whether the same message is planned, or went out lately; that of an earlier job is old news."""
    return any(
        t.purpose is purpose
        and (
            t.state is TouchState.PLANNED
            or (t.state is TouchState.DONE and (t.done_on or date.min) > today - _SAME_JOB)
        )
        for t in dossier.own
    )


def _voice(people: tuple[Contact, ...]) -> Contact | None:
    """Whom to tell at a company: the primary person, else the first by role who may be spoken to."""
    first = primary(people)
    if first is not None:
        return first
    rest = sorted(speakable(people), key=lambda p: (ROLE_ORDER.index(p.role), p.id))
    return next(iter(rest), None)
