"""Clocks and the few figures drawn from them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import TypeVar

First = TypeVar("First")
Second = TypeVar("Second")


def ms(deed: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    started = time.perf_counter()
    deed()
    return (time.perf_counter() - started) * 1000


def typical_ms(deed: Callable[[], object], times: int) -> float:
    """The median of many calls, after a few that only warm up, the garbage collector being off."""
    for _ in range(3):
        deed()
    was_on = gc.isenabled()
    gc.disable()
    try:
        return median(ms(deed) for _ in range(times))
    finally:
        if was_on:
            gc.enable()


def alternately(
    pairs: int, first: Callable[[], First], second: Callable[[], Second]
) -> list[tuple[First, Second]]:
    """Both in turn, A B A B, after one pair that is thrown away: the machine drifts, pairs drift along."""
    measured = [(first(), second()) for _ in range(pairs + 1)]
    return measured[1:]


def ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of the ratios, pair by pair."""
    return median(a / b for a, b in pairs)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value below which so many percent lie, between two measured ones if need be."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
