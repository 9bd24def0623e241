"""Two entries side by side, field by field, with what a merge would keep of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from followup_tui.core.phrases import named_date
from followup_tui.core.records import Company, Contact
from followup_tui.core.text import clean_line, fold
from followup_tui.core.words import ContactState, Role, spoken
from followup_tui.errors import NotFound, UsageError
from followup_tui.operations.desk import Desk

Side = Literal["keep", "other"]
"""Whose value of a field remains: the kept entry's, or the one's that joins it."""

PERSON_FIELDS = (
    "name", "company", "title", "department", "role", "emails", "phones", "linkedin", "timezone",
    "shared_group", "email_source",
)  # fmt: skip
"""What can be chosen of two people. Of addresses and numbers all remain: chosen is whose come first."""

COMPANY_FIELDS = ("name", "interest", "referral_programme")
"""The same of two companies."""

_FURTHEST = (
    ContactState.STOPPED,
    ContactState.COLLEAGUE,
    ContactState.PAUSED,
    ContactState.ACTIVE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One field of two entries."""

    field: str
    keep: str
    other: str
    proposed: Side
    open: bool = True
    """Whether a person may choose; what a rule decides says so in `why`."""
    why: str = ""

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose: both hold something, and not the same."""
        return bool(self.keep and self.other and fold(self.keep) != fold(self.other))


def preview(desk: Desk, keep: Contact | Company, other: Contact | Company) -> tuple[Row, ...]:
    """What a merge would make of two people or two companies, every field that either holds.

    Raises UsageError for one entry twice and for a person and a company.
    """
    refuse_nonsense(keep, other)
    if isinstance(keep, Contact) and isinstance(other, Contact):
        rows = _person_rows(keep, other, desk.today)
    else:
        assert isinstance(keep, Company)
        assert isinstance(other, Company)
        rows = _company_rows(keep, other, desk.today)
    return tuple(row for row in rows if row.keep or row.other)


def sides(
    rows: tuple[Row, ...], choices: Mapping[str, str], fields: tuple[str, ...]
) -> dict[str, Side]:
    """Whose value of each field remains: as chosen, else as proposed. Raises UsageError."""
    for name, side in choices.items():
        if name not in fields:
            raise UsageError(f"“{clean_line(name, 40)}” is not a field: {', '.join(fields)}.")
        if side not in ("keep", "other"):
            raise UsageError(f"“{clean_line(side, 40)}” is neither of the two.")
    found: dict[str, Side] = {row.field: row.proposed for row in rows if row.open}
    for name in fields:
        chosen = choices.get(name, found.get(name, "keep"))
        found[name] = "other" if chosen == "other" else "keep"
    return found


def remaining(rows: tuple[Row, ...], choices: Mapping[str, str]) -> dict[str, Side]:
    """Whose value of each field of a preview remains, those that a rule decides included."""
    fields = PERSON_FIELDS if any(row.field == "state" for row in rows) else COMPANY_FIELDS
    return {row.field: row.proposed for row in rows} | sides(rows, choices, fields)


def refuse_nonsense(keep: Contact | Company, other: Contact | Company) -> None:
    """One entry cannot join itself, and a person cannot join a company."""
    if isinstance(keep, Contact) is not isinstance(other, Contact):
        raise UsageError(
            "A person and a company cannot be merged: name two people or two companies."
        )
    if keep.id == other.id:
        raise UsageError(f"Both names mean {keep.name}: name two entries.")
    for each in (keep, other):
        if isinstance(each, Contact) and each.deleted_at is not None:
            raise NotFound(f"{each.name} was deleted; `followup undo` brings people back.")


def joined_state(keep: Contact, other: Contact) -> tuple[ContactState, date | None]:
    """The state that asks for more restraint; a pause lasts until the later day."""
    state = min((keep.state, other.state), key=_FURTHEST.index)
    if state is not ContactState.PAUSED:
        return state, None
    paused = [p for p in (keep, other) if p.state is ContactState.PAUSED]
    return state, max(p.paused_until or date.max for p in paused)


def _person_rows(keep: Contact, other: Contact, today: date) -> list[Row]:
    rows = [
        _row(name, _person_value(keep, name), _person_value(other, name)) for name in PERSON_FIELDS
    ]
    rows = [_corrected(row, keep, other) for row in rows]
    star: Side = "keep" if keep.starred or not other.starred else "other"
    rows.append(
        Row("star", _yes(keep.starred), _yes(other.starred), star, open=False, why="a star stays")
    )
    state, _ = joined_state(keep, other)
    side: Side = "keep" if keep.state is state else "other"
    why = "their stop stays" if state is ContactState.STOPPED else ""
    rows.append(Row("state", _state(keep, today), _state(other, today), side, open=False, why=why))
    return rows


def _company_rows(keep: Company, other: Company, today: date) -> list[Row]:
    rows = [_row(name, getattr(keep, name), getattr(other, name)) for name in COMPANY_FIELDS]
    wanted: Side = "keep" if not keep.wanted or other.wanted else "other"
    words = [("still wanted" if c.wanted else "no longer wanted") for c in (keep, other)]
    rows.append(Row("wanted", words[0], words[1], wanted, open=False))
    until = [c.paused_until for c in (keep, other)]
    later: Side = "keep" if (until[0] or date.min) >= (until[1] or date.min) else "other"
    said = [_until(day, today) for day in until]
    rows.append(Row("paused", said[0], said[1], later, open=False, why="the longer pause stays"))
    return rows


def _row(name: str, keep: str, other: str) -> Row:
    return Row(name, keep, other, "other" if other and not keep else "keep")


def _corrected(row: Row, keep: Contact, other: Contact) -> Row:
    """A real name before a placeholder, a role that says something before one that does not."""
    better = (row.field == "name" and keep.placeholder and not other.placeholder) or (
        row.field == "role" and keep.role is Role.OTHER and other.role is not Role.OTHER
    )
    return Row(row.field, row.keep, row.other, "other") if better else row


def _person_value(contact: Contact, name: str) -> str:
    value = getattr(contact, name)
    if isinstance(value, tuple):
        return ", ".join(value)
    return spoken(value) if name == "role" else str(value)


def _state(contact: Contact, today: date) -> str:
    if contact.state is ContactState.PAUSED:
        return _until(contact.paused_until or date.max, today)
    return {
        ContactState.STOPPED: "asked you to stop",
        ContactState.COLLEAGUE: "a colleague",
    }.get(contact.state, "active")


def _until(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return "paused" if day == date.max else f"paused until {named_date(day, today)}"


def _yes(flag: bool) -> str:
    return "yes" if flag else ""
