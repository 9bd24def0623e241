"""Keeping a company's planned touches courteous when a day is taken (DESIGN.md, Courtesy)."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.levelling import Move, level
from followup_tui.core.numbers import Rulebook
from followup_tui.core.records import Touch
from followup_tui.core.words import Channel, Outcome, Purpose, TouchState
from tests.builders import PLAIN, TODAY, days_ago, in_days, make_planned, make_touch


def moves(*touches: Touch, primary: int | None = 1, rules: Rulebook = PLAIN) -> dict[int, date]:
    """Which touches give way, and to when."""
    return {m.touch_id: m.due_on for m in level(touches, primary, {}, TODAY, rules)}


def bo(due: date, **fields: object) -> Touch:
    """A planned touch with Bo, a colleague of Ann's."""
    return make_planned(due, contact_id=2, contact="Bo Ray", **fields)


def test_what_is_courteous_stays() -> None:
    """Touches at a distance are left alone."""
    assert moves(make_touch(), make_planned(in_days(21)), bo(in_days(31))) == {}


def test_the_later_touch_gives_way() -> None:
    """Of two touches that are too close, the later one moves, and later only."""
    ann, colleague = make_planned(in_days(10)), bo(in_days(14))

    assert moves(ann, colleague) == {colleague.id: in_days(18)}


def test_the_primary_person_keeps_the_day_they_share() -> None:
    """On the same day the one voice goes first, whoever it is."""
    ann, colleague = make_planned(in_days(10)), bo(in_days(10))

    assert moves(ann, colleague, primary=1) == {colleague.id: in_days(18)}
    assert moves(ann, colleague, primary=2) == {ann.id: in_days(18)}


def test_a_done_touch_moves_what_was_planned() -> None:
    """A touch done today moves the colleague who was planned for this week."""
    colleague = bo(in_days(3))

    assert moves(make_touch(), colleague) == {colleague.id: in_days(8)}


def test_the_move_explains_itself() -> None:
    """The reason names the new day and the rule."""
    colleague = bo(in_days(3))
    (move,) = level((make_touch(), colleague), 1, {}, TODAY, PLAIN)

    assert move == Move(
        colleague.id, in_days(8), "moved to Tue 10 Mar: Ann Lee hears from you on 2 Mar"
    )


@pytest.mark.parametrize("chosen", [{"held": True}, {"promised": True}])
def test_a_date_that_somebody_chose_stays(chosen: dict[str, bool]) -> None:
    """Dates that I held or they asked for stay; an earlier plan gives way to them."""
    ann = make_planned(in_days(10))
    colleague = bo(in_days(14), **chosen)

    assert moves(ann, colleague) == {ann.id: in_days(22)}


def test_a_chosen_date_stays_beside_a_done_touch_too() -> None:
    """Even when the company has just heard from me, a promise is kept."""
    assert moves(make_touch(), bo(in_days(3), promised=True)) == {}


def test_no_third_touch_within_thirty_days() -> None:
    """Levelling keeps the window as well as the floor."""
    ann, colleague = make_planned(in_days(10)), bo(in_days(21))

    assert moves(make_touch(), ann, colleague) == {colleague.id: in_days(30)}


def test_one_move_may_push_the_next() -> None:
    """Three touches in one week spread out one after the other."""
    touches = [make_planned(in_days(1 + n), contact_id=n, contact=f"P{n}") for n in (1, 2, 3)]

    assert moves(*touches) == {touches[1].id: in_days(10), touches[2].id: in_days(32)}


def test_a_touch_that_waits_keeps_its_date_and_holds_today() -> None:
    """What fell due last week stays as it is; a colleague gives way to it from today on."""
    waiting, colleague = make_planned(days_ago(6)), bo(in_days(3))

    assert moves(waiting, colleague) == {colleague.id: in_days(8)}


def test_among_touches_that_are_due_the_primary_person_goes_first() -> None:
    """A colleague who has waited longer still gives way to the one voice that is due today."""
    waiting, ann = bo(days_ago(6)), make_planned(TODAY)

    assert moves(waiting, ann) == {waiting.id: in_days(8)}


def test_a_touch_that_waits_gives_way_to_what_was_done() -> None:
    """A waiting touch moves when the company heard from me through somebody else."""
    waiting = bo(days_ago(6))

    assert moves(make_touch(), waiting) == {waiting.id: in_days(8)}


@pytest.mark.parametrize(
    "harmless",
    [
        make_planned(in_days(3), purpose=Purpose.THANKS_DECISION),
        make_planned(in_days(3), channel=Channel.INVITATION, purpose=Purpose.CONNECT),
        make_planned(in_days(3), purpose=Purpose.REPLY),
        make_planned(in_days(3), state=TouchState.CANCELLED),
        make_touch(outcome=Outcome.NO_ANSWER),
    ],
)
def test_what_does_not_count_neither_moves_nor_pushes(harmless: Touch) -> None:
    """Thank-yous, invitations, replies, attempts and cancelled touches take no part."""
    assert moves(harmless, bo(in_days(4))) == {}


def test_a_moved_touch_lands_on_a_working_day() -> None:
    """A touch does not give way into the weekend."""
    colleague = bo(in_days(5))

    assert moves(make_planned(in_days(4)), colleague) == {colleague.id: in_days(14)}


def test_a_moved_call_avoids_a_day_without_calls() -> None:
    """A call does not give way to a day on which I do not call."""
    rules = PLAIN._replace(no_call_days=frozenset({1}))
    call = bo(in_days(3), channel=Channel.CALL)

    assert moves(make_touch(), call, rules=rules) == {call.id: in_days(9)}


def test_a_moved_touch_keeps_the_daily_cap() -> None:
    """A full day takes no touch that gives way."""
    colleague = bo(in_days(3))
    found = level((make_touch(), colleague), 1, {in_days(8): 5}, TODAY, PLAIN)

    assert [m.due_on for m in found] == [in_days(9)]
