"""What a template may do to a value: small text functions, bounded by their arguments."""

from __future__ import annotations

import re
from datetime import date as Date

_DATE_PARTS = re.compile(r"%(.?)")
_AN_ALTHOUGH = re.compile(r"hour|honest|honou?r|heir|8|1[18](?!\d)", re.IGNORECASE)
_A_ALTHOUGH = re.compile(r"uni(?!n|m)|us[ae]|util|eu|ewe|one(?![a-z])|once", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z]{2,}(?![a-z])")
_SPOKEN_WITH_VOWEL = "AEFHILMNORSX"
_GROUPS = re.compile(r"\d+")


def a_or_an(text: str) -> str:
    """The text after the article one hears: "a unit", "an hour", "an HR manager"."""
    return f"{'an' if _takes_an(text) else 'a'} {text}" if text else ""


def date(day: Date, form: str = "%e %B %Y") -> str:
    """A day in words; the form knows `%a %A %b %B %d %e %j %m %y %Y`, and `%e` has no leading zero."""
    parts = {
        "a": f"{day:%a}",
        "A": f"{day:%A}",
        "b": f"{day:%b}",
        "B": f"{day:%B}",
        "d": f"{day:%d}",
        "e": str(day.day),
        "j": f"{day:%j}",
        "m": f"{day:%m}",
        "y": f"{day:%y}",
        "Y": f"{day.year:04}",
        "%": "%",
    }
    unknown = next((p for p in _DATE_PARTS.findall(form) if p not in parts), None)
    if unknown is not None:
        raise ValueError(f"a date has no '%{unknown}'")
    return _DATE_PARTS.sub(lambda match: parts[match[1]], form)


def first_word(text: str) -> str:
    """Everything up to the first blank."""
    return text.split(maxsplit=1)[0] if text.strip() else ""


def truncate(text: str, length: int = 80) -> str:
    """At most that many characters; a text that was cut ends after a word, with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: max(length - 1, 0)]
    if text[len(cut)].strip() and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:.-") + "…"


def phone_groups(text: str) -> str:
    """A number in the groups one reads aloud: "3135550199" is "313 555 0199"."""
    groups = _GROUPS.findall(text)
    if not groups:
        return text
    plus = "+" if text.lstrip().startswith(("+", "(+")) else ""
    if len(groups) == 1:
        groups = _threes(groups[0], has_country=bool(plus))
    return plus + " ".join(groups)


def _threes(digits: str, *, has_country: bool) -> list[str]:
    """Groups of three with no single digit left over at the end; a leading +1 stands alone."""
    # Only +1 can be told from the digits alone: other country codes have one to three of them.
    if has_country and digits[0] == "1" and len(digits) == 11:
        return ["1", *_threes(digits[1:], has_country=False)]
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    if len(groups) > 1 and len(groups[-1]) == 1:
        groups[-2:] = ["".join(groups[-2:])]
    return groups


def _takes_an(text: str) -> bool:
    initials = _INITIALS.match(text)
    if initials:
        return initials[0][0] in _SPOKEN_WITH_VOWEL
    if _AN_ALTHOUGH.match(text):
        return True
    return text[0].lower() in "aeiou" and not _A_ALTHOUGH.match(text)
