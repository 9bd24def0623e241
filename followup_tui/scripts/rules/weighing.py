"""A second opinion where no frame fits: words and concepts weighed as the labelled lines taught it.

The weights stand in `weights.json`, found by `python -m tests.scripts.labelled.train` from the half
of the labelled set that is there to build with. A sentence weighs the mean of what is in it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from followup_tui.scripts.rules.concepts import Sentence, Word

FILE = Path(__file__).with_name("weights.json")
_MOST = 3
"""So many words are named as those that weighed most."""
_FEWEST = 2
"""A sentence with fewer concepts is about something else."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What one rule learned."""

    bias: float
    enough: float
    """Above this, the rule speaks: no innocent line that it had not seen weighed as much."""
    features: dict[str, float]


@cache
def weights(rule: str) -> Weights | None:
    """The weights of a rule; None when it has not learned any."""
    learned = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return Weights(**learned[rule]) if rule in learned else None


def features(sentence: Sentence, before: Sentence | None) -> set[str]:
    """What a sentence is weighed by: its stems and its concepts, alone and in pairs."""
    stems = [word.keys[0] for word in sentence.words]
    concepts = sorted(sentence.hits)
    found = {"?" if sentence.is_question else "."}
    found.update(stems)
    found.update(f"{one} {other}" for one, other in zip(["^", *stems], [*stems, "$"], strict=True))
    found.update(f"<{one}>" for one in concepts)
    found.update(f"<{one}> <{other}>" for one in concepts for other in concepts if one < other)
    if sentence.is_question:
        found.update(f"<{one}> ?" for one in concepts)
    if before is not None:
        found.update(f"<{one}> / <{other}>" for one in before.hits for other in concepts)
    return found


def weigh(found: Iterable[str], learned: dict[str, float], bias: float) -> float:
    """How much a sentence with these features looks like what the rule is about."""
    every = list(found)
    return bias + math.fsum(learned.get(one, 0.0) for one in every) / math.sqrt(len(every))


def weighty(rule: str, sentence: Sentence, before: Sentence | None) -> tuple[Word, ...]:
    """The words that weighed most when a sentence weighs enough; else none."""
    learned = weights(rule)
    if learned is None or len(sentence.hits) < _FEWEST:
        return ()
    if weigh(features(sentence, before), learned.features, learned.bias) <= learned.enough:
        return ()
    most = sorted(sentence.words, key=lambda w: -_weight_of(w, sentence, learned.features))[:_MOST]
    return tuple(sorted(most, key=lambda word: word.start))


def _weight_of(word: Word, sentence: Sentence, learned: dict[str, float]) -> float:
    """Its own weight and that of the concepts it is part of."""
    concepts = [
        learned.get(f"<{hit.concept}>", 0.0)
        for hits in sentence.hits.values()
        for hit in hits
        if hit.start <= word.start < hit.end
    ]
    return learned.get(word.keys[0], 0.0) + max(concepts, default=0.0)
