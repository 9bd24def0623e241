"""What the verbs about stored material share: their answer, and the checks that all of them need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from followup_tui.core.phrases import named_date
from followup_tui.core.records import Company
from followup_tui.core.text import clean_line, clean_text
from followup_tui.errors import UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_exactly, near_companies
from followup_tui.store.journal import Action

Record = TypeVar("Record")

_LONGEST = 10_000
"""Characters of the longest text of a form."""


@dataclass(frozen=True, slots=True)
class Kept(Generic[Record]):
    """A record as a verb left it, what was done, and what there is to say about it."""

    record: Record
    did: str
    remarks: tuple[str, ...] = ()


def words(text: str) -> str:
    """Text of several lines as it is kept."""
    return clean_text(text, _LONGEST).strip()


def needed(text: str, otherwise: str) -> str:
    """Text that must not be empty. Raises UsageError with that sentence."""
    kept = words(text)
    if not kept:
        raise UsageError(otherwise)
    return kept


def brief(text: str) -> str:
    """The beginning of a text, for the history."""
    return clean_line(text, 50)


def past_day(desk: Desk, on: date | None, what: str) -> date:
    """The day given, else today. Raises UsageError for one that is still to come."""
    if on is not None and on > desk.today:
        raise UsageError(
            f"{named_date(on, desk.today)} is still to come: give the day {what}, or leave it out."
        )
    return on or desk.today


def company_id_for(
    desk: Desk, action: Action, company: Company | str, remarks: list[str]
) -> int | None:
    """The company meant, created if unknown and then said so, with those spelt nearly like it."""
    if isinstance(company, Company):
        return company.id
    near = () if company_exactly(desk, company) else near_companies(desk, company)
    found = company_for(desk, action, company, remarks)
    if near and found is not None:
        remarks.append(f"{' and '.join(near)} is known already; undo if you meant that")
    return found
