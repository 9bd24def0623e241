"""What follows from what happened, row by row (DESIGN.md, Outcomes)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from followup_tui.core.numbers import Rulebook
from followup_tui.core.outcomes import (
    Aftermath,
    aftermath,
    happened_by,
    usual_outcome,
)
from followup_tui.core.planner import NoPlan, Plan
from followup_tui.core.records import Touch
from followup_tui.core.words import Channel, ContactState, Form, Outcome, Purpose, Role
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_company,
    make_contact,
    make_dossier,
    make_inbound,
    make_planned,
    make_touch,
    make_wish,
)

RECRUITER = make_contact(id=2, name="Rae Cole", role=Role.RECRUITER, starred=False)


def after(
    touch: Touch,
    *others: Touch,
    until: date | None = None,
    rules: Rulebook = PLAIN,
    **fields: object,
) -> Aftermath:
    """What follows from the touch, beside the others."""
    return aftermath(touch, make_dossier(touch, *others, **fields), TODAY, rules, until)


def following(result: Aftermath) -> Plan:
    """The plan that follows; there must be one."""
    assert isinstance(result.next, Plan)
    return result.next


@pytest.mark.parametrize("outcome", ["sent", "left-message", "reached", "accepted", "declined"])
def test_a_touch_that_arrived_is_followed_after_the_gap(outcome: str) -> None:
    """Sent, left a message, reached, accepted, declined: that day and the gap."""
    plan = following(after(make_touch(channel=Channel.CALL, outcome=outcome)))

    assert plan.due_on == in_days(21)
    assert plan.channel == Channel.EMAIL


def test_the_next_date_counts_from_the_day_it_happened() -> None:
    """A touch typed in four days later is followed three weeks after it happened."""
    plan = following(after(make_touch(done_on=days_ago(4))))

    assert plan.due_on == in_days(17)


def test_an_older_touch_typed_in_late_changes_nothing() -> None:
    """The count starts at the newest touch, whichever was typed in last."""
    late = make_touch(done_on=days_ago(30))

    assert following(after(late, make_touch(done_on=days_ago(3)))).due_on == in_days(18)


def test_an_accepted_invitation_connects() -> None:
    """Accepted: LinkedIn messages are possible from now on."""
    invitation = make_touch(channel=Channel.INVITATION, outcome=Outcome.ACCEPTED)

    assert after(invitation).connected is True
    assert after(make_touch()).connected is None


def test_sent_on_is_answered_graciously_at_once() -> None:
    """Referred on: a reply today, a touch to the recruiter, and the manager's own plan goes on."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.REFERRED_ON)
    result = after(call, people=(make_contact(), RECRUITER))
    reply, onward = result.extra

    assert (reply.contact_id, reply.purpose, reply.due_on) == (1, Purpose.REPLY, TODAY)
    assert (onward.contact_id, onward.purpose) == (2, Purpose.KEEP_WARM)
    assert following(result).contact_id == 1


def test_the_recruiter_waits_until_the_company_is_clear() -> None:
    """The touch to the recruiter comes eight days after the talk with the manager (S3.7)."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.REFERRED_ON)
    _, onward = after(call, people=(make_contact(), RECRUITER)).extra

    assert onward.due_on == in_days(8)
    assert onward.why.startswith("Ann Lee sent you to Rae Cole; moved to Tue 10 Mar")


def test_the_touch_to_the_recruiter_takes_the_place_of_their_own() -> None:
    """What is planned with the recruiter already is no obstacle: the new touch replaces it."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.REFERRED_ON)
    planned = make_planned(in_days(9), contact_id=2, contact="Rae Cole")
    _, onward = after(call, planned, people=(make_contact(), RECRUITER)).extra

    assert onward.due_on == in_days(8)


def test_without_a_recruiter_there_is_a_task() -> None:
    """If no recruiter is known, finding out who it is becomes a task."""
    result = after(make_touch(outcome=Outcome.REFERRED_ON))

    assert len(result.extra) == 1
    assert result.task == "Find out who recruits at Acme"


