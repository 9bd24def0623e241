"""Verbs about a run that goes on: after an interview, and a decision that was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from followup_tui.core.interview_plan import plan_after_interview
from followup_tui.core.panel import Panel
from followup_tui.core.phrases import named_date
from followup_tui.core.records import Application, Contact
from followup_tui.core.text import clean_line, clean_text
from followup_tui.core.words import Decision, NoteKind, Purpose, Stage, TouchState
from followup_tui.errors import NotFound, RuleError, UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.interview_end import Ending, close_interview
from followup_tui.operations.lookup import company_named
from followup_tui.operations.panel import dossiers_of, person_there, star_people
from followup_tui.operations.planning import Planning, planning
from followup_tui.operations.playbook import Opened

_STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class InterviewHeld:
    """What is known of an interview; company, day and one person are enough."""

    company: str
    role: str = ""
    on: date | None = None
    met: tuple[str, ...] = ()
    stars: tuple[str, ...] = ()
    stage: str = ""
    decides: date | None = None
    common: tuple[tuple[str, str], ...] = ()
    """(who, what we have in common)."""
    noticed: tuple[tuple[str, str], ...] = ()
    """(who, what I noticed about them) (S4.6)."""
    reasons: tuple[str, ...] = ()
    """What speaks for me and was not said there (S0.20)."""
    interest_stated: bool | None = None
    ended: str = ""
    """On what note it ended: good or mixed (S0.27)."""


def interview(desk: Desk, held: InterviewHeld) -> Opened:
    """Record an interview and plan its thank-yous, all in one action (S0.14, S0.17, S4.5)."""
    on = held.on or desk.today
    if on > desk.today:
        raise UsageError(
            f"{named_date(on, desk.today)} is still to come: log the interview once it was held."
        )
    if held.decides is not None and held.decides < on:
        raise UsageError("The day they decide cannot come before the interview.")
    if not (held.met or held.stars):
        raise UsageError("Name somebody who was there; “two engineers” will do for now.")
    did = f"interview at {clean_line(held.company, 80)}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        remarks: list[str] = []
        ending = identifier(Ending, held.ended, "ending") if held.ended else None
        company_id = company_for(desk, action, held.company, remarks)
        if company_id is None:
            raise UsageError("An interview needs the name of the company.")
        application = _run(plan, company_id, held, on)
        people = _there(plan, company_id, held, remarks)
        _write_meeting(plan, application.id, held, on, people)
        _write_notes(plan, company_id, held, people)
        if application.decision is Decision.IN_PROGRESS:
            planned, cancelled = _plan(plan, company_id, application.id, on, people, remarks)
        else:
            planned, cancelled = [], []
            remarks.append("they have decided there already: this is kept as history")
        tasks = close_interview(
            plan, company_id, on, people.values(), ending, held.interest_stated, remarks
        )
    store = desk.store
    return Opened(
        _application(desk, company_id, application.id),
        tuple(store.touches.touch(i) for i in planned),
        tuple(store.touches.touch(i) for i in cancelled),
        tuple(store.material.task(i) for i in tasks),
        did,
        tuple(remarks),
    )


def reopen(desk: Desk, company: str, role: str = "") -> Opened:
    """They took their decision back: the application is in progress again."""
    found = company_named(desk, company)
    application = _decided(desk, found.id, role, found.name)
    did = f"reopened: {found.name}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        action.update("application", application.id, decision=Decision.IN_PROGRESS, decided_on=None)
        cancelled: list[int] = []
        for person in desk.store.people.at_company(found.id):
            before = {t.id for t in desk.store.touches.planned(person.id)}
            for touch in desk.store.touches.planned(person.id):
                if touch.application_id == application.id and touch.purpose in _AFTER_DECISION:
                    plan.cancel(touch, "they reopened it")
            plan.replan(person.id)
            cancelled += sorted(before - {t.id for t in desk.store.touches.planned(person.id)})
    touches = tuple(desk.store.touches.touch(i) for i in cancelled)
    gone = tuple(t for t in touches if t.state is TouchState.CANCELLED)
    return Opened(_application(desk, found.id, application.id), (), gone, (), did)


_AFTER_DECISION = frozenset(
    {Purpose.THANKS_DECISION, Purpose.DECLINE, Purpose.KEEP_WARM, Purpose.CONNECT, Purpose.STATUS}
)


def _decided(desk: Desk, company_id: int, role: str, name: str) -> Application:
    wanted = clean_line(role, 200).casefold()
    decided = [
        a
        for a in desk.store.people.applications(company_id)
        if a.decision is not Decision.IN_PROGRESS and wanted in ("", a.role.casefold())
    ]
    if not decided:
        raise NotFound(f"No decision is known at {name} that could be taken back.")
    if len({a.role.casefold() for a in decided}) > 1 and not wanted:
        roles = ", ".join(a.role or "a job without a name" for a in decided)
        raise RuleError(f"There are several at {name}: {roles}. Say which with --role.")
    return max(decided, key=lambda a: (a.decided_on or date.min, a.id))


def _run(plan: Planning, company_id: int, held: InterviewHeld, on: date) -> Application:
    """The run the interview belongs to, with what was said of it; a new one for a new try."""
    role = clean_line(held.role, 200)
    known = _matching(plan.desk.store.people.applications(company_id), role, on)
    stage = identifier(Stage, held.stage, "stage") if held.stage else None
    values: dict[str, Any] = {}
    if role:
        values["role"] = role
    if held.decides is not None:
        values["decides_on"] = held.decides
    reached = known.stage if known else None
    if stage is None and (
        reached is None or _STAGES.index(reached) < _STAGES.index(Stage.INTERVIEW)
    ):
        stage = Stage.INTERVIEW
    if stage is not None:
        values["stage"] = stage
    if known is None:
        made = plan.action.insert("application", company_id=company_id, **{"role": "", **values})
        return _application(plan.desk, company_id, made)
    plan.action.update("application", known.id, **values)
    return _application(plan.desk, company_id, known.id)


def _matching(known: tuple[Application, ...], role: str, on: date) -> Application | None:
    """A run of that role still going on, else one decided after that day; an unnamed one fits any."""
    fits = [a for a in known if not role or a.role.casefold() in (role.casefold(), "")]
    running = [a for a in fits if a.decision is Decision.IN_PROGRESS]
    later = [a for a in fits if a.decided_on is not None and a.decided_on >= on]
    return next(iter([*reversed(running), *reversed(later)]), None)


def _there(
    plan: Planning, company_id: int, held: InterviewHeld, remarks: list[str]
) -> dict[str, Contact]:
    """Who was there by the name they were given with; a star implies that they were."""
    names = dict.fromkeys((*held.met, *held.stars))
    people = {name: person_there(plan, company_id, name, remarks) for name in names}
    star_people(plan, {people[name].id for name in held.stars}, remarks)
    return people


def _write_meeting(
    plan: Planning,
    application_id: int,
    held: InterviewHeld,
    on: date,
    people: dict[str, Contact],
) -> None:
    company_id = _company_of(people)
    earlier = plan.desk.store.people.interviews(company_id) if company_id else ()
    same_day = [i for i in earlier if i.application_id == application_id and i.on == on]
    rounds = {i.on for i in earlier if i.application_id == application_id and i.on < on}
    stated = {} if held.interest_stated is None else {"interest_stated": held.interest_stated}
    if same_day:
        interview_id = same_day[0].id
        plan.action.update("interview", interview_id, **stated)
    else:
        interview_id = plan.action.insert(
            "interview", application_id=application_id, on=on, round=len(rounds) + 1, **stated
        )
    known = set(same_day[0].contact_ids) if same_day else set()
    for person in {p.id: p for p in people.values()}.values():
        if person.id not in known:
            plan.action.insert(
                "met",
                application_id=application_id,
                interview_id=interview_id,
                contact_id=person.id,
            )


def _company_of(people: dict[str, Contact]) -> int | None:
    return next((p.company_id for p in people.values() if p.company_id is not None), None)


def _write_notes(
    plan: Planning, company_id: int, held: InterviewHeld, people: dict[str, Contact]
) -> None:
    for kind, entries in ((NoteKind.COMMON, held.common), (NoteKind.OBSERVATION, held.noticed)):
        for name, text in entries:
            contact = people.get(name) or person_there(plan, company_id, name, [])
            _note(plan, kind, text, contact_id=contact.id)
    for reason in held.reasons:
        _note(plan, NoteKind.REASON, reason, company_id=company_id)


def _note(plan: Planning, kind: NoteKind, text: str, **about: int) -> None:
    if words := clean_text(text):
        plan.action.insert("note", kind=kind, text=words, on=plan.today, **about)


def _plan(
    plan: Planning,
    company_id: int,
    application_id: int,
    on: date,
    people: dict[str, Contact],
    remarks: list[str],
) -> tuple[list[int], list[int]]:
    """Write the plan; while a run goes on there, nobody is kept warm beside it."""
    store = plan.desk.store
    met = {p.id for p in people.values()}
    panel = Panel(tuple(p for p in store.people.contacts(sorted(met)) if p.deleted_at is None))
    application = _application(plan.desk, company_id, application_id)
    opened = plan_after_interview(
        application, on, panel, dossiers_of(plan, company_id, panel), plan.today, plan.rules
    )
    cancelled = list(opened.cancelled)
    for touch_id in cancelled:
        plan.cancel(store.touches.touch(touch_id), "the day they decide has moved")
    for person in store.people.at_company(company_id):
        before = {t.id for t in store.touches.planned(person.id)}
        plan.replan(person.id)
        cancelled += sorted(before - {t.id for t in store.touches.planned(person.id)})
    planned = [plan.put(p) for p in opened.planned]
    if planned:
        plan.level(next(iter(met)))
    remarks += opened.remarks
    return planned, cancelled


def _application(desk: Desk, company_id: int, application_id: int) -> Application:
    return next(a for a in desk.store.people.applications(company_id) if a.id == application_id)
