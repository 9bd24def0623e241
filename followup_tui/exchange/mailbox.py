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

from followup_tui.core.people import STRANGER, IncomingMessage, Item, LeftOut, Problem
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
_QUOTED_BEGIN: Final = re.compile(rb">+From ")
_STAMP: Final = re.compile(r" (\w{3}) +(\d{1,2}) \d\d:\d\d(?::\d\d)?(?: [A-Z+-]\w*)? (\d{4})\s*$")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_FIRST_YEAR: Final = 1980
"""Programs that know no day write one of 1970."""
DRAFT: Final = "draft"
_MACHINE: Final = "from a list or a machine"
_OTHERS: Final = "not to you"
_NO_DAY: Final = "the day of this message cannot be read, so it was left out"
_AUTOMATIC: Final = ("list-id", "list-unsubscribe", "x-autoreply", "x-autorespond")

Known = Callable[[str], bool]


def is_mbox(head: bytes) -> bool:
    """Whether a file begins as an mbox does: a From line, then the head of a message."""
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return _BEGIN.match(first) is not None and re.match(rb"[\w-]+:", rest) is not None


def is_letter(head: bytes) -> bool:
    """Whether a file begins with the head of a message: what a program saves as `.eml`."""
    begin = head.lstrip(b"\xef\xbb\xbf\r\n")[:_MAX_HEAD]
    if re.match(rb"[A-Za-z][\w-]*:", begin) is None:
        return False
    names = {name.lower() for name in re.findall(rb"(?m)^([A-Za-z][\w-]*):", _head(begin))}
    return b"from" in names and not names.isdisjoint((b"to", b"received", b"message-id"))


def split_mbox(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each message, its From line first, with the number of that; cut where its words end.

    Lines of the words that begin with ">From " lose one of these signs, as they were written with it.
    """
    start, parts, size, blank = 0, [b""], 0, True
    for number, line in enumerate(lines, start=1):
        if blank and line.startswith(b"From ") and (not start or _BEGIN.match(line)):
            if start:
                yield start, b"".join(parts)
            start, parts, size = number, [line], 0
        elif start and size < _MAX_BODY:
            if _QUOTED_BEGIN.match(line):
                line = line[1:]
            parts.append(line)
            size += len(line)
        blank = not line.strip()
    if start:
        yield start, b"".join(parts)


def messages(
    raw: Iterable[tuple[int, bytes]], own: frozenset[str], known: Known, zone: tzinfo | None = None
) -> Iterator[Item]:
    """The messages between `own` addresses and known ones; drafts, lists and automatic answers not.

    `known` tells whether an address belongs to somebody: the words of other messages are not even
    looked at, and each is a LeftOut. Without `own` addresses only what came in can be told. Raises
    FileError for more than MAX_MESSAGES.
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
        yield found


def _message(
    line: int, data: bytes, own: frozenset[str], known: Known, zone: tzinfo | None
) -> IncomingMessage | LeftOut | Problem:
    head = message_from_bytes(_head(data))
    senders, receivers = _addresses(head, "from"), _addresses(head, "to", "cc", "bcc")
    inbound = own.isdisjoint(senders)
    others = senders[:1] if inbound else tuple(a for a in receivers if a not in own)
    others = tuple(address for address in others if known(address))[:_MAX_OTHERS]
    if _is_draft(head, inbound=inbound):
        return LeftOut(line, DRAFT)
    if not others:
        return LeftOut(line, STRANGER)
    delivered = (*receivers, *_addresses(head, "delivered-to", "x-original-to", "envelope-to"))
    to_me = not own or not own.isdisjoint(delivered) or not receivers
    if _automatic(head):
        return LeftOut(line, _MACHINE)
    if inbound and not to_me:
        return LeftOut(line, _OTHERS)
    day = _day(head, zone)
    if day is None:
        return Problem(line, _NO_DAY, lost=True)
    text = own_words(plain_text(_words(message_from_bytes(data))))
    key = clean_line(str(head.get("message-id") or ""), 400).strip("<> ")
    key = key or hashlib.sha256(_head(_below_begin(data))).hexdigest()[:32]
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


def _is_draft(head: Message, *, inbound: bool) -> bool:
    """Whether it was written and never sent."""
    if "x-mozilla-draft-info" in head or str(head.get("x-unsent") or "").strip() == "1":
        return True
    return not inbound and "received" not in head and "date" not in head


def _day(head: Message, zone: tzinfo | None) -> date | None:
    """When it was sent, else when it arrived, else when it was put into the archive."""
    told = [str(head.get("date"))]
    told += [str(value).rpartition(";")[2].strip() for value in head.get_all("received", [])[:3]]
    found = (_parsed(text, zone) for text in told)
    return next(filter(None, found), None) or _stamped(head.get_unixfrom() or "")


def _parsed(text: str, zone: tzinfo | None) -> date | None:
    try:
        when: datetime = parsedate_to_datetime(text)
        return when.astimezone(zone).date() if when.tzinfo is not None else when.date()
    except (TypeError, ValueError, OverflowError, IndexError, OSError):
        return None


def _stamped(begin: str) -> date | None:
    """The day on the From line of an mbox."""
    found = _STAMP.search(begin[:500])
    if found is None or found[1].lower() not in _MONTHS or int(found[3]) < _FIRST_YEAR:
        return None
    try:
        return date(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
    except ValueError:
        return None


def _below_begin(data: bytes) -> bytes:
    return data.partition(b"\n")[2] if data.startswith(b"From ") else data


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
