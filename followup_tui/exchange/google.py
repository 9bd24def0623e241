"""Google Contacts as CSV, with the header it had until 2023 and the one it has since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from followup_tui.core.people import Item
from followup_tui.exchange.columns import Column, people
from followup_tui.exchange.rows import Table

_NO_HEADER: Final = (
    "no line in it names Google's columns such as E-mail 1 - Value; "
    "export the contacts again as Google CSV"
)
_PLAIN: Final = {
    "name": "name",
    "given name": "first_name", "first name": "first_name",
    "additional name": "middle_name", "middle name": "middle_name",
    "family name": "last_name", "last name": "last_name",
    "name prefix": "prefix", "name suffix": "suffix",
    "organization 1 - name": "company", "organization name": "company",
    "organization 1 - title": "title", "organization title": "title",
    "organization 1 - department": "department", "organization department": "department",
    "notes": "note",
    "group membership": "tag", "labels": "tag",
}  # fmt: skip
_NUMBERED: Final = re.compile(r"(e-mail|phone|website|custom field) (\d+) - value")
_FIELDS: Final = {
    "e-mail": "email", "phone": "phone", "website": "linkedin", "custom field": "linkedin"
}  # fmt: skip
_OWN: Final = frozenset({"e-mail 1 - value", "phone 1 - value", "group membership", "labels"})
_MAX_LINES: Final = 1_000


def is_header(cells: list[str]) -> bool:
    """Whether folded cells are a header of Google's; nobody else numbers its columns like that."""
    names = set(cells)
    has_person = bool(names & {"name", "given name", "first name"})
    return (
        has_person
        and bool(names & _OWN)
        and any(" - " in name or name == "labels" for name in names)
    )


def contacts(text: str) -> Iterator[Item]:
    """Everybody in the list; several values in one cell stand apart by ` ::: `.

    The label `starred` marks a star, other labels become tags. Raises FileError without a header.
    """
    table = Table(text, is_header, _NO_HEADER, field_lines=_MAX_LINES)
    yield from people(table, _columns(table.header))


def _columns(header: list[str]) -> list[Column]:
    names = [cell.casefold() for cell in header]
    columns = [Column(_PLAIN[name], i) for i, name in enumerate(names) if name in _PLAIN]
    for index, name in enumerate(names):
        if found := _NUMBERED.fullmatch(name):
            beside = (f"{found[1]} {found[2]} - {word}" for word in ("label", "type"))
            label = next((names.index(name) for name in beside if name in names), None)
            columns.append(Column(_FIELDS[found[1]], index, label_index=label))
    return columns
