"""Files that come in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json, tell
from followup_tui.core.phrases import count
from followup_tui.exchange.csv_mapping import read_map
from followup_tui.exchange.readers import KINDS
from followup_tui.operations import importing
from followup_tui.operations.importing import Result

_PROBLEMS = 20
"""Problems that are printed; after so many the file is better looked at itself."""


@click.command("import", cls=Command, short_help="Bring people in from files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--kind",
    default="auto",
    metavar=f"[{'|'.join(KINDS)}]",
    help="What the files are; recognised by their content unless given.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a CSV holds what, such as email=Mail; remembered for the next such file.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--partial", is_flag=True, help="Take what is whole in a file that ends in the middle."
)
@click.option(
    "--keep-mine", is_flag=True, help="Replace nothing that is known; only add where it is empty."
)
@as_json
def import_(
    files: tuple[Path, ...],
    kind: str,
    maps: tuple[str, ...],
    dry_run: bool,
    partial: bool,
    keep_mine: bool,
    as_json: bool,
) -> None:
    """Bring people in from contact cards, LinkedIn's archive, Google, Outlook, or any CSV.

    An archive of mail (mbox, Maildir) and LinkedIn's messages.csv become touches with those who are
    known. Importing a file twice adds nothing, and one undo takes an import back.
    """
    desk = open_here()
    options = importing.Options(
        kind=kind,
        partial=partial,
        columns=read_map(maps) or None,
        keep_mine=keep_mine,
        progress=_progress(),
    )
    try:
        result = importing.import_files(desk, files, dry_run=dry_run, options=options)
    finally:
        _wipe()
    if as_json:
        show_json(shapes.imported(result))
    else:
        _page(result, dry_run)
    if not result.usable:
        click.get_current_context().exit(1)


def _progress() -> Callable[[int, int], None]:
    """How far it is, on one line that is written over; nothing where nobody looks."""
    if not sys.stderr.isatty():
        return lambda done, total: None
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        if (percent := done * 100 // max(total, 1)) != shown:
            shown = percent
            sys.stderr.write(f"\r{percent:3} % read")
            sys.stderr.flush()

    return show


def _wipe() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r            \r")


def _page(result: Result, dry_run: bool) -> None:
    parts = (
        (result.added, "added"),
        (result.updated, "updated"),
        (result.unchanged, "unchanged"),
        (result.skipped, "skipped"),
    )
    said = ", ".join(f"{number} {what}" for number, what in parts)
    if result.touches:
        said += f"; {count(result.touches, 'touch', 'touches')} from messages"
    line(f"{said}{' (nothing was changed)' if dry_run else ''}")
    for problem in result.problems[:_PROBLEMS]:
        place = f"{problem.file}, line {problem.line}" if problem.line else problem.file
        line(f"{place}: {problem.message}")
    left = len(result.problems) - _PROBLEMS
    if left > 0:
        line(f"… and {left} more")
    for near in result.near[:_PROBLEMS]:
        line(
            f"{near.file}, line {near.incoming.line}: {near.incoming.name} was kept apart from"
            f" #{near.contact.id}: {near.why}"
        )
    for remark in result.sentences:
        tell(remark)
    if not result.usable:
        tell(f"Nobody could be read: {count(result.skipped, 'row')} of no use.")
