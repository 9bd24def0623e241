"""Two ways to see what the program sends to a terminal: its bytes recorded, or a real terminal behind it."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import pyte
from textual import events
from textual.app import App
from textual.driver import Driver
from textual.geometry import Size
from textual.pilot import Pilot

import followup_tui
from followup_tui.core.text import is_safe_line

_TEXTUALS_OWN = re.compile(
    r"\x1b\[[0-9;:]*m"  # colours and attributes
    r"|\x1b\[\d+;\d+H"  # the cursor goes somewhere
    r"|\x1b\[\?(?:2026|25)[hl]"  # synchronised output, cursor shown or hidden
    r"|\x1b\[\d* q"  # shape of the cursor
    r"|\x1b\]22;[a-z-]*\x07"  # shape of the mouse pointer
    r"|\n"  # the next line of a full frame
)
_LINK = re.compile(r"\x1b\]8;[^;\x1b\x07]*;([^\x1b\x07]*)\x1b\\")


class CaptureDriver(Driver):
    """Draws for real, into a list; sends the app nothing but the size of its window."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)

    def start_application_mode(self) -> None:
        size = Size(*(self._size or (100, 30)))
        self.send_message(events.Resize(size, size))

    def disable_input(self) -> None:
        """There is none."""

    def stop_application_mode(self) -> None:
        """Nothing was set."""


async def record(
    app: App[Any],
    steps: Callable[[Pilot[Any]], Awaitable[None]] | None = None,
    size: tuple[int, int] = (100, 30),
) -> str:
    """Everything the app wrote from its first frame to its end, which comes after the steps."""

    async def run_steps(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        if steps is not None:
            await steps(pilot)
            await pilot.pause()
        app.exit()

    app.driver_class = CaptureDriver
    async with asyncio.timeout(10):
        await app.run_async(size=size, auto_pilot=run_steps)
    assert isinstance(app._driver, CaptureDriver)
    return "".join(app._driver.written)


def leaks(output: str) -> list[str]:
    """Characters that drive a terminal or hide in it, and did not come from Textual itself."""
    return [char for char in _TEXTUALS_OWN.sub("", output) if not is_safe_line(char)]


def links(output: str) -> list[str]:
    """Addresses of the hyperlinks (OSC 8) in what was written."""
    return [address for address in _LINK.findall(output) if address]


class Terminal:
    """A Python program on a pseudo-terminal of its own; `screen` is what a person would see.

    The program controls the terminal as it would from a shell, and runs with warnings as errors.
    """

    _TAKE_TERMINAL = (
        "import fcntl, resource, termios\n"
        "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    )

    def __init__(self, program: str, *arguments: str) -> None:
        import pty
        import termios

        from pexpect import fdpexpect

        self._outer, self.inner = pty.openpty()
        self.state_before = termios.tcgetattr(self.inner)
        termios.tcsetwinsize(self.inner, (24, 80))
        self.screen = pyte.Screen(80, 24)
        self.modes_before = set(self.screen.mode)
        self._stream = pyte.ByteStream(self.screen)
        self._reader = fdpexpect.fdspawn(self._outer)
        root = Path(followup_tui.__file__).parents[1]
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", self._TAKE_TERMINAL + program, *arguments],
            stdin=self.inner,
            stdout=self.inner,
            stderr=self.inner,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(root), "TERM": "xterm-256color"},
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.close()

    def type(self, keys: bytes) -> None:
        """As if somebody had pressed them."""
        os.write(self._outer, keys)

    def shows(self, text: str, within: float = 5) -> bool:
        """Wait until the text is on the screen."""
        return self._reads_until(lambda: text in "\n".join(self.screen.display), within)

    def at_rest(self, within: float = 3) -> bool:
        """Wait until terminal and line are as they were before the program."""
        return self._reads_until(lambda: self.modes == set() and self.state == [], within)

    @property
    def modes(self) -> set[int]:
        """Private modes that differ from before: numbers as in `ESC [ ? number h`."""
        return {mode >> 5 for mode in self.screen.mode ^ self.modes_before}

    @property
    def state(self) -> list[Any]:
        """What differs from before in the settings of the line."""
        import termios

        now = termios.tcgetattr(self.inner)
        return [value for value, old in zip(now, self.state_before, strict=True) if value != old]

    def ends(self, within: float = 5) -> int | None:
        """The program's status once it has ended; None when it did not."""
        self._reads_until(lambda: self.process.poll() is not None, within)
        return self.process.returncode

    def close(self) -> None:
        """Close the window; may come before the end of the program."""
        for descriptor in (self._outer, self.inner):
            with suppress(OSError):
                os.close(descriptor)

    def _reads_until(self, condition: Callable[[], bool], within: float) -> bool:
        from pexpect import TIMEOUT

        end = time.monotonic() + within
        while not condition():
            if time.monotonic() > end:
                return False
            with suppress(TIMEOUT):
                self._stream.feed(self._reader.read_nonblocking(65536, timeout=0.02))
        return True
