"""Pane 1 lists everyone with a planned touch, in agenda order, and the others follow its cursor."""

from __future__ import annotations

from itertools import pairwise

from followup_tui.operations import people, touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.tui.widgets.stars import StarsList
from tests.builders import in_days
from tests.tui import stage
from tests.tui.stage import chosen, opened, press, settled
from tests.tui.town import IN_ORDER, planned

HEADINGS = ("YOU OWE", "WAITING", "TODAY", "THIS WEEK", "LATER", "PAUSED")


def in_sight(text: str, *words: str) -> list[str]:
    """Those of the words that the text holds, as they come in it."""
    return sorted((w for w in words if w in text), key=text.index)


async def test_the_sections_stand_in_order(town: Desk) -> None:
    """What I owe comes first, what is paused last."""
    async with opened(town) as pilot:
        assert in_sight(stage.stars(pilot), *HEADINGS) == list(HEADINGS)


async def test_people_stand_in_agenda_order(town: Desk) -> None:
    """The list is the agenda, nobody left out."""
    async with opened(town) as pilot:
        assert in_sight(stage.stars(pilot), *IN_ORDER) == list(IN_ORDER)


async def test_two_rows_tell_who_when_where_and_how(town: Desk) -> None:
    """Star, name and due day; company and form; never the word late."""
    async with opened(town) as pilot:
        rows = [stage.flat(row) for row in stage.stars(pilot).splitlines()]
        pairs = set(pairwise(rows))
    assert pairs >= {
        ("Nora Lind Tue", "Harbour Mill e-mail"),
        ("★ Maya Orr since Thu", "Powell Motors phone"),
        ("★ Ann Lee today", "Acme LinkedIn"),
        ("★ Pia Roe 13 Apr", "Dockside phone"),
    }


async def test_the_first_line_counts_the_day(town: Desk) -> None:
    """Owed, waiting, due today, and how many of them are done."""
    async with opened(town) as pilot:
        top = stage.seen(pilot).splitlines()[0]
        assert "Mon 2 Mar 2026" in top
        assert "1 owed · 1 waiting · 2 today" in top
        assert "0 of 4 done" in top


async def test_the_cursor_moves_and_the_frame_counts(town: Desk) -> None:
    """j and k by one person, G and g to the ends, never beyond them."""
    async with opened(town) as pilot:
        for key, place in zip("kjjkGjkg", (1, 2, 3, 2, 8, 8, 7, 1), strict=True):
            await press(pilot, key)
            assert chosen(pilot) == IN_ORDER[place - 1]
            assert f"─ {place} of 8 ─╯" in stage.stars(pilot)


async def test_arrows_and_page_keys_move_as_well(town: Desk) -> None:
    """Down and up by one, page down and up by ten, home and end."""
    async with opened(town) as pilot:
        keys = ("down", "down", "up", "pagedown", "pageup", "end", "home")
        for key, place in zip(keys, (2, 3, 2, 8, 1, 8, 1), strict=True):
            await press(pilot, key)
            assert chosen(pilot) == IN_ORDER[place - 1]


async def test_all_panes_follow_the_cursor(town: Desk) -> None:
    """Timeline, script and notes belong to whoever is under the cursor."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        assert "Ann Lee" in stage.timeline(pilot)
        assert "Hi Ann" in stage.script(pilot)
        assert "choir" in stage.notes(pilot)


async def test_a_reload_keeps_the_person(town: Desk) -> None:
    """Somebody before them leaves the list, and the cursor stays on the same person."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        people.delete(town, contact_named(town, "Maya Orr"))
        stage.main(pilot).reload(keep=stage.main(pilot).contact_id)
        await settled(pilot)
        assert chosen(pilot) == "Ann Lee"
        assert "─ 2 of 7 ─╯" in stage.stars(pilot)


async def test_the_cursor_follows_a_person_to_a_new_place(town: Desk) -> None:
    """Snoozed into the next month, somebody is still under the cursor there."""
    async with opened(town) as pilot:
        await press(pilot, "j", "j")
        touch = planned(town, "Ann Lee")
        assert touch is not None
        touches.snooze(town, touch, in_days(20))
        stage.main(pilot).reload(keep=stage.main(pilot).contact_id)
        await settled(pilot)
        assert chosen(pilot) == "Ann Lee"
        assert "─ 5 of 8 ─╯" in stage.stars(pilot)


