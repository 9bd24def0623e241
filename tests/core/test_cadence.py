"""When the next touch is due: gaps, phases, bounds (DESIGN.md, Cadence; S3.36-S3.38)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from followup_tui.core.cadence import (
    Pace,
    describe,
    first_phase_end,
    in_progress,
    pace,
    spread_of,
    target,
)
from followup_tui.core.numbers import Rulebook
from followup_tui.core.records import Interview, Touch
from followup_tui.core.words import Channel, Decision, Outcome, Purpose, Role
from followup_tui.core.workdays import Workdays
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_application,
    make_contact,
    make_dossier,
    make_inbound,
    make_touch,
)

FIRST = (21, 14, 28)
SECOND = (60, 45, 75)
FIRST_PACE = Pace(*FIRST, "first phase")


def gaps(found: Pace) -> tuple[int, int, int]:
    """Gap and bounds alone."""
    return found.gap, found.low, found.high


def silence(touches: int) -> tuple[Touch, ...]:
    """That many unanswered touches, three weeks apart, the last one today."""
    return tuple(make_touch(done_on=days_ago(21 * n)) for n in range(touches))


def test_the_first_phase_lasts_ninety_days_after_the_decision() -> None:
    """On the 90th day after the decision the gap is still three weeks, two to four at most."""
    dossier = make_dossier(applications=(make_application(decided_on=days_ago(90)),))

    assert gaps(pace(dossier, TODAY, PLAIN)) == FIRST


def test_the_second_phase_begins_on_the_next_day() -> None:
    """From the 91st day on it is every couple of months."""
    dossier = make_dossier(applications=(make_application(decided_on=days_ago(91)),))

    assert gaps(pace(dossier, TODAY, PLAIN)) == SECOND
    assert pace(dossier, TODAY, PLAIN).why == "second phase"


def test_the_newest_decision_begins_the_phase_anew() -> None:
    """A second application that failed recently puts the company into the first phase again."""
    old = make_application(decided_on=days_ago(400))
    new = make_application(id=2, decided_on=days_ago(10))

    assert gaps(pace(make_dossier(applications=(new, old)), TODAY, PLAIN)) == FIRST


def test_the_phase_is_judged_on_the_day_the_touch_happened() -> None:
    """A touch of day 80 that is typed in on day 100 still belongs to the first phase."""
    dossier = make_dossier(applications=(make_application(decided_on=days_ago(100)),))

    assert gaps(pace(dossier, days_ago(20), PLAIN)) == FIRST
    assert gaps(pace(dossier, TODAY, PLAIN)) == SECOND


def test_without_an_application_the_phase_begins_when_the_contact_became_kept_warm() -> None:
    """Somebody met in the search has a first phase too (S0.45)."""
    dossier = make_dossier(applications=(), contact=make_contact(kept_warm_on=days_ago(60)))

    assert first_phase_end(dossier, TODAY, PLAIN) == in_days(30)


def test_without_an_application_the_first_counted_touch_may_begin_the_phase() -> None:
    """Where no day is noted, the first counted touch began it."""
    dossier = make_dossier(
        make_touch(done_on=days_ago(60), purpose=Purpose.REFERRAL_THANKS),
        make_touch(done_on=days_ago(50)),
        make_touch(done_on=days_ago(20)),
        applications=(),
        contact=make_contact(kept_warm_on=None),
    )

    assert first_phase_end(dossier, TODAY, PLAIN) == in_days(40)


def test_an_application_in_progress_counts_from_its_last_interview() -> None:
    """While nothing is decided, the last interview begins the first phase (S0.14)."""
    running = make_application(decision=Decision.IN_PROGRESS, decided_on=None)
    dossier = make_dossier(
        applications=(running,),
        interviews=(Interview(1, 1, days_ago(40)), Interview(2, 1, days_ago(12))),
        contact=make_contact(kept_warm_on=days_ago(300)),
    )

    assert first_phase_end(dossier, TODAY, PLAIN) == days_ago(12) + timedelta(days=90)


def test_an_interview_of_a_decided_application_begins_nothing() -> None:
    """Once there is a decision, the interviews before it no longer matter."""
    dossier = make_dossier(interviews=(Interview(1, 1, days_ago(10)),))

    assert first_phase_end(dossier, TODAY, PLAIN) == days_ago(30) + timedelta(days=90)


def test_a_running_application_is_found() -> None:
    """An application without a decision is in progress."""
    running = make_application(id=2, decision=Decision.IN_PROGRESS, decided_on=None)

    assert in_progress(make_dossier(applications=(make_application(), running))) == running
    assert in_progress(make_dossier()) is None


def test_a_company_that_i_declined_has_the_second_phase_at_once() -> None:
    """After my own no, contact is kept at low cadence (S0.44)."""
    declined = make_application(decision=Decision.DECLINED, decided_on=days_ago(3))

    assert gaps(pace(make_dossier(applications=(declined,)), TODAY, PLAIN)) == SECOND


def test_a_later_refusal_outweighs_an_offer_that_i_declined() -> None:
    """Only the newest decision makes the pace."""
    declined = make_application(decision=Decision.DECLINED, decided_on=days_ago(50))
    passed = make_application(id=2, decided_on=days_ago(10))

    assert gaps(pace(make_dossier(applications=(declined, passed)), TODAY, PLAIN)) == FIRST


def test_while_employed_the_gap_is_half_a_year() -> None:
    """With a job, contact is kept about twice a year."""
    assert gaps(pace(make_dossier(), TODAY, PLAIN._replace(employed=True))) == (180, 135, 225)


@pytest.mark.parametrize(("touches", "expected"), [(2, FIRST), (3, SECOND), (4, SECOND)])
def test_three_touches_into_silence_slow_the_pace(
    touches: int, expected: tuple[int, int, int]
) -> None:
    """From the third counted touch without any answer the second-phase gap holds (S1.32)."""
    dossier = make_dossier(*silence(touches))

    assert gaps(pace(dossier, TODAY, PLAIN)) == expected


def test_the_reason_counts_the_silence() -> None:
    """The explanation says how many touches went unanswered."""
    assert pace(make_dossier(*silence(3)), TODAY, PLAIN).why == "3 touches without an answer"


def test_an_answer_brings_the_first_phase_back() -> None:
    """One word from them ends the silence."""
    dossier = make_dossier(*silence(4), make_inbound(TODAY))

    assert gaps(pace(dossier, TODAY, PLAIN)) == FIRST


def test_an_accepted_invitation_brings_the_first_phase_back() -> None:
    """An accepted invitation is an answer too."""
    accepted = make_touch(channel=Channel.INVITATION, outcome=Outcome.ACCEPTED)

    assert gaps(pace(make_dossier(*silence(4), accepted), TODAY, PLAIN)) == FIRST


def test_silence_is_judged_on_the_day_the_touch_happened_too() -> None:
    """Touches after that day do not make an earlier one slow."""
    dossier = make_dossier(*silence(3))

    assert gaps(pace(dossier, days_ago(21), PLAIN)) == FIRST


def test_the_other_stars_have_the_second_phase() -> None:
    """One voice keeps the first-phase gap; the explanation names it."""
    manager = make_contact()
    peer = make_contact(id=2, name="Bo Ray", role=Role.INTERVIEWER)

    found = pace(make_dossier(contact=peer, people=(manager, peer)), TODAY, PLAIN)

    assert gaps(found) == SECOND
    assert found.why == "Ann Lee is the one voice there"


def test_the_next_date_is_the_gap_after_the_touch() -> None:
    """Three weeks after a Monday is a Monday."""
    assert target(TODAY, FIRST_PACE, 1, PLAIN) == in_days(21)


def test_the_spread_is_always_the_same_for_one_contact() -> None:
    """The spread moves a contact's date by at most two days, and never differently."""
    rules = Rulebook()
    spreads = [spread_of(contact_id, rules) for contact_id in range(1, 200)]

    assert set(spreads) == {-2, -1, 0, 1, 2}
    assert spreads == [spread_of(contact_id, rules) for contact_id in range(1, 200)]


