"""Where the file or another window gets in the way, one sentence says so and nothing typed is lost."""

from __future__ import annotations

import pytest

from followup_tui.errors import Corrupt, DiskFull
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.store.drafts import Drafts
from followup_tui.store.person_reading import Readings
from tests.tui import stage
from tests.tui.stage import chosen, flat, opened, press, save, settled, toasts

FULL = "The disk is full: make room, then go on."
A_MOMENT = 0.25


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No draft can be saved."""

    def refuse(*_: object) -> None:
        raise DiskFull(FULL)

    monkeypatch.setattr(Drafts, "save", refuse)


@pytest.mark.usefixtures("full_disk")
async def test_typing_goes_on_when_the_draft_cannot_be_saved(town: Desk) -> None:
    """It is told, and the words stay where they are typed."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j", "3", "enter", *" Oh")
        await pilot.pause(A_MOMENT)
        assert toasts(pilot) == [FULL]
        await press(pilot, *" so")
        assert "Reyes Oh so" in flat(stage.script(pilot))


@pytest.mark.usefixtures("full_disk")
async def test_words_that_cannot_be_saved_stay_on_the_screen(town: Desk) -> None:
    """Also after the editing has ended: they can be copied still."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j", "3", "enter", *" Oh", "escape")
        assert FULL in toasts(pilot)
        assert "Reyes Oh" in flat(stage.script(pilot))


async def test_an_action_that_cannot_be_written_is_told(
    town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person stays in the list, and the next key works."""

    def refuse(*_: object, **__: object) -> None:
        raise DiskFull(FULL)

    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        monkeypatch.setattr("followup_tui.operations.touches.done", refuse)
        await press(pilot, "d")
        assert toasts(pilot) == [FULL]
        assert chosen(pilot) == "Ann Lee"
        await press(pilot, "j")
        assert chosen(pilot) == "Luis Ferro"


async def test_a_person_that_cannot_be_read_is_told(
    town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program lives on, and the next person can be read."""
    async with opened(town) as pilot:
        with monkeypatch.context() as broken:

            def refuse(*_: object) -> None:
                raise Corrupt("The database is damaged.")

            broken.setattr(Readings, "person", refuse)
            await press(pilot, "j")
            assert toasts(pilot)[-1] == "The database is damaged."
        await press(pilot, "j")
        assert chosen(pilot) == "Ann Lee"


async def test_somebody_whose_adding_was_undone_is_let_go(town: Desk) -> None:
    """The panes go on to whom the cursor is on, and the toast says what was taken back."""
    async with opened(town) as pilot:
        await press(pilot, "a")
        await save(pilot, name="Eve Hart")
        await press(pilot, "u")
        assert toasts(pilot) == ["Taken back: add Eve Hart"]
        assert "Eve Hart" not in stage.stars(pilot) + stage.timeline(pilot)
        assert chosen(pilot) in stage.stars(pilot)
        await press(pilot, "U")
        assert chosen(pilot) == "Eve Hart"


async def test_a_person_deleted_behind_my_back_gives_way(town: Desk) -> None:
    """The panes show who stands under the cursor instead."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        people.delete(town, contact_named(town, "Ann Lee"))
        screen = stage.main(pilot)
        screen.reload(keep=screen.contact_id, person=screen.contact_id)
        await settled(pilot)
        assert chosen(pilot) == "Luis Ferro"
