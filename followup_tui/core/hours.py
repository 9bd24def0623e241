"""Whether it is a good hour to call somebody, by the clock where they are."""

from __future__ import annotations

from datetime import datetime

OPENS, CLOSES = 9, 17
"""The hours between which a call does not disturb."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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


def _clock_in(zone: str, now: datetime) -> datetime | None:
    from zoneinfo import ZoneInfo  # most people have no zone of their own

    if not zone:
        return None
    try:
        return now.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return None
