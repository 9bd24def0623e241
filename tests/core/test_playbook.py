"""The plan after a decision: a beginning, not an ending (DESIGN.md; S0.1, S2.1, S4.7, S4.15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from followup_tui.core.courtesy import Occupied, breach
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.panel import Panel
from followup_tui.core.planner import Plan
from followup_tui.core.playbook import DecisionPlan, plan_after_decision
from followup_tui.core.records import Application, Contact, Touch
from followup_tui.core.words import (
    Channel,
    ContactState,
    Decision,
    Form,
    Purpose,
    Role,
    TouchState,
)
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

FRIDAY = days_ago(3)
"""The last working day, three days ago."""


def panel_of(size: int, stars: int = 1) -> tuple[Contact, ...]:
    """That many people who interviewed me, none of them connected yet, the first ones starred."""
    return tuple(
        make_contact(
            id=n,
            name=f"P{n}",
            role=Role.HIRING_MANAGER if n == 1 else Role.INTERVIEWER,
            starred=n <= stars,
            starred_on=TODAY if n <= stars else None,
            kept_warm_on=None,
            connected=False,
        )
        for n in range(1, size + 1)
    )


def decided(
    people: tuple[Contact, ...],
    decision: Decision = Decision.PASSED,
    on: date = FRIDAY,
    *touches: Touch,
    told_by: Contact | None = None,
    left: int = 5,
    rules: Rulebook = PLAIN,
    **fields: Any,
) -> DecisionPlan:
    """The plan after a decision about the people met."""
    application = make_application(decision=decision, decided_on=on)
    everyone = (*people, told_by) if told_by and told_by not in people else people
    shared: dict[str, Any] = {"people": everyone, "applications": (application,)} | fields
    dossiers: dict[int, Dossier] = {
        p.id: make_dossier(*touches, contact=p, **shared) for p in everyone
    }
    panel = Panel(people, told_by)
    return plan_after_decision(application, panel, dossiers, left, TODAY, rules)


def of_purpose(plan: DecisionPlan, purpose: Purpose) -> list[Plan]:
    """The planned touches for one purpose."""
    return [p for p in plan.planned if p.purpose is purpose]


@pytest.mark.parametrize("size", range(1, 9))
def test_everybody_on_the_panel_is_thanked(size: int) -> None:
    """A panel of one to eight: a thank-you to each person met, on the next working day."""
    thanks = of_purpose(decided(panel_of(size)), Purpose.THANKS_DECISION)

    assert [p.contact_id for p in thanks] == list(range(1, size + 1))
    assert {p.due_on for p in thanks} == {TODAY}
    assert {p.channel for p in thanks} == {Channel.EMAIL}


@pytest.mark.parametrize("size", range(1, 9))
def test_invitations_follow_within_the_allowance(size: int) -> None:
    """A panel of one to eight: up to five invitations, one working day after the thank-yous."""
    plan = decided(panel_of(size))
    invitations = of_purpose(plan, Purpose.CONNECT)

    assert [p.contact_id for p in invitations] == list(range(1, min(size, 5) + 1))
    assert {p.due_on for p in invitations} == {in_days(1)}
    assert {p.channel for p in invitations} == {Channel.INVITATION}


@pytest.mark.parametrize("size", range(1, 9))
def test_the_star_is_kept_warm(size: int) -> None:
    """A panel of one to eight: one keep-warm touch, three weeks after the decision."""
    (keep_warm,) = of_purpose(decided(panel_of(size)), Purpose.KEEP_WARM)

    assert keep_warm.contact_id == 1
    assert keep_warm.due_on == date(2026, 3, 20)
    assert keep_warm.application_id == 1


def test_a_thank_you_is_due_on_the_next_working_day() -> None:
    """Decided and told today: the thank-you is due tomorrow (S3.1)."""
    plan = decided(panel_of(1), Decision.PASSED, TODAY)

    assert of_purpose(plan, Purpose.THANKS_DECISION)[0].due_on == in_days(1)


def test_the_bearer_of_the_news_is_thanked_too() -> None:
    """Whoever told me gets a thank-you although we never met."""
    hr = make_contact(id=9, name="Kim HR", role=Role.HR, starred=False, kept_warm_on=None)
    thanks = of_purpose(decided(panel_of(1), told_by=hr), Purpose.THANKS_DECISION)

    assert [p.contact_id for p in thanks] == [1, 9]


def test_nobody_is_thanked_twice() -> None:
    """Whoever was met and brought the news gets one thank-you."""
    (manager,) = panel_of(1)

    assert len(of_purpose(decided((manager,), told_by=manager), Purpose.THANKS_DECISION)) == 1


@pytest.mark.parametrize(
    ("reach", "channel"),
    [
        ({}, Channel.EMAIL),
        ({"emails": (), "connected": True}, Channel.LINKEDIN),
        ({"emails": ()}, Channel.LETTER),
    ],
)
def test_a_thank_you_is_written(reach: dict[str, object], channel: Channel) -> None:
    """By e-mail, else on LinkedIn, else as a note."""
    person = replace(panel_of(1)[0], **reach)  # type: ignore[arg-type]

    assert of_purpose(decided((person,)), Purpose.THANKS_DECISION)[0].channel == channel


def test_a_thank_you_never_takes_a_form_that_i_rule_out() -> None:
    """Who writes no letters and has no address thanks by telephone."""
    person = replace(panel_of(1)[0], emails=())
    rules = PLAIN._replace(never=frozenset({Form.LETTER}))

    plan = decided((person,), rules=rules)

    assert of_purpose(plan, Purpose.THANKS_DECISION)[0].channel == Channel.CALL


def test_stars_are_invited_first() -> None:
    """With one invitation left it goes to the star, and the others are named (S4.15)."""
    people = panel_of(3, stars=0)
    people = (*people[:2], replace(people[2], starred=True))
    plan = decided(people, left=1)

    assert [p.contact_id for p in of_purpose(plan, Purpose.CONNECT)] == [3]
    assert plan.remarks == ("no invitation to P1, P2 yet: this month's notes are used up",)


def test_an_allowance_that_is_enough_is_not_remarked_upon() -> None:
    """Five invitations for five people leave nothing to say."""
    assert decided(panel_of(5), left=5).remarks == ()


@pytest.mark.parametrize("left", [0, -2])
def test_without_an_allowance_nobody_is_invited(left: int) -> None:
    """When this month's notes are used up, or more than that, no invitation is planned."""
    assert of_purpose(decided(panel_of(4), left=left), Purpose.CONNECT) == []


