"""What a key paints: one frame, nothing laid out anew, and no row that stands there already."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pyte
import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen

from followup_tui.operations.desk import Desk
from followup_tui.tui.app import FollowupApp
from followup_tui.tui.lines import Line, line, wrap
from followup_tui.tui.theme import DARK
from followup_tui.tui.widgets import pane as drawing
from followup_tui.tui.widgets.pane import LinePane
from tests.tui.capture import CaptureDriver
from tests.tui.stage import main, opened, press, quick, settled


@contextmanager
def counted(owner: Any, name: str) -> Iterator[list[Any]]:
    """Every call of one function of an owner, by its arguments."""
    calls: list[Any] = []
    real = getattr(owner, name)

    def counting(*args: Any, **given: Any) -> Any:
        calls.append(args)
        return real(*args, **given)

    with patch.object(owner, name, counting):
        yield calls


async def test_a_step_lays_nothing_out(town: Desk) -> None:
    """The panes keep their places from person to person, as long as each has its bar or none."""
    async with opened(town) as pilot:
        await press(pilot, "j")
        with counted(Screen, "_refresh_layout") as laid_out:
            await press(pilot, "j", "k")
        assert laid_out == []


async def test_a_step_is_one_frame(town: Desk) -> None:
    """List, timeline, script and notes change together."""
    async with opened(town) as pilot:
        await press(pilot, "j")
        with counted(Screen, "_compositor_refresh") as frames:
            await press(pilot, "j")
        assert len(frames) == 1


async def test_rows_that_stand_are_not_drawn_again(town: Desk) -> None:
    """Back where one was, every row is known."""
    async with opened(town) as pilot:
        await press(pilot, "j", "k")
        with counted(drawing, "draw") as drawn:
            await press(pilot, "j", "k")
        assert drawn == []


async def test_another_theme_draws_all_anew(town: Desk) -> None:
    """No row of the old colours stays."""
    async with opened(town) as pilot:
        stars = main(pilot).query_one("#stars", LinePane)
        before = stars.render_lines(Region(0, 0, *stars.outer_size))
        pilot.app.theme = "followup-light"
        await pilot.pause()
        after = stars.render_lines(Region(0, 0, *stars.outer_size))
        assert [s.text for s in before] == [s.text for s in after]
        assert not {str(s) for strip in before for _, s, _ in strip if s} & {
            str(s) for strip in after for _, s, _ in strip if s
        }


class _Wrapped(LinePane):
    """One long text, wrapped to the width there is."""

    said = ""

    def redraw(self) -> None:
        self.set_rows([line(row) for row in wrap(self.said, self.inner_width)])


class _Frame(App[None]):
    CSS = "_Wrapped { width: 20; height: 6; }"

    def compose(self) -> ComposeResult:
        yield _Wrapped(id="wrapped")

    def on_mount(self) -> None:
        self.register_theme(DARK)
        self.theme = DARK.name


async def test_a_bar_that_appears_cuts_no_word() -> None:
    """The text is wrapped anew beside the bar, though the pane keeps its size."""
    app = _Frame()
    async with app.run_test(size=(40, 10)) as pilot:
        shown = app.query_one(_Wrapped)
        shown.said = " ".join(["abcdefghi", "abcdefghij"] * 15)
        shown.redraw()
        # At once, not with the next frame: what is kept in sight is counted in these rows.
        assert all(row and len(row.left[0][0]) < 20 for row in map(shown.row, range(3)))
        await pilot.pause()
        assert shown.has_bar
        rows: list[Line | None] = [shown.row(n) for n in range(3)]
        assert all(row and len(row.left[0][0]) <= shown.inner_width for row in rows)
        assert "…" not in "".join(shown.render_line(y).text for y in range(6))


WALK = (
    *("j", "j", "k", "G", "k", "g", "j"),
    *("2", "j", "j", "G", "1", "j", "3", "j", "j", "full_stop", "full_stop", "c", "c"),
    *("4", "j", "j", "k", "1", "j", "z", "escape", "plus", "plus", "slash", "a", "n", "escape"),
    *(
        "j",
        "3",
        "enter",
        "x",
        "space",
        "y",
        "space",
        "enter",
        "o",
        "escape",
        "1",
        "j",
        "k",
        "d",
        "u",
    ),
)
"""Through lists, scrolled panes, remarks, a dialog, the full size, the filter and the editor."""


@pytest.mark.parametrize("size", [(140, 38), (80, 24)], ids=str)
async def test_what_was_painted_in_parts_is_the_whole(town: Desk, size: tuple[int, int]) -> None:
    """After each key the terminal shows what a screen drawn at once would show."""
    app = FollowupApp(town)
    app.driver_class = CaptureDriver
    seen = pyte.Screen(*size)
    stream = pyte.Stream(seen)
    apart: list[str] = []

    async def walk(pilot: Pilot[Any]) -> None:
        assert isinstance(app._driver, CaptureDriver)
        fed = 0
        for key in ("", *WALK):
            await (press(pilot, key) if key else settled(pilot))
            # The checks of what was typed come a moment after the last letter.
            await pilot.pause(0.15 if key in "xyo " else 0.02)
            written = app._driver.written
            stream.feed("".join(written[fed:]))
            fed = len(written)
            whole = [strip.text for strip in app.screen._compositor.render_strips()]
            apart.extend(
                f"after {key}: {shown!r} for {row!r}"
                for shown, row in zip(seen.display, whole, strict=True)
                if shown.rstrip() != row.rstrip()
            )
        app.exit()

    with quick():
        async with asyncio.timeout(60):
            await app.run_async(size=size, auto_pilot=walk)
    assert apart == []


@pytest.mark.parametrize("key", ["slash", "P"])
async def test_a_letter_narrows_the_list_within_its_frame(town: Desk, key: str) -> None:
    """The field and the list it narrows are painted together, and nothing is laid out."""
    async with opened(town) as pilot:
        await press(pilot, key, "m")
        with (
            counted(Screen, "_refresh_layout") as laid_out,
            counted(Screen, "_compositor_refresh") as frames,
        ):
            await press(pilot, "a")
        assert laid_out == []
        assert len(frames) == 1


async def test_the_bar_is_drawn_with_the_mouse() -> None:
    """Pressed at its end it shows the end; held and moved up, the beginning; a row beside it is no bar."""
    app = _Frame()
    async with app.run_test(size=(40, 10)) as pilot:
        shown = app.query_one(_Wrapped)
        shown.said = " ".join(["abcdefghi"] * 30)
        shown.redraw()
        await pilot.pause()
        await pilot.click(shown, offset=(3, 5))
        assert shown.scroll_offset.y == 0
        await pilot.mouse_down(shown, offset=(19, 5))
        assert shown.scroll_offset.y == shown.max_scroll_y > 0
        await pilot.hover(shown, offset=(19, 0))
        assert shown.scroll_offset.y == 0
        await pilot.mouse_up(shown, offset=(19, 0))
        await pilot.hover(shown, offset=(19, 5))
        assert shown.scroll_offset.y == 0
