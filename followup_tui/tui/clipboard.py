"""Text out of the program and into the clipboard of whoever sits in front of the screen."""

from __future__ import annotations

import os
import sys
from typing import Any

from textual.app import App

from followup_tui.core.text import clean_text
from followup_tui.served import refuse_when_served

COPIED = "copied"
COPIED_THROUGH_TERMINAL = "copied through the terminal (OSC 52)"


def copy(app: App[Any], text: str) -> str:
    """Copy, and say how: a phrase for the toast.

    The terminal is always asked, since it alone reaches the right clipboard over ssh; but it never answers
    and some never obey, so a local tool is used as well where there is a local screen.
    Raises UsageError in a browser.
    """
    refuse_when_served("reaches no clipboard")
    text = clean_text(text)
    app.copy_to_clipboard(text)
    return COPIED if _is_local() and _copy_locally(text) else COPIED_THROUGH_TERMINAL


def _is_local() -> bool:
    """Whether this machine's clipboard is that of the person: not over ssh, and with a display."""
    if os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY", "WSL_DISTRO_NAME"))


def _copy_locally(text: str) -> bool:
    import pyperclip  # Looks for tools when it is loaded; most sessions never copy.

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True
