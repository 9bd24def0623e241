"""Claims about rows out and in again: complete, the same twice, at home in any other database."""

from __future__ import annotations

import copy
import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from followup_tui.core.records import Used
from followup_tui.core.words import ContactState, TouchState
from followup_tui.errors import FileError, FollowupError
from followup_tui.operations import notes, people
from followup_tui.operations.desk import Desk, fixed, open_desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened, log, snooze
from followup_tui.store.dump import REFERENCES, Tables, counts, dump, load
from followup_tui.store.store import Store
from followup_tui.store.tables import COLUMNS, JOURNALLED
from tests.builders import in_days
from tests.cast import add, again, agenda_columns, finish, hear, on, picture, plan_of
from tests.verbs import VERBS


def bring(store: Store, tables: Tables) -> dict[str, int]:
    """Load rows as a file would bring them."""
    with store.action("import") as action:
        return load(action, store.database, json.loads(json.dumps(tables)))


def other(tmp_path: Path, name: str = "other") -> Desk:
    return open_desk(tmp_path / name, today=in_days(0))


def story(desk: Desk) -> None:
    """A month in which most tables get rows."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", company="Beta", star=False)
    news = notes.add(desk, ann, Remark("a new plant in Leeds", "news")).note
    finish(desk, ann, text="I saw the plant.", used=(Used("note", news.id, news.text),))
    hear(desk, ann, "Could you send me your numbers?")
    notes.add(desk, bob, Remark("call in May", "wish"))
    made = DecisionMade("Gamma", "Designer", met=("Cleo Marsh",), stars=("Dan Ode",), said="Close.")
    passed(on(desk, in_days(1)), made)
    people.edit(desk, again(desk, bob), people.Details(company="Delta"))
    people.delete(desk, bob)
    with desk.store.action("material") as action:
        company_id = desk.store.people.companies()[0].id
        action.insert("insight", company_id=company_id, teaser="a rival's prices", body="18 %")
        story_id = action.insert("story", title="Paint shop", tags=("design", "plant"))
        action.insert("gain", text="a course in law", on=in_days(0))
        action.insert("opening", company_id=company_id, title="Writer")
        action.insert("setting", key="employed_since", value="")
        action.insert("away", first=in_days(20), last=in_days(25))
        feed = action.insert("feed", company_id=company_id, url="https://a.example/feed")
        action.insert("feed_item", feed_id=feed, key="1", note_id=news.id)
        assert story_id


def by_uid(store: Store) -> dict[str, dict[str, dict[str, Any]]]:
    """Every row by its uid, with what it refers to by uid as well."""
    rows = picture(store)
    uids = {(t, r["id"]): r["uid"] for t, found in rows.items() for r in found}
    ledger = {"note": "note", "insight": "insight", "story": "story", "gain": "gain"}
    result: dict[str, dict[str, dict[str, Any]]] = {}
    for table, found in rows.items():
        result[table] = {}
        for row in found:
            plain = {k: v for k, v in row.items() if k not in ("id", "created_at")}
            for column, target in REFERENCES[table].items():
                if plain[column] is not None:
                    plain[column] = uids[target, plain[column]]
            if table == "used" and row["kind"] in ledger:
                plain["ref"] = uids.get((ledger[row["kind"]], row["ref"]))
            result[table][row["uid"]] = plain
    return result


def test_every_table_of_the_user_is_in_it(store: Store) -> None:
    """A dump holds every journalled table and every column that is not worked out from others."""
    rows = dump(store.database)
    assert list(rows) == [t._meta.table_name for t in JOURNALLED]
    add_columns = {"next_touch_id", "next_due", "next_owed", "priority", "held_until"}
    assert "contact" in rows
    assert not add_columns & {k for row in rows["contact"] for k in row}


def test_a_dump_into_an_empty_database_is_the_same(desk: Desk, tmp_path: Path) -> None:
    """Rows that go out and into an empty database are the same rows, numbers and all."""
    story(desk)
    fresh = other(tmp_path)
    assert bring(fresh.store, dump(desk.store.database))["added"] == 4
    assert dump(fresh.store.database) == dump(desk.store.database)
    assert agenda_columns(fresh.store) == agenda_columns(desk.store)
    assert fresh.store.stale_contacts() == ()
    fresh.store.close()


def test_twice_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    """Bringing the same rows twice changes nothing the second time and leaves no entry."""
    story(desk)
    fresh = other(tmp_path)
    bring(fresh.store, dump(desk.store.database))
    before = dump(fresh.store.database)
    tally = bring(fresh.store, dump(desk.store.database))
    assert tally == {"added": 0, "updated": 0, "unchanged": 4}
    assert dump(fresh.store.database) == before
    assert len(fresh.store.journal.entries()) == 1
    fresh.store.close()


def test_its_own_rows_change_nothing(desk: Desk) -> None:
    """Bringing a database its own dump changes nothing."""
    story(desk)
    before = dump(desk.store.database)
    bring(desk.store, before)
    assert dump(desk.store.database) == before


def test_numbers_in_the_way_are_changed(desk: Desk, tmp_path: Path) -> None:
    """In a database with people of its own, rows get other numbers and still refer to each other."""
    story(desk)
    there = other(tmp_path)
    for number in range(3):
        zed = add(there, f"Zed {number}", company=f"Zulu {number}")
        notes.add(there, zed, Remark("likes boats", "news"))
    mine = by_uid(there.store)
    bring(there.store, dump(desk.store.database))
    merged, expected = by_uid(there.store), by_uid(desk.store)
    for table in COLUMNS:
        assert merged[table] == {**expected[table], **mine[table]}, table
    assert there.store.stale_contacts() == ()
    assert there.store.database.tuples("PRAGMA foreign_key_check") == []
    there.store.close()


def test_twice_into_a_full_database_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    """A second time into a database with people of its own, nothing changes either."""
    story(desk)
    there = other(tmp_path)
    add(there, "Zed", company="Zulu")
    bring(there.store, dump(desk.store.database))
    before = dump(there.store.database)
    bring(there.store, dump(desk.store.database))
    assert dump(there.store.database) == before
    there.store.close()


def test_an_import_is_one_step_back(desk: Desk, tmp_path: Path) -> None:
    """One undo takes everything that came in back, one redo brings it again."""
    story(desk)
    there = other(tmp_path)
    add(there, "Zed", company="Zulu")
    before = picture(there.store)
    bring(there.store, dump(desk.store.database))
    after = picture(there.store)
    there.store.journal.undo()
    assert picture(there.store) == before
    there.store.journal.redo()
    assert picture(there.store) == after
    there.store.close()


def test_a_changed_row_is_brought_up_to_date(desk: Desk, tmp_path: Path) -> None:
    """A row that is known already takes the values of the file, and no second one appears."""
    ann = add(desk)
    there = other(tmp_path)
    bring(there.store, dump(desk.store.database))
    people.edit(desk, ann, people.Details(title="Head of Design"))
    snooze(desk, plan_of(desk, ann), in_days(9))
    tally = bring(there.store, dump(desk.store.database))
    assert tally == {"added": 0, "updated": 1, "unchanged": 0}
    assert picture(there.store) == picture(desk.store)
    assert there.store.people.contact(ann.id).next_due == in_days(9)
    there.store.close()


def test_a_touch_may_follow_a_later_row(desk: Desk, tmp_path: Path) -> None:
    """A planned touch moved by a call that was logged after it still knows what it follows."""
    ann = add(desk)
    planned = plan_of(desk, ann)
    logged = log(desk, ann, Happened("call")).touch
    assert (planned.id, logged.id) == (1, 2)
    fresh = other(tmp_path)
    bring(fresh.store, dump(desk.store.database))
    assert fresh.store.database.value("SELECT prev_id FROM touch WHERE id = 1") == 2
    fresh.store.close()


def test_a_stop_is_not_taken_back(desk: Desk, tmp_path: Path) -> None:
    """An export from before somebody asked to be left alone neither frees them nor plans for them."""
    ann = add(desk)
    earlier = dump(desk.store.database)
    people.stop(desk, ann, "Please stop.")
    before = picture(desk.store)
    bring(desk.store, earlier)
    assert again(desk, ann).state is ContactState.STOPPED
    assert desk.store.touches.planned(ann.id) == ()
    assert picture(desk.store) == before


def test_nothing_new_is_planned_for_who_stopped(desk: Desk, tmp_path: Path) -> None:
    """A touch planned elsewhere for somebody who stopped here arrives cancelled."""
    ann = add(desk, star=False)
    there = other(tmp_path)
    bring(there.store, dump(desk.store.database))
    people.stop(there, there.store.people.contact(ann.id))
    people.star(desk, ann)
    bring(there.store, dump(desk.store.database))
    (touch,) = there.store.touches.timeline(ann.id)
    assert touch.state is TouchState.CANCELLED
    assert there.store.agenda.items(in_days(0)) == ()
    there.store.close()


def test_a_stop_in_the_file_holds_here(desk: Desk, tmp_path: Path) -> None:
    """Who asked to be left alone in the file is left alone here."""
    ann = add(desk)
    there = other(tmp_path)
    bring(there.store, dump(desk.store.database))
    people.stop(desk, ann)
    bring(there.store, dump(desk.store.database))
    assert there.store.people.contact(ann.id).state is ContactState.STOPPED
    assert there.store.agenda.items(in_days(0)) == ()
    there.store.close()


def test_a_setting_stands_once(desk: Desk, tmp_path: Path) -> None:
    """A setting that both databases have takes the value of the file."""
    there = other(tmp_path)
    for store, value in ((desk.store, "2026-03-01"), (there.store, "")):
        with store.action("set") as action:
            action.insert("setting", key="employed_since", value=value)
    bring(there.store, dump(desk.store.database))
    assert there.store.material.setting("employed_since") == "2026-03-01"
    there.store.close()


def test_what_was_used_and_deleted_is_nobody_elses(desk: Desk, tmp_path: Path) -> None:
    """A deleted note that a touch had used does not become some other note's use."""
    ann = add(desk)
    news = notes.add(desk, ann, Remark("a new plant", "news")).note
    finish(desk, ann, text="The plant!", used=(Used("note", news.id, news.text),))
    notes.delete(desk, desk.store.material.note(news.id))
    there = other(tmp_path)
    zed = add(there, "Zed", company="Zulu")
    innocent = notes.add(there, zed, Remark("a boat show", "news")).note
    assert innocent.id == news.id
    bring(there.store, dump(desk.store.database))
    assert there.store.material.note(innocent.id).used_on is None
    before = dump(there.store.database)
    bring(there.store, dump(desk.store.database))
    assert dump(there.store.database) == before
    there.store.close()


