"""Scripts being written: saved as one types, outside the journal, gone when the touch is done."""

from __future__ import annotations

from datetime import UTC, datetime

from followup_tui.core.records import Draft, Used
from followup_tui.store.database import Database
from followup_tui.store.mapping import into, listed, plain
from followup_tui.store.person_questions import IS_ASIDE, STANDING

SET_ASIDE = "set-aside."
"""The setting, with the contact's number, that holds when the words that gave way were written."""


class Drafts:
    """One draft a contact."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self, contact_id: int) -> Draft | None:
        """The draft of a contact, while the touch it was written for is still planned.

        It stays in the file, so that taking a step back brings it back as well. Words that were set
        aside for those of the template are not the draft.
        """
        sql = f"SELECT draft.* {STANDING} AND NOT {IS_ASIDE}"
        rows = self._database.rows(sql, (contact_id,))
        if not rows:
            return None
        used = tuple(Used(*entry) for entry in listed(rows[0]["used"]))
        return into(Draft, rows[0], used=used)

    def written_at(self, contact_id: int) -> str:
        """When a person last changed the words of their draft, set aside or not; empty without any."""
        sql = f"SELECT draft.changed_at {STANDING} AND draft.edited = 1"
        return self._database.value(sql, (contact_id,)) or ""

    def set_aside(self, contact_id: int) -> tuple[int, str] | None:
        """The row of the setting, and when the words that it sets aside were written."""
        rows = self._database.tuples(
            "SELECT id, value FROM setting WHERE key = ?", (f"{SET_ASIDE}{contact_id}",)
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def save(self, draft: Draft) -> None:
        """Keep a draft as it is now; a rendering never takes the place of words that are set aside."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO draft (contact_id, touch_id, channel, purpose, subject, body, wording,"
                " template, edited, used, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (contact_id) DO UPDATE SET touch_id = excluded.touch_id,"
                " channel = excluded.channel, purpose = excluded.purpose,"
                " subject = excluded.subject, body = excluded.body, wording = excluded.wording,"
                " template = excluded.template, edited = excluded.edited, used = excluded.used,"
                " changed_at = excluded.changed_at"
                f" WHERE excluded.edited = 1 OR NOT (draft.edited = 1 AND {IS_ASIDE})",
                (
                    draft.contact_id,
                    draft.touch_id,
                    plain(draft.channel),
                    plain(draft.purpose),
                    draft.subject,
                    draft.body,
                    draft.wording,
                    draft.template,
                    int(draft.edited),
                    plain([[u.kind, u.id, u.text] for u in draft.used]),
                    plain(datetime.now(UTC).replace(tzinfo=None)),
                ),
            )

    def drop(self, contact_id: int) -> None:
        """Forget the draft of a contact."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM draft WHERE contact_id = ?", (contact_id,))
