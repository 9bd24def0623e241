"""L03: what an insight keeps back is not given away, in other words and numbers either."""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from followup_tui.core.words import Channel, Purpose
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.concepts import Word, sentences_of
from followup_tui.scripts.rules.numbers_said import Number, numbers
from followup_tui.scripts.rules.plain_words import level, stem
from followup_tui.scripts.rules.weighing import FILE

_WORDS = Path(__file__).with_name("kept_back.toml")
_FEWEST = 3
"""One and two, first and second stand in every other script."""
_LETTERS = 6
"""So much of a stem is compared: exempt and exemption, price and pricing are one."""

FIRST_WEIGHTS: Mapping[str, float] = {
    "words": 1.1,
    "names": 1.5,
    "numbers": 2.4,
    "small numbers": 0.8,
    "share": 1.8,
    "of myself": -1.2,
    "bias": -3.4,
}
"""What each sign of a leak weighs before anything was learned: the trainer starts here."""


def kept_back(script: Script) -> Iterator[Remark]:
    """Gives away nothing of what an insight keeps back, in other words and numbers either (S1.30).

    The teaser may be said. In a reply to somebody who asked for it, all may be said, and so in a live
    call: the script there is what I say when they are listening.
    """
    known = script.known
    is_asked_for = known.asked_for and script.purpose == Purpose.REPLY
    if script.channel == Channel.CALL or is_asked_for:
        return
    said = _said_anyway(script)
    for insight in known.insights:
        secret = secret_of(insight.body, insight.analysis, insight.teaser, said)
        for found in _leaks(script.text, secret):
            yield Remark(found[0], f"{found[1]} {_ADVICE}")
        for found in _leaks(script.subject, secret):
            yield Remark(0, f"In the subject: {found[1]} {_ADVICE}")


_ADVICE = (
    "gives away what the insight keeps back: leave the teaser and ask for a time to talk, "
    "so that there is something left to tell."
)


@dataclass(frozen=True, slots=True)
class Secret:
    """What an insight keeps back, as it is compared."""

    words: frozenset[str]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    teased: frozenset[str]
    """What the teaser says, which is no secret and weighs for nothing."""


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    data = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    same: dict[str, str] = {}
    for group in data["same"]:
        first, *others = group.split()
        for word in (first, *others):
            same.setdefault(_root(word), _root(first))
    empty = frozenset(_root(word) for word in data["empty"].split())
    return same, empty, frozenset(data["months"].split())


def _root(word: str) -> str:
    """A stem, cut short, with British and American spelling levelled."""
    for british, american in (
        ("isation", "ization"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("our", "or"),
    ):
        word = word.replace(british, american)
    word = word.replace("ium", "um").replace("tre", "ter") if len(word) > 4 else word
    return stem(word)[:_LETTERS]


@lru_cache(maxsize=8192)
def _key(plain: str) -> str:
    """What a word is compared by; empty when it says nothing."""
    same, empty, _ = _lists()
    root = _root(plain)
    if root in empty or len(plain) < 3 or plain.isdecimal():
        return ""
    return same.get(root, root)


def _keys(text: str) -> frozenset[str]:
    return frozenset(
        key
        for token in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())
        for plain in level(token.replace("’", "'"))
        if (key := _key(plain)) and not numbers(plain)
    )


_NAME = re.compile(
    r"(?<=[\w,;] )[A-Z][\w'&-]+|(?:^|[.;:] )([A-Z][\w'&-]*[^s\W])(?= [A-Z]| will\b| \w+s\b)"
)


def _said_anyway(script: Script) -> frozenset[str]:
    """Names that any script of this person may say."""
    known = script.known
    contact = f"{known.contact.name} {known.contact.department}" if known.contact else ""
    me = known.me.name if known.me else ""
    opening = known.opening.title if known.opening else ""
    return _keys(
        f"{known.company} {contact} {me} {opening} {known.contact.company if known.contact else ''}"
    )


@lru_cache(maxsize=64)
def secret_of(body: str, analysis: str, teaser: str, said: frozenset[str]) -> Secret:
    """What is kept back beyond the teaser and the names that may be said anyway."""
    teased = _keys(teaser) | said
    names = frozenset(
        _key(found[0].strip(".;: ").lower())
        for text in (body, analysis)
        for found in _NAME.finditer(text)
    )
    months = frozenset(map(_key, _lists()[2]))
    words = (_keys(body) | _keys(analysis)) - teased - {""}
    teased_numbers = tuple(numbers(teaser))
    kept = [
        one
        for one in (*numbers(body), *numbers(analysis))
        if (one.is_share or one.value >= _FEWEST) and not any(map(one.means, teased_numbers))
    ]
    return Secret(words, (names & words) - months, tuple(kept), teased)


def _leaks(text: str, secret: Secret) -> Iterator[tuple[int, str]]:
    if not text or not (secret.words or secret.numbers):
        return
    for words, keys, said in _sentences(text):
        if keys.isdisjoint(secret.words) and not (said and secret.numbers):
            continue
        signs, spots = signs_of(words, said, secret)
        if spots and score(signs) > 0:
            yield min(spots)[0], _quote(text, spots)


@lru_cache(maxsize=4)
def _sentences(text: str) -> list[tuple[tuple[Word, ...], frozenset[str], list[Number]]]:
    """Each sentence with what it is compared by; the same for every insight."""
    said = numbers(text)
    return [
        (
            words,
            frozenset(_key(word.plain) for word in words),
            [one for one in said if words[0].start <= one.start < words[-1].end],
        )
        for words in sentences_of(text)
    ]


def _quote(text: str, spots: list[tuple[int, int]]) -> str:
    return " … ".join(f"“{text[start:end]}”" for start, end in sorted(set(spots)))


def score(signs: dict[str, float]) -> float:
    """Above zero, a sentence gives something away."""
    weighs = _weights()
    return weighs["bias"] + math.fsum(weighs[sign] * amount for sign, amount in signs.items())


@cache
def _weights() -> Mapping[str, float]:
    learned = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return {**FIRST_WEIGHTS, **learned.get("L03", {})}


def signs_of(
    words: tuple[Word, ...], said: list[Number], secret: Secret
) -> tuple[dict[str, float], list[tuple[int, int]]]:
    """What a sentence has in common with what is kept back, as amounts, and where."""
    months = _lists()[2]
    spots: list[tuple[int, int]] = []
    shared: dict[str, str] = {}
    telling = 0
    for word in words:
        key = _key(word.plain)
        if not key or key in secret.teased:
            continue
        telling += 1
        if key in secret.words:
            shared[key] = (
                "small" if word.plain in months else "name" if key in secret.names else "word"
            )
            spots.append((word.start, word.end))
    same = [one for one in said if any(map(one.means, secret.numbers))]
    spots += [(one.start, one.end) for one in same]
    kinds = list(shared.values())
    plain = [word.plain for word in words]
    return {
        "words": float(kinds.count("word")),
        "names": float(kinds.count("name")),
        "numbers": float(len({one.value for one in same if one.is_telling})),
        "small numbers": float(
            len({one.value for one in same if not one.is_telling}) + kinds.count("small")
        ),
        "share": (len(spots) / max(telling + len(same), 1)) if spots else 0.0,
        "of myself": float(
            ("i" in plain or "my" in plain) and not {"your", "they", "their"} & set(plain)
        ),
    }, spots
