"""The one command whose work nothing brings back."""

from __future__ import annotations

import click

from followup_tui.cli.asking import confirm_by_name
from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import line, show_json, tell
from followup_tui.core.phrases import count
from followup_tui.operations import forgetting


@click.command(cls=Command, short_help="Remove somebody for good, leaving no trace.")
@click.argument("name")
@click.option("--backups", is_flag=True, help="Rewrite the backups without them as well.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def forget(name: str, backups: bool, yes: bool, as_json: bool) -> None:
    """Remove somebody for good: from people, notes, touches, history and search. No undo.

    With --backups every backup is rewritten without them; copies that cannot be opened here, such as
    encrypted ones, are named, and are yours to delete.
    """
    desk = open_here()
    contact = forgetting.whom(desk, name)
    if not yes:
        confirm_by_name(
            f"This removes {contact.name} (#{contact.id}) and everything about them for good; "
            "undo will not bring them back. Type the name to go on:",
            contact.name,
        )
    done = forgetting.forget(desk, contact, in_backups=backups)
    if as_json:
        show_json(
            {
                "contact_id": contact.id,
                "remarks": list(done.remarks),
                "rewritten": [str(p) for p in done.rewritten],
                "left": [str(p) for p in done.left],
            }
        )
        return
    line((done.did, "name"))
    for remark in done.remarks:
        tell(remark)
    if done.rewritten:
        line(f"{count(len(done.rewritten), 'backup')} rewritten without them")
    if done.left:
        tell("These copies may still hold them" + ("; delete what you do not need:" if backups else
             "; --backups rewrites them:"))  # fmt: skip
        for path in done.left:
            tell(f"  {path}")
