"""Which day a person means who types a date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from followup_tui.core.phrases import MONTHS, short_date
from followup_tui.core.text import clean_line, fold
from followup_tui.errors import UsageError

_LONGEST = 60
"""Characters of the longest text that is looked at: every way to say a day is shorter."""

_FARTHEST = 100
"""Years: a day farther away is a slip of the pen, and would carry the rules out of the calendar."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(month.lower() for month in MONTHS)
_NAMED = r"(?:(?:on|in|this|next|last|the) )*"

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/\d{2,4})?")
_SHORT = re.compile(r"([+-]?)(\d{1,5})([dwmy]?)")
_WEEKDAY = re.compile(rf"{_NAMED}({'|'.join(f'{d}|{d[:3]}' for d in _WEEKDAYS)})")
_MONTH = re.compile(rf"{_NAMED}({'|'.join(f'{m}|{m[:3]}' for m in _MONTHS)})")


def read_date(text: str, today: date, *, past: bool = False) -> date:
    """The day that is meant; of several possible ones the next, with `past` the latest before today.

    Raises UsageError with examples, also for a date such as 3/4 that is read in two ways.
    """
    words = fold(text)
    if not words or len(words) > _LONGEST:
        raise _unread(text, today)
    try:
        read = (reader(words, today, past) for reader in _READERS)
        day = next((found for found in read if found is not None), None)
        day = day or _spelt_out(words, today, past)
    except (ValueError, OverflowError):
        day = None
    if day is None or abs(day.year - today.year) > _FARTHEST:
        raise _unread(text, today)
    return day


def _iso(words: str, today: date, past: bool) -> date | None:
    found = _ISO.fullmatch(words)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _word(words: str, today: date, past: bool) -> date | None:
    if words in ("eom", "end of month", "end of the month"):
        return today.replace(day=monthrange(today.year, today.month)[1])
    away = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}.get(words)
    return None if away is None else today + timedelta(days=away)


def _short(words: str, today: date, past: bool) -> date | None:
    """`+5`, `-3`, `2w`, `3m`: a number alone could be anything, so it needs a sign or a unit."""
    found = _SHORT.fullmatch(words)
    if not found or not (found[1] or found[3]):
        return None
    number = int(f"{found[1]}{found[2]}")
    if found[3] in ("m", "y"):
        return _months_on(today, number * (12 if found[3] == "y" else 1))
    return today + timedelta(days=number * (7 if found[3] == "w" else 1))


def _months_on(today: date, months: int) -> date:
    """The same day some months on, or the last day of a month that is too short for it."""
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _weekday(words: str, today: date, past: bool) -> date | None:
    found = _WEEKDAY.fullmatch(words)
    if not found:
        return None
    wanted = next(n for n, name in enumerate(_WEEKDAYS) if name[:3] == found[1][:3])
    if past or "last " in words:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _month(words: str, today: date, past: bool) -> date | None:
    """The month of that name that lies ahead, its first full week (S1.39); or behind, its first day."""
    found = _MONTH.fullmatch(words)
    if not found:
        return None
    wanted = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == found[1][:3])
    first = date(today.year, wanted, 1)
    if past or "last " in words:
        return first if first < today else first.replace(year=today.year - 1)
    first = first if first > today else first.replace(year=today.year + 1)
    return first + timedelta(days=-first.weekday() % 7)


def _dotted(words: str, today: date, past: bool) -> date | None:
    """`9.3.` and `9.3.2026`: where dots are written, the day comes first."""
    found = _DOTTED.fullmatch(words)
    if not found:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        return date(int(found[3]), month, day)
    this_year = date(today.year, month, day)
    if past:
        return this_year if this_year <= today else date(today.year - 1, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


_READERS: tuple[Callable[[str, date, bool], date | None], ...] = (
    _iso,
    _word,
    _short,
    _weekday,
    _month,
    _dotted,
)


def _spelt_out(words: str, today: date, past: bool) -> date | None:
    """Everything else that English has for a day."""
    slashed = _SLASHED.fullmatch(words)
    if slashed and slashed[1] != slashed[2] and max(int(slashed[1]), int(slashed[2])) <= 12:
        raise UsageError(
            f"“{words}” is one day in America and another in Europe:"
            f" write {today.isoformat()} or {short_date(today)}."
        )
    # A tenth of a second to load, and the short forms do without it.
    import dateparser

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time()),
            "PREFER_DATES_FROM": "past" if past else "future",
            "REQUIRE_PARTS": ["day"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return found.date() if isinstance(found, datetime) else None


def _unread(text: str, today: date) -> UsageError:
    shown = clean_line(text, 40)
    example = min(today, date(9_000, 1, 1)) + timedelta(days=7)
    return UsageError(
        f"“{shown}” is not a day I can read:"
        f" try {example.isoformat()}, {short_date(example)}, friday, tomorrow, +5, 2w or eom."
    )
