"""The daily keys: done, outcome, snooze, log, what came in, why, undo and redo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.words import Channel, Outcome, Purpose, TouchState
from followup_tui.operations import notes, touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named
from tests.builders import TODAY, days_ago, in_days
from tests.cast import picture
from tests.tui import stage
from tests.tui.stage import (
    chosen,
    dialog,
    fill,
    flat,
    go_to,
    opened,
    press,
    save,
    toasts,
)
from tests.tui.town import QUESTION, newest, planned


def tell_news(town: Desk) -> None:
    """Something to speak of at Maya's company: without it her script has a hole."""
    remark = notes.Remark("the new line starts in May", "news")
    notes.add(town, company_named(town, "Powell Motors"), remark)


async def test_d_records_the_usual_outcome(town: Desk) -> None:
    """A planned call was a voicemail with a message left, and its words are on record."""
    tell_news(town)
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "d")
        touch = newest(town, "Maya Orr")
    assert (touch.channel, touch.outcome) == (Channel.VOICEMAIL, Outcome.LEFT_MESSAGE)
    assert touch.done_on == TODAY
    assert touch.text.startswith("Hi Maya")


async def test_d_goes_on_to_the_next_person(town: Desk) -> None:
    """Whoever moved up to the place is under the cursor, and the day counts one more."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "d")
        assert chosen(pilot) == "Ann Lee"
        assert "1 of 4 done" in stage.seen(pilot)


async def test_d_says_what_was_done_and_what_comes_next(town: Desk) -> None:
    """One toast, and how to take it back."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "d")
        (toast,) = toasts(pilot)
        did, following, undo = toast.split("\n")
        assert did == "voicemail to Maya Orr: left a message"
        assert following.startswith("next: e-mail on ")
        assert undo == "u undo"


async def test_d_with_nothing_planned_names_the_key_that_logs(town: Desk) -> None:
    """Nothing is invented."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ben Cole")
        before = picture(town.store)
        await press(pilot, "d")
        assert toasts(pilot) == ["Nothing is planned with them: t logs a touch that happened."]
        assert picture(town.store) == before


async def test_d_after_a_channel_was_turned_records_that_channel(town: Desk) -> None:
    """The script on the screen is the one that was said."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "c", "c", "d")
        touch = newest(town, "Maya Orr")
    assert (touch.channel, touch.outcome) == (Channel.EMAIL, Outcome.SENT)


@pytest.mark.parametrize(
    ("outcome", "preview"),
    [
        (Outcome.SENT, "next: e-mail on Tue 24 Mar"),
        (Outcome.NO_ANSWER, "next: LinkedIn message on Tue 3 Mar"),
        (Outcome.STOP, "Ann Lee will not hear from you again"),
        ("skip", "next: LinkedIn message on Tue 24 Mar"),
    ],
)
async def test_the_dialog_shows_what_each_outcome_will_plan(
    town: Desk, outcome: str, preview: str
) -> None:
    """Before anything is written, and nothing is written by looking."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        before = picture(town.store)
        await press(pilot, "D")
        await fill(pilot, outcome=outcome)
        assert preview in flat(dialog(pilot))
        await press(pilot, "escape")
        assert picture(town.store) == before


async def test_an_outcome_with_everything_that_is_known(town: Desk) -> None:
    """Outcome, day, their words and mine."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "D")
        await save(pilot, outcome=Outcome.REPLIED, on="yesterday", said="Nice!", note="warm")
        touch = newest(town, "Ann Lee")
        assert chosen(pilot) == "Luis Ferro"
    assert (touch.outcome, touch.done_on) == (Outcome.REPLIED, days_ago(1))
    assert (touch.said, touch.note) == ("Nice!", "warm")


async def test_leaving_it_out_is_recorded_with_its_reason(town: Desk) -> None:
    """The next date counts from today, and nobody judges the reason."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        before = planned(town, "Ann Lee")
        await press(pilot, "D")
        await save(pilot, outcome="skip", reason="anger")
        assert before is not None
        touch = town.store.touches.touch(before.id)
    assert (touch.state, touch.skip_reason) == (TouchState.SKIPPED, "anger")


async def test_a_day_to_come_is_refused_and_the_dialog_stays(town: Desk) -> None:
    """One sentence in the dialog; what was typed is still there."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        before = picture(town.store)
        await press(pilot, "D")
        await save(pilot, on="+3", note="hm")
        assert "Thu 5 Mar is still to come" in flat(dialog(pilot))
        assert "hm" in dialog(pilot)
        assert picture(town.store) == before


