"""What I owe: they asked for something, and wait for my reply (DESIGN.md, What I owe)."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.numbers import Rulebook
from followup_tui.core.outcomes import Aftermath, aftermath
from followup_tui.core.owed import asks_something, owed
from followup_tui.core.planner import NoPlan, Plan
from followup_tui.core.records import Touch
from followup_tui.core.words import Channel, ContactState, Form, Outcome, Purpose
from followup_tui.core.workdays import Workdays
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_contact,
    make_dossier,
    make_inbound,
    make_planned,
    make_touch,
)


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


def test_a_reply_that_asks_nothing_is_followed_after_the_gap_alone() -> None:
    """Replied, without a question: that day and the gap, nothing owed."""
    result = after(make_touch(outcome=Outcome.REPLIED, said="Thanks, good to hear from you."))

    assert following(result).due_on == in_days(21)
    assert result.extra == ()


@pytest.mark.parametrize(
    "reply",
    [
        make_touch(outcome=Outcome.REPLIED, said="Could you send me your CV?"),
        make_touch(outcome=Outcome.REPLIED, asks=True),
    ],
)
def test_a_reply_that_asks_is_owed_an_answer(reply: Touch) -> None:
    """Replied, with a question: the same, and a reply on the next working day."""
    result = after(reply)

    assert following(result).due_on == in_days(21)
    assert [(p.purpose, p.due_on, p.channel) for p in result.extra] == [
        (Purpose.REPLY, in_days(1), Channel.EMAIL)
    ]


def test_an_inbound_touch_restarts_the_count() -> None:
    """They wrote three days ago: the next touch is three weeks after that (S0.46)."""
    result = after(make_inbound(days_ago(3)), make_touch(done_on=days_ago(15)))

    assert following(result).due_on == in_days(18)
    assert result.extra == ()


def test_an_inbound_question_is_owed_a_reply() -> None:
    """An inbound touch that asks plans a reply for the next working day, by their form."""
    result = after(make_inbound(TODAY, asks=True, channel=Channel.LINKEDIN))
    (reply,) = result.extra

    assert (reply.purpose, reply.channel) == (Purpose.REPLY, Channel.LINKEDIN)
    assert reply.due_on == in_days(1)
    assert reply.why == "they asked for something on 2 Mar"


def test_a_question_of_a_stranger_is_owed_a_reply_alone() -> None:
    """Who writes without being kept warm gets a reply, but no running plan."""
    stranger = make_contact(starred=False, kept_warm_on=None)
    result = after(make_inbound(asks=True), contact=stranger)

    assert result.next is None
    assert [p.purpose for p in result.extra] == [Purpose.REPLY]


def test_an_old_question_is_owed_a_reply_today() -> None:
    """A question typed in a week later is due today."""
    (reply,) = after(make_inbound(days_ago(7), asks=True)).extra

    assert reply.due_on == TODAY


def test_an_owed_reply_falls_on_a_working_day() -> None:
    """A question that comes in before a day off is due after it."""
    rules = PLAIN._replace(workdays=Workdays(days_off=frozenset({in_days(1)})))
    (reply,) = after(make_inbound(asks=True), rules=rules).extra

    assert reply.due_on == in_days(2)


def test_an_owed_reply_is_outside_courtesy_and_cap() -> None:
    """Neither a colleague's touch nor a full day puts off a reply."""
    colleague = make_planned(in_days(1), contact_id=2)
    (reply,) = after(make_inbound(asks=True), colleague, booked={in_days(1): 9}).extra

    assert reply.due_on == in_days(1)


def test_an_owed_reply_never_takes_a_form_that_i_rule_out() -> None:
    """Who never calls answers a call by e-mail."""
    rules = PLAIN._replace(never=frozenset({Form.PHONE}))
    (reply,) = after(make_inbound(asks=True, channel=Channel.CALL), rules=rules).extra

    assert reply.channel == Channel.EMAIL


def test_an_owed_reply_takes_a_form_that_reaches_them() -> None:
    """A call from a hidden number is answered by what is known."""
    (reply,) = after(
        make_inbound(asks=True, channel=Channel.CALL), contact=make_contact(phones=())
    ).extra

    assert reply.channel == Channel.EMAIL


def test_a_question_from_who_asked_me_to_stop_plans_nothing() -> None:
    """Stop stands above what I owe."""
    result = after(make_inbound(asks=True), contact=make_contact(state=ContactState.STOPPED))

    assert isinstance(result.next, NoPlan)
    assert result.extra == ()


@pytest.mark.parametrize(
    "words",
    [
        "How have you been?",
        "Could you send your CV",
        "would you call our HR department",
        "Please call me next week",
        "Let me know when you are in town",
        "Send me the paper you mentioned",
        "I look forward, please reply soon",
        "We're looking forward to your answer",
        "I\u2019d like to hear more about it",
        "We had a long year. " * 100 + "Could you call me on Monday?",
    ],
)
def test_a_request_is_recognised(words: str) -> None:
    """A question or request in their words is found, also at the end of a long letter."""
    assert asks_something(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Thank you for your note.",
        "Call me in May.",
        "please call me again after the summer",
        "All is well here.",
        "We have filled the position.",
    ],
)
def test_a_remark_is_no_request(words: str) -> None:
    """Words that ask nothing are owed nothing."""
    assert not asks_something(words)


def test_the_reply_that_is_owed_is_the_soonest() -> None:
    """Of two replies the one due first is owed first; other touches are none."""
    later = make_planned(in_days(2), purpose=Purpose.REPLY)
    sooner = make_planned(in_days(1), purpose=Purpose.REPLY)

    assert owed((make_planned(TODAY), later, sooner)) == sooner


def test_a_reply_that_was_sent_is_not_owed() -> None:
    """Once done, nothing is owed."""
    assert owed((make_touch(purpose=Purpose.REPLY),)) is None
