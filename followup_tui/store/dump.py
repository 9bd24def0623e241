"""All of the user's data as plain rows, out and in again: what the JSON export is made of."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

from followup_tui.store.database import Database
from followup_tui.store.journal import Action
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

    Returns how many contacts were added, updated and unchanged.
    """
    loader = _Loader(action, database.connection())
    for name in COLUMNS:
        for row in tables.get(name, []):
            loader.take(name, row)
    return {key: loader.tally["contact", key] for key in ("added", "updated", "unchanged")}


class _Loader:
    def __init__(self, action: Action, connection: sqlite3.Connection) -> None:
        self._action = action
        self._connection = connection
        self._ids: dict[tuple[str, int], int] = {}
        """(table, id in the file) -> id here."""
        self._known = {name: self._by_uid(name) for name in COLUMNS}
        self._free = {name: not known for name, known in self._known.items()}
        """Tables that were empty: their rows keep the ids of the file."""
        self.tally: dict[tuple[str, str], int] = defaultdict(int)

    def take(self, table: str, row: dict[str, Any]) -> None:
        values = self._translated(table, row)
        here = self._known[table].get(str(row.get("uid")))
        if here is None:
            if self._free[table]:
                values["id"] = row["id"]
            here = self._action.insert(table, **values)
            self.tally[table, "added"] += 1
        else:
            before = self._current(table, here)
            changed = {k: v for k, v in values.items() if k != "uid" and before.get(k) != v}
            if changed:
                self._action.update(table, here, **changed)
            self.tally[table, "updated" if changed else "unchanged"] += 1
        self._ids[table, int(row["id"])] = here

    def _translated(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        known = set(COLUMNS[table]) - DERIVED.get(table, frozenset())
        keep = known - (_BOOKKEEPING if not self._free[table] else {"id"})
        values = {k: v for k, v in row.items() if k in keep}
        for column, target in REFERENCES[table].items():
            if values.get(column) is not None:
                values[column] = self._ids.get((target, int(values[column])))
        if table == "used" and row.get("kind") in _LEDGER:
            values["ref"] = self._ids.get((_LEDGER[row["kind"]], int(row["ref"])), row["ref"])
        return values

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
