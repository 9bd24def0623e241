"""Claims about the calendar file while the program is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from followup_tui.operations.desk import Desk
from tests.cast import add
from tests.tui.stage import app_of, opened, press, settled


def _with_file(desk: Desk, file: Path) -> Desk:
    calendar = desk.config.calendar._replace(file=str(file))
    return replace(desk, config=replace(desk.config, calendar=calendar))


async def test_a_key_that_changes_the_plan_refreshes_the_calendar(desk: Desk, home: Path) -> None:
    """A moment after the last change the file holds the new plan; no key waits for it."""
    add(desk)
    file = home / "plan.ics"
    with patch("followup_tui.tui.calendar._QUIET", 0.01):
        async with opened(_with_file(desk, file)) as pilot:
            assert not file.exists()
            await press(pilot, "d")
            await _until(file.exists)
            await settled(pilot)
    assert file.read_text().count("BEGIN:VEVENT") == 1


async def test_a_calendar_that_fails_is_told_once(desk: Desk, home: Path) -> None:
    """The act stands; a toast says what went wrong with the file."""
    ann = add(desk)
    with patch("followup_tui.tui.calendar._QUIET", 0.01):
        async with opened(_with_file(desk, home / "no" / "plan.ics")) as pilot:
            with patch.object(app_of(pilot), "tell") as tell:
                await press(pilot, "d")
                await _until(lambda: any("calendar" in str(c) for c in tell.call_args_list))
    assert [t.state for t in desk.store.touches.timeline(ann.id)][-1] == "done"


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")
