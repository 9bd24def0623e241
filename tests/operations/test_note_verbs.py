"""Claims about notes: news that grows old, wishes that move the plan, a stop that ends it."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import ContactState, NoteKind, Role, Standing, Tone
from followup_tui.errors import UsageError
from followup_tui.operations import notes, people, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Noted, Remark
from followup_tui.operations.touches import Happened, log, snooze
from tests.builders import TODAY, in_days
from tests.cast import add, again, finish, hear, on, picture, plan_of

IN_MAY = date(2026, 5, 4)
"""The first working day of May's first full week."""
IN_JUNE = date(2026, 6, 1)


def wish(desk: Desk, contact: Contact, words: str) -> Noted:
    return notes.add(desk, again(desk, contact), Remark(words, "wish"))


def test_a_note_is_kept_as_it_was_written(desk: Desk) -> None:
    """A note keeps kind, words, tone and address, with the day it was made."""
    ann = add(desk)
    remark = Remark("a recall of 900 cars", "news", tone="hard", url="https://news.example/1")
    note = notes.add(desk, ann, remark).note
    assert (note.kind, note.text, note.tone) == (NoteKind.NEWS, "a recall of 900 cars", Tone.HARD)
    assert (note.url, note.on, note.contact_id) == ("https://news.example/1", TODAY, ann.id)


def test_a_note_may_be_about_a_company(desk: Desk) -> None:
    """A note about a company belongs to no person, and everybody there sees it."""
    ann = add(desk)
    acme = desk.store.people.company(ann.company_id or 0)
    note = notes.add(desk, acme, Remark("a plant in Leeds", "news")).note
    assert (note.contact_id, note.company_id) == (None, acme.id)
    assert note in views.person(desk, ann.id).notes


def test_news_grows_old_by_itself(desk: Desk) -> None:
    """News without a date of its own expires after 45 days, everything else never."""
    ann = add(desk)
    assert notes.add(desk, ann, Remark("a plant", "news")).note.expires == in_days(45)
    given = Remark("a fair", "news", expires=in_days(3))
    assert notes.add(desk, ann, given).note.expires == in_days(3)
    assert notes.add(desk, ann, Remark("a Red Sox fan", "common")).note.expires is None


@pytest.mark.parametrize(
    "remark", [Remark(" \n"), Remark("x", "gossip"), Remark("x", "news", tone="loud")]
)
def test_what_cannot_be_meant_is_refused(desk: Desk, remark: Remark) -> None:
    """An empty note, an unknown kind or tone is refused."""
    ann = add(desk)
    with pytest.raises(UsageError):
        notes.add(desk, ann, remark)
    assert desk.store.material.notes(ann.id, None) == ()


def test_a_wish_belongs_to_a_person(desk: Desk) -> None:
    """A company wishes nothing: who asked must be named."""
    ann = add(desk)
    acme = desk.store.people.company(ann.company_id or 0)
    with pytest.raises(UsageError, match="belongs to a person"):
        notes.add(desk, acme, Remark("call in May", "wish"))
    fact = notes.add(desk, acme, Remark("call in May", "observation")).note
    with pytest.raises(UsageError, match="belongs to a person"):
        notes.edit(desk, fact, Remark("call in May", "wish"))


def test_a_wish_moves_the_plan(desk: Desk) -> None:
    """ "Call in May" moves the planned touch to May's first full week, by phone, as promised."""
    ann = add(desk)
    finish(desk, ann)
    noted = wish(desk, ann, "Please call in May.")
    assert noted.remarks == ("nothing before Mon 4 May, as they asked",)
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.channel, touch.promised) == (IN_MAY, "call", True)
    assert touch.why == "they asked for Mon 4 May"
    assert views.person(desk, ann.id).standing.standing is Standing.WAITING


