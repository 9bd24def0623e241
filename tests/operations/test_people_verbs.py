"""Claims about the verbs on people: add, edit, move to another company, delete, star."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.words import Role, TouchState
from followup_tui.errors import UsageError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.people import Details
from followup_tui.operations.touches import skip, snooze
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, hear, on, picture, plan_of

SATURDAY = date(2026, 3, 7)


def test_an_unknown_company_is_made_and_said(desk: Desk) -> None:
    """Adding somebody at an unknown company creates it and says so."""
    changed = people.add(desk, Details(name="Ann Lee", company="Acme Ltd."))
    assert changed.remarks == ("new company: Acme Ltd.",)
    assert changed.contact.company == "Acme Ltd."


def test_a_known_company_is_used(desk: Desk) -> None:
    """The same company under another legal form or case is not made again."""
    people.add(desk, Details(name="Ann Lee", company="Acme Ltd."))
    changed = people.add(desk, Details(name="Bob Roe", company="ACME, Inc"))
    assert changed.remarks == ()
    assert changed.contact.company == "Acme Ltd."


def test_nobody_needs_a_company(desk: Desk) -> None:
    """A person without a company is added all the same, and no company appears."""
    assert people.add(desk, Details(name="Ann Lee")).contact.company_id is None
    assert desk.store.people.companies() == ()


def test_names_are_cleaned_and_split(desk: Desk) -> None:
    """A pasted name loses what would move the cursor, and is told apart into first and last."""
    ann = people.add(desk, Details(name="  Ann\x1b[31m \u202eLee\n")).contact
    assert (ann.name, ann.first_name, ann.last_name) == ("Ann[31m Lee", "Ann[31m", "Lee")


@pytest.mark.parametrize(
    "details",
    [
        Details(name=" \n"),
        Details(),
        Details(name="Ann", role="boss"),
        Details(name="Ann", emails=("ann at acme",)),
        Details(name="Ann", phones=("call me",)),
        Details(name="Ann", timezone="Europe/Atlantis"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, details: Details) -> None:
    """A missing name, an unknown role, a wrong address or time zone is refused, and nothing is kept."""
    with pytest.raises(UsageError):
        people.add(desk, Details(company="Acme") if details == Details() else details, star=True)
    assert desk.store.people.count() == 0
    assert desk.store.people.companies() == ()


def test_a_near_word_is_proposed(desk: Desk) -> None:
    """A mistyped role is refused with the nearest one that exists."""
    with pytest.raises(UsageError, match="did you mean recruiter"):
        people.add(desk, Details(name="Ann", role="recuiter"))


def test_nobody_is_planned_without_a_star(desk: Desk) -> None:
    """Adding somebody without a star plans nothing."""
    changed = people.add(desk, Details(name="Ann Lee"))
    assert (changed.next, changed.why) == (None, "")


def test_a_star_plans_the_first_free_working_day(desk: Desk) -> None:
    """Somebody new with a star is planned for today, and on a Saturday for Monday."""
    assert plan_of(desk, add(desk)).due_on == TODAY
    bob = add(on(desk, SATURDAY), "Bob Roe", company="Beta")
    assert plan_of(desk, bob).due_on == date(2026, 3, 9)


def test_a_star_counts_from_the_last_touch(desk: Desk) -> None:
    """Starring somebody already spoken to plans three weeks after that touch."""
    ann = add(desk, star=False)
    with desk.store.action("an old call") as action:
        action.insert(
            "touch",
            contact_id=ann.id,
            company_id=ann.company_id,
            channel="call",
            purpose="keep-warm",
            state="done",
            outcome="reached",
            done_on=days_ago(5),
            day=days_ago(5),
        )
    starred = people.star(desk, ann)
    assert starred.next is not None
    assert starred.next.due_on == date(2026, 3, 18)  # Wed 25 Feb + 21 days
    assert starred.next.channel == "email"


def test_a_second_star_changes_nothing_planned(desk: Desk) -> None:
    """Starring somebody who has a plan leaves it alone."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    people.star(on(desk, in_days(3)), ann)
    assert plan_of(desk, ann) == touch
    assert again(desk, ann).starred_on == TODAY


