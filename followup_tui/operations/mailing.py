"""An e-mail on its way out: opened in the mail program, kept as a draft or a file, or sent once asked."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from followup_tui.core.records import Contact, Posted, Touch
from followup_tui.core.text import fold
from followup_tui.core.words import Channel, ContactState, TouchState
from followup_tui.errors import FileError, MailError, MailUnsure, RuleError, UsageError
from followup_tui.exchange import mail, post
from followup_tui.exchange.mail import Letter
from followup_tui.exchange.post import Server
from followup_tui.operations import touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Script
from followup_tui.paths import private_dir
from followup_tui.served import refuse_when_served
from followup_tui.store.outbox import FAILED, SENT

PASSWORD = "FOLLOWUP_MAIL_PASSWORD"
_GAP = re.compile(r"\[[a-z]+\?\]")
_LAUNCH = 3.0
"""Seconds within which a program that cannot open a draft has said so."""


class Way(StrEnum):
    """How an e-mail leaves the program."""

    MAILTO = "mailto"
    EML = "eml"
    IMAP = "imap"
    SMTP = "smtp"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a letter is now, in words, and the file it is in if it is in one."""

    said: str
    file: Path | None = None


def usual_way(desk: Desk) -> Way:
    """The way of the config."""
    return Way(desk.config.mail.way)


def letter_for(desk: Desk, contact: Contact, script: Script, touch: Touch | None = None) -> Letter:
    """The script as an e-mail to exactly one address of that person.

    Raises UsageError when an address is missing, RuleError for someone who asked to be left alone.
    """
    if contact.state is ContactState.STOPPED:
        raise RuleError(f"{contact.name} asked you to stop: nothing is written there.")
    if not contact.emails:
        raise UsageError(f"No e-mail address of {contact.name} is known: add one first.")
    sender = desk.config.mail.sender or desk.config.me.email
    if not sender:
        raise UsageError("Your own address is not known: set it with `config set me.email`.")
    return mail.compose(
        sender=sender,
        sender_name=desk.config.me.name,
        to=contact.emails[0],
        to_name=contact.name,
        subject=script.subject,
        body=script.body,
        about=str(touch.id) if touch is not None else desk.today.isoformat(),
    )


def hand_over(desk: Desk, letter: Letter, touch: Touch | None, way: Way) -> str:
    """Give a letter to the mail program, the drafts or a file, and stamp its touch; says where it is.

    Nothing is sent by any of these. Raises MailError, FileError or UsageError; then nothing is stamped.
    """
    placed = place(desk, letter, touch, way)
    stamped(desk, letter, touch)
    return placed.said


def place(desk: Desk, letter: Letter, touch: Touch | None, way: Way) -> Placed:
    """As `hand_over`, without writing anything into the database: it may take its time elsewhere."""
    if way is Way.EML:
        path = _file_for(desk, letter, touch)
        mail.write_eml(path, letter)
        return Placed(f"The e-mail is kept in {path}", path)
    if way is Way.IMAP:
        mailbox = post.keep_draft(server(desk), letter.dated(_now()), desk.config.mail.drafts)
        return Placed(f"The e-mail waits in {mailbox} of your mailbox")
    if way is Way.MAILTO:
        _open(desk.config.mail.command, mail.mailto(letter))
        return Placed("Your mail program has the e-mail")
    raise RuleError("An e-mail is sent only after you confirmed it.")


def stamped(desk: Desk, letter: Letter, touch: Touch | None) -> None:
    """The words left the program: what came of them is asked before anything else."""
    if touch is None:
        return
    now = desk.store.touches.touch(touch.id)
    if now.handed_text != letter.body:
        touches.hand_over(desk, now, letter.body, Channel.EMAIL)


def claim(desk: Desk, letter: Letter, touch: Touch | None, confirmed: str) -> Posted:
    """Note in the outbox that exactly the confirmed letter is about to be sent.

    Raises RuleError when it is another letter, has a gap, or was sent before; MailUnsure while nobody
    knows what became of an earlier one to them.
    """
    if confirmed != letter.token:
        raise RuleError("This is not the e-mail that you confirmed: look at it once more.")
    gap = _GAP.search(f"{letter.subject}\n{letter.body}")
    if gap is not None:
        raise RuleError(f"The e-mail still has a gap: {gap[0]}. Fill it first.")
    touch_id = touch.id if touch is not None else None
    posted, ours = desk.store.outbox.claim(touch_id, letter.token, letter.to)
    if ours:
        return posted
    if posted.state == SENT:
        raise RuleError("This very e-mail was sent before; nothing was sent again.")
    raise MailUnsure(f"An e-mail to {letter.to} may have gone out already: say so first.")


