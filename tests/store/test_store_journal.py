"""Claims about the journal: every action can be taken back and done again, also after a restart."""

from __future__ import annotations

import sqlite3

import pytest

from followup_tui.errors import CannotUndo, Conflict
from followup_tui.operations import drafting, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.people import Details
from followup_tui.store.store import Store
from tests.cast import add, again, agenda_columns, finish, hear, picture, plan_of


def company(store: Store, name: str) -> int:
    with store.action(f"add {name}") as action:
        return action.insert("company", name=name, name_key=name.casefold())


def outside(store: Store, sql: str) -> None:
    """Another program that knows nothing of the journal."""
    connection = sqlite3.connect(store.path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def dids(store: Store) -> list[tuple[str, bool]]:
    return [(e.did, e.undone) for e in store.journal.entries()]


def test_an_action_is_one_entry(desk: Desk) -> None:
    """Everything that one verb wrote stands in the history as one line, the newest first."""
    ann = add(desk)
    finish(desk, ann, outcome="reached")
    assert dids(desk.store) == [("call to Ann Lee: reached", False), ("add Ann Lee", False)]


def test_an_action_without_effect_leaves_no_entry(desk: Desk) -> None:
    """Writing what stands there already is nothing to take back."""
    ann = add(desk)
    people.edit(desk, ann, Details(name="Ann Lee", title=""))
    assert dids(desk.store) == [("add Ann Lee", False)]


def test_undo_brings_the_state_before(desk: Desk) -> None:
    """Taking a done touch back restores it, its plan and everything that followed from it."""
    ann = add(desk)
    before, agenda = picture(desk.store), agenda_columns(desk.store)
    finish(desk, ann, outcome="replied", said="Could you send me your numbers?")
    (entry,) = desk.store.journal.undo()
    assert entry.undone
    assert picture(desk.store) == before
    assert agenda_columns(desk.store) == agenda


def test_redo_brings_the_state_after(desk: Desk) -> None:
    """Doing an undone action again restores exactly what it had written, numbers included."""
    ann = add(desk)
    finish(desk, ann, outcome="replied", said="Could you send me your numbers?")
    after, agenda = picture(desk.store), agenda_columns(desk.store)
    desk.store.journal.undo()
    (entry,) = desk.store.journal.redo()
    assert not entry.undone
    assert picture(desk.store) == after
    assert agenda_columns(desk.store) == agenda


def test_several_steps_at_once(store: Store) -> None:
    """Undo and redo move as many steps as asked, newest first, or as many as there are."""
    for name in "ABC":
        company(store, name)
    assert [e.did for e in store.journal.undo(2)] == ["add C", "add B"]
    assert [e.did for e in store.journal.redo(5)] == ["add B", "add C"]
    assert [e.did for e in store.journal.undo(99)] == ["add C", "add B", "add A"]
    assert store.journal.undo() == ()
    assert store.people.companies() == ()


def test_nothing_to_redo(store: Store) -> None:
    """Without anything undone, redo does nothing and says so by an empty answer."""
    company(store, "A")
    assert store.journal.redo() == ()


def test_undo_survives_a_restart(desk: Desk) -> None:
    """What was done before the program was closed can be taken back, and done again, after it."""
    start = picture(desk.store)
    add(desk)
    end = picture(desk.store)
    desk.store.close()
    reopened = Store(desk.store.path)
    reopened.journal.undo()
    assert picture(reopened) == start
    reopened.close()
    third = Store(desk.store.path)
    third.journal.redo()
    assert picture(third) == end
    third.close()


def test_a_new_action_ends_redo(store: Store) -> None:
    """After something new is done, what was undone before it cannot be done again."""
    company(store, "A")
    company(store, "B")
    store.journal.undo()
    company(store, "C")
    assert store.journal.redo() == ()
    assert dids(store) == [("add C", False), ("add A", False)]


def test_an_action_without_effect_keeps_redo(desk: Desk) -> None:
    """Only a change ends redo: an edit that changes nothing does not."""
    ann = add(desk)
    people.edit(desk, ann, Details(title="Head"))
    desk.store.journal.undo()
    people.edit(desk, again(desk, ann), Details(name="Ann Lee"))
    assert [e.did for e in desk.store.journal.redo()] == ["edit Ann Lee"]


def test_undo_belongs_to_whoever_asks(desk: Desk) -> None:
    """The history is one: another window takes back what this one did."""
    add(desk)
    other = Store(desk.store.path)
    other.journal.undo()
    other.close()
    assert desk.store.people.count() == 0


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contact SET title = 'Boss'",
        "UPDATE touch SET due_on = '2030-01-01', day = '2030-01-01'",
        "DELETE FROM address WHERE kind = 'phone'",
    ],
)
def test_a_change_outside_stops_undo(desk: Desk, sql: str) -> None:
    """A row that another program changed, moved or deleted is not overwritten: undo says why it stops."""
    add(desk)
    outside(desk.store, sql)
    before = picture(desk.store)
    with pytest.raises(CannotUndo, match="outside the history"):
        desk.store.journal.undo()
    assert picture(desk.store) == before
    assert dids(desk.store) == [("add Ann Lee", False)]


