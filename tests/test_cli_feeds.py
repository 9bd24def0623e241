"""Claims about feeds, news and job alerts on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann
from tests.exchange.web import Site, answer, rss, site, story


@pytest.fixture
def web() -> Iterator[Site]:
    """A server of this test's own."""
    with site() as here:
        yield here


@pytest.fixture
def program(home: Path) -> Program:
    """The command line on an empty home."""
    return Program(home)


def test_feeds_are_fetched_as_the_contract_says(program: Program, web: Site) -> None:
    """One entry a feed with status, counts and message; failures of some are no failure of all."""
    feed = rss(story("Acme grows"), story("Acme moves"))
    good = web.put("/feed", lambda h: answer(h, feed))
    jobs = web.put("/jobs", rss(story("Data engineer")))
    bad = web.put("/page", b"<html><body>Hi</body></html>")
    program("feeds", "add", "Acme", good)
    program("feeds", "add", "Acme", jobs, "--jobs")
    program("feeds", "add", "Beta", bad)
    first, second, third = program.json("feeds", "fetch")
    assert first == {
        "company": "Acme",
        "url": good,
        "status": "new",
        "news": 2,
        "openings": 0,
        "message": None,
    }
    assert (second["status"], second["openings"]) == ("new", 1)
    assert (third["status"], third["news"]) == ("failed", 0)
    assert "web page" in third["message"]
    assert [r["status"] for r in program.json("feeds", "fetch", "--now")] == [
        "unchanged",
        "unchanged",
        "failed",
    ]
    assert program.json("feeds", "fetch", "--due") == []


def test_only_when_all_fail_the_command_does(program: Program, web: Site) -> None:
    """Exit 1, and still one JSON value."""
    program("feeds", "add", "Beta", web.address + "/nothing")
    assert program.json("feeds", "fetch", exits=1)[0]["status"] == "failed"
    assert "404" in program("feeds", "fetch", "beta", "--now", exits=1).stdout
    assert "not before" in program("feeds", "fetch", "beta").stdout
    assert "failed" in program("feeds", "list").stdout
    (feed,) = program.json("feeds", "list")
    assert (feed["last"]["status"], "404" in feed["last"]["message"]) == ("failed", True)
    program("feeds", "fetch", "--due", "--now", exits=2)


def test_a_busy_feed_does_not_fill_the_screen(program: Program, web: Site) -> None:
    """Twenty of a company and how many more; one company alone, and JSON, show all."""
    program(
        "feeds", "add", "Acme", web.put("/f", rss(*(story(f"Lab {n} opens") for n in range(50))))
    )
    program("feeds", "fetch")
    text = program("news").stdout
    assert text.count(" opens") == 20
    assert "… 30 more" in text
    assert program("news", "acme").stdout.count(" opens") == 50
    assert len(program.json("news")) == 50


def test_without_a_feed_there_is_nothing_to_fetch(program: Program) -> None:
    """An empty list is no failure."""
    assert program.json("feeds", "fetch") == []
    assert program.json("feeds", "list") == []


def test_a_wrong_address_is_refused(program: Program) -> None:
    """Hostile input 33."""
    assert "http" in program("feeds", "add", "Acme", "file:///etc/passwd", exits=2).stderr


def test_news_is_listed_chosen_and_hidden(program: Program, web: Site) -> None:
    """`news` shows what came; --use lets a script say it, --hide takes it away, undo brings it back."""
    add_ann(program)
    program("feeds", "add", "Acme", web.put("/feed", rss(story("Acme grows"), story("Acme moves"))))
    program("feeds", "fetch")
    one, two = program.json("news", "acme")
    assert (one["kind"], one["marked"]) == ("news", False)
    assert program.json("news", "--use", str(one["id"]))["news"]["marked"]
    program("news", "--hide", str(two["id"]))
    assert [n["id"] for n in program.json("news")] == [one["id"]]
    program("undo")
    assert len(program.json("news")) == 2
    program("news", "--use", "99", exits=3)
    program("news", "--use", "1", "--hide", "1", exits=2)


def test_a_vacancy_becomes_an_opening(program: Program, web: Site) -> None:
    """As `opening` does: who to ask stands first."""
    add_ann(program)
    program("feeds", "add", "Acme", web.put("/jobs", rss(story("Data engineer"))), "--jobs")
    program("feeds", "fetch")
    (vacancy,) = program.json("news")
    found = program.json("news", "--opening", str(vacancy["id"]))
    assert found["opening"]["title"] == "Data engineer"
    assert found["people"][0]["contact"] == "Ann Lee"
    assert program.json("news") == []


def test_a_feed_is_removed_by_number_or_company(program: Program) -> None:
    """Several are listed by number."""
    for path in ("a", "b"):
        program("feeds", "add", "Acme", f"https://acme.example/{path}")
    assert "#2" in program("feeds", "remove", "Acme", exits=3).stderr
    program("feeds", "remove", "#2")
    assert [f["url"] for f in program.json("feeds", "list")] == ["https://acme.example/a"]


def test_alerts_are_kept_and_looked_at(program: Program) -> None:
    """S4.19: service, query and the day I last looked, also on the company's page."""
    kept = program.json("alert", "Acme", "--service", "Google Alerts", "--query", "Acme jobs")
    assert kept["alert"]["looked_on"] == "2026-03-02"
    number = str(kept["alert"]["id"])
    assert program.json("alert", "done", number)["alert"]["service"] == "Google Alerts"
    page = program.json("company", "Acme")
    assert [a["service"] for a in page["alerts"]] == ["Google Alerts"]
    assert "Look at Google Alerts" in program("task").stdout
    assert "Google Alerts" in program("company", "Acme").stdout
    program("alert", "--delete", number)
    assert program.json("alert") == []
    program("alert", "done", exits=2)
    program("alert", "Acme", "--query", "x", exits=2)
