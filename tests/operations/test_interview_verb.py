"""Claims about an interview: the thank-yous it plans, what it writes down, and a decision taken back."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.words import Decision, NoteKind, Stage, TouchState
from followup_tui.errors import NotFound, UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.interviews import InterviewHeld, interview, reopen
from followup_tui.operations.playbook import DecisionMade, Opened, passed
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, on, picture, plan_of


def plans(opened: Opened) -> list[tuple[str, str, date | None]]:
    """(person, purpose, due) of everything that was planned."""
    return [(t.contact, t.purpose.value, t.due_on) for t in opened.planned]


def test_everybody_who_was_there_is_thanked_the_same_day(desk: Desk) -> None:
    """S0.17, S4.7: one thank-you for each person of the panel, due the day of the interview."""
    opened = interview(desk, InterviewHeld("Acme", "Designer", TODAY, met=("Ann Lee", "Bob Roe")))
    assert plans(opened) == [
        ("Ann Lee", "thanks-interview", TODAY),
        ("Bob Roe", "thanks-interview", TODAY),
    ]
    assert {t.application_id for t in opened.planned} == {opened.application.id}
    assert opened.application.decision is Decision.IN_PROGRESS
    assert opened.application.stage is Stage.INTERVIEW


def test_a_thank_you_logged_at_the_weekend_waits_for_monday(desk: Desk) -> None:
    """Dates that the program picks are working days."""
    saturday = date(2026, 3, 7)
    opened = interview(on(desk, saturday), InterviewHeld("Acme", on=saturday, met=("Ann Lee",)))
    assert plans(opened) == [("Ann Lee", "thanks-interview", date(2026, 3, 9))]


def test_an_old_interview_is_history_without_thanks(desk: Desk) -> None:
    """Three weeks later a thank-you would be odd, and it says so."""
    opened = interview(desk, InterviewHeld("Acme", on=days_ago(21), met=("Ann Lee",)))
    assert plans(opened) == []
    assert "too long ago" in opened.remarks[-1]


def test_a_missed_promise_is_asked_about_once(desk: Desk) -> None:
    """Two working days after the day they named, one status touch goes to the hiring manager."""
    ann = add(desk, star=False)
    held = InterviewHeld("Acme", on=TODAY, met=("Bob Roe", "Ann Lee"), decides=date(2026, 3, 13))
    opened = interview(desk, held)
    assert plans(opened)[-1] == (ann.name, "status", date(2026, 3, 17))
    assert "decide by Fri 13 Mar" in opened.planned[-1].why


def test_their_new_day_moves_the_question(desk: Desk) -> None:
    """A second round with another promised day leaves one status touch, at the later day."""
    add(desk, star=False)
    interview(desk, InterviewHeld("Acme", on=TODAY, met=("Ann Lee",), decides=in_days(7)))
    later = InterviewHeld("Acme", on=TODAY, met=("Ann Lee",), decides=in_days(21))
    opened = interview(desk, later)
    assert [(p, d) for _, p, d in plans(opened)] == [("status", in_days(23))]
    assert [t.purpose.value for t in opened.cancelled] == ["status"]


def test_the_decision_takes_the_question_back(desk: Desk) -> None:
    """Once they decided, nobody asks how things stand; unsent interview thank-yous go as well."""
    add(desk, star=False)
    held = InterviewHeld("Acme", "Designer", days_ago(3), met=("Ann Lee",), decides=in_days(7))
    interview(desk, held)
    opened = passed(desk, DecisionMade("Acme", "Designer", TODAY))
    assert {t.purpose.value for t in opened.cancelled} == {"status", "thanks-interview"}
    assert ("Ann Lee", "thanks-decision") in [(t.contact, t.purpose) for t in opened.planned]


def test_who_was_met_is_proposed_by_the_decision(desk: Desk) -> None:
    """The panel of the interview is the panel of the decision: nobody is typed twice."""
    interview(desk, InterviewHeld("Acme", "Designer", days_ago(3), met=("Ann Lee", "Bob Roe")))
    opened = passed(desk, DecisionMade("Acme", "Designer", TODAY))
    thanked = [t.contact for t in opened.planned if t.purpose == "thanks-decision"]
    assert thanked == ["Ann Lee", "Bob Roe"]


def test_what_was_learned_there_is_noted(desk: Desk) -> None:
    """S0.15, S0.20, S4.6: common ground and observations by person, reasons not said yet."""
    held = InterviewHeld(
        "Acme",
        on=TODAY,
        met=("Ann Lee",),
        common=(("Ann Lee", "both from Porto"),),
        noticed=(("Ann Lee", "sky diver"),),
        reasons=("led two audits",),
        interest_stated=True,
    )
    opened = interview(desk, held)
    ann = next(iter(desk.store.people.at_company(opened.application.company_id)))
    notes = {n.kind: n for n in desk.store.material.notes(ann.id, ann.company_id)}
    assert notes[NoteKind.COMMON].text == "both from Porto"
    assert notes[NoteKind.OBSERVATION].contact_id == ann.id
    assert not notes[NoteKind.REASON].mentioned
    (meeting,) = desk.store.people.interviews(opened.application.company_id)
    assert meeting.interest_stated
    assert meeting.contact_ids == (ann.id,)


def test_nobody_is_kept_warm_beside_a_running_application(desk: Desk) -> None:
    """An application in progress plans no keep-warm touch: the star's planned one gives way."""
    ann = add(desk)
    assert plan_of(desk, ann).purpose == "keep-warm"
    opened = interview(desk, InterviewHeld("Acme", on=TODAY, met=("Ann Lee",)))
    assert [t.purpose.value for t in desk.store.touches.planned(ann.id)] == ["thanks-interview"]
    assert [t.purpose.value for t in opened.cancelled] == ["keep-warm"]


