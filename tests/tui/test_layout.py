"""The panes fit the window, whatever its size, and the signs and colours fit the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from followup_tui.config.settings import Screen
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.tui.control_filter import PlainFilter
from followup_tui.tui.theme import DARK, LIGHT
from tests.tui import stage
from tests.tui.stage import chosen, flat, opened, press, settled, toasts

WIDE, MEDIUM, NARROW = (140, 38), (120, 34), (80, 24)
PANES = ("1 Stars", "2 Timeline", "3 Script", "4 Notes")
SMALL = "followup needs 60 columns and 18 rows."


def frames(pilot: stage.Stage) -> list[str]:
    """The names in the upper edges of the frames that are visible."""
    edges = [row for row in stage.seen(pilot).splitlines() if "╭" in row]
    return [pane for pane in PANES if any(pane in edge for edge in edges)]


def style_of(pilot: stage.Stage, text: str) -> Style:
    """How the first piece of text on the screen that holds these words is drawn."""
    strips = stage.app_of(pilot).screen._compositor.render_strips()
    found = next(s for strip in strips for s in strip if text in s.text)
    assert found.style is not None
    return found.style


def coloured(pilot: stage.Stage) -> set[str]:
    """Every ink and ground on the screen that is not a grey."""
    strips = stage.app_of(pilot).screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    drawn = {colour for style in styles for colour in (style.color, style.bgcolor) if colour}
    return {colour.name for colour in drawn if len(set(colour.get_truecolor())) > 1}


def themed(desk: Desk, theme: str) -> Desk:
    """The desk with another theme in its config."""
    return replace(desk, config=replace(desk.config, screen=Screen(theme=theme)))


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_a_wide_window_shows_four_panes(town: Desk, size: tuple[int, int]) -> None:
    """Each with what it is for, and the keys below."""
    async with opened(town, size) as pilot:
        await press(pilot, "j", "j")
        assert frames(pilot) == list(PANES)
        assert "Ann Lee" in stage.timeline(pilot)
        assert "Hi Ann" in stage.script(pilot)
        assert "choir" in stage.notes(pilot)
        last = stage.seen(pilot).splitlines()[-1]
        assert "d Done" in last
        assert "? Help" in last
        assert all(len(row) == size[0] for row in stage.seen(pilot).splitlines())


async def test_a_narrow_window_has_tabs(town: Desk) -> None:
    """The list and one pane beside it; 2, 3 and 4 turn it, and the frame names all three."""
    async with opened(town, NARROW) as pilot:
        await press(pilot, "j", "j")
        for key, words in (("3", "Hi Ann"), ("4", "the Thursday choir"), ("2", "hiring manager")):
            await press(pilot, key)
            shown = stage.seen(pilot)
            assert "2 Timeline  3 Script  4 Notes" in shown
            assert words in shown
        assert "Hi Ann" not in stage.seen(pilot)
        assert "2 today · 0 of 4 done" in stage.seen(pilot)


async def test_enter_opens_the_script_beside_a_narrow_list(town: Desk) -> None:
    """What is wanted is on the screen, the list still beside it."""
    async with opened(town, NARROW) as pilot:
        await press(pilot, "j", "j", "enter")
        assert "Hi Ann" in stage.seen(pilot)
        assert "Luis Ferro" in stage.seen(pilot)


async def test_the_smallest_window_still_works(town: Desk) -> None:
    """60 by 18: list, tab, checks and keys."""
    async with opened(town, (60, 18)) as pilot:
        await press(pilot, "j", "j", "3")
        shown = stage.seen(pilot)
        assert SMALL not in shown
        for words in ("★ Ann Lee", "Hi Ann", "✓ complete", "d Done"):
            assert words in shown


@pytest.mark.parametrize("size", [(59, 24), (80, 17)])
async def test_a_smaller_window_says_so_and_nothing_else(town: Desk, size: tuple[int, int]) -> None:
    """Too narrow or too flat: one sentence, the filter gone as well."""
    async with opened(town, size) as pilot:
        await press(pilot, "slash")
        await stage.type_in(pilot, "ann")
        assert flat(stage.seen(pilot)) == SMALL


async def test_f_fills_the_window_with_one_pane_and_back(town: Desk) -> None:
    """The pane that has the keys; another number turns it, f or escape brings all back."""
    async with opened(town, WIDE) as pilot:
        await press(pilot, "j", "j", "3", "f")
        assert frames(pilot) == ["3 Script"]
        await press(pilot, "4")
        assert frames(pilot) == ["4 Notes"]
        await press(pilot, "f")
        assert frames(pilot) == list(PANES)
        await press(pilot, "f", "escape")
        assert frames(pilot) == list(PANES)


async def test_f_in_a_narrow_window_gives_all_columns(town: Desk) -> None:
    """The list alone, and back to list and tab."""
    async with opened(town, NARROW) as pilot:
        await press(pilot, "f")
        assert frames(pilot) == ["1 Stars"]
        await press(pilot, "f")
        assert "2 Timeline  3 Script  4 Notes" in stage.seen(pilot)


async def test_keys_still_work_in_full_size(town: Desk) -> None:
    """j in the full list moves to the next person."""
    async with opened(town, WIDE) as pilot:
        await press(pilot, "f", "j")
        assert chosen(pilot) == "Maya Orr"


async def test_a_window_that_shrinks_and_grows_keeps_its_place(town: Desk) -> None:
    """Person and cursor stay; every row is as long as the window is wide."""
    async with opened(town, WIDE) as pilot:
        await press(pilot, "j", "j")
        for size in (NARROW, (50, 10), MEDIUM):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert {len(row) for row in stage.seen(pilot).splitlines()} == {size[0]}
        assert frames(pilot) == list(PANES)
        assert chosen(pilot) == "Ann Lee"
        assert "─ 3 of 8 ─╯" in stage.stars(pilot)


async def test_words_wrap_anew_in_a_narrower_window(town: Desk) -> None:
    """No word of the script is lost at the edge."""
    async with opened(town, WIDE) as pilot:
        await press(pilot, "j", "j", "3")
        words = flat(stage.script(pilot)).split("Sam Reyes")[0].split("keep warm")[1]
        await pilot.resize_terminal(*NARROW)
        await settled(pilot)
        assert words.strip() in flat(stage.script(pilot))


async def test_a_dialog_fits_a_small_window(town: Desk) -> None:
    """All its fields can be reached, its frame is whole."""
    async with opened(town, (60, 18)) as pilot:
        await press(pilot, "X")
        shown = stage.dialog(pilot)
        assert "╭" in shown
        assert "╯" in shown
        await press(pilot, *["tab"] * 9)
        assert "Where you stood" in stage.dialog(pilot)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name, "dracula"])
async def test_a_theme_colours_all_panes(town: Desk, theme: str) -> None:
    """Names in the theme's own ink, on its ground; its darkness is known."""
    async with opened(themed(town, theme)) as pilot:
        app = stage.app_of(pilot)
        known = {**BUILTIN_THEMES, DARK.name: DARK, LIGHT.name: LIGHT}[theme]
        assert app.theme == theme
        assert app.current_theme.dark == known.dark
        for words in ("Omar Dean", "Head of Data", "Hi Nora"):
            style = style_of(pilot, words)
            assert style.color is not None
            assert style.bgcolor is not None
        name = style_of(pilot, "Omar Dean")
        assert name.color is not None
        assert name.color.name == app.theme_variables["foreground"].lower()


