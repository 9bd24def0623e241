"""Lines of styled text, fitted to a width: what every pane is drawn from.

This is also where stored text enters the screen: it is cleaned here and never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size, split_graphemes
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from followup_tui.core.text import clean_line, clean_text
from followup_tui.tui.theme import Inks

Span = tuple[str, str]
"""A text and the name of its style in the palette."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what stands at the left, and what is kept whole at the right."""

    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    fill: str = ""
    """A sign that fills the row between left and right."""


def line(*spans: Span | str, right: Sequence[Span] = ()) -> Line:
    """A row of spans; a bare string is ordinary text."""
    return Line(tuple((s, "text") if isinstance(s, str) else s for s in spans), tuple(right))


def shown(text: str) -> Content:
    """Text for a widget that would otherwise read it as markup."""
    return Content(safe(text))


def safe(text: str) -> str:
    """Text as a screen may show it on one line."""
    if text.isascii():
        return text if text.isprintable() else clean_line(text)
    text = clean_text(text)
    return text if text.isprintable() else clean_line(text)


def draw(row: Line, width: int, inks: Inks, more: str = "…") -> Strip:
    """A strip of exactly `width` cells; the left gives way to the right, cut with `more`."""
    right = [(safe(text), inks[style]) for text, style in row.right]
    right_width = sum(cell_len(text) for text, _ in right)
    if right_width > width:
        right, right_width = [], 0
    room = width - right_width - (1 if right else 0)
    segments, used = _cut(row.left, room, inks, more)
    blank = width - used - right_width
    filler = (row.fill * blank)[:blank] if row.fill else " " * blank
    segments.append(Segment(filler, inks["rail" if row.fill else ""]))
    segments += [Segment(text, style) for text, style in right]
    return Strip(segments, width)


def _cut(spans: Iterable[Span], room: int, inks: Inks, more: str) -> tuple[list[Segment], int]:
    segments: list[Segment] = []
    used = 0
    for raw, style in spans:
        # What cannot be seen need not be measured: eight characters a cell hold any emoji.
        text = safe(raw[: 8 * room + 8])
        size = cell_len(text)
        if used + size > room:
            left = max(room - used, 0)
            if left > len(more):
                text = set_cell_size(text, left - cell_len(more)).rstrip() + more
                segments.append(Segment(text, inks[style]))
                used += cell_len(text)
            break
        segments.append(Segment(text, inks[style]))
        used += size
    return segments, used


def wrap(text: str, width: int) -> list[str]:
    """Text in rows of at most `width` cells, broken at blanks, longer words where they must."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        rows += _wrap_line(safe(paragraph), max(width, 1))
    return rows


def _wrap_line(text: str, width: int) -> list[str]:
    rows: list[str] = []
    row = ""
    for word in text.split(" "):
        candidate = f"{row} {word}" if row else word
        if cell_len(candidate) <= width:
            row = candidate
            continue
        if row:
            rows.append(row)
        *full, row = _pieces(word, width)
        rows += full
    rows.append(row)
    return rows


def _pieces(word: str, width: int) -> list[str]:
    """A word in parts of at most `width` cells, never through the middle of a character."""
    parts: list[str] = []
    start = used = 0
    for begin, _, cells in split_graphemes(word)[0]:
        if used + cells > width and begin > start:
            parts.append(word[start:begin])
            start, used = begin, 0
        used += cells
    return [*parts, word[start:]]
