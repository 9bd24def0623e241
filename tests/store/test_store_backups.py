"""Claims about backups: each is whole before it has its name, and goes back into the open file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.errors import (
    Corrupt,
    DiskFull,
    FileError,
    FollowupError,
    Gone,
    Locked,
    Newer,
    NotOurs,
    StoreError,
)
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.store import backups, database
from followup_tui.store.backups import backup, restore, verify
from followup_tui.store.store import Store
from tests.cast import add, again, agenda_columns, finish, picture


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> Path:
    """A backup of a day on which only Ann was known."""
    add(desk)
    return backup(desk.store.database, tmp_path / "kept.db")


def test_a_backup_holds_everything(desk: Desk, kept: Path) -> None:
    """A backup opens as a database of its own with the same rows and the same history."""
    copy = Store(kept)
    assert picture(copy) == picture(desk.store)
    assert agenda_columns(copy) == agenda_columns(desk.store)
    assert copy.journal.entries() == desk.store.journal.entries()
    copy.close()
    assert verify(kept) == 1


def test_a_backup_is_one_file(kept: Path) -> None:
    """A backup needs no log beside it: it may be copied anywhere."""
    assert [p.name for p in kept.parent.iterdir() if p.name.startswith("kept")] == ["kept.db"]


def test_a_backup_is_made_while_another_window_writes(desk: Desk, tmp_path: Path) -> None:
    """A copy of a file that is being written holds only what was finished."""
    add(desk)
    other = Store(desk.store.path)
    with other.action("unfinished") as action:
        action.insert("company", name="Beta", name_key="beta")
        made = backup(desk.store.database, tmp_path / "meanwhile.db")
    other.close()
    copy = Store(made)
    assert [c.name for c in copy.people.companies()] == ["Acme"]
    copy.close()


def test_a_name_is_not_used_twice(desk: Desk, kept: Path) -> None:
    """An existing file is never overwritten by a backup."""
    before = kept.read_bytes()
    with pytest.raises(FileError, match="exists already"):
        backup(desk.store.database, kept)
    assert kept.read_bytes() == before


def test_a_missing_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    """A backup into a folder that is not there is refused with the reason."""
    with pytest.raises(FileError, match="cannot be written"):
        backup(desk.store.database, tmp_path / "nowhere" / "kept.db")


def test_a_bad_copy_gets_no_name(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that turns out to be damaged leaves neither a backup nor a piece of one."""

    def damaged(connection: sqlite3.Connection, target: Path) -> None:
        real(connection, target)
        data = target.read_bytes()
        target.write_bytes(data[: len(data) // 2])

    real = backups._copy
    monkeypatch.setattr(backups, "_copy", damaged)
    add(desk)
    with pytest.raises(StoreError):
        backup(desk.store.database, tmp_path / "kept.db")
    assert [p.name for p in tmp_path.iterdir() if "kept" in p.name] == []


def test_restore_brings_the_day_back(desk: Desk, kept: Path) -> None:
    """After a restore the open store answers as on the day of the backup."""
    before, agenda = picture(desk.store), agenda_columns(desk.store)
    ann = add(desk, "Bob Roe")
    finish(desk, ann)
    restore(desk.store.database, kept)
    assert picture(desk.store) == before
    assert agenda_columns(desk.store) == agenda
    assert desk.store.search.find("Bob") == ()


def test_other_windows_see_the_restore(desk: Desk, kept: Path) -> None:
    """A window that was open all the while reads the restored data and writes on."""
    other = Store(desk.store.path)
    add(desk, "Bob Roe")
    assert other.people.count() == 2
    seen = other.database.data_version()
    restore(desk.store.database, kept)
    assert other.people.count() == 1
    assert other.database.data_version() != seen
    with other.action("add Beta") as action:
        action.insert("company", name="Beta", name_key="beta")
    assert [c.name for c in desk.store.people.companies()] == ["Acme", "Beta"]
    other.close()


def test_the_restored_file_survives_a_restart(desk: Desk, kept: Path) -> None:
    """What was restored is what the next start finds."""
    add(desk, "Bob Roe")
    restore(desk.store.database, kept)
    expected = picture(desk.store)
    desk.store.close()
    reopened = Store(desk.store.path)
    assert picture(reopened) == expected
    assert backups.quick_check(reopened.database.connection()) == "ok"
    assert reopened.database.value("PRAGMA journal_mode") == "wal"
    reopened.close()


def test_the_restored_history_goes_on(desk: Desk, kept: Path) -> None:
    """The history of the backup comes back with it and can be undone."""
    add(desk, "Bob Roe")
    restore(desk.store.database, kept)
    desk.store.journal.undo()
    assert desk.store.people.count() == 0


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\x55" * 4096 + data[12288:])


def _text(path: Path) -> None:
    path.write_text("not a database, just a letter. " * 100)


def _foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE history (url)")
    connection.commit()
    connection.close()


def _hollow(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    connection.execute("CREATE TABLE history (url)")
    connection.commit()
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _gone(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (_cut, Corrupt),
        (_torn, Corrupt),
        (_text, NotOurs),
        (_foreign, NotOurs),
        (_hollow, NotOurs),
        (_newer, Newer),
        (_empty, NotOurs),
        (_gone, FileError),
        (_folder, FileError),
    ],
)
def test_a_bad_backup_is_refused(
    desk: Desk, kept: Path, damage: Callable[[Path], None], error: type[FollowupError]
) -> None:
    """A backup that is damaged, foreign, too new or missing is refused before anything changes."""
    add(desk, "Bob Roe")
    before = picture(desk.store)
    damage(kept)
    with pytest.raises(error):
        restore(desk.store.database, kept)
    assert picture(desk.store) == before


def test_restore_needs_room(desk: Desk, tmp_path: Path) -> None:
    """A restore that the disk has no room for changes nothing."""
    for number in range(40):
        add(desk, f"Person {number}", star=False)
    large = backup(desk.store.database, tmp_path / "large.db")
    small_store = Store(tmp_path / "small" / "followup.db", create=True)
    pages = small_store.database.value("PRAGMA page_count")
    small_store.database.connection().execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DiskFull):
        restore(small_store.database, large)
    assert small_store.people.count() == 0
    small_store.close()


def test_restore_does_not_wait_for_ever(
    desk: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program writes, a restore gives up after its patience and changes nothing."""
    monkeypatch.setattr(database, "LOCK_PATIENCE", 0.1)
    add(desk, "Bob Roe")
    before = picture(desk.store)
    desk.store.database.connection().execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(desk.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Locked):
        restore(desk.store.database, kept)
    other.execute("ROLLBACK")
    other.close()
    assert picture(desk.store) == before


def test_restore_into_a_replaced_file_is_refused(desk: Desk, kept: Path, tmp_path: Path) -> None:
    """A restore does not write into a file that is not at its place any more."""
    desk.store.path.unlink()
    with pytest.raises(Gone):
        restore(desk.store.database, kept)


def test_a_backup_is_not_touched_by_reading_it(desk: Desk, kept: Path) -> None:
    """Verifying and restoring leave the backup byte for byte as it was."""
    before = kept.read_bytes()
    verify(kept)
    restore(desk.store.database, kept)
    people.delete(desk, again(desk, desk.store.people.contact(1)))
    assert kept.read_bytes() == before
