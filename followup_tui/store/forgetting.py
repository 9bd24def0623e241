"""Somebody leaves no trace in a file: rows, history and search, down to the bytes (DESIGN section 5)."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from followup_tui.core.text import fold
from followup_tui.store.database import Database, typed_errors

_SEARCHED = ("contact", "company", "note", "touch")
_OWN_ROWS = (
    "DELETE FROM draft WHERE contact_id = ?1",
    "DELETE FROM setting WHERE key = 'set-aside.' || ?1",
    "DELETE FROM outbox WHERE touch_id IN (SELECT id FROM touch WHERE contact_id = ?1)"
    " OR recipient IN (SELECT value FROM address WHERE contact_id = ?1 AND kind = 'email')",
    "UPDATE feed_item SET note_id = NULL"
    " WHERE note_id IN (SELECT id FROM note WHERE contact_id = ?1)",
    "DELETE FROM referral WHERE ?1 IN (from_contact_id, to_contact_id)",
    "DELETE FROM met WHERE contact_id = ?1",
    "DELETE FROM feedback WHERE contact_id = ?1",
    "DELETE FROM task WHERE contact_id = ?1",
    "UPDATE application SET told_by_id = NULL WHERE told_by_id = ?1",
    # What they hold goes with them: used, message_key, note, address, employment, source, tag …
    "DELETE FROM touch WHERE contact_id = ?1",
    "DELETE FROM contact WHERE id = ?1",
)
_REFERENCES = ("contact_id", "told_by_id", "from_contact_id", "to_contact_id")
_MENTIONS = (
    ("note", "text"),
    ("touch", "subject || ' ' || text || ' ' || said || ' ' || note || ' ' || handed_text"),
    ("insight", "teaser || ' ' || body || ' ' || analysis || ' ' || source"),
    ("story", "title || ' ' || situation || ' ' || task || ' ' || action || ' ' || result"),
    ("feedback", "text || ' ' || change"),
    ("task", "text"),
    ("event", "text"),
    ("application", "reason"),
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went with somebody, and what still speaks of them."""

    rows: int
    steps: int
    """Actions of the history, which cannot be taken back any more."""
    mentions: tuple[tuple[str, int], ...]
    """(table, id) of words about others in which the name stands."""


@dataclass(frozen=True, slots=True)
class _Traces:
    contact_id: int
    uid: str
    name: str
    touches: frozenset[int]
    theirs: re.Pattern[str]
    """Name, addresses or profile, in a folded text."""


def forget(database: Database, contact_id: int) -> Forgotten:
    """Remove somebody for good, and everything written about them or to them."""
    with database.transaction() as connection:
        return _remove(connection, contact_id)


def forget_in_copy(connection: sqlite3.Connection, uid: str) -> Forgotten | None:
    """The same in a backup of this schema, where the number may be another's; None: they are not there."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    found = connection.execute("SELECT id FROM contact WHERE uid = ?", (uid,)).fetchone()
    if found is None and not _in_history(connection, uid):
        return None
    with connection:
        gone = _remove(connection, found[0]) if found else _remove_history_of(connection, uid)
    compact(connection)
    return gone


def uid_of(database: Database, contact_id: int) -> str:
    """By what every copy of the data knows somebody."""
    return str(database.value("SELECT uid FROM contact WHERE id = ?", (contact_id,)))


def deleted_named(database: Database, key: str) -> tuple[int, ...]:
    """Those in the bin whose whole folded name is `key`."""
    sql = "SELECT id FROM contact WHERE name_key = ? AND deleted_at IS NOT NULL ORDER BY id"
    return tuple(row[0] for row in database.tuples(sql, (key,)))


def compact(connection: sqlite3.Connection) -> bool:
    """Leave no byte of what was deleted in the file; False while another window still reads its log."""
    with typed_errors():
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _remove(connection: sqlite3.Connection, contact_id: int) -> Forgotten:
    traces = _traces(connection, contact_id)
    before = connection.total_changes
    steps = _drop_actions(connection, traces)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for statement in _OWN_ROWS:
        connection.execute(statement, (contact_id,))
    _forget_whys(connection, traces)
    rows = connection.total_changes - before
    _index_anew(connection)
    return Forgotten(rows, steps, _mentions(connection, traces.name))


def _index_anew(connection: sqlite3.Connection) -> None:
    for table in _SEARCHED:
        # What is deleted from an index stays in its older parts until they are merged.
        connection.execute(f"INSERT INTO {table}_text({table}_text) VALUES ('rebuild')")


def _traces(connection: sqlite3.Connection, contact_id: int) -> _Traces:
    uid, name, linkedin, profile = connection.execute(
        "SELECT uid, name, linkedin, profile_key FROM contact WHERE id = ?", (contact_id,)
    ).fetchone()
    touches = connection.execute("SELECT id FROM touch WHERE contact_id = ?", (contact_id,))
    reach = connection.execute("SELECT value FROM address WHERE contact_id = ?", (contact_id,))
    texts = [name, linkedin, profile, *(value for (value,) in reach)]
    return _Traces(
        contact_id,
        uid,
        name,
        frozenset(row[0] for row in touches),
        _pattern(texts),
    )


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of the texts as whole words: Al is not in every meal."""
    parts = "|".join(re.escape(folded) for text in texts if (folded := fold(text)))
    return re.compile(rf"(?<!\w)(?:{parts})(?!\w)")


