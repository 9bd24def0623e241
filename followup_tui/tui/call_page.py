"""The call brief as rows: the four questions, what is kept back, their last words, what I learned."""

from __future__ import annotations

from datetime import date

from followup_tui.core.phrases import ago, short_date
from followup_tui.core.records import Insight
from followup_tui.core.words import Origin
from followup_tui.operations.calling import CallBrief
from followup_tui.tui.lines import Line, line, wrap
from followup_tui.tui.theme import Signs

_KEPT = {
    Origin.CONFIDENCE: "told in confidence: it stays with you",
    Origin.INTERVIEW: "heard in an interview: it stays with you",
}


def brief_rows(brief: CallBrief, today: date, width: int, signs: Signs) -> list[Line]:
    """What to have before one's eyes, in the order of need."""
    rows: list[Line] = []
    for warning in filter(None, (brief.hours_warning, brief.length_advice)):
        rows += _hanging(f"{signs.warning} ", "need", warning, width)
        rows.append(Line())
    rows += _checks(brief, width, signs)
    if brief.last_words:
        said_on = f"  {ago(brief.last_words_on, today)}" if brief.last_words_on else ""
        rows += [Line(), line(("THEIR LAST WORDS", "heading"), (said_on, "dim"))]
        rows += _text(f"“{brief.last_words}”", width)
    for insight in brief.insights:
        rows += [Line(), *_insight(insight, width)]
    if brief.gains:
        rows += [Line(), line(("NEW SINCE YOU LAST SPOKE", "heading"))]
        for gain in brief.gains:
            said = f"{gain.text}, {short_date(gain.on, today)}"
            rows += _hanging(f"{signs.note} ", "dim", said, width)
    return rows


def _checks(brief: CallBrief, width: int, signs: Signs) -> list[Line]:
    rows: list[Line] = [line(("BEFORE YOU CALL", "heading"))]
    for check in brief.checks:
        sign, style = (signs.done, "fine") if check.ok else (signs.note, "need")
        rows.append(line((f"{sign} ", style), (check.topic, "strong")))
        rows += [line((f"  {row}", "dim")) for row in wrap(check.text, width - 2)]
    return rows


def _insight(insight: Insight, width: int) -> list[Line]:
    kept = _KEPT.get(insight.origin, "the teaser may be said, the rest waits for the talk")
    rows = [line(("INSIGHT", "heading")), *_text(insight.teaser, width, "strong")]
    rows += [*_text(kept, width, "dim"), *_text(insight.body, width)]
    if insight.analysis.strip():
        rows += [line(("Your analysis", "channel")), *_text(insight.analysis, width)]
    return rows


def _text(text: str, width: int, style: str = "text") -> list[Line]:
    return [line((row, style)) for row in wrap(text, width)]


def _hanging(sign: str, style: str, text: str, width: int) -> list[Line]:
    first, *more = wrap(text, width - len(sign))
    ink = style if style != "dim" else "text"
    return [
        line((sign, style), (first, ink)),
        *(line((" " * len(sign), ""), (row, ink)) for row in more),
    ]