def test_a_second_round_is_counted_and_thanked_again(desk: Desk) -> None:
    """The same person met again a week later is thanked for that, too."""
    interview(desk, InterviewHeld("Acme", "Designer", days_ago(7), met=("Ann Lee",)))
    ann = next(desk.store.people.everyone())
    finish(desk, ann, on=days_ago(7))
    opened = interview(desk, InterviewHeld("Acme", "Designer", TODAY, met=("Ann Lee",)))
    assert plans(opened) == [("Ann Lee", "thanks-interview", TODAY)]
    meetings = desk.store.people.interviews(opened.application.company_id)
    assert [i.round for i in meetings] == [1, 2]


def test_telling_it_twice_doubles_nothing(desk: Desk) -> None:
    """The same interview entered again adds neither meeting nor thank-you."""
    held = InterviewHeld("Acme", "Designer", TODAY, met=("Ann Lee",))
    first = interview(desk, held)
    again_held = interview(desk, held)
    assert again_held.planned == ()
    assert again_held.application == first.application
    (meeting,) = desk.store.people.interviews(first.application.company_id)
    assert len(meeting.contact_ids) == 1


def test_a_new_try_after_a_no_is_an_application_of_its_own(desk: Desk) -> None:
    """S4.3: they invited me again; the old decision stays what it was."""
    passed(desk, DecisionMade("Acme", "Designer", days_ago(60), stars=("Ann Lee",)))
    opened = interview(desk, InterviewHeld("Acme", "Designer", TODAY, met=("Ann Lee",)))
    runs = desk.store.people.applications(opened.application.company_id)
    assert sorted(a.decision.value for a in runs) == ["in-progress", "passed"]


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (InterviewHeld("Acme", on=in_days(1), met=("Ann Lee",)), "still to come"),
        (InterviewHeld("Acme", on=TODAY, met=()), "Name somebody"),
        (InterviewHeld("", on=TODAY, met=("Ann Lee",)), "name of the company"),
        (
            InterviewHeld("Acme", on=TODAY, met=("A B",), decides=days_ago(1)),
            "before the interview",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    desk: Desk, held: InterviewHeld, sentence: str
) -> None:
    """Bad input changes nothing and says what to do."""
    before = picture(desk.store)
    with pytest.raises(UsageError, match=sentence):
        interview(desk, held)
    assert picture(desk.store) == before


def test_two_engineers_are_placeholders_to_rename(desk: Desk) -> None:
    """A panel without names is kept, and nobody is greeted by a number."""
    interview(desk, InterviewHeld("Acme", on=TODAY, met=("two engineers",)))
    (person,) = desk.store.people.everyone()
    assert person.placeholder


def test_a_decision_taken_back_is_in_progress_again(desk: Desk) -> None:
    """The thank-yous and the keep-warm of the decision are cancelled; one undo brings them back."""
    passed(desk, DecisionMade("Acme", "Designer", TODAY, stars=("Ann Lee",)))
    ann = next(desk.store.people.everyone())
    planned = {t.purpose.value for t in desk.store.touches.planned(ann.id)}
    assert planned == {"thanks-decision", "connect", "keep-warm"}
    opened = reopen(desk, "Acme", "Designer")
    assert opened.application.decision is Decision.IN_PROGRESS
    assert opened.application.decided_on is None
    assert {t.purpose.value for t in opened.cancelled} == planned
    assert all(t.state is TouchState.CANCELLED for t in opened.cancelled)
    desk.store.journal.undo()
    assert {t.purpose.value for t in desk.store.touches.planned(ann.id)} == planned
    assert again(desk, ann).starred


def test_reopening_what_was_never_decided_says_so(desk: Desk) -> None:
    """Nothing to take back is told in one sentence."""
    interview(desk, InterviewHeld("Acme", on=TODAY, met=("Ann Lee",)))
    with pytest.raises(NotFound, match="No decision is known at Acme"):
        reopen(desk, "Acme")


def test_an_interview_is_one_undo(desk: Desk) -> None:
    """Everything it wrote goes together."""
    before = picture(desk.store)
    interview(
        desk, InterviewHeld("Acme", on=TODAY, met=("Ann Lee",), reasons=("r",), stars=("Bob",))
    )
    desk.store.journal.undo()
    assert picture(desk.store) == before
