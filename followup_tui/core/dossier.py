"""Everything the rules look at for one contact, gathered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from followup_tui.core.counting import is_counted
from followup_tui.core.records import (
    Application,
    Company,
    Contact,
    Insight,
    Interview,
    Note,
    Touch,
)
from followup_tui.core.words import ContactState, Direction, Role, TouchState


@dataclass(frozen=True, slots=True)
class Dossier:
    """One contact among the people, touches and wishes of their company."""

    contact: Contact
    company: Company | None = None
    people: tuple[Contact, ...] = ()
    """Everyone known at the company, the contact included."""
    applications: tuple[Application, ...] = ()
    interviews: tuple[Interview, ...] = ()
    touches: tuple[Touch, ...] = ()
    """All touches with the contact, and all made at or planned for the company."""
    wishes: tuple[Note, ...] = ()
    """Notes of kind wish, of the contact and of the others at the company."""
    insights: tuple[Insight, ...] = ()
    patience_on: date | None = None
    """The day I said to go on in spite of silence: what came before no longer counts as that."""
    booked: Mapping[date, int] = field(default_factory=dict)
    """How many counted touches each day already carries, over all companies."""

    @property
    def own(self) -> tuple[Touch, ...]:
        """The touches with this contact, whatever company they were at."""
        return tuple(t for t in self.touches if t.contact_id == self.contact.id)

    @property
    def at_company(self) -> tuple[Touch, ...]:
        """The touches that this company's courtesy looks at.

        Someone without a company is a company of their own.
        """
        if self.contact.company_id is None:
            return self.own
        return tuple(t for t in self.touches if t.company_id == self.contact.company_id)

    @property
    def own_wishes(self) -> tuple[Note, ...]:
        """What this contact asked for, newest first."""
        mine = [w for w in self.wishes if w.contact_id == self.contact.id]
        return tuple(sorted(mine, key=lambda w: (w.on or date.min, w.id), reverse=True))

    @property
    def planned(self) -> tuple[Touch, ...]:
        """What is planned with this contact, soonest first."""
        mine = [t for t in self.own if t.state is TouchState.PLANNED]
        return tuple(sorted(mine, key=lambda t: (t.due_on or date.max, t.id)))

    def last_contact_day(self) -> date | None:
        """The day from which the next touch counts: the newest counted or inbound one."""
        days = [
            t.done_on
            for t in self.own
            if t.done_on and (is_counted(t) or t.direction is Direction.IN)
        ]
        return max(days, default=None)


def primary(people: tuple[Contact, ...]) -> Contact | None:
    """The one voice at a company: the first star, a hiring manager before others (S3.6)."""
    stars = [p for p in people if p.starred and p.state is ContactState.ACTIVE]
    return min(
        stars,
        key=lambda p: (p.role is not Role.HIRING_MANAGER, p.starred_on or date.max, p.id),
        default=None,
    )
