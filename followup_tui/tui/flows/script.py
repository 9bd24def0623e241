"""Keys about the script: channel, other words, back to the template, copy, edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup_tui.core.rotation import next_channel
from followup_tui.core.words import Level, spoken
from followup_tui.errors import FollowupError
from followup_tui.operations import drafting, own_words, touches
from followup_tui.operations.drafting import Script, Wanted
from followup_tui.tui import clipboard, editor
from followup_tui.tui.empty import key_of
from followup_tui.tui.flows import notes
from followup_tui.tui.lines import Line, line, wrap
from followup_tui.tui.screens.pages import PageScreen, paragraph
from followup_tui.tui.widgets.checks import each_once
from followup_tui.tui.widgets.notes import NotesPane

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_WIDTH = 64


def channel(screen: MainScreen) -> None:
    """The script for the next channel that the data allow."""
    script = screen.script
    if script is None or screen.contact_id is None or is_bound(screen):
        return
    desk = screen.desk
    dossier = desk.store.people.dossier(screen.contact_id, desk.today)
    turned = next_channel(script.channel, dossier, desk.rules())
    drop_rendering(screen)
    screen.draft(Wanted(channel=turned, purpose=script.purpose))


def reword(screen: MainScreen) -> None:
    """The next wording of the template."""
    script = screen.script
    if script is None or screen.contact_id is None or is_bound(screen):
        return
    drop_rendering(screen)
    screen.draft(Wanted(script.channel, script.purpose, script.wording + 1))


async def reset(screen: MainScreen) -> None:
    """Back to the template's words, and once more back to one's own; undo knows either step.

    Of a script that was handed over it says that it did not go out, and leaves the words alone.
    """
    script, touch, contact = screen.script, screen.planned_touch(), screen.contact
    if script is None or contact is None:
        return
    desk = screen.desk
    if touch is not None and touch.handed_at is not None:
        await screen.perform(lambda: touches.not_sent(desk, touch))
        screen.reload(keep=contact.id, person=contact.id)
        return
    if script.edited:
        again = key_of("script.reset", screen.app.keys)
        said = f"Your own words are set aside; {again} brings them back."
        did = await screen.perform(lambda: own_words.set_aside(desk, contact))
    elif own_words.is_set_aside(desk, contact.id):
        said = "Your own words are back."
        did = await screen.perform(lambda: own_words.bring_back(desk, contact))
    else:
        screen.draft(Wanted(script.channel, script.purpose))
        return
    if not did:
        return
    screen.reload(keep=contact.id, person=contact.id)
    if script.edited:
        screen.draft(Wanted(script.channel, script.purpose))
    screen.app.tell(said, undo=True)


async def copy(screen: MainScreen) -> None:
    """Copy the words; the touch remembers that they left the program."""
    script, touch = screen.script, screen.planned_touch()
    if script is None:
        screen.app.tell("There is no script to copy.")
        return
    if not await agreed(screen, script, "script.copy"):
        return
    try:
        said = clipboard.copy(screen.app, script.body)
    except FollowupError as exc:
        screen.app.tell(str(exc), severity="warning")
        return
    if touch is not None and touch.handed_text != script.body:
        # The words of a template stay those of the template, also on their way out.
        drafting.keep(screen.desk, script, script.body, edited=script.edited)
        await screen.perform(
            lambda: touches.hand_over(screen.desk, touch, script.body, script.channel)
        )
        screen.reload(keep=screen.contact_id, person=screen.contact_id)
    done = key_of("touch.done", screen.app.keys)
    screen.app.tell(f"The {spoken(script.channel)} script is {said}; {done} when it is done")


async def agreed(screen: MainScreen, script: Script, command: str, *said: str) -> bool:
    """Whether a script may leave: what is in its way, or is not plain, is said and asked first.

    The key that started it does not confirm it, nor does enter.
    """
    errors = [f for f in each_once(script.findings) if f.level is Level.ERROR]
    if not errors and not said:
        return True
    rows: list[Line] = []
    for sentence in said:
        rows += [*paragraph(sentence, _WIDTH), Line()]
    if errors:
        rows.append(line(("The checks say of this script:", "strong")))
    for finding in errors:
        first, *more = wrap(finding.message, _WIDTH - 2)
        rows.append(line((f"{screen.app.signs.lost} ", "past"), (first, "text")))
        rows += [line(("  ", ""), (row, "text")) for row in more]
    rows += [Line()] if errors else []
    # Keys can be moved: whichever started it is not the yes.
    started = screen.app.keys.get(command, "").split(",")
    yes = next(key for key in "gox" if key not in started)
    rows.append(line((f"  {yes}  ", "key"), ("go on, as it is" if errors else "go on", "text")))
    title = "Let it out like this?" if errors else "Another script than the one planned"
    page = PageScreen(title, rows, keys=yes, foot="esc leave it for now")
    answer = await screen.app.push_screen_wait(page)
    if answer is None:
        screen.app.tell("Nothing left the program.")
    return answer is not None


async def in_editor(screen: MainScreen) -> None:
    """Edit in $EDITOR: the note under the cursor in the notes pane, else the script."""
    pane = screen.query_one(NotesPane)
    if screen.focused is pane and pane.current is not None:
        await notes.edit_text(screen, pane.current, edited_outside(screen, pane.current.text))
        return
    script = screen.script
    edited = edited_outside(screen, script.body) if script is not None else None
    if script is not None and edited is not None:
        drafting.keep(screen.desk, script, edited)
        screen.draft()


def edited_outside(screen: MainScreen, text: str) -> str | None:
    """The text as the person's editor left it; when nothing came of that, it is told."""
    screen.app.save_all()
    try:
        edited = editor.edit_in_editor(screen.app, text, wanted=screen.desk.config.editor.command)
    except FollowupError as exc:
        screen.app.tell(str(exc), severity="warning")
        return None
    screen.refresh(repaint=True, layout=True)
    if edited is None:
        screen.app.tell("The text is as it was.")
    return edited


def drop_rendering(screen: MainScreen) -> None:
    """What was kept of the wording before is no longer meant; words that are set aside stay."""
    contact_id = screen.contact_id
    if contact_id is not None and not own_words.is_set_aside(screen.desk, contact_id):
        drafting.forget(screen.desk, contact_id)


def is_bound(screen: MainScreen) -> bool:
    """Whether other words have to wait, which is told: the script was copied, or somebody typed it."""
    return _handed_over(screen) or _own_words(screen)


def _handed_over(screen: MainScreen) -> bool:
    """A script that left the program: whether it was sent comes before any new one."""
    touch = screen.planned_touch()
    if touch is None or touch.handed_at is None:
        return False
    done, reset = (key_of(c, screen.app.keys) for c in ("touch.done", "script.reset"))
    screen.app.tell(
        f"This script left the program. Did it go out? {done} if it did, {reset} if it did not."
    )
    return True


def _own_words(screen: MainScreen) -> bool:
    """Words that somebody typed are not replaced by a turn of the template."""
    if screen.script is None or not screen.script.edited:
        return False
    reset = key_of("script.reset", screen.app.keys)
    screen.app.tell(
        f"These are your own words. {reset} sets them aside, {reset} again brings them back."
    )
    return True
