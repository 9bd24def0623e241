"""The main screen: the list, the timeline, the script, the notes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, Static

from followup_tui.core.records import Touch
from followup_tui.errors import FollowupError, NotFound
from followup_tui.operations import views
from followup_tui.operations.desk import Desk
from followup_tui.operations.pages import agenda_pages, found_pages
from followup_tui.operations.views import PersonView
from followup_tui.tui.commands import COMMANDS, MOVES, STEPS, bindings
from followup_tui.tui.empty import no_notes, nobody_chosen, nobody_planned, nothing
from followup_tui.tui.flows import flow_named
from followup_tui.tui.screens.writing import WritingScreen
from followup_tui.tui.turns import Turns
from followup_tui.tui.widgets.bars import KeyBar, TopBar
from followup_tui.tui.widgets.find_field import FindField
from followup_tui.tui.widgets.notes import NotesPane
from followup_tui.tui.widgets.pane import LinePane
from followup_tui.tui.widgets.script import ScriptPane
from followup_tui.tui.widgets.stars import StarsList
from followup_tui.tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

Result = TypeVar("Result")


class MainScreen(WritingScreen):
    """Owns who is shown; panes get records, keys become flows."""

    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (18, "-low"), (30, "-high")]
    BINDINGS = [
        *bindings(COMMANDS),
        *bindings(MOVES),
        *bindings(STEPS),
    ]
    app: FollowupApp

    def __init__(self, desk: Desk, size: Size) -> None:
        """`size` is what there is to begin with: classes that came later would lay all out twice."""
        super().__init__(desk)
        for edges, room in (
            (self.HORIZONTAL_BREAKPOINTS, size.width),
            (self.VERTICAL_BREAKPOINTS, size.height),
        ):
            self.add_class(max(edge for edge in edges if edge[0] <= room)[1])
        self._filter = ""
        self._today = desk.today
        self.turns = Turns()

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield FindField("filter: a name, a title, a company", self.filter_by, id="filter")
        with Container(id="panes"):
            yield StarsList()
            yield Timeline()
            yield ScriptPane()
            yield NotesPane()
        yield KeyBar()
        yield Static("followup needs 60 columns and 18 rows.", id="too-small", markup=False)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(StarsList))
        self.query_one(KeyBar).show(self.app.keys)
        self.reload()
        self.show_tab("timeline")

    def planned_touch(self) -> Touch | None:
        """What is planned with them."""
        return self.view.next if self.view is not None else None

    def reload(self, keep: int | None = None, person: int | None = None) -> None:
        """Read the agenda anew. The cursor follows `keep`; `person` is shown though not in the list."""
        self._today = self.desk.today
        try:
            pages = (
                found_pages(self.desk, self._filter) if self._filter else agenda_pages(self.desk)
            )
            stars = self.query_one(StarsList)
            # Whether anybody is known at all is counted only where it is said.
            empty = (
                nothing if pages.total else nobody_planned(self.desk, self._filter, self.app.keys)
            )
            stars.show(pages, self._today, keep, empty)
            self.query_one(TopBar).show(self._today, views.day(self.desk), self._filter)
            current = stars.current
            self.show_contact(person or (current.contact_id if current else None))
            if self.view is None:
                self._follow()
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
        self.app.saw_changes()

    def show_contact(self, contact_id: int | None) -> None:
        """Let all panes show one person, within one frame."""
        self.keep_typed()
        view = self._read(contact_id) if contact_id is not None else None
        if self.contact_id != (view.contact.id if view is not None else None):
            self.query_one(ScriptPane).close_editor()
        self.view = view
        with self.app.batch_update():
            self.query_one(Timeline).show(view, self._today, nobody_chosen())
            self.query_one(NotesPane).show(view, self._today, no_notes(self.app.keys))
        self.draft()

    def _read(self, contact_id: int) -> PersonView | None:
        """One person; None for somebody who is gone, or of whom the file cannot tell."""
        try:
            view = views.person(self.desk, contact_id)
        except FollowupError as exc:
            if not isinstance(exc, NotFound):
                self.app.tell(str(exc), severity="error")
            return None
        return view if view.contact.deleted_at is None else None

    def is_stale(self) -> bool:
        """Whether the day has turned since the list was read."""
        return self._today != self.desk.today

    def go_on(self, after: int) -> None:
        """After a deed: the list anew, the cursor on whoever moved up to its place."""
        self.reload()
        if self.contact_id == after:
            self.query_one(StarsList).move_to(self.query_one(StarsList).cursor + 1)
            self._follow()

    def _follow(self, moved: Widget | None = None) -> None:
        """Show who is under the cursor, before the next key could act on who was."""
        stars = self.query_one(StarsList)
        current = stars.current if moved in (None, stars) else None
        if current is not None and current.contact_id != self.contact_id:
            self.show_contact(current.contact_id)

    async def perform(self, verb: Callable[[], Result]) -> Result | None:
        """Do a verb in order with the others; an error is told and gives None."""
        try:
            return await self.app.in_order(verb)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return None

    def flow(self, steps: Coroutine[Any, Any, None]) -> None:
        """Run the dialogs and verbs of a key, after those of the keys before: none is lost."""
        self.run_worker(self.turns.line_up(steps), group="flow")

    @on(StarsList.Highlighted)
    def follow_highlight(self, event: StarsList.Highlighted) -> None:
        """All panes follow the cursor."""
        if event.contact_id != self.contact_id:
            self.show_contact(event.contact_id)

    @on(StarsList.Opened)
    def open_highlight(self) -> None:
        """A click on the person under the cursor goes to the script."""
        self.action_pane(3)

    @on(NotesPane.Opened)
    def open_note(self, event: NotesPane.Opened) -> None:
        """Edit a note."""
        from followup_tui.tui.flows import notes

        self.flow(notes.edit(self, event.note))

    def filter_by(self, text: str) -> None:
        """The list follows each letter."""
        self._filter = text.strip()
        self.reload(keep=self.contact_id)

    @on(Input.Submitted, "#filter")
    def filter_done(self) -> None:
        """Enter goes to the list that was found."""
        self.set_focus(self.query_one(StarsList))

    def focused_pane(self) -> LinePane | None:
        """The pane that has the focus."""
        return self.focused if isinstance(self.focused, LinePane) else None

    def show_tab(self, pane: str) -> None:
        """On a narrow screen one of timeline, script and notes is shown beside the list."""
        for name in ("timeline", "script", "notes"):
            self.set_class(name == pane, f"-tab-{name}")

    def action_line(self, step: int) -> None:
        """Move by rows in the focused pane."""
        pane = self.focused_pane() or self.query_one(StarsList)
        pane.action_line(step)
        self._follow(pane)

    def action_edge(self, end: bool) -> None:
        """To the top or the end."""
        pane = self.focused_pane() or self.query_one(StarsList)
        pane.action_edge(end)
        self._follow(pane)

    def action_pane(self, number: int) -> None:
        """To a pane by its number."""
        name = ("stars", "timeline", "script-text", "notes")[number - 1]
        if number > 1:
            self.show_tab(("timeline", "script", "notes")[number - 2])
        pane = self.query_one(f"#{name}")
        if self.has_class("-full"):
            self._fill_with(pane)
        self.set_focus(pane)

    def action_turn(self, step: int) -> None:
        """To the next pane or the one before."""
        order = ["stars", "timeline", "script-text", "notes"]
        here = self.focused.id if self.focused is not None else None
        if here == "script-editor":
            here = "script-text"
        place = order.index(here) if here in order else 0
        self.action_pane((place + step) % 4 + 1)

    def action_full(self) -> None:
        """One pane in full size, or all again."""
        if self.has_class("-full"):
            self._fill_with(None)
        else:
            self._fill_with(self.focused_pane() or self.query_one(StarsList))

    def _fill_with(self, pane: Widget | None) -> None:
        name = None if pane is None else "script" if pane.id == "script-text" else pane.id
        self.set_class(name is not None, "-full")
        for each in ("stars", "timeline", "script", "notes"):
            self.set_class(each == name, f"-full-{each}")

    async def action_enter(self) -> None:
        """From the list to the script; in the script, edit; in the notes, open."""
        pane = self.focused_pane()
        notes = self.query_one(NotesPane)
        if isinstance(pane, StarsList):
            self.action_pane(3)
        elif pane is notes and notes.current is not None:
            notes.post_message(NotesPane.Opened(notes.current))
        elif pane is not None and pane.id == "script-text":
            await self.start_writing()

    def action_leave(self) -> None:
        """Escape: out of the filter, the full size, back to the list."""
        if self.has_class("-filtering"):
            self.remove_class("-filtering")
            self.query_one(FindField).value = ""
        elif self.has_class("-full"):
            self._fill_with(None)
        self.set_focus(self.query_one(StarsList))

    def action_filter(self) -> None:
        """Type to filter the list."""
        self.add_class("-filtering")
        # At once: the next letter may be under way already.
        self.set_focus(self.query_one("#filter"))

    async def action_edit(self) -> None:
        """Edit what the focused pane shows."""
        from followup_tui.tui.flows import people

        pane = self.focused_pane()
        if pane is not None and pane.id in ("notes", "script-text"):
            await self.action_enter()
        else:
            self.flow(people.edit(self))

    def action_delete(self) -> None:
        """Delete the note under the cursor, or the person."""
        from followup_tui.tui.flows import notes, people

        pane = self.query_one(NotesPane)
        if self.focused is pane:
            if pane.current is not None:
                self.flow(notes.delete(self, pane.current))
        else:
            self.flow(people.delete(self))

    def action_flow(self, name: str) -> None:
        """Run one of the flows by the name of its command."""
        self.flow(flow_named(name)(self))

    def action_channel(self) -> None:
        """The script for the next channel."""
        from followup_tui.tui.flows import script

        script.channel(self)

    def action_finding(self) -> None:
        """To the next remark of the checks, while editing as well."""
        if self.query_one(ScriptPane).editing:
            self.query_one(ScriptPane).next_finding()
            return
        self.action_pane(3)
        if self.query_one(ScriptPane).next_finding() is None:
            self.app.tell("The checks find nothing here.")

    def action_reword(self) -> None:
        """The same in other words."""
        from followup_tui.tui.flows import script

        script.reword(self)

    def action_palette(self) -> None:
        """All commands by name."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave; what is being typed is kept."""
        self.keep_typed()
        self.app.exit()
