"""Ten thousand people, each at a company of their own, written past the verbs because those plan."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

from followup_tui.core.names import company_key, person_key
from followup_tui.operations.desk import Desk
from followup_tui.store.tables import DEFAULTS

CROWD = 10_000
_STAMP = "2026-01-01 00:00:00"
_FIRST = 1_000
"""The first number of a row: the ones before belong to the town."""


def fill_with_crowd(desk: Desk) -> None:
    """Everybody is starred and due after the next week, a hundred a day."""
    rows = range(_FIRST, _FIRST + CROWD)
    with desk.store.database.transaction() as connection:
        _insert(connection, "company", [_company(n) for n in rows])
        _insert(connection, "contact", [_contact(desk, n) for n in rows])
        _insert(connection, "touch", [_touch(desk, n) for n in rows])


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    columns = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("?" * len(rows[0]))
    sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
    connection.executemany(sql, [tuple(row.values()) for row in rows])


def _row(table: str, number: int, **own: Any) -> dict[str, Any]:
    stamps = {"created_at": _STAMP, "changed_at": _STAMP}
    return {**DEFAULTS[table], "id": number, "uid": f"{table}{number}", **stamps, **own}


def _company(number: int) -> dict[str, Any]:
    name = f"Firm {number}"
    return _row("company", number, name=name, name_key=company_key(name))


def _contact(desk: Desk, number: int) -> dict[str, Any]:
    name = f"Person {number}"
    return _row(
        "contact",
        number,
        name=name,
        name_key=person_key(name),
        company_id=number,
        starred=1,
        next_touch_id=number,
        next_due=_due(desk, number),
        next_channel="email",
        next_purpose="keep-warm",
        priority=5,
    )


def _touch(desk: Desk, number: int) -> dict[str, Any]:
    due = _due(desk, number)
    return _row(
        "touch",
        number,
        contact_id=number,
        company_id=number,
        channel="email",
        purpose="keep-warm",
        state="planned",
        due_on=due,
        day=due,
    )


def _due(desk: Desk, number: int) -> str:
    return (desk.today + timedelta(days=10 + (number - _FIRST) // 100)).isoformat()
