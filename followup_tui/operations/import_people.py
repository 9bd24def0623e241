"""People from files, written in the action of an import: new ones, and what is new of known ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from followup_tui.core.names import company_key
from followup_tui.core.people import IncomingPerson
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_line
from followup_tui.core.words import ContactState
from followup_tui.exchange.profile import email_key, phone_key, profile_key
from followup_tui.operations.addresses import set_addresses
from followup_tui.operations.desk import Desk
from followup_tui.operations.import_result import FieldChange, ImportRow, NearRow, Result
from followup_tui.operations.lookup import company_exactly
from followup_tui.operations.people import (
    Details,
    end_waiting,
    insert_contact,
    keep_job,
    take_plan_along,
)
from followup_tui.operations.planning import Planning, planning
from followup_tui.operations.recognising import SAME, fingerprint, known, near
from followup_tui.store.incoming import Arrivals
from followup_tui.store.journal import Action

MAX_STARS = 25
"""More stars than this in one file are somebody's favourites, not people to be kept warm."""

Row = tuple[str, int]
"""(file, line) of a row."""
Answers = Mapping[Row, int]
"""A row -> the contact that a person says it is."""


class PeopleImport:
    """Takes one person after the other."""

    def __init__(
        self,
        desk: Desk,
        action: Action,
        result: Result,
        same: Answers,
        keeps: Callable[[Row], bool] = lambda row: False,
    ) -> None:
        """`keeps` tells of which rows nothing may replace what is known."""
        self._keeps = keeps
        self._desk = desk
        self._action = action
        self._result = result
        self._same = same
        self._arrivals = Arrivals(desk.store.database)
        self._starred: list[int] = []

    def take(self, file: str, incoming: IncomingPerson) -> None:
        """Write a person as new, or what is new of them."""
        incoming = self._as_merged(_as_kept(incoming))
        result, contact = self._result, known(self._desk, incoming)
        changes: tuple[FieldChange, ...] = ()
        if contact is None:
            contact = self._told(file, incoming)
        if contact is None:
            contact_id = self._insert(incoming)
            result.added += 1
            what = "new"
            if incoming.starred:
                self._starred.append(contact_id)
        else:
            changes = self._job_changes(contact, incoming, (file, incoming.line))
            changed = self._update(contact, incoming, changes)
            what = "changed" if changed else "known"
            result.updated += changed
            result.unchanged += not changed
        if what != "known":
            result.names.append(incoming.name)
        result.show(ImportRow(file, incoming.line, incoming.name, incoming.company, what, changes))

    def finish(self) -> None:
        """Star who has a star in the file, unless that is half of the address book."""
        if len(self._starred) > MAX_STARS:
            self._result.remarks.append(
                f"{len(self._starred)} people have a star there, which is too many to keep in touch "
                "with: none was taken over; star who felt right."
            )
            return
        plan = planning(self._desk, self._action)
        for contact_id in self._starred:
            self._action.update(
                "contact",
                contact_id,
                starred=True,
                starred_on=self._desk.today,
                kept_warm_on=self._desk.today,
            )
            plan.replan(contact_id)
            plan.level(contact_id)

    def _told(self, file: str, incoming: IncomingPerson) -> Contact | None:
        """Who a person says this is; else what may be asked about them."""
        answer = self._same.get((file, incoming.line))
        if answer is None:
            if found := near(self._desk, incoming):
                self._result.near.append(NearRow(file, incoming, found.contact, found.why))
            return None
        self._action.insert("source", contact_id=answer, kind=SAME, key=fingerprint(incoming))
        return self._desk.store.people.contact(answer)

    def _insert(self, incoming: IncomingPerson) -> int:
        desk, action = self._desk, self._action
        details = Details(
            name=incoming.name,
            title=incoming.title,
            department=incoming.department,
            linkedin=incoming.linkedin,
        )
        more: dict[str, object] = {
            "connected": incoming.connected_on is not None,
            "company_id": self._company(incoming.company),
        }
        if incoming.first_name or incoming.last_name:
            more |= {"first_name": incoming.first_name, "last_name": incoming.last_name}
        contact_id = insert_contact(desk, action, details, [], **more)
        self._insert_addresses(contact_id, incoming)
        if incoming.note:
            action.insert(
                "note", contact_id=contact_id, kind="observation", text=incoming.note, on=desk.today
            )
        self._keep(contact_id, incoming)
        for tag in incoming.tags:
            action.insert("tag", contact_id=contact_id, name=tag)
        return contact_id

    def _job_changes(
        self, contact: Contact, incoming: IncomingPerson, row: Row
    ) -> tuple[FieldChange, ...]:
        """What the file says of their job that is not known; of a row that is kept, only additions."""
        changes = () if self._is_history(contact, incoming) else _job_changes(contact, incoming)
        if not self._keeps(row):
            return changes
        elsewhere = any(change.field == "company" and change.old for change in changes)
        return () if elsewhere else tuple(change for change in changes if not change.old)

    def _update(
        self, contact: Contact, incoming: IncomingPerson, changes: tuple[FieldChange, ...]
    ) -> bool:
        """Add what is new; a changed employer or title becomes history, without a day of leaving."""
        desk, action = self._desk, self._action
        fresh = {change.field: change.new for change in changes}
        moved = "company" in fresh
        if any(change.old and change.field != "department" for change in changes):
            keep_job(desk, action, contact)
        values = _gaps_filled(contact, incoming)
        if moved:
            values["company_id"] = self._company(incoming.company)
        values |= {name: fresh[name] for name in ("title", "department") if name in fresh}
        if values:
            action.update("contact", contact.id, **values)
        reached = self._add_addresses(contact, incoming)
        if contact.state is not ContactState.STOPPED and (moved or reached):
            _plan_on(planning(desk, action), contact.id, moved=moved)
        added = self._add_tags(contact.id, incoming)
        if incoming.kept and not self._arrivals.keeps_properties(contact.id):
            self._keep(contact.id, incoming)
            added = True
        return bool(values) or reached or added

    def _as_merged(self, incoming: IncomingPerson) -> IncomingPerson:
        """With the name of the company that theirs became part of, so that they stay there."""
        key = company_key(incoming.company)
        if not key or self._desk.store.people.company_keyed(key) is not None:
            return incoming
        merged = self._desk.store.duplicates.formerly(key)
        if merged is None:
            return incoming
        return replace(incoming, company=self._desk.store.people.company(merged).name)

    def _company(self, name: str) -> int | None:
        """The company of that name, made if it is new; near spellings are not looked for in a file."""
        if not name:
            return None
        found = company_exactly(self._desk, name)
        if found is not None:
            return found.id
        return self._action.insert("company", name=name, name_key=company_key(name))

    def _keep(self, contact_id: int, incoming: IncomingPerson) -> None:
        for position, line in enumerate(incoming.kept):
            self._action.insert(
                "kept_property", contact_id=contact_id, position=position, line=line
            )

    def _add_tags(self, contact_id: int, incoming: IncomingPerson) -> bool:
        if not incoming.tags:
            return False
        has = {tag.casefold() for tag in self._arrivals.tags(contact_id)}
        fresh = [tag for tag in incoming.tags if tag.casefold() not in has]
        for tag in fresh:
            self._action.insert("tag", contact_id=contact_id, name=tag)
        return bool(fresh)

    def _insert_addresses(self, contact_id: int, incoming: IncomingPerson) -> None:
        """The addresses of somebody new: there is nothing that they could be joined with."""
        called = dict(incoming.labels)
        region = self._desk.config.me.country or None
        for kind, values in (("email", incoming.emails), ("phone", incoming.phones)):
            given = [(clean_line(value, 200), called.get(value, "")) for value in values]
            keyed = {
                email_key(value) if kind == "email" else phone_key(value, region): (value, label)
                for value, label in reversed(given)
            }
            for position, (key, (value, label)) in enumerate(reversed(keyed.items())):
                self._action.insert(
                    "address",
                    contact_id=contact_id,
                    kind=kind,
                    value=value,
                    key=key,
                    label=label,
                    position=position,
                )

    def _add_addresses(self, contact: Contact, incoming: IncomingPerson) -> bool:
        desk, action = self._desk, self._action
        if not incoming.emails and not incoming.phones:
            return False
        before = self._rows(contact.id)
        failed = desk.store.people.bounced_rows(contact.id, "email")
        emails = tuple(e for e in incoming.emails if email_key(e) not in failed)
        set_addresses(desk, action, contact.id, "email", (*contact.emails, *emails))
        set_addresses(desk, action, contact.id, "phone", (*contact.phones, *incoming.phones))
        self._label(contact.id, incoming, before)
        after = desk.store.people.contact(contact.id)
        return (contact.emails, contact.phones) != (after.emails, after.phones)

    def _label(self, contact_id: int, incoming: IncomingPerson, before: dict[int, str]) -> None:
        """What the file calls the addresses that came with it."""
        called = dict(incoming.labels)
        if not called:
            return
        for row, value in self._rows(contact_id).items():
            if row not in before and value in called:
                self._action.update("address", row, label=called[value])

    def _rows(self, contact_id: int) -> dict[int, str]:
        people = self._desk.store.people
        kinds = ("email", "phone")
        return {row: value for k in kinds for row, value, _ in people.address_rows(contact_id, k)}

    def _is_history(self, contact: Contact, incoming: IncomingPerson) -> bool:
        """Whether a file tells of a job known to have been left: an older file changes nothing."""
        return any(
            _same_company(job.company, incoming.company or contact.company)
            and job.title == (incoming.title or job.title)
            for job in self._desk.store.people.employment(contact.id)
        )