def test_who_is_connected_is_not_invited() -> None:
    """An invitation goes to those not yet connected."""
    first, second = panel_of(2)
    plan = decided((replace(first, connected=True), second))

    assert [p.contact_id for p in of_purpose(plan, Purpose.CONNECT)] == [2]


def test_fourteen_days_are_recent() -> None:
    """A decision of two weeks ago is still thanked for; a day later it is not."""
    assert of_purpose(decided(panel_of(1), Decision.PASSED, days_ago(14)), Purpose.THANKS_DECISION)
    assert not of_purpose(
        decided(panel_of(1), Decision.PASSED, days_ago(15)), Purpose.THANKS_DECISION
    )


def test_an_older_decision_starts_with_keep_warm() -> None:
    """After three months there is no thank-you and no invitation, but a touch tomorrow."""
    plan = decided(panel_of(3), Decision.PASSED, days_ago(100))

    assert [(p.purpose, p.due_on) for p in plan.planned] == [(Purpose.KEEP_WARM, in_days(1))]


def test_older_decisions_are_spaced_by_courtesy() -> None:
    """Three stars of an old decision are not contacted in one week."""
    plan = decided(panel_of(3, stars=3), Decision.PASSED, days_ago(100))

    assert [p.due_on for p in plan.planned] == [in_days(1), in_days(9), in_days(31)]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_plan_is_courteous_in_itself(size: int) -> None:
    """With every one of the panel starred, the counted touches keep floor and window."""
    for on in (FRIDAY, days_ago(60), days_ago(400)):
        days = [
            Occupied(p.due_on, "")
            for p in of_purpose(decided(panel_of(size, stars=size), on=on), Purpose.KEEP_WARM)
        ]

        assert len(days) == size
        for day in days:
            others = tuple(o for o in days if o is not day)
            assert not breach(day.day, others, PLAIN)