def test_a_promise_holds(desk: Desk) -> None:
    """A promised date stays through inbound words, edits, and touches that happen before it."""
    ann = add(desk)
    wish(desk, ann, "Please call in May.")
    hear(desk, ann, "Thank you.")
    people.edit(desk, again(desk, ann), people.Details(company="Beta", role="interviewer"))
    log(desk, again(desk, ann), Happened("email", on=TODAY))
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.promised) == (IN_MAY, True)


def test_a_kept_promise_ends_the_wish(desk: Desk) -> None:
    """After the touch in May the plan goes on at its normal distance."""
    ann = add(desk)
    wish(desk, ann, "Please wait until May.")
    recorded = finish(on(desk, IN_MAY), ann, outcome="reached")
    assert recorded.next is not None
    assert (recorded.next.due_on, recorded.next.promised) == (date(2026, 5, 25), False)


def test_a_newer_wish_replaces_the_older(desk: Desk) -> None:
    """Who asked for May and then for June is called in June."""
    ann = add(desk)
    wish(desk, ann, "call in May")
    wish(desk, ann, "make it June, please: call in June")
    assert plan_of(desk, ann).due_on == IN_JUNE


def test_a_corrected_wish_moves_the_plan(desk: Desk) -> None:
    """Correcting the words of a wish moves the promised date."""
    ann = add(desk)
    note = wish(desk, ann, "call in May").note
    changed = notes.edit(desk, note, Remark("call in June", "wish"))
    assert changed.remarks == ("nothing before Mon 1 Jun, as they asked",)
    assert plan_of(desk, ann).due_on == IN_JUNE


def test_a_deleted_wish_frees_the_plan(desk: Desk) -> None:
    """Without the wish the plan goes back to its normal date."""
    ann = add(desk)
    finish(desk, ann)
    note = wish(desk, ann, "call in May").note
    notes.delete(desk, note)
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.promised) == (date(2026, 3, 23), False)


def test_a_wish_turned_into_a_fact_frees_the_plan(desk: Desk) -> None:
    """A note that is no wish after all holds nothing."""
    ann = add(desk)
    finish(desk, ann)
    note = wish(desk, ann, "call in May").note
    notes.edit(desk, note, Remark("call in May, said the poster", "observation"))
    assert plan_of(desk, ann).due_on == date(2026, 3, 23)


def test_a_wish_for_a_form_changes_the_form(desk: Desk) -> None:
    """ "By e-mail, please" turns the planned call into an e-mail."""
    ann = add(desk)
    assert plan_of(desk, ann).channel == "call"
    noted = wish(desk, ann, "by e-mail, please")
    assert noted.remarks == ("by e-mail from now on, as they asked",)
    assert plan_of(desk, ann).channel == "email"


@pytest.mark.parametrize("words", ["by e-mail, please", "no voicemails, please"])
def test_a_chosen_date_keeps_its_day_and_takes_their_form(desk: Desk, words: str) -> None:
    """A date of my own choice stays when they ask for another form, and takes that form."""
    ann = add(desk)
    snooze(desk, plan_of(desk, ann), in_days(3))
    wish(desk, ann, words)
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.channel, touch.held) == (in_days(3), "email", True)


def test_their_date_comes_before_mine(desk: Desk) -> None:
    """A date of my own choice gives way to the one they ask for."""
    ann = add(desk)
    snooze(desk, plan_of(desk, ann), in_days(3))
    wish(desk, ann, "call in May")
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.promised, touch.held) == (IN_MAY, True, False)


def test_a_promise_can_be_snoozed(desk: Desk) -> None:
    """I may move a promised date myself, and then it holds where I put it."""
    ann = add(desk)
    wish(desk, ann, "call in May")
    snooze(desk, plan_of(desk, ann), date(2026, 5, 6))
    hear(desk, again(desk, ann), "Thank you.")
    assert plan_of(desk, ann).due_on == date(2026, 5, 6)


