"""Which days the program may pick."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)
_HORIZON = 3 * 366
"""How far a search for a working day goes before the day asked for is taken as it is."""


class Workdays(NamedTuple):
    """Working days leave out weekends, days off, the days I am away and a holiday calendar."""

    weekend: frozenset[int] = frozenset({5, 6})
    days_off: frozenset[date] = frozenset()
    away: tuple[tuple[date, date], ...] = ()
    """Stretches of absence, both ends included."""

    def is_working(self, day: date) -> bool:
        """Whether the program may put a touch on that day."""
        return (
            day.weekday() not in self.weekend
            and day not in self.days_off
            and not any(start <= day <= end for start, end in self.away)
        )

    def on_or_after(self, day: date) -> date:
        """The first working day from `day` on."""
        return self._search(day, ONE_DAY)

    def on_or_before(self, day: date) -> date:
        """The last working day up to `day`."""
        return self._search(day, -ONE_DAY)

    def after(self, day: date, count: int = 1) -> date:
        """The `count`-th working day after `day`."""
        for _ in range(count):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def passed_since(self, day: date, today: date) -> int:
        """How many working days have gone by after `day`, today included."""
        return sum(self.is_working(d) for d in days_between(day + ONE_DAY, today))

    def _search(self, day: date, step: timedelta) -> date:
        candidate = day
        for _ in range(_HORIZON):
            if self.is_working(candidate):
                return candidate
            candidate += step
        return day


def days_between(first: date, last: date) -> Iterable[date]:
    """Every day from `first` to `last`, both included."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
