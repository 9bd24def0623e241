"""Everything known of one company on one page, without what is nobody else's business unless asked for."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.core.records import Application, Company, Contact, Insight, Note, Touch
from followup_tui.core.words import (
    Direction,
    NoteKind,
    Origin,
    Rank,
    TouchState,
    spoken,
)
from followup_tui.exchange.markdown import Entry, Part, page
from followup_tui.operations import views
from followup_tui.operations.desk import Desk
from followup_tui.operations.views import CompanyView

_OPEN_NOTES = frozenset({NoteKind.COMMON, NoteKind.NEWS})
_MAY_BE_SAID = frozenset({Origin.PUBLIC, Origin.OWN})
_ALL = 100_000


def company_page(desk: Desk, company: Company, *, private: bool) -> str:
    """The dossier as Markdown.

    Without `private` it tells no observation, wish, reason, rank, feedback, seat clock, script, word or
    remark, and of an insight the teaser alone, unless that was told in confidence.
    """
    view = views.company(desk, company.id)
    touches = desk.store.touches.at_company(company.id, _ALL)
    notes = _notes(desk, view)
    parts = [
        Part("How it stands", _standing(view, private=private)),
        Part("Applications", [_application(a, private=private) for a in view.applications]),
        Part("People", [_person(p) for p in view.people]),
        Part("Planned", [_touch(t, private=private) for t in reversed(_planned(touches))]),
        Part("Timeline", [_touch(t, private=private) for t in _past(touches)]),
        Part("Notes", [_note(n, who) for n, who in notes if private or n.kind in _OPEN_NOTES]),
        Part("Insights", _insights(view.insights, private=private)),
        Part("Openings", [_opening(o.title, o.department, o.url) for o in view.openings]),
        Part("To do", _tasks(desk, company)),
    ]
    if private:
        parts += [
            Part("Feedback", _feedback(desk, company)),
            Part("Events", _events(desk, company)),
        ]
    return page(company.name, parts)


def _standing(view: CompanyView, *, private: bool) -> list[Entry]:
    company = view.company
    entries = [
        Entry(f"{spoken(view.standing.standing)}: {view.standing.why}"),
        Entry(view.courtesy.why),
        Entry("still wanted" if company.wanted else "no longer wanted"),
    ]
    if company.referral_programme:
        entries.append(Entry(f"referral programme: {company.referral_programme}"))
    if private and company.interest:
        entries.append(Entry(f"my interest: {company.interest}"))
    if private and view.seat is not None:
        entries.append(Entry(f"seat clock: day {view.seat.day}, from {view.seat.since}"))
    return [entry for entry in entries if entry.text]


def _application(application: Application, *, private: bool) -> Entry:
    told = [application.role or "(role not known)", spoken(application.decision)]
    if application.decided_on:
        told.append(f"on {application.decided_on}")
    if application.stage:
        told.append(f"stage: {spoken(application.stage)}")
    if private and application.rank is not Rank.UNKNOWN:
        told.append(f"rank: {spoken(application.rank)}")
    return Entry(", ".join(told), application.reason if private else "")


def _person(contact: Contact) -> Entry:
    told = [contact.name + (" ★" if contact.starred else ""), contact.title, contact.department]
    reach = (*contact.emails, *contact.phones, contact.linkedin)
    return Entry(", ".join(filter(None, (*told, spoken(contact.role)))), inner=reach)


def _planned(touches: Iterable[Touch]) -> list[Touch]:
    return [t for t in touches if t.state is TouchState.PLANNED]


def _past(touches: Iterable[Touch]) -> list[Touch]:
    return [t for t in touches if t.state is TouchState.DONE]


def _touch(touch: Touch, *, private: bool) -> Entry:
    day = touch.done_on or touch.due_on
    came = "from" if touch.direction is Direction.IN else "with"
    what = f"{spoken(touch.channel)} {came} {touch.contact}" if touch.contact else touch.channel
    told = [f"{day}: {what}", spoken(touch.purpose)]
    if touch.outcome:
        told.append(spoken(touch.outcome))
    if not private:
        return Entry(", ".join(told))
    if touch.subject:
        told.append(f"“{touch.subject}”")
    heard = f"they said: {touch.said}" if touch.said else ""
    remark = f"my remark: {touch.note}" if touch.note else ""
    return Entry(", ".join(told), touch.text, (heard, remark))


def _notes(desk: Desk, view: CompanyView) -> list[tuple[Note, str]]:
    """Each note once with whom it is about: of the company, then of its people."""
    found = [(note, "") for note in view.notes]
    for person in view.people:
        found += [(note, person.name) for note in desk.store.material.notes(person.id, None)]
    return found


def _note(note: Note, who: str) -> Entry:
    about = " ".join(filter(None, (spoken(note.kind), f"about {who}" if who else "")))
    return Entry(f"{about}, {note.on}" if note.on else about, note.text, (note.url,))


def _insights(insights: Iterable[Insight], *, private: bool) -> list[Entry]:
    if not private:
        return [Entry(i.teaser) for i in insights if i.origin in _MAY_BE_SAID]
    return [
        Entry(
            f"{i.teaser} ({spoken(i.kind)}, {spoken(i.origin)})",
            "\n\n".join(filter(None, (i.body, i.analysis))),
            (f"source: {i.source}" if i.source else "",),
        )
        for i in insights
    ]


def _opening(title: str, department: str, url: str) -> Entry:
    return Entry(", ".join(filter(None, (title, department))), inner=(url,))


def _tasks(desk: Desk, company: Company) -> list[Entry]:
    mine = [t for t in desk.store.material.open_tasks() if t.company_id == company.id]
    return [Entry(f"{t.text}, due {t.due_on}" if t.due_on else t.text) for t in mine]


def _feedback(desk: Desk, company: Company) -> list[Entry]:
    return [
        Entry(f"{f.on}", f.text, (f"what I changed: {f.change}" if f.change else "",))
        for f in desk.store.material.feedback(company.id)
    ]


def _events(desk: Desk, company: Company) -> list[Entry]:
    found = desk.store.material.events(company.id)
    return [Entry(f"{e.on}: {e.kind}{f', {e.text}' if e.text else ''}") for e in found]
