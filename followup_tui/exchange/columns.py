"""Rows become people by what their columns hold: shared by Google's, Outlook's and everybody's CSV."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from followup_tui.core.people import IncomingPerson, Item, Problem
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.cells import unguard
from followup_tui.exchange.profile import email_address, profile_link
from followup_tui.exchange.rows import Table

FIELDS: Final = (
    "name", "first_name", "middle_name", "last_name", "prefix", "suffix", "title", "department",
    "company", "email", "phone", "linkedin", "note", "tag",
)  # fmt: skip
"""What a column may hold."""

STARRED: Final = "starred"
_NOBODY: Final = "this row has no name, organisation, address or number, so it was left out"
_SURPLUS: Final = (
    "this row has more cells than there are columns, so it was left out; "
    "a cell with a comma in it needs quotes"
)
_SEVERAL: Final = re.compile(r"\s:::\s")
_ALSO: Final = re.compile(r"\s*[;,|\n]\s*")
_FAX: Final = re.compile(r"\b(fax|pager|telex|isdn|tty)", re.IGNORECASE)
_MAX_SAME: Final = 20
_MAX_PHONE: Final = 100
_EVERYBODY: Final = frozenset({"mycontacts", "my contacts", "friends", "family", "coworkers"})
"""Groups that every address book of Google has."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands."""

    field: str
    index: int
    label: str = ""
    """What the header itself calls it: "work"."""
    label_index: int | None = None
    """The column beside it that says what it is called."""


def people(table: Table, columns: Sequence[Column]) -> Iterator[Item]:
    """Everybody in a table; a row that names nobody is a Problem."""
    problems: list[Problem] = []
    for line, cells in table.rows(problems):
        if any(cell.strip() for cell in cells[len(table.header) :]):
            problems.append(Problem(line, _SURPLUS, lost=True))
            continue
        row = _Person(line, columns, [unguard(cell) for cell in cells])
        person = row.person()
        if person is None:
            problems.append(Problem(line, _NOBODY, lost=True))
            continue
        yield person
        yield from row.problems
    yield from problems


class _Person:
    """One row while it is read."""

    def __init__(self, line: int, columns: Sequence[Column], cells: list[str]) -> None:
        self.line = line
        self.problems: list[Problem] = []
        self._found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for column in columns:
            if column.index < len(cells) and cells[column.index].strip():
                beside = column.label_index
                named = cells[beside] if beside is not None and beside < len(cells) else ""
                label = clean_line(named, 100).removeprefix("* ").casefold() or column.label
                self._take(column.field, cells[column.index], label)

    def person(self) -> IncomingPerson | None:
        """The person, or None when nothing names them."""
        first, last = self._one("first_name"), self._one("last_name")
        middle, prefix, suffix = (self._one(f) for f in ("middle_name", "prefix", "suffix"))
        company = self._one("company")
        emails, phones = self._values("email"), self._values("phone")
        name = self._one("name") or clean_line(" ".join((prefix, first, middle, last, suffix)))
        name = name or company or next(iter(emails + phones), "")
        if not name:
            return None
        tags = self._values("tag")
        return IncomingPerson(
            name=name,
            line=self.line,
            first_name=first,
            last_name=last,
            title=self._one("title"),
            department=self._one("department"),
            company=company,
            emails=emails,
            phones=phones,
            linkedin=next(iter(self._values("linkedin")), ""),
            note=clean_text("\n".join(self._values("note"))).strip(),
            starred=STARRED in map(str.casefold, tags),
            labels=tuple(pair for f in ("email", "phone") for pair in self._found[f] if pair[1]),
            tags=tuple(t for t in tags if t.casefold() not in (*_EVERYBODY, STARRED)),
        )

    def _take(self, field: str, cell: str, label: str) -> None:
        if field == "note":
            self._found[field].append((cell, ""))
            return
        parts = _SEVERAL.split(cell)
        if field in ("email", "phone", "tag") and len(parts) == 1 and not email_address(cell):
            parts = _ALSO.split(cell) if field != "phone" else re.split(r"\s*[;|\n]\s*", cell)
        for part in parts:
            value = self._usable(field, clean_line(part), label)
            known = [v.casefold() for v, _ in self._found[field]]
            if value and value.casefold() not in known and len(known) < _MAX_SAME:
                self._found[field].append((value, label))

    def _usable(self, field: str, text: str, label: str) -> str:
        """The value, or "" with a problem where it is something else."""
        if field == "email":
            address = email_address(text)
            if text and not address:
                said = f"{clean_line(text, 80)!r} is not an e-mail address; the rest was used"
                self.problems.append(Problem(self.line, said))
            return address
        if field == "phone":
            is_number = any(map(str.isdecimal, text)) and len(text) <= _MAX_PHONE
            return text if is_number and not _FAX.search(label) else ""
        if field == "linkedin":
            return profile_link(text)
        return text.removeprefix("* ") if field == "tag" else text

    def _one(self, field: str) -> str:
        return next((value for value, _ in self._found[field]), "")

    def _values(self, field: str) -> tuple[str, ...]:
        return tuple(value for value, _ in self._found[field])
