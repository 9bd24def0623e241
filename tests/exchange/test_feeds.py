"""Claims about reading feeds: RSS, Atom, RDF and Google Alerts, and everything that is none of them."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.text import is_safe_line
from followup_tui.errors import FeedError
from followup_tui.exchange.feeds import MOST, Item, read_feed, read_listing
from tests.exchange.web import rss, story

AT = "https://acme.example/news/feed.xml"

ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Acme</title><id>urn:acme</id>
<entry><id>urn:1</id><title type="html">Acme &amp;amp; Beta &lt;b&gt;merge&lt;/b&gt;</title>
<link rel="alternate" href="/merge"/><updated>2026-02-27T10:00:00Z</updated>
<summary>Nothing else.</summary></entry></feed>"""

RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://acme.example"><title>Acme</title><link>https://acme.example</link></channel>
<item rdf:about="https://acme.example/a"><title>A new plant</title><link>https://acme.example/a</link>
<dc:date>2026-02-26T08:00:00Z</dc:date></item></rdf:RDF>"""

ALERTS = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:idx="urn:atom-extension:indexing"><id>tag:google.com,2005:reader/user/1/state/com.google/alerts/2</id>
<title>Google Alert - Acme</title><link href="https://www.google.com/alerts/feeds/1/2" rel="self"></link>
<updated>2026-02-28T19:00:00Z</updated><entry><id>tag:google.com,2013:googlealerts/feed:77</id>
<title type="html">&lt;b&gt;Acme&amp;#39;s&lt;/b&gt; new lab opens</title>
<link href="https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://press.example/lab%3Fid%3D1&amp;ct=ga&amp;cd=X&amp;usg=Y"></link>
<published>2026-02-28T18:30:00Z</published><updated>2026-02-28T18:30:00Z</updated>
<content type="html">In the &lt;b&gt;lab&lt;/b&gt;</content><author><name></name></author></entry></feed>"""


def refused(body: bytes, content_type: str = "text/xml") -> str:
    """The sentence with which a page is refused."""
    with pytest.raises(FeedError) as failure:
        read_feed(body, AT, content_type)
    assert "\n" not in str(failure.value)
    return str(failure.value)


def test_rss_is_read() -> None:
    """Title, link, day and the key by which an item is known again."""
    feed = rss(story("Acme grows", key="k1", url="https://acme.example/a?b=1&amp;c=2"))
    assert read_feed(feed, AT) == (
        Item("k1", "Acme grows", "https://acme.example/a?b=1&c=2", date(2026, 3, 1)),
    )


def test_atom_is_read_without_its_markup() -> None:
    """Markup and entities of a title are gone, a relative link is whole."""
    (item,) = read_feed(ATOM, AT, "application/atom+xml")
    assert item == Item(
        "urn:1", "Acme & Beta merge", "https://acme.example/merge", date(2026, 2, 27)
    )


def test_rdf_is_read() -> None:
    """RSS 1.0 as well; without an id the link is the key."""
    (item,) = read_feed(RDF, AT)
    assert (item.title, item.key) == ("A new plant", "https://acme.example/a")
    assert item.on == date(2026, 2, 26)


def test_google_alerts_are_unwrapped() -> None:
    """The link leads to the page itself and no longer over the counter of Google."""
    (item,) = read_feed(ALERTS, "https://www.google.com/alerts/feeds/1/2")
    assert item.title == "Acme's new lab opens"
    assert item.url == "https://press.example/lab?id=1"


def test_google_cannot_wrap_anything_but_the_web() -> None:
    """What stands in the wrapping is looked at like any other link."""
    wrapped = ALERTS.replace(b"https://press.example/lab%3Fid%3D1", b"file:///etc/passwd")
    (item,) = read_feed(wrapped, AT)
    assert item.url.startswith("https://www.google.com/url?")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "-help", "tel:1"])
def test_a_link_is_of_the_web_or_none(link: str) -> None:
    """What is opened later can be nothing but a page."""
    (item,) = read_feed(rss(f"<item><title>T</title><guid>g</guid><link>{link}</link></item>"), AT)
    assert item.url == "" or item.url.startswith("https://acme.example/")


def test_the_text_of_a_feed_cannot_drive_a_terminal() -> None:
    """Control and bidi characters are gone from every field."""
    body = rss(story("Acme &#x202e;\u009b2J grows\x1b]0;x\x07", key="\u202ek"))
    (item,) = read_feed(body, AT)
    assert all(map(is_safe_line, (item.key, item.title, item.url)))
    assert "grows" in item.title


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "xxxxxxxxxxxxxxxx">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    b"<rss version='2.0'><channel><item><title>&c;</title></item></channel></rss>"
)


