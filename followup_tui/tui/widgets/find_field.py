"""A field whose letters narrow a list: the list follows within the frame of the letter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from textual.geometry import Region
from textual.widgets import Input


class FindField(Input):
    """Tells each change at once: by a message it would come a frame later.

    Its size does not follow its text, so a letter lays nothing out.
    """

    def __init__(self, placeholder: str, heard: Callable[[str], None], *, id: str) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True)
        self.cursor_blink = False
        self._heard = heard
        self._told = ""
        self._changing = False

    def validate_value(self, value: str) -> str:
        """What follows until the change is told is about the text alone."""
        self._changing = value != self.value
        return value

    def watch_value(self, value: str) -> None:
        """Comes after all that Textual itself does about a change."""
        self._changing = False
        if value != self._told:
            self._told = value
            self._heard(value)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        again = layout and not self._changing
        return super().refresh(*regions, repaint=repaint, layout=again, recompose=recompose)
