"""Keys that arrive all at once, as after a stall of the line, mean what they would have meant one by one."""

from __future__ import annotations

from followup_tui.operations.desk import Desk
from tests.tui import stage
from tests.tui.stage import chosen, opened, press, press_at_once
from tests.tui.town import newest, planned


async def test_letters_after_slash_go_into_the_filter(town: Desk) -> None:
    """None of them is taken for a command."""
    async with opened(town) as pilot:
        before = planned(town, "Nora Lind")
        await press_at_once(pilot, "slash", *"dea")
        assert "/ dea" in stage.seen(pilot)
        assert chosen(pilot) == "Omar Dean"
        assert planned(town, "Nora Lind") == before


async def test_letters_after_enter_go_into_the_script(town: Desk) -> None:
    """Also the very first time, while the editor is being made."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j", "3")
        await press_at_once(pilot, "enter", *" deal")
        await press(pilot, "escape")
        assert "Reyes deal" in stage.flat(stage.script(pilot))


async def test_letters_after_a_key_that_asks_go_into_the_dialog(town: Desk) -> None:
    """In their order, and nothing is done behind it."""
    async with opened(town) as pilot:
        before = planned(town, "Nora Lind")
        await press_at_once(pilot, "n", *"deals")
        assert stage.values(pilot)["text"] == "deals"
        await press(pilot, "escape")
        assert stage.is_main(pilot)
        assert planned(town, "Nora Lind") == before


async def test_two_people_are_done_by_two_keys(town: Desk) -> None:
    """Each with their own words, the cursor on the third."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        await press_at_once(pilot, "d", "k", "d")
        assert newest(town, "Ann Lee").text.startswith("Hi Ann")
        assert newest(town, "Maya Orr").done_on == town.today
        assert chosen(pilot) == "Luis Ferro"


async def test_a_move_waits_for_the_deed_before_it(town: Desk) -> None:
    """Done, then down: the second after the one that was done."""
    async with opened(town) as pilot:
        await press_at_once(pilot, "d", "j")
        assert newest(town, "Nora Lind").done_on == town.today
        assert chosen(pilot) == "Ann Lee"


async def test_a_deed_is_done_to_whom_the_move_before_it_chose(town: Desk) -> None:
    """Down, then done: never the one above."""
    async with opened(town) as pilot:
        before = planned(town, "Nora Lind")
        await press_at_once(pilot, "j", "d")
        assert newest(town, "Maya Orr").done_on == town.today
        assert planned(town, "Nora Lind") == before


async def test_a_deed_is_taken_back_by_the_next_key(town: Desk) -> None:
    """d and u at once: done, then taken back, and the person is where they were."""
    async with opened(town) as pilot:
        await press_at_once(pilot, "d", "u")
        (entry, *_) = town.store.journal.entries()
        assert entry.undone
        assert chosen(pilot) == "Nora Lind"
        assert stage.toasts(pilot) == [f"Taken back: {entry.did}"]
