"""What follows when nobody was there, or when I let a touch go (DESIGN.md, Outcomes)."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.numbers import Rulebook
from followup_tui.core.outcomes import Aftermath, after_skip, aftermath
from followup_tui.core.planner import Plan
from followup_tui.core.records import Touch
from followup_tui.core.words import Channel, Decision, Form, Outcome, Purpose, Role, TouchState
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_application,
    make_contact,
    make_dossier,
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


def test_no_answer_is_tried_again_on_the_next_working_day() -> None:
    """No answer: an attempt, not a touch; again on another day, as the second attempt."""
    plan = following(after(make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER)))

    assert plan.due_on == in_days(1)
    assert (plan.channel, plan.attempt) == (Channel.CALL, 2)
    assert plan.why == "nobody answered on 2 Mar; once more on another day"


def test_no_answer_on_friday_is_tried_again_on_monday() -> None:
    """Another working day is never the weekend."""
    friday = date(2026, 3, 6)
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, done_on=friday)
    result = aftermath(call, make_dossier(call), friday, PLAIN)

    assert following(result).due_on == date(2026, 3, 9)


def test_an_old_attempt_is_tried_again_today() -> None:
    """A call in vain of last week, typed in today, is tried again today."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, done_on=days_ago(4))
    plan = following(after(call))

    assert plan.due_on == TODAY
    assert plan.why == "nobody answered on 26 Feb; once more on another day"


def test_the_third_call_in_vain_is_followed_by_another_form() -> None:
    """No answer, at most twice again: then an e-mail, as a first attempt."""
    second = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, attempt=2)
    third = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, attempt=3)

    assert following(after(second)).channel == Channel.CALL
    assert following(after(second)).attempt == 3
    assert following(after(third)).channel == Channel.EMAIL
    assert following(after(third)).attempt == 1


def test_who_is_known_by_phone_alone_is_not_called_every_day() -> None:
    """After three calls in vain and no other form, the next call waits for the usual distance."""
    third = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, attempt=3)
    plan = following(after(third, contact=make_contact(emails=(), connected=False)))

    assert plan.channel == Channel.CALL
    assert plan.due_on == date(2026, 4, 3)
    assert "no other way is known" in plan.why


def test_a_retry_keeps_its_purpose() -> None:
    """The call about an opening stays one about that opening."""
    call = make_touch(
        channel=Channel.CALL, outcome=Outcome.NO_ANSWER, purpose=Purpose.OPENING, opening_id=7
    )
    plan = following(after(call))

    assert (plan.purpose, plan.opening_id) == (Purpose.OPENING, 7)


def test_a_retry_leaves_the_company_its_rest() -> None:
    """A colleague who hears from me in three days moves the second attempt."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER)
    colleague = make_planned(in_days(3), contact_id=2, contact="Bo Ray")
    plan = following(after(call, colleague))

    assert plan.due_on == in_days(11)
    assert "Bo Ray hears from you on 5 Mar" in plan.why


def test_a_retry_avoids_a_day_without_calls() -> None:
    """Calls are not tried again on a day without calls."""
    rules = PLAIN._replace(no_call_days=frozenset({1, 2}))
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER)

    assert following(after(call, rules=rules)).due_on == in_days(3)


def test_an_owed_reply_is_tried_again_whatever_the_company_hears() -> None:
    """A reply stays outside courtesy and cap, at the second attempt too."""
    reply = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, purpose=Purpose.REPLY)
    colleague = make_planned(in_days(1), contact_id=2)

    plan = following(after(reply, colleague, booked={in_days(1): 9}))

    assert (plan.purpose, plan.due_on) == (Purpose.REPLY, in_days(1))


def test_a_managers_wish_holds_a_colleagues_retry() -> None:
    """While the hiring manager asked to wait, no colleague is called again."""
    call = make_touch(
        contact_id=2, contact="Rae Cole", channel=Channel.CALL, outcome=Outcome.NO_ANSWER
    )
    plan = following(
        after(
            call,
            contact=RECRUITER,
            people=(make_contact(), RECRUITER),
            wishes=(make_wish(until=in_days(64)),),
        )
    )

    assert plan.due_on == in_days(64)


def test_a_call_in_vain_before_the_day_they_named_keeps_their_day() -> None:
    """Who asked for May is not called again tomorrow."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER)
    plan = following(after(call, wishes=(make_wish(until=in_days(63)),)))

    assert plan.due_on == in_days(63)
    assert plan.promised