async def test_a_click_chooses_a_person(town: Desk) -> None:
    """Either of the two rows will do."""
    async with opened(town) as pilot:
        for name, offset in (("Ann Lee", 0), ("Tom Ash", 1)):
            rows = stage.stars(pilot).splitlines()
            row = next(n for n, text in enumerate(rows) if name in text)
            await pilot.click(StarsList, offset=(6, row + offset))
            await settled(pilot)
            assert chosen(pilot) == name


async def test_a_second_click_goes_to_the_script(town: Desk) -> None:
    """On the person under the cursor a click opens."""
    async with opened(town) as pilot:
        await pilot.click(StarsList, offset=(6, 2))
        await settled(pilot)
        assert stage.focus(pilot) == "script-text"


async def test_a_click_on_a_heading_chooses_nobody(town: Desk) -> None:
    """Headings are no people."""
    async with opened(town) as pilot:
        rows = stage.stars(pilot).splitlines()
        row = next(n for n, text in enumerate(rows) if "LATER" in text)
        await pilot.click(StarsList, offset=(3, row))
        await settled(pilot)
        assert chosen(pilot) == IN_ORDER[0]


async def test_the_filter_follows_each_letter(town: Desk) -> None:
    """Letters type, also those that are keys, and the first line shows the filter."""
    async with opened(town) as pilot:
        await press(pilot, "slash", "d", "e", "a")
        shown = stage.seen(pilot)
        assert in_sight(stage.stars(pilot), *IN_ORDER) == ["Omar Dean"]
        assert "/ dea" in shown.splitlines()[0]
        assert chosen(pilot) == "Omar Dean"


async def test_the_filter_finds_companies(town: Desk) -> None:
    """All with a plan at a company, in agenda order."""
    async with opened(town) as pilot:
        await press(pilot, "slash")
        await stage.type_in(pilot, "bright")
        assert in_sight(stage.stars(pilot), *IN_ORDER) == ["Luis Ferro", "Kim Brook"]


async def test_enter_goes_from_the_filter_to_what_it_found(town: Desk) -> None:
    """The list has the keys then, and the filter stays on."""
    async with opened(town) as pilot:
        await press(pilot, "slash")
        await stage.type_in(pilot, "bright")
        await press(pilot, "enter", "j")
        assert chosen(pilot) == "Kim Brook"


async def test_escape_clears_the_filter(town: Desk) -> None:
    """Everybody is back, and the cursor stays on whom the filter found."""
    async with opened(town) as pilot:
        await press(pilot, "slash")
        await stage.type_in(pilot, "kestrel")
        await press(pilot, "escape")
        assert in_sight(stage.stars(pilot), *IN_ORDER) == list(IN_ORDER)
        assert chosen(pilot) == "Omar Dean"
        assert "/ kestrel" not in stage.seen(pilot)


async def test_a_filter_that_finds_nobody_names_the_key_for_everybody(town: Desk) -> None:
    """P looks also among those without a plan."""
    async with opened(town) as pilot:
        await press(pilot, "slash")
        await stage.type_in(pilot, "sid voss")
        assert "P looks among all people" in stage.flat(stage.stars(pilot))


async def test_an_empty_home_names_the_keys_that_fill_it(desk: Desk) -> None:
    """Behind the welcome the list says how people come in."""
    async with opened(desk) as pilot:
        await press(pilot, "escape")
        shown = stage.flat(stage.stars(pilot))
        assert "a adds a person" in shown
        assert "ctrl+o brings people in" in shown


async def test_people_without_a_plan_name_the_star(desk: Desk) -> None:
    """Where nobody is planned yet, the keys to find and to star are named."""
    people.add(desk, people.Details("Ann Lee", "Acme"))
    async with opened(desk) as pilot:
        assert "P finds people, s stars who felt right" in stage.flat(stage.stars(pilot))
