"""Claims about being killed in the middle of a write, and about two programs writing at once."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from followup_tui.core.words import TouchState
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.importing import import_files
from followup_tui.store.backups import quick_check, verify
from followup_tui.store.database import LOCK_PATIENCE, SCHEMA
from followup_tui.store.store import Store
from tests.cast import add, picture, sizes

TODAY = date(2026, 3, 2)

WORKER = """
import sys
from datetime import date
from pathlib import Path
from followup_tui.operations import people, touches
from followup_tui.operations.desk import open_desk
from followup_tui.operations.touches import Happened

desk = open_desk(Path(sys.argv[1]), today=date(2026, 3, 2))
stars = [c for c in desk.store.people.everyone()]
print("ready", flush=True)
while True:
    for contact in stars:
        (touch,) = desk.store.touches.planned(contact.id)
        recorded = touches.done(desk, touch, Happened("call", outcome="reached", note="by the worker"))
        print(recorded.touch.id, flush=True)
"""

IMPORTER = """
import sys
from datetime import date
from pathlib import Path
from followup_tui.operations.desk import open_desk
from followup_tui.operations.importing import import_files

desk = open_desk(Path(sys.argv[1]), today=date(2026, 3, 2))
print("ready", flush=True)
import_files(desk, [Path(sys.argv[2])])
print("imported", flush=True)
"""

MARKER = """
import sys
from datetime import date
from pathlib import Path
from followup_tui.errors import Conflict, RuleError
from followup_tui.operations import touches
from followup_tui.operations.desk import open_desk
from followup_tui.operations.touches import Happened

desk = open_desk(Path(sys.argv[1]), today=date(2026, 3, 2))
planned = [desk.store.touches.touch(int(n)) for n in sys.argv[2].split(",")]
print("ready", flush=True)
sys.stdin.readline()
done = 0
for touch in planned:
    try:
        touches.done(desk, touch, Happened(note=sys.argv[3]))
        done += 1
    except (Conflict, RuleError):
        pass
desk.store.close()
print(done)
"""

NOTER = """
import sys
from datetime import date
from pathlib import Path
from followup_tui.errors import Conflict
from followup_tui.operations import people
from followup_tui.operations.desk import open_desk
from followup_tui.operations.people import Details

desk = open_desk(Path(sys.argv[1]), today=date(2026, 3, 2))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(40):
    while True:
        contact = desk.store.people.contact(1)
        title = f"{contact.title}{sys.argv[2]}"
        try:
            people.edit(desk, contact, Details(title=title), rev=contact.rev)
            break
        except Conflict:
            continue
