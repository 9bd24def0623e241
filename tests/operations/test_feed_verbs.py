"""Claims about feeds and what they bring: kept once, chosen by hand, taken back by one undo."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from followup_tui.core.news import tone_of
from followup_tui.core.words import NoteKind, Tone
from followup_tui.errors import NotFound, RuleError, UsageError
from followup_tui.exchange.feed_reader import FeedReader, Look
from followup_tui.exchange.feeds import Item
from followup_tui.exchange.fetching import Limits
from followup_tui.operations import feeds, lookup, news, openings
from followup_tui.operations import notes as note_verbs
from followup_tui.operations.desk import Desk
from followup_tui.operations.feed_memory import last_looks
from followup_tui.operations.feeds import Looked
from followup_tui.operations.notes import Remark
from followup_tui.operations.openings import Vacancy
from tests.builders import TODAY, days_ago
from tests.cast import add, picture, sizes
from tests.exchange.web import Site, answer, rss, site, story

URL = "https://acme.example/feed"
GROWS = Item("k1", "Acme grows", "https://acme.example/grows", days_ago(2))


@pytest.fixture
def web() -> Iterator[Site]:
    """A server of this test's own."""
    with site() as here:
        yield here


def bring(
    desk: Desk, *items: Item, url: str = URL, jobs: bool = False, etag: str = ""
) -> feeds.Result:
    """A feed of Acme that a look found these items in; added where it is new."""
    known = [f for f in desk.store.feeds.all() if f.url == url]
    feed = known[0] if known else feeds.add(desk, "Acme", url, jobs=jobs).record
    (result,) = feeds.keep(desk, [Looked(feed, Look(items, etag))])
    return result


