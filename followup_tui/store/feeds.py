"""Questions about feeds, what they brought, and job alerts; the notes of a look are not journalled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from followup_tui.core.news import Alert, Clipping, Feed
from followup_tui.errors import NotFound
from followup_tui.store.database import Database
from followup_tui.store.mapping import into, plain

_SEEN = (
    "feed_item.hidden = 0 AND CASE WHEN feed.jobs = 1 THEN NOT EXISTS (SELECT 1 FROM opening"
    " WHERE opening.company_id = feed.company_id AND (opening.title = feed_item.title"
    " OR opening.url != '' AND opening.url = feed_item.url)) ELSE note.id IS NOT NULL END"
)
"""Vacancies that became openings and news whose note is gone are no longer to be seen."""
_ITEMS = (
    "FROM feed_item JOIN feed ON feed.id = feed_item.feed_id"
    " JOIN company ON company.id = feed.company_id LEFT JOIN note ON note.id = feed_item.note_id"
)
_CLIPPING = (
    "SELECT feed_item.id, feed_item.feed_id, feed.company_id, company.name AS company,"
    ' coalesce(note.text, feed_item.title) AS title, feed_item.url, feed_item."on", feed.jobs,'
    " feed_item.note_id, coalesce(note.marked, 0) AS marked, coalesce(note.tone, 'plain') AS tone,"
    " note.expires, (SELECT max(touch.day) FROM used JOIN touch ON touch.id = used.touch_id"
    f" WHERE used.kind = 'note' AND used.ref = note.id) AS used_on {_ITEMS}"
)
_FEED = (
    "SELECT feed.*, company.name AS company, (SELECT count(*) FROM feed_item"
    " LEFT JOIN note ON note.id = feed_item.note_id WHERE feed_item.feed_id = feed.id"
    f" AND {_SEEN}) AS items FROM feed JOIN company ON company.id = feed.company_id"
)
_ALERT = (
    "SELECT alert.*, company.name AS company FROM alert"
    " JOIN company ON company.id = alert.company_id"
)


class Feeds:
    """Feeds by company, clippings newest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def any(self) -> bool:
        """Whether there is a feed at all: without one nothing is ever fetched."""
        return self._database.value("SELECT 1 FROM feed LIMIT 1") is not None

    def all(self) -> tuple[Feed, ...]:
        """Every feed, by the name of its company."""
        return self._feeds("ORDER BY company.name_key, feed.id")

    def feed(self, feed_id: int) -> Feed:
        """One feed. Raises NotFound."""
        found = self._feeds("WHERE feed.id = ?", feed_id)
        if not found:
            raise NotFound(f"There is no feed with the number {feed_id}.")
        return found[0]

    def due(self, minutes: int) -> tuple[Feed, ...]:
        """Feeds that were not looked at for so long; those not yet looked at first."""
        before = _now() - timedelta(minutes=minutes)
        # A clock that was set back must not leave a feed alone for years.
        return self._feeds(
            "WHERE fetched_at IS NULL OR fetched_at <= ? OR fetched_at > ?"
            " ORDER BY fetched_at IS NOT NULL, fetched_at, feed.id",
            plain(before),
            plain(_now() + timedelta(minutes=1)),
        )

    def looked(self, feed_id: int, etag: str | None, modified: str | None) -> None:
        """Note that a feed was looked at; None leaves what the next question carries as it was."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE feed SET fetched_at = ?, etag = coalesce(?, etag),"
                " modified = coalesce(?, modified) WHERE id = ?",
                (plain(_now()), etag, modified, feed_id),
            )

    def seen_before(self, company_id: int) -> frozenset[str]:
        """Keys and links of everything that any feed of a company ever brought, and of its news."""
        rows = self._database.tuples(
            "SELECT feed_item.key, feed_item.url FROM feed_item JOIN feed ON feed.id = feed_id"
            " WHERE feed.company_id = ? UNION ALL"
            " SELECT '', url FROM note WHERE company_id = ? AND kind = 'news'",
            (company_id, company_id),
        )
        return frozenset(text for row in rows for text in row if text)

    def clipping(self, item_id: int) -> Clipping:
        """One item that is still to be seen. Raises NotFound."""
        found = self._clippings(f"WHERE feed_item.id = ? AND {_SEEN}", item_id)
        if not found:
            raise NotFound(f"There is no news with the number {item_id}.")
        return found[0]

    def clippings(self, limit: int, company_id: int | None = None) -> tuple[Clipping, ...]:
        """What is still to be seen, of one company or of all, the newest first."""
        here, which = _at(company_id, "feed")
        return self._clippings(
            f'WHERE {_SEEN}{here} ORDER BY feed_item."on" IS NULL, feed_item."on" DESC,'
            " feed_item.id DESC LIMIT ?",
            *(*which, limit),
        )

    def items_of(self, feed_id: int) -> Iterable[tuple[int, int | None]]:
        """Row and note of everything that a feed brought, hidden or not."""
        rows = self._database.tuples(
            "SELECT id, note_id FROM feed_item WHERE feed_id = ? ORDER BY id", (feed_id,)
        )
        return [(row[0], row[1]) for row in rows]

    def unchosen(self, feed_id: int) -> tuple[int, ...]:
        """Notes of a feed that nobody chose for a script and no touch carried."""
        rows = self._database.tuples(
            "SELECT note.id FROM note JOIN feed_item ON feed_item.note_id = note.id"
            " WHERE feed_id = ? AND note.marked = 0 AND NOT EXISTS (SELECT 1 FROM used"
            " WHERE used.kind = 'note' AND used.ref = note.id) ORDER BY note.id",
            (feed_id,),
        )
        return tuple(row[0] for row in rows)

    def alert(self, alert_id: int) -> Alert:
        """One job alert. Raises NotFound."""
        found = self._alerts("WHERE alert.id = ?", alert_id)
        if not found:
            raise NotFound(f"There is no job alert with the number {alert_id}.")
        return found[0]

    def alerts(self, company_id: int | None = None) -> tuple[Alert, ...]:
        """Job alerts of one company or of all, the one looked at longest ago first."""
        here, which = _at(company_id, "alert")
        return self._alerts(f"WHERE 1 = 1{here} ORDER BY looked_on, alert.id", *which)

    def _feeds(self, clause: str, *values: Any) -> tuple[Feed, ...]:
        rows = self._database.rows(f"{_FEED} {clause}", values)
        return tuple(into(Feed, row) for row in rows)

    def _clippings(self, clause: str, *values: Any) -> tuple[Clipping, ...]:
        rows = self._database.rows(f"{_CLIPPING} {clause}", values)
        return tuple(into(Clipping, row) for row in rows)

    def _alerts(self, clause: str, *values: Any) -> tuple[Alert, ...]:
        rows = self._database.rows(f"{_ALERT} {clause}", values)
        return tuple(into(Alert, row) for row in rows)


def _at(company_id: int | None, table: str) -> tuple[str, tuple[int, ...]]:
    """The end of a clause that keeps to one company, and its parameter; nothing for all of them."""
    return ("", ()) if company_id is None else (f" AND {table}.company_id = ?", (company_id,))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
