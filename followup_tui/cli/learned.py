"""Gains and feedback: what you can do now, and what they said."""

from __future__ import annotations

from collections.abc import Sequence
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
    told_on,
    without_company,
)
from followup_tui.cli.options import Number
from followup_tui.cli.printing import heading, line, paragraph, show_json, table, tell
from followup_tui.cli.words import Word, one_of
from followup_tui.core.phrases import count, listed, short_date
from followup_tui.core.records import Feedback, Gain
from followup_tui.core.themes import Theme
from followup_tui.core.words import GainKind
from followup_tui.errors import UsageError
from followup_tui.operations import feedback as verbs
from followup_tui.operations import gains, lookup, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.feedback import Verdict, Voice
from followup_tui.operations.gains import Learned
from followup_tui.operations.keeping import Kept


@click.command(cls=Command, short_help="Keep what you have learned since.")
@click.argument("text", required=False)
@click.option("--on", metavar="DATE", help="The day you had it; today unless given.")
@click.option(
    "--kind",
    type=Word(GainKind, "kind of gain"),
    help=f"What it is: {one_of(GainKind)}; skill unless given.",
)
@click.option(
    "--closes",
    metavar="COMPANY",
    help="It closes the gap that cost you the job there; “” for none.",
)
@click.option("--role", help="Which job there, when there were several.")
@keeping("gain of that number")
def gain(call: Call, as_json: bool, **given: str | None) -> None:
    """Keep what you have learned since, or list it.

    Scripts offer it to whoever you have not spoken with since that day.
    """
    desk = open_here()
    wanted = _learned(desk, **given)
    match call.deed(bool(wanted)):
        case Deed.LIST:
            _list_gains(desk, as_json)
        case Deed.DELETE:
            tell_gone(gains.delete(desk, desk.store.material.gain(call.number)), as_json)
        case Deed.EDIT:
            found = desk.store.material.gain(call.number)
            _tell_gain(gains.edit(desk, found, replace(gains.as_given(found), **wanted)), as_json)
        case Deed.ADD:
            _tell_gain(gains.add(desk, Learned(**{"text": "", **wanted})), as_json)


@click.command(cls=Command, short_help="Keep what they said of your interview.")
@click.argument("company", required=False)
@click.argument("text", required=False)
@click.option("--by", metavar="NAME", help="Who said it.")
@click.option("--change", help="What you want to do differently because of it.")
@click.option("--on", metavar="DATE", help="The day they said it; today unless given.")
@click.option("--text", "other", metavar="TEXT", help="Their words, to correct them with --edit.")
@click.option(
    "--done", type=Number(1, MOST), metavar="ID", help="You do it differently now; number of it."
)
@click.option("--themes", is_flag=True, help="Only what several employers said alike.")
@keeping("feedback of that number")
def feedback(
    company: str | None, call: Call, done: int | None, themes: bool, as_json: bool, **given: Any
) -> None:
    """Keep what they said of your interview, in their words, or list it.

    Without words it lists what the company said, without a company what all said, with what several
    of them said alike and what you still want to change.
    """
    desk = open_here()
    without_company(company, call.number or done or 0)
    wanted = _verdict(desk, **given)
    if done is not None or themes:
        if wanted or call != Call() or (done and themes):
            raise UsageError("--done and --themes stand alone.")
        _tell_themes(desk, as_json) if themes else _change_made(desk, done or 0, as_json)
        return
    match call.deed(bool(wanted)):
        case Deed.LIST:
            _list_feedback(desk, company, as_json)
        case Deed.DELETE:
            gone = desk.store.material.one_feedback(call.number)
            tell_gone(verbs.delete(desk, gone), as_json)
        case Deed.EDIT:
            found = desk.store.material.one_feedback(call.number)
            verdict = replace(verbs.as_given(found), **wanted)
            _tell_feedback(desk, verbs.edit(desk, found, verdict), as_json)
        case Deed.ADD:
            _add_feedback(desk, company, Verdict(**{"text": "", **wanted}), as_json)


def _verdict(
    desk: Desk,
    text: str | None,
    other: str | None,
    by: str | None,
    change: str | None,
    on: str | None,
) -> dict[str, Any]:
    """What the options say, by field."""
    day = typed_day(on, desk.today, past=True)
    wanted = changes(text=text if other is None else other, change=change, on=day)
    if by is not None:
        wanted["contact_id"] = lookup.contact_named(desk, by).id if by.strip() else None
    return wanted


