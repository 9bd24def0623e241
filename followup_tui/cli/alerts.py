"""Job alerts that services keep for me."""

from __future__ import annotations

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.keeping import MOST, tell_deed, tell_gone
from followup_tui.cli.options import Number, as_json
from followup_tui.cli.pages import looked
from followup_tui.cli.printing import show_json, table, tell
from followup_tui.errors import UsageError
from followup_tui.operations import alerts, lookup
from followup_tui.operations.desk import Desk


@click.command(cls=Command, short_help="Note a job alert, and when you looked at it.")
@click.argument("words", nargs=-1, metavar="[COMPANY | done ID]")
@click.option("--service", help="Who sends it, such as Indeed, Google Alerts or TAOnline.")
@click.option("--query", default="", help="What it looks for.")
@click.option("--delete", type=Number(1, MOST), metavar="ID", help="Remove the alert.")
@as_json
def alert(
    words: tuple[str, ...], service: str | None, query: str, delete: int | None, as_json: bool
) -> None:
    """Note a job alert that you set up with a service, and when you looked at it.

    `followup alert COMPANY --service NAME` notes one, `followup alert` lists them, `followup alert
    done ID` says that you looked today. A task brings it up again every month.
    """
    if delete is not None:
        if words or service is not None or query:
            raise UsageError("--delete writes nothing: leave the other words out.")
        desk = open_here()
        tell_gone(alerts.delete(desk, desk.store.feeds.alert(delete)), as_json)
    elif service is not None:
        kept = alerts.add(open_here(), " ".join(words), service, query)
        shape = {"alert": shapes.alert(kept.record)}
        tell_deed(kept.did, shape, kept.remarks, as_json, kept.record.id)
    elif query:
        raise UsageError("An alert needs the name of its service: --service “Google Alerts”.")
    elif words and words[0].casefold() == "done" and len(words) <= 2:
        _look(words[1:], as_json)
    else:
        desk = open_here()
        _list(desk, " ".join(words), as_json)


def _look(words: tuple[str, ...], as_json: bool) -> None:
    if not words:
        raise UsageError("Say which alert you looked at: `followup alert done ID`.")
    number = Number(1, MOST).convert(words[0].removeprefix("#"), None, None)
    desk = open_here()
    kept = alerts.looked(desk, desk.store.feeds.alert(number))
    tell_deed(kept.did, {"alert": shapes.alert(kept.record)}, (), as_json, number)


def _list(desk: Desk, name: str, as_json: bool) -> None:
    company = lookup.company_named(desk, name) if name else None
    found = desk.store.feeds.alerts(company.id if company is not None else None)
    if as_json:
        show_json([shapes.alert(a) for a in found])
    elif found:
        rows = [
            ((f"#{a.id}", "dim"), (a.company, "name"), a.service, looked(a, desk.today), a.query)
            for a in found
        ]
        table(rows, indent=0, whole=True)
    else:
        tell("No job alert yet: `followup alert COMPANY --service NAME` notes one.")
