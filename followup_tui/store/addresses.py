"""Databases by URL: which are on a server, and what of a URL may be shown."""

from __future__ import annotations

POSTGRES = ("postgresql", "postgres")
COCKROACH = ("cockroachdb", "cockroach")
SERVERS = (*POSTGRES, *COCKROACH)


def on_server(place: str) -> bool:
    """Whether a place names a database on a server."""
    return place.partition("://")[0].casefold() in SERVERS and "://" in place


def is_plain(url: str) -> bool:
    """Whether the server speaks PostgreSQL without all that PostgreSQL has."""
    return url.partition("://")[0].casefold() in COCKROACH


def for_driver(url: str) -> str:
    """The URL as PostgreSQL's own library takes it."""
    return "postgresql://" + url.partition("://")[2]


def shown(url: str) -> str:
    """The URL without its password, and without options: one of those may hold one."""
    scheme, _, rest = url.partition("://")
    rest = rest.partition("?")[0]
    # Whatever stands before the last @ may be a password that was typed without being escaped.
    who, at, where = rest.rpartition("@")
    return f"{scheme}://{who.partition(':')[0]}{at}{where}"


def name_of(url: str) -> str:
    """What the database is called, for the name of a folder."""
    place = shown(url).partition("://")[2]
    letters = (c if c.isalnum() else "-" for c in place.rpartition("/")[2])
    return "".join(letters)[:60] or "server"
