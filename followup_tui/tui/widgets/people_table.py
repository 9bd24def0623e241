"""The table of all people: only what is visible is read and drawn, however many they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.message import Message

from followup_tui.core.people_table import PersonRow
from followup_tui.core.phrases import short_date, when
from followup_tui.core.words import ContactState, form_of, spoken
from followup_tui.operations.people_table import PeoplePages
from followup_tui.tui.lines import Line, Span, line, safe
from followup_tui.tui.widgets.pane import LinePane

_LAST, _NEXT, _GAP = 9, 17, 2
_ROOMY = 48
"""Cells beside the dates from which a third column has room."""


class PeopleTable(LinePane):
    """A row for each person; the cursor and the marks are people, not rows."""

    @dataclass
    class Opened(Message):
        """The person under the cursor was clicked."""

        contact_id: int

    def __init__(self) -> None:
        super().__init__(id="page")
        self._pages: PeoplePages | None = None
        self._today = date.min
        self._nobody = ""
        self._cursor = 0
        self.marks: set[int] = set()
        """Whom a deed is for, also those whom the filter hides just now."""

    @property
    def current(self) -> PersonRow | None:
        """Who is under the cursor."""
        return self._pages.row(self._cursor) if self._pages is not None else None

    def show(self, pages: PeoplePages, today: date, nobody: str, *, stay: bool = False) -> None:
        """Show a state of the list; with `stay` the cursor keeps its place."""
        self._pages, self._today, self._nobody = pages, today, nobody
        self._cursor = min(self._cursor, max(pages.total - 1, 0)) if stay else 0
        self.extend_to(max(pages.total, 1))
        self.keep_in_sight(self._here)
        self.refresh()

    def mark(self) -> None:
        """Mark who is under the cursor, or take the mark away; on to the next."""
        if (person := self.current) is not None:
            self.marks ^= {person.id}
            self.move_to(self._cursor + 1)
            self.refresh()

    def move_to(self, index: int) -> None:
        """Put the cursor on a place of the list."""
        if self._pages is None:
            return
        self._cursor = min(max(index, 0), max(self._pages.total - 1, 0))
        self.keep_in_sight(self._here)
        self.refresh()

    def row(self, y: int) -> Line | None:
        """The person at that place."""
        if self._pages is None:
            return None
        if not self._pages.total:
            return line((self._nobody, "dim")) if y == 0 else None
        person = self._pages.row(y)
        return self._drawn(person) if person is not None else None

    def ground(self, y: int) -> str:
        """The row under the cursor stands out, also while the filter is typed."""
        if self._pages is None or not self._pages.total or y not in self._here:
            return ""
        return "selected"

    def heading(self) -> Line:
        """What the columns are."""
        name, company, title = self._widths()
        spans: list[Span] = [("    ", "")]
        for text, width in (("name", name), ("company", company), ("title", title)):
            if width:
                spans.append((self._cell(text, width), "heading"))
        return line(
            *spans,
            right=[(self._cell("last", _LAST), "heading"), (self._cell("next", _NEXT), "heading")],
        )

    def action_line(self, step: int) -> None:
        self.move_to(self._cursor + step)

    def action_edge(self, end: bool) -> None:
        self.move_to(self._pages.total - 1 if end and self._pages is not None else 0)

    def on_click(self, event: events.Click) -> None:
        """A click is a move; on the person under the cursor it opens."""
        index = event.get_content_offset_capture(self).y + self.scroll_offset.y
        if self._pages is None or not 0 <= index < self._pages.total:
            return
        if index == self._cursor and self.current is not None:
            self.post_message(self.Opened(self.current.id))
        self.move_to(index)

    @property
    def _here(self) -> range:
        return range(self._cursor, self._cursor + 1)

    def _widths(self) -> tuple[int, int, int]:
        """Of name, company and title; the last is left out where there is no room."""
        room = max(self.inner_width - 4 - _LAST - _NEXT - 1, 10)
        if room < _ROOMY:
            return room * 3 // 5, room - room * 3 // 5, 0
        return room * 2 // 5, room * 3 // 10, room - room * 2 // 5 - room * 3 // 10

    def _drawn(self, person: PersonRow) -> Line:
        name, company, title = self._widths()
        mark = (self.signs.done if person.id in self.marks else " ", "accent")
        star = (f" {self.signs.star} " if person.starred else "   ", "need")
        tags = " ".join(f"#{tag}" for tag in person.tags)
        called = safe(person.name)
        spans: list[Span] = [mark, star, (self._cell(called, name), "strong")]
        if tags and (room := name - cell_len(called) - _GAP - 1) > len(self.signs.more):
            spans[-1] = (f"{called} ", "strong")
            spans.append((self._cell(safe(tags), room + _GAP), "channel"))
        spans.append((self._cell(safe(person.company), company), "text"))
        if title:
            spans.append((self._cell(safe(person.title or spoken(person.role)), title), "dim"))
        last = short_date(person.last_on, self._today) if person.last_on is not None else ""
        return line(*spans, right=[(self._cell(last, _LAST), "dim"), self._next(person)])

    def _next(self, person: PersonRow) -> Span:
        """What comes next, or why nothing does."""
        if person.state is ContactState.STOPPED:
            return self._cell("asked to stop", _NEXT), "dim"
        if person.state is ContactState.COLLEAGUE:
            return self._cell("a colleague", _NEXT), "dim"
        if person.held_until is not None and person.held_until > self._today:
            return self._cell("paused", _NEXT), "dim"
        if person.next_due is None:
            return self._cell("", _NEXT), "dim"
        form = form_of(person.next_channel or "") or person.next_channel or ""
        said = "LinkedIn" if form == "linkedin" else spoken(form)
        style = "need" if person.next_due <= self._today else "text"
        return self._cell(f"{when(person.next_due, self._today)} {said}", _NEXT), style

    def _cell(self, text: str, width: int) -> str:
        """A text in exactly so many cells, blank at its end; what does not fit is cut with a sign."""
        room = max(width - _GAP, 1)
        if cell_len(text) > room:
            more = self.signs.more
            text = set_cell_size(text, max(room - cell_len(more), 0)) + more
        return set_cell_size(text, width)
