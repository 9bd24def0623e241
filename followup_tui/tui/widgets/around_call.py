"""What stands around a script that is read aloud: whom I call, what may come of it, which keys there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from followup_tui.core.words import Outcome
from followup_tui.operations.calling import OUTCOMES, CallBrief, Foreseen
from followup_tui.tui.flows.touches import next_in_words
from followup_tui.tui.lines import Line, Span, line
from followup_tui.tui.widgets.bars import Bar
from followup_tui.tui.widgets.pane import LinePane

LABELS = {
    Outcome.REACHED: "they picked up",
    Outcome.LEFT_MESSAGE: "left a message",
    Outcome.NO_ANSWER: "no answer",
    Outcome.REPLIED: "they replied",
    Outcome.REFERRED_ON: "sent me to the recruiter",
    Outcome.NOT_NOW: "not now",
    Outcome.STOP: "asked me to stop",
}
UNHEARD = (Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER)
"""Outcomes of a call in which nobody talked."""


class WhoPane(LinePane, can_focus=False):
    """Who is called, at which number, and whether the hour suits them."""

    def __init__(self) -> None:
        super().__init__(id="reader-who")

    def show(self, brief: CallBrief, state: str) -> None:
        """Show them; `state` is what to know of this reading."""
        contact = brief.contact
        place = ", ".join(filter(None, (contact.title, contact.company)))
        first = line((contact.name, "strong"), (f"  {place}", "dim"), right=[(state, "need")])
        number = (brief.phone, "accent") if brief.phone else ("no number is known yet", "need")
        warning: Span = (f"   {self.signs.warning} {brief.hours_warning}", "need")
        self.set_rows([first, line(number, *([warning] if brief.hours_warning else []))])


class OutcomesPane(LinePane, can_focus=False):
    """One key for each outcome, with the form and date of the touch that it leads to."""

    def __init__(self) -> None:
        super().__init__(id="reader-outcomes")

    def show(
        self,
        ahead: Mapping[Outcome, Foreseen],
        today: date,
        *,
        talking: bool,
        usual: Outcome | None,
        idle: bool,
    ) -> None:
        """Show the keys; `usual` has space as well, `idle` means that none of them records anything."""
        rows = []
        for number, outcome in enumerate(OUTCOMES, 1):
            off = idle or (talking and outcome in UNHEARD)
            spans: list[Span] = [
                (f"{number} ", "dim" if off else "key"),
                (_label(outcome, talking), "dim" if off else "text"),
            ]
            if outcome is usual:
                spans.append(("  space", "key"))
            rows.append(line(*spans, right=[(_leads_to(ahead.get(outcome), today), "dim")]))
        self.set_rows(rows)


class ReaderKeys(Bar):
    """The keys that mean something at this moment."""

    def __init__(self) -> None:
        super().__init__(id="reader-keys")
        self._pairs: tuple[tuple[str, str], ...] = ()

    def show(self, *pairs: tuple[str, str]) -> None:
        """Keys and what they do."""
        self._pairs = pairs
        self.refresh()

    def content(self) -> Line:
        spans: list[Span] = []
        for key, label in self._pairs:
            spans += [(f" {key}", "key"), (f" {label} ", "text")]
        return Line(tuple(spans))


def _label(outcome: Outcome, talking: bool) -> str:
    return "we talked" if talking and outcome is Outcome.REACHED else LABELS[outcome]


def _leads_to(foreseen: Foreseen | None, today: date) -> str:
    if foreseen is None:
        return ""
    if foreseen.outcome is Outcome.STOP:
        return "never again"
    return next_in_words(foreseen.next, today).removeprefix("next: ")
