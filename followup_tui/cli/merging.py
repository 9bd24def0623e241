"""Entries that are in the list twice: found, merged, told apart; and the tags by which people are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import Number, as_json, name_argument
from followup_tui.cli.pages import next_line
from followup_tui.cli.printing import Part, line, show_json, table, tell
from followup_tui.core.records import Company, Contact
from followup_tui.errors import UsageError
from followup_tui.operations import lookup, views

if TYPE_CHECKING:
    from followup_tui.operations.desk import Desk
    from followup_tui.operations.duplicates import Pair
    from followup_tui.operations.merge_preview import Row

_SIDES = {"a": "keep", "b": "other"}


@click.command(cls=Command, short_help="List who may be in here twice.")
@click.option(
    "--limit",
    type=Number(1, 10_000),
    default=50,
    help="At most so many pairs of people and of companies; 50 unless given.",
)
@click.option(
    "--apart",
    nargs=2,
    metavar="A B",
    help="Say that these two are not the same: they are not listed again.",
)
@as_json
def duplicates(limit: int, apart: tuple[str, str] | None, as_json: bool) -> None:
    """List people and companies that may be in here twice, the surest first, and why.

    Nothing is merged unless you say so: `followup merge A B` does.
    """
    from followup_tui.operations.duplicates import duplicates as pairs
    from followup_tui.operations.duplicates import not_the_same

    desk = open_here()
    if apart is not None:
        did = not_the_same(desk, *_two(desk, *apart))
        show_json({"did": did}) if as_json else line((did, "name"))
        return
    found = pairs(desk, limit)
    if as_json:
        show_json([_pair_shape(pair) for pair in found])
    elif found:
        table([_pair_row(pair) for pair in found], indent=0, whole=True)
    else:
        tell("Nobody seems to be in here twice.")


@click.command(cls=Command, short_help="Make one person, or one company, of two.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--prefer",
    multiple=True,
    metavar="FIELD=a|b",
    help="Whose value of a field remains; give more.",
)
@click.option("--dry-run", is_flag=True, help="Show what would remain, and change nothing.")
@as_json
def merge(first: str, second: str, prefer: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Make one entry of two: everything of B moves to A, and B goes into the bin.

    Of each field the one that is filled remains, else that of A. A stop stays a stop. One undo takes
    it back. company:A and company:B merge companies; company:#3 names one by its number.
    """
    from followup_tui.operations import merge_preview

    desk = open_here()
    keep, other = _two(desk, first, second)
    merge_preview.refuse_nonsense(keep, other)
    choices = _choices(prefer)
    if dry_run:
        rows = merge_preview.preview(desk, keep, other)
        _show_preview(rows, merge_preview.remaining(rows, choices), as_json)
    elif isinstance(keep, Contact):
        assert isinstance(other, Contact)
        _merge_people(desk, keep, other, choices, as_json)
    else:
        assert isinstance(other, Company)
        _merge_companies(desk, keep, other, choices, as_json)


@click.command(cls=Command, short_help="Give a person tags, or take them away.")
@name_argument
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.option("--off", is_flag=True, help="Take the tags away.")
@as_json
def tag(name: str, tags: tuple[str, ...], off: bool, as_json: bool) -> None:
    """Give a person tags: words of your own, by which the list of people is filtered as #tag."""
    from followup_tui.operations.tags import tag as give

    desk = open_here()
    contact = lookup.contact_named(desk, name)
    did = give(desk, [contact], tags, on=not off)
    known = desk.store.people_table.tags(contact.id)
    if as_json:
        show_json({"contact": contact.name, "contact_id": contact.id, "tags": list(known)})
        return
    line((did, "name"))
    line((" ".join(f"#{each}" for each in known) or "no tags", "dim"))


def _two(desk: Desk, first: str, second: str) -> tuple[Contact | Company, Contact | Company]:
    from followup_tui.operations.merging_companies import company_to_merge

    def company(text: str) -> Company | None:
        which, colon, rest = text.partition(":")
        wanted = bool(colon) and which.strip().casefold() == "company"
        return company_to_merge(desk, rest) if wanted else None

    keep = company(first) or lookup.target_named(desk, first)
    if isinstance(keep, Company) and ":" not in second:
        return keep, company_to_merge(desk, second)
    return keep, company(second) or lookup.target_named(desk, second)


def _choices(prefer: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given in prefer:
        field, equals, side = given.partition("=")
        chosen = _SIDES.get(side.strip().casefold())
        if not equals or chosen is None:
            raise UsageError(f"“{given}” says no side: write --prefer title=a or --prefer title=b.")
        found[field.strip().casefold().replace("-", "_").replace(" ", "_")] = chosen
    return found


def _merge_people(
    desk: Desk, keep: Contact, other: Contact, choices: dict[str, str], as_json: bool
) -> None:
    from followup_tui.operations.merging import merge as join

    changed = join(desk, keep, other, choices)
    for remark in changed.remarks:
        tell(remark)
    if as_json:
        show_json(shapes.person(views.person(desk, changed.contact.id)))
        return
    line((changed.did, "name"), (f"  #{changed.contact.id}", "dim"))
    if changed.next is not None:
        line("next: ", (next_line(changed.next, desk.today), "mine"))


def _merge_companies(
    desk: Desk, keep: Company, other: Company, choices: dict[str, str], as_json: bool
) -> None:
    from followup_tui.operations.merging_companies import merge_companies

    merged = merge_companies(desk, keep, other, choices)
    for remark in merged.remarks:
        tell(remark)
    if as_json:
        show_json(shapes.company_page(views.company(desk, merged.company.id)))
    else:
        line((merged.did, "name"))


def _show_preview(rows: tuple[Row, ...], chosen: dict[str, Any], as_json: bool) -> None:
    if as_json:
        sides = {"keep": "a", "other": "b"}
        show_json(
            [
                {
                    "field": row.field,
                    "a": row.keep or None,
                    "b": row.other or None,
                    "remains": sides[chosen[row.field]],
                    "open": row.open,
                }
                for row in rows
            ]
        )
        return
    table([_preview_row(row, chosen[row.field]) for row in rows], indent=0, whole=True)


def _preview_row(row: Row, side: str) -> tuple[Part, ...]:
    def cell(text: str, own: str) -> Part:
        return (text or "–", "mine" if side == own else "dim")

    field = row.field.replace("_", " ")
    return ((field, "dim"), cell(row.keep, "keep"), cell(row.other, "other"), (row.why, "dim"))


def _pair_row(pair: Pair) -> tuple[Part, ...]:
    return (_named(pair.first), _named(pair.second), (pair.why, "dim"))


def _named(entry: Contact | Company) -> str:
    if isinstance(entry, Company):
        return f"company:#{entry.id} {entry.name}"
    where = f", {entry.company}" if entry.company else ""
    return f"#{entry.id} {entry.name}{where}"


def _pair_shape(pair: Pair) -> dict[str, Any]:
    kind = "person" if isinstance(pair.first, Contact) else "company"
    entries = {
        name: {
            "id": entry.id,
            "name": entry.name,
            "company": getattr(entry, "company", None) or None,
        }
        for name, entry in (("first", pair.first), ("second", pair.second))
    }
    return {"kind": kind, **entries, "score": pair.score, "why": pair.why}
