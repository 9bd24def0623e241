"""Claims about fetching: what is asked for politely, and every way in which a server may misbehave."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from followup_tui.errors import FeedError
from followup_tui.exchange import fetching
from followup_tui.exchange.fetching import AskedToWait, Limits, fetch
from tests.exchange.web import Site, answer, redirect, rss, site, story

QUICK = Limits(seconds=0.4)
FEED = rss(story("Acme grows"))


@pytest.fixture
def web() -> Iterator[Site]:
    """A server of this test's own."""
    with site() as here:
        yield here


def refused(address: str, limits: Limits = QUICK) -> str:
    """The sentence with which an address is refused."""
    with pytest.raises(FeedError) as failure:
        fetch(address, limits=limits)
    assert "\n" not in str(failure.value)
    return str(failure.value)


def test_a_feed_comes_with_what_the_next_question_needs(web: Site) -> None:
    """Body, type, ETag and date of change are handed over as they came."""
    address = web.put(
        "/feed",
        lambda h: answer(h, FEED, content_type="text/xml", etag='"7"', last_modified="Mon"),
    )
    page = fetch(address)
    assert page is not None
    assert (page.body, page.content_type, page.etag, page.modified) == (
        FEED,
        "text/xml",
        '"7"',
        "Mon",
    )


def test_a_known_feed_is_asked_for_conditionally(web: Site) -> None:
    """ETag and date go along; 304 means that there is nothing to read."""
    address = web.put("/feed", lambda h: answer(h, b"", 304))
    assert fetch(address, etag='"7"', modified="Mon") is None
    _, headers = web.asked[0]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"7"', "Mon")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://a.example/f", "feed", "http://"])
def test_only_the_web_is_fetched(address: str) -> None:
    """Hostile input 33: no other scheme is opened."""
    assert "http" in refused(address)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)"])
def test_no_redirect_leaves_the_web(web: Site, to: str) -> None:
    """Hostile input 34: the scheme is looked at again after every redirect."""
    assert "http" in refused(web.put("/feed", redirect(to)))


def test_redirects_are_followed_and_end(web: Site) -> None:
    """A moved feed is found; one that moves in a circle is given up."""
    web.put("/new", FEED)
    page = fetch(web.put("/old", redirect("/new")), limits=QUICK)
    assert page is not None
    assert page.body == FEED
    assert "redirect" in refused(web.put("/round", redirect("/round")))
    assert sum(path == "/round" for path, _ in web.asked) == 6


def test_a_feed_of_the_web_cannot_point_into_the_house(
    web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redirect to a private address is followed only when the feed itself is private."""
    inside = web.put("/inside", FEED)
    real = fetching.is_private
    monkeypatch.setattr(fetching, "is_private", lambda url: "feed" not in url and real(url))
    assert "private" in refused(web.put("/feed", redirect(inside)))
    assert [path for path, _ in web.asked] == ["/feed"]


def test_private_addresses_are_known_by_what_they_resolve_to() -> None:
    """Loopback, home networks and link-local; not what everybody can reach."""
    private = ["http://localhost/", "http://127.0.0.1:1/", "http://192.168.1.1/", "http://[::1]/"]
    assert all(map(fetching.is_private, [*private, "http://169.254.169.254/latest"]))
    assert not fetching.is_private("http://93.184.215.14/")


def test_behind_a_proxy_no_name_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """P18: whoever goes out through a proxy tells no name server which companies are followed."""

    def refuse(*args: object, **kw: object) -> None:
        raise AssertionError("a name was looked up")

    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert not fetching.is_private("https://acme.example/feed")
    assert fetching.is_private("https://10.0.0.1/feed")
    assert fetching.is_private("https://localhost/feed")


def test_a_gzip_bomb_stops_at_the_limit(web: Site) -> None:
    """What it would unpack to is never in memory: the size counts after unpacking."""
    bomb = gzip.compress(b"x" * 60_000_000, 9)
    address = web.put("/bomb", lambda h: answer(h, bomb, content_encoding="gzip"))
    assert "more than 5 MB" in refused(address, Limits())


def test_gzip_is_unpacked(web: Site) -> None:
    """A compressed feed is a feed; a compression that was not asked for is refused."""
    packed = gzip.compress(FEED)
    page = fetch(web.put("/gz", lambda h: answer(h, packed, content_encoding="gzip")))
    assert page is not None
    assert page.body == FEED
    assert "br" in refused(web.put("/br", lambda h: answer(h, FEED, content_encoding="br")))
    cut = packed[:-9]
    assert "cut short" in refused(
        web.put("/cut", lambda h: answer(h, cut, content_encoding="gzip"))
    )


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"<")
        time.sleep(0.02)


def test_a_feed_that_never_ends_is_left(web: Site) -> None:
    """A byte now and then does not renew the patience."""
    begun = time.monotonic()
    assert "took longer" in refused(web.put("/drip", _drip))
    assert time.monotonic() - begun < 2


def test_an_endless_feed_is_left(web: Site) -> None:
    """One that keeps sending stops at the size."""

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"<item>" * 1000)

    assert "more than" in refused(web.put("/flood", flood), Limits(size=100_000))


def test_a_server_that_closes_is_told(web: Site) -> None:
    """No answer at all, and less than was promised."""

    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.close_connection = True

    assert "no answer" in refused(web.put("/closes", hang_up))
    promised = str(len(FEED) + 10)
    address = web.put("/short", lambda h: answer(h, FEED, content_length=promised))
    assert "cut short" in refused(address)


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "404"), (410, "gone"), (429, "wait"), (503, "wait"), (401, "password")],
)
def test_what_a_server_refuses_is_said_plainly(web: Site, status: int, said: str) -> None:
    """Each answer that is no feed is one sentence."""
    assert said in refused(web.put("/no", lambda h: answer(h, b"<rss/>", status)))


def test_nobody_there_is_told() -> None:
    """A closed port and a name that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "127.0.0.1" in refused(f"http://127.0.0.1:{port}/feed")


def test_a_proxy_of_the_environment_is_used(web: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the way out is a proxy, the question goes there."""
    monkeypatch.setenv("http_proxy", web.address)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    web.pages["http://acme.example/feed"] = FEED
    page = fetch("http://acme.example/feed", limits=QUICK)
    assert page is not None
    assert page.body == FEED


def test_no_password_of_this_computer_goes_along(
    web: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """P18: what ~/.netrc holds for a host stays there."""
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w") as file:
        file.write("machine 127.0.0.1 login sam password secret\n")
    monkeypatch.setenv("NETRC", netrc)
    fetch(web.put("/feed", FEED))
    assert "Authorization" not in web.asked[0][1]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("999999999", 86_400),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400),
        ("Fri, 01 Jan 2010 00:00:00 GMT", 0),
        ("soon", 0),
        ("-5", 0),
        ("²", 0),
    ],
)
def test_retry_after_is_read_in_both_its_forms(web: Site, said: str, seconds: int) -> None:
    """Seconds or a date, a day at most; nonsense is no wait."""
    page = web.put(
        "/wait", lambda h: answer(h, b"", 503, retry_after=said.encode().decode("latin-1"))
    )
    with pytest.raises(AskedToWait, match="wait") as refused:
        fetch(page)
    assert refused.value.seconds == seconds
