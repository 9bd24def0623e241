"""The list of my own connections, as LinkedIn writes it into Connections.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from followup_tui.core.people import IncomingPerson, Problem, Reading
from followup_tui.core.text import clean_line, clean_text
from followup_tui.errors import FileError
from followup_tui.exchange.profile import email_address, profile_link

MAX_ROWS: Final = 200_000
"""LinkedIn allows 30,000 connections; a file of more rows than this is something else."""

_MAX_CELLS: Final = 100
_PREAMBLE_LINES: Final = 100
_FIELD_LINES: Final = 50
_DELIMITERS: Final = ",;\t"  # a spreadsheet that saves the list again may use the others
_COLUMNS: Final = {
    "first name": "first",
    "last name": "last",
    "url": "url",
    "email address": "email",
    "e-mail address": "email",
    "company": "company",
    "position": "title",
    "job title": "title",
    "connected on": "connected",
    "notes": "note",
}
_OWN_COLUMNS: Final = frozenset({"first name", "last name", "connected on"})

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ].*)?")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[ -]([a-z]{3,9})\.?[ -]([0-9]{4}|[0-9]{2})(?:[ ,].*)?")
_MONTH_FIRST: Final = re.compile(r"([a-z]{3,9})\.? ([0-9]{1,2}),? ([0-9]{4})(?:[ ,].*)?")
_SLASHES: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?:[ ,].*)?")

_Row = tuple[int, list[str]]


def read_connections(text: str) -> Reading:
    """Everybody in the list, whatever stands above its header and in whatever order the columns are.

    `connected_on` is always set, since all of them accepted: `date.min` means connected, day unknown.
    Columns that are not LinkedIn's are left out. Raises FileError when there is no header, or when a
    quote is never closed: then no row below it can be trusted.
    """
    lines = _lines(text)
    header, delimiter = _find_header(lines)
    columns = _columns(_cells(lines[header], delimiter))
    people: list[IncomingPerson] = []
    problems: list[Problem] = []
    rows = 0
    for line, cells in _rows(lines, header + 1, delimiter, problems):
        if not any(cell.strip() for cell in cells) or lines[line - 1] == lines[header]:
            continue
        rows += 1
        if rows > MAX_ROWS:
            raise FileError(
                f"there are more than {MAX_ROWS:,} rows in it; split it into smaller files"
            )
        person = _person(line, _fields(columns, cells), problems)
        if person is not None:
            people.append(person)
    return Reading("linkedin", tuple(people), tuple(problems))


def looks_like_connections(text: str) -> bool:
    """Whether the beginning of a file has LinkedIn's own header, which no other export shares."""
    is_below_preamble = False
    for line in _lines(text)[:_PREAMBLE_LINES]:
        for delimiter in _DELIMITERS:
            names = {cell.casefold() for cell in _cells(line, delimiter)}
            if names >= _OWN_COLUMNS or (is_below_preamble and "first name" in names):
                return True
        is_below_preamble = is_below_preamble or _is_preamble(line)
    return False


def connected_date(text: str) -> date | None:
    """`15 Mar 2023`, `7-Feb-22`, `Mar 15, 2023`, `3/15/23` (month first) or ISO, a time after it ignored.

    English months of our own table, so that the result does not hang on the locale. None when it is
    not one of these; a year of two digits is of this century, since LinkedIn began in 2003.
    """
    text = clean_line(text, 40).casefold()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text) or _SLASHES.fullmatch(text):
        month, day, year = match.groups()
    else:
        return None
    try:
        return date(int(f"20{year}"[-4:]), _month(month), int(day))
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next((i for i, name in enumerate(_MONTHS, start=1) if name.startswith(text)), 0)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_preamble(line: str) -> bool:
    return line.strip(' ",;\t').casefold() == "notes:"


def _find_header(lines: list[str]) -> tuple[int, str]:
    """The index of the header line, and what separates its cells."""
    for index, line in enumerate(lines[:_PREAMBLE_LINES]):
        for delimiter in _DELIMITERS:
            columns = _columns(_cells(line, delimiter))
            if "first" in columns and len(columns) > 1:
                return index, delimiter
    raise FileError(
        "no line in it names the columns First Name, Last Name and Connected On; "
        "ask LinkedIn for your data again and import its Connections.csv"
    )


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip(' "') for cell in line[:10_000].split(delimiter, _MAX_CELLS)]


