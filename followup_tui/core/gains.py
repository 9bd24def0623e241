"""Which of the things I learned somebody has not heard of yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from followup_tui.core.records import Gain


def gains_since(gains: Iterable[Gain], since: date | None, today: date) -> tuple[Gain, ...]:
    """What I learned since we last spoke, the latest first; all of it when we never did (S4.25)."""
    new = [g for g in gains if g.on <= today and (since is None or g.on > since)]
    return tuple(sorted(new, key=lambda g: (g.on, g.id), reverse=True))
