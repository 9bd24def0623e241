"""Which touches count: only they move courtesy, standing, rotation and the count of days (S3.9)."""

from __future__ import annotations

from datetime import date

from followup_tui.core.records import Touch
from followup_tui.core.words import Channel, Direction, Outcome, Purpose, TouchState

UNCOUNTED_OUTCOMES = frozenset(
    {Outcome.NO_ANSWER, Outcome.NO_SHOW, Outcome.BOUNCED, Outcome.LEFT_COMPANY}
)
UNCOUNTED_CHANNELS = frozenset({Channel.INVITATION, Channel.LIGHT})
UNCOUNTED_PURPOSES = frozenset(
    {
        Purpose.THANKS_INTERVIEW,
        Purpose.THANKS_DECISION,
        Purpose.DECLINE,
        Purpose.WITHDRAW,
        Purpose.LANDED,
        Purpose.REFERRAL_THANKS,
        Purpose.REPLY,
    }
)
CADENCE_PURPOSES = frozenset({Purpose.KEEP_WARM, Purpose.VALUE, Purpose.SOCIAL})
"""The purposes of the running plan, of which a contact has one planned at a time."""


def would_count(touch: Touch) -> bool:
    """Whether a planned touch will count once it is done."""
    return (
        touch.direction is Direction.OUT
        and touch.channel not in UNCOUNTED_CHANNELS
        and touch.purpose not in UNCOUNTED_PURPOSES
    )


def is_counted(touch: Touch) -> bool:
    """Whether a touch counts: outbound, done, and it could be noticed on the other side."""
    return (
        touch.state is TouchState.DONE
        and touch.outcome not in UNCOUNTED_OUTCOMES
        and would_count(touch)
    )


def is_answer(touch: Touch) -> bool:
    """Whether they answered: wrote or called, talked, accepted, or reacted."""
    if touch.state is not TouchState.DONE:
        return False
    return touch.direction is Direction.IN or touch.outcome in (
        Outcome.REACHED,
        Outcome.REPLIED,
        Outcome.ACCEPTED,
        Outcome.DECLINED,
        Outcome.REFERRED_ON,
        Outcome.NOT_NOW,
    )


def newest_first(touches: tuple[Touch, ...]) -> list[Touch]:
    """Done touches by the day they happened, the latest first."""
    done = [t for t in touches if t.done_on is not None]
    return sorted(done, key=lambda t: (t.done_on or date.min, t.id), reverse=True)


def last_counted(touches: tuple[Touch, ...]) -> Touch | None:
    """The latest touch that counts."""
    return next((t for t in newest_first(touches) if is_counted(t)), None)


def unanswered(touches: tuple[Touch, ...], since: date | None = None) -> int:
    """How many counted touches have gone out since they last answered, or after the day `since`."""
    run = 0
    for touch in newest_first(touches):
        if is_answer(touch) or (since is not None and (touch.done_on or date.min) <= since):
            break
        run += is_counted(touch)
    return run
