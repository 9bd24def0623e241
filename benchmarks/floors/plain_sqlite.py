"""The same work through plain sqlite3: the least that a question or a durable transaction costs."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Write:
    """One row as it is written: added where there was none, else changed."""

    table: str
    row: Row
    is_new: bool


def connected(path: Path) -> sqlite3.Connection:
    """A connection with the same promises as the program's: what is committed is on the disk."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=5)
    for pragma in ("journal_mode = wal", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("PRAGMA fullfsync = ON")
    connection.execute("PRAGMA secure_delete = ON").fetchall()
    return connection


def transaction(connection: sqlite3.Connection, writes: Sequence[Write]) -> None:
    """All of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    for write in writes:
        connection.execute(*_statement(write))
    connection.execute("COMMIT")


def _statement(write: Write) -> tuple[str, tuple[Any, ...]]:
    columns = [name for name in write.row if name != "id" or write.is_new]
    values = tuple(write.row[name] for name in columns)
    if write.is_new:
        names = ", ".join(f'"{name}"' for name in columns)
        return (
            f'INSERT INTO "{write.table}" ({names}) VALUES ({", ".join("?" * len(columns))})',
            values,
        )
    assignments = ", ".join(f'"{name}" = ?' for name in columns)
    return f'UPDATE "{write.table}" SET {assignments} WHERE id = ?', (*values, write.row["id"])