async def test_another_theme_repaints_at_once(town: Desk) -> None:
    """Line-drawn panes follow as well."""
    async with opened(town) as pilot:
        before = style_of(pilot, "Omar Dean")
        stage.app_of(pilot).theme = LIGHT.name
        await settled(pilot)
        assert style_of(pilot, "Omar Dean") != before


async def test_an_unknown_theme_falls_back(town: Desk) -> None:
    """A name that no theme has is no reason not to start."""
    async with opened(themed(town, "nosuch")) as pilot:
        assert stage.app_of(pilot).theme == DARK.name


async def test_plain_signs_are_all_letters(town: Desk) -> None:
    """Frames, rails, bars, dialogs and toasts: nothing beyond ASCII where no name asks for it."""
    async with opened(town, WIDE, ascii_only=True) as pilot:
        await press(pilot, "j", "d")
        assert stage.seen(pilot).isascii()
        assert toasts(pilot)
        for key in ("D", "n", "question_mark", "P", "colon"):
            await press(pilot, key)
            assert stage.seen(pilot).isascii()
            await press(pilot, "escape")


async def test_plain_signs_tell_the_same(town: Desk) -> None:
    """Every state keeps a sign of its own."""
    async with opened(town, WIDE, ascii_only=True) as pilot:
        await press(pilot, "j", "j")
        rows = [flat(row) for row in stage.seen(pilot).splitlines()]
        text = "\n".join(rows)
        for part in ("* Ann Lee", "o 2 Mar", "< 5 Feb", "+ 23 Jan", "x 1 Jan", "- 22.12.25"):
            assert part in text


async def test_the_config_can_ask_for_plain_signs(town: Desk) -> None:
    """As --ascii does."""
    plain = replace(town, config=replace(town.config, screen=Screen(ascii=True)))
    async with opened(plain) as pilot:
        await press(pilot, "j", "j")
        assert stage.seen(pilot).isascii()


async def test_letters_of_a_name_stay_in_plain_mode(town: Desk) -> None:
    """Only our own signs give way: somebody's name is theirs."""
    async with opened(town, ascii_only=True) as pilot:
        await press(pilot, "a")
        await stage.save(pilot, name="Zoë Müller", company="Łódź AG")
        assert "* Zoë Müller" in stage.stars(pilot)


def test_a_plain_sign_is_as_wide_as_what_it_stands_for() -> None:
    """One cell for one, two for the two of the magnifying glass: columns stay put."""
    from rich.cells import cell_len
    from rich.segment import Segment
    from textual.color import Color

    text = "╭─┃“a”·…‹›↓🔎█é"
    (drawn,) = PlainFilter().apply([Segment(text)], Color(0, 0, 0))
    assert cell_len(drawn.text) == cell_len(text)
    assert drawn.text == '+-|"a"-.<>v> #é'


async def test_no_color_is_honoured(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but greys is drawn, where otherwise colours are."""
    async with opened(town) as pilot:
        assert coloured(pilot)
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(open_desk(town.paths.home, today=town.today)) as pilot:
        assert coloured(pilot) == set()
        assert "★ Ann Lee" in stage.stars(pilot)