def _drop_actions(connection: sqlite3.Connection, traces: _Traces) -> int:
    """Remove every action that holds anything of theirs: a step with a hole cannot be taken back."""
    about = {
        action_id
        for action_id, did in connection.execute("SELECT id, did FROM action")
        if _speaks(did, traces)
    }
    changes = connection.execute("SELECT action_id, table_name, row_id, before, after FROM change")
    about |= {row[0] for row in changes if _concerns(row[1:], traces)}
    for action_id in about:
        connection.execute("DELETE FROM change WHERE action_id = ?", (action_id,))
        connection.execute("DELETE FROM action WHERE id = ?", (action_id,))
    return len(about)


def _concerns(change: Sequence[Any], traces: _Traces) -> bool:
    table, row_id, before, after = change
    if (table, row_id) == ("contact", traces.contact_id):
        return True
    for image in (before, after):
        if image is None:
            continue
        row = json.loads(image)
        if any(row.get(column) == traces.contact_id for column in _REFERENCES):
            return True
        if row.get("touch_id") in traces.touches or _speaks(image, traces):
            return True
    return False


def _speaks(text: str, traces: _Traces) -> bool:
    return traces.theirs.search(fold(text)) is not None


def _forget_whys(connection: sqlite3.Connection, traces: _Traces) -> None:
    """What the program itself wrote about others is not theirs to change: it goes."""
    for row_id, why in connection.execute("SELECT id, why FROM touch WHERE why != ''").fetchall():
        if _speaks(why, traces):
            connection.execute("UPDATE touch SET why = '' WHERE id = ?", (row_id,))


def _mentions(connection: sqlite3.Connection, name: str) -> tuple[tuple[str, int], ...]:
    wanted = _pattern([name])
    return tuple(
        (table, row_id)
        for table, columns in _MENTIONS
        for row_id, text in connection.execute(f'SELECT id, {columns} FROM "{table}" ORDER BY id')
        if wanted.search(fold(text or ""))
    )


def _in_history(connection: sqlite3.Connection, uid: str) -> bool:
    sql = "SELECT 1 FROM change WHERE table_name = 'contact' AND coalesce(before, after) LIKE ? LIMIT 1"
    return connection.execute(sql, (f'%"uid": "{uid}"%',)).fetchone() is not None


def _remove_history_of(connection: sqlite3.Connection, uid: str) -> Forgotten:
    """They are gone from the tables, but a step of the history could bring them back."""
    row_id, image = connection.execute(
        "SELECT row_id, coalesce(before, after) FROM change WHERE table_name = 'contact'"
        " AND coalesce(before, after) LIKE ? LIMIT 1",
        (f'%"uid": "{uid}"%',),
    ).fetchone()
    name = json.loads(image)["name"]
    touches = connection.execute(
        "SELECT row_id, coalesce(after, before) FROM change WHERE table_name = 'touch'"
    ).fetchall()
    own = frozenset(t for t, row in touches if json.loads(row)["contact_id"] == row_id)
    traces = _Traces(row_id, uid, name, own, _pattern([name]))
    steps = _drop_actions(connection, traces)
    _index_anew(connection)
    return Forgotten(0, steps, _mentions(connection, name))
