"""One key after the other, also when a stalled line delivers a handful of them at once."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

_MOMENT = 0.01
"""Seconds between two looks whether the key before is through."""
_PATIENCE = 30
"""Looks that a dialog gets to take the focus."""


class Turns:
    """What a key set in motion is through before the next begins."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begun = 0

    @property
    def busy(self) -> bool:
        """Whether something was begun that has not ended."""
        return self._begun > 0

    def line_up(self, steps: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, None]:
        """The same steps, after those that were lined up before."""
        self._begun += 1
        return self._in_turn(steps)

    async def _in_turn(self, steps: Coroutine[Any, Any, None]) -> None:
        try:
            async with self._lock:
                await steps
        finally:
            steps.close()
            self._begun -= 1


class LateKeys:
    """Keys that were under way while the one before them changed what they mean."""

    def __init__(self, app: FollowupApp) -> None:
        self._app = app
        self._kept: list[events.Key] = []
        self._looks = 0

    def take(self, event: events.Key) -> bool:
        """Whether the key was taken: for later, or for the field that has the focus by now."""
        key = events.Key(event.key, event.character)
        if self._kept or self._is_turning():
            if not self._kept:
                self._app.set_timer(_MOMENT, self._release)
            self._kept.append(key)
            return True
        field = self._app.focused
        # A field keeps the letters that were meant for it: this one was sent to what had the focus before.
        if field is None or not field.check_consume_key(key.key, key.character):
            return False
        field.post_message(key)
        return True

    def _is_turning(self) -> bool:
        """A deed is not done yet, and no dialog is open that would take the keys."""
        turns = getattr(self._app.screen, "turns", None)
        return isinstance(turns, Turns) and turns.busy

    def _release(self) -> None:
        self._looks += 1
        is_opening = self._app.screen.focused is None and self._looks < _PATIENCE
        if self._is_turning() or is_opening:
            self._app.set_timer(_MOMENT, self._release)
            return
        kept, self._kept, self._looks = self._kept, [], 0
        for key in kept:
            self._app.post_message(key)
