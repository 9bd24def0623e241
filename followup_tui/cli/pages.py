"""One person and one company as a page that reads from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from followup_tui.cli import company_facts
from followup_tui.cli.printing import Part, heading, line, table
from followup_tui.core.circle import Place, inside_contact
from followup_tui.core.events import HAPPENED, happened, recent_event
from followup_tui.core.news import Alert
from followup_tui.core.phrases import named_date, short_date, when
from followup_tui.core.records import (
    Application,
    CompanyEvent,
    Contact,
    Employment,
    Feedback,
    Gain,
    Insight,
    Note,
    Opening,
    Task,
    Touch,
)
from followup_tui.core.seat import SeatClock
from followup_tui.core.words import (
    ContactState,
    Decision,
    Direction,
    NoteKind,
    Outcome,
    Rank,
    TouchState,
    spoken,
)
from followup_tui.operations.views import CompanyView, PersonView

_RECENT = 15
"""Touches of the timeline that a page shows."""


def person_page(
    view: PersonView, today: date, tags: Sequence[str] = (), place: Place | None = None
) -> None:
    """Name, role, company, standing, courtesy, why now, next, timeline, notes."""
    contact = view.contact
    line((_star(contact), "star"), (contact.name, "name"), (f"  #{contact.id}", "dim"))
    for text in _who(view, today):
        line(text, indent=2)
    if tags:
        line((" ".join(f"#{tag}" for tag in tags), "dim"), indent=2)
    line()
    table([*_stand(view, today), *_circle(place, today)], whole=True)
    _applications(view.applications, today)
    _timeline(view.touches, today, named=False)
    _notes(view.notes, today)
    _material(view.insights, view.openings, today)
    _events(view.events, today)
    _gains(view.gains, today)
    _past_jobs(view.employment, today)
    _feedback(view.feedback, today)


def company_page(view: CompanyView, today: date) -> None:
    """The same for a company, its people first."""
    company = view.company
    line((company.name, "name"), ("" if company.wanted else "  no longer wanted", "dim"))
    line()
    facts: list[tuple[Part, ...]] = [
        (("standing", "dim"), f"{spoken(view.standing.standing)}: {view.standing.why}"),
        (("courtesy", "dim"), view.courtesy.why),
    ]
    if company.paused_until is not None:
        facts.append((("paused", "dim"), _until(company.paused_until, today)))
    facts += company_facts.about(view, today)
    facts += _stir(view.events, today)
    table(facts, whole=True)
    company_facts.seat_bar(view.seat)
    company_facts.people(view.facts.circle, today)
    company_facts.plan(view, today)
    _applications(view.applications, today)
    _timeline(view.touches, today, named=True)
    _notes(view.notes, today)
    _material(view.insights, view.openings, today, view.people)
    _events(view.events, today)
    _feedback(view.feedback, today)
    _alerts(view.alerts, today)
    _tasks(view.tasks, today)
    company_facts.checks(view.facts)
    company_facts.courage(view.facts)


def next_line(touch: Touch, today: date) -> str:
    """ "e-mail · keep warm on Mon 23 Mar": what is planned, and when."""
    doing = f"{spoken(touch.channel)} · {spoken(touch.purpose)}"
    return f"{doing} on {named_date(touch.due_on, today)}" if touch.due_on else doing


def _star(contact: Contact) -> str:
    return "★ " if contact.starred else ""


def _who(view: PersonView, today: date) -> Iterable[str]:
    contact = view.contact
    job = ", ".join(filter(None, (contact.title, contact.department)))
    yield " · ".join(filter(None, (job, spoken(contact.role))))
    if view.company is not None:
        wanted = "" if view.company.wanted else " (no longer wanted)"
        yield f"{view.company.name}{wanted}"
    reach = (*contact.emails, *contact.phones, contact.linkedin.removeprefix("https://www."))
    if any(reach):
        yield " · ".join(filter(None, reach))
    if contact.timezone:
        yield f"time zone {contact.timezone}"
    if contact.state is ContactState.PAUSED:
        yield f"paused {_until(contact.paused_until, today)}"
    elif contact.state is not ContactState.ACTIVE:
        yield _STATES[contact.state]


_STATES = {
    ContactState.STOPPED: "asked you to stop",
    ContactState.COLLEAGUE: "a colleague now",
}


def _until(day: date | None, today: date) -> str:
    if day is None or day == date.max:
        return "until further notice"
    return f"until {named_date(day, today)}"


def _stand(view: PersonView, today: date) -> Iterable[tuple[Part, ...]]:
    yield ("standing", "dim"), f"{spoken(view.standing.standing)}: {view.standing.why}"
    yield ("courtesy", "dim"), view.courtesy.why
    yield ("distance", "dim"), view.distance
    yield from _seat(view.seat, today)
    yield from _stir(view.events, today)
    yield ("why now", "dim"), view.why
    if view.next is not None:
        planned = next_line(view.next, today)
        yield ("next", "dim"), (f"{planned}  (touch {view.next.id})", "mine")


def _circle(place: Place | None, today: date) -> Iterable[tuple[Part, ...]]:
    """Warmth, LinkedIn, common ground and interest of one person."""
    return () if place is None else company_facts.standing(place, today)


def _seat(clock: SeatClock | None, today: date) -> list[tuple[Part, ...]]:
    """Only while the six months run; a share of those who left early, never a chance."""
    if clock is None or clock.next_mark is None:
        return []
    since = "they started" if clock.basis == "started" else "the decision"
    said = f"day {clock.day} since {since}"
    if clock.share:
        said += f"; of those who leave within six months, {clock.share:.2f} % have left by now"
    return [(("seat", "dim"), (said, "dim"))]


def _stir(events: tuple[CompanyEvent, ...], today: date) -> list[tuple[Part, ...]]:
    """What happened there lately and makes its people the first to think of (S1.15)."""
    recent = recent_event(events, today)
    return [(("event", "dim"), (happened(recent, today), "mine"))] if recent is not None else []


def _applications(applications: tuple[Application, ...], today: date) -> None:
    if not applications:
        return
    heading("Applications")
    table([_application(a, today) for a in applications])


def _application(found: Application, today: date) -> tuple[Part, ...]:
    decided = f" on {short_date(found.decided_on, today)}" if found.decided_on else ""
    rank = "" if found.rank is Rank.UNKNOWN else f"my rank: {spoken(found.rank)}"
    stage = spoken(found.stage) if found.stage else ""
    parts = (_DECIDED.get(found.decision, spoken(found.decision)) + decided, stage, rank)
    row = (found.role or "role not noted", " · ".join(filter(None, parts)))
    return (*row, (found.reason, "dim")) if found.reason else row


_DECIDED = {
    Decision.PASSED: "they passed",
    Decision.DECLINED: "you declined",
    Decision.SILENCE: "no word from them",
}


def _timeline(touches: tuple[Touch, ...], today: date, *, named: bool) -> None:
    shown = [t for t in touches if t.state is not TouchState.CANCELLED]
    if not shown:
        return
    heading("Timeline")
    table([_touch(t, today, named=named) for t in shown[:_RECENT]], whole=True)
    if len(shown) > _RECENT:
        line((f"… and {len(shown) - _RECENT} earlier; --json lists them", "dim"), indent=2)


def _touch(touch: Touch, today: date, *, named: bool) -> tuple[Part, ...]:
    day = touch.done_on or touch.due_on
    way = "from them" if touch.direction is Direction.IN else ""
    doing = " · ".join(filter(None, (spoken(touch.channel), spoken(touch.purpose), way)))
    quoted = f"“{touch.said}”" if touch.said else ""
    words = " · ".join(filter(None, (_became(touch), quoted, touch.note)))
    who = (touch.contact,) if named else ()
    return (
        (short_date(day, today) if day else "", "dim"),
        *who,
        (doing, "mine" if touch.state is TouchState.PLANNED else ""),
        words,
    )


def _became(touch: Touch) -> str:
    if touch.state is TouchState.PLANNED:
        return f"planned (touch {touch.id})"
    if touch.state is TouchState.SKIPPED:
        return f"skipped: {touch.skip_reason}" if touch.skip_reason else "skipped"
    return spoken(touch.outcome) if touch.outcome and touch.outcome != Outcome.SENT else ""


def _notes(notes: tuple[Note, ...], today: date) -> None:
    if not notes:
        return
    heading("Notes")
    table([_note(n, today) for n in notes], whole=True)


def _note(note: Note, today: date) -> tuple[Part, ...]:
    kind = "common ground" if note.kind is NoteKind.COMMON else spoken(note.kind)
    more = [
        f"until {short_date(note.expires, today)}" if note.expires else "",
        f"for {short_date(note.until, today)}" if note.until else "",
        f"told on {short_date(note.used_on, today)}" if note.used_on else "",
        "" if note.marked else "from a feed, not chosen for scripts",
    ]
    said = ", ".join(filter(None, more))
    return ((kind, "dim"), f"{note.text} ({said})" if said else note.text)


def _material(
    insights: tuple[Insight, ...],
    openings: tuple[Opening, ...],
    today: date,
    people: tuple[Contact, ...] = (),
) -> None:
    if insights:
        heading("Insights")
        table([_insight(i, today, people) for i in insights], whole=True)
    if openings:
        heading("Openings")
        table(
            [
                # One without a link was heard of before anybody advertised it (S1.36).
                ((f"#{o.id}", "dim"), o.title, o.department, o.url or "not seen advertised yet")
                for o in openings
            ]
        )


def _insight(insight: Insight, today: date, people: tuple[Contact, ...]) -> tuple[Part, ...]:
    """The teaser alone: what is kept back stays out of a page that others may see."""
    if insight.used_on is not None:
        more = f" (told on {short_date(insight.used_on, today)})"
    else:
        more = "" if insight.prepared else " (not prepared yet)"
    inside = inside_contact(insight, people)
    more += f" (from {inside.name})" if inside is not None else ""
    return (("teaser", "dim"), (insight.teaser or "no teaser yet") + more)


def _events(events: tuple[CompanyEvent, ...], today: date) -> None:
    if not events:
        return
    heading("What happened there")
    rows = [((short_date(e.on, today), "dim"), HAPPENED[e.kind], e.text) for e in events]
    table(rows, whole=True)


def _gains(gains: tuple[Gain, ...], today: date) -> None:
    if gains:
        heading("New since you last spoke")
        table([((short_date(g.on, today), "dim"), g.text) for g in gains], whole=True)


def _tasks(tasks: tuple[Task, ...], today: date) -> None:
    if tasks:
        heading("To do")
        table([((when(t.due_on, today) if t.due_on else "", "dim"), t.text) for t in tasks])


def _alerts(alerts: tuple[Alert, ...], today: date) -> None:
    if alerts:
        heading("Job alerts")
        rows = [((f"#{a.id}", "dim"), a.service, looked(a, today), a.query) for a in alerts]
        table(rows, whole=True)


def looked(alert: Alert, today: date) -> Part:
    """ "looked 3 Mar"."""
    said = f"looked {short_date(alert.looked_on, today)}" if alert.looked_on else "not looked yet"
    return (said, "dim")


def _past_jobs(jobs: tuple[Employment, ...], today: date) -> None:
    if jobs:
        heading("Earlier jobs")
        for job in jobs:
            until = f" until {short_date(job.until, today)}" if job.until else ""
            line(", ".join(filter(None, [job.title, job.company])) + until, indent=2)


def _feedback(feedback: tuple[Feedback, ...], today: date) -> None:
    if feedback:
        heading("What they said")
        for said in feedback:
            line(f"{short_date(said.on, today)}  “{' '.join(said.text.split())}”", indent=2)
            if said.change:
                mark = "changed" if said.changed else "to change"
                line((f"{mark}: {' '.join(said.change.split())}", "dim"), indent=10)
