"""Everything about one company, as lines to read."""

from __future__ import annotations

from datetime import date

from followup_tui.core.events import HAPPENED, happened, recent_event
from followup_tui.core.phrases import short_date, when
from followup_tui.core.records import Insight
from followup_tui.core.words import spoken
from followup_tui.operations.views import CompanyView
from followup_tui.tui.lines import Line, line, wrap
from followup_tui.tui.theme import Signs


def company_rows(view: CompanyView, today: date, width: int, signs: Signs) -> list[Line]:
    """The company's standing, people, applications, notes and touches."""
    clear = view.courtesy.clear
    rows = [
        line((f"{signs.standing} ", "fine" if clear else "need"), (view.courtesy.why, "text")),
        line((f"  {spoken(view.standing.standing)}: {view.standing.why}", "dim")),
    ]
    if not view.company.wanted:
        rows.append(line(("  no longer wanted: nothing is planned there", "need")))
    rows += _people(view, today, signs)
    if view.applications:
        rows += [Line(), line(("APPLICATIONS", "heading"))]
        for application in view.applications:
            decided = (
                f"  {short_date(application.decided_on, today)}" if application.decided_on else ""
            )
            rows.append(
                line(
                    (f"  {application.role or 'a job'}", "text"),
                    (f"  {spoken(application.decision)}{decided}", "dim"),
                )
            )
    if view.seat is not None:
        rows += [Line(), *_seat(view, width)]
    if view.notes:
        rows += [Line(), line(("NOTES", "heading"))]
        rows += [line((f"  {spoken(n.kind):<13}", "need"), (n.text, "text")) for n in view.notes]
    rows += _material(view, today, width, signs)
    rows += _touches(view, today)
    return rows


def _material(view: CompanyView, today: date, width: int, signs: Signs) -> list[Line]:
    """Insights by their teasers, what happened there, what they said, what is to be done."""
    rows: list[Line] = []
    if view.insights:
        rows += [Line(), line(("INSIGHTS", "heading"))]
        rows += [_insight(insight, today) for insight in view.insights]
    if view.events:
        rows += [Line(), line(("WHAT HAPPENED THERE", "heading"))]
        recent = recent_event(view.events, today)
        if recent is not None:
            rows.append(line(("  ", ""), (happened(recent, today), "need")))
        for event in view.events:
            day = f"  {short_date(event.on, today):<12}"
            rows.append(
                line((day, "text"), (HAPPENED[event.kind], "text"), (f"  {event.text}", "dim"))
            )
    if view.feedback:
        rows += [Line(), line(("WHAT THEY SAID", "heading"))]
        for said in view.feedback:
            rows += [line((f"  {r}", "text")) for r in wrap(f"“{said.text}”", width - 2)]
            if said.change:
                sign = signs.done if said.changed else signs.planned
                style = "dim" if said.changed else "need"
                rows.append(line((f"  {sign} ", style), (" ".join(said.change.split()), "dim")))
    if view.tasks:
        rows += [Line(), line(("TO DO", "heading"))]
        rows += [
            line((f"  {task.text}", "text"), right=[(when(task.due_on, today), "channel")])
            if task.due_on
            else line((f"  {task.text}", "text"))
            for task in view.tasks
        ]
    return rows


def _insight(insight: Insight, today: date) -> Line:
    """The teaser; a told one is dim and says when."""
    if insight.used_on is not None:
        return line(
            (f"  {insight.teaser}", "dim"), (f" (told {short_date(insight.used_on, today)})", "dim")
        )
    said = " (kept back)" if insight.prepared else " (not prepared yet)"
    return line((f"  {insight.teaser or 'no teaser yet'}", "text"), (said, "dim"))


def _people(view: CompanyView, today: date, signs: Signs) -> list[Line]:
    rows = [Line(), line(("PEOPLE", "heading"))]
    for person in view.people:
        star = (f"{signs.star} ", "need") if person.starred else ("  ", "text")
        due = when(person.next_due, today) if person.next_due else ""
        place = ", ".join(filter(None, [spoken(person.role), person.title]))
        rows.append(
            line(star, (person.name, "strong"), (f"  {place}", "dim"), right=[(due, "channel")])
        )
    return rows


def _seat(view: CompanyView, width: int) -> list[Line]:
    """The seat clock: a share of early leavers, never a chance (S0.10)."""
    seat = view.seat
    assert seat is not None
    basis = "the other person's first day" if seat.basis == "started" else "the decision"
    text = (
        f"Day {seat.day} since {basis}. Of those who leave within six months, {seat.share:.2f} % had"
        " left by now (survey of over 1,000 people). It is not the chance that this seat reopens."
    )
    return [
        line(("SEAT CLOCK", "heading")),
        *(line((f"  {r}", "dim")) for r in wrap(text, width - 2)),
    ]


def _touches(view: CompanyView, today: date) -> list[Line]:
    past = [t for t in view.touches if t.done_on is not None][:12]
    if not past:
        return []
    rows = [Line(), line(("TOUCHES", "heading"))]
    for touch in past:
        day = short_date(touch.done_on, today) if touch.done_on else ""
        rows.append(
            line(
                (f"  {day:<12}", "text"),
                (f"{touch.contact}  ", "strong"),
                (f"{spoken(touch.channel)}, {spoken(touch.purpose)}", "dim"),
                right=[(spoken(touch.outcome or ""), "dim")],
            )
        )
    return rows
