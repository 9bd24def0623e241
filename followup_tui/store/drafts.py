"""Scripts being written: saved as one types, outside the journal, gone when the touch is done."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from followup_tui.core.records import Draft, Used
from followup_tui.store.database import Database
from followup_tui.store.mapping import into, plain


class Drafts:
    """One draft a contact."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self, contact_id: int) -> Draft | None:
        """The draft of a contact, while the touch it was written for is still planned.

        It stays in the file, so that taking a step back brings it back as well.
        """
        rows = self._database.rows(
            "SELECT draft.* FROM draft LEFT JOIN touch ON touch.id = draft.touch_id"
            " WHERE draft.contact_id = ? AND (draft.touch_id IS NULL OR touch.state = 'planned')",
            (contact_id,),
        )
        if not rows:
            return None
        used = tuple(Used(*entry) for entry in json.loads(rows[0]["used"]))
        return into(Draft, rows[0], used=used)

    def save(self, draft: Draft) -> None:
        """Keep a draft as it is now."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO draft (contact_id, touch_id, channel, purpose, subject, body, wording,"
                " template, edited, used, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (contact_id) DO UPDATE SET touch_id = excluded.touch_id,"
                " channel = excluded.channel, purpose = excluded.purpose,"
                " subject = excluded.subject, body = excluded.body, wording = excluded.wording,"
                " template = excluded.template, edited = excluded.edited, used = excluded.used,"
                " changed_at = excluded.changed_at",
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
                    json.dumps([[u.kind, u.id, u.text] for u in draft.used], ensure_ascii=False),
                    plain(datetime.now(UTC).replace(tzinfo=None)),
                ),
            )

    def drop(self, contact_id: int) -> None:
        """Forget the draft of a contact."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM draft WHERE contact_id = ?", (contact_id,))
