"""What the screen and the command line show of a person, a company, and the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from followup_tui.core import cadence
from followup_tui.core.agenda import AgendaItem, in_turn
from followup_tui.core.courtesy import Courtesy, standing_with_company
from followup_tui.core.dossier import Dossier
from followup_tui.core.drafts import standing_draft
from followup_tui.core.gains import gains_since
from followup_tui.core.numbers import Rulebook
from followup_tui.core.owed import owed
from followup_tui.core.records import (
    Application,
    Company,
    CompanyEvent,
    Contact,
    Draft,
    Employment,
    Feedback,
    Gain,
    Insight,
    Interview,
    Note,
    Opening,
    Task,
    Touch,
)
from followup_tui.core.seat import SeatClock, seat_clock
from followup_tui.core.standing import Stance, company_standing, contact_standing
from followup_tui.core.wishes import managers_wait
from followup_tui.core.words import ContactState, Role, Section
from followup_tui.operations.desk import Desk

if TYPE_CHECKING:
    from followup_tui.core.news import Alert
    from followup_tui.operations.company_facts import CompanyFacts

TIMELINE = 200
"""How many touches are read at once; older ones follow on demand."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person with everything the panes and `show` tell of them."""

    contact: Contact
    company: Company | None
    people: tuple[Contact, ...]
    applications: tuple[Application, ...]
    interviews: tuple[Interview, ...]
    touches: tuple[Touch, ...]
    """Newest first."""
    notes: tuple[Note, ...]
    insights: tuple[Insight, ...]
    openings: tuple[Opening, ...]
    employment: tuple[Employment, ...]
    feedback: tuple[Feedback, ...]
    """What the company said about my interviews."""
    standing: Stance
    courtesy: Courtesy
    seat: SeatClock | None
    next: Touch | None
    owed: Touch | None
    why: str
    """Why this person now, or why nothing is planned."""
    distance: str
    """The running distance: "3 weeks (first phase, to 2 Jan)"."""
    phase: str
    """"first phase to day 90", or the second."""
    gains: tuple[Gain, ...] = ()
    """What I learned since we last spoke."""
    events: tuple[CompanyEvent, ...] = ()
    """What happened at the company, the latest first."""
    draft: Draft | None = None
    """The words that stand as their script; without them it is rendered."""


def _no_facts() -> CompanyFacts:
    # The page of a company is never the first thing that is seen.
    from followup_tui.operations.company_facts import CompanyFacts

    return CompanyFacts()


@dataclass(frozen=True, slots=True)
class CompanyView:
    """One company with its people."""

    company: Company
    people: tuple[Contact, ...]
    applications: tuple[Application, ...]
    touches: tuple[Touch, ...]
    notes: tuple[Note, ...]
    insights: tuple[Insight, ...]
    openings: tuple[Opening, ...]
    standing: Stance
    courtesy: Courtesy
    seat: SeatClock | None
    feedback: tuple[Feedback, ...] = ()
    events: tuple[CompanyEvent, ...] = ()
    tasks: tuple[Task, ...] = ()
    """What is open there besides touches."""
    alerts: tuple[Alert, ...] = ()
    """Job alerts that services keep for me there."""
    facts: CompanyFacts = field(default_factory=_no_facts)
    """What is worked out beyond the records."""


@dataclass(frozen=True, slots=True)
class Day:
    """The counts on the first line: honest ones, from the same agenda as the list."""

    owed: int
    waiting: int
    today: int
    done: int

    @property
    def total(self) -> int:
        """Done today, owed, waiting and due today together."""
        return self.done + self.owed + self.waiting + self.today


