"""Claims about tasks: noted, ticked off, seen on their day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.errors import Conflict, NotFound, RuleError, UsageError
from followup_tui.operations import agenda, tasks, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.tasks import Chore, as_given
from tests.builders import TODAY, in_days
from tests.cast import add, picture


def test_a_task_is_due_on_its_day(desk: Desk) -> None:
    """With whom it is about; the agenda shows it once its day has come."""
    ann = add(desk)
    kept = tasks.add(desk, Chore(" call the\nlibrary ", TODAY, ann.company_id, ann.id)).record
    tasks.add(desk, Chore("later", in_days(2)))
    tasks.add(desk, Chore("some day"))
    assert (kept.text, kept.contact_id, kept.company_id) == ("call the library", 1, ann.company_id)
    assert agenda.tasks_due(desk) == (kept,)
    assert [t.text for t in views.tasks(desk)] == ["call the library", "later", "some day"]


def test_a_task_needs_words(desk: Desk) -> None:
    """An empty one is refused."""
    with pytest.raises(UsageError):
        tasks.add(desk, Chore(" "))


def test_a_done_task_is_out_of_the_way(desk: Desk) -> None:
    """Ticked off once, taken up again if need be."""
    kept = tasks.add(desk, Chore("call", TODAY)).record
    done = tasks.done(desk, kept).record
    assert (done.done_on, views.tasks(desk), desk.store.material.done_tasks(9)) == (
        TODAY,
        (),
        (done,),
    )
    with pytest.raises(RuleError, match="already"):
        tasks.done(desk, done)
    opened = tasks.reopen(desk, done).record
    assert views.tasks(desk) == (opened,)
    with pytest.raises(RuleError, match="not done"):
        tasks.reopen(desk, opened)


def test_tasks_of_a_decision_can_be_ticked_off(desk: Desk) -> None:
    """Following the page and setting an alert are tasks like any other (S0.37, S4.19)."""
    first, *others = passed(desk, DecisionMade("Acme")).tasks
    tasks.done(desk, first)
    assert set(views.tasks(desk)) == set(others)
    assert set(views.company(desk, first.company_id or 0).tasks) == set(others)


def test_add_edit_and_delete_can_be_undone(desk: Desk) -> None:
    """One action each; a row changed elsewhere is not overwritten."""
    pictures = [picture(desk.store)]
    kept = tasks.add(desk, Chore("call", TODAY)).record
    pictures.append(picture(desk.store))
    changed = tasks.edit(desk, kept, replace(as_given(kept), due=None), kept.rev).record
    assert (changed.text, changed.due_on) == ("call", None)
    with pytest.raises(Conflict):
        tasks.edit(desk, kept, Chore("write"), kept.rev)
    pictures.append(picture(desk.store))
    tasks.delete(desk, changed)
    with pytest.raises(NotFound, match="no task with the number"):
        desk.store.material.task(kept.id)
    while pictures:
        desk.store.journal.undo()
        assert picture(desk.store) == pictures.pop()
