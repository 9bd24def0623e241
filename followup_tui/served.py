"""What a program in a browser may not do: behind it no other program opens, and no file out of reach."""

from __future__ import annotations

import os
from pathlib import Path

from followup_tui.errors import UsageError

FLAG = "FOLLOWUP_SERVED"
"""Set for the program that `followup serve` shows in a browser."""


def is_served() -> bool:
    """Whether the screen is a page in a browser."""
    return os.environ.get(FLAG) == "1"


def refuse_when_served(what: str) -> None:
    """Raises UsageError in a browser; `what` goes on after "followup"."""
    if is_served():
        raise UsageError(f"In the browser followup {what}: do that in the terminal.")


def refuse_outside_home(path: Path) -> None:
    """Raises UsageError in a browser for a file outside of the person's own folder."""
    if is_served() and not path.resolve().is_relative_to(Path.home().resolve()):
        raise UsageError(f"In the browser followup reads files below {Path.home()} alone.")
