"""Claims about a file that is locked, full, read-only or replaced: one typed error, nothing changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee
import pytest

from followup_tui.errors import Conflict, Corrupt, DiskFull, Gone, Locked, ReadOnly, StoreError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import import_files
from followup_tui.operations.notes import Remark
from followup_tui.operations.notes import add as add_note
from followup_tui.operations.notes import edit as edit_note
from followup_tui.operations.people import Details
from followup_tui.store import database
from followup_tui.store.faults import classify
from followup_tui.store.store import Store
from tests.cast import add, finish, picture

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


@contextmanager
def held_by_another(path: Path) -> Iterator[Callable[[], None]]:
    """Another process writes to the file until it is told to let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    stdin = process.stdin

    def release() -> None:
        if not stdin.closed:
            stdin.write("\n")
            stdin.close()

    yield release
    release()
    process.wait(timeout=20)
    process.stdout.close()


def company(store: Store, name: str) -> None:
    with store.action(f"add {name}") as action:
        action.insert("company", name=name, name_key=name.casefold())


def test_a_lock_that_lasts_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program keeps the file locked, a write gives up after its patience."""
    monkeypatch.setattr(database, "LOCK_PATIENCE", 0.2)
    before = picture(store)
    with held_by_another(store.path):
        started = time.monotonic()
        with pytest.raises(Locked, match="nothing was changed"):
            company(store, "Acme")
        assert 0.2 < time.monotonic() - started < 3
    assert picture(store) == before


def test_a_write_waits_for_its_turn(store: Store) -> None:
    """A write that meets a lock goes through as soon as the other program lets go."""
    told: list[float] = []
    store.database.on_wait = lambda: told.append(time.monotonic())
    with held_by_another(store.path) as release:
        timer = threading.Timer(0.5, release)
        timer.start()
        company(store, "Acme")
        timer.join()
    assert len(told) == 1
    assert store.people.all_company_names() == [(1, "Acme", "acme")]


def test_a_short_wait_is_not_worth_a_word(store: Store) -> None:
    """A wait of a moment is not announced."""
    told: list[bool] = []
    store.database.on_wait = lambda: told.append(True)
    company(store, "Acme")
    assert not told


def test_reading_does_not_wait(store: Store) -> None:
    """While another program writes, everything can still be read."""
    company(store, "Acme")
    with held_by_another(store.path):
        assert len(store.people.companies()) == 1


def test_a_full_disk_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """An import that the disk has no room for is told as such and leaves no trace of itself."""
    add(desk)
    store = desk.store
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nNOTE:{'met at the fair; ' * 40}\nEND:VCARD\n"
        for n in range(400)
    )
    (tmp_path / "people.vcf").write_text(cards)
    before = picture(store)
    pages = store.database.value("PRAGMA page_count")
    store.database.connection().execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(DiskFull, match="disk is full"):
        import_files(desk, [tmp_path / "people.vcf"])
    assert picture(store) == before
    assert [e.did for e in store.journal.entries()] == ["add Ann Lee"]


def test_room_made_is_room_used(desk: Desk) -> None:
    """After a full disk the same connection writes again once there is room."""
    connection = desk.store.database.connection()
    pages = desk.store.database.value("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages}")
    ann = people.add(desk, Details(name="Ann Lee")).contact
    with pytest.raises(DiskFull):
        add_note(desk, ann, Remark("likes the sea. " * 600))
    connection.execute("PRAGMA max_page_count = 1000000")
    add_note(desk, ann, Remark("likes the sea. " * 600))
    assert len(desk.store.material.notes(ann.id, None)) == 1


def test_a_full_disk_is_seen_through_peewee(store: Store) -> None:
    """peewee hides a full disk behind "cannot rollback"; the cause is found all the same."""
    peewee_side = store.database.peewee
    pages = store.database.value("PRAGMA page_count")
    store.database.connection().execute(f"PRAGMA max_page_count = {pages}")
    insert = "INSERT INTO action (at, did, undone) SELECT '', hex(zeroblob(900000)), 0"
    with pytest.raises(peewee.OperationalError) as hidden, peewee_side.atomic():
        peewee_side.execute_sql(insert)  # type: ignore[no-untyped-call]
    assert isinstance(classify(hidden.value), DiskFull)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="an administrator may write")
def test_a_read_only_file_is_read(desk: Desk) -> None:
    """A database without write permission still opens and shows everybody; writing is refused."""
    add(desk)
    desk.store.close()
    desk.store.path.chmod(0o400)
    opened = Store(desk.store.path)
    assert opened.people.count() == 1
    with pytest.raises(ReadOnly, match="permissions"):
        company(opened, "Beta")
    opened.close()


def test_a_refused_write_is_typed(store: Store) -> None:
    """A file that turns out to be read-only gives the sentence about permissions."""
    store.database.connection().execute("PRAGMA query_only = 1")
    with pytest.raises(ReadOnly, match="permissions"):
        company(store, "Acme")
    store.database.connection().execute("PRAGMA query_only = 0")
    company(store, "Acme")


def test_a_replaced_file_is_noticed(desk: Desk, tmp_path: Path) -> None:
    """A write into a file that was replaced meanwhile is refused, and the new file stays as it is."""
    other = tmp_path / "other.db"
    Store(other, create=True).close()
    os.replace(other, desk.store.path)
    before, begun = desk.store.path.read_bytes(), False
    with pytest.raises(Gone, match="replaced"), desk.store.action("add Acme"):
        begun = True
    assert not begun
    assert desk.store.path.read_bytes() == before


def test_a_removed_file_is_noticed(desk: Desk) -> None:
    """A write into a file that was deleted meanwhile is refused instead of going nowhere."""
    desk.store.path.unlink()
    with pytest.raises(Gone, match="moved or deleted"):
        company(desk.store, "Acme")


def test_a_file_replaced_during_a_write_is_noticed(desk: Desk, tmp_path: Path) -> None:
    """A write is not acknowledged when the file was replaced before it was on the disk."""
    other = tmp_path / "other.db"
    Store(other, create=True).close()
    with pytest.raises(Gone), desk.store.action("add Acme"):
        os.replace(other, desk.store.path)


def test_an_edit_of_an_older_state_is_a_conflict(desk: Desk) -> None:
    """An edit that began before somebody else's change is refused and changes nothing."""
    ann = add(desk)
    people.edit(desk, ann, Details(title="Head of Design"))
    before = picture(desk.store)
    with pytest.raises(Conflict, match="another window"):
        people.edit(desk, ann, Details(title="Designer"), rev=ann.rev)
    assert picture(desk.store) == before