def test_a_promised_call_in_vain_is_tried_again_tomorrow() -> None:
    """On the day they named nobody answered: their day is over, and the next one serves."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER, promised=True)
    plan = following(after(call, wishes=(make_wish(until=TODAY, on=days_ago(60)),)))

    assert plan.due_on == in_days(1)
    assert plan.attempt == 2


def test_a_no_show_is_the_same_touch_three_working_days_later() -> None:
    """No show: the same channel and purpose after three working days."""
    meeting = make_touch(channel=Channel.IN_PERSON, purpose=Purpose.VALUE, outcome=Outcome.NO_SHOW)
    plan = following(after(meeting))

    assert plan.due_on == in_days(3)
    assert (plan.channel, plan.purpose) == (Channel.IN_PERSON, Purpose.VALUE)


def test_a_no_show_counts_working_days() -> None:
    """Three working days after Thursday is Tuesday."""
    thursday = date(2026, 3, 5)
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_SHOW, done_on=thursday)
    plan = following(aftermath(call, make_dossier(call), thursday, PLAIN))

    assert plan.due_on == date(2026, 3, 10)


def test_a_missed_call_avoids_a_day_without_calls() -> None:
    """A call that they could not make is not planned for a day without calls."""
    call = make_touch(channel=Channel.VOICEMAIL, outcome=Outcome.NO_SHOW)
    plan = following(after(call, rules=PLAIN._replace(no_call_days=frozenset({3}))))

    assert plan.channel == Channel.CALL
    assert plan.due_on == in_days(4)
    assert "no calls on that weekday" in plan.why


def test_a_no_show_by_a_channel_of_my_own_keeps_it() -> None:
    """A video call of my own naming stays one."""
    assert following(after(make_touch(channel="video", outcome=Outcome.NO_SHOW))).channel == "video"


def test_a_no_show_is_never_planned_into_the_past() -> None:
    """Typed in a month later, the same touch is due today."""
    call = make_touch(channel=Channel.CALL, outcome=Outcome.NO_SHOW, done_on=days_ago(30))

    assert following(after(call)).due_on == TODAY


def test_skipping_plans_the_gap_from_today() -> None:
    """Skip: today and the gap, whatever the last touch was."""
    dossier = make_dossier(make_touch(done_on=days_ago(60)))
    plan = after_skip(dossier, TODAY, PLAIN)

    assert isinstance(plan, Plan)
    assert plan.due_on == in_days(21)


@pytest.mark.parametrize("until", [TODAY, days_ago(1)])
def test_skipping_a_promised_touch_does_not_plan_it_again_today(until: date) -> None:
    """A promise that I leave out is not due again on the same day; the form they named stays."""
    wish = make_wish(until=until, on=days_ago(60), form=Form.EMAIL)
    plan = after_skip(make_dossier(wishes=(wish,)), TODAY, PLAIN)

    assert isinstance(plan, Plan)
    assert plan.due_on >= in_days(21)
    assert plan.channel == Channel.EMAIL


def test_skipping_before_the_day_they_named_keeps_their_day() -> None:
    """A wish for May outlives a touch that I leave out in March."""
    plan = after_skip(make_dossier(wishes=(make_wish(until=in_days(63)),)), TODAY, PLAIN)

    assert isinstance(plan, Plan)
    assert plan.due_on == in_days(63)


def test_a_status_call_in_vain_is_tried_again_during_an_application() -> None:
    """A running application plans no keep-warm, but a status call is still repeated."""
    running = make_application(decision=Decision.IN_PROGRESS, decided_on=None)
    call = make_touch(channel=Channel.CALL, purpose=Purpose.STATUS, outcome=Outcome.NO_ANSWER)

    assert following(after(call, applications=(running,))).purpose is Purpose.STATUS


def test_a_skipped_touch_leaves_no_trace_in_the_rotation() -> None:
    """Skipping a call plans a call again: the form was never used."""
    skipped = make_touch(channel=Channel.CALL, state=TouchState.SKIPPED, outcome=None)
    plan = after_skip(make_dossier(skipped), TODAY, PLAIN)

    assert isinstance(plan, Plan)
    assert plan.channel == Channel.CALL
