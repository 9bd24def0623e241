"""What all dialogs are: a frame over the screen below, whose style sheet loads with the first of them."""

from __future__ import annotations

from typing import Generic

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType], Generic[ScreenResultType]):
    """A screen over another; the first frame does without its style sheet."""

    CSS_PATH = "dialog.tcss"
