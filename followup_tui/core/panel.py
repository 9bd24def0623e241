"""Who sat on the other side: the people met, and whoever brought the news."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.records import Contact
from followup_tui.core.rotation import next_form, reachable
from followup_tui.core.words import ROLE_ORDER, ContactState, Form, Role, planned_channel


@dataclass(frozen=True, slots=True)
class Panel:
    """Who was there: the people met, and whoever brought the news."""

    met: tuple[Contact, ...]
    told_by: Contact | None = None

    @property
    def everyone(self) -> tuple[Contact, ...]:
        """Stars first, then by role; each once."""
        people = {p.id: p for p in (*self.met, *([self.told_by] if self.told_by else []))}
        return tuple(
            sorted(people.values(), key=lambda p: (not p.starred, ROLE_ORDER.index(p.role), p.id))
        )


def suggested_star(panel: Panel) -> Contact | None:
    """Whom to star when nobody felt right: the recruiter, else whoever told me (S4.14)."""
    recruiters = [p for p in panel.everyone if p.role in (Role.RECRUITER, Role.HR)]
    return next(iter(recruiters), panel.told_by)


def speakable(people: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Those whom a plan may speak to: nobody who asked me to stop, no colleagues, nobody nameless."""
    silent = (ContactState.STOPPED, ContactState.COLLEAGUE)
    return tuple(p for p in people if p.state not in silent and not p.placeholder)


def written_form(person: Contact, dossier: Dossier, rules: Rulebook) -> str:
    """The channel of what ought to be written: by e-mail, else on LinkedIn, else as a note."""
    for form in (Form.EMAIL, Form.LINKEDIN, Form.LETTER):
        if reachable(person, form) and form not in rules.never:
            return form
    return planned_channel(next_form(dossier, rules).form)
