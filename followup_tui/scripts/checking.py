"""What a rule of the checker reads and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from followup_tui.core.records import Contact, Insight, Note, Opening, Used
from followup_tui.core.words import Level
from followup_tui.scripts.meter import LIMITS, Limit
from followup_tui.scripts.slots import Me

GREETING, CLOSING = "greeting", "closing"
"""The variants of a template that hold one part of a live call."""


def part_of(variant: str) -> str:
    """Which part of a live call a template of this variant is; empty for a whole script."""
    return variant if variant in (GREETING, CLOSING) else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a script: where, and what to do about it."""

    rule: str
    level: Level
    line: int
    """From 1, as the column; what concerns the subject or the whole stands at the beginning."""
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A script that went out before, to this person or to somebody at their company."""

    text: str
    on: date
    purpose: str
    contact: str
    same_person: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One piece of stored material that this person has heard already: the told-them ledger."""

    kind: str
    """note, insight, story or gain."""
    id: int
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Background:
    """What is known around a script; what is not known, a rule does not judge by."""

    today: date | None = None
    me: Me | None = None
    contact: Contact | None = None
    company: str = ""
    employers: tuple[str, ...] = ()
    """My other employers: none of them is named to this one."""
    colleagues: tuple[str, ...] = ()
    """Names of other people at this company, who may be mentioned."""
    opening: Opening | None = None
    """The vacancy that the script is about."""
    notes: tuple[Note, ...] = ()
    """Of this person and this company."""
    foreign: tuple[Note, ...] = ()
    """Common ground and observations that belong to other people."""
    insights: tuple[Insight, ...] = ()
    """Of this company; what is told in confidence is among them."""
    used: tuple[Used, ...] = ()
    """The stored material that the script was made of."""
    told: tuple[Told, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    """The newest first."""
    spoke_on: date | None = None
    """The last day of a touch in either direction."""
    decided_on: date | None = None
    """The day of their latest decision: no touch of mine, and yet no silence."""
    interest_stated: bool = False
    """Whether I said before that I would like to work there (S0.28, S3.20)."""
    asked_for: bool = False
    """They asked for what this script answers."""
    agreed_to_talk: bool = False
    flaws: tuple[str, ...] = ()
    """What is wrong in the template that the script was made of, as the template check says it."""


NOTHING_KNOWN = Background()


@dataclass(frozen=True, slots=True)
class Script:
    """What a rule reads: the words, and what is known around them."""

    text: str
    channel: str
    purpose: str
    subject: str = ""
    known: Background = NOTHING_KNOWN
    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)
    part: str = ""
    """ "greeting" or "closing" when it is only that part of a live call; empty for a whole script."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Where in the text, as an offset, and what to do about it."""

    at: int
    message: str
    level: Level | None = None
    """Another weight than the rule usually has."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: a function that yields remarks, and the scripts it speaks about."""

    id: str
    level: Level
    function: Callable[[Script], Iterable[Remark]]
    purposes: frozenset[str] | None = None
    """None for all, as with the channels."""
    channels: frozenset[str] | None = None
    of_whole: bool = False
    """It judges a whole script, and says nothing of the greeting or the closing of a call alone."""

    @property
    def help(self) -> str:
        """What it is about, for the help screen: the docstring of its function."""
        return self.function.__doc__ or ""

    def applies(self, channel: str, purpose: str) -> bool:
        """Whether it speaks about such a script at all."""
        return (self.channels is None or channel in self.channels) and (
            self.purposes is None or purpose in self.purposes
        )

    def read(self, script: Script) -> Iterator[Finding]:
        """Its remarks as findings, each at its line and column."""
        if self.of_whole and script.part:
            return
        for remark in self.function(script):
            line = script.text.count("\n", 0, remark.at) + 1
            column = remark.at - script.text.rfind("\n", 0, remark.at)
            yield Finding(self.id, remark.level or self.level, line, column, remark.message)