def test_unstarring_leaves_the_plan(desk: Desk) -> None:
    """Without the star the plan remains as it is."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    changed = people.star(desk, ann, on=False)
    assert not changed.contact.starred
    assert changed.next == touch


def test_a_star_waits_for_a_running_application(desk: Desk) -> None:
    """While an application is in progress a star plans nothing and says why."""
    ann = add(desk, star=False)
    with desk.store.action("apply") as action:
        action.insert("application", company_id=ann.company_id, role="Designer")
    changed = people.star(desk, ann)
    assert changed.contact.starred
    assert (changed.next, changed.why) == (None, "an application is still in progress there")


def test_two_stars_of_one_company_keep_apart(desk: Desk) -> None:
    """A second star at a company is planned when the company can bear another touch."""
    add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    assert plan_of(desk, bob).due_on == date(2026, 3, 10)
    assert "Ann Lee hears from you on 2 Mar" in plan_of(desk, bob).why


def test_a_day_carries_five(desk: Desk) -> None:
    """The sixth star of a day is planned for the next."""
    due = [plan_of(desk, add(desk, f"P{n}", company=f"C{n}")).due_on for n in range(7)]
    assert due == [TODAY] * 5 + [in_days(1)] * 2


def test_an_edit_changes_only_what_is_given(desk: Desk) -> None:
    """An edit leaves every field alone that it does not name."""
    ann = add(desk, title="Head of Design")
    changed = people.edit(desk, ann, Details(department="Mobility")).contact
    assert (changed.title, changed.department, changed.emails) == (
        "Head of Design",
        "Mobility",
        ann.emails,
    )


def test_a_field_can_be_emptied(desk: Desk) -> None:
    """An empty value empties the field."""
    ann = add(desk, title="Head of Design")
    changed = people.edit(desk, ann, Details(title="", emails=(), company="")).contact
    assert (changed.title, changed.emails, changed.company_id) == ("", (), None)


def test_a_new_job_keeps_the_old_one(desk: Desk) -> None:
    """Somebody who moves keeps the old job as history, the plan comes along, done touches stay."""
    ann = add(desk, title="Head of Design")
    done = finish(desk, ann).touch
    moved = people.edit(desk, again(desk, ann), Details(company="Beta", title="Director"))
    assert moved.remarks[0] == "new company: Beta"
    (job,) = desk.store.people.employment(ann.id)
    assert (job.company, job.title, job.until) == ("Acme", "Head of Design", TODAY)
    assert plan_of(desk, ann).company == "Beta"
    assert desk.store.touches.touch(done.id).company == "Acme"
    assert moved.contact.starred


def test_a_move_is_courteous_at_the_new_place(desk: Desk) -> None:
    """Who moves to a company that is written to already waits for their turn there."""
    bob = add(desk, "Bob Roe", company="Beta")
    ann = add(desk)
    people.edit(desk, ann, Details(company="Beta"))
    due = {plan_of(desk, bob).due_on, plan_of(desk, ann).due_on}
    assert due == {TODAY, date(2026, 3, 10)}


def test_a_job_is_history_once(desk: Desk) -> None:
    """Who has left, as a touch told, and then has a new job, left the old one once."""
    ann = add(desk, title="Head of Design")
    finish(desk, ann, outcome="left-company")
    people.edit(desk, again(desk, ann), Details(company="Beta"))
    assert [j.company for j in desk.store.people.employment(ann.id)] == ["Acme"]


def test_a_new_way_to_reach_opens_another_form(desk: Desk) -> None:
    """With a second form of contact, the plan turns to it at the normal distance."""
    ann = add(desk, phones=())
    finish(desk, ann)
    assert (plan_of(desk, ann).channel, plan_of(desk, ann).due_on) == ("email", date(2026, 4, 3))
    people.edit(desk, again(desk, ann), Details(phones=("+1 313 555 0100",)))
    assert (plan_of(desk, ann).channel, plan_of(desk, ann).due_on) == ("call", date(2026, 3, 23))


def test_a_corrected_title_leaves_the_plan_alone(desk: Desk) -> None:
    """Correcting a name or a title is no reason to plan anew."""
    ann = add(desk)
    finish(desk, ann, outcome="no-answer")
    touch = plan_of(desk, ann)
    people.edit(desk, again(desk, ann), Details(name="Anna Lee", title="Director"))
    assert plan_of(desk, ann).rev == touch.rev


def test_a_second_try_survives_a_new_number(desk: Desk) -> None:
    """The call that is to be tried again tomorrow stays the second try when the number is corrected."""
    ann = add(desk, phones=())
    people.edit(desk, ann, Details(phones=("+1 313 555 0100",), emails=()))
    finish(desk, ann, channel="call", outcome="no-answer")
    people.edit(desk, again(desk, ann), Details(emails=("ann@a.example",)))
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.channel, touch.attempt) == (in_days(1), "call", 2)


def test_a_skip_survives_an_edit(desk: Desk) -> None:
    """Who was left out on purpose does not come back the same day because an address was added."""
    ann = add(desk, phones=())
    skip(desk, plan_of(desk, ann))
    people.edit(desk, again(desk, ann), Details(phones=("+1 313 555 0100",)))
    assert plan_of(desk, ann).due_on == date(2026, 3, 23)


def test_deleting_leaves_nothing_planned(desk: Desk) -> None:
    """A deleted person has no plan, is not found, and stays in nobody's way."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    people.delete(desk, ann)
    cancelled = desk.store.touches.touch(touch.id)
    assert cancelled.state is TouchState.CANCELLED
    assert desk.store.people.count() == 0
    bob = add(desk, "Bob Roe")
    assert plan_of(desk, bob).due_on == TODAY


def test_deleting_is_taken_back_whole(desk: Desk) -> None:
    """Undo brings a deleted person back with the plan."""
    ann = add(desk)
    hear(desk, ann, "Could you send me your numbers?")
    before = picture(desk.store)
    people.delete(desk, again(desk, ann))
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_a_chosen_date_survives_an_edit(desk: Desk) -> None:
    """A date that I chose holds through every edit."""
    ann = add(desk)
    snooze(desk, plan_of(desk, ann), in_days(5))
    people.edit(desk, again(desk, ann), Details(company="Beta", phones=()))
    assert plan_of(desk, ann).due_on == in_days(5)


def test_every_verb_is_one_step_back(desk: Desk) -> None:
    """Each verb on people is taken back whole by one undo."""
    ann = add(desk)
    add(desk, "Bob Roe", role=Role.INTERVIEWER)
    acme = desk.store.people.company(ann.company_id or 0)
    before = picture(desk.store)
    people.edit(desk, ann, Details(company="Beta", title="Director", phones=()))
    desk.store.journal.undo()
    assert picture(desk.store) == before
    for verb in (people.delete, people.stop, people.pause):
        verb(desk, again(desk, ann))
        desk.store.journal.undo()
        assert picture(desk.store) == before
    people.wanted(desk, acme, on=False)
    desk.store.journal.undo()
    assert picture(desk.store) == before
