"""Pane 4: what is known, the fresh first, what was already told dim at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import events
from textual.message import Message

from followup_tui.core.phrases import short_date
from followup_tui.core.records import Insight, Note
from followup_tui.core.words import NoteKind, Tone
from followup_tui.operations.views import PersonView
from followup_tui.tui.empty import Empty, nothing
from followup_tui.tui.lines import Line, line
from followup_tui.tui.widgets.pane import LinePane

_ORDER = (NoteKind.WISH, NoteKind.COMMON, NoteKind.NEWS, NoteKind.REASON, NoteKind.OBSERVATION)


class NotesPane(LinePane):
    """Notes of the person and of the company, with a cursor for editing."""

    @dataclass
    class Opened(Message):
        """A note is to be edited."""

        note: Note

    def __init__(self) -> None:
        super().__init__(id="notes")
        self._view: PersonView | None = None
        self._today = date.min
        self._entries: list[Note | Insight] = []
        self._cursor = 0
        self._empty: Empty = nothing

    @property
    def current(self) -> Note | None:
        """The note under the cursor; insights are not edited here."""
        if not self._entries:
            return None
        entry = self._entries[min(self._cursor, len(self._entries) - 1)]
        return entry if isinstance(entry, Note) else None

    def show(self, view: PersonView | None, today: date, empty: Empty = nothing) -> None:
        """Show what is known of a person and their company."""
        self._view, self._today, self._empty = view, today, empty
        self._entries = _ordered(view, today) if view is not None else []
        self._cursor = min(self._cursor, max(len(self._entries) - 1, 0))
        fresh = sum(not _stale(entry, today) for entry in self._entries)
        self.remark(f"{fresh} fresh" if self._entries else None)
        self.redraw()

    def redraw(self) -> None:
        if not self.has_room():
            return
        if not self._entries:
            self.set_rows(self._empty(self.inner_width))
            return
        rows = [self._row(entry) for entry in self._entries]
        self.set_rows(rows, range(self._cursor, self._cursor + 1))

    def ground(self, y: int) -> str:
        """The cursor shows while the pane has the focus only."""
        return super().ground(y) if self.has_focus else ""

    def action_line(self, step: int) -> None:
        self._move(self._cursor + step)

    def action_edge(self, end: bool) -> None:
        self._move(len(self._entries) - 1 if end else 0)

    def on_click(self, event: events.Click) -> None:
        self._move(event.get_content_offset_capture(self).y + self.scroll_offset.y)

    def _move(self, index: int) -> None:
        if self._entries:
            self._cursor = min(max(index, 0), len(self._entries) - 1)
            self.redraw()
            self.keep_in_sight(range(self._cursor, self._cursor + 1))

    def _row(self, entry: Note | Insight) -> Line:
        stale = _stale(entry, self._today)
        tone = "dim" if stale else "text"
        told = [(short_date(entry.used_on), "dim")] if entry.used_on else []
        if isinstance(entry, Insight):
            kept = (" (kept back)", "dim")
            kind = _label("used" if stale else "insight", stale)
            return line(kind, (entry.teaser, tone), *([] if told else [kept]), right=told)
        label = "used" if entry.used_on else _LABELS[entry.kind]
        if stale and not entry.used_on:
            label = "old" if entry.marked else "feed"
        hard = [(f"{self.signs.warning} ", "past")] if entry.tone is Tone.HARD else []
        text = " ".join(entry.text.split())
        return line(_label(label, stale), *hard, (text, tone), right=told)


_LABELS = {
    NoteKind.COMMON: "common",
    NoteKind.OBSERVATION: "seen",
    NoteKind.NEWS: "news",
    NoteKind.WISH: "wish",
    NoteKind.REASON: "reason",
}


def _label(word: str, stale: bool) -> tuple[str, str]:
    return f"{word:<9}", "dim" if stale else "need"


def _ordered(view: PersonView, today: date) -> list[Note | Insight]:
    entries: list[Note | Insight] = sorted(view.notes, key=lambda n: _ORDER.index(n.kind))
    place = next((i for i, e in enumerate(entries) if _after_news(e)), len(entries))
    entries[place:place] = view.insights
    return sorted(entries, key=lambda e: _stale(e, today))


def _after_news(entry: Note | Insight) -> bool:
    return isinstance(entry, Note) and entry.kind in (NoteKind.REASON, NoteKind.OBSERVATION)


def _stale(entry: Note | Insight, today: date) -> bool:
    """Told already, past its day, or from a feed and not chosen for scripts."""
    if entry.used_on is not None:
        return True
    if isinstance(entry, Insight):
        return False
    return not entry.marked or (entry.expires is not None and entry.expires < today)
