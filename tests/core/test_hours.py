"""When somebody may be called, how long a call is, and what makes one worth making."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.calls import SOFT_END, CallPlan, length_advice, minutes_of, pre_call
from followup_tui.core.hours import call_hour, hours_warning
from followup_tui.core.words import Channel, Outcome, Standing
from tests.builders import TODAY, days_ago, make_touch

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    """A time of that Monday, in UTC."""
    return NOON.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("now", "zone", "said"),
    [
        (at(8), "Europe/Berlin", ""),
        (at(7, 59), "Europe/Berlin", "It is 8:59 in Berlin"),
        (at(15, 59), "Europe/Berlin", ""),
        (at(16), "Europe/Berlin", "It is 17:00 in Berlin"),
        (at(12), "America/New_York", "It is 7:00 in New York"),
        (at(14), "America/New_York", ""),
        (at(22), "Asia/Tokyo", "It is 7:00 on Tuesday in Tokyo"),
        (at(3), "America/Argentina/Buenos_Aires", "It is 0:00 in Buenos Aires"),
    ],
)
def test_a_call_outside_their_working_hours_is_said(now: datetime, zone: str, said: str) -> None:
    """Nine to five where they are, the last minute of it included (DESIGN section 3, rotation)."""
    warning = hours_warning(zone, now)
    assert warning.startswith(said)
    assert bool(warning) == bool(said)


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../etc/passwd", "Europe/\x00"])
def test_an_unknown_zone_says_nothing(zone: str) -> None:
    """What is not known is not warned about."""
    assert hours_warning(zone, NOON) == ""


@given(st.integers(0, 2_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC)))
@settings(max_examples=50)
def test_the_warning_follows_the_hour_there(now: datetime) -> None:
    """Whatever the season: the hour on their clock decides, never mine."""
    from zoneinfo import ZoneInfo

    there = now.astimezone(ZoneInfo("America/Denver"))
    assert (hours_warning("America/Denver", now) == "") is (9 <= there.hour < 17)


@pytest.mark.parametrize(("seconds", "minutes"), [(0.0, 1), (59, 1), (61, 2), (300, 5), (301, 6)])
def test_a_call_is_logged_in_begun_minutes(seconds: float, minutes: int) -> None:
    """S1.21: a call takes at least one minute of theirs."""
    assert minutes_of(seconds) == minutes


def _call(day: int, minutes: int | None) -> object:
    return make_touch(
        channel=Channel.CALL, outcome=Outcome.REACHED, done_on=days_ago(day), minutes=minutes
    )


def test_long_calls_advise_a_cap() -> None:
    """S1.21: taking up their time counts, so the next call is kept to the soft end."""
    long = (_call(40, 14), _call(20, 9))
    said = length_advice(long)  # type: ignore[arg-type]
    assert said == f"Your last calls took 9 and 14 minutes; {SOFT_END} leave them glad of the next."


def test_short_calls_and_unmeasured_ones_are_not_mentioned() -> None:
    """Nothing to advise: the latest call was short, or nobody took the time."""
    assert length_advice((_call(40, 14), _call(20, 4))) == ""  # type: ignore[arg-type]
    assert length_advice((_call(20, None),)) == ""  # type: ignore[arg-type]
    assert length_advice(()) == ""


READY = CallPlan(
    reason="their new line starts in May",
    seconds=24,
    limit=30,
    asks=True,
    gift="an analysis of their supply chain",
    standing=Standing.ADDING_VALUE,
    answered=TODAY,
)


def test_a_call_with_everything_ready_passes_every_check() -> None:
    """S1.34: reason to call, worth their time, something paid forward, trust built."""
    checks = pre_call(READY)
    assert [c.topic for c in checks] == [
        "A reason to call",
        "Worth their time",
        "Something for them",
        "Trust",
    ]
    assert all(c.ok for c in checks)
    assert "their new line starts in May" in checks[0].text


@pytest.mark.parametrize(
    ("change", "topic"),
    [
        ({"reason": ""}, "A reason to call"),
        ({"seconds": 31}, "Worth their time"),
        ({"asks": False}, "Worth their time"),
        ({"gift": ""}, "Something for them"),
        ({"standing": Standing.TOO_CLOSE}, "Trust"),
        ({"standing": Standing.QUIET, "answered": None}, "Trust"),
    ],
)
def test_each_check_fails_on_its_own_ground(change: dict[str, object], topic: str) -> None:
    """One thing amiss is one check that says what would help."""
    checks = pre_call(replace(READY, **change))  # type: ignore[arg-type]
    assert [c.topic for c in checks if not c.ok] == [topic]
    assert all(c.text for c in checks)


@pytest.mark.parametrize(
    ("mine", "theirs", "asked", "moved"),
    [
        ("Europe/Berlin", "America/New_York", time(10), time(15)),
        ("America/New_York", "Europe/Berlin", time(10), time(10)),
        ("America/New_York", "Europe/Berlin", time(14), time(10)),
        ("Europe/Berlin", "Asia/Tokyo", time(10), time(8)),
        ("Europe/Berlin", "", time(10), time(10)),
        ("Europe/Berlin", "Nowhere/At-All", time(10), time(10)),
    ],
)
def test_a_call_is_moved_to_an_hour_that_is_theirs(
    mine: str, theirs: str, asked: time, moved: time
) -> None:
    """the nearest full hour of my day at which it is between 9 and 17 there."""
    found = call_hour(date(2026, 3, 4), asked, ZoneInfo(mine), theirs)
    assert found.at == moved
    assert bool(found.why) is (moved != asked)


def test_the_summer_of_one_of_us_is_thought_of() -> None:
    """Between the two changes of the clocks New York is five hours from Berlin, not six."""
    found = call_hour(date(2026, 3, 16), time(10), ZoneInfo("Europe/Berlin"), "America/New_York")
    assert found.at == time(14)


def test_where_no_hour_suits_both_the_call_stays_and_says_so() -> None:
    """From Berlin in winter, the day of Sydney lies in the night."""
    found = call_hour(date(2026, 1, 14), time(10), ZoneInfo("Europe/Berlin"), "Australia/Sydney")
    assert found.at == time(10)
    assert found.why == "It is 20:00 where they are: no hour of this day suits both of you."
