"""The voicemail reader: a script read aloud against the clock, the live call, one key for what happened."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from followup_tui.core.calls import SOFT_END, minutes_of
from followup_tui.core.words import Outcome
from followup_tui.errors import UsageError
from followup_tui.operations.calling import (
    OUTCOMES,
    CallBrief,
    CallResult,
    Foreseen,
    foresee,
    record_call,
)
from followup_tui.operations.dates import read_date
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import describe
from followup_tui.operations.preview import what_if
from followup_tui.scripts.pace import Pace, pace
from followup_tui.tui.call_page import brief_rows
from followup_tui.tui.flows.touches import next_in_words
from followup_tui.tui.lines import shown
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.stopwatch import Stopwatch
from followup_tui.tui.widgets.around_call import LABELS, UNHEARD, OutcomesPane, ReaderKeys, WhoPane
from followup_tui.tui.widgets.pane import LinePane
from followup_tui.tui.widgets.reading import ReaderClock, SpokenText

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

_ASKED = (Outcome.REPLIED, Outcome.NOT_NOW)
"""Outcomes whose words matter for what comes next: they are asked for."""
_ENDINGS = {None: "who ended it?", True: "you ended it", False: "they ended it"}
_LOOK = 0.1
"""Seconds between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What was typed about a call before its outcome."""

    said: str = ""
    note: str = ""
    until: date | None = None


class VoicemailReader(Screen[CallResult | None]):
    """Reads with its user, then hands over what came of the call; None when nothing is to be recorded.

    It writes nothing: whoever pushed it records the result. `now` is a clock in seconds.
    """

    CSS_PATH = "voicemail.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]
    BINDINGS = [
        Binding("space", "go_on", "Go on"),
        Binding("enter", "start_or_pause", "Start, pause"),
        *(Binding(str(n), f"outcome({n})", LABELS[o]) for n, o in enumerate(OUTCOMES, 1)),
        Binding("r", "again", "From the top"),
        Binding("t", "job", "They talk about a job"),
        Binding("e", "ending", "Who ended it"),
        Binding("n", "note", "Note"),
        Binding("b", "brief", "Brief"),
        Binding("p", "practice", "Practice"),
        Binding("j,down", "line(1)", show=False),
        Binding("k,up", "line(-1)", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("escape,q", "leave", "Leave"),
    ]
    app: FollowupApp

    def __init__(
        self, desk: Desk, brief: CallBrief, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._desk = desk
        self._brief = brief
        self._pace: Pace = pace(brief.voicemail.body)
        self._reading = Stopwatch(now)
        self._call = Stopwatch(now)
        self._told = _Told()
        self._ahead: dict[Outcome, Foreseen] = {}
        self.practising = False
        """Whether it is only read aloud, with nothing logged (S3.24)."""
        self.talking = False
        """Whether they picked up."""
        self.about_a_job = False
        """Whether they began to talk about a specific job: no clock then (S3.33)."""
        self.ended_by_me: bool | None = None

    def compose(self) -> ComposeResult:
        yield WhoPane()
        with Horizontal(id="reader-body"):
            with Vertical(id="reader-left"):
                yield SpokenText()
                yield ReaderClock()
            with Vertical(id="reader-right"):
                yield LinePane(id="reader-brief")
                yield OutcomesPane()
        yield ReaderKeys()

    def on_mount(self) -> None:
        self.query_one("#reader-brief").border_title = "Brief"
        self.query_one(OutcomesPane).border_title = "What happened"
        self.query_one(ReaderClock).introduce(self._brief.me_name, self._brief.me_phone)
        self.set_focus(self.query_one(SpokenText))
        self.set_interval(_LOOK, self.tick)
        self._show_script()
        self.look_ahead()

    def on_resize(self) -> None:
        """Rows follow the width they have."""
        self.call_after_refresh(self._draw)

    @work(group="ahead", exit_on_error=False)
    async def look_ahead(self) -> None:
        """Find out what each outcome would plan."""
        found = await self.app.in_order(lambda: foresee(self._desk, self._brief))
        self._ahead = {foreseen.outcome: foreseen for foreseen in found}
        self._draw()

    def tick(self) -> None:
        """Move on with the clock."""
        clock, text = self.query_one(ReaderClock), self.query_one(SpokenText)
        if self.talking:
            self._tick_call(clock, text)
            return
        seconds, watch = self._reading.seconds, self._reading
        word = self._pace.word_at(seconds)
        if word is None and watch.running:
            watch.pause()
            self._draw()
        begun = seconds > 0 or watch.running
        at = len(self._pace.words) if word is None else word
        text.say(at if begun else None, running=watch.running)
        clock.show(seconds, self._brief.limit, self._pace.seconds)

    def _tick_call(self, clock: ReaderClock, text: SpokenText) -> None:
        seconds = self._call.seconds
        if self.about_a_job:
            text.close_now(False)
            clock.show(seconds, 0, said="no clock: they are talking about a job")
            return
        late = seconds >= SOFT_END * 60
        text.close_now(late)
        left = "time for a kind goodbye" if late else f"soft end at {SOFT_END}:00"
        clock.show(seconds, SOFT_END * 60, said=left)

    @property
    def read_out(self) -> bool:
        """Whether the whole script has been read."""
        if self.talking or not self._pace.words:
            return False
        return self._pace.word_at(self._reading.seconds) is None

    def action_start_or_pause(self) -> None:
        """Enter starts the clock and pauses it; it never records anything."""
        if self.talking:
            return
        if self.read_out:
            self._reading.reset()
        if self._reading.running:
            self._reading.pause()
        else:
            self._reading.start()
        self.tick()
        self._draw()

    def action_go_on(self) -> None:
        """The next step: start, pause, and once all is said the usual answer."""
        if self.talking:
            self._conclude(Outcome.REACHED)
        elif self.read_out and not self.practising:
            self._conclude(Outcome.LEFT_MESSAGE)
        else:
            self.action_start_or_pause()

    def action_again(self) -> None:
        """Back to the first word."""
        if not self.talking:
            self._reading.reset()
            self.tick()
            self._draw()

    def action_outcome(self, number: int) -> None:
        """One key for what happened."""
        outcome = OUTCOMES[number - 1]
        if self.practising:
            self.app.tell("This is practice: nothing is logged. p ends it.")
        elif outcome is Outcome.REACHED and not self.talking:
            self._pick_up()
        elif self.talking and outcome in UNHEARD:
            self.app.tell("You are talking: esc goes back to the message.")
        elif outcome in _ASKED:
            self.ask_words(outcome)
        else:
            self._conclude(outcome)

    def _pick_up(self) -> None:
        """They picked up: the live script, and a clock with a soft end."""
        self._reading.pause()
        self.talking = True
        self._call.start()
        self._show_script()

    def _conclude(self, outcome: Outcome) -> None:
        self.dismiss(self._result(outcome, self._told))

    def _result(self, outcome: Outcome, told: _Told) -> CallResult:
        return CallResult(
            outcome,
            minutes_of(self._call.seconds) if self.talking else None,
            self.ended_by_me if self.talking else None,
            told.said,
            told.note,
            told.until,
            self.about_a_job,
        )

    @work(exclusive=True, group="form")
    async def ask_words(self, outcome: Outcome) -> None:
        """Their words, and until when: what comes next follows from them."""
        named = outcome is Outcome.NOT_NOW

        def read(values: Values) -> _Told:
            until = _day_ahead(values.get("until", ""), self._desk.today)
            return replace(self._told, said=values["said"], until=until, note=values["note"])

        async def submit(values: Values) -> _Told:
            return read(values)

        async def preview(values: Values) -> str:
            result = self._result(outcome, read(values))
            would = await self.app.in_order(
                lambda: what_if(self._desk, lambda: record_call(self._desk, self._brief, result))
            )
            return next_in_words(would.next, self._desk.today, would.remarks)

        fields = [Field("said", "Their words", self._told.said, "as they put it")]
        if named:
            fields.append(Field("until", "Until when", hint="May, 2w, 12 jan; or leave it open"))
        fields.append(Field("note", "For yourself", self._told.note, "how it went"))
        title = f"{self._brief.contact.name}: {LABELS[outcome]}"
        told = await self.app.push_screen_wait(FormScreen(title, tuple(fields), submit, preview))
        if told is not None:
            self._told = told
            self._conclude(outcome)

    @work(exclusive=True, group="form")
    async def action_note(self) -> None:
        """Write down what they say, while the clock goes on."""

        async def submit(values: Values) -> _Told:
            return replace(self._told, said=values["said"], note=values["note"])

        fields = (
            Field("said", "Their words", self._told.said, "as they put it"),
            Field("note", "For yourself", self._told.note, "how it goes"),
        )
        title = f"Talking to {self._brief.contact.name}"
        told = await self.app.push_screen_wait(FormScreen(title, fields, submit))
        if told is not None:
            self._told = told

    def action_job(self) -> None:
        """They talk about a specific job: the clock is off, and the opening is noted afterwards (S3.33)."""
        if self.talking:
            self.about_a_job = not self.about_a_job
            self.tick()
            self._draw()

    def action_ending(self) -> None:
        """Who ended the call: not said, I did, they did (S3.34)."""
        if self.talking:
            turns = (None, True, False)
            self.ended_by_me = turns[(turns.index(self.ended_by_me) + 1) % 3]
            self._draw()

    def action_practice(self) -> None:
        """Read it aloud with the clock and log nothing (S3.24)."""
        if not self.talking:
            self.practising = not self.practising
            self.action_again()

    def action_brief(self) -> None:
        """The brief in the place of the script, where there is no room for both."""
        self.toggle_class("-brief")
        wanted = "#reader-brief" if self.has_class("-brief") else "#reader-script"
        self.set_focus(self.query_one(wanted))
        self.call_after_refresh(self._draw)

    def action_line(self, step: int) -> None:
        """Scroll what has the focus."""
        pane = self.focused if isinstance(self.focused, LinePane) else self.query_one(SpokenText)
        pane.action_line(step)

    def action_leave(self) -> None:
        """Back to the message from a talk, else out; nothing is recorded."""
        if not self.talking:
            self.dismiss(None)
            return
        self.talking = self.about_a_job = False
        self.ended_by_me = None
        self._call.reset()
        self._show_script()

    def _show_script(self) -> None:
        """The message, or greeting and closing of the talk."""
        text, brief = self.query_one(SpokenText), self._brief
        script = brief.greeting if self.talking else brief.voicemail
        text.border_title = shown("they picked up" if self.talking else describe(script))
        separator = text.signs.separator
        text.border_subtitle = shown(f"{script.words} words {separator} {script.seconds} s")
        text.show(script.body, brief.closing if self.talking else "", script.hard)
        self.tick()
        self._draw()

    def _draw(self) -> None:
        """Everything around the script."""
        if not (self.is_mounted and self.is_attached):
            return
        self.query_one(WhoPane).show(self._brief, self._state())
        pane = self.query_one("#reader-brief", LinePane)
        # Beside a scroll bar, whether it is there yet or not.
        width = max(pane.content_region.width - 1, 1)
        pane.set_rows(brief_rows(self._brief, self._desk.today, width, pane.signs))
        self.query_one(OutcomesPane).show(
            self._ahead,
            self._desk.today,
            talking=self.talking,
            usual=self._usual(),
            idle=self.practising,
        )
        self.query_one(ReaderKeys).show(*self._keys())

    def _state(self) -> str:
        """What to know of this reading; a script with a hole warns (S3.15)."""
        if self.practising:
            return "practice: nothing is logged"
        script = self._brief.greeting if self.talking else self._brief.voicemail
        return "something is still missing in the script" if script.missing else ""

    def _usual(self) -> Outcome | None:
        """What space would record now."""
        if self.talking:
            return Outcome.REACHED
        return Outcome.LEFT_MESSAGE if self.read_out and not self.practising else None

    def _keys(self) -> list[tuple[str, str]]:
        if self.talking:
            clock = "clock on again" if self.about_a_job else "they talk about a job"
            return [
                ("space", "we talked"),
                ("t", clock),
                ("e", _ENDINGS[self.ended_by_me]),
                ("n", "note"),
                *self._brief_key(),
                ("esc", "back"),
            ]
        running = "pause" if self._reading.running else "start"
        keys = [("space", "left a message" if self._usual() else running)]
        if self.read_out:
            keys = [*keys, ("enter", "once more")] if not self.practising else [("space", "again")]
        practice = "end practice" if self.practising else "practice"
        return [
            *keys,
            ("1", "they picked up"),
            ("p", practice),
            ("n", "note"),
            *self._brief_key(),
            ("esc", "leave"),
        ]

    def _brief_key(self) -> list[tuple[str, str]]:
        return [] if self.has_class("-wide") else [("b", "brief")]


def _day_ahead(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    day = read_date(text, today)
    if day <= today:
        raise UsageError("That day is not ahead: give a later one, or leave it open.")
    return day
