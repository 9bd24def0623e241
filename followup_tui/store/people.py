"""Questions about people and companies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from followup_tui.core.dossier import Dossier
from followup_tui.core.records import (
    Application,
    Company,
    Contact,
    Employment,
    Interview,
)
from followup_tui.core.text import fold
from followup_tui.core.words import ContactState
from followup_tui.errors import NotFound
from followup_tui.store.database import Database
from followup_tui.store.mapping import into
from followup_tui.store.person_reading import Readings

_CONTACT = """
SELECT contact.*, coalesce(company.name, '') AS company
FROM contact LEFT JOIN company ON company.id = contact.company_id
"""


class People:
    """Contacts and companies, whole, as records."""

    def __init__(self, database: Database, readings: Readings) -> None:
        self._database = database
        self._readings = readings

    def contact(self, contact_id: int) -> Contact:
        """One contact, also a deleted one. Raises NotFound."""
        found = self._contacts("WHERE contact.id = ?", (contact_id,))
        if not found:
            raise NotFound(f"There is nobody with the number #{contact_id}.")
        return found[0]

    def contacts(self, ids: Sequence[int]) -> tuple[Contact, ...]:
        """Several contacts by their ids, in that order; unknown ids are left out."""
        marks = ", ".join("?" * len(ids))
        found = {c.id: c for c in self._contacts(f"WHERE contact.id IN ({marks})", ids)}
        return tuple(found[i] for i in ids if i in found)

    def at_company(self, company_id: int) -> tuple[Contact, ...]:
        """Everybody known at a company."""
        clause = "WHERE contact.company_id = ? AND contact.deleted_at IS NULL ORDER BY contact.id"
        return self._contacts(clause, (company_id,))

    def everyone(self) -> Iterator[Contact]:
        """All contacts that are not deleted, by id."""
        yield from self._contacts("WHERE contact.deleted_at IS NULL ORDER BY contact.id", ())

    def stars(self) -> tuple[Contact, ...]:
        """Everybody with a star, by id."""
        clause = "WHERE contact.starred = 1 AND contact.deleted_at IS NULL ORDER BY contact.id"
        return self._contacts(clause, ())

    def kept_warm(self) -> tuple[Contact, ...]:
        """Everybody with a running plan: the stars first, a company's primary before the others."""
        clause = (
            "WHERE (contact.starred = 1 OR contact.kept_warm_on IS NOT NULL)"
            " AND contact.deleted_at IS NULL AND contact.state != 'stopped'"
            " ORDER BY contact.starred DESC, contact.role != 'hiring-manager', contact.starred_on,"
            " contact.id"
        )
        return self._contacts(clause, ())

    def in_state(self, state: ContactState) -> tuple[Contact, ...]:
        """Everybody in that state, by id."""
        clause = "WHERE contact.state = ? AND contact.deleted_at IS NULL ORDER BY contact.id"
        return self._contacts(clause, (str(state),))

    def referrers(self, company_id: int) -> tuple[Contact, ...]:
        """Who sent me to somebody at a company and was not thanked yet (S2.7)."""
        clause = (
            "WHERE contact.deleted_at IS NULL AND contact.id IN (SELECT from_contact_id"
            " FROM referral JOIN contact AS there ON there.id = to_contact_id"
            " WHERE there.company_id = ? AND thanked_on IS NULL) ORDER BY contact.id"
        )
        return self._contacts(clause, (company_id,))

    def decided_between(
        self, first: date, last: date
    ) -> tuple[tuple[Application, frozenset[int]], ...]:
        """The applications decided in a stretch of time, each with whom I met in it."""
        rows = self._database.rows(
            "SELECT * FROM application WHERE decided_on BETWEEN ? AND ? ORDER BY id",
            (first.isoformat(), last.isoformat()),
        )
        found = tuple(into(Application, row) for row in rows)
        return tuple((a, frozenset(self.met(a.id))) for a in found)

    def referrals(self) -> frozenset[tuple[int, int]]:
        """(from, to) of every referral."""
        return frozenset(
            self._database.tuples("SELECT from_contact_id, to_contact_id FROM referral")
        )

    def unthanked(self, contact_id: int) -> tuple[int, ...]:
        """The rows of referrals by somebody who was not thanked for them yet."""
        rows = self._database.tuples(
            "SELECT id FROM referral WHERE from_contact_id = ? AND thanked_on IS NULL ORDER BY id",
            (contact_id,),
        )
        return tuple(row[0] for row in rows)

    def running_applications(self) -> tuple[tuple[Company, Application], ...]:
        """Every application still in progress, with its company, the oldest first."""
        rows = self._database.rows(
            "SELECT * FROM application WHERE decision = 'in-progress' ORDER BY id"
        )
        found = tuple(into(Application, row) for row in rows)
        return tuple((self.company(a.company_id), a) for a in found)

    def names(self, part: str) -> list[tuple[int, str, str]]:
        """(id, name, folded name) of everyone whose folded name contains the folded `part`."""
        return self._names("contact", part, "AND deleted_at IS NULL")

    def company_names(self, part: str) -> list[tuple[int, str, str]]:
        """The same for companies, whose folded name leaves legal forms out."""
        return self._names("company", part, "")

    def all_company_names(self) -> list[tuple[int, str, str]]:
        """(id, name, folded name) of every company, for spotting near spellings."""
        rows = self._database.tuples("SELECT id, name, name_key FROM company ORDER BY id")
        return [(row[0], row[1], row[2]) for row in rows]

    def company(self, company_id: int) -> Company:
        """One company. Raises NotFound."""
        rows = self._database.rows("SELECT * FROM company WHERE id = ?", (company_id,))
        if not rows:
            raise NotFound(f"There is no company with the number {company_id}.")
        return into(Company, rows[0])

    def companies(self) -> tuple[Company, ...]:
        """All companies by name."""
        rows = self._database.rows("SELECT * FROM company ORDER BY name_key, id")
        return tuple(into(Company, row) for row in rows)

    def employers(self, keys: Sequence[str], but: int | None) -> tuple[str, ...]:
        """Of the companies with these folded names, those I applied to or keep a star at, but for one."""
        marks = ", ".join("?" * len(keys))
        rows = self._database.tuples(
            f"SELECT name FROM company WHERE name_key IN ({marks}) AND id IS NOT ? AND"
            " (EXISTS (SELECT 1 FROM application WHERE company_id = company.id) OR EXISTS (SELECT 1"
            " FROM contact WHERE company_id = company.id AND starred = 1 AND deleted_at IS NULL))"
            " ORDER BY name_key",
            (*keys, but),
        )
        return tuple(row[0] for row in rows)

    def employment(self, contact_id: int) -> tuple[Employment, ...]:
        """Earlier jobs, the latest first."""
        sql = "SELECT * FROM employment WHERE contact_id = ? ORDER BY id DESC"
        return tuple(into(Employment, r) for r in self._database.rows(sql, (contact_id,)))

    def applications(self, company_id: int) -> tuple[Application, ...]:
        """The runs at one company, the oldest first."""
        sql = "SELECT * FROM application WHERE company_id = ? ORDER BY decided_on, id"
        return tuple(into(Application, r) for r in self._database.rows(sql, (company_id,)))

    def interviews(self, company_id: int) -> tuple[Interview, ...]:
        """The interviews at one company with who was there, the oldest first."""
        rows = self._database.rows(
            "SELECT interview.* FROM interview JOIN application ON application.id ="
            ' interview.application_id WHERE application.company_id = ? ORDER BY "on", interview.id',
            (company_id,),
        )
        met = self._database.tuples(
            "SELECT interview_id, contact_id FROM met WHERE interview_id IN"
            " (SELECT interview.id FROM interview JOIN application ON application.id ="
            " interview.application_id WHERE application.company_id = ?) ORDER BY met.id",
            (company_id,),
        )
        there: dict[int, list[int]] = defaultdict(list)
        for interview_id, contact_id in met:
            there[interview_id].append(contact_id)
        return tuple(into(Interview, r, contact_ids=tuple(there[r["id"]])) for r in rows)

    def met(self, application_id: int) -> tuple[int, ...]:
        """Whom I met in the course of an application."""
        rows = self._database.tuples(
            "SELECT contact_id FROM met WHERE application_id = ? GROUP BY contact_id ORDER BY min(id)",
            (application_id,),
        )
        return tuple(row[0] for row in rows)

    def dossier(self, contact_id: int, today: date) -> Dossier:
        """Everything the rules look at for one contact; asked twice in a row it is read once."""
        return self._readings.dossier(contact_id, today)

    def address_rows(self, contact_id: int, kind: str) -> tuple[tuple[int, str, str], ...]:
        """(row id, value, key) of the usable addresses of a kind, the preferred one first."""
        rows = self._database.tuples(
            "SELECT id, value, key FROM address WHERE contact_id = ? AND kind = ?"
            " AND bounced_on IS NULL ORDER BY position, id",
            (contact_id, kind),
        )
        return tuple((row[0], row[1], row[2]) for row in rows)

    def bounced_rows(self, contact_id: int, kind: str) -> dict[str, int]:
        """The row ids, by key, of the addresses of a kind that failed."""
        rows = self._database.tuples(
            "SELECT key, id FROM address WHERE contact_id = ? AND kind = ?"
            " AND bounced_on IS NOT NULL ORDER BY id",
            (contact_id, kind),
        )
        return dict(rows)

    def with_address(self, kind: str, key: str) -> tuple[int, ...]:
        """The contacts that have an address of that kind and key, bounced ones included."""
        rows = self._database.tuples(
            "SELECT DISTINCT contact_id FROM address JOIN contact ON contact.id = contact_id"
            " WHERE key = ? AND kind = ? AND contact.deleted_at IS NULL ORDER BY contact_id",
            (key, kind),
        )
        return tuple(row[0] for row in rows)

    def with_profile(self, key: str) -> tuple[int, ...]:
        """The contacts with that LinkedIn profile."""
        rows = self._database.tuples(
            "SELECT id FROM contact WHERE profile_key = ? AND deleted_at IS NULL ORDER BY id",
            (key,),
        )
        return tuple(row[0] for row in rows)

    def named_exactly(self, key: str) -> tuple[int, ...]:
        """The contacts whose whole folded name is `key`."""
        rows = self._database.tuples(
            "SELECT id FROM contact WHERE name_key = ? AND deleted_at IS NULL ORDER BY id", (key,)
        )
        return tuple(row[0] for row in rows)

    def company_keyed(self, key: str) -> int | None:
        """The company whose folded name is `key`."""
        found = self._database.value(
            "SELECT id FROM company WHERE name_key = ? ORDER BY id LIMIT 1", (key,)
        )
        return int(found) if found is not None else None

    def anybody(self) -> bool:
        """Whether there is anybody at all; counting them would look at everybody."""
        sql = "SELECT 1 FROM contact WHERE deleted_at IS NULL LIMIT 1"
        return self._database.value(sql) is not None

    def count(self) -> int:
        """How many people there are."""
        return int(self._database.value("SELECT count(*) FROM contact WHERE deleted_at IS NULL"))

    def by_source(self, kind: str, key: str) -> int | None:
        """The contact that an import of that kind brought under that key."""
        found = self._database.value(
            "SELECT source.contact_id FROM source JOIN contact ON contact.id = source.contact_id"
            " WHERE key = ? AND kind = ? AND contact.deleted_at IS NULL ORDER BY source.id LIMIT 1",
            (key, kind),
        )
        return int(found) if found is not None else None

    def _contacts(self, clause: str, parameters: Sequence[Any]) -> tuple[Contact, ...]:
        rows = self._database.rows(_CONTACT + clause, parameters)
        reach = self._addresses([row["id"] for row in rows])
        return tuple(
            into(
                Contact,
                row,
                emails=tuple(reach[row["id"], "email"]),
                phones=tuple(reach[row["id"], "phone"]),
            )
            for row in rows
        )

    def _addresses(self, ids: list[int]) -> dict[tuple[int, str], list[str]]:
        usable: dict[tuple[int, str], list[str]] = defaultdict(list)
        # SQLite takes a bounded number of parameters, and all contacts may be asked for at once.
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            rows = self._database.tuples(
                "SELECT contact_id, kind, value FROM address WHERE bounced_on IS NULL"
                f" AND contact_id IN ({', '.join('?' * len(part))}) ORDER BY position, id",
                part,
            )
            for contact_id, kind, value in rows:
                usable[contact_id, kind].append(value)
        return usable

    def _names(self, table: str, part: str, more: str) -> list[tuple[int, str, str]]:
        pattern = (
            "%" + fold(part).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        )
        rows = self._database.tuples(
            f"SELECT id, name, name_key FROM {table} WHERE name_key LIKE ? ESCAPE '\\' {more}"
            " ORDER BY id",
            (pattern,),
        )
        return [(row[0], row[1], row[2]) for row in rows]
