"""All of the user's data as plain rows, out and in again: what the JSON export is made of."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from followup_tui.core.records import (
    Application,
    Company,
    CompanyEvent,
    Contact,
    Employment,
    Feedback,
    Gain,
    Insight,
    Interview,
    Note,
    Opening,
    Story,
    Task,
    Touch,
)
from followup_tui.core.text import clean_text
from followup_tui.core.words import ContactState, TouchState
from followup_tui.errors import Conflict, Corrupt, FileError
from followup_tui.store.database import Database, typed_errors
from followup_tui.store.drivers import DateField, DateTimeField, Field, IntegerField
from followup_tui.store.journal import Action
from followup_tui.store.mapping import into
from followup_tui.store.tables import COLUMNS, DERIVED, JOURNALLED

Tables = dict[str, list[dict[str, Any]]]
"""Rows by table name; a row by column name, without what is worked out from others."""

REFERENCES: dict[str, dict[str, str]] = {
    table._meta.table_name: {
        key.column_name: key.rel_model._meta.table_name for key in table._meta.refs
    }
    for table in JOURNALLED
}
REFERENCES["touch"]["prev_id"] = "touch"
REFERENCES["feed_item"]["note_id"] = "note"

_LEDGER = {"note": "note", "insight": "insight", "story": "story", "gain": "gain"}
_BOOKKEEPING = frozenset({"id", "rev", "created_at", "changed_at"})
_KEYED = frozenset({"setting", "message_key"})
"""Tables in which a key stands once, whichever database it was first written in."""
_RECORDS: dict[str, type] = {
    "company": Company,
    "contact": Contact,
    "employment": Employment,
    "application": Application,
    "interview": Interview,
    "opening": Opening,
    "touch": Touch,
    "note": Note,
    "insight": Insight,
    "story": Story,
    "gain": Gain,
    "feedback": Feedback,
    "task": Task,
    "event": CompanyEvent,
}
"""What the rows of a table are read as: one that cannot be is refused before it is kept."""


def dump(database: Database) -> Tables:
    """Every journalled row, tables after those they refer to, rows by id."""
    tables: Tables = {}
    for name, columns in COLUMNS.items():
        kept = [c for c in columns if c not in DERIVED.get(name, frozenset())]
        listed = ", ".join(f'"{c}"' for c in kept)
        rows = database.tuples(f'SELECT {listed} FROM "{name}" ORDER BY id')
        tables[name] = [dict(zip(kept, row, strict=True)) for row in rows]
    return tables


def counts(database: Database) -> dict[str, int]:
    """How many rows each table of the user's data holds."""
    return {n: int(database.value(f'SELECT count(*) FROM "{n}"')) for n in COLUMNS}


def load(action: Action, database: Database, tables: Tables) -> dict[str, int]:
    """Bring rows in: known by their uid they are updated, unknown ones added, ids made to fit.

    Someone who asked to be left alone stays so, whatever the rows say. Returns how many contacts were
    added, updated and unchanged. Raises FileError for rows that no export of ours holds.
    """
    loader = _Loader(action, database.connection())
    try:
        with typed_errors():
            for name in COLUMNS:
                for row in tables.get(name, []):
                    loader.take(name, row)
            loader.join()
            database.renumber()
    except (KeyError, TypeError, ValueError, Corrupt, Conflict) as exc:
        raise FileError(
            "The export is incomplete or was changed by hand; nothing was imported."
        ) from exc
    return {key: loader.tally["contact", key] for key in ("added", "updated", "unchanged")}


def _date(value: Any) -> str:
    return date.fromisoformat(value).isoformat()


def _time(value: Any) -> str:
    return datetime.fromisoformat(value).isoformat(sep=" ")


