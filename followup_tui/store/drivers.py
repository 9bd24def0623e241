"""peewee, loaded without the drivers of servers: it would load each that is installed, and few need one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peewee import SqliteDatabase

__all__ = ["SqliteDatabase"]

_OF_SERVERS = ("psycopg", "psycopg2", "psycopg2cffi", "MySQLdb", "pymysql", "mysql")


def _sqlite_database() -> type[SqliteDatabase]:
    """The class that opens files. A driver that is wanted later can still be loaded."""
    hidden = [name for name in _OF_SERVERS if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        from peewee import SqliteDatabase
    finally:
        for name in hidden:
            del sys.modules[name]
    return SqliteDatabase


if not TYPE_CHECKING:
    SqliteDatabase = _sqlite_database()
