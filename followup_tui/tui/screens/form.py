"""A dialog of labelled fields: what it hands over is checked before it closes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, Label

from followup_tui.errors import FollowupError
from followup_tui.tui.lines import shown
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.choice import Choice

if TYPE_CHECKING:
    from textual.widgets import TextArea

Result = TypeVar("Result")
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a form."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    """Shown in the empty field."""
    options: tuple[tuple[str, str], ...] = ()
    """Pairs of value and label: the field is a choice then."""
    lines: int = 1
    """How many rows it shows; with more than one, enter begins another line of the text."""


class FormScreen(Dialog[Result | None], Generic[Result]):
    """Escape leaves without a trace; ctrl+s, or enter on the last field, saves.

    `submit` does the deed: what it raises as one of our errors is shown, and the form stays open.
    `preview` says what the values mean, as one types.
    """

    BINDINGS = [
        Binding("escape", "cancel", "Cancel"),
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("enter", "forward", "Next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: tuple[Field, ...],
        submit: Callable[[Values], Awaitable[Result]],
        preview: Callable[[Values], Awaitable[str]] | None = None,
        said: str = "",
        start: str = "",
        verb: str = "save",
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = fields
        self._submit = submit
        self._preview = preview
        self._said = said
        self._verb = verb
        """What ctrl+s does: "next" where nothing is saved yet."""
        self._start = start
        """The field that has the focus first, where it is not the first one."""
        self._saving = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = shown(self._title)
            dialog.border_subtitle = shown(f"ctrl+s {self._verb} · esc leave")
            if self._said:
                yield Label(shown(self._said), id="said")
            with VerticalScroll(id="fields", can_focus=False):
                for field in self._fields:
                    with Horizontal(classes="field") as row:
                        row.styles.height = field.lines
                        yield Label(shown(field.label), classes="label")
                        yield self._control(field)
            yield Label("", id="preview", markup=False)
            yield Label("", id="trouble", markup=False)

    def on_mount(self) -> None:
        self.query_one("#preview").display = self._preview is not None
        self.query_one("#trouble").display = False
        if self._start:
            self.query_one(f"#field-{self._start}").focus()
        self.show_preview()

    def values(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        found: dict[str, str] = {}
        for field in self._fields:
            control = self.query_one(f"#field-{field.name}")
            if isinstance(control, (Input, Choice)):
                found[field.name] = control.value
            else:
                # Loaded where a form has one: it brings a parser along.
                found[field.name] = control.text  # type: ignore[attr-defined]
        return found

    @on(Input.Changed)
    @on(Choice.Changed)
    def changed(self) -> None:
        """Another preview, and an old complaint is gone."""
        self.query_one("#trouble").display = False
        self.show_preview()

    def on_text_area_changed(self) -> None:
        """The same for a text of several lines."""
        self.changed()

    @on(Input.Submitted)
    def next_or_save(self) -> None:
        """Enter goes on to the next field, and saves at the last."""
        self.action_forward()

    @work(exclusive=True, group="preview")
    async def show_preview(self) -> None:
        """Say what the values would mean."""
        if self._preview is None:
            return
        label = self.query_one("#preview", Label)
        try:
            label.update(shown(await self._preview(self.values())))
        except FollowupError as exc:
            label.update(shown(str(exc)))

    def action_forward(self) -> None:
        """From a choice as from a field of words."""
        if self.focused is not None and self.focused.id == f"field-{self._fields[-1].name}":
            self.action_save()
        else:
            self.focus_next()

    def action_cancel(self) -> None:
        """Leave; nothing was changed. What is being saved just now is waited for."""
        if not self._saving:
            self.dismiss(None)

    @work(group="save")
    async def action_save(self) -> None:
        """Do the deed once, or say in one sentence why not."""
        if self._saving:
            return
        self._saving = True
        try:
            result = await self._submit(self.values())
        except FollowupError as exc:
            self._saving = False
            trouble = self.query_one("#trouble", Label)
            trouble.update(shown(str(exc)))
            trouble.display = True
            return
        self.dismiss(result)

    def _control(self, field: Field) -> Input | Choice | TextArea:
        if field.options:
            return Choice(field.options, field.value, id=f"field-{field.name}")
        if field.lines > 1:
            return _text_area(field)
        control = Input(field.value, placeholder=field.hint, id=f"field-{field.name}", compact=True)
        control.cursor_blink = False
        return control


def _text_area(field: Field) -> TextArea:
    from textual.widgets import TextArea  # as in `values`

    area = TextArea(
        field.value,
        id=f"field-{field.name}",
        soft_wrap=True,
        show_line_numbers=False,
        tab_behavior="focus",
        placeholder=field.hint,
        compact=True,
        highlight_cursor_line=False,
    )
    area.cursor_blink = False
    return area
