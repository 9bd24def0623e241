"""The vault: shelves of what I know and can do, each a list with a form."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message

from followup_tui.errors import FollowupError
from followup_tui.operations.keeping import Kept
from followup_tui.tui.commands import STEPS, bindings
from followup_tui.tui.empty import key_of
from followup_tui.tui.lines import Line, Span, line, shown, wrap
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.screens.form import FormScreen
from followup_tui.tui.turns import Turns
from followup_tui.tui.widgets.pane import LinePane
from followup_tui.tui.widgets.records import RecordPane

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp


@dataclass(frozen=True)
class Shelf:
    """One kind of material: how it is read, drawn and changed."""

    name: str
    empty: str
    """What the list says when there is nothing."""
    read: Callable[[], Sequence[Any]]
    draw: Callable[[Any, int], list[Line]]
    """The rows of one record for a width."""
    form: Callable[[Any | None], FormScreen[Kept[Any]]]
    """The form of a record, or of a new one. Raises FollowupError where there can be none."""
    delete: Callable[[Any], str]
    tick: Callable[[Any], Kept[Any]] | None = None
    """What the space bar does with a record."""
    foot: Callable[[int], list[Line]] = lambda width: []
    """Rows below the list."""


class ShelfRow(LinePane):
    """The names of the shelves; a click goes to one."""

    @dataclass
    class Chosen(Message):
        """Another shelf was clicked."""

        index: int

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(id="shelves")
        self.can_focus = False
        self._names = names
        self._ends: list[int] = []
        self._index = 0

    def show(self, index: int) -> None:
        """Mark one of them."""
        self._index = index
        self.redraw()

    def redraw(self) -> None:
        labels = [f"{n} {name}" for n, name in enumerate(self._names, 1)]
        gap = "   "
        if len(gap.join(labels)) > self.inner_width:
            labels, gap = list(self._names), " "
        spans: list[Span] = []
        self._ends = []
        for n, label in enumerate(labels):
            spans += [(label, "accent" if n == self._index else "dim"), (gap, "")]
            self._ends.append(sum(len(text) for text, _ in spans))
        self.set_rows([line(*spans), Line()])

    def on_click(self, event: events.Click) -> None:
        """Which name stands there."""
        found = next((n for n, end in enumerate(self._ends) if event.x < end), None)
        if found is not None:
            self.post_message(self.Chosen(found))


class ShelfPane(RecordPane[Any]):
    """The records of one shelf with a cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None

    def show(self, shelf: Shelf, keep: int | None = None) -> None:
        """Read a shelf; the cursor goes to the record of that number, else stays near its place."""
        self._shelf = shelf
        records = shelf.read()
        self.take(records, [_number(record) for record in records], keep)

    def begin(self) -> None:
        """The cursor on the first record, for another shelf."""
        self._cursor = 0

    def redraw(self) -> None:
        if self._shelf is None:
            return
        width = self.inner_width
        rows: list[Line] = []
        self._places = []
        for record in self._records:
            start = len(rows)
            rows += self._shelf.draw(record, width)
            self._places.append(range(start, len(rows)))
            rows.append(Line())
        if not self._records:
            rows += [line((row, "dim")) for row in wrap(self._shelf.empty, max(width, 10))]
        rows += self._shelf.foot(width)
        self.set_rows(rows, self.mark())
        self.keep_in_sight(self.mark())


