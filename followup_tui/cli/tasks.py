"""Tasks and company events: what to do besides touches, and what may open a seat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from followup_tui.cli import material_shapes, shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.keeping import (
    MOST,
    Call,
    Deed,
    changes,
    keeping,
    tell_deed,
    tell_gone,
    without_company,
)
from followup_tui.cli.options import Number
from followup_tui.cli.printing import Part, show_json, table, tell
from followup_tui.cli.shapes import Shape
from followup_tui.cli.words import Word, one_of
from followup_tui.core.events import HAPPENED
from followup_tui.core.phrases import short_date, when
from followup_tui.core.reasons import SeatReason
from followup_tui.core.records import CompanyEvent, Task
from followup_tui.core.words import CompanyEventKind
from followup_tui.errors import UsageError
from followup_tui.operations import events, lookup, tasks, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.events import Happening
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.keeping import Kept
from followup_tui.operations.tasks import Chore

_RECENT = 50


@click.command(cls=Command, short_help="See or note what is to be done besides touches.")
@click.argument("words", nargs=-1, metavar="[TEXT | done ID]")
@click.option("--due", metavar="DATE", help="The day it is for; “” for no day.")
@click.option("--company", help="The company it is about; “” for none.")
@click.option("--with", "contact", metavar="NAME", help="The person it is about; “” for nobody.")
@click.option("--all", "everything", is_flag=True, help="List what is done as well.")
@keeping("task of that number")
def task(
    words: tuple[str, ...], call: Call, everything: bool, as_json: bool, **about: str | None
) -> None:
    """See what is to be done besides touches, note something, or tick it off.

    `followup task` lists, `followup task TEXT` adds, `followup task done ID` ticks off.
    """
    desk = open_here()
    if (number := _ticked(words)) is not None:
        _tell_task(desk, tasks.done(desk, desk.store.material.task(number)), as_json)
        return
    wanted = changes(text=" ".join(words) if words else None) | _about(desk, **about)
    if everything:
        call = replace(call, listing=True)
    match call.deed(bool(wanted)):
        case Deed.LIST:
            _list_tasks(desk, everything, as_json)
        case Deed.DELETE:
            tell_gone(tasks.delete(desk, desk.store.material.task(call.number)), as_json)
        case Deed.EDIT:
            found = desk.store.material.task(call.number)
            chore = replace(tasks.as_given(found), **wanted)
            _tell_task(desk, tasks.edit(desk, found, chore), as_json)
        case Deed.ADD:
            _tell_task(desk, tasks.add(desk, Chore(**{"text": "", **wanted})), as_json)


@click.command(cls=Command, short_help="Note what may open a seat at a company.")
@click.argument("company", required=False)
@click.argument("kind", required=False, metavar="[left|moved|grows]")
@click.option("--on", metavar="DATE", help="The day it happened; today unless given.")
@click.option("--text", help="What is known of it.")
@click.option(
    "--because", type=Word(SeatReason, "reason"), help=f"Why they left: {one_of(SeatReason)}."
)
@click.option(
    "--kind",
    "other",
    type=Word(CompanyEventKind, "kind of event"),
    help=f"What happened, to correct it with --edit: {one_of(CompanyEventKind)}.",
)
@keeping("event of that number")
def event(company: str | None, call: Call, as_json: bool, **given: str | None) -> None:
    """Note that somebody left, moved inside the company, or that it grows: a seat may open.

    Without a kind it lists what happened there, without a company what happened anywhere.
    """
    desk = open_here()
    without_company(company, call.number)
    wanted = _happening(desk, **given)
    match call.deed(bool(wanted)):
        case Deed.LIST:
            _list_events(desk, company, as_json)
        case Deed.DELETE:
            tell_gone(events.delete(desk, desk.store.material.event(call.number)), as_json)
        case Deed.EDIT:
            found = desk.store.material.event(call.number)
            changed = replace(events.as_given(found), **wanted)
            _tell_event(desk, events.edit(desk, found, changed), as_json)
        case Deed.ADD:
            if company is None or "kind" not in wanted:
                raise UsageError("Say which company, and whether somebody left, moved or it grows.")
            place = lookup.company_named(desk, company)
            _tell_event(desk, events.add(desk, place, Happening(**wanted)), as_json)


def _happening(
    desk: Desk,
    kind: str | None,
    other: str | None,
    on: str | None,
    text: str | None,
    because: str | None,
) -> dict[str, Any]:
    """What the options say, by field."""
    named = None if kind is None else identifier(CompanyEventKind, kind, "kind of event")
    return changes(
        kind=other or named, on=typed_day(on, desk.today, past=True), text=text, because=because
    )


def _about(desk: Desk, due: str | None, company: str | None, contact: str | None) -> dict[str, Any]:
    """The day, the company and the person of a task, as far as they are given; “” takes them away."""
    found: dict[str, Any] = {}
    if due is not None:
        found["due"] = typed_day(due, desk.today) if due.strip() else None
    if company is not None:
        found["company_id"] = lookup.company_named(desk, company).id if company.strip() else None
    if contact is not None:
        found["contact_id"] = lookup.contact_named(desk, contact).id if contact.strip() else None
    return found


def _ticked(words: tuple[str, ...]) -> int | None:
    """The number behind `done`; None for other words. Raises UsageError."""
    if not words or words[0].casefold() != "done" or len(words) > 2:
        return None
    if len(words) == 1:
        raise UsageError("Say which task is done: `followup task done ID`.")
    typed = words[1].removeprefix("#")
    if typed.isascii() and typed.isdigit() and len(typed) < 16:
        return Number(1, MOST).convert(typed, None, None)
    return None


def _shape(desk: Desk, record: Task) -> Shape:
    people = desk.store.people
    company = people.company(record.company_id).name if record.company_id else ""
    contact = people.contact(record.contact_id).name if record.contact_id else ""
    return material_shapes.task(record, company, contact)


def _tell_task(desk: Desk, kept: Kept[Task], as_json: bool) -> None:
    shape = {"task": _shape(desk, kept.record)} if as_json else {}
    tell_deed(kept.did, shape, kept.remarks, as_json, kept.record.id)


def _list_tasks(desk: Desk, everything: bool, as_json: bool) -> None:
    found = views.tasks(desk)
    if everything:
        found += desk.store.material.done_tasks(_RECENT)
    if as_json:
        show_json([_shape(desk, t) for t in found])
    elif found:
        table([_task(desk, t) for t in found], indent=0, whole=True)
    else:
        tell("Nothing to do besides touches.")


def _task(desk: Desk, record: Task) -> tuple[Part, ...]:
    shape = _shape(desk, record)
    about = ", ".join(filter(None, (shape["contact"], shape["company"])))
    if record.done_on is not None:
        day: Part = (f"done {short_date(record.done_on, desk.today)}", "dim")
    else:
        now = record.due_on is not None and record.due_on <= desk.today
        day = (when(record.due_on, desk.today) if record.due_on else "", "mine" if now else "")
    return ((f"#{record.id}", "dim"), day, (about, "dim"), record.text)


def _tell_event(desk: Desk, kept: Kept[CompanyEvent], as_json: bool) -> None:
    shape: Shape = {}
    if as_json:
        shape = shapes.company_page(views.company(desk, kept.record.company_id))
        shape["event"] = shapes.event(kept.record)
    tell_deed(kept.did, shape, kept.remarks, as_json, kept.record.id)


def _list_events(desk: Desk, name: str | None, as_json: bool) -> None:
    material = desk.store.material
    company = lookup.company_named(desk, name) if name is not None else None
    found = material.all_events() if company is None else material.events(company.id)
    places = {c.id: c.name for c in desk.store.people.companies()} if found else {}
    if as_json:
        show_json([{**shapes.event(e), "company": places[e.company_id]} for e in found])
    elif found:
        rows = [
            (
                (f"#{e.id}", "dim"),
                short_date(e.on, desk.today),
                (places[e.company_id], "name"),
                HAPPENED[e.kind],
                e.text,
            )
            for e in found
        ]
        table(rows, indent=0, whole=True)
    else:
        tell("Nothing yet: `followup event COMPANY left` notes that somebody left.")
