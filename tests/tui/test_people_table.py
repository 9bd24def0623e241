"""Claims about the table of all people and about merging by key: virtual, sorted, marked, one undo."""

from __future__ import annotations

from followup_tui.core.words import ContactState
from followup_tui.operations import people, tags
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named, contact_named
from followup_tui.operations.people import Details
from tests.builders import in_days
from tests.cast import picture
from tests.tui import stage
from tests.tui.crowd import CROWD
from tests.tui.stage import (
    chosen,
    dialog,
    fill,
    flat,
    opened,
    press,
    save,
    statements,
    toasts,
    type_in,
)


def names(pilot: stage.Stage) -> list[str]:
    """Who stands in the table, as far as it is visible: first and last name of each row."""
    inside = [row.strip("│ ") for row in dialog(pilot).splitlines()]
    start = next(n for n, row in enumerate(inside) if row.startswith("name ")) + 1
    rows = [row.lstrip("✓★ ").split() for row in inside[start:-1]]
    return [" ".join(words[:2]) for words in rows if len(words) > 1 and words[0] != "▌"]


def person_pages(asked: list[str]) -> list[str]:
    """The statements that read a page of people."""
    return [s for s in asked if "SELECT contact.id FROM contact" in s and "LIMIT" in s]


async def test_only_the_visible_page_of_many_is_read(crowd: Desk) -> None:
    """Opening asks for one page of a hundred, and so does the jump to the end; no list of everybody."""
    async with opened(crowd) as pilot:
        with statements(crowd) as asked:
            await press(pilot, "P")
            assert f"{CROWD + 10:d} people" in flat(dialog(pilot)).replace(",", "")
        assert len(person_pages(asked)) == 1
        assert "LIMIT 100 " in person_pages(asked)[0]
        with statements(crowd) as asked:
            await press(pilot, "tab", "G")
        assert 1 <= len(person_pages(asked)) <= 2


async def test_a_step_among_the_visible_reads_nothing(crowd: Desk) -> None:
    """The page is in memory: j draws and asks nobody."""
    async with opened(crowd) as pilot:
        await press(pilot, "P", "tab")
        with statements(crowd) as asked:
            await press(pilot, "j", "j")
        assert [s for s in asked if "contact" in s] == []


async def test_o_turns_the_orders(town: Desk) -> None:
    """Stars first, by name, by company, by what is next, by the last touch, and again."""
    async with opened(town) as pilot:
        await press(pilot, "P", "tab", "o")
        assert "by name" in dialog(pilot)
        assert names(pilot) == sorted(names(pilot))
        await press(pilot, "o")
        assert names(pilot)[:2] == ["Ann Lee", "Ben Cole"]
        await press(pilot, "o")
        assert names(pilot)[0] == "Maya Orr"
        await press(pilot, "o", "o")
        assert "stars first" in dialog(pilot)


async def test_letters_filter_in_the_field_and_are_keys_in_the_table(town: Desk) -> None:
    """tab changes over; s typed into the field stars nobody."""
    async with opened(town) as pilot:
        before = picture(town.store)
        await press(pilot, "P", *"sid")
        assert names(pilot) == ["Sid Voss"]
        assert picture(town.store) == before
        await press(pilot, "tab", "tab", "backspace")
        assert stage.focus(pilot) == "find"


async def test_a_tag_is_given_to_many_and_filters(town: Desk) -> None:
    """Marked with space, tagged at once, found by #tag here and in the main list, one undo."""
    async with opened(town) as pilot:
        before = picture(town.store)
        await press(pilot, "P", "tab", "o", "space", "space")
        assert "2 marked" in dialog(pilot)
        await press(pilot, "t")
        await save(pilot, tags="meetup")
        assert toasts(pilot)[-1] == "tag 2 people #meetup\nu undo"
        await press(pilot, "tab")
        await type_in(pilot, "#meet")
        assert names(pilot) == ["Ann Lee", "Ben Cole"]
        assert "#meetup" in dialog(pilot)
        await press(pilot, "escape", "slash")
        await type_in(pilot, "#meetup")
        assert "1 of 1" in stage.stars(pilot)
        await press(pilot, "escape", "u")
        assert picture(town.store) == before


async def test_many_are_paused_and_resumed_with_one_undo(town: Desk) -> None:
    """Who asked me to stop is left out and named; one u takes all of it back."""
    async with opened(town) as pilot:
        before = picture(town.store)
        await press(pilot, "P", "tab", "asterisk", "p")
        await save(pilot, until="2w")
        assert "left out, as they asked you to stop: Sid Voss" in toasts(pilot)[-1]
        assert contact_named(town, "Ann Lee").paused_until == in_days(14)
        assert contact_named(town, "Sid Voss").state is ContactState.STOPPED
        await press(pilot, "p")
        await fill(pilot, what="resume")
        await press(pilot, "ctrl+s")
        assert contact_named(town, "Ann Lee").state is ContactState.ACTIVE
        await press(pilot, "u", "u")
        assert picture(town.store) == before


