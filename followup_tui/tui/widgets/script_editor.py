"""Where a script is typed: a text area that proposes the rest of what one begins to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import on
from textual.binding import Binding
from textual.strip import Strip
from textual.widgets import TextArea

from followup_tui.core.records import Used
from followup_tui.operations.sayable import Completion, proposal
from followup_tui.tui.lines import safe
from followup_tui.tui.theme import Palette, signs_of
from followup_tui.tui.widgets.checks import LEVELS, gravest_first, level_sign

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Finding

_GAP = re.compile(r"\[[a-z]+\?\]")
_MARGIN = 2
"""Cells left of the text for the signs of findings, as in the reading view."""
_OPENING = "([{“‘«‹„‚\"'-–—/"
_SENTENCE_ENDS = ".!?…"


class ScriptEditor(TextArea):
    """Right, or ctrl+f, takes what stands dim behind the cursor; any other key passes it by."""

    BINDINGS = [Binding("ctrl+f", "cursor_right", "Take the proposal", show=False)]

    def __init__(self) -> None:
        super().__init__(
            id="script-editor", soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
        )
        self.cursor_blink = False
        self._completions: Sequence[Completion] = ()
        self._proposed: tuple[int, Completion] | None = None
        self._proposed_at = (0, 0)
        self._put_in: list[Used] = []
        self._findings: Sequence[Finding] = ()

    def begin(self, text: str, completions: Sequence[Completion]) -> None:
        """Edit a text; what was typed before is forgotten."""
        self._completions, self._put_in = completions, []
        with self.prevent(TextArea.Changed):
            self.load_text(text)

    def mark(self, findings: Sequence[Finding]) -> None:
        """The rows that something is to be said of, by the sign of the gravest there."""
        self._findings = gravest_first(findings)
        self.refresh()

    @property
    def gutter_width(self) -> int:
        """The margin for the signs."""
        return _MARGIN

    def render_line(self, y: int) -> Strip:
        """With the sign of a finding before the row that it is about."""
        row = super().render_line(y)
        place = y + self.scroll_offset.y
        here = next((f for f in self._findings if self._row_of(f) == place), None)
        sign, ink = " " * _MARGIN, None
        if here is not None:
            sign = f"{level_sign(here.level, signs_of(self.app))} "
            ink = Palette(self.app)[LEVELS[here.level]]
        margin = Strip([Segment(sign, ink)], _MARGIN).apply_style(self.rich_style)
        return Strip.join([margin, row.crop(0, max(self.size.width - _MARGIN, 0))])

    def insert_words(self, words: str, used: Used | None) -> None:
        """Put words at the cursor, or in place of the gap it stands in, as one step of undo.

        They never run into the words around them.
        """
        row, column = self.cursor_location
        gaps = _GAP.finditer(self.document.get_line(row))
        gap = next((g for g in gaps if g.start() <= column <= g.end()), None)
        start, end = sorted(self.selection)
        if gap is not None and self.selection.is_empty:
            start, end = (row, gap.start()), (row, gap.end())
        else:
            before = self.document.get_line(start[0])[: start[1]]
            words = _set_apart(words, before, self.document.get_line(end[0])[end[1] :])
        self._put(words, start, end, used)

    def told(self) -> tuple[Used, ...]:
        """The material that was put in and whose words still stand in the text."""
        text = self.text.casefold()
        return tuple(dict.fromkeys(u for u in self._put_in if u.text.casefold() in text))

    def next_place(self, places: Sequence[tuple[int, int]], is_first: bool) -> int:
        """Which of some places, lines and columns from 1, comes after the cursor, round the end."""
        row, column = self.cursor_location
        here = (row + 1, column + 1)
        after = (
            n for n, place in enumerate(places) if place > here or (is_first and place == here)
        )
        return next(after, 0)

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor there, both from 1."""
        self.move_cursor(self._location(line, column))

    def _location(self, line: int, column: int) -> tuple[int, int]:
        """A place of the text, as far as the text goes."""
        row = min(max(line - 1, 0), self.document.line_count - 1)
        return row, min(max(column - 1, 0), len(self.document.get_line(row)))

    def _row_of(self, finding: Finding) -> int:
        """The row, wrapped lines counted, on which a finding stands."""
        place = self._location(finding.line, finding.column)
        return self.wrapped_document.location_to_offset(place).y

    def update_suggestion(self) -> None:
        """Propose the rest of what the end of the line begins to say; Textual asks after each edit."""
        self._proposed = None
        self._proposed_at = self.cursor_location
        # In the middle of a line it would push away words that are not part of it.
        if self.cursor_at_end_of_line and self.selection.is_empty and self._completions:
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            self._proposed = proposal(before, self._completions)
        self.suggestion = self._ghost()

    @on(TextArea.SelectionChanged)
    def forget_proposal(self) -> None:
        """The cursor went elsewhere: what was proposed there is not meant here."""
        if self.cursor_location != self._proposed_at and self.suggestion:
            self._proposed, self.suggestion = None, ""

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the proposal, else go right."""
        if self._proposed is None or select or not self.suggestion:
            self.suggestion = ""
            super().action_cursor_right(select)
            return
        typed, completion = self._proposed
        row, column = self.cursor_location
        start = (row, column - typed)
        begun = self.document.get_line(row)[start[1] : column]
        # The first letter stays as it was typed: a sentence begins with a capital.
        text = completion.text if begun.startswith("[") else begun[0] + completion.text[1:]
        self._put(text, start, (row, column), completion.used)

    def _put(
        self, text: str, start: tuple[int, int], end: tuple[int, int], used: Used | None
    ) -> None:
        self.history.checkpoint()
        if used is not None:
            self._put_in.append(used)
        self.replace(text, start, end, maintain_selection_offset=False)
        self.history.checkpoint()

    def _ghost(self) -> str:
        """What is shown of the proposal: as much as fits behind the cursor."""
        if self._proposed is None:
            return ""
        typed, completion = self._proposed
        row, column = self.cursor_location
        begun = self.document.get_line(row)[column - typed : column]
        rest = completion.text[typed:]
        if begun.startswith("["):
            rest = f"{completion.slot[typed - 1 :]}] {completion.text}"
        x = self.wrapped_document.location_to_offset((row, column)).x
        room = self.wrap_width - x if self.wrap_width else 0
        rest = safe(rest)
        if cell_len(rest) <= room:
            return rest
        more = signs_of(self.app).more
        return set_cell_size(rest, room - len(more)).rstrip() + more if room > len(more) + 1 else ""


def _set_apart(words: str, before: str, after: str) -> str:
    """Words with the blanks, or the end of a sentence, that keep them from their neighbours on the line."""
    lead = before.rstrip()
    is_apart = not before or before[-1].isspace() or before[-1] in _OPENING
    opened = f"{'' if is_apart else ' '}{words}"
    if not after or not (after[0].isalnum() or after[0] in "“‘([{"):
        return opened
    begins_one = (not lead or lead[-1] in _SENTENCE_ENDS) and after[0].isupper()
    closes = begins_one and words[-1:] not in tuple(_SENTENCE_ENDS)
    return f"{opened}{'.' if closes else ''} "
