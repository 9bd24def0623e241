"""The question before an e-mail is sent: exactly this text, to exactly this person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from followup_tui.errors import FollowupError
from followup_tui.exchange.mail import Letter
from followup_tui.tui.lines import Line, Span, line, shown, wrap
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.widgets.bars import Bar
from followup_tui.tui.widgets.pane import LinePane

WORD = "send"
"""Typed out, it is the yes: no single key can be pressed by mistake, and enter never sends."""


class TypedWord(Bar):
    """How much of the word has been typed."""

    def __init__(self) -> None:
        super().__init__(id="typed-word")
        self._typed = 0
        self._said = ""

    def show(self, typed: int, said: str = "") -> None:
        """The letters typed so far; or what is going on, in their place."""
        self._typed, self._said = typed, said
        self.refresh()

    def content(self) -> Line:
        if self._said:
            return line((self._said, "need"))
        spans: list[Span] = [("To send it, type ", "text")]
        spans += [
            (f"{letter} ", "accent" if number < self._typed else "key")
            for number, letter in enumerate(WORD)
        ]
        return Line((*spans, ("  esc leaves it unsent", "dim")))


class ConfirmMail(Dialog[str | None]):
    """Hands over what `deed` says once the letter was sent; None when it was not.

    `deed` gets the token of the letter that was shown. What it raises is told here, and nothing closes.
    """

    BINDINGS = [
        Binding("escape", "leave", "Leave"),
        Binding("down", "line(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("pagedown", "line(10)", show=False),
        Binding("pageup", "line(-10)", show=False),
    ]

    def __init__(self, letter: Letter, deed: Callable[[str], Awaitable[str]]) -> None:
        super().__init__()
        self._letter = letter
        self._deed = deed
        self._typed = 0
        self._sending = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog") as dialog:
            dialog.border_title = "Send this e-mail?"
            dialog.border_subtitle = shown("nothing is sent before you typed the word")
            yield LinePane(id="page")
            yield TypedWord()
            yield Label("", id="trouble", markup=False)

    def on_mount(self) -> None:
        self.query_one("#trouble").display = False
        page = self.query_one(LinePane)
        page.focus()
        # The width is known only once it is laid out.
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        page = self.query_one(LinePane)
        rows = letter_rows(self._letter, max(page.inner_width - 1, 10))
        page.set_rows(rows)
        page.styles.height = min(len(rows), max(self.size.height - 10, 5))

    def on_key(self, event: events.Key) -> None:
        """Letter by letter; anything else begins anew."""
        if event.key in ("escape", "up", "down", "pageup", "pagedown"):
            return
        event.stop()
        event.prevent_default()
        if self._sending:
            return
        fits = event.character == WORD[self._typed]
        self._typed = self._typed + 1 if fits else int(event.character == WORD[0])
        self.query_one(TypedWord).show(self._typed)
        if self._typed == len(WORD):
            self._typed = 0
            self._sending = True
            self.send()

    @work(group="send")
    async def send(self) -> None:
        """Do it once, or say in one sentence why not."""
        word, trouble = self.query_one(TypedWord), self.query_one("#trouble", Label)
        trouble.display = False
        word.show(0, "sending …")
        try:
            said = await self._deed(self._letter.token)
        except FollowupError as exc:
            self._sending = False
            word.show(0)
            trouble.update(shown(str(exc)))
            trouble.display = True
            return
        self.dismiss(said)

    def action_line(self, step: int) -> None:
        """Scroll the text."""
        self.query_one(LinePane).action_line(step)

    def action_leave(self) -> None:
        """Leave it unsent; what is being sent just now is waited for."""
        if not self._sending:
            self.dismiss(None)


def letter_rows(letter: Letter, width: int) -> list[Line]:
    """A letter as its reader will see it, with the bare address it goes to."""
    rows: list[Line] = []
    for label, said in (
        ("To", f"{letter.to_name} <{letter.to}>" if letter.to_name else letter.to),
        ("From", letter.sender),
        ("Subject", letter.subject or "(none)"),
    ):
        first, *more = wrap(said, width - 9)
        rows.append(line((f"{label:<9}", "dim"), (first, "strong")))
        rows += [line((f"{'':9}", ""), (row, "strong")) for row in more]
    rows.append(Line())
    return rows + [line((row, "text")) for row in wrap(letter.body, width)]
