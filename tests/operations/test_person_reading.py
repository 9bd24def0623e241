"""Claims about the reading of a person: what single questions say, of one moment, and never stale."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import astuple
from datetime import date

import pytest

from followup_tui.core.records import Draft, Note, Used
from followup_tui.core.words import Purpose
from followup_tui.errors import NotFound
from followup_tui.operations import (
    absence,
    demo,
    drafting,
    feedback,
    gains,
    hiring,
    notes,
    people,
    stories,
    views,
)
from followup_tui.operations.desk import EMPLOYED, Desk
from followup_tui.operations.feedback import Verdict
from followup_tui.operations.gains import Learned
from followup_tui.operations.notes import Remark
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, hear, on, plan_of

_SHARED = ("common", "observation")


def elsewhere(deed: Callable[[], object]) -> None:
    """Do something on a connection of its own, as another window does."""
    thread = threading.Thread(target=deed)
    thread.start()
    thread.join()


def lively(desk: Desk) -> None:
    """Sample people, and somebody of every kind that they lack."""
    demo.build(desk)
    star = add(desk, "Ida Holm", company="Norrland", emails=("ida@example.org", "i@example.com"))
    add(desk, "Nils Berg", company="Norrland", star=False)
    add(desk, "Solo Singer", company="")
    notes.add(desk, star, Remark("please write in June", "wish"))
    hear(desk, star, "Which date suits you?")
    gone = add(desk, "Gone Away", company="Norrland")
    people.delete(desk, gone)


def test_a_reading_says_what_single_questions_say(desk: Desk) -> None:
    """Everybody's records are the same, in the same order, as when each kind is asked for alone."""
    lively(desk)
    store = desk.store
    highest = store.database.value("SELECT max(id) FROM contact")
    for number in range(1, highest + 1):
        reading = store.readings.person(number, desk.today)
        dossier, company_id = reading.dossier, reading.dossier.contact.company_id
        assert dossier.contact.emails == store.people.contact(number).emails
        assert dossier.contact.company == store.people.contact(number).company
        assert dossier.touches == store.touches.around(number, company_id)
        assert reading.timeline == store.touches.timeline(number)
        assert reading.planned == store.touches.planned(number)
        assert reading.notes == store.material.notes(number, company_id)
        assert reading.employment == store.people.employment(number)
        assert reading.draft == store.drafts.draft(number)
        if company_id is None:
            assert (dossier.company, dossier.people) == (None, (dossier.contact,))
            continue
        there = [p.id for p in store.people.at_company(company_id)]
        assert [p.id for p in dossier.people] == there
        assert dossier.company == store.people.company(company_id)
        assert dossier.applications == store.people.applications(company_id)
        assert dossier.interviews == store.people.interviews(company_id)
        assert dossier.insights == store.material.insights(company_id)
        assert reading.openings == store.material.openings(company_id)
        assert reading.feedback == store.material.feedback(company_id)
        assert reading.events == store.material.events(company_id)


def test_what_is_mine_is_what_single_questions_say(desk: Desk) -> None:
    """Gains, stories, absences and where I started are the same for everybody."""
    ann = add(desk)
    stories.add(desk, stories.Told("Paint", "s", "t", "a", "r", ("plant",)))
    for day in (3, 1, 2):
        gains.add(desk, Learned(f"a course of day {day}", days_ago(day)))
    absence.away(desk, in_days(20), in_days(25))
    absence.away(desk, in_days(5), in_days(9))
    hiring.hired(desk, "Lindgren Works", TODAY)
    reading, material = desk.store.readings.latest(ann.id, desk.today), desk.store.material
    mine = reading.mine
    assert mine.gains == material.gains()
    assert desk.store.readings.shelf(reading).stories == material.stories()
    assert mine.away == material.away()
    assert (mine.employed_since, mine.employer) == (material.setting(EMPLOYED), "Lindgren Works")


