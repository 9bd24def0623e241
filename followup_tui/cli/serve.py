"""The program in a browser on this computer."""

from __future__ import annotations

import os

import click

from followup_tui.cli.globals import open_here, settings
from followup_tui.cli.group import Command
from followup_tui.cli.printing import line, tell
from followup_tui.errors import FollowupError


@click.command(cls=Command, short_help="Show the program in a browser on this computer.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="Usually a free one is taken."
)
def serve(port: int) -> None:
    """Show the program in a browser on this computer, until ctrl+c.

    It prints an address that is good for one visit; nobody else and no other computer gets in. There it
    opens no editor, no other program, and no file outside of your own folder.
    """
    try:
        from followup_tui.tui import serving  # an extra
    except ImportError as error:
        raise FollowupError(
            "The browser needs textual-serve: pip install 'followup-tui[serve]'."
        ) from error
    # What is wrong with the home is told here, and not behind a page.
    open_here().store.close()
    _hand_down()

    def invite(address: str) -> None:
        line(address)
        tell("open it in a browser on this computer; ctrl+c ends it")

    serving.serve(port, invite)


def _hand_down() -> None:
    """What was chosen here holds for the program behind the page: not as words that others could list."""
    chosen = settings()
    given = {
        "FOLLOWUP_HOME": str(chosen.home_path) if chosen.home_path else "",
        "FOLLOWUP_DATABASE": chosen.database_place or "",
        "FOLLOWUP_TODAY": chosen.day.isoformat() if chosen.day else "",
    }
    os.environ.update({name: value for name, value in given.items() if value})
