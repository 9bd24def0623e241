"""Claims about the power failing in the middle of the day (RELIABILITY P1, P2).

The real program's writes and syncs are recorded; files are rebuilt as a disk could hold them after a cut
at any moment, and opened by the program. `pytest -m slow tests/powercut -n 0 -s` makes 400 cuts.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_tui.errors import Corrupt, Missing
from followup_tui.operations.desk import open_desk
from tests.daily_work import DAY, History, is_whole
from tests.powercut.recorded import Disk, events, run_recorded, scratch

Figures = Callable[[str, int], None]

DAY_RECORDED = """
import json, os, sys
from pathlib import Path
from followup_tui.operations.desk import open_desk
from tests import daily_work

# The log is folded into the file often, so that cuts meet that as well.
opened = open_desk
def often(*a, **k):
    desk = opened(*a, **k)
    desk.store.database.connection().execute("PRAGMA wal_autocheckpoint = 40")
    return desk
daily_work.open_desk = often

def say(step):
    os.write(1, json.dumps(step).encode() + b"\\n")

daily_work.work(Path(sys.argv[1]), int(sys.argv[2]), say, int(sys.argv[3]))
"""


def cut_often(tmp_path: Path, cuts: int, steps: int, seed: int) -> dict[str, int]:
    """Cut the power so many times in one recorded day, and count what the program then finds."""
    log = tmp_path / "log"
    run_recorded(DAY_RECORDED, tmp_path / "home", str(seed), str(steps), into=log)
    recorded, chance = events(log), random.Random(seed)
    begun = next(n for n, event in enumerate(recorded) if event.kind == "A")
    # A few before the first word was said: the very first start may be cut as well.
    early = chance.sample(range(4, begun), min(max(cuts // 20, 1), begun - 4))
    chosen = {*early, *chance.sample(range(begun, len(recorded)), min(cuts, len(recorded) - begun))}
    disk, told = Disk(), dict.fromkeys(("images", "acknowledged", "lost", "damaged"), 0)
    with scratch() as folder:
        for number, event in enumerate(recorded):
            disk.take(event)
            if number not in chosen:
                continue
            for _, home in disk.images(folder, chance):
                lost, whole = _after(home, disk)
                told["images"] += 1
                told["lost"] += lost
                told["damaged"] += not whole
    told["acknowledged"] = len(disk.steps)
    return told


def _after(home: Path, disk: Disk) -> tuple[int, bool]:
    """(steps lost, whether all is whole) of what the program finds after a cut."""
    history = History()
    history.take(disk.steps)
    try:
        desk = open_desk(home, today=DAY)
    except (Corrupt, Missing):
        return history.acknowledged, False
    try:
        return history.lost(desk.store.database), is_whole(desk.store)
    finally:
        desk.store.close()


def _tell(figure: Figures, cuts: int, told: dict[str, int]) -> None:
    figure("power cuts", cuts)
    figure("images of a disk", told["images"])
    figure("steps before them", told["acknowledged"])
    figure("lost to a cut", told["lost"])
    figure("images damaged", told["damaged"])


def test_forty_cuts(tmp_path: Path, figure: Figures) -> None:
    """Forty cuts of a short day, four disks each: whatever was acknowledged is there, all is whole."""
    told = cut_often(tmp_path, 40, 25, 11)
    _tell(figure, 40, told)
    assert told["images"] >= 160
    assert told["acknowledged"] > 15
    assert (told["lost"], told["damaged"]) == (0, 0)


@pytest.mark.slow
def test_four_hundred_cuts(tmp_path: Path, figure: Figures) -> None:
    """Four hundred cuts of a long day, which differs from run to run."""
    seed = random.SystemRandom().randrange(1 << 30)
    told = cut_often(tmp_path, 400, 250, seed)
    print(f"\nseed {seed}: 400 cuts, {told}")
    _tell(figure, 400, told)
    assert (told["lost"], told["damaged"]) == (0, 0)


def test_the_very_first_moments(tmp_path: Path, figure: Figures) -> None:
    """Cut at every moment at which the new file has no log yet, the program starts as if for the first
    time."""
    log = tmp_path / "log"
    run_recorded(DAY_RECORDED, tmp_path / "home", "11", "1", into=log)
    disk, chance, images = Disk(), random.Random(1), 0
    with scratch() as folder:
        for event in events(log):
            disk.take(event)
            if disk.steps:
                break
            if "followup.db-journal" not in disk.synced:
                continue
            for _, home in disk.images(folder, chance):
                assert _after(home, disk) == (0, True)
                images += 1
    assert images
    figure("images of a disk", images)


def test_the_simulator_sees_a_loss(tmp_path: Path) -> None:
    """Where the program leaves syncs out, the same cuts do lose acknowledged steps: the test can fail."""
    careless = DAY_RECORDED.replace("wal_autocheckpoint = 40", "synchronous = NORMAL")
    log = tmp_path / "log"
    run_recorded(careless, tmp_path / "home", "11", "25", into=log)
    disk = Disk()
    for event in events(log):
        disk.take(event)
        if len(disk.steps) == 10:
            break
    _, home = next(disk.images(tmp_path / "cut", random.Random(1)))
    lost, _ = _after(home, disk)
    assert lost > 0
