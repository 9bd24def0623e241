"""How a piece of stored material is drawn: what may be said, and in a quiet frame what is kept back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from followup_tui.core.events import HAPPENED, recent_event
from followup_tui.core.phrases import listed, short_date, when
from followup_tui.core.records import CompanyEvent, Gain, Insight, Story, Task
from followup_tui.core.themes import Theme
from followup_tui.core.words import InsightKind, Origin, spoken
from followup_tui.operations.feedback import Voice
from followup_tui.operations.stories import PARTS
from followup_tui.tui.lines import Line, Span, line, wrap
from followup_tui.tui.theme import Signs

_MOST = 8
"""Rows of one text: an entry must fit under its heading, and the form shows the rest."""


_ORIGINS = {
    Origin.OWN: "my own work",
    Origin.CONFIDENCE: "in confidence",
    Origin.INTERVIEW: "from an interview",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What rows are drawn for."""

    today: date
    width: int
    signs: Signs


def insight_rows(insight: Insight, page: Page) -> list[Line]:
    """The teaser as it may be said, the body and what I make of it in a frame below."""
    style = "dim" if insight.used_on else "strong"
    state = "" if insight.prepared else "not prepared yet"
    kind = "" if insight.kind is InsightKind.OTHER else spoken(insight.kind)
    right = _right(kind, _ORIGINS.get(insight.origin, ""), state, _told(insight.used_on, page))
    rows = _headed(insight.teaser or "no teaser yet", style, right, page)
    texts = [insight.body] if insight.body else []
    texts += [f"My brief: {insight.analysis}"] if insight.analysis else []
    return rows + (_frame("kept back", texts, page) if texts else [])


def story_rows(story: Story, page: Page) -> list[Line]:
    """The title and the four parts."""
    style = "dim" if story.used_on else "strong"
    right = _right(", ".join(story.tags), _told(story.used_on, page))
    rows = _headed(story.title, style, right, page)
    for part in PARTS:
        text = _rows(getattr(story, part), page.width - 13)
        rows.append(line((f"  {part:<11}", "dim"), (text[0], "text")))
        rows += [line((" " * 13, ""), (more, "text")) for more in text[1:]]
    return rows


def gain_rows(gain: Gain, closes: str, page: Page) -> list[Line]:
    """When, what, and the gap it closes."""
    style = "dim" if gain.used_on else "text"
    right = _right(spoken(gain.kind), _told(gain.used_on, page))
    day = f"{short_date(gain.on, page.today):<12}"
    first, *more = _rows(gain.text, page.width - 12 - _width(right) - 1)
    rows = [line((day, "dim"), (first, style), right=right)]
    rows += [line((" " * 12, ""), (text, style)) for text in more]
    if closes:
        rows.append(line((" " * 12, ""), (f"closes the gap at {closes}", "fine")))
    return rows


def feedback_rows(voice: Voice, page: Page) -> list[Line]:
    """Their words, who said them, and what I make of it."""
    said = voice.feedback
    who = ", ".join(filter(None, (voice.by, voice.company)))
    rows = [line((who, "strong"), right=[(short_date(said.on, page.today), "dim")])]
    rows += [line((f"  {row}", "text")) for row in _rows(f"“{said.text}”", page.width - 2)]
    if said.change:
        sign, style = (page.signs.done, "dim") if said.changed else (page.signs.planned, "need")
        first, *more = _rows(said.change, page.width - 4)
        rows.append(line((f"  {sign} ", style), (first, "dim" if said.changed else "text")))
        rows += [line((f"    {row}", "dim" if said.changed else "text")) for row in more]
    return rows


def task_rows(task: Task, about: str, page: Page) -> list[Line]:
    """What, when and about whom; done ones are dim with their day."""
    now = task.due_on is not None and task.due_on <= page.today
    if task.done_on is not None:
        style, sign, day = "dim", page.signs.done, f"done {short_date(task.done_on, page.today)}"
    else:
        style, sign = "text", page.signs.planned
        day = when(task.due_on, page.today) if task.due_on else ""
    right = _right(about, day)
    mark = "need" if now and task.done_on is None else "dim"
    first, *more = _rows(task.text, page.width - 3 - _width(right))
    rows = [line((f"{sign} ", mark), (first, style), right=right)]
    return rows + [line((f"  {row}", style)) for row in more]


def event_rows(event: CompanyEvent, events: Iterable[CompanyEvent], page: Page) -> list[Line]:
    """What happened; the one that still raises the priority of the people there stands out."""
    recent = recent_event(events, page.today)
    style = "need" if event == recent else "text"
    day = f"{short_date(event.on, page.today):<12}"
    rows = [line((day, "dim"), (HAPPENED[event.kind], style))]
    if event.text:
        rows += [line((" " * 12, ""), (row, "dim")) for row in _rows(event.text, page.width - 12)]
    return rows


def theme_rows(themes: Sequence[Theme], page: Page) -> list[Line]:
    """What several employers said alike, and who they were."""
    if not themes:
        return []
    rows = [line(("SAID BY SEVERAL", "heading"))]
    wide = max(cell_len(theme.words) for theme in themes)
    for theme in themes:
        said_by = f"  {listed(list(theme.said_by))}"
        gap = " " * (wide - cell_len(theme.words))
        rows.append(line((f"  {theme.words}{gap}", "text"), (said_by, "dim")))
    return rows


def _headed(text: str, style: str, right: list[Span], page: Page) -> list[Line]:
    first, *more = wrap(" ".join(text.split()), max(page.width - _width(right) - 1, 10))
    return [line((first, style), right=right), *(line((row, style)) for row in more)]


def _frame(label: str, texts: Sequence[str], page: Page) -> list[Line]:
    """Texts in a box that stands back; plain letters take the place of its corners where wanted."""
    rule, rail = page.signs.rule, page.signs.rail
    inner = max(page.width - 6, 10)
    rows = [
        line(
            ("  ╭", "rail"),
            (f"{rule} ", "rail"),
            (label, "dim"),
            (" ", ""),
            (rule * (inner - len(label) - 1) + "╮", "rail"),
        )
    ]
    for text in texts:
        for row in _rows(text, inner):
            blank = " " * (inner - cell_len(row))
            rows.append(line((f"  {rail} ", "rail"), (row + blank, "dim"), (f" {rail}", "rail")))
    rows.append(line((f"  ╰{rule * (inner + 2)}╯", "rail")))
    return rows


def _rows(text: str, width: int) -> list[str]:
    """A text in a few rows; what is left out shows as an ellipsis."""
    rows = [row for row in wrap(text, max(width, 10)) if row.strip()] or [""]
    return rows if len(rows) <= _MOST else [*rows[: _MOST - 1], "…"]


def _told(used_on: date | None, page: Page) -> str:
    return f"told {short_date(used_on, page.today)}" if used_on else ""


def _right(*parts: str) -> list[Span]:
    said = "  ".join(part for part in parts if part)
    return [(said, "dim")] if said else []


def _width(spans: list[Span]) -> int:
    return sum(cell_len(text) for text, _ in spans)