@pytest.mark.parametrize("coding", ["ascii", "utf-16", "utf-32"])
def test_an_entity_bomb_is_refused(coding: str) -> None:
    """Hostile input 32: entities of its own are refused, in whatever encoding."""
    begun = time.monotonic()
    assert "entities" in refused(BOMB.decode().encode(coding))
    assert time.monotonic() - begun < 1


def test_a_file_is_never_read(tmp_path: Path) -> None:
    """feedparser opens bytes that are the name of a file; here they are a page that is no feed."""
    secret = tmp_path / "feed.xml"
    secret.write_bytes(rss(story("secret")))
    assert "no feed" in refused(str(secret).encode())
    entity = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret}">]><rss version="2.0"><channel><item>'
        "<title>&x;</title></item></channel></rss>"
    )
    assert "entities" in refused(entity.encode())


def test_a_page_is_no_feed_and_may_name_one() -> None:
    """An HTML page is refused; where it names its feed, the sentence does too."""
    assert "web page" in refused(b"<!doctype html><html><body>Hi</body></html>", "text/html")
    named = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>'
    )
    assert "https://acme.example/rss" in refused(named, "text/html")


@pytest.mark.parametrize("body", [b"", b"hello", b"\xff\xfe\x00", b"{}", b"<a/>"])
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    """Empty, text, half a mark, JSON, other XML."""
    assert "no feed" in refused(body)


def test_a_feed_cut_short_is_refused_whole() -> None:
    """Nothing of half a feed is taken: the next look finds it whole."""
    whole = rss(*(story(f"News {n}") for n in range(20)))
    assert "cut short" in refused(whole[: len(whole) // 2])
    assert "cut short" in refused(ATOM[: ATOM.index(b"</entry>") + 8])


def test_a_careless_feed_is_read_all_the_same() -> None:
    """An ampersand of its own and a comment behind the end are forgiven."""
    careless = rss(story("Research & more")) + b"<!-- made in 0.2 s -->"
    (item,) = read_feed(careless, AT)
    assert item.title == "Research & more"


@pytest.mark.parametrize("coding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_are_read(coding: str) -> None:
    """As the feed or its server declares them."""
    name = "utf-8" if coding == "utf-8-sig" else coding
    text = rss(story("Zoë baut an")).decode().replace("UTF-8", name)
    (item,) = read_feed(text.encode(coding), AT, f"application/xml; charset={name}")
    assert item.title == "Zoë baut an"


def test_an_old_doctype_is_no_bomb() -> None:
    """RSS 0.91 names its DTD, and nothing is fetched for it."""
    old = rss(story("Old")).replace(
        b"<rss",
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        b' "http://127.0.0.1:9/rss-0.91.dtd"><rss',
        1,
    )
    assert [i.title for i in read_feed(old, AT)] == ["Old"]


def test_an_empty_feed_is_a_feed() -> None:
    """Nothing published yet."""
    assert read_feed(rss(), AT) == ()


def test_a_feed_brings_only_so_many() -> None:
    """What is beyond the limit stays there; one key counts once."""
    feed = rss(*(story(f"News {n}") for n in range(MOST + 50)), story("News 0"))
    assert len(read_feed(feed, AT)) == MOST
    assert len(read_feed(rss(story("a", key="k"), story("b", key="k")), AT)) == 1


def test_dates_beyond_reason_are_none() -> None:
    """The year 0 or 99999 of a broken clock is no day."""
    for odd in ("Sun, 01 Mar 0000 09:00:00 GMT", "yesterday", "9999-99-99T00:00:00Z", ""):
        (item,) = read_feed(rss(story("x", on=odd)), AT)
        assert item.on is None


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([rss(story("Acme grows"), story("B")), ATOM, RDF, ALERTS]),
    st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=6)), min_size=1, max_size=8),
)
def test_a_damaged_feed_is_read_or_refused(feed: bytes, wounds: list[tuple[int, bytes]]) -> None:
    """Whatever bytes arrive: items that are safe to show, or one sentence."""
    for at, raw in wounds:
        at %= len(feed)
        feed = feed[:at] + raw + feed[at + len(raw) :]
    try:
        items = read_feed(feed, AT)
    except FeedError:
        return
    assert all(is_safe_line(i.title) and is_safe_line(i.url) and i.title and i.key for i in items)


def test_an_item_without_a_title_has_its_first_words() -> None:
    """Of the summary or the content; one without any word is counted."""
    text = " ".join(f"word{n}" for n in range(40))
    feed = (
        b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>"
        b"<entry><id>1</id><content type='html'>&lt;p&gt;" + text.encode() + b"&lt;/p&gt;</content>"
        b"</entry><entry><id>2</id></entry></feed>"
    )
    found = read_listing(feed, AT)
    assert [item.title for item in found.items] == [" ".join(text.split()[:12]) + " …"]
    assert (found.listed, found.wordless) == (2, 1)
    assert read_listing(rss(*(story(f"N {n}") for n in range(MOST + 9))), AT).listed == MOST + 9
