"""The first six months of the person who got the job (S0.8–S0.11, S1.10).

The shares are those of a survey of over 1,000 people who left a job within six months: a share of
*early leavers*, never the chance that this seat reopens. They add up to 98.99 %. Who has a better
survey puts it into the config (S0.10).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from followup_tui.core.records import Application
from followup_tui.core.words import Decision

MARKS: tuple[tuple[int, float], ...] = (
    (7, 16.45),
    (30, 33.87),
    (60, 50.64),
    (90, 68.06),
    (120, 79.03),
    (150, 84.51),
    (180, 98.99),
)
"""Days since the start, and the running share of early leavers who had gone by then, in per cent."""

LABEL = "share of those who left within six months"
"""What the figures are, and all they are (S0.10)."""
SOURCE = "survey of over 1,000 people"
HORIZON = MARKS[-1][0]
"""The six months inside which a seat may open again (S0.11)."""
EASY = 90
"""Until that day parting is easiest, for both sides (S1.10)."""


class SeatClock(NamedTuple):
    """Where a seat stands in its first six months."""

    basis: str
    """`started` when the successor's first day is known, else `decision`."""
    since: date
    day: int
    share: float
    """Running share of early leavers at the last mark passed, in per cent."""
    next_mark: int | None
    """The next mark in days; None after the last one."""
    marks: tuple[tuple[int, float], ...] = MARKS
    source: str = SOURCE

    @property
    def within(self) -> bool:
        """Whether the six months still run (S0.11)."""
        return self.day < HORIZON


def seat_clock(
    applications: tuple[Application, ...],
    today: date,
    shares: tuple[float, ...] = (),
    source: str = SOURCE,
) -> SeatClock | None:
    """The clock of the newest seat that somebody else got; None when there is none.

    `shares` and `source` take the place of the survey.
    """
    lost = [a for a in applications if a.decision is Decision.PASSED and a.decided_on]
    if not lost:
        return None
    newest = max(lost, key=lambda a: (a.decided_on or date.min, a.id))
    started = newest.successor_started_on
    since = started or newest.decided_on or today
    day = (today - since).days
    days = tuple(mark for mark, _ in MARKS)
    marks = tuple(zip(days, shares, strict=True)) if shares else MARKS
    share = max((s for mark, s in marks if mark <= day), default=0.0)
    upcoming = next((mark for mark in days if mark > day), None)
    basis = "started" if started else "decision"
    return SeatClock(basis, since, day, share, upcoming, marks, source)


class Dial(NamedTuple):
    """The six months as one row of cells, with what stands under the marks."""

    gone: int
    """Cells that are over."""
    cells: int
    marks: tuple[tuple[int, int, float], ...]
    """(cell, day, running share) of each mark."""


def dial(clock: SeatClock, cells: int) -> Dial:
    """The clock on a row of so many cells; the last mark stands in the last one."""
    last = cells - 1
    gone = min(max(round(last * clock.day / HORIZON), 0), cells)
    marks = tuple((round(last * day / HORIZON), day, share) for day, share in clock.marks)
    return Dial(gone, cells, marks)


def dial_rows(
    clock: SeatClock, cells: int, full: str, empty: str, mark: str
) -> tuple[str, str, str]:
    """The bar, the days under its marks, and the running shares under those."""
    found = dial(clock, cells)
    bar = [full if n < found.gone else empty for n in range(cells)]
    days = shares = ""
    for cell, day, share in found.marks:
        bar[cell] = mark
        days = _under(days, cell, f"{day}")
        shares = _under(shares, cell, f"{share:.0f}")
    return "".join(bar), days, shares


def _under(row: str, cell: int, text: str) -> str:
    """A number whose middle stands under its cell, one blank after the one before."""
    start = max(cell - len(text) // 2, len(row) + 1 if row else 0)
    return row.ljust(start) + text


def basis_in_words(clock: SeatClock) -> str:
    """Which day the clock runs from."""
    return "the other person's first day" if clock.basis == "started" else "the decision"
