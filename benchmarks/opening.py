"""First frame, memory and leaving: one visit to the program beside one to an empty one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import crowd
from benchmarks.figures import Figure, Found, amount, grown
from benchmarks.floors.empty import READY
from benchmarks.processes import PROGRAM, environment
from benchmarks.run import Run
from benchmarks.terminal import Terminal
from benchmarks.timing import alternately, ratio

EMPTY = (sys.executable, "-m", "benchmarks.floors.empty")


@dataclass(frozen=True, slots=True)
class Visit:
    """One program opened, looked at and left."""

    first_frame: float
    saved_draft: float
    live_script: float
    memory: float
    """kB."""
    leaving: float


def visit(home: Path) -> Visit:
    """Open the program on a crowd, wait until all of it stands, leave."""
    with Terminal(PROGRAM, environment(home), home) as terminal:
        *panes, draft, checks = terminal.shows(
            crowd.FIRST, crowd.SECOND, crowd.LAST_SAID, crowd.NOTE, crowd.SAVED, crowd.CHECKED
        )
        terminal.rest()
        memory = terminal.memory_kb()
        # What is seen twice may be drawn anew: each stamp is of the first time.
        return Visit(max(panes), draft, checks, memory, terminal.leave(b"q"))


def visit_empty(home: Path) -> Visit:
    """The same with the empty program; its one frame is the floor of all three."""
    with Terminal(EMPTY, environment(home), home) as terminal:
        (stood,) = terminal.shows(READY)
        terminal.rest()
        return Visit(stood, stood, stood, terminal.memory_kb(), terminal.leave(b"q"))


_FACETS: dict[str, Callable[[Visit], float]] = {
    "first-frame": lambda v: v.first_frame,
    "saved-draft": lambda v: v.saved_draft,
    "live-script": lambda v: v.live_script,
    "memory": lambda v: v.memory,
    "leaving": lambda v: v.leaving,
}
_GROWING = {"first-frame": "first-frame-growth", "memory": "memory-growth"}


def measure(run: Run) -> Iterator[Found]:
    """All figures of a visit, at each size."""
    ratios: dict[str, dict[int, float]] = {name: {} for name in _GROWING}
    for size in run.sizes:
        home = run.crowds.home(size)
        pairs = alternately(run.pairs, partial(visit, home), partial(visit_empty, home))
        for name, facet in _FACETS.items():
            both = [(facet(ours), facet(floor)) for ours, floor in pairs]
            typical = median(ours for ours, _ in both)
            beside = f"{typical / 1024:.0f} MB" if name == "memory" else amount(typical)
            figure = Figure(name, size, ratio(both), beside)
            if name in ratios:
                ratios[name][size] = figure.value
            yield figure
    for name, grows in _GROWING.items():
        yield from grown(grows, ratios[name])