def test_a_change_outside_stops_redo(desk: Desk) -> None:
    """Redo does not overwrite what another program changed either."""
    ann = add(desk)
    people.edit(desk, ann, Details(title="Head"))
    desk.store.journal.undo()
    outside(desk.store, "UPDATE contact SET title = 'Boss'")
    with pytest.raises(CannotUndo):
        desk.store.journal.redo()
    assert again(desk, ann).title == "Boss"


def test_several_steps_are_all_or_none(desk: Desk) -> None:
    """When one of several steps cannot be taken back, none of them is."""
    ann = add(desk)
    outside(desk.store, "UPDATE contact SET title = 'Boss'")
    people.edit(desk, again(desk, ann), Details(department="Design"))
    before = picture(desk.store)
    with pytest.raises(CannotUndo):
        desk.store.journal.undo(2)
    assert picture(desk.store) == before


def test_an_edit_begun_before_undo_is_a_conflict(desk: Desk) -> None:
    """A form opened before an undo cannot overwrite what the undo restored."""
    ann = add(desk)
    edited = people.edit(desk, ann, Details(title="Head")).contact
    desk.store.journal.undo()
    with pytest.raises(Conflict):
        people.edit(desk, edited, Details(title="Headmaster"), rev=edited.rev)


def test_undo_keeps_the_numbers(desk: Desk) -> None:
    """A deleted touch that comes back by redo has its old number, so that links to it still hold."""
    ann = add(desk)
    recorded = hear(desk, ann, "What is your notice period?")
    desk.store.journal.undo()
    desk.store.journal.redo()
    assert desk.store.touches.touch(recorded.touch.id) == recorded.touch


def test_undo_of_an_addition_leaves_nobody(desk: Desk) -> None:
    """Taking an addition back removes the person with company, addresses and plan."""
    start = picture(desk.store)
    add(desk)
    desk.store.journal.undo()
    assert picture(desk.store) == start
    assert desk.store.search.find("Ann") == ()


def test_a_draft_is_outside_the_history(desk: Desk) -> None:
    """Typing a draft is no step of the history, and a step taken back shows the draft again."""
    ann = add(desk)
    script = drafting.draft(desk, ann)
    drafting.keep(desk, script, "Hello Ann, I read about the new plant.")
    finish(desk, ann)
    assert desk.store.drafts.draft(ann.id) is None
    assert dids(desk.store) == [
        ("voicemail to Ann Lee: left a message", False),
        ("add Ann Lee", False),
    ]
    desk.store.journal.undo()
    kept = desk.store.drafts.draft(ann.id)
    assert kept is not None
    assert kept.body == "Hello Ann, I read about the new plant."
    assert kept.touch_id == plan_of(desk, ann).id


def test_a_sharpened_name_stands_in_the_history(store: Store) -> None:
    """An action may find out only while it runs what it will be called."""
    with store.action("import") as action:
        action.insert("company", name="Acme", name_key="acme")
        action.did = "import of 1 company"
    assert dids(store) == [("import of 1 company", False)]


def test_the_history_ends_where_it_is_asked_to(store: Store) -> None:
    """The history is read from its newest end, as far as asked."""
    for name in "ABCDE":
        company(store, name)
    assert [e.did for e in store.journal.entries(2)] == ["add E", "add D"]
