"""Questions that an import asks: what of a file is here already."""

from __future__ import annotations

from datetime import date

from followup_tui.store.database import Database


class Arrivals:
    """What is known of messages, tags and mappings, row by row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has_message(self, key: str) -> bool:
        """Whether a touch was made of that message before."""
        return self._database.value("SELECT 1 FROM message_key WHERE key = ?", (key,)) is not None

    def logged_by_hand(self, contact_id: int, channel: str, direction: str, on: date) -> int | None:
        """A done touch of that day and way of which no message is known yet."""
        found = self._database.value(
            "SELECT id FROM touch WHERE contact_id = ? AND state = 'done' AND channel = ?"
            " AND direction = ? AND done_on = ?"
            " AND NOT EXISTS (SELECT 1 FROM message_key WHERE touch_id = touch.id)"
            " ORDER BY id LIMIT 1",
            (contact_id, channel, direction, on.isoformat()),
        )
        return int(found) if found is not None else None

    def tags(self, contact_id: int) -> tuple[str, ...]:
        """The tags of a contact."""
        rows = self._database.tuples(
            "SELECT name FROM tag WHERE contact_id = ? ORDER BY id", (contact_id,)
        )
        return tuple(row[0] for row in rows)

    def keeps_properties(self, contact_id: int) -> bool:
        """Whether unused properties of a card are kept for a contact."""
        sql = "SELECT 1 FROM kept_property WHERE contact_id = ? LIMIT 1"
        return self._database.value(sql, (contact_id,)) is not None

    def setting_row(self, key: str) -> int | None:
        """The row of a remembered value."""
        found = self._database.value("SELECT id FROM setting WHERE key = ?", (key,))
        return int(found) if found is not None else None
