"""Time gone by while it ran."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """Runs, rests, goes on; `now` is a clock in seconds that never goes back."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self._before = 0.0
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """Whether time goes by."""
        return self._since is not None

    @property
    def seconds(self) -> float:
        """How long it has run so far."""
        return self._before + (self.now() - self._since if self._since is not None else 0.0)

    def start(self) -> None:
        """Let time go by."""
        if self._since is None:
            self._since = self.now()

    def pause(self) -> None:
        """Hold it."""
        self._before, self._since = self.seconds, None

    def reset(self) -> None:
        """Back to nothing, at rest."""
        self._before, self._since = 0.0, None
