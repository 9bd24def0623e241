"""Pane 2: who it is, what happened, how the company stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.phrases import short_date, when
from followup_tui.core.records import Application, Interview, Touch
from followup_tui.core.words import (
    Channel,
    ContactState,
    Decision,
    Direction,
    Purpose,
    Rank,
    Standing,
    TouchState,
    form_of,
    spoken,
)
from followup_tui.operations.views import PersonView
from followup_tui.tui.empty import Empty, nothing
from followup_tui.tui.lines import Line, line, wrap
from followup_tui.tui.widgets.pane import LinePane

_STANDING = {
    Standing.ADDING_VALUE: "fine",
    Standing.STAYING_IN_TOUCH: "text",
    Standing.TOO_CLOSE: "past",
    Standing.QUIET: "dim",
    Standing.WAITING: "channel",
}
_PURPOSES = {
    Purpose.THANKS_INTERVIEW: "thank-you",
    Purpose.THANKS_DECISION: "thank-you",
    Purpose.VALUE: "insight",
    Purpose.CONNECT: "invited",
    Purpose.FEEDBACK: "feedback",
    Purpose.REFERRAL_THANKS: "thanks",
}
_GOOD = frozenset({"replied", "accepted", "reached", "referred-on"})
_DECIDED = {
    Decision.PASSED: "the no",
    Decision.DECLINED: "you declined",
    Decision.SILENCE: "no word",
    Decision.HIRED: "hired",
    Decision.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One stop on the rail."""

    day: date
    rank: int
    rows: tuple[Line, ...]
    apart: bool = False
    """Set off by a piece of rail: what is planned, and a decision."""


