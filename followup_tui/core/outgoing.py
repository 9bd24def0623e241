"""What leaves the program, before any format is chosen: cards, appointments, acts of searching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from followup_tui.core.records import Contact


@dataclass(frozen=True, slots=True)
class Address:
    """One way to reach somebody, as their card names it."""

    value: str
    label: str = ""
    """The words of the card it came from, e.g. "work,cell"; empty when none were given."""


@dataclass(frozen=True, slots=True)
class Card:
    """A person as an address book or a sheet holds them."""

    contact: Contact
    emails: tuple[Address, ...] = ()
    phones: tuple[Address, ...] = ()
    kept: tuple[str, ...] = ()
    """Property lines of an imported card that nothing here uses."""
    tags: tuple[str, ...] = ()
    note: str = ""
    """Observations, only when private remarks may leave."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A planned touch as a calendar holds it."""

    uid: str
    rev: int
    changed_at: datetime
    """UTC."""
    due_on: date
    channel: str
    contact: str = ""
    company: str = ""
    timezone: str = ""
    """Theirs, by its name; empty where it is not known."""
    cancelled: bool = False
    """It stood in a calendar and is not going to happen on that day."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done to find work."""

    on: date
    employer: str
    person: str
    method: str
    """An identifier: a channel, or `interview`."""
    result: str
    """An identifier: an outcome, a stage, or empty."""
