"""News and vacancies that feeds brought: read, choose for scripts, make an opening, hide."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from followup_tui.core.news import Clipping
from followup_tui.core.phrases import short_date
from followup_tui.core.words import Tone
from followup_tui.errors import FollowupError
from followup_tui.operations import news
from followup_tui.operations.desk import Desk
from followup_tui.tui.commands import STEPS, bindings
from followup_tui.tui.empty import key_of
from followup_tui.tui.lines import Line, Span, line, shown, wrap
from followup_tui.tui.screens.dialog import Dialog
from followup_tui.tui.turns import Turns
from followup_tui.tui.widgets.records import RecordPane

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

Flow = Coroutine[Any, Any, None]
_TITLE_ROWS = 3


class NewsPane(RecordPane[Clipping]):
    """What feeds brought, under the names of the companies, with a cursor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._more: Mapping[str, int] = {}
        self._empty = ""

    def show(self, pieces: Sequence[Clipping], empty: str, keep: int | None = None) -> None:
        """Show these; the cursor goes to the piece of that number, else stays near its place."""
        shown_pieces, self._more = news.few(pieces)
        self._empty = empty
        self.take(shown_pieces, [piece.id for piece in shown_pieces], keep)

    def redraw(self) -> None:
        rows: list[Line] = []
        self._places = []
        company = ""
        for piece in self._records:
            if piece.company != company:
                rows += self._held_back(company)
                rows += [Line()] * bool(rows) + [line((piece.company.upper(), "heading"))]
                company = piece.company
            start = len(rows)
            rows += self._rows_of(piece)
            self._places.append(range(start, len(rows)))
        rows += self._held_back(company)
        if not self._records:
            rows = [line((row, "dim")) for row in wrap(self._empty, max(self.inner_width, 10))]
        self.set_rows(rows, self.mark())
        self.keep_in_sight(self.mark())

    def _held_back(self, company: str) -> list[Line]:
        """How much more there is of a company than is shown."""
        more = self._more.get(company, 0)
        return [line((f"  … {more:,} more", "dim"))] if more else []

    def _rows_of(self, piece: Clipping) -> list[Line]:
        today = self._desk.today
        stale = piece.stale(today)
        day = short_date(piece.on, today) if piece.on else ""
        left: list[Span] = [(f"{self.signs.done} " if piece.in_scripts else "  ", "fine")]
        left.append((f"{day:<12}", "dim"))
        signs: list[Span] = []
        for word, style, so in (
            ("vacancy", "need", piece.jobs),
            ("hard", "past", piece.tone is Tone.HARD),
            ("in scripts", "fine", piece.in_scripts),
            ("old", "dim", stale),
        ):
            signs += [(f"  {word}", style)] if so else []
        room = self.inner_width - 14 - sum(len(text) for text, _ in signs) - 1
        first, *more = wrap(piece.title, max(room, 10))[:_TITLE_ROWS]
        tone = "dim" if stale else "text"
        rows = [line(*left, (first, tone), right=signs)]
        return rows + [line((" " * 14, ""), (row, tone)) for row in more]


class NewsScreen(Dialog[None]):
    """One list of everything that feeds brought; each deed is one key and one undo."""

    app: FollowupApp
    BINDINGS = [
        Binding("escape,q,N", "close", "Close"),
        *bindings(STEPS),
        Binding("enter", "open", "Open", show=False),
        Binding("o", "open", "Open", id="contact.open"),
        Binding("space", "use", "For scripts"),
        Binding("O", "opening", "Opening", id="plan.opening"),
        Binding("x", "hide", "Hide", id="item.delete"),
        Binding("a", "add", "Add a feed", id="contact.add"),
        Binding("f", "fetch", "Look now", id="pane.full"),
        Binding("u", "undo", "Undo", id="history.undo"),
        Binding("U", "redo", "Redo", id="history.redo"),
    ]

    def __init__(
        self, desk: Desk, flows: Mapping[str, Callable[[NewsScreen, Clipping | None], Flow]]
    ) -> None:
        """`flows` are the deeds by name; each gets the piece under the cursor."""
        super().__init__()
        self._desk = desk
        self._flows = flows
        self.turns = Turns()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="wide") as dialog:
            dialog.border_title = shown("News")
            yield NewsPane(self._desk)

    def on_mount(self) -> None:
        pane = self.query_one(NewsPane)
        pane.focus()
        keys = self.app.keys
        opening, hide, add, look = (
            key_of(name, keys)
            for name in ("plan.opening", "item.delete", "contact.add", "pane.full")
        )
        foot = (
            f"space use · {opening} opening · {hide} hide · enter read"
            f" · {add} feed · {look} look · esc"
        )
        self.query_one("#dialog").border_subtitle = shown(foot)
        self.call_after_refresh(self.read)

    def read(self, keep: int | None = None) -> None:
        """Read the list anew; the cursor goes to the piece of that number."""
        add, look = (key_of(name, self.app.keys) for name in ("contact.add", "pane.full"))
        pane = self.query_one(NewsPane)
        here = pane.current
        try:
            known = self._desk.store.feeds.any()
            pieces = news.clippings(self._desk)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
            return
        empty = (
            f"Nothing new. {look} looks now."
            if known
            else f"No feed yet. {add} adds the address of a company's news or vacancies: RSS, Atom or"
            " a Google Alert. Nothing is fetched before."
        )
        pane.show(pieces, empty, keep or (here.id if here is not None else None))

    def _begin(self, name: str) -> None:
        """After those of the keys before."""
        steps = self._flows[name](self, self.query_one(NewsPane).current)
        self.run_worker(self.turns.line_up(steps), group="flow")

    def action_line(self, step: int) -> None:
        """Move the cursor."""
        self.query_one(NewsPane).action_line(step)

    def action_edge(self, end: bool) -> None:
        """To the first or the last."""
        self.query_one(NewsPane).action_edge(end)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)

    def action_open(self) -> None:
        """Read the page itself."""
        self._begin("open")

    def action_use(self) -> None:
        """Let scripts say it, or no longer."""
        self._begin("use")

    def action_opening(self) -> None:
        """It is a vacancy: plan to ask about it."""
        self._begin("opening")

    def action_hide(self) -> None:
        """Never show it again."""
        self._begin("hide")

    def action_add(self) -> None:
        """A feed more."""
        self._begin("add")

    def action_fetch(self) -> None:
        """Look whether there is anything new."""
        self._begin("fetch")

    def action_undo(self) -> None:
        """Take back the newest action."""
        self._begin("undo")

    def action_redo(self) -> None:
        """Do it again."""
        self._begin("redo")
