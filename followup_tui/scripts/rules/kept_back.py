"""L03: what an insight keeps back is not given away, in other words and numbers either."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from followup_tui.core.words import Channel, NoteKind, Purpose, Tone
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.concepts import Word, sentences_of
from followup_tui.scripts.rules.lists import read_or
from followup_tui.scripts.rules.numbers_said import Number, numbers
from followup_tui.scripts.rules.plain_words import level, stem
from followup_tui.scripts.rules.weighing import forget, of_rule

_WORDS = Path(__file__).with_name("kept_back.toml")
_FEWEST = 3
"""One and two, first and second stand in every other script."""
_LETTERS = 6
"""So much of a stem is compared: exempt and exemption, price and pricing are one."""

FIRST_WEIGHTS: Mapping[str, float] = {
    "words": 1.6,
    "common words": 0.5,
    "other words": 0.8,
    "names": 1.6,
    "numbers": 2.6,
    "small numbers": 1.0,
    "share": 1.5,
    "together": 0.8,
    "about it": 0.4,
    "reasons": 0.4,
    "elsewhere": 0.3,
    "of myself": -1.0,
    "bias": -4.0,
}
"""What each sign of a leak weighs before anything was learned: the trainer starts here."""


def kept_back(script: Script) -> Iterator[Remark]:
    """Gives away nothing of what an insight keeps back, in other words and numbers either (S1.30).

    The teaser may be said. In a reply to somebody who asked for it, all may be said, and so in a live
    call: the script there is what I say when they are listening.
    """
    known = script.known
    is_asked_for = known.asked_for and script.purpose == Purpose.REPLY
    # Without the words that say nothing, every script would seem to tell.
    if script.channel == Channel.CALL or is_asked_for or not _lists()[1]:
        return
    said, public = _said_anyway(script), _public(script)
    for insight in known.insights:
        secret = secret_of(insight.body, insight.analysis, insight.teaser, said, public)
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
    kin: Mapping[int, str]
    """Which of its words belongs to which group of words that mean much the same."""
    numbers: tuple[Number, ...]
    teased: frozenset[str]
    """What the teaser says, which is no secret and weighs for nothing."""
    teased_kin: frozenset[int]
    public: frozenset[str] = frozenset()
    """What their own news says, which tells nothing either way."""

    def shares(self, key: str) -> tuple[str, bool] | None:
        """The word of the secret that this one says, and whether it is that very word."""
        if key in self.words:
            return key, True
        groups = _kin(key)
        if not groups.isdisjoint(self.teased_kin):
            return None
        return next(((self.kin[one], False) for one in groups if one in self.kin), None)


_Lists = tuple[dict[str, frozenset[int]], frozenset[str], frozenset[str]]


@cache
def _lists() -> _Lists:
    """The groups of every word, the words that say nothing, and the names of days and months."""
    nothing: _Lists = ({}, frozenset(), frozenset())
    return read_or(_WORDS, _sorted_out, nothing)


def load() -> None:
    """Reads the words now, so that damage shows."""
    _lists()


def _sorted_out(text: str) -> _Lists:
    data = tomllib.loads(text)
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(data["same"]):
        for word in group.split():
            groups.setdefault(_root(word), set()).add(number)
    empty = frozenset(_root(word) for word in data["empty"].split())
    kin = {root: frozenset(one) for root, one in groups.items() if root not in empty}
    return kin, empty, frozenset(data["dates"].split())


def _kin(key: str) -> frozenset[int]:
    return _lists()[0].get(key, frozenset())


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
def key_of(plain: str) -> str:
    """What a word is compared by; empty when it says nothing."""
    if len(plain) < 3 or plain.isdecimal():
        return ""
    root = _root(plain)
    return "" if root in _lists()[1] else root


@lru_cache(maxsize=64)
def _keys(text: str) -> frozenset[str]:
    return frozenset(
        key
        for token in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower())
        for plain in level(token.replace("’", "'"))
        if (key := key_of(plain)) and not numbers(plain)
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


def _public(script: Script) -> str:
    """The news that a script may say: nobody gives away what their paper printed."""
    sayable = (
        note.text
        for note in script.known.notes
        if note.kind is NoteKind.NEWS and note.marked and note.tone is not Tone.HARD
    )
    return "\n".join(sayable)


@lru_cache(maxsize=64)
def secret_of(
    body: str, analysis: str, teaser: str, said: frozenset[str], public: str = ""
) -> Secret:
    """What is kept back beyond the teaser, public news and the names that may be said anyway."""
    teased = _keys(teaser) | said
    names = frozenset(
        key_of(found[0].strip(".;: ").lower())
        for text in (body, analysis)
        for found in _NAME.finditer(text)
    )
    dates = frozenset(map(key_of, _lists()[2]))
    printed = _keys(public)
    words = (_keys(body) | _keys(analysis)) - teased - printed - {""}
    teased_numbers = (*numbers(teaser), *numbers(public))
    kept = [
        one
        for one in (*numbers(body), *numbers(analysis))
        if (one.is_share or one.value >= _FEWEST) and not any(map(one.means, teased_numbers))
    ]
    teased_kin = frozenset(one for word in teased for one in _kin(word))
    kin = {one: word for word in sorted(words) for one in _kin(word) if one not in teased_kin}
    return Secret(
        words, (names & words) - dates, kin, tuple(kept), teased, teased_kin, printed - teased
    )


def _leaks(text: str, secret: Secret) -> Iterator[tuple[int, str]]:
    if not text or not (secret.words or secret.numbers):
        return
    for signs, spots in read_against(text, secret):
        if score(signs) > 0:
            yield min(spots)[0], _quote(text, spots)


_Spots = list[tuple[int, int]]


def read_against(text: str, secret: Secret) -> list[tuple[dict[str, float], _Spots]]:
    """The signs of a leak in each sentence that has something in common with the secret."""
    listed = _sentences(text, with_numbers=bool(secret.numbers))
    found = [_Shared.of(words, said, secret) for words, said in listed]
    every = {one for shared in found for one in shared.words}
    return [
        (shared.signs(len(every - set(shared.words))), sorted(set(shared.spots)))
        for shared in found
        if shared.spots
    ]


@lru_cache(maxsize=4)
def _sentences(text: str, *, with_numbers: bool) -> list[tuple[tuple[Word, ...], list[Number]]]:
    """Each sentence with its numbers, where any are kept back; the same for every insight."""
    said = numbers(text) if with_numbers else []
    return [
        (words, [one for one in said if words[0].start <= one.start < words[-1].end])
        for words in sentences_of(text)
    ]


def _quote(text: str, spots: _Spots) -> str:
    return " … ".join(f"“{text[start:end]}”" for start, end in spots)


def score(signs: Mapping[str, float]) -> float:
    """Above zero, a sentence gives something away."""
    weighs = _weights()[0]
    return weighs["bias"] + math.fsum(weighs[sign] * amount for sign, amount in signs.items())


@cache
def _weights() -> tuple[Mapping[str, float], frozenset[str]]:
    """What each sign weighs, and the words that many a script says anyway."""
    learned = of_rule("L03")
    return {**FIRST_WEIGHTS, **learned.get("signs", {})}, frozenset(learned.get("common", ()))


def forget_weights() -> None:
    """Reads them anew after the trainer has written others."""
    forget()
    _weights.cache_clear()
    _sentences.cache_clear()


_REASONS = frozenset(
    [
        "because",
        "since",
        "so",
        "if",
        "when",
        "than",
        "would",
        "instead",
        "only",
        "most",
        "every",
        "each",
        "always",
        "never",
        "without",
        "before",
        "until",
        "twice",
        "already",
        "still",
        "reason",
    ]
)
_MINE = frozenset(("i", "my", "me", "we"))
_THEIRS = frozenset(("your", "they", "their"))
_MOST = 2.0
"""More words of the teaser than this say no more."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What one sentence has in common with what is kept back."""

    words: Mapping[str, str]
    """The words of the secret that it says, each with the kind of sign that this is."""
    same: tuple[Number, ...]
    spots: _Spots
    telling: int
    """So many words say anything at all."""
    teased: int
    plain: frozenset[str]
    opening: str
    """Its first word."""

    @classmethod
    def of(cls, sentence: tuple[Word, ...], said: list[Number], secret: Secret) -> _Shared:
        dates, common = _lists()[2], _weights()[1]
        words: dict[str, str] = {}
        spots: _Spots = []
        telling = teased = 0
        for word in sentence:
            key = key_of(word.plain)
            if not key:
                continue
            if key in secret.teased:
                teased += 1
                continue
            if key in secret.public:
                continue
            telling += 1
            if (shared := secret.shares(key)) is None:
                continue
            root, is_same = shared
            if word.plain in dates:
                kind = "small numbers"
            elif not is_same:
                kind = "other words"
            elif root in secret.names:
                kind = "names"
            else:
                kind = "common words" if root in common else "words"
            if root not in words or is_same:
                words[root] = kind
            spots.append((word.start, word.end))
        same = tuple(one for one in said if any(map(one.means, secret.numbers)))
        spots += [(one.start, one.end) for one in same]
        plain = frozenset(word.plain for word in sentence)
        return cls(words, same, spots, telling, teased, plain, sentence[0].plain)

    def signs(self, elsewhere: int) -> dict[str, float]:
        """The signs as amounts; `elsewhere` words of the secret stand in other sentences."""
        kinds = list(self.words.values())
        telling = {one.value for one in self.same if one.is_telling}
        small = {one.value for one in self.same} - telling
        every = len(kinds) + len(telling) + len(small)
        of_me = self.opening in _MINE or (
            not _MINE.isdisjoint(self.plain) and _THEIRS.isdisjoint(self.plain)
        )
        return {
            **{sign: float(kinds.count(sign)) for sign in _WORDS_SAID},
            "numbers": float(len(telling)),
            "small numbers": float(len(small) + kinds.count("small numbers")),
            "share": every / max(self.telling + len(self.same), 1),
            "together": float(every >= _TOGETHER),
            "about it": min(float(self.teased), _MOST),
            "reasons": min(float(len(_REASONS & self.plain)), _MOST),
            "elsewhere": min(float(elsewhere), _MOST),
            "of myself": float(of_me),
        }


_WORDS_SAID = ("words", "common words", "other words", "names")
_TOGETHER = 2
"""One thing in common may be chance; two seldom are."""
