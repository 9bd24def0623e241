"""Claims about plans as a careful person would keep them: nothing lost, nothing too soon, nothing twice."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import Purpose, Role, TouchState
from followup_tui.errors import UsageError
from followup_tui.operations import agenda, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.hiring import hired, searching
from followup_tui.operations.interviews import InterviewHeld, interview, reopen
from followup_tui.operations.openings import Vacancy, opening
from followup_tui.operations.people import Details
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import fitting_touch
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, hear, on, picture


@pytest.fixture
def star(desk: Desk) -> Contact:
    """Somebody who got a star with a decision of today."""
    passed(desk, DecisionMade("Acme", "Designer", TODAY, stars=("Ann Lee",)))
    return next(desk.store.people.everyone())


def planned(desk: Desk, contact: Contact) -> dict[str, date | None]:
    """When what is planned with somebody falls due, by purpose."""
    return {t.purpose.value: t.due_on for t in desk.store.touches.planned(contact.id)}


def test_a_business_card_does_not_hurry_the_plan(desk: Desk, star: Contact) -> None:
    """An address added on the day of the no leaves the first keep-warm where the decision put it."""
    before = planned(desk, star)["keep-warm"]
    people.edit(desk, star, Details(phones=("+1 212 555 0102",), role=Role.HIRING_MANAGER))
    after = planned(desk, star)["keep-warm"]
    assert before is not None
    assert after is not None
    # By phone alone the distance is one and a half times as long.
    assert 14 <= (after - TODAY).days <= 42


def test_an_invitation_left_undone_hides_nothing(desk: Desk, star: Contact) -> None:
    """Who has no LinkedIn account is not forgotten: what fell due since is shown and done."""
    finish(on(desk, in_days(1)), star)
    later = on(desk, in_days(60))
    (item,) = agenda.items(later, 0)
    assert item.purpose is Purpose.KEEP_WARM
    touch = fitting_touch(later, star)
    assert touch is not None
    assert touch.purpose is Purpose.KEEP_WARM


def test_reopening_takes_the_invitations_back(desk: Desk, star: Contact) -> None:
    """An application in progress again plans none of what the decision did."""
    reopen(desk, "Acme")
    assert planned(desk, star) == {}


def test_not_now_stops_the_invitation(desk: Desk, star: Contact) -> None:
    """Wishes come before invitations."""
    finish(on(desk, in_days(1)), star, outcome="not-now", said="Call me in May, please.")
    assert list(planned(desk, star)) == ["keep-warm"]


def test_their_words_name_day_and_form(desk: Desk) -> None:
    """S1.39: "call me in May" is a call on the first working day of May's first full week."""
    ann = add(desk)
    finish(desk, ann, outcome="not-now", said="Call me in May, please.")
    (touch,) = desk.store.touches.planned(ann.id)
    assert (touch.channel, touch.due_on, touch.promised) == ("call", date(2026, 5, 4), True)


def test_two_openings_are_not_asked_about_on_one_day(desk: Desk) -> None:
    """One question may pass the floor; the second waits its turn."""
    add(desk)
    first = opening(desk, Vacancy("Acme", "Designer")).planned[0].due_on
    second = opening(desk, Vacancy("Acme", "Writer")).planned[0].due_on
    assert first == TODAY
    assert second is not None
    assert second >= in_days(8)


def test_a_thank_you_goes_before_a_question(desk: Desk, star: Contact) -> None:
    """Nobody is thanked and asked about a vacancy on one day."""
    asked = opening(desk, Vacancy("Acme", "Writer")).planned[0].due_on
    thanked = planned(desk, star)["thanks-decision"]
    assert asked is not None
    assert thanked is not None
    assert asked > thanked


def test_two_engineers_get_no_letters(desk: Desk) -> None:
    """Nobody is written to by a number: a task asks for their names instead."""
    opened = passed(desk, DecisionMade("Acme", on=TODAY, met=("two engineers",)))
    assert [t.purpose for t in opened.planned if t.contact == "two engineers"] == []
    assert any("Find out the names" in t.text for t in desk.store.material.open_tasks())


