"""Claims about the tables: what the migrations make is what the program believes, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from followup_tui.errors import StoreError
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.notes import add as add_note
from followup_tui.operations.notes import delete as delete_note
from followup_tui.store import backups, database, tables
from followup_tui.store import store as stores
from followup_tui.store.backups import verify
from followup_tui.store.store import MIGRATIONS, Store
from tests.cast import add, picture

MODELS = (*tables.JOURNALLED, *tables.UNJOURNALLED)
NAMES = [model._meta.table_name for model in MODELS]

ADDITION = '''
"""A later schema: people have a nickname."""

def up(migrator, db):
    db.execute_sql("ALTER TABLE contact ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute_sql("PRAGMA user_version = 2")
'''

BROKEN = '''
"""A later schema that fails half way."""

def up(migrator, db):
    db.execute_sql("ALTER TABLE contact ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute_sql("UPDATE contact SET nickname = name")
    db.execute_sql("ALTER TABLE nowhere ADD COLUMN nickname TEXT")
'''


@pytest.fixture(scope="module")
def believed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The tables as `tables.py` alone would make them."""
    file = SqliteDatabase(str(tmp_path_factory.mktemp("believed") / "tables.db"))
    with file.bind_ctx(list(MODELS)):
        file.create_tables(list(MODELS))
    file.close()
    connection = sqlite3.connect(file.database)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The tables as the migrations make them."""
    path = tmp_path_factory.mktemp("made") / "tables.db"
    Store(path, create=True).close()
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def columns(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    """(name, type, NOT NULL, part of the key) of every column, in order."""
    rows = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [(name, kind, not_null, key) for _, name, kind, not_null, _, key in rows]


def references(connection: sqlite3.Connection, table: str) -> set[tuple[Any, ...]]:
    """(column, table, what deletion does) of every foreign key."""
    rows = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return {(row[3], row[2], row[6]) for row in rows}


def indexes(connection: sqlite3.Connection, table: str) -> set[tuple[Any, ...]]:
    """(unique, columns) of every index that is not partial."""
    found = set()
    for _, name, unique, _, partial in connection.execute(f'PRAGMA index_list("{table}")'):
        if not partial:
            info = connection.execute(f'PRAGMA index_info("{name}")').fetchall()
            found.add((unique, tuple(row[2] for row in info)))
    return found


def later_schema(monkeypatch: pytest.MonkeyPatch, folder: Path, migration: str) -> None:
    """A program that knows one more schema than the file."""
    folder.mkdir()
    for file in MIGRATIONS.glob("*.py"):
        (folder / file.name).write_text(file.read_text())
    (folder / "0002_later.py").write_text(migration)
    monkeypatch.setattr(stores, "MIGRATIONS", folder)
    for module in (database, stores, backups):
        monkeypatch.setattr(module, "SCHEMA", 2)


@pytest.mark.parametrize("table", NAMES)
def test_columns_are_as_believed(
    made: sqlite3.Connection, believed: sqlite3.Connection, table: str
) -> None:
    """Every column has the name, the type and the nullability that `tables.py` says, in its order."""
    assert columns(made, table) == columns(believed, table)


@pytest.mark.parametrize("table", NAMES)
def test_references_are_as_believed(
    made: sqlite3.Connection, believed: sqlite3.Connection, table: str
) -> None:
    """Every foreign key points where `tables.py` says and does there what it says."""
    assert references(made, table) == references(believed, table)


@pytest.mark.parametrize("table", NAMES)
def test_indexes_are_there(
    made: sqlite3.Connection, believed: sqlite3.Connection, table: str
) -> None:
    """Every index that `tables.py` declares is made by the migration."""
    assert indexes(believed, table) <= indexes(made, table)


def test_no_table_is_forgotten(store: Store) -> None:
    """Every table of the file is one that the program believes in, or serves the text search."""
    rows = store.database.tuples("SELECT name FROM sqlite_master WHERE type = 'table'")
    served = {"schema_migration", "sqlite_sequence"}
    plain = {n for (n,) in rows if "_text" not in n and n not in served}
    assert plain == set(NAMES)


def test_every_number_is_given_once(desk: Desk) -> None:
    """The number of a deleted note is never given to another, which touches would seem to have used."""
    ann = add(desk)
    first = add_note(desk, ann, Remark("they moved to Leeds", "news")).note
    delete_note(desk, first)
    second = add_note(desk, ann, Remark("a new plant opens", "news")).note
    assert second.id > first.id


def test_the_file_says_whose_it_is(store: Store) -> None:
    """The file carries the program's mark and the number of its schema."""
    assert store.database.value("PRAGMA application_id") == database.APPLICATION_ID
    assert store.database.value("PRAGMA user_version") == database.SCHEMA
    assert len(list(MIGRATIONS.glob("[0-9]*.py"))) == database.SCHEMA


def test_acknowledged_means_on_the_disk(store: Store) -> None:
    """Commits are synced in full, into a log, with foreign keys kept."""
    asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    assert [store.database.value(f"PRAGMA {name}") for name in asked] == ["wal", 2, 1, 1]


def test_an_older_schema_is_backed_up_first(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a database is brought up to date, a verified copy of it as it was is put aside."""
    add(desk)
    before = picture(desk.store)
    desk.store.close()
    later_schema(monkeypatch, tmp_path / "migrations", ADDITION)
    updated = Store(desk.store.path)
    assert picture(updated) == before
    assert updated.database.value("SELECT nickname FROM contact") == ""
    updated.close()
    (kept,) = updated.backups.glob("before-schema-2-*.db")
    assert verify(kept) == 1
    with sqlite3.connect(kept) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    copy.close()


def test_an_update_happens_once(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that is up to date is neither migrated nor backed up again."""
    desk.store.close()
    later_schema(monkeypatch, tmp_path / "migrations", ADDITION)
    for _ in range(2):
        Store(desk.store.path).close()
    assert len(list(desk.store.backups.glob("*.db"))) == 1


def test_a_failed_update_changes_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that fails half way leaves the old schema with everything in it."""
    add(desk)
    before = picture(desk.store)
    desk.store.close()
    with monkeypatch.context() as patched:
        later_schema(patched, tmp_path / "migrations", BROKEN)
        with pytest.raises(StoreError, match="followup doctor"):
            Store(desk.store.path)
    reopened = Store(desk.store.path)
    assert picture(reopened) == before
    assert "nickname" not in [c[0] for c in columns(reopened.database.connection(), "contact")]
    reopened.close()


def test_a_locked_database_is_not_half_updated(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program writes, an update gives a typed error and leaves the old schema."""
    monkeypatch.setitem(database._PRAGMAS, "busy_timeout", 50)
    desk.store.close()
    later_schema(monkeypatch, tmp_path / "migrations", ADDITION)
    other = sqlite3.connect(desk.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError):
        Store(desk.store.path)
    other.execute("ROLLBACK")
    assert other.execute("PRAGMA user_version").fetchone() == (1,)
    other.close()
