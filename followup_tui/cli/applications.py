"""What is known of one run at a job, told later."""

from __future__ import annotations

from dataclasses import replace

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here, typed_day
from followup_tui.cli.group import Command
from followup_tui.cli.keeping import changes
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json
from followup_tui.cli.words import Word, one_of
from followup_tui.core.phrases import named_date
from followup_tui.core.reasons import PassReason
from followup_tui.core.words import Rank, Stage, spoken
from followup_tui.errors import UsageError
from followup_tui.operations import applications, lookup

REASON_HELP = f"Why somebody else: {one_of(PassReason)}, or their own words."


@click.command(cls=Command, short_help="Say more of an application: rank, reason, who started.")
@click.argument("company")
@click.option("--role", default="", help="The job, when there were several.")
@click.option("--rename", "new_role", metavar="ROLE", help="What the job is called.")
@click.option("--stage", type=Word(Stage, "stage"), help=f"How far you got: {one_of(Stage)}.")
@click.option("--rank", type=Word(Rank, "rank"), help=f"Where you stood: {one_of(Rank)}.")
@click.option("--reason", help=REASON_HELP)
@click.option(
    "--successor", metavar="DATE", help="The first day of whoever got it; “” for unknown."
)
@as_json
def application(
    company: str,
    role: str,
    new_role: str | None,
    successor: str | None,
    as_json: bool,
    **given: str,
) -> None:
    """Say more of an application: how far you got, where you stood, why not, and who started when.

    No plan moves. `followup passed` and `followup reopen` tell a decision.
    """
    desk = open_here()
    found = applications.run_at(desk, lookup.company_named(desk, company), role)
    wanted = changes(role=new_role, **given)
    if successor is not None:
        wanted["successor"] = typed_day(successor, desk.today) if successor.strip() else None
    if not wanted:
        raise UsageError("Say what to note, such as --rank, --reason or --successor.")
    kept = applications.edit(desk, found, replace(applications.as_given(found), **wanted))
    if as_json:
        show_json(shapes.application(kept.record))
        return
    run = kept.record
    line((kept.did, "name"))
    told = (
        run.role,
        spoken(run.stage) if run.stage else "",
        f"my rank: {spoken(run.rank)}" if run.rank is not Rank.UNKNOWN else "",
        run.reason,
        f"they start {named_date(run.successor_started_on, desk.today)}"
        if run.successor_started_on
        else "",
    )
    line((" · ".join(filter(None, told)), "dim"), indent=2)
