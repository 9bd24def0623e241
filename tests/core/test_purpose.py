"""What the next touch is for (DESIGN.md, Purpose; S1.26-S1.29)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.purpose import next_purpose, usable_insight
from followup_tui.core.records import Insight
from followup_tui.core.words import Decision, InsightKind, Origin, Purpose
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    make_application,
    make_dossier,
    make_inbound,
    make_touch,
)

READY = Insight(1, 1, "I came across something on your supplier", "They change the price.")


def test_an_unused_insight_is_given() -> None:
    """Value comes before keeping warm."""
    assert next_purpose(make_dossier(insights=(READY,)), PLAIN)[0] is Purpose.VALUE


def test_value_is_given_in_the_second_phase_too() -> None:
    """An insight is welcome years after the decision."""
    old = make_application(decided_on=days_ago(900), decision=Decision.PASSED)

    found = next_purpose(make_dossier(applications=(old,), insights=(READY,)), PLAIN)

    assert found[0] is Purpose.VALUE


def test_two_value_touches_do_not_follow_each_other() -> None:
    """After a touch of value comes one that keeps warm."""
    last = make_touch(purpose=Purpose.VALUE)

    assert next_purpose(make_dossier(last, insights=(READY,)), PLAIN)[0] is Purpose.KEEP_WARM


def test_without_an_insight_it_keeps_warm() -> None:
    """With nothing to give, the touch keeps warm."""
    assert next_purpose(make_dossier(), PLAIN) == (Purpose.KEEP_WARM, "")


@pytest.mark.parametrize(
    "useless",
    [
        replace(READY, body="  "),
        replace(READY, teaser=""),
        replace(READY, used_on=TODAY),
        replace(READY, origin=Origin.CONFIDENCE),
    ],
)
def test_an_unprepared_used_or_confidential_insight_is_none(useless: Insight) -> None:
    """No teaser without anything behind it, twice, or of what was told in confidence (S1.29)."""
    assert usable_insight(make_dossier(insights=(useless,))) is None


def test_the_most_valuable_insight_is_taken() -> None:
    """News of a competitor goes before news of a customer (S1.26)."""
    customer = replace(READY, kind=InsightKind.CUSTOMER)
    competitor = replace(READY, id=2, kind=InsightKind.COMPETITOR)

    assert usable_insight(make_dossier(insights=(customer, competitor))) == competitor


def test_five_touches_into_silence_leave_light_ones() -> None:
    """After five touches without any answer even an insight stays where it is."""
    silence = [make_touch(done_on=days_ago(30 * n)) for n in range(5)]
    dossier = make_dossier(*silence, insights=(READY,))

    assert next_purpose(dossier, PLAIN)[0] is Purpose.SOCIAL


def test_an_answer_ends_the_light_touches() -> None:
    """One word from them and the plan goes on as before."""
    silence = [make_touch(done_on=days_ago(30 * n)) for n in range(5)]
    dossier = make_dossier(*silence, make_inbound())

    assert next_purpose(dossier, PLAIN)[0] is Purpose.KEEP_WARM
