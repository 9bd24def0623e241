"""An archive of mail, as one mbox file or as a Maildir: messages between me and people I know."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, tzinfo
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from followup_tui.core.people import IncomingMessage, Item, Problem
from followup_tui.core.text import clean_line
from followup_tui.core.words import Channel
from followup_tui.errors import FileError
from followup_tui.exchange.decoding import decode_as
from followup_tui.exchange.markup import own_words, plain_text
from followup_tui.exchange.profile import email_key

MAX_MESSAGES: Final = 1_000_000
"""Of one archive; one with more is refused."""

_MAX_HEAD: Final = 64 << 10
_MAX_BODY: Final = 512 << 10
"""Bytes of one message that are looked at; what is attached to it comes behind its words."""
_MAX_OTHERS: Final = 10
_MAX_PARTS: Final = 50
_BEGIN: Final = re.compile(rb"From (?:\S+|\S+ at \S+)?.*\d{2}:\d{2}")
_AUTOMATIC: Final = ("list-id", "list-unsubscribe", "x-autoreply", "x-autorespond")

Known = Callable[[str], bool]


def is_mbox(head: bytes) -> bool:
    """Whether a file begins as an mbox does: a From line, then the head of a message."""
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return _BEGIN.match(first) is not None and re.match(rb"[\w-]+:", rest) is not None


def split_mbox(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each message with the number of its From line, cut where its words end."""
    start, parts, size, blank = 0, [b""], 0, True
    for number, line in enumerate(lines, start=1):
        if blank and line.startswith(b"From ") and (not start or _BEGIN.match(line)):
            if start:
                yield start, b"".join(parts)
            start, parts, size = number, [], 0
        elif start and size < _MAX_BODY:
            parts.append(line)
            size += len(line)
        blank = not line.strip()
    if start:
        yield start, b"".join(parts)


def messages(
    raw: Iterable[tuple[int, bytes]], own: frozenset[str], known: Known, zone: tzinfo | None = None
) -> Iterator[Item]:
    """The messages between `own` addresses and known ones; lists and automatic answers are left out.

    `known` tells whether an address belongs to somebody: the words of other messages are not even
    looked at. Without `own` addresses only what came in can be told. Raises FileError for more than
    MAX_MESSAGES.
    """
    count = 0
    for line, data in raw:
        count += 1
        if count > MAX_MESSAGES:
            raise FileError(f"there are more than {MAX_MESSAGES:,} messages in it; split it")
        try:
            found = _message(line, data, own, known, zone)
        except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError):
            # The standard library raises all of these for one broken message or another.
            said = "this message could not be understood, so it was left out"
            yield Problem(line, said, lost=True)
            continue
        if found is not None:
            yield found


def _message(
    line: int, data: bytes, own: frozenset[str], known: Known, zone: tzinfo | None
) -> IncomingMessage | None:
    head = message_from_bytes(_head(data))
    senders, receivers = _addresses(head, "from"), _addresses(head, "to", "cc", "bcc")
    inbound = own.isdisjoint(senders)
    others = senders[:1] if inbound else tuple(a for a in receivers if a not in own)
    others = tuple(address for address in others if known(address))[:_MAX_OTHERS]
    delivered = (*receivers, *_addresses(head, "delivered-to", "x-original-to", "envelope-to"))
    to_me = not own or not own.isdisjoint(delivered) or not receivers
    if not others or (inbound and not to_me) or _automatic(head):
        return None
    day = _day(head, zone)
    if day is None:
        return None
    text = own_words(plain_text(_words(message_from_bytes(data))))
    key = clean_line(str(head.get("message-id") or ""), 400).strip("<> ")
    key = key or hashlib.sha256(_head(data)).hexdigest()[:32]
    subject = clean_line(_text(head.get("subject")), 300)
    return IncomingMessage(f"mail:{key}", line, day, Channel.EMAIL, inbound, others, subject, text)


def _head(data: bytes) -> bytes:
    ends = [end for mark in (b"\n\n", b"\r\n\r\n") if (end := data.find(mark, 0, _MAX_HEAD)) >= 0]
    return data[: min(ends, default=_MAX_HEAD)] + b"\n\n"


def _addresses(head: Message, *names: str) -> tuple[str, ...]:
    values = [str(value)[:20_000] for name in names for value in head.get_all(name, [])]
    keys = (email_key(address) for _, address in getaddresses(values))
    return tuple(dict.fromkeys(key for key in keys if key))


def _automatic(head: Message) -> bool:
    """Whether a machine wrote it, or it went to a list: nobody was in touch with anybody."""
    submitted = str(head.get("auto-submitted") or "no").strip().casefold()
    bulk = str(head.get("precedence") or "").strip().casefold() in ("bulk", "list", "junk")
    return bulk or submitted != "no" or any(name in head for name in _AUTOMATIC)


def _day(head: Message, zone: tzinfo | None) -> date | None:
    try:
        when: datetime = parsedate_to_datetime(str(head.get("date")))
        return when.astimezone(zone).date() if when.tzinfo is not None else when.date()
    except (TypeError, ValueError, OverflowError, IndexError, OSError):
        return None


def _words(message: Message) -> str:
    """The first part that is plain text, else the first that is HTML."""
    marked = ""
    for number, part in enumerate(message.walk()):
        if number == _MAX_PARTS:
            break
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.get_filename():
            continue
        payload = part.get_payload(decode=True)
        text = (
            decode_as(payload, part.get_content_charset("utf-8"))
            if isinstance(payload, bytes)
            else ""
        )
        if kind == "text/plain" and text.strip():
            return text
        marked = marked or text
    return f"<html>{marked}" if marked else ""


def _text(value: object) -> str:
    """A header as it was meant (RFC 2047)."""
    parts = []
    for part, charset in decode_header(str(value or "")[:2_000]):
        parts.append(decode_as(part, charset or "utf-8") if isinstance(part, bytes) else part)
    return "".join(parts)
