"""Which touches count, one exclusion at a time (DESIGN.md, Counted touches)."""

from __future__ import annotations

import pytest

from followup_tui.core.counting import is_answer, is_counted, last_counted, unanswered, would_count
from followup_tui.core.words import Channel, Direction, Outcome, Purpose, TouchState
from tests.builders import TODAY, days_ago, in_days, make_inbound, make_planned, make_touch

UNCOUNTED_OUTCOMES = [
    Outcome.NO_ANSWER,
    Outcome.NO_SHOW,
    Outcome.BOUNCED,
    Outcome.LEFT_COMPANY,
]
UNCOUNTED_PURPOSES = [
    Purpose.THANKS_INTERVIEW,
    Purpose.THANKS_DECISION,
    Purpose.DECLINE,
    Purpose.WITHDRAW,
    Purpose.LANDED,
    Purpose.REFERRAL_THANKS,
    Purpose.REPLY,
]


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in UNCOUNTED_OUTCOMES])
def test_what_could_be_noticed_counts(outcome: Outcome) -> None:
    """A done outbound e-mail counts, whatever came of it, as long as it arrived."""
    assert is_counted(make_touch(outcome=outcome))


@pytest.mark.parametrize("outcome", UNCOUNTED_OUTCOMES)
def test_what_never_arrived_does_not_count(outcome: Outcome) -> None:
    """A touch that reached nobody does not count."""
    assert not is_counted(make_touch(outcome=outcome))


@pytest.mark.parametrize("purpose", UNCOUNTED_PURPOSES)
def test_courtesies_do_not_count(purpose: Purpose) -> None:
    """Thanks, refusals, good news and replies do not count, neither done nor planned."""
    assert not is_counted(make_touch(purpose=purpose))
    assert not would_count(make_planned(TODAY, purpose=purpose))


@pytest.mark.parametrize(
    "purpose", [p for p in Purpose if p not in UNCOUNTED_PURPOSES and p is not Purpose.CONNECT]
)
def test_every_other_purpose_counts(purpose: Purpose) -> None:
    """A touch for any other purpose counts."""
    assert is_counted(make_touch(purpose=purpose))


@pytest.mark.parametrize("channel", [Channel.INVITATION, Channel.LIGHT])
def test_light_touches_and_invitations_do_not_count(channel: Channel) -> None:
    """A like and an invitation weigh less than a message (S0.42)."""
    assert not is_counted(make_touch(channel=channel))
    assert not would_count(make_planned(TODAY, channel=channel))


@pytest.mark.parametrize("channel", ["call", "voicemail", "letter", "in-person", "fax"])
def test_every_other_channel_counts(channel: str) -> None:
    """A touch by any other channel counts, one of my own included (S3.9)."""
    assert is_counted(make_touch(channel=channel))


def test_what_they_send_does_not_count() -> None:
    """An inbound touch does not count."""
    assert not is_counted(make_inbound())


@pytest.mark.parametrize("state", [TouchState.PLANNED, TouchState.SKIPPED, TouchState.CANCELLED])
def test_only_done_touches_count(state: TouchState) -> None:
    """What is planned, skipped or cancelled does not count."""
    assert not is_counted(make_touch(state=state))


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome.REACHED,
        Outcome.REPLIED,
        Outcome.ACCEPTED,
        Outcome.DECLINED,
        Outcome.REFERRED_ON,
        Outcome.NOT_NOW,
    ],
)
def test_a_reaction_is_an_answer(outcome: Outcome) -> None:
    """Whoever talks, writes back, accepts or says not now has answered."""
    assert is_answer(make_touch(outcome=outcome))


@pytest.mark.parametrize("outcome", [Outcome.SENT, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER])
def test_sending_is_no_answer(outcome: Outcome) -> None:
    """A message that went out is not an answer."""
    assert not is_answer(make_touch(outcome=outcome))


def test_the_last_counted_touch_is_the_latest_that_counts() -> None:
    """A later thank-you does not hide the touch that counts."""
    counted = make_touch(done_on=days_ago(9))
    thanks = make_touch(done_on=days_ago(2), purpose=Purpose.THANKS_DECISION)

    assert last_counted((counted, thanks)) == counted


def test_silence_is_counted_since_their_last_answer() -> None:
    """Silence is the number of counted touches since they last answered."""
    touches = (
        make_touch(done_on=days_ago(90)),
        make_inbound(days_ago(80)),
        make_touch(done_on=days_ago(60)),
        make_touch(done_on=days_ago(50), outcome=Outcome.NO_ANSWER),
        make_touch(done_on=days_ago(40)),
    )

    assert unanswered(touches) == 2


def test_an_accepted_invitation_ends_the_silence() -> None:
    """An accepted invitation is an answer although it does not count."""
    touches = (
        make_touch(done_on=days_ago(60)),
        make_touch(done_on=days_ago(50), channel=Channel.INVITATION, outcome=Outcome.ACCEPTED),
    )

    assert unanswered(touches) == 0


def test_a_reaction_to_a_post_ends_the_silence() -> None:
    """Their like is an answer."""
    like = make_inbound(days_ago(5), channel=Channel.LIGHT)

    assert unanswered((make_touch(done_on=days_ago(20)), like)) == 0


def test_a_planned_answer_is_none_yet() -> None:
    """Only what happened can be an answer."""
    expected = make_planned(in_days(3), direction=Direction.IN)

    assert not is_answer(expected)
