"""Looks at the feeds beside the program: rarely, politely, and never in the way of leaving it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup_tui.errors import FollowupError

if TYPE_CHECKING:
    from followup_tui.core.news import Feed
    from followup_tui.exchange.feed_reader import FeedReader
    from followup_tui.operations.feeds import Looked, Result
    from followup_tui.tui.app import FollowupApp

_FIRST = 30.0
"""Seconds after the start: whoever opens the program for a moment asks no server."""
_EVERY = 15 * 60.0
"""Seconds between two looks for feeds that are due."""


class NewsWatch:
    """Asks in a thread that nobody waits for; what it finds is written in order with the verbs."""

    def __init__(self, app: FollowupApp) -> None:
        self._app = app
        self._reader: FeedReader | None = None
        self.busy = False
        """Whether a look is under way."""

    def begin(self) -> None:
        """The first look is a while away; without feeds there never is one."""
        self._app.set_timer(_FIRST, self.look_at_due)
        self._app.set_interval(_EVERY, self.look_at_due)

    def look_at_due(self) -> None:
        """By the clock: only what is due, and only where it takes nothing away."""
        desk = self._app.desk
        if self.busy or not desk.config.feeds.enabled:
            return
        try:
            # A new act would clear what can be done again.
            if not desk.store.feeds.any() or any(e.undone for e in desk.store.journal.entries(1)):
                return
            from followup_tui.operations import feeds  # nobody without feeds loads it

            due = feeds.due(desk)
        except FollowupError:
            return
        if due:
            self.look(due)

    def look(self, feeds: Sequence[Feed], *, asked: bool = False) -> bool:
        """Begin to look at some feeds; False when a look is under way. `asked`: its end is told."""
        if self.busy:
            return False
        self.busy = True
        if self._reader is None:
            from followup_tui.exchange.feed_reader import FeedReader

            self._reader = FeedReader()
        threading.Thread(
            target=self._ask,
            args=(tuple(feeds), self._reader, asyncio.get_running_loop(), asked),
            name="news",
            # The program ends without it.
            daemon=True,
        ).start()
        return True

    def stop(self) -> None:
        """End what is under way: the program is being left."""
        if self._reader is not None:
            self._reader.stop()
        self.busy = True

    def _ask(
        self,
        feeds: tuple[Feed, ...],
        reader: FeedReader,
        loop: asyncio.AbstractEventLoop,
        asked: bool,
    ) -> None:
        from followup_tui.operations.feeds import look

        looked = look(feeds, reader)
        # The program may have ended meanwhile.
        with contextlib.suppress(RuntimeError):
            if not reader.stopped:
                loop.call_soon_threadsafe(self._found, looked, asked)

    def _found(self, looked: tuple[Looked, ...], asked: bool) -> None:
        if self._app.is_running:
            self._app.run_worker(self._keep(looked, asked), group="news", exit_on_error=False)

    async def _keep(self, looked: tuple[Looked, ...], asked: bool) -> None:
        from followup_tui.operations.feeds import keep

        desk = self._app.desk
        try:
            results = await self._app.in_order(lambda: keep(desk, looked))
        except FollowupError as exc:
            self._app.tell(str(exc), severity="warning")
            return
        finally:
            self.busy = False
        self._tell(results, asked)

    def _tell(self, results: tuple[Result, ...], asked: bool) -> None:
        from followup_tui.operations.feeds import told
        from followup_tui.tui.screens.news import NewsScreen

        screen = self._app.screen
        if isinstance(screen, NewsScreen):
            screen.read()
        said = told(results)
        if asked:
            failed = [f"{r.feed.company}: {r.message}" for r in results if r.status == "failed"]
            self._app.tell("\n".join([said or "Nothing new.", *failed[:3]]), undo=bool(said))
        elif said:
            # Beside what an act just told, not in its place.
            self._app.notify(said, title="News", markup=False)
