"""E-mails noted before they are sent, so that none goes out twice; never journalled (RELIABILITY P11)."""

from __future__ import annotations

from datetime import UTC, datetime

from followup_tui.core.records import Posted
from followup_tui.store.database import Database
from followup_tui.store.mapping import into, plain

SENDING, SENT, FAILED = "sending", "sent", "failed"


class Outbox:
    """One row for every e-mail that a person confirmed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, touch_id: int | None, digest: str, recipient: str) -> tuple[Posted, bool]:
        """Note that an e-mail is about to be sent; whether the row is new, and so ours to send.

        Another row stands in its way: the same e-mail, sent or perhaps sent, or any other one to the
        same person of which nobody knows whether it went.
        """
        with self._database.transaction() as connection:
            found = self._read(
                "digest = ? AND state IN (?, ?) OR recipient = ? AND state = ?",
                (digest, SENDING, SENT, recipient, SENDING),
            )
            if found:
                return found[0], False
            (posted_id,) = connection.execute(
                "INSERT INTO outbox (touch_id, digest, recipient, state, at)"
                " VALUES (?, ?, ?, ?, ?) RETURNING id",
                (touch_id, digest, recipient, SENDING, plain(_now())),
            ).fetchone()
            return self._read("id = ?", (posted_id,))[0], True

    def settle(self, posted_id: int, state: str) -> None:
        """Write down what became of an e-mail: sent or failed."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE outbox SET state = ? WHERE id = ?", (state, posted_id))

    def unsure(self, recipients: tuple[str, ...]) -> Posted | None:
        """The e-mail to one of these addresses that may have gone out or not."""
        marks = ", ".join("?" * len(recipients))
        found = self._read(f"state = ? AND recipient IN ({marks})", (SENDING, *recipients))
        return found[0] if found else None

    def all_unsure(self) -> tuple[Posted, ...]:
        """Every e-mail that may have gone out or not, the newest first."""
        return tuple(self._read("state = ?", (SENDING,)))

    def _read(self, clause: str, parameters: tuple[object, ...]) -> list[Posted]:
        sql = f"SELECT * FROM outbox WHERE {clause} ORDER BY state = ? DESC, id DESC"
        rows = self._database.rows(sql, (*parameters, SENDING))
        return [into(Posted, row) for row in rows]


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
