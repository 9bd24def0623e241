"""Pane 3: the script, what the checks say of it, and the place to edit it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from followup_tui.core.words import Channel, Level, spoken
from followup_tui.tui.empty import Empty, nothing
from followup_tui.tui.lines import Line, Span, line, wrap
from followup_tui.tui.widgets.pane import LinePane, frame_title

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from followup_tui.operations.drafting import Script
    from followup_tui.scripts.checking import Finding

_GAP = re.compile(r"(\[[a-z]+\?\])")
_LEVELS = {Level.ERROR: "past", Level.WARNING: "need", Level.INFO: "dim"}
_FINDING_ROWS = 6


class ScriptText(LinePane):
    """The words as they will be said, with what is missing standing out."""

    def __init__(self) -> None:
        super().__init__(id="script-text")
        self._script: Script | None = None
        self._empty: Empty = nothing

    def show(self, script: Script | None, empty: Empty = nothing) -> None:
        changed = (
            script is None or self._script is None or (script.contact_id != self._script.contact_id)
        )
        self._script, self._empty = script, empty
        if changed:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def redraw(self) -> None:
        script = self._script
        if script is None:
            self.set_rows(self._empty(self.inner_width))
            return
        rows: list[Line] = []
        for news in script.hard:
            said = wrap(news, max(self.inner_width - 2, 10))
            rows.append(line((f"{self.signs.warning} ", "past"), (said[0], "past")))
            rows += [line(("  ", ""), (row, "past")) for row in said[1:]]
        if script.hard:
            rows.append(Line())
        if script.subject:
            for row in wrap(script.subject, self.inner_width):
                rows.append(line((row, "strong")))
            rows.append(Line())
        rows += [Line(_spans(row)) for row in wrap(script.body, self.inner_width)]
        self.set_rows(rows)


class Checks(LinePane, can_focus=False):
    """Length, gaps and remarks, in a few rows under the script."""

    def __init__(self) -> None:
        super().__init__(id="script-checks")
        self._script: Script | None = None

    def show(self, script: Script | None) -> None:
        self._script = script
        self.redraw()

    def redraw(self) -> None:
        rows = self._summary(self._script) if self._script is not None else []
        self.set_rows(rows)
        self.styles.height = len(rows)

    def _summary(self, script: Script) -> list[Line]:
        rows = [Line(fill=self.signs.rule), self._measure(script)]
        findings: list[Line] = []
        for finding in _each_once(script.findings):
            mark = f"{self.signs.warning} line {finding.line}  "
            style = _LEVELS[finding.level]
            wrapped = wrap(finding.message, max(self.inner_width - len(mark), 10))
            findings.append(line((mark, style), wrapped[0]))
            findings += [line((" " * len(mark), ""), row) for row in wrapped[1:]]
        if len(findings) > _FINDING_ROWS:
            findings = [*findings[: _FINDING_ROWS - 1], line((f"  {self.signs.more}", "dim"))]
        return rows + findings

    def _measure(self, script: Script) -> Line:
        rules = {f.rule for f in script.findings}
        filled = self._checked("nothing missing", "something is missing", "L05" in rules)
        length = self._checked(_length(script), _length(script), bool(rules & {"L11", "L15"}))
        return line(*filled, ("   ", ""), *length)

    def _checked(self, fine: str, wrong: str, failed: bool) -> list[Span]:
        if failed:
            return [(f"{self.signs.warning} ", "need"), (wrong, "text")]
        return [(f"{self.signs.done} ", "fine"), (fine, "text")]


class ScriptPane(Vertical):
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

    def __init__(self) -> None:
        super().__init__(id="script")
        self.script: Script | None = None

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
        if not self.editing:
            self.text.show(script, empty)
        self.show_checks(script)

    def show_checks(self, script: Script | None) -> None:
        """Show measure and findings of a script, also while it is typed."""
        self.query_one(Checks).show(script)
        self._title()
        if script is None:
            self.border_subtitle = None
            return
        separator = self.text.signs.separator
        subtitle = f"{script.words} words {separator} {script.seconds} s"
        if script.wordings > 1:
            subtitle = f"wording {script.wording + 1} of {script.wordings} {separator} {subtitle}"
        if script.edited:
            subtitle = f"your words {separator} {subtitle.split(f' {separator} ', 1)[-1]}"
        self.border_subtitle = Content(subtitle)

    def _title(self) -> None:
        script, separator = self.script, self.text.signs.separator
        what = ""
        if script is not None:
            what = f"{spoken(script.channel)} {separator} {spoken(script.purpose)}"
        self.border_title = frame_title(self, what)

    def on_resize(self) -> None:
        self._title()

    async def start_editing(self) -> None:
        """Let letters type; the editor is made the first time it is wanted."""
        if self.script is None:
            return
        editor = await self._editor()
        with editor.prevent(editor.Changed):
            editor.load_text(self.script.body)
        self.add_class("-editing")
        # At once: the next letter may be under way already.
        self.screen.set_focus(editor)

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
            self.post_message(self.Left(script, editor.text))

    def typed(self) -> str | None:
        """What stands in the editor while editing."""
        editor = self._existing_editor()
        return editor.text if editor is not None and self.editing else None

    def _existing_editor(self) -> TextArea | None:
        found = self.query("#script-editor")
        return found.first() if found else None  # type: ignore[return-value]

    async def _editor(self) -> TextArea:
        existing = self._existing_editor()
        if existing is not None:
            return existing
        from textual.widgets import TextArea  # brings a parser along that reading does not need

        editor = TextArea(
            id="script-editor", soft_wrap=True, show_line_numbers=False, tab_behavior="focus"
        )
        editor.cursor_blink = False
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

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the screen what was typed."""
        event.stop()
        if self.editing:
            self.post_message(self.Typed(event.text_area.text))


def _each_once(findings: tuple[Finding, ...]) -> list[Finding]:
    """The same gap in several places needs saying once, at the first."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.rule, finding.message), finding)
    return list(first.values())


def _length(script: Script) -> str:
    if script.channel in (Channel.VOICEMAIL, Channel.CALL):
        return f"{script.seconds} of 30 s"
    if script.channel == Channel.INVITATION:
        return f"{len(script.body)} characters"
    return f"{script.words} words"


def _spans(row: str) -> tuple[Span, ...]:
    return tuple(
        (part, "gap" if _GAP.fullmatch(part) else "text") for part in _GAP.split(row) if part
    )
