"""Opens the program so that the terminal is put back whatever happens to it."""

from __future__ import annotations

import gc

from followup_tui.operations.desk import Desk
from followup_tui.tui.terminal import guarded, harden_input


def open_program(desk: Desk, *, ascii_only: bool = False) -> int:
    """Run the full-screen program and return its exit status.

    The watcher of the terminal is forked before Textual is loaded: it must not inherit threads.
    """
    # The first frame makes garbage enough for several collections that would find nothing; the
    # app turns the collector on again after it.
    gc.disable()
    with guarded():
        from followup_tui.tui.app import FollowupApp

        harden_input()
        app = FollowupApp(desk, ascii_only=ascii_only)
        app.run(mouse=desk.config.screen.mouse)
    return app.return_code or 0
