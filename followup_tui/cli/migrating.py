"""Moving to another database, with the count and the checksum of every table."""

from __future__ import annotations

import click

from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json, table
from followup_tui.operations.migrating import migrate_to as move


@click.command(name="migrate-to", cls=Command, short_help="Copy everything to another database.")
@click.argument("url")
@as_json
def migrate_to(url: str, as_json: bool) -> None:
    """Copy everything to the empty database at URL, and check every table at both ends.

    URL begins with postgresql:// or cockroachdb://, or is the path of a file to be made. What you have
    here stays as it is; say FOLLOWUP_DATABASE=URL to work there from now on.
    """
    moved = move(open_here(), url)
    if as_json:
        show_json(
            {
                "database": moved.where,
                "tables": [
                    {"table": t.table, "rows": t.rows, "checksum": t.checksum} for t in moved.tables
                ],
            }
        )
        return
    line(f"copied to {moved.where}; every table is the same at both ends")
    table([((t.table, "name"), f"{t.rows}", (t.checksum, "dim")) for t in moved.tables])
