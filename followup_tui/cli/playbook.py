"""What happens on the way to a job, and the plans that follow: interview, decision, opening, a job found."""

from __future__ import annotations

from datetime import date

import click

from followup_tui.cli import shapes
from followup_tui.cli.applications import REASON_HELP
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.pages import next_line
from followup_tui.cli.printing import Part, heading, line, show_json, table, tell
from followup_tui.cli.words import Word, one_of
from followup_tui.core.courage import REFRAME
from followup_tui.core.phrases import named_date
from followup_tui.core.records import Touch
from followup_tui.core.words import Decision, Rank, Stage, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import hiring, interviews, lookup, openings, playbook, referrals
from followup_tui.operations.desk import Desk
from followup_tui.operations.interview_end import Ending
from followup_tui.operations.interviews import InterviewHeld
from followup_tui.operations.openings import OpeningFound, Vacancy
from followup_tui.operations.playbook import DecisionMade, Opened


@click.command(cls=Command, short_help="After an interview: thank everybody the same day.")
@click.argument("company")
@click.option("--role", default="", help="The job you talked about.")
@click.option("--on", metavar="DATE", help="The day it was held; today unless given.")
@click.option("--met", multiple=True, metavar="NAME", help="Who was there; give as many.")
@click.option("--star", multiple=True, metavar="NAME", help="Somebody to keep warm; give as many.")
@click.option("--stage", type=Word(Stage, "stage"), help=f"How far you got: {one_of(Stage)}.")
@click.option("--decides", metavar="DATE", help="The day by which they mean to decide.")
@click.option("--common", multiple=True, metavar="NAME:TEXT", help="What you share with somebody.")
@click.option("--noticed", multiple=True, metavar="NAME:TEXT", help="What you noticed of somebody.")
@click.option("--reason", multiple=True, metavar="TEXT", help="What you did not get to say.")
@click.option("--interest/--no-interest", default=None, help="Whether you said you want the job.")
@click.option("--ended", type=Word(Ending, "ending"), help=f"On what note: {one_of(Ending)}.")
@as_json
def interview(
    company: str,
    role: str,
    on: str | None,
    met: tuple[str, ...],
    star: tuple[str, ...],
    stage: str | None,
    decides: str | None,
    common: tuple[str, ...],
    noticed: tuple[str, ...],
    reason: tuple[str, ...],
    interest: bool | None,
    ended: str | None,
    as_json: bool,
) -> None:
    """After an interview: note who was there, and plan a thank-you for each of them.

    If they named a day for their decision, a question is planned for when it has gone by.
    """
    desk = open_here()
    held = InterviewHeld(
        company,
        role,
        typed_day(on, desk.today, past=True),
        met,
        star,
        stage or "",
        typed_day(decides, desk.today),
        tuple(_named(text) for text in common),
        tuple(_named(text) for text in noticed),
        reason,
        interest,
        ended or "",
    )
    _tell(interviews.interview(desk, held), desk, as_json)


@click.command(cls=Command, short_help="They passed on you: open the plan that follows.")
@click.argument("company")
@click.option("--role", default="", help="The job you applied for.")
@click.option("--on", metavar="DATE", help="The day of the decision; today unless given.")
@click.option(
    "--decision",
    type=Word(Decision, "decision"),
    default="passed",
    help="passed, declined or silence; passed unless given.",
)
@click.option("--met", multiple=True, metavar="NAME", help="Somebody you met; give as many.")
@click.option("--star", multiple=True, metavar="NAME", help="Somebody to keep warm; give as many.")
@click.option("--told-by", default="", metavar="NAME", help="Who told you.")
@click.option("--said", default="", help="What they said about you, in their words.")
@click.option("--stage", type=Word(Stage, "stage"), help=f"How far you got: {one_of(Stage)}.")
@click.option("--rank", type=Word(Rank, "rank"), help=f"Where you stood: {one_of(Rank)}.")
@click.option("--reason", default="", help=REASON_HELP)
@click.option("--successor", metavar="DATE", help="The first day of whoever got the job.")
@as_json
def passed(
    as_json: bool,
    on: str | None,
    successor: str | None,
    met: tuple[str, ...],
    star: tuple[str, ...],
    **given: str | None,
) -> None:
    """They passed on you: record it, and open the plan that follows.

    Company and date are enough; people who are not known yet are added. One undo takes all back.
    """
    desk = open_here()
    day = typed_day(on, desk.today, past=True)
    words = {name: value for name, value in given.items() if value}
    started = typed_day(successor, desk.today)
    made = DecisionMade(on=day, met=met, stars=star, successor=started, **words)
    opened = playbook.passed(desk, made)
    if opened.application.decision is Decision.PASSED:
        tell(REFRAME)
    _tell(opened, desk, as_json)


