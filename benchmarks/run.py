"""What every question needs at hand: the sizes, the crowds, how often to measure, and whom to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import Crowds
from benchmarks.figures import Found


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the benchmarks."""

    crowds: Crowds
    sizes: tuple[int, ...]
    pairs: int
    """How many pairs of a program and its floor."""
    quick: bool
    tools: tuple[Path, ...] = ()
    """Folders in which peers are looked for, besides the PATH."""
    tell: Callable[[str], None] = print

    def times(self, many: int) -> int:
        """How often to repeat something short: a tenth of `many` when it has to be quick."""
        return max(many // 10, 5) if self.quick else many


Question = Callable[[Run], Iterator[Found]]
