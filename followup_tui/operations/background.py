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
from followup_tui.core.words import Decision, Direction, Role
from followup_tui.operations.desk import EMPLOYED, Desk
from followup_tui.scripts.slots import Material, Me
from followup_tui.store.person_reading import Mine, PersonReading

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Background, Earlier, Told

_EARLIER = 40
_LARGE = re.compile(
    r"[A-Z0-9][\w&.'’-]*(?:[ \t]+(?:of |and |& |de |der |und )?[A-Z0-9][\w&.'’-]*)*"
)
_LONGEST_NAME = 4
_MOST_NAMES = 400


def me(desk: Desk, mine: Mine | None = None) -> Me:
    """Who writes, as scripts know them; who has read what is mine already gives it here."""
    own = desk.config.me
    material = desk.store.material
    if mine is not None:
        employer = mine.employer
    else:
        employer = material.employer() if material.setting(EMPLOYED) else ""
    return Me(own.name, own.phone, own.email, own.sign_off, employer)


def material_for(desk: Desk, reading: PersonReading, opening_id: int | None) -> Material:
    """All that may go into a script for somebody."""
    dossier, mine = reading.dossier, reading.mine
    own = newest_first(dossier.own)
    return Material(
        me=me(desk, mine),
        contact=dossier.contact,
        today=desk.today,
        company=dossier.company,
        application=_application(dossier.applications),
        notes=reading.notes,
        insights=dossier.insights,
        stories=desk.store.readings.shelf(reading).stories,
        gains=mine.gains,
        opening=_opening(reading, opening_id),
        last=next(iter(own), None),
        referrer=_referrer(dossier),
        met=_met(dossier),
        interest_stated=_interest_stated(dossier, own),
        employed=bool(mine.employed_since),
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
    reading: PersonReading,
    text: str,
    used: tuple[Used, ...] = (),
    opening_id: int | None = None,
) -> Background:
    """What the checks of a text know of a person, their company and what was said there before."""
    from followup_tui.scripts.checking import Background  # not needed before the first script

    dossier, sender = reading.dossier, me(desk, reading.mine)
    contact = dossier.contact
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
            for name in desk.store.people.employers(_names_in(text), contact.company_id)
            if name != sender.employer
        ),
        colleagues=tuple(p.name for p in dossier.people if p.id != contact.id),
        opening=_opening(reading, opening_id),
        notes=reading.notes,
        foreign=_foreign(desk, reading),
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


def _opening(reading: PersonReading, opening_id: int | None) -> Opening | None:
    return next((o for o in reading.openings if o.id == opening_id), None)


def _foreign(desk: Desk, reading: PersonReading) -> tuple[Note, ...]:
    """What was noted of others and not of this person: it would be said to the wrong one."""
    here = reading.dossier.contact.id
    known = {n.text for n in reading.notes}
    noted = desk.store.readings.shelf(reading).noted
    return tuple(n for n in noted if n.contact_id != here and n.text not in known)


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
