"""Contacts as Outlook and Outlook.com write them into CSV with English headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from followup_tui.core.people import Item
from followup_tui.exchange.columns import Column, people
from followup_tui.exchange.rows import Table

_NO_HEADER: Final = (
    "no line in it names Outlook's columns such as First Name and E-mail Address; export it again, "
    "or import it with --kind csv"
)
_COLUMNS: Final = {
    "title": ("prefix", ""), "first name": ("first_name", ""), "middle name": ("middle_name", ""),
    "last name": ("last_name", ""), "suffix": ("suffix", ""), "company": ("company", ""),
    "department": ("department", ""), "job title": ("title", ""), "notes": ("note", ""),
    "categories": ("tag", ""), "web page": ("linkedin", ""), "personal web page": ("linkedin", ""),
    "e-mail address": ("email", ""), "e-mail 2 address": ("email", ""),
    "e-mail 3 address": ("email", ""), "business phone": ("phone", "work"),
    "mobile phone": ("phone", "cell"), "primary phone": ("phone", "main"),
    "company main phone": ("phone", "main"), "business phone 2": ("phone", "work"),
    "home phone": ("phone", "home"), "home phone 2": ("phone", "home"),
    "other phone": ("phone", "other"), "car phone": ("phone", "car"),
}  # fmt: skip
_OWN: Final = frozenset(
    {"business phone", "mobile phone", "home phone", "job title", "e-mail 2 address", "middle name"}
)
_MAX_LINES: Final = 1_000


def is_header(cells: list[str]) -> bool:
    """Whether folded cells are a header of Outlook's."""
    names = set(cells)
    return {"first name", "e-mail address"} <= names and bool(names & _OWN)


def contacts(text: str) -> Iterator[Item]:
    """Everybody in the list. Raises FileError without a header."""
    table = Table(text, is_header, _NO_HEADER, field_lines=_MAX_LINES)
    names = [cell.casefold() for cell in table.header]
    yield from people(
        table,
        [
            Column(field, names.index(name), label)
            for name, (field, label) in _COLUMNS.items()
            if name in names
        ],
    )
