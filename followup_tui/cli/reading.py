"""Looking things up: one person, one company, and where a text stands."""

from __future__ import annotations

from dataclasses import replace

import click

from followup_tui.cli import company_facts, shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.keeping import changes
from followup_tui.cli.options import Number, as_json, name_argument
from followup_tui.cli.pages import company_page, person_page
from followup_tui.cli.printing import Part, show_json, table, tell
from followup_tui.core.records import Company
from followup_tui.core.text import fold
from followup_tui.errors import UsageError
from followup_tui.operations import employers, lookup, views
from followup_tui.operations.company_facts import person_place
from followup_tui.operations.desk import Desk
from followup_tui.store.search import Hit

_EXCERPT = 200


@click.command(cls=Command, short_help="Read everything about one person.")
@name_argument
@as_json
def show(name: str, as_json: bool) -> None:
    """Read everything about one person: standing, why now, what is next, timeline and notes.

    NAME is a number such as #12, a full name, or enough of one to tell who is meant; company:NAME
    reads everything about a company.
    """
    desk = open_here()
    which, text = _prefixed(name)
    if which == "company":
        _show_company(desk, _company(desk, name), as_json)
        return
    view = views.person(desk, lookup.contact_named(desk, text).id)
    tags = desk.store.people_table.tags(view.contact.id)
    if as_json:
        shape = shapes.person(view)
        shape["contact"]["tags"] = list(tags)
        show_json(shape)
    else:
        person_page(view, desk.today, tags, person_place(desk, view.contact.id))


@click.command(cls=Command, short_help="Read everything about one company.")
@name_argument
@click.option("--interest", help="Your own sentence of interest in it, for scripts; “” clears it.")
@click.option("--referral", help="What you know of its referral programme; “” clears it.")
@click.option("--followed", metavar="DATE", help="Since when you follow its page; “” for not yet.")
@as_json
def company(name: str, as_json: bool, **given: str | None) -> None:
    """Read everything about one company: its people, how it stands, and what happened there.

    With an option it notes that instead. Legal forms such as Inc or GmbH need not be typed.
    """
    if _prefixed(name)[0] == "person":
        raise UsageError("That names a person: `followup show` reads everything about one.")
    desk = open_here()
    found = _company(desk, name)
    wanted = changes(**given)
    if wanted.get("followed") is not None:
        wanted["followed"] = typed_day(wanted["followed"], desk.today, past=True)
    if wanted:
        about = replace(employers.as_given(found), **wanted)
        tell(employers.edit(desk, found, about, found.rev).did)
    _show_company(desk, found, as_json)


@click.command(cls=Command, short_help="Find people, companies, notes and touches.")
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--limit",
    type=Number(1, 10_000),
    default=50,
    help="At most so many of each kind; 50 unless given.",
)
@as_json
def find(text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find people, companies, notes and touches by the words in them.

    Every word counts as the beginning of a word, in any case and with or without accents.
    """
    desk = open_here()
    hits = desk.store.search.find(" ".join(text), limit)
    if as_json:
        show_json([shapes.hit(h) for h in hits])
    elif hits:
        table([_row(h) for h in hits], indent=0)
    else:
        tell("Nothing was found.")


def _prefixed(name: str) -> tuple[str, str]:
    """What a name says it is of, as `merge` takes it too, and the rest of it."""
    which, colon, rest = name.partition(":")
    which = fold(which.strip())
    return (which, rest) if colon and which in ("person", "company") else ("", name)


def _company(desk: Desk, name: str) -> Company:
    from followup_tui.operations.merging_companies import company_to_merge

    which, text = _prefixed(name)
    # Behind the prefix a number is a company's, as the list of duplicates shows it.
    return company_to_merge(desk, text) if which else lookup.company_named(desk, name)


def _show_company(desk: Desk, found: Company, as_json: bool) -> None:
    view = views.company(desk, found.id)
    if as_json:
        show_json(shapes.company_page(view) | company_facts.shape(view))
    else:
        company_page(view, desk.today)


def _row(hit: Hit) -> tuple[Part, ...]:
    excerpt = hit.text if len(hit.text) <= _EXCERPT else f"{hit.text[: _EXCERPT - 1]}…"
    return ((hit.kind, "dim"), (hit.contact, "name"), hit.company, excerpt)
