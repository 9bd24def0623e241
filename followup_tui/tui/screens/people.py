"""Anybody at all, found as one types: also those without a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from followup_tui.core.records import Contact
from followup_tui.core.words import ContactState
from followup_tui.tui.lines import Line, line, shown
from followup_tui.tui.widgets.pane import LinePane

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Picked:
    """Who was chosen, and whether to star them at once."""

    contact: Contact
    star: bool = False


class PeopleScreen(ModalScreen[Picked | None]):
    """Enter shows the person in the panes, ctrl+s stars them."""

    BINDINGS = [
        Binding("escape", "cancel", "Cancel"),
        Binding("down", "move(1)", "Down", show=False, priority=True),
        Binding("up", "move(-1)", "Up", show=False, priority=True),
        Binding("ctrl+s", "star", "Star", priority=True),
    ]

    def __init__(self, find: Callable[[str, int], Sequence[Contact]], signs_star: str) -> None:
        super().__init__()
        self._find = find
        """From typed text and a limit to people, the best first; all of them for no text."""
        self._people: Sequence[Contact] = ()
        self._cursor = 0
        self._star = signs_star

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide") as dialog:
            dialog.border_title = shown("People")
            dialog.border_subtitle = shown("enter show · ctrl+s star · esc leave")
            field = Input(placeholder="a name, a title, a company", id="find", compact=True)
            field.cursor_blink = False
            yield field
            page = LinePane(id="page")
            page.can_focus = False
            yield page

    def on_mount(self) -> None:
        self.query_one(LinePane).styles.height = max(min(self.size.height - 8, 20), 4)
        self.look("")

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Look again."""
        self.look(event.value)

    @on(Input.Submitted)
    def pick(self) -> None:
        """Show the one under the cursor."""
        if self._people:
            self.dismiss(Picked(self._people[self._cursor]))

    def look(self, text: str) -> None:
        """Show who matches."""
        self._people = self._find(text, _SHOWN)
        self._cursor = 0
        self._draw()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        if self._people:
            self._cursor = min(max(self._cursor + step, 0), len(self._people) - 1)
            self._draw()

    def action_star(self) -> None:
        """Star the one under the cursor."""
        if self._people:
            self.dismiss(Picked(self._people[self._cursor], star=True))

    def action_cancel(self) -> None:
        """Back."""
        self.dismiss(None)

    def _draw(self) -> None:
        page = self.query_one(LinePane)
        if not self._people:
            page.set_rows([line(("nobody of that name; a adds a person", "dim"))])
            return
        page.set_rows([self._row(p) for p in self._people], range(self._cursor, self._cursor + 1))
        page.keep_in_sight(range(self._cursor, self._cursor + 1))

    def _row(self, person: Contact) -> Line:
        star = (f"{self._star} ", "need") if person.starred else ("  ", "text")
        state = {
            ContactState.STOPPED: "asked to stop",
            ContactState.PAUSED: "paused",
        }.get(person.state, "planned" if person.next_due else "")
        place = ", ".join(filter(None, [person.title, person.company]))
        return line(star, (person.name, "strong"), (f"  {place}", "dim"), right=[(state, "dim")])