async def test_x_deletes_those_who_are_marked(town: Desk) -> None:
    """They leave the table and the list behind it, and come back together."""
    async with opened(town) as pilot:
        await press(pilot, "P", "tab", "o", "space", "space", "x")
        assert toasts(pilot)[-1] == "delete 2 people\nu undo"
        assert "Ann Lee" not in names(pilot)
        await press(pilot, "u")
        assert names(pilot)[:2] == ["Ann Lee", "Ben Cole"]


async def test_s_stars_those_who_are_marked(town: Desk) -> None:
    """A star begins a plan, for each of them; s again takes the stars away."""
    async with opened(town) as pilot:
        await press(pilot, "P")
        await type_in(pilot, "cole")
        await press(pilot, "tab", "s")
        assert contact_named(town, "Ben Cole").starred
        assert town.store.touches.planned(contact_named(town, "Ben Cole").id)
        await press(pilot, "s")
        assert not contact_named(town, "Ben Cole").starred


async def test_too_many_cannot_be_marked_at_once(crowd: Desk) -> None:
    """Ten thousand are a slip of the hand: it says to filter first."""
    async with opened(crowd) as pilot:
        await press(pilot, "P", "tab", "asterisk")
        assert "filter the list first" in toasts(pilot)[-1]
        assert "marked" not in dialog(pilot).splitlines()[0]


async def test_a_table_fits_a_small_window(town: Desk) -> None:
    """At 80 by 24 every row has its name and what comes next."""
    async with opened(town, (80, 24)) as pilot:
        await press(pilot, "P")
        assert "Ann Lee" in names(pilot)
        assert "today phone" in dialog(pilot)


def _twice(town: Desk) -> None:
    people.add(
        town, Details("Ann Lee", company="Acme", emails=("ann@acme.example",), title="VP Data")
    )
    tags.tag(town, [contact_named(town, "Tom Ash")], ["meetup"])


async def test_m_merges_field_by_field(town: Desk) -> None:
    """The pair with its reason, both values, 2 takes the second, enter merges nothing, m does."""
    _twice(town)
    before = picture(town.store)
    async with opened(town) as pilot:
        await press(pilot, "M")
        text = flat(dialog(pilot))
        assert "person Ann Lee, Acme and Ann Lee, Acme same e-mail" in text
        assert "VP Data" in text
        await press(pilot, "enter", "j", "j", "2", "enter")
        assert picture(town.store) == before
        await press(pilot, "m")
        assert toasts(pilot)[-1] == "merge Ann Lee into Ann Lee\nu undo"
        assert "Nobody seems to be in here twice." in dialog(pilot)
        assert contact_named(town, "Ann Lee").title == "VP Data"
        await press(pilot, "u")
        assert picture(town.store) == before
        assert "same e-mail" in dialog(pilot)


async def test_x_remembers_that_two_are_two(town: Desk) -> None:
    """They are not proposed again, here or on the command line, until undo."""
    _twice(town)
    async with opened(town) as pilot:
        await press(pilot, "P", "tab", "M", "x")
        assert toasts(pilot)[-1] == "Ann Lee and Ann Lee are not the same\nu undo"
        await press(pilot, "escape", "M")
        assert "Nobody seems to be in here twice." in dialog(pilot)
        await press(pilot, "u")
        assert "same e-mail" in dialog(pilot)
        await press(pilot, "escape")
        assert stage.is_main(pilot)


async def test_companies_are_merged_by_key(town: Desk) -> None:
    """Two spellings stand first; everybody is at one of them afterwards."""
    people.add(town, Details("Zed Fox", company="Powel Motors"))
    async with opened(town) as pilot:
        await press(pilot, "M")
        assert "company Powell Motors and Powel Motors names 96 % alike" in flat(dialog(pilot))
        await press(pilot, "m")
    there = town.store.people.at_company(company_named(town, "Powel Motors").id)
    assert {person.name for person in there} == {"Maya Orr", "Zed Fox"}


async def test_enter_and_escape_leave_the_table(town: Desk) -> None:
    """Enter shows whom the cursor is on, from the table as from the field."""
    async with opened(town) as pilot:
        await press(pilot, "P", "tab", "o", "j", "enter")
        assert chosen(pilot) == "Ben Cole"
        await press(pilot, "P", "tab", "escape")
        assert stage.is_main(pilot)
