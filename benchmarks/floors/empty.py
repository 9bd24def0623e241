"""An empty Textual program: the floor of a first frame, of memory and of leaving."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "an empty program stands"


class Empty(App[None]):
    """One line of text, so that the first frame can be told from a blank terminal."""

    BINDINGS = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        yield Static(READY)


if __name__ == "__main__":
    Empty().run()
