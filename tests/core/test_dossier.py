"""What the rules see of one contact."""

from __future__ import annotations

import pytest

from followup_tui.core.planner import kept_warm
from followup_tui.core.records import Touch
from followup_tui.core.words import Channel, Outcome, Purpose, TouchState
from tests.builders import (
    days_ago,
    in_days,
    make_contact,
    make_dossier,
    make_inbound,
    make_planned,
    make_touch,
    make_wish,
)


@pytest.mark.parametrize(
    "uncounted",
    [
        make_touch(done_on=days_ago(2), purpose=Purpose.THANKS_DECISION),
        make_touch(done_on=days_ago(2), outcome=Outcome.NO_ANSWER),
        make_touch(done_on=days_ago(2), channel=Channel.LIGHT),
        make_touch(done_on=days_ago(2), contact_id=2),
        make_planned(in_days(2)),
    ],
)
def test_the_count_starts_at_the_last_touch_that_counts(uncounted: Touch) -> None:
    """What does not count, or went to somebody else, does not start the count anew."""
    dossier = make_dossier(make_touch(done_on=days_ago(30)), uncounted)

    assert dossier.last_contact_day() == days_ago(30)


def test_what_they_send_starts_the_count_anew() -> None:
    """An inbound touch is contact, too."""
    dossier = make_dossier(make_touch(done_on=days_ago(30)), make_inbound(days_ago(4)))

    assert dossier.last_contact_day() == days_ago(4)


def test_without_contact_there_is_no_count() -> None:
    """Nobody heard from anybody yet."""
    assert make_dossier().last_contact_day() is None


def test_a_touch_at_an_earlier_employer_is_contact_all_the_same() -> None:
    """The count follows the person, whatever company a touch was made at."""
    dossier = make_dossier(make_touch(done_on=days_ago(9), company_id=7))

    assert dossier.last_contact_day() == days_ago(9)


def test_wishes_stand_newest_first() -> None:
    """A wish typed in later but spoken earlier is the older one."""
    spoken_last = make_wish(on=days_ago(1))
    spoken_first = make_wish(on=days_ago(40))
    of_somebody_else = make_wish(contact_id=2)

    dossier = make_dossier(wishes=(spoken_first, of_somebody_else, spoken_last))

    assert dossier.own_wishes == (spoken_last, spoken_first)


def test_what_is_planned_stands_soonest_first() -> None:
    """Planned touches with this contact, the soonest first, and nothing else."""
    later, sooner = make_planned(in_days(9)), make_planned(in_days(3))
    others = (
        make_planned(in_days(1), contact_id=2),
        make_planned(in_days(1), state=TouchState.CANCELLED),
        make_touch(),
    )

    assert make_dossier(later, *others, sooner).planned == (sooner, later)


def test_own_touches_are_those_with_the_contact() -> None:
    """A colleague's touches are not the contact's own."""
    own = make_touch(contact_id=2)

    assert make_dossier(own, make_touch(), contact=make_contact(id=2)).own == (own,)


def test_kept_warm_means_starred_or_touched() -> None:
    """A running plan belongs to whoever is starred or was ever touched."""
    assert kept_warm(make_contact(kept_warm_on=None))
    assert kept_warm(make_contact(starred=False))
    assert not kept_warm(make_contact(starred=False, kept_warm_on=None))
