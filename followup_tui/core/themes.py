"""What several employers said alike: words that come back over all feedback (S2.15)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from followup_tui.core.text import fold

_MOST = 8
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?;:,()\n]+")
_ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ing", "ies", "ed", "es", "ly", "s", "y")
_SHORTEST = 4
"""Letters that a stem keeps: shorter ones would bring strangers together."""
_EMPTY = frozenset(
    [
        "a",
        "about",
        "above",
        "after",
        "again",
        "all",
        "almost",
        "also",
        "although",
        "always",
        "am",
        "among",
        "an",
        "and",
        "another",
        "any",
        "anybody",
        "anyone",
        "anything",
        "are",
        "around",
        "as",
        "at",
        "away",
        "back",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "came",
        "can",
        "candidate",
        "candidates",
        "chose",
        "come",
        "could",
        "did",
        "didn",
        "do",
        "does",
        "doesn",
        "doing",
        "don",
        "done",
        "down",
        "during",
        "each",
        "else",
        "enough",
        "even",
        "ever",
        "every",
        "everybody",
        "everyone",
        "everything",
        "felt",
        "few",
        "for",
        "found",
        "from",
        "gave",
        "get",
        "give",
        "go",
        "going",
        "good",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "interview",
        "into",
        "is",
        "isn",
        "it",
        "its",
        "just",
        "know",
        "let",
        "like",
        "liked",
        "little",
        "looking",
        "lot",
        "made",
        "make",
        "many",
        "may",
        "maybe",
        "me",
        "might",
        "more",
        "most",
        "much",
        "must",
        "my",
        "need",
        "needed",
        "needs",
        "neither",
        "never",
        "next",
        "no",
        "nobody",
        "nor",
        "not",
        "nothing",
        "now",
        "of",
        "off",
        "often",
        "on",
        "once",
        "one",
        "ones",
        "only",
        "or",
        "other",
        "others",
        "our",
        "out",
        "over",
        "own",
        "perhaps",
        "person",
        "put",
        "quite",
        "rather",
        "really",
        "said",
        "same",
        "saw",
        "say",
        "says",
        "seem",
        "seemed",
        "seems",
        "she",
        "should",
        "since",
        "so",
        "some",
        "somebody",
        "someone",
        "something",
        "still",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "things",
        "think",
        "this",
        "those",
        "though",
        "thought",
        "through",
        "time",
        "to",
        "together",
        "too",
        "took",
        "toward",
        "towards",
        "two",
        "under",
        "until",
        "up",
        "us",
        "use",
        "very",
        "want",
        "wanted",
        "was",
        "wasn",
        "we",
        "well",
        "went",
        "were",
        "weren",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whole",
        "whom",
        "why",
        "will",
        "wish",
        "with",
        "within",
        "without",
        "won",
        "would",
        "wouldn",
        "yes",
        "yet",
        "you",
        "your",
        "yours",
        "you're",
        "you've",
        "you'd",
        "you'll",
        "we're",
        "we've",
        "we'd",
        "we'll",
        "they're",
        "they've",
        "they'd",
        "it's",
        "that's",
        "there's",
        "didn't",
        "don't",
        "doesn't",
        "isn't",
        "wasn't",
        "weren't",
        "wouldn't",
        "couldn't",
        "i'm",
        "i've",
        "i'd",
        "hers",
        "ours",
        "theirs",
        "wanted",
        "ended",
        "better",
        "best",
        "great",
        "strong",
        "stronger",
        "hired",
        "hire",
        "job",
        "role",
    ]
)


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of feedback as the themes see it."""

    employer: str
    text: str
    by: str = ""
    """Who said it, where that is known."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Words that at least two employers used, and who they were."""

    words: str
    count: int
    """In how many pieces of feedback they stand."""
    employers: tuple[str, ...]
    said_by: tuple[str, ...]
    """The person where known, else the employer."""


def themes(said: Iterable[Said], most: int = _MOST) -> tuple[Theme, ...]:
    """Words and pairs of words that came from two employers or more, the most frequent first.

    It counts words and claims no more: whether they were praise or criticism is for the reader.
    """
    pieces = list(said)
    places: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
    spellings: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for number, piece in enumerate(pieces):
        for stems, written in _phrases(piece.text):
            places[stems].add(number)
            spellings[stems][written] += 1
    shared = {
        stems: found
        for stems, found in places.items()
        if len({pieces[n].employer for n in found}) > 1
    }
    found = [
        _theme(_usual(spellings[stems]), [pieces[n] for n in sorted(places_of)])
        for stems, places_of in shared.items()
        if not _is_within(stems, places_of, shared)
    ]
    return tuple(
        sorted(found, key=lambda t: (-len(t.employers), -t.count, -len(t.words.split()), t.words))
    )[:most]


def significant(text: str) -> tuple[str, ...]:
    """The stems of the words that carry a meaning, in their order."""
    return tuple(_stem(word) for word in _words(text) if word not in _EMPTY and len(word) > 2)


def _phrases(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Significant words, and pairs of them that stand side by side: (stems, as written)."""
    for sentence in _SENTENCE.split(text):
        before = ""
        for word in _words(sentence):
            if word in _EMPTY or len(word) < 3:
                before = ""
                continue
            yield (_stem(word),), word
            if before:
                yield (_stem(before), _stem(word)), f"{before} {word}"
            before = word


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _stem(word: str) -> str:
    """A word without its ending: "presenting" and "presentation" are one theme."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > _SHORTEST else word


def _is_within(
    stems: tuple[str, ...], found: set[int], shared: dict[tuple[str, ...], set[int]]
) -> bool:
    """Whether a pair that says more stands wherever this word does."""
    return len(stems) == 1 and any(
        len(other) > 1 and stems[0] in other and found <= places for other, places in shared.items()
    )


def _usual(spellings: Counter[str]) -> str:
    """The way it was mostly written, the shorter of two."""
    return min(spellings, key=lambda written: (-spellings[written], len(written), written))


def _theme(words: str, pieces: list[Said]) -> Theme:
    employers = dict.fromkeys(piece.employer for piece in pieces)
    voices = dict.fromkeys(piece.by or piece.employer for piece in pieces)
    return Theme(words, len(pieces), tuple(employers), tuple(voices))
