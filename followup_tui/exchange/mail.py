"""One e-mail to one person, built so that no name, subject or text can turn it into anything else.

Python before 3.11.10, 3.12.5 and 3.13 lets an encoded word in a subject become a Bcc (CVE-2024-6923), and
no version drops control characters: what was built is read again, and refused unless it is what was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from followup_tui.core.text import clean_line, clean_text
from followup_tui.errors import MailError, UsageError
from followup_tui.paths import private_writer

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?\Z"
)
_UNSAFE = re.compile(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OURS = frozenset({b"from", b"to", b"subject", b"message-id"})
_PACKAGING = frozenset({b"mime-version", b"content-type", b"content-transfer-encoding"})


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail exactly as it would leave."""

    sender: str
    to: str
    to_name: str
    subject: str
    body: str
    raw: bytes
    """All of it but the date, with CRLF line ends."""

    @property
    def token(self) -> str:
        """What a person confirms: another letter has another one."""
        return sha256(self.raw).hexdigest()

    def dated(self, at: datetime) -> bytes:
        """As it goes to a server; `at` knows its zone."""
        from email.utils import format_datetime

        return b"Date: " + format_datetime(at).encode() + b"\r\n" + self.raw


def is_address(text: str) -> bool:
    """Whether this is exactly one plain e-mail address, which no mail program could take for two."""
    return _ADDRESS.match(text) is not None and ".." not in text and ".@" not in text


def compose(
    *,
    sender: str,
    to: str,
    subject: str,
    body: str,
    sender_name: str = "",
    to_name: str = "",
    about: str = "",
) -> Letter:
    """A letter with one sender, one recipient and nothing hidden.

    `about` sets apart letters that are otherwise the same, such as two touches in the same words.
    Raises UsageError for an address that is not one, MailError where no safe letter can be made of it.
    """
    for address in (sender, to):
        if not is_address(address):
            raise UsageError(f"“{clean_line(address, 80)}” is not one e-mail address.")
    subject, body = _header(subject, 300), clean_text(body)
    names = _header(sender_name, 100), _header(to_name, 100)
    mark = sha256("\0".join((sender, to, *names, subject, body, about)).encode()).hexdigest()[:32]
    try:
        raw = _built((names[0], sender), (names[1], to), subject, body, mark)
    except (ValueError, UnicodeError, LookupError, AttributeError, TypeError) as exc:
        raise MailError(
            "No safe e-mail can be made of this: look at its subject and the names."
        ) from exc
    _check(raw, to)
    return Letter(sender, to, names[1], subject, body, raw)


def mailto(letter: Letter) -> str:
    """The address of a draft for whatever program opens mail (RFC 6068)."""
    body = letter.body.replace("\n", "\r\n")
    return (
        f"mailto:{quote(letter.to, safe='@')}"
        f"?subject={quote(letter.subject, safe='')}&body={quote(body, safe='')}"
    )


def write_eml(path: Path, letter: Letter) -> None:
    """A file that mail programs open as an unsent draft."""
    with private_writer(path, "wb") as file:
        file.write(b"X-Unsent: 1\r\n" + letter.raw)


def _header(text: str, limit: int) -> str:
    # An encoded word from outside could unfold to anything.
    return clean_line(text, limit).replace("=?", "= ?")


def _built(
    sender: tuple[str, str], to: tuple[str, str], subject: str, body: str, mark: str
) -> bytes:
    # The package takes longer to load than the rest of a start.
    from email import policy
    from email.headerregistry import Address
    from email.message import EmailMessage

    message = EmailMessage(policy=policy.SMTP.clone(cte_type="7bit"))
    message["From"] = Address(sender[0], addr_spec=sender[1])
    message["To"] = Address(to[0], addr_spec=to[1])
    message["Subject"] = subject
    message["Message-ID"] = f"<{mark}@{sender[1].rsplit('@', 1)[1]}>"
    message.set_content(body)
    return message.as_bytes()


def _check(raw: bytes, to: str) -> None:
    """Raises MailError unless the headers are ours and the one recipient is who was meant."""
    from email import message_from_bytes, policy

    head = raw.split(b"\r\n\r\n", 1)[0]
    names = [row.split(b":", 1)[0].lower() for row in head.split(b"\r\n") if row[:1] not in b" \t"]
    meant = set(names) - _PACKAGING == _OURS and len(names) == len(set(names))
    read = message_from_bytes(raw, policy=policy.SMTP)
    recipients = [address.addr_spec for address in read["To"].addresses]
    if _UNSAFE.search(head) or not meant or recipients != [to]:
        raise MailError("No safe e-mail can be made of this: look at its subject and the names.")
