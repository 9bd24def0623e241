"""Claims about opening a database: made private, looked at before anything can write, typed refusals."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from followup_tui.errors import (
    Corrupt,
    FollowupError,
    Missing,
    Newer,
    NotOurs,
    ReadOnly,
    StoreError,
)
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.upkeep import backup
from followup_tui.store import database
from followup_tui.store.store import Store
from tests.cast import add, picture

posix = pytest.mark.skipif(os.name != "posix", reason="rights are kept in modes on POSIX only")
unprivileged = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere"
)


@pytest.fixture(params=[0o000, 0o022, 0o077])
def any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every umask that people have, the one that takes nothing away first."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def full_file(tmp_path: Path) -> Path:
    """A closed database with somebody in it, whole without its log."""
    path = tmp_path / "full.db"
    desk = open_desk(tmp_path / "elsewhere", str(path))
    for number in range(30):
        add(desk, f"Person {number}", company=f"Company {number % 7}", star=False)
    desk.store.close()
    return path


@posix
@pytest.mark.usefixtures("any_umask")
def test_a_new_database_is_private(tmp_path: Path) -> None:
    """File, log and folder of a new database are readable by their owner alone, whatever the umask."""
    path = tmp_path / "a" / "b" / "followup.db"
    store = Store(path, create=True)
    with store.action("add a company") as action:
        action.insert("company", name="Acme", name_key="acme")
    files = sorted(path.parent.iterdir())
    assert {f.name for f in files} == {"followup.db", "followup.db-shm", "followup.db-wal"}
    assert {mode(f) for f in files} == {0o600}
    assert mode(path.parent) == mode(path.parent.parent) == 0o700
    store.close()


@posix
@pytest.mark.usefixtures("any_umask")
def test_a_backup_is_private(desk: Desk, tmp_path: Path) -> None:
    """Backups are born private as well."""
    made = backup(desk)
    assert mode(made) == 0o600
    assert mode(made.parent) == 0o700


@posix
def test_an_open_file_is_tightened(tmp_path: Path) -> None:
    """A database that others could read is closed to them when it is opened, its log included."""
    path = full_file(tmp_path)
    path.chmod(0o644)
    opened = Store(path)
    opened.people.count()
    assert {mode(p) for p in path.parent.glob("full.db*")} == {0o600}
    opened.close()


@posix
def test_a_foreign_file_keeps_its_rights(tmp_path: Path) -> None:
    """Looking at a file that turns out to be somebody else's changes not even its mode."""
    path = tmp_path / "letters.txt"
    path.write_text("Dear Ann,\n" * 200)
    path.chmod(0o644)
    with pytest.raises(NotOurs):
        Store(path)
    assert mode(path) == 0o644


def test_a_closed_database_is_one_file(desk: Desk) -> None:
    """After closing, a copy of the file alone holds everything: the log is folded in."""
    add(desk)
    desk.store.close()
    assert [f.name for f in desk.store.path.parent.iterdir()] == ["followup.db"]
    reopened = Store(desk.store.path)
    assert reopened.people.count() == 1
    reopened.close()


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    """Nobody asked to make a database, so a missing one is an error and stays missing."""
    with pytest.raises(Missing, match="no database at"):
        Store(tmp_path / "followup.db")
    assert not (tmp_path / "followup.db").exists()


def test_a_dangling_link_is_a_missing_file(tmp_path: Path) -> None:
    """A link to nowhere is a missing database."""
    link = tmp_path / "followup.db"
    link.symlink_to(tmp_path / "nowhere.db")
    with pytest.raises(Missing):
        Store(link)


def test_the_first_start_makes_a_database(home: Path) -> None:
    """At the very first start a database is made without a question."""
    desk = open_desk(home)
    assert desk.store.people.count() == 0
    assert desk.store.path == home / "data" / "followup.db"
    desk.store.close()


def test_a_database_that_went_missing_is_missed(home: Path) -> None:
    """Where backups show that there was a database, a missing one is told instead of made anew."""
    backups = home / "data" / "backups"
    backups.mkdir(parents=True)
    (backups / "followup-2026-03-01.db").write_bytes(b"")
    with pytest.raises(Missing, match="followup restore"):
        open_desk(home)
    assert not (home / "data" / "followup.db").exists()


@pytest.mark.parametrize("prepare", ["empty file", "half made"])
def test_a_first_start_that_was_cut_short_goes_on(home: Path, prepare: str) -> None:
    """A program killed while it made its first database starts normally the next time."""
    path = home / "data" / "followup.db"
    path.parent.mkdir()
    path.touch()
    if prepare == "half made":
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE schema_migration (id INTEGER PRIMARY KEY, name, applied)")
        connection.commit()
        connection.close()
    desk = open_desk(home)
    assert desk.store.people.count() == 0
    desk.store.close()


