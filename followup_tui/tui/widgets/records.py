"""A list of records, each some rows high, with a cursor on one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import events

from followup_tui.tui.widgets.pane import LinePane

Record = TypeVar("Record")


class RecordPane(LinePane, Generic[Record]):
    """Moves by records; how they are drawn is up to who inherits, in `redraw`.

    That fills `_places` with the rows of each record and ends with `mark`.
    """

    def __init__(self) -> None:
        super().__init__(id="page")
        self._records: Sequence[Record] = ()
        self._places: list[range] = []
        self._cursor = 0

    @property
    def current(self) -> Record | None:
        """The record under the cursor."""
        return self._records[self._cursor] if self._records else None

    def take(self, records: Sequence[Record], numbers: Sequence[int], keep: int | None) -> None:
        """Hold these; the cursor goes to the record of that number, else stays near its place."""
        self._records = records
        place = numbers.index(keep) if keep in numbers else self._cursor
        self._cursor = min(max(place, 0), max(len(records) - 1, 0))
        self.redraw()

    def mark(self) -> range:
        """The rows of the record under the cursor."""
        return self._places[self._cursor] if self._places else range(0)

    def action_line(self, step: int) -> None:
        self._move(self._cursor + step)

    def action_edge(self, end: bool) -> None:
        self._move(len(self._records) - 1 if end else 0)

    def on_click(self, event: events.Click) -> None:
        y = event.get_content_offset_capture(self).y + self.scroll_offset.y
        found = next((n for n, rows in enumerate(self._places) if y in rows), None)
        if found is not None:
            self._move(found)

    def _move(self, index: int) -> None:
        if self._records:
            self._cursor = min(max(index, 0), len(self._records) - 1)
            self.redraw()