def test_a_job_told_twice_is_told_once(desk: Desk) -> None:
    """Entered again, it doubles no message."""
    bob = add(desk, "Bob Roe", company="Beta")
    hired(desk, "Acme", TODAY)
    hired(desk, "Acme", TODAY)
    assert [t.purpose.value for t in desk.store.touches.planned(bob.id)].count("landed") == 1


def test_another_job_years_later_is_news_again(desk: Desk) -> None:
    """Who heard of the last job hears of the next one, too."""
    bob = add(desk, "Bob Roe", company="Beta")
    hired(desk, "Acme", TODAY)
    finish(on(desk, in_days(1)), bob)
    searching(on(desk, in_days(400)))
    hired(on(desk, in_days(500)), "Gamma", in_days(500))
    assert "landed" in planned(desk, bob)


def test_only_whom_i_tick_hears_of_the_job(desk: Desk) -> None:
    """`landed` is ticked one by one."""
    bob = add(desk, "Bob Roe", company="Beta")
    cleo = add(desk, "Cleo Marsh", company="Gamma")
    hired(desk, "Acme", TODAY, tell=("Cleo Marsh",))
    assert "landed" not in planned(desk, bob)
    assert "landed" in planned(desk, cleo)


def test_a_job_ends_the_asking_and_keeps_what_i_owe(desk: Desk, star: Contact) -> None:
    """No thank-you asks to be kept in mind any more; an owed reply stays owed."""
    hear(desk, star, "Could you send me your file?")
    opened = hired(desk, "Beta", TODAY)
    assert "thanks-decision" in {t.purpose.value for t in opened.cancelled}
    assert "reply" in planned(desk, star)


def test_searching_again_takes_unsent_news_back(desk: Desk) -> None:
    """Good news that never went out would be a lie by now."""
    bob = add(desk, "Bob Roe", company="Beta")
    hired(desk, "Acme", TODAY)
    searching(on(desk, in_days(90)))
    assert "landed" not in planned(desk, again(desk, bob))
    states = [t.state for t in desk.store.touches.timeline(bob.id) if t.purpose is Purpose.LANDED]
    assert states == [TouchState.CANCELLED]


def test_a_decision_before_the_interview_is_refused(desk: Desk) -> None:
    """Nobody decides before they met me: one sentence, and nothing changes."""
    interview(desk, InterviewHeld("Acme", "Designer", TODAY, met=("Ann Lee",)))
    before = picture(desk.store)
    with pytest.raises(UsageError, match="after that day"):
        passed(desk, DecisionMade("Acme", "Designer", days_ago(6)))
    assert picture(desk.store) == before


def test_a_decision_entered_twice_says_so(desk: Desk, star: Contact) -> None:
    """Known already, or with another day: it is told either way."""
    again_told = passed(desk, DecisionMade("Acme", "Designer", TODAY))
    assert any("known already" in r for r in again_told.remarks)
    moved = passed(desk, DecisionMade("Acme", "Designer", days_ago(3)))
    assert any("its day has changed" in r for r in moved.remarks)


def test_company_and_day_alone_ask_the_rest_tomorrow(desk: Desk) -> None:
    """A task brings the questions back; once answered, it is not asked again."""
    opened = passed(desk, DecisionMade("Zeta GmbH", on=TODAY))
    assert any("Tell more of Zeta GmbH" in t.text for t in opened.tasks)


def test_whom_they_sent_me_to_comes_before_a_routine_touch(desk: Desk) -> None:
    """S3.7: the recruiter hears from me when the company is clear, and another star moves."""
    ann = add(desk)
    rita = add(desk, "Rita Roe", role=Role.RECRUITER, star=False)
    ivy = add(desk, "Ivy Eng", role=Role.INTERVIEWER)
    day = in_days(9)
    with desk.store.action("soon") as action:
        touch = desk.store.touches.planned(ivy.id)[0]
        action.update("touch", touch.id, due_on=day, day=day)
    finish(desk, ann, outcome="referred-on", said="Talk to Rita.")
    due = planned(desk, rita)["keep-warm"]
    assert due is not None
    assert (due - TODAY).days <= 12
    moved = planned(desk, ivy)["keep-warm"]
    assert moved is not None
    assert moved >= due
