"""When nobody answers: the question is put once, and answered by a verb."""

from __future__ import annotations

from datetime import date

from followup_tui.core.counting import is_answer, is_counted
from followup_tui.core.records import Contact, Task, Touch
from followup_tui.core.silence import LAST_TIME, SILENCE, Answer, question
from followup_tui.core.words import ContactState
from followup_tui.errors import NotFound
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.planning import Planning, planning

_SAID = {
    Answer.GO_ON: "go on with {}",
    Answer.ONCE: "one last time to {}",
    Answer.REST: "let it rest with {}",
}


def open_question(desk: Desk, contact_id: int) -> Task | None:
    """The question about somebody who never answered, while it stands."""
    return _open(desk, contact_id, SILENCE)


def answer(desk: Desk, contact: Contact, how: str) -> str:
    """Answer the question: go on as before, once more and then rest, or rest now.

    Returns what was done. Raises NotFound when nothing was asked.
    """
    chosen = identifier(Answer, how, "answer")
    task = open_question(desk, contact.id)
    if task is None:
        raise NotFound(f"Nothing is asked about {contact.name}: the plan goes on by itself.")
    did = _SAID[chosen].format(contact.name)
    with desk.store.action(did) as action:
        action.update("task", task.id, done_on=desk.today)
        plan = planning(desk, action)
        if chosen is Answer.REST:
            _rest(plan, contact)
            return did
        if chosen is Answer.ONCE:
            action.insert(
                "task",
                contact_id=contact.id,
                kind=LAST_TIME,
                text=f"The last one to {contact.name} for now; then the plan rests",
            )
        plan.replan(contact.id)
        plan.level(contact.id)
    return did


def heed_silence(plan: Planning, contact: Contact, touch: Touch) -> tuple[str, ...]:
    """After a touch that was just settled: ask, or let the plan rest after the last one."""
    desk = plan.desk
    if is_answer(touch):
        for kind in (SILENCE, LAST_TIME):
            if (task := _open(desk, contact.id, kind)) is not None:
                plan.action.delete("task", task.id)
        return ()
    last = _open(desk, contact.id, LAST_TIME)
    if last is not None and is_counted(touch):
        plan.action.update("task", last.id, done_on=desk.today)
        _rest(plan, contact)
        return (f"that was the last one to {contact.name} for now; the plan rests",)
    asked = question(touch, plan.dossier(contact.id), plan.rules)
    if not asked or _open(desk, contact.id, SILENCE) is not None:
        return ()
    plan.action.insert("task", contact_id=contact.id, kind=SILENCE, text=asked, due_on=desk.today)
    return (asked,)


def _rest(plan: Planning, contact: Contact) -> None:
    plan.action.update("contact", contact.id, state=ContactState.PAUSED, paused_until=date.max)


def _open(desk: Desk, contact_id: int, kind: str) -> Task | None:
    tasks = desk.store.material.tasks_with(contact_id)
    return next((t for t in tasks if t.kind == kind and t.done_on is None), None)