@pytest.mark.parametrize("state", [ContactState.STOPPED, ContactState.COLLEAGUE])
def test_a_recruiter_who_asked_me_to_stop_is_left_alone(state: ContactState) -> None:
    """Being sent to somebody does not undo their stop."""
    silent = replace(RECRUITER, state=state)
    result = after(make_touch(outcome=Outcome.REFERRED_ON), people=(make_contact(), silent))

    assert [p.contact_id for p in result.extra] == [1]


def test_a_recruiter_is_not_sent_to_themselves() -> None:
    """If a recruiter refers me on, another recruiter is meant."""
    touch = make_touch(contact_id=2, outcome=Outcome.REFERRED_ON)
    result = after(touch, contact=RECRUITER, people=(make_contact(), RECRUITER))

    assert [p.purpose for p in result.extra] == [Purpose.REPLY]
    assert result.task


def test_a_recruiter_who_named_a_day_keeps_it() -> None:
    """A recruiter who asked for May is not contacted next week."""
    result = after(
        make_touch(outcome=Outcome.REFERRED_ON),
        people=(make_contact(), RECRUITER),
        wishes=(make_wish(contact_id=2, until=in_days(63)),),
    )

    assert [p.contact_id for p in result.extra] == [1]


def test_not_now_keeps_the_day_they_named() -> None:
    """Not now, until a day: that day as it was typed, weekend or not, and it is kept as a wish."""
    saturday = date(2026, 6, 6)
    result = after(make_touch(outcome=Outcome.NOT_NOW), until=saturday)

    assert following(result).due_on == saturday
    assert following(result).promised
    assert following(result).why == "they asked for Sat 6 Jun"
    assert result.wish_until == saturday


def test_not_now_without_a_day_waits_ninety_days() -> None:
    """Not now, no day named: the first working day after ninety days."""
    result = after(make_touch(outcome=Outcome.NOT_NOW))

    assert following(result).due_on == date(2026, 6, 1)
    assert result.wish_until == date(2026, 6, 1)


def test_not_now_without_a_day_makes_room_for_a_colleague() -> None:
    """A day that nobody named gives way to a colleague's touch."""
    colleague = make_planned(date(2026, 6, 3), contact_id=2, contact="Bo Ray")

    assert following(after(make_touch(outcome=Outcome.NOT_NOW), colleague)).due_on == date(
        2026, 6, 11
    )


def test_not_now_of_a_colleague_does_not_cut_the_managers_wish_short() -> None:
    """Ninety days are more when the hiring manager asked for more."""
    touch = make_touch(contact_id=2, outcome=Outcome.NOT_NOW)
    result = after(
        touch,
        contact=RECRUITER,
        people=(make_contact(), RECRUITER),
        wishes=(make_wish(until=in_days(150)),),
    )

    assert following(result).due_on >= in_days(150)


def test_stop_ends_everything() -> None:
    """Stop: nothing is planned, and what was planned is cancelled."""
    result = after(make_touch(outcome=Outcome.STOP), make_planned(in_days(9)))

    assert result.stop
    assert result.next == NoPlan("Ann Lee asked you to stop")
    assert result.extra == ()


def test_a_stop_in_their_own_mail_is_a_stop() -> None:
    """Stop means the same whoever reached out."""
    assert after(make_inbound(outcome=Outcome.STOP)).stop


@pytest.mark.parametrize(
    ("channel", "form"),
    [(Channel.EMAIL, Form.EMAIL), (Channel.CALL, Form.PHONE), (Channel.LETTER, Form.LETTER)],
)
def test_a_bounced_touch_marks_the_address(channel: Channel, form: Form) -> None:
    """Bounced: the address is marked, the plan waits for a newer one."""
    result = after(make_touch(channel=channel, outcome=Outcome.BOUNCED))

    assert result.next is None
    assert result.bounced == form
    assert result.wait == "it came back: e adds a newer address"


def test_who_has_left_is_looked_for() -> None:
    """Left the company: the job is marked, the plan waits, a task looks for the new place (S4.20)."""
    result = after(make_touch(outcome=Outcome.LEFT_COMPANY))

    assert result.next is None
    assert result.left_company
    assert result.task == "Find out where Ann Lee works now"