def test_the_spread_moves_the_date() -> None:
    """Contact 9 is spread two days later: three weeks and two days after a Monday."""
    assert spread_of(9, Rulebook()) == 2
    assert target(TODAY, FIRST_PACE, 9, Rulebook()) == in_days(23)


def test_the_spread_stays_within_the_bounds() -> None:
    """A gap at the upper bound is not spread beyond it."""
    assert target(TODAY, Pace(28, 14, 28, ""), 9, Rulebook()) == in_days(28)
    assert target(TODAY, Pace(14, 14, 28, ""), 6, Rulebook()) == in_days(14)


def test_a_date_at_the_weekend_moves_to_monday() -> None:
    """Dates that the program picks are working days."""
    wednesday = date(2026, 3, 4)

    assert target(wednesday, Pace(24, 14, 28, ""), 1, PLAIN) == date(2026, 3, 30)


def test_a_working_day_beyond_the_bounds_is_taken_back() -> None:
    """If the next working day leaves the bounds, the last one within them is taken."""
    saturday = date(2026, 2, 28)

    assert target(saturday, Pace(28, 14, 28, ""), 1, PLAIN) == date(2026, 3, 27)


def test_away_for_longer_than_the_bounds_means_the_first_day_back() -> None:
    """If no working day lies within the bounds, the first one after them is taken."""
    rules = PLAIN._replace(workdays=Workdays(away=((in_days(10), in_days(40)),)))

    assert target(TODAY, FIRST_PACE, 1, rules) == in_days(42)


def test_a_slower_pace_keeps_its_reason() -> None:
    """Stretching multiplies gap and bounds alone."""
    slower = FIRST_PACE.stretched(1.5)

    assert gaps(slower) == (32, 21, 42)
    assert slower.why == FIRST_PACE.why


def test_the_pace_reads_as_a_sentence() -> None:
    """The explanation names the distance and why it holds (S3.38)."""
    found = pace(make_dossier(), TODAY, PLAIN)

    assert describe(found) == "3 weeks (first phase, to 1 May)"
