"""One file of people, opened with care, recognised by what is in it, and read."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from followup_tui.core.people import Reading
from followup_tui.core.text import clean_line
from followup_tui.errors import FileError, UsageError
from followup_tui.exchange.decoding import MAX_BYTES, decode
from followup_tui.exchange.linkedin import looks_like_connections, read_connections
from followup_tui.exchange.vcard import read_cards

KINDS: Final = ("auto", "vcard", "linkedin", "json")
"""What `kind` may be; json is recognised here and read elsewhere."""

_HEAD: Final = 64 << 10


def read_file(path: Path, kind: str = "auto") -> Reading:
    """Everybody in a file. Raises FileError that begins with the file's name and says what to do.

    Raises UsageError when `kind` is json, which holds more than people and has a reader of its own,
    or a word that is not in KINDS.
    """
    data = read_bytes(path)
    try:
        return read_people(data, kind)
    except FileError as error:
        raise FileError(f"{_name(path)}: {error}") from None


def read_people(data: bytes, kind: str = "auto") -> Reading:
    """As `read_file`, from what a file held: for a caller that looked at it with `detect` before."""
    if kind not in KINDS:
        raise UsageError(f"{kind!r} is no kind of file; use one of {', '.join(KINDS)}")
    if kind == "json":
        raise UsageError("a JSON file is read as a whole, not as a list of people")
    found = detect(data) if kind == "auto" else kind
    if found == "json":
        raise FileError("this is JSON, not a list of people; a .vcf or .csv file is needed")
    return read_cards(decode(data)) if found == "vcard" else read_connections(decode(data))


def detect(data: bytes) -> str:
    """`vcard`, `linkedin` or `json`, by content alone: names and endings of files mislead.

    Only the beginning is looked at. Raises FileError when it is none of them.
    """
    text = decode(data[:_HEAD])
    if _begins_card(text):
        return "vcard"
    if looks_like_connections(text):
        return "linkedin"
    if text.lstrip()[:1] in ("{", "["):
        return "json"
    raise FileError(
        "this is not a file I can read; contact cards (.vcf), LinkedIn's Connections.csv "
        "or a JSON export of this program are expected"
    )


def read_bytes(path: Path) -> bytes:
    """All of a regular file of at most 64 MB; anything else raises FileError and is never opened.

    A pipe would make the program wait for ever, and a device need not end.
    """
    name = _name(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileError(f"{name}: this is a folder; name the file inside it")
        if not stat.S_ISREG(mode):
            raise FileError(f"{name}: this is not a regular file; save its contents to one first")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise FileError(f"{name}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one a file can have"
        raise FileError(f"{name}: cannot be read: {reason}") from None
    if len(data) > MAX_BYTES:
        raise FileError(f"{name}: this file is larger than {MAX_BYTES >> 20} MB; split it first")
    return data


def _name(path: Path) -> str:
    return clean_line(path.name or str(path))


def _begins_card(text: str) -> bool:
    """Whether a card begins somewhere; a line or two of something else may stand above it."""
    lines = text.replace("\r", "\n").split("\n")
    return any(line[:20].strip().upper() == "BEGIN:VCARD" for line in lines)
