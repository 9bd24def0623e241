"""How warm a contact is: a visible state that silence cools (S3.39)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_tui.core.counting import is_answer, is_counted
from followup_tui.core.phrases import ago
from followup_tui.core.records import Interview, Touch

_COOLING = 1.5
_COLD = 3.0
"""Gaps of silence."""


class Degree(StrEnum):
    """From the warmest on."""

    WARM = "warm"
    COOLING = "cooling"
    COLD = "cold"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Warmth:
    """A degree with its explanation."""

    degree: Degree
    why: str


def warmth(
    contact_id: int,
    touches: Iterable[Touch],
    interviews: Iterable[Interview],
    gap: int,
    today: date,
) -> Warmth:
    """How warm somebody is, by the last counted touch, answer or interview.

    Whoever met me begins warm: an interview says that they were impressed enough to meet (S2.2).
    """
    heard = [
        (t.done_on, "in touch")
        for t in touches
        if t.contact_id == contact_id and t.done_on and (is_counted(t) or is_answer(t))
    ]
    heard += [(i.on, "you met") for i in interviews if contact_id in i.contact_ids]
    past = [(day, how) for day, how in heard if day <= today]
    if not past:
        return Warmth(Degree.NEW, "not in touch yet")
    day, how = max(past)
    silent = (today - day).days
    if silent > _COLD * gap:
        degree = Degree.COLD
    else:
        degree = Degree.COOLING if silent > _COOLING * gap else Degree.WARM
    return Warmth(degree, f"{how} {ago(day, today)}")
