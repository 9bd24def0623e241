"""Two entries side by side, field by field, and whose value of each would remain."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from followup_tui.operations.merge_preview import Row, Side
from followup_tui.tui.lines import Line, Span, line, safe
from followup_tui.tui.widgets.pane import LinePane

_LABEL = 20
_LABELS = {"emails": "e-mail", "phones": "phone", "timezone": "time zone", "linkedin": "LinkedIn"}


class BothPane(LinePane):
    """The rows of a preview with a cursor; what a rule decides cannot be chosen."""

    def __init__(self) -> None:
        super().__init__(id="fields-of-both")
        self._preview: tuple[Row, ...] = ()
        self._names = ("", "")
        self._cursor = 0
        self.choices: dict[str, Side] = {}
        """What was chosen so far, by field."""

    def show(self, rows: tuple[Row, ...], keep: str, other: str) -> None:
        """Show two entries; nothing is chosen yet."""
        self._preview, self._names = rows, (keep, other)
        self._cursor, self.choices = 0, {}
        self.redraw()

    def choose(self, side: Side) -> None:
        """The value of that side remains for the field under the cursor."""
        if self._preview and self._preview[self._cursor].open:
            self.choices[self._preview[self._cursor].field] = side
            self.redraw()

    def redraw(self) -> None:
        rows = [self._heading()] if self._preview else []
        rows += [self._drawn(row) for row in self._preview]
        place = range(self._cursor + 1, self._cursor + 2) if self._preview else range(0)
        self.set_rows(rows, place)
        self.keep_in_sight(place)

    def action_line(self, step: int) -> None:
        self._cursor = min(max(self._cursor + step, 0), max(len(self._preview) - 1, 0))
        self.redraw()

    def action_edge(self, end: bool) -> None:
        self.action_line(len(self._preview) if end else -len(self._preview))

    def _heading(self) -> Line:
        first, second = (f"{n} {safe(name)}" for n, name in enumerate(self._names, 1))
        width = self._width
        return line(
            (" " * _LABEL, ""), (self._cell(first, width), "heading"), (f"  {second}", "heading")
        )

    def _drawn(self, row: Row) -> Line:
        remains = self.choices.get(row.field, row.proposed)
        label = _LABELS.get(row.field, row.field.replace("_", " "))
        spans: list[Span] = [(self._cell(label, _LABEL), "dim")]
        for side, value in (("keep", row.keep), ("other", row.other)):
            stays = side == remains
            sign = f"{self.signs.done} " if stays else "  "
            style = ("strong" if row.open else "text") if stays else "dim"
            spans += [(sign, "accent"), (self._cell(safe(value) or "–", self._width - 2), style)]
        return line(*spans, right=[(row.why, "dim")] if row.why and row.differs else [])

    @property
    def _width(self) -> int:
        return max((self.inner_width - _LABEL) // 2, 8)

    def _cell(self, text: str, width: int) -> str:
        if cell_len(text) > width - 1:
            more = self.signs.more
            text = set_cell_size(text, max(width - 1 - cell_len(more), 0)) + more
        return set_cell_size(text, width)
