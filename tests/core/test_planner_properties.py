"""What holds for every plan, whatever came before (DESIGN.md, section 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from followup_tui.core import cadence, courtesy
from followup_tui.core.counting import (
    CADENCE_PURPOSES,
    last_counted,
    would_count,
)
from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.levelling import level
from followup_tui.core.numbers import Rulebook
from followup_tui.core.outcomes import after_skip, aftermath
from followup_tui.core.planner import NoPlan, Plan, plan_next
from followup_tui.core.records import Application, Contact, Insight, Note, Touch
from followup_tui.core.rotation import next_form, possible_forms
from followup_tui.core.words import (
    Channel,
    ContactState,
    Decision,
    Direction,
    Form,
    Outcome,
    Purpose,
    Role,
    TouchState,
    form_of,
)
from followup_tui.core.workdays import Workdays
from tests.builders import (
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

MANY = settings(derandomize=True, deadline=None, max_examples=200)
"""Hypothesis chooses sizes and a seed; drawing every field through it would take minutes."""


def some(dice: Random, first: int, last: int) -> date:
    """A day between these, counted from today."""
    return in_days(dice.randint(first, last))


def a_person(dice: Random, number: int) -> Contact:
    """Somebody at Acme, reachable by some forms, mostly active."""
    states = [ContactState.ACTIVE] * 6
    return make_contact(
        id=number,
        name=f"P{number}",
        role=dice.choice(list(Role)[:4]),
        starred=dice.random() < 0.5,
        starred_on=some(dice, -400, 0),
        kept_warm_on=dice.choice([None, some(dice, -400, 0)]),
        state=dice.choice([*states, *ContactState]),
        phones=dice.choice([(), ("+1 555 0100",), ("+1 555 0100",)]),
        emails=dice.choice([(), ("p@acme.example",), ("p@acme.example",)]),
        connected=dice.random() < 0.6,
    )


def a_touch(dice: Random, people: int) -> Touch:
    """A touch with one of these people, done or planned, at Acme or at an earlier employer."""
    fields: dict[str, Any] = {
        "contact_id": dice.randint(1, people),
        "company_id": dice.choice([1, 1, 1, 9]),
        "channel": dice.choice([*list(Channel)[:5], *Channel]),
        "purpose": dice.choice([Purpose.KEEP_WARM] * 9 + list(Purpose)),
    }
    if dice.random() < 0.6:
        direction = dice.choice([Direction.OUT, Direction.OUT, Direction.IN])
        outcome = dice.choice([Outcome.SENT] * 9 + list(Outcome))
        on = some(dice, -200, 0)
        return make_touch(**fields, direction=direction, outcome=outcome, done_on=on)
    held, promised = dice.random() < 0.2, dice.random() < 0.2
    return make_planned(some(dice, -20, 120), **fields, held=held, promised=promised)


def an_application(dice: Random, number: int) -> Application:
    """An application that was decided one way or the other."""
    decision = dice.choice([Decision.PASSED, Decision.DECLINED, Decision.SILENCE])
    return make_application(id=number, decision=decision, decided_on=some(dice, -400, 0))


def a_wish(dice: Random, people: int) -> Note:
    """A wish to wait, for a form, or both."""
    return make_wish(
        contact_id=dice.randint(1, people),
        on=some(dice, -100, 0),
        until=dice.choice([None, some(dice, -20, 120)]),
        form=dice.choice(["", *Form]),
    )


def a_dossier(seed: int, people: int, touches: int, wishes: int, *, open_plan: bool) -> Dossier:
    """One person among the people, touches and wishes of a company.

    With `open_plan` nothing stands against a plan: no stop, no application in progress.
    """
    dice = Random(seed)
    everyone = [a_person(dice, n + 1) for n in range(people)]
    applications = [an_application(dice, n) for n in range(dice.randint(0, 2))]
    wanted = True
    if open_plan:
        everyone[0] = replace(everyone[0], state=ContactState.ACTIVE)
    elif dice.random() < 0.3:
        wanted = dice.random() < 0.5
        applications.append(replace(an_application(dice, 9), decision=Decision.IN_PROGRESS))
    return make_dossier(
        *(a_touch(dice, people) for _ in range(touches)),
        contact=everyone[0],
        company=make_company(wanted=wanted),
        people=tuple(everyone),
        applications=tuple(applications),
        wishes=tuple(a_wish(dice, people) for _ in range(wishes)),
        insights=dice.choice([(), (Insight(1, 1, "a hint", "all of it"),)]),
        booked={some(dice, 0, 100): dice.randint(1, 6) for _ in range(dice.randint(0, 60))},
    )


def a_rulebook(seed: int) -> Rulebook:
    """Days off, an absence, days without calls, forms ruled out, perhaps a job."""
    dice = Random(seed)
    gone = dice.randint(-10, 120)
    away = (in_days(gone), in_days(gone + dice.randint(0, 45)))
    return Rulebook(
        workdays=Workdays(
            days_off=frozenset(some(dice, 0, 120) for _ in range(dice.randint(0, 15))),
            away=dice.choice([(), (away,)]),
        ),
        no_call_days=frozenset(dice.choices(range(5), k=dice.randint(0, 2))),
        never=frozenset(dice.choices(list(Form), k=dice.randint(0, 2))),
        employed=dice.random() < 0.1,
    )


SEEDS = st.integers(0, 2**32)
PEOPLE = st.integers(1, 4)
TOUCHES = st.integers(0, 14)
dossiers = st.builds(a_dossier, SEEDS, PEOPLE, TOUCHES, st.integers(0, 2), open_plan=st.just(False))
plannable = st.builds(a_dossier, SEEDS, PEOPLE, TOUCHES, st.just(0), open_plan=st.just(True))
touched = st.builds(
    a_dossier, SEEDS, st.just(1), st.integers(5, 14), st.just(0), open_plan=st.just(True)
)
wishful = st.builds(a_dossier, SEEDS, PEOPLE, TOUCHES, st.just(2), open_plan=st.just(True))
rulebooks = st.builds(a_rulebook, SEEDS)


def since_of(dossier: Dossier) -> date | None:
    """The day a plan counts from."""
    return dossier.last_contact_day()


def planned(dossier: Dossier, rules: Rulebook) -> Plan:
    """The plan for a dossier against which nothing stands."""
    plan = plan_next(dossier, since_of(dossier), TODAY, rules)
    assert isinstance(plan, Plan)
    return plan


def others_days(dossier: Dossier) -> tuple[courtesy.Occupied, ...]:
    """The days the company is taken, without what the plan replaces."""
    replaced = frozenset(
        t.id for t in dossier.planned if t.purpose in CADENCE_PURPOSES and not t.held
    )
    return courtesy.occupied(dossier.at_company, TODAY, leaving_out=replaced)


def counts(plan: Plan) -> bool:
    """Whether a plan will count, and so must keep courtesy and cap."""
    return plan.channel != Channel.LIGHT and not plan.promised


@MANY
@given(wishful, rulebooks)
def test_no_plan_lies_in_the_past(dossier: Dossier, rules: Rulebook) -> None:
    """The next date is today or later."""
    assert planned(dossier, rules).due_on >= TODAY


@MANY
@given(wishful, rulebooks)
def test_no_plan_falls_on_a_day_off(dossier: Dossier, rules: Rulebook) -> None:
    """Only a date that they named themselves may be a day off."""
    plan = planned(dossier, rules)

    assert rules.workdays.is_working(plan.due_on) or plan.promised


@MANY
@given(wishful, rulebooks)
def test_no_plan_breaks_courtesy(dossier: Dossier, rules: Rulebook) -> None:
    """Beside everything done and planned at the company, floor and window are kept."""
    plan = planned(dossier, rules)
    assume(counts(plan))

    assert courtesy.breach(plan.due_on, others_days(dossier), rules) == ""


@MANY
@given(wishful, rulebooks)
def test_no_plan_breaks_cap_or_call_days(dossier: Dossier, rules: Rulebook) -> None:
    """A day takes at most five counted touches, and a day without calls takes no call."""
    plan = planned(dossier, rules)
    assume(counts(plan))
    own = sum(t.due_on == plan.due_on and t.purpose in CADENCE_PURPOSES for t in dossier.planned)

    assert dossier.booked.get(plan.due_on, 0) - own < rules.daily_cap
    assert plan.channel != Channel.CALL or plan.due_on.weekday() not in rules.no_call_days


@MANY
@given(plannable, rulebooks)
def test_a_plan_lies_within_the_bounds_or_says_why_not(dossier: Dossier, rules: Rulebook) -> None:
    """Never sooner than the phase allows; later only for a reason that is named."""
    since = since_of(dossier)
    plan = planned(dossier, rules)
    assume(since is not None and counts(plan))
    assert since is not None
    pace = cadence.pace(dossier, since, rules)
    if next_form(dossier, rules).only:
        pace = pace.stretched(rules.only_form_factor)
    days = (plan.due_on - since).days
    reasons = ("moved to", "asked to wait until", "no working day before that")

    assert days >= pace.low
    assert days <= pace.high or any(reason in plan.why for reason in reasons)


@MANY
@given(dossiers, rulebooks)
def test_a_plan_explains_itself(dossier: Dossier, rules: Rulebook) -> None:
    """Every decision has its sentence, the refusal to plan included."""
    assert plan_next(dossier, since_of(dossier), TODAY, rules).why


@MANY
@given(touched, rulebooks)
def test_the_form_changes_when_it_can(dossier: Dossier, rules: Rulebook) -> None:
    """The next form is never the last counted one when another is possible (S3.8)."""
    last = last_counted(dossier.own)
    forms = possible_forms(dossier, rules)
    assume(last is not None and len(forms) > 1)
    assert last is not None

    assert next_form(dossier, rules).form != form_of(last.channel)


@MANY
@given(wishful, rulebooks)
def test_no_plan_takes_a_form_that_is_ruled_out(dossier: Dossier, rules: Rulebook) -> None:
    """Forms that I rule out are never planned."""
    assert form_of(planned(dossier, rules).channel) not in rules.never


@MANY
@given(wishful, rulebooks)
def test_a_promise_is_kept_on_its_day(dossier: Dossier, rules: Rulebook) -> None:
    """A promised touch is due on a day that they named, and on no other."""
    plan = planned(dossier, rules)
    assume(plan.promised)

    assert plan.due_on in [w.until for w in dossier.own_wishes]


@MANY
@given(
    dossiers,
    rulebooks,
    st.sampled_from([None, *Outcome]),
    st.sampled_from(list(Channel)),
    st.sampled_from(list(Direction)),
    st.integers(0, 30),
)
def test_whatever_follows_is_plausible(
    dossier: Dossier,
    rules: Rulebook,
    outcome: str | None,
    channel: Channel,
    direction: Direction,
    days: int,
) -> None:
    """After any touch: nothing for a stopped person, nothing past, nothing on a day off."""
    touch = make_touch(
        contact_id=dossier.contact.id,
        channel=channel,
        direction=direction,
        outcome=outcome,
        done_on=days_ago(days),
        asks=True,
    )
    held = replace(dossier, touches=(*dossier.touches, touch))
    result = aftermath(touch, held, TODAY, rules)
    stopped = {p.id for p in dossier.people if p.state is ContactState.STOPPED}

    for plan in (*result.extra, *([result.next] if isinstance(result.next, Plan) else [])):
        assert plan.contact_id not in stopped
        assert plan.due_on >= TODAY
        assert plan.promised or rules.workdays.is_working(plan.due_on)
        assert form_of(plan.channel) not in rules.never or touch.outcome == Outcome.NO_SHOW


@MANY
@given(dossiers, rulebooks)
def test_a_stopped_contact_never_has_a_plan(dossier: Dossier, rules: Rulebook) -> None:
    """Neither a replanning nor a skip plans anything after a stop."""
    stopped = replace(dossier, contact=replace(dossier.contact, state=ContactState.STOPPED))

    assert isinstance(plan_next(stopped, since_of(stopped), TODAY, rules), NoPlan)
    assert isinstance(after_skip(stopped, TODAY, rules), NoPlan)


@MANY
@given(wishful, rulebooks)
def test_skipping_never_plans_the_same_day_again(dossier: Dossier, rules: Rulebook) -> None:
    """A touch left out comes back a gap later at the earliest, or on a later day they named."""
    plan = after_skip(dossier, TODAY, rules)
    assume(isinstance(plan, Plan))
    assert isinstance(plan, Plan)

    assert plan.due_on >= TODAY + timedelta(days=14) or (plan.promised and plan.due_on > TODAY)


def loose(touch: Touch) -> bool:
    """Whether levelling may move it."""
    return (
        touch.state is TouchState.PLANNED
        and would_count(touch)
        and not touch.held
        and not touch.promised
    )


def after_moves(dossier: Dossier, rules: Rulebook) -> list[Touch]:
    """The company's touches once levelling has moved them."""
    first = primary(dossier.people)
    moves = level(dossier.at_company, first.id if first else None, dossier.booked, TODAY, rules)
    days = {m.touch_id: m.due_on for m in moves}
    return [replace(t, due_on=days.get(t.id, t.due_on)) for t in dossier.at_company]