def test_the_primary_star_comes_within_two_to_four_weeks() -> None:
    """The one voice 14 to 28 days after the decision, the other stars at the company's pace."""
    plan = decided(panel_of(3, stars=3), rules=Rulebook())
    first, *rest = of_purpose(plan, Purpose.KEEP_WARM)

    assert first.contact_id == 1
    assert 14 <= (first.due_on - FRIDAY).days <= 28
    assert all((p.due_on - FRIDAY).days >= 45 for p in rest)


def test_silence_asks_once_how_things_stand() -> None:
    """No word from them: one status touch, then keep-warm, and no thank-you (S4.11)."""
    plan = decided(panel_of(3), Decision.SILENCE, days_ago(20))

    assert [(p.contact_id, p.purpose) for p in plan.planned] == [
        (1, Purpose.STATUS),
        (1, Purpose.KEEP_WARM),
    ]
    assert plan.planned[0].due_on == in_days(1)
    assert plan.planned[1].due_on >= in_days(9)
    assert plan.tasks == ()


def test_an_offer_that_i_declined_is_declined_kindly() -> None:
    """Declined: one kind word, then the second phase for the star (S0.43, S0.44)."""
    plan = decided(panel_of(2), Decision.DECLINED)
    kind, later = plan.planned

    assert (kind.purpose, kind.due_on, kind.channel) == (Purpose.DECLINE, in_days(1), "email")
    assert (later.purpose, later.due_on) == (Purpose.KEEP_WARM, date(2026, 4, 28))


def test_stars_are_optional_after_my_own_no() -> None:
    """Declined without a star: the kind word alone."""
    plan = decided(panel_of(2, stars=0), Decision.DECLINED)

    assert [p.purpose for p in plan.planned] == [Purpose.DECLINE]


def test_a_refusal_brings_its_chores() -> None:
    """Passed: follow the page and set a job alert, within two working days (S0.37, S4.19)."""
    assert decided(panel_of(1)).tasks == (
        ("Follow the page of Acme on LinkedIn", in_days(2)),
        ("Set a job alert for Acme", in_days(2)),
    )


def test_a_page_that_i_follow_is_no_chore() -> None:
    """The page is followed once."""
    plan = decided(panel_of(1), company=make_company(page_followed_on=days_ago(50)))

    assert plan.tasks == (("Set a job alert for Acme", in_days(2)),)


def test_what_lost_its_sense_is_cancelled() -> None:
    """The unsent interview thank-yous and status touches of that application are cancelled."""
    thanks = make_planned(TODAY, purpose=Purpose.THANKS_INTERVIEW, application_id=1)
    status = make_planned(TODAY, purpose=Purpose.STATUS, application_id=1)
    plan = decided(panel_of(1), Decision.PASSED, FRIDAY, status, thanks)

    assert plan.cancelled == (thanks.id, status.id)


@pytest.mark.parametrize(
    "kept",
    [
        make_planned(TODAY, purpose=Purpose.THANKS_INTERVIEW, application_id=2),
        make_planned(TODAY, purpose=Purpose.STATUS),
        make_planned(TODAY, purpose=Purpose.KEEP_WARM, application_id=1),
        make_planned(TODAY, purpose=Purpose.REPLY, application_id=1),
        make_touch(purpose=Purpose.THANKS_INTERVIEW, application_id=1),
        make_planned(TODAY, purpose=Purpose.STATUS, application_id=1, state=TouchState.CANCELLED),
    ],
)
def test_everything_else_is_kept(kept: Touch) -> None:
    """Other applications, other purposes and what is done already are not cancelled."""
    assert decided(panel_of(1), Decision.PASSED, FRIDAY, kept).cancelled == ()


