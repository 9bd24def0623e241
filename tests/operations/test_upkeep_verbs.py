"""Claims about upkeep: backups, the way back from every state of the file, and what the doctor sees."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.errors import Corrupt, FileError, Missing, NotOurs, StoreError, UsageError
from followup_tui.operations import doctor, drafting, people, upkeep
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.paths import is_private
from followup_tui.store.backups import verify
from tests.builders import TODAY
from tests.cast import add, picture

posix = pytest.mark.skipif(os.name != "posix", reason="rights are kept in modes on POSIX only")


def found(desk: Desk) -> dict[str, bool]:
    """What the doctor looked at, and whether it is fine."""
    return {check.what: check.fine for check in doctor.examine(desk)}


def faults(desk: Desk) -> list[str]:
    return [what for what, fine in found(desk).items() if not fine]


def damage_inside(path: Path, table: str) -> None:
    """Overwrite the first page of a table in a closed file that still opens."""
    connection = sqlite3.connect(path)
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\x55" * size
    path.write_bytes(data)


def crowd(desk: Desk) -> None:
    for number in range(5):
        add(desk, f"Person {number}", company=f"Company {number}")


def test_a_backup_has_the_date_in_its_name(desk: Desk) -> None:
    """A backup without a name lies among the backups under its date, and is whole."""
    add(desk)
    made = upkeep.backup(desk)
    assert made.parent == desk.paths.backups
    assert made.name.startswith("followup-20")
    assert verify(made) == 1


def test_backups_of_one_second_have_names_of_their_own(desk: Desk) -> None:
    """Several backups within a second do not stand in each other's way."""
    assert len({upkeep.backup(desk) for _ in range(4)}) == 4


def test_a_backup_where_it_is_wanted(desk: Desk, home: Path) -> None:
    """A backup goes where it is told to, and never over a file that is there."""
    target = home / "mine.db"
    assert upkeep.backup(desk, target) == target
    with pytest.raises(FileError, match="exists already"):
        upkeep.backup(desk, target)


def test_restore_keeps_what_was_there(desk: Desk) -> None:
    """A restore puts the backup back, and what it replaced lies among the backups."""
    add(desk)
    then, kept = picture(desk.store), upkeep.backup(desk)
    add(desk, "Bob Roe")
    now = picture(desk.store)
    number, replaced = upkeep.restore(desk, kept)
    assert number == 1
    assert picture(desk.store) == then
    upkeep.restore(desk, replaced)
    assert picture(desk.store) == now


def test_a_bad_backup_changes_nothing(desk: Desk, home: Path) -> None:
    """A backup that is none is refused before anything is made or changed."""
    add(desk)
    before = picture(desk.store)
    letter = home / "letter.db"
    letter.write_text("Dear Ann, " * 500)
    with pytest.raises(NotOurs):
        upkeep.restore(desk, letter)
    with pytest.raises(FileError, match="no backup"):
        upkeep.restore(desk, home / "nowhere.db")
    assert picture(desk.store) == before
    assert not desk.paths.backups.exists()