def test_nothing_is_connected_to_without_a_feed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P18: adding one fetches nothing either; only a look does."""

    def refuse(*args: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(FeedReader, "look", refuse)
    assert not desk.store.feeds.any()
    assert feeds.fetch(desk, feeds.due(desk)) == ()
    kept = feeds.add(desk, "Acme", URL)
    assert kept.remarks == ("new company: Acme",)
    assert desk.store.feeds.any()


def test_news_becomes_a_note_that_expires_and_is_not_chosen(desk: Desk) -> None:
    """S0.33, S3.27: with its day, its link and an expiry; no script takes it by itself."""
    assert bring(desk, GROWS).news == 1
    (note,) = desk.store.material.notes(None, 1)
    assert (note.kind, note.text, note.url, note.on) == (
        NoteKind.NEWS,
        "Acme grows",
        GROWS.url,
        days_ago(2),
    )
    assert note.expires == days_ago(2) + timedelta(days=desk.config.scripts.news_expiry_days)
    assert not note.marked


def test_only_chosen_news_enters_a_script(desk: Desk) -> None:
    """News from feeds enters a script only after I marked it; marking again takes it out."""
    from followup_tui.operations.drafting import draft

    ann = add(desk)
    note_verbs.add(desk, ann, Remark("both from Porto", "common"))
    bring(desk, GROWS)
    assert "Acme grows" not in draft(desk, ann).body
    (piece,) = news.clippings(desk)
    piece = news.use(desk, piece).record
    assert "Acme grows" in draft(desk, ann).body
    assert not news.use(desk, piece).record.marked


def test_nothing_comes_twice(desk: Desk) -> None:
    """Not from the same feed, not by the same link from another feed of the company."""
    bring(desk, GROWS)
    assert bring(desk, GROWS).status == "unchanged"
    again = replace(GROWS, key="other", title="Acme grows!")
    assert bring(desk, again, url="https://www.google.com/alerts/1").status == "unchanged"
    assert sizes(desk.store)["note"] == 1


def test_one_undo_takes_the_news_back_and_one_more_the_feed(desk: Desk) -> None:
    """A look is noted outside the history, so that it never stands in the way of undo."""
    before = picture(desk.store)
    bring(desk, GROWS, etag='"1"')
    assert desk.store.journal.entries()[0].did == "news of Acme"
    desk.store.journal.undo(2)
    assert picture(desk.store) == before


def test_a_look_that_finds_nothing_is_no_history(desk: Desk) -> None:
    """Unchanged and failed looks leave the history as it was; an old ETag survives a failure."""
    bring(desk, GROWS, etag='"1"')
    entries = desk.store.journal.entries()
    feed = desk.store.feeds.all()[0]
    feeds.keep(desk, [Looked(feed, Look(unchanged=True))])
    (failed,) = feeds.keep(desk, [Looked(feed, Look(trouble="It is down."))])
    assert (failed.status, failed.message) == ("failed", "It is down.")
    assert desk.store.journal.entries() == entries
    assert desk.store.feeds.feed(feed.id).etag == '"1"'


def test_a_feed_rests_between_two_looks(desk: Desk) -> None:
    """Politeness: an hour at least, also after a failure; a clock set back is no excuse."""
    feed = feeds.add(desk, "Acme", URL).record
    assert feeds.due(desk) == (feed,)
    feeds.keep(desk, [Looked(feed, Look(trouble="no"))])
    assert feeds.due(desk) == ()
    for at, due in ((timedelta(minutes=-61), 1), (timedelta(days=9), 1), (timedelta(0), 0)):
        stamp = (datetime.now(UTC) + at).replace(tzinfo=None).isoformat(sep=" ")
        with desk.store.database.transaction() as connection:
            connection.execute("UPDATE feed SET fetched_at = ?", (stamp,))
        assert len(feeds.due(desk)) == due


def test_a_feed_removed_meanwhile_brings_nothing(desk: Desk) -> None:
    """The answer came too late."""
    feed = feeds.add(desk, "Acme", URL).record
    feeds.remove(desk, feed)
    assert feeds.keep(desk, [Looked(feed, Look((GROWS,)))]) == ()
    assert "note" not in sizes(desk.store)


def test_old_news_stays_where_it_is(desk: Desk) -> None:
    """The newest ten come in any case, the rest only while it is news."""
    old = [Item(f"k{n}", f"Old {n}", on=days_ago(200 + n)) for n in range(15)]
    new = [Item(f"n{n}", f"New {n}", on=days_ago(n)) for n in range(12)]
    assert bring(desk, *old).news == 10
    assert bring(desk, *old, *new).news == 12


def test_a_day_to_come_is_today(desk: Desk) -> None:
    """A clock that is wrong keeps no news fresh for ever."""
    bring(desk, replace(GROWS, on=date(2199, 1, 1)))
    assert desk.store.material.notes(None, 1)[0].on == TODAY


def test_vacancies_are_proposed_and_become_openings(desk: Desk) -> None:
    """S4.19, S4.23: no note, no script; as an opening it is proposed no more, until undone."""
    ann = add(desk)
    result = bring(desk, Item("j", "Data engineer", URL, days_ago(1)), jobs=True)
    assert (result.news, result.openings, desk.store.material.notes(None, 1)) == (0, 1, ())
    (proposal,) = news.clippings(desk)
    with pytest.raises(RuleError):
        news.use(desk, proposal)
    found = news.opening(desk, proposal)
    assert [t.contact_id for t in found.planned] == [ann.id]
    assert news.clippings(desk) == ()
    desk.store.journal.undo()
    assert news.clippings(desk) == (proposal,)


def test_a_vacancy_that_is_known_is_not_proposed(desk: Desk) -> None:
    """An opening noted by hand is not offered again."""
    openings.opening(desk, Vacancy("Acme", "Data engineer"))
    bring(desk, Item("j", "Data engineer", URL), jobs=True)
    assert news.clippings(desk) == ()


def test_hidden_is_gone_for_good(desk: Desk) -> None:
    """The note goes as well, and the next look does not bring it back; undo does."""
    bring(desk, GROWS)
    news.hide(desk, news.clippings(desk)[0])
    assert bring(desk, GROWS).status == "unchanged"
    assert (news.clippings(desk), desk.store.material.notes(None, 1)) == ((), ())
    desk.store.journal.undo()
    assert [c.title for c in news.clippings(desk)] == ["Acme grows"]


def test_the_list_goes_by_company_the_newest_first(desk: Desk) -> None:
    """The company with the newest piece stands first."""
    bring(desk, GROWS, replace(GROWS, key="k0", title="Old", url="", on=days_ago(9)))
    beta = feeds.add(desk, "Beta", "https://beta.example/feed").record
    feeds.keep(desk, [Looked(beta, Look((Item("b", "Beta moves", on=days_ago(4)),)))])
    assert [c.title for c in news.clippings(desk)] == ["Acme grows", "Old", "Beta moves"]


def test_removing_a_feed_keeps_what_was_chosen(desk: Desk) -> None:
    """What nobody chose goes with it; one undo brings all of it back."""
    bring(desk, GROWS, Item("k2", "Acme moves", on=days_ago(3)))
    news.use(desk, news.clippings(desk)[0])
    before = picture(desk.store)
    feeds.remove(desk, feeds.feed_named(desk, "acme"))
    assert [n.text for n in desk.store.material.notes(None, 1)] == ["Acme grows"]
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_a_feed_is_named_by_number_address_or_company(desk: Desk) -> None:
    """Several feeds of a company are listed."""
    first = feeds.add(desk, "Acme", URL).record
    assert {feeds.feed_named(desk, t).id for t in (f"#{first.id}", URL, "Acme")} == {first.id}
    feeds.add(desk, "Acme", f"{URL}/jobs", jobs=True)
    with pytest.raises(NotFound) as several:
        feeds.feed_named(desk, "Acme")
    assert len(several.value.candidates) == 2
    with pytest.raises(NotFound):
        feeds.feed_named(desk, "Nobody")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "acme", "", "http://"])
def test_only_addresses_of_the_web_are_kept(desk: Desk, url: str) -> None:
    """Hostile input 33: refused at once, and no company is made."""
    with pytest.raises(UsageError):
        feeds.add(desk, "Acme", url)
    assert sizes(desk.store) == {}


def test_a_feed_is_added_once(desk: Desk) -> None:
    """The same address for another company is another matter: an industry has one feed (S1.24)."""
    feeds.add(desk, "Acme", URL)
    with pytest.raises(RuleError):
        feeds.add(desk, "ACME Inc.", URL)
    assert feeds.add(desk, "Beta", URL).record.company == "Beta"


def test_a_real_server_is_looked_at_politely(desk: Desk, web: Site) -> None:
    """The first look brings the news, the next one asks whether anything changed."""
    feed = rss(story("Acme grows"))
    address = web.put("/feed", lambda h: answer(h, feed, etag='"1"'))
    bad = web.put("/bad", b"<html><body>Hi</body></html>")
    for url in (address, bad):
        feeds.add(desk, "Acme", url)
    reader = FeedReader(Limits(seconds=5))
    good, failed = feeds.fetch(desk, desk.store.feeds.all(), reader)
    assert (good.status, good.news, failed.status) == ("new", 1, "failed")
    web.pages["/feed"] = lambda h: answer(h, b"", 304 if h.headers["If-None-Match"] else 500)
    good, _ = feeds.fetch(desk, desk.store.feeds.all(), reader, now=True)
    assert good.status == "unchanged"


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_us_to_wait_is_not_asked_before(
    desk: Desk, web: Site, status: int
) -> None:
    """Retry-After is remembered: neither the clock nor --now asks earlier, and the hour is said."""
    busy = web.put("/busy", lambda h: answer(h, b"", status, retry_after="7200"))
    feed = feeds.add(desk, "Acme", busy).record
    (failed,) = feeds.fetch(desk, [feed])
    assert failed.status == "failed"
    until = last_looks(desk)[busy].waits_until
    assert until is not None
    assert timedelta(minutes=119) < until - datetime.now(UTC) <= timedelta(minutes=120)
    with desk.store.database.transaction() as connection:
        connection.execute("UPDATE feed SET fetched_at = NULL")
    assert feeds.due(desk) == ()
    (resting,) = feeds.fetch(desk, desk.store.feeds.all(), now=True)
    assert (resting.status, resting.message) == (
        "resting",
        f"not before {until.astimezone():%H:%M}: its server asks us to wait",
    )
    assert len(web.asked) == 1


def test_a_feed_is_asked_once_in_five_minutes(desk: Desk, web: Site) -> None:
    """Also when a person asks, unless it has to be now; a clock that was set back is no excuse."""
    feeds.add(desk, "Acme", web.put("/feed", rss(story("Acme grows"))))
    everything = desk.store.feeds.all
    feeds.fetch(desk, everything())
    (resting,) = feeds.fetch(desk, everything())
    assert (resting.status, resting.message[:10]) == ("resting", "not before")
    feeds.fetch(desk, everything(), now=True)
    with desk.store.database.transaction() as connection:
        connection.execute("UPDATE feed SET fetched_at = '2099-01-01 00:00:00'")
    assert feeds.fetch(desk, everything())[0].status == "unchanged"
    assert len(web.asked) == 3


def test_what_was_left_out_is_said_and_remembered(desk: Desk) -> None:
    """Items beyond the most that are read, and those in which no word was found."""
    feed = feeds.add(desk, "Acme", URL).record
    look = Look((GROWS,), listed=5_000, wordless=2)
    (result,) = feeds.keep(desk, [Looked(feed, look)])
    said = "the first 200 of 5,000 kept; 2 without a word left out"
    assert (result.status, result.message) == ("new", said)
    assert last_looks(desk)[URL].said == said
    feeds.remove(desk, feed)
    assert last_looks(desk) == {}


def test_a_damaged_memory_of_looks_is_none(desk: Desk) -> None:
    """Whatever stands in the file, feeds are looked at as if nobody had."""
    feed = feeds.add(desk, "Acme", URL).record
    for content in ("", "[]", '{"u": 1}', '{"u": {"status": "", "said": "", "not_before": "x"}}'):
        desk.paths.state_dir.mkdir(parents=True, exist_ok=True)
        (desk.paths.state_dir / "feeds.json").write_text(content)
        assert feeds.due(desk) == (feed,)


def test_few_of_each_company_are_shown(desk: Desk) -> None:
    """Twenty, and how many more there are."""
    bring(desk, *(Item(f"k{n}", f"News {n}", on=days_ago(1)) for n in range(50)))
    beta = feeds.add(desk, "Beta", "https://beta.example/feed").record
    feeds.keep(desk, [Looked(beta, Look((Item("b", "Beta moves", on=days_ago(4)),)))])
    shown, more = news.few(news.clippings(desk))
    assert [sum(c.company == name for c in shown) for name in ("Acme", "Beta")] == [20, 1]
    assert more == {"Acme": 30}


@pytest.mark.parametrize(
    "title", ["Acme lays off 200", "Acme recalls toasters", "CEO dies at 61", "Beta sues Acme"]
)
def test_hard_news_is_known_by_its_words(title: str) -> None:
    """It never fills a slot, even when somebody marks it by mistake."""
    assert tone_of(title) is Tone.HARD
    assert tone_of("Acme opens a deadline-free lab in Issue, Maryland") is Tone.PLAIN


def test_choosing_hard_news_says_what_becomes_of_it(desk: Desk) -> None:
    """It stands beside the script."""
    bring(desk, replace(GROWS, title="Acme lays off 200"))
    assert "hard" in news.use(desk, news.clippings(desk)[0]).remarks[0]


def test_the_company_is_found_by_its_name(desk: Desk) -> None:
    """Clippings of one company alone."""
    bring(desk, GROWS)
    acme = lookup.company_named(desk, "acme")
    assert len(news.clippings(desk, acme)) == 1


def test_hard_news_is_in_no_script_even_when_chosen(desk: Desk) -> None:
    """What the screen says of it agrees with what scripts do."""
    bring(desk, replace(GROWS, title="Acme lays off 200"))
    piece = news.use(desk, news.clippings(desk)[0]).record
    assert piece.marked
    assert not piece.in_scripts
