"""Values of contact cards: numbers, profiles and labels as a person writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import Final

from followup_tui.core.text import MAX_LENGTH, clean_line, clean_text
from followup_tui.exchange.profile import profile_link
from followup_tui.exchange.vcard_lines import Head

_MAX_SAME: Final = 20
_MAX_PHONE: Final = 100
_PLACES: Final = ("WORK", "HOME", "CELL", "MAIN", "IPHONE", "OTHER")
_USER_NAME: Final = re.compile(r"[\w%-]{3,100}")
_SCHEME: Final = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]{1,20}:")  # base64 has no colon
_PREFERENCE: Final = itemgetter(0)
_SAYS: Final = {"PHOTO": "a picture", "LOGO": "a logo", "SOUND": "a sound", "KEY": "a key",
                "AGENT": "a card within this card"}  # fmt: skip
_LEFT_OUT: Final = "{} of {} was left out; the rest of the card was used"

Preferred = tuple[int, str]
"""How much a value is preferred, and the value."""


def add(values: list[Preferred], preference: int, value: str) -> bool:
    """Take a value unless it is there already, or there are too many."""
    if not value or len(values) == _MAX_SAME:
        return False
    if not values or value.casefold() not in [known.casefold() for _, known in values]:
        values.append((preference, value))
    return True


# The same few types stand at every number of a file.
@lru_cache(maxsize=256)
def place(types: frozenset[str]) -> str:
    """What a number is called by its types, also by one of a phone's own: X-Zentrale."""
    known = [place for place in _PLACES if place in types]
    own = sorted(name[2:] for name in types if name.startswith("X-"))
    return next((label.casefold() for label in (*known, *own)), "")


def in_order(values: list[Preferred]) -> tuple[str, ...]:
    """The preferred first; the rest as they stood in the card."""
    ordered = sorted(values, key=_PREFERENCE) if len(values) > 1 else values
    return tuple([value for _, value in ordered])


def phone(text: str) -> str:
    """The number as a person writes it, also from a `tel:` address (RFC 3966); "" when it is none."""
    text = clean_line(text)
    if text[:4].lower() == "tel:":
        text, *parameters = text[4:].split(";")
        extensions = [p[4:] for p in parameters if p[:4].lower() == "ext=" and p[4:].strip()]
        text = clean_line(" ext. ".join([text, *extensions[:1]]))
    return (
        text
        if len(text) <= _MAX_PHONE and (text[-1:].isdecimal() or any(map(str.isdecimal, text)))
        else ""
    )


def note(texts: list[str]) -> str:
    """All that was noted, as it may be kept; plain lines are told from others in a moment."""
    text = "\n".join(texts)
    plain = text.isascii() and text.replace("\n", " ").isprintable() and len(text) <= MAX_LENGTH
    return text.strip() if plain else clean_text(text).strip()


def linkedin_profile(head: Head, text: str) -> str:
    """The profile's address; a property that names LinkedIn may hold the mere user name (`x-apple:ann`)."""
    link = profile_link(text)
    if link or not head.linkedin:
        return link
    name = text.strip().rpartition(":")[2].removeprefix("@")
    return profile_link(f"linkedin.com/in/{name}") if _USER_NAME.fullmatch(name) else ""


def is_address(line: str) -> bool:
    """Whether a picture stands there by its address, not by its bytes."""
    return _SCHEME.match(line[:2_000].partition(":")[2]) is not None


def left_out(head: Head, length: int) -> str:
    size = length * 3 // 4 if head.binary else length
    large = f"{size / (1 << 20):.0f} MB" if size >= 1 << 20 else f"{max(size >> 10, 1)} KB"
    return _LEFT_OUT.format(_SAYS.get(head.name, f"the property {head.name}"), large)
