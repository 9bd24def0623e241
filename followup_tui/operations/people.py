"""Verbs about people and companies: add, edit, delete, star, pause, stop, wanted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from followup_tui.core.counting import newest_first
from followup_tui.core.courage import WHY_NOT_RECRUITERS
from followup_tui.core.dossier import primary
from followup_tui.core.names import person_key, split_name
from followup_tui.core.phrases import named_date
from followup_tui.core.planner import NoPlan, kept_warm, plan_next
from followup_tui.core.records import Company, Contact, Touch
from followup_tui.core.text import clean_line
from followup_tui.core.words import ContactState, Outcome, Role
from followup_tui.errors import RuleError, UsageError
from followup_tui.exchange.profile import profile_key, profile_link
from followup_tui.operations.addresses import set_addresses
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.following import stop_contact
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.planning import Planning, planning
from followup_tui.store.journal import Action


@dataclass(frozen=True, slots=True)
class Details:
    """What a form or a command line says about a person; None leaves a field as it is."""

    name: str | None = None
    company: str | None = None
    title: str | None = None
    department: str | None = None
    role: str | None = None
    emails: tuple[str, ...] | None = None
    phones: tuple[str, ...] | None = None
    linkedin: str | None = None
    timezone: str | None = None
    connected: bool | None = None
    shared_group: str | None = None
    email_source: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """A person after a verb, what is planned next, and what to tell the user."""

    contact: Contact
    did: str
    next: Touch | None = None
    why: str = ""
    """Why nothing is planned, when that is so."""
    remarks: tuple[str, ...] = ()


def add(desk: Desk, details: Details, *, star: bool = False) -> Changed:
    """Add a person; an unknown company is created and said so.

    Neither a company nor an application is needed to keep somebody warm (S0.4, S0.45).
    """
    name = clean_line(details.name or "", 200)
    if not name:
        raise UsageError("A person needs a name.")
    did = f"add {name}"
    with desk.store.action(did) as action:
        same = desk.store.people.contacts(desk.store.people.named_exactly(person_key(name)))
        remarks = [
            f"there is another {p.name}: {', '.join(filter(None, (f'#{p.id}', p.company)))}"
            for p in same
        ]
        contact_id = insert_contact(desk, action, details, remarks)
        why = star_in(planning(desk, action), contact_id) if star else ""
    return _changed(desk, contact_id, did, why, remarks)


def insert_contact(
    desk: Desk, action: Action, details: Details, remarks: list[str], **more: object
) -> int:
    """Write a new person in an open action, with company and addresses; returns their id."""
    values = _columns(desk, action, details, remarks)
    first, last = split_name(str(values["name"]))
    values = {"first_name": first, "last_name": last, **values, **more}
    contact_id = action.insert("contact", **values)
    set_addresses(desk, action, contact_id, "email", details.emails or ())
    set_addresses(desk, action, contact_id, "phone", details.phones or ())
    return contact_id


def edit(desk: Desk, contact: Contact, details: Details, rev: int | None = None) -> Changed:
    """Change what is given; a new job keeps the old one as history (S4.20).

    Raises Conflict when `rev` is not the row's any more.
    """
    did = f"edit {contact.name}"
    with desk.store.action(did) as action:
        remarks: list[str] = []
        values = _columns(desk, action, details, remarks)
        moved = "company_id" in values and values["company_id"] != contact.company_id
        if moved and contact.company:
            keep_job(desk, action, contact, until=desk.today)
        action.update("contact", contact.id, rev=rev, **values)
        for kind, given in (("email", details.emails), ("phone", details.phones)):
            if given is not None:
                set_addresses(desk, action, contact.id, kind, given)
        plan = planning(desk, action)
        if moved:
            take_plan_along(plan, contact.id)
            _offer_congratulation(plan, contact.id, remarks)
        if _news_of_reach(contact, details, moved):
            end_waiting(plan, contact.id)
        # A corrected title or name is no reason to touch the plan.
        if _bears_on_plan(contact, desk.store.people.contact(contact.id)):
            plan.replan(contact.id)
            plan.level(contact.id)
    return _changed(desk, contact.id, did, "", remarks)


def delete(desk: Desk, contact: Contact) -> Changed:
    """Put a person into the bin: nothing planned remains, undo brings everything back."""
    did = f"delete {contact.name}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        plan.cancel_all(contact.id, "deleted")
        action.update("contact", contact.id, deleted_at=datetime.now(UTC).replace(tzinfo=None))
    return Changed(desk.store.people.contact(contact.id), did)


def star(desk: Desk, contact: Contact, *, on: bool = True) -> Changed:
    """Star someone, which plans a first touch when nothing is planned; unstarring leaves the plan."""
    did = f"{'star' if on else 'unstar'} {contact.name}"
    if on and contact.state is ContactState.STOPPED:
        raise RuleError(f"{contact.name} asked you to stop: they stay without a star.")
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        why = ""
        if on:
            why = star_in(plan, contact.id)
        else:
            action.update("contact", contact.id, starred=False)
        if contact.company_id is not None:
            plan.level(contact.id)
    return _changed(desk, contact.id, did, why, _better_voice(desk, contact) if on else [])


def _better_voice(desk: Desk, contact: Contact) -> list[str]:
    """Why somebody else there comes before a recruiter, where there is one (S3.4, S3.5)."""
    if contact.role not in (Role.RECRUITER, Role.HR) or contact.company_id is None:
        return []
    others = desk.store.people.at_company(contact.company_id)
    managers = [p.name for p in others if p.role is Role.HIRING_MANAGER and not p.starred]
    return [f"{managers[0]} is known there, too: {WHY_NOT_RECRUITERS}"] if managers else []


def pause(desk: Desk, contact: Contact, until: date | None = None) -> Changed:
    """Let the plan rest, until a day or until further notice; the person stands under paused."""
    _refuse_past(desk, until)
    _refuse_stopped(contact)
    when = f" until {named_date(until, desk.today)}" if until else ""
    did = f"pause {contact.name}{when}"
    with desk.store.action(did) as action:
        action.update(
            "contact",
            contact.id,
            state=ContactState.PAUSED,
            paused_until=until or date.max,
        )
        if until is not None:
            begin_again(planning(desk, action), contact.id, until)
    return _changed(desk, contact.id, did, "", [])


def begin_again(plan: Planning, contact_id: int, until: date) -> None:
    """What falls into a pause waits for its end: nobody is met by "since" for a rest they chose."""
    day = plan.rules.workdays.on_or_after(until)
    for touch in plan.dossier(contact_id).planned:
        if touch.due_on is not None and touch.due_on < until:
            plan.action.update("touch", touch.id, due_on=day, day=day, why="after the pause")
    plan.level(contact_id)


def resume(desk: Desk, contact: Contact) -> Changed:
    """End a pause; a date that has passed meanwhile is planned anew."""
    _refuse_stopped(contact)
    if contact.state is not ContactState.PAUSED:
        raise RuleError(f"{contact.name} is not paused.")
    did = f"resume {contact.name}"
    with desk.store.action(did) as action:
        action.update("contact", contact.id, state=ContactState.ACTIVE, paused_until=None)
        plan = planning(desk, action)
        plan.replan(contact.id)
        plan.level(contact.id)
    return _changed(desk, contact.id, did, "", [])


def stop(desk: Desk, contact: Contact, words: str = "") -> Changed:
    """They asked to be left alone: everything planned is cancelled, nothing is planned again."""
    did = f"stop contacting {contact.name}"
    with desk.store.action(did) as action:
        stop_contact(planning(desk, action), contact.id, words)
    return _changed(desk, contact.id, did, f"{contact.name} asked you to stop", [])


def pause_company(desk: Desk, company: Company, until: date | None = None) -> str:
    """Let everything at a company rest; returns what was done."""
    _refuse_past(desk, until)
    when = f" until {named_date(until, desk.today)}" if until else ""
    did = f"pause {company.name}{when}"
    with desk.store.action(did) as action:
        action.update("company", company.id, paused_until=until or date.max)
    return did


def resume_company(desk: Desk, company: Company) -> str:
    """End a company's pause; returns what was done."""
    if company.paused_until is None:
        raise RuleError(f"{company.name} is not paused.")
    did = f"resume {company.name}"
    with desk.store.action(did) as action:
        action.update("company", company.id, paused_until=None)
        replan_company(planning(desk, action), company.id)
    return did


