"""Files that come in and go out."""

from __future__ import annotations

from pathlib import Path

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json, tell
from followup_tui.core.phrases import count
from followup_tui.operations import exporting, importing
from followup_tui.operations.importing import Result
from followup_tui.paths import private_writer

_PROBLEMS = 20
"""Problems that are printed; after so many the file is better looked at itself."""


@click.command("import", cls=Command, short_help="Bring people in from files.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--kind",
    default="auto",
    metavar="[auto|vcard|linkedin|json]",
    help="What the files are; recognised by their content unless given.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option(
    "--partial", is_flag=True, help="Take what is whole in a file that ends in the middle."
)
@as_json
def import_(
    files: tuple[Path, ...], kind: str, dry_run: bool, partial: bool, as_json: bool
) -> None:
    """Bring people in from contact cards, LinkedIn's Connections.csv, or an export of followup.

    Importing a file twice adds nothing, and one undo takes an import back.
    """
    desk = open_here()
    result = importing.import_files(desk, files, kind, dry_run=dry_run, partial=partial)
    if as_json:
        show_json(shapes.imported(result))
    else:
        _page(result, dry_run)
    if not result.usable:
        click.get_current_context().exit(1)


@click.command(cls=Command, short_help="Write all of your data as JSON.")
@click.argument("form", metavar="json", type=click.Choice(["json"]))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file."
)
@click.option("--private", is_flag=True, help="Leave nothing out; json never does.")
@as_json
def export(form: str, output: Path | None, private: bool, as_json: bool) -> None:
    """Write all of your data as JSON, complete: an import of it gives the same again."""
    desk = open_here()
    text = exporting.export_json(desk)
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return
    with private_writer(output) as file:
        file.write(text)
    show_json({"path": str(output)}) if as_json else line(f"written to {output}")


def _page(result: Result, dry_run: bool) -> None:
    parts = (
        (result.added, "added"),
        (result.updated, "updated"),
        (result.unchanged, "unchanged"),
        (result.skipped, "skipped"),
    )
    said = ", ".join(f"{number} {what}" for number, what in parts)
    line(f"{said}{' (nothing was changed)' if dry_run else ''}")
    for problem in result.problems[:_PROBLEMS]:
        place = f"{problem.file}, line {problem.line}" if problem.line else problem.file
        line(f"{place}: {problem.message}")
    left = len(result.problems) - _PROBLEMS
    if left > 0:
        line(f"… and {left} more")
    if not result.usable:
        tell(f"Nobody could be read: {count(result.skipped, 'row')} of no use.")
