"""What stands on the contact so that the agenda never joins all touches: next touch and priority."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from followup_tui.core.agenda import priority
from followup_tui.core.words import Role

_NEXT = """
SELECT id, due_on, channel, purpose, purpose = 'reply' FROM touch
WHERE contact_id = ? AND state = 'planned' AND due_on IS NOT NULL
ORDER BY purpose != 'reply', due_on, id LIMIT 1
"""
_HELD = """
SELECT contact.starred, contact.role, contact.state, contact.paused_until, company.paused_until
FROM contact LEFT JOIN company ON company.id = contact.company_id WHERE contact.id = ?
"""


def refresh_contacts(connection: sqlite3.Connection, contact_ids: Iterable[int]) -> None:
    """Work out anew what the agenda index holds for these contacts, in the open transaction."""
    for contact_id in contact_ids:
        row = connection.execute(_HELD, (contact_id,)).fetchone()
        if row is None:
            continue
        starred, role, state, own, company = row
        held = [until for until in (own, company) if until]
        if state == "paused" and own is None:
            held.append(date.max.isoformat())
        following = connection.execute(_NEXT, (contact_id,)).fetchone() or (None,) * 4 + (0,)
        connection.execute(
            "UPDATE contact SET next_touch_id = ?, next_due = ?, next_channel = ?,"
            " next_purpose = ?, next_owed = ?, held_until = ?, priority = ? WHERE id = ?",
            (*following, max(held, default=None), priority(bool(starred), Role(role)), contact_id),
        )
