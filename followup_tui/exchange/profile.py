"""The forms in which two spellings of one profile, address or number are recognised as the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from followup_tui.core.text import clean_line
from followup_tui.exchange.phones import plain_e164

_WORD: Final = r"""[^\s,;:<>()\[\]"\\@.]+"""
_ADDRESS: Final = re.compile(rf"\.?{_WORD}(?:\.+{_WORD})*\.?@{_WORD}(?:\.{_WORD})*")
# An address before the host ("user@") is nobody's way to write a profile, only a way to deceive.
_PROFILE: Final = re.compile(
    r"<?(?:https?:/+|/*)(?:[a-z0-9-]+\.)*linkedin\.com\.?(?::[0-9]+)?/+"
    r"(?:m/+|mwlite/+)?(in|pub)/+([^?#<>\s]*)",
    re.IGNORECASE,
)
_SYNTAX: Final = re.compile(r"[/?#<>%\s]")
_MAX_ADDRESS: Final = 254  # RFC 5321, 4.5.3.1.3
_SHORT: Final = 300
"""Letters up to which an answer is remembered, so that hostile ones take no memory."""


def profile_link(url: str) -> str:
    """An https address that opens the person's LinkedIn profile, or "" when `url` names none.

    It is built anew from the host and the person's own part of the path, so nothing else of a foreign
    string reaches the browser. Upper case stays: LinkedIn's opaque ids need it.
    """
    place = _place(url)
    return f"https://www.linkedin.com/{quote(place)}" if place else ""


def profile_key(url: str) -> str:
    """What two links to one LinkedIn profile have in common, or "" when `url` names no profile.

    `http://de.linkedin.com/in/J%C3%BCrgen/?trk=x` and `LinkedIn.com/in/jürgen` both give
    `linkedin.com/in/jürgen`. Companies, groups and short links (lnkd.in) name nobody.
    """
    place = _place(url)
    return f"linkedin.com/{place.casefold()}" if place else ""


def email_address(text: str) -> str:
    """The one address in `text`, as written, or "" when there is none or more than one.

    `mailto:ann@example.com` and `Ann Lee <ann@example.com>` are understood.
    """
    return _one_address(text) if len(text) <= _SHORT else _one_address.__wrapped__(text)


# An import asks for each several times: is it one, is somebody known by it, what is its key.
@lru_cache(maxsize=256)
def _one_address(text: str) -> str:
    text = clean_line(text)
    if _ADDRESS.fullmatch(text) is None:
        if text[:7].lower() == "mailto:":
            text = text[7:].partition("?")[0]
        if text.endswith(">"):
            text = text[:-1].rpartition("<")[2].strip()
        if _ADDRESS.fullmatch(text) is None:
            return ""
    return text if len(text) <= _MAX_ADDRESS else ""


def email_key(text: str) -> str:
    """An address without regard to case, or "" when `text` is not one address."""
    return email_address(text).casefold()


def phone_key(text: str, region: str | None = None) -> str:
    """The number in E.164 (`+16502530000`), with `;ext=12` behind it when it has an extension.

    A number without a country code counts as one of `region` (ISO 3166, "US"); without a region, and
    for what is no possible number, the key is its digits alone. "" when it has none.
    """
    if len(text) <= _SHORT:
        return _short_phone_key(text, region)
    return _short_phone_key.__wrapped__(text, region)


@lru_cache(maxsize=256)
def _short_phone_key(text: str, region: str | None) -> str:
    text = clean_line(text)
    text = text[4:] if text[:4].lower() == "tel:" else text
    international = "+" + text[2:] if text.startswith("00") else text.lstrip("( ")
    if region is not None or international.startswith("+"):
        key = plain_e164(international) or _e164(international, region)
        if not key and region:
            key = _e164(text, region)
        if key:
            return key
    return "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())


def _e164(text: str, region: str | None) -> str:
    # Imported here because its tables cost more than the first frame of the program may.
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    key = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return f"{key};ext={number.extension}" if number.extension else key


def _place(url: str) -> str:
    """The person's part of the path: `in/ann-lee`, `pub/ann-lee/1/2b/3c4`."""
    found = _PROFILE.match(clean_line(url, 2_000))
    if found is None:
        return ""
    kind, path = found[1].lower(), [_step(step) for step in found[2].split("/")[:6]]
    name, *others = [step for step in path if step] or [""]
    if kind == "in" or not name:
        return name and f"in/{name}"
    return "/".join(["pub", name, *others[:3]]) if name != "dir" else ""


def _step(step: str) -> str:
    return _SYNTAX.sub("", clean_line(unquote(step))) if "%" in step else step
