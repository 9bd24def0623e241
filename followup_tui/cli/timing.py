"""What changes the plan from outside: days away, a crowded day, somebody who never answers."""

from __future__ import annotations

from datetime import date

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json, name_argument
from followup_tui.cli.pages import next_line
from followup_tui.cli.printing import heading, line, show_json, table, tell
from followup_tui.core.phrases import named_date
from followup_tui.errors import UsageError
from followup_tui.operations import absence, lookup, views
from followup_tui.operations import silence as silences
from followup_tui.operations.absence import Shifted


@click.command(cls=Command, short_help="Plan nothing on some days.")
@click.argument("first", metavar="FROM", required=False)
@click.argument("last", metavar="TO", required=False)
@click.option("--off", is_flag=True, help="You are here after all.")
@as_json
def away(first: str | None, last: str | None, off: bool, as_json: bool) -> None:
    """Plan nothing from one day to another; what fell there finds room behind.

    Without days it lists what is noted; `followup away FROM --off` takes one back.
    """
    desk = open_here()
    start, end = typed_day(first, desk.today), typed_day(last, desk.today)
    if start is None:
        _list(as_json)
    elif off:
        _tell(absence.here_again(desk, start), desk.today, as_json)
    elif end is None:
        raise UsageError("Give the last day as well: followup away 3 may 14 may.")
    else:
        _tell(absence.away(desk, start, end), desk.today, as_json)


@click.command(cls=Command, short_help="Leave today its share, and spread out the rest.")
@as_json
def spread(as_json: bool) -> None:
    """Leave today what a day can carry, and find days for the rest; one undo takes it back."""
    desk = open_here()
    _tell(absence.spread(desk), desk.today, as_json)


@click.command(cls=Command, short_help="Say how to go on when nobody answers.")
@name_argument
@click.argument("how", metavar="go-on|once|rest")
@as_json
def silence(name: str, how: str, as_json: bool) -> None:
    """Say how to go on with somebody who never answered: go-on, once, or rest.

    `once` plans one touch more and lets the plan rest after it.
    """
    desk = open_here()
    contact = lookup.contact_named(desk, name)
    did = silences.answer(desk, contact, how)
    view = views.person(desk, contact.id)
    if as_json:
        show_json(shapes.person(view))
        return
    line((did, "name"))
    if view.next is not None and not view.contact.paused(desk.today):
        line("next: ", (next_line(view.next, desk.today), "mine"))


def _list(as_json: bool) -> None:
    desk = open_here()
    known = absence.absences(desk)
    if as_json:
        show_json([{"from": a.first.isoformat(), "to": a.last.isoformat()} for a in known])
    elif not known:
        line(("You are not away on any day to come.", "dim"))
    for stretch in known if not as_json else ():
        line(f"{named_date(stretch.first, desk.today)} to {named_date(stretch.last, desk.today)}")


def _tell(shifted: Shifted, today: date, as_json: bool) -> None:
    for remark in shifted.remarks:
        tell(remark)
    if as_json:
        show_json({"did": shifted.did, "moved": [shapes.touch(t) for t in shifted.moved]})
        return
    line((shifted.did, "name"))
    if shifted.moved:
        heading("Moved")
        table(
            [
                ((t.contact, "name"), (named_date(t.due_on, today) if t.due_on else "", "mine"))
                for t in shifted.moved
            ]
        )
