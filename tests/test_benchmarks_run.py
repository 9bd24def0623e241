"""The benchmarks run: they are no timed tests, but code that nobody runs would rot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the benchmarks need a Unix terminal", allow_module_level=True)

from benchmarks.__main__ import main
from benchmarks.crowd import FIRST, TOUCHES, Crowds, desk_of
from benchmarks.figures import BEGIN, END, README, Absent, Figure, Found, put_into, table
from benchmarks.goals import BY_ID, GOALS
from benchmarks.processes import OutOfTime, wall_ms

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory) -> Crowds:
    """A folder for crowds that no other test uses."""
    return Crowds(tmp_path_factory.mktemp("crowds") / "kept")


@pytest.mark.slow
def test_a_quick_run_prints_its_figures(crowds: Crowds) -> None:
    """The command measures, in a real terminal too, and prints each ratio beside its goal."""
    asked = ("--quick", "--pairs", "1", "--sizes", "100", "--only", "agenda", "--only", "memory")
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", *asked, "--cache", str(crowds.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
        env=dict(os.environ),
    )
    assert ran.returncode == 0, ran.stderr
    for goal in ("agenda-page", "timeline", "first-frame", "saved-draft", "memory", "leaving"):
        row = next(r for r in ran.stdout.splitlines() if r.startswith(f"| {BY_ID[goal].what} |"))
        assert BY_ID[goal].said in row
        assert row.split(" | ")[2].split()[0] not in ("", "0.00")


def test_a_crowd_is_what_the_program_would_have_written(crowds: Crowds) -> None:
    """Twenty touches each, the agenda's columns right, and every word in the search."""
    with desk_of(crowds.home(100)) as desk:
        assert desk.store.people.count() == 100
        assert desk.store.database.value("SELECT count(*) FROM touch") == 100 * TOUCHES
        assert desk.store.stale_contacts() == ()
        assert desk.store.search.stale() == ()
        assert desk.store.database.tuples("PRAGMA foreign_key_check") == []


def test_a_copy_leaves_the_kept_crowd_alone(crowds: Crowds) -> None:
    """What a benchmark writes is gone with its copy."""
    with crowds.copy(100) as home, desk_of(home) as desk:
        desk.store.drafts.drop(1)
        assert desk.store.people.contact(1).name == FIRST
    with desk_of(crowds.home(100)) as desk:
        assert desk.store.drafts.draft(1) is not None
    assert not home.exists()


def test_a_process_that_does_not_end_is_ended(tmp_path: Path) -> None:
    """Nothing that is measured may be waited for without a limit."""
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    with pytest.raises(OutOfTime, match=r"more than 0 s"):
        wall_ms(command, dict(os.environ), tmp_path, limit=0.2)


def test_a_goal_that_is_not_met_says_why() -> None:
    """The reason stands beside the figure, and only there where it is needed."""
    found: list[Found] = [
        Figure("memory", 100, 1.2),
        Figure("leaving", 100, 1.3),
        Absent("due-task", "no task"),
    ]
    rows = table(found, (100,), {"memory": "unused", "leaving": "it folds the log"}).splitlines()
    assert any("1.20 ×" in row and "| yes |  |" in row for row in rows)
    assert any("1.30 ×" in row and "| no | it folds the log |" in row for row in rows)
    assert any("no task" in row for row in rows)


def test_a_goal_is_met_only_when_all_sizes_meet_it() -> None:
    """One size that misses it makes it a miss."""
    found = [Figure("memory", 100, 1.2), Figure("memory", 10_000, 1.6)]
    assert "| no |" in table(found, (100, 10_000), {})


def test_a_part_of_a_run_never_reaches_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    """What was measured in a hurry, or only partly, does not replace the whole table."""
    before = README.read_bytes()
    for less in ("--quick", "--only=agenda"):
        with pytest.raises(SystemExit) as left:
            main(["--write", less])
        assert left.value.code == 2
    assert "whole run" in capsys.readouterr().err
    assert README.read_bytes() == before


def test_every_goal_has_an_id_of_its_own() -> None:
    """Reasons and figures find their line by it."""
    assert len(BY_ID) == len(GOALS)


def test_the_readme_has_a_place_for_the_figures() -> None:
    """Writing replaces what stands between the marks, and nothing else."""
    readme = README.read_text("utf-8")
    written = put_into(readme, "| new |")
    assert f"{BEGIN}\n| new |\n{END}" in written
    assert written.partition(BEGIN)[0] == readme.partition(BEGIN)[0]
    assert written.partition(END)[2] == readme.partition(END)[2]
    with pytest.raises(ValueError, match="no place"):
        put_into("no marks here", "| new |")
