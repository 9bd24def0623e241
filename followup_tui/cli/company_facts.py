"""What a company's page works out, for the command line: seat bar, people, plan, check list, courage."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from followup_tui.cli.printing import Part, heading, line, table, wants_ascii
from followup_tui.cli.shapes import Shape, day
from followup_tui.core.circle import Place, remarks
from followup_tui.core.phrases import short_date, when
from followup_tui.core.seat import LABEL, SeatClock, basis_in_words, dial_rows
from followup_tui.core.words import spoken
from followup_tui.operations.company_facts import CompanyFacts, Turn
from followup_tui.operations.views import CompanyView

_CELLS = 60


def about(view: CompanyView, today: date) -> Iterable[tuple[Part, ...]]:
    """My interest, the programme for referrals, their page, and whether they may think of me first."""
    company = view.company
    if view.facts.lead:
        yield ("finalist", "dim"), (view.facts.lead, "mine")
    if company.interest:
        yield ("interest", "dim"), company.interest
    if company.referral_programme:
        yield ("referrals", "dim"), company.referral_programme


def seat_bar(clock: SeatClock | None) -> None:
    """The six months as a bar with the marks and what they mean (S0.9, S0.10)."""
    if clock is None or not clock.within:
        return
    heading("Seat clock")
    signs = ("#", ".", "|") if wants_ascii() else ("━", "─", "┃")
    bar, days, shares = dial_rows(clock, _CELLS, *signs)
    line(bar, indent=2)
    line(*_spaced(days, ""), (" days", "dim"), indent=2)
    line(*_spaced(shares, "dim"), (" %", "dim"), indent=2)
    line((f"day {clock.day} since {basis_in_words(clock)}", "dim"), indent=2)
    line((f"in per cent: {LABEL} ({clock.source})", "dim"), indent=2)
    line(("it is not the chance that this seat reopens", "dim"), indent=2)


def _spaced(row: str, style: str) -> Iterable[Part]:
    """The numbers of a row, each with the blanks before it: inside one text they would run together."""
    return ((piece, style) for piece in re.findall(r" *[^ ]+", row))


def people(circle: tuple[Place, ...], today: date) -> None:
    """Everybody there, and beneath how each of them stands."""
    if not circle:
        return
    heading("People")
    for place in circle:
        person = place.contact
        job = ", ".join(filter(None, (person.title or spoken(person.role), person.department)))
        due = f"  {when(person.next_due, today)}" if person.next_due else ""
        star = ("★ " if person.starred else "  ", "star")
        number = (f"  #{person.id}", "dim")
        line(star, (person.name, "name"), number, f"  {job}", (due, "mine"), indent=2)
        for remark in remarks(place, today):
            line((remark, "dim"), indent=6)


def plan(view: CompanyView, today: date) -> None:
    """The plan to stay viable there (S3.41)."""
    if view.facts.plan:
        heading(f"Plan: stay viable at {view.company.name}")
        table([_turn(t, today) for t in view.facts.plan])


def checks(facts: CompanyFacts) -> None:
    """What is done, and what is left."""
    heading("Check list")
    table(
        [
            (("✓" if c.done else "·", "mine"), (c.text, "dim" if c.done else ""))
            for c in facts.checks
        ]
    )


def courage(facts: CompanyFacts) -> None:
    """Something said about hiring, for my eyes alone."""
    if facts.courage is not None:
        heading("For courage")
        line(facts.courage.text, indent=2)
        line((facts.courage.source, "dim"), indent=2)


def shape(view: CompanyView) -> Shape:
    """The same as JSON."""
    return {
        "lead": view.facts.lead or None,
        "circle": [_place(p) for p in view.facts.circle],
        "plan": [
            {
                "contact": t.contact.name,
                "contact_id": t.contact.id,
                "pace": t.pace,
                "channel": t.next.channel if t.next else None,
                "purpose": str(t.next.purpose) if t.next else None,
                "due_on": day(t.next.due_on) if t.next else None,
            }
            for t in view.facts.plan
        ],
        "checks": [{"text": c.text, "done": c.done} for c in view.facts.checks],
    }


def standing(found: Place, today: date) -> Iterable[tuple[Part, ...]]:
    """The same of one person, as rows of their own page."""
    for number, remark in enumerate(remarks(found, today)):
        yield ("" if number else "so far", "dim"), remark


def _turn(turn: Turn, today: date) -> tuple[Part, ...]:
    touch = turn.next
    doing = f"{spoken(touch.channel)} · {spoken(touch.purpose)}" if touch else "nothing planned"
    due = short_date(touch.due_on, today) if touch and touch.due_on else ""
    return ((turn.contact.name, "name"), doing, (due, "mine"), (f"every {turn.pace}", "dim"))


def _place(found: Place) -> Shape:
    return {
        "contact_id": found.contact.id,
        "contact": found.contact.name,
        "connection": str(found.connection),
        "warmth": str(found.warmth.degree),
        "warmth_why": found.warmth.why,
        "common_ground": found.common,
        "lacks_common_ground": found.lacks_common,
        "interest_stated_on": day(found.interest_on),
        "forgotten_since": day(found.forgotten_since),
    }
