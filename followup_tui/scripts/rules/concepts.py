"""How L01 and L02 read: sentences of words in their plain form, and the concepts that stand in them.

A concept is a list of phrases in `meaning.toml`. Dialect, contractions and inflection are levelled
first, so that one phrase stands for "doesn't work out", "didn't work out" and "disnae work oot".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import count, product
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from followup_tui.core.text import fold
from followup_tui.scripts.rules.lists import read_or
from followup_tui.scripts.rules.plain_words import level, stem

_LEXICON = Path(__file__).with_name("meaning.toml")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[.!?;:\n…]+|,")
_ENDS = frozenset(".!?;:\n…")


class Word(NamedTuple):
    """One word as it is levelled; several may come of one contraction and share its place."""

    plain: str
    keys: tuple[str, str]
    """Its stem, and "=" with the word itself: what a phrase is held against."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a concept, and which words of the sentence it took."""

    concept: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the concepts found in it."""

    words: tuple[Word, ...]
    is_question: bool
    pauses: frozenset[int]
    """Before which words a comma stands."""
    hits: Mapping[str, tuple[Hit, ...]]
    plain: frozenset[str]
    """Its words, each once."""

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    def has(self, *concepts: str) -> bool:
        """Whether each of these concepts stands in it."""
        for concept in concepts:  # noqa: SIM110 - asked dozens of times a sentence
            if concept not in self.hits:
                return False
        return True

    def any(self, *concepts: str) -> bool:
        """Whether one of these concepts stands in it."""
        for concept in concepts:  # noqa: SIM110 - as in `has`
            if concept in self.hits:
                return True
        return False

    def says(self, *plain: str) -> bool:
        """Whether one of these words stands in it, in just this form."""
        return not self.plain.isdisjoint(plain)


def quoted(text: str, hits: Iterable[Hit | Word]) -> str:
    """What weighed, in the words of the text, from left to right."""
    pieces: list[tuple[int, int]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not pieces or hit.start >= pieces[-1][1]:
            pieces.append((hit.start, hit.end))
    return " … ".join(f"“{' '.join(text[start:end].split())}”" for start, end in pieces)


_Element = frozenset[str] | int


class _Phrase(NamedTuple):
    """A phrase of a concept without its first word."""

    number: int
    """Its turn among all phrases."""
    concept: str
    rest: tuple[_Element, ...]
    needs: frozenset[str]
    """What its last word must be: without one of these in the sentence nothing needs to be compared."""


@dataclass(slots=True)
class _Begun:
    """The phrases that begin with one word, by how they go on."""

    anyhow: list[_Phrase] = field(default_factory=list)
    """Of one word, or with a gap behind the first."""
    second: dict[str, list[_Phrase]] = field(default_factory=dict)
    """By a second word. Most phrases fail there: so many are not even looked at."""

    def add(self, phrase: _Phrase) -> None:
        second = phrase.rest[0] if phrase.rest else 0
        if isinstance(second, int):
            self.anyhow.append(phrase)
            return
        for key in second:
            self.second.setdefault(key, []).append(phrase)

    def before(self, after: Collection[str]) -> Iterable[_Phrase]:
        """Those that can go on with a word of these keys, in their turn, each once."""
        if self.second.keys().isdisjoint(after):
            return self.anyhow
        more = [one for key in after for one in self.second.get(key, ())]
        return sorted({one.number: one for one in (*self.anyhow, *more)}.values(), key=_turn)


_turn = itemgetter(0)
_Index = dict[str, _Begun]


@cache
def _lexicon() -> dict[str, _Index]:
    """Per theme and first key: the phrases that begin with it; none from a damaged file."""
    return read_or(_LEXICON, _indexed, {})


def load() -> None:
    """Reads the phrases now, so that damage shows."""
    _lexicon()


def _indexed(text: str) -> dict[str, _Index]:
    data = tomllib.loads(text)
    lists = {name: words.split() for name, words in data.pop("lists").items()}
    themes = {}
    turns = count()
    for theme, concepts in data.items():
        index: _Index = {}
        for concept, phrases in concepts.items():
            for first, *rest in {p for phrase in phrases for p in _compiled(phrase, lists)}:
                assert isinstance(first, frozenset)
                words = [one for one in rest if isinstance(one, frozenset)]
                last = words[-1] if words else frozenset[str]()
                phrase = _Phrase(next(turns), concept, tuple(rest), last)
                for key in first:
                    index.setdefault(key, _Begun()).add(phrase)
        themes[theme] = index
    return themes


def _compiled(phrase: str, lists: Mapping[str, list[str]]) -> Iterator[tuple[_Element, ...]]:
    """Every way to say a phrase: with and without what may be missing, for each of several words."""
    ways = [_ways(part, lists) for part in phrase.split()]
    for parts in product(*ways):
        if elements := tuple(element for part in parts for element in part):
            yield elements


def _ways(part: str, lists: Mapping[str, list[str]]) -> list[tuple[_Element, ...]]:
    is_optional = part.startswith("?")
    part = part.removeprefix("?")
    if part.startswith("~"):
        return [(int(part[1:]),)]
    words: list[str] = []
    for word in part.split("|"):
        words += lists[word[1:]] if word.startswith("@") else [word]
    single = frozenset(w if w.startswith("=") else stem(w) for w in words if "-" not in w)
    ways: list[tuple[_Element, ...]] = [(single,)] if single else []
    ways += [tuple(frozenset({stem(w)}) for w in word.split("-")) for word in words if "-" in word]
    return [*ways, ()] if is_optional else ways


@lru_cache(maxsize=8)
def read(text: str, theme: str) -> tuple[Sentence, ...]:
    """The sentences of a text with the concepts of one theme."""
    return tuple(
        Sentence(
            words,
            is_question,
            pauses,
            _hits(words, theme),
            frozenset([word.plain for word in words]),
        )
        for words, is_question, pauses in _sentences(text)
    )


def _hits(words: tuple[Word, ...], theme: str) -> dict[str, tuple[Hit, ...]]:
    return {
        concept: tuple([Hit(concept, a, b, words[a].start, words[b].end) for a, b in places])
        for concept, places in _matches(tuple([word.keys for word in words]), theme)
    }


_Keys = tuple[tuple[str, str], ...]


# As one types, most sentences are those of a moment ago; of a template they are those of others.
@lru_cache(maxsize=1024)
def _matches(keys: _Keys, theme: str) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Per concept the first and the last word of each place where it stands."""
    index = _lexicon().get(theme, {})
    present = {key for both in keys for key in both}
    found: dict[str, list[tuple[int, int]]] = {}
    for place, both in enumerate(keys):
        after = keys[place + 1] if place + 1 < len(keys) else ()
        for key in both:
            begun = index.get(key)
            if begun is None:
                continue
            for _, concept, rest, needs in begun.before(after):
                if needs and needs.isdisjoint(present):
                    continue
                if end := _match(keys, place + 1, rest, 0) if rest else place + 1:
                    found.setdefault(concept, []).append((place, end - 1))
    return tuple((concept, tuple(places)) for concept, places in found.items())


