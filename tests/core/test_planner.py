"""The next touch of one contact: when, how, what for, and why (DESIGN.md, section 3)."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.numbers import Rulebook
from followup_tui.core.planner import NoPlan, Placing, Plan, place, plan_next
from followup_tui.core.records import Insight, Touch
from followup_tui.core.words import (
    Channel,
    ContactState,
    Decision,
    Form,
    Purpose,
    Role,
    TouchState,
)
from followup_tui.core.workdays import Workdays
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_application,
    make_company,
    make_contact,
    make_dossier,
    make_planned,
    make_touch,
    make_wish,
)

PEER = make_contact(id=2, name="Bo Ray", role=Role.INTERVIEWER)


def planned(
    *touches: Touch, since: date | None = TODAY, rules: Rulebook = PLAIN, **fields: object
) -> Plan:
    """The plan after these touches."""
    found = plan_next(make_dossier(*touches, **fields), since, TODAY, rules)
    assert isinstance(found, Plan)
    return found


def refused(**fields: object) -> str:
    """Why nothing is planned."""
    found = plan_next(make_dossier(**fields), TODAY, TODAY, PLAIN)
    assert isinstance(found, NoPlan)
    return found.why


def test_the_next_touch_follows_after_the_gap() -> None:
    """Three weeks after an e-mail a call is due, and the reason says both."""
    plan = planned(make_touch())

    assert plan.due_on == in_days(21)
    assert (plan.channel, plan.purpose) == (Channel.CALL, Purpose.KEEP_WARM)
    assert plan.why == (
        "3 weeks (first phase, to 1 May) after 2 Mar; by phone, since e-mail was last"
    )


def test_the_phone_is_planned_as_a_call() -> None:
    """A planned phone touch has the channel call."""
    assert planned().channel == Channel.CALL


def test_without_a_touch_the_first_free_working_day_is_planned() -> None:
    """Starring somebody new plans the first free working day."""
    plan = planned(since=None)

    assert plan.due_on == TODAY
    assert plan.why.startswith("the first free working day")


def test_the_first_free_working_day_is_no_weekend() -> None:
    """On a Saturday the first free working day is Monday."""
    saturday = date(2026, 3, 7)
    found = plan_next(make_dossier(), None, saturday, PLAIN)

    assert isinstance(found, Plan)
    assert found.due_on == date(2026, 3, 9)


def test_the_first_free_working_day_leaves_the_company_its_rest() -> None:
    """Starring a colleague of somebody who heard from me yesterday waits for the floor."""
    plan = planned(make_touch(contact_id=2, contact="Bo Ray", done_on=days_ago(1)), since=None)

    assert plan.due_on == in_days(7)
    assert "moved to Mon 9 Mar: Bo Ray hears from you on 1 Mar" in plan.why


def test_a_date_that_has_passed_is_planned_today() -> None:
    """A touch after a long pause falls due today, and the reason says that its day has passed."""
    plan = planned(make_touch(done_on=days_ago(80)), since=days_ago(80))

    assert plan.due_on == TODAY
    assert "moved to Mon 2 Mar: the day it fell on has passed" in plan.why


def test_the_company_moves_a_date_later() -> None:
    """A planned touch of a colleague keeps its eight days."""
    colleague = make_planned(in_days(18), contact_id=2, contact="Bo Ray")
    plan = planned(make_touch(done_on=days_ago(2)), colleague, since=days_ago(2))

    assert plan.due_on == in_days(28)
    assert "Bo Ray hears from you on 20 Mar" in plan.why or "too many" in plan.why


def test_no_third_touch_within_thirty_days() -> None:
    """The window moves a date that the floor would allow."""
    colleague = make_planned(in_days(10), contact_id=2)
    plan = planned(make_touch(), colleague)

    assert plan.due_on == in_days(30)
    assert "more than 2 touches in 30 days would be too many" in plan.why


def test_the_daily_cap_moves_a_date_later() -> None:
    """A day that carries five touches takes no sixth."""
    plan = planned(booked={in_days(21): 5, in_days(22): 4})

    assert plan.due_on == in_days(22)
    assert "the days before carry 5 already" in plan.why


def test_a_replanned_touch_frees_its_own_place() -> None:
    """The touch that this plan replaces does not count against the cap of its day."""
    own = make_planned(in_days(21))

    assert planned(make_touch(), own, booked={in_days(21): 5}).due_on == in_days(21)


@pytest.mark.parametrize(
    "own",
    [
        make_planned(in_days(21), channel=Channel.LIGHT, purpose=Purpose.SOCIAL),
        make_planned(in_days(21), promised=True),
    ],
)
def test_what_is_outside_the_cap_frees_no_place(own: Touch) -> None:
    """A light touch or a promised one never took a place that it could give up."""
    assert planned(make_touch(), own, booked={in_days(21): 5}).due_on == in_days(22)


def test_a_replanned_touch_is_no_obstacle_to_itself() -> None:
    """The touch that this plan replaces is left out of courtesy."""
    assert planned(make_touch(), make_planned(in_days(18))).due_on == in_days(21)


def test_a_held_touch_stays_an_obstacle() -> None:
    """A date that I chose is not replaced, so the plan makes room for it."""
    held = make_planned(in_days(18), held=True)

    assert planned(make_touch(done_on=days_ago(9)), held, since=TODAY).due_on >= in_days(26)


def test_days_off_are_left_out() -> None:
    """A date on a day off moves on to the next working day."""
    rules = PLAIN._replace(workdays=Workdays(days_off=frozenset({in_days(21)})))

    assert planned(make_touch(), rules=rules).due_on == in_days(22)


def test_an_absence_beyond_the_bounds_is_explained() -> None:
    """If no working day lies within the bounds, the reason says so."""
    rules = PLAIN._replace(workdays=Workdays(away=((in_days(8), in_days(40)),)))
    plan = planned(make_touch(), rules=rules)

    assert plan.due_on == in_days(42)
    assert "no working day before that" in plan.why


def test_no_call_falls_on_a_no_call_day() -> None:
    """A call due on a day without calls moves on, and the reason says so."""
    rules = PLAIN._replace(no_call_days=frozenset({0}))
    plan = planned(make_touch(), rules=rules)

    assert plan.due_on == in_days(22)
    assert "no calls on that weekday" in plan.why


def test_an_email_may_fall_on_a_no_call_day() -> None:
    """The day without calls is for calls alone."""
    rules = PLAIN._replace(no_call_days=frozenset({0}))

    assert planned(make_touch(channel=Channel.VOICEMAIL), rules=rules).due_on == in_days(21)


def test_the_only_form_is_used_at_one_and_a_half_gaps() -> None:
    """With e-mail alone the next one comes after 32 days, and the reason names what is missing."""
    contact = make_contact(phones=(), connected=False)
    plan = planned(make_touch(), contact=contact)

    assert plan.channel == Channel.EMAIL
    assert plan.due_on == date(2026, 4, 3)
    assert "only by e-mail, so at one and a half times the distance" in plan.why
    assert "a phone number and an accepted LinkedIn invitation" in plan.why


def insight() -> Insight:
    """Something worth a call."""
    return Insight(1, 1, "I came across something on your supplier", "They change the price.")


def test_an_unused_insight_makes_the_next_touch_one_of_value() -> None:
    """Value when there is something to give (S1.27)."""
    plan = planned(make_touch(), insights=(insight(),))

    assert plan.purpose is Purpose.VALUE
    assert "an unused insight is ready" in plan.why


def test_who_asked_me_to_stop_is_never_planned_for() -> None:
    """Stop is a hard block (S1.39)."""
    assert refused(contact=make_contact(state=ContactState.STOPPED)) == "Ann Lee asked you to stop"


def test_stop_outweighs_a_wish() -> None:
    """A wish to be called in May ends with the request to stop."""
    stopped = make_contact(state=ContactState.STOPPED)

    assert refused(contact=stopped, wishes=(make_wish(until=in_days(60)),))


def test_colleagues_are_not_planned_for() -> None:
    """People of my new company need no plan."""
    assert refused(contact=make_contact(state=ContactState.COLLEAGUE))


def test_a_company_that_is_no_longer_wanted_is_not_planned_for() -> None:
    """Only organisations where I would still like to land (S3.40)."""
    assert refused(company=make_company(wanted=False)) == "Acme is no longer wanted"


def test_an_application_in_progress_plans_nothing() -> None:
    """While an application runs, no keep-warm or value touch is planned there."""
    running = make_application(decision=Decision.IN_PROGRESS, decided_on=None)

    assert refused(applications=(running,)) == "an application is still in progress there"


def test_a_wish_is_kept_on_the_day_they_named() -> None:
    """A promised date has no spread and no bounds, and asks for the form they named."""
    wish = make_wish(until=in_days(63), form=Form.EMAIL)
    plan = planned(make_touch(), wishes=(wish,), rules=Rulebook())

    assert plan.due_on == in_days(63)
    assert plan.channel == Channel.EMAIL
    assert plan.promised
    assert plan.why == "they asked for Mon 4 May"


def test_a_promise_is_never_a_light_touch() -> None:
    """Who asked to be called in May is called, even after five touches without an answer."""
    silence = [make_touch(done_on=days_ago(28 * n)) for n in range(5)]
    wish = make_wish(until=in_days(63))

    assert planned(*silence, wishes=(wish,)).purpose is Purpose.KEEP_WARM
    assert planned(wishes=(wish,), insights=(insight(),)).purpose is Purpose.VALUE


def test_a_wish_outweighs_the_company_and_the_cap() -> None:
    """A promised date stands even beside another touch and on a full day."""
    colleague = make_planned(in_days(62), contact_id=2)
    wish = make_wish(until=in_days(63))

    assert planned(colleague, wishes=(wish,), booked={in_days(63): 9}).due_on == in_days(63)


def test_a_wish_outweighs_an_application_in_progress() -> None:
    """They asked to be called: a running application is no reason not to."""
    running = make_application(decision=Decision.IN_PROGRESS, decided_on=None)

    assert planned(applications=(running,), wishes=(make_wish(until=in_days(63)),)).promised


def test_a_date_they_named_is_kept_as_it_is() -> None:
    """If they named a Saturday, it is a Saturday."""
    assert planned(wishes=(make_wish(until=date(2026, 5, 9)),)).due_on == date(2026, 5, 9)


def test_a_wish_whose_day_has_passed_is_due_now() -> None:
    """A promise that was not kept in time is due at once."""
    plan = planned(wishes=(make_wish(until=days_ago(4), on=days_ago(60)),))

    assert plan.due_on == TODAY
    assert plan.why.startswith("they asked for Thu 26 Feb; moved to Mon 2 Mar")


def test_a_wish_whose_day_has_passed_leaves_the_company_its_rest() -> None:
    """Today is not the day they named: it gives way to a colleague who hears from me."""
    colleague = make_touch(contact_id=2, done_on=days_ago(1))
    plan = planned(colleague, wishes=(make_wish(until=days_ago(4), on=days_ago(60)),))

    assert plan.due_on == in_days(7)
    assert not plan.promised


def test_a_wish_for_today_is_kept_today() -> None:
    """On the day they named, it is theirs."""
    plan = planned(
        make_touch(contact_id=2, done_on=days_ago(1)),
        wishes=(make_wish(until=TODAY, on=days_ago(60)),),
    )

    assert plan.due_on == TODAY
    assert plan.promised


def test_a_form_that_i_rule_out_is_not_planned_even_when_they_asked_for_it() -> None:
    """Who never calls plans another form, on the day they named."""
    rules = PLAIN._replace(never=frozenset({Form.PHONE}))
    plan = planned(wishes=(make_wish(until=in_days(63), form=Form.PHONE),), rules=rules)

    assert plan.channel == Channel.EMAIL
    assert plan.due_on == in_days(63)


def test_the_form_they_asked_for_is_planned_even_without_an_address() -> None:
    """Who asked for a call is planned for a call: the number can still be found."""
    wish = make_wish(until=in_days(63), form=Form.PHONE)

    assert planned(contact=make_contact(phones=()), wishes=(wish,)).channel == Channel.CALL


def test_a_managers_wish_holds_the_company() -> None:
    """A colleague's next touch waits until the day the hiring manager named."""
    manager = make_contact()
    plan = planned(
        contact=PEER,
        people=(manager, PEER),
        wishes=(make_wish(contact_id=1, until=in_days(100)),),
    )

    assert plan.due_on == in_days(100)
    assert "the hiring manager asked to wait until 10 Jun" in plan.why


def test_silence_of_three_slows_the_plan() -> None:
    """After three touches without an answer the next one comes two months later."""
    touches = [make_touch(done_on=days_ago(28 * n)) for n in range(3)]
    plan = planned(*touches)

    assert plan.due_on == in_days(60)
    assert "3 touches without an answer" in plan.why


def test_silence_of_five_leaves_light_touches_alone() -> None:
    """After five touches without an answer only light ones are planned."""
    touches = [make_touch(done_on=days_ago(28 * n)) for n in range(5)]
    plan = planned(*touches)

    assert (plan.channel, plan.purpose) == (Channel.LIGHT, Purpose.SOCIAL)
    assert "until you say how to go on" in plan.why


def test_light_touches_keep_their_distance_from_each_other() -> None:
    """A light touch does not count, but the next one still comes a gap later, not the same day."""
    touches = [make_touch(done_on=days_ago(100 + 28 * n)) for n in range(5)]
    like = make_touch(channel=Channel.LIGHT, purpose=Purpose.SOCIAL)
    plan = planned(*touches, like, since=days_ago(100))

    assert plan.channel == Channel.LIGHT
    assert plan.due_on >= in_days(45)
    assert planned(*touches, make_touch(purpose=Purpose.REPLY), since=days_ago(100)).due_on == TODAY


def test_while_employed_the_next_touch_is_half_a_year_away() -> None:
    """With a job the plan goes on at a distance of 180 days."""
    plan = planned(make_touch(), rules=PLAIN._replace(employed=True))

    assert plan.due_on == date(2026, 8, 31)


def test_placing_never_goes_back() -> None:
    """Making room moves a date later, never into the past."""
    day, why = place(days_ago(30), TODAY, Placing(), PLAIN)

    assert day == TODAY
    assert why == "the day it fell on has passed"


def test_placing_on_a_free_day_moves_nothing() -> None:
    """A day that suits stays, without a reason."""
    assert place(in_days(9), TODAY, Placing(), PLAIN) == (in_days(9), "")
    assert place(TODAY, TODAY, Placing(), PLAIN) == (TODAY, "")


def test_cancelled_touches_are_no_obstacle() -> None:
    """What was cancelled leaves its day free."""
    gone = make_planned(in_days(20), contact_id=2, state=TouchState.CANCELLED)

    assert planned(make_touch(), gone).due_on == in_days(21)
