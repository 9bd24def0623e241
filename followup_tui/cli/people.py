"""People and companies: add, edit, delete, star, pause, stop, wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json, name_argument
from followup_tui.cli.pages import next_line
from followup_tui.cli.printing import line, show_json, tell
from followup_tui.cli.words import Word, one_of
from followup_tui.core.records import Company
from followup_tui.core.words import Role
from followup_tui.errors import UsageError
from followup_tui.operations import lookup, people, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.people import Changed, Details

Function = TypeVar("Function", bound=Callable[..., Any])


def _details(function: Function) -> Function:
    """The options that describe a person, passed together as `given`."""
    for option in reversed(
        (
            click.option("--company", help="Where they work; created when unknown."),
            click.option("--title", help="Their job title."),
            click.option("--department", help="Their department."),
            click.option(
                "--role", type=Word(Role, "role"), help=f"What they are to you: {one_of(Role)}."
            ),
            click.option("--email", multiple=True, help="An address; give more, the best first."),
            click.option("--phone", multiple=True, help="A number; give more, the best first."),
            click.option("--linkedin", metavar="URL", help="Their LinkedIn profile."),
            click.option("--timezone", metavar="ZONE", help="Their zone, such as Europe/Berlin."),
            click.option("--shared-group", metavar="GROUP", help="A LinkedIn group you share."),
            click.option(
                "--email-source", metavar="TEXT", help="Where the address is from: a business card."
            ),
        )
    ):
        function = option(function)
    return function


@click.command(cls=Command, short_help="Add a person.")
@name_argument
@_details
@click.option("--star", is_flag=True, help="Keep them warm: this plans a first touch.")
@as_json
def add(name: str, star: bool, as_json: bool, **given: Any) -> None:
    """Add a person; a company that is not known yet is added too."""
    desk = open_here()
    _tell(desk, people.add(desk, _as_details(name, given), star=star), as_json)


@click.command(cls=Command, short_help="Change what is known of a person.")
@name_argument
@click.option("--name", "new_name", help="Their name from now on.")
@_details
@as_json
def edit(name: str, new_name: str | None, as_json: bool, **given: Any) -> None:
    """Change what is known of a person; what you do not name stays as it is.

    Addresses and numbers given take the place of the known ones; an empty one clears them.
    """
    desk = open_here()
    details = _as_details(new_name, given)
    if details == Details():
        raise UsageError("Say what to change, such as --title or --phone.")
    _tell(desk, people.edit(desk, lookup.contact_named(desk, name), details), as_json)


@click.command(cls=Command, short_help="Delete a person; undo brings them back.")
@name_argument
@as_json
def delete(name: str, as_json: bool) -> None:
    """Delete a person and what is planned with them; undo brings everything back."""
    desk = open_here()
    _tell(desk, people.delete(desk, lookup.contact_named(desk, name)), as_json)


@click.command(cls=Command, short_help="Star somebody, and plan a first touch.")
@name_argument
@click.option("--off", is_flag=True, help="Take the star away; the plan stays.")
@as_json
def star(name: str, off: bool, as_json: bool) -> None:
    """Star somebody, which plans a first touch when nothing is planned."""
    desk = open_here()
    _tell(desk, people.star(desk, lookup.contact_named(desk, name), on=not off), as_json)


@click.command(cls=Command, short_help="Let a person or a company rest for a while.")
@click.argument("who", metavar="NAME|COMPANY")
@click.option("--until", metavar="DATE", help="The day to go on; without it, until further notice.")
@click.option("--off", is_flag=True, help="Go on now.")
@as_json
def pause(who: str, until: str | None, off: bool, as_json: bool) -> None:
    """Let a person or a whole company rest for a while.

    A person comes before a company of the same name; company:NAME and person:NAME decide.
    """
    if off and until is not None:
        raise UsageError("Going on now and resting until a day exclude each other.")
    desk = open_here()
    found = lookup.target_named(desk, who)
    day = typed_day(until, desk.today)
    if isinstance(found, Company):
        did = people.resume_company(desk, found) if off else people.pause_company(desk, found, day)
        _tell_company(desk, found.id, did, as_json)
    else:
        changed = people.resume(desk, found) if off else people.pause(desk, found, day)
        _tell(desk, changed, as_json)


@click.command(cls=Command, short_help="They asked to be left alone.")
@name_argument
@click.option("--said", default="", help="What they said, in their words.")
@as_json
def stop(name: str, said: str, as_json: bool) -> None:
    """They asked to be left alone: cancel everything, and never plan anything again."""
    desk = open_here()
    _tell(desk, people.stop(desk, lookup.contact_named(desk, name), said), as_json)


@click.command(cls=Command, short_help="Say whether you would still like to work there.")
@click.argument("name", metavar="COMPANY")
@click.option("--off", is_flag=True, help="You would not take a job there any more.")
@as_json
def wanted(name: str, off: bool, as_json: bool) -> None:
    """Say whether you would still like to work at a company; if not, its plans are cancelled."""
    desk = open_here()
    found = lookup.company_named(desk, name)
    _tell_company(desk, found.id, people.wanted(desk, found, on=not off), as_json)


def _as_details(name: str | None, given: dict[str, Any]) -> Details:
    """Empty addresses clear the known ones; none given leave them."""
    emails, phones = given.pop("email"), given.pop("phone")
    return Details(name=name, emails=emails or None, phones=phones or None, **given)


def _tell(desk: Desk, changed: Changed, as_json: bool) -> None:
    """What was done, what is planned, or why nothing is."""
    for remark in changed.remarks:
        tell(remark)
    if as_json:
        show_json(shapes.person(views.person(desk, changed.contact.id)))
        return
    line((changed.did, "name"), (f"  #{changed.contact.id}", "dim"))
    if changed.contact.paused(desk.today):
        return
    if changed.next is not None:
        why = f" – {changed.next.why}" if changed.next.why else ""
        line("next: ", (next_line(changed.next, desk.today), "mine"), (why, "dim"))
    elif changed.why:
        line((f"nothing is planned: {changed.why}", "dim"))


def _tell_company(desk: Desk, company_id: int, did: str, as_json: bool) -> None:
    if as_json:
        show_json(shapes.company_page(views.company(desk, company_id)))
    else:
        line((did, "name"))