def test_a_managers_wish_holds_the_company(desk: Desk) -> None:
    """When the hiring manager asks to wait, nobody else there is written to before that day."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    cleo = add(desk, "Cleo Marsh", company="Beta")
    wish(desk, ann, "call in May")
    assert plan_of(desk, ann).due_on == IN_MAY
    assert plan_of(desk, bob).due_on == date(2026, 5, 12)
    assert "the hiring manager asked to wait until 4 May" in plan_of(desk, bob).why
    assert plan_of(desk, cleo).due_on == TODAY
    assert views.person(desk, bob.id).standing.standing is Standing.WAITING
    assert views.company(desk, ann.company_id or 0).standing.standing is Standing.WAITING


def test_a_managers_withdrawn_wish_frees_the_company(desk: Desk) -> None:
    """When the manager's wish is gone, the others are planned as before."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    note = wish(desk, ann, "call in May").note
    notes.delete(desk, note)
    assert {plan_of(desk, ann).due_on, plan_of(desk, bob).due_on} == {TODAY, date(2026, 3, 10)}


def test_a_colleagues_wish_holds_only_them(desk: Desk) -> None:
    """A wish of somebody who is not the hiring manager moves their own plan alone."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    before = plan_of(desk, ann)
    wish(desk, bob, "call in May")
    assert plan_of(desk, ann) == before
    assert plan_of(desk, bob).due_on == IN_MAY


@pytest.mark.parametrize("words", ["stop", "Please don't contact me again", "unsubscribe me"])
def test_a_stop_ends_everything(desk: Desk, words: str) -> None:
    """A wish that says stop cancels everything and is kept in their words."""
    ann = add(desk)
    noted = wish(desk, ann, words)
    assert noted.remarks == ("Ann Lee will not hear from you again",)
    assert noted.note.text == words
    assert again(desk, ann).state is ContactState.STOPPED
    assert desk.store.touches.planned(ann.id) == ()


def test_a_note_corrected_into_a_stop_ends_everything(desk: Desk) -> None:
    """A note whose corrected words say stop is heeded as one that said so from the beginning."""
    ann = add(desk)
    note = wish(desk, ann, "call in May").note
    changed = notes.edit(desk, note, Remark("stop", "wish"))
    assert changed.remarks == ("Ann Lee will not hear from you again",)
    assert again(desk, ann).state is ContactState.STOPPED
    assert desk.store.touches.planned(ann.id) == ()
    assert [n.text for n in desk.store.material.notes(ann.id, None)] == ["stop"]


def test_a_wish_that_cannot_be_read_changes_nothing(desk: Desk) -> None:
    """Words that name neither day nor form are kept and move nothing."""
    ann = add(desk)
    before = plan_of(desk, ann)
    assert wish(desk, ann, "I prefer tea").remarks == (
        "kept as a note: no day, form or stop was read from it",
    )
    assert plan_of(desk, ann) == before


def test_a_wish_of_somebody_without_a_plan_plans_nothing(desk: Desk) -> None:
    """A wish starts no plan for somebody who is not kept warm."""
    ann = add(desk, star=False)
    wish(desk, ann, "call in May")
    assert desk.store.touches.planned(ann.id) == ()
    assert people.star(desk, again(desk, ann)).next is not None
    assert plan_of(desk, ann).due_on == IN_MAY


def test_every_note_is_one_step_back(desk: Desk) -> None:
    """A note with everything it moved is taken back by one undo."""
    ann = add(desk)
    add(desk, "Bob Roe", role=Role.INTERVIEWER)
    for words in ("call in May", "stop", "by e-mail"):
        before = picture(desk.store)
        note = wish(desk, ann, words).note
        desk.store.journal.undo()
        assert picture(desk.store) == before
        assert note.id
    note = wish(desk, ann, "call in May").note
    before = picture(desk.store)
    notes.edit(desk, note, Remark("call in June", "wish"))
    desk.store.journal.undo()
    notes.delete(desk, note)
    desk.store.journal.undo()
    assert picture(desk.store) == before