def test_what_others_share_is_of_those_i_was_in_touch_with(desk: Desk) -> None:
    """Common ground and observations, the newest first; nothing of whom I never spoke to."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    finish(desk, ann)
    for person in (ann, bob):
        for kind in (*_SHARED, "reason"):
            notes.add(desk, person, Remark(f"{kind} of {person.name}", kind))
    shelf = desk.store.readings.shelf(desk.store.readings.latest(bob.id, desk.today))
    assert [n.text for n in shelf.noted] == ["observation of Ann Lee", "common of Ann Lee"]


def test_what_another_window_writes_is_read(desk: Desk) -> None:
    """A reading is kept only until anybody writes, on whatever connection, and so is what is mine."""
    ann = add(desk)
    store = desk.store
    before = store.readings.person(ann.id, desk.today)
    assert store.readings.latest(ann.id, desk.today) is before
    elsewhere(lambda: notes.add(desk, ann, Remark("plays the cello")))
    after = store.readings.latest(ann.id, desk.today)
    assert [n.text for n in after.notes] == ["plays the cello"]
    elsewhere(lambda: gains.add(desk, Learned("a course", days_ago(1))))
    assert [g.text for g in store.readings.latest(ann.id, desk.today).mine.gains] == ["a course"]
    assert [g.text for g in views.person(desk, ann.id).gains] == ["a course"]
    assert store.readings.shelf(store.readings.latest(ann.id, desk.today)).stories == ()
    elsewhere(lambda: stories.add(desk, stories.Told("Paint", "s", "t", "a", "r")))
    shelf = store.readings.shelf(store.readings.latest(ann.id, desk.today))
    assert [s.title for s in shelf.stories] == ["Paint"]


def test_the_rules_see_what_another_window_writes(desk: Desk) -> None:
    """The dossier behind every verb is as fresh as the reading."""
    ann = add(desk)
    assert desk.store.people.dossier(ann.id, desk.today).own_wishes == ()
    elsewhere(lambda: notes.add(desk, ann, Remark("please write in June", "wish")))
    assert len(desk.store.people.dossier(ann.id, desk.today).own_wishes) == 1


def test_what_is_taken_back_was_never_read(desk: Desk) -> None:
    """What is read inside an action that fails is not kept after it."""
    ann = add(desk)
    plain = desk.store.readings.latest(ann.id, desk.today)

    def fail() -> None:
        with desk.store.action("a mistake") as action:
            action.insert("note", contact_id=ann.id, kind="common", text="never so")
            assert len(desk.store.readings.latest(ann.id, desk.today).notes) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert desk.store.readings.latest(ann.id, desk.today) == plain


def test_a_pause_runs_out_with_the_day(desk: Desk) -> None:
    """The same rows are read for another day."""
    ann = add(desk)
    people.pause(desk, ann, in_days(7))
    held = desk.store.readings.latest(ann.id, desk.today).dossier
    later = on(desk, in_days(8))
    free = later.store.readings.latest(ann.id, later.today).dossier
    assert (held.contact.state, free.contact.state) == ("paused", "active")
    assert (held.people[0].state, free.people[0].state) == ("paused", "active")


def test_somebody_deleted_is_read_and_no_longer_one_of_them(desk: Desk) -> None:
    """Their own page is still there; the company's people are without them."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    people.delete(desk, ann)
    dossier = desk.store.readings.latest(ann.id, desk.today).dossier
    assert (dossier.contact.name, [p.id for p in dossier.people]) == ("Ann Lee", [bob.id])


def test_nobody_has_an_unknown_number(desk: Desk) -> None:
    """A number that nobody has is told as such."""
    for read in (desk.store.readings.person, desk.store.readings.dossier):
        with pytest.raises(NotFound, match="#7"):
            read(7, desk.today)


def test_the_draft_is_read_with_what_it_told(desk: Desk) -> None:
    """A kept draft comes back whole; words that were set aside are no draft."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    used = (Used("note", 3, "choir"), Used("story", 1))
    kept = Draft(
        ann.id, "email", Purpose.KEEP_WARM, "Hi", "Mine", 1, "", touch.id, edited=True, used=used
    )
    desk.store.drafts.save(kept)
    assert desk.store.readings.latest(ann.id, desk.today).draft == kept
    assert drafting.current_script(desk, again(desk, ann)).body == "Mine"


def test_feedback_comes_the_latest_first(desk: Desk) -> None:
    """Of one day, what was noted last comes first."""
    ann = add(desk)
    acme = desk.store.people.company(ann.company_id or 0)
    for text, day in (("a", 5), ("b", 1), ("c", 5), ("d", 9)):
        feedback.add(desk, acme, Verdict(text, on=days_ago(day)))
    texts = [f.text for f in desk.store.readings.latest(ann.id, desk.today).feedback]
    assert texts == ["b", "c", "a", "d"]


def test_records_are_whole(desk: Desk) -> None:
    """Every field of a note comes from its own column."""
    ann = add(desk)
    added = notes.add(desk, ann, Remark("a Red Sox fan", "observation")).note
    (read,) = desk.store.readings.latest(ann.id, desk.today).notes
    assert astuple(read) == astuple(added)
    assert isinstance(read, Note)
    assert isinstance(read.on, date)
