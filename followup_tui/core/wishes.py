"""Which of their wishes holds: when to be in touch again, and by which form (S1.39)."""

from __future__ import annotations

from datetime import date

from followup_tui.core.counting import is_counted
from followup_tui.core.dossier import Dossier
from followup_tui.core.records import Contact, Note, Touch
from followup_tui.core.words import Role, TouchState

REFUSED = "-"
"""Before the name of a form: they asked not to be reached that way."""


def waiting_until(dossier: Dossier) -> Note | None:
    """The contact's own wish to be contacted on a later day, while it is not yet fulfilled."""
    return next((w for w in dossier.own_wishes if _pending(w, dossier.own)), None)


def company_wait(dossier: Dossier, today: date) -> Note | None:
    """A hiring manager's wish to wait, which holds everybody else at the company."""
    others = tuple(p for p in dossier.people if p.id != dossier.contact.id)
    return managers_wait(others, dossier.wishes, dossier.touches, today)


def managers_wait(
    people: tuple[Contact, ...], wishes: tuple[Note, ...], touches: tuple[Touch, ...], today: date
) -> Note | None:
    """The longest wish to wait among the hiring managers of these people."""
    managers = {p.id for p in people if p.role is Role.HIRING_MANAGER}
    held = [
        w
        for w in wishes
        if w.contact_id in managers
        and w.until is not None
        and w.until > today
        and _pending(w, touches)
    ]
    return max(held, key=lambda w: w.until or date.min, default=None)


def wished_form(dossier: Dossier) -> str:
    """The form they asked for, from the newest wish that names one.

    The form of a dated wish ("call in May") goes with its day: once that is kept, any form will do.
    """
    for wish in dossier.own_wishes:
        kept = wish.until is not None and not _pending(wish, dossier.own)
        if wish.form and not wish.form.startswith(REFUSED) and not kept:
            return wish.form
    return ""


def refused_forms(dossier: Dossier) -> frozenset[str]:
    """The forms they do not want: "no voicemails, please"."""
    return frozenset(
        w.form.removeprefix(REFUSED) for w in dossier.own_wishes if w.form.startswith(REFUSED)
    )


def _pending(wish: Note, touches: tuple[Touch, ...]) -> bool:
    """Whether the day they named is still to be kept: not once it was used, or left out on purpose."""
    until = wish.until
    return until is not None and not any(
        _settles(t, until) for t in touches if t.contact_id == wish.contact_id
    )


def _settles(touch: Touch, until: date) -> bool:
    if touch.state is TouchState.SKIPPED:
        return touch.promised and touch.due_on is not None and touch.due_on >= until
    return is_counted(touch) and touch.done_on is not None and touch.done_on >= until
