"""Whether all effort goes to one company: others keep a search moving (S1.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.counting import is_counted
from followup_tui.core.phrases import count
from followup_tui.core.records import Touch

DAYS = 60
_FEW = 3
_MOST = 0.75


@dataclass(frozen=True, slots=True)
class Effort:
    """My counted touches by company, the most first."""

    companies: tuple[tuple[str, int], ...]
    days: int = DAYS

    @property
    def total(self) -> int:
        """All of them together."""
        return sum(number for _, number in self.companies)

    @property
    def one_sided(self) -> bool:
        """Whether nearly everything goes to one company; too few touches say nothing."""
        return self.total >= _FEW and self.companies[0][1] >= _MOST * self.total

    @property
    def why(self) -> str:
        """The figure in one sentence."""
        if self.total < _FEW:
            return f"too few touches in {self.days} days to say where they went"
        name, most = self.companies[0]
        if not self.one_sided:
            return (
                f"{count(self.total, 'touch', 'touches')} went to {len(self.companies)} companies"
            )
        share = "all" if most == self.total else f"{most} of {self.total}"
        return (
            f"{share} of your touches in {self.days} days went to {name}:"
            " another company beside it keeps you moving"
        )


def effort(touches: Iterable[Touch], today: date, days: int = DAYS) -> Effort:
    """Where the counted touches of the last days went."""
    since = today - timedelta(days=days)
    sums = Counter(
        t.company for t in touches if is_counted(t) and t.done_on and since < t.done_on <= today
    )
    named = sorted(
        ((n or "nobody's company", k) for n, k in sums.items()), key=lambda c: (-c[1], c[0])
    )
    return Effort(tuple(named), days)
