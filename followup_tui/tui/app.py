"""The program: themes, keys, the worker that writes, and the watch for changes from elsewhere."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from textual import events
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen

from followup_tui.config import Config
from followup_tui.errors import FollowupError, Unreachable
from followup_tui.operations.desk import Desk
from followup_tui.tui.calendar import CalendarKeeper
from followup_tui.tui.commands import COMMANDS, MOVES, key_shown, keymap
from followup_tui.tui.control_filter import ControlFilter, PlainFilter
from followup_tui.tui.crash import ReportingApp, install_signals
from followup_tui.tui.lines import safe
from followup_tui.tui.news_watch import NewsWatch
from followup_tui.tui.screens.main import MainScreen
from followup_tui.tui.theme import DARK, LIGHT, PLAIN_SIGNS, Signs
from followup_tui.tui.turns import LateKeys

Result = TypeVar("Result")

_FILTER = ControlFilter()
_PLAIN = PlainFilter()
_LOOK_EVERY = 1.0
"""Seconds between two looks for changes by another program, and for midnight."""
_BACK_UP_AFTER, _BACK_UP_EVERY = 2.0, 3600.0
"""Seconds: the first keys come before the copy, and a program left open makes one every day."""


class FollowupApp(ReportingApp[None]):
    """One desk, one main screen."""

    # The main screen's sheet is the app's: one of its own would have all parsed once more.
    CSS_PATH = "screens/main.tcss"
    TITLE = "followup"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 6

    def __init__(self, desk: Desk, *, ascii_only: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.crash_path = desk.paths.crashes / "last.txt"
        self.signs = PLAIN_SIGNS if ascii_only or desk.config.screen.ascii else Signs()
        self.keys, self.key_faults = keymap(desk.config.keys)
        self._late = LateKeys(self)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._seen = 0
        self._out_of_reach = False
        self._calendar = CalendarKeeper(self)
        self.news = NewsWatch(self)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._begin_with(self._known_theme(desk.config.screen.theme))

    def get_default_screen(self) -> MainScreen:
        """The screen that the first frame shows; as a mode it would have all styles parsed twice."""
        return MainScreen(self.desk, self.size)

    def get_line_filters(self) -> list[LineFilter]:
        """Nothing that could drive the terminal leaves the program."""
        plain = [_PLAIN] if self.signs is PLAIN_SIGNS else []
        return [*super().get_line_filters(), *plain, _FILTER]

    def _begin_with(self, name: str) -> None:
        """The theme of the first frame; setting it as one does later would have all styles made twice."""
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        classes = {f"-theme-{name}": True, "-dark-mode": dark, "-light-mode": not dark}
        self.update_classes(classes, update=False)

    def on_mount(self) -> None:
        install_signals(self)
        self.set_keymap(self.keys)
        self.desk.store.database.on_wait = self._tell_wait
        self.call_after_refresh(self._after_first_frame)

    def on_key(self, event: events.Key) -> None:
        """A key means what it means after the one before it, however quickly it followed."""
        if self._late.take(event):
            event.prevent_default()

    @property
    def main(self) -> MainScreen:
        """The screen under all dialogs."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def _after_first_frame(self) -> None:
        """What the first frame did without: scripts, complaints, the look for changes."""
        self.run_worker(self._load_scripts, thread=True, exit_on_error=False, group="scripts")
        if not self.desk.store.people.anybody():
            self.main.action_flow("welcome")
        if faults := (*self.desk.remarks, *self.desk.faults, *self.key_faults):
            self.tell("\n".join(faults), severity="warning", timeout=12)
        self.set_interval(_LOOK_EVERY, self._look)
        self.set_timer(_BACK_UP_AFTER, self._back_up)
        self.set_interval(_BACK_UP_EVERY, self._back_up)
        self.news.begin()
        self.run_worker(self._examine, thread=True, exit_on_error=False, group="examine")

    def _load_scripts(self) -> None:
        """In a thread of its own: scripts bring much along, and the first keys come meanwhile."""
        try:
            from followup_tui.operations.drafting import current_script

            contact = self.main.contact
            if contact is not None:
                # What cannot be drafted is said where it is shown.
                with suppress(FollowupError):
                    current_script(self.desk, contact)
        finally:
            self.call_from_thread(self._scripts_loaded)

    def _scripts_loaded(self) -> None:
        self.main.drafts_ready()
        # Nothing that was loaded so far is ever garbage: looking through it is felt as a late key.
        gc.freeze()
        gc.enable()

    def _examine(self) -> None:
        """In a thread of its own: a damaged file is said at once, not when it matters."""
        from followup_tui.operations.doctor import integrity

        check = integrity(self.desk)
        if not check.fine:
            said = f"The database is damaged: {check.said}. {check.advice}"
            self.call_from_thread(self.tell, said, severity="error", timeout=20)

    def _back_up(self) -> None:
        self.run_worker(self._make_backup, thread=True, exit_on_error=False, group="backup")

    def _make_backup(self) -> None:
        """In a thread of its own: the copy of today, unless it is there."""
        from followup_tui.operations.backups_daily import daily

        if trouble := daily(self.desk):
            self.call_from_thread(self.tell, trouble, severity="warning", timeout=12)

    async def in_order(self, verb: Callable[[], Result]) -> Result:
        """Do a verb on the one thread that writes, after those before it; returns after COMMIT."""
        result = await asyncio.get_running_loop().run_in_executor(self._writer, verb)
        self._calendar.soon()
        return result

    async def aside(self, deed: Callable[[], Result]) -> Result:
        """Do something slow that writes nothing, off the event loop."""
        return await asyncio.to_thread(deed)

    def tell(
        self, message: str, *, undo: bool = False, severity: str = "information", timeout: float = 6
    ) -> None:
        """One toast; text from outside is shown as it is."""
        text = "\n".join(safe(row) for row in message.split("\n") if row)
        if undo:
            pressed = key_shown(self.keys.get("history.undo", "u"))
            text = f"{text}\n{pressed} undo"
        # Toasts that pile up would cover what they speak about.
        self.clear_notifications()
        kind = severity if severity in ("warning", "error") else "information"
        self.notify(text, severity=kind, timeout=timeout, markup=False)  # type: ignore[arg-type]

    def saw_changes(self) -> None:
        """Everything written so far is on the screen."""
        self._seen = self.desk.store.database.data_version()

    def take_config(self, config: Config) -> None:
        """Use a changed config at once."""
        self.desk = replace(self.desk, config=config)
        self.main.desk = self.desk
        self.theme = self._known_theme(config.screen.theme)

    def save_all(self) -> None:
        """Keep what is being typed; called on signals and before a crash is reported."""
        if self.screen_stack and isinstance(self.screen_stack[0], MainScreen):
            self.screen_stack[0].keep_typed()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every command with its key, then what Textual offers."""
        if isinstance(screen, MainScreen):
            for command in (*COMMANDS, *MOVES):
                keys = self.keys.get(command.id, command.key).split(",")
                title = f"{command.label}  ({' '.join(key_shown(k) for k in keys)})"
                yield SystemCommand(title, command.help, self._runner(command.action))
        wanted = ("Theme", "Screenshot")
        yield from (c for c in super().get_system_commands(screen) if c.title in wanted)

    def _runner(self, action: str) -> Callable[[], None]:
        def run() -> None:
            self.call_later(self.run_action, action, self.main)

        return run

    def _look(self) -> None:
        """Another window, the command line or midnight: read again, keep the place."""
        try:
            changed = self.desk.store.database.data_version() != self._seen
        except Unreachable as exc:
            # Once: at every look it would cover what is still to be read.
            if not self._out_of_reach:
                self.tell(str(exc), severity="warning")
            self._out_of_reach = True
            return
        self._out_of_reach = False
        if (changed or self.main.is_stale()) and self.screen is self.main:
            self.main.reload(keep=self.main.contact_id, person=self.main.contact_id)

    def _tell_wait(self) -> None:
        self.notify("Waiting for another followup to finish …", markup=False)

    def _known_theme(self, name: str) -> str:
        return name if name in self.available_themes else DARK.name

    async def on_unmount(self) -> None:
        self.news.stop()
        self._writer.shutdown(wait=True)
        self.desk.store.close()
