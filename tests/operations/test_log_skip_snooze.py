"""Claims about touches that were not planned, were left out, or were moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import (
    Direction,
    Purpose,
    Role,
    Section,
    TouchState,
)
from followup_tui.errors import UsageError
from followup_tui.operations import notes, people, touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details
from followup_tui.operations.touches import Happened, hand_over, log, skip, snooze
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, hear, on, picture, plan_of

THREE_WEEKS = date(2026, 3, 23)


def planned(desk: Desk, contact: Contact) -> list[tuple[str, str, date | None]]:
    """(channel, purpose, due) of everything planned with somebody, what I owe first."""
    found = desk.store.touches.planned(contact.id)
    return [(t.channel, t.purpose.value, t.due_on) for t in found]


def test_a_logged_touch_starts_a_plan(desk: Desk) -> None:
    """A touch that counts, logged with somebody new, begins a plan."""
    ann = add(desk, star=False)
    recorded = log(desk, ann, Happened("call", outcome="reached"))
    assert again(desk, ann).kept_warm_on == TODAY
    assert recorded.next is not None
    assert (recorded.next.due_on, recorded.next.channel) == (THREE_WEEKS, "email")


def test_a_logged_touch_moves_the_plan(desk: Desk) -> None:
    """A touch that was not planned moves the planned one, and there is still only one."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    log(desk, ann, Happened("email"))
    moved = plan_of(desk, ann)
    assert (moved.id, moved.due_on, moved.channel) == (touch.id, THREE_WEEKS, "call")


def test_their_words_restart_the_count(desk: Desk) -> None:
    """What they write moves the next touch to three weeks after it."""
    ann = add(desk)
    finish(desk, ann)
    later = on(desk, date(2026, 3, 16))
    recorded = hear(later, ann, "Thank you for the article.")
    assert recorded.touch.direction is Direction.IN
    assert plan_of(desk, ann).due_on == date(2026, 4, 6)


def test_their_question_is_owed(desk: Desk) -> None:
    """A question in what came in plans a reply by the form they used."""
    ann = add(desk)
    hear(desk, ann, "What is your notice period?", channel="email")
    assert planned(desk, ann)[0] == ("email", "reply", in_days(1))


def test_whether_they_ask_can_be_said(desk: Desk) -> None:
    """Whether they want something may be said outright, against the words."""
    ann = add(desk)
    hear(desk, ann, "How are you?", asks=False)
    assert [t.purpose for t in desk.store.touches.planned(ann.id)] == [Purpose.KEEP_WARM]
    hear(desk, ann, "The numbers, whenever it suits.", asks=True)
    assert desk.store.touches.planned(ann.id)[0].purpose is Purpose.REPLY


def test_an_answered_question_is_settled(desk: Desk) -> None:
    """After the reply nothing is owed and the running plan is as it was."""
    ann = add(desk)
    hear(desk, ann, "What is your notice period?")
    plan = desk.store.touches.planned(ann.id)[1]
    finish(desk, ann)
    assert plan_of(desk, ann) == plan
    assert desk.store.agenda.items(TODAY)[0].section is Section.LATER