def _number(value: Any) -> int:
    if not isinstance(value, int) or abs(value) >= 1 << 63:
        raise ValueError("not a number that a row can hold")
    return int(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return clean_text(value)


def _reading(field: Field) -> Callable[[Any], Any]:
    if isinstance(field, DateTimeField):
        return _time
    if isinstance(field, DateField):
        return _date
    numeric = isinstance(field, IntegerField) or field.field_type in ("INT", "BOOL")
    return _number if numeric else _text


_READINGS: dict[str, dict[str, Callable[[Any], Any]]] = {
    table._meta.table_name: {f.column_name: _reading(f) for f in table._meta.sorted_fields}
    for table in JOURNALLED
}


class _Loader:
    def __init__(self, action: Action, connection: sqlite3.Connection) -> None:
        self._action = action
        self._connection = connection
        self._ids: dict[tuple[str, int], int] = {}
        """(table, id in the file) -> id here."""
        self._known = {name: self._by_uid(name) for name in COLUMNS}
        self._free = {name: not known for name, known in self._known.items()}
        """Tables that were empty: their rows keep the ids of the file."""
        self._stopped = self._stopped_here()
        self._later: list[tuple[str, int, str, int]] = []
        """(table, id in the file, column, id in the file it refers to) within one table."""
        self.tally: dict[tuple[str, str], int] = defaultdict(int)

    def join(self) -> None:
        """Fill in what rows say of rows of their own table, which may stand below them."""
        for table, row_id, column, target in self._later:
            found = self._ids.get((table, target))
            if found is not None:
                self._action.update(table, self._ids[table, row_id], **{column: found})

    def take(self, table: str, row: dict[str, Any]) -> None:
        here = self._known[table].get(str(row.get("uid")))
        if here is None and table in _KEYED:
            here = self._keyed(table, row["key"])
        values = self._translated(table, row, here)
        if table in _RECORDS:
            into(_RECORDS[table], {**values, "id": row["id"]})
        self._leave_alone(table, values, here)
        if here is None:
            if self._free[table]:
                values["id"] = _number(row["id"])
            here = self._action.insert(table, **values)
            self.tally[table, "added"] += 1
        else:
            before = self._current(table, here)
            changed = {k: v for k, v in values.items() if k != "uid" and before.get(k) != v}
            if changed:
                self._action.update(table, here, **changed)
            self.tally[table, "updated" if changed else "unchanged"] += 1
        self._ids[table, int(row["id"])] = here

    def _translated(self, table: str, row: dict[str, Any], here: int | None) -> dict[str, Any]:
        known = set(COLUMNS[table]) - DERIVED.get(table, frozenset())
        keep = known - (_BOOKKEEPING if not self._free[table] else {"id"})
        values = {
            k: _READINGS[table][k](v) if v is not None else None
            for k, v in row.items()
            if k in keep
        }
        for column, target in REFERENCES[table].items():
            old = values.get(column)
            if old is None:
                continue
            if target == table and self._free[table]:
                continue
            if target == table:
                self._later.append((table, int(row["id"]), column, old))
                del values[column]
            else:
                values[column] = self._ids.get((target, old))
        if table == "used" and (ledger := _LEDGER.get(str(values["kind"]))):
            self._refer(values, ledger, here)
        return values

    def _refer(self, values: dict[str, Any], ledger: str, here: int | None) -> None:
        """What a touch used may be gone by now; it must not become something else's use."""
        found = self._ids.get((ledger, values["ref"]))
        if found is not None:
            values["ref"] = found
        elif here is not None:
            del values["ref"]
        elif not self._free[ledger]:
            values["ref"] = 0

    def _leave_alone(self, table: str, values: dict[str, Any], here: int | None) -> None:
        """An older export must not take a stop back, nor plan anything for who asked for it."""
        if table == "contact" and here in self._stopped:
            values.pop("state", None)
            values.pop("paused_until", None)
        if (
            table == "touch"
            and values.get("state") == TouchState.PLANNED
            and values.get("contact_id") in self._stopped
        ):
            values.pop("state")
            values.pop("cancel_reason", None)
            if here is None:
                values |= {
                    "state": TouchState.CANCELLED,
                    "cancel_reason": "they asked you to stop",
                }

    def _stopped_here(self) -> frozenset[int]:
        sql = "SELECT id FROM contact WHERE state = ?"
        rows = self._connection.execute(sql, (ContactState.STOPPED.value,)).fetchall()
        return frozenset(row[0] for row in rows)

    def _keyed(self, table: str, key: Any) -> int | None:
        row = self._connection.execute(f'SELECT id FROM "{table}" WHERE key = ?', (key,)).fetchone()
        return int(row[0]) if row else None

    def _by_uid(self, table: str) -> dict[str, int]:
        rows = self._connection.execute(f'SELECT uid, id FROM "{table}"')
        return dict(rows.fetchall())

    def _current(self, table: str, row_id: int) -> dict[str, Any]:
        columns = COLUMNS[table]
        listed = ", ".join(f'"{c}"' for c in columns)
        row = self._connection.execute(
            f'SELECT {listed} FROM "{table}" WHERE id = ?', (row_id,)
        ).fetchone()
        return dict(zip(columns, row, strict=True))
