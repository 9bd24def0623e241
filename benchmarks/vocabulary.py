"""Names and texts for crowds: the same every time, and as unlike each other as real ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

FIXED = ("Ada Quill", "Ben Marlow")
"""The first two of every crowd."""
PHRASES = 997
"""So many different texts: enough that a word stands in a share of them, as in real ones."""

_GIVEN, _BEGINNINGS, _MIDDLES, _ENDS, _WORDS = (
    tuple(row.split(" "))
    for row in (
        "Ana Bo Cem Dora Elif Finn Gita Hugo Ines Jan Kira Leo Mona Nils Olga Per Rosa Sven Tara Uwe",
        "Al Ber Cor Dan El Far Gar Hol Is Jor Kel Lam Mar Nor Or Pel Quin Ros Sal Tor",
        "ba de fi go la me ni po ra se ti vo wa za lu",
        "berg croft dale field ford ham hill land man mark ner quist rup sen son stad ton vale wood",
        "plan line market team spring review harbour engine paint choir launch report visit supplier"
        " hybrid window bridge repair desk north autumn figure sample pattern garden quality tender"
        " schedule partner factory design budget question answer morning season model trial audit",
    )
)


def names(size: int) -> Iterator[str]:
    """So many full names; beyond some thousands they come again."""
    yield from islice(FIXED, size)
    for n in range(size - len(FIXED)):
        last = (
            _BEGINNINGS[n * 7 % len(_BEGINNINGS)]
            + _MIDDLES[n * 11 // len(_BEGINNINGS) % len(_MIDDLES)]
            + _ENDS[n * 13 // 300 % len(_ENDS)]
        )
        yield f"{_GIVEN[n * 3 // 7 % len(_GIVEN)]} {last}"


def phrase(number: int) -> str:
    """A dozen words."""
    return " ".join(_WORDS[(number * (2 * n + 1) + n * n) % len(_WORDS)] for n in range(12))
