"""What a value of the config may be, and the words in which a fault asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Annotated, Any, NamedTuple, cast, get_args

from followup_tui.core.text import clean_line, clean_text
from followup_tui.core.words import Channel, Form

Value = str | bool | int | float | time | tuple[str, ...] | tuple[date, ...] | tuple[float, ...]
"""Everything that a key of the config can hold."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""In the order of `date.weekday()`."""


class Rule(NamedTuple):
    """What a type alone cannot say about a value."""

    expected: str
    """Ends the sentence "expected …"."""
    holds: Callable[[Any], bool] = lambda _: True
    tidy: Callable[[str], str] = clean_line
    """Brings a text, or each text of a list, into the one form that is kept."""


class Kind(NamedTuple):
    """The type of a key and its rule."""

    type: Any
    rule: Rule

    def read(self, raw: object, strict: bool = True) -> Value:
        """The value that TOML, or without `strict` a person at the command line, means by `raw`.

        Raises ValueError with the end of a sentence: what is expected and what was found.
        """
        value = _tidied(raw, self.rule.tidy)
        if not _is(value, self.type):
            value = self._converted(value, raw, strict)
        elif isinstance(value, list):
            value = tuple(value)
        if not self.rule.holds(value):
            raise ValueError(self.complaint(raw))
        return cast("Value", value)

    def _converted(self, value: object, raw: object, strict: bool) -> object:
        # Most values are what they should be, and it takes longer to load than all of them to read.
        import msgspec

        try:
            return msgspec.convert(value, self.type, strict=strict)
        except (msgspec.ValidationError, OverflowError):
            raise ValueError(self.complaint(raw)) from None

    def complaint(self, raw: object) -> str:
        """What is expected, and the beginning of what was found."""
        return f"expected {self.rule.expected}, found {shown(raw)}"


def shown(raw: object) -> str:
    """The beginning of a wrong value, safe to print."""
    try:
        text = repr(raw)
    except ValueError:  # Python refuses to spell out an integer of thousands of digits.
        return "a number beyond all measure"
    return text if len(text) <= 40 else text[:39] + "…"


def _is(value: object, wanted: Any) -> bool:
    """Whether TOML had a value of that type, so that there is nothing to convert."""
    if isinstance(value, list):
        parts = get_args(wanted)
        return bool(parts) and all(type(item) is parts[0] for item in value)
    return type(value) is wanted


def _tidied(raw: object, tidy: Callable[[str], str]) -> object:
    if isinstance(raw, str):
        return tidy(raw)
    if isinstance(raw, list):
        return [_tidied(item, tidy) for item in raw]
    return raw


def _between(low: int, high: int) -> Rule:
    return Rule(f"a whole number from {low} to {high}", lambda value: low <= value <= high)


def _ratio(low: float, high: float) -> Rule:
    # Written so that "not a number" fails as well.
    return Rule(f"a number from {low:g} to {high:g}", lambda value: low <= value <= high)


def _matching(pattern: str, expected: str, tidy: Callable[[str], str] = clean_line) -> Rule:
    """Nothing at all, or the whole pattern."""
    return Rule(expected, lambda value: not value or bool(re.fullmatch(pattern, value)), tidy)


def _trimmed(text: str) -> str:
    return clean_text(text).strip()


def _word(text: str) -> str:
    return clean_line(text).lower()


def _is_zone(name: str) -> bool:
    if not name:
        return True
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _is_command(line: str) -> bool:
    import shlex

    try:
        shlex.split(line)
    except ValueError:
        return False
    return True


def _with_seconds(text: str) -> str:
    # People write 9:30; ISO 8601 wants 09:30:00.
    parts = re.fullmatch(r"(\d\d?):(\d\d)", clean_line(text))
    return f"{parts[1]:0>2}:{parts[2]}:00" if parts else text


def _are_weekdays(names: Sequence[str]) -> bool:
    return set(names) <= set(WEEKDAYS) and len(set(names)) == len(names) < len(WEEKDAYS)


def _are_own_channels(names: Sequence[str]) -> bool:
    taken = {*Channel, *Form}
    return all(re.fullmatch(r"[a-z][a-z0-9-]*", n) and n not in taken for n in names)


Text = Annotated[str, Rule("text")]
Lines = Annotated[str, Rule("text", tidy=_trimmed)]
Email = Annotated[str, _matching(r"[^@\s]+@[^@\s]+", 'an address such as "jo@example.com"')]
Country = Annotated[
    str, _matching("[A-Z]{2}", 'two letters such as "US"', lambda text: clean_line(text).upper())
]
Zone = Annotated[str, Rule('a time zone such as "Europe/Berlin"', _is_zone)]
Command = Annotated[
    str, Rule('a command such as "vim -n", with every quote closed', _is_command, _trimmed)
]
FileName = Annotated[
    str, Rule('the path of a file such as "~/followup.ics"', str.isprintable, _trimmed)
]
Way = Annotated[
    str, Rule("mailto, eml, imap or smtp", {"mailto", "eml", "imap", "smtp"}.__contains__, _word)
]
Host = Annotated[str, _matching(r"[A-Za-z0-9._:-]+", 'a server such as "mail.example.com"')]
Port = Annotated[int, _between(0, 65535)]
Switch = Annotated[bool, Rule("true or false")]
Days = Annotated[int, _between(1, 3650)]
DaysOrNone = Annotated[int, _between(0, 3650)]
Count = Annotated[int, _between(1, 1000)]
CountOrNone = Annotated[int, _between(0, 1000)]
Characters = Annotated[int, _between(1, 300)]
Columns = Annotated[int, _between(0, 300)]
Minutes = Annotated[int, _between(60, 10080)]
Factor = Annotated[float, _ratio(1, 10)]
Share = Annotated[float, _ratio(0, 1)]
Clock = Annotated[
    time,
    Rule('a time of day such as "10:00"', lambda at: at == time(at.hour, at.minute), _with_seconds),
]
Dates = Annotated[tuple[date, ...], Rule("a list of dates such as [2026-12-24]")]
Weekdays = Annotated[
    tuple[str, ...],
    Rule('a list of weekdays such as ["saturday"], each once and never all', _are_weekdays, _word),
]
Shares = Annotated[
    tuple[float, ...],
    Rule(
        "seven rising numbers from 0 to 100, such as [16.45, 33.87, 50.64, 68.06, 79.03, 84.51, 98.99]",
        lambda value: (
            len(value) == 7 and list(value) == sorted(value) and value[0] >= 0 and value[-1] <= 100
        ),
    ),
]
Words = Annotated[tuple[str, ...], Rule('a list of words such as ["phone"]', tidy=_word)]
Order = Annotated[
    tuple[str, ...],
    Rule(
        'a list of forms such as ["phone", "email"], each once',
        lambda value: bool(value) and len(set(value)) == len(value),
        _word,
    ),
]
OwnChannels = Annotated[
    tuple[str, ...],
    Rule(
        'a list of new channel names such as ["fax"]: letters, digits, "-"',
        _are_own_channels,
        _word,
    ),
]
