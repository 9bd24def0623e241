"""Claims about job alerts: which there are, when I last looked, and the look that comes again (S4.19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from followup_tui.errors import RuleError, UsageError
from followup_tui.operations import alerts, tasks, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.playbook import DecisionMade, passed
from tests.builders import TODAY, in_days
from tests.cast import on, picture, sizes


def chores(desk: Desk) -> list[tuple[str, object]]:
    """What is to be done, and when."""
    return [(t.text, t.due_on) for t in desk.store.material.open_tasks()]


LOOK = "Look at Google Alerts for jobs at Acme"


def test_an_alert_is_kept_and_looked_at_again_in_a_month(desk: Desk) -> None:
    """Service, query and the day; one undo takes it back."""
    before = picture(desk.store)
    kept = alerts.add(desk, "Acme", "Google Alerts", "Acme engineer")
    alert = kept.record
    assert (alert.service, alert.query, alert.looked_on) == (
        "Google Alerts",
        "Acme engineer",
        TODAY,
    )
    assert chores(desk) == [(LOOK, in_days(30))]
    assert views.company(desk, alert.company_id).alerts == (alert,)
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_looking_moves_the_next_look_a_month_on(desk: Desk) -> None:
    """Whether it is said of the alert or ticked off as a task."""
    alert = alerts.add(desk, "Acme", "Google Alerts").record
    soon = on(desk, in_days(7))
    assert alerts.looked(soon, alert).record.looked_on == in_days(7)
    assert chores(desk) == [(LOOK, in_days(37))]
    later = on(desk, in_days(14))
    (chore,) = desk.store.material.open_tasks()
    tasks.done(later, chore)
    assert desk.store.feeds.alert(alert.id).looked_on == in_days(14)
    assert chores(desk) == [(LOOK, in_days(44))]


def test_the_next_look_falls_on_a_working_day(desk: Desk) -> None:
    """Dates that the program picks are working days."""
    alerts.add(on(desk, TODAY + timedelta(days=4)), "Acme", "Indeed")
    (_, due), *_ = chores(desk)
    assert due == in_days(35)


def test_setting_an_alert_up_does_the_chore_of_the_plan(desk: Desk) -> None:
    """What the plan after a decision asked for is done by it."""
    passed(desk, DecisionMade("Acme"))
    assert any("job alert" in text for text, _ in chores(desk))
    alerts.add(desk, "Acme", "TAOnline")
    assert not any(text.startswith("Set a job alert") for text, _ in chores(desk))


def test_a_forgotten_alert_leaves_nothing_to_do(desk: Desk) -> None:
    """Its task goes with it."""
    alert = alerts.add(desk, "Acme", "Indeed").record
    alerts.delete(desk, alert)
    assert chores(desk) == []
    assert "alert" not in sizes(desk.store)


def test_an_alert_needs_a_service_and_comes_once(desk: Desk) -> None:
    """Refused with nothing written."""
    with pytest.raises(UsageError):
        alerts.add(desk, "Acme", " ")
    assert sizes(desk.store) == {}
    alerts.add(desk, "Acme", "Indeed")
    with pytest.raises(RuleError):
        alerts.add(desk, "Acme", "indeed")
