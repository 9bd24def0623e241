"""A template's source at the left, what it says to the person on show at the right, faults at their line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import TextArea

from followup_tui.errors import FollowupError, ScriptError
from followup_tui.operations.template_preview import Flaw, Preview
from followup_tui.scripts.template import SEPARATOR
from followup_tui.tui.lines import Line, line, shown, wrap
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.screens.pages import PageScreen
from followup_tui.tui.theme import signs_of
from followup_tui.tui.widgets.jinja_area import JinjaArea
from followup_tui.tui.widgets.pane import LinePane
from followup_tui.tui.widgets.rendered import Rendered

_TYPING_PAUSE = 0.08
"""Seconds without a key after which the source is rendered and kept."""
_FLAW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Workbench:
    """What the editor works on, and the deeds it may ask for."""

    name: str
    person: str
    source: str
    """As it is used now."""
    unsaved: str | None
    """What was typed before and never saved."""
    own: bool
    """It stands in the user's folder already."""
    preview: Callable[[str, int], Preview]
    save: Callable[[str], None]
    keep: Callable[[str], None]
    drop: Callable[[], None]


class TemplateEditor(Dialog[bool]):
    """Ctrl+s saves into one's own folder, ctrl+r goes to the next wording, escape leaves.

    The answer tells whether anything was saved.
    """

    BINDINGS = [
        Binding("escape", "leave", "Leave", priority=True),
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("ctrl+r", "wording", "Next wording", priority=True),
        Binding("ctrl+n", "flaw", "Next fault", priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._saved = bench.source
        self._did_save = False
        self._preview = Preview()
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        start = self._bench.unsaved if self._bench.unsaved is not None else self._bench.source
        with Vertical(id="bench"):
            with Horizontal(id="sides"):
                yield JinjaArea(start, id="source")
                yield Rendered(id="rendered")
            yield LinePane(id="flaws")

    def on_mount(self) -> None:
        dot = signs_of(self.app).separator
        self.query_one("#flaws").can_focus = False
        area = self.area
        if self._bench.unsaved is None:
            # Line ends are those of the text area from here on.
            self._saved = area.text
        area.border_subtitle = shown(f"ctrl+s save {dot} ctrl+r next wording {dot} esc leave")
        self.query_one(Rendered).border_title = shown(f"As {self._bench.person} would read it")
        area.move_cursor((min(_first_row(area.text), area.document.line_count - 1), 0))
        area.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        # The cursor waits at the first words, and the header above them is in sight.
        self.area.scroll_to(y=0, animate=False, immediate=True)
        self._look()

    @property
    def area(self) -> JinjaArea:
        """Where the source is typed."""
        return self.query_one(JinjaArea)

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed that no file of templates has."""
        return self.area.text != self._saved

    @on(TextArea.Changed)
    def typed(self) -> None:
        """Render and keep a moment after the last key: the echo comes first."""
        self._title()
        self._wait()

    @on(TextArea.SelectionChanged)
    def moved(self) -> None:
        """The wording in which the cursor stands is the one on show."""
        if self._wording() != self._preview.wording:
            self._wait()

    def action_wording(self) -> None:
        """The cursor to the next wording, from the last to the first."""
        rows = self.area.text.split("\n")
        marks = [n for n, row in enumerate(rows) if row.strip() == SEPARATOR]
        here = self.area.cursor_location[0]
        goal = next((n + 1 for n in marks if n >= here), _first_row(self.area.text))
        while goal < len(rows) - 1 and not rows[goal].strip():
            goal += 1
        self.area.move_cursor((min(goal, len(rows) - 1), 0), center=True)

    def action_flaw(self) -> None:
        """The cursor to the next line that is wrong."""
        lines = sorted({flaw.line for flaw in self._preview.flaws})
        if lines:
            here = self.area.cursor_location[0] + 1
            goal = next((n for n in lines if n > here), lines[0])
            self.area.move_cursor((min(goal, self.area.document.line_count) - 1, 0))

    def action_save(self) -> None:
        """Into one's own folder, where it goes before the one that ships."""
        text = self.area.text
        if not self.is_unsaved and self._bench.own:
            self._tell("Saved already.")
            return
        try:
            self._bench.save(text)
        except ScriptError as error:
            self._tell(f"Line {error.line}: {error.reason}. Nothing is saved yet.", "warning")
            self._look()
            return
        except FollowupError as error:
            self._tell(str(error), "error")
            return
        self._saved, self._did_save = text, True
        self._title()
        self._tell(f"Saved: {self._bench.name} is yours now.")

    def action_leave(self) -> None:
        """Leave; what was typed and not saved is asked about."""
        if not self.is_unsaved:
            self.dismiss(self._did_save)
            return
        self.run_worker(self._ask(), group="leave", exclusive=True)

    async def _ask(self) -> None:
        question = PageScreen(
            "Not saved",
            [
                line(
                    "What you typed is in no template yet.",
                ),
                Line(),
                line(("s", "key"), "  save it"),
                line(("k", "key"), "  keep it for the next time you edit this template"),
                line(("x", "key"), "  throw it away"),
            ],
            keys="skx",
            foot="esc back to it",
        )
        answer = await self.app.push_screen_wait(question)
        if answer == "s":
            self.action_save()
            if not self.is_unsaved:
                self.dismiss(self._did_save)
        elif answer == "k":
            self._keep()
            self.dismiss(self._did_save)
        elif answer == "x":
            self._bench.drop()
            self.dismiss(self._did_save)

    def _wait(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(_TYPING_PAUSE, self._look)

    def _look(self) -> None:
        """Render what stands there, say what is wrong with it, and keep it."""
        try:
            preview = self._bench.preview(self.area.text, self._wording())
        except FollowupError as error:
            preview = Preview(flaws=(Flaw(1, str(error)),))
        self._preview = preview
        self.query_one(Rendered).show(preview)
        self.area.mark(frozenset(flaw.line for flaw in preview.flaws))
        self._show_flaws(preview.flaws)
        self._title()
        if self.is_unsaved:
            self._keep()

    def _keep(self) -> None:
        try:
            self._bench.keep(self.area.text)
        except FollowupError as error:
            self._tell(str(error), "error")

    def _show_flaws(self, flaws: tuple[Flaw, ...]) -> None:
        pane = self.query_one("#flaws", LinePane)
        sign = f"{signs_of(self.app).lost} "
        rows: list[Line] = []
        for flaw in flaws:
            place = f"line {flaw.line}  "
            said = wrap(flaw.message, max(self.size.width - 8 - len(sign + place), 20))
            rows.append(line((sign, "past"), (place, "dim"), (said[0], "text")))
            rows += [line((" " * len(sign + place), ""), (row, "text")) for row in said[1:]]
        pane.display = bool(rows)
        pane.styles.height = min(len(rows), _FLAW_ROWS)
        pane.set_rows(rows)

    def _wording(self) -> int:
        rows = self.area.text.split("\n")[: self.area.cursor_location[0]]
        return sum(row.strip() == SEPARATOR for row in rows)

    def _title(self) -> None:
        dot = signs_of(self.app).separator
        whose = "yours" if self._bench.own or self._did_save else "ships with followup"
        state = "not saved yet" if self.is_unsaved else whose
        title = Content.assemble(
            shown(self._bench.name),
            (f" {dot} ", ""),
            (state, "$warning" if self.is_unsaved else ""),
        )
        self.area.border_title = title

    def _tell(self, said: str, severity: str = "information") -> None:
        from followup_tui.tui.app import FollowupApp  # the app knows this screen's flow already

        assert isinstance(self.app, FollowupApp)
        self.app.tell(said, severity=severity)


def _first_row(text: str) -> int:
    """The first row after the header."""
    rows = text.split("\n")
    fences = [n for n, row in enumerate(rows) if row.rstrip() == "+++"]
    return fences[1] + 1 if len(fences) > 1 else 0
