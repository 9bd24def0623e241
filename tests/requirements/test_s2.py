"""Claims of part S2: following up without the job."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from followup_tui.core.warmth import Degree
from followup_tui.core.words import Channel, Purpose
from followup_tui.operations import drafting, gains, touches, views
from followup_tui.operations.company_facts import person_place
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.gains import Learned
from followup_tui.operations.interviews import InterviewHeld, interview
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened
from followup_tui.scripts.checker import check
from followup_tui.scripts.library import Library
from followup_tui.scripts.rehearsal import background, full_notes
from followup_tui.scripts.render import render
from followup_tui.scripts.slots import context
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, on
from tests.cli_program import Program

LIBRARY = Library([Path(__file__).parents[2] / "templates"])


def test_who_met_me_begins_warm(desk: Desk) -> None:
    """S2.2: an interview says that they were impressed enough to meet."""
    interview(desk, InterviewHeld("Acme", on=TODAY, met=("Ann Lee",)))
    ann = contact_named(desk, "Ann Lee")
    assert person_place(desk, ann.id).warmth.degree is Degree.WARM
    gil = add(desk, "Gil Orr", star=False)
    assert person_place(desk, gil.id).warmth.degree is Degree.NEW


def test_one_step_from_a_no_to_the_network(home: Path) -> None:
    """S2.3: naming who felt right adds, stars and plans, in one command that one undo takes back."""
    program = Program(home)
    program("passed", "Acme", "--star", "Ann Lee")
    shown = program.json("show", "Ann Lee")
    assert shown["contact"]["starred"]
    assert shown["next"] is not None
    program("undo")
    program("show", "Ann Lee", exits=3)


def test_what_i_can_do_is_there_for_scripts(desk: Desk) -> None:
    """S2.6: a skill learned since we spoke can stand in a script to them."""
    ann = add(desk)
    gains.add(desk, Learned("a certificate in welding", TODAY))
    bodies = [drafting.draft(desk, ann, Wanted("email", "keep-warm", n)).body for n in range(4)]
    assert any("a certificate in welding" in body for body in bodies)


def test_somebody_forgotten_since_the_no_is_pointed_out(desk: Desk) -> None:
    """S2.8: until a touch after the decision reaches them; one before it does not help."""
    ann = add(desk, star=False)
    touches.log(on(desk, days_ago(50)), ann, Happened(Channel.EMAIL, on=days_ago(50)))
    passed(desk, DecisionMade("Acme", on=days_ago(40), met=("Ann Lee",)))
    assert person_place(desk, ann.id).forgotten_since == days_ago(40)
    touches.log(desk, ann, Happened(Channel.EMAIL))
    assert person_place(desk, ann.id).forgotten_since is None


def test_the_pages_say_who_was_forgotten(home: Path) -> None:
    """S2.8: the company's page and the person's own."""
    program = Program(home)
    program("passed", "Acme", "--met", "Ann Lee", "--on", "-30")
    for page in (("company", "Acme"), ("show", "Ann Lee")):
        assert "has not heard from you since the no (31 Jan)" in program(*page).stdout
    assert program.json("company", "Acme")["circle"][0]["forgotten_since"] == "2026-01-31"


def test_for_now_and_not_for_good() -> None:
    """S2.11: no template that ships ends anything for good; after a no one speaks of now or of later."""
    final = re.compile(
        r"\b(?:goodbye forever|never again|for good\b|final(?:ly)? farewell|the end of)", re.I
    )
    for name in LIBRARY.names():
        for wording in LIBRARY.load(name).wordings:
            assert not final.search(str(wording)), name
    texts = "".join(
        render(LIBRARY.load("email/thanks-decision"), n, context(full_notes())).body
        for n in range(5)
    )
    assert "at this time" in texts
    assert "in the future" in texts


@pytest.mark.parametrize("channel", ["email", "voicemail", "call", "linkedin"])
def test_asking_how_i_did(desk: Desk, channel: str) -> None:
    """S2.12: a request for feedback on how I came across, as a question."""
    ann = add(desk)
    script = drafting.draft(desk, ann, Wanted(channel, Purpose.FEEDBACK, 0))
    assert "?" in script.body
    assert script.purpose is Purpose.FEEDBACK


@pytest.mark.parametrize(
    "text",
    [
        "I felt insulted by your decision.",
        "I disagree with your choice.",
        "In my defence, I had a cold that day.",
    ],
)
def test_a_thin_skin_is_remarked(text: str) -> None:
    """S2.16, S0.25: insulted, arguing and defending words are each found."""
    found = check(f"Hi Ann, {text} Best wishes", "email", "thanks-decision")
    assert [f.rule for f in found if f.rule == "L14"] == ["L14"]


@pytest.mark.parametrize("purpose", ["thanks-decision", "decline", "withdraw", "landed", "reply"])
def test_the_shipped_words_are_professional(purpose: str) -> None:
    """S2.17: what ships for an ending draws no remark on its tone."""
    material = full_notes()
    for name in (n for n in LIBRARY.names() if n.split("/")[1].split(".")[0] == purpose):
        for number in range(len(LIBRARY.load(name).wordings)):
            body = render(LIBRARY.load(name), number, context(material)).body
            known = background(material, (), purpose)
            found = check(body, name.split("/")[0], purpose, known=known)
            assert [f for f in found if f.rule == "L14"] == [], (name, number)


def test_a_beginning_in_every_state(desk: Desk) -> None:
    """S2.1: after a no, no word of a plan calls it an end."""
    add(desk)
    made = passed(desk, DecisionMade("Acme", on=TODAY, met=("Ann Lee",)))
    words = " ".join([made.did, *made.remarks, *(t.why for t in made.planned)])
    assert not re.search(r"\b(?:closed|failed|rejected|lost|over)\b", words)
    view = views.company(desk, made.application.company_id)
    assert view.facts.plan
    assert view.facts.plan[0].next is not None
    assert (view.facts.plan[0].next.due_on or TODAY) <= in_days(30)
