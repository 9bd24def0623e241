"""Contact cards for other programs, vCard 3.0 (RFC 2426), 4.0 (RFC 6350) or 2.1.

Text is escaped, so that no value becomes a property. Lines that an import kept go out as they came,
in the manner of the version that is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from followup_tui.core.outgoing import Address, Card
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.profile import profile_link
from followup_tui.exchange.vcard_dialects import bare, modern, own_label
from followup_tui.exchange.vcard_lines import components, split

VERSIONS: Final = ("3.0", "4.0", "2.1")
"""The first is the one that most programs read."""

OLD: Final = "2.1"
"""For telephones and car radios that read nothing newer: no folds, no escapes but in quoted-printable."""
_OCTETS: Final = 75
"""Of one line without its end (RFC 6350, 3.2)."""
_TYPES: Final = frozenset({"work", "home", "cell"})
"""Labels that both versions know as types; any other is an X-ABLabel."""
_FRAME: Final = frozenset({"BEGIN", "END", "VERSION"})
_IN_PARTS: Final = frozenset({"N", "ORG"})
"""Kept besides what is used of them: middle names and further units have no place here."""
_ITEM: Final = re.compile(r"item([0-9]{1,6})\.", re.IGNORECASE)
_ESCAPED: Final = {ord("\\"): "\\\\", ord(","): "\\,", ord(";"): "\\;", ord("\n"): "\\n"}


def write_cards(cards: Iterable[Card], version: str = VERSIONS[0]) -> str:
    """All cards as one file; the same people give the same letters each time."""
    lines = (line for card in cards for line in _properties(card, version))
    if version == OLD:
        return "".join(f"{line}\r\n" for line in lines)
    return "".join(map(_folded, lines))


def _properties(card: Card, version: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    groups = _free_groups(card)
    came = (line for line in card.kept if _is_property(line))
    kept = [line for each in came for line in modern(each, groups.__next__)]
    for line in _content(card, kept, groups):
        if version == OLD:
            yield from bare(line, escapes=line not in kept and _name(line) != "CATEGORIES")
        else:
            yield line
    yield "END:VCARD"


def _content(card: Card, kept: list[str], groups: Iterator[str]) -> Iterator[str]:
    contact = card.contact
    yield f"FN:{_line(contact.name)}"
    yield _as_it_came("N", kept, contact.last_name, contact.first_name) or (
        f"N:{_line(contact.last_name)};{_line(contact.first_name)};;;"
    )
    if contact.company or contact.department:
        units = [contact.company, contact.department] if contact.department else [contact.company]
        yield _as_it_came("ORG", kept, contact.company, contact.department) or (
            f"ORG:{';'.join(map(_line, units))}"
        )
    if contact.title:
        yield f"TITLE:{_line(contact.title)}"
    yield from _reach(card, groups)
    if link := profile_link(contact.linkedin):
        yield f"URL:{link}"
    if card.note:
        yield f"NOTE:{clean_text(card.note).translate(_ESCAPED)}"
    if card.tags and not any(_name(line) == "CATEGORIES" for line in kept):
        yield f"CATEGORIES:{','.join(map(_line, card.tags))}"
    yield from (line for line in kept if _name(line) not in _IN_PARTS)


def _as_it_came(name: str, kept: list[str], first: str, rest: str) -> str:
    """The kept property in all its parts, unless what it says was changed since; else ""."""
    for line in kept:
        parts = split(line)
        if parts is None or parts[0].name != name:
            continue
        said, *more = components(parts[1], 2)
        told = more[0] if name == "N" else clean_line(", ".join(filter(None, more)))
        if (said, told) == (clean_line(first), clean_line(rest)):
            return line
    return ""


def _free_groups(card: Card) -> Iterator[str]:
    """Groups that no kept property stands in: item3, item4 …"""
    taken = max((int(found[1]) for line in card.kept if (found := _ITEM.match(line))), default=0)
    return (f"item{number}" for number in count(taken + 1))


def _reach(card: Card, groups: Iterator[str]) -> Iterator[str]:
    """Addresses and numbers; a label of the user's own joins its value by a group."""
    for name, addresses in (("EMAIL", card.emails), ("TEL", card.phones)):
        for address in addresses:
            label = own_label(address.label)
            if not label or label in _TYPES:
                yield _typed(name, address, label)
                continue
            group = next(groups)
            yield f"{group}.{_typed(name, address, '')}"
            yield f"{group}.X-ABLabel:{_line(label)}"


def _typed(name: str, address: Address, kind: str) -> str:
    return f"{name}{f';TYPE={kind}' if kind else ''}:{_line(address.value)}"


def _line(text: str) -> str:
    return clean_line(text).translate(_ESCAPED)


def _is_property(line: str) -> bool:
    """Whether a kept line is one property and no more: it must not end the card it stands in."""
    return clean_text(line) == line and "\n" not in line and _name(line) not in _FRAME | {""}


def _name(line: str) -> str:
    parts = split(line)
    return parts[0].name if parts is not None else ""


def _folded(line: str) -> str:
    """The property in lines of at most 75 octets; no letter is cut in two."""
    if len(line) <= _OCTETS and line.isascii():
        return f"{line}\r\n"
    pieces = [""]
    room = _OCTETS
    for char in line:
        size = len(char.encode("utf-8", "replace"))
        if size > room:
            pieces.append(" ")
            room = _OCTETS - 1
        pieces[-1] += char
        room -= size
    return "\r\n".join(pieces) + "\r\n"
