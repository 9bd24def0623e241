"""Typed words that must be one of ours, refused with the list of what they may be."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from followup_tui.core.words import Channel
from followup_tui.errors import UsageError

Word = TypeVar("Word", bound=StrEnum)


def identifier(words: type[Word], text: str, what: str) -> Word:
    """The identifier meant, blanks and case forgiven. Raises UsageError naming the nearest."""
    typed = text.strip().casefold().replace(" ", "-").replace("_", "-")
    try:
        return words(typed)
    except ValueError:
        near = get_close_matches(typed, [w.value for w in words], 1, 0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        article = "an" if what[0] in "aeiou" else "a"
        raise UsageError(f"“{text}” is not {article} {what} ({', '.join(words)}){hint}") from None


def channel(text: str, own: tuple[str, ...] = ()) -> str:
    """A channel of the program, or one of a user's own. Raises UsageError."""
    typed = text.strip().casefold()
    return typed if typed in own else identifier(Channel, text, "channel").value
