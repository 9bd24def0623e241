"""LinkedIn's messages.csv and Invitations.csv: what passed between me and others."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from followup_tui.core.people import STRANGER, IncomingMessage, Item, LeftOut, Problem
from followup_tui.core.text import clean_line, fold
from followup_tui.core.words import Channel
from followup_tui.exchange.cells import unguard
from followup_tui.exchange.linkedin import connected_date
from followup_tui.exchange.mailbox import DRAFT
from followup_tui.exchange.markup import plain_text
from followup_tui.exchange.profile import profile_key
from followup_tui.exchange.rows import PREAMBLE_LINES, Table, cells_of, lines

_MESSAGES: Final = frozenset(
    {"from", "sender profile url", "recipient profile urls", "date", "content"}
)
_INVITATIONS: Final = frozenset({"sent at", "direction", "inviterprofileurl", "inviteeprofileurl"})
_NO_HEADER: Final = (
    "no line in it names LinkedIn's columns; ask LinkedIn for your data again and import its {}"
)
_LONG: Final = 5_000
"""Lines of the longest message; a quote open for longer is never closed."""
_MAX_OTHERS: Final = 10
_BETWEEN: Final = re.compile(r"[,;\s]+")
_NOT_SENT: Final = {"draft": DRAFT, "drafts": DRAFT, "spam": "in spam", "trash": "in the trash"}

_Cells = dict[str, str]
Known = Callable[[str], bool]


def is_messages(text: str) -> bool:
    """Whether the beginning of a file is LinkedIn's messages.csv."""
    return _has_header(text, _MESSAGES)


def is_invitations(text: str) -> bool:
    """Whether the beginning of a file is LinkedIn's Invitations.csv."""
    return _has_header(text, _INVITATIONS)


def messages(text: str, known: Known, own_name: str = "") -> Iterator[Item]:
    """Every message that was sent, HTML taken out; drafts, spam and adverts are passed over.

    Who I am is told by `own_name`, else by whose profile stands in every row; where two do, by which
    of them is somebody else that is `known`. Raises FileError when there is no header.
    """
    table = Table(
        text, lambda cells: set(cells) >= _MESSAGES, _NO_HEADER.format("messages.csv"),
        field_lines=_LONG,
    )  # fmt: skip
    problems: list[Problem] = []
    rows = list(_rows(table, problems))
    me = _myself(rows, own_name)
    for line, row in rows:
        day = connected_date(row.get("date", ""))
        folder = row.get("folder", "").strip().casefold()
        is_draft = row.get("is message draft", "").casefold() in ("yes", "true")
        if folder in _NOT_SENT or is_draft:
            yield LeftOut(line, _NOT_SENT.get(folder, DRAFT))
            continue
        if day is None:
            # Drafts of older archives have no date.
            if not row.get("date", "").strip():
                yield LeftOut(line, DRAFT)
            elif written := clean_line(row.get("date", ""), 40):
                problems.append(
                    Problem(line, f"the date {written!r} was not understood", lost=True)
                )
            continue
        found = _message(line, row, day, me, known)
        yield found or LeftOut(line, STRANGER)
    yield from problems


def invitations(text: str) -> Iterator[Item]:
    """Every invitation, mine and theirs. Raises FileError when there is no header."""
    table = Table(
        text, lambda cells: set(cells) >= _INVITATIONS, _NO_HEADER.format("Invitations.csv"),
        field_lines=_LONG,
    )  # fmt: skip
    problems: list[Problem] = []
    for line, row in _rows(table, problems):
        inbound = row.get("direction", "").strip().upper() == "INCOMING"
        other = profile_key(row.get("inviterprofileurl" if inbound else "inviteeprofileurl", ""))
        day = connected_date(row.get("sent at", ""))
        if other and day is not None:
            note = plain_text(row.get("message", ""))
            key = _digest("invitation", row.get("sent at", ""), other)
            yield IncomingMessage(key, line, day, Channel.INVITATION, inbound, (other,), "", note)
    yield from problems


def _message(line: int, row: _Cells, day: date, me: str, known: Known) -> IncomingMessage | None:
    """The message with those at the other end, or None where that is not certain."""
    sender = profile_key(row.get("sender profile url", ""))
    given = _BETWEEN.split(row.get("recipient profile urls", ""))
    recipients = tuple(dict.fromkeys(key for url in given if (key := profile_key(url))))
    if not me and len(recipients) == 1 and known(sender) != known(recipients[0]):
        me = recipients[0] if known(sender) else sender
    inbound = sender != me
    others = tuple(k for k in ((sender,) if inbound else recipients) if k and k != me)
    others = others[:_MAX_OTHERS]
    if not me or not any(map(known, others)):
        return None
    text = plain_text(row.get("content", ""))
    key = _digest(
        row.get("conversation id", ""), row.get("date", ""), sender, row.get("content", "")
    )
    subject = clean_line(row.get("subject", ""), 300)
    return IncomingMessage(key, line, day, Channel.LINKEDIN, inbound, others, subject, text)


def _myself(rows: list[tuple[int, _Cells]], own_name: str) -> str:
    """My own profile: it is there in every conversation. "" where two are there equally often."""
    seen: Counter[str] = Counter()
    for _, row in rows:
        urls = [row.get("sender profile url", "")]
        urls += _BETWEEN.split(row.get("recipient profile urls", ""))
        sender = profile_key(urls[0])
        if own_name and sender and fold(row.get("from", "")) == fold(own_name):
            return sender
        seen.update({key for url in urls if (key := profile_key(url))})
    first, second = [*seen.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else ""


def _rows(table: Table, problems: list[Problem]) -> Iterator[tuple[int, _Cells]]:
    names = [cell.casefold() for cell in table.header]
    for line, cells in table.rows(problems):
        yield line, dict(zip(names, map(unguard, cells), strict=False))


def _has_header(text: str, wanted: frozenset[str]) -> bool:
    return any(
        {cell.casefold() for cell in cells_of(line, ",")} >= wanted
        for line in lines(text)[:PREAMBLE_LINES]
    )


def _digest(*parts: str) -> str:
    return (
        "linkedin:" + hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
    )
