"""Claims about the statistics screen: what it shows, on every size, and without colour."""

from __future__ import annotations

import pytest

from followup_tui.operations.desk import Desk
from tests.tui import stage
from tests.tui.stage import flat, opened, press


async def test_the_figures_are_one_key_away(town: Desk) -> None:
    """S3.42: answers come before touches, and a rate comes with what it rests on."""
    async with opened(town) as pilot:
        await press(pilot, "S")
        seen = flat(stage.seen(pilot))
        assert "Statistics" in seen
        assert "counted touches of yours" in seen or "counted touch of yours" in seen
        assert "they answered" in seen


async def test_the_figures_stay_letters_with_plain_signs(town: Desk) -> None:
    """`--ascii` works here, too."""
    async with opened(town, ascii_only=True) as pilot:
        await press(pilot, "S")
        assert stage.seen(pilot).isascii()


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_a_small_screen_has_them_whole(town: Desk, size: tuple[int, int]) -> None:
    """The rates keep their numbers where there is no room for bars."""
    async with opened(town, size=size) as pilot:
        await press(pilot, "S", "G")
        assert "Statistics" in stage.seen(pilot)
