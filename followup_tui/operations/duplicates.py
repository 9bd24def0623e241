"""Who may be in the list twice, and which companies: found by rules, decided by a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from followup_tui.core.duplicates import (
    Alike,
    Likeness,
    candidates,
    company_candidates,
    company_likeness,
    likeness,
)
from followup_tui.core.records import Company, Contact
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.store.duplicates import APART, pair_key

MOST = 500
"""Pairs that are listed: nobody goes through more in one sitting, and the surest come first."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two entries that may be one person."""

    first: Contact
    second: Contact
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class SameCompany:
    """Two names that may be one company."""

    first: Company
    second: Company
    score: int
    why: str


Pair = SamePerson | SameCompany


def duplicates(desk: Desk, limit: int = MOST) -> tuple[Pair, ...]:
    """Companies before people, since a merged company shows who there is whom; the surest first."""
    return (*same_companies(desk, limit), *same_people(desk, limit))


def same_people(desk: Desk, limit: int = MOST) -> tuple[SamePerson, ...]:
    """Entries that may be one person, but for those that were said to be two."""
    apart, alike = desk.store.duplicates.apart(), _alike()
    found = (
        (likeness(one, other, alike), one.id, other.id)
        for one, other in candidates(desk.store.duplicates.sketches())
        if pair_key(one.uid, other.uid) not in apart
    )
    best = _surest(found, limit)
    listed = sorted({i for _, *pair in best for i in pair})
    people: dict[int, Contact] = {}
    for start in range(0, len(listed), 500):
        people |= {p.id: p for p in desk.store.people.contacts(listed[start : start + 500])}
    return tuple(
        SamePerson(people[one], people[other], told.score, told.why)
        for told, one, other in best
        if one in people and other in people
    )


def same_companies(desk: Desk, limit: int = MOST) -> tuple[SameCompany, ...]:
    """Names that may be one company, but for those that were said to be two."""
    apart, alike = desk.store.duplicates.apart(), _alike()
    found = (
        (company_likeness(one, other, alike), one.id, other.id)
        for one, other in company_candidates(desk.store.duplicates.company_names())
        if pair_key(one.uid, other.uid) not in apart
    )
    company = desk.store.people.company
    return tuple(
        SameCompany(company(one), company(other), told.score, told.why)
        for told, one, other in _surest(found, limit)
    )


def kept_first(desk: Desk, pair: Pair) -> tuple[Contact, Contact] | tuple[Company, Company]:
    """Both as they are now, the one first that a merge had better keep: the one that more hangs on."""
    if isinstance(pair, SameCompany):
        companies = [desk.store.people.company(each.id) for each in (pair.first, pair.second)]
        companies.sort(key=lambda c: (-len(desk.store.people.at_company(c.id)), c.id))
        return companies[0], companies[1]
    people = [desk.store.people.contact(each.id) for each in (pair.first, pair.second)]
    touches = desk.store.duplicates.touch_count
    people.sort(key=lambda p: (p.placeholder, not p.starred, -touches(p.id), p.id))
    return people[0], people[1]


def not_the_same(desk: Desk, one: Contact | Company, other: Contact | Company) -> str:
    """Two are two: they are not proposed again; returns what was done."""
    if isinstance(one, Contact) is not isinstance(other, Contact) or one.id == other.id:
        raise UsageError("Name two people or two companies.")
    table = "contact" if isinstance(one, Contact) else "company"
    did = f"{one.name} and {other.name} are not the same"
    store = desk.store.duplicates
    key = APART + pair_key(store.uid(table, one.id), store.uid(table, other.id))
    with desk.store.action(did) as action:
        if store.setting_row(key) is None:
            action.insert("setting", key=key, value="yes")
    return did


def _surest(
    found: Iterable[tuple[Likeness | None, int, int]], limit: int
) -> list[tuple[Likeness, int, int]]:
    told = [(alike, one, other) for alike, one, other in found if alike is not None]
    return sorted(told, key=lambda each: (-each[0].score, each[1], each[2]))[:limit]


def _alike() -> Alike:
    from rapidfuzz import fuzz  # only who looks for duplicates pays for it

    return fuzz.ratio
