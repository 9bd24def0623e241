"""Files that go out, one command a format."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command, Group
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json, tell
from followup_tui.core.phrases import count
from followup_tui.errors import UsageError
from followup_tui.operations import exporting, lookup
from followup_tui.operations.exporting import Sheet

_FOLDER_ENDS = tuple({os.sep, os.altsep or os.sep})

output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=str),
    metavar="FILE",
    help="Write to this file; - is the standard output, as without it.",
)
private = click.option(
    "--private",
    is_flag=True,
    help="With what else stays here: notes, ranks, wishes, feedback and the like.",
)


@click.group(cls=Group, short_help="Write your data for other programs.")
def export() -> None:
    """Write your data for other programs.

    A file is written whole or not at all, and readable by you alone.
    """


@export.command("json", cls=Command, short_help="All of it; an import gives the same again.")
@output
@click.option("--private", is_flag=True, help="Leave nothing out; json never does.")
@as_json
def json_(output: str | None, private: bool, as_json: bool) -> None:
    """Write all of your data, complete: an import of it gives the same again."""
    _write(output, exporting.export_json(open_here()), as_json)


@export.command(cls=Command, short_help="The JSON Schema of `export json`.")
@output
@as_json
def schema(output: str | None, as_json: bool) -> None:
    """Write what `export json` holds, as a JSON Schema for other programs."""
    _write(output, exporting.export_schema(), as_json)


@export.command(cls=Command, short_help="Everybody as a sheet.")
@output
@private
@as_json
def csv(output: str | None, private: bool, as_json: bool) -> None:
    """Write everybody as a sheet, one row a person; no cell of it is a formula."""
    _write(output, exporting.export_csv(open_here(), private=private), as_json)


@export.command(cls=Command, short_help="Contact cards, of all or of some.")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@output
@private
@click.option(
    "--card-version",
    type=click.Choice(["2.1", "3.0", "4.0"]),
    default="3.0",
    show_default=True,
    help="The version of vCard; 2.1 for old telephones.",
)
@as_json
def vcard(
    names: tuple[str, ...], output: str | None, private: bool, card_version: str, as_json: bool
) -> None:
    """Write contact cards of everybody, or of those named; what a card brought along goes back."""
    desk = open_here()
    people = [lookup.contact_named(desk, name) for name in names]
    text = exporting.export_vcard(desk, people, version=card_version, private=private)
    _write(output, text, as_json)


@export.command(cls=Command, short_help="What is planned, for a calendar.")
@output
@as_json
def ics(output: str | None, as_json: bool) -> None:
    """Write what is planned as a calendar.

    With calendar.file set, such a file is kept up to date by itself, and calendars can subscribe to
    it. The titles say who is meant only with calendar.detail.
    """
    _write(output, exporting.export_calendar(open_here()), as_json)


@export.command(cls=Command, short_help="Planned e-mails, as unsent drafts.")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@output
@as_json
def eml(names: tuple[str, ...], output: str | None, as_json: bool) -> None:
    """Write the planned e-mails, all or those with the people named, as drafts for a mail program.

    Several go into a folder, one file each. Nothing is sent by this.
    """
    desk = open_here()
    people = [lookup.contact_named(desk, name) for name in names]
    drafts = exporting.export_mail(desk, people)
    several = len(drafts.sheets) > 1
    if several and output in (None, "-"):
        raise UsageError("There are several e-mails: name a folder for them, such as -o drafts/.")
    for sentence in drafts.left_out:
        tell(sentence)
    if several or _is_folder(output):
        _write_folder(output, drafts.sheets, as_json)
    else:
        _write(output, drafts.sheets[0].content, as_json)


@export.command(cls=Command, short_help="A page for each company.")
@click.argument("companies", nargs=-1, metavar="[COMPANY]…")
@output
@private
@as_json
def markdown(companies: tuple[str, ...], output: str | None, private: bool, as_json: bool) -> None:
    """Write what is known of every company, or of those named; into a folder, one file each.

    Several go into one file when it has an ending, such as -o all.md.
    """
    desk = open_here()
    chosen = [lookup.company_named(desk, name) for name in companies]
    sheets = exporting.export_dossiers(desk, chosen, private=private)
    if _is_folder(output) or (len(sheets) > 1 and _may_be_folder(output)):
        _write_folder(output, sheets, as_json)
    else:
        _write(output, b"\n".join(sheet.content for sheet in sheets), as_json)


@export.command("work-log", cls=Command, short_help="What was done to find work, as a sheet.")
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="Up to and with this day; else today.")
@output
@as_json
def work_log(since: str | None, until: str | None, output: str | None, as_json: bool) -> None:
    """Write what was done to find work as a sheet: date, employer, person, method, result."""
    desk = open_here()
    first = typed_day(since, desk.today) or date.min
    last = typed_day(until, desk.today)
    _write(output, exporting.export_work_log(desk, first, last), as_json)


def _write(output: str | None, content: str | bytes, as_json: bool) -> None:
    data = content.encode() if isinstance(content, str) else content
    if output is None or output == "-":
        click.echo(data, nl=False)
        return
    path = Path(output)
    exporting.write_file(path, data)
    show_json({"path": str(path)}) if as_json else line(f"written to {path}")


def _is_folder(output: str | None) -> bool:
    return bool(output) and (str(output).endswith(_FOLDER_ENDS) or Path(str(output)).is_dir())


def _may_be_folder(output: str | None) -> bool:
    """Whether a name that is not taken has no ending, and so is a folder's."""
    return output not in (None, "", "-") and not Path(str(output)).suffix


def _write_folder(output: str | None, sheets: tuple[Sheet, ...], as_json: bool) -> None:
    folder = Path(str(output))
    written = exporting.write_folder(folder, sheets)
    if as_json:
        show_json({"paths": [str(path) for path in written]})
    else:
        line(f"{count(len(written), 'file')} written to {folder}")
