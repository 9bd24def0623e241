"""People from files, written in the action of an import: new ones, and what is new of known ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from followup_tui.core.names import company_key
from followup_tui.core.people import IncomingPerson
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_line
from followup_tui.core.words import ContactState
from followup_tui.exchange.profile import email_key, profile_key
from followup_tui.operations.addresses import set_addresses
from followup_tui.operations.desk import Desk
from followup_tui.operations.import_companies import ImportCompanies
from followup_tui.operations.import_result import FieldChange, ImportRow, NearRow, Result
from followup_tui.operations.new_people import NewPeople
from followup_tui.operations.newcomers import Newcomers
from followup_tui.operations.people import end_waiting, keep_job, take_plan_along
from followup_tui.operations.planning import Planning, planning
from followup_tui.operations.recognising import SAME, fingerprint, known, namesakes, near
from followup_tui.store.incoming import Arrivals
from followup_tui.store.journal import Action

MAX_STARS = 25
"""More stars than this in one file are somebody's favourites, not people to be kept warm."""

# The same few stand in every row of a file.
_short = lru_cache(maxsize=512)(clean_line)

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
        self._newcomers = Newcomers(desk, self._arrivals)
        self._companies = ImportCompanies(desk, action, self._arrivals)
        self._new = NewPeople(desk, action, self._companies)
        self._starred: list[int] = []

    def take(self, file: str, incoming: IncomingPerson) -> None:
        """Write a person as new, or what is new of them."""
        incoming = self._as_kept(incoming)
        result, contact = self._result, None
        changes: tuple[FieldChange, ...] = ()
        told = (file, incoming.line) in self._same
        if told or not self._newcomers.surely_new(incoming):
            if told or self._newcomers.waits(incoming, self._action.written):
                self._action.flush()
            same = namesakes(self._desk, incoming)
            contact = known(self._desk, incoming, same) or self._told(file, incoming, same)
        if contact is None:
            contact_id, keys = self._new.insert(incoming)
            self._newcomers.note(keys, self._action.written)
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
            if changed or told:
                keys_now = self._arrivals.keys_of(contact.id)
                self._newcomers.note(keys_now, self._action.written)
        if what != "known":
            result.names.append(incoming.name)
        result.show(ImportRow(file, incoming.line, incoming.name, incoming.company, what, changes))

    def forget(self) -> None:
        """People came in by another way."""
        self._newcomers.forget()
        self._companies.forget()

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

    def _told(self, file: str, incoming: IncomingPerson, same: Sequence[Contact]) -> Contact | None:
        """Who a person says this is; else what may be asked about them."""
        answer = self._same.get((file, incoming.line))
        if answer is None:
            if found := near(same, incoming):
                self._result.near.append(NearRow(file, incoming, found.contact, found.why))
            return None
        self._action.insert("source", contact_id=answer, kind=SAME, key=fingerprint(incoming))
        return self._desk.store.people.contact(answer)

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
            values["company_id"] = self._companies.id_of(incoming.company)
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

    def _as_kept(self, incoming: IncomingPerson) -> IncomingPerson:
        """As long as the columns keep it, so that the same file compares equal the next time."""
        name = clean_line(incoming.name, 200)
        title = _short(incoming.title, 300)
        department = _short(incoming.department, 300)
        company = self._companies.as_merged(_short(incoming.company, 200))
        kept = (name, title, department, company)
        if kept == (incoming.name, incoming.title, incoming.department, incoming.company):
            return incoming
        return replace(incoming, name=name, title=title, department=department, company=company)

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
