"""Another template for the script: a list at the left, beside it what each would say to this person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from followup_tui.core.words import spoken
from followup_tui.operations.template_preview import Choice, Preview
from followup_tui.tui.lines import Line, line, shown
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.screens.pick import ChoiceList
from followup_tui.tui.theme import Signs, signs_of
from followup_tui.tui.widgets.rendered import Rendered

_PAUSE = 0.04
"""Seconds on a row before it is rendered: keys that hurry past cost nothing."""
_WIDEST = 28
"""Cells of the longest purpose that the channels stand in line behind."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen, and what for."""

    choice: Choice
    wording: int
    to: Literal["use", "edit"] = "use"


class TemplatePicker(Dialog[Picked | None]):
    """Enter uses the template, `r` turns its wordings, ctrl+e edits its source."""

    BINDINGS = [
        Binding("escape,q", "cancel", "Leave"),
        Binding("enter", "answer('use')", "Use"),
        Binding("ctrl+e", "answer('edit')", "Edit"),
        Binding("r", "reword", "Other words"),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("g,home", "move(-100000)", show=False),
        Binding("G,end", "move(100000)", show=False),
        Binding("space", "scroll(5)", show=False),
        Binding("b", "scroll(-5)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def __init__(
        self,
        person: str,
        choices: Sequence[Choice],
        current: str,
        preview: Callable[[Choice, int], Preview],
    ) -> None:
        super().__init__()
        self._person, self._choices, self._current = person, choices, current
        self._preview = preview
        self._wording = 0
        self._wordings = 1
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        signs = signs_of(self.app)
        rows = _rows(self._choices, self._current, signs)
        with Vertical(id="dialog", classes="picker") as dialog:
            dialog.border_title = shown(f"Templates for {self._person}")
            dot = signs.separator
            dialog.border_subtitle = shown(
                f"enter use {dot} r other words {dot} ctrl+e edit {dot} esc leave"
            )
            with Horizontal(id="sides"):
                yield ChoiceList(rows, id="templates")
                yield Rendered(id="rendered")

    def on_mount(self) -> None:
        page = self.query_one(ChoiceList)
        page.focus()
        names = [choice.name for choice in self._choices]
        page.move_to(names.index(self._current) if self._current in names else 0)
        self.call_after_refresh(self._render_choice)

    def on_click(self, event: events.Click) -> None:
        """To the row that was clicked."""
        page = self.query_one(ChoiceList)
        if event.widget is page:
            self._go(event.get_content_offset_capture(page).y + page.scroll_offset.y)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._go(self.query_one(ChoiceList).cursor + step)

    def action_scroll(self, step: int) -> None:
        """Read on in the preview."""
        self.query_one(Rendered).action_line(step)

    def action_reword(self) -> None:
        """The next wording of the template."""
        self._wording = (self._wording + 1) % max(self._wordings, 1)
        self._render_choice()

    def action_answer(self, to: Literal["use", "edit"]) -> None:
        """With the template under the cursor."""
        choice = self._choices[self.query_one(ChoiceList).cursor]
        self.dismiss(Picked(choice, self._wording, to))

    def action_cancel(self) -> None:
        """Nothing was chosen."""
        self.dismiss(None)

    def _go(self, place: int) -> None:
        page = self.query_one(ChoiceList)
        before = page.cursor
        page.move_to(place)
        if page.cursor != before:
            self._wording = 0
            self._wait()

    def _wait(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(_PAUSE, self._render_choice)

    def _render_choice(self) -> None:
        choice = self._choices[self.query_one(ChoiceList).cursor]
        preview = self._preview(choice, self._wording)
        self._wordings = preview.wordings
        self.query_one(Rendered).show(preview, framed=False)


def _rows(choices: Sequence[Choice], current: str, signs: Signs) -> list[Line]:
    """Purposes and channels in two columns; the template of the script on show has a sign.

    What there is no occasion for now stands dim.
    """
    names = [_purpose(choice) for choice in choices]
    width = min(max(map(len, names), default=0), _WIDEST)
    rows: list[Line] = []
    for choice, name in zip(choices, names, strict=True):
        here = choice.name == current
        rows.append(
            line(
                (f"{signs.planned} " if here else "  ", "accent"),
                (f"{name:<{width}}", "strong" if here else "text" if choice.applies else "dim"),
                (f"  {spoken(choice.channel)}", "channel" if choice.applies else "dim"),
                right=[("yours", "need")] if choice.own else [],
            )
        )
    return rows


def _purpose(choice: Choice) -> str:
    variant = f", {choice.variant}" if choice.variant else ""
    return f"{spoken(choice.purpose)}{variant}"
