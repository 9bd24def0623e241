"""The key that hands an e-mail over: to a mail program, a file, the drafts, or, once asked, to its reader."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from followup_tui.core.records import Contact, Posted, Touch
from followup_tui.core.words import Channel, form_of, spoken
from followup_tui.errors import FollowupError
from followup_tui.exchange.mail import Letter
from followup_tui.operations import drafting, mailing
from followup_tui.operations.drafting import Script, Wanted
from followup_tui.operations.mailing import Placed, Way
from followup_tui.tui.empty import key_of
from followup_tui.tui.flows.script import agreed
from followup_tui.tui.lines import line
from followup_tui.tui.screens.mail import ConfirmMail
from followup_tui.tui.screens.pages import PageScreen, paragraph

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_WIDTH = 64


async def mail(screen: MainScreen) -> None:
    """The e-mail to whoever is shown, by the way of the config; the touch remembers that it left."""
    contact = screen.contact
    if contact is None:
        screen.app.tell("Choose somebody first: P finds anybody.")
        return
    screen.keep_typed()
    try:
        posted = mailing.unsure(screen.desk, contact)
        if posted is not None and not await _went_out(screen, contact, posted):
            return
        await _hand_over(screen, contact)
    except FollowupError as exc:
        screen.app.tell(str(exc), severity="warning")


async def _hand_over(screen: MainScreen, contact: Contact) -> None:
    desk, touch = screen.desk, screen.planned_touch()
    script = _script(screen, contact, keeping=False)
    letter = mailing.letter_for(desk, contact, script, touch)
    if not await agreed(screen, script, "script.mail", *_another_form(screen, script, touch)):
        return
    _script(screen, contact, keeping=True)
    way = mailing.usual_way(desk)
    if way is Way.SMTP:
        said = await screen.app.push_screen_wait(
            ConfirmMail(letter, lambda token: _send(screen, letter, touch, token))
        )
        if said is None:
            screen.app.tell("Nothing was sent.")
            return
    else:
        placed = await screen.app.aside(lambda: mailing.place(desk, letter, touch, way))
        said = _where(placed)
        await screen.app.in_order(lambda: mailing.stamped(desk, letter, touch))
    screen.reload(keep=contact.id, person=contact.id)
    done = key_of("touch.done", screen.app.keys)
    screen.app.tell(f"{said}; {done} when it is done")


async def _send(screen: MainScreen, letter: Letter, touch: Touch | None, token: str) -> str:
    """Claim, transmit, settle: only the slow step leaves the thread that writes."""
    desk, app = screen.desk, screen.app
    server = await app.aside(lambda: mailing.server(desk))
    posted = await app.in_order(lambda: mailing.claim(desk, letter, touch, token))
    failure = await app.aside(lambda: mailing.transmit(server, letter))
    await app.in_order(lambda: mailing.settle(desk, posted, letter, touch, failure))
    return f"Sent to {letter.to}"


def _script(screen: MainScreen, contact: Contact, *, keeping: bool) -> Script:
    """The e-mail on the screen, else the one for the same purpose; once kept, `d` records it."""
    shown = screen.script
    if shown is not None and shown.channel == Channel.EMAIL:
        if keeping:
            drafting.keep(screen.desk, shown, shown.body, edited=shown.edited)
        return shown
    wanted = Wanted(Channel.EMAIL, shown.purpose if shown is not None else None)
    return drafting.draft_to_send(screen.desk, contact, wanted, keeping=keeping)[0]


def _another_form(screen: MainScreen, script: Script, touch: Touch | None) -> tuple[str, ...]:
    """What is to be known when not the words on the screen go out."""
    shown = screen.script
    if shown is None or shown.channel == Channel.EMAIL:
        return ()
    said = (
        f"On the screen is the {spoken(shown.channel)}. What goes out is the e-mail for"
        f" {spoken(script.purpose)}: “{script.subject}”."
    )
    if touch is None or form_of(touch.channel) == form_of(Channel.EMAIL):
        return (said,)
    return (said, f"The {spoken(touch.channel)} that is planned becomes an e-mail.")


def _where(placed: Placed) -> str:
    """Where it is; a file by its name, and its folder on a row of its own, so that neither breaks."""
    if placed.file is None:
        return placed.said
    folder = str(placed.file.parent)
    home = str(Path.home())
    short = f"~{folder.removeprefix(home)}" if folder.startswith(f"{home}{os.sep}") else folder
    return f"The e-mail is kept as\n{placed.file.name}\nin {short}"


async def _went_out(screen: MainScreen, contact: Contact, posted: Posted) -> bool:
    """Ask what became of an e-mail that was under way when the program or the line broke off.

    Whether there is still something to send.
    """
    when = posted.at.strftime("%Y-%m-%d %H:%M")
    asked = (
        f"An e-mail to {posted.recipient} was under way on {when} UTC, and nobody knows whether it"
        " arrived at the server. Your mailbox may hold a copy, or a note that it could not be sent."
    )
    rows = [
        *paragraph(asked, _WIDTH),
        line(),
        line(("  y  ", "key"), ("it went out", "text")),
        line(("  n  ", "key"), ("it did not: I will send it now", "text")),
    ]
    page = PageScreen(
        f"Did your e-mail to {contact.name} go out?", rows, keys="yn", foot="esc later"
    )
    answer = await screen.app.push_screen_wait(page)
    if answer is None:
        return False
    went = answer == "y"
    await screen.app.in_order(lambda: mailing.resolve(screen.desk, posted, went=went))
    if went:
        screen.reload(keep=contact.id, person=contact.id)
        done = key_of("touch.done", screen.app.keys)
        screen.app.tell(f"Noted: it went out. {done} when it is done")
    return not went