def person(desk: Desk, contact_id: int) -> PersonView:
    """One person, read afresh."""
    today = desk.today
    reading = desk.store.readings.person(contact_id, today)
    dossier, rules = reading.dossier, desk.rules(reading.mine)
    planned = in_turn(reading.planned, today)
    upcoming = next(iter(planned), None)
    since = dossier.last_contact_day() or today
    return PersonView(
        dossier.contact,
        dossier.company,
        dossier.people,
        dossier.applications,
        dossier.interviews,
        reading.timeline[:TIMELINE],
        reading.notes,
        dossier.insights,
        reading.openings,
        reading.employment,
        reading.feedback,
        contact_standing(dossier, today, rules),
        standing_with_company(dossier.at_company, today, rules),
        _clock(desk, dossier.applications),
        upcoming,
        owed(planned),
        _why(dossier, upcoming, today, rules),
        cadence.describe(cadence.pace(dossier, since, rules)),
        _phase(dossier, today, rules),
        gains_since(reading.mine.gains, dossier.last_contact_day(), today),
        reading.events,
        standing_draft(reading.draft, reading.planned),
    )


def company(desk: Desk, company_id: int) -> CompanyView:
    """One company, read afresh."""
    from followup_tui.operations.company_facts import company_facts

    store, today, rules = desk.store, desk.today, desk.rules()
    touches = store.touches.at_company(company_id)
    applications = store.people.applications(company_id)
    people = store.people.at_company(company_id)
    found = store.people.company(company_id)
    standing = company_standing(touches, today, rules, _asked_to_wait(desk, people))
    seat = _clock(desk, applications)
    return CompanyView(
        found,
        people,
        applications,
        touches,
        store.material.notes(None, company_id),
        store.material.insights(company_id),
        store.material.openings(company_id),
        standing,
        standing_with_company(touches, today, rules),
        seat,
        store.material.feedback(company_id),
        store.material.events(company_id),
        tuple(t for t in store.material.open_tasks() if t.company_id == company_id),
        store.feeds.alerts(company_id),
        company_facts(
            desk,
            found,
            people,
            touches,
            standing.standing,
            open_seat=seat is not None and seat.within,
        ),
    )


def _clock(desk: Desk, applications: tuple[Application, ...]) -> SeatClock | None:
    """The seat clock by the survey of the config (S0.10)."""
    survey = desk.config.seat
    return seat_clock(applications, desk.today, survey.shares, survey.source)


def _asked_to_wait(desk: Desk, people: tuple[Contact, ...]) -> Note | None:
    """The wish of a hiring manager that holds their company."""
    if not any(p.role is Role.HIRING_MANAGER for p in people):
        return None
    dossier = desk.store.people.dossier(people[0].id, desk.today)
    return managers_wait(people, dossier.wishes, dossier.touches, desk.today)


def agenda(desk: Desk, days: int | None = None) -> tuple[AgendaItem, ...]:
    """Everyone with a planned touch, in agenda order; with `days`, what is due by then."""
    until = None if days is None else desk.today + timedelta(days=days)
    return desk.store.agenda.items(desk.today, until)


def day(desk: Desk) -> Day:
    """How the day stands."""
    sizes: dict[Section, int] = {}
    for group in desk.store.agenda.groups(desk.today):
        sizes[group.section] = sizes.get(group.section, 0) + group.count
    return Day(
        sizes.get(Section.OWED, 0),
        sizes.get(Section.WAITING, 0),
        sizes.get(Section.TODAY, 0),
        desk.store.touches.done_on(desk.today),
    )


def tasks(desk: Desk, until: date | None = None) -> tuple[Task, ...]:
    """Open tasks, those due by `until` when it is given."""
    found = desk.store.material.open_tasks()
    return found if until is None else tuple(t for t in found if t.due_on and t.due_on <= until)


def _phase(dossier: Dossier, today: date, rules: Rulebook) -> str:
    if today > cadence.first_phase_end(dossier, today, rules):
        return "second phase"
    return f"first phase to day {rules.first_phase_days}"


def _why(dossier: Dossier, upcoming: Touch | None, today: date, rules: Rulebook) -> str:
    contact = dossier.contact
    if upcoming is not None:
        return upcoming.why
    if contact.state is ContactState.STOPPED:
        return f"{contact.name} asked you to stop"
    # Whoever is in the agenda has the reason on the touch.
    from followup_tui.core.planner import NoPlan, kept_warm, plan_next

    if not kept_warm(contact):
        return "nothing is planned: a star begins a plan"
    following = plan_next(dossier, dossier.last_contact_day(), today, rules)
    if isinstance(following, NoPlan):
        return following.why
    return "nothing is planned: a logged touch or a star plans the next one"
