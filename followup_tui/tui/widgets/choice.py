"""One of several words, turned by the arrow keys or picked by its first letter."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from followup_tui.tui.lines import draw, line
from followup_tui.tui.theme import Palette, Signs, signs_of


class Choice(Widget, can_focus=True):
    """A row that shows one of its options."""

    BINDINGS = [
        Binding("left,up", "turn(-1)", "Previous", show=False),
        Binding("right,down,space", "turn(1)", "Next", show=False),
    ]
    index: var[int] = var(0)

    @dataclass
    class Changed(Message):
        """Another option was chosen."""

        choice: Choice

    def __init__(self, options: tuple[tuple[str, str], ...], value: str, *, id: str) -> None:
        super().__init__(id=id)
        self._options = options
        """Pairs of value and label."""
        values = [v for v, _ in options]
        self.set_reactive(Choice.index, values.index(value) if value in values else 0)

    @property
    def signs(self) -> Signs:
        """The signs to draw with."""
        return signs_of(self.app)

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self.index][0]

    def choose(self, value: str) -> None:
        """Show this option."""
        self.index = next(i for i, (v, _) in enumerate(self._options) if v == value)

    def watch_index(self) -> None:
        """Tell the form."""
        self.refresh()
        self.post_message(self.Changed(self))

    def action_turn(self, step: int) -> None:
        """To the option beside this one, around the end."""
        self.index = (self.index + step) % len(self._options)

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next option that begins with it."""
        if not event.character or not event.character.isalpha():
            return
        count = len(self._options)
        order = [(self.index + n) % count for n in range(1, count + 1)]
        letter = event.character.casefold()
        found = next((i for i in order if self._options[i][1].casefold().startswith(letter)), None)
        if found is not None:
            event.stop()
            self.index = found

    def on_click(self) -> None:
        self.action_turn(1)

    def render_line(self, y: int) -> Strip:
        """The chosen label between two turning signs."""
        style = "accent" if self.has_focus else "dim"
        label = self._options[self.index][1]
        row = line((f"{self.signs.left} ", style), (label, "text"), (f" {self.signs.right}", style))
        return draw(row, self.size.width, Palette(self.app).on(self.rich_style))
