"""The key that goes through the day, one person at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.operations import review
from followup_tui.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen


async def go_through(screen: MainScreen) -> None:
    """Today's people as cards; afterwards the main screen shows whom it ended with."""
    screen.keep_typed()
    deck = await screen.app.in_order(lambda: review.deck(screen.desk))
    if not deck.items:
        screen.app.tell("Nobody is due today.")
        return
    ended = await screen.app.push_screen_wait(ReviewScreen(screen.desk, deck))
    last = ended.last_contact if ended is not None else None
    screen.reload(keep=last or screen.contact_id)
