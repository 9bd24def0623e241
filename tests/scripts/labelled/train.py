"""Finds the weights of L01, L02 and L03 from the building half: `python -m tests.scripts.labelled.train`.

Plain logistic regression, the same every time. The sentence of a script that weighs most counts. How much
is enough is found by leaving out a part of the lines at a time: so much that of the innocent scripts that
were left out hardly one weighs more. Lines of the other rules and the shipped templates are innocent here.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from followup_tui.core.words import Channel
from followup_tui.scripts.rules import kept_back, openings, standing_by
from followup_tui.scripts.rules.concepts import Sentence, sentences_of
from followup_tui.scripts.rules.concepts import read as read_sentences
from followup_tui.scripts.rules.weighing import FILE, FRAMED, features, weigh
from tests.scripts.labelled import Line, read, shipped

THEMES = {"L01": "standing_by", "L02": "openings"}
_OWN = frozenset({"L01", "L02", "L03"})
_FOLDS, _ROUNDS, _STEP, _DECAY = 6, 25, 0.3, 1e-4
_ALLOWED = 14
"""So many innocent sentences of those left out may weigh more than enough, of each kind: one in a hundred
scripts. Those that were built with are none of them."""
_LEAST = 0.0
"""Even odds: what weighs less is never enough."""
_CLEAR = 0.01
_RARE = 2
"""What stands in fewer scripts teaches nothing."""
_LIGHTEST = 0.03


class Sample(NamedTuple):
    """A script as the features of its sentences, and whether the rule ought to speak."""

    hit: bool
    sentences: list[list[str]]


def samples(rule: str, lines: Sequence[Line]) -> list[Sample]:
    """What teaches a rule."""
    taught = [
        Sample(line.hit and line.rule == rule, found)
        for line in lines
        if line.rule != "L03" and not line.known.get("opening") and line.purpose != "opening"
        if (found := [list(one) for one in _features(rule, line.text)])
    ]
    seen: set[str] = set()
    for script in shipped.scripts():
        texts = [one for one in script.splitlines() if one not in seen]
        seen.update(texts)
        if found := [list(one) for text in texts for one in _features(rule, text)]:
            taught.append(Sample(False, found))
    counts = Counter(one for _, every in taught for one in set().union(*every))
    return [
        Sample(hit, [sorted(one for one in each if counts[one] >= _RARE) for each in every])
        for hit, every in taught
    ]


def _features(rule: str, text: str) -> Iterator[set[str]]:
    sentences = read_sentences(text, THEMES[rule])
    before: Sentence | None = None
    for sentence in sentences:
        yield features(rule, sentence, before, is_framed=_is_framed(rule, sentence, before))
        before = sentence


def _is_framed(rule: str, sentence: Sentence, before: Sentence | None) -> bool:
    if rule == "L02":
        return bool(openings.framed(sentence))
    return bool(standing_by.framed(sentence, before)[1])


def fitted(taught: Sequence[Sample]) -> tuple[float, dict[str, float]]:
    """Bias and weights after a fixed number of rounds; what is rare takes longer steps."""
    learned: dict[str, float] = {}
    squares: dict[str, float] = {}
    bias = -1.0
    order = list(taught)
    shuffler = random.Random(1)
    for _ in range(_ROUNDS):
        shuffler.shuffle(order)
        for hit, sentences in order:
            most = max(sentences, key=lambda one: weigh(one, learned, bias))
            push = hit - _chance(weigh(most, learned, bias))
            if abs(push) < 0.01:
                continue
            bias += 0.02 * push
            for one in most:
                weight = learned.get(one, 0.0)
                slope = push / math.sqrt(len(most) + 1) - _DECAY * weight
                squares[one] = squares.get(one, 0.01) + slope * slope
                learned[one] = weight + _STEP * slope / math.sqrt(squares[one])
    return bias, learned


def enough(taught: Sequence[Sample]) -> tuple[float, float]:
    """What hardly an innocent script weighs to those who have not seen it: without and with a frame."""
    order = list(taught)
    random.Random(3).shuffle(order)
    plain: list[float] = []
    framed: list[float] = []
    for fold in range(_FOLDS):
        bias, learned = fitted(
            [sample for place, sample in enumerate(order) if place % _FOLDS != fold]
        )
        for sample in order[fold::_FOLDS]:
            if not sample.hit:
                for one in sample.sentences:
                    weighed = weigh(one, learned, bias)
                    (framed if FRAMED in one else plain).append(weighed)
    return _almost_most(plain), _almost_most(framed)


def _almost_most(weighed: Sequence[float]) -> float:
    """More than all but the few that are allowed; never less than even odds would ask."""
    ordered = sorted(weighed, reverse=True)
    return max(ordered[_ALLOWED] if len(ordered) > _ALLOWED else _LEAST, _LEAST)


def of_sentences(rule: str, lines: Sequence[Line]) -> dict[str, object]:
    """What L01 or L02 learns."""
    taught = samples(rule, lines)
    bias, learned = fitted(taught)
    plain, framed = enough(taught)
    # Nothing innocent that it has seen is spoken of, whatever was allowed among the rest.
    for hit, sentences in taught:
        for one in sentences if not hit else ():
            weighed = weigh(one, learned, bias) + _CLEAR
            if FRAMED in one:
                framed = max(framed, weighed)
            else:
                plain = max(plain, weighed)
    kept = {one: round(weight, 2) for one, weight in sorted(learned.items())}
    return {
        "bias": round(bias, 3),
        "enough": round(plain, 3),
        "framed": round(framed, 3),
        "features": {one: weight for one, weight in kept.items() if abs(weight) >= _LIGHTEST},
    }


_COMMON = 6
"""A word that stands in so many scripts about other things gives little away."""
_STRANGE = 0.15
"""What a script that merely shares words with an insight weighs against one about that insight."""
_PULL = 2.0
"""How strongly the first weights hold against few lines."""


def common_words(lines: Sequence[Line]) -> list[str]:
    """The words that many a script says anyway."""
    counts = Counter(
        key
        for line in lines
        if line.rule != "L03"
        for key in {kept_back.key_of(word.plain) for one in sentences_of(line.text) for word in one}
    )
    return sorted(key for key, count in counts.items() if key and count >= _COMMON)


class Leak(NamedTuple):
    """The signs of a script's sentences, whether they give something away, and how much it counts."""

    hit: bool
    signs: list[Mapping[str, float]]
    counts: float


