"""One row of the list of all people, and the orders in which it can stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_tui.core.words import ContactState, Role


class Order(StrEnum):
    """By what the list of all people is sorted."""

    STARS = "stars"
    NAME = "name"
    COMPANY = "company"
    NEXT = "next"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the list of all people shows them."""

    id: int
    name: str
    company: str
    title: str
    role: Role
    starred: bool
    state: ContactState
    next_due: date | None = None
    next_channel: str | None = None
    held_until: date | None = None
    last_on: date | None = None
    """The day of the last done touch, theirs or mine."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a typed filter asks for."""

    words: str = ""
    tags: tuple[str, ...] = ()


def sought(text: str) -> Sought:
    """Words to be found, and beside them the tags that are written with a #."""
    words = text.split()
    tags = tuple(word[1:].casefold() for word in words if word.startswith("#") and len(word) > 1)
    return Sought(" ".join(word for word in words if not word.startswith("#")), tags)
