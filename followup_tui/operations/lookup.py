"""Who and what a typed NAME or COMPANY means (DESIGN.md section 5)."""

from __future__ import annotations

import re

from followup_tui.core.names import Candidate, best_matches, company_key, person_key
from followup_tui.core.records import Company, Contact, Touch
from followup_tui.core.text import clean_line, fold
from followup_tui.errors import NotFound, UsageError
from followup_tui.operations.desk import Desk

_NEAR = 80
"""How alike two folded company names must be, of 100, to be proposed as the same."""
_LISTED = 8
_NUMBER = r"[0-9]{1,15}"
"""A number that a row can have: longer ones are names of nobody."""


def contact_named(desk: Desk, text: str) -> Contact:
    """The one person meant. Raises NotFound, with the candidates when there are several."""
    found = _contacts_named(desk, text)
    if not found:
        raise NotFound(f"There is nobody called “{clean_line(text, 80)}”.")
    if len(found) > 1:
        people = desk.store.people.contacts([c.id for c in found[:_LISTED]])
        listed = tuple(_introduce(p) for p in people)
        raise NotFound(
            f"“{clean_line(text, 80)}” could be several people: {'; '.join(listed)}."
            " Give more of the name, or the number.",
            listed,
        )
    return desk.store.people.contact(found[0].id)


def contact_if_known(desk: Desk, text: str) -> Contact | None:
    """The same, but nobody is no error; several still are."""
    return contact_named(desk, text) if _contacts_named(desk, text) else None


def contact_exactly(desk: Desk, text: str, company_id: int | None) -> Contact | None:
    """Someone known by this whole name, at that company before others: for what creates people."""
    people = desk.store.people.contacts(desk.store.people.named_exactly(person_key(text)))
    here = [p for p in people if p.company_id == company_id]
    return next(iter(here or [p for p in people if p.company_id is None]), None)


def target_named(desk: Desk, text: str) -> Contact | Company:
    """The person or the company meant, a person before a company; `person:` and `company:` decide."""
    which, colon, rest = text.partition(":")
    if colon and fold(which) == "person":
        return contact_named(desk, rest)
    if colon and fold(which) == "company":
        return company_named(desk, rest)
    found = contact_if_known(desk, text) or company_if_known(desk, text)
    if found is None:
        near = near_companies(desk, text)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        sentence = f"There is no person and no company called “{clean_line(text, 80)}”.{hint}"
        raise NotFound(sentence, near)
    return found


def touch_numbered(desk: Desk, text: str) -> Touch | None:
    """The touch of that number; None when the text is a name. Raises NotFound for an unknown number."""
    if not re.fullmatch(r"[0-9]+", text.strip()):
        return None
    if not re.fullmatch(_NUMBER, text.strip()):
        raise NotFound(f"There is no touch with the number {clean_line(text, 40)}.")
    return desk.store.touches.touch(int(text))


def company_named(desk: Desk, text: str) -> Company:
    """The one company meant. Raises NotFound, proposing near spellings."""
    found = company_if_known(desk, text)
    if found is not None:
        return found
    near = near_companies(desk, text)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise NotFound(f"There is no company called “{clean_line(text, 80)}”.{hint}", near)


def company_if_known(desk: Desk, text: str) -> Company | None:
    """The company meant, None if there is none of that name; several raise NotFound."""
    key = company_key(clean_line(text))
    if not key:
        raise UsageError("A company needs a name.")
    candidates = (Candidate(*row) for row in desk.store.people.company_names(key))
    found = best_matches(key, candidates)
    if len(found) > 1:
        listed = tuple(c.name for c in found[:_LISTED])
        raise NotFound(
            f"“{clean_line(text, 80)}” could be several companies: {'; '.join(listed)}.", listed
        )
    if found:
        return desk.store.people.company(found[0].id)
    merged = desk.store.duplicates.formerly(key)
    return desk.store.people.company(merged) if merged is not None else None


def company_exactly(desk: Desk, text: str) -> Company | None:
    """A company of exactly this name, legal forms aside: for what creates companies."""
    key = company_key(clean_line(text))
    found = desk.store.people.company_keyed(key)
    if found is None:
        found = desk.store.duplicates.formerly(key)
    return desk.store.people.company(found) if found is not None else None


def near_companies(desk: Desk, text: str) -> tuple[str, ...]:
    """Known companies spelt nearly like this: proposed, never merged unasked."""
    from rapidfuzz import fuzz, process  # only asked for when a name was not found

    known = desk.store.people.all_company_names()
    matches = process.extract(
        company_key(text),
        [key for _, _, key in known],
        scorer=fuzz.WRatio,
        score_cutoff=_NEAR,
        limit=3,
    )
    return tuple(known[index][1] for _, _, index in matches)


def _contacts_named(desk: Desk, text: str) -> tuple[Candidate, ...]:
    text = clean_line(text)
    if number := re.fullmatch(rf"#({_NUMBER})", text):
        contact = desk.store.people.contact(int(number[1]))
        if contact.deleted_at is not None:
            raise NotFound(f"{contact.name} was deleted; `followup undo` brings people back.")
        return (Candidate(contact.id, contact.name, person_key(contact.name)),)
    key = person_key(text)
    if not key:
        raise UsageError("Give a name.")
    longest = max(key.split(), key=len)
    rows = desk.store.people.names(longest)
    return best_matches(key, (Candidate(*row) for row in rows))


def _introduce(contact: Contact) -> str:
    where = f", {contact.company}" if contact.company else ""
    return f"#{contact.id} {contact.name}{where}"
