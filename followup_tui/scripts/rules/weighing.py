"""A second opinion beside the frames: words, classes and concepts weighed as the labelled lines taught it.

The weights stand in `weights.json`, found by `python -m tests.scripts.labelled.train` from the half
of the labelled set that is there to build with. The words of a class (`classes.toml`) weigh together, so
that a word which no line said weighs as much as its kin.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

from followup_tui.scripts.rules.concepts import Sentence, Word
from followup_tui.scripts.rules.lists import read_or
from followup_tui.scripts.rules.plain_words import stem

FILE = Path(__file__).with_name("weights.json")
_CLASSES = Path(__file__).with_name("classes.toml")
FRAMED = "!framed"
"""The sign that a frame fits."""
_MOST = 3
"""So many words are named as those that weighed most."""
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """What one rule learned."""

    bias: float
    enough: float
    """Above this, the rule speaks of what no frame fits."""
    framed: float
    """Above this, it speaks of what a frame fits: below it, the rest says that it is innocent."""
    features: dict[str, float]


def of_rule(rule: str) -> Mapping[str, Any]:
    """What a rule learned; nothing when it has not learned yet."""
    return _learned().get(rule, {})


@cache
def _learned() -> dict[str, dict[str, Any]]:
    return read_or(FILE, _of_known_shape, {})


def _of_known_shape(text: str) -> dict[str, dict[str, Any]]:
    """Raises ValueError or TypeError for what no rule could weigh by."""
    learned: dict[str, dict[str, Any]] = json.loads(text)
    for rule, values in learned.items():
        if rule == "L03":
            numbers, common = values.get("signs", {}), values.get("common", [])
            if not all(isinstance(word, str) for word in common):
                raise ValueError(rule)
        else:
            read = Weights(**values)
            numbers = {"bias": read.bias, "": read.enough, " ": read.framed, **read.features}
        if not all(isinstance(number, float | int) for number in numbers.values()):
            raise ValueError(rule)
    return learned


def load() -> None:
    """Reads what was learned now, so that damage shows."""
    _learned()
    _lists()


def forget() -> None:
    """Reads them anew after the trainer has written others."""
    _learned.cache_clear()
    weights.cache_clear()


@cache
def weights(rule: str) -> Weights | None:
    """The weights of a rule; None when it has not learned any, or lacks the classes they weigh."""
    learned = of_rule(rule) if _lists().themes else {}
    return Weights(**learned) if learned else None


@dataclass(frozen=True, slots=True)
class _Lists:
    classes: Mapping[str, tuple[str, ...]]
    """The classes of every stem."""
    themes: Mapping[str, Mapping[str, tuple[str | tuple[str, str], ...]]]
    """Per rule what it is about, and the signs of each: one, or two near to each other."""


@cache
def _lists() -> _Lists:
    return read_or(_CLASSES, _sorted_out, _Lists({}, {}))


def _sorted_out(text: str) -> _Lists:
    data = tomllib.loads(text)
    about = data.pop("about")
    classes: dict[str, list[str]] = {}
    for name, words in data.pop("classes").items():
        for root in dict.fromkeys(map(stem, words.split())):
            classes.setdefault(root, []).append(name)
    return _Lists(
        {root: tuple(names) for root, names in classes.items()},
        {
            rule: {topic: tuple(map(_sign, signs.split())) for topic, signs in topics.items()}
            for rule, topics in about.items()
        },
    )


def _sign(written: str) -> str | tuple[str, str]:
    one, _, other = written.partition("+")
    return (one, other) if other else one


@lru_cache(maxsize=4096)
def _classes_of(root: str) -> tuple[str, ...]:
    return _lists().classes.get(root, ())


def _topics(rule: str, sentence: Sentence, places: Mapping[str, list[int]]) -> list[str]:
    """What a sentence is about, by its concepts and classes."""

    def stands(sign: str | tuple[str, str]) -> bool:
        if isinstance(sign, str):
            if sign == "?":
                return sentence.is_question
            return sign in places or (sign.strip("<>") in sentence.hits and sign[0] == "<")
        one, other = sign
        if one not in places or other not in places:
            return False
        return any(0 < abs(a - b) <= _NEAR for a in places[one] for b in places[other])

    return [
        topic for topic, signs in _lists().themes.get(rule, {}).items() if any(map(stands, signs))
    ]


def features(
    rule: str, sentence: Sentence, before: Sentence | None, *, is_framed: bool
) -> set[str]:
    """What a sentence is weighed by: its stems, classes and concepts, and what it is about by that."""
    stems = [word.keys[0] for word in sentence.words]
    concepts = [f"<{one}>" for one in sorted(sentence.hits)]
    places: dict[str, list[int]] = {}
    for place, root in enumerate(stems):
        for name in _classes_of(root):
            places.setdefault(name, []).append(place)
    topics = [f"*{one}" for one in sorted(_topics(rule, sentence, places))]
    mark = "?" if sentence.is_question else "."
    found = {mark, *stems, *concepts, *topics}
    found.update(
        [f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True)]
    )
    found.update([f"#{one}" for one in places], [f"#{one} {mark}" for one in places])
    found.update([f"{one} {mark}" for one in concepts])
    found.update([f"{one} {other}" for one, other in combinations(concepts, 2)])
    found.update([f"{one} {other}" for one, other in combinations(topics, 2)])
    if before is not None:
        found.update([f"<{one}> / {other}" for one in before.hits for other in concepts])
    if is_framed:
        found.add(FRAMED)
    return found


def weigh(found: Collection[str], learned: Mapping[str, float], bias: float) -> float:
    """How much a sentence with these features looks like what the rule is about."""
    total = math.fsum([learned.get(one, 0.0) for one in found])
    return bias + total / math.sqrt(len(found) + 1)


def is_innocent(rule: str, sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence that a frame fits is innocent by all the rest that stands in it."""
    learned = weights(rule)
    if learned is None:
        return False
    found = features(rule, sentence, before, is_framed=True)
    return weigh(found, learned.features, learned.bias) <= learned.framed


def weighty(rule: str, sentence: Sentence, before: Sentence | None) -> tuple[Word, ...]:
    """The words that weighed most when a sentence weighs enough; else none."""
    learned = weights(rule)
    if learned is None or not sentence.hits:
        return ()
    found = features(rule, sentence, before, is_framed=False)
    if weigh(found, learned.features, learned.bias) <= learned.enough:
        return ()
    most = sorted(sentence.words, key=lambda w: -_weight_of(w, sentence, learned.features))[:_MOST]
    return tuple(sorted(most, key=lambda word: word.start))


def _weight_of(word: Word, sentence: Sentence, learned: Mapping[str, float]) -> float:
    """Its own weight and that of the classes and concepts it is part of."""
    concepts = [
        learned.get(f"<{hit.concept}>", 0.0)
        for hits in sentence.hits.values()
        for hit in hits
        if hit.start <= word.start < hit.end
    ]
    root = word.keys[0]
    classes = [learned.get(f"#{name}", 0.0) for name in _classes_of(root)]
    return learned.get(root, 0.0) + max(concepts, default=0.0) + max(classes, default=0.0)
