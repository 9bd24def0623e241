"""Claims about a disk that fails or fills up at any write of any verb (RELIABILITY P1, P15)."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.operations.desk import open_desk
from tests.daily_work import DAY, History, is_whole
from tests.powercut.recorded import run_recorded

Figures = Callable[[str, int], None]

DAY_ON_A_BAD_DISK = """
import ctypes, json, os, random, sys
from pathlib import Path
from tests import daily_work
from followup_tui.errors import FollowupError

home, error, faults = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
fail = ctypes.CDLL(None).fail_writes_from
fail.argtypes = [ctypes.c_long, ctypes.c_int]
chance = random.Random(3)

def say(what):
    os.write(1, json.dumps(what).encode() + b"\\n")

desk = daily_work.open_desk(home, today=daily_work.DAY)
for _ in range(8):
    daily_work.add_somebody(desk, chance)
say(["begin", daily_work._newest(desk.store.database)])
for number in range(1, faults + 1):
    verb = chance.choice(daily_work.VERBS)
    before = daily_work._newest(desk.store.database)
    fail(number % 23 + 1, error)
    try:
        verb(desk, chance)
        failed = ""
    except FollowupError as exc:
        failed = type(exc).__name__ + ": " + str(exc)
    fail(0, 0)
    newest = daily_work._newest(desk.store.database)
    if newest != before:
        say(["did", newest])
    say(["fault", failed])
desk.store.close()
"""
_OURS = ("DiskFull", "IOFailure", "ReadOnly", "Corrupt", "StoreError")


@pytest.mark.parametrize(
    ("error", "expected"), [(errno.ENOSPC, "DiskFull"), (errno.EIO, "IOFailure")]
)
def test_a_disk_that_fails_at_any_write(
    tmp_path: Path, figure: Figures, error: int, expected: str
) -> None:
    """A verb whose n-th write fails, for n from 1 to 23, is done or is one typed sentence; the program
    goes on, what was acknowledged stays, and the file is whole."""
    home = tmp_path / "home"
    told = run_recorded(DAY_ON_A_BAD_DISK, home, str(error), "60")
    rows = [json.loads(row) for row in told.splitlines()]
    failed = [what.partition(":")[0] for kind, what in rows if kind == "fault" and what]
    stopped = [kind for kind in failed if kind in _OURS]
    assert expected in stopped
    assert set(stopped) <= {expected, "IOFailure", "DiskFull"}
    history = History()
    desk = open_desk(home, today=DAY)
    history.lost(desk.store.database)
    entries = {
        row[0]: list(row) for row in desk.store.database.tuples("SELECT id, at, did FROM action")
    }
    lost = [what for kind, what in rows if kind == "did" and entries.get(what[0]) != what]
    assert lost == []
    assert is_whole(desk.store)
    desk.store.close()
    figure("writes that failed", len(stopped))
