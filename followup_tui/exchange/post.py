"""The way to a mail server: always encrypted, never waiting for ever."""

from __future__ import annotations

import contextlib
import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from followup_tui.core.text import clean_line
from followup_tui.errors import MailError, MailUnsure

if TYPE_CHECKING:
    from imaplib import IMAP4_SSL
    from smtplib import SMTP

PATIENCE = 20.0
"""Seconds that a server may stay silent."""

_SMTPS, _IMAPS = 465, 993
_MAILBOX = re.compile(rb'\((?P<flags>[^)]*)\) (?:NIL|"[^"]*") (?P<name>"(?:[^"\\]|\\.)*"|\S+)\s*\Z')


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail goes, and as whom."""

    host: str
    port: int = 0
    """0 for the usual one."""
    user: str = ""
    """Empty where nobody logs in."""
    password: str = field(default="", repr=False)


def send(server: Server, sender: str, to: str, message: bytes) -> None:
    """Hand one message to the server for one person.

    Raises MailError when it surely did not go, MailUnsure when nobody can tell.
    """
    import smtplib  # brings the whole of `email` along

    with _smtp(server) as client:
        with _reaching(server):
            for code, said in (client.mail(sender), client.rcpt(to)):
                if code not in (250, 251):
                    raise MailError(f"{server.host} refused: {_words(said)}. Nothing was sent.")
        try:
            code, said = client.data(message)
        except smtplib.SMTPDataError as exc:
            code, said = exc.smtp_code, _bytes(exc.smtp_error)
        except (OSError, smtplib.SMTPException) as exc:
            raise MailUnsure(
                f"{server.host} fell silent while it took the e-mail: it may have gone out or not."
            ) from exc
        if code != 250:
            raise MailError(f"{server.host} refused: {_words(said)}. Nothing was sent.")


def keep_draft(server: Server, message: bytes, mailbox: str = "") -> str:
    """Put a message among the drafts of a mailbox, the one the server names unless given; returns it.

    Raises MailError.
    """
    with _imap(server) as client, _reaching(server):
        # A name that the server gave stands as it came, quotes and all.
        name = _quoted(mailbox) if mailbox else _drafts(client)
        stamp = time.time()
        done, said = client.append(name, r"(\Draft)", stamp, message)
        if done != "OK":
            raise MailError(f"{server.host} did not keep the draft: {_words(said[0])}.")
        return name.strip('"')


@contextlib.contextmanager
def _smtp(server: Server) -> Iterator[SMTP]:
    """A connection that is encrypted and logged in."""
    import smtplib

    port = server.port or _SMTPS
    secure = ssl.create_default_context()
    with _reaching(server):
        if port == _SMTPS:
            client: SMTP = smtplib.SMTP_SSL(server.host, port, timeout=PATIENCE, context=secure)
        else:
            client = smtplib.SMTP(server.host, port, timeout=PATIENCE)
    try:
        with _reaching(server):
            if port != _SMTPS:
                client.starttls(context=secure)
            client.ehlo_or_helo_if_needed()
            if server.user:
                client.login(server.user, server.password)
        yield client
    finally:
        # After a silence this returns at once: the connection is closed by then.
        with contextlib.suppress(OSError, smtplib.SMTPException):
            client.quit()


@contextlib.contextmanager
def _imap(server: Server) -> Iterator[IMAP4_SSL]:
    import imaplib

    port = server.port or _IMAPS
    secure = ssl.create_default_context()
    with _reaching(server):
        client = imaplib.IMAP4_SSL(server.host, port, ssl_context=secure, timeout=PATIENCE)
    try:
        with _reaching(server):
            try:
                client.login(server.user, server.password)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as exc:
                raise _refused_login(server) from exc
        yield client
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            client.logout()


@contextlib.contextmanager
def _reaching(server: Server) -> Iterator[None]:
    """What goes wrong on the way, as one sentence that holds no secret; nothing was sent by then."""
    import imaplib
    import smtplib

    try:
        yield
    except smtplib.SMTPAuthenticationError as exc:
        raise _refused_login(server) from exc
    except smtplib.SMTPNotSupportedError as exc:
        raise MailError(
            f"{server.host} offers no encryption or no login there; nothing was sent."
        ) from exc
    except ssl.SSLError as exc:
        raise MailError(
            f"{server.host} cannot be trusted: its certificate is not valid. Nothing was sent."
        ) from exc
    except (OSError, smtplib.SMTPException, imaplib.IMAP4.error) as exc:
        raise MailError(
            f"{server.host} cannot be reached or does not answer; nothing was sent."
        ) from exc


def _refused_login(server: Server) -> MailError:
    return MailError(f"{server.host} did not accept the name and password; nothing was sent.")


def _drafts(client: IMAP4_SSL) -> str:
    """The mailbox that the server marks as the one for drafts (RFC 6154), else the usual name."""
    _, rows = client.list()
    for row in rows:
        found = _MAILBOX.search(row) if isinstance(row, bytes) else None
        if found is not None and b"\\drafts" in found["flags"].lower():
            return found["name"].decode("ascii", "replace")
    return "Drafts"


def _quoted(mailbox: str) -> str:
    return '"' + mailbox.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _words(said: object) -> str:
    """The answer of a server, as a line that may be shown."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return clean_line(text, 160).rstrip(".")