def _without(table: str, column: str) -> Any:
    return lambda rows: [row.pop(column) for row in rows[table]]


def _with(table: str, column: str, value: Any) -> Any:
    return lambda rows: [row.__setitem__(column, value) for row in rows[table]]


@pytest.mark.parametrize(
    "spoil",
    [
        _without("contact", "name"),
        _without("touch", "channel"),
        _with("contact", "name", None),
        _with("contact", "name", 7),
        _with("contact", "name", ["Ann"]),
        _with("contact", "name", {"first": "Ann"}),
        _with("contact", "role", "boss"),
        _with("contact", "state", "asleep"),
        _with("contact", "starred", "very"),
        _with("contact", "starred_on", "yesterday"),
        _with("contact", "company_id", "Acme"),
        _with("contact", "rev", "new"),
        _with("contact", "id", 1 << 70),
        _with("touch", "purpose", "nagging"),
        _with("touch", "state", "maybe"),
        _with("touch", "due_on", "2026-02-30"),
        _with("touch", "due_on", 20260302),
        _with("touch", "attempt", "often"),
        _with("touch", "handed_at", "noon"),
        _with("touch", "contact_id", 1 << 70),
        _with("note", "kind", "gossip"),
        _with("address", "contact_id", 99),
        _with("contact", "uid", None),
        lambda rows: rows["contact"].append(dict(rows["contact"][0], uid="new")),
        lambda rows: rows["story"].append({"id": 1, "uid": "s", "title": "T", "tags": "[oh"}),
    ],
)
def test_spoilt_rows_are_refused(desk: Desk, tmp_path: Path, spoil: Any) -> None:
    """Rows that no export of ours holds are refused in one sentence, and nothing of the file stays."""
    ann = add(desk)
    notes.add(desk, ann, Remark("tea"))
    tables = copy.deepcopy(dump(desk.store.database))
    spoil(tables)
    fresh = other(tmp_path)
    before = picture(fresh.store)
    with pytest.raises(FileError, match="nothing was imported"):
        bring(fresh.store, tables)
    assert picture(fresh.store) == before
    assert fresh.store.journal.entries() == ()
    fresh.store.close()


