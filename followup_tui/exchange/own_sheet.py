"""Our own list of people, read back to the letter: what `csv_out` writes, known by its header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from followup_tui.core.people import IncomingPerson, Item, Problem
from followup_tui.core.text import clean_line, clean_text
from followup_tui.exchange.cells import NOTES, PEOPLE, apart, unguard
from followup_tui.exchange.profile import email_address, profile_link
from followup_tui.exchange.rows import Table

_NO_HEADER: Final = f"its first line is not {', '.join(PEOPLE)}; `followup export csv` writes it so"
_NAMELESS: Final = "this row has no name, so it was left out"
_MAX_LINES: Final = 1_000


def is_header(cells: list[str]) -> bool:
    """Whether folded cells are the header of our own list."""
    return tuple(cells[: len(PEOPLE)]) == PEOPLE


def contacts(text: str) -> Iterator[Item]:
    """Everybody in the list. Raises FileError without its header."""
    table = Table(text, is_header, _NO_HEADER, field_lines=_MAX_LINES)
    problems: list[Problem] = []
    names = [name.casefold() for name in table.header]
    for line, cells in table.rows(problems):
        row = dict.fromkeys((*PEOPLE, NOTES), "") | dict(
            zip(names, map(unguard, cells), strict=False)
        )
        if not clean_line(row["name"]):
            problems.append(Problem(line, _NAMELESS, lost=True))
            continue
        yield _person(line, row, problems)
    yield from problems


def _person(line: int, row: dict[str, str], problems: list[Problem]) -> IncomingPerson:
    emails = {value: email_address(value) for value in apart(row["emails"])}
    phones = {value: any(map(str.isdecimal, value)) for value in apart(row["phones"])}
    for value in (v for v, usable in {**emails, **phones}.items() if not usable):
        said = f"“{clean_line(value, 80)}” reaches nobody, so it was left out; the rest was used"
        problems.append(Problem(line, said))
    return IncomingPerson(
        name=clean_line(row["name"]),
        line=line,
        first_name=clean_line(row["first_name"]),
        last_name=clean_line(row["last_name"]),
        title=clean_line(row["title"]),
        department=clean_line(row["department"]),
        company=clean_line(row["company"]),
        emails=tuple(filter(None, emails.values())),
        phones=tuple(clean_line(value) for value, usable in phones.items() if usable),
        linkedin=profile_link(row["linkedin"]),
        starred=bool(row["starred"].strip()),
        tags=tuple(filter(None, map(clean_line, apart(row["tags"])))),
        note=clean_text(row[NOTES]).strip(),
    )
