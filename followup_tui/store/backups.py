"""Copies of the whole file: made through SQLite, verified by opening, put back into the open file."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from followup_tui.errors import Corrupt, FileError, Newer, NotOurs
from followup_tui.store.database import APPLICATION_ID, SCHEMA, Database, typed_errors


def backup(database: Database, target: Path) -> Path:
    """Write a verified copy to `target`, private, all or nothing. Raises FileError if it exists."""
    if target.exists():
        raise FileError(f"{target} exists already: give another name.")
    unfinished = target.with_name(f".{target.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(database.connection(), unfinished)
        verify(unfinished)
        os.replace(unfinished, target)
    except OSError as exc:
        raise FileError(f"{target} cannot be written: {exc.strerror}.") from exc
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def restore(database: Database, source: Path) -> None:
    """Put a backup back, into the open file: a copy beside a live log would be damaged silently."""
    verify(source)
    connection = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    try:
        with typed_errors():
            connection.backup(database.connection())
    finally:
        connection.close()


def verify(path: Path) -> int:
    """The number of contacts in a backup that is whole and ours. Raises what is wrong with it."""
    if not path.is_file():
        raise FileError(f"There is no backup at {path}.")
    with typed_errors():
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotOurs(f"{path} is not a followup database; nothing was changed.")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                raise Newer(f"{path} comes from a newer followup: update the program first.")
            if (found := quick_check(connection)) != "ok":
                raise Corrupt(f"{path} is damaged ({found}); nothing was changed.")
            return int(connection.execute("SELECT count(*) FROM contact").fetchone()[0])
        finally:
            connection.close()


def quick_check(connection: sqlite3.Connection) -> str:
    """ "ok", or the first thing that is wrong with the file."""
    return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        with typed_errors():
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    with target.open("rb") as handle:
        os.fsync(handle.fileno())
