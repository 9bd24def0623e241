"""Which automatic backups stay: near days close together, far ones further apart (RELIABILITY P16)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Keep:
    """How many of each stretch of time stay, each stretch with the newest backup made in it."""

    newest: int = 5
    """Whatever their day: several imports of one afternoon each have their way back."""
    days: int = 7
    weeks: int = 4
    months: int = 12


def kept(made: Iterable[datetime], keep: Keep | None = None) -> frozenset[datetime]:
    """The backups that stay; the others can go.

    Rotating after every backup keeps the same ones as rotating once at the end.
    """
    keep = keep or Keep()
    newest_first = sorted(set(made), reverse=True)
    stays = set(newest_first[: keep.newest])
    stays |= _newest_of(newest_first, lambda m: m.date(), keep.days)
    stays |= _newest_of(newest_first, lambda m: m.isocalendar()[:2], keep.weeks)
    stays |= _newest_of(newest_first, lambda m: (m.year, m.month), keep.months)
    return frozenset(stays)


def _newest_of(
    newest_first: list[datetime], stretch: Callable[[datetime], Hashable], number: int
) -> set[datetime]:
    """The newest one in each of the newest stretches that have any."""
    found: dict[Hashable, datetime] = {}
    for moment in newest_first:
        found.setdefault(stretch(moment), moment)
    return set(list(found.values())[:number])
