"""Claims about rows written together: nobody could tell them from rows written one by one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui.core.text import clean_text
from followup_tui.operations.desk import Desk
from followup_tui.store.batch import FULL
from followup_tui.store.journal import Action
from followup_tui.store.matching import SEARCHED
from followup_tui.store.store import Store
from tests.cast import add, agenda_columns, picture
from tests.daily_work import rows_that_differ

MANY = FULL + 200
TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"


@pytest.fixture(autouse=True)
def _of_a_file(request: pytest.FixtureRequest) -> None:
    """A server has neither the index nor its triggers, and writes row by row."""
    if request.config.getoption("--postgres"):
        pytest.skip("about the file")


def people(action: Action, names: list[str]) -> list[int]:
    """Everybody at a company of their own, with an address and a note, before anything is written."""
    company = action.later("company", "name", "name_key")
    contact = action.later("contact", "name", "name_key", "company_id")
    address = action.later("address", "contact_id", "kind", "value", "key")
    note = action.later("note", "contact_id", "kind", "text")
    made = []
    for name in names:
        at = company(f"{name} Ltd", name.casefold())
        made.append(contact(name, name.casefold(), at))
        address(made[-1], "email", f"{name}@x.example", f"{name}@x.example")
        note(made[-1], "observation", f"met {name}")
    return made


def words(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every word of every index, with its place."""
    run = store.database.connection().execute
    found = {}
    for kind in SEARCHED:
        run(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {kind}_text, instance)")
        found[kind] = sorted(run("SELECT term, doc, col, offset FROM temp.words").fetchall())
        run("DROP TABLE temp.words")
    return found


def numbered(size: int) -> list[str]:
    return [f"Person{number} Doe" for number in range(size)]


def test_the_index_is_as_if_built_anew(desk: Desk) -> None:
    """After thousands of rows each index knows every word at its place, and its triggers stand."""
    add(desk, "Ann Before")
    triggers = desk.store.database.tuples(TRIGGERS)
    with desk.store.action("many") as action:
        people(action, numbered(MANY))
    found = words(desk.store)
    assert len(found["contact"]) > MANY
    assert desk.store.search.stale() == ()
    desk.store.search.rebuild()
    assert words(desk.store) == found
    assert desk.store.database.tuples(TRIGGERS) == triggers


def test_what_is_written_next_is_indexed(desk: Desk) -> None:
    """A row written by itself after many is found, as is the new name of one of them."""
    with desk.store.action("many") as action:
        made = people(action, numbered(100))
        action.update("contact", made[7], name="Zora Quist")
        action.insert("note", contact_id=made[8], kind="observation", text="harbour")
    add(desk, "Later Lee")
    assert [hit.id for hit in desk.store.search.find("zora")] == [made[7]]
    assert desk.store.search.find("harbour")
    assert desk.store.search.find("later")
    assert desk.store.search.stale() == ()


def test_numbers_follow_on(desk: Desk) -> None:
    """No number comes twice: not after a row in between, nor after one that was taken back."""
    first = add(desk)
    desk.store.journal.undo()
    with desk.store.action("many") as action:
        made = people(action, ["A", "B"])
        between = action.insert("contact", name="C", name_key="c")
        made += [between, *people(action, ["D"])]
    assert made == [first.id + 1, first.id + 2, first.id + 3, first.id + 4]
    names = desk.store.database.tuples("SELECT id, name FROM contact ORDER BY id")
    assert names == list(zip(made, "ABCD", strict=True))
    assert add(desk).id == made[-1] + 1


def test_undo_and_redo_are_exact(desk: Desk) -> None:
    """One step back is the start, one step again the end, numbers, uids and agenda included; also later."""
    add(desk)
    start = picture(desk.store)
    with desk.store.action("many") as action:
        made = people(action, numbered(60))
        action.update("contact", made[3], title="Head")
        people(action, ["Last"])
        action.delete("note", 1)
    end, agenda, found = picture(desk.store), agenda_columns(desk.store), words(desk.store)
    assert rows_that_differ(desk.store.database) == []
    desk.store.close()
    again = Store(desk.store.path)
    again.journal.undo()
    assert picture(again) == start
    assert again.search.stale() == ()
    again.journal.redo()
    assert (picture(again), agenda_columns(again), words(again)) == (end, agenda, found)
    again.close()


