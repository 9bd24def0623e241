"""Opening the full-screen program."""

from __future__ import annotations

import os
import sys

import click

from followup_tui.cli.globals import open_here, settings
from followup_tui.cli.group import Command
from followup_tui.cli.printing import wants_ascii
from followup_tui.errors import FollowupError
from followup_tui.operations.desk import Desk
from followup_tui.served import is_served


@click.command(cls=Command, short_help="Go through today's people, one at a time.")
@click.option("--plain", is_flag=True, help="Line by line, without a full screen.")
def review(plain: bool) -> None:
    """Go through today's people, one at a time.

    It opens the full-screen program; with --plain it asks line by line, which suits screen readers.
    """
    if not plain:
        open_program()
        return
    from followup_tui.cli.review import run  # the full screen has its own

    run(open_here())


@click.command(cls=Command, short_help="Look around with made-up people.")
def demo() -> None:
    """Look around with made-up people, in a place of their own that is gone afterwards."""
    _refuse_pipes()
    # Made-up people are of no use to any other command.
    from followup_tui.operations.demo import discard, open_demo

    desk = open_demo(settings().day)
    try:
        _run(desk)
    finally:
        discard(desk)


def open_program() -> None:
    """The program on the chosen desk, until it is left."""
    _refuse_pipes()
    _run(open_here())


def _run(desk: Desk) -> None:
    """The program on a desk; it ends the command with its own exit code."""
    ctx = click.get_current_context()
    if ctx.color is False:
        os.environ["NO_COLOR"] = "1"
    # Textual takes longer to load than any other command takes altogether.
    from followup_tui.tui import launch

    code = launch.open_program(desk, ascii_only=wants_ascii())
    if code:
        ctx.exit(code)


def _refuse_pipes() -> None:
    """A full screen needs a terminal at both ends."""
    if is_served():
        return  # the page in the browser is its terminal
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise FollowupError("The program needs a terminal; `followup due` prints the agenda.")
