"""The numbers behind the rules: defaults of DESIGN.md section 3, which a config may change."""

from __future__ import annotations

from typing import NamedTuple

from followup_tui.core.words import Form
from followup_tui.core.workdays import Workdays


class Rulebook(NamedTuple):
    """Every number and list the rules look at; days unless said otherwise."""

    workdays: Workdays = Workdays()
    no_call_days: frozenset[int] = frozenset()
    """Weekdays (Monday is 0) on which no phone touch is planned."""
    first_gap: int = 21
    first_min: int = 14
    first_max: int = 28
    first_phase_days: int = 90
    second_gap: int = 60
    second_min: int = 45
    second_max: int = 75
    employed: bool = False
    """While I have a job, contact is kept at `employed_gap`."""
    employed_gap: int = 180
    spread: int = 2
    only_form_factor: float = 1.5
    not_now_days: int = 90
    silence_slow: int = 3
    """Counted touches without any answer after which the second-phase gap holds."""
    silence_light: int = 5
    """… after which only light touches are planned, and I am asked how to go on."""
    retries: int = 2
    no_show_days: int = 3
    """Working days."""
    floor_days: int = 8
    window_days: int = 30
    per_window: int = 2
    too_many: int = 4
    """Counted touches within one window that look too close from the other side."""
    daily_cap: int = 5
    notes_a_month: int = 5
    """Invitations with a note that LinkedIn allows in a month."""
    standing_days: int = 90
    recent_decision_days: int = 14
    form_order: tuple[str, ...] = (Form.PHONE, Form.EMAIL, Form.LINKEDIN)
    never: frozenset[str] = frozenset()
    """Forms that I rule out for myself."""
