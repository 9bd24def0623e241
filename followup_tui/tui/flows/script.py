"""Keys about the script: channel, other words, back to the template, copy, edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.core.rotation import next_channel
from followup_tui.core.words import spoken
from followup_tui.errors import FollowupError
from followup_tui.operations import drafting, touches
from followup_tui.operations.drafting import Wanted
from followup_tui.tui import clipboard, editor
from followup_tui.tui.empty import key_of

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen


def channel(screen: MainScreen) -> None:
    """The script for the next channel that the data allow."""
    script = screen.script
    if script is None or screen.contact_id is None or _handed_over(screen):
        return
    desk = screen.desk
    dossier = desk.store.people.dossier(screen.contact_id, desk.today)
    turned = next_channel(script.channel, dossier, desk.rules())
    drafting.forget(desk, screen.contact_id)
    screen.draft(Wanted(channel=turned, purpose=script.purpose))


def reword(screen: MainScreen) -> None:
    """The next wording of the template."""
    script = screen.script
    if script is None or screen.contact_id is None or _handed_over(screen):
        return
    drafting.forget(screen.desk, screen.contact_id)
    screen.draft(Wanted(script.channel, script.purpose, script.wording + 1))


async def reset(screen: MainScreen) -> None:
    """Back to the template's words; a script that was handed over did not go out after all."""
    script, touch = screen.script, screen.planned_touch()
    if script is None or screen.contact_id is None:
        return
    drafting.forget(screen.desk, screen.contact_id)
    if touch is not None and touch.handed_at is not None:
        await screen.perform(lambda: touches.not_sent(screen.desk, touch))
        screen.reload(keep=screen.contact_id)
    screen.draft(Wanted(script.channel, script.purpose))


async def copy(screen: MainScreen) -> None:
    """Copy the words; the touch remembers that they left the program."""
    script, touch = screen.script, screen.planned_touch()
    if script is None:
        screen.app.tell("There is no script to copy.")
        return
    said = clipboard.copy(screen.app, script.body)
    if touch is not None and touch.handed_text != script.body:
        drafting.keep(screen.desk, script, script.body)
        await screen.perform(
            lambda: touches.hand_over(screen.desk, touch, script.body, script.channel)
        )
        screen.reload(keep=screen.contact_id)
    screen.app.tell(f"{spoken(script.channel)} script {said}; d when it is done".capitalize())


async def in_editor(screen: MainScreen) -> None:
    """Edit the script in $EDITOR; what comes back is kept as the draft."""
    script = screen.script
    if script is None:
        return
    screen.app.save_all()
    try:
        edited = editor.edit_in_editor(screen.app, script.body)
    except FollowupError as exc:
        screen.app.tell(str(exc), severity="warning")
        return
    screen.refresh(repaint=True, layout=True)
    if edited is None:
        screen.app.tell("The script is as it was.")
        return
    drafting.keep(screen.desk, script, edited)
    screen.draft()


def _handed_over(screen: MainScreen) -> bool:
    """A script that left the program: whether it was sent comes before any new one."""
    touch = screen.planned_touch()
    if touch is None or touch.handed_at is None:
        return False
    done, reset = (key_of(c, screen.app.keys) for c in ("touch.done", "script.reset"))
    screen.app.tell(
        f"You copied this script. Did it go out? {done} if it did, {reset} if it did not."
    )
    return True
