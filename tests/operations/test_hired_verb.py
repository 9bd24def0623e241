"""Claims about a new job: who is told, who is left in peace, and the search taken up again."""

from __future__ import annotations

import pytest

from followup_tui.core.words import ContactState, Decision
from followup_tui.errors import RuleError, UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.hiring import hired, searching
from followup_tui.operations.interviews import InterviewHeld, interview
from followup_tui.operations.playbook import Opened
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, on, picture, plan_of


def plans(opened: Opened) -> dict[str, str]:
    """Purpose of what is planned, by person."""
    return {t.contact: t.purpose.value for t in opened.planned}


def test_people_at_the_new_job_are_colleagues(desk: Desk) -> None:
    """Nothing is planned with them any more, and stars stay stars."""
    ann = add(desk)
    opened = hired(desk, "Acme", TODAY)
    assert again(desk, ann).state is ContactState.COLLEAGUE
    assert again(desk, ann).starred
    assert [t.contact for t in opened.cancelled] == ["Ann Lee"]
    assert opened.application.decision is Decision.HIRED


def test_other_applications_are_withdrawn_in_words(desk: Desk) -> None:
    """The withdrawal round: one kind message where an application was running, nothing else there."""
    interview(desk, InterviewHeld("Beta", "Writer", TODAY, met=("Bob Roe",), stars=("Bob Roe",)))
    opened = hired(desk, "Acme", TODAY)
    assert plans(opened) == {"Bob Roe": "withdraw"}
    bob = next(p for p in desk.store.people.everyone())
    first, *rest = desk.store.touches.planned(bob.id)
    assert (first.purpose, first.due_on) == ("withdraw", TODAY)
    assert all(t.due_on and t.due_on > in_days(100) for t in rest)
    (run,) = desk.store.people.applications(bob.company_id or 0)
    assert run.decision is Decision.WITHDRAWN


def test_stars_elsewhere_hear_the_news(desk: Desk) -> None:
    """The people kept warm are told, each once, from the next working day on."""
    add(desk, "Bob Roe", company="Beta")
    opened = hired(desk, "Acme", TODAY)
    assert plans(opened) == {"Bob Roe": "landed"}
    assert opened.planned[0].due_on == in_days(1)


def test_good_news_is_spread_over_days(desk: Desk) -> None:
    """Twelve stars are no burst: no more a day than the daily cap."""
    for number in range(12):
        add(desk, f"Star N{number}", company=f"Firm {number}")
    opened = hired(desk, "Acme", TODAY)
    days = [t.due_on for t in opened.planned if t.purpose == "landed"]
    assert max(days.count(day) for day in days) <= desk.rules().daily_cap


def test_who_opened_the_door_is_thanked(desk: Desk) -> None:
    """S2.7: whoever referred me to somebody at the new company gets a thank-you, not the news."""
    ann = add(desk)
    cleo = add(desk, "Cleo Marsh", company="Gamma")
    with desk.store.action("refer") as action:
        action.insert("referral", from_contact_id=cleo.id, to_contact_id=ann.id, on=days_ago(9))
    assert plans(hired(desk, "Acme", TODAY)) == {"Cleo Marsh": "referral-thanks"}


def test_who_asked_to_stop_hears_nothing(desk: Desk) -> None:
    """Stop is a hard block for good news as well."""
    bob = add(desk, "Bob Roe", company="Beta")
    finish(desk, bob, outcome="stop")
    assert plans(hired(desk, "Acme", TODAY)) == {}


def test_other_plans_slow_down(desk: Desk) -> None:
    """S2.4: relations are kept for years, at a pace that fits somebody with a job."""
    bob = add(desk, "Bob Roe", company="Beta")
    finish(desk, bob)
    soon = plan_of(desk, bob).due_on
    hired(desk, "Acme", TODAY)
    planned = {t.purpose.value: t for t in desk.store.touches.planned(bob.id)}
    due = planned["keep-warm"].due_on
    assert soon is not None
    assert due is not None
    assert (due - TODAY).days > 130
    assert "while you have a job" in planned["keep-warm"].why


def test_searching_again_brings_the_pace_back(desk: Desk) -> None:
    """Colleagues are contacts again, and plans come closer."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", company="Beta")
    finish(desk, bob)
    hired(desk, "Acme", TODAY)
    later = on(desk, in_days(30))
    searching(later)
    assert again(desk, ann).state is ContactState.ACTIVE
    planned = {t.purpose.value: t for t in desk.store.touches.planned(bob.id)}
    assert planned["keep-warm"].due_on is not None
    assert (planned["keep-warm"].due_on - TODAY).days < 60


def test_searching_while_searching_says_so(desk: Desk) -> None:
    """Nothing to change is told in one sentence."""
    with pytest.raises(RuleError, match="searching already"):
        searching(desk)


def test_a_day_to_come_is_refused(desk: Desk) -> None:
    """A job that begins is told when they said yes; a future day changes nothing."""
    before = picture(desk.store)
    with pytest.raises(UsageError, match="still to come"):
        hired(desk, "Acme", in_days(3))
    assert picture(desk.store) == before


def test_a_hire_is_one_undo(desk: Desk) -> None:
    """Colleagues, withdrawals, news and pace go back together."""
    add(desk)
    add(desk, "Bob Roe", company="Beta")
    interview(desk, InterviewHeld("Gamma", on=TODAY, met=("Cleo Marsh",)))
    before = picture(desk.store)
    hired(desk, "Acme", TODAY)
    desk.store.journal.undo()
    assert picture(desk.store) == before
