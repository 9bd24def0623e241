"""Claims about kill -9 in the middle of every daily verb (RELIABILITY P1, P2, P5, P10).

`pytest -m slow tests/store/test_kills_of_the_day.py -n 0 -s` kills five hundred times.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.operations.desk import open_desk
from followup_tui.store.backups import verify
from tests.cast import picture, sizes
from tests.daily_work import DAY, History, is_whole, told_in, work_into

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix")

_ROUND = 25
"""Kills after which everything is taken back, done again, and begun anew."""
Figures = Callable[[str, int], None]


def killed(home: Path, seed: int, told: Path, chance: random.Random) -> None:
    """A day's work in a process of its own, ended without warning: now and then before its first word."""
    before = _size(told)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.daily_work"])
    worker = context.Process(target=work_into, args=(home, seed, told))
    worker.start()
    patience = time.monotonic() + (10 if chance.random() < 0.85 else 0)
    while _size(told) == before and time.monotonic() < patience:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.2))
    worker.kill()
    worker.join(30)
    assert worker.exitcode == -9


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def kill_round(home: Path, kills: int, chance: random.Random) -> tuple[int, int]:
    """Kill that many workers on one home; (acknowledged, lost)."""
    told, history, lost = home.parent / f"{home.name}.told", History(), 0
    heard = 0
    for _ in range(kills):
        killed(home, chance.randrange(1 << 30), told, chance)
        steps = told_in(told)
        history.take(steps[heard:])
        heard = len(steps)
        desk = open_desk(home, today=DAY)
        lost += history.lost(desk.store.database)
        assert is_whole(desk.store)
        desk.store.close()
    taken_back_and_done_again(home)
    return history.acknowledged, lost


def taken_back_and_done_again(home: Path) -> None:
    """Undo goes back to an empty home, redo forth to the very same rows; every backup is whole."""
    desk = open_desk(home, today=DAY)
    desk.store.journal.redo(1 << 20)
    before = picture(desk.store)
    steps = len(desk.store.journal.undo(1 << 20))
    assert sizes(desk.store) == {}
    assert len(desk.store.journal.redo(1 << 20)) == steps
    assert picture(desk.store) == before
    assert is_whole(desk.store)
    desk.store.close()
    for made in desk.store.backups.glob("*.db"):
        verify(made)


def test_a_dozen_kills_in_a_day(tmp_path: Path, figure: Figures) -> None:
    """Killed twelve times at random moments of a busy day, nothing acknowledged is lost, nothing is
    half there, and undo still leads back to the beginning."""
    acknowledged, lost = kill_round(tmp_path / "home", 12, random.Random(61))
    figure("kills", 12)
    figure("acknowledged", acknowledged)
    figure("acknowledged and lost", lost)
    assert acknowledged >= 8
    assert lost == 0


@pytest.mark.slow
def test_five_hundred_kills(tmp_path: Path, figure: Figures) -> None:
    """The same five hundred times, at moments that differ from run to run."""
    kills = int(os.environ.get("KILLS", "500"))
    seed = random.SystemRandom().randrange(1 << 30)
    print(f"\nseed {seed}")
    chance = random.Random(seed)
    acknowledged = lost = 0
    for number in range(0, kills, _ROUND):
        more, gone = kill_round(tmp_path / f"home{number}", min(_ROUND, kills - number), chance)
        acknowledged, lost = acknowledged + more, lost + gone
    print(f"{kills} kills, {acknowledged} steps acknowledged, {lost} lost")
    figure("kills", kills)
    figure("acknowledged", acknowledged)
    figure("acknowledged and lost", lost)
    assert lost == 0
