"""Pane 1: everyone with a planned touch, in agenda order, however many they are."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.message import Message

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.phrases import when
from followup_tui.core.words import Section, form_of, spoken
from followup_tui.operations.pages import Pages
from followup_tui.tui.empty import Empty, nothing
from followup_tui.tui.lines import Line, line
from followup_tui.tui.widgets.pane import LinePane

ROWS_EACH = 2
HEADINGS = {
    Section.OWED: "YOU OWE",
    Section.WAITING: "WAITING",
    Section.TODAY: "TODAY",
    Section.WEEK: "THIS WEEK",
    Section.LATER: "LATER",
    Section.PAUSED: "PAUSED",
}
_DUE = {Section.OWED: "need", Section.WAITING: "past", Section.TODAY: "need"}


class StarsList(LinePane):
    """Draws the visible people only; the cursor is a person, not a row."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to stand on somebody else, or nobody is there."""

        contact_id: int | None

    @dataclass
    class Opened(Message):
        """The person under the cursor was clicked or entered."""

        contact_id: int

    def __init__(self) -> None:
        super().__init__(id="stars")
        self._pages: Pages | None = None
        self._today = date.min
        self._starts: list[int] = []
        """The row of each section's heading."""
        self._cursor = 0
        self._empty: Empty = nothing

    @property
    def current(self) -> AgendaItem | None:
        """Who is under the cursor."""
        return self._pages.item(self._cursor) if self._pages and self._pages.total else None

    @property
    def cursor(self) -> int:
        """The place of the cursor in the agenda."""
        return self._cursor

    def show(self, pages: Pages, today: date, keep: int | None, empty: Empty) -> None:
        """Show an agenda; the cursor follows the contact `keep`, else it stays at its place."""
        self._pages, self._today, self._empty = pages, today, empty
        rows = 0
        self._starts = []
        for stretch in pages.stretches:
            self._starts.append(rows)
            rows += 1 + stretch.count * ROWS_EACH
        self.extend_to(rows)
        found = pages.index_of(keep) if keep is not None else None
        self._cursor = found if found is not None else min(self._cursor, max(pages.total - 1, 0))
        self.remark(f"{self._cursor + 1} of {pages.total}" if pages.total else None)
        self.keep_in_sight(self._rows_of(self._cursor))
        self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a place of the agenda and tell who stands there."""
        if self._pages is None or not self._pages.total:
            return
        index = min(max(index, 0), self._pages.total - 1)
        if index == self._cursor:
            return
        before, self._cursor = self._cursor, index
        self.remark(f"{index + 1} of {self._pages.total}")
        top = self.scroll_offset.y
        self.keep_in_sight(self._rows_of(index))
        if self.scroll_offset.y == top:
            self.refresh_rows(self._rows_of(before), self._rows_of(index))
        self._tell()

    def row(self, y: int) -> Line | None:
        """A heading, a name line or a company line."""
        if self._pages is None or not self._pages.total:
            rows = self._empty(self.inner_width)
            return rows[y] if y < len(rows) else None
        number = bisect_right(self._starts, y) - 1
        if number < 0:
            return None
        stretch = self._pages.stretches[number]
        within = y - self._starts[number] - 1
        if within < 0:
            return line((HEADINGS[stretch.section], "heading"))
        index, part = divmod(within, ROWS_EACH)
        if index >= stretch.count:
            return None
        item = self._pages.item(stretch.start + index)
        if item is None:
            return None
        return self._name_row(item) if part == 0 else self._company_row(item)

    def ground(self, y: int) -> str:
        """The two rows of the person under the cursor stand out."""
        if self._pages is None or not self._pages.total or y not in self._rows_of(self._cursor):
            return ""
        return "selected" if self.has_focus else "rested"

    def action_line(self, step: int) -> None:
        self.move_to(self._cursor + step)

    def action_edge(self, end: bool) -> None:
        self.move_to(self._pages.total - 1 if end and self._pages else 0)

    def on_click(self, event: events.Click) -> None:
        """A click is a move; on the person under the cursor it opens."""
        index = self._index_at(event.get_content_offset_capture(self).y + self.scroll_offset.y)
        if index is None:
            return
        if index == self._cursor and self.current is not None:
            self.post_message(self.Opened(self.current.contact_id))
        self.move_to(index)

    def _index_at(self, y: int) -> int | None:
        if self._pages is None:
            return None
        number = bisect_right(self._starts, y) - 1
        if number < 0:
            return None
        within = y - self._starts[number] - 1
        stretch = self._pages.stretches[number]
        if within < 0 or within // ROWS_EACH >= stretch.count:
            return None
        return stretch.start + within // ROWS_EACH

    def _rows_of(self, index: int) -> range:
        if self._pages is None:
            return range(0)
        for stretch, start in zip(self._pages.stretches, self._starts, strict=True):
            if index < stretch.start + stretch.count:
                first = start + 1 + (index - stretch.start) * ROWS_EACH
                return range(first, first + ROWS_EACH)
        return range(0)

    def _name_row(self, item: AgendaItem) -> Line:
        star = (f"{self.signs.star} ", "need") if item.starred else ("  ", "text")
        due = when(item.due_on, self._today)
        style = _DUE.get(item.section, "dim")
        return line(star, (item.contact, "strong"), right=[(f"{due} ", style)])

    def _company_row(self, item: AgendaItem) -> Line:
        form = form_of(item.channel) or item.channel
        word = spoken(form) if form != "linkedin" else "LinkedIn"
        mark = "handed over " if item.handed else ""
        right = [(mark, "need"), (f"{word} ", "channel")]
        return line(("  ", "text"), (item.company, "dim"), right=right)

    def _tell(self) -> None:
        current = self.current
        self.post_message(self.Highlighted(current.contact_id if current else None))
