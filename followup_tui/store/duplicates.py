"""What is asked when two entries may be one: sketches of everybody, answers given, rows to move."""

from __future__ import annotations

from collections import defaultdict

from followup_tui.core.duplicates import Name, Sketch
from followup_tui.core.names import company_key
from followup_tui.store.database import Database

APART = "not-same."
"""The setting, with both uids, by which a person said that two entries are two."""

MERGED = "merged"
"""The kind of source that holds the uid of an entry which became part of a person."""

ALSO_CALLED = "also-called."
"""The setting, with a company's folded name, that holds the uid of the company it became part of."""


class Duplicates:
    """Questions over everybody at once, each answered in one reading of a table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sketches(self) -> list[Sketch]:
        """Everybody who is not deleted, as far as duplicates are told by it."""
        reach: dict[tuple[int, str], set[str]] = defaultdict(set)
        for contact_id, kind, key in self._database.tuples(
            "SELECT contact_id, kind, key FROM address WHERE key != ''"
        ):
            reach[contact_id, kind].add(key)
        past: dict[int, set[str]] = defaultdict(set)
        for contact_id, company in self._database.tuples(
            "SELECT contact_id, company FROM employment WHERE company != ''"
        ):
            past[contact_id].add(company_key(company))
        rows = self._database.tuples(
            "SELECT contact.id, contact.uid, contact.name_key, coalesce(company.name_key, ''),"
            " contact.profile_key FROM contact LEFT JOIN company ON company.id = contact.company_id"
            " WHERE contact.deleted_at IS NULL ORDER BY contact.id"
        )
        none: frozenset[str] = frozenset()
        return [
            Sketch(
                contact_id,
                uid,
                name,
                company,
                frozenset(past[contact_id]) if contact_id in past else none,
                profile,
                frozenset(reach.get((contact_id, "email"), none)),
                frozenset(reach.get((contact_id, "phone"), none)),
            )
            for contact_id, uid, name, company, profile in rows
        ]

    def company_names(self) -> list[Name]:
        """Every company by its name."""
        rows = self._database.tuples("SELECT id, uid, name, name_key FROM company ORDER BY id")
        return [Name(*row) for row in rows]

    def apart(self) -> frozenset[str]:
        """The pairs that were said to be two, as `pair_key` writes them."""
        rows = self._database.tuples(
            "SELECT key FROM setting WHERE key LIKE ? AND value != ''", (f"{APART}%",)
        )
        return frozenset(row[0].removeprefix(APART) for row in rows)

    def uid(self, table: str, row_id: int) -> str:
        """By what a row is known in every copy of the data."""
        return str(self._database.value(f'SELECT uid FROM "{table}" WHERE id = ?', (row_id,)))

    def formerly(self, key: str) -> int | None:
        """The company that one of that folded name was merged into."""
        found = self._database.value(
            "SELECT company.id FROM setting JOIN company ON company.uid = setting.value"
            " WHERE setting.key = ?",
            (f"{ALSO_CALLED}{key}",),
        )
        return int(found) if found is not None else None

    def also_called(self, uid: str) -> tuple[int, ...]:
        """The rows of the names that lead to a company."""
        rows = self._database.tuples(
            "SELECT id FROM setting WHERE key LIKE ? AND value = ? ORDER BY id",
            (f"{ALSO_CALLED}%", uid),
        )
        return tuple(row[0] for row in rows)

    def merged_into(self, contact_id: int) -> tuple[int, ...]:
        """The entries in the bin that became part of a person."""
        rows = self._database.tuples(
            "SELECT contact.id FROM source JOIN contact ON contact.uid = source.key"
            " WHERE source.contact_id = ? AND source.kind = ? AND contact.deleted_at IS NOT NULL"
            " ORDER BY contact.id",
            (contact_id, MERGED),
        )
        return tuple(row[0] for row in rows)

    def setting_row(self, key: str) -> int | None:
        """The row of a remembered value."""
        found = self._database.value("SELECT id FROM setting WHERE key = ?", (key,))
        return int(found) if found is not None else None

    def rows(self, table: str, column: str, row_id: int) -> list[dict[str, object]]:
        """The rows of a table that refer to another row by a column, the oldest first."""
        return self._database.rows(
            f'SELECT * FROM "{table}" WHERE "{column}" = ? ORDER BY id', (row_id,)
        )

    def touch_count(self, contact_id: int) -> int:
        """How much happened with somebody."""
        sql = "SELECT count(*) FROM touch WHERE contact_id = ? AND state = 'done'"
        return int(self._database.value(sql, (contact_id,)))


def pair_key(one: str, other: str) -> str:
    """The same for two uids in either order."""
    return ".".join(sorted((one, other)))
