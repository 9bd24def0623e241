"""What a template would say to somebody, as rows to read."""

from __future__ import annotations

import re

from textual.content import Content

from followup_tui.operations.template_preview import Preview
from followup_tui.tui.lines import Line, Span, line, wrap
from followup_tui.tui.widgets.checks import LEVELS, each_once, level_sign
from followup_tui.tui.widgets.pane import LinePane

_GAP = re.compile(r"(\[[a-z_]+\?\])")


class Rendered(LinePane, can_focus=False):
    """Subject, words and remarks; while the source is wrong the last words stay, dim."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._preview = Preview()
        self._stale = False
        self._flaws: list[tuple[str, str]] = []
        self._foot = ""

    def show(self, preview: Preview, *, framed: bool = True) -> None:
        """Show what was rendered; without a frame around it, size and faults stand among the rows."""
        readable = bool(preview.body or preview.subject)
        self._foot = "" if framed or not readable else self._measured(preview)
        self._stale = framed and not readable and bool(self._preview.body)
        if not self._stale:
            self._preview = preview
        flaws = () if framed or readable else preview.flaws
        self._flaws = [(f"line {flaw.line}: ", flaw.message) for flaw in flaws]
        self.border_subtitle = Content(self._measured(preview)) if readable else None
        self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def _measured(self, preview: Preview) -> str:
        dot = self.signs.separator
        turn = f"wording {preview.wording + 1} of {preview.wordings}"
        size = f"{preview.words} words {dot} {preview.seconds} s"
        return f"{turn} {dot} {size}" if preview.wordings > 1 else size

    def redraw(self) -> None:
        shown, width = self._preview, max(self.inner_width, 10)
        tone = "dim" if self._stale else "text"
        rows: list[Line] = []
        for place, message in self._flaws:
            rows += self._remark(self.signs.lost, "past", place + message)
        if shown.subject:
            rows += [
                line((r, "dim" if self._stale else "strong")) for r in wrap(shown.subject, width)
            ]
            rows.append(Line())
        rows += [Line(_spans(row, tone)) for row in wrap(shown.body, width)] if shown.body else []
        findings = () if self._stale else shown.findings
        if findings or self._foot:
            rows.append(Line(fill=self.signs.rule))
        if self._foot:
            rows.append(line((self._foot, "dim")))
        for finding in each_once(findings):
            rows += self._remark(
                level_sign(finding.level, self.signs), LEVELS[finding.level], finding.message
            )
        self.set_rows(rows)

    def _remark(self, sign: str, style: str, message: str) -> list[Line]:
        said = wrap(message, max(self.inner_width - 2, 10))
        first = line((f"{sign} ", style), (said[0], "text"))
        return [first, *(line(("  ", ""), (row, "text")) for row in said[1:])]


def _spans(row: str, tone: str) -> tuple[Span, ...]:
    return tuple(
        (part, "gap" if _GAP.fullmatch(part) else tone) for part in _GAP.split(row) if part
    )
