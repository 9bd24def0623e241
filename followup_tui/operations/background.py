"""What a script is made of, and what its checks know around it, gathered from the store."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from followup_tui.core.circle import interest_stated_on, was_heard
from followup_tui.core.counting import newest_first
from followup_tui.core.dossier import Dossier
from followup_tui.core.names import company_key
from followup_tui.core.owed import agrees_to_talk
from followup_tui.core.records import Application, Note, Opening, Touch, Used
from followup_tui.core.words import Decision, Direction, NoteKind, Role
from followup_tui.operations.desk import EMPLOYED, Desk
from followup_tui.scripts.slots import Material, Me

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Background, Earlier, Told

_EARLIER = 40
_LARGE = re.compile(
    r"[A-Z0-9][\w&.'’-]*(?:[ \t]+(?:of |and |& |de |der |und )?[A-Z0-9][\w&.'’-]*)*"
)
_LONGEST_NAME = 4
_MOST_NAMES = 400
_FOREIGN = 80


def me(desk: Desk) -> Me:
    """Who writes, as scripts know them."""
    own = desk.config.me
    material = desk.store.material
    employer = material.employer() if material.setting(EMPLOYED) else ""
    return Me(own.name, own.phone, own.email, own.sign_off, employer)


def material_for(desk: Desk, dossier: Dossier, opening_id: int | None) -> Material:
    """All that may go into a script for somebody."""
    store, contact = desk.store, dossier.contact
    company_id = contact.company_id
    openings = store.material.openings(company_id) if company_id else ()
    return Material(
        me=me(desk),
        contact=contact,
        today=desk.today,
        company=dossier.company,
        application=_application(dossier.applications),
        notes=store.material.notes(contact.id, company_id),
        insights=store.material.insights(company_id) if company_id else (),
        stories=store.material.stories(),
        gains=store.material.gains(),
        opening=next((o for o in openings if o.id == opening_id), None),
        last=next(iter(newest_first(dossier.own)), None),
        referrer=_referrer(dossier),
        met=_met(dossier),
        interest_stated=_interest_stated(dossier, newest_first(dossier.own)),
        employed=bool(store.material.setting(EMPLOYED)),
    )


def _application(applications: tuple[Application, ...]) -> Application | None:
    """The run that a script speaks of: the one still open, else the latest decided."""
    running = [a for a in applications if a.decision is Decision.IN_PROGRESS]
    decided = sorted(applications, key=lambda a: (a.decided_on or date.min, a.id))
    return next(iter([*reversed(running), *reversed(decided)]), None)


def _referrer(dossier: Dossier) -> str:
    """Who sent me to this recruiter, if somebody there did."""
    if dossier.contact.role is not Role.RECRUITER:
        return ""
    senders = [t for t in dossier.touches if t.outcome == "referred-on" and t.contact]
    return senders[-1].contact if senders else ""


def background_for(
    desk: Desk,
    dossier: Dossier,
    text: str,
    used: tuple[Used, ...] = (),
    opening_id: int | None = None,
) -> Background:
    """What the checks of a text know of a person, their company and what was said there before."""
    from followup_tui.scripts.checking import Background  # not needed before the first script

    store, contact, sender = desk.store, dossier.contact, me(desk)
    notes = store.material.notes(contact.id, contact.company_id)
    done = newest_first(dossier.touches)
    own = newest_first(dossier.own)
    inbound = next((t for t in own if t.direction is Direction.IN), None)
    return Background(
        today=desk.today,
        me=sender,
        contact=contact,
        company=dossier.company.name if dossier.company else contact.company,
        # Where I started is no secret: telling them is what `landed` is for.
        employers=tuple(
            name
            for name in store.people.employers(_names_in(text), contact.company_id)
            if name != sender.employer
        ),
        colleagues=tuple(p.name for p in dossier.people if p.id != contact.id),
        opening=_opening(desk, contact.company_id, opening_id),
        notes=notes,
        foreign=_foreign(desk, contact.id, notes),
        insights=dossier.insights,
        used=used,
        told=_told(own),
        earlier=_earlier(done, contact.id),
        spoke_on=own[0].done_on if own else None,
        decided_on=max((a.decided_on for a in dossier.applications if a.decided_on), default=None),
        interest_stated=_interest_stated(dossier, own),
        asked_for=inbound is not None and inbound.asks,
        agreed_to_talk=agrees_to_talk(inbound.said or inbound.text) if inbound else False,
    )


def _names_in(text: str) -> tuple[str, ...]:
    """What could be the name of a company in a text, folded: up to four words that begin large."""
    found: dict[str, None] = {}
    for run in _LARGE.finditer(text):
        words = run[0].split()
        for start in range(len(words)):
            for size in range(1, _LONGEST_NAME + 1):
                found.setdefault(company_key(" ".join(words[start : start + size])))
    return tuple(found)[:_MOST_NAMES]


def _opening(desk: Desk, company_id: int | None, opening_id: int | None) -> Opening | None:
    if company_id is None or opening_id is None:
        return None
    openings = desk.store.material.openings(company_id)
    return next((o for o in openings if o.id == opening_id), None)


def _foreign(desk: Desk, contact_id: int, own: tuple[Note, ...]) -> tuple[Note, ...]:
    """What was noted of others and not of this person: it would be said to the wrong one."""
    mine = {n.text for n in own}
    kinds = (NoteKind.COMMON, NoteKind.OBSERVATION)
    notes = desk.store.material.notes_of_others(contact_id, kinds, _FOREIGN)
    return tuple(n for n in notes if n.text not in mine)


def _told(own: list[Touch]) -> tuple[Told, ...]:
    from followup_tui.scripts.checking import Told

    return tuple(
        Told(used.kind, used.id, used.text, touch.done_on)
        for touch in own
        if touch.done_on and touch.direction is Direction.OUT
        for used in touch.used
    )


def _earlier(done: list[Touch], contact_id: int) -> tuple[Earlier, ...]:
    from followup_tui.scripts.checking import Earlier

    sent = [t for t in done if was_heard(t) and t.text and t.done_on]
    return tuple(
        Earlier(t.text, t.done_on or date.min, t.purpose, t.contact, t.contact_id == contact_id)
        for t in sent[:_EARLIER]
    )


def _met(dossier: Dossier) -> bool:
    return any(dossier.contact.id in interview.contact_ids for interview in dossier.interviews)


def _interest_stated(dossier: Dossier, own: list[Touch]) -> bool:
    return interest_stated_on(dossier.contact.id, own, dossier.interviews) is not None
