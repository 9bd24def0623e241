"""Reading a wish in their own words: "call in May", "by e-mail, please", "stop" (S1.39)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.phrases import MONTHS
from followup_tui.core.text import fold
from followup_tui.core.wishes import REFUSED
from followup_tui.core.words import Form
from followup_tui.core.workdays import Workdays

_FORM_WORDS = (
    (Form.EMAIL, r"(?:e-?mail(?:s|ing)?|mail me|mails?|writ(?:e|ing))"),
    (Form.LINKEDIN, r"(?:linked ?in)"),
    (Form.PHONE, r"(?:phone calls?|call(?:s|ing)?|phon(?:e|ing)|ring(?:ing)?|voicemails?)"),
    (Form.LETTER, r"(?:letters?|post)"),
)
_FORMS = tuple((form, re.compile(rf"\b{words}\b")) for form, words in _FORM_WORDS)
_NOT = (
    r"\b(?:do not|don'?t|never|not|no more|no|(?:please )?stop|rather than|instead of|without)"
    r"(?: (?:be|me|by|on|via|to|the|any|please))*"
)
_NOT_THAT_WAY = tuple(
    (form, re.compile(rf"{_NOT} {words}(?: me)?\b")) for form, words in _FORM_WORDS
)
_STOP = re.compile(
    r"\b(stop|unsubscribe|leave me alone|remove me|no more (calls?|mails?|e-?mails?|messages?)|"
    r"(do not|don'?t|never|please not) (contact|call|write|mail|e-?mail|message|reach out)"
    r"( to)?( me)?( again| any ?more)?|not interested)\b"
)
_NO_STOP = re.compile(r"\b(?:do not|don'?t|never) stop\b|\bstop by\b")
_WAIT_AFTER_DONT = re.compile(r"\b(until|till|before|in|this|for)\b")

_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "a few": 3, "some": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
_SPAN = re.compile(
    r"\bin (?:about )?("
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r"|\d{1,3}) (day|week|fortnight|month|year)s?\b"
)
_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_NAMES = "|".join(f"{m.lower()}|{m[:3].lower()}" for m in MONTHS)
_DAY_OF_MONTH = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_NAMES})|({_NAMES}) (\d{{1,2}})(?:st|nd|rd|th)?)\b"
)
_MONTH = re.compile(
    r"\b(?:(?:in|until|till|after|from|early|mid|late|next|before|by)[\s-]+(?:the\s+)?"
    rf"(?:end of |middle of |beginning of |start of )?|(?:end|middle|start) of )({_NAMES})\b"
)
_NEXT = re.compile(r"\b(tomorrow|next (week|month|year)|in the new year|after new year)\b")
_WEEKDAY = re.compile(
    r"\b(?:on|next|until|till|from|this)\s+(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as far as plain rules read it."""

    stop: bool = False
    until: date | None = None
    form: str = ""
    """The form they asked for; with `REFUSED` before it, the one they do not want."""

    @property
    def understood(self) -> bool:
        """Whether anything of it can be obeyed by the plan."""
        return self.stop or self.until is not None or bool(self.form)


def read_wish(text: str, today: date, workdays: Workdays) -> Wish:
    """What a wish in their words asks for; what cannot be read stays a remark without effect.

    "In May" is the first working day of May's first full week, next year if that is past.
    """
    words = _NO_STOP.sub(" ", fold(text))
    until = _until(words, today, workdays)
    refused, rest = _refused(words)
    asked = next((form for form, pattern in _FORMS if pattern.search(rest)), "")
    if refused and asked not in ("", refused):
        return Wish(until=until, form=asked)
    if until is None and _wants_to_be_left_alone(words):
        return Wish(stop=True)
    if refused and until is None:
        waits = _WAIT_AFTER_DONT.match(rest.lstrip())
        return Wish() if waits else Wish(form=REFUSED + refused)
    # "Don't call me before May" waits for a call in May.
    return Wish(until=until, form=asked or refused)


def _refused(words: str) -> tuple[str, str]:
    """The form they do not want, and the rest of what they said."""
    for form, pattern in _NOT_THAT_WAY:
        if pattern.search(words):
            return form, pattern.sub(" ", words)
    return "", words


def _wants_to_be_left_alone(words: str) -> bool:
    found = _STOP.search(words)
    return found is not None and not _WAIT_AFTER_DONT.match(words[found.end() :].lstrip())


def _until(words: str, today: date, workdays: Workdays) -> date | None:
    if found := _ISO.search(words):
        try:
            return workdays.on_or_after(date.fromisoformat(found[1]))
        except ValueError:
            return None
    if found := _SPAN.search(words):
        return workdays.on_or_after(_later(today, found[1], found[2]))
    if found := _DAY_OF_MONTH.search(words):
        return _on_day(int(found[1] or found[4]), found[2] or found[3], today, workdays)
    if found := _MONTH.search(words):
        return _in_month(found[0], found[1][:3], today, workdays)
    if found := _WEEKDAY.search(words):
        ahead = (_WEEKDAYS.index(found[1]) - today.weekday() - 1) % 7 + 1
        return workdays.on_or_after(today + timedelta(days=ahead))
    if found := _NEXT.search(words):
        return workdays.on_or_after(_next(found[0], today))
    return None


def _later(today: date, amount: str, unit: str) -> date:
    number = _NUMBERS.get(amount) or int(amount)
    if unit in ("day", "week", "fortnight"):
        return today + timedelta(days=number * {"day": 1, "week": 7, "fortnight": 14}[unit])
    months = today.month - 1 + number * (12 if unit == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _on_day(day: int, name: str, today: date, workdays: Workdays) -> date | None:
    """The next such day of the year; None for the thirtieth of February."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, _month_number(name[:3]), day)
        except ValueError:
            return None
        if found >= today:
            return workdays.on_or_after(found)
    return None


def _in_month(said: str, short: str, today: date, workdays: Workdays) -> date:
    month = _month_number(short)
    days = [_part_of_month(said, year, month) for year in (today.year, today.year + 1)]
    found = [workdays.on_or_after(day) for day in days]
    return found[0] if found[0] >= today else found[1]


def _part_of_month(said: str, year: int, month: int) -> date:
    """The first full week's Monday, the middle, or a week before the end."""
    if re.search(r"\b(end of|late)\b", said):
        return date(year, month, calendar.monthrange(year, month)[1] - 6)
    if re.search(r"\b(mid|middle of)\b", said):
        return date(year, month, 15)
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _next(said: str, today: date) -> date:
    if said == "tomorrow":
        return today + timedelta(days=1)
    if said == "next week":
        return today + timedelta(days=7 - today.weekday())
    if said == "next month":
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first + timedelta(days=-first.weekday() % 7)
    january = date(today.year + 1, 1, 1)
    return january + timedelta(days=-january.weekday() % 7)


def _month_number(short: str) -> int:
    return [m[:3].lower() for m in MONTHS].index(short) + 1
