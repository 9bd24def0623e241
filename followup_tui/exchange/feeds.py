"""The items of an RSS, Atom or RDF feed: bytes in, plain records out."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from urllib.parse import parse_qs, urljoin, urlsplit

from followup_tui.core.text import clean_line
from followup_tui.errors import FeedError
from followup_tui.exchange.fetching import web_address
from followup_tui.exchange.markup import plain_text

MOST: Final = 200
"""Items of one feed that are looked at."""

_CUT_SHORT: Final = "That feed was cut short: nothing of it was taken."
_HEAD: Final = 20_000
_TITLE: Final = 200
_FIRST_WORDS: Final = 12
_KEY: Final = 300
_SOUND_YEARS: Final = range(1990, 2200)
_END: Final = re.compile(rb"</(?:[a-z]+:)?(?:rss|feed|rdf)\s*>", re.I)
_ROOT: Final = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)\b", re.I)
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.I)
_FEED_LINK: Final = re.compile(
    rb"<link\b[^>]{0,500}application/(?:rss|atom)\+xml[^>]{0,500}>", re.I
)
_HREF: Final = re.compile(rb"""href\s*=\s*["']?([^"'\s>]{1,500})""", re.I)
_GOOGLE: Final = re.compile(r"(?:^|\.)google\.[a-z]{2,3}(?:\.[a-z]{2})?$")


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news, or one vacancy."""

    key: str
    """By which the feed knows it; else its link, else its title."""
    title: str
    url: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed lists, and how much of it is not among the items."""

    items: tuple[Item, ...]
    listed: int = 0
    wordless: int = 0
    """Left out: neither title nor text."""


def read_feed(body: bytes, address: str, content_type: str = "") -> tuple[Item, ...]:
    """The items alone of `read_listing`."""
    return read_listing(body, address, content_type).items


def read_listing(body: bytes, address: str, content_type: str = "") -> Listing:
    """What a feed lists, in its own order, each key once and at most MOST.

    Raises FeedError for what is no feed, cut short, or brings entities of its own (hostile input 32).
    """
    import feedparser

    bare = body.replace(b"\0", b"")
    if b"<!doctype" in (lowered := bare.lower()) and b"<!entity" in lowered:
        raise FeedError("That feed declares entities of its own: it is not read.")
    if not _END.search(bare):
        cut_short = _ROOT.search(bare) and not _PAGE.search(bare[:_HEAD])
        raise FeedError(_CUT_SHORT if cut_short else _no_feed(bare, address))
    # A stream, for bytes that are the name of a file would be opened.
    try:
        parsed = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": content_type, "content-location": address},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError) as exc:
        # feedparser lets a few errors of the parsers below it through.
        raise FeedError("That is no feed, or a damaged one.") from exc
    if not parsed.get("version"):
        raise FeedError(_no_feed(bare, address))
    found: dict[str, Item] = {}
    wordless = 0
    for entry in parsed.entries[:MOST]:
        item = _item(dict(entry), address)  # its own look-ups warn about what is absent
        if item is None:
            wordless += 1
        else:
            found.setdefault(item.key, item)
    return Listing(tuple(found.values()), len(parsed.entries), wordless)


def _item(entry: Mapping[str, Any], address: str) -> Item | None:
    title = _words(entry, "title") or _first_words(entry)
    if not title:
        return None
    url = _link(_text(entry.get("link")), address)
    key = clean_line(_text(entry.get("id")), _KEY * 4) or url or title
    if len(key) > _KEY:
        key = hashlib.sha256(key.encode()).hexdigest()
    return Item(key, title, url, _day(entry))


def _first_words(entry: Mapping[str, Any]) -> str:
    """How the text of an item begins that has no title."""
    text = _words(entry, "summary")
    for part in entry.get("content") or () if not text else ():
        told = {"content": part.get("value"), "content_detail": part}
        text = text or _words(told, "content")
    words = text.split()
    return text if len(words) <= _FIRST_WORDS else f"{' '.join(words[:_FIRST_WORDS])} …"


def _words(entry: Mapping[str, Any], name: str) -> str:
    """A field as people read it, on one line."""
    raw = _text(entry.get(name))
    kind = entry.get(f"{name}_detail", {}).get("type", "")
    # What is declared as HTML is HTML also where it does not look so.
    return clean_line(plain_text(f"<p>{raw}" if "html" in kind else raw), _TITLE)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _link(link: str, address: str) -> str:
    """A link of the web, unwrapped where Google counts its clicks; empty for any other."""
    if not link.strip():
        return ""
    try:
        whole = web_address(urljoin(address, link.strip()))
        parts = urlsplit(whole)
    except (FeedError, ValueError):
        return ""
    if parts.path == "/url" and _GOOGLE.search(parts.hostname or ""):
        asked = parse_qs(parts.query, max_num_fields=50)
        for inner in (*asked.get("url", []), *asked.get("q", [])):
            try:
                return web_address(inner)
            except FeedError:
                continue
    return whole


def _day(entry: Mapping[str, Any]) -> date | None:
    """The local day on which it was published."""
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    if stamp is None or stamp[0] not in _SOUND_YEARS:
        return None
    try:
        year, month, day, hour, minute, second = stamp[:6]
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return at.astimezone().date()
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _no_feed(body: bytes, address: str) -> str:
    if not _PAGE.search(body[:_HEAD]):
        return "That is no feed: neither RSS nor Atom was found."
    named = _FEED_LINK.search(body[:200_000])
    href = _HREF.search(named[0]) if named else None
    feed = _link(href[1].decode("utf-8", "replace"), address) if href else ""
    hint = f"its feed is {feed}" if feed else "look there for a link named RSS or Atom"
    return f"That is a web page and no feed: {hint}."
