"""What the company page tells beyond the records: how each person stands, the plan, the check list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from followup_tui.core import cadence
from followup_tui.core.circle import INTERVIEW_END, Place, lead, place
from followup_tui.core.circle import Company as Known
from followup_tui.core.courage import Fact, fact_for
from followup_tui.core.phrases import listed, short_date
from followup_tui.core.planner import kept_warm
from followup_tui.core.records import (
    Application,
    Company,
    Contact,
    Interview,
    Task,
    Touch,
)
from followup_tui.core.words import THANKS, NoteKind, Standing, TouchState
from followup_tui.operations.desk import Desk

_PLANNED = 12
"""How many people of a plan are listed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One person of a company's plan: whom, how often, and what comes next (S3.3, S3.41)."""

    contact: Contact
    pace: str
    """ "3 weeks (first phase, to 2 Jan)": the switch point stands there (S3.38)."""
    next: Touch | None


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the check list."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class CompanyFacts:
    """Everything that is worked out for the page of one company."""

    circle: tuple[Place, ...] = ()
    plan: tuple[Turn, ...] = ()
    lead: str = ""
    """Why I am one of the first they can think of (S1.12)."""
    checks: tuple[Check, ...] = ()
    courage: Fact | None = None
    """Something said about hiring, while a seat's six months run."""


def company_facts(
    desk: Desk,
    company: Company,
    people: tuple[Contact, ...],
    touches: tuple[Touch, ...],
    standing: Standing,
    *,
    open_seat: bool,
) -> CompanyFacts:
    """The facts about one company, from what was read of it already and a little more."""
    store = desk.store
    applications = store.people.applications(company.id)
    interviews = store.people.interviews(company.id)
    known = Known(
        touches,
        applications,
        interviews,
        _met(desk, applications),
        store.material.sharing(company.id),
    )
    gap = desk.rules().first_gap
    circle = tuple(place(p, known, gap, desk.today) for p in people)
    ended = store.material.tasks_of_kind(company.id, INTERVIEW_END)
    return CompanyFacts(
        circle,
        _plan(desk, people),
        lead(applications, touches, standing is Standing.TOO_CLOSE, desk.today),
        tuple(_checks(company, circle, interviews, ended, touches, desk.today)),
        fact_for(company.id) if open_seat else None,
    )


def person_place(desk: Desk, contact_id: int) -> Place:
    """How one person stands, by all that happened with them wherever they worked."""
    store = desk.store
    dossier = store.people.dossier(contact_id, desk.today)
    shares = any(n.kind is NoteKind.COMMON for n in store.material.notes(contact_id, None))
    known = Known(
        dossier.own,
        dossier.applications,
        dossier.interviews,
        _met(desk, dossier.applications),
        frozenset({contact_id}) if shares else frozenset(),
    )
    since = dossier.last_contact_day() or desk.today
    gap = cadence.pace(dossier, since, desk.rules()).gap
    return place(dossier.contact, known, gap, desk.today)


def _met(desk: Desk, applications: Iterable[Application]) -> frozenset[tuple[int, int]]:
    return frozenset((a.id, who) for a in applications for who in desk.store.people.met(a.id))


def _plan(desk: Desk, people: tuple[Contact, ...]) -> tuple[Turn, ...]:
    """Those with a running plan, the soonest first."""
    running = [p for p in people if kept_warm(p) or p.next_touch_id is not None]
    running.sort(key=lambda p: (p.next_due is None, p.next_due or date.max, p.id))
    return tuple(_turn(desk, p) for p in running[:_PLANNED])


def _turn(desk: Desk, contact: Contact) -> Turn:
    dossier = desk.store.people.dossier(contact.id, desk.today)
    since = dossier.last_contact_day() or desk.today
    pace = cadence.describe(cadence.pace(dossier, since, desk.rules()))
    planned = (t for t in dossier.planned if t.state is TouchState.PLANNED)
    return Turn(contact, pace, next(planned, None))


def _checks(
    company: Company,
    circle: tuple[Place, ...],
    interviews: tuple[Interview, ...],
    ended: tuple[Task, ...],
    touches: tuple[Touch, ...],
    today: date,
) -> Iterable[Check]:
    """What advice for job seekers asks for and a person forgets (S0.27, S0.37, S4.7, S4.18)."""
    followed = company.page_followed_on
    since = f" since {short_date(followed, today)}" if followed else ""
    yield Check(f"their page followed{since}", followed is not None)
    for task in ended:
        yield Check(task.text, task.done_on is not None)
    for held in interviews:
        day = short_date(held.on, today)
        said = "said" if held.interest_stated else "not said"
        yield Check(f"interview of {day}: {said} that you would like the job", held.interest_stated)
    yield from _thanks(touches)
    without = [p.contact.name for p in circle if p.met and not p.reachable]
    if without:
        yield Check(f"business card or address of {listed(without)}", False)


def _thanks(touches: Iterable[Touch]) -> Iterable[Check]:
    """To whom of those I met a thank-you is still to be written (S4.7)."""
    thanks = [t for t in touches if t.purpose in THANKS and t.contact]
    left = dict.fromkeys(t.contact for t in thanks if t.state is TouchState.PLANNED)
    sent = dict.fromkeys(t.contact for t in thanks if t.state is TouchState.DONE)
    if left:
        yield Check(f"thank-you to {listed(sorted(left))}", False)
    if done := sorted(name for name in sent if name not in left):
        yield Check(f"thank-you to {listed(done)}", True)
