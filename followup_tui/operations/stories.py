"""Verbs about STAR stories: situation, task, action, result (S0.22, S0.23)."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.core.phrases import listed
from followup_tui.core.records import Story
from followup_tui.core.text import clean_line, fold
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.keeping import Kept, brief, words

PARTS = ("situation", "task", "action", "result")


@dataclass(frozen=True, slots=True)
class Told:
    """A story as a form or a command line gives it."""

    title: str
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    tags: tuple[str, ...] = ()
    """Jobs and companies it fits; without any it fits everywhere."""


def add(desk: Desk, told: Told) -> Kept[Story]:
    """Keep a story; one with an empty part is refused, since half a story convinces nobody."""
    values = _columns(told)
    same = named(desk, told.title)
    if same is not None:
        raise UsageError(
            f"There is a story of that title already: number {same.id}; edit that one."
        )
    did = f"story: {brief(told.title)}"
    with desk.store.action(did) as action:
        story_id = action.insert("story", **values)
    return Kept(desk.store.material.story(story_id), did)


def edit(desk: Desk, story: Story, told: Told, rev: int | None = None) -> Kept[Story]:
    """Change a story. Raises Conflict when it was changed elsewhere meanwhile."""
    values = _columns(told)
    did = f"edit a story: {brief(told.title)}"
    with desk.store.action(did) as action:
        action.update("story", story.id, rev=rev, **values)
    return Kept(desk.store.material.story(story.id), did)


def delete(desk: Desk, story: Story) -> str:
    """Remove a story; undo brings it back. Returns what was done."""
    did = f"delete a story: {brief(story.title)}"
    with desk.store.action(did) as action:
        action.delete("story", story.id)
    return did


def named(desk: Desk, title: str) -> Story | None:
    """The story of that title, case and accents ignored."""
    wanted = fold(title)
    return next((s for s in desk.store.material.stories() if fold(s.title) == wanted), None)


def as_given(story: Story) -> Told:
    """A story as a form would show it, for changing a part of it."""
    return Told(story.title, story.situation, story.task, story.action, story.result, story.tags)


def _columns(told: Told) -> dict[str, object]:
    title = clean_line(told.title, 200)
    if not title:
        raise UsageError("A story needs a title.")
    parts = {name: words(getattr(told, name)) for name in PARTS}
    missing = [name for name in PARTS if not parts[name]]
    if missing:
        raise UsageError(f"A story has four parts; the {listed(missing)} still has to be told.")
    tags = dict.fromkeys(clean_line(tag, 80) for tag in told.tags)
    return {"title": title, **parts, "tags": tuple(tag for tag in tags if tag)}
