"""Processes that are measured: a clean environment, a hard time limit, and nothing left behind."""

from __future__ import annotations

import compileall
import importlib.util
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import followup_tui

TODAY = "2026-03-02"
"""The day of every measured program: the crowds are built around it."""
LIMIT = 60.0
"""Seconds after which a process is given up, unless its question says otherwise."""

_PACKAGES = Path(followup_tui.__file__).parents[1]
_BENCHMARKS = Path(__file__).parents[1]
_WITHOUT_EXTRAS = Path(__file__).with_name("without_extras")
_NOT_INHERITED = ("FOLLOWUP_", "PYTHON", "COVERAGE", "TEXTUAL", "COLUMNS", "LINES", "NO_COLOR")
_COMPILED = ("followup_tui", "textual", "rich", "peewee", "click", "jinja2")

PROGRAM = (sys.executable, "-m", "followup_tui")
"""The program, under the interpreter that measures."""


class OutOfTime(Exception):
    """A measured process did not end, or did not say what was waited for."""


def environment(home: Path | None = None, **more: str) -> dict[str, str]:
    """What a measured process inherits: nothing that would slow it, and its own home.

    Bytecode is written and read as in an installation: without it a start takes more than twice as long. What
    only the extras bring is left out, of the floor as well.
    """
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)
    }
    paths = os.pathsep.join(dict.fromkeys(map(str, (_WITHOUT_EXTRAS, _PACKAGES, _BENCHMARKS))))
    own = {"PYTHONPATH": paths, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    if home is not None:
        own |= {"FOLLOWUP_HOME": str(home), "FOLLOWUP_TODAY": TODAY}
    return {**kept, **own, **more}


def wall_ms(
    command: Sequence[str], env: Mapping[str, str], cwd: Path, limit: float = LIMIT
) -> float:
    """How long a command takes from start to end. Raises OutOfTime, and when it fails."""
    started = time.perf_counter()
    _run(command, env, cwd, limit, subprocess.DEVNULL)
    return (time.perf_counter() - started) * 1000


def output_of(
    command: Sequence[str], env: Mapping[str, str], cwd: Path, limit: float = LIMIT
) -> str:
    """What a command prints. Raises OutOfTime, and when it fails."""
    return _run(command, env, cwd, limit, subprocess.PIPE)


def _run(
    command: Sequence[str], env: Mapping[str, str], cwd: Path, limit: float, stdout: int
) -> str:
    with subprocess.Popen(
        command,
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            said, complaints = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise OutOfTime(f"{' '.join(command)} took more than {limit:.0f} s") from None
        finally:
            # Also what it started and left behind: it may hold the other end of the pipes.
            kill_group(process.pid)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {complaints}")
    return said or ""


def kill_group(leader: int) -> None:
    """End a process and everything it started, whether or not it still runs."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def compile_all() -> tuple[str, ...]:
    """Write the bytecode of what is measured; returns the packages for which that failed."""
    failed = []
    for name in _COMPILED:
        found = importlib.util.find_spec(name)
        if found is None or found.origin is None:
            continue
        path = Path(found.origin)
        done = (
            compileall.compile_dir(path.parent, quiet=2)
            if path.name == "__init__.py"
            else compileall.compile_file(path, quiet=2)
        )
        if not done:
            failed.append(name)
    return tuple(failed)
