"""Finds the weights of L01, L02 and L03 from the building half: `python -m tests.scripts.labelled.train`.

Plain logistic regression, the same every time. Of L01 and L02 the heaviest sentence of a script counts.
How much is enough is found by leaving out an eighth of the lines at a time: more than any innocent line
weighed that was left out. Lines of the other rules are innocent here.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

from followup_tui.core.words import Channel
from followup_tui.scripts.rules import kept_back
from followup_tui.scripts.rules.concepts import read as read_sentences
from followup_tui.scripts.rules.concepts import sentences_of
from followup_tui.scripts.rules.numbers_said import numbers
from followup_tui.scripts.rules.weighing import FILE, features, weigh
from tests.scripts.labelled import Line, read

THEMES = {"L01": "standing_by", "L02": "openings"}
_OWN = frozenset({"L01", "L02", "L03"})
_FOLDS, _ROUNDS, _STEP, _DECAY = 8, 25, 0.15, 2e-4
_MARGIN = 0.1
_LIGHTEST = 0.03

_Sample = tuple[bool, list[set[str]]]


def samples(rule: str, lines: Sequence[Line]) -> list[_Sample]:
    """The sentences of every line that teaches a rule, as features, and whether it ought to speak."""
    taught = [one for one in lines if one.rule == rule or one.rule not in _OWN]
    taught = [one for one in taught if not one.known.get("opening") and one.purpose != "opening"]
    found = []
    for line in taught:
        sentences = read_sentences(line.text, THEMES[rule])
        befores = [None, *sentences[:-1]]
        seen = [features(one, before) for one, before in zip(sentences, befores, strict=True)]
        if seen:
            found.append((line.hit and line.rule == rule, seen))
    return found


def fitted(taught: Sequence[_Sample]) -> tuple[float, dict[str, float]]:
    """Bias and weights after a fixed number of rounds."""
    learned: dict[str, float] = {}
    bias = -1.0
    order = list(taught)
    shuffler = random.Random(1)
    for _ in range(_ROUNDS):
        shuffler.shuffle(order)
        for hit, sentences in order:
            heaviest = max(sentences, key=lambda one: weigh(one, learned, bias))
            chance = 1 / (1 + math.exp(-weigh(heaviest, learned, bias)))
            push = _STEP * (hit - chance)
            bias += 0.3 * push
            for one in heaviest:
                kept = learned.get(one, 0.0) * (1 - _DECAY)
                learned[one] = kept + 2 * push / math.sqrt(len(heaviest))
    return bias, learned


def heaviest(sample: _Sample, learned: dict[str, float], bias: float) -> float:
    """What a script weighs."""
    return max(weigh(one, learned, bias) for one in sample[1])


def enough(taught: Sequence[_Sample]) -> float:
    """More than any innocent line weighs to those who have not seen it."""
    order = list(taught)
    random.Random(3).shuffle(order)
    most = 0.0
    for fold in range(_FOLDS):
        rest = [sample for place, sample in enumerate(order) if place % _FOLDS != fold]
        bias, learned = fitted(rest)
        innocent = [sample for sample in order[fold::_FOLDS] if not sample[0]]
        most = max([most, *(heaviest(sample, learned, bias) for sample in innocent)])
    return most + _MARGIN


def of_sentences(rule: str, lines: Sequence[Line]) -> dict[str, object]:
    """What L01 or L02 learns."""
    taught = samples(rule, lines)
    bias, learned = fitted(taught)
    kept = {one: round(weight, 3) for one, weight in sorted(learned.items())}
    return {
        "bias": round(bias, 3),
        "enough": round(enough(taught), 3),
        "features": {one: weight for one, weight in kept.items() if abs(weight) >= _LIGHTEST},
    }


def of_leaks(lines: Sequence[Line]) -> dict[str, float]:
    """What L03 learns: how much each sign of a leak weighs."""
    taught = [
        (line.hit, _signs(line))
        for line in lines
        if line.rule == "L03" and line.channel != Channel.CALL and not line.known.get("asked_for")
    ]
    insights = {json.dumps(line.insight): line.insight for line in lines if line.rule == "L03"}
    # What other scripts happen to share with an insight is no leak.
    for insight in insights.values():
        strange = (_signs(replace(one, insight=insight)) for one in lines if one.rule != "L03")
        taught += [(False, one) for one in strange if one["share"]]
    learned = dict(kept_back.FIRST_WEIGHTS)
    for _ in range(400):
        for sign in learned:
            slope = math.fsum((hit - _chance(one, learned)) * one[sign] for hit, one in taught)
            pull = kept_back.FIRST_WEIGHTS[sign] - learned[sign]
            learned[sign] += 0.02 * (slope + 0.5 * pull)
    return {sign: round(weight, 3) for sign, weight in learned.items()}


def _signs(line: Line) -> dict[str, float]:
    """The signs of the sentence that has most of them, by the weights one starts from."""
    insight = line.insight or {}
    secret = kept_back.secret_of(
        insight.get("body", ""), insight.get("analysis", ""), insight.get("teaser", ""), frozenset()
    )
    said = numbers(line.text)
    every = []
    for words in sentences_of(line.text):
        near = [one for one in said if words[0].start <= one.start < words[-1].end]
        signs, _ = kept_back.signs_of(words, near, secret)
        every.append({**signs, "bias": 1.0})
    return max(every, key=lambda one: _sum(one, kept_back.FIRST_WEIGHTS))


def _sum(signs: Mapping[str, float], learned: Mapping[str, float]) -> float:
    return math.fsum(learned[sign] * amount for sign, amount in signs.items())


def _chance(signs: Mapping[str, float], learned: Mapping[str, float]) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, _sum(signs, learned)))))


def main() -> None:
    """What the module is run for."""
    lines = [line for line in read() if line.half == "build"]
    learned: dict[str, object] = {rule: of_sentences(rule, lines) for rule in THEMES}
    learned["L03"] = of_leaks(lines)
    FILE.write_text(json.dumps(learned, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
