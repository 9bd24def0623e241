"""Claims about what is shown: a person, a company and a day, read afresh and counted honestly."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.records import Used
from followup_tui.core.words import Role, Section, Standing
from followup_tui.errors import NotFound
from followup_tui.operations import notes, people, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.pages import agenda_pages, found_pages
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.preview import what_if
from followup_tui.operations.recording import planned_with, record
from followup_tui.operations.touches import Happened, done, log, snooze
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, hear, on, picture, plan_of


def test_a_person_is_shown_whole(desk: Desk) -> None:
    """One person with company, colleagues, touches newest first, notes, and what comes next."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", star=False)
    first = finish(desk, ann).touch
    acme = desk.store.people.company(ann.company_id or 0)
    about_her = notes.add(desk, ann, Remark("plays the cello")).note
    about_it = notes.add(desk, acme, Remark("a plant in Leeds", "news")).note
    seen = views.person(desk, ann.id)
    assert seen.contact == again(desk, ann)
    assert seen.company == acme
    assert [p.id for p in seen.people] == [ann.id, bob.id]
    assert [t.id for t in seen.touches] == [plan_of(desk, ann).id, first.id]
    assert seen.notes == (about_it, about_her)
    assert seen.next == plan_of(desk, ann)
    assert seen.owed is None
    assert seen.why == plan_of(desk, ann).why
    assert seen.distance.startswith("3 weeks (first phase")
    assert not seen.courtesy.clear
    assert seen.courtesy.clear_on == date(2026, 3, 10)
    assert seen.seat is None


def test_why_nothing_is_planned(desk: Desk) -> None:
    """Where nothing is planned, the reason is said."""
    ann = add(desk, star=False)
    assert views.person(desk, ann.id).why == "nothing is planned: a star begins a plan"
    with desk.store.action("apply") as action:
        action.insert("application", company_id=ann.company_id, role="Designer")
    people.star(desk, ann)
    reason = "an application is still in progress there"
    assert views.person(desk, ann.id).why == reason
    people.stop(desk, again(desk, ann))
    assert views.person(desk, ann.id).why == "Ann Lee asked you to stop"


def test_what_i_owe_is_shown_first(desk: Desk) -> None:
    """A reply I owe is what comes next, whatever else is planned sooner."""
    ann = add(desk)
    hear(desk, ann, "Could you send me your numbers?")
    snooze(desk, desk.store.touches.planned(ann.id)[1], TODAY)
    seen = views.person(desk, ann.id)
    assert seen.next == seen.owed
    assert seen.owed is not None


def test_standings_follow_what_was_said(desk: Desk) -> None:
    """Two touches too near each other look too close, news looks like value, silence quiet."""
    ann = add(desk, star=False)
    news = notes.add(desk, ann, Remark("a plant", "news")).note
    used = (Used("note", news.id, "a plant"),)
    log(desk, ann, Happened("email", on=days_ago(20), used=used))
    assert views.person(desk, ann.id).standing.standing is Standing.ADDING_VALUE
    assert views.company(desk, ann.company_id or 0).standing.standing is Standing.ADDING_VALUE
    assert views.person(on(desk, in_days(60)), ann.id).standing.standing is Standing.QUIET
    log(desk, ann, Happened("call", on=days_ago(15)))
    assert views.person(desk, ann.id).standing.standing is Standing.TOO_CLOSE
    assert views.company(desk, ann.company_id or 0).standing.standing is Standing.TOO_CLOSE


def test_a_company_is_shown_whole(desk: Desk) -> None:
    """One company with its people, applications, touches of everybody there, and the seat clock."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER, star=False)
    passed(desk, DecisionMade("Acme", "Designer", days_ago(10), met=("Bob Roe",)))
    seen = views.company(desk, ann.company_id or 0)
    assert {p.id for p in seen.people} == {ann.id, bob.id}
    assert [a.role for a in seen.applications] == ["Designer"]
    assert {t.contact for t in seen.touches} == {"Ann Lee", "Bob Roe"}
    assert seen.seat is not None
    assert (seen.seat.basis, seen.seat.day) == ("decision", 10)
    with pytest.raises(NotFound):
        views.company(desk, 99)


def test_an_empty_company_is_shown(desk: Desk) -> None:
    """A company whose people were all deleted is still a company."""
    ann = add(desk)
    people.delete(desk, ann)
    seen = views.company(desk, ann.company_id or 0)
    assert seen.people == ()


def test_the_day_counts_what_the_list_shows(desk: Desk) -> None:
    """The day's counts are those of the agenda, and what was done today."""
    for number in range(4):
        add(desk, f"P{number}", company=f"C{number}")
    first, second, third, _ = desk.store.people.everyone()
    finish(desk, first)
    hear(desk, second, "Could you send me your numbers?")
    snooze(desk, plan_of(desk, third), in_days(2))
    day = views.day(desk)
    assert (day.owed, day.waiting, day.today, day.done, day.total) == (1, 0, 1, 1, 3)
    later = views.day(on(desk, in_days(1)))
    assert (later.owed, later.waiting, later.today, later.done) == (1, 1, 0, 0)


