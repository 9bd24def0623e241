"""Where templates are found: the user's own folder first, then the one that ships."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from followup_tui.core.words import spoken
from followup_tui.errors import NotFound, ScriptError
from followup_tui.scripts.template import SUFFIX, Template, join_name, read, split_name


class Library:
    """The templates of several folders as one; an earlier folder shadows the later ones file by file.

    Folders are read when asked, never before: a template saved in an editor counts at once.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)

    def find(self, channel: str, purpose: str, variant: str | None = None) -> Template:
        """The template for a touch; a variant that nobody wrote gives the plain one."""
        for name in (join_name(channel, purpose, variant or ""), join_name(channel, purpose)):
            if self.path(name):
                return self.load(name)
        raise NotFound(
            f"There is no {spoken(channel)} script for {spoken(purpose)} yet;"
            f" `followup templates new {channel}/{purpose}` begins one.",
            tuple(name for name in self.names() if name.split("/")[1].split(".")[0] == purpose),
        )

    def load(self, name: str) -> Template:
        """The template of exactly that name, as `names` lists it; ScriptError tells file and line."""
        path = self.path(name)
        if path is None:
            raise NotFound(f"There is no template {name}.", self.names())
        try:
            return read(path)
        except ScriptError as error:
            raise ScriptError(f"{error.reason} (in {path})", error.line) from None

    def flaws(self, name: str) -> tuple[str, ...]:
        """What is wrong in a template whatever the person; the file, which is known, is left out."""
        try:
            return _flaws(self.load(name))
        except (NotFound, ScriptError):
            return ()

    def path(self, name: str) -> Path | None:
        """The file that stands for a name; None for unknown names and for those that leave the folder."""
        if split_name(name) is None:
            return None
        files = (folder / f"{name}{SUFFIX}" for folder in self._folders)
        return next((file for file in files if file.is_file()), None)

    def names(self) -> tuple[str, ...]:
        """Every template there is, sorted, each once."""
        found = {
            f"{file.parent.name}/{file.name.removesuffix(SUFFIX)}"
            for folder in self._folders
            for file in folder.glob(f"*/*{SUFFIX}")
            if file.is_file()
        }
        return tuple(sorted(name for name in found if split_name(name)))


@lru_cache(maxsize=64)
def _flaws(template: Template) -> tuple[str, ...]:
    from followup_tui.scripts.render import faults  # brings Jinja2 along

    tail = f" (in {template.path})"
    return tuple(error.reason.removesuffix(tail) for error in faults(template))
