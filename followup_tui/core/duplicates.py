"""Whether two entries may be one person, or two names one company: proposed with a reason, never decided."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from followup_tui.core.text import fold

Item = TypeVar("Item")

ALIKE = 88.0
"""How alike two spellings are, of 100, before one is proposed for the other."""

SHARED_MAILBOXES = frozenset(
    {"info", "office", "contact", "kontakt", "hello", "mail", "sales", "support", "jobs", "careers",
     "hr", "recruiting", "recruitment", "bewerbung", "team", "admin", "service"}
)  # fmt: skip
"""Mailboxes that several people read."""

_TITLES = frozenset(
    {"dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "ing", "dipl", "phd", "mba", "msc"}
    | {"jr", "sr", "ii", "iii"}
)
NICKNAMES = tuple(
    frozenset(names.split())
    for names in (
        "alex alexander alexandra alexandre", "andy andrew andreas", "ben benjamin",
        "bill will william willi", "bob rob robert bobby",
        "cathy kate katherine catherine katharina kathy", "chris christopher christian christine",
        "dan daniel danny", "dave david", "dick rick richard rich", "ed edward eduard",
        "fred frederick friedrich", "hans johannes", "jack john johnny", "jim james jimmy",
        "joe joseph josef", "jon jonathan", "ken kenneth", "larry lawrence",
        "liz elizabeth elisabeth beth lisa", "maggie margaret margarete", "matt matthew matthias",
        "max maximilian", "mike michael micha", "nick nicholas nikolaus", "pat patrick patricia",
        "pete peter", "sam samuel samantha", "sepp josef", "steve steven stephen stefan",
        "sue susan susanne", "ted theodore", "tom thomas tommy", "tony anthony",
        "toni anton antonia",
    )
)  # fmt: skip
"""First names that one person goes by."""
_TAIL = 9
"""Last digits by which a number is known in its national and its international form."""
_WORD = re.compile(r"\w+", re.UNICODE)
_DIGITS = re.compile(r"\d+")
_WHOLE = 24
"""Entries that share something, up to which each is compared with each."""
_NEIGHBOURS = 8
"""In a larger crowd each is compared with so many that follow it by name: the work grows no faster."""

Alike = Callable[[str, str], float]
"""How alike two spellings are, from 0 to 100."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What of a person is compared; every text is a folded key."""

    id: int
    uid: str
    name: str
    company: str = ""
    past: frozenset[str] = frozenset()
    """Where they worked before."""
    profile: str = ""
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two entries may be the same, and how sure that is, of 100."""

    score: int
    why: str


@dataclass(frozen=True, slots=True)
class Name:
    """A company's name with its folded form."""

    id: int
    uid: str
    name: str
    key: str


