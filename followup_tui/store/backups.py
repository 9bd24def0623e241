"""Copies of the whole file: made through SQLite, verified by opening, put back into the open file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from followup_tui.errors import Corrupt, FileError, Locked, Newer, NotOurs
from followup_tui.store import database as databases
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
    database.check_same_file()
    connection = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    try:
        with typed_errors():
            connection.backup(database.connection(), progress=_patience())
    finally:
        connection.close()
    database.check_same_file()


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
        except sqlite3.OperationalError as exc:
            if "no such table" in str(exc):
                raise NotOurs(f"{path} holds no followup data; nothing was changed.") from exc
            raise
        finally:
            connection.close()


def _patience() -> Callable[[int, int, int], None]:
    """Ends a copy that waits for another program: by itself it would wait for ever."""
    started = time.monotonic()

    def watch(status: int, remaining: int, total: int) -> None:
        waiting = status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waiting and time.monotonic() - started > databases.LOCK_PATIENCE:
            raise Locked(
                "Another program has held the database for too long; nothing was changed, try again."
            )

    return watch


def quick_check(connection: sqlite3.Connection) -> str:
    """ "ok", or the first thing that is wrong with the file."""
    with typed_errors():
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
