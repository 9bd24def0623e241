"""A frame that is drawn once: Textual draws border and padding, and what it drew is kept until it differs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Look = tuple[Any, ...]
"""All that a line depends on beside its own words."""


class Framed(Widget):
    """Keeps its lines as they were drawn and leaves the frame around them to Textual.

    What is repainted from one key to the next is mostly what stood there before, and Textual would
    draw every line of a widget anew that was told to refresh. It stands behind the widget in the bases
    of a class, since the first of these is whose style sheet counts.
    """

    def __init__(self, *children: Widget, **given: Any) -> None:
        super().__init__(*children, **given)
        self._look: Look = ()
        self._edges: dict[tuple[int, Content | None, Content | None], Strip] = {}
        self._sides: tuple[Strip, Strip] | None = None
        self._held = False
        self._captions: dict[str, Content | str | None] = {}

    def caption(self, title: Content | str) -> None:
        """The words in the frame above; the same as before cost nothing."""
        if title != self._captions.get("above"):
            with self._repainting(-self.styles.gutter.top):
                self._captions["above"] = self.border_title = title

    def remark(self, subtitle: Content | str | None) -> None:
        """The words in the frame below; the same as before cost nothing."""
        if subtitle != self._captions.get("below"):
            with self._repainting(self.outer_size.height - self.styles.gutter.top - 1):
                self._captions["below"] = self.border_subtitle = subtitle

    @contextmanager
    def _repainting(self, y: int) -> Iterator[None]:
        """Whatever is told to repaint meanwhile, only the line at that height is; heights as of content."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        self.refresh(Region(-self.styles.gutter.left, y, self.outer_size.width, 1))

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        if self._held:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def line_at(self, y: int) -> Strip:
        """The line at a height of the content, from side to side of the frame; kept by whoever draws it."""
        raise NotImplementedError

    def forget_lines(self) -> None:
        """Something changed that every line depends on."""
        self._edges.clear()
        self._sides = None

    def in_frame(self, content: Strip) -> Strip:
        """A line of the content with what the frame has beside it."""
        left, right = self._beside()
        strip = Strip.join([left, content, right])
        background = self._look[1][1]
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget, frame included."""
        self._compare_look()
        width, height = self.outer_size
        gutter = self.styles.gutter
        first, end = gutter.top, height - gutter.bottom
        strips = [
            self.line_at(y - first) if first <= y < end else self._edge(y) for y in crop.line_range
        ]
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _compare_look(self) -> None:
        styles = self.styles
        look = (
            self.outer_size,
            self.background_colors,
            styles.border,
            styles.gutter,
            styles.border_title_color,
            styles.border_subtitle_color,
            self.rich_style,
            self.app.theme,
        )
        if look != self._look:
            self._look = look
            self.forget_lines()

    def _edge(self, y: int) -> Strip:
        key = (y, self._border_title, self._border_subtitle)
        if key not in self._edges:
            self._edges[key] = super().render_lines(Region(0, y, self.outer_size.width, 1))[0]
        return self._edges[key]

    def _beside(self) -> tuple[Strip, Strip]:
        if self._sides is None:
            width = self.outer_size.width
            left, right = self.styles.gutter.left, self.styles.gutter.right
            (drawn,) = super().render_lines(Region(0, self.styles.gutter.top, width, 1))
            self._sides = (drawn.crop(0, left), drawn.crop(width - right, width))
        return self._sides
