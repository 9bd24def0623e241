"""Claims about company events: what may open a seat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.records import Company, CompanyEvent
from followup_tui.core.words import CompanyEventKind
from followup_tui.errors import Conflict, UsageError
from followup_tui.operations import agenda, events, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.events import Happening, as_given
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, picture


@pytest.fixture
def acme(desk: Desk) -> Company:
    """A company with Ann, who is starred, and Bob."""
    add(desk, "Bob Roe", star=False)
    return desk.store.people.company(add(desk).company_id or 0)


def test_an_event_stands_on_company_and_person(desk: Desk, acme: Company) -> None:
    """Kind, day and words, on both pages (S1.15)."""
    kept = events.add(desk, acme, Happening("LEFT", days_ago(5), "head of ops")).record
    expected = CompanyEvent(kept.id, acme.id, CompanyEventKind.LEFT, days_ago(5), "head of ops")
    assert kept == expected
    assert views.company(desk, acme.id).events == (kept,)
    assert views.person(desk, views.company(desk, acme.id).people[0].id).events == (kept,)
    assert events.add(desk, acme, Happening("grows")).record.on == TODAY


@pytest.mark.parametrize("happening", [Happening("flew"), Happening("left", in_days(1))])
def test_what_cannot_be_meant_is_refused(desk: Desk, acme: Company, happening: Happening) -> None:
    """An unknown kind, a day to come: nothing is written."""
    with pytest.raises(UsageError):
        events.add(desk, acme, happening)
    assert desk.store.material.all_events() == ()


def test_an_event_leaves_the_order_of_the_agenda(desk: Desk, acme: Company) -> None:
    """Within a section star, role, due date and id decide, and nothing else."""
    add(desk, "Cleo Marsh", company="Beta")
    before = agenda.items(desk)
    events.add(desk, acme, Happening("left"))
    assert agenda.items(desk) == before


def test_add_edit_and_delete_can_be_undone(desk: Desk, acme: Company) -> None:
    """One action each; a row changed elsewhere is not overwritten."""
    pictures = [picture(desk.store)]
    kept = events.add(desk, acme, Happening("left")).record
    pictures.append(picture(desk.store))
    changed = events.edit(desk, kept, replace(as_given(kept), kind="moved"), kept.rev).record
    assert (changed.kind, changed.on) == (CompanyEventKind.MOVED, TODAY)
    with pytest.raises(Conflict):
        events.edit(desk, kept, Happening("grows"), kept.rev)
    pictures.append(picture(desk.store))
    events.delete(desk, changed)
    while pictures:
        desk.store.journal.undo()
        assert picture(desk.store) == pictures.pop()
