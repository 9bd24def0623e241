"""A framed, focusable column of lines that scrolls, with an optional cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from followup_tui.tui.lines import Line, draw, safe
from followup_tui.tui.theme import Palette, Signs, signs_of

PANES = {"stars": "1 Stars", "timeline": "2 Timeline", "script": "3 Script", "notes": "4 Notes"}
_TABS = ("timeline", "script", "notes")


def frame_title(pane: Widget, detail: str = "") -> Content:
    """The frame's title; where only one pane stands beside the list, it names the others as tabs."""
    name = PANES[str(pane.id)]
    own = f"{name} {signs_of(pane.app).separator} {detail}" if detail else name
    if pane.id not in _TABS or not pane.screen.has_class("-narrow"):
        return Content(safe(own))
    parts = [(PANES[tab], "bold" if tab == pane.id else "dim not bold") for tab in _TABS]
    spaced = [part for n, part in enumerate(parts) for part in ([("  ", "")] if n else []) + [part]]
    return Content.assemble(*spaced)


class LinePane(ScrollView, can_focus=True):
    """Draws rows one by one: nothing below it is laid out, so a repaint costs what is visible."""

    palette: Palette

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Line] = ()
        self._marked: range = range(0)
        """The rows under the cursor."""

    @property
    def signs(self) -> Signs:
        """The signs to draw with."""
        return signs_of(self.app)

    def on_mount(self) -> None:
        self._take_palette()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._take_palette())

    def _take_palette(self) -> None:
        self.palette = Palette(self.app)
        self.redraw()

    def redraw(self) -> None:
        """Build the rows anew, where they depend on width, theme or signs."""
        self.refresh()

    def set_rows(self, rows: Sequence[Line], marked: range = range(0)) -> None:
        """Show these rows; `marked` are under the cursor and kept in sight."""
        self._rows = rows
        self._marked = marked
        self.virtual_size = Size(0, len(rows))
        self.refresh()

    def keep_in_sight(self, rows: range) -> None:
        """Scroll as little as needed to show these rows, and the line above the very first."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first = 0 if rows.start <= 1 else rows.start
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif rows.stop > top + height:
            self.scroll_to(y=rows.stop - height, animate=False, immediate=True)

    @property
    def inner_width(self) -> int:
        """How many cells a row has."""
        return max(self.scrollable_content_region.width, 1)

    def row(self, y: int) -> Line | None:
        """The row at a height of the whole column."""
        return self._rows[y] if 0 <= y < len(self._rows) else None

    def ground(self, y: int) -> str:
        """The background style of a row."""
        if y not in self._marked:
            return ""
        return "selected" if self.has_focus else "rested"

    def render_line(self, y: int) -> Strip:
        """One visible row."""
        width = self.inner_width
        place = y + self.scroll_offset.y
        row = self.row(place)
        base = self.rich_style
        if row is None:
            return Strip.blank(width, base)
        return draw(row, width, self.palette, self.ground(place), self.signs.more).apply_style(base)

    def refresh_rows(self, *ranges: range) -> None:
        """Repaint only these rows."""
        top, width = self.scroll_offset.y, self.inner_width
        for rows in ranges:
            if len(rows):
                self.refresh(Region(0, rows.start - top, width, len(rows)))

    def on_resize(self, event: events.Resize) -> None:
        if self.id in PANES:
            self.border_title = frame_title(self)
        self.redraw()

    def on_focus(self, event: events.Focus) -> None:
        self.refresh()

    def on_blur(self, event: events.Blur) -> None:
        self.refresh()

    def action_line(self, step: int) -> None:
        """Move by rows: the cursor where there is one, else the view."""
        self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True)

    def action_edge(self, end: bool) -> None:
        """To the first or the last row."""
        self.scroll_to(y=len(self._rows) if end else 0, animate=False, immediate=True)
