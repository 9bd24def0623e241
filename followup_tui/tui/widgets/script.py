"""Pane 3: the script with marks where something is to be said of it, and the place to edit it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from followup_tui.core.records import Draft, Used
from followup_tui.core.words import spoken
from followup_tui.tui.empty import Empty, nothing
from followup_tui.tui.lines import Line, Span, line, wrap
from followup_tui.tui.widgets.checks import (
    LEVELS,
    Checks,
    check_rows,
    each_once,
    gravest_first,
    level_sign,
)
from followup_tui.tui.widgets.frame import Framed
from followup_tui.tui.widgets.pane import LinePane, frame_title

if TYPE_CHECKING:
    from followup_tui.operations.drafting import Script
    from followup_tui.operations.sayable import Completion
    from followup_tui.scripts.checking import Finding
    from followup_tui.scripts.meter import Limit
    from followup_tui.tui.widgets.script_editor import ScriptEditor

_GAP = re.compile(r"(\[[a-z]+\?\])")
_MARGIN = 2
"""Cells left of the text for the signs of findings: the words stand above those of the checks."""


class ScriptText(LinePane):
    """The words as they will be said, with what is missing standing out."""

    def __init__(self) -> None:
        super().__init__(id="script-text")
        self._script: Script | None = None
        self.saved: Draft | None = None
        """Words that stand while there is no script yet."""
        self._empty: Empty = nothing
        self._limits: Mapping[str, Limit] = {}
        self._current: Finding | None = None
        self._foot: Sequence[Line] = ()
        """What the checks say, at the bottom whatever is scrolled above it."""
        self._foot_marked = range(0)

    def show(
        self,
        script: Script | None,
        limits: Mapping[str, Limit],
        empty: Empty = nothing,
        current: Finding | None = None,
    ) -> None:
        """Show a script and how it stands; the row of the `current` finding is kept in sight."""
        changed = (
            script is None or self._script is None or (script.contact_id != self._script.contact_id)
        )
        self._script, self._limits, self._empty, self._current = script, limits, empty, current
        self.saved = None
        if changed:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()
        if current is not None:
            self.keep_in_sight(self._marked)

    def show_saved(self, saved: Draft | None) -> None:
        """Show the bare words of a draft."""
        self._script, self._empty, self.saved = None, nothing, saved
        self.redraw()

    def redraw(self) -> None:
        if not self.has_room():
            return
        width = max(self.inner_width - _MARGIN, 1)
        if self._script is not None:
            self._draw_script(self._script, width)
            return
        self._foot, self._foot_marked = (), range(0)
        if self.saved is None:
            self.set_rows([_indented(row) for row in self._empty(width)])
            return
        body, _ = _body_rows(self.saved.body, width)
        said = [Line((("  ", ""), *_spans(words))) for words in body]
        self.set_rows([*_subject_rows(self.saved.subject, width), *said])

    def _draw_script(self, script: Script, width: int) -> None:
        rows = [*self._above(script, width)]
        above = len(rows)
        body, places = _body_rows(script.body, width)
        marks = _marks(script.findings, places)
        for number, words in enumerate(body):
            finding = marks.get(number)
            sign = (
                ("  ", "")
                if finding is None
                else (f"{level_sign(finding.level, self.signs)} ", LEVELS[finding.level])
            )
            rows.append(Line((sign, *_spans(words))))
        here = _row_of(self._current, places) if self._current is not None else None
        marked = range(0) if here is None else range(above + here, above + here + 1)
        foot, self._foot_marked = check_rows(
            script, self._limits, self._current, self.content_size.width, self.signs
        )
        self._foot = foot[: max(self.content_size.height // 2, 1)]
        self.set_rows(rows, marked, below=len(self._foot))

    @property
    def window(self) -> int:
        return self.content_size.height - len(self._foot)

    def at(self, y: int) -> tuple[Line | None, str]:
        place = y - self.window
        if place < 0:
            return super().at(y)
        return self._foot[place], "rested" if place in self._foot_marked else ""

    def _above(self, script: Script, width: int) -> list[Line]:
        """Hard news to know before speaking, then the subject."""
        rows: list[Line] = []
        for news in script.hard:
            said = wrap(news, max(width, 10))
            rows.append(line((f"{self.signs.warning} ", "past"), (said[0], "past")))
            rows += [line(("  ", ""), (row, "past")) for row in said[1:]]
        if script.hard:
            rows.append(Line())
        return rows + _subject_rows(script.subject, width)


class ScriptPane(Vertical, Framed):
    """The frame around text, editor and checks."""

    @dataclass
    class Typed(Message):
        """The text was changed while editing."""

        body: str

    @dataclass
    class Left(Message):
        """Editing ended."""

        script: Script
        """Whose words they were, whoever is shown by now."""
        body: str
        told: tuple[Used, ...] = ()
        """The material that was put in by hand."""

    def __init__(self) -> None:
        super().__init__(id="script")
        self.script: Script | None = None
        self.limits: Mapping[str, Limit] = {}
        """How long a script may be on each channel."""
        self._current: Finding | None = None
        self._blank: Strip | None = None

    def compose(self) -> ComposeResult:
        yield ScriptText()
        yield Checks()

    @property
    def text(self) -> ScriptText:
        """The reading view."""
        return self.query_one(ScriptText)

    @property
    def editing(self) -> bool:
        """Whether letters type."""
        return self.has_class("-editing")

    def show(self, script: Script | None, empty: Empty = nothing) -> None:
        """Show a script; what is being typed is left alone."""
        self.script = script
        if script is None or self._current not in script.findings:
            self._current = None
        if not self.editing:
            self.text.show(script, self.limits, empty, self._current)
        self.show_checks(script)

    def show_saved(self, saved: Draft | None) -> None:
        """Show words that were kept, before scripts can be measured and checked."""
        self.script = None
        self.text.show_saved(saved)
        self._title(saved)

    def line_at(self, y: int) -> Strip:
        """Bare: the text stands upon it."""
        if self._blank is None:
            self._blank = self.in_frame(Strip.blank(self.content_size.width, self.rich_style))
        return self._blank

    def forget_lines(self) -> None:
        super().forget_lines()
        self._blank = None

    def show_checks(self, script: Script | None) -> None:
        """Show measure and findings of a script, also while it is typed."""
        if script is None or self._current not in script.findings:
            self._current = None
        if self.editing:
            self.query_one(Checks).show(script, self.limits, self._current)
        editor = self._existing_editor() if self.editing else None
        if editor is not None:
            editor.mark(script.findings if script is not None else ())
        self._title(script)
        if script is None:
            self.remark(None)
            return
        whose = ["your words"] if script.edited else []
        if script.wordings > 1 and not script.edited:
            whose = [f"wording {script.wording + 1} of {script.wordings}"]
        parts = [*whose, f"{script.words} words", f"{script.seconds} s"]
        self.remark(f" {self.text.signs.separator} ".join(parts))

    def _title(self, words: Script | Draft | None) -> None:
        what = ""
        if words is not None:
            separator = self.text.signs.separator
            what = f"{spoken(words.channel)} {separator} {spoken(words.purpose)}"
        self.caption(frame_title(self, what))

    def on_resize(self) -> None:
        self._title(self.script or self.text.saved)

    def next_finding(self) -> Finding | None:
        """Go to the next finding, round the end; None without any.

        While reading the gravest comes first; while editing, what stands behind the cursor.
        """
        editor = self._existing_editor() if self.editing else None
        findings = each_once(self.script.findings) if self.script is not None else []
        if editor is None:
            findings = gravest_first(findings)
        if not findings:
            return None
        place = findings.index(self._current) + 1 if self._current in findings else 0
        if editor is not None:
            place = editor.next_place([(f.line, f.column) for f in findings], self._current is None)
        self._current = findings[place % len(findings)]
        if editor is not None:
            editor.go_to(self._current.line, self._current.column)
        else:
            self.text.show(self.script, self.limits, current=self._current)
        self.show_checks(self.script)
        return self._current

    async def start_editing(self, completions: Sequence[Completion] = ()) -> None:
        """Let letters type, at the finding that was gone to, else behind the last word.

        The editor is made the first time it is wanted.
        """
        if self.script is None:
            return
        editor = await self._editor()
        editor.begin(self.script.body, completions)
        editor.mark(self.script.findings)
        if self._current is not None:
            editor.go_to(self._current.line, self._current.column)
        else:
            editor.move_cursor(editor.document.end)
        self.add_class("-editing")
        self.query_one(Checks).show(self.script, self.limits, self._current)
        # At once: the next letter may be under way already.
        self.screen.set_focus(editor)

    def insert(self, words: str, used: Used | None) -> None:
        """Put words at the cursor of the editor, and remember what they were made of."""
        editor = self._existing_editor()
        if editor is not None and self.editing:
            editor.insert_words(words, used)

    def to_end(self) -> None:
        """The cursor of the editor behind the last word."""
        editor = self._existing_editor()
        if editor is not None:
            editor.move_cursor(editor.document.end)

    def told(self) -> tuple[Used, ...]:
        """The material that was put in by hand and whose words still stand in the editor."""
        editor = self._existing_editor()
        return editor.told() if editor is not None and self.editing else ()

    def stop_editing(self) -> None:
        """Back to reading."""
        if self.editing:
            self._end_editing()
            self.screen.set_focus(self.text)

    def close_editor(self) -> None:
        """Somebody else is to be shown: the words typed so far are no longer the pane's."""
        self.remove_class("-editing")

    def _end_editing(self) -> None:
        editor, script = self._existing_editor(), self.script
        self.remove_class("-editing")
        if editor is not None and script is not None:
            self.post_message(self.Left(script, editor.text, editor.told()))

    def typed(self) -> str | None:
        """What stands in the editor while editing."""
        editor = self._existing_editor()
        return editor.text if editor is not None and self.editing else None

    def _existing_editor(self) -> ScriptEditor | None:
        found = self.query("#script-editor")
        return found.first() if found else None  # type: ignore[return-value]

    async def _editor(self) -> ScriptEditor:
        existing = self._existing_editor()
        if existing is not None:
            return existing
        # It brings a parser along that reading does not need.
        from followup_tui.tui.widgets.script_editor import ScriptEditor

        editor = ScriptEditor()
        await self.mount(editor, before=self.query_one(Checks))
        return editor

    @on(events.Key)
    def leave_on_escape(self, event: events.Key) -> None:
        """Escape ends editing; it must not reach the text."""
        if self.editing and event.key == "escape":
            event.stop()
            self.stop_editing()

    @on(events.DescendantBlur)
    def leave_with_the_keys(self) -> None:
        """Another pane has the keys: an editor left open would no longer be heard."""
        if self.editing and self.screen.focused not in (None, self._existing_editor()):
            self._end_editing()

    def on_text_area_changed(self, event: ScriptEditor.Changed) -> None:
        """Tell the screen what was typed."""
        event.stop()
        if self.editing:
            self.post_message(self.Typed(event.text_area.text))


