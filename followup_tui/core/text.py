"""The one boundary through which text from outside becomes text we keep and show (RELIABILITY P6)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

_FIRST_COMBINING = "\u0300"

MAX_COMBINING = 4
"""Combining marks kept in a row: enough for every written language, too few to climb over neighbours."""

MAX_LENGTH = 100_000
"""Characters of the longest text that is kept."""

# The ends of ranges of code points. Control characters but tab and newline; bidi marks, embeddings,
# overrides and isolates; zero-width and word-joining characters; fillers that draw nothing; annotation
# and tag characters. ZWJ, ZWNJ and variation selectors stay: emoji, Persian and Hindi need them.
_NEVER_SHOWN = (
    (0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x061C, 0x061C), (0x115F, 0x1160),
    (0x180E, 0x180E), (0x200B, 0x200B), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064),
    (0x2066, 0x2069), (0x3164, 0x3164), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
)  # fmt: skip
_SURROGATES = (0xD800, 0xDFFF)
_LINE_BREAKS = ((0x09, 0x0A), (0x2028, 0x2029))
_LINE_ENDS = "\r\n?|[\u2028\u2029\x85\x0b\x0c]"


def clean_text(text: str, limit: int = MAX_LENGTH) -> str:
    """Text of several lines without anything that could move a cursor or hide itself.

    Newlines are normalised to LF; text over `limit` characters is cut and ends in an ellipsis.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isprintable() and (text.isascii() or max(text) < _FIRST_COMBINING):
        return text
    text = re.sub(_LINE_ENDS, "\n", text).translate(_table())
    if text.isascii():
        return text
    return _limit_marks(unicodedata.normalize("NFC", text))


def clean_line(text: str, limit: int = 1_000) -> str:
    """A single-line field (name, company, title): as `clean_text`, every run of blanks one space."""
    return " ".join(clean_text(text, limit).split())


def is_safe_line(text: str) -> bool:
    """Whether a line may go to a terminal as it is."""
    return _unsafe().search(text) is None


def blank_unsafe(text: str, width: Callable[[str], int]) -> str:
    """A line with `width` blanks in place of every unsafe character, so that its columns stay put.

    Safe text comes back as the same object, and fast: every frame goes through here.
    """
    # Of the unsafe characters, str.isprintable() lets only the four fillers pass.
    if text.isprintable() and (
        text.isascii()
        or not ("\u115f" in text or "\u1160" in text or "\u3164" in text or "\uffa0" in text)
    ):
        return text
    return _unsafe().sub(lambda match: " " * width(match[0]), text)


def fold(text: str) -> str:
    """The form in which two spellings compare equal: no case, no accents, single blanks, one apostrophe."""
    line = clean_line(text, MAX_LENGTH)
    if line.isascii():
        return line.lower()
    compatible = unicodedata.normalize("NFKD", line).replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", compatible.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


# Both are made when the first text needs them: most are printable, and every start would wait.


@cache
def _table() -> dict[int, int | None]:
    """What becomes of the characters that are never shown."""
    table: dict[int, int | None] = {
        code: None for first, last in _NEVER_SHOWN for code in range(first, last + 1)
    }
    table.update(dict.fromkeys(range(_SURROGATES[0], _SURROGATES[1] + 1), 0xFFFD))
    return table


@cache
def _unsafe() -> re.Pattern[str]:
    """Any character that a terminal might obey, or that takes no room."""
    # Ranges, since a class of single characters takes long to compile.
    return re.compile(
        "["
        + "".join(
            f"\\U{first:08x}-\\U{last:08x}"
            for first, last in sorted((*_NEVER_SHOWN, *_LINE_BREAKS, _SURROGATES))
        )
        + "]"
    )


def _limit_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        if 0xFE00 <= ord(char) <= 0xFE0F or char in "\u200c\u200d":
            pass  # drawn over the same character: what follows still piles up on it
        elif unicodedata.category(char) in ("Mn", "Me"):
            run += 1
            if run > MAX_COMBINING:
                continue
        else:
            run = 0
        kept.append(char)
    return "".join(kept)
