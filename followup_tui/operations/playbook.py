"""Verbs that open a plan: they passed, a company's decision, reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.dossier import primary
from followup_tui.core.panel import Panel, suggested_star
from followup_tui.core.phrases import named_date
from followup_tui.core.planner import Plan
from followup_tui.core.playbook import DecisionPlan, plan_after_decision
from followup_tui.core.reasons import sentence
from followup_tui.core.records import Application, Contact, Task, Touch
from followup_tui.core.text import clean_line, clean_text
from followup_tui.core.words import (
    ContactState,
    Decision,
    Direction,
    Purpose,
    Rank,
    Stage,
    TouchState,
)
from followup_tui.errors import UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.panel import dossiers_of, person_there, star_people
from followup_tui.operations.planning import Planning, planning


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """What is known of a decision; company and date alone are enough."""

    company: str
    role: str = ""
    on: date | None = None
    decision: str = Decision.PASSED
    met: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    told_by: str = ""
    said: str = ""
    stage: str = ""
    rank: str = ""
    reason: str = ""
    """Why, if it is known: one of the usual reasons, or their own words (S0.24, S4.4)."""
    successor: date | None = None
    """The first day of whoever got the job (S0.9)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The plan that a verb opened."""

    application: Application
    planned: tuple[Touch, ...]
    cancelled: tuple[Touch, ...]
    tasks: tuple[Task, ...]
    did: str
    remarks: tuple[str, ...] = ()


def passed(desk: Desk, made: DecisionMade) -> Opened:
    """Record a decision and open the plan that follows it, all in one action (S0.1, S2.3)."""
    if made.on is not None and made.on > desk.today:
        raise UsageError(
            f"{named_date(made.on, desk.today)} is still to come: give the day they decided."
        )
    decision = identifier(Decision, made.decision, "decision")
    if decision not in (Decision.PASSED, Decision.DECLINED, Decision.SILENCE):
        raise UsageError("A decision here is passed, declined or silence.")
    did = f"{_SAID[decision]}: {clean_line(made.company, 80)}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        remarks: list[str] = []
        company_id = company_for(desk, action, made.company, remarks)
        if company_id is None:
            raise UsageError("A decision needs the name of the company.")
        on = made.on or _decided_on(plan, company_id, made)
        before = desk.store.people.applications(company_id)
        application_id = _decide(plan, company_id, made, decision, on)
        _refuse_before_interview(plan, company_id, application_id, on)
        remarks += _known_before(before, application_id, decision, on)
        panel = _panel(plan, company_id, application_id, made, remarks)
        opened = _open_plan(plan, company_id, application_id, panel)
        planned = [plan.put(p) for p in opened.planned if not _is_there(plan, p)]
        known = {t.text for t in desk.store.material.open_tasks() if t.company_id == company_id}
        tasks = [
            action.insert("task", company_id=company_id, text=text, due_on=due)
            for text, due in opened.tasks
            if text not in known
        ]
        tasks += _ask_tomorrow(plan, company_id, made, panel)
        _settle_others(plan, company_id, planned, on)
        remarks += opened.remarks
        if decision is Decision.PASSED:
            remarks += _star_hint(panel, desk.store.people.at_company(company_id))
    store = desk.store
    return Opened(
        next(a for a in store.people.applications(company_id) if a.id == application_id),
        tuple(store.touches.touch(i) for i in planned),
        tuple(store.touches.touch(i) for i in opened.cancelled),
        tuple(t for t in store.material.open_tasks() if t.id in tasks),
        did,
        tuple(remarks),
    )


def _refuse_before_interview(
    plan: Planning, company_id: int, application_id: int, on: date
) -> None:
    """Nobody decides before the last interview that was held."""
    held = [
        i.on
        for i in plan.desk.store.people.interviews(company_id)
        if i.application_id == application_id
    ]
    if held and on < max(held):
        day = named_date(max(held), plan.today)
        raise UsageError(f"You met them on {day}, after that day: give the day they decided.")


def _known_before(
    known: tuple[Application, ...], application_id: int, decision: Decision, on: date
) -> list[str]:
    """What to say of a decision that was entered before."""
    old = next((a for a in known if a.id == application_id), None)
    if old is None or old.decision is not decision or old.decided_on is None:
        return []
    if old.decided_on == on:
        return ["this decision is known already: what you add completes it"]
    return [f"this decision was noted for {named_date(old.decided_on, on)}: its day has changed"]


def _ask_tomorrow(plan: Planning, company_id: int, made: DecisionMade, panel: Panel) -> list[int]:
    """Company and day alone are enough: the rest is asked tomorrow."""
    if made.role.strip() or panel.everyone:
        return []
    name = plan.desk.store.people.company(company_id).name
    text = f"Tell more of {name}: the job, whom you met, who felt right (X)"
    if any(t.text == text for t in plan.desk.store.material.open_tasks()):
        return []
    due = plan.rules.workdays.after(plan.today)
    return [plan.action.insert("task", company_id=company_id, text=text, due_on=due)]


_SAID = {
    Decision.PASSED: "they passed",
    Decision.DECLINED: "you declined",
    Decision.SILENCE: "no word from them",
}


def _decided_on(plan: Planning, company_id: int, made: DecisionMade) -> date:
    """The day already known for this decision, else today: telling more of it does not move it."""
    known = plan.desk.store.people.applications(company_id)
    role = clean_line(made.role, 200).casefold()
    decided = [
        a
        for a in known
        if a.decided_on and a.decision == made.decision and role in ("", a.role.casefold())
    ]
    newest = max(decided, key=lambda a: (a.decided_on or date.min, a.id), default=None)
    running = any(a.decision is Decision.IN_PROGRESS for a in known)
    if newest is None or newest.decided_on is None or (running and not role):
        return plan.today
    return newest.decided_on


def _decide(
    plan: Planning, company_id: int, made: DecisionMade, decision: Decision, on: date
) -> int:
    """Write the decision on the application it belongs to, or on a new one."""
    role = clean_line(made.role, 200)
    values: dict[str, Any] = {"decision": decision, "decided_on": on}
    if role:
        values["role"] = role
    if made.stage:
        values["stage"] = identifier(Stage, made.stage, "stage")
    if made.rank:
        values["rank"] = identifier(Rank, made.rank, "rank")
    if made.reason.strip():
        values["reason"] = clean_text(sentence(made.reason))
    if made.successor is not None:
        values["successor_started_on"] = made.successor
    known = _application(plan.desk.store.people.applications(company_id), role, on)
    if known is None:
        return plan.action.insert("application", company_id=company_id, **{"role": "", **values})
    plan.action.update("application", known.id, **values)
    return known.id


def _application(known: tuple[Application, ...], role: str, on: date) -> Application | None:
    """The run meant: of that role, else the one decided that day, else one still without a word.

    What is known of a decision may be told in parts, the role and the people tomorrow.
    """
    same = [a for a in known if role and a.role.casefold() == role.casefold()]
    unnamed = [a for a in known if not role or not a.role]
    again = [a for a in unnamed if a.decided_on == on]
    waiting = [a for a in unnamed if a.decision in (Decision.IN_PROGRESS, Decision.SILENCE)]
    return next(iter([*reversed(same), *reversed(again), *reversed(waiting)]), None)


def _panel(
    plan: Planning,
    company_id: int,
    application_id: int,
    made: DecisionMade,
    remarks: list[str],
) -> Panel:
    """Who was met and who told me, created when unknown; `--star` implies met."""
    stars = {person_there(plan, company_id, name, remarks).id for name in made.stars}
    met = {person_there(plan, company_id, name, remarks).id: None for name in made.met}
    met |= dict.fromkeys(sorted(stars))
    already = plan.desk.store.people.met(application_id)
    for contact_id in met:
        if contact_id not in already:
            plan.action.insert("met", application_id=application_id, contact_id=contact_id)
    star_people(plan, stars, remarks)
    told_by = (
        person_there(plan, company_id, made.told_by, remarks) if made.told_by.strip() else None
    )
    if told_by is not None:
        plan.action.update("application", application_id, told_by_id=told_by.id)
    if made.said.strip():
        plan.action.insert(
            "feedback",
            company_id=company_id,
            application_id=application_id,
            contact_id=told_by.id if told_by else None,
            text=clean_text(made.said),
            on=plan.today,
        )
    there = plan.desk.store.people.contacts([*already, *(i for i in met if i not in already)])
    people = tuple(p for p in there if p.deleted_at is None)
    return Panel(people, plan.desk.store.people.contact(told_by.id) if told_by else None)


def _open_plan(plan: Planning, company_id: int, application_id: int, panel: Panel) -> DecisionPlan:
    applications = plan.desk.store.people.applications(company_id)
    application = next(a for a in applications if a.id == application_id)
    dossiers = dossiers_of(plan, company_id, panel)
    sent = plan.desk.store.touches.invitations_since(plan.today.replace(day=1))
    left = max(plan.rules.notes_a_month - sent, 0)
    # Who was invited before needs no note, but is counted among those who would.
    left += sum(
        any(_is_open(t, Purpose.CONNECT) for t in dossiers[p.id].own)
        for p in panel.everyone
        if not p.connected
    )
    opened = plan_after_decision(
        application,
        panel,
        dossiers,
        left,
        plan.today,
        plan.rules,
        plan.desk.store.people.company(company_id),
    )
    for touch_id in opened.cancelled:
        plan.cancel(plan.desk.store.touches.touch(touch_id), "they decided")
    return opened


def _is_there(plan: Planning, proposed: Plan) -> bool:
    """Whether a decision told in parts has set the same touch in motion before."""
    if proposed.purpose in CADENCE_PURPOSES or proposed.contact_id is None:
        return False
    return any(
        _is_open(t, proposed.purpose)
        and (t.application_id == proposed.application_id or t.purpose is Purpose.CONNECT)
        for t in plan.dossier(proposed.contact_id).own
    )


def _is_open(touch: Touch, purpose: Purpose) -> bool:
    """Whether a touch of mine for that purpose went out or will."""
    return (
        touch.purpose is purpose
        and touch.direction is Direction.OUT
        and touch.state in (TouchState.PLANNED, TouchState.DONE)
    )


def _settle_others(plan: Planning, company_id: int, planned: list[int], on: date) -> None:
    """People already kept warm there follow the new decision; the company stays courteous.

    Their next touch counts from the decision: nobody is kept warm before they are thanked.
    """
    people = plan.desk.store.people.at_company(company_id)
    touches = [plan.desk.store.touches.touch(i) for i in planned]
    new = {t.contact_id for t in touches if t.purpose in CADENCE_PURPOSES}
    for person in people:
        if person.id not in new and person.state is ContactState.ACTIVE and person.next_touch_id:
            plan.replan(person.id, on)
    if people:
        plan.level(people[0].id)


def _star_hint(panel: Panel, people: tuple[Contact, ...]) -> list[str]:
    """At least one star after `passed`: nobody felt right means the recruiter (S4.13, S4.14)."""
    if primary((*panel.everyone, *people)) is not None:
        return []
    suggested = suggested_star(panel)
    if suggested is None:
        return ["Nobody there has a star yet: one is enough to keep in touch."]
    return [f"Nobody there has a star yet: how about {suggested.name}?"]
