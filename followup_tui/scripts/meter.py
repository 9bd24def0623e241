"""How long a script is, in the words, seconds or characters that its channel is measured in (S3.14)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from followup_tui.core.words import Channel

WORDS_A_MINUTE = 150

_TOKEN = re.compile(r"\S+")
_MARKS = ".,;:!?'\"()"
"""What stands around most words, and is none."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


class Unit(StrEnum):
    """What a channel counts."""

    SECONDS = "seconds"
    WORDS = "words"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a script may have."""

    amount: int
    unit: Unit


LIMITS: Mapping[str, Limit] = {
    Channel.VOICEMAIL: Limit(30, Unit.SECONDS),
    Channel.CALL: Limit(30, Unit.SECONDS),
    Channel.EMAIL: Limit(150, Unit.WORDS),
    Channel.LETTER: Limit(120, Unit.WORDS),
    Channel.LINKEDIN: Limit(100, Unit.WORDS),
    Channel.INVITATION: Limit(200, Unit.CHARACTERS),
}
"""The limits that hold unless the config names others; a channel that is not here has none."""

_SPOKEN = frozenset({Channel.VOICEMAIL, Channel.CALL})


@dataclass(frozen=True, slots=True)
class Measure:
    """One script, measured."""

    words: int
    """As spoken, with every digit a word, for what is spoken; as written for the rest."""
    seconds: int
    """Read aloud at 150 words a minute, rounded up."""
    characters: int
    limit: Limit | None
    counted: int
    """What is held against the limit, in its unit."""
    over_at: int | None
    """Where the text passes its limit; None while it fits."""


def measure(text: str, channel: str, limits: Mapping[str, Limit] = LIMITS) -> Measure:
    """The length of a script on a channel.

    Of a live call the limit holds for the greeting, up to the paragraph with the first question: what
    stands below it is said after they have spoken.
    """
    limit = limits.get(channel)
    spoken_words = count_words(text, spoken=True)
    counted, over_at = _held_against(limit, text, channel) if limit else (0, None)
    return Measure(
        words=spoken_words if channel in _SPOKEN else count_words(text),
        seconds=seconds(spoken_words),
        characters=len(text),
        limit=limit,
        counted=counted,
        over_at=over_at,
    )


def count_words(text: str, *, spoken: bool = False) -> int:
    """Words between blanks; spoken, each digit is a word of its own: "555 0199" has seven."""
    return sum(weight for _, weight in _weights(text, spoken=spoken))


def seconds(spoken_words: int) -> int:
    """How long it takes to say them, in whole seconds, rounded up."""
    return -(-spoken_words * 60 // WORDS_A_MINUTE)


def _held_against(limit: Limit, text: str, channel: str) -> tuple[int, int | None]:
    if limit.unit == Unit.CHARACTERS:
        return len(text), limit.amount if len(text) > limit.amount else None
    is_spoken = limit.unit == Unit.SECONDS
    part = _greeting(text) if channel == Channel.CALL else text
    most = limit.amount * WORDS_A_MINUTE // 60 if is_spoken else limit.amount
    total, over_at = 0, None
    for place, weight in _weights(part, spoken=is_spoken):
        total += weight
        if total > most and over_at is None:
            over_at = place
    return seconds(total) if is_spoken else total, over_at


def _weights(text: str, *, spoken: bool) -> tuple[tuple[int, int], ...]:
    """The place of every word and how many words it is; a lone dash is none."""
    return _both_weights(text)[spoken]


# A text is measured for the pane, for its channel and for the checks.
@lru_cache(maxsize=8)
def _both_weights(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """As written, and as spoken."""
    written: list[tuple[int, int]] = []
    said: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        word, place = token[0], token.start()
        if word.strip(_MARKS).isalpha():
            written.append((place, 1))
            said.append((place, 1))
            continue
        if any(map(str.isalnum, word)):
            written.append((place, 1))
        if spoken := sum(map(str.isdecimal, word)) + any(map(str.isalpha, word)):
            said.append((place, spoken))
    return tuple(written), tuple(said)


def _greeting(text: str) -> str:
    """Everything up to the end of the paragraph in which the first question stands."""
    question = text.find("?")
    end = _PARAGRAPH.search(text, question) if question >= 0 else None
    return text[: end.start()] if end else text
