"""A database on a PostgreSQL server, under the same face as the file."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from followup_tui.errors import Corrupt, Locked, Missing, Newer, NotOurs, StoreError, UsageError
from followup_tui.store import addresses
from followup_tui.store import database as files
from followup_tui.store.database import APPLICATION_ID, SCHEMA, Database, typed_errors
from followup_tui.store.dialect import translated
from followup_tui.store.faults import classify, is_database_error
from followup_tui.store.server_schema import ALL_COLUMNS, IDENTITY, NUMBERED, statements

if TYPE_CHECKING:
    import psycopg

_TOLD_AFTER = 0.3
_CHUNK = 500


class Server(Database):
    """The tables of one person on a server, with plain rows out and one transaction at a time in."""

    is_file = False

    def __init__(self, url: str, *, create: bool = False) -> None:
        """Connect; with `create`, an empty database gets its tables, and an older one what it lacks.

        Raises Missing, NotOurs, Newer, ReadOnly or Unreachable, and then nothing was changed.
        """
        self._url = url
        self._plain = addresses.is_plain(url)
        self.search_by = "like" if self._plain else "tsvector"
        self.on_wait: Callable[[], None] | None = None
        self._connections: dict[int, Connection] = {}
        try:
            with typed_errors():
                self.schema = self._prepare(create)
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """The URL without its password."""
        return addresses.shown(self._url)

    def connection(self) -> sqlite3.Connection:
        """This thread's own connection, which takes the same statements as one to a file."""
        return cast("sqlite3.Connection", self._connection())

    def _connection(self) -> Connection:
        # A number that a new thread has from one that ended brings its idle connection along.
        own = self._connections.get(threading.get_ident())
        if own is None or own.closed:
            with typed_errors():
                own = self._connections[threading.get_ident()] = Connection(_connect(self._url))
        return own

    def data_version(self) -> int:
        """A number that changes when anybody else has written."""
        revision = int(self.value(f"SELECT revision FROM {IDENTITY}"))
        return revision - self._connection().committed

    def state(self) -> tuple[int, int] | None:
        """What changes with every write; None inside a transaction."""
        own = self._connection()
        return None if own.in_transaction else (self.data_version(), own.total_changes)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction, alone of its kind; leaving it normally means that the server has it."""
        own = self._connection()
        connection = cast("sqlite3.Connection", own)
        if own.in_transaction:
            yield connection
            return
        with typed_errors():
            self._wait_for_turn(own)
        try:
            yield connection
            own.commit()
        except BaseException as exc:
            own.roll_back()
            typed = classify(exc) if is_database_error(exc) else None
            if typed is not None:
                raise typed from exc
            raise

    def check_same_file(self) -> None:
        """A server keeps its own files."""

    def renumber(self) -> None:
        """Numbers that rows brought along are never given out again."""
        with typed_errors():
            for table in NUMBERED:
                self.connection().execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'),"
                    f' greatest((SELECT max(id) FROM "{table}"), nextval('
                    f"pg_get_serial_sequence('\"{table}\"', 'id'))))"
                )

    def close(self) -> None:
        """End every connection."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _wait_for_turn(self, own: Connection) -> None:
        """Every transaction begins by changing the one row that all wait for: writers form a queue."""
        started = time.monotonic()
        patience = _TOLD_AFTER
        while True:
            try:
                schema = own.begin(patience)
            except Exception as exc:
                own.roll_back()
                waited = time.monotonic() - started
                if not isinstance(classify(exc), Locked) or waited > files.LOCK_PATIENCE:
                    raise
                if patience == _TOLD_AFTER and self.on_wait is not None:
                    self.on_wait()
                patience = max(files.LOCK_PATIENCE - waited, 0.01)
            else:
                if schema > SCHEMA:
                    own.roll_back()
                    raise Newer(files.newer_sentence(schema))
                return

    def _prepare(self, create: bool) -> int:
        """Look whose tables these are and how new, and bring them up to date."""
        found = self._found()
        if found == SCHEMA:
            return found
        if found is None and not create:
            raise Missing(f"There is no followup database at {self.name}.")
        own = self._connection()
        own.execute("BEGIN")
        try:
            own.execute(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")
            # Another window may have made them at the same moment.
            if self._found() != SCHEMA:
                for statement in statements(plain=self._plain):
                    own.raw(statement)
                own.execute(
                    f"INSERT INTO {IDENTITY} (one, schema, revision) VALUES (1, ?, 0)"
                    " ON CONFLICT (one) DO UPDATE SET schema = excluded.schema",
                    (SCHEMA,),
                )
            own.raw("COMMIT")
        except BaseException:
            own.roll_back()
            raise
        return SCHEMA

    def _found(self) -> int | None:
        """How new the tables are; None when there are none."""
        tables = {
            row[0]
            for row in self.tuples(
                "SELECT table_name FROM information_schema.tables"
                " WHERE table_schema = current_schema()"
            )
        }
        if IDENTITY not in tables:
            if tables:
                raise NotOurs(
                    f"{self.name} holds tables of another program: give an empty database, "
                    "or a schema of its own; nothing was changed."
                )
            return None
        version = self.value(f"SELECT schema FROM {IDENTITY}")
        if version is None:
            raise Corrupt(f"{self.name} does not say how new it is: restore a backup elsewhere.")
        if version > SCHEMA:
            raise Newer(files.newer_sentence(version))
        return int(version) if set(ALL_COLUMNS) <= tables else 0


class Connection:
    """The part of sqlite3's connection that the store uses, spoken to a server."""

    def __init__(self, psycopg_connection: psycopg.Connection[Any]) -> None:
        self._inner = psycopg_connection
        self.total_changes = 0
        self.committed = 0
        """Transactions of this connection that counted."""

    @property
    def closed(self) -> bool:
        return self._inner.closed

    @property
    def in_transaction(self) -> bool:
        from psycopg.pq import TransactionStatus

        return self._inner.info.transaction_status != TransactionStatus.IDLE

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        """Run a statement written for SQLite."""
        statement, order = translated(sql)
        if order is not None:
            parameters = [parameters[number] for number in order]
        return self.raw(statement, tuple(parameters))

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for many rows, a few hundred in one message."""
        from psycopg import ClientCursor

        statement, _ = translated(sql)
        cursor = ClientCursor(self._inner)
        waiting = [cursor.mogrify(statement, tuple(row)) for row in rows]
        for start in range(0, len(waiting), _CHUNK):
            part = waiting[start : start + _CHUNK]
            self._inner.execute("; ".join(part).encode())
            self.total_changes += len(part)

    def raw(self, statement: str, parameters: Sequence[Any] = ()) -> psycopg.Cursor[Any]:
        """Run a statement written for the server."""
        cursor = self._inner.execute(statement.encode(), parameters)
        if (cursor.statusmessage or "").startswith(("INSERT", "UPDATE", "DELETE")):
            self.total_changes += cursor.rowcount
        return cursor

    def begin(self, patience: float) -> int:
        """Begin a transaction once nobody else writes, and say how new the tables are."""
        milliseconds = max(int(patience * 1000), 1)
        cursor = self._inner.execute(
            f"BEGIN; SET LOCAL lock_timeout = {milliseconds};"
            f" UPDATE {IDENTITY} SET revision = revision + 1 RETURNING schema".encode()
        )
        while cursor.nextset():
            pass
        row = cursor.fetchone()
        if row is None:
            raise Corrupt("The database lost the row that says what it is: restore a backup.")
        return int(row[0])

    def commit(self) -> None:
        """Raises unless the server has it: a transaction that met an error ends in silence."""
        if self.raw("COMMIT").statusmessage != "COMMIT":
            raise StoreError("The server gave the change up; nothing was changed, try again.")
        self.committed += 1

    def roll_back(self) -> None:
        import psycopg

        with contextlib.suppress(psycopg.Error):
            if not self.closed and self.in_transaction:
                self.raw("ROLLBACK")

    def close(self) -> None:
        import psycopg

        with contextlib.suppress(psycopg.Error):
            self._inner.close()


def _connect(url: str) -> psycopg.Connection[Any]:
    try:
        import psycopg
    except ImportError as exc:
        raise UsageError(
            "A database on a server needs psycopg: pip install 'followup-tui[postgres]'."
        ) from exc
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    usual = {"connect_timeout": "10", "application_name": "followup", "client_encoding": "UTF8"}
    try:
        connection: psycopg.Connection[Any] = psycopg.Connection.connect(
            make_conninfo("", **(usual | conninfo_to_dict(addresses.for_driver(url)))),
            autocommit=True,
            cursor_factory=psycopg.ClientCursor,
        )
    except (psycopg.ProgrammingError, psycopg.OperationalError) as exc:
        typed = classify(exc)
        if typed is not None and "invalid" not in str(exc):
            raise type(typed)(f"{addresses.shown(url)}: {typed}") from exc
        # What it says quotes the URL, and that may hold the password.
        raise UsageError(
            f"{addresses.shown(url)} is no address of a database: write "
            "postgresql://NAME:PASSWORD@HOST/DATABASE, with % codes for signs in the password."
        ) from None
    _as_in_a_file(connection)
    return connection


def _as_in_a_file(connection: psycopg.Connection[Any]) -> None:
    """Flags go in and come out as 0 and 1, sums as whole numbers."""
    from psycopg.adapt import Buffer, Dumper, Loader

    class FlagIn(Dumper):
        def dump(self, obj: Any) -> Buffer:
            return b"1" if obj else b"0"

        quote = dump

    class FlagOut(Loader):
        def load(self, data: Buffer) -> int:
            return int(bytes(data) == b"t")

    class Whole(Loader):
        def load(self, data: Buffer) -> float:
            number = float(bytes(data))
            return int(number) if number.is_integer() else number

    connection.adapters.register_dumper(bool, FlagIn)
    connection.adapters.register_loader("bool", FlagOut)
    connection.adapters.register_loader("numeric", Whole)
