"""Whether a script tells what was noted, in other forms of the same words too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from followup_tui.core.text import fold

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SMALL_WORDS = (
    "a about above across after again ago all almost along already also although always am an "
    "and any are around as at away back be became because been before began being below best "
    "better between both but by came can come could day days did do does done down each early "
    "either else end enough even ever every far few find first for found from gave get give "
    "go goes going gone good got great had has have having he hear heard her here hers him "
    "his how i if in into is it its just keep kept knew know known last late later least left "
    "less let like likes little long look looks lot lots made make makes many may maybe me "
    "mean might mine more most much must my myself near need never new news next no none nor "
    "not now of off often old on once one only onto or other others our out over own per "
    "perhaps put quite rather really right said same saw say says see seen several shall she "
    "should since so some something soon still such take taken than that the their them then "
    "there these they thing things think this those though three through till to today "
    "together told too took toward two under until up upon us used using very via want was "
    "way we well went were what when where which while who whom whose why will with within "
    "without would year years yes yet you your yours yourself mr mrs ms dr hi hello dear "
    "thank thanks love loves enjoy enjoys play plays"
)
_UNSAID = frozenset(_SMALL_WORDS.split())
"""Words that say nothing by themselves."""
_ORDINARY_WORDS = (
    "account art begin book build business buy call car career center change client code "
    "company college cost course customer data design develop development director drive "
    "engineer engineering family fan field finance friday group grow growth head help home "
    "hour house idea improve increase industry interview job join kid launch lead leader "
    "learn line live manage manager market marketing meet meeting model monday money month "
    "morning move office open order park part people person plan plant price process product "
    "production program project quality question read reader report research result role run "
    "sale saturday school sell service show software spend staff start state stop store "
    "strategy student study sunday supplier support system talk teach team tech technology "
    "test time travel university use visit walk watch weather week weekend win word work "
    "world write young"
)
_VOWEL = re.compile(r"[aeiouy]")
_SUFFIXES = ("ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "e")
_HALF, _WHOLE = 0.5, 1.0
_ENOUGH = 0.6
"""The share of what was noted that has to be heard again."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its endings, good enough to meet its other forms."""
    word = word.removesuffix("'s").replace("'", "")
    if len(word) > 5 and word.endswith(("off", "offs")):
        word = word.removesuffix("s").removesuffix("off")
    for suffix in _SUFFIXES:
        kept = word.removesuffix(suffix)
        if kept != word and len(kept) > 2 and _VOWEL.search(kept):
            word = kept + "y" if suffix in ("ies", "ied") else kept
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


_PLAIN = frozenset(map(stem, _ORDINARY_WORDS.split()))


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, as stems."""
    return frozenset(stem(word) for word in _WORD.findall(fold(text)) if word not in _UNSAID)


def share(text: str, noted: str, but: Iterable[str] = ()) -> float:
    """How much of what was noted a text tells, 0 to 1; words of `but` do not count."""
    wanted = stems(noted).difference(but)
    heard = wanted & stems(text)
    return sum(map(_weight, heard)) / sum(map(_weight, wanted)) if _weighs(heard) else 0.0


def tells(text: str, noted: str, but: Iterable[str] = ()) -> bool:
    """Whether a text tells what was noted."""
    return share(text, noted, but) >= _ENOUGH


def place(text: str, noted: str, but: Iterable[str] = ()) -> int:
    """Where a text begins to tell it."""
    wanted = stems(noted).difference(but)
    found = (w.start() for w in _WORD.finditer(text) if stem(fold(w[0])) in wanted)
    return next(found, 0)


def _weighs(heard: Iterable[str]) -> bool:
    return sum(map(_weight, heard)) >= _WHOLE


def _weight(word: str) -> float:
    return _HALF if word in _PLAIN or word.isdecimal() else _WHOLE
