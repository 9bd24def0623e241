"""Records as JSON has them: the fields of DESIGN.md section 5 and some more, absent values null."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from followup_tui.core.agenda import AgendaItem
    from followup_tui.core.courtesy import Courtesy
    from followup_tui.core.news import Alert
    from followup_tui.core.records import (
        Application,
        Company,
        CompanyEvent,
        Contact,
        Feedback,
        Gain,
        Insight,
        Note,
        Opening,
        Task,
        Touch,
        Used,
    )
    from followup_tui.core.seat import SeatClock
    from followup_tui.operations.doctor import Check
    from followup_tui.operations.importing import Result
    from followup_tui.operations.openings import OpeningFound
    from followup_tui.operations.playbook import Opened
    from followup_tui.operations.touches import Recorded
    from followup_tui.operations.views import CompanyView, PersonView
    from followup_tui.store.journal import Entry
    from followup_tui.store.search import Hit

Shape = dict[str, Any]


def touch(record: Touch) -> Shape:
    """One touch."""
    # Whether it counts is for the rules to say, and the agenda does without them.
    from followup_tui.core.counting import is_counted

    return {
        "id": record.id,
        "contact": record.contact or None,
        "contact_id": record.contact_id,
        "company": record.company or None,
        "channel": str(record.channel),
        "purpose": str(record.purpose),
        "direction": str(record.direction),
        "state": str(record.state),
        "due_on": day(record.due_on),
        "done_on": day(record.done_on),
        "outcome": record.outcome,
        "subject": record.subject or None,
        "text": record.text or None,
        "said": record.said or None,
        "note": record.note or None,
        "counted": is_counted(record),
        "used": [{"kind": piece.kind, "id": piece.id} for piece in record.used],
        "why": record.why or None,
    }


def maybe_touch(record: Touch | None) -> Shape | None:
    """One touch, or nothing."""
    return touch(record) if record is not None else None


def agenda_item(item: AgendaItem) -> Shape:
    """One line of the agenda."""
    return {
        "section": str(item.section),
        "contact": item.contact,
        "contact_id": item.contact_id,
        "company": item.company or None,
        "touch_id": item.touch_id,
        "channel": str(item.channel),
        "purpose": str(item.purpose),
        "due_on": day(item.due_on),
        "days_past": item.days_past,
        "starred": item.starred,
        "handed": item.handed,
        "why": item.why or None,
    }


def contact(record: Contact) -> Shape:
    """One person."""
    return {
        "id": record.id,
        "name": record.name,
        "first_name": record.first_name or None,
        "last_name": record.last_name or None,
        "title": record.title or None,
        "department": record.department or None,
        "role": str(record.role),
        "starred": record.starred,
        "state": str(record.state),
        "paused_until": day(record.paused_until),
        "deleted": record.deleted_at is not None,
        "emails": list(record.emails),
        "phones": list(record.phones),
        "linkedin": record.linkedin or None,
        "connected": record.connected,
        "timezone": record.timezone or None,
        "company": record.company or None,
    }


def company(record: Company) -> Shape:
    """One company."""
    return {
        "id": record.id,
        "name": record.name,
        "wanted": record.wanted,
        "paused": record.paused_until is not None,
        "paused_until": day(record.paused_until),
    }


def person(view: PersonView) -> Shape:
    """Everything that `show` tells of a person."""
    return {
        "contact": contact(view.contact),
        "company": company(view.company) if view.company else None,
        "applications": [application(a) for a in view.applications],
        "insights": [insight(i) for i in view.insights],
        "openings": [opening(o) for o in view.openings],
        "touches": [touch(t) for t in view.touches],
        "notes": [note(n) for n in view.notes],
        "standing": str(view.standing.standing),
        "standing_why": view.standing.why,
        "courtesy": courtesy(view.courtesy),
        "seat": seat(view.seat),
        "next": maybe_touch(view.next),
        "why": view.why or None,
        "distance": view.distance,
        "employment": [
            {"company": e.company, "title": e.title, "until": day(e.until)} for e in view.employment
        ],
        "feedback": [feedback(f) for f in view.feedback],
        "gains": [gain(g) for g in view.gains],
        "events": [event(e) for e in view.events],
    }


def company_page(view: CompanyView) -> Shape:
    """Everything that `company` tells."""
    return {
        "company": company(view.company),
        "people": [contact(c) for c in view.people],
        "applications": [application(a) for a in view.applications],
        "insights": [insight(i) for i in view.insights],
        "openings": [opening(o) for o in view.openings],
        "touches": [touch(t) for t in view.touches],
        "notes": [note(n) for n in view.notes],
        "standing": str(view.standing.standing),
        "standing_why": view.standing.why,
        "courtesy": courtesy(view.courtesy),
        "seat": seat(view.seat),
        "feedback": [feedback(f) for f in view.feedback],
        "events": [event(e) for e in view.events],
        "tasks": [task(t) for t in view.tasks],
        "alerts": [alert(a) for a in view.alerts],
        "interest": view.company.interest or None,
        "referral_programme": view.company.referral_programme or None,
        "page_followed_on": day(view.company.page_followed_on),
    }


def alert(record: Alert) -> Shape:
    """One job alert."""
    return {
        "id": record.id,
        "company": record.company,
        "service": record.service,
        "query": record.query or None,
        "looked_on": day(record.looked_on),
    }


def application(record: Application) -> Shape:
    """One run at one job."""
    return {
        "id": record.id,
        "role": record.role or None,
        "decision": str(record.decision),
        "decided_on": day(record.decided_on),
        "decides_on": day(record.decides_on),
        "stage": str(record.stage) if record.stage else None,
        "rank": str(record.rank),
        "reason": record.reason or None,
        "successor_started_on": day(record.successor_started_on),
    }


def insight(record: Insight) -> Shape:
    """What may be said of an insight: the body stays where it is."""
    return {
        "id": record.id,
        "teaser": record.teaser,
        "kind": str(record.kind),
        "origin": str(record.origin),
        "on": day(record.on),
        "used_on": day(record.used_on),
    }


def opening(record: Opening) -> Shape:
    """One vacancy."""
    return {
        "id": record.id,
        "title": record.title,
        "department": record.department or None,
        "url": record.url or None,
        "on": day(record.on),
    }


def feedback(record: Feedback) -> Shape:
    """What they said of an interview, and what I make of it."""
    return {
        "id": record.id,
        "text": record.text,
        "on": day(record.on),
        "contact_id": record.contact_id,
        "change": record.change or None,
        "changed": record.changed,
    }


def gain(record: Gain) -> Shape:
    """Something learned."""
    return {
        "id": record.id,
        "text": record.text,
        "on": day(record.on),
        "kind": str(record.kind),
        "closes_application_id": record.closes_application_id,
        "used_on": day(record.used_on),
    }


def event(record: CompanyEvent) -> Shape:
    """Something that may open a seat."""
    told = record.text or None
    return {"id": record.id, "kind": str(record.kind), "on": day(record.on), "text": told}


def note(record: Note) -> Shape:
    """One note."""
    return {
        "id": record.id,
        "kind": str(record.kind),
        "text": record.text,
        "on": day(record.on),
        "expires": day(record.expires),
        "until": day(record.until),
        "tone": str(record.tone),
        "url": record.url or None,
        "marked": record.marked,
        "used_on": day(record.used_on),
    }


def courtesy(found: Courtesy) -> Shape:
    """How much a company can bear."""
    return {"clear": found.clear, "clear_on": day(found.clear_on), "why": found.why}


def seat(clock: SeatClock | None) -> Shape | None:
    """The first six months of whoever got the job."""
    if clock is None:
        return None
    return {
        "basis": clock.basis,
        "since": day(clock.since),
        "day": clock.day,
        "share": clock.share,
        "next_mark": clock.next_mark,
    }


def task(record: Task) -> Shape:
    """Something to do that is not a touch."""
    return {"id": record.id, "text": record.text, "due_on": day(record.due_on)}


def recorded(result: Recorded) -> Shape:
    """A touch after a verb, and what comes next."""
    return {"touch": touch(result.touch), "next": maybe_touch(result.next)}


def opened(result: Opened) -> Shape:
    """The plan that a verb opened."""
    return {
        "application": application(result.application),
        "planned": [touch(t) for t in result.planned],
        "cancelled": [touch(t) for t in result.cancelled],
        "tasks": [task(t) for t in result.tasks],
    }


def opening_found(found: OpeningFound) -> Shape:
    """A vacancy with the people to ask, the best first."""
    return {
        "opening": opening(found.opening),
        "people": [
            {"contact": r.contact.name, "contact_id": r.contact.id, "why": r.why}
            for r in found.people
        ],
        "planned": [touch(t) for t in found.planned],
    }


def used(piece: Used) -> Shape:
    """A piece of stored material with its words."""
    return {"kind": piece.kind, "id": piece.id, "text": piece.text}


def hit(found: Hit) -> Shape:
    """One place where a text was found."""
    return {
        "kind": found.kind,
        "id": found.id,
        "contact": found.contact or None,
        "contact_id": found.contact_id,
        "company": found.company or None,
        "text": found.text,
    }


def entry(record: Entry) -> Shape:
    """One action of the history; its time is UTC and says so."""
    return {"id": record.id, "at": moment(record.at), "did": record.did, "undone": record.undone}


def imported(result: Result) -> Shape:
    """Counts of people, and what could not be used."""
    return {
        "added": result.added,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "skipped": result.skipped,
        "touches": result.touches,
        "problems": [
            {"file": p.file, "line": p.line, "message": p.message} for p in result.problems
        ],
        "near": [
            {
                "file": near.file,
                "line": near.incoming.line,
                "name": near.incoming.name,
                "contact_id": near.contact.id,
                "why": near.why,
            }
            for near in result.near
        ],
        "remarks": result.sentences,
    }


def check(found: Check) -> Shape:
    """One thing that the doctor looked at."""
    return {
        "what": found.what,
        "fine": found.fine,
        "said": found.said,
        "advice": found.advice or None,
    }


def day(value: date | None) -> str | None:
    """A day; until further notice is no day."""
    return value.isoformat() if value is not None and value != date.max else None


def moment(value: datetime) -> str:
    """A time that is stored as UTC."""
    return value.replace(tzinfo=UTC).isoformat()


def local(value: datetime) -> datetime:
    """The same as the clock on the wall shows it."""
    return value.replace(tzinfo=UTC).astimezone()