def _job_changes(contact: Contact, incoming: IncomingPerson) -> tuple[FieldChange, ...]:
    """A department belongs to its employer: it is neither taken along nor replaced within one."""
    moved = bool(incoming.company) and not _same_company(contact.company, incoming.company)
    department = contact.department or incoming.department
    if moved and contact.company:
        department = incoming.department
    title = incoming.title or contact.title
    told = (
        FieldChange("company", contact.company, incoming.company if moved else contact.company),
        FieldChange("department", contact.department, department),
        FieldChange("title", contact.title, title),
    )
    return tuple(change for change in told if change.old != change.new)


def _gaps_filled(contact: Contact, incoming: IncomingPerson) -> dict[str, Any]:
    """What was not known of somebody, and is now."""
    values: dict[str, Any] = {}
    if incoming.linkedin and not contact.linkedin:
        values |= {"linkedin": incoming.linkedin, "profile_key": profile_key(incoming.linkedin)}
    if incoming.connected_on is not None and not contact.connected:
        values["connected"] = True
    return values


def _as_kept(incoming: IncomingPerson) -> IncomingPerson:
    """As long as the columns keep it, so that the same file compares equal the next time."""
    return replace(
        incoming,
        name=clean_line(incoming.name, 200),
        title=clean_line(incoming.title, 300),
        department=clean_line(incoming.department, 300),
        company=clean_line(incoming.company, 200),
    )


def _plan_on(plan: Planning, contact_id: int, *, moved: bool) -> None:
    """The plan goes along to a new employer, and goes on where it waited for news of them."""
    if moved:
        take_plan_along(plan, contact_id)
    before = plan.desk.store.people.contact(contact_id)
    end_waiting(plan, contact_id)
    if moved or plan.desk.store.people.contact(contact_id).state is not before.state:
        plan.replan(contact_id)
        plan.level(contact_id)


def _same_company(name: str, other: str) -> bool:
    return company_key(name) == company_key(other)
