"""The rules about what belongs to others, to the template, to the calendar and to the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from followup_tui.core.records import Insight, Note
from followup_tui.core.words import Level, NoteKind, Tone
from followup_tui.scripts.checking import Told
from tests.scripts.test_known_rules import said

DRAWS = Note(9, NoteKind.OBSERVATION, "draws on the table paper while she thinks", contact_id=2)
FLOORS = Note(8, NoteKind.COMMON, "draws floor plans on table paper", contact_id=2)


def test_l05_wants_what_was_noted_in_one_place() -> None:
    """Words from all over a script are chance; in a sentence or two they are the note."""
    scattered = (
        "A note on paper, Maya. The hall is huge. Who draws the posters? I thought of the table."
    )
    assert said(scattered, "L05", foreign=(FLOORS, DRAWS)) == []
    together = "Do you still draw floor plans? The table paper must be full of them."
    assert said(together, "L05", foreign=(FLOORS,))[0].level is Level.ERROR


def test_l05_only_warns_of_somebody_elses_habits() -> None:
    """What I noticed of another is no common ground, and counts when nearly all of it is said."""
    few = "I thought of you over a paper tablecloth."
    assert said(few, "L05", foreign=(DRAWS,)) == []
    whole = "Maya, do you still draw on the table paper while thinking?"
    assert said(whole, "L05", foreign=(DRAWS,))[0].level is Level.WARNING


def test_l05_sends_a_flaw_of_the_template_to_the_template() -> None:
    """No note fills the gap that a name without a slot leaves."""
    flaws = ("there is no 'insight.body' that a template could name",)
    message = said("Hi Maya, [insight?].", "L05", flaws=flaws)[0].message
    assert "insight.body" in message
    assert "Missing here" in said("Hi Maya, [news?].", "L05", flaws=flaws)[0].message


def test_l17_counts_from_their_decision_too() -> None:
    """Who heard from them four weeks ago was not out of touch (S3.19)."""
    text = "Hi Maya, long time no see!"
    assert said(text, "L17", decided_on=date(2026, 10, 20))
    assert said(text, "L17", decided_on=date(2026, 10, 1)) == []
    assert said(text, "L17", decided_on=date(2026, 10, 1), spoke_on=date(2026, 11, 1))


OHIO = Note(7, NoteKind.NEWS, "Powell mends vans in a second repair plant in Ohio", company_id=1)
KEPT = Insight(
    1, 1, "a thought on your vans", "the repair plant in Ohio mends forty vans a day, flatbeds last"
)


def test_l03_takes_public_news_for_no_secret() -> None:
    """Words of news that may be said give nothing away; the rest of the secret still does (S1.30)."""
    news = "Hi Maya, I read that Powell mends vans in a second repair plant in Ohio. How is it?"
    assert said(news, "L03", insights=(KEPT,), notes=(OHIO,)) == []
    assert said(news, "L03", insights=(KEPT,))
    leak = "Hi Maya, the repair plant mends forty vans a day, and flatbeds come last."
    assert said(leak, "L03", insights=(KEPT,), notes=(OHIO,))


@pytest.mark.parametrize("more", [{"marked": False}, {"tone": Tone.HARD}], ids=str)
def test_l03_does_not_excuse_news_that_stays_unsaid(more: dict[str, Any]) -> None:
    """Unmarked and hard news enters no script, so it explains nothing in one."""
    text = "Hi Maya, the repair plant in Ohio mends vans."
    assert said(text, "L03", insights=(KEPT,), notes=(replace(OHIO, **more),))


def test_l16_takes_the_next_piece_of_news_for_new() -> None:
    """Said as fully as the old one and more is said the new one (S3.23, S0.33)."""
    goes = Note(5, NoteKind.NEWS, "The fire sensor goes into its safety trial", company_id=1)
    passed = Note(6, NoteKind.NEWS, "The fire sensor has passed its safety trial", company_id=1)
    told = (Told("note", 5, goes.text, date(2026, 11, 4)),)
    notes = (goes, passed)
    text = "I read that the fire sensor has passed its safety trial."
    assert said(text, "L16", told=told, notes=notes) == []
    assert said("The fire sensor goes into its safety trial.", "L16", told=told, notes=notes)
    again = (*told, Told("note", 6, passed.text, date(2026, 11, 20)))
    (finding,) = said(text, "L16", told=again, notes=notes)
    assert "20 November" in finding.message
