"""What they asked for: "call in May", "by e-mail, please", "stop" (S1.39)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.counting import is_counted
from followup_tui.core.dossier import Dossier
from followup_tui.core.phrases import MONTHS
from followup_tui.core.records import Contact, Note, Touch
from followup_tui.core.text import fold
from followup_tui.core.words import Form, Role, TouchState
from followup_tui.core.workdays import Workdays

_STOP = re.compile(
    r"\b(stop(?! by\b)|unsubscribe|leave me alone|remove me|no more (calls?|mails?|e-?mails?|messages?)|"
    r"(do not|don'?t|never|please not) (contact|call|write|mail|e-?mail|message|reach out)"
    r"( to)?( me)?( again| any ?more)?|not interested)\b"
)
# "Don't call, e-mail me" refuses one form and names another.
_NOT_THAT_WAY = re.compile(
    r"\b(?:do not|don'?t|never|please not|no|rather than|instead of) "
    r"(?:call(?:s|ing)?|phone|ring|e-?mail(?:s|ing)?|mail|write|linked ?in|message)(?: me)?\b"
)
_WAIT_AFTER_DONT = re.compile(r"\b(until|till|before|in|this|for)\b")
_FORMS = (
    (Form.EMAIL, re.compile(r"\b(e-?mail|mail me|write)\b")),
    (Form.LINKEDIN, re.compile(r"\blinked ?in\b")),
    (Form.PHONE, re.compile(r"\b(call|phone|ring|voicemail)\b")),
    (Form.LETTER, re.compile(r"\b(letter|post|by mail)\b")),
)
_SPAN = re.compile(
    r"\bin (?:about )?(a|an|one|two|three|four|five|six|\d{1,3}) (day|week|month|year)s?\b"
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")
_MONTH = re.compile(
    r"\b(?:in|until|till|after|from|early|mid|late|next|of|before|by)\s+(?:the\s+)?"
    r"(?:end of |beginning of |start of )?("
    + "|".join(f"{m.lower()}|{m[:3].lower()}" for m in MONTHS)
    + r")\b"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish as far as plain rules read it."""

    stop: bool = False
    until: date | None = None
    form: str = ""


def read_wish(text: str, today: date, workdays: Workdays) -> Wish:
    """What a wish in their words asks for; a wish it cannot read stays a remark without effect.

    "In May" is the first working day of May's first full week, next year if that is past.
    """
    words = fold(text)
    until = _until(words, today, workdays)
    instead = _form(_NOT_THAT_WAY.sub("", words)) if _NOT_THAT_WAY.search(words) else ""
    if instead:
        return Wish(until=until, form=instead)
    stop = _STOP.search(words)
    if stop and until is None and not _WAIT_AFTER_DONT.match(words[stop.end() :].lstrip()):
        return Wish(stop=True)
    return Wish(until=until, form=_form(words))


def _form(words: str) -> str:
    return next((form for form, pattern in _FORMS if pattern.search(words)), "")


def _until(words: str, today: date, workdays: Workdays) -> date | None:
    if found := _ISO.search(words):
        try:
            return workdays.on_or_after(date.fromisoformat(found[1]))
        except ValueError:
            return None
    if found := _SPAN.search(words):
        return workdays.on_or_after(_later(today, found[1], found[2]))
    if found := _MONTH.search(words):
        return _in_month(found[1][:3], today, workdays)
    return None


def _later(today: date, amount: str, unit: str) -> date:
    number = _NUMBERS.get(amount) or int(amount)
    if unit == "day":
        return today + timedelta(days=number)
    if unit == "week":
        return today + timedelta(weeks=number)
    months = today.month - 1 + number * (12 if unit == "year" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _in_month(short: str, today: date, workdays: Workdays) -> date:
    month = [m[:3].lower() for m in MONTHS].index(short) + 1
    for year in (today.year, today.year + 1):
        day = _first_full_week(year, month, workdays)
        if day >= today:
            return day
    return day


def _first_full_week(year: int, month: int, workdays: Workdays) -> date:
    first = date(year, month, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return workdays.on_or_after(monday)


def waiting_until(dossier: Dossier) -> Note | None:
    """The contact's own wish to be contacted on a later day, while it is not yet fulfilled."""
    return next((w for w in dossier.own_wishes if _pending(w, dossier.own)), None)


def company_wait(dossier: Dossier, today: date) -> Note | None:
    """A hiring manager's wish to wait, which holds everybody else at the company."""
    others = tuple(p for p in dossier.people if p.id != dossier.contact.id)
    return managers_wait(others, dossier.wishes, dossier.touches, today)


def managers_wait(
    people: tuple[Contact, ...], wishes: tuple[Note, ...], touches: tuple[Touch, ...], today: date
) -> Note | None:
    """The longest wish to wait among the hiring managers of these people."""
    managers = {p.id for p in people if p.role is Role.HIRING_MANAGER}
    held = [
        w
        for w in wishes
        if w.contact_id in managers
        and w.until is not None
        and w.until > today
        and _pending(w, touches)
    ]
    return max(held, key=lambda w: w.until or date.min, default=None)


def wished_form(dossier: Dossier) -> str:
    """The form they asked for, from the newest wish that names one."""
    return next((w.form for w in dossier.own_wishes if w.form), "")


def _pending(wish: Note, touches: tuple[Touch, ...]) -> bool:
    """Whether the day they named is still to be kept: not once it was used, or left out on purpose."""
    until = wish.until
    return until is not None and not any(
        _settles(t, until) for t in touches if t.contact_id == wish.contact_id
    )


def _settles(touch: Touch, until: date) -> bool:
    if touch.state is TouchState.SKIPPED:
        return touch.promised and touch.due_on is not None and touch.due_on >= until
    return is_counted(touch) and touch.done_on is not None and touch.done_on >= until
