"""Claims about the review: one person at a time, every answer with its consequence, one key each."""

from __future__ import annotations

import pytest

from followup_tui.operations.desk import Desk
from followup_tui.tui.screens.review import ReviewScreen
from tests.tui import stage
from tests.tui.stage import Stage, flat, opened, press, save, toasts


def screen(pilot: Stage) -> ReviewScreen:
    """The review that is open."""
    found = pilot.app.screen
    assert isinstance(found, ReviewScreen)
    return found


def who(pilot: Stage) -> str:
    """Whose card is up."""
    view = screen(pilot).view
    return view.contact.name if view else ""


def done_today(desk: Desk) -> int:
    """How many touches of mine are done."""
    return desk.store.touches.done_on(desk.today)


async def test_one_person_stands_there_at_a_time(town: Desk) -> None:
    """S2.5: brief, script and answers of one; n goes on, b goes back, nothing is recorded."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        first = who(pilot)
        assert first
        await press(pilot, "n")
        assert who(pilot) not in ("", first)
        await press(pilot, "b")
        assert who(pilot) == first
        assert done_today(town) == 0


async def test_each_answer_says_what_it_brings(town: Desk) -> None:
    """The next form and date stand beside every key before one is pressed."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        seen = flat(stage.seen(pilot))
        for label in ("space", "no answer", "not now", "asked me to stop"):
            assert label in seen
        assert "nothing more, ever" in seen


async def test_space_records_the_usual_and_goes_on(town: Desk) -> None:
    """One key a person; the toast tells what comes next and how to take it back."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        first = who(pilot)
        await press(pilot, "space")
        assert done_today(town) == 1
        assert who(pilot) != first
        assert "u undo" in toasts(pilot)[-1]


async def test_undo_goes_back_to_whom_it_was_about(town: Desk) -> None:
    """The answer is taken back, and their card is up again."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        first = who(pilot)
        await press(pilot, "space", "u")
        assert done_today(town) == 0
        assert who(pilot) == first


async def test_not_now_asks_for_their_words_and_day(town: Desk) -> None:
    """S1.39: the day they named becomes the next date."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        view = screen(pilot).view
        assert view is not None
        await press(pilot, "6")
        await save(pilot, said="after the fair", until="12 jan 2027")
        planned = town.store.touches.planned(view.contact.id)
        assert "2027-01-12" in [str(t.due_on) for t in planned]


async def test_an_answer_is_recorded_once(town: Desk) -> None:
    """Going back to somebody who is settled and pressing space again adds nothing."""
    async with opened(town) as pilot:
        await press(pilot, "v", "space", "b", "space")
        assert done_today(town) == 1


async def test_leaving_out_is_one_key_without_a_reason(town: Desk) -> None:
    """S1.16: nobody asks why."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        view = screen(pilot).view
        await press(pilot, "s")
        assert view is not None
        states = {t.state.value for t in town.store.touches.timeline(view.contact.id)}
        assert "skipped" in states


async def test_the_end_is_kind_and_says_what_comes_next(town: Desk) -> None:
    """After the last card: that is all, and who is next."""
    async with opened(town) as pilot:
        await press(pilot, "v")
        for _ in range(12):
            if screen(pilot).over:
                break
            await press(pilot, "n")
        seen = flat(stage.seen(pilot))
        assert "That is all for today." in seen
        assert "Next is" in seen
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ReviewScreen)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_a_small_screen_has_script_and_answers(town: Desk, size: tuple[int, int]) -> None:
    """The brief takes the place of the script there."""
    async with opened(town, size=size) as pilot:
        await press(pilot, "v")
        assert "asked me to stop" in flat(stage.seen(pilot))
        await press(pilot, "i")
        assert "Brief" in flat(stage.seen(pilot))


async def test_the_review_stays_letters_with_plain_signs(town: Desk) -> None:
    """`--ascii` works here, too."""
    async with opened(town, ascii_only=True) as pilot:
        await press(pilot, "v")
        assert stage.seen(pilot).isascii()
