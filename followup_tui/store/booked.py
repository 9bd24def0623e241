"""What each day carries already, over all companies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from followup_tui.core.counting import UNCOUNTED_CHANNELS, UNCOUNTED_PURPOSES
from followup_tui.store.database import Database
from followup_tui.store.touches import quoted

_AT_ONCE = timedelta(days=14)


class Booked(Mapping[date, int]):
    """How many counted touches a day carries, asked for two weeks at a time: few are looked at."""

    def __init__(self, database: Database, today: date) -> None:
        self._database = database
        self._today = today
        self._known: dict[date, int] = {}

    def __getitem__(self, day: date) -> int:
        if day not in self._known:
            self._look(day)
        return self._known[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _look(self, first: date) -> None:
        counting = (
            f"direction = 'out' AND channel NOT IN ({quoted(UNCOUNTED_CHANNELS)})"
            f" AND purpose NOT IN ({quoted(UNCOUNTED_PURPOSES)}) AND promised = 0"
        )
        last = min(first, date.max - _AT_ONCE) + _AT_ONCE
        planned = (
            "SELECT due_on, count(*) FROM touch WHERE state = 'planned' AND due_on BETWEEN ? AND ?"
            f" AND {counting} GROUP BY due_on"
        )
        rows = self._database.tuples(planned, (first.isoformat(), last.isoformat()))
        found = {date.fromisoformat(str(day)): int(number) for day, number in rows}
        day = first
        while day <= last:
            self._known.setdefault(day, found.get(day, 0))
            day += timedelta(days=1)
        if first <= self._today <= last:
            done = f"SELECT count(*) FROM touch WHERE state = 'done' AND done_on = ? AND {counting}"
            number = int(self._database.value(done, (self._today.isoformat(),)))
            self._known[self._today] = found.get(self._today, 0) + number
