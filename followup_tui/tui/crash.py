"""How the program ends when it must: a report without private data, and a clean leave on a signal."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from rich.text import Text
from textual.app import App, ReturnType
from textual.worker import WorkerFailed

from followup_tui import __version__

FIRST_FRAMES, LAST_FRAMES = 10, 40
"""What is kept of a long stack: a recursion fills the middle."""
CHAIN = 20
"""How many causes are followed."""

_MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)


class ReportingApp(App[ReturnType]):
    """An app that saves what it can when it crashes, and tells nobody's name, number or text.

    Textual alone prints every local variable; its two hooks used here are private (8.2.8).
    """

    crash_path: Path | None = None
    """Where the report of a crash goes; None keeps it off the disk."""

    def _handle_exception(self, error: Exception) -> None:
        if self._exception is None:
            with suppress(Exception):
                _save_all(self)
            self._exit_renderables.append(Text(self._keep_report(error)))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.bell()
        self._close_messages_no_wait()

    def _keep_report(self, error: Exception) -> str:
        """Write the report; the sentence tells where, and never fails itself."""
        told = "followup met a bug and stopped. What you saved is safe."
        if self.crash_path is None:
            return told
        try:
            write_report(self.crash_path, crash_report(error))
        except OSError:
            return f"{told} No report could be written to {self.crash_path}."
        return f"{told} A report without any private data: {self.crash_path}"


def crash_report(exc: BaseException) -> str:
    """Types and places of an exception and of what led to it: no message, no value, no line of source."""
    from importlib.metadata import version  # Takes its time, and nothing else here needs it.

    head = (
        f"followup {__version__}, Python {sys.version.split()[0]}, "
        f"Textual {version('textual')}, {sys.platform}"
    )
    return "\n".join([head, *_told(exc)]) + "\n"


def write_report(path: Path, report: str) -> None:
    """Replace the report at `path`, readable by its owner alone, whatever the umask."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(report)
        os.replace(unfinished, path)
    except OSError:
        with suppress(OSError):
            os.unlink(unfinished)
        raise


def install_signals(app: App[Any]) -> None:
    """Leave cleanly on TERM and HUP, after `app.save_all()` where the app has it; call it from `on_mount`.

    A second signal of the kind ends the process at once. INT is left alone: ctrl+c is a key while the app
    runs, and belongs to the editor while that runs. Windows has no such signals.
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, _leave, app, loop, number)


def _leave(app: App[Any], loop: asyncio.AbstractEventLoop, number: signal.Signals) -> None:
    loop.remove_signal_handler(number)
    try:
        _save_all(app)
    except Exception as error:
        app._handle_exception(error)
    else:
        app.exit(return_code=128 + number)


def _save_all(app: App[Any]) -> None:
    save_all = getattr(app, "save_all", None)
    if save_all is not None:
        save_all()


def _told(exc: BaseException) -> Iterator[str]:
    """What led to the exception first, as Python tells it."""
    for place, cause in enumerate(reversed(_causes(exc))):
        if place:
            yield "which led to"
        yield _name(type(cause))
        yield from _frames(cause)
        if isinstance(cause, BaseExceptionGroup):
            for part in cause.exceptions[:CHAIN]:
                yield "with"
                yield from _told(part)


def _causes(exc: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = exc
    while current is not None and current not in chain and len(chain) < CHAIN:
        if isinstance(current, WorkerFailed):
            current = current.error
        chain.append(current)
        hidden = current.__suppress_context__
        current = current.__cause__ or (None if hidden else current.__context__)
    return chain


def _frames(exc: BaseException) -> list[str]:
    frames = [_place(frame, line) for frame, line in walk_tb(exc.__traceback__)]
    left_out = len(frames) - FIRST_FRAMES - LAST_FRAMES
    if left_out > 0:
        frames[FIRST_FRAMES:-LAST_FRAMES] = [f"  … {left_out} more"]
    return frames


def _place(frame: FrameType, line: int) -> str:
    """Module, line and function; a template gives its path as the module, and that may name somebody."""
    module = frame.f_globals.get("__name__")
    if not isinstance(module, str) or _MODULE.fullmatch(module) is None:
        return f"  (template):{line}"
    return f"  {module}:{line} in {frame.f_code.co_qualname}"


def _name(kind: type[BaseException]) -> str:
    home = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return f"{home}{kind.__qualname__}"