desk.store.close()
"""


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def killed(process: subprocess.Popen[str], after: float) -> list[str]:
    """What a process had acknowledged when it was killed without warning."""
    time.sleep(after)
    process.kill()
    told, _ = process.communicate(timeout=30)
    # Only a whole line was acknowledged.
    return told.split("\n")[:-1]


def assert_whole(store: Store) -> None:
    """Nothing is half written: every done touch has its follow-on, once, and the index agrees."""
    assert quick_check(store.database.connection()) == "ok"
    assert store.stale_contacts() == ()
    assert not store.database.tuples("PRAGMA foreign_key_check")
    followed = store.database.tuples(
        "SELECT done.id, count(next.id) FROM touch AS done LEFT JOIN touch AS next"
        " ON next.prev_id = done.id WHERE done.state = 'done' GROUP BY done.id"
    )
    assert {count for _, count in followed} <= {1}
    rows = store.database.value(
        "SELECT count(*) FROM touch WHERE state = 'done' AND note = 'by the worker'"
    )
    journalled = store.database.value("SELECT count(*) FROM action WHERE did LIKE 'call to%'")
    assert rows == journalled


def test_a_kill_loses_nothing_that_was_acknowledged(desk: Desk) -> None:
    """Killed at six random moments, a program that marks touches done has lost no acknowledged one
    and left no action half written."""
    for number in range(12):
        add(desk, f"Person {number}", company=f"Company {number}")
    chance = random.Random(2026)
    acknowledged: set[int] = set()
    for _ in range(6):
        worker = started(WORKER, desk.paths.home)
        acknowledged |= {int(line) for line in killed(worker, chance.uniform(0.02, 0.3))}
        reopened = open_desk(desk.paths.home, today=TODAY)
        assert_whole(reopened.store)
        states = {i: reopened.store.touches.touch(i).state for i in acknowledged}
        assert set(states.values()) <= {TouchState.DONE}
        reopened.store.close()
    assert acknowledged


def test_a_killed_import_is_whole_or_absent(desk: Desk, tmp_path: Path) -> None:
    """Killed at four random moments, an import of 300 people has brought all of them or nobody."""
    file = tmp_path / "people.vcf"
    file.write_text(
        "".join(
            f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nORG:Company {n % 40}\nEMAIL:p{n}@a.example\n"
            f"END:VCARD\n"
            for n in range(300)
        )
    )
    chance = random.Random(7)
    for _ in range(4):
        killed(started(IMPORTER, desk.paths.home, file), chance.uniform(0.01, 0.25))
        assert desk.store.people.count() in (0, 300)
        undoable = [e for e in desk.store.journal.entries() if not e.undone]
        assert len(undoable) == bool(desk.store.people.count())
        desk.store.journal.undo()
        assert sizes(desk.store) == {}
    import_files(desk, [file])
    assert desk.store.people.count() == 300


def test_a_killed_first_start_is_no_obstacle(tmp_path: Path) -> None:
    """Killed while it makes its first database, the program starts normally the next time."""
    program = (
        "import sys; from pathlib import Path\n"
        "from followup_tui.operations.desk import open_desk\n"
        "import followup_tui.store.store, playhouse.migrations\n"
        "print('ready', flush=True)\n"
        "open_desk(Path(sys.argv[1]))\n"
    )
    chance = random.Random(5)
    for number in range(5):
        home = tmp_path / str(number)
        killed(started(program, home), chance.uniform(0, 0.05))
        desk = open_desk(home)
        assert desk.store.database.value("PRAGMA user_version") == SCHEMA
        assert desk.store.people.count() == 0
        desk.store.close()


def test_a_killed_backup_leaves_no_bad_file(desk: Desk) -> None:
    """Whatever stands under the name of a backup is whole, also when its maker was killed."""
    for number in range(5):
        add(desk, f"Person {number}", company=f"Company {number}")
    program = (
        "import sys; from pathlib import Path\n"
        "from followup_tui.operations import upkeep\n"
        "from followup_tui.operations.desk import open_desk\n"
        "desk = open_desk(Path(sys.argv[1]))\n"
        "print('ready', flush=True)\n"
        "while True: upkeep.backup(desk)\n"
    )
    chance = random.Random(3)
    for _ in range(3):
        killed(started(program, desk.paths.home), chance.uniform(0.01, 0.15))
    made = list(desk.store.backups.glob("*.db"))
    assert made
    assert {verify(path) for path in made} == {5}


def test_two_programs_mark_the_same_touches(desk: Desk) -> None:
    """Two programs mark the same 40 touches done: 40 are done once, with 40 follow-ons."""
    ids = []
    for number in range(40):
        contact = add(desk, f"Person {number}", company=f"Company {number}")
        ids.append(contact.next_touch_id)
    listed = ",".join(map(str, ids))
    workers = [started(MARKER, desk.paths.home, listed, name) for name in ("one", "two")]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    marked = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    assert sum(marked) == 40
    store = desk.store
    done = store.database.tuples("SELECT id, note FROM touch WHERE state = 'done' ORDER BY id")
    assert [row[0] for row in done] == ids
    assert sorted(len([n for _, n in done if n == name]) for name in ("one", "two")) == sorted(
        marked
    )
    follow_ons = store.database.tuples("SELECT prev_id FROM touch WHERE state = 'planned'")
    assert sorted(row[0] for row in follow_ons) == ids
    assert_whole(store)


def test_two_programs_edit_the_same_person(desk: Desk) -> None:
    """Two programs append to one title 40 times each, and all 80 letters arrive."""
    add(desk)
    workers = [started(NOTER, desk.paths.home, letter) for letter in "ab"]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=60)
        assert worker.returncode == 0
    title = desk.store.people.contact(1).title
    assert (title.count("a"), title.count("b")) == (40, 40)


def test_undo_after_a_kill(desk: Desk) -> None:
    """What a killed program had done can be taken back to the beginning by the next one."""
    for number in range(4):
        add(desk, f"Person {number}", company=f"Company {number}")
    start = picture(desk.store)
    killed(started(WORKER, desk.paths.home), 0.1)
    reopened = open_desk(desk.paths.home, today=TODAY)
    calls = [e for e in reopened.store.journal.entries(1000) if e.did.startswith("call to")]
    reopened.store.journal.undo(len(calls))
    assert picture(reopened.store) == start
    reopened.store.close()


def test_nobody_starves_beside_a_busy_program(desk: Desk) -> None:
    """Beside a program that writes without a pause, twenty writes of mine take their turn quickly."""
    for number in range(4):
        add(desk, f"Person {number}", company=f"Company {number}")
    worker = started(WORKER, desk.paths.home)
    slowest = 0.0
    for number in range(20):
        began = time.monotonic()
        with desk.store.action("add a company") as action:
            action.insert("company", name=f"Other {number}", name_key=f"other {number}")
        slowest = max(slowest, time.monotonic() - began)
    killed(worker, 0)
    assert slowest < LOCK_PATIENCE / 10
