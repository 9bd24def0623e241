"""Copies of the whole file: made through SQLite, verified by opening, put back into the open file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
        with as_in_a_file(database) as connection:
            _copy(connection, unfinished)
        verify(unfinished)
        os.replace(unfinished, target)
    except OSError as exc:
        raise FileError(f"{target} cannot be written: {exc.strerror}.") from exc
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def image(database: Database) -> bytes:
    """A verified copy in memory, byte for byte what `backup` writes: to be sealed, not to be kept."""
    copy = sqlite3.connect(":memory:")
    try:
        with typed_errors(), as_in_a_file(database) as connection:
            connection.backup(copy)
            data = bytearray(copy.serialize())
    finally:
        copy.close()
    # A file that counts on a log beside it cannot be opened from memory: say that it has none.
    data[18:20] = b"\x01\x01"
    verify(bytes(data))
    return bytes(data)


def restore(database: Database, source: Path | bytes) -> None:
    """Put a backup back, into the open file: a copy beside a live log would be damaged silently."""
    verify(source)
    database.check_same_file()
    connection = _opened(source)
    try:
        if not database.is_file:
            from followup_tui.store.copying import put_into

            put_into(connection, database)
            return
        with typed_errors():
            connection.backup(database.connection(), progress=_patience())
    finally:
        connection.close()
    database.check_same_file()


def verify(source: Path | bytes) -> int:
    """The number of contacts in a backup that is whole and ours. Raises what is wrong with it."""
    named = source if isinstance(source, Path) else "The backup"
    if isinstance(source, Path) and not source.is_file():
        raise FileError(f"There is no backup at {source}.")
    with typed_errors():
        connection = _opened(source)
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise NotOurs(f"{named} is not a followup database; nothing was changed.")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                raise Newer(f"{named} comes from a newer followup: update the program first.")
            if (found := quick_check(connection)) != "ok":
                raise Corrupt(f"{named} is damaged ({found}); nothing was changed.")
            return int(connection.execute("SELECT count(*) FROM contact").fetchone()[0])
        except sqlite3.OperationalError as exc:
            if "no such table" in str(exc):
                raise NotOurs(f"{named} holds no followup data; nothing was changed.") from exc
            raise
        finally:
            connection.close()


@contextmanager
def as_in_a_file(database: Database) -> Iterator[sqlite3.Connection]:
    """What is on a server as it would be in a file; what is in a file, as it is."""
    if database.is_file:
        yield database.connection()
        return
    # Only who has tables on a server needs them copied.
    from followup_tui.store.copying import InMemory, copy

    memory = InMemory()
    try:
        copy(database, memory)
        yield memory.connection()
    finally:
        memory.close()


def _opened(source: Path | bytes) -> sqlite3.Connection:
    """A backup as it lies there, or as it came out of an encrypted one; never written to."""
    if isinstance(source, Path):
        return sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(source)
    return connection


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