class VaultScreen(Dialog[None]):
    """Shelves side by side; the same keys add, edit, delete and take back on each."""

    app: FollowupApp
    BINDINGS = [
        Binding("escape,q,K", "close", "Close"),
        *bindings(STEPS),
        Binding("tab,l,right", "turn(1)", "Next", id="pane.next"),
        Binding("shift+tab,h,left", "turn(-1)", "Previous", id="pane.previous"),
        *(Binding(str(n), f"shelf({n})", show=False) for n in range(1, 10)),
        Binding("a", "add", "Add", id="contact.add"),
        Binding("e", "edit", "Edit", id="item.edit"),
        Binding("enter", "edit", show=False),
        Binding("x", "delete", "Delete", id="item.delete"),
        Binding("space", "tick", "Tick off"),
        Binding("u", "undo", "Undo", id="history.undo"),
        Binding("U", "redo", "Redo", id="history.redo"),
    ]

    def __init__(self, title: str, shelves: Sequence[Shelf], start: int = 0) -> None:
        super().__init__()
        self._title = title
        self._shelves = shelves
        self._index = start
        self.turns = Turns()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide") as dialog:
            dialog.border_title = shown(self._title)
            yield ShelfRow([shelf.name for shelf in self._shelves])
            yield ShelfPane()

    def on_mount(self) -> None:
        self.query_one(ShelfPane).focus()
        self._open(self._index)

    @property
    def shelf(self) -> Shelf:
        """The one that is open."""
        return self._shelves[self._index]

    def _open(self, index: int) -> None:
        self._index = index
        pane = self.query_one(ShelfPane)
        pane.begin()
        self.query_one(ShelfRow).show(index)
        tick = "space tick off · " if self.shelf.tick else ""
        add, edit, delete = (
            key_of(name, self.app.keys) for name in ("contact.add", "item.edit", "item.delete")
        )
        foot = f"{add} add · {edit} edit · {delete} delete · {tick}esc close"
        self.query_one("#dialog").border_subtitle = shown(foot)
        self._read()

    def _read(self, keep: int | None = None) -> None:
        try:
            self.query_one(ShelfPane).show(self.shelf, keep)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")

    def on_shelf_row_chosen(self, event: ShelfRow.Chosen) -> None:
        """A shelf was clicked."""
        self._open(event.index)

    def action_line(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(ShelfPane).action_line(step)

    def action_edge(self, end: bool) -> None:
        """To the first or the last."""
        self.query_one(ShelfPane).action_edge(end)

    def action_turn(self, step: int) -> None:
        """To the shelf beside this one."""
        self._open((self._index + step) % len(self._shelves))

    def action_shelf(self, number: int) -> None:
        """To a shelf by its number."""
        if number <= len(self._shelves):
            self._open(number - 1)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)

    def action_add(self) -> None:
        """Something new for this shelf."""
        self._do(self._fill_in(None))

    def action_edit(self) -> None:
        """Change what is under the cursor."""
        if (record := self.query_one(ShelfPane).current) is not None:
            self._do(self._fill_in(record))

    def action_delete(self) -> None:
        """No question: the toast says how to undo it."""
        self._do(self._write(self.shelf.delete))

    def action_tick(self) -> None:
        """It is done, or not after all."""
        if self.shelf.tick is not None:
            self._do(self._write(self.shelf.tick))

    def action_undo(self) -> None:
        """Take back the newest action."""
        journal = self.app.desk.store.journal
        self._do(self._move(journal.undo, "Taken back", "Nothing to undo."))

    def action_redo(self) -> None:
        """Do it again."""
        journal = self.app.desk.store.journal
        self._do(self._move(journal.redo, "Done again", "Nothing to redo."))

    def _do(self, steps: Coroutine[Any, Any, None]) -> None:
        """After those of the keys before."""
        self.run_worker(self.turns.line_up(steps), group="flow")

    async def _fill_in(self, record: Any | None) -> None:
        try:
            form = self.shelf.form(record)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return
        kept = await self.app.push_screen_wait(form)
        if kept is not None:
            self._told(kept)

    async def _write(self, verb: Callable[[Any], Kept[Any] | str]) -> None:
        record = self.query_one(ShelfPane).current
        if record is None:
            return
        try:
            done = await self.app.in_order(lambda: verb(record))
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return
        self._told(done)

    async def _move(self, move: Callable[[], Sequence[Any]], said: str, nothing: str) -> None:
        try:
            entries = await self.app.in_order(move)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return
        self.app.tell(f"{said}: {entries[0].did}" if entries else nothing)
        self._read()

    def _told(self, done: Kept[Any] | str) -> None:
        if isinstance(done, str):
            self.app.tell(done, undo=True)
            self._read()
        else:
            self.app.tell("\n".join([done.did, *done.remarks]), undo=True)
            self._read(keep=done.record.id)


def _number(record: Any) -> int:
    """The number of a record, or of the feedback in a voice."""
    number: int = record.id if hasattr(record, "id") else record.feedback.id
    return number
