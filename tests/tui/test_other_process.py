"""What another window or midnight changes is on the screen within two seconds, without a key."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from followup_tui.operations import people
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.touches import Happened, done
from tests.builders import TODAY, in_days
from tests.tui import stage
from tests.tui.stage import chosen, opened, press, settled
from tests.tui.town import planned

SOON = 2.0
"""Seconds within which a change has to be seen."""


@pytest.fixture
def other(town: Desk, home: Path) -> Iterator[Desk]:
    """A second window on the same file."""
    desk = open_desk(home, today=TODAY)
    yield desk
    desk.store.close()


@dataclass
class Clock:
    """A calendar that a test can turn."""

    day: date

    def __call__(self) -> date:
        return self.day


async def seen_soon(pilot: stage.Stage, condition: Callable[[], bool]) -> bool:
    """Whether it becomes true in time, the program left to itself."""
    end = time.monotonic() + SOON
    while not condition() and time.monotonic() < end:
        await pilot.pause(0.02)
    return condition()


async def test_somebody_added_elsewhere_appears(town: Desk, other: Desk) -> None:
    """In the list, and the person under the cursor stays."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        people.add(other, people.Details("Eve Hart", "Solo"), star=True)
        assert await seen_soon(pilot, lambda: "Eve Hart" in stage.stars(pilot))
        assert chosen(pilot) == "Ann Lee"


async def test_a_touch_done_elsewhere_leaves_its_place(town: Desk, other: Desk) -> None:
    """The counts follow as well, and the timeline of who is shown."""
    async with opened(town) as pilot:
        await press(pilot, "j")
        touch = planned(other, "Maya Orr")
        assert touch is not None
        done(other, touch, Happened())
        assert await seen_soon(pilot, lambda: "1 of 4 done" in stage.seen(pilot))
        assert "left a message" in stage.timeline(pilot)


async def test_typing_goes_on_while_another_window_writes(town: Desk, other: Desk) -> None:
    """The words in the editor are untouched by the new list around them."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j", "3", "enter", *" Oh")
        people.add(other, people.Details("Eve Hart", "Solo"), star=True)
        assert await seen_soon(pilot, lambda: "Eve Hart" in stage.stars(pilot))
        await press(pilot, *" so", "escape")
        assert "Reyes Oh so" in stage.script(pilot)


async def test_a_person_deleted_elsewhere_is_let_go(town: Desk, other: Desk) -> None:
    """The cursor stands on somebody who is there, and keys go on working."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        people.delete(other, contact_named(other, "Ann Lee"))
        assert await seen_soon(pilot, lambda: "Ann Lee" not in stage.stars(pilot))
        await settled(pilot)
        await press(pilot, "k", "j")
        assert chosen(pilot) == "Luis Ferro"


async def test_an_open_dialog_is_left_alone(town: Desk, other: Desk) -> None:
    """What changes below it is read when it is closed."""
    async with opened(town) as pilot:
        await press(pilot, "n")
        await stage.fill(pilot, text="half a note")
        people.add(other, people.Details("Eve Hart", "Solo"), star=True)
        await pilot.pause(1.2)
        assert "half a note" in stage.dialog(pilot)
        await press(pilot, "escape")
        assert await seen_soon(pilot, lambda: "Eve Hart" in stage.stars(pilot))


async def test_midnight_turns_the_day(town: Desk) -> None:
    """Who was due today is waiting, and the first line has the new date."""
    clock = Clock(TODAY)
    async with opened(replace(town, clock=clock)) as pilot:
        assert "2 today" in stage.seen(pilot)
        clock.day = in_days(1)
        assert await seen_soon(pilot, lambda: "Tue 3 Mar 2026" in stage.seen(pilot))
        assert "3 waiting" in stage.seen(pilot)
        assert "since Mon" in stage.stars(pilot)


async def test_nothing_is_read_while_nothing_changes(town: Desk) -> None:
    """The look for changes is one question, not the whole list again."""
    async with opened(town) as pilot:
        with stage.statements(town) as asked:
            await pilot.pause(1.3)
    assert set(asked) <= {"PRAGMA data_version"}
    assert asked
