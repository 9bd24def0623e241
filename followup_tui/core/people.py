"""A person as an import file describes them, before anyone decides whether they are already known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class IncomingPerson:
    """One usable row or card; every text has passed the cleaning boundary."""

    name: str
    line: int
    """Where it begins in its file, from 1."""
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    department: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    linkedin: str = ""
    connected_on: date | None = None
    """Set when the file is my own list of connections: they can be written to on LinkedIn."""
    note: str = ""
    starred: bool = False
    kept: tuple[str, ...] = ()
    """Properties we do not use, as they stood in the file, so that an export loses nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row or card, in one sentence."""

    line: int
    message: str
    lost: bool = field(default=False, compare=False)
    """Whether a row or card was left out because of it; else the rest of it was used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held."""

    kind: str
    people: tuple[IncomingPerson, ...] = ()
    problems: tuple[Problem, ...] = ()
    cut_short: bool = False
    """The file ends in the middle: what is missing is not known."""
