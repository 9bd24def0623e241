"""Whether it is a good hour to call somebody, by the clock where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

OPENS, CLOSES = 9, 17
"""The hours between which a call does not disturb."""

WAKES, RESTS = 7, 21
"""The hours of my own day: nobody is asked to call at night."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class CallHour:
    """When a call stands in the calendar, and what is to be known about that hour."""

    at: time
    why: str = ""
    """Empty while the hour that was wished for suits, or their clock is not known."""


def call_hour(on: date, wished: time, mine: tzinfo, theirs: str) -> CallHour:
    """The wished hour, or the nearest full hour of my day at which it is between 9 and 17 there.

    Where no hour suits both, the wished one stays and says so.
    """
    there = _clock_in(theirs, datetime.combine(on, wished, mine))
    if there is None or OPENS <= there.hour < CLOSES:
        return CallHour(wished)
    suited = [hour for hour in range(WAKES, RESTS) if _suits(on, time(hour), mine, theirs)]
    if not suited:
        return CallHour(
            wished,
            f"It is {there.hour}:{there.minute:02} where they are:"
            " no hour of this day suits both of you.",
        )
    nearest = min(suited, key=lambda hour: abs(hour * 60 - wished.hour * 60 - wished.minute))
    return CallHour(
        time(nearest),
        f"It is moved from {wished.hour}:{wished.minute:02},"
        f" when it is {there.hour}:{there.minute:02} where they are.",
    )


def hours_warning(zone: str, now: datetime) -> str:
    """What to know before calling at an hour that is not theirs; empty while it suits, or is not known.

    `now` knows its own zone, `zone` is a name such as "Europe/Berlin".
    """
    there = _clock_in(zone, now)
    if there is None or OPENS <= there.hour < CLOSES:
        return ""
    day = "" if there.date() == now.date() else f" on {_DAYS[there.weekday()]}"
    place = zone.rsplit("/", 1)[-1].replace("_", " ")
    return (
        f"It is {there.hour}:{there.minute:02}{day} in {place};"
        f" between {OPENS} and {CLOSES} there a call suits better."
    )


def _suits(on: date, hour: time, mine: tzinfo, theirs: str) -> bool:
    there = _clock_in(theirs, datetime.combine(on, hour, mine))
    return there is not None and OPENS <= there.hour < CLOSES


def _clock_in(zone: str, now: datetime) -> datetime | None:
    from zoneinfo import ZoneInfo  # most people have no zone of their own

    if not zone:
        return None
    try:
        return now.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return None