def _gone(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _damaged(path: Path) -> None:
    damage_inside(path, "touch")


@pytest.mark.parametrize("happened", [_gone, _empty, _torn, _damaged])
def test_there_is_a_way_back(desk: Desk, home: Path, happened: Callable[[Path], None]) -> None:
    """From a missing, emptied, torn or damaged file a backup brings everything back, and what was
    left of the file is kept."""
    crowd(desk)
    then, kept = picture(desk.store), upkeep.backup(desk)
    desk.store.close()
    happened(desk.store.path)
    remains = desk.store.path.read_bytes() if desk.store.path.exists() else b""
    number, aside = upkeep.put_back(kept, home)
    assert number == 5
    reopened = open_desk(home, today=TODAY)
    assert picture(reopened.store) == then
    assert faults(reopened) == []
    reopened.store.close()
    if happened in (_torn, _damaged):
        assert aside is not None
        assert aside.read_bytes() == remains


def test_a_missing_file_names_the_way_back(desk: Desk, home: Path) -> None:
    """Without its file the program says that the backups are there, and which one is good."""
    add(desk)
    kept = upkeep.backup(desk)
    desk.store.close()
    desk.store.path.unlink()
    with pytest.raises(Missing, match="followup restore") as missing:
        open_desk(home)
    checks = {c.what: c for c in doctor.examine_closed(missing.value, home, None)}
    assert not checks["database"].fine
    assert str(kept) in checks["backups"].advice


def test_the_data_is_no_backup_of_itself(desk: Desk, home: Path) -> None:
    """The database cannot be restored from itself."""
    add(desk)
    desk.store.close()
    with pytest.raises(UsageError, match="not a backup"):
        upkeep.put_back(desk.store.path, home)


def test_a_healthy_database(desk: Desk) -> None:
    """The doctor finds nothing wrong with a database in use, and changes nothing by looking."""
    add(desk)
    upkeep.backup(desk)
    before = picture(desk.store)
    assert faults(desk) == []
    assert list(found(desk)) == [
        "database",
        "integrity",
        "schema",
        "privacy",
        "place",
        "log",
        "references",
        "agenda",
        "search",
        "mail",
        "config",
        "backups",
    ]
    assert picture(desk.store) == before


@pytest.mark.parametrize("table", ["touch", "address", "contact_agenda"])
def test_damage_is_found(desk: Desk, home: Path, table: str) -> None:
    """Damage inside a file that still opens is found, and every other check is still made."""
    crowd(desk)
    desk.store.close()
    damage_inside(desk.store.path, table)
    try:
        opened = open_desk(home, today=TODAY)
    except Corrupt:
        pytest.fail("this damage should not keep the file from opening")
    checks = {c.what: c for c in doctor.examine(opened)}
    assert not checks["integrity"].fine
    assert "followup restore" in checks["integrity"].advice
    assert len(checks) == 12
    opened.store.close()


@posix
def test_a_careless_umask_opens_no_door(tmp_path: Path) -> None:
    """After a whole session under a umask that takes nothing away, every file and folder is private."""
    home = tmp_path / "home"
    before = os.umask(0)
    try:
        desk = open_desk(home, today=TODAY)
        drafting.keep(desk, drafting.draft(desk, add(desk)), "Hello Ann.")
        kept = upkeep.backup(desk)
        upkeep.restore(desk, kept)
        open_ones = [p for p in (home, *home.rglob("*")) if not is_private(p)]
        desk.store.close()
        _torn(desk.store.path)
        upkeep.put_back(kept, home)
    finally:
        os.umask(before)
    open_ones += [p for p in home.rglob("*") if not is_private(p)]
    assert open_ones == []


@posix
@pytest.mark.parametrize("what", ["file", "folder", "log"])
def test_open_doors_are_found(desk: Desk, what: str) -> None:
    """A file, log or folder that others can read is found, with the way to close it."""
    add(desk)
    path = desk.store.path
    wal = path.with_name(path.name + "-wal")
    place = {"file": path, "folder": path.parent, "log": wal}[what]
    place.chmod(0o755)
    check = next(c for c in doctor.examine(desk) if c.what == "privacy")
    assert not check.fine
    assert str(place) in check.said
    assert "doctor --repair" in check.advice
    assert doctor.repair(desk) == ("closed 1 place to others",)
    assert "privacy" not in faults(desk)


def test_a_row_without_its_other_half_is_found(desk: Desk) -> None:
    """A touch whose person is gone is found."""
    add(desk)
    outside = sqlite3.connect(desk.store.path)
    outside.execute("UPDATE touch SET contact_id = 99")
    outside.commit()
    outside.close()
    assert "references" in faults(desk)


def test_a_wrong_agenda_is_found_and_repaired(desk: Desk) -> None:
    """Somebody who stands in the wrong place is found and put right, and nobody else is touched."""
    crowd(desk)
    before = picture(desk.store)
    outside = sqlite3.connect(desk.store.path)
    outside.execute("UPDATE contact SET next_due = NULL WHERE id = 2")
    outside.commit()
    outside.close()
    check = next(c for c in doctor.examine(desk) if c.what == "agenda")
    assert (check.fine, check.said) == (False, "1 person stand in the wrong place")
    assert doctor.repair(desk) == ("repaired the agenda of 1 person",)
    assert "agenda" not in faults(desk)
    assert picture(desk.store) == before
    assert len(desk.store.journal.entries()) == 5


def test_a_wrong_config_is_found(desk: Desk, home: Path) -> None:
    """A config that cannot be followed is found, in its own words."""
    (home / "config.toml").write_text("[cadence]\nfirst_gap = 'often'\n")
    opened = open_desk(home, today=TODAY)
    check = next(c for c in doctor.examine(opened) if c.what == "config")
    assert not check.fine
    assert "first_gap" in check.said
    opened.store.close()


def test_a_bad_backup_is_found(desk: Desk) -> None:
    """A newest backup that could not be restored is found."""
    add(desk)
    made = upkeep.backup(desk)
    data = made.read_bytes()
    made.write_bytes(data[: len(data) // 2])
    assert faults(desk) == ["backups"]


def test_people_in_a_backup_are_counted(desk: Desk) -> None:
    """What a backup holds can be asked before it is restored."""
    crowd(desk)
    assert upkeep.people_in(upkeep.backup(desk)) == 5
    with pytest.raises(StoreError):
        upkeep.people_in(desk.paths.config_file)


@pytest.mark.slow  # a passphrase is made slow to guess
def test_a_sealed_backup_comes_back(desk: Desk) -> None:
    """P16: a backup under a passphrase holds nothing legible, is ours alone, and restores everything."""
    crowd(desk)
    then = picture(desk.store)
    made = upkeep.backup(desk, passphrase="three kind words")
    assert made.name.endswith(".db.age")
    assert b"Person" not in made.read_bytes()
    assert is_private(made)
    people.delete(desk, desk.store.people.contact(1))
    count, _ = upkeep.restore(desk, upkeep.opened(made, lambda: "three kind words"))
    assert (count, picture(desk.store)) == (5, then)


@pytest.mark.slow  # a passphrase is made slow to guess
def test_a_sealed_backup_keeps_its_secret(desk: Desk) -> None:
    """Another passphrase, or a damaged file, gives one sentence and changes nothing."""
    add(desk)
    made = upkeep.backup(desk, passphrase="right")
    before = picture(desk.store)
    with pytest.raises(FileError, match="another passphrase"):
        upkeep.opened(made, lambda: "wrong")
    made.write_bytes(made.read_bytes()[:-5])
    with pytest.raises(FileError, match="damaged"):
        upkeep.opened(made, lambda: "right")
    assert picture(desk.store) == before


@pytest.mark.slow  # a passphrase is made slow to guess
def test_a_sealed_backup_is_a_way_back_from_nothing(desk: Desk, home: Path) -> None:
    """It needs no database to be restored into."""
    crowd(desk)
    then = picture(desk.store)
    made = upkeep.backup(desk, home / "cloud.age", "p")
    desk.store.close()
    desk.store.path.unlink()
    upkeep.put_back(upkeep.opened(made, lambda: "p"), home)
    reopened = open_desk(home, today=TODAY)
    assert picture(reopened.store) == then
    reopened.store.close()


def test_what_is_sealed_is_never_in_the_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is sealed, no other file comes into being than the sealed one."""
    add(desk)
    desk.store.backups.mkdir(mode=0o700)
    seen: list[str] = []

    def look(content: bytes, passphrase: str) -> bytes:
        seen.extend(p.name for p in desk.paths.data_dir.rglob("*") if "followup.db" not in p.name)
        return b"age-encryption.org/v1\n"

    monkeypatch.setattr(upkeep, "sealed", look)
    upkeep.backup(desk, passphrase="p")
    assert seen == ["backups"]


def test_everybody_may_be_missing_from_search(desk: Desk) -> None:
    """Words that the search does not know are found by the doctor, and learnt by the repair."""
    add(desk)
    outside = sqlite3.connect(desk.store.path)
    outside.execute("INSERT INTO contact_text(contact_text) VALUES ('delete-all')")
    outside.commit()
    outside.close()
    assert "search" in faults(desk)
    assert doctor.repair(desk) == ("built the search anew",)
    assert "search" not in faults(desk)
    assert [hit.contact for hit in desk.store.search.find("Ann")] == ["Ann Lee"]


def test_an_email_in_doubt_is_found(desk: Desk) -> None:
    """P11: an e-mail that may have gone out is named with its day, until somebody says what it was."""
    posted, _ = desk.store.outbox.claim(None, "digest", "ann@example.org")
    check = next(c for c in doctor.examine(desk) if c.what == "mail")
    assert not check.fine
    assert "ann@example.org" in check.said
    desk.store.outbox.settle(posted.id, "sent")
    assert "mail" not in faults(desk)


def test_a_long_log_is_found_and_folded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that nobody has folded in is found, and folded in by the repair."""
    monkeypatch.setattr(doctor, "_LONG_LOG", 1000)
    add(desk)
    check = next(c for c in doctor.examine(desk) if c.what == "log")
    assert not check.fine
    assert doctor.repair(desk) == ("folded the log into the database",)
    assert "log" not in faults(desk)


def test_a_log_without_its_database_is_named(desk: Desk, home: Path) -> None:
    """What is left beside a database that is gone is not thrown away unseen."""
    add(desk)
    wal = desk.store.path.with_name("followup.db-wal")
    held = wal.read_bytes()
    desk.store.close()
    desk.store.path.unlink()
    wal.write_bytes(held)
    with pytest.raises(Missing) as missing:
        open_desk(home)
    said = {c.what: c.said for c in doctor.examine_closed(missing.value, home, None)}
    assert str(wal) in said["log"]


def test_backups_grow_old(desk: Desk) -> None:
    """A newest backup older than the changes of more than a week is too old; none at all is too few."""
    add(desk)
    assert "backups" in faults(desk)
    made = upkeep.backup(desk)
    assert faults(desk) == []
    old = made.stat().st_mtime - 9 * 86_400
    os.utime(made, (old, old))
    check = next(c for c in doctor.examine(desk) if c.what == "backups")
    assert (check.fine, "9 days old" in check.said) == (False, True)


@posix
def test_a_home_that_was_open_is_closed(desk: Desk, home: Path) -> None:
    """P9: at the start everything of ours is closed to others, and it is said once."""
    add(desk)
    desk.store.close()
    opened = [desk.paths.data_dir, desk.store.path, desk.paths.data_dir / "backups"]
    opened[2].mkdir()
    for path in opened:
        path.chmod(0o755)
    again = open_desk(home, today=TODAY)
    assert all(is_private(path) for path in opened)
    assert again.remarks == (f"Others could read {opened[0]} and 2 more places; now only you can.",)
    again.store.close()
    quiet = open_desk(home, today=TODAY)
    assert quiet.remarks == ()
    quiet.store.close()


@posix
def test_a_shared_folder_stays_shared(home: Path) -> None:
    """A home that holds things of others keeps its rights; what is ours in it is closed."""
    (home / "letters.txt").touch()
    home.chmod(0o755)
    desk = open_desk(home, today=TODAY)
    assert home.stat().st_mode & 0o777 == 0o755
    assert is_private(desk.paths.data_dir)
    desk.store.close()
