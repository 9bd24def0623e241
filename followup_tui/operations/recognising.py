"""Whether an incoming person is somebody known: certainly, perhaps, or not."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from followup_tui.core.duplicates import SHARED_MAILBOXES
from followup_tui.core.names import company_key, person_key
from followup_tui.core.people import IncomingPerson
from followup_tui.core.records import Contact
from followup_tui.exchange.profile import email_key, phone_key, profile_key
from followup_tui.operations.desk import Desk

SAME = "same"
"""The kind of source by which a person's own answer is remembered: this row is that contact."""

PROFILE = "profile"
"""The kind of source that holds another profile of the same person, known from a merge."""

_ALIKE = 88
"""How alike two spellings of a company are, of 100, before they are taken for one in a proposal."""


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody who may be the same person; nothing is joined unless a person says so."""

    contact: Contact
    why: str


def namesakes(desk: Desk, incoming: IncomingPerson) -> tuple[Contact, ...]:
    """Everybody of exactly that name."""
    people = desk.store.people
    return people.contacts(people.named_exactly(name_key(incoming.name)))


def known(desk: Desk, incoming: IncomingPerson, same: Sequence[Contact]) -> Contact | None:
    """Who this is already: as I said before, by profile, e-mail, phone, then name and company.

    `same` are their namesakes.
    """
    people = desk.store.people
    if (told := people.by_source(SAME, fingerprint(incoming))) is not None:
        return people.contact(told)
    if key := profile_key(incoming.linkedin) if incoming.linkedin else "":
        for found in people.with_profile(key):
            return people.contact(found)
        if (merged := people.by_source(PROFILE, key)) is not None:
            return people.contact(merged)
    company = company_key(incoming.company)
    here = [p for p in same if not company or not p.company or company_key(p.company) == company]
    candidates = (*_by_email(desk, incoming), *_by_phone(desk, incoming), *here)
    return next((p for p in candidates if not _other_profile(p, incoming)), None)


def near(same: Sequence[Contact], incoming: IncomingPerson) -> Near | None:
    """Somebody of the same name elsewhere, for whom `known` found nothing certain."""
    for contact in same:
        if _other_profile(contact, incoming):
            continue
        if _spelt_alike(contact.company, incoming.company):
            return Near(contact, f"the same name at {contact.company}, spelt almost alike")
        return Near(contact, f"the same name at {contact.company}, and no address in common")
    return None


def name_key(name: str) -> str:
    """`person_key`, in a moment for the plain names that most people have."""
    if name.isascii() and name.isprintable():
        return " ".join(name.lower().split())
    return person_key(name)


def fingerprint(incoming: IncomingPerson) -> str:
    """The same whenever the same row is imported."""
    parts = (
        person_key(incoming.name),
        company_key(incoming.company),
        *sorted(map(email_key, incoming.emails)),
        profile_key(incoming.linkedin) if incoming.linkedin else "",
    )
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def _by_email(desk: Desk, incoming: IncomingPerson) -> list[Contact]:
    people = desk.store.people
    found: list[Contact] = []
    for address in incoming.emails:
        key = email_key(address)
        sharing = people.contacts(people.with_address("email", key)) if key else ()
        if key.partition("@")[0] in SHARED_MAILBOXES:
            sharing = tuple(c for c in sharing if _names_fit(c.name, incoming.name))
        found += sharing
    return found


def _by_phone(desk: Desk, incoming: IncomingPerson) -> list[Contact]:
    """A number alone is a household or a switchboard: the name has to fit as well."""
    people = desk.store.people
    region = desk.config.me.country or None
    keys = [key for phone in incoming.phones if len(key := phone_key(phone, region)) > 5]
    ids = [found for key in keys for found in people.with_address("phone", key)]
    return [c for c in people.contacts(ids) if _names_fit(c.name, incoming.name)] if ids else []


def _names_fit(name: str, other: str) -> bool:
    """Whether one name has all the words of the other: "Ann Lee" and "Dr. Ann M. Lee"."""
    words, others = (set(person_key(n).replace(".", " ").split()) for n in (name, other))
    return bool(words) and (words <= others or others <= words)


def _other_profile(contact: Contact, incoming: IncomingPerson) -> bool:
    """Two profiles are two people, whatever their names."""
    return bool(
        contact.linkedin
        and incoming.linkedin
        and profile_key(contact.linkedin) != profile_key(incoming.linkedin)
    )


def _spelt_alike(name: str, other: str) -> bool:
    from rapidfuzz import fuzz  # few imports meet two people of one name

    return bool(name and other) and fuzz.ratio(company_key(name), company_key(other)) >= _ALIKE
