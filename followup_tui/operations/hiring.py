"""Verbs around a job of one's own: hired, and searching again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from followup_tui.core.hiring_plan import HiringPlan, Running, plan_after_hire
from followup_tui.core.phrases import count, named_date
from followup_tui.core.records import Application, Company, Contact, Touch
from followup_tui.core.text import clean_line
from followup_tui.core.words import THANKS, ContactState, Decision, Purpose
from followup_tui.errors import RuleError, UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import EMPLOYED, Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.planning import Planning, planning
from followup_tui.operations.playbook import Opened
from followup_tui.store.journal import Action


@dataclass(frozen=True, slots=True)
class Searching:
    """What searching again set in motion."""

    did: str
    replanned: int
    """How many people have another next touch now."""


def hired(
    desk: Desk,
    company: str,
    on: date | None = None,
    role: str = "",
    tell: tuple[str, ...] | None = None,
) -> Opened:
    """I have a job: colleagues leave the plan, other applications are withdrawn, the stars are told.

    Everybody else is kept in touch with at the pace of somebody who has a job (S2.4). `tell` names
    the stars who hear of it; None means all of them.
    """
    on = on or desk.today
    if on > desk.today:
        raise UsageError(
            f"{named_date(on, desk.today)} is still to come: give the day they said yes."
        )
    with desk.store.action(f"hired: {clean_line(company, 80)}") as action:
        remarks: list[str] = []
        company_id = company_for(desk, action, company, remarks)
        if company_id is None:
            raise UsageError("Say which company it is.")
        application_id = _accept(desk, action, company_id, on, clean_line(role, 200))
        _set(desk, action, on.isoformat())
        plan = planning(desk, action)
        cancelled = [*_colleagues(plan, company_id), *_end_search(plan, company_id)]
        withdrawn = _withdraw(desk, action, company_id, on)
        told = _tell_everybody(plan, company_id, withdrawn, cancelled, tell)
        planned = [plan.put(p) for p in told.planned]
        # The news is a contact, too: the slower pace counts from it.
        replanned = _replan_everybody(plan, since=desk.today)
        remarks += [*_withdrawn(withdrawn), *told.remarks]
        if replanned:
            remarks.append(f"{count(replanned, 'plan')} moved to a slower pace")
    store = desk.store
    return Opened(
        next(a for a in store.people.applications(company_id) if a.id == application_id),
        tuple(store.touches.touch(i) for i in planned),
        tuple(store.touches.touch(i) for i in cancelled),
        (),
        f"hired: {store.people.company(company_id).name}",
        tuple(remarks),
    )


def searching(desk: Desk) -> Searching:
    """I look for a job again: the pace of the search holds, colleagues are contacts like others."""
    if not desk.store.material.setting(EMPLOYED):
        raise RuleError("You are searching already: nothing changes.")
    did = "searching again"
    with desk.store.action(did) as action:
        _set(desk, action, "")
        plan = planning(desk, action)
        for person in desk.store.people.in_state(ContactState.COLLEAGUE):
            action.update("contact", person.id, state=ContactState.ACTIVE)
        for touch in desk.store.touches.planned_for((Purpose.LANDED, Purpose.WITHDRAW)):
            plan.cancel(touch, "you are searching again")
        replanned = _replan_everybody(plan)
    return Searching(did, replanned)


def _accept(desk: Desk, action: Action, company_id: int, on: date, role: str) -> int:
    """The run that ended well; one that nobody logged is added."""
    known = desk.store.people.applications(company_id)
    fits = [a for a in known if not role or a.role.casefold() in ("", role.casefold())]
    running = [a for a in fits if a.decision is Decision.IN_PROGRESS]
    newest = next(iter([*reversed(running), *reversed(fits)]), None)
    values: dict[str, Any] = {"decision": Decision.HIRED, "decided_on": on}
    if role:
        values["role"] = role
    if newest is None:
        return action.insert("application", company_id=company_id, **{"role": "", **values})
    action.update("application", newest.id, **values)
    return newest.id


def _set(desk: Desk, action: Action, value: str) -> None:
    row = desk.store.material.setting_row(EMPLOYED)
    if row is None:
        action.insert("setting", key=EMPLOYED, value=value)
    else:
        action.update("setting", row, value=value)


def _colleagues(plan: Planning, company_id: int) -> list[int]:
    """Who works there is a colleague now: nothing is planned with them."""
    cancelled: list[int] = []
    for person in plan.desk.store.people.at_company(company_id):
        cancelled += _cancel_but_replies(plan, person, "a colleague now")
        if person.state in (ContactState.ACTIVE, ContactState.PAUSED):
            plan.action.update(
                "contact", person.id, state=ContactState.COLLEAGUE, paused_until=None
            )
    return cancelled


def _cancel_but_replies(plan: Planning, person: Contact, reason: str) -> list[int]:
    """What somebody waits for an answer to is still owed."""
    gone = [t for t in plan.dossier(person.id).planned if t.purpose is not Purpose.REPLY]
    for touch in gone:
        plan.cancel(touch, reason)
    return [t.id for t in gone]


def _end_search(plan: Planning, company_id: int) -> list[int]:
    """No script asks for a job any more: what was planned to is cancelled, whoever it was for."""
    seeking = (Purpose.OPENING, Purpose.STATUS, Purpose.FEEDBACK, *sorted(THANKS))
    gone = [t for t in plan.desk.store.touches.planned_for(seeking) if t.company_id != company_id]
    for touch in gone:
        plan.cancel(touch, "you found a job")
    return [t.id for t in gone]


def _withdraw(
    desk: Desk, action: Action, company_id: int, on: date
) -> list[tuple[Company, Application]]:
    running = [
        (company, application)
        for company, application in desk.store.people.running_applications()
        if company.id != company_id
    ]
    for _, application in running:
        action.update("application", application.id, decision=Decision.WITHDRAWN, decided_on=on)
    return running


def _tell_everybody(
    plan: Planning,
    company_id: int,
    withdrawn: list[tuple[Company, Application]],
    cancelled: list[int],
    tell: tuple[str, ...] | None,
) -> HiringPlan:
    store = plan.desk.store
    running = tuple(Running(a, store.people.at_company(c.id)) for c, a in withdrawn)
    wanted = None if tell is None else {contact_named(plan.desk, name).id for name in tell}
    stars = tuple(
        p
        for p in store.people.stars()
        if p.company_id != company_id and (wanted is None or p.id in wanted)
    )
    referrers = store.people.referrers(company_id)
    everyone = {p.id: p for p in (*stars, *referrers, *(p for r in running for p in r.people))}
    dossiers = {i: plan.dossier(i) for i in everyone}
    name = store.people.company(company_id).name
    told = plan_after_hire(name, running, stars, referrers, dossiers, plan.today, plan.rules)
    # The plan at a company that I withdraw from ends; the message about it remains.
    for run in running:
        for person in run.people:
            cancelled += _cancel_but_replies(plan, person, "you found a job")
    return told


def _replan_everybody(plan: Planning, since: date | None = None) -> int:
    """Every running plan afresh at the pace that holds now; returns how many dates moved."""
    store, moved = plan.desk.store, 0
    levelled: dict[int | None, Contact] = {}
    for person in store.people.kept_warm():
        before = _next(plan, person)
        plan.replan(person.id, since)
        levelled[person.company_id] = person
        moved += _next(plan, person) != before
    for company_id, person in levelled.items():
        if company_id is not None:
            plan.level(person.id)
    return moved


def _next(plan: Planning, person: Contact) -> Touch | None:
    return next(iter(plan.desk.store.touches.planned(person.id)), None)


def _withdrawn(withdrawn: list[tuple[Company, Application]]) -> list[str]:
    names = ", ".join(sorted({company.name for company, _ in withdrawn}))
    return [f"withdrawn: {names}"] if names else []
