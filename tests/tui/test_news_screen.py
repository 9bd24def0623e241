"""The news by key, and the look at feeds beside the program: rare, quiet, and never in the way."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from followup_tui.exchange.feed_reader import Look
from followup_tui.exchange.feeds import Item
from followup_tui.operations import alerts, feeds
from followup_tui.operations.desk import Desk
from followup_tui.operations.feeds import Looked
from followup_tui.tui.screens.news import NewsPane
from tests.builders import days_ago
from tests.exchange.web import Site, rss, site, story
from tests.tui import stage
from tests.tui.stage import (
    Stage,
    app_of,
    dialog,
    flat,
    is_main,
    opened,
    press,
    save,
    settled,
    toasts,
)

GROWS = Item("k1", "Acme grows in Porto", "https://acme.example/grows", days_ago(2))
HARD = Item("k2", "Acme lays off two hundred", "https://acme.example/cuts", days_ago(4))
JOB = Item("j1", "Data engineer, returns", "https://acme.example/jobs/1", days_ago(1))


def listed(pilot: Stage) -> str:
    """The rows of the list, a toast above it or not."""
    pane = stage.on_top(pilot).query_one(NewsPane)
    rows = [pane.row(n) for n in range(pane.virtual_size.height)]
    return "\n".join("".join(text for text, _ in row.left) for row in rows if row)


@pytest.fixture
def web() -> Iterator[Site]:
    """A server of this test's own."""
    with site() as here:
        yield here


@pytest.fixture
def delivered(town: Desk) -> Desk:
    """The town with a feed of news and one of vacancies, both looked at."""
    news = feeds.add(town, "Acme", "https://acme.example/feed").record
    jobs = feeds.add(town, "Acme", "https://acme.example/jobs", jobs=True).record
    feeds.keep(town, [Looked(news, Look((GROWS, HARD))), Looked(jobs, Look((JOB,)))])
    return town


async def until_told(pilot: Stage, words: str) -> None:
    """Wait for a toast that comes from a thread of its own."""
    end = time.monotonic() + 10
    while not any(words in said for said in toasts(pilot)):
        assert time.monotonic() < end, toasts(pilot)
        await asyncio.sleep(0.02)
    await settled(pilot)


async def test_what_feeds_brought_is_listed_by_company(delivered: Desk) -> None:
    """The newest first, with a word for vacancies and for hard news."""
    async with opened(delivered) as pilot:
        await press(pilot, "N")
        shown = flat(dialog(pilot))
        assert shown.index("ACME") < shown.index(JOB.title) < shown.index(GROWS.title)
        assert "vacancy" in shown
        assert "hard" in shown
        await press(pilot, "escape")
        assert is_main(pilot)


async def test_space_chooses_for_scripts_and_u_takes_it_back(delivered: Desk) -> None:
    """S3.27: from then on the script may say it."""
    async with opened(delivered) as pilot:
        await press(pilot, "N", "j", "space")
        assert "in scripts" in dialog(pilot)
        assert "for scripts: Acme grows" in toasts(pilot)[-1]
        assert any(c.marked for c in delivered.store.feeds.clippings(9))
        await press(pilot, "u")
        assert "in scripts" not in dialog(pilot)


async def test_x_hides_and_undo_brings_back(delivered: Desk) -> None:
    """No question, one toast; the cursor stays near."""
    async with opened(delivered) as pilot:
        await press(pilot, "N", "j", "x")
        assert GROWS.title not in listed(pilot)
        await press(pilot, "u")
        assert GROWS.title in listed(pilot)


async def test_a_vacancy_becomes_an_opening(delivered: Desk) -> None:
    """It leaves the list, and somebody is asked."""
    async with opened(delivered) as pilot:
        await press(pilot, "N", "O")
        assert JOB.title not in listed(pilot)
        assert toasts(pilot)[-1].startswith("opening: Data engineer")
    company = next(c for c in delivered.store.people.companies() if c.name == "Acme")
    assert any(o.title == JOB.title for o in delivered.store.material.openings(company.id))


