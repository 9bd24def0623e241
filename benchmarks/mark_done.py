"""Mark done: the verb, its commit with the undo record, and the same rows through plain sqlite3."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from statistics import median
from typing import Any

from benchmarks.crowd import desk_of
from benchmarks.figures import Figure, Found, amount
from benchmarks.floors.plain_sqlite import Write, connected, transaction
from benchmarks.run import Run
from benchmarks.timing import ms, ratio
from followup_tui.operations import touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.touches import Happened
from followup_tui.store.tables import DERIVED

_STRIDE = 4
"""One of each company: what is done with one moves the plans of the others there."""
_PEOPLE = 21
"""The same at each size, and no more than a busy day has: each of them makes the days to come fuller."""
_STAMPS = frozenset({"id", "uid", "rev", "created_at", "changed_at"})


def measure(run: Run) -> Iterator[Found]:
    """Three copies of a crowd, the same people in turn in each."""
    for size in run.sizes:
        with ExitStack() as stack:
            homes = [stack.enter_context(run.crowds.copy(size)) for _ in range(3)]
            verb, commit, third = (stack.enter_context(desk_of(home)) for home in homes)
            plain = stack.enter_context(closing(connected(third.store.path)))
            people = range(13, size, _STRIDE)[: run.times(_PEOPLE)]
            # The first loads modules and fills caches.
            taken = [_thrice(verb, commit, plain, contact_id) for contact_id in people][1:]
        for goal, place in (("mark-done", 1), ("mark-done-verb", 0)):
            pairs = [(times[place], times[2]) for times in taken]
            yield Figure(goal, size, ratio(pairs), amount(median(ours for ours, _ in pairs)))


def _thrice(
    verb: Desk, commit: Desk, plain: sqlite3.Connection, contact_id: int
) -> tuple[float, float, float]:
    """One planned touch done: by the verb, by its writes alone, by the same rows."""
    touch = verb.store.touches.planned(contact_id)[0]
    whole = ms(lambda: touches.done(verb, touch, Happened()))
    writes = newest_action(verb)
    alone = ms(lambda: write_again(commit, writes))
    rows = [*writes, *bookkeeping(verb, writes)]
    return whole, alone, ms(lambda: transaction(plain, rows))


def newest_action(desk: Desk) -> list[Write]:
    """The rows that the newest action wrote, as its journal has them; of changed ones what changed."""
    rows = desk.store.database.tuples(
        "SELECT table_name, row_id, before, after FROM change"
        " WHERE action_id = (SELECT max(id) FROM action) ORDER BY id"
    )
    writes = []
    for table, row_id, before, after in rows:
        old: dict[str, Any] = json.loads(before) if before else {}
        new: dict[str, Any] = json.loads(after)
        row = {name: value for name, value in new.items() if not before or old[name] != value}
        writes.append(Write(table, {**row, "id": row_id}, not before))
    return writes


def write_again(desk: Desk, writes: list[Write]) -> None:
    """The same rows as an action of its own, which keeps their undo."""
    with desk.store.action("the same again") as action:
        for write in writes:
            values = {name: value for name, value in write.row.items() if name not in _STAMPS}
            if write.is_new:
                action.insert(write.table, **values)
            else:
                action.update(write.table, write.row["id"], **values)


def bookkeeping(desk: Desk, writes: list[Write]) -> Iterator[Write]:
    """What belongs to them: the agenda's columns of each contact, and the rows of the undo record."""
    database = desk.store.database
    touched = [write.row["id"] for write in writes if write.table == "touch"]
    marks = ", ".join("?" * len(touched))
    columns = ", ".join(sorted(DERIVED["contact"]))
    for row in database.rows(
        f"SELECT id, {columns} FROM contact"
        f" WHERE id IN (SELECT contact_id FROM touch WHERE id IN ({marks}))",
        touched,
    ):
        yield Write("contact", row, is_new=False)
    (action,) = database.rows("SELECT * FROM action ORDER BY id DESC LIMIT 1")
    yield Write("action", action, is_new=True)
    for row in database.rows("SELECT * FROM change WHERE action_id = ?", (action["id"],)):
        yield Write("change", row, is_new=True)
