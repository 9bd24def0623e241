"""Dates and counts as a person says them, for every `why` and every screen."""

from __future__ import annotations

from datetime import date

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short_date(day: date, today: date | None = None) -> str:
    """ "18 Nov"; with the year when it is not the one of `today`."""
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return text if today is None or day.year == today.year else f"{text} {day.year}"


def weekday(day: date) -> str:
    """ "Wed"."""
    return _DAYS[day.weekday()]


def named_date(day: date, today: date | None = None) -> str:
    """ "Wed 18 Nov"."""
    return f"{weekday(day)} {short_date(day, today)}"


def when(day: date, today: date) -> str:
    """How a due date stands in a list: "since Wed", "today", "Tue", "9 Dec"; never "late"."""
    days = (day - today).days
    if days == 0:
        return "today"
    if days < 0:
        return f"since {weekday(day)}" if days > -7 else f"since {short_date(day, today)}"
    return weekday(day) if days < 7 else short_date(day, today)


def days_phrase(days: int) -> str:
    """ "3 weeks", "10 days", "1 day"."""
    if days and days % 7 == 0:
        return count(days // 7, "week")
    return count(days, "day")


def ago(day: date, today: date) -> str:
    """ "today", "yesterday", "26 days ago"."""
    days = (today - day).days
    if days <= 0:
        return "today" if days == 0 else f"on {short_date(day, today)}"
    return "yesterday" if days == 1 else f"{days} days ago"


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 touch", "2 touches"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: list[str]) -> str:
    """ "phone, e-mail and LinkedIn"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
