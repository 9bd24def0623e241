"""Everybody in a table: found as one types, sorted, marked, and changed together."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from followup_tui.core.people_table import Order
from followup_tui.core.phrases import count
from followup_tui.core.records import Contact
from followup_tui.errors import FollowupError
from followup_tui.operations import bulk
from followup_tui.operations.bulk import Together
from followup_tui.operations.dates import read_date
from followup_tui.operations.desk import Desk
from followup_tui.operations.people_table import PeoplePages, people_numbered
from followup_tui.operations.tags import tag
from followup_tui.tui.commands import STEPS, bindings
from followup_tui.tui.lines import shown
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.turns import Turns
from followup_tui.tui.widgets.find_field import FindField
from followup_tui.tui.widgets.pane import LinePane
from followup_tui.tui.widgets.people_table import PeopleTable

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

Result = TypeVar("Result")
_SORTED = {
    Order.STARS: "stars first",
    Order.NAME: "by name",
    Order.COMPANY: "by company",
    Order.NEXT: "by what is next",
    Order.LAST: "by the last touch",
}
_TYPING = "enter show · tab to the table · ctrl+s star · esc leave"
_CHOOSING = "space mark · t tag · p pause · s star · x delete · o order · M merge"


@dataclass(frozen=True, slots=True)
class Picked:
    """Who was chosen, whether to star them at once, or that doubles are looked for."""

    contact: Contact | None
    star: bool = False
    doubles: bool = False


class PeopleScreen(Dialog[Picked | None]):
    """Letters filter while the field has the focus and are keys in the table; tab changes over."""

    app: FollowupApp
    BINDINGS = [
        Binding("escape", "cancel", "Leave"),
        Binding("down", "line(1)", show=False, priority=True),
        Binding("up", "line(-1)", show=False, priority=True),
        Binding("pagedown", "line(10)", show=False, priority=True),
        Binding("pageup", "line(-10)", show=False, priority=True),
        *(b for b in bindings(STEPS) if "page" not in b.key),
        Binding("tab,shift+tab", "turn", "Table", priority=True),
        Binding("ctrl+s", "star_now", "Star", priority=True),
        Binding("ctrl+o", "sort", show=False, priority=True),
        Binding("enter", "pick", show=False),
        Binding("slash", "turn", show=False, id="list.filter"),
        Binding("space", "mark", "Mark"),
        Binding("asterisk", "mark_all", "Mark all"),
        Binding("o", "sort", "Order"),
        Binding("t", "tag", "Tag"),
        Binding("p", "pause", "Pause", id="contact.pause"),
        Binding("s", "star", "Star", id="contact.star"),
        Binding("x", "delete", "Delete", id="item.delete"),
        Binding("M", "doubles", "Duplicates", id="people.duplicates"),
        Binding("u", "undo", "Undo", id="history.undo"),
        Binding("U", "redo", "Redo", id="history.redo"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._order = Order.STARS
        self._text = ""
        self._pages: PeoplePages | None = None
        self.turns = Turns()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="picker") as dialog:
            dialog.border_title = shown("People")
            yield FindField("a name, a title, a company, #tag", self.find, id="find")
            heading = LinePane(id="columns")
            heading.can_focus = False
            yield heading
            yield PeopleTable()

    def on_mount(self) -> None:
        self.look()
        self.call_after_refresh(self._head)

    def on_resize(self) -> None:
        self.call_after_refresh(self._head)

    def find(self, text: str) -> None:
        """Look again."""
        self._text = text
        self.look()

    @on(Input.Submitted, "#find")
    def submitted(self) -> None:
        """Enter in the field shows the one under the cursor."""
        self.action_pick()

    def on_people_table_opened(self) -> None:
        """A second click does the same."""
        self.action_pick()

    def on_descendant_focus(self) -> None:
        """The keys below are those that work."""
        self._foot()

    @property
    def table(self) -> PeopleTable:
        """The rows."""
        return self.query_one(PeopleTable)

    def look(self, *, stay: bool = False) -> None:
        """Read the list anew; with `stay` the cursor keeps its place."""
        try:
            self._pages = PeoplePages(self._desk, self._text, self._order)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
            return
        nobody = "nobody of that name; a adds a person"
        self.table.show(self._pages, self._desk.today, nobody, stay=stay)
        self._foot()

    def action_line(self, step: int) -> None:
        """Move the cursor."""
        self.table.action_line(step)

    def action_edge(self, end: bool) -> None:
        """To the first or the last."""
        self.table.action_edge(end)

    def action_turn(self) -> None:
        """From the field to the table and back."""
        field = self.query_one("#find", Input)
        self.set_focus(self.table if field.has_focus else field)

    def action_sort(self) -> None:
        """The next order."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self.look()

    def action_mark(self) -> None:
        """Mark who is under the cursor, on to the next."""
        self.table.mark()
        self._foot()

    def action_mark_all(self) -> None:
        """Mark everybody whom the filter leaves, or nobody when they are marked already."""
        if self._pages is None:
            return
        try:
            listed = set(self._pages.everybody())
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return
        table = self.table
        table.marks = table.marks - listed if listed <= table.marks else table.marks | listed
        table.refresh()
        self._foot()

    def action_pick(self) -> None:
        """Show the one under the cursor."""
        self._answer()

    def action_star_now(self) -> None:
        """Star the one under the cursor and show them."""
        self._answer(star=True)

    def action_cancel(self) -> None:
        """Back."""
        self.dismiss(None)

    def action_doubles(self) -> None:
        """Who may be in here twice."""
        self.dismiss(Picked(None, doubles=True))

    def action_star(self) -> None:
        """Star those who are marked; when all of them have one, take the stars away."""
        people = self._chosen()
        off = all(person.starred for person in people)
        self._do(self._write(lambda: bulk.star(self._desk, people, on=not off)))

    def action_delete(self) -> None:
        """No question: the toast says how to undo it."""
        people = self._chosen()
        self._do(self._write(lambda: bulk.delete(self._desk, people), unmark=True))

    def action_tag(self) -> None:
        """Give those who are marked a tag, or take one away."""
        self._do(self._tag())

    def action_pause(self) -> None:
        """Let the plans of those who are marked rest, or go on."""
        self._do(self._pause())

    def action_undo(self) -> None:
        """Take back the newest action."""
        self._do(self._move(self._desk.store.journal.undo, "Taken back", "Nothing to undo."))

    def action_redo(self) -> None:
        """Do it again."""
        self._do(self._move(self._desk.store.journal.redo, "Done again", "Nothing to redo."))

    def _answer(self, *, star: bool = False) -> None:
        person = self.table.current
        if person is not None:
            contact = self._desk.store.people.contact(person.id)
            self.dismiss(Picked(contact, star=star))

    def _chosen(self) -> tuple[Contact, ...]:
        """Those who are marked, else the one under the cursor."""
        ids = frozenset(self.table.marks)
        current = self.table.current
        if not ids and current is not None:
            ids = frozenset({current.id})
        return people_numbered(self._desk, ids)

    async def _tag(self) -> None:
        people = self._chosen()
        if not people:
            return

        async def submit(values: Values) -> str:
            names, given = values["tags"].replace(",", " ").split(), values["what"] == "give"
            return await self.app.in_order(lambda: tag(self._desk, people, names, on=given))

        fields = (
            Field("tags", "Tags", hint="meetup data-people"),
            Field("what", "What", options=(("give", "give them"), ("take", "take them away"))),
        )
        did = await self.app.push_screen_wait(FormScreen(_who(people), fields, submit))
        if did is not None:
            self._tell(did)

    async def _pause(self) -> None:
        people = self._chosen()
        if not people:
            return

        async def submit(values: Values) -> Together:
            if values["what"] == "resume":
                return await self.app.in_order(lambda: bulk.resume(self._desk, people))
            typed = values["until"].strip()
            until = read_date(typed, self._desk.today) if typed else None
            return await self.app.in_order(lambda: bulk.pause(self._desk, people, until))

        fields = (
            Field("what", "What", options=(("pause", "pause the plans"), ("resume", "go on"))),
            Field("until", "Until when", hint="empty: until you resume"),
        )
        done = await self.app.push_screen_wait(FormScreen(_who(people), fields, submit))
        if done is not None:
            self._tell_together(done)

    async def _write(self, verb: Callable[[], Together], *, unmark: bool = False) -> None:
        done = await self._perform(verb)
        if done is not None:
            if unmark:
                self.table.marks.clear()
            self._tell_together(done)

    async def _move(self, move: Callable[[], Sequence[Any]], said: str, nothing: str) -> None:
        entries = await self._perform(move)
        if entries is not None:
            self.app.tell(f"{said}: {entries[0].did}" if entries else nothing)
            self.look(stay=True)

    async def _perform(self, verb: Callable[[], Result]) -> Result | None:
        try:
            return await self.app.in_order(verb)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return None

    def _tell_together(self, done: Together) -> None:
        if done.changed:
            self._tell("\n".join([done.did, *done.remarks]))
        else:
            self.app.tell("\n".join(done.remarks) or "There is nobody whom that would change.")

    def _tell(self, did: str) -> None:
        self.app.tell(did, undo=True)
        self.look(stay=True)

    def _do(self, steps: Coroutine[Any, Any, None]) -> None:
        """After those of the keys before."""
        self.run_worker(self.turns.line_up(steps), group="flow")

    def _head(self) -> None:
        self.query_one("#columns", LinePane).set_rows([self.table.heading()])

    def _foot(self) -> None:
        total = self._pages.total if self._pages is not None else 0
        parts = [count(total, "person", "people"), _SORTED[self._order]]
        if marked := len(self.table.marks):
            parts.append(f"{marked} marked")
        dialog = self.query_one("#dialog")
        dialog.border_title = shown(f"People · {' · '.join(parts)}")
        dialog.border_subtitle = shown(_CHOOSING if self.table.has_focus else _TYPING)


def _who(people: Sequence[Contact]) -> str:
    return people[0].name if len(people) == 1 else count(len(people), "person", "people")
