"""One file, recognised by what is in it, and read item by item: people, messages, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Final

from followup_tui.core.people import Item, Reading
from followup_tui.errors import FileError, UsageError
from followup_tui.exchange import (
    csv_mapping,
    google,
    linkedin,
    mailbox,
    messages,
    outlook,
    own_sheet,
    vcard,
)
from followup_tui.exchange.decoding import MAX_BYTES, decode, decoded_pieces
from followup_tui.exchange.rows import DELIMITERS, PREAMBLE_LINES, cells_of, lines
from followup_tui.exchange.sources import HEAD, Source, name_of, of_bytes, sources

KINDS: Final = ("auto", "vcard", "linkedin", "google", "outlook", "csv", "json", "mail")
"""What `kind` may be; json is recognised here and read elsewhere."""

_LINKEDIN: Final = ("linkedin", "messages", "invitations")
_LATER: Final = ("messages", "invitations", "mail")
"""Forms that tell of people who must be known by then."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs to know of whoever imports."""

    own_name: str = ""
    own_addresses: frozenset[str] = frozenset()
    known: Callable[[str], bool] = field(default=lambda key: False)
    """Whether the key of an address or a profile belongs to somebody."""
    columns: csv_mapping.Columns | None = None
    """The columns that a person named."""
    remembered: Callable[[str], csv_mapping.Columns | None] = field(default=lambda signature: None)
    """The columns that a person named earlier for a header with this signature."""
    zone: tzinfo | None = None


def read_file(path: Path, kind: str = "auto") -> Reading:
    """Everybody in a file. Raises FileError that begins with the file's name and says what to do.

    Raises UsageError when `kind` is json, which holds more than people and has a reader of its own,
    or a word that is not in KINDS.
    """
    (source,) = sources(path)
    try:
        return _read(source, kind)
    except FileError as error:
        raise FileError(f"{name_of(path)}: {error}") from None


def read_people(data: bytes, kind: str = "auto") -> Reading:
    """As `read_file`, from what a file held."""
    return _read(of_bytes(data), kind)


def _read(source: Source, kind: str) -> Reading:
    found = form_of(source, kind)
    if kind == "json":
        raise UsageError("a JSON file is read as a whole, not as a list of people")
    if found == "json":
        raise FileError("this is JSON, not a list of people; a .vcf or .csv file is needed")
    return Reading.of(found, items(source, found, Context()))


def items(source: Source, form: str, context: Context) -> Iterator[Item]:
    """All that a source of that form holds, one after the other. Raises FileError."""
    if form == "vcard":
        return vcard.cards(decoded_pieces(source.blocks()))
    if form == "mail":
        return mailbox.messages(_raw(source), context.own_addresses, context.known, context.zone)
    text = decode(source.read())
    if form == "messages":
        return messages.messages(text, context.known, context.own_name)
    if form == "csv":
        return csv_mapping.contacts(text, context.columns or _remembered(text, context))
    return _LISTS[form](text)


def _raw(source: Source) -> Iterator[tuple[int, bytes]]:
    if source.letters:
        return source.messages()
    return mailbox.split_mbox(source.lines()) if mailbox.is_mbox(source.head()) else source.letter()


_LISTS: Final[dict[str, Callable[[str], Iterator[Item]]]] = {
    "own": own_sheet.contacts,
    "linkedin": linkedin.connections,
    "invitations": messages.invitations,
    "google": google.contacts,
    "outlook": outlook.contacts,
}


def form_of(source: Source, kind: str = "auto") -> str:
    """What is to be read: a kind, or `messages` and `invitations`, which are LinkedIn's too.

    Raises FileError when it is nothing that can be read, UsageError for a word that is no kind.
    """
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of file; use one of {', '.join(KINDS)}")
    if source.letters or (kind == "auto" and not source.in_archive and not source.size):
        return "mail" if source.letters else detect(source.head())
    if kind == "auto":
        return detect(source.head())
    if kind == "linkedin":
        text = decode(source.head())
        return next((f for f in _LINKEDIN[1:] if _RECOGNISE[f](text)), kind)
    if kind == "mail" and not (mailbox.is_mbox(source.head()) or mailbox.is_letter(source.head())):
        raise FileError("this is no mail; an mbox file, a Maildir or one .eml file is expected")
    return kind


def comes_later(form: str) -> bool:
    """Whether a form is read after the lists of people, since it tells of those who are known."""
    return form in _LATER


def detect(data: bytes) -> str:
    """What a file is, by content alone: names and endings of files mislead.

    Only the beginning is looked at. Raises FileError when it is nothing that can be read.
    """
    head = data[:HEAD]
    if mailbox.is_mbox(head) or mailbox.is_letter(head):
        return "mail"
    text = decode(head)
    if len(data) >= HEAD:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text
    for form, recognises in _RECOGNISE.items():
        if recognises(text):
            return form
    raise FileError(
        "this is not a file I can read; contact cards (.vcf), a CSV list of people, mail (mbox), "
        "LinkedIn's archive or a JSON export of this program are expected"
    )


def read_bytes(path: Path) -> bytes:
    """All of a regular file of at most 64 MB. Raises FileError that begins with its name."""
    (source,) = sources(path)
    try:
        return source.read()
    except FileError as error:
        raise FileError(f"{name_of(path)}: {error}") from None


def _remembered(text: str, context: Context) -> csv_mapping.Columns | None:
    return context.remembered(csv_mapping.guess(text).signature)


def _begins_card(text: str) -> bool:
    """Whether a card begins somewhere; a line or two of something else may stand above it."""
    return any(
        line[:20].strip().upper() == "BEGIN:VCARD" for line in text.replace("\r", "\n").split("\n")
    )


def _begins_json(text: str) -> bool:
    return text.lstrip()[:1] in ("{", "[")


def _has_header(is_header: Callable[[list[str]], bool]) -> Callable[[str], bool]:
    def found(text: str) -> bool:
        return any(
            is_header([cell.casefold() for cell in cells_of(line, delimiter)])
            for line in lines(text)[:PREAMBLE_LINES]
            for delimiter in DELIMITERS
        )

    return found


_RECOGNISE: Final[dict[str, Callable[[str], bool]]] = {
    "vcard": _begins_card,
    "messages": messages.is_messages,
    "invitations": messages.is_invitations,
    "own": _has_header(own_sheet.is_header),
    "linkedin": linkedin.looks_like_connections,
    "google": _has_header(google.is_header),
    "outlook": _has_header(outlook.is_header),
    "json": _begins_json,
    "csv": csv_mapping.looks_like_contacts,
}
"""How each form is known, in this order."""

__all__ = ["KINDS", "MAX_BYTES", "Context", "comes_later", "detect", "form_of", "items", "read_bytes",
           "read_file", "read_people"]  # fmt: skip
