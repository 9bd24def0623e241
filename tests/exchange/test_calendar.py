"""Claims about the calendar: one event a touch, in the right zone, nothing private in it (P17)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from followup_tui.core.outgoing import Appointment
from followup_tui.exchange.calendar import write_calendar
from followup_tui.exchange.zones import zone_of

BERLIN = ZoneInfo("Europe/Berlin")
TEN = time(10, 0)
HOSTILE = "Call\r\nBEGIN:VALARM\rX-EVIL:1\nATTENDEE:mailto:e@e"


def appointment(**fields: Any) -> Appointment:
    """A call to Ann at Acme."""
    defaults: dict[str, Any] = {
        "uid": "abc",
        "rev": 3,
        "changed_at": datetime.fromisoformat("2026-03-01 08:30:15.000999"),
        "due_on": date(2026, 3, 4),
        "channel": "call",
        "contact": "Ann Lee",
        "company": "Acme",
    }
    return Appointment(**(defaults | fields))


def events(*appointments: Appointment, detail: bool = False) -> list[Any]:
    """What a calendar program finds."""
    content = write_calendar(appointments, TEN, BERLIN, detail=detail)
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_call_stands_at_its_hour_with_an_alarm() -> None:
    """Timed, in the named zone whose clocks the file explains, an alarm ten minutes before."""
    content = write_calendar([appointment()], TEN, BERLIN, detail=False)
    calendar: Any = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == datetime(2026, 3, 4, 10, 0, tzinfo=BERLIN)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(minutes=-10)


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 27), 9), (date(2026, 3, 30), 8)])
def test_the_hour_stays_when_the_clocks_change(day: date, hour: int) -> None:
    """Ten in the morning is ten in the morning on both sides of the summer."""
    (event,) = events(appointment(due_on=day))
    assert event["dtstart"].dt.astimezone(UTC).hour == hour


def test_a_call_stands_at_an_hour_that_is_theirs() -> None:
    """Ten in Berlin is four in New York: the event moves to nine there, and says from where."""
    (event,) = events(appointment(timezone="America/New_York"))
    assert event["dtstart"].dt == datetime(2026, 3, 4, 15, 0, tzinfo=BERLIN)
    assert "moved from 10:00" in event["description"]
    assert "New_York" not in event["description"]


def test_a_call_that_no_hour_suits_stays_and_says_so() -> None:
    """The day of Sydney is the night of Berlin."""
    (event,) = events(appointment(timezone="Australia/Sydney", due_on=date(2026, 1, 14)))
    assert event["dtstart"].dt == datetime(2026, 1, 14, 10, 0, tzinfo=BERLIN)
    assert "no hour of this day suits" in event["description"]
    assert "description" not in events(appointment())[0]


def test_written_touches_take_the_day() -> None:
    """An e-mail is due on a day, blocks nothing and rings no bell."""
    (event,) = events(appointment(channel="email"))
    assert event["dtstart"].dt == date(2026, 3, 4)
    assert event["dtend"].dt == date(2026, 3, 5)
    assert (event["summary"], event["transp"]) == ("Follow-up e-mail", "TRANSPARENT")
    assert event.walk("VALARM") == []


def test_an_event_is_known_again() -> None:
    """The UID is the touch's own, the sequence its revision, the stamp its last change."""
    (event,) = events(appointment())
    assert (event["uid"], event["sequence"]) == ("abc@followup", 3)
    assert event["dtstamp"].dt == datetime(2026, 3, 1, 8, 30, 15, tzinfo=UTC)
    assert write_calendar([appointment()], TEN, BERLIN, detail=False) == write_calendar(
        [appointment()], TEN, BERLIN, detail=False
    )


def test_what_was_cancelled_says_so_and_does_not_ring() -> None:
    """A calendar that holds it takes it out by its UID."""
    (event,) = events(appointment(cancelled=True))
    assert (event["uid"], event["status"]) == ("abc@followup", "CANCELLED")
    assert event.walk("VALARM") == []


def test_titles_tell_who_only_on_request() -> None:
    """A calendar at work shows neither the person nor the company unless that was chosen."""
    content = write_calendar([appointment()], TEN, BERLIN, detail=False)
    assert b"SUMMARY:Follow-up call" in content
    assert b"Ann" not in content
    assert b"Acme" not in content
    assert events(appointment(), detail=True)[0]["summary"] == "Call: Ann Lee, Acme"


@settings(max_examples=30, deadline=None)
@given(name=st.one_of(st.just(HOSTILE), st.text(max_size=80)))
def test_no_name_becomes_a_property(name: str) -> None:
    """A parser sees one event with one alarm, whoever it is about (hostile input 36)."""
    content = write_calendar([appointment(contact=name)], TEN, None, detail=True)
    calendar = Calendar.from_ical(content)
    assert len(calendar.walk("VEVENT")) == len(calendar.walk("VALARM")) == 1
    assert "ATTENDEE" not in calendar.walk("VEVENT")[0]
    assert "X-EVIL" not in calendar.walk("VALARM")[0]


def test_without_a_zone_the_hour_is_the_readers() -> None:
    """Where this computer's zone has no name, ten is ten wherever the calendar is read."""
    content = write_calendar([appointment()], TEN, None, detail=False)
    assert b"DTSTART:20260304T100000\r\n" in content


def test_a_damaged_date_spoils_nothing() -> None:
    """A day at the end of all calendars is left out, the others stand."""
    far = appointment(due_on=date.max, channel="email", uid="far")
    assert [event["uid"] for event in events(far, appointment())] == ["abc@followup"]


def test_the_zone_is_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The configured one before the computer's; none where no name can be told."""
    monkeypatch.setenv("TZ", ":America/New_York")
    assert zone_of("Europe/Berlin") == BERLIN
    assert zone_of("") == ZoneInfo("America/New_York")
    assert zone_of("Nowhere/At-All") is None
