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
from typing import Any, NamedTuple

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
    _weight_of_traits.cache_clear()


@cache
def weights(rule: str) -> Weights | None:
    """The weights of a rule; None when it has not learned any, or lacks the classes they weigh."""
    learned = of_rule(rule) if _lists().themes else {}
    return Weights(**learned) if learned else None


@dataclass(frozen=True, slots=True)
class _Topic:
    """What shows that a sentence is about something: one of these, or two near to each other."""

    single: frozenset[str]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    classes: Mapping[str, tuple[str, ...]]
    """The classes of every stem."""
    themes: Mapping[str, Mapping[str, _Topic]]
    """Per rule what it is about, and the signs of each."""


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
            rule: {topic: _signs(signs.split()) for topic, signs in topics.items()}
            for rule, topics in about.items()
        },
    )


def _signs(written: Collection[str]) -> _Topic:
    parts = [sign.partition("+") for sign in written]
    return _Topic(
        frozenset(one for one, _, other in parts if not other),
        tuple((one, other) for one, _, other in parts if other),
    )


@lru_cache(maxsize=4096)
def _classes_of(root: str) -> tuple[str, ...]:
    return _lists().classes.get(root, ())


class _Traits(NamedTuple):
    """All of a sentence that it is weighed by: with the same traits goes the same weight."""

    stems: tuple[str, ...]
    concepts: tuple[str, ...]
    is_question: bool
    before: tuple[str, ...]
    """The concepts of the sentence before."""
    is_framed: bool

    @classmethod
    def of(cls, sentence: Sentence, before: Sentence | None, *, is_framed: bool) -> _Traits:
        """The traits of a sentence in its place."""
        return cls(
            tuple([word.keys[0] for word in sentence.words]),
            tuple(sorted(sentence.hits)),
            sentence.is_question,
            tuple(before.hits) if before is not None else (),
            is_framed,
        )


def _topics(rule: str, traits: _Traits, places: Mapping[str, list[int]]) -> list[str]:
    """What a sentence is about, by its concepts and classes."""
    here = {*places, *[f"<{one}>" for one in traits.concepts]}
    if traits.is_question:
        here.add("?")
    return [
        topic
        for topic, signs in _lists().themes.get(rule, {}).items()
        if not here.isdisjoint(signs.single) or (signs.pairs and _has_pair(signs, places))
    ]


def _has_pair(signs: _Topic, places: Mapping[str, list[int]]) -> bool:
    for one, other in signs.pairs:
        if one in places and other in places:
            near = (0 < abs(a - b) <= _NEAR for a in places[one] for b in places[other])
            if any(near):
                return True
    return False


def features(
    rule: str, sentence: Sentence, before: Sentence | None, *, is_framed: bool
) -> set[str]:
    """What a sentence is weighed by: its stems, classes and concepts, and what it is about by that."""
    return _features(rule, _Traits.of(sentence, before, is_framed=is_framed))


def _features(rule: str, traits: _Traits) -> set[str]:
    stems = traits.stems
    concepts = [f"<{one}>" for one in traits.concepts]
    places: dict[str, list[int]] = {}
    for place, root in enumerate(stems):
        for name in _classes_of(root):
            places.setdefault(name, []).append(place)
    topics = [f"*{one}" for one in sorted(_topics(rule, traits, places))]
    mark = "?" if traits.is_question else "."
    found = {mark, *stems, *concepts, *topics}
    found.update(
        [f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True)]
    )
    found.update([f"#{one}" for one in places], [f"#{one} {mark}" for one in places])
    found.update([f"{one} {mark}" for one in concepts])
    found.update([f"{one} {other}" for one, other in combinations(concepts, 2)])
    found.update([f"{one} {other}" for one, other in combinations(topics, 2)])
    found.update([f"<{one}> / {other}" for one in traits.before for other in concepts])
    if traits.is_framed:
        found.add(FRAMED)
    return found


def weigh(found: Collection[str], learned: Mapping[str, float], bias: float) -> float:
    """How much a sentence with these features looks like what the rule is about."""
    # Most of what a sentence shows was never learned.
    total = math.fsum(map(learned.__getitem__, learned.keys() & found))
    return bias + total / math.sqrt(len(found) + 1)


def _weight(rule: str, sentence: Sentence, before: Sentence | None, *, is_framed: bool) -> float:
    return _weight_of_traits(rule, _Traits.of(sentence, before, is_framed=is_framed))


# As one types, most sentences are those of a moment ago; of a template they are those of others.
@lru_cache(maxsize=1024)
def _weight_of_traits(rule: str, traits: _Traits) -> float:
    learned = weights(rule)
    assert learned is not None
    return weigh(_features(rule, traits), learned.features, learned.bias)


def is_innocent(rule: str, sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence that a frame fits is innocent by all the rest that stands in it."""
    learned = weights(rule)
    if learned is None:
        return False
    return _weight(rule, sentence, before, is_framed=True) <= learned.framed


def weighty(rule: str, sentence: Sentence, before: Sentence | None) -> tuple[Word, ...]:
    """The words that weighed most when a sentence weighs enough; else none."""
    learned = weights(rule)
    if learned is None or not sentence.hits:
        return ()
    if _weight(rule, sentence, before, is_framed=False) <= learned.enough:
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