def _match(keys: _Keys, at: int, rest: tuple[_Element, ...], part: int) -> int:
    """Behind which word the rest of a phrase ends when it begins at a word; 0 when it is not there."""
    while part < len(rest):
        element = rest[part]
        if isinstance(element, int):
            for skipped in range(element + 1):
                if end := _match(keys, at + skipped, rest, part + 1):
                    return end
            return 0
        if at >= len(keys):
            return 0
        plain, exact = keys[at]
        if plain not in element and exact not in element:
            return 0
        at += 1
        part += 1
    return at if at <= len(keys) else 0


def sentences_of(text: str) -> Iterator[tuple[Word, ...]]:
    """The words of each sentence."""
    return (words for words, _, _ in _sentences(text))


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[tuple[tuple[Word, ...], bool, frozenset[int]], ...]:
    sentences = []
    words: list[Word] = []
    pauses: set[int] = set()
    for token in _TOKEN.finditer(text):
        said = token[0]
        if said == ",":
            pauses.add(len(words))
        elif said[0] in _ENDS:
            if words:
                sentences.append((tuple(words), "?" in said, frozenset(pauses)))
            words, pauses = [], set()
        else:
            start, end = token.span()
            written = said.lower() if said.isascii() else fold(said)
            for plain, keys in _levelled(written):
                words.append(Word(plain, keys, start, end))
    if words:
        sentences.append((tuple(words), False, frozenset(pauses)))
    return tuple(sentences)


@lru_cache(maxsize=4096)
def _levelled(written: str) -> tuple[tuple[str, tuple[str, str]], ...]:
    return tuple((plain, (stem(plain), f"={plain}")) for plain in level(written))
