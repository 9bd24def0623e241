"""The parts of the company page that are worked out: seat bar, people, plan, check list, courage."""

from __future__ import annotations

from datetime import date

from followup_tui.core.circle import remarks
from followup_tui.core.courage import Fact
from followup_tui.core.phrases import when
from followup_tui.core.seat import LABEL, SeatClock, basis_in_words, dial, dial_rows
from followup_tui.core.words import spoken
from followup_tui.operations.company_facts import CompanyFacts, Turn
from followup_tui.operations.views import CompanyView
from followup_tui.tui.lines import Line, Span, line, wrap
from followup_tui.tui.theme import Signs

_WIDEST = 72


def seat_rows(seat: SeatClock, width: int, signs: Signs) -> list[Line]:
    """The six months as a bar: a share of early leavers, never a chance (S0.9, S0.10, S1.10)."""
    cells = max(min(width - 6, _WIDEST), 20)
    bar, days, shares = dial_rows(seat, cells, signs.full, signs.empty, signs.rail)
    gone = dial(seat, cells).gone
    spans: tuple[Span, ...] = (("  ", ""), (bar[:gone], "bar"), (bar[gone:], "bar-rest"))
    caption = (
        f"Day {seat.day} since {basis_in_words(seat)}. Under the days: {LABEL}, in per cent"
        f" ({seat.source}). It is not the chance that this seat reopens."
    )
    return [
        Line(),
        line(("SEAT CLOCK", "heading")),
        line(*spans),
        line((f"  {days}", "text"), (" days", "dim")),
        line((f"  {shares}", "dim"), (" %", "dim")),
        *(line((f"  {row}", "dim")) for row in wrap(caption, width - 2)),
    ]


def people_rows(view: CompanyView, today: date, width: int, signs: Signs) -> list[Line]:
    """Everybody there: star, role, when they are due, and how each of them stands."""
    rows = [Line(), line(("PEOPLE", "heading"))]
    for place in view.facts.circle:
        person = place.contact
        star = (f"{signs.star} ", "need") if person.starred else ("  ", "text")
        due = when(person.next_due, today) if person.next_due else ""
        role = ", ".join(filter(None, [spoken(person.role), person.title, person.department]))
        rows.append(
            line(star, (person.name, "strong"), (f"  {role}", "dim"), right=[(due, "channel")])
        )
        said = f" {signs.separator} ".join(remarks(place, today))
        style = "need" if place.forgotten_since else "dim"
        rows += [line((f"    {row}", style)) for row in wrap(said, width - 4)]
    return rows


def plan_rows(view: CompanyView, today: date) -> list[Line]:
    """The plan to stay viable there: whom, how often, what comes next (S3.3, S3.38, S3.41)."""
    if not view.facts.plan:
        return []
    heading = f"PLAN: STAY VIABLE AT {view.company.name.upper()}"
    return [Line(), line((heading, "heading")), *(_turn(t, today) for t in view.facts.plan)]


def check_rows(facts: CompanyFacts, signs: Signs) -> list[Line]:
    """What is done and what is left: a sign and a colour each (S0.27, S0.37, S4.18)."""
    rows = [Line(), line(("CHECK LIST", "heading"))]
    for check in facts.checks:
        sign, style = (signs.done, "fine") if check.done else (signs.planned, "need")
        rows.append(line((f"  {sign} ", style), (check.text, "dim" if check.done else "text")))
    return rows


def courage_rows(fact: Fact | None, width: int) -> list[Line]:
    """Something said about hiring, with where it comes from; for my eyes alone."""
    if fact is None:
        return []
    rows = [Line(), line(("FOR COURAGE", "heading"))]
    rows += [line((f"  {row}", "text")) for row in wrap(fact.text, width - 2)]
    return [*rows, line((f"  {fact.source}", "dim"))]


def _turn(turn: Turn, today: date) -> Line:
    touch = turn.next
    doing = "nothing planned"
    due = ""
    if touch is not None:
        doing = f"{spoken(touch.channel)}, {spoken(touch.purpose)}"
        due = when(touch.due_on, today) if touch.due_on else ""
    return line(
        (f"  {turn.contact.name}", "strong"),
        (f"  {doing}", "text"),
        (f"  every {turn.pace}", "dim"),
        right=[(due, "channel")],
    )
