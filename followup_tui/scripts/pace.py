"""Which word of a script is being said after so many seconds (S3.14, S3.24)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from followup_tui.scripts.meter import WORDS_A_MINUTE, count_words

_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Pace:
    """A script read aloud at the speed that its length is measured with."""

    words: tuple[tuple[int, int], ...]
    """Beginning and end of each word in the text."""
    begins: tuple[float, ...]
    """The second at which each word is begun."""
    seconds: float
    """How long all of it takes."""

    def word_at(self, seconds: float) -> int | None:
        """The number of the word being said; None once all of it is said."""
        if seconds >= self.seconds:
            return None
        return max(bisect_right(self.begins, seconds) - 1, 0)


def pace(text: str) -> Pace:
    """The pace of a text; a number takes a word for every digit, a lone dash no time at all."""
    words, begins = [], []
    weight = 0
    for token in _TOKEN.finditer(text):
        words.append(token.span())
        begins.append(weight * 60 / WORDS_A_MINUTE)
        weight += count_words(token[0], spoken=True)
    return Pace(tuple(words), tuple(begins), weight * 60 / WORDS_A_MINUTE)
