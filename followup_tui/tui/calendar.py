"""Keeps the calendar file up to date beside the program, a moment after the last change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from followup_tui.operations.calendar_file import Follower
    from followup_tui.tui.app import FollowupApp

_QUIET = 1.0
"""Seconds without another change before the file is written: quick hands write it once."""


class CalendarKeeper:
    """Writes in a thread of its own; what is left when the program ends, the command line writes."""

    def __init__(self, app: FollowupApp) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._follower: Follower | None = None

    def soon(self) -> None:
        """Something may have changed."""
        if not self._app.desk.config.calendar.file:
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(_QUIET, self._begin)

    def _begin(self) -> None:
        self._app.run_worker(self._follow, thread=True, exit_on_error=False, group="calendar")

    def _follow(self) -> None:
        if self._follower is None:
            from followup_tui.operations.calendar_file import Follower  # few keep a calendar

            self._follower = Follower()
        if trouble := self._follower.follow(self._app.desk):
            self._app.call_from_thread(self._app.tell, trouble, severity="warning")
