"""What a failure looks like from outside: one sentence, an exit code, and no private data in a report."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from followup_tui import __version__
from followup_tui.cli.printing import tell
from followup_tui.core.text import clean_line
from followup_tui.errors import FollowupError, NotFound

FAILED = 1
INTERRUPTED = 130
_OUTPUT = (errno.EPIPE, errno.ENOSPC, errno.EIO)
"""What goes wrong when the output does, without the name of any file."""
_LONGEST = 2_000
"""Characters of a sentence about a failure; what was typed may be longer."""
_FRAMES = 50
_CAUSES = 20


class Crashed(Exception):
    """Something happened that nobody expected; the message tells where the report is."""


def guarded(run: Callable[[], Any]) -> int:
    """The exit code of a run; what went wrong has been told on stderr by then."""
    _forgive_letters()
    try:
        code = run()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except FollowupError as error:
        return _told(error)
    except click.ClickException as error:
        return _usage(error)
    except click.Abort as error:
        interrupted = isinstance(error.__cause__, KeyboardInterrupt)
        tell("followup: stopped.")
        return INTERRUPTED if interrupted else FAILED
    except BrokenPipeError:
        return _closed_pipe()
    except Crashed as error:
        tell(f"followup: {error}")
        return FAILED
    except OSError as error:
        tell(f"followup: The output cannot be written: {error.strerror or 'no reason given'}.")
        return _closed_pipe()


@contextmanager
def reporting(home: Callable[[], Path | None]) -> Iterator[None]:
    """Tells failures while the options of the call are known; what nobody expected is `Crashed`."""
    try:
        yield
    except FollowupError as error:
        raise click.exceptions.Exit(_told(error)) from error
    except click.ClickException as error:
        raise click.exceptions.Exit(_usage(error)) from error
    except (click.exceptions.Exit, click.Abort, EOFError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT:
            raise
        raise Crashed(_reported(error, home())) from error


def crash_report(error: BaseException) -> str:
    """Types and places of an exception and of what led to it: no message, no value, no line of source."""
    from traceback import walk_tb  # hardly ever wanted

    lines = [f"followup {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    for cause in reversed(_causes(error)):
        kind = type(cause)
        home = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
        lines.append(f"{home}{kind.__qualname__}")
        for frame, line in list(walk_tb(cause.__traceback__))[-_FRAMES:]:
            module = frame.f_globals.get("__name__", "")
            known = module if module.replace(".", "").replace("_", "").isalnum() else "(template)"
            lines.append(f"  {known}:{line} in {frame.f_code.co_name}")
    return "\n".join(lines) + "\n"


def _forgive_letters() -> None:
    """A terminal that cannot show a letter shows another; a name must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def _told(error: FollowupError) -> int:
    sentence = clean_line(str(error), _LONGEST)
    tell(f"followup: {sentence}")
    if isinstance(error, NotFound):
        for candidate in error.candidates:
            if clean_line(candidate) not in sentence:
                tell(f"  {candidate}")
    return error.exit_code


def _usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        tell(error.format_message())
        return error.exit_code
    tell(f"followup: {clean_line(error.format_message(), _LONGEST)}")
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        tell(f"`{ctx.command_path} --help` shows how it goes.")
    return error.exit_code


def _closed_pipe() -> int:
    """Nobody reads any more: Python must not complain about that while it ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


def _reported(error: Exception, home: Path | None) -> str:
    told = "This is a bug. What you saved before is safe."
    try:
        # A run without a crash has no use for them.
        from followup_tui.paths import Paths, private_dir, private_writer

        folder = Paths(home).crashes
        private_dir(folder)
        path = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        with private_writer(path) as file:
            file.write(crash_report(error))
    except (OSError, FollowupError):
        return f"{told} No report could be written."
    return f"{told} A report without any private data: {path}"


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain and len(chain) < _CAUSES:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain
