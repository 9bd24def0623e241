"""Claims about the figures: what an answer is, what it answers, and how sure a rate is."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.stats import answers_to, stats, wilson
from followup_tui.core.words import Decision, Direction, Outcome, Purpose
from tests.builders import TODAY, days_ago, make_application, make_inbound, make_touch

YEAR = (days_ago(364), TODAY)


def test_an_answer_is_put_down_to_the_last_touch_before_it() -> None:
    """Two e-mails and one reply: the second one was answered, after two days."""
    first = make_touch(done_on=days_ago(40))
    second = make_touch(done_on=days_ago(10))
    reply = make_inbound(days_ago(8))
    assert answers_to([first, second, reply]) == {second.id: 2}


def test_a_late_answer_is_put_down_to_nothing() -> None:
    """S0.46: who writes a year later was not answering that e-mail."""
    assert answers_to([make_touch(done_on=days_ago(200)), make_inbound(days_ago(10))]) == {}


def test_a_call_they_took_is_a_conversation() -> None:
    """It answers itself, and says nothing of how long answers take."""
    call = make_touch(channel="call", outcome=Outcome.REACHED, done_on=days_ago(3))
    figures = stats([call], [], *YEAR)
    assert (figures.conversations, figures.answers) == (1, 1)
    assert figures.waiting.middle is None


def test_rates_come_by_form_and_by_purpose() -> None:
    """A voicemail and a call are both the phone."""
    touches = [
        make_touch(channel="voicemail", outcome="left-message", done_on=days_ago(30)),
        make_touch(channel="call", outcome=Outcome.REACHED, done_on=days_ago(20)),
        make_touch(purpose=Purpose.VALUE, done_on=days_ago(9)),
        make_inbound(days_ago(8)),
    ]
    figures = stats(touches, [], *YEAR)
    assert {r.name: (r.sent, r.answered) for r in figures.by_channel} == {
        "phone": (2, 1),
        "email": (1, 1),
    }
    assert {r.name: r.answered for r in figures.by_purpose} == {"keep-warm": 1, "value": 1}


def test_nobody_answering_the_phone_is_no_message_sent() -> None:
    """An attempt is not held against the rate."""
    figures = stats([make_touch(channel="call", outcome=Outcome.NO_ANSWER)], [], *YEAR)
    assert figures.by_channel == ()


def test_few_figures_say_that_they_are_few() -> None:
    """One of two is no rate to build on, and the figure says so."""
    figures = stats([make_touch(done_on=days_ago(9)), make_inbound(days_ago(8))], [], *YEAR)
    assert figures.by_channel[0].why.endswith("too few to say more")


def test_time_to_reply_is_the_middle_of_the_answers() -> None:
    """Half of the answers came within it."""
    touches = []
    for contact, waited in enumerate((1, 2, 3, 4, 10), start=1):
        touches.append(make_touch(contact_id=contact, done_on=days_ago(20)))
        touches.append(make_inbound(days_ago(20 - waited), contact_id=contact))
    waiting = stats(touches, [], *YEAR).waiting
    assert (waiting.early, waiting.middle, waiting.late) == (2, 3, 4)
    assert waiting.why == "half of 5 answers came within 3 days, most of the rest between 2 and 4"


def test_the_path_counts_people_since_the_no() -> None:
    """S2.8, S3.42: what happened before the decision is not on the way back."""
    no = make_application(decision=Decision.PASSED, decided_on=days_ago(60))
    touches = [
        make_touch(done_on=days_ago(70)),
        make_touch(done_on=days_ago(59), purpose=Purpose.THANKS_DECISION),
        make_touch(done_on=days_ago(30)),
        make_inbound(days_ago(28)),
        make_touch(contact_id=2, done_on=days_ago(59), purpose=Purpose.THANKS_DECISION),
    ]
    path = stats(touches, [(no, frozenset({1, 2, 3}))], *YEAR).path
    assert {s.name: s.people for s in path} == {
        "met before a no": 3,
        "thanked": 2,
        "kept warm": 1,
        "answered": 1,
        "talked": 0,
        "asked about an opening": 0,
    }


def test_days_hold_touches_and_answers() -> None:
    """The calendar has every day of the stretch, quiet ones included."""
    touches = [make_touch(done_on=days_ago(2)), make_inbound(days_ago(1))]
    days = stats(touches, [], days_ago(2), TODAY).days
    assert [(d.touches, d.answers) for d in days] == [(1, 0), (0, 1), (0, 0)]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 500), st.integers(0, 500))
def test_bounds_hold_the_share(answered: int, more: int) -> None:
    """The interval lies within 0 and 1, and the share within the interval."""
    sent = answered + more
    low, high = wilson(answered, sent)
    assert 0 <= low <= high <= 1
    if sent:
        assert low <= answered / sent + 1e-9
        assert answered / sent - 1e-9 <= high


def test_only_done_touches_of_the_stretch_count() -> None:
    """Last year's figures are last year's."""
    old = make_touch(done_on=date(2024, 1, 5))
    inbound = make_inbound(date(2024, 1, 6), direction=Direction.IN)
    figures = stats([old, inbound], [], *YEAR)
    assert (figures.touches, figures.answers) == (0, 0)
