"""Questions about touches: one, a timeline, everything around a contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from followup_tui.core.counting import (
    CADENCE_PURPOSES,
    UNCOUNTED_CHANNELS,
    UNCOUNTED_OUTCOMES,
    UNCOUNTED_PURPOSES,
)
from followup_tui.core.records import Touch, Used
from followup_tui.errors import NotFound
from followup_tui.store.database import Database
from followup_tui.store.mapping import into

_TOUCH = """
SELECT touch.*, coalesce(contact.name, '') AS contact, coalesce(company.name, '') AS company
FROM touch LEFT JOIN contact ON contact.id = touch.contact_id
LEFT JOIN company ON company.id = touch.company_id
"""


class Touches:
    """Touches as records, with what they used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def touch(self, touch_id: int) -> Touch:
        """One touch. Raises NotFound."""
        found = self._read("WHERE touch.id = ?", (touch_id,))
        if not found:
            raise NotFound(f"There is no touch with the number {touch_id}.")
        return found[0]

    def timeline(
        self, contact_id: int, limit: int = 200, before: tuple[date, int] | None = None
    ) -> tuple[Touch, ...]:
        """The newest touches first; `before` is (day, id) of the last one already shown."""
        clause = "WHERE touch.contact_id = ?"
        parameters: list[Any] = [contact_id]
        if before is not None:
            clause += " AND (touch.day < ? OR (touch.day = ? AND touch.id < ?))"
            parameters += [before[0].isoformat(), before[0].isoformat(), before[1]]
        clause += " ORDER BY touch.day DESC, touch.id DESC LIMIT ?"
        return self._read(clause, (*parameters, limit))

    def at_company(self, company_id: int, limit: int = 200) -> tuple[Touch, ...]:
        """The newest touches made at a company first, whoever of its people."""
        clause = "WHERE touch.company_id = ? ORDER BY touch.day DESC, touch.id DESC LIMIT ?"
        return self._read(clause, (company_id, limit))

    def around(self, contact_id: int, company_id: int | None) -> tuple[Touch, ...]:
        """All touches with a contact and all at their company."""
        if company_id is None:
            return self._read("WHERE touch.contact_id = ? ORDER BY touch.id", (contact_id,))
        return self._read(
            "WHERE touch.contact_id = ? OR touch.company_id = ? ORDER BY touch.id",
            (contact_id, company_id),
        )

    def planned(self, contact_id: int) -> tuple[Touch, ...]:
        """What is planned with a contact: what I owe first, then the soonest."""
        clause = (
            "WHERE touch.contact_id = ? AND touch.state = 'planned'"
            " ORDER BY touch.purpose != 'reply', touch.due_on, touch.id"
        )
        return self._read(clause, (contact_id,))

    def planned_for(self, purposes: Iterable[str]) -> tuple[Touch, ...]:
        """Everything planned for some purposes, with whomever, the soonest first."""
        return self._read(
            f"WHERE touch.state = 'planned' AND touch.purpose IN ({quoted(purposes)})"
            " ORDER BY touch.due_on, touch.id",
            (),
        )

    def skipped_on(self, contact_id: int) -> date | None:
        """The day on which a touch of the running plan was last left out."""
        sql = (
            "SELECT max(day) FROM touch WHERE contact_id = ? AND state = 'skipped'"
            f" AND purpose IN ({quoted(CADENCE_PURPOSES)})"
        )
        found = self._database.value(sql, (contact_id,))
        return date.fromisoformat(found) if found else None

    def planned_before(self, first: date, last: date) -> tuple[Touch, ...]:
        """Planned touches due from `first` to `last`, the soonest first."""
        clause = (
            "WHERE touch.state = 'planned' AND touch.due_on BETWEEN ? AND ?"
            " ORDER BY touch.due_on, touch.id"
        )
        return self._read(clause, (first.isoformat(), last.isoformat()))

    def done_on(self, day: date) -> int:
        """How many planned-for acts of mine were done on a day."""
        sql = (
            "SELECT count(*) FROM touch WHERE state = 'done' AND done_on = ? AND direction = 'out'"
        )
        return int(self._database.value(sql, (day.isoformat(),)))

    def counted_total(self) -> int:
        """How many touches count, over everyone."""
        sql = (
            "SELECT count(*) FROM touch WHERE state = 'done' AND direction = 'out'"
            f" AND channel NOT IN ({quoted(UNCOUNTED_CHANNELS)})"
            f" AND purpose NOT IN ({quoted(UNCOUNTED_PURPOSES)})"
            f" AND coalesce(outcome, '') NOT IN ({quoted(UNCOUNTED_OUTCOMES)})"
        )
        return int(self._database.value(sql))

    def done_between(self, first: date, last: date) -> tuple[Touch, ...]:
        """Everything done from `first` to `last`, in that order, without what it carried."""
        rows = self._database.rows(
            f"{_TOUCH} WHERE touch.state = 'done' AND touch.done_on BETWEEN ? AND ?"
            " ORDER BY touch.done_on, touch.id",
            (first.isoformat(), last.isoformat()),
        )
        return tuple(into(Touch, row, used=()) for row in rows)

    def invitations_since(self, first: date) -> int:
        """Invitations sent or planned from a day on: LinkedIn allows only some a month."""
        sql = (
            "SELECT count(*) FROM touch WHERE channel = 'invitation' AND day >= ?"
            " AND state IN ('planned', 'done')"
        )
        return int(self._database.value(sql, (first.isoformat(),)))

    def _read(self, clause: str, parameters: Iterable[Any]) -> tuple[Touch, ...]:
        rows = self._database.rows(_TOUCH + clause, tuple(parameters))
        used = self._used([row["id"] for row in rows if row["state"] == "done"])
        return tuple(into(Touch, row, used=tuple(used[row["id"]])) for row in rows)

    def _used(self, ids: list[int]) -> dict[int, list[Used]]:
        found: dict[int, list[Used]] = defaultdict(list)
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            rows = self._database.tuples(
                "SELECT touch_id, kind, ref, text FROM used"
                f" WHERE touch_id IN ({', '.join('?' * len(part))}) ORDER BY id",
                part,
            )
            for touch_id, kind, ref, text in rows:
                found[touch_id].append(Used(kind, ref, text))
        return found


def quoted(words: Iterable[str]) -> str:
    """Identifiers of our own as a list inside SQL."""
    return ", ".join(f"'{word}'" for word in sorted(words))