def of_leaks(lines: Sequence[Line]) -> dict[str, float]:
    """What L03 learns: how much each sign of a leak weighs."""
    own = [
        line
        for line in lines
        if line.rule == "L03" and line.channel != Channel.CALL and not line.known.get("asked_for")
    ]
    taught = [Leak(line.hit, _signs(line.text, line.insight or {}), 1.0) for line in own]
    # What other scripts happen to share with an insight is no leak.
    for insight in {json.dumps(line.insight): line.insight for line in own}.values():
        strange = (_signs(one.text, insight or {}) for one in lines if one.rule != "L03")
        taught += [Leak(False, signs, _STRANGE) for signs in strange]
    taught = [leak for leak in taught if leak.signs]
    learned = dict(kept_back.FIRST_WEIGHTS)
    for _ in range(300):
        slopes = {sign: _PULL * (kept_back.FIRST_WEIGHTS[sign] - learned[sign]) for sign in learned}
        for hit, every, counts in taught:
            signs = max(every, key=lambda one: _sum(one, learned))
            push = counts * (hit - _chance(_sum(signs, learned)))
            for sign, amount in signs.items():
                slopes[sign] += push * amount
        for sign, slope in slopes.items():
            learned[sign] += 0.01 * slope
    return {sign: round(weight, 3) for sign, weight in learned.items()}


def _signs(text: str, insight: Mapping[str, str]) -> list[Mapping[str, float]]:
    secret = kept_back.secret_of(
        insight.get("body", ""), insight.get("analysis", ""), insight.get("teaser", ""), frozenset()
    )
    return [{**signs, "bias": 1.0} for signs, _ in kept_back.read_against(text, secret)]


def _sum(signs: Mapping[str, float], learned: Mapping[str, float]) -> float:
    return math.fsum(learned[sign] * amount for sign, amount in signs.items())


def _chance(weighed: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, weighed))))


def _write(learned: Mapping[str, object]) -> None:
    FILE.write_text(json.dumps(learned, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    kept_back.forget_weights()


def main() -> None:
    """What the module is run for."""
    lines = [line for line in read() if line.half == "build"]
    learned: dict[str, object] = {rule: of_sentences(rule, lines) for rule in THEMES}
    # The words that are common must be known before the signs are counted.
    common = common_words(lines)
    _write({**learned, "L03": {"signs": {}, "common": common}})
    _write({**learned, "L03": {"signs": of_leaks(lines), "common": common}})


if __name__ == "__main__":
    main()
