"""The last gate before the terminal: no segment of any widget carries a character that could drive it."""

from __future__ import annotations

from operator import is_

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from followup_tui.core.text import blank_unsafe, is_safe_line


class ControlFilter(LineFilter):
    """Blanks control, bidi and invisible characters in whatever a widget draws (RELIABILITY P6).

    Return one and the same instance from `App.get_line_filters()` each time: Textual caches its lines by it.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same list if it was harmless; every segment keeps the width it had."""
        filtered = [harmless(segment) for segment in segments if segment.control is None]
        if len(filtered) == len(segments) and all(map(is_, filtered, segments)):
            return segments
        return filtered


class PlainFilter(LineFilter):
    """Letters in the place of frames, bars and typographic signs, also those that Textual draws."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same list if all of it was plain; every sign gives its cells to its letter."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        return [segment._replace(text=segment.text.translate(_PLAIN)) for segment in segments]


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("╭╮╰╯┌┐└┘", "+"),
        **dict.fromkeys("─━▔▁", "-"),
        **dict.fromkeys("│┃▌▐▎▊", "|"),
        **dict.fromkeys("█▇▆▅▄▃▂", "#"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"),
        "·": "-",
        "…": ".",
        "‹": "<",
        "›": ">",
        "↓": "v",
        "↑": "^",
        "–": "-",
        "—": "-",
        "🔎": "> ",
    }
)


def harmless(segment: Segment) -> Segment:
    """The segment itself when nothing in it could drive a terminal, its link included."""
    text, style, _ = segment
    if style is not None and style.link is not None and not is_safe_line(style.link):
        style = style.update_link(None)
    blanked = blank_unsafe(text, cell_len)
    if blanked is text and style is segment.style:
        return segment
    # Blanking can join or part the halves of an emoji, and a line must keep its length.
    return Segment(set_cell_size(blanked, cell_len(text)), style)
