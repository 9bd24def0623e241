"""Claims about files of earlier programs: each opens, is brought up to date whole or not at all (P4, P16)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from followup_tui.operations import doctor, touches
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.touches import Happened
from followup_tui.store.backups import verify
from followup_tui.store.database import SCHEMA
from followup_tui.store.store import MIGRATIONS
from tests.cast import picture
from tests.store.samples.make import DAY, FOLDER, build, restored

LATER = '''
"""A made-up later schema, whose update stops wherever it is asked to."""

import os, time

def halt(where):
    if os.environ.get("HALT") == where:
        print("halted", flush=True)
        time.sleep(60)

def up(migrator, db):
    halt("before")
    db.execute_sql("ALTER TABLE contact ADD COLUMN nickname TEXT NOT NULL DEFAULT ''")
    db.execute_sql("UPDATE contact SET nickname = first_name")
    halt("middle")
    db.execute_sql("CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT)")
    db.execute_sql("PRAGMA user_version = 2")
    halt("end")
'''
PROGRAM_OF_LATER = """
import sys
from pathlib import Path
from followup_tui.operations.desk import open_desk
from followup_tui.store import backups, database, store

store.MIGRATIONS = Path(sys.argv[2])
for module in (database, store, backups):
    module.SCHEMA = 2
desk = open_desk(Path(sys.argv[1]))
print(desk.store.database.value("SELECT group_concat(nickname) FROM contact"))
desk.store.close()
"""
SAMPLES = sorted(FOLDER.glob("schema-*.sql"))


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a program that knows one schema more."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for file in MIGRATIONS.glob("*.py"):
        (folder / file.name).write_text(file.read_text())
    (folder / "0002_later.py").write_text(LATER)
    return folder


def opened(home: Path) -> Desk:
    """The desk of a home, by the program of today."""
    return open_desk(home, today=DAY)


def from_sample(sample: Path, home: Path) -> Path:
    """A home with the database of a sample."""
    restored(sample, home / "data" / "followup.db")
    return home


def test_every_schema_has_its_sample() -> None:
    """Of each schema there ever was a database is kept."""
    assert [path.stem for path in SAMPLES] == [f"schema-{n}" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_an_earlier_file_opens_and_goes_on(sample: Path, tmp_path: Path) -> None:
    """What an earlier program wrote is all there, can be worked on, and taken back to its beginning."""
    desk = opened(from_sample(sample, tmp_path / "old"))
    assert [p.name for p in desk.store.people.everyone()] == ["Ann Lee", "Bo Ray"]
    assert desk.store.search.find("choir")
    assert [c.what for c in doctor.examine(desk) if not c.fine] == ["backups"]
    before = picture(desk.store)
    (first, *_) = desk.store.touches.planned(1)
    touches.done(desk, first, Happened())
    desk.store.journal.undo()
    assert picture(desk.store) == before
    desk.store.journal.undo(100)
    assert list(desk.store.people.everyone()) == []
    desk.store.close()


def test_the_newest_sample_is_what_today_writes(tmp_path: Path) -> None:
    """The sample of this schema holds the tables and rows that the verbs of today make."""
    old = opened(from_sample(SAMPLES[-1], tmp_path / "old"))
    new = opened(tmp_path / "new")
    build(new)
    tables = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%~_text~_%' ESCAPE '~' ORDER BY name"
    assert old.store.database.tuples(tables) == new.store.database.tuples(tables)
    for name, rows in picture(new.store).items():
        assert len(rows) == len(picture(old.store)[name]), name
    old.store.close()
    new.store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix")
@pytest.mark.parametrize("where", ["before", "middle", "end"])
def test_a_killed_update_is_no_update(tmp_path: Path, later: Path, where: str) -> None:
    """Killed anywhere in an update, the file is the old one, a backup lies there, and the next start
    updates it."""
    home = from_sample(SAMPLES[0], tmp_path / "old")
    desk = opened(home)
    before = picture(desk.store)
    desk.store.close()
    process = subprocess.Popen(
        [sys.executable, "-c", f"import os; os.environ['HALT'] = '{where}'\n{PROGRAM_OF_LATER}",
         str(home), str(later)],
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "halted\n"
    process.kill()
    process.communicate(timeout=30)
    desk = opened(home)
    assert picture(desk.store) == before
    assert desk.store.database.value("PRAGMA user_version") == 1
    assert not desk.store.database.tuples("SELECT 1 FROM sqlite_master WHERE name = 'pet'")
    (kept,) = desk.store.backups.glob("before-schema-2-*.db")
    assert verify(kept) == 2
    desk.store.close()
    again = subprocess.run(
        [sys.executable, "-c", PROGRAM_OF_LATER, str(home), str(later)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (again.stdout, again.stderr) == ("Ann,Bo\n", "")
