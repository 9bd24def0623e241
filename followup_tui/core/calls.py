"""What makes a call worth making, and how long it may be (S1.21, S1.34, S3.32)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from followup_tui.core.counting import newest_first
from followup_tui.core.phrases import listed
from followup_tui.core.records import Touch
from followup_tui.core.words import Standing

SOFT_END = 5
"""Minutes after which a call had better come to its goodbye, however well it goes."""

_LOOKED_AT = 2
"""How many of the latest calls the advice is about."""


@dataclass(frozen=True, slots=True)
class CallPlan:
    """What is ready for a call."""

    reason: str
    """What the call is about; empty while there is nothing."""
    seconds: int
    limit: int
    asks: bool
    """Whether the script has something for them to say: a question, or the answer to theirs."""
    gift: str
    """What they will have from it; empty while there is nothing."""
    standing: Standing
    answered: date | None = None
    """The last day they answered."""


@dataclass(frozen=True, slots=True)
class Check:
    """One of the four questions before a call, with its answer or with what would help."""

    topic: str
    text: str
    ok: bool


def pre_call(plan: CallPlan) -> tuple[Check, ...]:
    """The four questions before a call: reason, their time, something paid forward, trust (S1.34)."""
    return (
        _check(
            "A reason to call",
            plan.reason,
            "nothing fresh is noted: some news of theirs would be one",
        ),
        _worth_their_time(plan),
        _check(
            "Something for them", plan.gift, "nothing prepared: an insight would be worth the call"
        ),
        _trust(plan),
    )


def minutes_of(seconds: float) -> int:
    """The length of a call in begun minutes; the shortest takes one (S1.21)."""
    return max(math.ceil(seconds / 60), 1)


def length_advice(touches: tuple[Touch, ...]) -> str:
    """What the latest calls say about the next one; empty when the last one was short (S1.21)."""
    lengths = [t.minutes for t in newest_first(touches) if t.minutes is not None][:_LOOKED_AT]
    if not lengths or lengths[0] <= SOFT_END:
        return ""
    long = [str(m) for m in lengths if m > SOFT_END]
    which = "call" if len(long) == 1 else "calls"
    return f"Your last {which} took {listed(long)} minutes; {SOFT_END} leave them glad of the next."


def _check(topic: str, ready: str, otherwise: str) -> Check:
    return Check(topic, ready or otherwise, bool(ready))


def _worth_their_time(plan: CallPlan) -> Check:
    topic = "Worth their time"
    if plan.seconds > plan.limit:
        said = f"{plan.seconds} seconds to say it: {plan.limit} are kinder"
        return Check(topic, said, False)
    if not plan.asks:
        return Check(topic, "the script asks them nothing yet", False)
    return Check(topic, f"{plan.seconds} seconds, and something to talk about", True)


def _trust(plan: CallPlan) -> Check:
    if plan.standing is Standing.TOO_CLOSE:
        return Check("Trust", "your last touches came close together: some rest helps", False)
    if plan.standing is Standing.ADDING_VALUE:
        return Check("Trust", "what you bring has been of use to them", True)
    if plan.answered is not None:
        return Check("Trust", "they have answered you before", True)
    return Check("Trust", "no answer yet: keep it light, and expect nothing back", False)
