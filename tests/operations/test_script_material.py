"""Claims about what a script may recall: a talk, a stated interest, and where I started."""

from __future__ import annotations

from followup_tui.core.words import Purpose, Role
from followup_tui.operations import hiring
from followup_tui.operations.background import background_for, material_for, me
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted, draft
from followup_tui.operations.interviews import InterviewHeld, interview
from tests.builders import days_ago
from tests.cast import add, finish


def test_who_was_at_an_interview_was_met(desk: Desk) -> None:
    """Their colleague who was not there was not."""
    ann, bob = add(desk, star=False), add(desk, "Bob Roe", star=False, role=Role.INTERVIEWER)
    interview(desk, InterviewHeld("Acme", "Designer", days_ago(1), met=("Ann Lee",)))
    met = [
        material_for(desk, desk.store.readings.latest(p.id, desk.today), None).met
        for p in (ann, bob)
    ]
    assert met == [True, False]


def test_interest_is_stated_by_a_script_that_says_so(desk: Desk) -> None:
    """Once a keep-warm message went out, the next one may build on it (S3.20)."""
    ann = add(desk, phones=())
    stated = []
    for _ in range(2):
        reading = desk.store.readings.latest(ann.id, desk.today)
        stated.append(material_for(desk, reading, None).interest_stated)
        if not stated[-1]:
            finish(desk, ann)
    assert stated == [False, True]


def test_nobody_hired_me_yet(desk: Desk) -> None:
    """While I am looking there is no employer of mine."""
    interview(desk, InterviewHeld("Acme", "Designer", days_ago(1), met=("Ann Lee",)))
    assert me(desk).employer == ""


def test_who_searches_again_has_no_employer(desk: Desk) -> None:
    """What ended is not told as news."""
    hiring.hired(desk, "Lindgren Works", days_ago(1))
    employed = me(desk).employer
    hiring.searching(desk)
    assert (employed, me(desk).employer) == ("Lindgren Works", "")


def test_where_i_started_is_told_without_objection(desk: Desk) -> None:
    """`landed` names my new employer, which is none of the secrets that a script keeps."""
    ann = add(desk, phones=())
    hiring.hired(desk, "Lindgren Works", days_ago(1))
    script = draft(desk, ann, Wanted("email", Purpose.LANDED))
    assert "Lindgren Works" in script.body
    assert [f for f in script.findings if f.rule == "L05"] == []


def test_other_employers_stay_unnamed(desk: Desk) -> None:
    """Only the one that hired me is no secret."""
    ann = add(desk)
    add(desk, "Cy Poe", company="Initech")
    hiring.hired(desk, "Lindgren Works", days_ago(1))
    reading = desk.store.readings.latest(ann.id, desk.today)
    assert background_for(desk, reading, "Lindgren Works and Initech").employers == ("Initech",)
