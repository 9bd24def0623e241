"""A script as large as a terminal allows, the word being said standing out, and the clock beside it."""

from __future__ import annotations

import re

from rich.cells import cell_len

from followup_tui.tui.lines import Line, Span, line, safe, wrap
from followup_tui.tui.theme import PLAIN_SIGNS
from followup_tui.tui.widgets.large import large
from followup_tui.tui.widgets.pane import LinePane

_GAP = re.compile(r"\[[a-z]+\?\]")
_WIDEST = 62
"""Cells of a row that an eye finds its way back from."""
_MARGIN = 4

Row = list[tuple[int, str]]
"""Words with their numbers in the text; none for an empty row."""


class SpokenText(LinePane):
    """The words to be said: those that are said are dim, the one being said is marked."""

    def __init__(self) -> None:
        super().__init__(id="reader-script")
        self._text = ""
        self._ending = ""
        self._hard: tuple[str, ...] = ()
        self._word: int | None = None
        self._running = False
        self._closing_now = False

    def show(self, text: str, ending: str = "", hard: tuple[str, ...] = ()) -> None:
        """Show a script; `ending` is how the talk is closed, `hard` what to know before it."""
        self._text, self._ending, self._hard = text, ending, hard
        self._word, self._running, self._closing_now = None, False, False
        self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def say(self, word: int | None, *, running: bool) -> None:
        """Mark the word being said: None before the beginning, the number after the last one at the end."""
        if (word, running) != (self._word, self._running):
            self._word, self._running = word, running
            self.redraw()

    def close_now(self, now: bool) -> None:
        """Whether it is time for the goodbye."""
        if now != self._closing_now:
            self._closing_now = now
            self.redraw()

    def redraw(self) -> None:
        width = min(self.inner_width - 2 * _MARGIN, _WIDEST)
        if width < 1:
            return
        rows = self._warnings(width)
        layout, goodbye = spoken_rows(self._text, width), self._goodbye(width)
        airy = 2 * len(layout) < self.content_size.height - len(rows) - len(goodbye)
        if airy:
            rows.append(Line())
        here = range(0)
        for words in layout:
            current = self._word is not None and any(n == self._word for n, _ in words)
            if current:
                here = range(len(rows), len(rows) + 1)
            rows.append(self._row(words, current))
            if airy and words:
                rows.append(Line())
        if self._closing_now:
            here = range(len(rows), len(rows) + len(goodbye))
        rows += goodbye
        self.set_rows(rows)
        if len(here):
            self.keep_in_sight(range(max(here.start - 1, 0), min(here.stop + 2, len(rows))))

    def _warnings(self, width: int) -> list[Line]:
        margin = " " * _MARGIN
        rows = []
        for news in self._hard:
            said = wrap(news, width - 2)
            rows.append(line((f"{margin}{self.signs.warning} ", "past"), (said[0], "past")))
            rows += [line((f"{margin}  {row}", "past")) for row in said[1:]]
        return [*rows, Line()] if rows else []

    def _row(self, words: Row, current: bool) -> Line:
        sign = self.signs.right if current else " "
        spans: list[Span] = [(f"{'':{_MARGIN - 2}}{sign} ", "accent")]
        for place, (number, word) in enumerate(words):
            spans += [(" ", "text")] if place else []
            spans.append((word, self._ink(number, word, current)))
        return Line(tuple(spans))

    def _ink(self, number: int, word: str, current: bool) -> str:
        if _GAP.search(word):
            return "gap"
        if self._word is None:
            return "strong"
        if number == self._word and self._running:
            return "accent"
        if number < self._word:
            return "dim"
        return "strong" if current else "text"

    def _goodbye(self, width: int) -> list[Line]:
        if not self._ending:
            return []
        margin = " " * _MARGIN
        heading = "now is a good moment to close" if self._closing_now else "to close"
        style = "need-strong" if self._closing_now else "heading"
        rows = [Line(), line((f"{margin}{heading.upper()}", style))]
        ink = "strong" if self._closing_now else "text"
        return rows + [line((f"{margin}{row}", ink)) for row in wrap(self._ending, width)]


class ReaderClock(LinePane, can_focus=False):
    """My name and number, how long it has been, and the band that it should fit into."""

    def __init__(self) -> None:
        super().__init__(id="reader-clock")
        self._caller = ""
        self._number = ""
        self._elapsed: float = 0
        self._limit: float = 30
        self._planned: float = 0
        self._said = ""

    def introduce(self, name: str, phone: str) -> None:
        """Who is calling, and the number to leave."""
        self._caller, self._number = name, phone
        self.redraw()

    def show(self, elapsed: float, limit: float, planned: float = 0, said: str = "") -> None:
        """Show the time gone by in a band of `limit` seconds, of which the script needs `planned`.

        `said` stands in the place of the band's own words. Without a limit there is no band.
        """
        shown = (int(elapsed), limit, planned, said)
        if shown != (int(self._elapsed), self._limit, self._planned, self._said):
            self._elapsed, self._limit, self._planned, self._said = elapsed, limit, planned, said
            self.redraw()

    def redraw(self) -> None:
        clock = f"{int(self._elapsed) // 60}:{int(self._elapsed) % 60:02}"
        style = "need" if self._limit and self._elapsed > self._limit else "accent"
        rows: list[Line] = []
        plain = self.signs is PLAIN_SIGNS
        figures = [large(text, plain=plain) for text in (self._number, clock)]
        wide = sum(cell_len(rows[0]) for rows in figures) + 4
        if self.size.height >= 5 and wide <= self.inner_width:
            rows.append(line((f" {self._caller}", "strong")))
            for phone, time in zip(*figures, strict=True):
                rows.append(line((f" {phone}", "text"), right=[(f"{time} ", style)]))
        else:
            left: list[Span] = [(self._caller, "strong"), (f"   {self._number}", "channel")]
            rows.append(line(*left, right=[(clock, style)]))
        self.set_rows([*rows, self._band()])

    def _band(self) -> Line:
        said = f" {self._said or self._of_the_band()}"
        if not self._limit:
            return line(right=[(said, "dim")])
        room = max(self.inner_width - cell_len(said) - 2, 4)
        whole = max(self._limit, self._planned, self._elapsed)
        done = round(room * min(self._elapsed, whole) / whole)
        fits = round(room * self._limit / whole)
        spans: list[Span] = [(self.signs.full * min(done, fits), "bar")]
        spans.append((self.signs.full * max(done - fits, 0), "need"))
        needed = round(room * self._planned / whole)
        spans.append((self.signs.full * max(needed - done, 0), "bar-rest"))
        spans.append((self.signs.empty * (room - max(done, needed)), "bar-rest"))
        over = self._elapsed > self._limit
        return line(*spans, right=[(said, "need" if over else "dim")])

    def _of_the_band(self) -> str:
        return f"{int(self._elapsed)} of {int(self._limit)} s"


def spoken_rows(text: str, width: int) -> list[Row]:
    """The words of a text in rows of at most `width` cells, each with its number among all words."""
    rows: list[Row] = []
    number = 0
    for paragraph in text.split("\n"):
        row: Row = []
        used = 0
        for token in paragraph.split():
            word = safe(token)
            size = cell_len(word)
            if row and used + 1 + size > width:
                rows.append(row)
                row, used = [], 0
            used += size + (1 if row else 0)
            row.append((number, word))
            number += 1
        rows.append(row)
    return rows
