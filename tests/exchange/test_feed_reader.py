"""Claims about the process that fetches and reads: its answer, its end, and what it cannot take along."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from followup_tui.exchange.feed_reader import FeedReader
from followup_tui.exchange.fetching import Limits
from tests.exchange.web import Site, answer, rss, site, story


@pytest.fixture
def web() -> Iterator[Site]:
    """A server of this test's own."""
    with site() as here:
        yield here


def _silent_headers(handler: BaseHTTPRequestHandler) -> None:
    """One byte of a header now and then: no time limit of a socket ever ends that."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(300):
        handler.wfile.write(b"x")
        time.sleep(0.03)


def test_a_feed_comes_back_from_the_process(web: Site) -> None:
    """Items, etag and date; the next look with that etag finds nothing to read."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == '"1"':
            answer(handler, b"", 304)
        else:
            answer(handler, rss(story("Zoë’s lab grows")), etag='"1"')

    address = web.put("/feed", page)
    look = FeedReader().look(address)
    assert ([i.title for i in look.items], look.etag, look.trouble) == (
        ["Zoë’s lab grows"],
        '"1"',
        "",
    )
    assert FeedReader().look(address, look.etag).unchanged


def test_no_feed_is_one_sentence(web: Site) -> None:
    """What went wrong comes back in words."""
    assert "web page" in FeedReader().look(web.put("/", b"<html><body>x</body></html>")).trouble
    assert "http" in FeedReader().look("file:///etc/passwd").trouble


def test_a_process_that_hangs_is_ended(web: Site) -> None:
    """Headers that never end are beyond every time limit but that of the process."""
    begun = time.monotonic()
    look = FeedReader(Limits(seconds=0.5), reading=0.5).look(web.put("/slow", _silent_headers))
    assert "too long" in look.trouble
    assert time.monotonic() - begun < 4


def test_stop_ends_what_is_running(web: Site) -> None:
    """Leaving the program waits for no server."""
    reader = FeedReader()
    address = web.put("/slow", _silent_headers)
    thread = threading.Thread(target=reader.look, args=(address,))
    thread.start()
    while not web.asked:
        time.sleep(0.01)
    reader.stop()
    thread.join(2)
    assert not thread.is_alive()
    assert reader.look(address).trouble == "Stopped."


def test_nothing_lying_about_is_run(
    web: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file named like a library in the folder where I am is not loaded."""
    (tmp_path / "feedparser.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    assert FeedReader().look(web.put("/feed", rss(story("Safe")))).items
