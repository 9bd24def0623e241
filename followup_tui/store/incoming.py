"""Questions that an import asks: what of a file is here already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from followup_tui.store.database import Database, typed_errors
from followup_tui.store.duplicates import ALSO_CALLED

_KEYS = """
SELECT name_key FROM contact UNION ALL SELECT profile_key FROM contact WHERE profile_key != ''
UNION ALL SELECT key FROM address UNION ALL SELECT key FROM source
"""
"""By what anybody may be recognised; those in the bin are not told apart."""
_KEYS_OF = """
SELECT name_key FROM contact WHERE id = ?1 UNION ALL SELECT profile_key FROM contact WHERE id = ?1
UNION ALL SELECT key FROM address WHERE contact_id = ?1
UNION ALL SELECT key FROM source WHERE contact_id = ?1
"""


class Arrivals:
    """What is known of people, messages, tags and mappings, row by row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keys(self) -> Iterator[str]:
        """Name, profile, addresses and sources of everybody, in no order; some come twice."""
        with typed_errors():
            for row in self._database.connection().execute(_KEYS):
                yield row[0]

    def keys_of(self, contact_id: int) -> tuple[str, ...]:
        """The same of one contact."""
        return tuple(row[0] for row in self._database.tuples(_KEYS_OF, (contact_id,)))

    def highest_contact(self) -> int:
        """At least as many as there are people, without counting them."""
        return int(self._database.value("SELECT max(id) FROM contact") or 0)

    def has_source(self, kind: str) -> bool:
        """Whether anybody came from a source of that kind."""
        sql = "SELECT 1 FROM source WHERE kind = ? LIMIT 1"
        return self._database.value(sql, (kind,)) is not None

    def former_companies(self) -> dict[str, int]:
        """The companies that others were merged into, by the folded names of those."""
        rows = self._database.tuples(
            "SELECT setting.key, company.id FROM setting"
            " JOIN company ON company.uid = setting.value WHERE setting.key LIKE ?",
            (f"{ALSO_CALLED}%",),
        )
        return {row[0].removeprefix(ALSO_CALLED): int(row[1]) for row in rows}

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
