"""How much a company can bear, all its people together (DESIGN.md, Courtesy; S1.19, S1.20)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.courtesy import Occupied, breach, occupied, standing_with_company
from followup_tui.core.dossier import primary
from followup_tui.core.words import Channel, ContactState, Outcome, Purpose, Role, TouchState
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


def held_by(*days: int) -> tuple[Occupied, ...]:
    """Days of Ann's touches, counted from today."""
    return tuple(Occupied(in_days(day), "Ann Lee") for day in days)


@pytest.mark.parametrize("apart", [-7, -1, 0, 1, 7])
def test_fewer_than_eight_days_apart_is_too_much(apart: int) -> None:
    """Weekly is stalking: seven days on either side are too few."""
    assert breach(TODAY, held_by(apart), PLAIN)


@pytest.mark.parametrize("apart", [-8, 8])
def test_eight_days_apart_are_enough(apart: int) -> None:
    """Eight days on either side are enough."""
    assert not breach(TODAY, held_by(apart), PLAIN)


def test_the_reason_names_the_nearest_touch() -> None:
    """The explanation says who hears from me, and when."""
    others = (Occupied(in_days(6), "Bo Ray"), Occupied(days_ago(2), "Ann Lee"))

    assert breach(TODAY, others, PLAIN) == "Ann Lee hears from you on 28 Feb"


@pytest.mark.parametrize("days", [(-8, -29), (8, 29), (-15, 14)])
def test_three_touches_within_thirty_days_are_too_many(days: tuple[int, int]) -> None:
    """At most two touches fall into any thirty days, before, after or around the new one."""
    assert (
        breach(TODAY, held_by(*days), PLAIN) == "more than 2 touches in 30 days would be too many"
    )


@pytest.mark.parametrize("days", [(-8, -30), (8, 30), (-15, 15)])
def test_three_touches_in_thirty_one_days_are_fine(days: tuple[int, int]) -> None:
    """A third touch on the 31st day is fine."""
    assert not breach(TODAY, held_by(*days), PLAIN)


def test_a_crowd_elsewhere_does_not_forbid_the_day() -> None:
    """Touches that crowd each other long ago are no reason against today."""
    assert not breach(TODAY, held_by(-100, -92, -84), PLAIN)


def test_planned_touches_hold_their_day() -> None:
    """A planned touch occupies the day it is due."""
    planned = make_planned(in_days(10))

    assert occupied((planned,), TODAY) == (Occupied(in_days(10), "Ann Lee"),)


def test_a_touch_that_waits_holds_today() -> None:
    """A planned touch whose day has passed will happen today at the earliest."""
    waiting = make_planned(days_ago(10))

    assert occupied((waiting,), TODAY) == (Occupied(TODAY, "Ann Lee"),)


def test_what_does_not_count_holds_no_day() -> None:
    """Attempts, thank-yous, light touches, inbound and cancelled ones leave the days free."""
    touches = (
        make_touch(outcome=Outcome.NO_ANSWER),
        make_planned(in_days(3), purpose=Purpose.THANKS_DECISION),
        make_planned(in_days(3), channel=Channel.LIGHT, purpose=Purpose.SOCIAL),
        make_planned(in_days(3), state=TouchState.CANCELLED),
        make_inbound(),
    )

    assert occupied(touches, TODAY) == ()


def test_a_touch_can_be_left_out() -> None:
    """What is about to be replaced makes room."""
    planned = make_planned(in_days(10))

    assert occupied((planned,), TODAY, leaving_out=frozenset({planned.id})) == ()


def test_a_company_without_touches_is_clear() -> None:
    """Nothing done so far: clear today."""
    found = standing_with_company((), TODAY, PLAIN)

    assert found.clear
    assert found.clear_on == TODAY


