"""The list of my own connections, as LinkedIn writes it into Connections.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from followup_tui.core.people import IncomingPerson, Item, Problem, Reading
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.cells import unguard
from followup_tui.exchange.profile import email_address, profile_link
from followup_tui.exchange.rows import DELIMITERS, PREAMBLE_LINES, Table, cells_of, lines

_NO_HEADER: Final = (
    "no line in it names the columns First Name, Last Name and Connected On; "
    "ask LinkedIn for your data again and import its Connections.csv"
)
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


def read_connections(text: str) -> Reading:
    """All that `connections` gives, at once."""
    return Reading.of("linkedin", connections(text))


def connections(text: str) -> Iterator[Item]:
    """Everybody in the list, whatever stands above its header and in whatever order the columns are.

    `connected_on` is always set, since all of them accepted: `date.min` means connected, day unknown.
    Columns that are not LinkedIn's are left out. Raises FileError when there is no header, or when a
    quote is never closed: then no row below it can be trusted.
    """
    table = Table(text, lambda cells: _is_header(_columns(cells)), _NO_HEADER)
    columns = _columns(table.header)
    problems: list[Problem] = []
    for line, cells in table.rows(problems):
        person = _person(line, _fields(columns, cells), problems)
        if person is not None:
            yield person
    yield from problems


def looks_like_connections(text: str) -> bool:
    """Whether the beginning of a file has LinkedIn's own header, which no other export shares."""
    is_below_preamble = False
    for line in lines(text)[:PREAMBLE_LINES]:
        for delimiter in DELIMITERS:
            names = {cell.casefold() for cell in cells_of(line, delimiter)}
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


def _is_preamble(line: str) -> bool:
    return line.strip(' ",;\t').casefold() == "notes:"


def _is_header(columns: dict[str, int]) -> bool:
    return "first" in columns and len(columns) > 1


def _columns(cells: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if column := _COLUMNS.get(clean_line(cell).casefold()):
            columns.setdefault(column, index)
    return columns


def _fields(columns: dict[str, int], cells: list[str]) -> dict[str, str]:
    return {name: unguard(cells[i]) for name, i in columns.items() if i < len(cells)}


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