def _learned(
    desk: Desk,
    text: str | None,
    on: str | None,
    kind: str | None,
    closes: str | None,
    role: str | None,
) -> dict[str, Any]:
    """What the options say, by field."""
    if role is not None and not closes:
        raise UsageError("--role says which job of a company: give --closes COMPANY as well.")
    wanted = changes(text=text, on=typed_day(on, desk.today, past=True), kind=kind)
    if closes is not None:
        wanted["closes_application_id"] = _run_at(desk, closes, role or "")
    return wanted


def _run_at(desk: Desk, company: str, role: str) -> int | None:
    if not company.strip():
        return None
    return gains.application_at(desk, lookup.company_named(desk, company), role).id


def _tell_gain(kept: Kept[Gain], as_json: bool) -> None:
    shape = {"gain": shapes.gain(kept.record)}
    tell_deed(kept.did, shape, kept.remarks, as_json, kept.record.id)


def _list_gains(desk: Desk, as_json: bool) -> None:
    found = desk.store.material.gains()
    if as_json:
        show_json([shapes.gain(g) for g in found])
    elif found:
        rows = [
            (
                (f"#{g.id}", "dim"),
                short_date(g.on, desk.today),
                (str(g.kind), "dim"),
                told_on(desk, g.used_on),
                g.text,
            )
            for g in found
        ]
        table(rows, indent=0, whole=True)
    else:
        tell("Nothing yet: `followup gain TEXT --on DATE` keeps what you have learned.")


def _add_feedback(desk: Desk, company: str | None, verdict: Verdict, as_json: bool) -> None:
    if company is None:
        raise UsageError("Say which company it came from.")
    _tell_feedback(desk, verbs.add(desk, lookup.company_named(desk, company), verdict), as_json)


def _change_made(desk: Desk, number: int, as_json: bool) -> None:
    found = desk.store.material.one_feedback(number)
    _tell_feedback(desk, verbs.change_made(desk, found), as_json)


def _tell_feedback(desk: Desk, kept: Kept[Feedback], as_json: bool) -> None:
    shape = {}
    if as_json:
        company = desk.store.people.company(kept.record.company_id)
        shape = shapes.company_page(views.company(desk, company.id))
        voice = next(v for v in verbs.voices(desk, company) if v.feedback.id == kept.record.id)
        # The page lists all that was said; this is the one that was written.
        shape["said"] = material_shapes.voice(voice)
    tell_deed(kept.did, shape, kept.remarks, as_json, kept.record.id)


def _list_feedback(desk: Desk, name: str | None, as_json: bool) -> None:
    company = lookup.company_named(desk, name) if name is not None else None
    found = verbs.voices(desk, company)
    if as_json:
        show_json([material_shapes.voice(v) for v in found])
        return
    if not found:
        tell("Nothing yet: `followup feedback COMPANY TEXT` keeps what they said.")
    for voice in found:
        _voice(desk, voice)
    if company is None and (alike := verbs.all_themes(desk)):
        heading("Said by several")
        _themes(alike)


def _voice(desk: Desk, voice: Voice) -> None:
    said = voice.feedback
    who = ", ".join(filter(None, (voice.by, voice.company)))
    line((f"#{said.id}", "dim"), f"  {short_date(said.on, desk.today)}  ", (who, "name"))
    paragraph(f"“{said.text}”", indent=4)
    if said.change:
        mark = "changed: " if said.changed else "to change: "
        line((mark, "dim" if said.changed else "mine"), said.change, indent=4)


def _tell_themes(desk: Desk, as_json: bool) -> None:
    found = verbs.all_themes(desk)
    if as_json:
        show_json([material_shapes.theme(t) for t in found])
    elif found:
        _themes(found)
    else:
        tell("No words came from two employers so far.")


def _themes(found: Sequence[Theme]) -> None:
    table(
        [
            (
                (theme.words, "name"),
                count(len(theme.employers), "employer"),
                (listed(list(theme.said_by)), "dim"),
            )
            for theme in found
        ],
        whole=True,
    )
