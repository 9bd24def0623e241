"""Rows of one action that wait to be written together, their numbers handed out beforehand."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache

from followup_tui.store.bulk_index import indexed_together
from followup_tui.store.tables import COLUMNS, DEFAULTS, DERIVED

FULL = 2_000
"""Rows of a kind that wait at most: more of them would only take memory."""

_UIDS = 512
_UID = 16
_HELD_BY_OTHERS = frozenset({"starred", "role", "state", "paused_until"})
"""What the derived columns of a contact follow from, beside the company's pause and the touches."""
_PLACE = {table: number for number, table in enumerate(COLUMNS)}

Value = str | int | None
"""What a column holds as it is."""


class Batch:
    """Inserts into a file whose write lock is held: nobody else can take a number meanwhile."""

    def __init__(self, connection: sqlite3.Connection, now: str) -> None:
        self._connection = connection
        self._now = now
        self._rows: dict[tuple[str, tuple[str, ...]], list[tuple[Value, ...]]] = {}
        """By table, and the columns that are given."""
        self._next: dict[str, int] = {}
        self._uids: list[str] = []

    @property
    def waiting(self) -> bool:
        """Whether some rows are not written yet."""
        return any(self._rows.values())

    def adder(
        self, table: str, names: tuple[str, ...], when_full: Callable[[], object]
    ) -> Callable[..., int]:
        """What keeps a row for `write`, a value for each name, and returns the id that it will have."""
        rows = self._rows.setdefault((table, names), [])
        numbers, uids = self._next, self._uids

        def add(*values: Value) -> int:
            if len(rows) >= FULL:
                when_full()
            if not uids:
                fresh = os.urandom(_UIDS * _UID // 2).hex()
                uids.extend(fresh[at : at + _UID] for at in range(0, len(fresh), _UID))
            number = numbers.get(table) or self._first(table)
            numbers[table] = number + 1
            rows.append((number, uids.pop(), *values))
            return number

        return add

    def write(self, action_id: int) -> set[int]:
        """Write what waits, with its part of the journal.

        Returns the contacts whose derived columns are not what a new row has.
        """
        moved: set[int] = set()
        # Parents first: references hold at every moment.
        tables = {table for (table, _), rows in self._rows.items() if rows}
        for table in sorted(tables, key=_PLACE.__getitem__):
            shapes = {n: rows for (t, n), rows in self._rows.items() if t == table and rows}
            first = min(int(rows[0][0] or 0) for rows in shapes.values())
            with indexed_together(self._connection, table, first, sum(map(len, shapes.values()))):
                for names, rows in shapes.items():
                    self._connection.executemany(_insertion(table, names, self._now), rows)
            given = tuple(dict.fromkeys(name for names in shapes for name in names))
            self._connection.execute(_note(table, given, self._now), (action_id, first))
            moved |= self._moved(table, first, given)
        for rows in self._rows.values():
            rows.clear()
        # Whoever inserts a row in between takes the next number.
        self._next.clear()
        return moved

    def _moved(self, table: str, first: int, given: Iterable[str]) -> set[int]:
        if table == "contact":
            # Nobody new rests, has a star or a touch, unless something of this says so.
            sql = "SELECT contact.id FROM contact WHERE contact.id >= ?"
            if _HELD_BY_OTHERS.isdisjoint(given):
                sql = (
                    "SELECT contact.id FROM contact JOIN company ON company.id = contact.company_id"
                    " WHERE contact.id >= ? AND company.paused_until IS NOT NULL"
                )
        elif table == "touch":
            sql = "SELECT contact_id FROM touch WHERE id >= ? AND contact_id IS NOT NULL"
        else:
            return set()
        return {row[0] for row in self._connection.execute(sql, (first,))}

    def _first(self, table: str) -> int:
        """The number that SQLite would give out next: none comes twice, not even after a deletion."""
        (last,) = self._connection.execute(
            f'SELECT max(coalesce((SELECT max(id) FROM "{table}"), 0),'
            " coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0))",
            (table,),
        ).fetchone()
        return int(last) + 1


@lru_cache(maxsize=64)
def _insertion(table: str, names: tuple[str, ...], now: str) -> str:
    """What no row says itself stands in the statement."""
    given = ("id", "uid", *names)
    constant = _constants(table, now, given)
    columns = ", ".join(f'"{name}"' for name in (*given, *constant))
    values = ", ".join([*("?" * len(given)), *map(_literal, constant.values())])
    return f'INSERT INTO "{table}" ({columns}) VALUES ({values})'


@lru_cache(maxsize=64)
def _note(table: str, names: tuple[str, ...], now: str) -> str:
    """Write the images of new rows into the journal, in the form in which every image stands there."""
    given = ("id", "uid", *names)
    derived = DERIVED.get(table, frozenset())
    told = {
        name: json.dumps(value, ensure_ascii=False).replace("%", "%%")
        for name, value in _constants(table, now, given).items()
        if name not in derived
    }
    told |= {"id": "%s", "uid": '"%s"'} | dict.fromkeys(names, "%s")
    image = ", ".join(f'"{name}": {value}' for name, value in told.items())
    places = ", ".join(["id", "uid", *(f'json_quote("{name}")' for name in names)])
    return (
        "INSERT INTO change (action_id, table_name, row_id, after)"
        f" SELECT ?, '{table}', id, printf({_literal('{' + image + '}')}, {places})"
        f' FROM "{table}" WHERE id >= ? ORDER BY id'
    )


def _constants(table: str, now: str, given: tuple[str, ...]) -> dict[str, object]:
    values = {**DEFAULTS[table], "created_at": now, "changed_at": now}
    return {name: value for name, value in values.items() if name not in given}


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
