"""Whether a text says a piece of stored material, by its own words in a row (told-them ledger)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from followup_tui.core.text import fold

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    [
        "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has",
        "have", "he", "her", "his", "i", "in", "is", "it", "its", "me", "my", "of", "on", "or",
        "our", "she", "that", "the", "their", "them", "they", "to", "us", "was", "we", "were",
        "will", "with", "you", "your",
    ]
)  # fmt: skip
"""Words that join the others: they tell nothing by themselves."""
_MOST = 2 / 3
"""The share of the words with a meaning that has to stand there, side by side with their neighbours."""
_RUN = 3
"""Words in a row that a longer phrase must share: pairs alone meet by chance."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as its words and their neighbours, for many phrases to be looked up in."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    runs: frozenset[tuple[str, ...]]


def text_of(text: str) -> Text:
    """A text made ready; case, accents and marks are gone."""
    words = _words(text)
    return Text(frozenset(words), frozenset(pairwise(words)), frozenset(_runs(words)))


def is_said(phrase: str, text: str | Text) -> bool:
    """Whether the text says the phrase, or nearly all of it, in the phrase's own words.

    A shorter beginning or a changed "they" is the same telling; the same words far apart are not.
    """
    if isinstance(text, str):
        text = text_of(text)
    words = _words(phrase)
    meant = [n for n, word in enumerate(words) if word not in _SMALL]
    if not meant:
        return False
    there = _beside_neighbours(words, text)
    if len(meant) < _RUN:
        # So short that half of it is another thing.
        return _in_a_row(words[meant[0] : meant[-1] + 1], text)
    said = sum(n in there for n in meant)
    return said / len(meant) >= _MOST and any(run in text.runs for run in _runs(words))


def _beside_neighbours(words: list[str], text: Text) -> set[int]:
    there: set[int] = set()
    for n, pair in enumerate(pairwise(words)):
        if pair in text.pairs:
            there |= {n, n + 1}
    return there


def _in_a_row(words: list[str], text: Text) -> bool:
    if len(words) == 1:
        return words[0] in text.words
    return all(pair in text.pairs for pair in pairwise(words))


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[n:] for n in range(_RUN)), strict=False))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("'", ""))