def test_a_conflict_takes_the_whole_edit_back(desk: Desk) -> None:
    """A refused edit leaves neither the new company nor the new address behind."""
    ann = add(desk)
    people.edit(desk, ann, Details(title="Head of Design"))
    with pytest.raises(Conflict):
        people.edit(desk, ann, Details(company="Beta", emails=("a@b.example",)), rev=ann.rev)
    assert [c.name for c in desk.store.people.companies()] == ["Acme"]
    assert desk.store.people.contact(ann.id).emails == ann.emails


def test_a_fresh_state_is_no_conflict(desk: Desk) -> None:
    """An edit of the newest state goes through and counts the change."""
    ann = add(desk)
    changed = people.edit(desk, ann, Details(title="Head of Design"), rev=ann.rev).contact
    assert (changed.title, changed.rev) == ("Head of Design", ann.rev + 1)


def test_a_note_keeps_both_windows_apart(desk: Desk) -> None:
    """Of two windows that edit one note, the second is told."""
    note = add_note(desk, add(desk), Remark("plays chess")).note
    edit_note(desk, note, Remark("plays the cello"), rev=note.rev)
    with pytest.raises(Conflict):
        edit_note(desk, note, Remark("plays tennis"), rev=note.rev)
    assert desk.store.material.note(note.id).text == "plays the cello"


def test_a_row_that_is_gone_is_a_conflict(store: Store) -> None:
    """Changing or deleting what was deleted meanwhile is refused."""
    with pytest.raises(Conflict, match="deleted"), store.action("edit") as action:
        action.update("note", 99, text="x")
    with pytest.raises(Conflict, match="deleted"), store.action("delete") as action:
        action.delete("note", 99)


def test_a_second_follow_on_is_a_conflict(desk: Desk) -> None:
    """The file itself refuses two touches that both follow the same one."""
    ann = add(desk)
    recorded = finish(desk, ann)
    assert recorded.next is not None
    with pytest.raises(Conflict, match="another window"), desk.store.action("double") as action:
        action.insert(
            "touch",
            contact_id=ann.id,
            channel="email",
            purpose="keep-warm",
            prev_id=recorded.touch.id,
        )


def test_another_writer_changes_the_version(store: Store) -> None:
    """The number that windows watch stays while I write and changes when somebody else has written."""
    before = store.database.data_version()
    company(store, "Acme")
    assert store.database.data_version() == before
    other = Store(store.path)
    company(other, "Beta")
    other.close()
    assert store.database.data_version() != before


def test_every_thread_has_its_own_connection(store: Store) -> None:
    """A worker thread reads what the main thread wrote, through a connection of its own."""
    company(store, "Acme")
    seen: list[object] = []

    def read() -> None:
        seen.append(store.database.connection())
        seen.append(store.people.companies()[0].name)
        store.database.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert seen[0] is not store.database.connection()
    assert seen[1] == "Acme"


def test_an_error_of_the_caller_passes_through(store: Store) -> None:
    """What the body of an action raises arrives unchanged, and nothing of the action stays."""
    before = picture(store)
    with pytest.raises(KeyError, match="no_such_table"), store.action("add Acme") as action:
        action.insert("no_such_table", id=action.insert("company", name="A", name_key="a"))
    assert picture(store) == before
    assert not store.journal.entries()


def test_a_damaged_row_is_told(desk: Desk) -> None:
    """A word that nobody wrote, in a row that reads well otherwise, gives the sentence about damage."""
    ann = add(desk)
    connection = sqlite3.connect(desk.store.path)
    connection.execute("UPDATE touch SET purpose = 'k\x01ep'")
    connection.commit()
    connection.close()
    with pytest.raises(Corrupt, match="followup restore"):
        desk.store.touches.planned(ann.id)


def test_lost_columns_are_told(store: Store) -> None:
    """A file whose tables lost a column gives a sentence, and nothing of the write stays."""
    store.database.connection().execute("ALTER TABLE company DROP COLUMN interest")
    with pytest.raises(StoreError, match="followup doctor"):
        company(store, "Acme")
    assert store.database.value("SELECT count(*) FROM company") == 0


def test_what_is_not_the_databases_is_not_typed() -> None:
    """Errors that come from elsewhere are not taken for the database's."""
    assert classify(ValueError("no")) is None
    assert classify(sqlite3.OperationalError("no such table: x")) is None
