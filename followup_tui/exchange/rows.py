"""Rows of a CSV file, read so that one bad quote costs one row, each with the number of its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from followup_tui.core.people import Problem
from followup_tui.core.text import clean_line
from followup_tui.errors import FileError

MAX_ROWS: Final = 200_000
"""Of one file; LinkedIn allows 30,000 connections, Google 25,000 contacts: more is something else."""

DELIMITERS: Final = ",;\t"  # a spreadsheet that saves a list again may use the others
PREAMBLE_LINES: Final = 100
MAX_CELLS: Final = 200
_FIELD_LINES: Final = 50


class Table:
    """A header and the rows below it."""

    def __init__(
        self,
        text: str,
        find: Callable[[list[str]], bool],
        missing: str,
        *,
        field_lines: int = _FIELD_LINES,
    ) -> None:
        """`find` knows the header by its folded cells. Raises FileError with `missing` without one."""
        self._lines = lines(text)
        # Without quotes a row is a line: what is too long need not be read to be told so.
        if '"' not in text and sum(map(bool, self._lines)) > MAX_ROWS + PREAMBLE_LINES:
            raise _too_many()
        self._field_lines = field_lines
        for index, line in enumerate(self._lines[:PREAMBLE_LINES]):
            for delimiter in DELIMITERS:
                header = cells_of(line, delimiter)
                if find([cell.casefold() for cell in header]):
                    self.header, self.delimiter, self._start = header, delimiter, index
                    return
        raise FileError(missing)

    @property
    def total(self) -> int:
        """How many lines there are, for telling how far one is."""
        return len(self._lines)

    def rows(self, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
        """Each row with something in it and the number of its first line, from 1.

        Rows whose quotes do not fit go to `problems`. Raises FileError when a quote is never closed,
        since then no row below it can be trusted, and for more than MAX_ROWS rows.
        """
        index, count = self._start + 1, 0
        header = self._lines[self._start]
        while index < len(self._lines):
            row = _Row(self._lines, index, self.delimiter, self._field_lines)
            fits = row.read()
            line, index = index, row.index + 1
            if not fits:
                said = "the quotes in this row do not fit, so it was left out"
                problems.append(Problem(line + 1, said, lost=True))
            elif any(map(str.strip, row.cells)) and self._lines[line] != header:
                count += 1
                if count > MAX_ROWS:
                    raise _too_many()
                yield line + 1, row.cells


def lines(text: str) -> list[str]:
    """The lines of a text, whichever way they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of a header: one line, its quotes left out."""
    return [clean_line(cell.strip(' "')) for cell in line[:20_000].split(delimiter, MAX_CELLS)]


class _Row:
    """One row (RFC 4180), read cell by cell; afterwards `index` is its last line."""

    def __init__(self, lines: list[str], index: int, delimiter: str, field_lines: int) -> None:
        self.cells: list[str] = []
        self.index = index
        self._lines = lines
        self._delimiter = delimiter
        self._field_lines = field_lines
        self._at = 0

    def read(self) -> bool:
        """Whether every quote fits. Raises FileError when one opens and is never closed."""
        if '"' not in self._lines[self.index]:
            self.cells = self._lines[self.index].split(self._delimiter, MAX_CELLS)
            return True
        while len(self.cells) < MAX_CELLS and self._at <= len(self._lines[self.index]):
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
        if self.index >= len(self._lines) or self.index - opened > self._field_lines:
            raise _never_closed(opened)


def _too_many() -> FileError:
    return FileError(f"there are more than {MAX_ROWS:,} rows in it; split it into smaller files")


def _never_closed(opened: int) -> FileError:
    return FileError(
        f"line {opened + 1}: a quote is never closed; correct that line or export again"
    )
