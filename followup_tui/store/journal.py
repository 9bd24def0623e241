"""Every user action is one transaction with its inverse beside it: undo and redo survive restarts."""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from followup_tui.errors import CannotUndo, Conflict
from followup_tui.store.batch import Batch
from followup_tui.store.database import Database
from followup_tui.store.derived import refresh_contacts
from followup_tui.store.mapping import plain
from followup_tui.store.tables import COLUMNS, DEFAULTS, DERIVED

_BOOKKEEPING = frozenset({"rev", "changed_at"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of the journal."""

    id: int
    at: datetime
    """UTC."""
    did: str
    undone: bool


class Action:
    """The writes of one action while its transaction is open."""

    def __init__(
        self, connection: sqlite3.Connection, did: str, *, numbers_follow: bool = False
    ) -> None:
        """`numbers_follow` says that a new row has the next number, whatever a server would do."""
        self.did = did
        """What the toast and the history will name; may be sharpened while the action runs."""
        self._connection = connection
        self._now = plain(datetime.now(UTC).replace(tzinfo=None))
        self._changes: list[tuple[str, int, str | None, str | None]] = []
        self._contacts: set[int] = set()
        self._batch = Batch(connection, self._now) if numbers_follow else None
        self._id: int | None = None
        """Its own number, once something of it is in the journal."""
        self.written = 0
        """How often rows that waited were written."""
        self._called = ""
        """What the journal calls it so far."""

    @property
    def changed(self) -> bool:
        """Whether anything was written so far."""
        waiting = self._batch is not None and self._batch.waiting
        return bool(self._changes or waiting or self._id is not None)

    def later(self, table: str, *names: str) -> Callable[..., int]:
        """What inserts rows of a table with these columns, a value for each, and returns their ids.

        As `insert`, for thousands of rows: they are written together, at the latest before the next
        `insert`, `update` or `delete`. Whoever reads them before that calls `flush`.
        """
        batch = self._batch
        if batch is None:
            return lambda *values: self.insert(table, **dict(zip(names, values, strict=True)))
        return batch.adder(table, names, self.flush)

    def flush(self) -> None:
        """Write the rows that wait."""
        if self._batch is not None and self._batch.waiting:
            self._contacts |= self._batch.write(self._noted())
            self.written += 1

    def insert(self, table: str, **values: Any) -> int:
        """Add a row and return its id; columns not given take their defaults."""
        self.flush()
        row = {
            **DEFAULTS[table],
            "uid": secrets.token_hex(8),
            "created_at": self._now,
            "changed_at": self._now,
            **{name: plain(value) for name, value in values.items()},
        }
        row_id = _insert(self._connection, table, row)
        self._note(table, row_id, None, {**row, "id": row_id})
        return row_id

    def update(self, table: str, row_id: int, rev: int | None = None, **values: Any) -> None:
        """Change some columns of a row; nothing is written when they hold these values already.

        Raises Conflict when `rev` is given and the row has another one: it was changed meanwhile.
        """
        self.flush()
        before = _read(self._connection, table, row_id)
        if before is None:
            raise Conflict("It was deleted meanwhile; nothing was changed.")
        if rev is not None and before["rev"] != rev:
            raise Conflict("It was changed in another window meanwhile; look at it and try again.")
        new = {name: plain(value) for name, value in values.items()}
        changed = {name: value for name, value in new.items() if before[name] != value}
        if not changed:
            return
        changed.update(rev=before["rev"] + 1, changed_at=self._now)
        _update(self._connection, table, row_id, changed)
        self._note(table, row_id, before, {**before, **changed})

    def delete(self, table: str, row_id: int) -> None:
        """Remove a row; its last state stays in the journal."""
        self.flush()
        before = _read(self._connection, table, row_id)
        if before is None:
            raise Conflict("It was deleted meanwhile; nothing was changed.")
        self._connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        self._note(table, row_id, before, None)

    def touches_contact(self, contact_id: int) -> None:
        """Work out the next touch of that contact once the action is complete."""
        self._contacts.add(contact_id)

    def _note(
        self, table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        for image in (before, after):
            self._contacts |= _contacts_of(self._connection, table, row_id, image)
        self._changes.append((table, row_id, _image(table, before), _image(table, after)))

    def finish(self) -> None:
        """Write the journal beside the rows; an action that changed nothing leaves no entry."""
        self.flush()
        refresh_contacts(self._connection, self._contacts)
        if not self._changes and self._id is None:
            return
        action_id = self._noted()
        if self._called != self.did:
            self._connection.execute(
                "UPDATE action SET did = ? WHERE id = ?", (self.did, action_id)
            )

    def _noted(self) -> int:
        """Bring the journal up to what was written, and return the number of this action in it."""
        run = self._connection.execute
        if self._id is None:
            run("DELETE FROM change WHERE action_id IN (SELECT id FROM action WHERE undone = 1)")
            run("DELETE FROM action WHERE undone = 1")
            (self._id,) = run(
                "INSERT INTO action (at, did, undone) VALUES (?, ?, 0) RETURNING id",
                (self._now, self.did),
            ).fetchone()
            self._called = self.did
        action_id = self._id
        self._connection.executemany(
            "INSERT INTO change (action_id, table_name, row_id, before, after)"
            " VALUES (?, ?, ?, ?, ?)",
            [(action_id, *change) for change in self._changes],
        )
        self._changes.clear()
        return action_id


class Journal:
    """The linear history of one database, whoever acted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextlib.contextmanager
    def action(self, did: str) -> Iterator[Action]:
        """One transaction whose writes can be taken back together."""
        with self._database.transaction() as connection:
            action = Action(connection, did, numbers_follow=self._database.is_file)
            yield action
            action.finish()

    def entries(self, limit: int = 50) -> tuple[Entry, ...]:
        """The newest actions first, undone ones included."""
        rows = self._database.tuples(
            "SELECT id, at, did, undone FROM action ORDER BY id DESC LIMIT ?", (limit,)
        )
        return tuple(_entry(row) for row in rows)

    def undo(self, steps: int = 1) -> tuple[Entry, ...]:
        """Take back the newest actions, newest first; fewer when there are no more.

        Raises CannotUndo, having changed nothing, when a row is not as the action left it.
        """
        return self._move(steps, undone=False, order="DESC")

    def redo(self, steps: int = 1) -> tuple[Entry, ...]:
        """Do again what was last taken back."""
        return self._move(steps, undone=True, order="ASC")

    def forget_all(self) -> None:
        """Leave nothing to undo or redo; what was written stays."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM change")
            connection.execute("DELETE FROM action")

    def contact_of(self, entry_id: int) -> int | None:
        """Whom an action was about first: the contact of the first touch, note or person it wrote."""
        rows = self._database.tuples(
            "SELECT table_name, row_id, coalesce(after, before) FROM change WHERE action_id = ?"
            " AND table_name IN ('contact', 'touch', 'note') ORDER BY id LIMIT 1",
            (entry_id,),
        )
        if not rows:
            return None
        table, row_id, image = rows[0]
        found = row_id if table == "contact" else json.loads(image).get("contact_id")
        return int(found) if found is not None else None

    def _move(self, steps: int, *, undone: bool, order: str) -> tuple[Entry, ...]:
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT id, at, did, undone FROM action WHERE undone = ?"
                f" ORDER BY id {order} LIMIT ?",
                (int(undone), steps),
            ).fetchall()
            contacts: set[int] = set()
            for row in rows:
                contacts |= _replay(connection, row[0], row[2], forward=undone)
                connection.execute(
                    "UPDATE action SET undone = ? WHERE id = ?", (int(not undone), row[0])
                )
            refresh_contacts(connection, contacts)
        return tuple(_entry((*row[:3], not undone)) for row in rows)


def _replay(connection: sqlite3.Connection, action_id: int, did: str, *, forward: bool) -> set[int]:
    order = "ASC" if forward else "DESC"
    changes = connection.execute(
        "SELECT table_name, row_id, before, after FROM change"
        f" WHERE action_id = ? ORDER BY id {order}",
        (action_id,),
    ).fetchall()
    contacts: set[int] = set()
    # Rows come and go in an order that may cross a reference for a moment.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table, row_id, before, after in changes:
        start, end = (before, after) if forward else (after, before)
        contacts |= _move_row(connection, table, row_id, start, end, did)
    return contacts


def _move_row(
    connection: sqlite3.Connection,
    table: str,
    row_id: int,
    start: str | None,
    end: str | None,
    did: str,
) -> set[int]:
    current = _read(connection, table, row_id)
    if not _same(table, current, start):
        raise CannotUndo(
            f"“{did}” cannot be moved: something of it was changed outside the history since."
        )
    contacts = _contacts_of(connection, table, row_id, current)
    if end is None:
        connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        return contacts
    image = json.loads(end)
    if current is None:
        _insert(connection, table, {**DEFAULTS[table], **image, "id": row_id})
    else:
        _update(connection, table, row_id, {**image, "rev": current["rev"] + 1})
    return contacts | _contacts_of(connection, table, row_id, image)


def _same(table: str, current: dict[str, Any] | None, image: str | None) -> bool:
    if current is None or image is None:
        return current is None and image is None
    wanted = json.loads(image)
    return all(current.get(k) == v for k, v in wanted.items() if k not in _BOOKKEEPING)


def _image(table: str, row: dict[str, Any] | None) -> str | None:
    if row is None:
        return None
    derived = DERIVED.get(table, frozenset())
    return json.dumps({k: v for k, v in row.items() if k not in derived}, ensure_ascii=False)


def _contacts_of(
    connection: sqlite3.Connection, table: str, row_id: int, row: dict[str, Any] | None
) -> set[int]:
    """Whose next touch a changed row may move."""
    if row is None:
        return set()
    if table == "contact":
        return {row_id}
    if table == "touch":
        return {row["contact_id"]} if row["contact_id"] else set()
    if table == "company":
        people = connection.execute("SELECT id FROM contact WHERE company_id = ?", (row_id,))
        return {person for (person,) in people}
    return set()


def _read(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, Any] | None:
    names = COLUMNS[table]
    columns = ", ".join(f'"{n}"' for n in names)
    row = connection.execute(f'SELECT {columns} FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    columns = ", ".join(f'"{n}"' for n in row)
    marks = ", ".join("?" * len(row))
    sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) RETURNING id'
    return int(connection.execute(sql, tuple(row.values())).fetchone()[0])


def _update(
    connection: sqlite3.Connection, table: str, row_id: int, values: dict[str, Any]
) -> None:
    assignments = ", ".join(f'"{n}" = ?' for n in values if n != "id")
    parameters = [v for n, v in values.items() if n != "id"]
    connection.execute(f'UPDATE "{table}" SET {assignments} WHERE id = ?', (*parameters, row_id))


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], datetime.fromisoformat(row[1]), row[2], bool(row[3]))
