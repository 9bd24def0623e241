"""Figures on one page: answers and conversations, each with what it rests on."""

from __future__ import annotations

from typing import Any

import click

from followup_tui.cli.globals import open_here
from followup_tui.cli.group import Command
from followup_tui.cli.options import Number, as_json
from followup_tui.cli.printing import heading, line, show_json, table
from followup_tui.core.phrases import count, short_date
from followup_tui.core.stats import Rate
from followup_tui.core.words import Standing, spoken
from followup_tui.operations.figures import DAYS, Figures, figures


@click.command(cls=Command, short_help="See answers and conversations in figures.")
@click.option("--days", type=Number(7, 3660), default=DAYS, help="How far back; half a year.")
@as_json
def stats(days: int, as_json: bool) -> None:
    """See what came back: answers, conversations, how long they took, and by which way.

    Every figure says what it rests on; a rate comes with the bounds it probably lies between.
    """
    found = figures(open_here(), days)
    show_json(_shape(found)) if as_json else _page(found)


def _page(found: Figures) -> None:
    stats = found.stats
    span = f"{short_date(stats.first, stats.last)} to {short_date(stats.last)}"
    line((span, "dim"))
    answered = count(stats.people_who_answered, "person", "people")
    line((count(stats.answers, "answer"), "name"), f" from {answered}", indent=2)
    line((count(stats.conversations, "conversation"), "name"), indent=2)
    line((f"{count(stats.touches, 'touch', 'touches')} of yours count", "dim"), indent=2)
    for title, rates in (("By form", stats.by_channel), ("By purpose", stats.by_purpose)):
        if rates:
            heading(title)
            table([_rate(r) for r in rates])
    heading("Time to an answer")
    line(stats.waiting.why, indent=2)
    heading("From a no to a conversation")
    table([((str(s.people), "name"), s.name, (s.why, "dim")) for s in stats.path])
    heading("Where your touches went")
    line(found.effort.why, indent=2)
    table([((str(number), "name"), name) for name, number in found.effort.companies[:8]])
    if any(mark.people for mark in found.course):
        heading("How your stars stood")
        table([(short_date(m.on), _standings(m.people)) for m in found.course])


def _rate(rate: Rate) -> tuple[Any, ...]:
    share = f"{round(100 * rate.share)} %"
    return ((share, "name"), spoken(rate.name), (rate.why, "dim"))


def _standings(people: dict[Standing, int]) -> str:
    said = [f"{people[s]} {s.replace('-', ' ')}" for s in Standing if people.get(s)]
    return ", ".join(said) or "nobody starred yet"


def _shape(found: Figures) -> dict[str, Any]:
    stats = found.stats
    return {
        "from": stats.first.isoformat(),
        "to": stats.last.isoformat(),
        "answers": stats.answers,
        "people_who_answered": stats.people_who_answered,
        "conversations": stats.conversations,
        "touches": stats.touches,
        "days": [
            {"on": d.on.isoformat(), "touches": d.touches, "answers": d.answers}
            for d in stats.days
            if d.touches or d.answers
        ],
        "by_channel": [_rate_shape(r) for r in stats.by_channel],
        "by_purpose": [_rate_shape(r) for r in stats.by_purpose],
        "time_to_answer": {
            "answers": stats.waiting.answers,
            "median_days": stats.waiting.middle,
            "quartiles": [stats.waiting.early, stats.waiting.late],
            "why": stats.waiting.why,
        },
        "effort": {
            "days": found.effort.days,
            "one_sided": found.effort.one_sided,
            "why": found.effort.why,
            "companies": [{"company": n, "touches": k} for n, k in found.effort.companies],
        },
        "path": [{"step": s.name, "people": s.people, "why": s.why} for s in stats.path],
        "standing": [
            {"on": m.on.isoformat(), "people": {str(k): v for k, v in m.people.items()}}
            for m in found.course
        ],
    }


def _rate_shape(rate: Rate) -> dict[str, Any]:
    return {
        "name": rate.name,
        "sent": rate.sent,
        "answered": rate.answered,
        "share": round(rate.share, 4),
        "low": round(rate.low, 4),
        "high": round(rate.high, 4),
        "why": rate.why,
    }
