"""The words in which the sample history is told: what happened, in days before a day that matters."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.core.words import (
    Decision,
    InsightKind,
    Origin,
    Outcome,
    Purpose,
    Rank,
    Stage,
    Tone,
)


@dataclass(frozen=True, slots=True)
class Interviewed:
    """A round of interviews."""

    ago: int
    round: int
    met: tuple[str, ...]
    interest: bool = True


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of the application; the person of the chapter gets the star."""

    ago: int
    decision: str = Decision.PASSED
    told_by: str = ""
    said: str = ""
    change: str = ""
    """What Sam changes because of what they said."""
    changed: bool = False
    stage: str = Stage.INTERVIEW
    rank: str = Rank.UNKNOWN


@dataclass(frozen=True, slots=True)
class Did:
    """One touch of Sam's: the planned one of that purpose when there is one.

    "{month}" in what they said is a month that lies ahead; a note reads it as well.
    """

    ago: int
    person: str
    channel: str
    purpose: str = Purpose.KEEP_WARM
    outcome: str = Outcome.SENT
    said: str = ""
    text: str = ""
    note: str = ""
    used: tuple[str, ...] = ()
    """The keys of the notes and insights it carried."""
    network: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """They wrote or called."""

    ago: int
    person: str
    channel: str
    said: str
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A note about a person or a company."""

    ago: int
    about: str
    kind: str
    text: str
    key: str = ""
    expires: int | None = None
    """Days after it was noted; None leaves it to the rules."""
    tone: str = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Found:
    """An insight."""

    ago: int
    teaser: str
    body: str = ""
    analysis: str = ""
    kind: str = InsightKind.OTHER
    origin: str = Origin.PUBLIC
    source: str = ""
    key: str = ""
    company: str = ""
    """Empty for the company of the chapter."""


@dataclass(frozen=True, slots=True)
class Paused:
    """Somebody rests until a working day so many days ahead of today."""

    ago: int
    person: str
    until: int


Happening = Interviewed | Decided | Did | Heard | Noted | Found | Paused


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happened at one company; every `ago` counts from the last counted touch with its star.

    That touch falls on the day after which the rules plan the next one `due` working days from
    today; without a `due`, `before` days ago.
    """

    happenings: tuple[Happening, ...]
    company: str = ""
    job: str = ""
    star: str = ""
    due: int | None = None
    before: int = 0
    slow: bool = False
    """Whether the distance of the second phase holds."""
    exact: bool = False
    """Whether the days are taken as they are, also when they fall on a weekend."""
    at_weekends: bool = False
    """Whether Sam asks for today when the rules cannot, since nobody works today."""
