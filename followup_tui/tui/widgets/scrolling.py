"""A scroll bar drawn into the last column of a pane: no widget of its own, and nothing laid out for it."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


class Scrolling(ScrollView):
    """Scrolls by key, wheel and by its bar, which stands there while there is more than fits."""

    DEFAULT_CSS = """
    Scrolling {
        overflow: hidden hidden;
    }
    """

    has_bar = False
    """Whether the last column of the content is the bar's."""
    _dragged: int | None = None
    """The line of the thumb that the mouse holds."""

    @property
    def allow_vertical_scroll(self) -> bool:
        """Also without a scroll bar of Textual's."""
        return self.max_scroll_y > 0

    @property
    def inner_width(self) -> int:
        """How many cells a row has."""
        return max(self.content_size.width - self.has_bar, 1)

    @property
    def window(self) -> int:
        """How many lines of the content scroll."""
        return self.content_size.height

    def extend_to(self, rows: int) -> None:
        """So many rows can be scrolled through; only where the height follows them, all is laid out anew."""
        size = Size(0, rows)
        if size != self.virtual_size:
            if self.styles.is_auto_height:
                self.virtual_size = size
            else:
                # Assigned the usual way it lays out the whole screen, whatever the size of the pane.
                self.set_reactive(Widget.virtual_size, size)
            self.scroll_y = min(self.scroll_y, self.max_scroll_y)
        self.look_for_bar()

    def look_for_bar(self) -> None:
        """A bar that comes or goes leaves the rows another width."""
        needs = bool(self.size) and self.virtual_size.height > self.content_size.height
        if needs != self.has_bar:
            self.has_bar = needs
            self.bar_changed()

    def bar_changed(self) -> None:
        """The bar came or went."""

    def thumb(self) -> range:
        """The lines of the content beside which the thumb stands."""
        height = self.window
        rows = self.virtual_size.height - (self.content_size.height - height)
        if not self.has_bar or height < 1:
            return range(0)
        length = max(height * height // rows, 1)
        top = round(self.scroll_offset.y * (height - length) / max(rows - height, 1))
        return range(top, top + length)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take the thumb, or bring it to the mouse."""
        at = event.get_content_offset(self)
        on_bar = at is not None and at.x == self.content_size.width - 1 and at.y < self.window
        if at is None or not self.has_bar or not on_bar:
            return
        thumb = self.thumb()
        self._dragged = at.y - thumb.start if at.y in thumb else len(thumb) // 2
        self.capture_mouse()
        self.suppress_click()
        self._bring_thumb(at.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The rows follow the thumb."""
        if self._dragged is not None:
            self._bring_thumb(event.get_content_offset_capture(self).y)

    def on_mouse_up(self) -> None:
        """Let the thumb go."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    def _bring_thumb(self, y: int) -> None:
        room = self.window - len(self.thumb())
        share = (y - (self._dragged or 0)) / max(room, 1)
        self.scroll_to(y=round(share * self.max_scroll_y), animate=False, immediate=True)
