"""Whether a teaser already tells what it should make curious about (S1.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from followup_tui.core.text import fold
from followup_tui.core.themes import significant

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALL = 0.8
"""The share of the body's words from which a teaser is the body itself."""
_MUCH = 0.5
_FEW = 3
"""Words below which a share says nothing: a short body is given away only as a whole."""


@dataclass(frozen=True, slots=True)
class GivenAway:
    """What a teaser tells of the body."""

    words: tuple[str, ...] = ()
    """As they stand in the teaser."""
    whole: bool = False
    """Nothing worth a call is left."""

    def __bool__(self) -> bool:
        return bool(self.words)


def given_away(teaser: str, body: str) -> GivenAway:
    """What of the kept-back body stands in the teaser: its numbers, or most of its words.

    A year is a topic, not a finding; the subject of both may be named.
    """
    told = set(significant(teaser))
    kept = tuple(dict.fromkeys(significant(body)))
    numbers = _numbers(body) & _numbers(teaser)
    shared = [stem for stem in kept if stem in told]
    share = len(shared) / len(kept) if kept else 0.0
    enough = _MUCH if len(kept) >= _FEW else 1.0
    is_same = bool(fold(body)) and fold(body).strip(" .!") in fold(teaser)
    if is_same or (kept and share >= (_ALL if len(kept) >= _FEW else 1.0)):
        return GivenAway(_written(teaser, set(shared)) or (teaser,), whole=True)
    words = _written(teaser, set(shared)) if kept and share >= enough else ()
    return GivenAway((*sorted(numbers), *words))


def _numbers(text: str) -> set[str]:
    return {n for n in _NUMBER.findall(text) if not _YEAR.fullmatch(n)}


def _written(teaser: str, stems: set[str]) -> tuple[str, ...]:
    """The words of the teaser that have these stems."""
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", teaser)
    return tuple(dict.fromkeys(w for w in words if set(significant(w)) & stems))