def _indented(row: Line) -> Line:
    return Line((("  ", ""), *row.left), row.right, row.fill) if row.left else row


def _subject_rows(subject: str, width: int) -> list[Line]:
    if not subject:
        return []
    return [*(line(("  ", ""), (row, "strong")) for row in wrap(subject, width)), Line()]


def _body_rows(body: str, width: int) -> tuple[list[str], list[list[tuple[int, int]]]]:
    """The rows of a text, and of each of its lines the rows with the columns they begin at, from 1."""
    rows: list[str] = []
    places: list[list[tuple[int, int]]] = []
    for text in body.split("\n"):
        wrapped = wrap(text, width)
        column, here = 1, []
        for row in wrapped:
            here.append((len(rows), column))
            rows.append(row)
            column += len(row) + 1
        places.append(here)
    return rows, places


def _row_of(finding: Finding, places: Sequence[Sequence[tuple[int, int]]]) -> int | None:
    if not 1 <= finding.line <= len(places):
        return None
    return [row for row, column in places[finding.line - 1] if column <= max(finding.column, 1)][-1]


def _marks(
    findings: Sequence[Finding], places: Sequence[Sequence[tuple[int, int]]]
) -> dict[int, Finding]:
    """The gravest finding of each row that has any."""
    marks: dict[int, Finding] = {}
    for finding in gravest_first(findings):
        row = _row_of(finding, places)
        if row is not None:
            marks.setdefault(row, finding)
    return marks


def _spans(row: str) -> tuple[Span, ...]:
    return tuple(
        (part, "gap" if _GAP.fullmatch(part) else "text") for part in _GAP.split(row) if part
    )