def test_an_emptied_file_is_not_taken_for_a_new_one(tmp_path: Path) -> None:
    """A file of no bytes is a lost database, not a fresh one without anybody in it."""
    path = tmp_path / "followup.db"
    path.touch()
    with pytest.raises(Corrupt, match="is empty"):
        Store(path)
    assert path.stat().st_size == 0


def _text(path: Path) -> None:
    path.write_text("Ann Lee, Acme, +1 313 555 0100\n" * 300)


def _zeroed_header(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(bytes(100) + data[100:])


def _cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _cut_to_a_piece(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def _newer(path: Path) -> None:
    _execute(path, "PRAGMA user_version = 99")


def _foreign(path: Path) -> None:
    _execute(path, "PRAGMA application_id = 7")


def _damaged_schema(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * 400 + data[500:])


def _execute(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (_text, NotOurs),
        (_zeroed_header, NotOurs),
        (_cut_in_half, Corrupt),
        (_cut_to_a_piece, StoreError),
        (_damaged_schema, StoreError),
        (_newer, Newer),
        (_foreign, NotOurs),
    ],
)
def test_a_bad_file_is_refused_untouched(
    tmp_path: Path, damage: Callable[[Path], None], error: type[StoreError]
) -> None:
    """A file that is damaged, foreign or too new gives one typed sentence, and not a byte changes."""
    path = full_file(tmp_path)
    damage(path)
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(error) as refusal:
        Store(path)
    assert isinstance(refusal.value, StoreError)
    assert str(refusal.value).endswith(".")
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stamp


def test_a_foreign_database_is_named(tmp_path: Path) -> None:
    """The database of another program is told apart from a file that is none."""
    path = tmp_path / "browser.db"
    _execute(path, "CREATE TABLE history (url)")
    with pytest.raises(NotOurs, match="another program"):
        Store(path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    """A folder in the place of the file is refused."""
    (tmp_path / "followup.db").mkdir()
    with pytest.raises(NotOurs, match="is not a file"):
        Store(tmp_path / "followup.db")


@unprivileged
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    """A file that this account may not read gives a sentence about permissions."""
    path = full_file(tmp_path)
    path.chmod(0)
    with pytest.raises(ReadOnly, match="permissions"):
        Store(path)
    path.chmod(0o600)


def test_damage_anywhere_ends_in_a_typed_error(tmp_path: Path) -> None:
    """Of fifty files damaged at different places each opens and reads, or says what is wrong."""
    path = full_file(tmp_path)
    whole = path.read_bytes()
    step = len(whole) // 50
    told = 0
    for at in range(0, len(whole) - 64, step):
        path.write_bytes(whole[:at] + b"\xa5" * 64 + whole[at + 64 :])
        for log in (path.with_name("full.db-wal"), path.with_name("full.db-shm")):
            log.unlink(missing_ok=True)
        try:
            opened = Store(path)
            picture(opened)
            list(opened.people.everyone())
            opened.close()
        except FollowupError:
            told += 1
    assert 0 < told < 40


def test_a_newer_program_takes_over_while_open(store: Store) -> None:
    """A write is refused once another, newer program has brought the file up to date meanwhile."""
    other = sqlite3.connect(store.path)
    other.execute(f"PRAGMA user_version = {database.SCHEMA + 1}")
    other.close()
    before = picture(store)
    with pytest.raises(Newer), store.action("add a company") as action:
        action.insert("company", name="Acme", name_key="acme")
    assert picture(store) == before


def test_two_first_starts_share_one_database(home: Path) -> None:
    """Two programs started for the first time at the same moment both find a database."""
    program = (
        "from pathlib import Path; import sys\n"
        "from followup_tui.operations.desk import open_desk\n"
        "desk = open_desk(Path(sys.argv[1])); print(desk.store.people.count())\n"
        "desk.store.close()\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(home)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    told = [process.communicate(timeout=60) for process in started]
    assert told == [("0\n", "")] * 3


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux which files are open")
def test_no_thread_keeps_a_closed_file_open(tmp_path: Path) -> None:
    """Also one that still runs: the log could not be folded in behind its back."""
    store = Store(tmp_path / "followup.db", create=True)
    with ThreadPoolExecutor(1) as threads:
        threads.submit(store.people.anybody).result()
        store.close()
        held = [os.readlink(f) for f in Path("/proc/self/fd").iterdir() if f.is_symlink()]
        assert [name for name in held if name.startswith(str(tmp_path))] == []
        assert not list(tmp_path.glob("*-wal"))
        assert threads.submit(store.people.anybody).result() is False
    store.close()
