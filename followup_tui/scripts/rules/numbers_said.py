"""Numbers as people say them: "forty percent", "40 %", "two in five" and "1.2m" each as what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "dozen": 12,
}
_ORDINALS = {
    **dict(
        zip(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
            ],
            range(1, 13),
            strict=True,
        )
    ),
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}
_SCALES = {
    **dict.fromkeys(("k", "thousand", "grand"), 1e3),
    **dict.fromkeys(("m", "mn", "mio", "million", "millions"), 1e6),
    **dict.fromkeys(("bn", "billion", "billions"), 1e9),
    "hundred": 100.0,
}
_PARTS = {
    "half": 50.0,
    "third": 33.3,
    "quarter": 25.0,
    "fifth": 20.0,
    "sixth": 16.7,
    "eighth": 12.5,
}
_PARTS |= {"tenth": 10.0, "thirds": 33.3, "quarters": 25.0, "fifths": 20.0}
_TIMES = {
    **dict.fromkeys(("twice", "double", "doubles", "doubled", "doubling", "twofold"), 2.0),
    **dict.fromkeys(
        ("thrice", "triple", "triples", "tripled", "tripling", "treble", "threefold"), 3.0
    ),
    **dict.fromkeys(("quadruple", "quadruples", "fourfold"), 4.0),
    "tenfold": 10.0,
}
_DAYS = {
    **dict.fromkeys(("minute", "minutes", "min", "mins"), 1 / 1440),
    **dict.fromkeys(("hour", "hours", "hrs"), 1 / 24),
    **dict.fromkeys(("day", "days"), 1.0),
    **dict.fromkeys(("week", "weeks"), 7.0),
    **dict.fromkeys(("month", "months"), 30.4),
    **dict.fromkeys(("year", "years"), 365.0),
}
_ANY = re.compile(
    rf"\d|\b(?:{'|'.join([*_SMALL, *_ORDINALS, *_PARTS, *_TIMES, 'every other'])})\b", re.IGNORECASE
)
_PERCENT = frozenset(("%", "percent", "pct", "pc"))
_KINDS: dict[str, tuple[str, float]] = {
    **{word: ("number", float(value)) for word, value in _ORDINALS.items()},
    **{word: ("part", value) for word, value in _PARTS.items()},
    **{word: ("scale", value) for word, value in _SCALES.items()},
    **{word: ("number", float(value)) for word, value in _SMALL.items()},
    **{word: ("multiple", value) for word, value in _TIMES.items()},
    **dict.fromkeys(_PERCENT, ("percent", 0.0)),
}
_OUR_OWN = frozenset(("number", "part", "scale", "multiple"))
_PIECE = re.compile(
    r"(?P<digits>\d+(?:[.,'’ ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<sign>%)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number and where it stands."""

    value: float
    is_share: bool
    """A share in percent."""
    start: int
    end: int
    days: float = 0.0
    """How long it is when a unit of time follows; else 0."""

    def means(self, other: Number) -> bool:
        """Whether both say the same, one of them perhaps rounded."""
        if self.is_share != other.is_share:
            return False
        if self.is_share:
            near = _NEAR if self._round or other._round else 0.2
            return abs(self.value - other.value) <= near
        if self.days and other.days:
            longer = max(self.days, other.days)
            return abs(self.days - other.days) <= longer * (0.25 if longer >= _LONG else 0.02)
        if min(self.value, other.value) >= 1000 and not _is_year(self.value):
            return abs(self.value - other.value) <= 0.05 * max(self.value, other.value)
        return abs(self.value - other.value) < 0.01

    @property
    def _round(self) -> bool:
        return self.value in _PARTS.values()

    @property
    def is_telling(self) -> bool:
        """Whether it is more than a small count, a day or a year."""
        return self.is_share or self.value >= 32 or self.value % 1 != 0


_NEAR = 5.1
"""More than half may be 55 percent."""
_LONG = 8
"""Eleven days are nearly two weeks; two days are not three."""


def _is_year(value: float) -> bool:
    return 1900 <= value <= 2100


def numbers(text: str) -> list[Number]:
    """Every number of a text, in order."""
    return list(_joined([*_pieces(text)])) if _ANY.search(text) else []


class _Piece(NamedTuple):
    kind: str
    value: float
    start: int
    end: int
    said: str = ""