def _columns(cells: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if column := _COLUMNS.get(clean_line(cell).casefold()):
            columns.setdefault(column, index)
    return columns


def _fields(columns: dict[str, int], cells: list[str]) -> dict[str, str]:
    return {name: cells[index] for name, index in columns.items() if index < len(cells)}


def _person(line: int, fields: dict[str, str], problems: list[Problem]) -> IncomingPerson | None:
    first = clean_line(fields.get("first", ""))
    last = clean_line(fields.get("last", ""))
    if not first and not last:
        problems.append(Problem(line, "this row has no name, so it was left out", lost=True))
        return None
    email = email_address(fields.get("email", ""))
    if not email and (written := clean_line(fields.get("email", ""), 80)):
        problems.append(Problem(line, f"{written!r} is not an e-mail address; the rest was used"))
    return IncomingPerson(
        name=clean_line(f"{first} {last}"),
        line=line,
        first_name=first,
        last_name=last,
        title=clean_line(fields.get("title", "")),
        company=clean_line(fields.get("company", "")),
        emails=(email,) if email else (),
        linkedin=profile_link(fields.get("url", "")),
        connected_on=_connected(line, fields.get("connected", ""), problems),
        note=clean_text(fields.get("note", "")).strip(),
    )


def _connected(line: int, text: str, problems: list[Problem]) -> date:
    day = connected_date(text)
    if day is None and (written := clean_line(text, 40)):
        problems.append(
            Problem(line, f"the date {written!r} was not understood; the rest was used")
        )
    return day or date.min


def _rows(lines: list[str], start: int, delimiter: str, problems: list[Problem]) -> Iterator[_Row]:
    """Each row with the number of its first line, from 1; a row may go on over several lines."""
    index = start
    while index < len(lines):
        line = lines[index]
        if '"' not in line:
            yield index + 1, line.split(delimiter, _MAX_CELLS)
            index += 1
            continue
        row = _QuotedRow(lines, index, delimiter)
        if row.read():
            yield index + 1, row.cells
        else:
            problems.append(
                Problem(
                    index + 1, "the quotes in this row do not fit, so it was left out", lost=True
                )
            )
        index = row.index + 1


class _QuotedRow:
    """One row with quotes in it (RFC 4180), read cell by cell; afterwards `index` is its last line."""

    def __init__(self, lines: list[str], index: int, delimiter: str) -> None:
        self.cells: list[str] = []
        self.index = index
        self._lines = lines
        self._delimiter = delimiter
        self._at = 0

    def read(self) -> bool:
        """Whether every quote fits. Raises FileError when one opens and is never closed."""
        while len(self.cells) < _MAX_CELLS and self._at <= len(self._lines[self.index]):
            line = self._lines[self.index]
            if line.startswith('"', self._at):
                if not self._quoted_cell():
                    return False
                continue
            end = line.find(self._delimiter, self._at)
            end = len(line) if end < 0 else end
            self.cells.append(line[self._at : end])
            self._at = end + 1
        return True

    def _quoted_cell(self) -> bool:
        """Read from an opening quote past the delimiter; False when text follows the closing one."""
        opened, parts, at = self.index, [""], self._at + 1
        while True:
            line = self._lines[self.index]
            end = line.find('"', at)
            if end < 0:
                parts += [line[at:], "\n"]
                self._next_line(opened)
                at = 0
            elif line.startswith('""', end):
                parts.append(line[at : end + 1])
                at = end + 2
            else:
                break
        self.cells.append("".join([*parts, line[at:end]]))
        if line.startswith(self._delimiter, end + 1):
            self._at = end + 2
            return True
        if not line[end + 1 :].strip():
            self._at = len(line) + 1
            return True
        if self.index != opened or line.count('"') % 2:
            raise _never_closed(opened)
        return False

    def _next_line(self, opened: int) -> None:
        self.index += 1
        if self.index >= len(self._lines) or self.index - opened > _FIELD_LINES:
            raise _never_closed(opened)


def _never_closed(opened: int) -> FileError:
    return FileError(
        f"line {opened + 1}: a quote is never closed; correct that line or export again"
    )
