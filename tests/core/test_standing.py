"""How my touches look from the other side (DESIGN.md, Standing; S1.18, S1.19)."""

from __future__ import annotations

import pytest

from followup_tui.core.records import Touch
from followup_tui.core.standing import company_standing, contact_standing
from followup_tui.core.words import Channel, Outcome, Purpose, Role, Standing
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_contact,
    make_dossier,
    make_inbound,
    make_touch,
    make_wish,
)


def on(*days: int, **fields: object) -> list[Touch]:
    """Counted touches that many days ago."""
    return [make_touch(done_on=days_ago(day), **fields) for day in days]


def of(*touches: Touch, **fields: object) -> Standing:
    """The standing with Ann."""
    return contact_standing(make_dossier(*touches, **fields), TODAY, PLAIN).standing


def test_staying_in_touch() -> None:
    """Touches at a distance without news are staying in touch (S1.22)."""
    assert of(*on(60, 38, 15)) is Standing.STAYING_IN_TOUCH


def test_adding_value() -> None:
    """If at least half of the touches carried news or an insight, they add value."""
    carrying = on(38, carried=True)

    assert of(*on(15), *carrying) is Standing.ADDING_VALUE
    assert of(*on(60, 15), *carrying) is Standing.STAYING_IN_TOUCH


def test_the_reason_counts_what_was_carried() -> None:
    """The explanation says how many of how many."""
    found = contact_standing(make_dossier(*on(15), *on(38, carried=True)), TODAY, PLAIN)

    assert found.why == "1 of 2 touches in 90 days carried news or an insight"


@pytest.mark.parametrize(("apart", "close"), [(7, True), (8, False)])
def test_weekly_is_too_close(apart: int, close: bool) -> None:
    """Two counted touches fewer than eight days apart are too close."""
    assert (of(*on(10, 10 + apart)) is Standing.TOO_CLOSE) == close


@pytest.mark.parametrize(("longest", "close"), [(29, True), (30, False)])
def test_four_touches_within_thirty_days_are_too_close(longest: int, close: bool) -> None:
    """Four counted touches within thirty days are too close, even at eight days' distance."""
    assert (of(*on(0, 10, 20, longest)) is Standing.TOO_CLOSE) == close


def test_two_touches_on_one_day_are_too_close() -> None:
    """A call and an e-mail on the same day are too close."""
    assert of(*on(5), *on(5, channel=Channel.CALL)) is Standing.TOO_CLOSE


@pytest.mark.parametrize(
    "harmless",
    [
        make_touch(done_on=days_ago(9), purpose=Purpose.THANKS_DECISION),
        make_touch(done_on=days_ago(9), outcome=Outcome.NO_ANSWER),
        make_touch(done_on=days_ago(9), channel=Channel.LIGHT),
        make_inbound(days_ago(9)),
    ],
)
def test_what_does_not_count_is_never_too_close(harmless: Touch) -> None:
    """Thank-yous, attempts, likes and their own mails do not make it too close."""
    assert of(*on(10), harmless) is not Standing.TOO_CLOSE


def test_what_is_older_than_ninety_days_is_forgotten() -> None:
    """Touches that were too close four months ago no longer count."""
    assert of(*on(125, 120, 20)) is Standing.STAYING_IN_TOUCH
    assert of(*on(90, 87, 20)) is Standing.STAYING_IN_TOUCH
    assert of(*on(89, 86, 20)) is Standing.TOO_CLOSE


@pytest.mark.parametrize(("days", "quiet"), [(31, False), (32, True)])
def test_quiet_after_one_and_a_half_gaps(days: int, quiet: bool) -> None:
    """In the first phase it is quiet from the 32nd day on (S3.39)."""
    assert (of(*on(days)) is Standing.QUIET) == quiet


def test_a_touch_of_today_ends_the_quiet() -> None:
    """Whoever heard from me today does not find it quiet."""
    assert of(*on(80, 0)) is Standing.STAYING_IN_TOUCH


def test_an_inbound_touch_is_not_quiet() -> None:
    """When they wrote last week, it is not quiet."""
    assert of(*on(80), make_inbound(days_ago(6))) is not Standing.QUIET


def test_the_second_phase_is_quiet_later() -> None:
    """At the slower pace of the other stars nothing is wrong after ninety days."""
    peer = make_contact(role=Role.INTERVIEWER)
    manager = make_contact(id=2, name="Bo Ray")

    assert of(*on(90), contact=peer, people=(manager, peer)) is not Standing.QUIET
    assert of(*on(91), contact=peer, people=(manager, peer)) is Standing.QUIET


def test_never_in_touch_is_quiet() -> None:
    """Without any touch it is quiet once the first one is long due."""
    assert of(contact=make_contact(kept_warm_on=None)) is Standing.QUIET
    assert of(contact=make_contact(kept_warm_on=days_ago(40))) is Standing.QUIET


def test_waiting_as_asked() -> None:
    """Until the day they named I am waiting, as asked, whatever came before."""
    found = contact_standing(
        make_dossier(*on(3, 1), wishes=(make_wish(until=in_days(63)),)), TODAY, PLAIN
    )

    assert found.standing is Standing.WAITING
    assert found.why == "they asked for 4 May"


def test_waiting_ends_on_the_day_they_named() -> None:
    """On the day itself the waiting is over."""
    assert of(*on(15), wishes=(make_wish(until=TODAY),)) is not Standing.WAITING


def test_a_managers_wish_makes_the_colleagues_wait() -> None:
    """While a hiring manager's wish holds the company, its people are waiting, not quiet."""
    peer = make_contact(id=2, name="Bo Ray", role=Role.INTERVIEWER)
    wish = make_wish(contact_id=1, until=in_days(63))

    found = of(contact=peer, people=(make_contact(), peer), wishes=(wish,))

    assert found is Standing.WAITING


def test_a_company_is_judged_by_all_its_people() -> None:
    """A mail to one and a call to another in the same week are too close (S1.20)."""
    touches = (*on(10), *on(6, contact_id=2))

    assert company_standing(touches, TODAY, PLAIN).standing is Standing.TOO_CLOSE
    assert of(*touches) is not Standing.TOO_CLOSE


def test_a_company_can_have_its_value_added() -> None:
    """At a company, too, half of the touches must have carried something."""
    touches = (*on(40), *on(20, contact_id=2, carried=True))

    assert company_standing(touches, TODAY, PLAIN).standing is Standing.ADDING_VALUE


def test_a_company_stays_in_touch() -> None:
    """Touches that carried nothing are staying in touch."""
    assert company_standing(tuple(on(40, 20)), TODAY, PLAIN).standing is Standing.STAYING_IN_TOUCH


def test_a_company_without_touches_is_quiet() -> None:
    """Nothing within ninety days is quiet."""
    assert company_standing(tuple(on(91)), TODAY, PLAIN).standing is Standing.QUIET


def test_a_company_waits_as_its_manager_asked() -> None:
    """A hiring manager's wish makes the whole company wait."""
    wish = make_wish(until=in_days(63))

    found = company_standing(tuple(on(20)), TODAY, PLAIN, wait=wish)

    assert found.standing is Standing.WAITING


def test_a_company_waits_no_longer_on_the_day_itself() -> None:
    """On the day the manager named, the company is judged by its touches again."""
    found = company_standing(tuple(on(20)), TODAY, PLAIN, wait=make_wish(until=TODAY))

    assert found.standing is Standing.STAYING_IN_TOUCH
