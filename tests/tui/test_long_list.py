"""Ten thousand people cost what a handful costs: only what is visible is read."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from pathlib import Path

from followup_tui.operations.desk import Desk, open_desk
from tests.builders import TODAY
from tests.tui import stage
from tests.tui.crowd import CROWD
from tests.tui.stage import chosen, opened, press, settled, statements

_OWN_SMALL_TABLES = ("away", "gain", "setting", "story")
"""What I wrote about myself: a handful of rows, whatever the number of people."""

A_KEY = 3
"""Statements of one key: the person, whether anybody wrote since, whose name the script says."""


def sent(asked: list[str]) -> list[str]:
    """The statements that the program sent; SQLite tells what it runs inside of one as a comment."""
    return [s for s in asked if not s.startswith("--")]


def list_pages(asked: list[str]) -> list[str]:
    """The statements that read a page of the agenda."""
    return [s for s in asked if "next_due" in s and " LIMIT " in s and "OFFSET" in s]


def scans(desk: Desk, asked: list[str]) -> list[str]:
    """What SQLite would read from end to end, or sort, for these statements."""
    found = []
    for statement in sent(asked):
        for *_, detail in desk.store.database.tuples(f"EXPLAIN QUERY PLAN {statement}"):
            words = detail.split()
            reads_all = words[0] == "SCAN" and "VIRTUAL" not in words
            if (reads_all and words[1] not in _OWN_SMALL_TABLES) or "TEMP B-TREE" in detail:
                found.append(f"{detail}: {statement}")
    return found


async def test_only_the_visible_pages_are_read(crowd: Desk) -> None:
    """The first frame asks for the page of each group that it shows, a hundred people at most."""
    with ExitStack() as stack:
        asked = stack.enter_context(statements(crowd))
        async with opened(crowd) as pilot:
            stack.close()
            assert f"1 of {CROWD + 8}" in stage.stars(pilot)
    assert 1 <= len(list_pages(asked)) <= 9
    assert all("LIMIT 100 " in page for page in list_pages(asked))


async def test_the_end_is_one_page_away(crowd: Desk) -> None:
    """G and back into the crowd reads its last page and what follows, not what lies between."""
    async with opened(crowd) as pilot:
        with statements(crowd) as asked:
            await press(pilot, "G", "k", "k")
            assert chosen(pilot) == f"Person {1_000 + CROWD - 1}"
        assert len(list_pages(asked)) <= 3


async def test_a_step_in_the_middle_reads_no_page(crowd: Desk) -> None:
    """One j among a hundred asks for that person alone, and scans nothing."""
    async with opened(crowd) as pilot:
        await press(pilot, *"jjjjjjjj")
        with statements(crowd) as asked:
            await press(pilot, "j")
        assert list_pages(asked) == []
        assert scans(crowd, asked) == []
        assert len(sent(asked)) <= A_KEY


async def test_a_key_asks_no_more_than_among_few(
    crowd: Desk, town_home: Path, tmp_path: Path
) -> None:
    """The same key on the same person sends as many statements as in the town alone."""
    few = tmp_path / "few"
    shutil.copytree(town_home, few)
    counts = []
    for desk in (crowd, open_desk(few, today=TODAY)):
        async with opened(desk) as pilot:
            with statements(desk) as asked:
                await press(pilot, "j")
            counts.append(len(asked))
    assert counts[0] == counts[1]


async def test_a_reload_keeps_somebody_far_down(crowd: Desk) -> None:
    """The place of one among ten thousand is counted by index, not by reading those before."""
    async with opened(crowd) as pilot:
        screen = stage.main(pilot)
        with statements(crowd) as asked:
            screen.reload(keep=6_000)
            await settled(pilot)
        assert chosen(pilot) == "Person 6000"
        assert len(list_pages(asked)) <= 2
        assert scans(crowd, asked) == []


async def test_a_filter_finds_one_among_many(crowd: Desk) -> None:
    """Found by the index, the cursor on them."""
    async with opened(crowd) as pilot:
        await press(pilot, "slash")
        with statements(crowd) as asked:
            await stage.type_in(pilot, "person 7777")
        assert chosen(pilot) == "Person 7777"
        assert list_pages(asked) == []
