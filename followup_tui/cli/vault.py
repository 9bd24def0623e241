"""Insights and stories: what gives a call its value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import click

from followup_tui.cli import material_shapes, shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.keeping import (
    Call,
    Deed,
    changes,
    keeping,
    tell_deed,
    tell_gone,
    told_on,
    without_company,
)
from followup_tui.cli.printing import heading, line, paragraph, show_json, table, tell
from followup_tui.cli.words import Word, one_of
from followup_tui.core.records import Company, Insight, Story
from followup_tui.core.words import InsightKind, Origin, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import insights, lookup, stories, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.insights import Research
from followup_tui.operations.keeping import Kept
from followup_tui.operations.stories import PARTS, Told


@click.command(cls=Command, short_help="Keep what you found out for a company.")
@click.argument("company", required=False)
@click.option("--teaser", help="What may be said: that you found something, not what.")
@click.option("--body", help="What is kept back for the call; no script ever says it.")
@click.option("--analysis", help="What you make of it: your brief for the call.")
@click.option(
    "--kind",
    type=Word(InsightKind, "kind of insight"),
    help=f"Whom it is about: {one_of(InsightKind)}; other unless given.",
)
@click.option(
    "--origin",
    type=Word(Origin, "origin"),
    help=f"Where you had it: {one_of(Origin)}; public unless given.",
)
@click.option("--source", help="Where it can be read, or who said it.")
@click.option("--on", metavar="DATE", help="The day you found it; today unless given.")
@click.option("--private", is_flag=True, help="Show what is kept back as well.")
@keeping("insight of that number")
def insight(
    company: str | None,
    on: str | None,
    private: bool,
    call: Call,
    as_json: bool,
    **given: str | None,
) -> None:
    """Keep what you found out for a company, or list it.

    The teaser may be said, the body is kept back for the call. A company that is not known yet is
    added. Without a company all insights are listed, without words those of the company.
    """
    desk = open_here()
    without_company(company, call.number)
    wanted = changes(**given, on=_found_on(desk, on))
    match call.deed(bool(wanted)):
        case Deed.LIST:
            _list_insights(desk, company, private, as_json)
        case Deed.DELETE:
            tell_gone(insights.delete(desk, desk.store.material.insight(call.number)), as_json)
        case Deed.EDIT:
            found = desk.store.material.insight(call.number)
            research = replace(insights.as_given(found), **wanted)
            _tell_insight(desk, insights.edit(desk, found, research), private, as_json)
        case Deed.ADD:
            if company is None:
                raise UsageError("Say for which company it is.")
            _tell_insight(desk, insights.add(desk, company, Research(**wanted)), private, as_json)


@click.command(cls=Command, short_help="Keep a story of what you achieved.")
@click.argument("title", required=False)
@click.option("-s", "--situation", help="What it was like.")
@click.option("-t", "--task", help="What you were to do.")
@click.option("-a", "--action", help="What you did.")
@click.option("-r", "--result", help="What came of it.")
@click.option("--tag", multiple=True, help="A job or company it fits; give as many.")
@keeping("story of that number")
def story(
    title: str | None,
    tag: tuple[str, ...],
    call: Call,
    as_json: bool,
    **parts: str | None,
) -> None:
    """Keep a story of what you achieved: situation, task, action, result.

    All four parts are needed. A title alone shows the story, without one all are listed.
    """
    desk = open_here()
    wanted = changes(**parts, tags=tag or None)
    has_words = bool(wanted) or (title is not None and call.edit is not None)
    match call.deed(has_words):
        case Deed.LIST:
            _list_stories(desk, title, as_json)
        case Deed.DELETE:
            tell_gone(stories.delete(desk, desk.store.material.story(call.number)), as_json)
        case Deed.EDIT:
            found = desk.store.material.story(call.number)
            told = replace(stories.as_given(found), **wanted, **changes(title=title))
            _tell_story(stories.edit(desk, found, told), as_json)
        case Deed.ADD:
            _tell_story(stories.add(desk, Told(title or "", **wanted)), as_json)


def _found_on(desk: Desk, on: str | None) -> date | None:
    return typed_day(on, desk.today, past=True)


def _tell_insight(desk: Desk, kept: Kept[Insight], private: bool, as_json: bool) -> None:
    found = kept.record
    company = desk.store.people.company(found.company_id)
    page: dict[str, Any] = {}
    if as_json:
        page = shapes.company_page(views.company(desk, company.id))
        page["insight"] = material_shapes.insight(found, company, private=private)
    tell_deed(kept.did, page, kept.remarks, as_json, found.id)


def _list_insights(desk: Desk, name: str | None, private: bool, as_json: bool) -> None:
    company = lookup.company_named(desk, name) if name is not None else None
    material = desk.store.material
    found = material.all_insights() if company is None else material.insights(company.id)
    places = {c.id: c for c in desk.store.people.companies()} if found else {}
    if as_json:
        listed = [material_shapes.insight(i, places[i.company_id], private=private) for i in found]
        show_json(listed)
        return
    if not found:
        tell("Nothing found out yet: `followup insight COMPANY --teaser … --body …` keeps it.")
    for company_id in dict.fromkeys(i.company_id for i in found):
        here = [i for i in found if i.company_id == company_id]
        _insight_page(desk, places[company_id], here, private)


def _insight_page(desk: Desk, company: Company, found: list[Insight], private: bool) -> None:
    heading(company.name)
    for one in found:
        otherwise = spoken(one.kind) if one.prepared else "not prepared yet"
        number = (f"#{one.id}", "dim")
        table([(number, told_on(desk, one.used_on, otherwise), one.teaser or "no teaser yet")])
        if private:
            for label, text in (("kept back", one.body), ("analysis", one.analysis)):
                if text:
                    line((f"{label}:", "dim"), indent=6)
                    paragraph(text, indent=6)


def _tell_story(kept: Kept[Story], as_json: bool) -> None:
    shape = {"story": material_shapes.story(kept.record)}
    tell_deed(kept.did, shape, kept.remarks, as_json, kept.record.id)


def _list_stories(desk: Desk, title: str | None, as_json: bool) -> None:
    if title is not None:
        _show_story(desk, title, as_json)
        return
    found = desk.store.material.stories()
    if as_json:
        show_json([material_shapes.story(s) for s in found])
    elif found:
        rows = [
            ((f"#{s.id}", "dim"), (s.title, "name"), ", ".join(s.tags), told_on(desk, s.used_on))
            for s in found
        ]
        table(rows, indent=0)
    else:
        tell("No story yet: `followup story TITLE -s … -t … -a … -r …` keeps one.")


def _show_story(desk: Desk, title: str, as_json: bool) -> None:
    found = stories.named(desk, title)
    if found is None:
        raise UsageError(
            "No story of that title is known; a new one needs its four parts: -s, -t, -a and -r."
        )
    if as_json:
        show_json({"story": material_shapes.story(found)})
        return
    line((found.title, "name"), (f"  #{found.id}", "dim"))
    table([((part, "dim"), getattr(found, part)) for part in PARTS], whole=True)
    if found.tags:
        table([(("fits", "dim"), ", ".join(found.tags))])
