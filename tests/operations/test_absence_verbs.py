"""Claims about days away: what moves behind them, what stays, and a way back without a burst."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from followup_tui.errors import NotFound, UsageError
from followup_tui.operations.absence import absences, away, crowded, here_again, spread
from followup_tui.operations.desk import Desk
from tests.builders import TODAY, in_days
from tests.cast import add, finish, on, picture, plan_of

BACK = date(2026, 3, 16)
"""The Monday after two weeks away."""


def leave(desk: Desk) -> None:
    """Two weeks off from this Tuesday."""
    away(desk, in_days(1), in_days(12))


def test_what_falls_into_the_absence_moves_behind_it(desk: Desk) -> None:
    """Nothing is due on a day away."""
    ann = add(desk)
    with desk.store.action("later") as action:
        action.update("touch", plan_of(desk, ann).id, due_on=in_days(3), day=in_days(3))
    leave(desk)
    assert plan_of(desk, ann).due_on == BACK
    assert "after days away" in plan_of(desk, ann).why


def test_a_date_they_asked_for_stays(desk: Desk) -> None:
    """A promise is kept even while away, and it is named."""
    ann = add(desk)
    finish(desk, ann, outcome="not-now", until=in_days(4))
    shifted = away(desk, in_days(1), in_days(12))
    assert plan_of(desk, ann).due_on == in_days(4)
    assert shifted.remarks == ("Ann Lee: Fri 6 Mar stays",)


def test_nothing_new_is_planned_on_days_away(desk: Desk) -> None:
    """Days away are no working days."""
    leave(desk)
    later = add(on(desk, in_days(2)), "Bob Roe", company="Beta")
    assert plan_of(desk, later).due_on == BACK


def test_the_way_back_is_no_burst(desk: Desk) -> None:
    """Fourteen plans of two weeks come back as the daily cap allows, companies kept courteous."""
    people = [add(desk, f"P{n} Q{n}", company=f"Firm {n}") for n in range(14)]
    with desk.store.action("scatter") as action:
        for number, person in enumerate(people):
            day = in_days(1 + number % 11)
            action.update("touch", plan_of(desk, person).id, due_on=day, day=day)
    leave(desk)
    days = Counter(plan_of(desk, p).due_on for p in people)
    assert max(days.values()) <= desk.rules().daily_cap
    assert all(d is not None and d >= BACK and desk.workdays().is_working(d) for d in days)


def test_days_away_can_be_taken_back(desk: Desk) -> None:
    """Plans that changed meanwhile stay; the days count as working days again."""
    leave(desk)
    assert [a.last for a in absences(desk)] == [in_days(12)]
    here_again(desk, in_days(5))
    assert absences(desk) == ()
    with pytest.raises(NotFound, match="not noted as away"):
        here_again(desk, in_days(5))


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (in_days(5), in_days(2), "cannot come before"),
        (date(2026, 1, 1), date(2026, 1, 9), "over"),
        (in_days(1), in_days(500), "more than half a year"),
    ],
)
def test_days_that_make_no_sense_change_nothing(
    desk: Desk, first: date, last: date, sentence: str
) -> None:
    """One sentence, and everything as before."""
    before = picture(desk.store)
    with pytest.raises(UsageError, match=sentence):
        away(desk, first, last)
    assert picture(desk.store) == before


def crowd(desk: Desk) -> list[str]:
    """Nine people at nine companies, all due today; returned in agenda order."""
    people = [add(desk, f"P{n} Q{n}", company=f"Firm {n}") for n in range(9)]
    with desk.store.action("all today") as action:
        for person in people:
            action.update("touch", plan_of(desk, person).id, due_on=TODAY, day=TODAY)
    return [p.name for p in people]


def test_many_waiting_are_offered_more_days(desk: Desk) -> None:
    """A week unopened: four of nine are more than a day should carry; reading changes nothing."""
    crowd(desk)
    before = picture(desk.store)
    assert crowded(desk) == 0
    assert crowded(on(desk, in_days(7))) == 4
    assert picture(desk.store) == before


def test_spreading_out_leaves_a_day_its_share(desk: Desk) -> None:
    """S1.16: the cap stays for today, the rest finds days from tomorrow on; one undo."""
    names = crowd(desk)
    later = on(desk, in_days(7))
    before = picture(desk.store)
    shifted = spread(later)
    assert sorted(t.contact for t in shifted.moved) == sorted(names[5:])
    assert {t.due_on for t in shifted.moved} == {in_days(8)}
    assert crowded(later) == 0
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_there_is_nothing_to_spread_on_an_easy_day(desk: Desk) -> None:
    """It says so instead of moving anything."""
    add(desk)
    with pytest.raises(UsageError, match="can carry"):
        spread(desk)
