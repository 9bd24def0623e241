"""How L01 and L02 read: sentences of words in their plain form, and the concepts that stand in them.

A concept is a list of phrases in `meaning.toml`. Dialect, contractions and inflection are levelled
first, so that one phrase stands for "doesn't work out", "didn't work out" and "disnae work oot".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from followup_tui.core.text import fold
from followup_tui.scripts.rules.lists import read_or
from followup_tui.scripts.rules.plain_words import level, stem

_LEXICON = Path(__file__).with_name("meaning.toml")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[.!?;:\n…]+|,")
_END = re.compile(r"[.!?;:\n…]")


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

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.words[0].start

    def has(self, *concepts: str) -> bool:
        """Whether each of these concepts stands in it."""
        return all(concept in self.hits for concept in concepts)

    def any(self, *concepts: str) -> bool:
        """Whether one of these concepts stands in it."""
        return any(concept in self.hits for concept in concepts)

    def says(self, *plain: str) -> bool:
        """Whether one of these words stands in it, in just this form."""
        return any(word.plain in plain for word in self.words)


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

    concept: str
    rest: tuple[_Element, ...]
    needs: frozenset[str]
    """What its last word must be: without one of these in the sentence nothing needs to be compared."""


_Index = dict[str, list[_Phrase]]


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
    for theme, concepts in data.items():
        index: _Index = {}
        for concept, phrases in concepts.items():
            for first, *rest in {p for phrase in phrases for p in _compiled(phrase, lists)}:
                assert isinstance(first, frozenset)
                words = [one for one in rest if isinstance(one, frozenset)]
                last = words[-1] if words else frozenset[str]()
                for key in first:
                    index.setdefault(key, []).append(_Phrase(concept, tuple(rest), last))
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
    index = _lexicon().get(theme, {})
    return tuple(
        Sentence(words, is_question, pauses, _hits(words, index))
        for words, is_question, pauses in _sentences(text)
    )


def _hits(words: tuple[Word, ...], index: _Index) -> dict[str, tuple[Hit, ...]]:
    keys = [word.keys for word in words]
    present = {key for both in keys for key in both}
    found: dict[str, list[Hit]] = {}
    for place, both in enumerate(keys):
        after = keys[place + 1] if place + 1 < len(keys) else ()
        for key in both:
            for concept, rest, needs in index.get(key, ()):
                if needs and needs.isdisjoint(present):
                    continue
                # Most phrases fail at their second word: no need to call for that.
                second = rest[0] if rest else 0
                if isinstance(second, frozenset) and second.isdisjoint(after):
                    continue
                if end := _match(keys, place + 1, rest, 0) if rest else place + 1:
                    hit = Hit(concept, place, end - 1, words[place].start, words[end - 1].end)
                    found.setdefault(concept, []).append(hit)
    return {concept: tuple(hits) for concept, hits in found.items()}


def _match(keys: list[tuple[str, str]], at: int, rest: tuple[_Element, ...], part: int) -> int:
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
        if token[0] == ",":
            pauses.add(len(words))
        elif _END.match(token[0]):
            if words:
                sentences.append((tuple(words), "?" in token[0], frozenset(pauses)))
            words, pauses = [], set()
        else:
            words += _words(token)
    if words:
        sentences.append((tuple(words), False, frozenset(pauses)))
    return tuple(sentences)


def _words(token: re.Match[str]) -> Iterable[Word]:
    written = token[0].lower().replace("’", "'") if token[0].isascii() else fold(token[0])
    start, end = token.span()
    return [Word(plain, keys, start, end) for plain, keys in _levelled(written)]


@lru_cache(maxsize=4096)
def _levelled(written: str) -> tuple[tuple[str, tuple[str, str]], ...]:
    return tuple((plain, (stem(plain), f"={plain}")) for plain in level(written))
