"""Everything about one company, as lines to read."""

from __future__ import annotations

from datetime import date

from followup_tui.core.circle import inside_contact
from followup_tui.core.events import HAPPENED, happened, recent_event
from followup_tui.core.phrases import short_date, when
from followup_tui.core.records import Application, Insight, Opening
from followup_tui.core.words import Rank, spoken
from followup_tui.operations.views import CompanyView
from followup_tui.tui.company_circle import (
    check_rows,
    courage_rows,
    people_rows,
    plan_rows,
    seat_rows,
)
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
    rows += _about(view, width)
    if view.seat is not None:
        rows += seat_rows(view.seat, width, signs)
    rows += people_rows(view, today, width, signs)
    rows += plan_rows(view, today)
    if view.applications:
        rows += [Line(), line(("APPLICATIONS", "heading"))]
        for application in view.applications:
            rows += _application(application, today, width)
    if view.openings:
        rows += [Line(), line(("OPENINGS", "heading"))]
        rows += [_opening(opening, today) for opening in view.openings]
    if view.notes:
        rows += [Line(), line(("NOTES", "heading"))]
        rows += [line((f"  {spoken(n.kind):<13}", "need"), (n.text, "text")) for n in view.notes]
    rows += _material(view, today, width, signs)
    rows += _to_do(view, today)
    rows += check_rows(view.facts, signs)
    rows += courage_rows(view.facts.courage, width)
    rows += _touches(view, today)
    return rows


def _about(view: CompanyView, width: int) -> list[Line]:
    """My interest, the referral programme, and whether I am one of the first to think of."""
    company = view.company
    told = [
        ("need", view.facts.lead),
        ("text", f"my interest: {company.interest}" if company.interest else ""),
        ("text", f"referrals: {company.referral_programme}" if company.referral_programme else ""),
    ]
    return [
        line((f"  {row}", style)) for style, text in told if text for row in wrap(text, width - 2)
    ]


def _material(view: CompanyView, today: date, width: int, signs: Signs) -> list[Line]:
    """Insights by their teasers, what happened there, what they said."""
    rows: list[Line] = []
    if view.insights:
        rows += [Line(), line(("INSIGHTS", "heading"))]
        rows += [_insight(insight, view, today) for insight in view.insights]
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
    return rows


def _to_do(view: CompanyView, today: date) -> list[Line]:
    """Job alerts and when they were looked at; what is to be done besides touches (S4.19)."""
    rows: list[Line] = []
    if view.alerts:
        rows += [Line(), line(("JOB ALERTS", "heading"))]
        rows += [
            line(
                (f"  {alert.service}", "text"),
                (f"  {alert.query}", "dim"),
                right=[(f"looked {short_date(alert.looked_on, today)}", "dim")]
                if alert.looked_on
                else [],
            )
            for alert in view.alerts
        ]
    if view.tasks:
        rows += [Line(), line(("TO DO", "heading"))]
        rows += [
            line((f"  {task.text}", "text"), right=[(when(task.due_on, today), "channel")])
            if task.due_on
            else line((f"  {task.text}", "text"))
            for task in view.tasks
        ]
    return rows


def _insight(insight: Insight, view: CompanyView, today: date) -> Line:
    """The teaser, and who inside told it; one that I told is dim and says when (S1.25)."""
    inside = inside_contact(insight, view.people)
    told = [(f" from {inside.name}", "dim")] if inside is not None else []
    if insight.used_on is not None:
        return line(
            (f"  {insight.teaser}", "dim"),
            (f" (told {short_date(insight.used_on, today)})", "dim"),
            *told,
        )
    said = " (kept back)" if insight.prepared else " (not prepared yet)"
    return line((f"  {insight.teaser or 'no teaser yet'}", "text"), (said, "dim"), *told)


def _application(application: Application, today: date, width: int) -> list[Line]:
    """One run: decision, how far it went, where I stood, and why not as far as it is known."""
    decided = f" {short_date(application.decided_on, today)}" if application.decided_on else ""
    more = [
        f"{spoken(application.decision)}{decided}",
        spoken(application.stage) if application.stage else "",
        f"my rank: {spoken(application.rank)}" if application.rank is not Rank.UNKNOWN else "",
    ]
    rows = [
        line(
            (f"  {application.role or 'a job'}", "text"),
            (f"  {', '.join(filter(None, more))}", "dim"),
        )
    ]
    if application.reason:
        rows += [line((f"    {r}", "dim")) for r in wrap(application.reason, width - 4)]
    return rows


def _opening(opening: Opening, today: date) -> Line:
    """A vacancy; one without a link was heard of before anybody advertised it (S1.36)."""
    more = [opening.department, short_date(opening.on, today) if opening.on else ""]
    if not opening.url:
        more.append("not seen advertised yet")
    return line((f"  {opening.title}", "text"), (f"  {', '.join(filter(None, more))}", "dim"))


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
