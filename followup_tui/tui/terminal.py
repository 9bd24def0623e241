"""Keeps the program and its terminal from harming each other, whichever of the two misbehaves.

Textual is imported inside the functions, so that the watcher can be forked before anything heavy is loaded.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial, wraps
from typing import Any, NoReturn

RESET = (
    # An escape string that was cut off halfway would swallow all that follows: end it.
    "\x1b\\"
    # Synchronised output: show what was held back.
    "\x1b[?2026l"
    # The mouse: clicks, movement, and the urxvt, SGR and pixel ways of telling where it is.
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    # Reports of focus, brackets around a paste, reports of the window's size.
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    # Kitty's keyboard, which is kept for each screen: before the alternate screen is left.
    "\x1b[<u"
    # The alternate screen, and with it what the terminal showed before.
    "\x1b[?1049l"
    # Long lines wrap again, the cursor is shown.
    "\x1b[?7h\x1b[?25h"
    # Colours and attributes, the shape of the mouse pointer.
    "\x1b[0m\x1b]22;default\x07"
)
"""Undoes every mode that Textual's driver for Unix sets."""

NOTICE = "followup stopped unexpectedly. What you saved is safe; `followup doctor` looks it over."

MAX_CELLS = 1_000_000
"""A window larger than this is a lie: the largest screen with the smallest letters stays below."""

_GOODBYE = b"x"
_STDIN, _STDERR = 0, 2  # Textual reads keys from the one and draws on the other.
_HARDENED = "_followup_hardened"


@contextmanager
def guarded() -> Iterator[None]:
    """Put this around the import and the run of the app: however that ends, the terminal is as it was."""
    fd = watch_terminal()
    try:
        yield
    finally:
        if fd >= 0 and _is_raw():
            os.close(fd)  # The driver could not clean up, so the watcher will.
        else:
            say_goodbye(fd)


def watch_terminal() -> int:
    """Start a watcher that restores the terminal when this process ends without `say_goodbye`.

    Returns the descriptor for `say_goodbye`, or -1 when no watcher was started: not on a Unix terminal,
    or a thread exists already and forking would not be safe. The watcher outlives a killed process group.
    """
    if not _can_watch():
        return -1
    import termios

    saved = termios.tcgetattr(_STDIN)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _become_watcher(reader, writer, saved)
    os.close(reader)
    os.waitpid(child, 0)
    return writer


def say_goodbye(fd: int) -> None:
    """Send the watcher home: the terminal is in order. Harmless when there is none."""
    if fd < 0:
        return
    with suppress(OSError):
        os.write(fd, _GOODBYE)
    os.close(fd)


def harden_input() -> None:
    """Make invalid bytes and absurd numbers from the terminal harmless; to be called once before `App.run`.

    Textual 8.2.8 ends at one byte that is not UTF-8 (textual#6668) and at a key code beyond Unicode, and
    hangs when told that its window has a billion cells. What a later version no longer has is left alone.
    """
    from textual import _xterm_parser, events
    from textual.driver import Driver
    from textual.keys import Keys

    def ignored(sequence: str) -> list[events.Key]:
        return [events.Key(Keys.Ignore, sequence)]

    def is_absurd(message: object) -> bool:
        return isinstance(message, events.Resize) and message.size.area > MAX_CELLS

    parser = getattr(_xterm_parser, "XTermParser", None)
    _replace(parser, "_parse_extended_key", partial(_forgiving, instead=ignored))
    _replace(parser, "parse_mouse_code", partial(_forgiving, instead=lambda _code: None))
    _replace(Driver, "process_message", partial(_leaving_out, unwanted=is_absurd))
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        _replace(linux_driver, "getincrementaldecoder", _replacing_errors)


def _can_watch() -> bool:
    return (
        hasattr(os, "fork")
        and os.isatty(_STDIN)
        and threading.active_count() == 1
        # Somebody else keeps a terminal that is raw before we begin.
        and not _is_raw()
    )


def _is_raw() -> bool:
    """Whether keys like ctrl+c come in as characters: Textual wants that, no shell does."""
    import termios

    with suppress(termios.error):
        return not termios.tcgetattr(_STDIN)[3] & termios.ISIG
    return False


def _become_watcher(reader: int, writer: int, saved: list[Any]) -> NoReturn:
    """In the child: a session of its own, and a fork more so that nobody has to wait for it."""
    try:
        os.setsid()
        if os.fork() == 0:
            os.close(writer)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
                signal.signal(number, signal.SIG_IGN)
            if os.read(reader, 1) != _GOODBYE:
                _restore(saved)
    finally:
        os._exit(0)


def _restore(saved: list[Any]) -> None:
    import termios

    if os.isatty(_STDERR):
        os.write(_STDERR, f"{RESET}\r\n{NOTICE}\r\n".encode())
    # Mouse reports on their way would be typed into the shell.
    termios.tcflush(_STDIN, termios.TCIFLUSH)
    # A shell that already has the terminal back has set it up for itself.
    if _is_raw():
        termios.tcsetattr(_STDIN, termios.TCSANOW, saved)


def _replace(owner: Any, name: str, wrap: Callable[[Any], Any]) -> None:
    """Wrap what `owner` calls `name`, unless it has no such thing or it was wrapped before."""
    old = getattr(owner, name, None)
    if old is None or hasattr(old, _HARDENED):
        return
    new = wrap(old)
    setattr(new, _HARDENED, True)
    setattr(owner, name, new)


def _forgiving(method: Callable[..., Any], instead: Callable[[str], Any]) -> Callable[..., Any]:
    """The method, or `instead` of its argument when a number in that is out of all bounds."""

    @wraps(method)
    def forgiving(self: Any, sequence: str) -> Any:
        try:
            return method(self, sequence)
        except (ValueError, OverflowError, ZeroDivisionError):
            return instead(sequence)

    return forgiving


def _leaving_out(
    method: Callable[..., None], unwanted: Callable[[object], bool]
) -> Callable[..., None]:
    """The method, not called for an argument that nobody wants."""

    @wraps(method)
    def picky(self: Any, message: object) -> None:
        if not unwanted(message):
            method(self, message)

    return picky


def _replacing_errors(lookup: Callable[[str], Any]) -> Callable[[str], Any]:
    """A finder of decoders that write U+FFFD where bytes make no sense."""

    @wraps(lookup)
    def replacing(encoding: str) -> Any:
        return partial(lookup(encoding), errors="replace")

    return replacing
