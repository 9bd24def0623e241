"""Claims about the JSON export: complete, and back again the same."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui import __version__
from followup_tui.core.words import ContactState
from followup_tui.errors import FileError, FollowupError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk, fixed, open_desk
from followup_tui.operations.exporting import export_json
from followup_tui.operations.importing import import_files
from tests.builders import TODAY
from tests.cast import add, again, agenda_columns, finish, hear, picture
from tests.verbs import VERBS


def written(desk: Desk, folder: Path) -> Path:
    file = folder / "export.json"
    file.write_text(export_json(desk))
    return file


def test_an_export_says_what_it_is(desk: Desk) -> None:
    """The file names its format, its version and the program, and every table has its place."""
    add(desk)
    content = json.loads(export_json(desk))
    assert (content["format"], content["version"], content["program"]) == (
        "followup",
        1,
        __version__,
    )
    assert [row["name"] for row in content["tables"]["contact"]] == ["Ann Lee"]
    assert "next_due" not in content["tables"]["contact"][0]


def test_an_export_is_the_same_each_time(desk: Desk) -> None:
    """Nothing changed, nothing differs: two exports are equal to the letter."""
    add(desk, "Zoë Ørsted")
    assert export_json(desk) == export_json(desk)
    assert "Zoë Ørsted" in export_json(desk)


@pytest.mark.parametrize("seed", range(2))
def test_it_comes_back_the_same(desk: Desk, home: Path, seed: int) -> None:
    """After a busy month, an export into an empty database gives an equal export and agenda."""
    chance = random.Random(seed)
    for number in range(40):
        today = replace(desk, clock=fixed(TODAY + timedelta(days=number)))
        try:
            chance.choice(VERBS)(today, chance)
        except FollowupError:
            continue
    fresh = open_desk(home / "fresh", today=TODAY)
    result = import_files(fresh, [written(desk, home)])
    everybody = desk.store.database.value("SELECT count(*) FROM contact")
    assert (result.added, result.updated, result.unchanged) == (everybody, 0, 0)
    assert export_json(fresh) == export_json(desk)
    assert agenda_columns(fresh.store) == agenda_columns(desk.store)
    again_result = import_files(fresh, [written(desk, home)], "json")
    assert (again_result.added, again_result.updated) == (0, 0)
    assert export_json(fresh) == export_json(desk)
    fresh.store.close()


def test_a_dry_run_changes_nothing(desk: Desk, home: Path) -> None:
    """A dry run of an export counts people and writes nothing."""
    add(desk)
    file = written(desk, home)
    fresh = open_desk(home / "fresh", today=TODAY)
    assert import_files(fresh, [file], dry_run=True).added == 1
    assert picture(fresh.store)["contact"] == []
    fresh.store.close()


def test_an_older_export_does_not_undo_a_stop(desk: Desk, home: Path) -> None:
    """An export from before they asked to be left alone does not bring them back into the plan."""
    ann = add(desk)
    file = written(desk, home)
    hear(desk, ann, "Please stop.", outcome="stop")
    import_files(desk, [file])
    assert again(desk, ann).state is ContactState.STOPPED
    assert desk.store.agenda.items(TODAY) == ()


def test_an_export_brings_lost_people_back(desk: Desk, home: Path) -> None:
    """What was changed since an export is as it was, after importing it."""
    ann = add(desk)
    finish(desk, ann)
    file, before = written(desk, home), picture(desk.store)
    people.delete(desk, again(desk, ann))
    import_files(desk, [file])
    assert picture(desk.store) == before


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": "monica"}, "not a followup export"),
        ({"version": 2}, "newer followup"),
        ({"version": "1"}, "newer followup"),
        ({"tables": []}, "not a followup export"),
        ({"tables": {"contact": {}}}, "not a followup export"),
        ({"tables": {"contact": [{"name": "Ann"}]}}, "not a followup export"),
        ({"tables": {"contact": [{"id": 1, "name": "Ann"}]}}, "incomplete"),
    ],
)
def test_what_is_no_export_is_refused(
    desk: Desk, home: Path, change: dict[str, object], reason: str
) -> None:
    """A file of another program, of a newer one, or with parts missing is refused in one sentence."""
    content = json.loads(export_json(desk))
    file = home / "export.json"
    file.write_text(json.dumps(content | change))
    with pytest.raises(FileError, match=reason):
        import_files(desk, [file])
    assert desk.store.people.count() == 0
