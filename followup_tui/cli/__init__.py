"""The command line: every verb of the program, with JSON for scripts and a calm page for people."""

from __future__ import annotations

import gc

from followup_tui.cli.group import followup

__all__ = ["followup", "main"]


def main() -> None:
    """The `followup` command; ends the process with its exit code."""
    # What a command loads stays: looking through it for garbage would take long, and find none.
    gc.disable()
    followup.main()
