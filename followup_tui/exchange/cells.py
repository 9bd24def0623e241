"""Cells of a CSV file that no spreadsheet takes for a formula, and the way back (RELIABILITY 3d)."""

from __future__ import annotations

from typing import Final

PEOPLE: Final = (
    "name",
    "first_name",
    "last_name",
    "title",
    "department",
    "company",
    "emails",
    "phones",
    "linkedin",
    "starred",
    "tags",
)
"""The header of our own list of people: what an import brings back. Cells of several values have one
a line; a star is `yes`."""

NOTES: Final = "notes"
"""The last column of our own list of people when it carries private remarks."""

_FORMULA: Final = frozenset("=+-@|＝＋－＠")
_SEPARATORS: Final = frozenset("\t\r")
_DRAWS_NOTHING: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def guard(cell: str) -> str:
    """The cell with a quote before it where a spreadsheet would begin to calculate."""
    return f"'{cell}" if _is_risky(cell.lstrip("'")) else cell


def unguard(cell: str) -> str:
    """What `guard` was given: for a file that our own header begins."""
    bare = cell.lstrip("'")
    return cell[1:] if bare != cell and _is_risky(bare) else cell


def several(values: tuple[str, ...]) -> str:
    """Values of one line each as one cell."""
    return "\n".join(values)


def apart(cell: str) -> tuple[str, ...]:
    """The values that `several` put into a cell."""
    return tuple(value for value in cell.split("\n") if value)


def _is_risky(text: str) -> bool:
    """Whether the first sign that is drawn begins a formula, or a tab or CR stands before it."""
    for char in text:
        if char in _FORMULA or char in _SEPARATORS:
            return True
        if char.isprintable() and not char.isspace() and char not in _DRAWS_NOTHING:
            return False
    return False
