"""Planned touches as a calendar that other programs subscribe to (RFC 5545); nothing private in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from followup_tui import __version__
from followup_tui.core.hours import CallHour, call_hour
from followup_tui.core.outgoing import Appointment
from followup_tui.core.text import clean_line
from followup_tui.core.words import Channel, spoken

if TYPE_CHECKING:
    from icalendar import Event

UID_HOST: Final = "followup"
"""Behind the @ of every UID: the rest of it is the touch's own."""

_CALLS: Final = frozenset({Channel.CALL, Channel.VOICEMAIL})
_ALARM: Final = timedelta(minutes=-10)
_CALL: Final = timedelta(minutes=15)
_READ_AGAIN: Final = timedelta(hours=1)
_YEARS: Final = range(1970, 2200)
"""A day beyond is a damaged one, and the clocks of its zone are nobody's to know."""


def write_calendar(
    appointments: Iterable[Appointment], call_time: time, zone: ZoneInfo | None, *, detail: bool
) -> bytes:
    """The whole calendar; equal appointments give equal bytes, so that an unchanged one is known.

    Calls stand at `call_time` in `zone`, or where that is no hour to call the person at the nearest
    one that is, with an alarm; without a zone at that hour wherever the reader is. Everything else
    takes the day without blocking it.
    """
    # Only a calendar needs it, and it takes longer to load than the agenda to print.
    from icalendar import Calendar

    listed = tuple(a for a in appointments if a.due_on.year in _YEARS)
    calendar = Calendar()
    calendar.add("prodid", f"-//followup//followup {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "followup")
    calendar.add("refresh-interval", _READ_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for appointment in listed:
        calendar.add_component(_event(appointment, call_time, zone, detail))
    if zone is not None and any(a.channel in _CALLS for a in listed):
        years = [a.due_on.year for a in listed]
        # One year more at each end: the clocks may change between the first of them and the new year.
        first, last = date(min(years) - 1, 1, 1), date(max(years) + 2, 1, 1)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    return bytes(calendar.to_ical())


def title(appointment: Appointment, *, detail: bool) -> str:
    """ "Follow-up call", or who and where when the config asks for detail."""
    what = spoken("call" if appointment.channel in _CALLS else appointment.channel)
    if not detail:
        return f"Follow-up {what}"
    who = ", ".join(filter(None, (appointment.contact, appointment.company)))
    return clean_line(f"{what[:1].upper()}{what[1:]}: {who}")


def _event(appointment: Appointment, call_time: time, zone: ZoneInfo | None, detail: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{clean_line(appointment.uid)}@{UID_HOST}")
    event.add("sequence", appointment.rev)
    stamp = appointment.changed_at.replace(tzinfo=UTC, microsecond=0)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("summary", title(appointment, detail=detail))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    if appointment.channel not in _CALLS:
        event.add("dtstart", appointment.due_on)
        event.add("dtend", appointment.due_on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return event
    hour = CallHour(call_time)
    if zone is not None:
        hour = call_hour(appointment.due_on, call_time, zone, appointment.timezone)
    event.add("dtstart", datetime.combine(appointment.due_on, hour.at, zone))
    if hour.why:
        event.add("description", hour.why)
    event.add("duration", _CALL)
    if not appointment.cancelled:
        _ring(event)
    return event


def _ring(event: Event) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", _ALARM)
    event.add_component(alarm)