def test_a_failure_leaves_nothing(desk: Desk) -> None:
    """What was written together goes together, and the index still follows what comes after."""
    add(desk)
    before, found = picture(desk.store), words(desk.store)

    def fails() -> None:
        with desk.store.action("many") as action:
            people(action, numbered(MANY))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert (picture(desk.store), words(desk.store)) == (before, found)
    assert len(desk.store.journal.entries()) == 1
    assert desk.store.search.find(add(desk, "Later Lee").name)


def test_an_action_that_only_waits_for_rows_leaves_no_entry(desk: Desk) -> None:
    """Having asked for a way to insert is no change; the name may be sharpened until the end."""
    with desk.store.action("nothing") as action:
        action.later("contact", "name", "name_key")
    assert desk.store.journal.entries() == ()
    with desk.store.action("first") as action:
        people(action, ["A"])
        action.flush()
        assert action.changed
        action.did = "second"
    assert [entry.did for entry in desk.store.journal.entries()] == ["second"]


def test_undone_steps_end_with_it(desk: Desk) -> None:
    """After rows written together, what was undone before cannot be done again."""
    add(desk)
    desk.store.journal.undo()
    with desk.store.action("many") as action:
        people(action, ["A"])
    assert desk.store.journal.redo() == ()
    assert [entry.did for entry in desk.store.journal.entries()] == ["many"]


def test_who_is_new_at_a_resting_company_rests(desk: Desk) -> None:
    """The agenda columns are those that a contact written by itself has."""
    until = date(2026, 4, 1)
    with desk.store.action("many") as action:
        resting = action.insert("company", name="R", name_key="r", paused_until=until)
        rows = {"name": "A", "name_key": "a", "company_id": resting}
        one = action.insert("contact", **rows)
        other = action.later("contact", *rows)(*rows.values())
        star = action.later("contact", "name", "name_key", "starred")("B", "b", 1)
        lone = action.insert("contact", name="B", name_key="b", starred=1)
    found = {row[0]: row[1:] for row in agenda_columns(desk.store)}
    assert found[other] == found[one]
    assert found[star] == found[lone]
    assert found[star] != found[one]


TEXT = st.text(max_size=20).map(clean_text)
Later = Callable[..., Callable[..., int]]


def one_by_one(action: Action) -> Later:
    """As `later`, each row written at once."""

    def later(table: str, *names: str) -> Callable[..., int]:
        return lambda *values: action.insert(table, **dict(zip(names, values, strict=True)))

    return later


def images(desk: Desk, way: Callable[[Action], Later], *texts: str) -> list[dict[str, Any]]:
    """What the journal holds of a contact and a note, without what no two rows have in common."""
    name, title, note = texts
    with desk.store.action("one") as action:
        later = way(action)
        contact = later("contact", "name", "name_key", "title")(name, name, title)
        later("note", "contact_id", "kind", "text", "on")(contact, "observation", note, None)
    rows = desk.store.database.tuples(
        "SELECT after FROM change WHERE action_id = (SELECT max(id) FROM action) ORDER BY id"
    )
    found = [json.loads(row[0]) for row in rows]
    assert all(f'"uid": "{image["uid"]}"' in row[0] for image, row in zip(found, rows, strict=True))
    own = {"id", "uid", "created_at", "changed_at", "contact_id"}
    return [{k: v for k, v in image.items() if k not in own} for image in found]


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=TEXT, title=TEXT, note=TEXT)
def test_an_image_is_what_it_would_have_been(desk: Desk, name: str, title: str, note: str) -> None:
    """Whatever the text, the journal holds the same image as of a row that was written by itself."""
    together = images(desk, lambda action: action.later, name, title, note)
    assert together == images(desk, one_by_one, name, title, note)
