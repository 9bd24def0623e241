"""Who may be in here twice: a list of pairs, and below it the two entries field by field."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from followup_tui.core.phrases import count
from followup_tui.core.records import Company, Contact
from followup_tui.errors import FollowupError
from followup_tui.operations.desk import Desk
from followup_tui.operations.duplicates import Pair, duplicates, kept_first, not_the_same
from followup_tui.operations.merge_preview import Side, preview
from followup_tui.operations.merging import merge
from followup_tui.operations.merging_companies import merge_companies
from followup_tui.tui.commands import STEPS, bindings
from followup_tui.tui.lines import Line, line, shown
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.turns import Turns
from followup_tui.tui.widgets.both import BothPane
from followup_tui.tui.widgets.pane import LinePane

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

Result = TypeVar("Result")
_FOOT = "tab fields · 1 2 whose stays · m merge · x not the same · u undo"


class PairList(LinePane):
    """The pairs with a cursor."""

    def __init__(self) -> None:
        super().__init__(id="pairs")
        self._pairs: Sequence[Pair] = ()
        self._said = "Looking …"
        self.cursor = 0

    def show(self, pairs: Sequence[Pair], said: str) -> None:
        """Show what was found; the cursor stays near its place."""
        self._pairs, self._said = pairs, said
        self.move_to(self.cursor)

    def redraw(self) -> None:
        if self._pairs:
            self.set_rows([_drawn(pair) for pair in self._pairs], self._here)
        else:
            self.set_rows([line((self._said, "dim"))])

    def move_to(self, place: int) -> None:
        """The cursor to a pair, as far as there are any."""
        self.cursor = min(max(place, 0), max(len(self._pairs) - 1, 0))
        self.redraw()
        self.keep_in_sight(self._here)

    @property
    def _here(self) -> range:
        return range(self.cursor, self.cursor + 1)


class DuplicatesScreen(Dialog[None]):
    """`m` merges as chosen, `x` remembers that two are two; enter never merges."""

    app: FollowupApp
    BINDINGS = [
        Binding("escape,q", "close", "Close"),
        *bindings(STEPS),
        Binding("tab,shift+tab,enter", "turn", "Fields"),
        Binding("1,left,h", "choose('keep')", "First"),
        Binding("2,right,l", "choose('other')", "Second"),
        Binding("m", "merge", "Merge"),
        Binding("x", "apart", "Not the same"),
        Binding("u", "undo", "Undo", id="history.undo"),
        Binding("U", "redo", "Redo", id="history.redo"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pairs: list[Pair] = []
        self._both: tuple[Contact | Company, Contact | Company] | None = None
        self.turns = Turns()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="picker") as dialog:
            dialog.border_title = shown("Twice in here?")
            dialog.border_subtitle = shown(_FOOT)
            yield PairList()
            yield BothPane()

    def on_mount(self) -> None:
        self.query_one(PairList).focus()
        self._do(self._look())

    def on_click(self, event: events.Click) -> None:
        """To the pair that was clicked."""
        pairs = self.query_one(PairList)
        if event.widget is pairs:
            pairs.move_to(event.get_content_offset_capture(pairs).y + pairs.scroll_offset.y)
            self._compare()

    def action_line(self, step: int) -> None:
        """Among the pairs, or among the fields."""
        pairs = self.query_one(PairList)
        if pairs.has_focus:
            pairs.move_to(pairs.cursor + step)
            self._compare()
        else:
            self.query_one(BothPane).action_line(step)

    def action_edge(self, end: bool) -> None:
        """To the first or the last."""
        self.action_line(len(self._pairs) if end else -len(self._pairs))

    def action_turn(self) -> None:
        """From the pairs to the fields and back."""
        pairs, both = self.query_one(PairList), self.query_one(BothPane)
        self.set_focus(both if pairs.has_focus and self._pairs else pairs)

    def action_choose(self, side: Side) -> None:
        """Whose value of the field remains."""
        both = self.query_one(BothPane)
        if both.has_focus:
            both.choose(side)

    def action_merge(self) -> None:
        """Make one of the two, as chosen."""
        self._do(self._merge())

    def action_apart(self) -> None:
        """They are two, and are not proposed again."""
        self._do(self._apart())

    def action_undo(self) -> None:
        """Take back the newest action."""
        self._do(self._move(self._desk.store.journal.undo, "Taken back", "Nothing to undo."))

    def action_redo(self) -> None:
        """Do it again."""
        self._do(self._move(self._desk.store.journal.redo, "Done again", "Nothing to redo."))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)

    async def _look(self) -> None:
        try:
            self._pairs = list(await self.app.aside(lambda: duplicates(self._desk)))
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
        self._show()

    def _show(self) -> None:
        said = "Nobody seems to be in here twice."
        self.query_one(PairList).show(self._pairs, said)
        found = f" {count(len(self._pairs), 'pair')}" if self._pairs else ""
        self.query_one("#dialog").border_title = shown(f"Twice in here?{found}")
        if not self._pairs:
            self.set_focus(self.query_one(PairList))
        self._compare()

    def _compare(self) -> None:
        """The two under the cursor, side by side."""
        both = self.query_one(BothPane)
        self._both = None
        if not self._pairs:
            both.show((), "", "")
            return
        try:
            keep, other = kept_first(self._desk, self._pairs[self.query_one(PairList).cursor])
            both.show(preview(self._desk, keep, other), keep.name, other.name)
            self._both = (keep, other)
        except FollowupError as exc:
            both.show((), "", "")
            self.app.tell(str(exc), severity="warning")

    async def _merge(self) -> None:
        if self._both is None:
            return
        keep, other = self._both
        choices = dict(self.query_one(BothPane).choices)

        def verb() -> tuple[str, Sequence[str]]:
            if isinstance(keep, Contact) and isinstance(other, Contact):
                changed = merge(self._desk, keep, other, choices)
                return changed.did, changed.remarks
            assert isinstance(keep, Company)
            assert isinstance(other, Company)
            merged = merge_companies(self._desk, keep, other, choices)
            return merged.did, merged.remarks

        done = await self._perform(verb)
        if done is not None:
            self._pairs = [pair for pair in self._pairs if not _is_about(pair, other)]
            self.app.tell("\n".join([done[0], *done[1]]), undo=True)
            self._show()

    async def _apart(self) -> None:
        if self._both is None:
            return
        keep, other = self._both
        did = await self._perform(lambda: not_the_same(self._desk, keep, other))
        if did is not None:
            del self._pairs[self.query_one(PairList).cursor]
            self.app.tell(did, undo=True)
            self._show()

    async def _move(self, move: Callable[[], Sequence[Any]], said: str, nothing: str) -> None:
        entries = await self._perform(move)
        if entries is not None:
            self.app.tell(f"{said}: {entries[0].did}" if entries else nothing)
            await self._look()

    async def _perform(self, verb: Callable[[], Result]) -> Result | None:
        try:
            return await self.app.in_order(verb)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return None

    def _do(self, steps: Coroutine[Any, Any, None]) -> None:
        """After those of the keys before."""
        self.run_worker(self.turns.line_up(steps), group="flow")


def _drawn(pair: Pair) -> Line:
    kind = "company  " if isinstance(pair.first, Company) else "person   "
    return line(
        (kind, "dim"),
        (_named(pair.first), "strong"),
        ("  and  ", "dim"),
        (_named(pair.second), "strong"),
        right=[(pair.why, "channel")],
    )


def _named(entry: Contact | Company) -> str:
    where = entry.company if isinstance(entry, Contact) else ""
    return f"{entry.name}, {where}" if where else entry.name


def _is_about(pair: Pair, entry: Contact | Company) -> bool:
    """Whether one of the pair is that entry: both are gone with it."""
    return type(pair.first) is type(entry) and entry.id in (pair.first.id, pair.second.id)