async def test_enter_reads_the_page_itself(
    delivered: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser of the desktop gets the link and nothing else."""
    links: list[str] = []

    def browse(link: str) -> bool:
        links.append(link)
        return True

    monkeypatch.setattr("webbrowser.open", browse)
    async with opened(delivered) as pilot:
        await press(pilot, "N", "j", "enter")
        assert links == [GROWS.url]


async def test_without_a_feed_the_screen_says_how_to_begin(town: Desk) -> None:
    """And no key stumbles over the empty list."""
    async with opened(town) as pilot:
        await press(pilot, "N")
        assert "No feed yet" in flat(dialog(pilot))
        await press(pilot, "enter", "space", "O", "x", "f", "j", "G")
        assert "No feed yet" in flat(dialog(pilot))


async def test_a_feed_is_added_by_key_and_looked_at(town: Desk, web: Site) -> None:
    """The address is asked right away; what it brought stands in the list."""
    address = web.put("/feed", rss(story("Acme opens a lab")))
    async with opened(town) as pilot:
        await press(pilot, "N", "a")
        await save(pilot, company="Acme", url=address)
        await until_told(pilot, "1 piece of news: Acme")
        assert "Acme opens a lab" in flat(dialog(pilot))


async def test_a_wrong_address_leaves_the_form_open(town: Desk) -> None:
    """One sentence, nothing written."""
    async with opened(town) as pilot:
        await press(pilot, "N", "a")
        await save(pilot, company="Acme", url="file:///etc/passwd")
        assert "http" in flat(dialog(pilot))
    assert not town.store.feeds.any()


async def test_without_feeds_nothing_is_ever_asked(
    town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P18: no connection and no process, however often the clock comes round."""

    def refuse(*args: object, **kw: object) -> None:
        raise AssertionError("somebody was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    async with opened(town) as pilot:
        app_of(pilot).news.look_at_due()
        await settled(pilot)
        assert not app_of(pilot).news.busy


async def test_due_feeds_are_looked_at_by_the_clock(town: Desk, web: Site) -> None:
    """A toast tells of what came; the same feed then rests."""
    feeds.add(town, "Acme", web.put("/feed", rss(story("Acme opens a lab"))))
    async with opened(town) as pilot:
        app_of(pilot).news.look_at_due()
        await until_told(pilot, "1 piece of news: Acme")
        app_of(pilot).news.look_at_due()
        assert not app_of(pilot).news.busy
    assert len(web.asked) == 1


async def test_the_clock_asks_nobody_when_it_may_not(town: Desk, web: Site) -> None:
    """Switched off in the config, or while something could still be done again."""
    feeds.add(town, "Acme", web.put("/feed", rss(story("Acme opens a lab"))))
    off = replace(
        town, config=replace(town.config, feeds=town.config.feeds._replace(enabled=False))
    )
    async with opened(off) as pilot:
        app_of(pilot).news.look_at_due()
        assert not app_of(pilot).news.busy


async def test_what_can_be_done_again_stays_so(town: Desk, web: Site) -> None:
    """News that came by the clock would clear it; it waits."""
    feeds.add(town, "Acme", web.put("/feed", rss(story("Acme opens a lab"))))
    async with opened(town) as pilot:
        await press(pilot, "s", "u")
        app_of(pilot).news.look_at_due()
        assert not app_of(pilot).news.busy
        await press(pilot, "U")
        app_of(pilot).news.look_at_due()
        await until_told(pilot, "1 piece of news")


async def test_leaving_waits_for_no_server(town: Desk, web: Site) -> None:
    """A feed that never ends does not hold the program."""

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"<")
            time.sleep(0.05)

    feeds.add(town, "Acme", web.put("/drip", drip))
    async with opened(town) as pilot:
        app_of(pilot).news.look_at_due()
        end = time.monotonic() + 10
        while not web.asked:
            assert time.monotonic() < end
            await asyncio.sleep(0.01)
        begun = time.monotonic()
        await press(pilot, "q")
    assert time.monotonic() - begun < 3


async def test_the_company_page_shows_its_alerts(town: Desk) -> None:
    """S4.19: which service, and when I last looked."""
    alerts.add(town, "Acme", "Google Alerts", "Acme engineer")
    async with opened(town) as pilot:
        await stage.go_to(pilot, "Ann Lee")
        await press(pilot, "C")
        shown = flat(dialog(pilot))
        assert "JOB ALERTS" in shown
        assert "Google Alerts" in shown


async def test_the_news_of_a_narrow_window_fits(delivered: Desk, home: Path) -> None:
    """At 80 columns titles wrap under the cursor's row and nothing spills."""
    feed = delivered.store.feeds.all()[0]
    long = Item("k9", "Acme " + "opens a very long laboratory " * 12, on=days_ago(0))
    feeds.keep(delivered, [Looked(feed, Look((long,)))])
    async with opened(delivered, (80, 24)) as pilot:
        await press(pilot, "N")
        assert max(len(row) for row in dialog(pilot).splitlines()) <= 80
        assert "very long laboratory" in dialog(pilot)


async def test_twenty_of_a_company_and_how_many_more(delivered: Desk) -> None:
    """One busy feed does not bury the other companies; the screen says how much it holds back."""
    feed = delivered.store.feeds.all()[0]
    many = tuple(Item(f"m{n}", f"Number {n}", on=days_ago(3)) for n in range(40))
    feeds.keep(delivered, [Looked(feed, Look(many))])
    async with opened(delivered, (100, 60)) as pilot:
        await press(pilot, "N", "G")
        assert "… 23 more" in flat(dialog(pilot))


async def test_the_key_leaves_a_feed_in_peace_that_was_just_asked(town: Desk, web: Site) -> None:
    """Looking again within minutes asks nobody and says from when."""
    feeds.add(town, "Acme", web.put("/feed", rss(story("Acme opens a lab"))))
    feeds.fetch(town, town.store.feeds.all())
    async with opened(town) as pilot:
        await press(pilot, "N", "f")
        assert "not before" in toasts(pilot)[-1]
    assert len(web.asked) == 1


def test_news_expires_like_other_news(delivered: Desk) -> None:
    """S0.33: the expiry of the config counts from its day."""
    piece = next(c for c in delivered.store.feeds.clippings(9) if c.title == GROWS.title)
    assert piece.expires == days_ago(2) + timedelta(days=45)


async def test_what_nobody_chose_stands_back_among_the_notes(delivered: Desk) -> None:
    """A busy feed does not bury what I know myself: it stands last, dim, and says where it is from."""
    async with opened(delivered) as pilot:
        await stage.go_to(pilot, "Ann Lee")
        rows = [row.strip("│ ") for row in stage.notes(pilot).splitlines()]
        at = next(n for n, row in enumerate(rows) if GROWS.title[:12] in row)
        assert rows[at].startswith("feed")
        assert not any(row.startswith(("common", "seen")) for row in rows[at:])
