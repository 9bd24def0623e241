"""peewee, loaded without the drivers of servers: it would load each that is installed, and few need one."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_OF_SERVERS = ("psycopg", "psycopg2", "psycopg2cffi", "MySQLdb", "pymysql", "mysql")


@contextmanager
def _without_servers() -> Iterator[None]:
    """A driver that is wanted later can still be loaded."""
    hidden = [name for name in _OF_SERVERS if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _without_servers():
    from peewee import (
        AutoField,
        BooleanField,
        CharField,
        DatabaseProxy,
        DateField,
        DateTimeField,
        Field,
        ForeignKeyField,
        IntegerField,
        Model,
        PeeweeException,
        SqliteDatabase,
        TextField,
    )

__all__ = [
    "AutoField",
    "BooleanField",
    "CharField",
    "DatabaseProxy",
    "DateField",
    "DateTimeField",
    "Field",
    "ForeignKeyField",
    "IntegerField",
    "Model",
    "PeeweeException",
    "SqliteDatabase",
    "TextField",
    "migrate",
    "peewee_over",
]


def peewee_over(name: str, connection: Callable[[], sqlite3.Connection]) -> SqliteDatabase:
    """peewee for a file that is open already, over the connections that it has."""

    class Borrowed(SqliteDatabase):
        def _connect(self) -> sqlite3.Connection:
            return connection()

        def _close(self, conn: sqlite3.Connection) -> None:
            """Whoever opened it closes it."""

    return Borrowed(name)


def migrate(database: SqliteDatabase, migrations: Path) -> None:
    """Bring a file up to date with every migration of that folder that it has not seen."""
    from playhouse.migrations import Runner

    Runner(database, str(migrations)).up()
