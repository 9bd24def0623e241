"""How rules read sentences: in small letters, at the places where they stand in the script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from followup_tui.scripts.rules.plain_words import level

_QUOTES = str.maketrans("’‘“”\t", "''\"\" ")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*'?")
_SOFT_BREAK = re.compile(r"(?<!\n)\n(?!\s*(?:\n|[-*•]))")
_END = re.compile(r"[.!?…]+(?=[\s\"')]|$)|\n\s*\n|\n(?=\s*[-*•])")


@lru_cache(maxsize=128)
def lowered(text: str) -> str:
    """A text in small letters and straight quotes, every letter where it was; wrapped lines are one."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals, such as the dotted İ, grow
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _SOFT_BREAK.sub(" ", small.translate(_QUOTES))


@lru_cache(maxsize=128)
def levelled(text: str) -> str:
    """A text in plain words, dialect and contractions written out; places are lost on the way."""
    return _TOKEN.sub(lambda token: _plain(token[0]), lowered(text))


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return " ".join(level(word))


@lru_cache(maxsize=128)
def sentences(text: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a text as `lowered` gives it, each with the place where it begins."""
    small = lowered(text)
    found, start = [], 0
    for end in _END.finditer(small):
        found.append((start, small[start : end.end()]))
        start = end.end()
    found.append((start, small[start:]))
    return tuple(
        (at + len(said) - len(said.lstrip()), said.strip()) for at, said in found if said.strip()
    )


def saying(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The sentences that a pattern is found in, each with the place of what was found."""
    for at, said in sentences(text):
        if found := pattern.search(said):
            yield at + found.start(), said
