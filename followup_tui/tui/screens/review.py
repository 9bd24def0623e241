"""The review: one person at a time, brief, script and one key for what happened (S2.5)."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from followup_tui.core.phrases import count
from followup_tui.core.review import Deck
from followup_tui.core.words import Outcome, form_of, spoken
from followup_tui.errors import FollowupError
from followup_tui.operations import calling, review, touches
from followup_tui.operations.dates import read_date
from followup_tui.operations.desk import Desk
from followup_tui.operations.review import ANSWERS, Card, Option
from followup_tui.operations.touches import Recorded
from followup_tui.operations.views import PersonView
from followup_tui.tui.flows.touches import courtesy_asked, next_in_words
from followup_tui.tui.lines import Line, Span, line, shown, wrap
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.screens.voicemail import VoicemailReader
from followup_tui.tui.widgets.around_call import ReaderKeys
from followup_tui.tui.widgets.pane import LinePane

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

BOX = 10
"""Minutes after which it is said that the rest can wait (S1.16)."""
_ASKED = (Outcome.REPLIED, Outcome.REFERRED_ON, Outcome.NOT_NOW, Outcome.STOP)
"""Answers whose words matter for what comes next."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How a review ended."""

    last_contact: int | None
    """Whom the main screen should show."""


class ReviewScreen(Screen[Reviewed]):
    """Writes by the verbs that the main screen uses; `now` is a clock in seconds."""

    CSS_PATH = "review.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS = [
        Binding("space", "usual", "The usual answer"),
        *(Binding(key, f"answer('{outcome.value}')", label) for key, outcome, label in ANSWERS),
        Binding("n,right,l", "move(1)", "Next person"),
        Binding("b,left,h", "move(-1)", "The one before"),
        Binding("s", "skip", "Leave out"),
        Binding("V", "read", "Read aloud"),
        Binding("i", "brief", "Brief"),
        Binding("u", "undo", "Undo"),
        Binding("j,down", "line(1)", show=False),
        Binding("k,up", "line(-1)", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("escape,q", "leave", "Enough for today"),
    ]
    app: FollowupApp

    def __init__(self, desk: Desk, deck: Deck, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.desk = desk
        self._deck = deck
        self._settled: dict[int, str] = {}
        """What was recorded of this review's touches, by their id."""
        self._at = 0
        self._card: Card | None = None
        self._now = now
        self._begun = now()
        self._busy = False

    @property
    def view(self) -> PersonView | None:
        """Who is shown, as the courtesy question asks it."""
        return self._card.view if self._card else None

    @property
    def over(self) -> bool:
        """Whether everybody has had their turn."""
        return self._at >= len(self._deck.items)

    def compose(self) -> ComposeResult:
        yield LinePane(id="review-who")
        with Horizontal(id="review-body"):
            with Vertical(id="review-left"):
                yield LinePane(id="review-brief")
                yield LinePane(id="review-answers")
            yield LinePane(id="review-script")
        yield ReaderKeys()

    def on_mount(self) -> None:
        for name in ("#review-who", "#review-answers"):
            self.query_one(name).can_focus = False
        self.query_one("#review-brief").border_title = "Brief"
        self.query_one("#review-answers").border_title = "What happened"
        self.set_focus(self.query_one("#review-script"))
        self.turn_up()

    def on_resize(self) -> None:
        """Rows follow the width they have."""
        self.call_after_refresh(self.draw)

    @work(exclusive=True, group="card")
    async def turn_up(self) -> None:
        """The card of whose turn it is."""
        self._card = None
        if not self.over:
            item = self._deck.items[self._at]
            try:
                self._card = await self.app.in_order(lambda: review.card(self.desk, item))
            except FollowupError as exc:
                self.app.tell(str(exc), severity="error")
        for name in ("#review-brief", "#review-script"):
            self.query_one(name).scroll_to(y=0, animate=False, immediate=True)
        self.draw()

    def draw(self) -> None:
        """All panes from the card, or the end."""
        if not self.is_mounted:
            return
        who, brief, answers, script = (
            self.query_one(f"#review-{n}", LinePane) for n in ("who", "brief", "answers", "script")
        )
        card = self._card
        who.set_rows(self._who(card))
        if card is None:
            brief.set_rows([])
            answers.set_rows([])
            script.border_title = ""
            script.set_rows(self._end(max(script.content_region.width, 20)) if self.over else [])
        else:
            self._draw_card(card, brief, answers, script)
        self.query_one(ReaderKeys).show(*self._keys())
        self.set_class(card is None and self.over, "-over")

    def _draw_card(self, card: Card, brief: LinePane, answers: LinePane, script: LinePane) -> None:
        brief.set_rows(_brief_rows(card, max(brief.content_region.width - 1, 20)))
        answers.set_rows([_answer_row(o) for o in card.options])
        width = max(script.content_region.width - 1, 20)
        if card.script is None:
            script.border_title = "Script"
            script.set_rows([line((row, "dim")) for row in wrap(card.no_script, width)])
            return
        separator = script.signs.separator
        script.border_title = shown(
            f"{spoken(card.script.channel)} {separator} {spoken(card.script.purpose)}"
        )
        script.border_subtitle = shown(
            f"{card.script.words} words {separator} {card.script.seconds} s"
        )
        rows = [line((row, "strong")) for row in wrap(card.script.subject, width) if row]
        rows += [Line()] if rows else []
        rows += [line((row, "text")) for row in wrap(card.script.body, width)]
        script.set_rows(rows)

    def _who(self, card: Card | None) -> list[Line]:
        total = len(self._deck.items)
        minutes = int((self._now() - self._begun) // 60)
        clock: Span = (f"{minutes} of {BOX} min", "dim" if minutes < BOX else "need")
        if card is None:
            return [line(("Review", "strong"), right=[clock])]
        contact = card.view.contact
        signs = self.query_one("#review-who", LinePane).signs
        star: Span = (f"{signs.star} ", "need") if contact.starred else ("", "")
        place = ", ".join(filter(None, (contact.title, contact.company)))
        settled = self._settled.get(card.touch.id, "")
        first = line(
            star,
            (contact.name, "strong"),
            (f"  {place}", "dim"),
            right=[(f"{self._at + 1} of {total}   ", "text"), clock],
        )
        return [first, line((settled or card.question, "fine" if settled else "need"))]

    def _end(self, width: int) -> list[Line]:
        rows = [line(("That is all for today.", "strong")), Line()]
        rows += [line((row, "text")) for row in wrap(review.tomorrow(self.desk), width)]
        if self._deck.left:
            left = count(self._deck.left, "person", "people")
            rows += [Line(), line((f"{left} can wait; nobody needs to hear today.", "dim"))]
        return rows

    def _keys(self) -> tuple[tuple[str, str], ...]:
        if self._card is None:
            return (("esc", "back"), ("b", "the one before"), ("u", "undo"))
        return (
            ("space", "usual"),
            *((("i", "brief"),) if self.has_class("-narrow") else ()),
            ("V", "aloud"),
            ("n", "next"),
            ("b", "before"),
            ("s", "leave out"),
            ("u", "undo"),
            ("esc", "enough"),
        )

    def action_move(self, step: int) -> None:
        """Another person; nothing is recorded."""
        self._at = min(max(self._at + step, 0), len(self._deck.items))
        self.turn_up()

    def action_line(self, step: int) -> None:
        """Scroll what has the focus."""
        pane = self.focused if isinstance(self.focused, LinePane) else None
        (pane or self.query_one("#review-script", LinePane)).action_line(step)

    def action_brief(self) -> None:
        """The brief in the place of the script, where there is no room for both."""
        self.toggle_class("-brief")
        wanted = "#review-brief" if self.has_class("-brief") else "#review-script"
        self.set_focus(self.query_one(wanted))
        self.call_after_refresh(self.draw)

    def action_usual(self) -> None:
        """The usual answer for this form."""
        if self._card is not None:
            self.settle(self._card, self._card.usual)

    def action_answer(self, outcome: str) -> None:
        """One key for what happened; some answers ask for their words first."""
        if self._card is not None:
            self.settle(self._card, Outcome(outcome))

    def action_skip(self) -> None:
        """Leave this touch out, and nobody asks why."""
        if self._card is not None:
            self.leave_out(self._card)

    def action_leave(self) -> None:
        """Enough for today: what is left stays where it is."""
        current = self._card.view.contact.id if self._card else None
        self.dismiss(Reviewed(current))

    @work(group="settle")
    async def settle(self, card: Card, outcome: Outcome) -> None:
        """Record an answer once, then on to the next person."""
        if self._busy or card.touch.id in self._settled:
            return
        self._busy = True
        try:
            if outcome in _ASKED:
                recorded = await self._ask(card, outcome)
            else:
                recorded = await self._record(card, outcome)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
            return
        finally:
            self._busy = False
        if recorded is not None:
            self._note(card, recorded)

    async def _record(
        self, card: Card, outcome: Outcome, said: str = "", until: date | None = None
    ) -> Recorded | None:
        happened = review.happened(card, outcome, said, until)
        asked = await courtesy_asked(self, card.touch, happened)
        if asked is None:
            return None
        return await self.app.in_order(lambda: touches.done(self.desk, card.touch, asked))

    async def _ask(self, card: Card, outcome: Outcome) -> Recorded | None:
        async def submit(values: Values) -> tuple[str, date | None]:
            until = values.get("until", "")
            day = read_date(until, self.desk.today) if until.strip() else None
            return values["said"], day

        fields = [Field("said", "Their words", hint="as they put it")]
        if outcome is Outcome.NOT_NOW:
            fields.append(Field("until", "Until when", hint="May, 2w, 12 jan; or leave it open"))
        label = next(text for _, o, text in ANSWERS if o is outcome)
        form = FormScreen(f"{card.view.contact.name}: {label}", tuple(fields), submit)
        told = await self.app.push_screen_wait(form)
        return None if told is None else await self._record(card, outcome, *told)

    @work(group="settle")
    async def leave_out(self, card: Card) -> None:
        """Skip without a reason; D on the main screen takes one."""
        if self._busy or card.touch.id in self._settled:
            return
        self._busy = True
        try:
            recorded = await self.app.in_order(lambda: touches.skip(self.desk, card.touch, ""))
        except FollowupError as exc:
            self.app.tell(str(exc), severity="error")
            return
        finally:
            self._busy = False
        self._note(card, recorded)

    @work(group="settle")
    async def action_read(self) -> None:
        """The call step: the script large, with its clock."""
        card = self._card
        if card is None or card.touch.id in self._settled:
            return
        if form_of(card.touch.channel) != "phone":
            self.app.tell("This one is written, not spoken.")
            return
        try:
            brief = calling.call_brief(self.desk, card.view.contact)
        except FollowupError as exc:
            self.app.tell(str(exc), severity="warning")
            return
        result = await self.app.push_screen_wait(VoicemailReader(self.desk, brief))
        if result is None:
            return
        happened = calling.happened_in(brief, result)
        asked = await courtesy_asked(self, card.touch, happened)
        if asked is None:
            return
        recorded = await self.app.in_order(
            lambda: calling.record_call(self.desk, brief, result, asked)
        )
        self._note(card, recorded)

    @work(group="settle")
    async def action_undo(self) -> None:
        """Take back the newest action, and go back to whom it was about."""
        moved = await self.app.in_order(self.desk.store.journal.undo)
        if not moved:
            self.app.tell("There is nothing to take back.")
            return
        self.app.tell(f"Taken back: {moved[0].did}")
        about = self.desk.store.journal.contact_of(moved[0].id)
        for number, item in enumerate(self._deck.items):
            if item.contact_id == about:
                self._settled.pop(item.touch_id, None)
                self._at = number
        self.turn_up()

    def _note(self, card: Card, recorded: Recorded) -> None:
        follows = next_in_words(recorded.next, self.desk.today, recorded.remarks)
        self._settled[card.touch.id] = recorded.did
        self.app.tell(f"{recorded.did}\n{follows}", undo=True)
        self._at += 1
        self.turn_up()


def _brief_rows(card: Card, width: int) -> list[Line]:
    rows: list[Line] = []
    for label, words in card.brief[1:]:
        # Who it is stands above.
        style = "past" if label == "hard news" else "text"
        said = wrap(words, max(width - 15, 10))
        rows.append(line((f"{label:<14} ", "dim"), (said[0], style)))
        rows += [line((" " * 15, ""), (row, style)) for row in said[1:]]
    return rows


def _answer_row(option: Option) -> Line:
    key = "space" if option.key == "space" else option.key
    return line((f"{key:>5}  ", "key"), (f"{option.label:<25}", "text"), (option.next, "dim"))
