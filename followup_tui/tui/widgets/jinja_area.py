"""A text area for templates: header, separators, expressions and statements in colours of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip
from textual.widgets import TextArea

from followup_tui.scripts.template import FENCE, SEPARATOR
from followup_tui.tui.theme import Palette, signs_of

_PART = re.compile(
    r"\{#.*?(?:#\}|\Z)"
    # One that is not closed ends where the next begins, or the paragraph.
    r"|\{%(?:(?!\{[{%]|%\}|\n[ \t]*\n).)*(?:%\})?"
    r"|\{\{(?:(?!\{[{%]|\}\}|\n[ \t]*\n).)*(?:\}\})?",
    re.DOTALL,
)
_TOKEN = re.compile(
    r"(?P<text>\"[^\"\n]*\"?|'[^'\n]*'?)"
    r"|(?P<filter>\|\s*\w+)"
    r"|(?P<word>\b(?:if|elif|else|endif|for|in|endfor|and|or|not|is)\b)"
)
_HEADER_KEY = re.compile(r"\s*\w+(?=\s*=)")
_HEADER_TEXT = re.compile(r"\"[^\"]*\"?")
_INK = {
    "text": "fine",
    "filter": "need",
    "word": "strong",
}

Span = tuple[int, int, str]
"""From and to within a line, and the name of a style in the palette."""


def jinja_spans(source: str) -> list[list[Span]]:
    """The coloured parts of every line of a template; what is not named is plain text."""
    rows = source.split("\n")
    spans: list[list[Span]] = [[] for _ in rows]
    first = _header(rows, spans)
    for number in range(first, len(rows)):
        if rows[number].strip() == SEPARATOR:
            spans[number].append((0, len(rows[number]), "dim"))
    body = "\n".join(rows[first:])
    starts = list(accumulate((len(row) + 1 for row in rows[first:]), initial=0))
    for part in _PART.finditer(body):
        for begin, end, ink in _inked(part[0]):
            _spread(spans, first, starts, (part.start() + begin, part.start() + end, ink))
    return spans


def _spread(spans: list[list[Span]], first: int, starts: list[int], span: Span) -> None:
    """A part of the body, given by its place in it, on each line that it stands on."""
    at, stop, ink = span
    row = bisect_right(starts, at) - 1
    while at < stop:
        spans[first + row].append((at - starts[row], min(stop, starts[row + 1]) - starts[row], ink))
        row += 1
        at = starts[row]


def _header(rows: list[str], spans: list[list[Span]]) -> int:
    """Colours the header; the number of the line after it."""
    if rows[0].rstrip() != FENCE:
        return 0
    for number, row in enumerate(rows):
        if row.rstrip() == FENCE:
            spans[number].append((0, len(row), "dim"))
            if number:
                return number + 1
            continue
        if key := _HEADER_KEY.match(row):
            spans[number].append((key.start(), key.end(), "channel"))
        spans[number] += [(m.start(), m.end(), "fine") for m in _HEADER_TEXT.finditer(row)]
    return len(rows)


def _inked(part: str) -> Iterator[Span]:
    """The colours within one `{{ }}`, `{% %}` or `{# #}`."""
    if part.startswith("{#"):
        yield 0, len(part), "dim"
        return
    yield 0, len(part), "accent-soft" if part.startswith("{{") else "channel"
    for token in _TOKEN.finditer(part):
        assert token.lastgroup is not None
        yield token.start(), token.end(), _INK[token.lastgroup]


class JinjaArea(TextArea):
    """Coloured afresh after each edit; lines that are wrong carry a sign beside their number."""

    def __init__(self, text: str, *, id: str) -> None:
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            show_line_numbers=True,
            # It would take the colours away from the line one works on.
            highlight_cursor_line=False,
            tab_behavior="focus",
        )
        self.cursor_blink = False
        self._spans: list[list[Span]] | None = None
        self._palette: Palette | None = None
        self._flaws: frozenset[int] = frozenset()

    def mark(self, lines: frozenset[int]) -> None:
        """Which lines, from 1, are wrong."""
        if lines != self._flaws:
            self._flaws = lines
            self._redraw_lines()

    def update_suggestion(self) -> None:
        """Textual asks for proposals after every edit: the moment at which colours are out of date."""
        self._spans = None

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        self._palette = None
        super().notify_style_update()

    def get_line(self, line_index: int) -> Text:
        """One line of the source, coloured."""
        if self._spans is None:
            self._spans = jinja_spans("\n".join(self.document.lines))
        text = super().get_line(line_index)
        if line_index < len(self._spans):
            inks = self._inks()
            for begin, end, ink in self._spans[line_index]:
                text.stylize(inks[ink], begin, end)
        return text

    def render_line(self, y: int) -> Strip:
        """With the sign of what is wrong in the gutter."""
        strip = super().render_line(y)
        place = y + self.scroll_offset.y
        info = self.wrapped_document._offset_to_line_info
        if place >= len(info) or info[place][1] or info[place][0] + 1 not in self._flaws:
            return strip
        sign = Segment(signs_of(self.app).lost, self._inks()["past"])
        return Strip.join([Strip([sign], 1), strip.crop(1)])

    @property
    def gutter_width(self) -> int:
        """With a cell for the sign before the number."""
        return super().gutter_width + 1

    def _redraw_lines(self) -> None:
        self._line_cache.clear()
        self.refresh()

    def _inks(self) -> Mapping[str, Style]:
        if self._palette is None:
            self._palette = Palette(self.app)
        return _Inks(self._palette)


class _Inks(dict[str, Style]):
    """The palette's styles, and the accent without weight."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._from = palette

    def __missing__(self, name: str) -> Style:
        if name == "accent-soft":
            return self._from["accent"] + Style(bold=False)
        return self._from[name]
