"""Somebody new from a file, with all that it tells of them: only written, nothing is asked."""

from __future__ import annotations

from collections.abc import Mapping

from followup_tui.core.names import split_name
from followup_tui.core.people import IncomingPerson
from followup_tui.core.text import clean_line
from followup_tui.errors import UsageError
from followup_tui.exchange.profile import email_key, phone_key, profile_key, profile_link
from followup_tui.operations.desk import Desk
from followup_tui.operations.import_companies import ImportCompanies
from followup_tui.operations.recognising import name_key
from followup_tui.store.journal import Action

_LONGEST = 200
"""Letters of an address or a number."""
_NOTHING: Mapping[str, str] = {}


class NewPeople:
    """Writes one after the other, each with the next number."""

    def __init__(self, desk: Desk, action: Action, companies: ImportCompanies) -> None:
        self._companies = companies
        self._today = desk.today.isoformat()
        self._region = desk.config.me.country or None
        later = action.later
        self._contact = later(
            "contact",
            *("name", "name_key", "first_name", "last_name", "title", "department", "company_id"),
            *("linkedin", "profile_key", "connected"),
        )
        self._address = later("address", "contact_id", "kind", "value", "key", "label", "position")
        self._note = later("note", "contact_id", "kind", "text", "on")
        self._kept = later("kept_property", "contact_id", "position", "line")
        self._tag = later("tag", "contact_id", "name")

    def insert(self, incoming: IncomingPerson) -> tuple[int, list[str]]:
        """The id of the new contact, and the keys by which they are recognised from now on."""
        name = incoming.name
        if not name:
            raise UsageError("A person needs a name.")
        first, last = incoming.first_name, incoming.last_name
        if not first and not last:
            first, last = split_name(name)
        link = profile_link(incoming.linkedin) if incoming.linkedin else ""
        keys = [name_key(name), profile_key(link) if link else ""]
        contact_id = self._contact(
            name,
            keys[0],
            first,
            last,
            incoming.title,
            incoming.department,
            self._companies.id_of(incoming.company),
            link,
            keys[1],
            int(incoming.connected_on is not None),
        )
        self._reach(contact_id, incoming, keys)
        if incoming.note:
            self._note(contact_id, "observation", incoming.note, self._today)
        for position, line in enumerate(incoming.kept):
            self._kept(contact_id, position, line)
        for tag in incoming.tags:
            self._tag(contact_id, tag)
        return contact_id, keys

    def _reach(self, contact_id: int, incoming: IncomingPerson, keys: list[str]) -> None:
        called = dict(incoming.labels) if incoming.labels else _NOTHING
        region = self._region
        for kind, values in (("email", incoming.emails), ("phone", incoming.phones)):
            # Each once, by the first of its spellings: nobody new has others to be joined with.
            keyed: dict[str, tuple[str, str]] = {}
            for value in reversed(values):
                kept = value if len(value) <= _LONGEST else clean_line(value, _LONGEST)
                key = email_key(kept) if kind == "email" else phone_key(kept, region)
                keyed[key] = (kept, called.get(value, ""))
            for position, (key, (kept, label)) in enumerate(reversed(keyed.items())):
                keys.append(key)
                self._address(contact_id, kind, kept, key, label, position)
