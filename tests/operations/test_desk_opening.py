"""Claims about the desk: whose database is opened, which rules hold, and what day it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from followup_tui.core.numbers import Rulebook
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk, local_today, open_desk
from tests.builders import TODAY, in_days
from tests.cast import add, plan_of


def test_a_home_holds_all_of_it(desk: Desk, home: Path) -> None:
    """Database, backups and config lie below the home."""
    assert desk.store.path == home / "data" / "followup.db"
    assert desk.store.backups == home / "data" / "backups"
    assert desk.paths.config_file == home / "config.toml"


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
def test_another_database_may_be_named(home: Path, prefix: str) -> None:
    """A database elsewhere is opened by path or address, with its backups beside it."""
    path = home / "client" / "anna.db"
    desk = open_desk(home, f"{prefix}{path}")
    assert (desk.store.path, desk.store.backups) == (path, path.parent / "backups")
    desk.store.close()


def test_another_kind_of_server_is_refused(home: Path) -> None:
    """An address of something that is not supported is refused before anything is made."""
    with pytest.raises(UsageError, match="mysql:// is no database that followup knows"):
        open_desk(home, "mysql://localhost/followup")
    assert not (home / "data").exists()


def test_today_can_be_fixed(home: Path) -> None:
    """A given day stands still; without one it is the day of this computer's calendar."""
    fixed = open_desk(home, today=TODAY)
    assert fixed.today == TODAY
    fixed.store.close()
    free = open_desk(home)
    assert free.today == local_today()
    free.store.close()


def test_without_a_config_the_defaults_hold(tmp_path: Path) -> None:
    """The rules without a config are those of the design."""
    desk = open_desk(tmp_path / "elsewhere", today=TODAY)
    assert desk.rules() == Rulebook()
    desk.store.close()


def test_the_config_changes_the_rules(home: Path) -> None:
    """Every number of the config reaches the rules."""
    (home / "config.toml").write_text(
        """
[me]
never = ["phone"]

[cadence]
first_gap = 10
first_min = 9
first_max = 12
first_phase_days = 30
second_gap = 40
second_min = 30
second_max = 50
employed_gap = 90
spread = 0
only_form_factor = 2
not_now_days = 60
silence_slow = 2
silence_light = 4
retries = 1
no_show_days = 2
recent_decision_days = 7

[courtesy]
floor_days = 9
window_days = 20
per_window = 3
too_many = 5
standing_days = 60
daily_cap = 2
notes_a_month = 1

[calendar]
weekend = ["friday"]
days_off = [2026-03-03]
no_call_days = ["monday"]

[rotation]
order = ["linkedin", "email", "phone"]
"""
    )
    desk = open_desk(home, today=TODAY)
    assert desk.faults == ()
    rules, plain = desk.rules(), Rulebook()
    names = [n for n in Rulebook._fields if n not in ("employed", "workdays")]
    assert [n for n in names if getattr(rules, n) == getattr(plain, n)] == []
    assert rules.no_call_days == frozenset({0})
    assert not rules.workdays.is_working(date(2026, 3, 3))
    assert not rules.workdays.is_working(date(2026, 3, 6))
    assert rules.workdays.is_working(date(2026, 3, 7))
    desk.store.close()


def test_absences_and_a_job_are_in_the_database(desk: Desk) -> None:
    """Days away and a job that began are remembered by the database and change the rules."""
    with desk.store.action("away") as action:
        action.insert("away", first=TODAY, last=in_days(3))
        action.insert("setting", key="employed_since", value="2026-03-01")
    rules = desk.rules()
    assert rules.employed
    assert not rules.workdays.is_working(in_days(3))
    assert plan_of(desk, add(desk)).due_on == in_days(4)


def test_a_faulty_config_is_no_obstacle(home: Path) -> None:
    """A config with a mistake opens with the default in its place, and says so."""
    (home / "config.toml").write_text("[cadence]\nfirst_gap = 'often'\nsecond_gap = 50\n")
    desk = open_desk(home, today=TODAY)
    assert (desk.rules().first_gap, desk.rules().second_gap) == (21, 50)
    assert len(desk.faults) == 1
    assert "first_gap" in desk.faults[0]
    desk.store.close()