def test_a_cancelled_touch_leaves_its_day_free() -> None:
    """The plan does not make room for a status touch that it cancels."""
    status = make_planned(date(2026, 3, 20), purpose=Purpose.STATUS, application_id=1)
    plan = decided(panel_of(1), Decision.PASSED, FRIDAY, status)

    assert of_purpose(plan, Purpose.KEEP_WARM)[0].due_on == date(2026, 3, 20)


def test_the_plan_makes_room_for_what_is_planned_there() -> None:
    """A touch planned with a colleague moves the first keep-warm."""
    colleague = make_planned(date(2026, 3, 18), contact_id=20, contact="Bo Ray")
    plan = decided(panel_of(1), Decision.PASSED, FRIDAY, colleague)
    (keep_warm,) = of_purpose(plan, Purpose.KEEP_WARM)

    assert keep_warm.due_on == date(2026, 3, 26)
    assert "Bo Ray hears from you on 18 Mar" in keep_warm.why


def test_no_call_of_the_plan_falls_on_a_day_without_calls() -> None:
    """The first keep-warm call moves from Friday to Monday if there are no calls on Fridays."""
    plan = decided(panel_of(1), rules=PLAIN._replace(no_call_days=frozenset({4})))
    (keep_warm,) = of_purpose(plan, Purpose.KEEP_WARM)

    assert keep_warm.channel == Channel.CALL
    assert keep_warm.due_on == date(2026, 3, 23)


def test_the_plan_keeps_the_daily_cap() -> None:
    """A full day takes no first keep-warm."""
    plan = decided(panel_of(1), booked={date(2026, 3, 20): 5})

    assert of_purpose(plan, Purpose.KEEP_WARM)[0].due_on == date(2026, 3, 23)


def test_who_has_a_plan_keeps_it() -> None:
    """One planned touch of the running plan for each contact."""
    running = make_planned(in_days(40))
    plan = decided(panel_of(1), Decision.PASSED, FRIDAY, running)

    assert of_purpose(plan, Purpose.KEEP_WARM) == []


@pytest.mark.parametrize("state", [ContactState.STOPPED, ContactState.COLLEAGUE])
def test_who_may_not_be_spoken_to_is_left_out(state: ContactState) -> None:
    """Neither thanks nor an invitation nor a plan for who asked me to stop."""
    people = tuple(replace(p, state=state) for p in panel_of(2, stars=2))

    for decision in (Decision.PASSED, Decision.SILENCE, Decision.DECLINED):
        assert decided(people, decision).planned == ()


def test_another_application_in_progress_keeps_the_running_plan_away() -> None:
    """While a second application runs there, thanks are planned, but no keep-warm."""
    passed = make_application(decided_on=FRIDAY)
    running: Application = make_application(id=2, decision=Decision.IN_PROGRESS, decided_on=None)
    plan = decided(panel_of(1), applications=(passed, running))

    assert {p.purpose for p in plan.planned} == {Purpose.THANKS_DECISION, Purpose.CONNECT}
    assert plan.remarks == ("nothing planned for P1: an application is still in progress there",)


def test_a_company_that_is_no_longer_wanted_is_thanked_and_left() -> None:
    """Off stops the plan, not the manners (S3.40)."""
    plan = decided(panel_of(1), company=make_company(wanted=False))

    assert of_purpose(plan, Purpose.THANKS_DECISION)
    assert of_purpose(plan, Purpose.KEEP_WARM) == []


def test_a_day_they_named_is_kept_after_a_decision_too() -> None:
    """A star who asked for May is planned for May."""
    plan = decided(panel_of(1), wishes=(make_wish(until=in_days(63)),))
    (promised,) = of_purpose(plan, Purpose.KEEP_WARM)

    assert promised.promised
    assert promised.due_on == in_days(63)
    assert promised.application_id == 1


def test_a_managers_wish_holds_the_other_stars() -> None:
    """While the hiring manager asked to wait, the other stars wait too."""
    plan = decided(panel_of(2, stars=2), wishes=(make_wish(until=in_days(100)),))
    manager, peer = of_purpose(plan, Purpose.KEEP_WARM)

    assert manager.due_on == in_days(100)
    assert peer.due_on >= in_days(108)