@pytest.mark.parametrize(
    "small",
    [
        make_touch(purpose=Purpose.THANKS_DECISION),
        make_touch(purpose=Purpose.REFERRAL_THANKS),
        make_touch(channel=Channel.INVITATION, purpose=Purpose.CONNECT),
        make_touch(channel=Channel.LIGHT, purpose=Purpose.SOCIAL),
        make_touch(purpose=Purpose.REPLY),
    ],
)
def test_what_does_not_count_plans_nothing_beside_a_plan(small: Touch) -> None:
    """A thank-you, an invitation, a like or a reply leaves the planned touch where it is."""
    assert after(small, make_planned(in_days(9))).next is None


def test_a_thank_you_plans_the_gap_when_nothing_is_planned() -> None:
    """Nobody is forgotten because the last thing done was a thank-you."""
    thanks = make_touch(purpose=Purpose.REFERRAL_THANKS)

    assert following(after(thanks, make_touch(done_on=days_ago(100)))).due_on == in_days(21)


def test_thanking_a_panel_keeps_nobody_warm() -> None:
    """A thank-you to somebody without a star opens no running plan: one star is enough (S4.13)."""
    met = make_contact(starred=False, kept_warm_on=None)

    assert after(make_touch(purpose=Purpose.THANKS_DECISION), contact=met).next is None
    assert following(after(make_touch(), contact=met)).due_on == in_days(21)


@pytest.mark.parametrize("chosen", [{"held": True}, {"promised": True}])
def test_a_date_that_somebody_chose_holds(chosen: dict[str, bool]) -> None:
    """A snoozed or promised touch is not replanned because another one was done."""
    planned = make_planned(in_days(9), **chosen)

    assert after(make_touch(), planned).next is None
    assert after(make_inbound(), planned).next is None


STOPPED = make_contact(state=ContactState.STOPPED)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_nothing_ever_follows_for_who_asked_me_to_stop(outcome: Outcome) -> None:
    """Whatever is logged with a stopped contact, no plan comes of it."""
    touch = make_touch(channel=Channel.CALL, outcome=outcome, asks=True)
    result = after(touch, contact=STOPPED, people=(STOPPED, RECRUITER))

    assert not isinstance(result.next, Plan)
    assert result.extra == ()


@pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.NO_SHOW, Outcome.NOT_NOW])
def test_a_company_that_is_no_longer_wanted_is_not_tried_again(outcome: Outcome) -> None:
    """Off stops the plan, second attempts included (S3.40)."""
    touch = make_touch(channel=Channel.CALL, outcome=outcome)

    assert isinstance(after(touch, company=make_company(wanted=False)).next, NoPlan)


@pytest.mark.parametrize(
    ("channel", "outcome"),
    [
        (Channel.VOICEMAIL, Outcome.LEFT_MESSAGE),
        (Channel.CALL, Outcome.REACHED),
        (Channel.EMAIL, Outcome.SENT),
        (Channel.LINKEDIN, Outcome.SENT),
        (Channel.INVITATION, Outcome.SENT),
        (Channel.LETTER, Outcome.SENT),
        (Channel.LIGHT, Outcome.SENT),
        ("fax", Outcome.SENT),
    ],
)
def test_the_usual_outcome(channel: str, outcome: Outcome) -> None:
    """The plain done key records what mostly happens by that channel."""
    assert usual_outcome(channel) is outcome


@pytest.mark.parametrize(
    ("channel", "outcome", "recorded"),
    [
        (Channel.CALL, Outcome.LEFT_MESSAGE, Channel.VOICEMAIL),
        (Channel.VOICEMAIL, Outcome.REACHED, Channel.CALL),
        (Channel.CALL, Outcome.REACHED, Channel.CALL),
        (Channel.CALL, Outcome.NO_ANSWER, Channel.CALL),
        (Channel.EMAIL, Outcome.LEFT_MESSAGE, Channel.EMAIL),
    ],
)
def test_a_phone_touch_is_recorded_as_what_happened(
    channel: str, outcome: str, recorded: str
) -> None:
    """A message left makes it a voicemail, a talk makes it a call."""
    assert happened_by(channel, outcome) == recorded


def test_a_touch_without_an_outcome_counts_on() -> None:
    """A touch logged without an outcome is followed after the gap."""
    assert following(after(make_touch(outcome=None))).due_on == in_days(21)
