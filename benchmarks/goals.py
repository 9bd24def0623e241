"""What is measured and how good it ought to be: one line of the table each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """How a figure is written."""

    TIMES = "×"
    """A ratio to the floor that the goal names."""
    MS = "ms"


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the table."""

    id: str
    what: str
    floor: str = ""
    """What a ratio is a ratio to."""
    limit: float | None = None
    """None where the figure only explains its neighbours."""
    unit: Unit = Unit.TIMES
    at_least: bool = False
    """Whether more is better."""

    @property
    def said(self) -> str:
        """The goal in words."""
        if self.limit is None:
            return f"× {self.floor}" if self.floor else "–"
        sign = "≥" if self.at_least else "≤"
        amount = f"{sign} {self.limit:g} {self.unit}"
        return f"{amount} {self.floor}" if self.floor else amount

    def met_by(self, value: float) -> bool:
        """Whether a figure is good enough."""
        if self.limit is None:
            return True
        return value >= self.limit if self.at_least else value <= self.limit


_EMPTY = "an empty Textual program"
_FEW = "the same among the fewest"
_SQLITE = "plain sqlite3"

GOALS = (
    Goal("first-frame", "first frame: list, timeline and notes", _EMPTY, 1.25),
    Goal("saved-draft", "… and the saved draft", _EMPTY, 1.25),
    Goal("live-script", "… and its checks", _EMPTY, 1.8),
    Goal("first-frame-growth", "first frame, by the number of people", _FEW, 1.1),
    Goal("memory", "memory at rest", _EMPTY, 1.5),
    Goal("memory-growth", "memory, by the number of people", _FEW, 1.15),
    Goal("leaving", "leaving the program", _EMPTY, 1.0),
    Goal("key-p50", "a key in the list, all panes following, median", "", 8, Unit.MS),
    Goal("key-p99", "… the slowest of a hundred", "", 16, Unit.MS),
    Goal("key-growth", "… the slowest, by the number of people", _FEW, 1.2),
    Goal("typing-p50", "a key while typing 200 words, checks live, median", "", 16, Unit.MS),
    Goal("findings", "findings after the last key", "", 150, Unit.MS),
    Goal("search-key", "search as one types, median of a key", unit=Unit.MS),
    Goal("search-p50", "… beside fzf over the same names", "fzf", 1.0),
    Goal("search-slow", "… the slowest of a hundred", unit=Unit.MS),
    Goal("search-p99", "… beside fzf", "fzf", 1.0),
    Goal("search-read", "… the question alone", f"{_SQLITE}, the same index"),
    Goal("agenda-page", "a page of the agenda", "", 1, Unit.MS),
    Goal("agenda-page-growth", "… by the number of people", _FEW, 1.3),
    Goal("agenda-page-floor", "… beside its floor", _SQLITE),
    Goal("agenda-anew", "the agenda anew: sizes of all groups and a page", "", 1, Unit.MS),
    Goal("agenda-anew-growth", "… by the number of people", _FEW, 1.3),
    Goal("timeline", "the timeline of one contact", "", 1, Unit.MS),
    Goal("timeline-growth", "… by the number of people", _FEW, 1.3),
    Goal("timeline-floor", "… beside its floor", _SQLITE),
    Goal("draft", "a draft: context, rendering, checks; full notes", "", 5, Unit.MS),
    Goal("own-words", "… 120 words of one's own, no sentence seen before", "", 5, Unit.MS),
    Goal("mark-done", "mark done: durable commit with its undo", f"{_SQLITE}, the same rows", 2.0),
    Goal("mark-done-verb", "… with all that is read and planned", f"{_SQLITE}, the same rows"),
    Goal("due-process", "`followup due`, the whole process", "Python with peewee and click", 2.5),
    Goal("due-task", "`followup due` beside `task list` with 10,000", "`task list`", 0.5),
    Goal(
        "import-speed",
        "10,000 vCards into the database",
        "as fast as vobject only reads them",
        10,
        at_least=True,
    ),
    Goal("import-memory", "… its memory", "100 vCards", 1.5),
)
BY_ID = {goal.id: goal for goal in GOALS}
