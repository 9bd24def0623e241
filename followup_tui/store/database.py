"""The one way to the file: looked at before it is opened, one connection a thread, one write path."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup_tui.errors import Corrupt, Gone, Locked, Missing, Newer, NotOurs, ReadOnly
from followup_tui.store.faults import classify, is_database_error

if TYPE_CHECKING:
    from peewee import SqliteDatabase

APPLICATION_ID = 0x464F4C55
SCHEMA = 1
"""The newest schema this program knows: the number of its migrations."""

_PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    # FULL, not NORMAL: an acknowledged touch survives a power cut.
    "synchronous": 2,
    "fullfsync": 1,
    "foreign_keys": 1,
    "cell_size_check": 1,
    "secure_delete": 1,
}
LOCK_PATIENCE = 30.0
"""Seconds that a write waits for another program."""


class Database:
    """A file of this program, with plain rows out and one transaction at a time in."""

    is_file = True
    """Whether it is one file on this computer, and not tables on a server."""
    search_by = "fts5"
    """The way of matching words that it knows."""
    pragmas: Mapping[str, str | int] = _PRAGMAS
    """What every connection is told first."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open `path`; with `create`, an absent file is made, private from its first byte.

        Raises Missing, NotOurs, Newer, Corrupt, ReadOnly or Locked, and then nothing was changed.
        """
        self.path = Path(os.path.realpath(path))
        self.schema = self._prepare(create)
        self._forget_threads()
        self.connection()
        self._identity = self._file_identity()
        self.on_wait: Callable[[], None] | None = None
        """Called once when a write has to wait for another program for longer than 0.3 s."""

    def _forget_threads(self) -> None:
        """No thread has a connection yet."""
        self._own = threading.local()
        self._open: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._opening = threading.Lock()

    @property
    def name(self) -> str:
        """Where it is kept, as anybody may read it."""
        return str(self.path)

    def connection(self) -> sqlite3.Connection:
        """This thread's own long-lived connection."""
        own: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if own is None:
            with typed_errors():
                own = self._own.connection = self._connected()
            with self._opening:
                self._close_others(lambda thread: not thread.is_alive())
                self._open.append((threading.current_thread(), own))
        return own

    @cached_property
    def peewee(self) -> SqliteDatabase:
        """What migrations speak to: peewee over this thread's own connection."""
        # It takes long to load, and a file that is up to date needs no migration.
        from followup_tui.store.drivers import peewee_over

        return peewee_over(str(self.path), self.connection)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The answer to a question, each row by its column names."""
        with typed_errors():
            cursor = self.connection().execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def tuples(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The answer to a question as bare tuples, for the hottest reads."""
        with typed_errors():
            return self.connection().execute(sql, parameters).fetchall()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        with typed_errors():
            row = self.connection().execute(sql, parameters).fetchone()
        return row[0] if row else None

    def data_version(self) -> int:
        """A number that changes when anybody else has written to the file."""
        return int(self.value("PRAGMA data_version"))

    def state(self) -> tuple[int, int] | None:
        """What changes with every write, of this thread or anybody's; None inside a transaction.

        What is rolled back leaves no trace of having been there, so nothing read there may be kept.
        """
        connection = self.connection()
        if connection.in_transaction:
            return None
        return self.data_version(), connection.total_changes

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One IMMEDIATE transaction; leaving it normally means that it is on the disk.

        Raises only our own errors, or whatever the body raised; then nothing was written.
        """
        connection = self.connection()
        if connection.in_transaction:
            yield connection
            return
        self.check_same_file()
        self._begin(connection)
        try:
            self._refuse_newer(connection)
            yield connection
            connection.execute("COMMIT")
        except BaseException as exc:
            if connection.in_transaction:
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
            typed = classify(exc) if is_database_error(exc) else None
            if typed is not None:
                raise typed from exc
            raise
        self.check_same_file()

    def check_same_file(self) -> None:
        """Writes into a file that was removed or replaced would succeed into nothing."""
        if self._file_identity() != self._identity:
            raise Gone(
                f"{self.path} was replaced by another file while it was open: "
                "start followup again; the last change was not saved."
            )

    def renumber(self) -> None:
        """SQLite itself sees to it that a number which a row brought along is never given out again."""

    def close(self) -> None:
        """Fold the log into the file, so that a copy of the file alone is whole; no thread keeps it open."""
        here = threading.current_thread()
        with self._opening:
            self._close_others(lambda thread: thread is not here)
            own: sqlite3.Connection | None = getattr(self._own, "connection", None)
            if own is None:
                return
            with contextlib.suppress(sqlite3.Error):
                own.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            own.close()
            self._open.clear()
            # Whichever thread asks again begins anew.
            self._own = threading.local()

    def _close_others(self, given_up: Callable[[threading.Thread], bool]) -> None:
        """Close the connections of such threads: what a thread leaves behind is not closed with it."""
        for thread, connection in self._open:
            if given_up(thread):
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
        self._open = [pair for pair in self._open if not given_up(pair[0])]

    def _connected(self) -> sqlite3.Connection:
        """A new connection; transactions begin and end only where it is told to."""
        connection = sqlite3.connect(
            self.path, timeout=5, isolation_level=None, check_same_thread=False
        )
        try:
            for name, value in self.pragmas.items():
                connection.execute(f"PRAGMA {name} = {value}").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _begin(self, connection: sqlite3.Connection) -> None:
        # SQLite's own waiting backs off to 100 ms and starves beside a busy writer, so poll.
        connection.execute("PRAGMA busy_timeout = 0")
        started = time.monotonic()
        told = False
        try:
            while True:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as exc:
                    typed = classify(exc)
                    waited = time.monotonic() - started
                    if not isinstance(typed, Locked) or waited > LOCK_PATIENCE:
                        raise (typed or exc) from exc
                    if waited > 0.3 and not told and self.on_wait is not None:
                        told = True
                        self.on_wait()
                    import random  # few writes ever wait

                    time.sleep(random.uniform(0.0005, 0.003))
        finally:
            connection.execute("PRAGMA busy_timeout = 5000")

    def _refuse_newer(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA:
            raise Newer(newer_sentence(version))

    def _file_identity(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except OSError:
            raise Gone(
                f"{self.path} is gone: it was moved or deleted while it was open. "
                "Put it back, or run `followup restore`."
            ) from None
        return (found.st_dev, found.st_ino)

    def _prepare(self, create: bool) -> int:
        """Make or look at the file, and return the schema it has: 0 for an empty one."""
        if not self.path.exists():
            if not create:
                raise Missing(f"There is no database at {self.path}.")
            _make_private(self.path)
        status = self.path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotOurs(f"{self.path} is not a file: give the path of a followup database.")
        if status.st_size == 0 and not create:
            # SQLite would make a new database of it without a word, and everybody would be gone.
            raise Corrupt(f"{self.path} is empty: run `followup restore` with a backup.")
        try:
            schema = self._look()
        except ReadOnly as refused:
            if not self._was_cut_off(refused):
                raise
            self._go_back()
            schema = self._look()
        # Only now that it is ours; the log files take the rights of the file they were made beside.
        for ending in ("", "-wal", "-shm"):
            _tighten(self.path.with_name(self.path.name + ending))
        return schema

    def _was_cut_off(self, refused: ReadOnly) -> bool:
        """Whether the file is what a power cut left of the very first moments, before it had a log."""
        if getattr(refused.__cause__, "sqlite_errorname", "") != "SQLITE_READONLY_ROLLBACK":
            return False
        with self.path.open("rb") as file:
            mark = int.from_bytes(file.read(72)[68:72], "big")
        return mark in (0, APPLICATION_ID)

    def _go_back(self) -> None:
        """Let SQLite take back what was half written: by reading alone it may not."""
        with typed_errors():
            connection = sqlite3.connect(self.path, timeout=5)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                connection.close()

    def _look(self) -> int:
        """Whose file it is and how new, without any chance of writing to it."""
        with typed_errors():
            connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=5)
            try:
                application = connection.execute("PRAGMA application_id").fetchone()[0]
                version = int(connection.execute("PRAGMA user_version").fetchone()[0])
                # The history of migrations comes a moment before the tables at the very first start.
                tables = connection.execute(
                    "SELECT count(*) FROM sqlite_master WHERE tbl_name != 'schema_migration'"
                ).fetchone()[0]
            finally:
                connection.close()
        if tables and application != APPLICATION_ID:
            raise NotOurs(f"{self.path} is a database of another program; nothing was changed.")
        if version > SCHEMA:
            raise Newer(newer_sentence(version))
        return version


@contextlib.contextmanager
def typed_errors() -> Iterator[None]:
    """Turn what SQLite, peewee and psycopg raise into our errors."""
    try:
        yield
    except Exception as exc:
        typed = (
            classify(exc) if is_database_error(exc) or isinstance(exc, UnicodeDecodeError) else None
        )
        if typed is not None:
            raise typed from exc
        raise


def newer_sentence(version: int) -> str:
    return (
        f"This database has schema {version}, this program knows {SCHEMA}: "
        "update followup to open it; nothing was changed."
    )


def _make_private(path: Path) -> None:
    """SQLite gives its log files the mode of the main file: it must be born private."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return  # another window starts for the first time at the same moment
    except OSError as exc:
        raise ReadOnly(f"{path} cannot be created: {exc.strerror}. Check the folder.") from exc


def _tighten(path: Path) -> None:
    with contextlib.suppress(OSError):
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o600)
