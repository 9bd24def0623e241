"""Many rows go into the text index at once: one by one they would each be a part of it to be merged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from followup_tui.store.matching import SEARCHED

_FEW = 50
"""Rows below which taking the trigger away costs more than it saves."""


@contextmanager
def indexed_together(
    connection: sqlite3.Connection, table: str, first: int, size: int
) -> Iterator[None]:
    """Within it `size` rows with numbers from `first` on are inserted, and nothing else is written.

    It belongs to an open transaction: what fails within is rolled back, the trigger included.
    """
    trigger = _trigger(connection, table) if table in SEARCHED and size >= _FEW else None
    if trigger is None:
        yield
        return
    connection.execute(f"DROP TRIGGER {table}_text_added")
    yield
    columns = ", ".join(SEARCHED[table])
    connection.execute(
        f"INSERT INTO {table}_text(rowid, {columns}) SELECT id, {columns} FROM {table}"
        " WHERE id >= ?",
        (first,),
    )
    connection.execute(trigger)


def _trigger(connection: sqlite3.Connection, table: str) -> str | None:
    """How the rows of a table reach its index one by one."""
    found = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?",
        (f"{table}_text_added",),
    ).fetchone()
    return str(found[0]) if found else None
