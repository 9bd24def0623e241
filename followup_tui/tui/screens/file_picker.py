"""A file, looked for in its folder."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual_fspicker import FileOpen
from textual_fspicker.parts import CurrentDirectory

from followup_tui.tui.lines import safe


class FilePicker(FileOpen):
    """The dialog of textual-fspicker, which reads the names of folders as markup otherwise."""

    def __init__(self, start: Path, title: str) -> None:
        super().__init__(start, title=title)

    def _header_area(self) -> ComposeResult:
        yield CurrentDirectory(markup=False)

    def _set_error(self, message: str = "") -> None:
        super()._set_error(safe(message).replace("[", r"\["))
