"""The data files beside the rules: a damaged one costs what is read from it, never the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_Read = TypeVar("_Read")

_WRONG = (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError)
"""What a file that is missing, cut off or of another shape raises while it is read."""
_damaged: set[str] = set()


def read_or(path: Path, build: Callable[[str], _Read], otherwise: _Read) -> _Read:
    """What is built from the text of a file; without a whole file the other, and its name is kept."""
    try:
        built = build(path.read_text(encoding="utf-8"))
    except _WRONG:
        _damaged.add(path.name)
        return otherwise
    _damaged.discard(path.name)
    return built


def damaged() -> tuple[str, ...]:
    """The names of the files that could not be read so far."""
    return tuple(sorted(_damaged))
