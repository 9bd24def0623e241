"""The figures of half a year, as lines to read: answers first, a calm calendar, rates with their doubt."""

from __future__ import annotations

from datetime import date, timedelta

from followup_tui.core.phrases import MONTHS, count, short_date
from followup_tui.core.stats import Day, Rate, Stats
from followup_tui.core.words import Standing, spoken
from followup_tui.operations.figures import Figures, Mark
from followup_tui.tui.lines import Line, Span, line, wrap
from followup_tui.tui.theme import Signs

_LABEL = 29
_TRACK = 24


def stats_rows(found: Figures, width: int, signs: Signs) -> list[Line]:
    """Everything the statistics screen shows, top to bottom."""
    stats = found.stats
    people = count(stats.people_who_answered, "person", "people")
    rows = [
        line(
            (count(stats.answers, "answer"), "accent"),
            (f" from {people}   ", "text"),
            (count(stats.conversations, "conversation"), "strong"),
        ),
        line((f"{count(stats.touches, 'counted touch', 'counted touches')} of yours", "dim")),
        Line(),
        *_calendar(stats.days, width, signs),
    ]
    for heading, rates in (
        ("ANSWERED, BY FORM", stats.by_channel),
        ("BY PURPOSE", stats.by_purpose),
    ):
        if rates:
            rows += [Line(), line((heading, "heading"))]
            rows += [row for rate in rates for row in _rate(rate, width, signs)]
    rows += [Line(), line(("TIME TO AN ANSWER", "heading"))]
    rows += [line((f"  {text}", "text")) for text in wrap(stats.waiting.why, width - 2)]
    rows += [Line(), line(("FROM A NO TO A CONVERSATION", "heading")), *_path(stats, signs)]
    rows += [Line(), line(("WHERE YOUR TOUCHES WENT", "heading"))]
    style = "need" if found.effort.one_sided else "text"
    rows += [line((f"  {text}", style)) for text in wrap(found.effort.why, width - 2)]
    rows += [
        line((f"  {number:>4}  ", "strong"), (name, "text"))
        for name, number in found.effort.companies[:8]
    ]
    if any(mark.people for mark in found.course):
        rows += [Line(), line(("HOW YOUR STARS STOOD", "heading"))]
        rows += [_mark(mark) for mark in found.course]
    return rows


def _calendar(days: tuple[Day, ...], width: int, signs: Signs) -> list[Line]:
    """Weeks as columns, working days as rows: what came back stands out, quiet days stay quiet."""
    by_day = {day.on: day for day in days}
    last = days[-1].on
    room = max((width - 6) // 2, 1)
    end = last - timedelta(days=last.weekday())
    weeks = min(room, (end - days[0].on).days // 7 + 1)
    mondays = [end - timedelta(days=7 * n) for n in reversed(range(weeks))]
    rows = [_months(mondays)]
    shown = [d for d in range(7) if d < 5 or _busy(by_day, mondays, d)]
    for weekday in shown:
        spans: list[Span] = [(f"  {_NAMES[weekday]} ", "dim")]
        for monday in mondays:
            spans.append(_cell(by_day.get(monday + timedelta(days=weekday)), signs))
        rows.append(line(*spans))
    rows.append(
        line(
            ("      ", ""),
            (f"{signs.planned} ", "accent"),
            ("they answered   ", "dim"),
            (f"{signs.met} ", "text"),
            ("you were in touch", "dim"),
        )
    )
    return rows


_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _busy(by_day: dict[date, Day], mondays: list[date], weekday: int) -> bool:
    days = (by_day.get(m + timedelta(days=weekday)) for m in mondays)
    return any(d is not None and (d.touches or d.answers) for d in days)


def _cell(day: Day | None, signs: Signs) -> Span:
    if day is None:
        return ("  ", "")
    if day.answers:
        return (f"{signs.planned} ", "accent")
    return (f"{signs.met} ", "text") if day.touches else (f"{signs.note} ", "rail")


def _months(mondays: list[date]) -> Line:
    text = ""
    for number, monday in enumerate(mondays):
        begins = number == 0 or mondays[number - 1].month != monday.month
        if begins and len(text) <= 2 * number:
            text = text.ljust(2 * number) + MONTHS[monday.month - 1][:3] + " "
    return line((f"      {text}", "dim"))


def _rate(rate: Rate, width: int, signs: Signs) -> list[Line]:
    """A track from nothing to all: the bounds as a bar, the share as a point on it."""
    share = f"{round(100 * rate.share):>3} % "
    spans: list[Span] = [(f"  {spoken(rate.name):<{_LABEL}}", "text"), (share, "strong")]
    if width >= 80:
        spans += _track(rate, signs)
    return [line(*spans, (f"  {rate.answered} of {rate.sent}", "dim"))]


def _track(rate: Rate, signs: Signs) -> list[Span]:
    low, high = round(rate.low * (_TRACK - 1)), round(rate.high * (_TRACK - 1))
    point = min(max(round(rate.share * (_TRACK - 1)), low), high)
    return [
        (signs.note * low, "rail"),
        (signs.full * (point - low), "bar-rest"),
        (signs.planned, "accent"),
        (signs.full * (high - point), "bar-rest"),
        (signs.note * (_TRACK - 1 - high), "rail"),
    ]


def _path(stats: Stats, signs: Signs) -> list[Line]:
    most = max((step.people for step in stats.path), default=0)
    rows = []
    for step in stats.path:
        size = round(step.people * 16 / most) if most else 0
        bar = signs.full * max(size, 1 if step.people else 0)
        rows.append(
            line(
                (f"  {step.people:>4}  ", "strong"),
                (f"{bar:<17}", "bar"),
                (f"{step.name}  ", "text"),
                (step.why, "dim"),
            )
        )
    return rows


def _mark(mark: Mark) -> Line:
    said = [f"{mark.people[s]} {s.replace('-', ' ')}" for s in Standing if mark.people.get(s)]
    return line((f"  {short_date(mark.on):<8}", "dim"), (", ".join(said) or "nobody yet", "text"))


FOOT = "a bar holds the true rate 19 times of 20 · esc close"
"""What the bars mean, for the frame."""
