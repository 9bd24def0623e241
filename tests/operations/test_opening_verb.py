"""Claims about an opening: who is asked, in which turn, and when nobody else needs to be."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import Role
from followup_tui.errors import UsageError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.openings import OpeningFound, Vacancy, gains_since, opening
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, finish, hear, on, picture, plan_of


@pytest.fixture
def crew(desk: Desk) -> tuple[Contact, Contact, Contact]:
    """A starred manager in Sales, a starred engineer in Design, a recruiter without a star."""
    return (
        add(desk, department="Sales"),
        add(desk, "Bob Roe", role=Role.INTERVIEWER, department="Design"),
        add(desk, "Rita Roe", role=Role.RECRUITER, star=False),
    )


def find(desk: Desk) -> OpeningFound:
    """A vacancy in Design."""
    return opening(desk, Vacancy("Acme", "Lead Designer", "Design"))


def asked(desk: Desk) -> list[tuple[str, date | None]]:
    """(who, when) of the planned questions about an opening."""
    planned = [t for p in desk.store.people.everyone() for t in desk.store.touches.planned(p.id)]
    return [(t.contact, t.due_on) for t in planned if t.purpose == "opening"]


@pytest.mark.usefixtures("crew")
def test_the_right_department_comes_first(desk: Desk) -> None:
    """S4.23: starred people are listed first, among them those where the vacancy is."""
    found = find(desk)
    assert [r.contact.name for r in found.people] == ["Bob Roe", "Ann Lee", "Rita Roe"]
    assert "works in Design" in found.people[0].why


@pytest.mark.usefixtures("crew")
def test_one_person_is_asked_at_a_time(desk: Desk) -> None:
    """The question is planned for the first alone, today if today is a working day."""
    find(desk)
    assert asked(desk) == [("Bob Roe", TODAY)]


def test_the_first_question_may_pass_the_floor_with_notice(desk: Desk) -> None:
    """S4.29: an opening is asked about at once, and `why` says that it is sooner than usual."""
    ann = add(desk)
    finish(on(desk, days_ago(3)), ann)
    found = find(desk)
    assert asked(desk) == [("Ann Lee", TODAY)]
    assert "sooner than usual, this once" in found.planned[0].why


def test_a_wish_to_wait_comes_before_an_opening(desk: Desk) -> None:
    """Wishes are obeyed: who asked for May is not asked today."""
    ann = add(desk)
    finish(desk, ann, outcome="not-now", until=date(2026, 5, 4))
    found = find(desk)
    assert asked(desk) == []
    assert any("waiting as asked" in r for r in found.remarks)


def test_silence_brings_the_next_person_after_five_working_days(
    desk: Desk, crew: tuple[Contact, ...]
) -> None:
    """Once asked, the next star follows a week later, unless somebody answers."""
    find(desk)
    bob = crew[1]
    finish(desk, bob, channel="email", purpose="opening")
    ((who, due),) = asked(desk)
    assert who == "Ann Lee"
    assert due is not None
    assert due >= in_days(8)


def test_an_answer_ends_the_round(desk: Desk, crew: tuple[Contact, ...]) -> None:
    """When the first person answers, the second is not asked any more."""
    find(desk)
    bob = crew[1]
    finish(desk, bob, channel="email", purpose="opening")
    hear(on(desk, in_days(1)), bob, "Yes, send me your file please.")
    assert asked(desk) == []


def test_running_touches_make_room(desk: Desk) -> None:
    """The keep-warm of the person asked moves out of the way of the question."""
    ann = add(desk)
    before = plan_of(desk, ann)
    find(desk)
    planned = {t.purpose.value: t.due_on for t in desk.store.touches.planned(ann.id)}
    assert planned["opening"] == TODAY
    assert planned["keep-warm"] != before.due_on
    assert (planned["keep-warm"] or TODAY) >= in_days(8)


def test_only_newer_gains_are_offered(desk: Desk) -> None:
    """S4.25: what I learned before we last spoke is old news to them."""
    ann = add(desk)
    finish(on(desk, days_ago(10)), ann)
    with desk.store.action("learn") as action:
        action.insert("gain", text="old certificate", on=days_ago(30), kind="education")
        action.insert("gain", text="led a team", on=days_ago(2), kind="experience")
    assert [g.text for g in gains_since(desk, ann.id)] == ["led a team"]


def test_a_company_that_is_not_wanted_is_not_asked(desk: Desk) -> None:
    """S3.40: nothing is planned where I would not work any more; it says why."""
    ann = add(desk)
    people.wanted(desk, desk.store.people.company(ann.company_id or 0), on=False)
    found = find(desk)
    assert asked(desk) == []
    assert "Acme is no longer wanted" in found.remarks


def test_the_referral_note_is_shown(desk: Desk) -> None:
    """S4.27, S4.28: the programme with its reward, or that a word from inside helps without one."""
    ann = add(desk)
    assert "a word from inside helps" in find(desk).remarks[-1]
    with desk.store.action("programme") as action:
        action.update("company", ann.company_id or 0, referral_programme="1,000 for the referrer")
    assert "three to five times" in find(desk).remarks[-1]


def test_an_opening_without_a_title_changes_nothing(desk: Desk) -> None:
    """One sentence, and everything as before."""
    before = picture(desk.store)
    with pytest.raises(UsageError, match="title of the job"):
        opening(desk, Vacancy("Acme", "  "))
    assert picture(desk.store) == before


@pytest.mark.usefixtures("crew")
def test_an_opening_is_one_undo(desk: Desk) -> None:
    """The record, the plan and the moved touches go together."""
    before = picture(desk.store)
    find(desk)
    desk.store.journal.undo()
    assert picture(desk.store) == before
