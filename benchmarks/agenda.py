"""Reads that every key leads to: a page of the agenda, the agenda anew, the timeline of one contact."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from statistics import median

from benchmarks.crowd import desk_of
from benchmarks.figures import Figure, Found, amount
from benchmarks.run import Run
from benchmarks.timing import ratio, typical_ms
from followup_tui.operations.desk import Desk
from followup_tui.operations.pages import agenda_pages

_ROWS = 15
"""People of a page: so many are in a group of the smallest crowd as well."""
_SOMEBODY = 7
_ROUNDS = 9

Read = Callable[[], object]


def page_of(desk: Desk) -> Read:
    """A page of the largest group."""
    group = max(desk.store.agenda.groups(desk.today), key=lambda g: g.count)
    return lambda: desk.store.agenda.page(group, desk.today, _ROWS)


def anew_of(desk: Desk) -> Read:
    """What the list asks for after a change: every group with its size, and what is in sight."""

    def read() -> None:
        pages = agenda_pages(desk)
        for index in range(_ROWS):
            pages.item(index)

    return read


def timeline_of(desk: Desk) -> Read:
    """All that happened with one person."""
    return lambda: desk.store.touches.timeline(_SOMEBODY)


READS = {"agenda-page": page_of, "agenda-anew": anew_of, "timeline": timeline_of}


def measure(run: Run) -> Iterator[Found]:
    """Each read at all sizes in turn, beside its own statements through plain sqlite3."""
    for name, made in READS.items():
        taken: dict[int, list[float]] = {size: [] for size in run.sizes}
        floors: dict[int, list[float]] = {size: [] for size in run.sizes}
        with ExitStack() as stack:
            desks = [stack.enter_context(desk_of(run.crowds.home(size))) for size in run.sizes]
            reads = [made(desk) for desk in desks]
            plain = [stack.enter_context(plainly(d, r)) for d, r in zip(desks, reads, strict=True)]
            for _ in range(run.times(_ROUNDS * 10) // 10 or 1):
                for size, read, floor in zip(run.sizes, reads, plain, strict=True):
                    taken[size].append(typical_ms(read, run.times(100)))
                    floors[size].append(typical_ms(floor, run.times(100)))
        yield from _figures(name, taken, floors)


def _figures(
    name: str, taken: dict[int, list[float]], floors: dict[int, list[float]]
) -> Iterator[Found]:
    least = min(taken)
    for size, values in taken.items():
        yield Figure(name, size, median(values))
        if size != least:
            growth = ratio(list(zip(values, taken[least], strict=True)))
            yield Figure(f"{name}-growth", size, growth)
        if name != "agenda-anew":
            found = ratio(list(zip(values, floors[size], strict=True)))
            yield Figure(f"{name}-floor", size, found, amount(median(floors[size])))


@contextmanager
def plainly(desk: Desk, read: Read) -> Iterator[Read]:
    """The statements of a read, sent through plain sqlite3."""
    asked: list[str] = []
    connection = desk.store.database.connection()
    connection.set_trace_callback(asked.append)
    read()
    connection.set_trace_callback(None)
    with closing(sqlite3.connect(desk.store.path)) as plain:
        yield lambda: [plain.execute(statement).fetchall() for statement in asked]
