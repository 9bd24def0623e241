"""Dialogs to read: the keys, why this person, a company, a welcome."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from followup_tui.tui.commands import COMMANDS, MOVES, STEPS, key_shown
from followup_tui.tui.lines import Line, line, shown, wrap
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.pane import LinePane


class PageScreen(Dialog[str | None]):
    """Lines to read; escape, q or enter closes. Further keys may close it with an answer."""

    BINDINGS = [
        Binding("escape,q,enter,question_mark", "close", "Close"),
        Binding("j,down", "line(1)", show=False),
        Binding("k,up", "line(-1)", show=False),
        Binding("pagedown,space", "line(10)", show=False),
        Binding("pageup", "line(-10)", show=False),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[Line],
        *,
        wide: bool = False,
        keys: str = "",
        foot: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._wide = wide
        self._keys = keys
        self._foot = foot or "esc close"

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide" if self._wide else "") as dialog:
            dialog.border_title = shown(self._title)
            dialog.border_subtitle = shown(self._foot)
            yield LinePane(id="page")

    def on_mount(self) -> None:
        page = self.query_one(LinePane)
        page.set_rows(self._rows)
        page.styles.height = min(len(self._rows), max(self.size.height - 6, 5))
        page.focus()

    def key_matches(self, key: str) -> bool:
        """Whether a key is one of the answers."""
        return bool(key) and key in self._keys

    def on_key(self, event: events.Key) -> None:
        """A key that is an answer closes with it, and means nothing to the screen below."""
        if event.character and self.key_matches(event.character):
            event.stop()
            event.prevent_default()
            self.dismiss(event.character)

    def action_line(self, step: int) -> None:
        """Scroll."""
        self.query_one(LinePane).action_line(step)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def help_rows(keys: dict[str, str], width: int) -> list[Line]:
    """All keys as they really are, by group; `keys` is command id to keys."""
    rows: list[Line] = []
    group = ""
    for command in (*COMMANDS, *MOVES, *STEPS):
        if command.group != group:
            rows += [Line(), line((command.group.upper(), "heading"))]
            group = command.group
        pressed = " ".join(key_shown(k) for k in keys.get(command.id, command.key).split(","))
        said = wrap(command.help, max(width - 16, 20))
        rows.append(line((f"  {pressed:<14}", "key"), (said[0], "text")))
        rows += [line((f"{'':16}", ""), (more, "text")) for more in said[1:]]
    return rows[1:]


def paragraph(text: str, width: int, style: str = "text") -> list[Line]:
    """A text as wrapped rows."""
    return [line((row, style)) for row in wrap(text, width)]