async def test_z_shows_the_day_as_one_types(town: Desk) -> None:
    """A day that nobody works is said to be one, and kept as typed."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "z")
        assert "for example: friday" in dialog(pilot)
        await fill(pilot, until="sat")
        assert "Sat 7 Mar, not a working day" in dialog(pilot)
        await press(pilot, "enter")
        assert toasts(pilot) == ["Ann Lee waits until Sat 7 Mar\nu undo"]
        touch = planned(town, "Ann Lee")
        assert touch is not None
        assert (touch.due_on, touch.held) == (in_days(5), True)
        assert chosen(pilot) == "Ann Lee"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("blah", "“blah” is not a day I can read"), ("yesterday", "Sun 1 Mar is past")],
)
async def test_z_refuses_what_is_no_day_to_come(town: Desk, typed: str, sentence: str) -> None:
    """The dialog stays open with the sentence, and the touch where it was."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        before = planned(town, "Ann Lee")
        await press(pilot, "z")
        await save(pilot, until=typed)
        assert sentence in flat(dialog(pilot))
        assert planned(town, "Ann Lee") == before


async def test_t_logs_a_touch_that_was_not_planned(town: Desk) -> None:
    """With the channel, the day and the outcome that are chosen."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "t")
        await save(pilot, channel="letter", on="yesterday", note="by hand")
        touch = newest(town, "Tom Ash")
        assert toasts(pilot)[-1].startswith("note to Tom Ash\nnext: phone on Thu 5 Mar")
    assert (touch.channel, touch.outcome) == (Channel.LETTER, Outcome.SENT)
    assert (touch.done_on, touch.note) == (days_ago(1), "by hand")


async def test_t_for_a_stopped_person_is_refused(town: Desk) -> None:
    """A hard block: nothing is logged, and the dialog says why."""
    async with opened(town) as pilot:
        await go_to(pilot, "Sid Voss")
        before = picture(town.store)
        await press(pilot, "t")
        await save(pilot)
        assert "asked you to stop: nothing is logged" in flat(dialog(pilot))
        assert picture(town.store) == before


async def test_i_puts_an_owed_reply_first(town: Desk) -> None:
    """A question came in: its answer is owed, at the top, with their words beside it."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "i")
        await fill(pilot, said=QUESTION)
        assert "next: e-mail on Tue 3 Mar" in dialog(pilot)
        await press(pilot, "ctrl+s", "g")
        assert chosen(pilot) == "Tom Ash"
        assert "2 owed" in stage.seen(pilot)
        assert "“Are you free for a call" in flat(stage.timeline(pilot))
        assert "e-mail · reply" in stage.script(pilot)


async def test_i_without_a_question_owes_nothing(town: Desk) -> None:
    """What I say about it goes before what their words seem to ask."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "i")
        await save(pilot, said=QUESTION, asks="no")
        touch = planned(town, "Tom Ash")
        assert touch is not None
        assert touch.purpose is Purpose.KEEP_WARM


async def test_w_tells_every_rule_that_had_a_say(town: Desk) -> None:
    """The planned touch, why, pace, company and standing; q closes it."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "w")
        text = flat(dialog(pilot))
        assert "LinkedIn message, keep warm, Mon 2 Mar" in text
        assert "you chose Mon 2 Mar" in text
        for heading in ("PACE every 3 weeks", "COMPANY clear to contact", "STANDING"):
            assert heading in text
        await press(pilot, "q")
        assert stage.is_main(pilot)


async def test_u_takes_back_and_goes_back(town: Desk) -> None:
    """Everything is as before, the person is shown again, and the toast names what it was."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        before = picture(town.store)
        await press(pilot, "d", "u")
        assert chosen(pilot) == "Maya Orr"
        assert toasts(pilot)[-1] == "Taken back: voicemail to Maya Orr: left a message"
        after = picture(town.store)
        assert after["touch"] == before["touch"]
        assert after["contact"] == before["contact"]


async def test_capital_u_does_it_again(town: Desk) -> None:
    """What was taken back is done once more, by name."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "d", "u", "U")
        assert toasts(pilot)[-1] == "Done again: voicemail to Maya Orr: left a message"
        assert newest(town, "Maya Orr").outcome == Outcome.LEFT_MESSAGE


async def test_nothing_to_take_back_is_said(town: Desk) -> None:
    """Neither key fails on an empty history."""
    town.store.journal.forget_all()
    async with opened(town) as pilot:
        await press(pilot, "u")
        assert toasts(pilot) == ["Nothing to undo."]
        await press(pilot, "U")
        assert toasts(pilot) == ["Nothing to redo."]


async def test_an_undo_that_cannot_be_is_one_toast(town: Desk) -> None:
    """A row that was changed past the journal: refused, with the reason, and nothing moves."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "d")
        with town.store.database.transaction() as connection:
            connection.execute("UPDATE touch SET note = 'past the journal' WHERE state = 'done'")
        before = picture(town.store)
        await press(pilot, "u")
        (toast,) = toasts(pilot)
        assert "cannot be moved" in toast
        assert picture(town.store) == before


async def test_a_touch_that_was_done_elsewhere_is_refused_once(town: Desk) -> None:
    """Two windows, one touch: the second d is one warning and changes nothing."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        screen = stage.main(pilot)
        touch = planned(town, "Maya Orr")
        assert touch is not None
        touches.done(town, touch, touches.Happened())
        before = picture(town.store)
        assert screen.view is not None
        screen.view = replace(screen.view, next=touch)
        await press(pilot, "d")
        assert toasts(pilot) == ["That touch is done already; nothing was changed."]
        assert picture(town.store) == before