def test_a_light_touch_moves_nothing(desk: Desk) -> None:
    """A like or a comment is no touch that counts."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    recorded = log(desk, ann, Happened("light", network="linkedin"))
    assert (recorded.touch.purpose, recorded.touch.network) == (Purpose.SOCIAL, "linkedin")
    assert plan_of(desk, ann) == touch


def test_an_invitation_has_one_purpose(desk: Desk) -> None:
    """An invitation connects, a light touch is social; anything else is refused."""
    ann = add(desk)
    for channel in ("invitation", "light"):
        with pytest.raises(UsageError, match="always has the purpose"):
            log(desk, ann, Happened(channel, "keep-warm"))


def test_a_channel_of_my_own(desk: Desk) -> None:
    """A channel that the config names is a channel like the others."""
    rotation = desk.config.rotation._replace(channels=("fax",))
    faxing = replace(desk, config=replace(desk.config, rotation=rotation))
    assert log(faxing, add(desk), Happened("fax")).touch.channel == "fax"


def test_an_override_is_recorded(desk: Desk) -> None:
    """Why courtesy was passed over is kept in my words, as one clean line."""
    ann = add(desk)
    recorded = finish(desk, ann, override="They asked me\x1b[2J to\ncall today")
    assert recorded.touch.override == "They asked me[2J to call today"


def test_a_skip_counts_from_today(desk: Desk) -> None:
    """A touch left out moves the next one to three weeks from today, and the reason is kept."""
    ann = add(desk)
    later = on(desk, in_days(2))
    recorded = skip(later, plan_of(desk, ann), "anger")
    assert (recorded.touch.state, recorded.touch.skip_reason) == (TouchState.SKIPPED, "anger")
    assert plan_of(desk, ann).due_on == date(2026, 3, 25)


def test_a_skip_needs_a_reason_of_ours(desk: Desk) -> None:
    """A reason that is none is refused, no reason is fine."""
    ann = add(desk)
    with pytest.raises(UsageError, match="discomfort"):
        skip(desk, plan_of(desk, ann), "lazy")
    assert skip(desk, plan_of(desk, ann)).touch.skip_reason == ""


def test_a_skipped_promise_is_over(desk: Desk) -> None:
    """A promised date that came and was left out is not planned once more."""
    ann = add(desk)
    notes.add(desk, ann, Remark("wait until May", "wish"))
    later = on(desk, date(2026, 5, 4))
    skip(later, plan_of(desk, ann))
    assert plan_of(desk, ann).due_on == date(2026, 5, 25)
    assert not plan_of(desk, ann).promised


def test_a_skip_leaves_what_i_owe(desk: Desk) -> None:
    """Skipping the keep-warm leaves the owed reply, skipping the reply leaves the keep-warm."""
    ann = add(desk)
    hear(desk, ann, "What is your notice period?")
    reply, plan = desk.store.touches.planned(ann.id)
    skip(desk, reply)
    assert plan_of(desk, ann) == plan


def test_a_snooze_moves_the_date_only(desk: Desk) -> None:
    """A snoozed touch keeps form and purpose, and takes the day I typed, a Saturday too."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    snooze(desk, touch, date(2026, 3, 7))
    moved = plan_of(desk, ann)
    assert (moved.due_on, moved.channel, moved.purpose) == (date(2026, 3, 7), "call", "keep-warm")
    assert (moved.held, moved.why) == (True, "you chose Sat 7 Mar")


def test_a_snooze_holds(desk: Desk) -> None:
    """A snoozed date holds through words from them, edits, stars and logged touches."""
    ann = add(desk)
    snooze(desk, plan_of(desk, ann), in_days(10))
    hear(desk, ann, "Thank you.")
    people.star(desk, again(desk, ann), on=False)
    people.star(desk, again(desk, ann))
    people.edit(desk, again(desk, ann), Details(phones=()))
    log(desk, again(desk, ann), Happened("email"))
    assert plan_of(desk, ann).due_on == in_days(10)


def test_a_snooze_makes_others_give_way(desk: Desk) -> None:
    """A date that I choose moves the colleague's touch that stood too near."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    assert plan_of(desk, bob).due_on == date(2026, 3, 10)
    snooze(desk, plan_of(desk, ann), date(2026, 3, 9))
    assert plan_of(desk, bob).due_on == date(2026, 3, 17)
    assert plan_of(desk, ann).due_on == date(2026, 3, 9)


def test_a_snooze_into_the_past_is_refused(desk: Desk) -> None:
    """A day that is over cannot be chosen."""
    ann = add(desk)
    with pytest.raises(UsageError, match="is past"):
        snooze(desk, plan_of(desk, ann), days_ago(1))
    assert snooze(desk, plan_of(desk, ann), TODAY).touch.due_on == TODAY


def test_small_verbs_are_one_step_back(desk: Desk) -> None:
    """Skip, snooze, log and handing over are each taken back by one undo."""
    ann = add(desk)
    add(desk, "Bob Roe", role=Role.INTERVIEWER)
    before = picture(desk.store)
    for verb in (
        lambda: skip(desk, plan_of(desk, ann)),
        lambda: snooze(desk, plan_of(desk, ann), in_days(8)),
        lambda: log(desk, again(desk, ann), Happened("call")),
        lambda: hear(desk, again(desk, ann), "Could you call me?"),
        lambda: hand_over(desk, plan_of(desk, ann), "Hello", "email"),
    ):
        verb()
        desk.store.journal.undo()
        assert picture(desk.store) == before


def test_the_touch_that_fits(desk: Desk) -> None:
    """Of what is planned, the first that fits the channel's form and the purpose is meant."""
    ann = add(desk)
    hear(desk, ann, "What is your notice period?", channel="email")
    reply, plan = desk.store.touches.planned(ann.id)
    fitting = touches.fitting_touch
    assert fitting(desk, ann) == fitting(desk, ann, "email") == reply
    assert fitting(desk, ann, purpose="keep-warm") == plan
    assert fitting(desk, ann, "voicemail") is fitting(desk, ann, "email", "value") is None
    bob = add(desk, "Bob Roe", company="Beta")
    assert fitting(desk, bob, "voicemail") == plan_of(desk, bob)
