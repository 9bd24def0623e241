"""`followup due` as a whole process, beside a bare Python and beside `task list`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from benchmarks.figures import Absent, Figure, Found, amount
from benchmarks.floors import bare
from benchmarks.peers import task_list
from benchmarks.processes import PROGRAM, environment, wall_ms
from benchmarks.run import Run
from benchmarks.timing import alternately, ratio

DUE = (*PROGRAM, "due")


def measure(run: Run) -> Iterator[Found]:
    """Pairs at each size."""
    with task_list(run) as task:
        for size in run.sizes:
            home = run.crowds.home(size)
            env = environment(home)
            due = partial(wall_ms, DUE, env, home)
            pairs = alternately(run.pairs, due, partial(wall_ms, bare.COMMAND, env, home))
            yield Figure("due-process", size, ratio(pairs), amount(median(a for a, _ in pairs)))
            if task is not None:
                pairs = alternately(run.pairs, due, task)
                yield Figure("due-task", size, ratio(pairs))
    if task is None:
        yield Absent("due-task", "task is not installed here")
