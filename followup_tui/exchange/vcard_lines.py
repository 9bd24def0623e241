"""The lines of a vCard file: unfolded, taken apart at the right colon, decoded (RFC 6350, section 3)."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from followup_tui.core.text import clean_line
from followup_tui.exchange.decoding import decode_as, recode

NO_PREFERENCE: Final = 101
"""After the last preference there is, 100 (RFC 6350, 5.3)."""

_SLAB: Final = 1 << 20
_MAX_LINE: Final = 400_000  # a note of 100,000 letters, each in quoted-printable
_MAX_HEAD: Final = 2_000
_MAX_COMPONENTS: Final = 10
_MAX_STRUCTURED: Final = 10_000

_FOLD: Final = (" ", "\t")
_FRAMES: Final = ("BEGIN:VCARD", "END:VCARD")
_BINARY: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_BINARY_ENCODINGS: Final = frozenset({"B", "BASE64"})
_ENCODINGS: Final = _BINARY_ENCODINGS | {"QUOTED-PRINTABLE", "7BIT", "8BIT"}
_ABOUT_TEXT: Final = ("ENCODING", "CHARSET")

_NAME: Final = re.compile(r"(?:([A-Za-z0-9_-]+)\.)?([A-Za-z0-9-]+)")
_ESCAPED: Final = {ord("\\"): "\\\\", ord(","): "\\,", ord(";"): "\\;", ord("\n"): "\\n"}
_ESCAPE: Final = re.compile(r"\\([\\;,:nN])")


class CutLine(str):
    """The beginning of a property that is longer than may be held."""

    __slots__ = ("whole",)
    whole: int
    """How long all of it is, in characters."""


class Head(NamedTuple):
    """What stands before the colon of a property."""

    name: str
    group: str
    """What it has in common with its label: `item1`; "" for most."""
    types: frozenset[str]
    preference: int
    charset: str
    quoted_printable: bool
    binary: bool
    """Whether the value is a picture, a sound, a key or anything else in base64."""
    linkedin: bool
    """Whether its name, type or service says that the value belongs to LinkedIn."""


def properties(text: str | Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each property as one line with the number of the line it begins on; blank lines are passed over.

    Undone are folds, the soft line breaks of quoted-printable, and those of base64 that vCard 2.1
    writers left without indentation. Any of the three line ends will do, mixed too. Of one property
    at most 400,000 characters are held. A file that comes in pieces has each end with a line.
    """
    begun: list[str] = []
    start = size = number = 0
    may_go_on = False
    for lines in _lines(text):
        for line in lines:
            number += 1
            # Nearly all lines begin a property; these are told apart without a call.
            if may_go_on or ":" not in line or line[0] in _FOLD:
                more = _continuation(begun, line) if begun else None
                may_go_on = line.endswith("=")
                if more is not None:
                    if size < _MAX_LINE:
                        begun.append(more[:_MAX_LINE])
                    size += len(more)
                    continue
                if not line.strip():
                    continue
            if begun:
                yield start, begun[0] if size == len(begun[0]) else _whole(begun, size)
            begun = [line[:_MAX_LINE]]
            start, size = number, len(line)
            may_go_on = line[-1] == "="
    if begun:
        yield start, _whole(begun, size)


def _whole(begun: list[str], size: int) -> str:
    line = begun[0] if len(begun) == 1 else "".join(begun)
    if size <= _MAX_LINE:
        return line
    cut = CutLine(line)
    cut.whole = size
    return cut


def split(line: str) -> tuple[Head, str] | None:
    """The head and the raw value of a property, or None when the line is none."""
    head, colon, value = line.partition(":")
    if colon and '"' in head:
        at = _colon(line)
        head, colon, value = line[:at], line[at], line[at + 1 :]
    if not colon or len(head) > _MAX_HEAD:
        return None
    parsed = _parse(head)
    return None if parsed is None else (parsed, value)


def decoded(head: Head, value: str) -> str:
    """The value as text, whatever encoding and charset its head names (vCard 2.1)."""
    if head.quoted_printable:
        return decode_as(binascii.a2b_qp(value.encode("utf-8", "replace")), head.charset)
    if head.charset and not value.isascii():
        return recode(value, head.charset)
    return value


def plain(line: str, value: str) -> str:
    """The property with its decoded value: what its head says about encoding and charset goes."""
    name, *parameters = _outside_quotes(line[: _colon(line)], ";")
    told = [p for p in parameters if p.partition("=")[0].strip().upper() not in _ABOUT_TEXT]
    told = [p for p in told if p.strip().upper() not in _ENCODINGS]
    return f"{';'.join([name, *told])}:{value}"