def candidates(people: Iterable[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    """The pairs worth a look: those who share an address, a profile, a name, or initials and company.

    Each pair once. Everybody else is never compared, so that the work grows with the number of people
    and not with its square.
    """
    blocks: dict[Hashable, list[Sketch]] = defaultdict(list)
    for person in people:
        for key in _keys(person):
            blocks[key].append(person)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for one, other in _within(block):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair not in seen:
                seen.add(pair)
                yield (one, other) if one.id < other.id else (other, one)


def likeness(one: Sketch, other: Sketch, alike: Alike) -> Likeness | None:
    """Why two entries may be one person; None when nothing speaks for it."""
    if one.profile and other.profile:
        # Two profiles are two people, whatever their names.
        return Likeness(100, "same profile") if one.profile == other.profile else None
    if one.emails & other.emails:
        return _same_email(one, other, alike)
    return _same_phone(one, other, alike) or _by_name(one, other, alike)


def company_candidates(names: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Companies whose names stand near each other, read from either end; each pair once."""
    listed = [name for name in names if name.key]
    seen: set[tuple[int, int]] = set()
    for order in (listed, *(sorted(listed, key=by) for by in (_forwards, _backwards))):
        for one, other in _neighbours(order):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair not in seen:
                seen.add(pair)
                yield (one, other) if one.id < other.id else (other, one)


def company_likeness(one: Name, other: Name, alike: Alike) -> Likeness | None:
    """Why two names may be one company: "Powell Motors Ltd." and "Powell Motors"."""
    if one.key == other.key:
        exact = fold(one.name) == fold(other.name)
        return Likeness(99, "same name" if exact else "the same name but for its legal form")
    # "Plant 4" and "Plant 5" are spelt alike and are not the same.
    if _DIGITS.findall(one.key) != _DIGITS.findall(other.key):
        return None
    score = alike(one.key, other.key)
    return Likeness(int(score), f"names {int(score)} % alike") if score >= ALIKE else None


def _keys(person: Sketch) -> Iterator[Hashable]:
    if person.profile:
        yield "profile", person.profile
    for key in person.emails:
        yield "email", key
    for key in person.phones:
        yield "phone", key
        if tail := _tail(key):
            yield "tail", tail
    words = _words(person.name)
    if not words:
        return
    yield "name", tuple(sorted(words))
    if person.company:
        yield "letters", "".join(words), person.company
        yield "initials", "".join(sorted({words[0][0], words[-1][0]})), person.company


def _within(block: Sequence[Sketch]) -> Iterator[tuple[Sketch, Sketch]]:
    if len(block) <= _WHOLE:
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                yield one, other
        return
    yield from _neighbours(sorted(block, key=lambda person: (person.name, person.id)))


def _neighbours(order: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    for place, one in enumerate(order):
        for other in order[place + 1 : place + 1 + _NEIGHBOURS]:
            yield one, other


def _same_email(one: Sketch, other: Sketch, alike: Alike) -> Likeness | None:
    shared = one.emails & other.emails
    told = _names(one.name, other.name, alike)
    if all(key.partition("@")[0] in SHARED_MAILBOXES for key in shared):
        return Likeness(90, f"same shared mailbox, {told}") if told else None
    return Likeness(98, "same e-mail") if told else Likeness(70, "same e-mail, but other names")


def _same_phone(one: Sketch, other: Sketch, alike: Alike) -> Likeness | None:
    exact = bool(one.phones & other.phones)
    if not exact and not any(_same_line(a, b) for a in one.phones for b in other.phones):
        return None
    told = _names(one.name, other.name, alike)
    likely = told or _first_names(one.name, other.name)
    if not likely:
        return None
    which = "same phone" if exact else "same phone but for the country code"
    return Likeness((95 if told else 85) - (0 if exact else 3), f"{which}, {likely}")


def _tail(key: str) -> str:
    """By what a number is known with and without its country code; empty for a short one."""
    digits = "".join(_DIGITS.findall(key.partition(";")[0]))
    return digits[-_TAIL:] if len(digits) >= _TAIL else ""


def _same_line(one: str, other: str) -> bool:
    """Whether two numbers end alike, one of them without a country code that would tell them apart."""
    national = not (one.startswith("+") and other.startswith("+"))
    return national and _tail(one) != "" and _tail(one) == _tail(other)


def _first_names(one: str, other: str) -> str:
    """In what way first names of one family name fit; empty when they do not."""
    words, others = _words(one), _words(other)
    if not words or not others or (len(words) > 1 < len(others) and words[-1] != others[-1]):
        return ""
    first, second = sorted((words[0], others[0]), key=len)
    if any(first in names and second in names for names in NICKNAMES):
        return f"{first.title()} may stand for {second.title()}"
    initial = len(first) == 1 and second.startswith(first)
    return "first names with one initial" if initial and len(words) > 1 < len(others) else ""


def _by_name(one: Sketch, other: Sketch, alike: Alike) -> Likeness | None:
    told = _names(one.name, other.name, alike)
    if not told:
        return None
    same = told == "same name"
    if one.company and one.company == other.company:
        return Likeness(96 if same else 90, f"{told}, same company")
    if not same:
        return None
    if not one.company or not other.company:
        # A first name alone is nobody's in particular.
        known = len(_words(one.name)) > 1
        return Likeness(80, "same name, and one of them without a company") if known else None
    if one.company in other.past or other.company in one.past:
        return Likeness(92, "same name, and one worked where the other works")
    score = alike(one.company, other.company)
    return Likeness(88, f"same name, companies {int(score)} % alike") if score >= ALIKE else None


def _names(one: str, other: str, alike: Alike) -> str:
    """In what way two names fit; empty when they do not."""
    words, others = _words(one), _words(other)
    if not words or not others:
        return ""
    if sorted(words) == sorted(others):
        return "same name"
    if "".join(words) == "".join(others):
        return "the same name but for a space or a sign"
    shorter, longer = sorted((set(words), set(others)), key=len)
    if len(shorter) > 1 and shorter <= longer:
        return "one name within the other"
    score = alike(" ".join(sorted(words)), " ".join(sorted(others)))
    return f"names {int(score)} % alike" if score >= ALIKE else ""


def _words(name: str) -> list[str]:
    """The words of a folded name, forms of address left out unless nothing else remains."""
    words = _WORD.findall(name)
    return [word for word in words if word not in _TITLES] or words


def _forwards(name: Name) -> str:
    return name.key.removeprefix("the ")


def _backwards(name: Name) -> str:
    return name.key[::-1]
