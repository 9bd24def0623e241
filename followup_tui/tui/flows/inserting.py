"""Put what is known into the script at the cursor, in the words in which it would be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.core.phrases import short_date
from followup_tui.operations.sayable import Sayable, sayables
from followup_tui.tui.empty import key_of
from followup_tui.tui.lines import Line, line
from followup_tui.tui.screens.pick import PickScreen
from followup_tui.tui.widgets.script import ScriptPane

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_LABELS = {"observation": "seen"}


async def insert(screen: MainScreen) -> None:
    """Choose one; its words go to the cursor, and the script remembers what it was made of."""
    contact, pane = screen.contact, screen.query_one(ScriptPane)
    if contact is None or screen.script is None:
        screen.app.tell("There is no script to put anything into.")
        return
    known = await screen.perform(lambda: sayables(screen.desk, contact))
    if known is None:
        return
    if not known:
        note = key_of("note.add", screen.app.keys)
        screen.app.tell(f"Nothing is noted that could be said to {contact.name}: {note} adds it.")
        return
    was_writing = pane.editing
    dialog = PickScreen(
        "Put into the script", [_row(s) for s in known], "enter insert · esc leave", wide=True
    )
    chosen = await screen.app.push_screen_wait(dialog)
    if chosen is None:
        return
    if not was_writing:
        screen.action_pane(3)
        await screen.start_writing()
        pane.to_end()
    pane.insert(known[chosen].text, known[chosen].used)


def _row(known: Sayable) -> Line:
    told = known.told_on is not None
    kind = f"{_LABELS.get(known.kind, known.kind):<9}"
    right = [(f"told {short_date(known.told_on)}", "dim")] if known.told_on else []
    return line(
        (kind, "dim" if told else "need"), (known.text, "dim" if told else "text"), right=right
    )