def transmit(server: Server, letter: Letter) -> MailError | None:
    """Send a claimed letter; what went wrong, if anything did."""
    try:
        post.send(server, letter.sender, letter.to, letter.dated(_now()))
    except MailError as exc:
        return exc
    return None


def settle(
    desk: Desk, posted: Posted, letter: Letter, touch: Touch | None, failure: MailError | None
) -> None:
    """Write down what became of a letter; raises the failure again.

    Of an unsure one nothing is written: it is asked about before anything else goes to that person.
    """
    if isinstance(failure, MailUnsure):
        raise failure
    with desk.store.database.transaction():
        desk.store.outbox.settle(posted.id, FAILED if failure else SENT)
        if failure is None:
            stamped(desk, letter, touch)
    if failure is not None:
        raise failure


def send(desk: Desk, letter: Letter, touch: Touch | None, *, confirmed: str) -> str:
    """Send exactly the letter that was confirmed by its token, at most once (RELIABILITY P11).

    Raises RuleError, UsageError or MailError; MailUnsure when nobody can tell whether it went.
    """
    known = server(desk)
    posted = claim(desk, letter, touch, confirmed)
    settle(desk, posted, letter, touch, transmit(known, letter))
    return f"Sent to {letter.to}"


def unsure(desk: Desk, contact: Contact) -> Posted | None:
    """The e-mail to them of which nobody knows whether it went."""
    return desk.store.outbox.unsure(contact.emails) if contact.emails else None


def resolve(desk: Desk, posted: Posted, *, went: bool) -> None:
    """A person looked whether an unsure e-mail went, and says so.

    The touch it was for is stamped as handed over, with the words of its draft where they still stand.
    """
    with desk.store.database.transaction():
        desk.store.outbox.settle(posted.id, SENT if went else FAILED)
        touch = desk.store.touches.touch(posted.touch_id) if went and posted.touch_id else None
        if touch is None or touch.state is not TouchState.PLANNED or touch.handed_at is not None:
            return
        kept = touches.drafted(desk, touch.contact_id, Channel.EMAIL) if touch.contact_id else None
        touches.hand_over(desk, touch, kept.body if kept is not None else "", Channel.EMAIL)


def server(desk: Desk) -> Server:
    """The server of the config with the password from where it is kept.

    Raises UsageError when something is missing; the password is nowhere stored or shown.
    """
    known = desk.config.mail
    if not known.host:
        raise UsageError(
            "No mail server is known: `followup config set mail.host mail.example.com`."
        )
    found = Server(known.host, known.port, known.user)
    return replace(found, password=_password(desk, known.user)) if known.user else found


def _password(desk: Desk, user: str) -> str:
    if given := os.environ.get(PASSWORD):
        return given
    command = desk.config.mail.password_command
    found = _printed(command) if command else _from_keyring(user)
    if not found:
        raise UsageError(
            f"No password for {user} is known: set {PASSWORD} or mail.password_command,"
            f" or keep it with `keyring set followup {user}`."
        )
    return found


def _printed(command: str) -> str:
    """The first line that the password command prints."""
    refuse_when_served("runs no command for a password")
    try:
        done = subprocess.run(
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        # Its output may hold the secret, so nothing of it is repeated; nor is the cause kept.
        raise MailError(
            "mail.password_command did not give a password: try it in a shell."
        ) from None
    return done.stdout.decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")


def _from_keyring(user: str) -> str:
    try:
        import keyring  # an extra
    except ImportError:
        return ""
    try:
        return keyring.get_password("followup", user) or ""
    except keyring.errors.KeyringError:
        return ""


def _file_for(desk: Desk, letter: Letter, touch: Touch | None) -> Path:
    folder = desk.paths.data_dir / "exports"
    private_dir(folder)
    name = "-".join(re.findall(r"[a-z0-9]+", fold(letter.to_name))) or "e-mail"
    number = f"-{touch.id}" if touch is not None else ""
    return folder / f"{desk.today.isoformat()}-{name[:60]}{number}.eml"


def _open(command: str, link: str) -> None:
    """Give a link to the mail program as one argument, never through a shell."""
    refuse_when_served("opens no mail program")
    if not command and sys.platform == "win32":
        import webbrowser

        webbrowser.open(link)
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    argv = [*(shlex.split(command) or [opener]), link]
    try:
        program = subprocess.Popen(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as exc:
        raise FileError(f"{argv[0]} cannot be started: {exc.strerror}. {_OTHERWISE}") from exc
    try:
        code = program.wait(_LAUNCH)
    except subprocess.TimeoutExpired:
        # It is the mail program itself, open in front of its user.
        threading.Thread(target=program.wait, daemon=True).start()
        return
    if code:
        raise MailError(f"{argv[0]} could not open the e-mail. {_OTHERWISE}")


_OTHERWISE = "mail.command names another program, and mail.way another way."


def _now() -> datetime:
    return datetime.now().astimezone()