def test_a_company_is_clear_eight_days_after_the_last_touch() -> None:
    """After eight days the company can bear another touch."""
    found = standing_with_company((make_touch(done_on=days_ago(8)),), TODAY, PLAIN)

    assert found.clear
    assert found.why == "clear to contact; last one 8 days ago"


def test_a_company_waits_for_the_floor() -> None:
    """Until then it says from which day on, and who was the last to hear from me."""
    found = standing_with_company((make_touch(done_on=days_ago(3)),), TODAY, PLAIN)

    assert not found.clear
    assert found.clear_on == in_days(5)
    assert found.why == "wait until Sat 7 Mar; last one 3 days ago (Ann Lee)"


def test_a_company_waits_for_the_window() -> None:
    """Two touches within thirty days: the third waits until the first has left the window."""
    touches = (make_touch(done_on=days_ago(20)), make_touch(done_on=days_ago(10)))

    assert standing_with_company(touches, TODAY, PLAIN).clear_on == in_days(10)


def test_all_people_of_a_company_count_together() -> None:
    """A call to HR keeps the manager's turn away (S1.20)."""
    to_hr = make_touch(contact_id=2, contact="Kim HR", done_on=days_ago(1))

    assert standing_with_company((to_hr,), TODAY, PLAIN).clear_on == in_days(7)


def test_what_is_planned_does_not_make_a_company_wait() -> None:
    """Clear to contact is judged by what was done."""
    assert standing_with_company((make_planned(in_days(2)),), TODAY, PLAIN).clear


def test_courtesy_looks_at_the_company_where_a_touch_was_made() -> None:
    """A touch made at an earlier employer does not burden the present one."""
    before = make_touch(company_id=9)
    colleague = make_touch(contact_id=2)

    assert make_dossier(before, colleague).at_company == (colleague,)


def test_someone_without_a_company_is_a_company_of_their_own() -> None:
    """Without a company, courtesy looks at the person's own touches."""
    own = make_touch(company_id=None)
    dossier = make_dossier(own, contact=make_contact(company_id=None), company=None)

    assert dossier.at_company == (own,)


def test_the_first_star_is_primary() -> None:
    """Among equals, the first star is the one voice."""
    late = make_contact(id=1, role=Role.INTERVIEWER, starred_on=days_ago(3))
    early = make_contact(id=2, role=Role.RECRUITER, starred_on=days_ago(9))

    assert primary((late, early)) == early


def test_a_hiring_manager_is_primary_before_others() -> None:
    """A hiring manager who was starred later is primary all the same (S3.6)."""
    early = make_contact(id=1, role=Role.INTERVIEWER, starred_on=days_ago(9))
    manager = make_contact(id=2, role=Role.HIRING_MANAGER, starred_on=days_ago(1))

    assert primary((early, manager)) == manager


@pytest.mark.parametrize(
    "state", [ContactState.STOPPED, ContactState.PAUSED, ContactState.COLLEAGUE]
)
def test_who_may_not_be_spoken_to_is_not_primary(state: ContactState) -> None:
    """The voice passes to the next star while the first one rests."""
    silent = make_contact(state=state)
    next_one = make_contact(id=2, role=Role.INTERVIEWER)

    assert primary((silent, next_one)) == next_one


def test_without_a_star_nobody_is_primary() -> None:
    """Where nobody is starred there is no one voice."""
    assert primary((make_contact(starred=False),)) is None


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 60), max_size=8))
def test_the_company_is_clear_on_the_day_it_names_and_on_none_before(days: list[int]) -> None:
    """However many touches lie behind, the named day is the first that can bear another one."""
    done = tuple(make_touch(done_on=days_ago(day)) for day in days)
    found = standing_with_company(done, TODAY, PLAIN)
    held = occupied(done, TODAY)
    until = [in_days(n) for n in range((found.clear_on - TODAY).days + 1)]

    assert found.clear == (found.clear_on == TODAY)
    assert [day for day in until if not breach(day, held, PLAIN)] == [found.clear_on]
