"""Keeping the data well: backups and the way back, the doctor, and completions for the shell."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from followup_tui.cli import shapes
from followup_tui.cli.globals import open_here, settings
from followup_tui.cli.group import Command
from followup_tui.cli.options import as_json
from followup_tui.cli.printing import Part, line, show_json, table, tell
from followup_tui.core.phrases import count
from followup_tui.errors import FollowupError, StoreError
from followup_tui.operations import upkeep
from followup_tui.operations.upkeep import Check


@click.command(cls=Command, short_help="Copy the database.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@as_json
def backup(file: Path | None, as_json: bool) -> None:
    """Copy the database, whole and checked, to FILE or under its date beside the data."""
    path = upkeep.backup(open_here(), file)
    show_json({"path": str(path)}) if as_json else line(str(path))


@click.command(cls=Command, short_help="Put a backup in the place of your data.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def restore(file: Path, yes: bool, as_json: bool) -> None:
    """Put a backup in the place of your data; what is there now is kept as a backup itself."""
    people = upkeep.people_in(file)
    if not yes:
        _ask(f"Replace your data with this backup of {count(people, 'person', 'people')}?")
    chosen = settings()
    people, kept = upkeep.put_back(file, chosen.home_path, chosen.database_place)
    if as_json:
        show_json({"people": people, "kept": str(kept) if kept else None})
        return
    line(f"restored {count(people, 'person', 'people')}")
    if kept is not None:
        line((f"what was there before: {kept}", "dim"))


@click.command(cls=Command, short_help="Look at everything that could be wrong.")
@click.option("--repair", is_flag=True, help="Work the agenda out anew where it is wrong.")
@as_json
def doctor(repair: bool, as_json: bool) -> None:
    """Look at everything that could be wrong, and say what to do about it."""
    repaired = 0
    try:
        desk = open_here()
        repaired = upkeep.repair(desk) if repair else 0
        checks = tuple(upkeep.examine(desk))
    except StoreError as error:
        chosen = settings()
        checks = tuple(upkeep.examine_closed(error, chosen.home_path, chosen.database_place))
    if repaired:
        tell(f"repaired the agenda of {count(repaired, 'person', 'people')}")
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


def _ask(question: str) -> None:
    """Go on only after a yes in so many letters; neither Enter nor the end of the input is one."""
    click.echo(f"{question} [y/N] ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo(err=True)
    if answer.strip().lower() not in ("y", "yes"):
        raise FollowupError("Nothing was changed.")


def _rows(check: Check) -> Sequence[Sequence[Part]]:
    sign: Part = ("✓", "good") if check.fine else ("✗", "bad")
    said = [(sign, (check.what, "name"), check.said)]
    return [*said, ("", "", (check.advice, "dim"))] if check.advice else said