def wanted(desk: Desk, company: Company, *, on: bool = True) -> str:
    """Whether I still want to land there; off cancels what is planned (S3.40)."""
    did = f"{company.name} is {'wanted' if on else 'no longer wanted'}"
    with desk.store.action(did) as action:
        action.update("company", company.id, wanted=on)
        plan = planning(desk, action)
        if on:
            replan_company(plan, company.id)
        else:
            for person in desk.store.people.at_company(company.id):
                plan.cancel_all(person.id, f"{company.name} is no longer wanted")
    return did


def replan_company(plan: Planning, company_id: int) -> None:
    """Plan everybody at a company afresh, the one voice there before the others."""
    people = plan.desk.store.people.at_company(company_id)
    if not people:
        return
    # Dates that went by would all stand in today's way.
    plan.level(people[0].id)
    first = primary(people)
    for person in sorted(people, key=lambda p: (first is None or p.id != first.id, p.id)):
        plan.replan(person.id)
    plan.level(people[0].id)


def star_in(plan: Planning, contact_id: int) -> str:
    """Star a person in an open action; returns why nothing is planned, if so."""
    contact = plan.desk.store.people.contact(contact_id)
    plan.action.update(
        "contact",
        contact_id,
        starred=True,
        starred_on=contact.starred_on or plan.today,
        kept_warm_on=contact.kept_warm_on or plan.today,
    )
    dossier = plan.dossier(contact_id)
    if dossier.planned:
        return ""
    following = plan_next(dossier, dossier.last_contact_day(), plan.today, plan.rules)
    plan.follow(contact_id, following)
    return following.why if isinstance(following, NoPlan) else ""


