"""A text out to the person's own editor and back."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from followup_tui.core.text import clean_text
from followup_tui.errors import FileError, UsageError
from followup_tui.served import refuse_when_served

FALLBACKS = ("nano", "vi", "notepad")
"""Tried in this order where neither $VISUAL nor $EDITOR is set."""

_VIMS = ("vim", "nvim", "gvim", "mvim")
# No swap file, no viminfo or shada, no undo file and no copies: they would outlive the folder.
_VIM_FLAGS = ["-n", "-i", "NONE", "-c", "set noundofile nobackup nowritebackup"]


def edit_in_editor(app: App[Any], text: str, suffix: str = ".txt", wanted: str = "") -> str | None:
    """The text as the person left it, cleaned; None when they changed nothing, emptied it or gave up.

    The app stands still meanwhile, so what must not be lost is to be saved before. To give up is to let
    the editor end with a status other than 0. The file is readable by its owner alone and removed afterwards.
    `wanted` is the editor of the config; without it $VISUAL and $EDITOR decide.
    """
    refuse_when_served("opens no editor")
    command = _editor(wanted)
    try:
        with tempfile.TemporaryDirectory(
            prefix="followup-", dir=_private_place(), ignore_cleanup_errors=True
        ) as folder:
            path = Path(folder, f"script{suffix}")
            _write_private(path, text)
            status = _suspended(app, lambda: _run([*command, str(path)]))
            edited = "" if status else path.read_bytes().decode("utf-8", errors="replace")
    except (OSError, ValueError) as error:
        raise FileError(f"The text could not be edited with {command[0]}: {error}.") from error
    if status < 0:
        raise FileError(f"{command[0]} was ended by signal {-status}; the text is as it was.")
    return _changed(text, edited)


def _changed(before: str, after: str) -> str | None:
    """What came back, without the last line's end that editors add; None if it is nothing new."""
    after = clean_text(after)
    if not before.endswith("\n"):
        after = after.rstrip("\n")
    return after if after.strip() and after != clean_text(before) else None


def _editor(wanted: str = "") -> list[str]:
    """The command as a list, its program found and its leavings switched off where we know how."""
    wanted = wanted or os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not wanted:
        wanted = next(filter(shutil.which, FALLBACKS), "")
    if not wanted:
        raise UsageError("No editor was found: set $VISUAL or $EDITOR to one.")
    try:
        command = _split(wanted)
    except ValueError as error:
        raise UsageError(f"$VISUAL or $EDITOR cannot be understood: {error}.") from error
    program = shutil.which(command[0]) if command else None
    if program is None:
        raise UsageError(f"The editor {wanted!r} was not found: set $VISUAL or $EDITOR to one.")
    return [*command, *_VIM_FLAGS] if _is_vim(program) else command


def _split(command: str) -> list[str]:
    if os.name != "nt":
        return shlex.split(command)
    # There a backslash parts folders.
    return [part.strip('"') for part in shlex.split(command, posix=False)]


def _is_vim(program: str) -> bool:
    """Whether it takes vim's flags; many a vi is a link to vim."""
    return any(Path(name).name.startswith(_VIMS) for name in (program, os.path.realpath(program)))


def _private_place() -> str | None:
    """The memory-backed folder of this login; None, the folder for temporary files, where there is none."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return folder if folder and os.access(folder, os.W_OK | os.X_OK) else None


def _write_private(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)


def _suspended(app: App[Any], action: Callable[[], int]) -> int:
    """Run the action with the terminal handed over; whatever it raises, the terminal comes back first."""
    outcome: int | BaseException = 0
    try:
        with app.suspend():
            outcome = _attempt(action)
    except SuspendNotSupported as error:
        if not app.is_headless:
            raise UsageError("An editor cannot be opened from this terminal.") from error
        outcome = _attempt(action)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _attempt(action: Callable[[], int]) -> int | BaseException:
    """The result or the exception: Textual never resumes after an exception inside `suspend`."""
    try:
        return action()
    except BaseException as error:
        return error


def _run(command: list[str]) -> int:
    with _keys_for_the_editor():
        return subprocess.run(command, check=False).returncode


@contextmanager
def _keys_for_the_editor() -> Iterator[None]:
    """Ctrl+c and ctrl+backslash reach every program on the terminal, and here they mean the editor."""
    numbers = [signal.SIGINT] + ([] if os.name == "nt" else [signal.SIGQUIT])
    # A handler that does nothing, not SIG_IGN: the editor would inherit that.
    before = {number: signal.signal(number, lambda *_: None) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
