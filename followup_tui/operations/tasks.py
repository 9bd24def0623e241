"""Verbs about tasks: what is to be done besides touches (S0.37, S4.18, S4.19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.playbook import FOLLOW_PAGE
from followup_tui.core.records import Task
from followup_tui.core.text import clean_line
from followup_tui.errors import RuleError, UsageError
from followup_tui.operations import alerts
from followup_tui.operations.desk import Desk
from followup_tui.operations.keeping import Kept, brief


@dataclass(frozen=True, slots=True)
class Chore:
    """A task as a form or a command line gives it."""

    text: str
    due: date | None = None
    """Without a day it waits at the end of the list."""
    company_id: int | None = None
    contact_id: int | None = None


def add(desk: Desk, chore: Chore) -> Kept[Task]:
    """Note something to do; a day that has gone by stands among what is due."""
    values = _columns(chore)
    did = f"task: {brief(chore.text)}"
    with desk.store.action(did) as action:
        task_id = action.insert("task", **values)
    return Kept(desk.store.material.task(task_id), did)


def edit(desk: Desk, task: Task, chore: Chore, rev: int | None = None) -> Kept[Task]:
    """Change a task. Raises Conflict when it was changed elsewhere meanwhile."""
    values = _columns(chore)
    did = f"edit a task: {brief(chore.text)}"
    with desk.store.action(did) as action:
        action.update("task", task.id, rev=rev, **values)
    return Kept(desk.store.material.task(task.id), did)


def delete(desk: Desk, task: Task) -> str:
    """Remove a task; undo brings it back. Returns what was done."""
    did = f"delete a task: {brief(task.text)}"
    with desk.store.action(did) as action:
        action.delete("task", task.id)
    return did


def done(desk: Desk, task: Task) -> Kept[Task]:
    """It is done, today; a page that I follow is noted with its company (S0.37)."""
    if task.done_on is not None:
        raise RuleError(f"“{brief(task.text)}” is done already.")
    did = f"done: {brief(task.text)}"
    with desk.store.action(did) as action:
        action.update("task", task.id, done_on=desk.today)
        if task.company_id is not None and task.text.startswith(FOLLOW_PAGE):
            action.update("company", task.company_id, page_followed_on=desk.today)
        alerts.ticked(desk, action, task)
    return Kept(desk.store.material.task(task.id), did)


def reopen(desk: Desk, task: Task) -> Kept[Task]:
    """It is still to be done."""
    if task.done_on is None:
        raise RuleError(f"“{brief(task.text)}” is not done yet.")
    did = f"to do again: {brief(task.text)}"
    with desk.store.action(did) as action:
        action.update("task", task.id, done_on=None)
    return Kept(desk.store.material.task(task.id), did)


def as_given(task: Task) -> Chore:
    """A task as a form would show it, for changing a part of it."""
    return Chore(task.text, task.due_on, task.company_id, task.contact_id)


def _columns(chore: Chore) -> dict[str, object]:
    text = clean_line(chore.text, 500)
    if not text:
        raise UsageError("A task needs some words.")
    return {
        "text": text,
        "due_on": chore.due,
        "company_id": chore.company_id,
        "contact_id": chore.contact_id,
    }