class Timeline(LinePane):
    """The person's head, the rail of touches, the company's foot."""

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self._view: PersonView | None = None
        self._today = date.min
        self._empty: Empty = nothing

    def show(self, view: PersonView | None, today: date, empty: Empty = nothing) -> None:
        """Show one person, from the top."""
        changed = view is None or self._view is None or view.contact.id != self._view.contact.id
        self._view, self._today, self._empty = view, today, empty
        self.remark("w why now" if view is not None else None)
        if changed:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.redraw()

    def redraw(self) -> None:
        if not self.has_room():
            return
        view = self._view
        if view is None:
            self.set_rows(self._empty(self.inner_width))
            return
        rows = [*self._head(view), *self._rail(view), Line(), *self._company(view)]
        self.set_rows(rows)

    def _head(self, view: PersonView) -> list[Line]:
        contact = view.contact
        star = [(f"{self.signs.star} ", "need")] if contact.starred else []
        place = ", ".join(filter(None, [contact.title, contact.company]))
        mark = f"{self.signs.standing} "
        style = _STANDING[view.standing.standing]
        rows = [line(*star, (contact.name, "strong"), (f"  {spoken(contact.role)}", "dim"))]
        if place:
            rows.append(line((place, "dim")))
        state = spoken(view.standing.standing)
        rows.append(
            line((mark, style), (state, style), (f"   every {view.distance.split(' (')[0]}", "dim"))
        )
        rows += self._state(view)
        return [*rows, Line(fill=self.signs.rule)]

    def _state(self, view: PersonView) -> list[Line]:
        contact = view.contact
        if contact.state is ContactState.STOPPED:
            return [line(("asked you to stop", "past"))]
        if contact.held_until and contact.paused(self._today):
            until = contact.held_until
            text = (
                "paused" if until == date.max else f"paused until {short_date(until, self._today)}"
            )
            return [line((text, "need"))]
        if view.owed is not None:
            return [line(("you owe a reply", "need-strong"))]
        return []

    def _rail(self, view: PersonView) -> list[Line]:
        stops = [self._touch(t) for t in view.touches if t.state is not TouchState.CANCELLED]
        mine = {i.application_id for i in view.interviews if view.contact.id in i.contact_ids}
        stops += [self._decision(a) for a in view.applications if a.decided_on]
        stops += [
            self._interview(i)
            for i in view.interviews
            if view.contact.id in i.contact_ids or not mine
        ]
        stops.sort(key=lambda s: (s.day, s.rank), reverse=True)
        rail = line((self.signs.rail, "rail"))
        rows: list[Line] = [rail]
        for number, stop in enumerate(stops):
            last = number and stops[number - 1]
            if number and (stop.apart or (last and last.apart)):
                rows.append(rail)
            rows += stop.rows
        if len(stops) == 0:
            return [line(("nothing yet: t logs a touch that happened", "dim"))]
        return rows

    def _touch(self, touch: Touch) -> Happening:
        day = touch.done_on or touch.due_on or self._today
        if touch.state is TouchState.PLANNED:
            return self._planned(touch, day)
        sign, style = (self.signs.done, "fine")
        outcome = spoken(touch.outcome or "")
        if touch.state is TouchState.SKIPPED:
            sign, style, outcome = self.signs.note, "dim", "left out"
        elif touch.direction is Direction.IN:
            sign, style, outcome = self.signs.inbound, "accent", outcome or "from them"
        tone = "fine" if touch.outcome in _GOOD or touch.direction is Direction.IN else "dim"
        first = self._stop(sign, style, day, touch, "text", (outcome, tone))
        said = [self._aside(row) for row in self._quote(touch.said)]
        return Happening(day, touch.id, (first, *said))

    def _planned(self, touch: Touch, day: date) -> Happening:
        style = "past" if day < self._today else "need" if day == self._today else "dim"
        due = "held" if touch.held and day > self._today else when(day, self._today)
        row = self._stop(self.signs.planned, style, day, touch, "strong", (due, style))
        return Happening(day, touch.id + 1_000_000_000, (row,), apart=True)

    def _stop(
        self, sign: str, style: str, day: date, touch: Touch, tone: str, end: tuple[str, str]
    ) -> Line:
        purpose = _PURPOSES.get(touch.purpose, spoken(touch.purpose))
        channel = _channel(touch)
        wide = self.inner_width >= 42
        gap = 10 if wide else 9
        return line(
            (f"{sign} ", style),
            (
                f"{self._date(day):>6}{'  ' if wide else ' '}",
                "strong" if tone == "strong" else "text",
            ),
            (f"{channel:<{gap}}", "channel"),
            (f"{purpose:<10}" if wide else f"{purpose} ", tone),
            end,
        )

    def _decision(self, application: Application) -> Happening:
        day = application.decided_on or self._today
        told = _DECIDED.get(application.decision, spoken(application.decision))
        what = f"{told}: {application.role}" if application.role else told
        if application.rank is not Rank.UNKNOWN:
            what += f", {spoken(application.rank)}"
        row = line(
            (f"{self.signs.lost} ", "past"), (f"{self._date(day):>6}  ", "text"), (what, "dim")
        )
        return Happening(day, -1, (row,), apart=True)

    def _interview(self, interview: Interview) -> Happening:
        row = line(
            (f"{self.signs.met} ", "dim"),
            (f"{self._date(interview.on):>6}  ", "text"),
            (f"interview, round {interview.round}", "dim"),
        )
        return Happening(interview.on, -2, (row,))

    def _quote(self, said: str) -> list[str]:
        """Their words in at most two rows."""
        if not said.strip():
            return []
        width = max(self.inner_width - 12, 12)
        # Two rows are shown, so a long letter is not wrapped to its end.
        shown = " ".join(said.strip()[: 20 * width].split())
        rows = wrap(f"“{shown}”", width)
        return rows if len(rows) <= 2 else [rows[0], rows[1][:-1] + self.signs.more[:1]]

    def _aside(self, text: str) -> Line:
        return line((f"{self.signs.rail}          ", "rail"), (text, "dim"))

    def _company(self, view: PersonView) -> list[Line]:
        if view.company is None:
            return []
        rows = [line((view.company.name.upper(), "heading"))]
        clear = view.courtesy.clear
        state = "clear to contact" if clear else f"wait until {short_date(view.courtesy.clear_on)}"
        style = "fine" if clear else "need"
        last = view.courtesy.why.partition("; ")[2].partition(" (")[0]
        head = ((f"{self.signs.planned} ", style), (state, "text"))
        if len(state) + len(last) + 5 <= self.inner_width:
            rows.append(line(*head, (f"   {last}", "dim")))
        else:
            rows += [line(*head), line((f"  {last}", "dim"))]
        others = [p for p in view.people if p.id != view.contact.id and not p.deleted_at]
        if others:
            named = ", ".join(f"{p.name}, {spoken(p.role)}" for p in others[:2])
            more = f" and {len(others) - 2} more" if len(others) > 2 else ""
            rows += [
                line((row, "dim")) for row in wrap(f"also here: {named}{more}", self.inner_width)
            ]
        if view.seat is not None:
            basis = "the no" if view.seat.basis == "decision" else "their new hire began"
            text = f"day {view.seat.day} since {basis}, {view.phase}"
            rows += [line((row, "dim")) for row in wrap(text, self.inner_width)]
        return rows

    def _date(self, day: date) -> str:
        if day.year == self._today.year:
            return short_date(day)
        return f"{day.day}.{day.month}.{day.year % 100:02}"


def _channel(touch: Touch) -> str:
    if touch.channel == Channel.INVITATION:
        return "LinkedIn"
    form = form_of(touch.channel) or touch.network or touch.channel
    return "LinkedIn" if form == "linkedin" else spoken(form)
