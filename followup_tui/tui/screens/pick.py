"""A list to choose one row from."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from followup_tui.tui.lines import Line, shown
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.pane import LinePane


class ChoiceList(LinePane):
    """Rows with a cursor; the screen around it answers the keys."""

    def __init__(self, rows: Sequence[Line], *, id: str) -> None:
        super().__init__(id=id)
        self._choices = rows
        self.cursor = 0

    def redraw(self) -> None:
        here = range(self.cursor, self.cursor + 1) if self._choices else range(0)
        self.set_rows(self._choices, here)

    def move_to(self, place: int) -> None:
        """The cursor to a row, as far as there are rows."""
        self.cursor = min(max(place, 0), max(len(self._choices) - 1, 0))
        self.redraw()
        self.keep_in_sight(range(self.cursor, self.cursor + 1))


class PickScreen(Dialog[int | None]):
    """Enter answers with the number of the row under the cursor, from 0."""

    BINDINGS = [
        Binding("escape,q", "cancel", "Leave"),
        Binding("enter", "choose", "Choose"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("g,home", "move(-100000)", show=False),
        Binding("G,end", "move(100000)", show=False),
    ]

    def __init__(self, title: str, rows: Sequence[Line], foot: str, *, wide: bool = False) -> None:
        super().__init__()
        self._title, self._rows, self._foot, self._wide = title, rows, foot, wide

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide" if self._wide else "") as dialog:
            dialog.border_title = shown(self._title)
            dialog.border_subtitle = shown(self._foot)
            yield ChoiceList(self._rows, id="page")

    def on_mount(self) -> None:
        page = self.query_one(ChoiceList)
        page.styles.height = min(len(self._rows), max(self.size.height - 6, 3))
        page.focus()

    def on_click(self, event: events.Click) -> None:
        """To the row that was clicked."""
        page = self.query_one(ChoiceList)
        if event.widget is page:
            page.move_to(event.get_content_offset_capture(page).y + page.scroll_offset.y)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        page = self.query_one(ChoiceList)
        page.move_to(page.cursor + step)

    def action_choose(self) -> None:
        """Answer."""
        self.dismiss(self.query_one(ChoiceList).cursor)

    def action_cancel(self) -> None:
        """Nothing was chosen."""
        self.dismiss(None)