def test_words_are_cleaned_on_the_way_in(desk: Desk, tmp_path: Path) -> None:
    """What could move a cursor or hide itself does not come in with a file."""
    ann = add(desk)
    notes.add(desk, ann, Remark("tea"))
    tables = dump(desk.store.database)
    tables["contact"][0]["name"] = "Ann\x1b[2J\u202e Lee\ud800"
    fresh = other(tmp_path)
    bring(fresh.store, tables)
    assert fresh.store.people.contact(ann.id).name == "Ann[2J Lee\ufffd"
    fresh.store.close()


def test_unknown_columns_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    """What a file holds beyond the known columns and tables does no harm."""
    add(desk)
    tables: dict[str, Any] = dump(desk.store.database)
    tables["contact"][0]["shoe_size"] = 41
    tables["contact"][0]["priority"] = 1
    tables["pets"] = [{"id": 1}]
    fresh = other(tmp_path)
    bring(fresh.store, tables)
    assert picture(fresh.store) == picture(desk.store)
    fresh.store.close()


def test_counts_are_the_rows(desk: Desk) -> None:
    """The number of rows by table is what the dump holds."""
    story(desk)
    rows = dump(desk.store.database)
    assert counts(desk.store.database) == {name: len(found) for name, found in rows.items()}
    assert counts(desk.store.database)["used"] == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_random_month_comes_back_the_same(tmp_path: Path, seed: int) -> None:
    """After a month of random verbs, rows go out and come back the same, into a fresh database and
    beside other people."""
    chance = random.Random(seed)
    desk, fresh, there = other(tmp_path, "one"), other(tmp_path, "two"), other(tmp_path, "three")
    for number in range(40):
        today = replace(desk, clock=fixed(in_days(0) + timedelta(days=number)))
        try:
            chance.choice(VERBS)(today, chance)
        except FollowupError:
            continue
    rows = dump(desk.store.database)
    bring(fresh.store, rows)
    assert dump(fresh.store.database) == rows
    assert agenda_columns(fresh.store) == agenda_columns(desk.store)
    add(there, "Zed", company="Zulu")
    mine = by_uid(there.store)
    bring(there.store, rows)
    merged, expected = by_uid(there.store), by_uid(desk.store)
    for table in COLUMNS:
        assert merged[table] == {**expected[table], **mine[table]}, table
    for opened in (desk, fresh, there):
        opened.store.close()
