"""From a key to the last byte of what it paints: moving in the list, and typing in the script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import crowd
from benchmarks.figures import Figure, Found, grown
from benchmarks.processes import PROGRAM, environment
from benchmarks.run import Run
from benchmarks.terminal import QUIET, Terminal
from benchmarks.timing import percentile

_STEPS = 60
"""Keys of one visit: some pages of the list."""
_WORDS = "another look at the line "
_COUNTED = re.compile(r"\d+ words|\d+/\d+|\d+ s ")
"""The measure of the script, which follows each check: another word is another measure."""


def measure(run: Run) -> Iterator[Found]:
    """Both kinds of keys at each size; visits to all sizes take turns, since the machine drifts."""
    visits = max(run.pairs // 3, 1)
    moves: dict[int, list[float]] = {size: [] for size in run.sizes}
    for _ in range(visits):
        for size in run.sizes:
            moves[size] += moving(run.crowds.home(size), run.times(_STEPS))
    slow = {size: percentile(taken, 99) for size, taken in moves.items()}
    for size, taken in moves.items():
        yield Figure("key-p50", size, percentile(taken, 50))
        yield Figure("key-p99", size, slow[size])
    yield from grown("key-growth", slow)
    for size in run.sizes:
        yield from _typing_at(run, size, visits)


def moving(home: Path, steps: int) -> list[float]:
    """Down the list, a few steps up now and then."""
    with _opened(home) as terminal:
        # The first keys load what reading scripts needs; that is no moving.
        for key in b"jk":
            terminal.press(bytes([key]))
        return [terminal.press(b"k" if n % 7 == 6 else b"j") for n in range(steps)]


def _typing_at(run: Run, size: int, visits: int) -> Iterator[Found]:
    echoes: list[float] = []
    findings: list[float] = []
    with run.crowds.copy(size) as home:
        for _ in range(visits):
            typed, checked = typing(home, run.times(_STEPS))
            echoes += typed
            findings += checked
    yield Figure("typing-p50", size, percentile(echoes, 50))
    yield Figure("findings", size, median(findings))


def typing(home: Path, letters: int) -> tuple[list[float], list[float]]:
    """Type into the saved script: the echo of each letter, then how soon the checks follow the last."""
    with _opened(home) as terminal:
        terminal.press(b"3")
        terminal.press(b"\r", QUIET * 5)
        echoes = [terminal.press(_WORDS[n % len(_WORDS)].encode(), 0.03) for n in range(letters)]
        terminal.settle()
        findings = []
        for word in (" x", " y", " z"):
            sent = terminal.send(word.encode())
            findings.append((terminal.after(_COUNTED) - sent) * 1000)
            terminal.settle()
    return echoes, findings


def _opened(home: Path) -> Terminal:
    """The program on a crowd, all of it drawn and nothing going on behind."""
    terminal = Terminal(PROGRAM, environment(home), home)
    try:
        terminal.shows(crowd.FIRST, crowd.CHECKED)
        # The look at the whole file follows the first frame, and takes longer the more people there are.
        terminal.rest()
    except BaseException:
        terminal.__exit__(None, None, None)
        raise
    return terminal