def escaped(text: str) -> str:
    """A text as the value of one property."""
    return text.translate(_ESCAPED)


def unescaped(value: str) -> str:
    r"""A text value as it was meant: `\n`, `\,`, `\;`, `\:` and `\\` undone."""
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(value: str, at_least: int) -> list[str]:
    """The clean parts of a structured value (N, ORG), padded with "" up to `at_least`."""
    parts = value[:_MAX_STRUCTURED].split(";")
    if "\\" in value:
        parts = [unescaped(part) for part in _rejoined(parts)]
    clean = [clean_line(part) if part else "" for part in parts[:_MAX_COMPONENTS]]
    return clean + [""] * (at_least - len(clean))


def _rejoined(parts: list[str]) -> list[str]:
    """Parts that were separated at a semicolon behind a backslash belong together."""
    whole: list[str] = []
    is_open = False
    for part in parts:
        if is_open:
            whole[-1] += f";{part}"
        else:
            whole.append(part)
        is_open = (len(part) - len(part.rstrip("\\"))) % 2 == 1
    return whole


def _lines(text: str | Iterable[str]) -> Iterator[list[str]]:
    """The lines of a long text, some thousands at a time, without a second copy of all of it."""
    for piece in (text,) if isinstance(text, str) else text:
        at = 0
        while at < len(piece):
            end = piece.find("\n", at + _SLAB) + 1 or len(piece)
            lines = piece[at:end].replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if not lines[-1]:
                lines.pop()
            yield lines
            at = end


def _continuation(begun: list[str], line: str) -> str | None:
    """What a line adds to the property begun before it; None when it begins one itself."""
    last = begun[-1]
    if last.endswith("=") and not line[:11].upper().startswith(_FRAMES):
        head = _head_of(begun[0])
        if head is not None and head.quoted_printable:
            begun[-1] = last[:-1]
            return line
    if line[:1] in _FOLD:
        return line[1:]
    if ":" in line:
        return None
    if not line:
        return ""
    head = _head_of(begun[0])
    return line if head is not None and head.binary else None


def _head_of(line: str) -> Head | None:
    parts = split(line[:_MAX_HEAD])
    return parts[0] if parts is not None else None


def _colon(line: str) -> int:
    """Where the first colon outside quotes is; where the quotes do not fit, the first colon of all."""
    at = 0
    for index, piece in enumerate(line[:_MAX_HEAD].split('"')):
        if index % 2 == 0 and ":" in piece:
            return at + piece.index(":")
        at += len(piece) + 1
    return line.index(":")


def _outside_quotes(head: str, separator: str) -> list[str]:
    """Like `head.split(separator)`, but a separator between quotes separates nothing."""
    parts = [""]
    for index, piece in enumerate(head.split('"')):
        first, *others = piece.split(separator) if index % 2 == 0 else [piece]
        parts[-1] += first if index == 0 else f'"{first}'
        parts += others
    return parts


# The same few heads stand in every card of a file.
@lru_cache(maxsize=512)
def _parse(head: str) -> Head | None:
    first, *rest = _outside_quotes(head, ";")
    name = _NAME.fullmatch(first.strip())
    if name is None:
        return None
    told: dict[str, list[str]] = {"TYPE": [], "ENCODING": []}
    for parameter in rest:
        key, equals, values = parameter.upper().partition("=")
        key = key.strip()
        if not equals:
            key, values = "ENCODING" if key in _ENCODINGS else "TYPE", key
        told.setdefault(key, []).extend(v.strip(' "') for v in values.split(","))
    return _head(name[2].upper(), (name[1] or "").upper(), told)


def _head(name: str, group: str, told: dict[str, list[str]]) -> Head:
    types = frozenset(told["TYPE"])
    services = [name, *types, *told.get("X-SERVICE-TYPE", ()), *told.get("SERVICE-TYPE", ())]
    return Head(
        name=name,
        group=group,
        types=types,
        preference=1 if "PREF" in types else _preference(told.get("PREF", [])),
        charset=next(iter(told.get("CHARSET", [])), ""),
        quoted_printable="QUOTED-PRINTABLE" in told["ENCODING"],
        binary=name in _BINARY or not _BINARY_ENCODINGS.isdisjoint(told["ENCODING"]),
        linkedin=any("LINKEDIN" in service for service in services),
    )


def _preference(values: list[str]) -> int:
    number = values[0] if values else ""
    return (
        int(number) if number.isascii() and number.isdigit() and len(number) < 4 else NO_PREFERENCE
    )
