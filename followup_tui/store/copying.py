"""Everything of one database into another, number by number, and the proof that it arrived."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

from followup_tui.errors import Corrupt, NotOurs
from followup_tui.store.database import SCHEMA, Database, typed_errors
from followup_tui.store.drivers import migrate
from followup_tui.store.server_schema import ALL_COLUMNS

_SIZE = 16


@dataclass(frozen=True, slots=True)
class TableSum:
    """What a table holds, in whatever order its rows come."""

    table: str
    rows: int
    checksum: str


def sums(database: Database) -> tuple[TableSum, ...]:
    """How many rows each table holds, and a checksum over them."""
    return tuple(_sum(table, _rows(database, table)) for table in ALL_COLUMNS)


def is_empty(database: Database) -> bool:
    """Whether no table holds a row."""
    return not any(
        database.value(f'SELECT 1 FROM "{table}" LIMIT 1') is not None for table in ALL_COLUMNS
    )


def copy(source: Database, target: Database, *, replacing: bool = False) -> tuple[TableSum, ...]:
    """Copy every table with its numbers, in one transaction of the target, and return the sums.

    Nobody writes to the source meanwhile. Raises NotOurs for a target that holds anything, unless it
    is to be replaced, and Corrupt when what arrived is not what left; then the target is as it was.
    """
    with source.transaction(), target.transaction() as connection:
        if replacing:
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for table in reversed(ALL_COLUMNS):
                connection.execute(f'DELETE FROM "{table}"')
        elif not is_empty(target):
            raise NotOurs(f"{target.name} holds data already; nothing was changed.")
        connection.execute("PRAGMA defer_foreign_keys = ON")
        sent = tuple(_send(source, target, table) for table in ALL_COLUMNS)
        target.renumber()
        for left, arrived in zip(sent, sums(target), strict=True):
            if left != arrived:
                raise Corrupt(
                    f"{target.name} did not take the table {left.table} as it is: "
                    f"{left.rows} rows were sent, {arrived.rows} are there or they differ; "
                    "nothing was changed."
                )
    return sent


class InMemory(Database):
    """A file that is nowhere: what is on a server passes through it on its way from or to a backup."""

    pragmas = MappingProxyType({"foreign_keys": 1})

    def __init__(self) -> None:
        self.path = Path(":memory:")
        self.on_wait = None
        self._forget_threads()
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Make the tables, or what an older backup lacks of them."""
        with typed_errors():
            migrate(self.peewee, Path(__file__).with_name("migrations"))
        self.schema = SCHEMA

    def check_same_file(self) -> None:
        """There is none that could be another."""


def put_into(backup: sqlite3.Connection, target: Database) -> None:
    """Put a backup in the place of what a server holds, all or nothing."""
    memory = InMemory()
    try:
        with typed_errors():
            backup.backup(memory.connection())
        memory.bring_up_to_date()
        copy(memory, target, replacing=True)
    finally:
        memory.close()


def _send(source: Database, target: Database, table: str) -> TableSum:
    columns = ALL_COLUMNS[table]
    listed = ", ".join(f'"{c}"' for c in columns)
    rows = _rows(source, table)
    target.connection().executemany(
        f'INSERT INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(columns))})', rows
    )
    return _sum(table, rows)


def _rows(database: Database, table: str) -> list[tuple[Any, ...]]:
    listed = ", ".join(f'"{c}"' for c in ALL_COLUMNS[table])
    key = "id" if "id" in ALL_COLUMNS[table] else "contact_id"
    return database.tuples(f'SELECT {listed} FROM "{table}" ORDER BY {key}')


def _sum(table: str, rows: list[tuple[Any, ...]]) -> TableSum:
    # Added up, so that the order does not matter and a row that stands twice still does.
    total = sum(_digests(rows)) % (1 << 8 * _SIZE)
    return TableSum(table, len(rows), f"{total:0{2 * _SIZE}x}")


def _digests(rows: list[tuple[Any, ...]]) -> Iterator[int]:
    for row in rows:
        canonical = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        yield int.from_bytes(blake2b(canonical.encode(), digest_size=_SIZE).digest())