@MANY
@given(dossiers, rulebooks)
def test_levelling_moves_only_what_may_move_and_only_later(
    dossier: Dossier, rules: Rulebook
) -> None:
    """Held and promised dates stay; everything that moves goes to a later working day."""
    for before, now in zip(dossier.at_company, after_moves(dossier, rules), strict=True):
        if before == now:
            continue
        assert loose(before)
        assert before.due_on is not None
        assert now.due_on is not None
        assert now.due_on > max(before.due_on, TODAY)
        assert rules.workdays.is_working(now.due_on)


@MANY
@given(dossiers, rulebooks)
def test_after_levelling_nothing_movable_breaks_courtesy(dossier: Dossier, rules: Rulebook) -> None:
    """Every touch that could move keeps floor and window towards all others."""
    touched = tuple(after_moves(dossier, rules))

    for touch in touched:
        if loose(touch) and touch.due_on is not None:
            others = courtesy.occupied(touched, TODAY, leaving_out=frozenset({touch.id}))
            assert courtesy.breach(max(touch.due_on, TODAY), others, rules) == ""


@MANY
@given(dossiers, rulebooks)
def test_levelling_twice_moves_nothing_more(dossier: Dossier, rules: Rulebook) -> None:
    """A company that was levelled stays as it is."""
    first = primary(dossier.people)
    again = level(
        tuple(after_moves(dossier, rules)),
        first.id if first else None,
        dossier.booked,
        TODAY,
        rules,
    )

    assert again == ()
