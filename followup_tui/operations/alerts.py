"""Verbs about job alerts that services keep for me: which there are, and when I last looked (S4.19)."""

from __future__ import annotations

from datetime import timedelta

from followup_tui.core.news import Alert
from followup_tui.core.records import Task
from followup_tui.core.text import clean_line
from followup_tui.errors import RuleError, UsageError
from followup_tui.operations.companies import company_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.keeping import Kept
from followup_tui.store.journal import Action

_KIND = "alert-"
"""Begins the kind of a task that looks at an alert again; its number follows."""
_AGAIN = timedelta(days=30)


def add(desk: Desk, company: str, service: str, query: str = "") -> Kept[Alert]:
    """Note an alert that was set up elsewhere; looking at it again becomes a task every month."""
    service, query = clean_line(service, 100), clean_line(query, 300)
    if not service:
        raise UsageError("An alert needs the name of its service: --service “Google Alerts”.")
    remarks: list[str] = []
    did = f"job alert: {service}"
    with desk.store.action(did) as action:
        company_id = company_for(desk, action, company, remarks)
        if company_id is None:
            raise UsageError("An alert needs the name of the company.")
        place = desk.store.people.company(company_id).name
        action.did = did = f"job alert of {service} for {place}"
        for known in desk.store.feeds.alerts(company_id):
            if (known.service.casefold(), known.query) == (service.casefold(), query):
                raise RuleError(f"That alert is there already: #{known.id}.")
        alert_id = action.insert(
            "alert", company_id=company_id, service=service, query=query, looked_on=desk.today
        )
        for chore in desk.store.material.open_tasks():
            # The plan after a decision asks for exactly this.
            if chore.company_id == company_id and chore.text.startswith("Set a job alert"):
                action.update("task", chore.id, done_on=desk.today)
        _look_again(desk, action, desk.store.feeds.alert(alert_id))
    return Kept(desk.store.feeds.alert(alert_id), did, tuple(remarks))


def looked(desk: Desk, alert: Alert) -> Kept[Alert]:
    """I looked today; the task for it is done, and the next one is a month away."""
    did = f"looked at {alert.service} for {alert.company}"
    with desk.store.action(did) as action:
        for chore in _chores(desk, alert):
            action.update("task", chore.id, done_on=desk.today)
        _note_look(desk, action, alert)
    return Kept(desk.store.feeds.alert(alert.id), did)


def delete(desk: Desk, alert: Alert) -> str:
    """Forget an alert and the task to look at it. Returns what was done."""
    did = f"no alert of {alert.service} for {alert.company} any more"
    with desk.store.action(did) as action:
        for chore in _chores(desk, alert):
            action.delete("task", chore.id)
        action.delete("alert", alert.id)
    return did


def ticked(desk: Desk, action: Action, task: Task) -> None:
    """A task was done in the open action: if it was to look at an alert, the next look is noted."""
    number = task.kind.removeprefix(_KIND)
    if number == task.kind or not number.isdigit():
        return
    alert = next((a for a in desk.store.feeds.alerts() if a.id == int(number)), None)
    if alert is not None:
        _note_look(desk, action, alert)


def _note_look(desk: Desk, action: Action, alert: Alert) -> None:
    action.update("alert", alert.id, looked_on=desk.today)
    _look_again(desk, action, alert)


def _look_again(desk: Desk, action: Action, alert: Alert) -> None:
    action.insert(
        "task",
        company_id=alert.company_id,
        kind=f"{_KIND}{alert.id}",
        text=f"Look at {alert.service} for jobs at {alert.company}",
        due_on=desk.rules().workdays.on_or_after(desk.today + _AGAIN),
    )


def _chores(desk: Desk, alert: Alert) -> tuple[Task, ...]:
    kind = f"{_KIND}{alert.id}"
    return tuple(t for t in desk.store.material.open_tasks() if t.kind == kind)
