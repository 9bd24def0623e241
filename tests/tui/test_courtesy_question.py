"""A company that has heard enough is asked about in words: no single key says yes."""

from __future__ import annotations

from followup_tui.core.words import Outcome
from followup_tui.operations.desk import Desk
from tests.cast import picture
from tests.tui import stage
from tests.tui.stage import dialog, fill, flat, go_to, opened, press, save, toasts
from tests.tui.town import newest, planned


async def test_d_asks_and_says_why(town: Desk) -> None:
    """Somebody there heard from me yesterday: the question names who and until when to wait."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        await press(pilot, "d")
        text = flat(dialog(pilot))
        assert "A little soon" in text
        assert "Brightline: wait until Mon 9 Mar; last one yesterday (Kim Brook)." in text


async def test_enter_alone_is_never_yes(town: Desk) -> None:
    """Nor is the key that started it, nor saving without a word."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        before = picture(town.store)
        await press(pilot, "d", "enter", "enter", "ctrl+s")
        assert "A few words on why" in dialog(pilot)
        await fill(pilot, reason="   ")
        await press(pilot, "enter")
        assert not stage.is_main(pilot)
        assert picture(town.store) == before


async def test_escape_leaves_it_for_now(town: Desk) -> None:
    """Nothing is written and nothing is told."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        before = picture(town.store)
        await press(pilot, "d", "escape")
        assert stage.is_main(pilot)
        assert picture(town.store) == before
        assert toasts(pilot) == []


async def test_a_reason_passes_and_is_recorded(town: Desk) -> None:
    """The touch is done, with my words on why."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        await press(pilot, "d")
        await save(pilot, reason="he asked me to")
        touch = newest(town, "Luis Ferro")
    assert (touch.outcome, touch.override) == (Outcome.LEFT_MESSAGE, "he asked me to")


async def test_the_outcome_dialog_asks_as_well(town: Desk) -> None:
    """Escape from the question goes back to what was typed, and nothing is recorded."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        before = picture(town.store)
        await press(pilot, "D")
        await save(pilot, outcome=Outcome.SENT, note="my own words")
        assert "A little soon" in dialog(pilot)
        await press(pilot, "escape")
        assert "my own words" in dialog(pilot)
        assert "Nothing is recorded" in dialog(pilot)
        assert picture(town.store) == before


async def test_nobody_heard_it_so_nobody_asks(town: Desk) -> None:
    """A call without an answer does not count, nor does leaving it out."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        await press(pilot, "D")
        await save(pilot, outcome=Outcome.NO_ANSWER)
        assert stage.is_main(pilot)
    assert planned(town, "Luis Ferro") is not None


async def test_a_clear_company_is_not_asked_about(town: Desk) -> None:
    """d there is one key and done."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "d")
        assert stage.is_main(pilot)
        assert newest(town, "Maya Orr").override == ""
