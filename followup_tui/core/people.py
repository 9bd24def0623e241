"""What an import file tells: people and messages, before anyone decides who of them is already known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from followup_tui.core.words import Channel


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
    labels: tuple[tuple[str, str], ...] = ()
    """(address or number, what the file calls it): "work", "Büro"."""
    tags: tuple[str, ...] = ()
    """The groups that they are in there, but for those that every address book has."""


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """One message between me and others, as an archive of mail or of LinkedIn holds it."""

    key: str
    """The same in every copy of the message: its Message-ID, else a digest."""
    line: int
    """Where it begins in its file, from 1; of a folder of messages: its place there."""
    on: date
    channel: Channel
    inbound: bool
    others: tuple[str, ...]
    """Who is at the other end: keys of e-mail addresses or profiles."""
    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row or card, in one sentence."""

    line: int
    message: str
    lost: bool = field(default=False, compare=False)
    """Whether a row or card was left out because of it; else the rest of it was used."""
    cut_short: bool = field(default=False, compare=False)
    """Whether the file ends in the middle of it: what is missing is not known."""


STRANGER = "from nobody you know"
"""Why most messages of an archive are left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A message that is no touch, without being broken."""

    line: int
    why: str
    """In words that go behind a number: "draft", "from nobody you know"."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What concerns a file as a whole, in a sentence."""

    text: str


Item = IncomingPerson | IncomingMessage | Problem | LeftOut | Remark
"""What readers give, one after the other, so that a file need not fit into memory."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held."""

    kind: str
    people: tuple[IncomingPerson, ...] = ()
    messages: tuple[IncomingMessage, ...] = ()
    problems: tuple[Problem, ...] = ()
    cut_short: bool = False
    """The file ends in the middle: what is missing is not known."""

    @classmethod
    def of(cls, kind: str, items: Iterable[Item]) -> Reading:
        """All that a reader gives, at once; problems by their lines."""
        listed = list(items)
        problems = [i for i in listed if isinstance(i, Problem)]
        return cls(
            kind,
            tuple(i for i in listed if isinstance(i, IncomingPerson)),
            tuple(i for i in listed if isinstance(i, IncomingMessage)),
            tuple(sorted(problems, key=lambda problem: problem.line)),
            any(problem.cut_short for problem in problems),
        )
