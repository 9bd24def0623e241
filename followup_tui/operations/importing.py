"""Bringing people in from files: twice adds nothing, one undo takes it back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from followup_tui.core.names import company_key, person_key
from followup_tui.core.people import IncomingPerson, Problem
from followup_tui.core.phrases import count
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_line
from followup_tui.core.words import ContactState
from followup_tui.errors import FileError
from followup_tui.exchange.profile import email_key, profile_key
from followup_tui.exchange.readers import detect, read_bytes, read_people
from followup_tui.operations.addresses import set_addresses
from followup_tui.operations.desk import Desk
from followup_tui.operations.people import (
    Details,
    company_for,
    end_waiting,
    insert_contact,
    keep_job,
    take_plan_along,
)
from followup_tui.operations.planning import Planning, planning
from followup_tui.store.dump import Tables, load
from followup_tui.store.journal import Action

FORMAT = "followup"
VERSION = 1


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A row that could not be used, in its file."""

    file: str
    line: int
    message: str


@dataclass(slots=True)
class Result:
    """Counts of people, and what was passed over."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: list[FileProblem] = field(default_factory=list)
    did: str = ""
    names: list[str] = field(default_factory=list)
    """Who is new or changed, in the order of the file."""

    @property
    def usable(self) -> bool:
        """Whether any row was usable."""
        return bool(self.added + self.updated + self.unchanged)


class _DryRun(Exception):
    """Leaves the transaction so that nothing of it stays."""


def import_files(
    desk: Desk,
    files: Sequence[Path],
    kind: str = "auto",
    *,
    dry_run: bool = False,
    partial: bool = False,
) -> Result:
    """Read all files, then write everything in one action; with `dry_run`, only say what would be.

    Raises FileError before anything is written when a file cannot be used at all, or ends in the
    middle and `partial` does not ask for what is whole in it.
    """
    readings = [(path, _read(path, kind, partial)) for path in files]
    result = Result(did=f"import {', '.join(path.name for path in files)}")
    try:
        with desk.store.action(result.did) as action:
            for path, content in readings:
                if isinstance(content, dict):
                    _load_tables(action, desk, path, content, result)
                else:
                    _take_people(desk, action, path, content, result)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return result


def _read(
    path: Path, kind: str, partial: bool
) -> tuple[list[IncomingPerson], list[Problem]] | Tables:
    data = read_bytes(path)
    try:
        if kind == "json" or (kind == "auto" and detect(data) == "json"):
            return read_export(data, path.name)
        reading = read_people(data, kind)
    except FileError as error:
        name = clean_line(path.name)
        raise error if name in str(error) else FileError(f"{name}: {error}") from None
    if reading.cut_short and not partial:
        line = reading.problems[-1].line
        whole = count(len(reading.people), "person", "people")
        raise FileError(
            f"{clean_line(path.name)} is cut short in the card at line {line}: export it again,"
            f" or take what is whole in it ({whole}) with --partial."
        )
    return list(reading.people), list(reading.problems)


def read_export(data: bytes, name: str) -> Tables:
    """The tables of our own JSON export. Raises FileError for anything else."""
    refusal = FileError(f"{name} is not a followup export: `followup export json` writes one.")
    try:
        content: Any = json.loads(data)
    except (ValueError, RecursionError):
        raise refusal from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise refusal
    if not isinstance(content.get("version"), int) or content["version"] > VERSION:
        raise FileError(f"{name} comes from a newer followup: update the program to import it.")
    tables = content.get("tables")
    if not isinstance(tables, dict) or not all(_is_table(rows) for rows in tables.values()):
        raise refusal
    return tables


def _is_table(rows: object) -> bool:
    return isinstance(rows, list) and all(
        isinstance(row, dict) and isinstance(row.get("id"), int) for row in rows
    )


def _load_tables(action: Action, desk: Desk, path: Path, tables: Tables, result: Result) -> None:
    try:
        tally = load(action, desk.store.database, tables)
    except FileError as error:
        raise FileError(f"{clean_line(path.name)}: {error}") from error
    result.added += tally["added"]
    result.updated += tally["updated"]
    result.unchanged += tally["unchanged"]


def _take_people(
    desk: Desk,
    action: Action,
    path: Path,
    content: tuple[list[IncomingPerson], list[Problem]],
    result: Result,
) -> None:
    people, problems = content
    for incoming in people:
        _take(desk, action, incoming, result)
    result.skipped += sum(p.lost for p in problems)
    result.problems += [FileProblem(path.name, p.line, p.message) for p in problems]


def _take(desk: Desk, action: Action, incoming: IncomingPerson, result: Result) -> None:
    incoming = _as_kept(incoming)
    known = _known(desk, incoming)
    if known is None:
        _insert(desk, action, incoming)
        result.added += 1
        result.names.append(incoming.name)
    elif _update(desk, action, known, incoming):
        result.updated += 1
        result.names.append(incoming.name)
    else:
        result.unchanged += 1


def _as_kept(incoming: IncomingPerson) -> IncomingPerson:
    """As long as the columns keep it, so that the same file compares equal the next time."""
    return replace(
        incoming,
        name=clean_line(incoming.name, 200),
        title=clean_line(incoming.title, 300),
        department=clean_line(incoming.department, 300),
        company=clean_line(incoming.company, 200),
    )


def _known(desk: Desk, incoming: IncomingPerson) -> Contact | None:
    """Who this is already: by profile, then e-mail, then name and company."""
    people = desk.store.people
    if key := profile_key(incoming.linkedin) if incoming.linkedin else "":
        for found in people.with_profile(key):
            return people.contact(found)
    shared = [i for a in incoming.emails for i in people.with_address("email", email_key(a))]
    same = people.contacts(people.named_exactly(person_key(incoming.name)))
    company = company_key(incoming.company)
    here = [p for p in same if not company or not p.company or company_key(p.company) == company]
    known = (*people.contacts(shared), *here)
    return next((p for p in known if not _someone_else(p, incoming)), None)


def _someone_else(known: Contact, incoming: IncomingPerson) -> bool:
    """Two profiles are two people, whatever their names."""
    return bool(
        known.linkedin
        and incoming.linkedin
        and profile_key(known.linkedin) != profile_key(incoming.linkedin)
    )


def _insert(desk: Desk, action: Action, incoming: IncomingPerson) -> None:
    details = Details(
        name=incoming.name,
        company=incoming.company,
        title=incoming.title,
        department=incoming.department,
        emails=incoming.emails,
        phones=incoming.phones,
        linkedin=incoming.linkedin,
    )
    more: dict[str, object] = {"connected": incoming.connected_on is not None}
    if incoming.first_name or incoming.last_name:
        more |= {"first_name": incoming.first_name, "last_name": incoming.last_name}
    contact_id = insert_contact(desk, action, details, [], **more)
    if incoming.note:
        action.insert(
            "note", contact_id=contact_id, kind="observation", text=incoming.note, on=desk.today
        )
    for position, line in enumerate(incoming.kept):
        action.insert("kept_property", contact_id=contact_id, position=position, line=line)


def _update(desk: Desk, action: Action, known: Contact, incoming: IncomingPerson) -> bool:
    """Add what is new; a changed employer or title becomes history. Nothing known is emptied."""
    values: dict[str, Any] = {}
    left_before = _is_history(desk, known, incoming)
    company_changed = bool(incoming.company) and not _same_company(known.company, incoming.company)
    company_changed = company_changed and not left_before
    title_changed = bool(incoming.title) and incoming.title != known.title and not left_before
    if (company_changed and known.company) or (title_changed and known.title):
        keep_job(desk, action, known)
    if company_changed:
        values["company_id"] = company_for(desk, action, incoming.company, [])
    if title_changed:
        values["title"] = incoming.title
    if incoming.department and not known.department:
        values["department"] = incoming.department
    if incoming.linkedin and not known.linkedin:
        values |= {"linkedin": incoming.linkedin, "profile_key": profile_key(incoming.linkedin)}
    if incoming.connected_on is not None and not known.connected:
        values["connected"] = True
    if values:
        action.update("contact", known.id, **values)
    reached = _add_addresses(desk, action, known, incoming)
    if known.state is not ContactState.STOPPED and (company_changed or reached):
        _plan_on(planning(desk, action), known.id, moved=company_changed)
    return bool(values) or reached


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


def _is_history(desk: Desk, known: Contact, incoming: IncomingPerson) -> bool:
    """Whether a file tells of a job that they are known to have left: an older file changes nothing."""
    return any(
        _same_company(job.company, incoming.company or known.company)
        and job.title == (incoming.title or job.title)
        for job in desk.store.people.employment(known.id)
    )


def _add_addresses(desk: Desk, action: Action, known: Contact, incoming: IncomingPerson) -> bool:
    before = (known.emails, known.phones)
    failed = desk.store.people.bounced_rows(known.id, "email")
    emails = tuple(e for e in incoming.emails if email_key(e) not in failed)
    set_addresses(desk, action, known.id, "email", (*known.emails, *emails))
    set_addresses(desk, action, known.id, "phone", (*known.phones, *incoming.phones))
    after = desk.store.people.contact(known.id)
    return before != (after.emails, after.phones)
