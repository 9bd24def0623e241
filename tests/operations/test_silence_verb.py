"""Claims about silence: the question after five touches, and the three ways to answer it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import ContactState
from followup_tui.errors import NotFound
from followup_tui.operations.desk import Desk
from followup_tui.operations.silence import answer, open_question
from followup_tui.operations.touches import Recorded
from tests.cast import add, again, finish, hear, on, picture, plan_of


def send(desk: Desk, contact: Contact) -> Recorded:
    """Do what is planned on the day it is due."""
    touch = plan_of(desk, contact)
    assert touch.due_on is not None
    return finish(on(desk, touch.due_on), contact, outcome="left-message", channel="voicemail")


def five_silences(desk: Desk) -> Contact:
    """Somebody to whom five touches went out without an answer."""
    ann = add(desk, emails=())
    for _ in range(5):
        send(desk, ann)
    return ann


def test_the_fifth_silence_asks_once(desk: Desk) -> None:
    """S1.32: silence at first is normal; after five, one question is put and light touches follow."""
    ann = add(desk, emails=())
    for _ in range(4):
        send(desk, ann)
        assert open_question(desk, ann.id) is None
    recorded = send(desk, ann)
    assert any("5 touches without an answer" in r for r in recorded.remarks)
    assert open_question(desk, ann.id) is not None
    assert plan_of(desk, ann).channel == "light"


def test_going_on_plans_real_touches_again(desk: Desk) -> None:
    """The silence before no longer counts: the next touch is a message, and nothing is asked soon."""
    ann = five_silences(desk)
    later = on(desk, plan_of(desk, ann).due_on or desk.today)
    answer(later, again(desk, ann), "go-on")
    assert plan_of(desk, ann).purpose == "keep-warm"
    assert open_question(desk, ann.id) is None
    send(desk, ann)
    assert open_question(desk, ann.id) is None


def test_one_last_time_rests_afterwards(desk: Desk) -> None:
    """One touch more is planned; once it is done the plan rests until further notice."""
    ann = five_silences(desk)
    later = on(desk, plan_of(desk, ann).due_on or desk.today)
    answer(later, again(desk, ann), "once")
    recorded = send(desk, ann)
    assert "the plan rests" in " ".join(recorded.remarks)
    assert again(desk, ann).state is ContactState.PAUSED


def test_rest_lets_the_plan_rest_now(desk: Desk) -> None:
    """Nobody hears from me until I say otherwise, and a star stays a star."""
    ann = five_silences(desk)
    answer(desk, again(desk, ann), "rest")
    assert again(desk, ann).state is ContactState.PAUSED
    assert again(desk, ann).starred


def test_an_answer_takes_the_question_away(desk: Desk) -> None:
    """S0.46: they wrote after all, so there is nothing to decide."""
    ann = five_silences(desk)
    hear(on(desk, desk.today + timedelta(days=300)), ann, "Good to hear from you.")
    assert open_question(desk, ann.id) is None


def test_answering_what_was_not_asked_says_so(desk: Desk) -> None:
    """One sentence, and nothing changes."""
    ann = add(desk)
    before = picture(desk.store)
    with pytest.raises(NotFound, match="Nothing is asked"):
        answer(desk, ann, "rest")
    assert picture(desk.store) == before


def test_the_answer_is_one_undo(desk: Desk) -> None:
    """The question stands again."""
    ann = five_silences(desk)
    before = picture(desk.store)
    answer(desk, again(desk, ann), "once")
    desk.store.journal.undo()
    assert picture(desk.store) == before