@click.command(cls=Command, short_help="They took their decision back.")
@click.argument("company")
@click.option("--role", default="", help="The job, when there were several.")
@as_json
def reopen(company: str, role: str, as_json: bool) -> None:
    """They took their decision back: the application is in progress again."""
    desk = open_here()
    _tell(interviews.reopen(desk, company, role), desk, as_json)


@click.command(cls=Command, short_help="A vacancy: see whom to ask about it.")
@click.argument("company")
@click.argument("title")
@click.option("--department", default="", help="Where in the company it is.")
@click.option("--url", default="", help="Where it was found.")
@as_json
def opening(company: str, title: str, department: str, url: str, as_json: bool) -> None:
    """A vacancy: note it, rank who could know of it, and plan the first question about it.

    The others are asked one after another, each five working days after the one before.
    """
    desk = open_here()
    found = openings.opening(desk, Vacancy(company, title, department, url))
    for remark in found.remarks:
        tell(remark)
    if as_json:
        show_json(shapes.opening_found(found))
    else:
        _opening(desk, found)


@click.command(cls=Command, short_help="You have a job.")
@click.argument("company")
@click.option("--on", metavar="DATE", help="The day it was settled; today unless given.")
@click.option("--role", default="", help="What you will do there.")
@click.option("--tell", multiple=True, metavar="NAME", help="A star who hears of it; all if none.")
@as_json
def hired(company: str, on: str | None, role: str, tell: tuple[str, ...], as_json: bool) -> None:
    """You have a job: tell your stars, withdraw elsewhere, and keep in touch at a slower pace."""
    desk = open_here()
    day = typed_day(on, desk.today, past=True)
    _tell(hiring.hired(desk, company, day, role, tell or None), desk, as_json)


@click.command(cls=Command, short_help="You are looking for a job again.")
@as_json
def searching(as_json: bool) -> None:
    """You are looking for a job again: plans come back to the pace of a search."""
    desk = open_here()
    found = hiring.searching(desk)
    if as_json:
        show_json({"did": found.did, "replanned": found.replanned})
    else:
        line((found.did, "name"), (f"  {found.replanned} plans moved", "dim"))


@click.command(cls=Command, short_help="Note who sent you to whom.")
@click.argument("name")
@click.argument("to", metavar="TO")
@as_json
def refer(name: str, to: str, as_json: bool) -> None:
    """Note that NAME sent you to TO, and plan to thank them."""
    desk = open_here()
    sender, other = lookup.contact_named(desk, name), lookup.contact_named(desk, to)
    referred = referrals.refer(desk, sender, other)
    if as_json:
        show_json({"did": referred.did, "planned": shapes.maybe_touch(referred.thanks)})
        return
    line((referred.did, "name"))
    if referred.thanks is not None:
        line("next: ", (next_line(referred.thanks, desk.today), "mine"))


def _named(text: str) -> tuple[str, str]:
    """ "Ann Lee: both from Porto" as who and what."""
    name, separator, words = text.partition(":")
    if not separator or not name.strip() or not words.strip():
        raise UsageError(
            f"“{text}” needs a name, a colon and the words: “Ann Lee: both from Porto”."
        )
    return name.strip(), words.strip()


def _tell(opened: Opened, desk: Desk, as_json: bool) -> None:
    for remark in opened.remarks:
        tell(remark)
    show_json(shapes.opened(opened)) if as_json else _plan(opened, desk.today)


def _opening(desk: Desk, found: OpeningFound) -> None:
    line((found.did, "name"), (f"  #{found.opening.id}", "dim"))
    if found.people:
        heading("Whom to ask")
        table(
            [
                ("★" if r.contact.starred else " ", (r.contact.name, "name"), (r.why, "dim"))
                for r in found.people
            ]
        )
    for touch in found.planned:
        line("next: ", (next_line(touch, desk.today), "mine"), (f" – {touch.why}", "dim"))
    gains = [
        g for t in found.planned if t.contact_id for g in openings.gains_since(desk, t.contact_id)
    ]
    if gains:
        heading("New since you last spoke")
        table([(named_date(g.on, desk.today), g.text) for g in gains])


def _plan(opened: Opened, today: date) -> None:
    line((opened.did, "name"))
    if opened.planned:
        heading("Planned")
        table([_planned(t, today) for t in opened.planned])
    if opened.cancelled:
        heading("Cancelled")
        table([_planned(t, today) for t in opened.cancelled])
    if opened.tasks:
        heading("To do")
        table([(t.text,) for t in opened.tasks])


def _planned(touch: Touch, today: date) -> tuple[Part, ...]:
    doing = f"{spoken(touch.channel)} · {spoken(touch.purpose)}"
    day = named_date(touch.due_on, today) if touch.due_on else ""
    return ((touch.contact, "name"), doing, (day, "mine"), (touch.why, "dim"))
