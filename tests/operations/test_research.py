"""Claims about research: proposed before a touch with nothing fresh to say, once a month a company."""

from __future__ import annotations

import pytest

from followup_tui.core.words import NoteKind
from followup_tui.errors import NotFound
from followup_tui.operations import notes, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details
from followup_tui.operations.research import looked_up, to_look_up
from tests.builders import in_days
from tests.cast import add, again, on, picture, plan_of


def test_nothing_fresh_is_worth_a_look(desk: Desk) -> None:
    """S1.24: the touch is due today and no news is known: one thing to look up."""
    add(desk)
    (proposal,) = to_look_up(desk)
    assert proposal.text == "Look for news of Acme before you turn to Ann Lee"


def test_reading_writes_nothing(desk: Desk) -> None:
    """What is proposed is worked out, not stored."""
    add(desk)
    before = picture(desk.store)
    to_look_up(desk)
    assert picture(desk.store) == before


def test_news_in_hand_needs_no_research(desk: Desk) -> None:
    """News that can be told is enough; hard news is not."""
    ann = add(desk)
    notes.add(desk, ann, Remark("layoffs at the plant", NoteKind.NEWS, tone="hard"))
    assert to_look_up(desk)
    notes.add(desk, ann, Remark("a second plant opens", NoteKind.NEWS))
    assert to_look_up(desk) == ()


def test_a_touch_next_week_needs_none_yet(desk: Desk) -> None:
    """Three working days before is soon enough."""
    ann = add(desk)
    with desk.store.action("later") as action:
        action.update("touch", plan_of(desk, ann).id, due_on=in_days(4), day=in_days(4))
    assert to_look_up(desk) == ()
    assert to_look_up(on(desk, in_days(1)))


def test_once_a_month_a_company(desk: Desk) -> None:
    """Two people there are one proposal, and one that was looked up is not proposed again soon."""
    ann = add(desk)
    add(desk, "Bob Roe")
    (proposal,) = to_look_up(desk)
    looked_up(desk, proposal.company_id)
    assert to_look_up(desk) == ()
    assert to_look_up(on(desk, in_days(31)))
    with pytest.raises(NotFound, match="Nothing needs looking up"):
        looked_up(desk, ann.company_id or 0)


def test_a_new_job_offers_a_congratulation(desk: Desk) -> None:
    """S4.20, S4.21: the move is kept as history, and a kind word is offered, not planned."""
    ann = add(desk)
    changed = people.edit(desk, ann, Details(company="Beta"))
    assert "Congratulate Ann Lee on Beta, if it feels right" in changed.remarks
    assert [e.company for e in desk.store.people.employment(ann.id)] == ["Acme"]
    assert {t.purpose.value for t in desk.store.touches.planned(again(desk, ann).id)} == {
        "keep-warm"
    }
