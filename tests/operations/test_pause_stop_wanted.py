"""Claims about letting rest: a pause of a person or a company, a stop, a company no longer wanted."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.words import ContactState, Role, TouchState
from followup_tui.errors import RuleError, UsageError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.people import Details
from followup_tui.operations.touches import Happened, log
from tests.builders import TODAY, in_days
from tests.cast import add, again, finish, hear, on, picture, plan_of

SATURDAY = date(2026, 3, 7)


def test_a_pause_holds_the_plan(desk: Desk) -> None:
    """A pause until further notice leaves the plan as it is; only the agenda lets it rest."""
    ann = add(desk)
    paused = people.pause(desk, ann)
    assert paused.contact.state is ContactState.PAUSED
    assert paused.contact.paused(in_days(900))
    assert plan_of(desk, ann).due_on == TODAY


def test_a_pause_until_a_day_begins_again_there(desk: Desk) -> None:
    """What falls into a pause waits for its last day, which is a working one for the plan."""
    ann = add(desk)
    saturday = date(2026, 3, 14)
    paused = people.pause(desk, ann, saturday)
    assert paused.contact.paused(TODAY)
    assert not paused.contact.paused(saturday)
    assert plan_of(desk, ann).due_on == date(2026, 3, 16)


def test_what_lies_after_a_pause_stays(desk: Desk) -> None:
    """A date beyond the end of a pause is left alone."""
    ann = add(desk)
    finish(desk, ann)
    people.pause(desk, again(desk, ann), in_days(7))
    assert plan_of(desk, ann).due_on == date(2026, 3, 23)


def test_resuming_plans_a_date_that_has_passed_anew(desk: Desk) -> None:
    """After a pause, a date that went by meanwhile is planned for today."""
    ann = add(desk)
    people.pause(desk, ann)
    later = on(desk, in_days(30))
    resumed = people.resume(later, again(desk, ann))
    assert resumed.contact.state is ContactState.ACTIVE
    assert resumed.next is not None
    assert resumed.next.due_on == later.today


@pytest.mark.parametrize("days", [0, -3])
def test_a_pause_ends_in_the_future(desk: Desk, days: int) -> None:
    """A pause until today or earlier makes no sense and is refused."""
    ann = add(desk)
    with pytest.raises(UsageError, match="not ahead"):
        people.pause(desk, ann, in_days(days))
    with pytest.raises(UsageError, match="not ahead"):
        people.pause_company(desk, desk.store.people.companies()[0], in_days(days))


def test_only_the_paused_resume(desk: Desk) -> None:
    """Resuming somebody who is not paused is refused."""
    ann = add(desk)
    with pytest.raises(RuleError, match="not paused"):
        people.resume(desk, ann)


def test_a_stop_cancels_everything(desk: Desk) -> None:
    """Who asks to be left alone has nothing planned any more, what I owe included."""
    ann = add(desk)
    hear(desk, ann, "Could you send me your numbers?")
    changed = people.stop(desk, again(desk, ann), "Please stop writing.")
    assert changed.contact.state is ContactState.STOPPED
    assert desk.store.touches.planned(ann.id) == ()
    reasons = {t.state for t in desk.store.touches.timeline(ann.id)}
    assert reasons == {TouchState.CANCELLED, TouchState.DONE}
    assert desk.store.material.notes(ann.id, None)[0].text == "Please stop writing."


def test_a_stop_is_a_wall(desk: Desk) -> None:
    """After a stop nothing can be planned, logged, paused or resumed, and the reason is said."""
    ann = add(desk)
    people.stop(desk, ann)
    stopped = again(desk, ann)
    before = picture(desk.store)
    for verb in (people.star, people.pause, people.resume):
        with pytest.raises(RuleError, match="asked you to stop"):
            verb(desk, stopped)
    with pytest.raises(RuleError, match="asked you to stop"):
        log(desk, stopped, Happened("email"))
    people.edit(desk, stopped, Details(emails=ann.emails))
    assert picture(desk.store) == before


def test_a_stop_holds_through_edits(desk: Desk) -> None:
    """A new address or a new job does not end a stop."""
    ann = add(desk)
    people.stop(desk, ann)
    people.edit(desk, again(desk, ann), Details(company="Beta", emails=("new@a.example",)))
    assert again(desk, ann).state is ContactState.STOPPED
    assert desk.store.touches.planned(ann.id) == ()


def test_they_may_still_write(desk: Desk) -> None:
    """What a stopped person writes is kept, and plans nothing."""
    ann = add(desk)
    people.stop(desk, ann)
    hear(desk, again(desk, ann), "Could you call me after all?")
    assert desk.store.touches.planned(ann.id) == ()
    assert desk.store.touches.timeline(ann.id)[0].said == "Could you call me after all?"


def test_an_unwanted_company_loses_its_plans(desk: Desk) -> None:
    """What is planned at a company I no longer want is cancelled, elsewhere it stays."""
    ann, bob = add(desk), add(desk, "Bob Roe", company="Beta")
    acme = desk.store.people.company(ann.company_id or 0)
    assert people.wanted(desk, acme, on=False) == "Acme is no longer wanted"
    assert desk.store.touches.planned(ann.id) == ()
    assert desk.store.touches.timeline(ann.id)[0].state is TouchState.CANCELLED
    assert plan_of(desk, bob).due_on == TODAY
    changed = people.star(desk, again(desk, ann))
    assert (changed.next, changed.why) == (None, "Acme is no longer wanted")


def test_a_wanted_company_is_planned_again(desk: Desk) -> None:
    """When the company is wanted again, its people are planned at its pace."""
    ann, bob = add(desk), add(desk, "Bob Roe", role=Role.INTERVIEWER)
    acme = desk.store.people.company(ann.company_id or 0)
    people.wanted(desk, acme, on=False)
    people.wanted(desk, desk.store.people.company(acme.id), on=True)
    assert plan_of(desk, ann).due_on == TODAY
    assert plan_of(desk, bob).due_on == date(2026, 3, 10)


def test_a_resumed_company_is_planned_from_today(desk: Desk) -> None:
    """When a company's pause ends, dates that went by are planned anew, at the company's pace."""
    ann, bob = add(desk), add(desk, "Bob Roe", role=Role.INTERVIEWER)
    acme = desk.store.people.company(ann.company_id or 0)
    people.pause_company(desk, acme)
    later = on(desk, date(2026, 4, 1))
    people.resume_company(later, desk.store.people.company(acme.id))
    assert plan_of(desk, ann).due_on == date(2026, 4, 1)
    assert plan_of(desk, bob).due_on == date(2026, 4, 9)
    with pytest.raises(RuleError, match="not paused"):
        people.resume_company(later, desk.store.people.company(acme.id))


def test_a_pause_of_mine_survives_a_new_address(desk: Desk) -> None:
    """A pause that I set is mine to end: an added address does not end it."""
    ann = add(desk)
    people.pause(desk, ann, in_days(30))
    people.edit(desk, again(desk, ann), Details(emails=("new@a.example", *ann.emails)))
    assert again(desk, ann).paused_until == in_days(30)
