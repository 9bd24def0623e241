"""A vacancy: who is asked about it, one person at a time, and who is asked next."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.core.counting import is_answer
from followup_tui.core.courage import REFERRED
from followup_tui.core.opening_plan import Ranked, next_to_ask, plan_opening, ranked
from followup_tui.core.phrases import short_date
from followup_tui.core.planner import Plan
from followup_tui.core.records import Gain, Opening, Touch
from followup_tui.core.text import clean_line
from followup_tui.core.words import Direction, Outcome, Purpose, TouchState
from followup_tui.errors import UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.planning import Planning, planning


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What is known of an opening when it is found."""

    company: str
    title: str
    department: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class OpeningFound:
    """An opening with the people to ask, the best first, and what was planned."""

    opening: Opening
    people: tuple[Ranked, ...]
    planned: tuple[Touch, ...]
    did: str
    remarks: tuple[str, ...] = ()
    """The referral note, and why nothing is planned if so."""


def opening(desk: Desk, vacancy: Vacancy) -> OpeningFound:
    """Note a vacancy and plan the question about it for the person who stands first (S4.23–S4.29)."""
    title = clean_line(vacancy.title, 200)
    if not title:
        raise UsageError("An opening needs the title of the job.")
    with desk.store.action(f"opening: {title}") as action:
        plan = planning(desk, action)
        remarks: list[str] = []
        company_id = company_for(desk, action, vacancy.company, remarks)
        if company_id is None:
            raise UsageError("An opening needs the name of the company.")
        made = action.insert(
            "opening",
            company_id=company_id,
            title=title,
            department=clean_line(vacancy.department, 100),
            url=clean_line(vacancy.url, 1000),
            on=desk.today,
        )
        found = _opening(plan, company_id, made)
        people = ranked(desk.store.people.at_company(company_id), found)
        planned = _ask_first(plan, found, people, remarks)
        remarks.append(_referral_note(desk, company_id))
    touches = tuple(desk.store.touches.touch(i) for i in planned)
    return OpeningFound(found, people, touches, f"opening: {title}", tuple(remarks))


def gains_since(desk: Desk, contact_id: int) -> tuple[Gain, ...]:
    """What I learned since we were last in touch, for a quick update (S4.25)."""
    dossier = desk.store.people.dossier(contact_id, desk.today)
    since = dossier.last_contact_day()
    return tuple(
        g for g in desk.store.material.gains() if g.on <= desk.today and (not since or g.on > since)
    )


def pass_on(plan: Planning, touch: Touch) -> tuple[str, ...]:
    """After a touch that was just settled: the next person about its opening, or nobody any more.

    An answer from anybody at the company ends the round.
    """
    if touch.company_id is None:
        return ()
    if is_answer(touch):
        return _end_round(plan, touch)
    told = touch.outcome in (Outcome.SENT, Outcome.LEFT_MESSAGE)
    if touch.purpose is not Purpose.OPENING or touch.opening_id is None or not told:
        return ()
    opening = _opening(plan, touch.company_id, touch.opening_id)
    people = plan.desk.store.people.at_company(touch.company_id)
    touches = plan.desk.store.touches.at_company(touch.company_id)
    person = next_to_ask(people, touches, opening)
    if person is None or not person.starred:
        return ()
    following = plan_opening(
        opening, plan.dossier(person.id), plan.today, plan.rules, touch.done_on or plan.today
    )
    if not isinstance(following, Plan):
        return ()
    plan.put(following)
    day = short_date(following.due_on, plan.today)
    return (f"if no answer comes by {day}, {person.name} is next about this opening",)


def _end_round(plan: Planning, touch: Touch) -> tuple[str, ...]:
    waiting = [
        t
        for t in plan.desk.store.touches.at_company(touch.company_id or 0)
        if t.state is TouchState.PLANNED
        and t.purpose is Purpose.OPENING
        and t.contact_id != touch.contact_id
        and t.direction is Direction.OUT
    ]
    for other in waiting:
        plan.cancel(other, f"{touch.contact} answered")
    return tuple(f"{t.contact} need not be asked: {touch.contact} answered" for t in waiting)


def _ask_first(
    plan: Planning, opening: Opening, people: tuple[Ranked, ...], remarks: list[str]
) -> list[int]:
    """The question goes to the first star of the ranking; without a star I choose by hand."""
    stars = [r.contact for r in people if r.contact.starred]
    if not people:
        remarks.append("nobody is known there yet: add somebody, or look for the hiring manager")
    elif not stars:
        remarks.append(f"nobody there has a star; {people[0].contact.name} stands first")
    for person in stars:
        following = plan_opening(opening, plan.dossier(person.id), plan.today, plan.rules)
        if isinstance(following, Plan):
            touch_id = plan.put(following)
            plan.level(person.id)
            return [touch_id]
        remarks.append(following.why)
    return []


def _referral_note(desk: Desk, company_id: int) -> str:
    """S4.27, S4.28: with or without a programme, a word from inside counts."""
    company = desk.store.people.company(company_id)
    if company.referral_programme:
        return f"referrals at {company.name}: {company.referral_programme}; {REFERRED}"
    return (
        f"no referral programme is noted for {company.name}; a word from inside helps all the same"
    )


def _opening(plan: Planning, company_id: int, opening_id: int) -> Opening:
    known = plan.desk.store.material.openings(company_id)
    return next(o for o in known if o.id == opening_id)