def _pieces(text: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(text):
        said = found[0].lower()
        if found.lastgroup == "digits":
            yield _Piece("number", _written(said), found.start(), found.end())
        else:
            kind, value = _KINDS.get(said, ("" if said in _OUR_OWN else said, 0.0))
            yield _Piece(kind, value, found.start(), found.end(), said)


def _written(digits: str) -> float:
    if re.fullmatch(r"\d+(?:[.,'’ ]\d{3})+", digits) and not digits.startswith("0"):
        return float(re.sub(r"\D", "", digits))
    return float(digits.replace(",", "."))


def _joined(pieces: list[_Piece]) -> Iterator[Number]:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        kinds = [one.kind for one in pieces[at + 1 : at + 4]] + [""] * 3
        if piece.kind == "part" and _is_part(pieces, at):
            yield Number(piece.value, True, piece.start, piece.end)
        elif piece.kind == "every" and pieces[at + 1 : at + 2] and (nth := _nth(pieces[at + 1])):
            yield Number(round(100 / nth, 1), True, piece.start, pieces[at + 1].end)
            at += 1
        elif piece.kind == "multiple":
            yield Number(piece.value, False, piece.start, piece.end)
        elif piece.kind == "number" and kinds[0] == "part" and piece.value < 10:
            share = round(piece.value * pieces[at + 1].value, 1)
            yield Number(share, True, piece.start, pieces[at + 1].end)
            at += 1
        elif piece.kind == "number" and (taken := _in_so_many(pieces, at)):
            whole = pieces[at + taken].value
            yield Number(100 * piece.value / whole, True, piece.start, pieces[at + taken].end)
            at += taken
        elif piece.kind == "number" and _is_small_part(pieces, at):
            yield Number(round(100 / piece.value, 1), True, piece.start, piece.end)
        elif piece.kind == "number":
            value, last = _scaled(pieces, at)
            after = [one.kind for one in pieces[last + 1 : last + 3]]
            is_share = after[:1] == ["percent"] or after == ["per", "cent"]
            days = value * _DAYS.get(after[0], 0.0) if after else 0.0
            yield Number(value, is_share, piece.start, pieces[last].end, days)
            at = last + is_share
        at += 1


_ABOUT = frozenset(
    (
        "a",
        "an",
        "the",
        "by",
        "than",
        "about",
        "around",
        "roughly",
        "nearly",
        "almost",
        "over",
        "only",
    )
)
_OF = frozenset(("of", "the", "your", "their", "its", "our", "all"))


def _is_part(pieces: list[_Piece], at: int) -> bool:
    """Whether a half is a share, not half past ten or the second half."""
    before = pieces[at - 1].kind if at else "the"
    after = pieces[at + 1].kind if at + 1 < len(pieces) else ""
    if after in ("past", "hour", "year"):
        return False
    return before in _ABOUT or (pieces[at].value == _PARTS["half"] and after in _OF)


def _is_small_part(pieces: list[_Piece], at: int) -> bool:
    """Whether it is a share such as "a fourteenth"."""
    return (
        at > 0
        and pieces[at].value > 10
        and pieces[at].said.endswith("th")
        and pieces[at - 1].kind in ("a", "an")
    )


def _nth(piece: _Piece) -> float:
    """Every which one: the third of "every third"; 0 when it is none."""
    if piece.kind == "other":
        return 2.0
    if piece.kind == "part" and piece.value < 50:
        return 100 / piece.value
    return piece.value if piece.kind == "number" and 2 <= piece.value <= 20 else 0.0


def _in_so_many(pieces: list[_Piece], at: int) -> int:
    """How far on the "ten" of "nine in ten" or "nine out of ten" stands; 0 when there is none."""
    for words in (("in",), ("of",), ("of", "the"), ("out", "of"), ("from",)):
        end = at + len(words) + 1
        if tuple(one.kind for one in pieces[at + 1 : end]) == words and end < len(pieces):
            whole = pieces[end]
            is_whole = whole.kind == "number" and 2 <= whole.value <= 100
            if is_whole and pieces[at].value < whole.value:
                return end - at
    return 0


def _scaled(pieces: list[_Piece], at: int) -> tuple[float, int]:
    """The value of a run such as "forty two", "1.2 million" or "two hundred fifty", and its last piece."""
    total, value, last = 0.0, pieces[at].value, at
    while last + 1 < len(pieces):
        after = pieces[last + 1]
        if after.kind == "scale":
            value *= after.value
            if after.value >= 1000:
                total, value = total + value, 0.0
        elif after.kind == "number" and after.value < 10 and value % 10 == 0 and value >= 20:
            if pieces[last].end + 1 < after.start:
                break
            value += after.value
        elif after.kind == "number" and pieces[last].kind == "scale":
            value += after.value
        else:
            break
        last += 1
    return total + value, last