def test_a_few_days_ahead(desk: Desk) -> None:
    """The agenda of the next days holds what is due by then."""
    ann, bob = add(desk), add(desk, "Bob Roe", company="Beta")
    snooze(desk, plan_of(desk, bob), in_days(4))
    assert [i.contact_id for i in views.agenda(desk)] == [ann.id, bob.id]
    assert [i.contact_id for i in views.agenda(desk, 3)] == [ann.id]
    assert [i.contact_id for i in views.agenda(desk, 4)] == [ann.id, bob.id]


def test_tasks_by_their_day(desk: Desk) -> None:
    """Open tasks come soonest first, up to a day when one is given, done ones not at all."""
    passed(desk, DecisionMade("Acme", stars=("Ann Lee",)))
    with desk.store.action("tasks") as action:
        action.insert("task", text="someday")
        action.insert("task", text="now", due_on=TODAY)
        action.insert("task", text="over", due_on=TODAY, done_on=TODAY)
    assert [t.text for t in views.tasks(desk)][::3] == ["now", "someday"]
    assert [t.text for t in views.tasks(desk, in_days(1))] == ["now"]


def test_looking_changes_nothing(desk: Desk) -> None:
    """Reading a person, a company, a day and the agenda writes nothing."""
    ann = add(desk)
    hear(desk, ann, "Could you send me your numbers?")
    other = desk.store.database.data_version()
    before = picture(desk.store)
    later = on(desk, in_days(40))
    views.person(later, ann.id)
    views.company(later, ann.company_id or 0)
    views.day(later)
    views.agenda(later)
    assert picture(desk.store) == before
    assert desk.store.database.data_version() == other


def test_what_if_changes_nothing(desk: Desk) -> None:
    """What a verb would do can be asked, and nothing of it stays."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    before = picture(desk.store)
    would = what_if(desk, lambda: done(desk, touch, Happened(outcome="reached")))
    assert would.next is not None
    assert would.next.due_on == date(2026, 3, 23)
    assert picture(desk.store) == before
    assert len(desk.store.journal.entries()) == 1
    assert finish(desk, ann, outcome="reached").next is not None


def test_the_list_is_read_by_pages(desk: Desk) -> None:
    """The agenda as a list knows its length, its sections and everybody's place in it."""
    for number in range(7):
        add(desk, f"P{number}", company=f"C{number}")
    bob = add(desk, "Bob Roe", company="Beta", star=False)
    hear(desk, bob, "Could you send me your numbers?")
    pages = agenda_pages(desk)
    listed = [pages.item(n) for n in range(pages.total)]
    assert tuple(listed) == views.agenda(desk)
    assert pages.item(pages.total) is None
    assert [(s.section, s.start, s.count) for s in pages.stretches] == [
        (Section.OWED, 0, 1),
        (Section.TODAY, 1, 5),
        (Section.WEEK, 6, 2),
    ]
    assert [pages.index_of(item.contact_id) for item in listed if item] == list(range(8))
    assert pages.index_of(99) is None


def test_a_found_list_keeps_the_order(desk: Desk) -> None:
    """A filtered list holds those found in the order of the agenda."""
    for number in range(7):
        add(desk, f"P{number} Roe", company=f"C{number}")
    people.pause(desk, desk.store.people.contact(1))
    pages = found_pages(desk, "roe")
    listed = [pages.item(n) for n in range(pages.total)]
    assert tuple(listed) == views.agenda(desk)
    assert pages.index_of(1) == 6
    assert pages.index_of(99) is None
    assert pages.item(7) is None


def test_record_takes_the_touch_that_fits(desk: Desk) -> None:
    """What happened is written on the planned touch that fits, else logged as a new one."""
    ann = add(desk)
    touch = planned_with(desk, ann)
    assert record(desk, ann, Happened(outcome="reached")).touch.id == touch.id
    logged = record(desk, again(desk, ann), Happened(outcome="left-message")).touch
    assert (logged.channel, logged.id > touch.id) == ("voicemail", True)
    people.stop(desk, again(desk, ann))
    with pytest.raises(NotFound, match="Nothing is planned with Ann Lee"):
        planned_with(desk, again(desk, ann))
