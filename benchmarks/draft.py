"""A draft: what is known of a person, the rendering, the checks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import cycle

from benchmarks.crowd import desk_of
from benchmarks.figures import Figure, Found
from benchmarks.run import Run
from benchmarks.timing import typical_ms
from followup_tui.core.records import Contact
from followup_tui.operations import drafting
from followup_tui.operations.desk import Desk

_PEOPLE = range(20, 40)


def measure(run: Run) -> Iterator[Found]:
    """The script of the planned touch of twenty people in turn, all with notes of every kind."""
    for size in run.sizes:
        with desk_of(run.crowds.home(size)) as desk:
            people = cycle([desk.store.people.contact(number) for number in _PEOPLE])
            took = typical_ms(partial(_next, desk, people), run.times(200))
        yield Figure("draft", size, took)


def _next(desk: Desk, people: Iterator[Contact]) -> None:
    drafting.draft(desk, next(people))