def _columns(desk: Desk, action: Action, details: Details, remarks: list[str]) -> dict[str, object]:
    """The contact columns that the details change."""
    values: dict[str, object] = {}
    for field in fields(details):
        given = getattr(details, field.name)
        if given is None or field.name in ("emails", "phones", "company", "linkedin", "role"):
            continue
        values[field.name] = clean_line(given, 300) if isinstance(given, str) else given
    if "name" in values:
        name = str(values["name"])
        if not name:
            raise UsageError("A person needs a name.")
        first, last = split_name(name)
        values |= {"name_key": person_key(name), "first_name": first, "last_name": last}
    if values.get("timezone"):
        _refuse_unknown_zone(str(values["timezone"]))
    if details.role is not None:
        values["role"] = identifier(Role, details.role, "role")
    if details.linkedin is not None:
        link = profile_link(details.linkedin) if details.linkedin.strip() else ""
        values |= {"linkedin": link, "profile_key": profile_key(link) if link else ""}
    if details.company is not None:
        values["company_id"] = company_for(desk, action, details.company, remarks)
    return values


def keep_job(desk: Desk, action: Action, contact: Contact, *, until: date | None = None) -> None:
    """Their job so far becomes history, once; `until` is None where nobody said when they left."""
    newest = next(iter(desk.store.people.employment(contact.id)), None)
    if newest is not None and (newest.company, newest.title) == (contact.company, contact.title):
        return
    action.insert(
        "employment",
        contact_id=contact.id,
        company=contact.company,
        title=contact.title,
        until=until,
    )


def take_plan_along(plan: Planning, contact_id: int) -> None:
    """Star, notes and plan move with the person; done touches stay where they were made."""
    contact = plan.desk.store.people.contact(contact_id)
    for touch in plan.dossier(contact_id).planned:
        plan.action.update("touch", touch.id, company_id=contact.company_id)


def _offer_congratulation(plan: Planning, contact_id: int, remarks: list[str]) -> None:
    """S4.21: a kind word on a new job, if it feels comfortable; nobody is made to."""
    contact = plan.desk.store.people.contact(contact_id)
    if not contact.company or not kept_warm(contact) or contact.state is ContactState.STOPPED:
        return
    text = f"Congratulate {contact.name} on {contact.company}, if it feels right"
    due = plan.rules.workdays.after(plan.today)
    plan.action.insert("task", contact_id=contact_id, kind="congratulation", text=text, due_on=due)
    remarks.append(text)


def end_waiting(plan: Planning, contact_id: int) -> None:
    """Go on with a plan that rested because an address failed or they left; not with a pause of mine."""
    dossier = plan.dossier(contact_id)
    last = next(iter(newest_first(dossier.own)), None)
    waits = last is not None and last.outcome in (Outcome.BOUNCED, Outcome.LEFT_COMPANY)
    if waits and dossier.contact.state is ContactState.PAUSED:
        plan.action.update("contact", contact_id, state=ContactState.ACTIVE, paused_until=None)


def _bears_on_plan(before: Contact, after: Contact) -> bool:
    """Whether a change is one that the rules look at."""

    def seen(contact: Contact) -> tuple[object, ...]:
        reach = (contact.emails, contact.phones, contact.connected)
        return (contact.company_id, contact.role, contact.state, *map(bool, reach))

    return seen(before) != seen(after)


def _news_of_reach(contact: Contact, details: Details, moved: bool) -> bool:
    """Whether an edit brings what a waiting plan waits for: another address or another job."""
    return bool(
        moved
        or set(details.emails or ()) - set(contact.emails)
        or set(details.phones or ()) - set(contact.phones)
    )


def _refuse_unknown_zone(name: str) -> None:
    import zoneinfo  # few people have a zone of their own

    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(
            f"“{name}” is not a time zone: one looks like Europe/Berlin or America/New_York."
        ) from None


def _refuse_past(desk: Desk, until: date | None) -> None:
    if until is not None and until <= desk.today:
        raise UsageError(f"{named_date(until, desk.today)} is not ahead: give a later day.")


def _refuse_stopped(contact: Contact) -> None:
    if contact.state is ContactState.STOPPED:
        raise RuleError(f"{contact.name} asked you to stop; nothing is planned there anyway.")


def _changed(desk: Desk, contact_id: int, did: str, why: str, remarks: list[str]) -> Changed:
    contact = desk.store.people.contact(contact_id)
    planned = desk.store.touches.planned(contact_id)
    if not planned and not why and kept_warm(contact):
        dossier = desk.store.people.dossier(contact_id, desk.today)
        following = plan_next(dossier, dossier.last_contact_day(), desk.today, desk.rules())
        why = following.why if isinstance(following, NoPlan) else ""
    return Changed(contact, did, next(iter(planned), None), why, tuple(remarks))
