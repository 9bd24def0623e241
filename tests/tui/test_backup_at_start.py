"""Claims about the backup of the day when the program is opened (RELIABILITY P16)."""

from __future__ import annotations

import asyncio

import pytest

from followup_tui.errors import DiskFull
from followup_tui.operations.desk import Desk
from followup_tui.store import backups
from followup_tui.store.backups import verify
from followup_tui.tui import app as program
from tests.tui.stage import chosen, opened, press, toasts


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test need not wait as long as a person would not notice."""
    monkeypatch.setattr(program, "_BACK_UP_AFTER", 0.01)


async def until(true: object) -> None:
    """Wait for what a thread is about to do."""
    assert callable(true)
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")


async def test_the_first_start_of_a_day_makes_a_copy(town: Desk) -> None:
    """Opened, the program has backed everybody up, without a word and without being in the way."""
    folder = town.store.backups
    for path in folder.glob("*"):
        path.unlink()
    async with opened(town) as pilot:
        await press(pilot, "j")
        await until(lambda: list(folder.glob("daily-*.db")))
        assert toasts(pilot) == []
        assert chosen(pilot) == "Maya Orr"
    (made,) = folder.glob("daily-*.db")
    assert verify(made) > 5


async def test_a_copy_that_fails_is_told_and_the_day_goes_on(
    town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One toast says what is wrong; the next key works."""

    def full(*_: object) -> None:
        raise DiskFull("The disk is full: make some room.")

    for path in town.store.backups.glob("*"):
        path.unlink()
    monkeypatch.setattr(backups, "backup", full)
    async with opened(town) as pilot:
        await until(lambda: toasts(pilot))
        assert "could not be made: The disk is full" in toasts(pilot)[0]
        await press(pilot, "j")
        assert chosen(pilot) == "Maya Orr"
