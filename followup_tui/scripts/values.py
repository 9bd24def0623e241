"""The values a template sees: plain, bounded, and aware of the stored material they come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from followup_tui.scripts import filters
from followup_tui.scripts.slots import USED

MAX_LIST = 50
MAX_NESTING = 6
MAX_VALUE = 2_000

Mark = tuple[str, int]
"""Kind and id of a piece of stored material."""

_UNMARKED: frozenset[Mark] = frozenset()


class Said(str):
    """Words that know their slot and what they are made of, so that printing them can be noticed."""

    __slots__ = ("marks", "slot")
    slot: str
    marks: frozenset[Mark]

    def __new__(cls, text: str, slot: str, marks: frozenset[Mark] = _UNMARKED) -> Said:
        """Cuts what is longer than any value may be: no filter can make text grow."""
        said = super().__new__(cls, text[:MAX_VALUE])
        said.slot = slot
        said.marks = marks
        return said


class Slot(dict[str, object]):
    """What is known under one name; printed whole, it says the first of its values."""

    __slots__ = ("name",)

    def __init__(self, name: str, values: Mapping[str, object]) -> None:
        super().__init__(values)
        self.name = name


class Values:
    """A context as a template gets it, and the words behind every mark in it."""

    def __init__(self, context: Mapping[str, object]) -> None:
        self.words: dict[Mark, str] = {}
        self.slots = {name: self._plain(value, name) for name, value in context.items()}

    def _plain(
        self, value: object, slot: str, marks: frozenset[Mark] = _UNMARKED, depth: int = 0
    ) -> object:
        """Text, numbers, days, and dicts and lists of them; TypeError for anything else.

        No record, file or function ever reaches a template, so there is nothing to call or to change.
        """
        match value:
            case str():
                return Said(value, slot, marks)
            case None | bool() | int() | date():
                return value
            case dict() if depth < MAX_NESTING:
                return self._slot(value, slot, marks, depth)
            case list() | tuple() if depth < MAX_NESTING:
                return [self._plain(item, slot, marks, depth + 1) for item in value[:MAX_LIST]]
        raise TypeError(f"{type(value).__name__} may not reach a template")

    def _slot(
        self, values: Mapping[str, object], slot: str, marks: frozenset[Mark], depth: int
    ) -> Slot:
        shown = {key: value for key, value in values.items() if key != USED}
        match values.get(USED):
            case (str(kind), int(id_)):
                marks = frozenset({(kind, id_)})
                self.words[kind, id_] = next((v for v in shown.values() if isinstance(v, str)), "")
        # The rest of each list belongs to the slot whose rest it is.
        names = {key: key if slot == "others" else slot for key in shown}
        return Slot(
            slot,
            {key: self._plain(v, names[key], marks, depth + 1) for key, v in shown.items()},
        )


def text_of(value: object) -> str:
    """What is printed for a value."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Slot():
            return text_of(next(iter(value.values()), None))
        case list():
            return ", ".join(map(text_of, value))
        case date():
            return filters.date(value)
        case tuple():
            raise TypeError("values in brackets can be compared with, not printed")
    return str(value)


def marks_of(value: object) -> frozenset[Mark]:
    """The material that is said when a value is printed."""
    match value:
        case Said():
            return value.marks
        case Slot():
            return marks_of(next(iter(value.values()), None))
        case list():
            return frozenset().union(*map(marks_of, value))
    return _UNMARKED


def slot_of(value: object) -> str:
    """The name under which a value was given; empty for a constant."""
    match value:
        case Said():
            return value.slot
        case Slot():
            return value.name
    return ""
