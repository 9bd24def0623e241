"""Keeping the data well: backups and the way back, the doctor, and completions for the shell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from followup_tui.cli import shapes
from followup_tui.cli.asking import confirm, known_passphrase, new_passphrase
from followup_tui.cli.globals import open_here, settings
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import Part, line, show_json, table, tell
from followup_tui.core.phrases import count
from followup_tui.errors import FollowupError, StoreError
from followup_tui.exchange.sealed import require
from followup_tui.operations import doctor as examining
from followup_tui.operations import upkeep
from followup_tui.operations.doctor import Check


@click.command(cls=Command, short_help="Copy the database.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--encrypt", is_flag=True, help="Under a passphrase: asked for, or out of FOLLOWUP_PASSPHRASE."
)
@as_json
def backup(file: Path | None, encrypt: bool, as_json: bool) -> None:
    """Copy the database, whole and checked, to FILE or under its date beside the data.

    With --encrypt it can go where others may look; `age` opens it as well.
    """
    if encrypt:
        require()
    passphrase = new_passphrase() if encrypt else None
    path = upkeep.backup(open_here(), file, passphrase)
    show_json({"path": str(path)}) if as_json else line(str(path))


@click.command(cls=Command, short_help="Put a backup in the place of your data.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def restore(file: Path, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of your data; what is there now is kept as a backup itself."""
    source = upkeep.opened(file, known_passphrase)
    people = upkeep.people_in(source)
    if not yes:
        confirm(f"Replace your data with this backup of {count(people, 'person', 'people')}?")
    chosen = settings()
    people, kept = upkeep.put_back(source, chosen.home_path, chosen.database_place)
    if as_json:
        show_json({"people": people, "kept": str(kept) if kept else None})
        return
    line(f"restored {count(people, 'person', 'people')}")
    if kept is not None:
        line((f"what was there before: {kept}", "dim"))


@click.command(cls=Command, short_help="Look at everything that could be wrong.")
@click.option("--repair", is_flag=True, help="Put right what can be, without losing anything.")
@as_json
def doctor(repair: bool, as_json: bool) -> None:
    """Look at everything that could be wrong, and say what to do about it."""
    try:
        desk = open_here()
        for said in examining.repair(desk) if repair else ():
            tell(said)
        checks = tuple(examining.examine(desk))
    except StoreError as error:
        chosen = settings()
        closed = examining.examine_closed(error, chosen.home_path, chosen.database_place)
        checks = tuple(closed)
    if as_json:
        show_json([shapes.check(c) for c in checks])
    else:
        table([row for check in checks for row in _rows(check)], indent=0, whole=True)
    if not all(check.fine for check in checks):
        click.get_current_context().exit(1)


@click.command(cls=Command, short_help="Teach your shell the commands.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completions(shell: str) -> None:
    """Print what makes your shell complete commands and options.

    For bash, put `eval "$(followup completions bash)"` into ~/.bashrc.
    """
    # Only a shell that starts asks for it.
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise FollowupError(f"There are no completions for {shell}.")
    root = click.get_current_context().find_root().command
    click.echo(found(root, {}, "followup", "_FOLLOWUP_COMPLETE").source())


def _rows(check: Check) -> Sequence[Sequence[Part]]:
    sign: Part = ("✓", "good") if check.fine else ("✗", "bad")
    said = [(sign, (check.what, "name"), check.said)]
    return [*said, ("", "", (check.advice, "dim"))] if check.advice else said
