"""Claims about STAR stories: four parts, all of them told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from followup_tui.core.records import Used
from followup_tui.errors import Conflict, UsageError
from followup_tui.operations import stories
from followup_tui.operations.desk import Desk
from followup_tui.operations.stories import PARTS, Told, as_given
from tests.builders import TODAY
from tests.cast import add, finish, picture

WHOLE = Told("Tooling", "two lines", "share a tool", "drew both", "18 % less", ("design", " "))


def test_a_story_is_kept_with_its_parts_and_tags(desk: Desk) -> None:
    """Four fields and what it fits, empty tags left out (S0.22)."""
    kept = stories.add(desk, WHOLE).record
    assert as_given(kept) == replace(WHOLE, tags=("design",))
    assert stories.named(desk, "  TOOLING ") == kept


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_part_is_refused(desk: Desk, part: str) -> None:
    """The part that is missing is named, in adding as in editing (S0.23)."""
    parts = {name: "" if name == part else "told" for name in PARTS}
    half = Told(
        "Half", parts["situation"], parts["task"], parts["action"], parts["result"] or " \n"
    )
    with pytest.raises(UsageError, match=part):
        stories.add(desk, half)
    assert desk.store.material.stories() == ()
    kept = stories.add(desk, WHOLE).record
    with pytest.raises(UsageError, match=part):
        stories.edit(desk, kept, half)


def test_all_missing_parts_are_named_at_once(desk: Desk) -> None:
    """Nobody fills in one after the other."""
    with pytest.raises(UsageError, match="situation, task, action and result"):
        stories.add(desk, Told("Tooling"))


def test_a_story_needs_a_title_of_its_own(desk: Desk) -> None:
    """No title, or one that is taken, is refused."""
    stories.add(desk, WHOLE)
    with pytest.raises(UsageError, match="number 1"):
        stories.add(desk, replace(WHOLE, title="tooling"))
    with pytest.raises(UsageError, match="title"):
        stories.add(desk, replace(WHOLE, title=" "))


def test_add_edit_and_delete_can_be_undone(desk: Desk) -> None:
    """One action each; a row changed elsewhere is not overwritten."""
    pictures = [picture(desk.store)]
    kept = stories.add(desk, WHOLE).record
    pictures.append(picture(desk.store))
    changed = stories.edit(desk, kept, replace(WHOLE, result="20 % less"), kept.rev).record
    assert changed.result == "20 % less"
    with pytest.raises(Conflict):
        stories.edit(desk, kept, WHOLE, kept.rev)
    pictures.append(picture(desk.store))
    stories.delete(desk, changed)
    assert desk.store.material.stories() == ()
    while pictures:
        desk.store.journal.undo()
        assert picture(desk.store) == pictures.pop()


def test_a_told_story_says_when(desk: Desk) -> None:
    """So that it can be dimmed where one is chosen."""
    ann = add(desk)
    kept = stories.add(desk, WHOLE).record
    finish(desk, ann, used=(Used("story", kept.id, kept.title),))
    assert [s.used_on for s in desk.store.material.stories()] == [TODAY]
