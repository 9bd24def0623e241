"""The review line by line, for screen readers and terminals that cannot draw."""

from __future__ import annotations

import sys
from datetime import date

import click

from followup_tui.cli.printing import heading, line, tell, verbatim
from followup_tui.core.phrases import count
from followup_tui.core.words import Outcome, spoken
from followup_tui.errors import FollowupError
from followup_tui.operations import review
from followup_tui.operations.dates import read_date
from followup_tui.operations.desk import Desk
from followup_tui.operations.review import ANSWERS, Card
from followup_tui.operations.touches import skip

_HELP = "enter usual · 1-7 as listed · s leave out · n next person · q enough for today"


def run(desk: Desk) -> None:
    """One person at a time: brief, script, what happened. Enter alone records the usual outcome."""
    deck = review.deck(desk)
    if not deck.items:
        line("Nobody is due today.")
    for number, item in enumerate(deck.items, start=1):
        card = review.card(desk, item)
        _show(card, number, len(deck.items))
        if not _ask(desk, card):
            break
    if deck.left:
        more = count(deck.left, "person", "people")
        line((f"{more} more can wait; `followup spread` finds other days.", "dim"))
    line(review.tomorrow(desk))


def _show(card: Card, number: int, of: int) -> None:
    contact = card.view.contact
    star = " ★" if contact.starred else ""
    heading(f"{number} of {of}: {contact.name}{star}")
    for label, words in card.brief:
        line((f"{label}: ", "dim"), words, indent=2)
    if card.question:
        line((card.question, "mine"), indent=2)
        line((f"followup silence “{contact.name}” go-on|once|rest", "dim"), indent=2)
    if card.script is None:
        line((card.no_script, "dim"), indent=2)
    else:
        heading("Script")
        if card.script.subject:
            line(card.script.subject, indent=2)
        verbatim(card.script.body)
    heading("What happened?")
    for option in card.options:
        key = "enter" if option.key == "space" else option.key
        line((f"{key:>5} ", "name"), option.label, (f" – next: {option.next}", "dim"), indent=1)


def _ask(desk: Desk, card: Card) -> bool:
    """Record the answer; False to end the review."""
    while True:
        typed = _line(f"{_HELP} > ")
        if typed is None or typed == "q":
            return False
        if typed == "n":
            return True
        try:
            if typed == "s":
                line((skip(desk, card.touch, _line("why, if you like > ") or "").did, "name"))
                return True
            outcome = _outcome(card, typed)
            if outcome is None:
                tell(f"“{typed}” is none of the answers.")
                continue
            _record(desk, card, outcome)
            return True
        except FollowupError as error:
            tell(str(error))


def _outcome(card: Card, typed: str) -> Outcome | None:
    if not typed:
        return card.usual
    return next((outcome for key, outcome, _ in ANSWERS if key == typed), None)


def _record(desk: Desk, card: Card, outcome: Outcome) -> None:
    said, until = "", None
    if outcome in (Outcome.REPLIED, Outcome.NOT_NOW, Outcome.STOP, Outcome.REFERRED_ON):
        said = _line("their words, if you like > ") or ""
    if outcome is Outcome.NOT_NOW:
        until = _day(desk)
    recorded = review.record(desk, card, outcome, said, until)
    line((recorded.did, "name"))
    for remark in recorded.remarks:
        line((remark, "dim"), indent=2)
    if recorded.next is not None and recorded.next.due_on is not None:
        line(("next: ", "dim"), f"{spoken(recorded.next.channel)}, {recorded.next.why}", indent=2)


def _day(desk: Desk) -> date | None:
    typed = _line("until when? (12 may, 2w; enter if they named no day) > ")
    return read_date(typed, desk.today) if typed else None


def _line(prompt: str) -> str | None:
    """What was typed, blanks cut off; None at the end of the input."""
    click.echo(prompt, nl=False)
    typed = sys.stdin.readline()
    if not sys.stdin.isatty():
        click.echo()
    return typed.strip() if typed else None
