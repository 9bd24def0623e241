"""A framed, focusable column of lines that scrolls, with an optional cursor."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from followup_tui.tui.lines import Line, draw, safe
from followup_tui.tui.theme import Inks, Palette, Signs, signs_of
from followup_tui.tui.widgets.frame import Framed
from followup_tui.tui.widgets.scrolling import Scrolling

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


Drawn = tuple[Line | None, str, bool | None]
"""A row, its ground, and whether the thumb stands beside it; None where there is no bar."""
_KEPT = 500
"""Drawn rows that a pane keeps: some screens full."""


class LinePane(Scrolling, Framed, can_focus=True):
    """Draws rows one by one: nothing below it is laid out, so a repaint costs what is new in it."""

    palette: Palette

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Line] = ()
        self._marked: range = range(0)
        """The rows under the cursor."""
        self._kept: dict[Drawn, Strip] = {}
        self._inks: dict[str, Inks] = {}
        self._painted: dict[int, Drawn] = {}
        """What was drawn last at each height of the content."""
        self._thumb = range(0)
        self._room = (0, 0)
        """Width and height that the rows were built for."""

    @property
    def signs(self) -> Signs:
        """The signs to draw with."""
        return signs_of(self.app)

    def on_mount(self) -> None:
        self._take_palette()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._take_palette())

    def _take_palette(self) -> None:
        self.palette = Palette(self.app)
        self.forget_lines()
        self.redraw()

    def forget_lines(self) -> None:
        super().forget_lines()
        self._kept.clear()
        self._inks.clear()
        self._painted.clear()

    def redraw(self) -> None:
        """Build the rows anew, where they depend on width, theme or signs."""
        self.refresh()

    def set_rows(self, rows: Sequence[Line], marked: range = range(0), below: int = 0) -> None:
        """Show these rows; `marked` are under the cursor, and as many as `below` stand below them all."""
        self._rows = rows
        self._marked = marked
        self.extend_to(len(rows) + below)
        self._repaint_changed()

    def _repaint_changed(self) -> None:
        """Repaint the lines that do not say what was painted there last."""
        width, height = self.content_size
        if self._painted.keys() != set(range(height)):
            self.refresh()
            return
        thumb = self.thumb()
        changed = [y for y in range(height) if self._looks(y, thumb) != self._painted[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def has_room(self) -> bool:
        """Whether the width is known that rows are wrapped to; where it is not, `fit` asks again."""
        if not self.size:
            self._room = (0, 0)
        return bool(self.size)

    def fit(self) -> None:
        """Build the rows for the room there is, if they were built for another."""
        self.look_for_bar()
        room = (self.inner_width, self.content_size.height)
        if room != self._room:
            self._room = room
            self.redraw()

    def bar_changed(self) -> None:
        self.fit()

    def keep_in_sight(self, rows: range) -> None:
        """Scroll as little as needed to show these rows, and the line above the very first."""
        top, height = self.scroll_offset.y, self.window
        if not height:
            return
        first = 0 if rows.start <= 1 else rows.start
        if first < top:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif rows.stop > top + height:
            self.scroll_to(y=rows.stop - height, animate=False, immediate=True)

    def row(self, y: int) -> Line | None:
        """The row at a height of the whole column."""
        return self._rows[y] if 0 <= y < len(self._rows) else None

    def ground(self, y: int) -> str:
        """The background style of a row."""
        if y not in self._marked:
            return ""
        return "selected" if self.has_focus else "rested"

    def at(self, y: int) -> tuple[Line | None, str]:
        """The row and its ground at a height of the content."""
        place = y + self.scroll_offset.y
        return self.row(place), self.ground(place)

    def render_line(self, y: int) -> Strip:
        """One visible row, without the frame."""
        self._compare_look()
        return self._draw(*self._looks(y, self.thumb()))

    def render_lines(self, crop: Region) -> list[Strip]:
        # A frame may come before word of a new size does.
        self.fit()
        self._thumb = self.thumb()
        return super().render_lines(crop)

    def line_at(self, y: int) -> Strip:
        key = self._painted[y] = self._looks(y, self._thumb)
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            kept = self._kept[key] = self.in_frame(self._draw(*key))
        return kept

    def _looks(self, y: int, thumb: range) -> Drawn:
        return (*self.at(y), y in thumb if self.has_bar and y < self.window else None)

    def _draw(self, row: Line | None, ground: str, thumb: bool | None) -> Strip:
        inks = self._inks_on(ground)
        width = self.content_size.width - (thumb is not None)
        drawn = draw(row or Line(), width, inks, self.signs.more)
        if thumb is None:
            return drawn
        bare = self._inks_on("")
        bar = Segment(self.signs.thumb, bare["rail"]) if thumb else Segment(" ", bare[""])
        return Strip([*drawn, bar], self.content_size.width)

    def _inks_on(self, ground: str) -> Inks:
        if ground not in self._inks:
            self._inks[ground] = self.palette.on(self.rich_style, ground)
        return self._inks[ground]

    def refresh_rows(self, *ranges: range) -> None:
        """Repaint only these rows."""
        top, width = self.scroll_offset.y, self.inner_width
        for rows in ranges:
            if len(rows):
                self.refresh(Region(0, rows.start - top, width, len(rows)))

    def on_resize(self, event: events.Resize) -> None:
        if self.id in PANES:
            self.caption(frame_title(self))
        self.fit()

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
