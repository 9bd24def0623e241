"""What an import would bring, row by row; then the import itself, and what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from threading import Event

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from followup_tui.core.phrases import count
from followup_tui.errors import FollowupError
from followup_tui.operations.import_result import ImportRow
from followup_tui.operations.importing import CutShort, ImportCancelled, Options, Result
from followup_tui.tui.lines import Line, line, shown
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.theme import signs_of
from followup_tui.tui.widgets.pane import LinePane

_LOOK = 0.1
"""Seconds between two drawings of the bar."""
_BAR = 40
_KEYS = {
    "preview": "ctrl+s import · space same person or not, change or keep mine · esc leave",
    "running": "esc cancel, nothing is changed then",
    "cut": "p take what is whole · esc leave",
    "done": "enter close",
    "trouble": "esc leave",
}


class ImportScreen(Dialog[Result | None]):
    """Escape cancels what runs, and nothing is changed; ctrl+s imports what is shown."""

    DEFAULT_CSS = """
    ImportScreen { align: center middle; background: $background 60%; }
    ImportScreen #summary, ImportScreen #bar { width: 1fr; height: auto; }
    ImportScreen #bar { color: $accent; }
    ImportScreen #page { margin-top: 1; }
    """
    BINDINGS = [
        Binding("escape", "leave", "Leave"),
        Binding("ctrl+s", "go", "Import", priority=True),
        Binding("enter", "close", "Close", show=False),
        Binding("space,equals_sign", "same", "Same person", show=False),
        Binding("p", "whole", "Take what is whole", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(
        self,
        name: str,
        options: Options,
        run: Callable[[Options, bool], Awaitable[Result]],
    ) -> None:
        """`run` does the import by these options, or only tells what would be."""
        super().__init__()
        self._file = name
        self._options = replace(options, progress=self._take_progress, cancelled=self._is_cancelled)
        self._run = run
        self._state = "running"
        self._stop = Event()
        self._progress = (0, 1)
        self._result = Result()
        self._same: set[int] = set()
        """Which of the near ones are the same person."""
        self._kept: set[int] = set()
        """In which of the changed rows nothing of mine is replaced."""
        self._cursor = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide") as dialog:
            dialog.border_title = shown(f"Import {self._file}")
            yield Label("", id="summary", markup=False)
            yield Label("", id="bar", markup=False)
            yield LinePane(id="page")

    def on_mount(self) -> None:
        self.query_one(LinePane).focus()
        self.set_interval(_LOOK, self._draw_bar)
        self._enter("running", "looking what is in it …")
        self._begin(dry_run=True)

    @work(group="import")
    async def _begin(self, *, dry_run: bool) -> None:
        """One pass over the file, off the event loop; what goes wrong is said, not raised."""
        try:
            self._result = await self._run(self._options, dry_run)
        except ImportCancelled:
            self.dismiss(None)
            return
        except CutShort as exc:
            self._enter("cut", f"{exc.said}. {exc.whole} can be taken.")
            return
        except FollowupError as exc:
            self._enter("trouble", str(exc))
            return
        self._cursor = 0
        if dry_run:
            would = in_words(self._result)
            nothing = "" if self._result.changes else "; nothing is new"
            self._enter("preview", f"{would}{nothing}")
        else:
            back = "; u takes it back" if self._result.changes else ""
            self._enter("done", f"imported: {in_words(self._result)}{back}")

    def action_go(self) -> None:
        """Import what is shown."""
        if self._state != "preview":
            return
        near = self._result.near
        same = {(near[i].file, near[i].incoming.line): near[i].contact.id for i in self._same}
        rows = self._replacing()
        kept = frozenset((rows[i].file, rows[i].line) for i in self._kept)
        self._options = replace(self._options, same=same, kept=kept)
        self._enter("running", "importing …")
        self._begin(dry_run=False)

    def action_whole(self) -> None:
        """Look again, at what is whole in a file that was cut short."""
        if self._state == "cut":
            self._options = replace(self._options, partial=True)
            self._enter("running", "looking what is whole in it …")
            self._begin(dry_run=True)

    def action_same(self) -> None:
        """Decide on the row under the cursor: who it is, or whether it replaces what is known."""
        if self._state != "preview":
            return
        place = self._cursor - len(self._result.near)
        if place < 0:
            self._same ^= {self._cursor}
        elif place < len(self._replacing()):
            self._kept ^= {place}
        self._draw()

    def _replacing(self) -> list[ImportRow]:
        """The rows that replace something known."""
        return [row for row in self._result.rows if row.replaces]

    def action_close(self) -> None:
        """Back to the list, when all is done."""
        if self._state == "done":
            self.dismiss(self._result)

    def action_leave(self) -> None:
        """Cancel what runs; it says itself when it has stopped."""
        if self._state == "running":
            self._stop.set()
        else:
            self.dismiss(self._result if self._state == "done" else None)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        last = max(len(self._rows()) - 1, 0)
        self._cursor = min(max(self._cursor + step, 0), last)
        self._draw()

    def _enter(self, state: str, said: str) -> None:
        self._state = state
        self._progress = (0, 1)
        self.query_one("#summary", Label).update(shown(said))
        keys = _KEYS[state]
        self.query_one("#dialog").border_subtitle = shown(keys)
        self._draw_bar()
        self._draw()

    def _draw_bar(self) -> None:
        bar = self.query_one("#bar", Label)
        bar.display = self._state == "running"
        if self._state == "running":
            done, total = self._progress
            full = done * _BAR // max(total, 1)
            sign = "#" if signs_of(self.app).more == "..." else "█"
            bar.update(shown(f"{sign * full}{'·' * (_BAR - full)} {done * 100 // max(total, 1)} %"))

    def _draw(self) -> None:
        rows = [] if self._state in ("running", "cut", "trouble") else self._rows()
        page = self.query_one(LinePane)
        page.display = bool(rows)
        page.styles.height = max(min(len(rows), self.size.height - 9), 1)
        at = range(self._cursor, self._cursor + 1)
        page.set_rows(rows, at)
        page.keep_in_sight(at)

    def _rows(self) -> list[Line]:
        """Those to decide on first, then what is to be told, then everybody."""
        result = self._result
        rows = []
        for place, near in enumerate(result.near):
            is_same = place in self._same
            answer = ("same person", "accent") if is_same else ("kept apart", "dim")
            who = f"{near.incoming.name}, {near.incoming.company}".strip(", ")
            rows.append(
                line(("? ", "need"), (who, "strong"), (f"  {near.why}", "dim"), right=[answer])
            )
        for place, row in enumerate(self._replacing()):
            kept = place in self._kept
            rows.append(_row(row, "~ ", ("keep mine", "accent") if kept else (row.what, "dim")))
        rows += [line(("! ", "need"), (remark, "text")) for remark in result.remarks]
        for problem in result.problems:
            where = f"line {problem.line}: " if problem.line else ""
            file = f"{problem.file}, " if problem.file != self._file else ""
            rows.append(line(("! ", "need"), (f"{file}{where}{problem.message}", "text")))
        rows += [_row(row, "  ", (row.what, "dim")) for row in result.rows if not row.replaces]
        return rows

    def _take_progress(self, done: int, total: int) -> None:
        """From the thread that writes: only kept here, drawn by the timer."""
        self._progress = (done, total)

    def _is_cancelled(self) -> bool:
        return self._stop.is_set()


def _row(row: ImportRow, mark: str, right: tuple[str, str]) -> Line:
    """A person, with what is known and what the file says instead."""
    said = ", ".join(str(change) for change in row.changes) or row.company
    return line(mark, (row.name, "strong"), (f"  {said}", "dim"), right=[right])


def in_words(result: Result) -> str:
    """The counts as a person says them."""
    parts = [f"{result.added} new", f"{result.updated} changed", f"{result.unchanged} known"]
    if result.touches or result.known_touches:
        parts.append(count(result.touches, "new message"))
    if result.problems:
        parts.append(f"{count(len(result.problems), 'row')} to look at")
    return ", ".join(parts)
