"""What feeds bring: news that may be told, vacancies, and the job alerts that others keep for me."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from followup_tui.core.text import fold
from followup_tui.core.words import Tone

_HARD = re.compile(
    r"\b(lay(s|ing)? ?off\w*|layoffs?|laid off|job cuts?|cut(s|ting)? [\w,.]* ?jobs|redundanc\w+"
    r"|dies|died|dead|deaths?|fatal\w*|killed|mourns?|obituary|recall(s|ed|ing)?|lawsuits?|sue[sd]?"
    r"|suing|indict\w+|fraud|bankrupt\w*|insolven\w+|chapter 11|explosion|entlass\w+|ruckruf\w*"
    r"|insolvenz\w*|licenciement\w*|despid\w+)\b"
)


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that a company's news, or its vacancies, come from."""

    id: int
    company_id: int
    company: str
    url: str
    jobs: bool = False
    """It lists vacancies: they are proposed as openings, not as news."""
    etag: str = ""
    modified: str = ""
    fetched_at: datetime | None = None
    """UTC; None before the first look."""
    items: int = 0
    """What it brought that is still there to be seen."""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Clipping:
    """One item of a feed that is still to be seen: news with its note, or a vacancy."""

    id: int
    feed_id: int
    company_id: int
    company: str
    title: str
    url: str = ""
    on: date | None = None
    jobs: bool = False
    note_id: int | None = None
    """The note that keeps the news; None for a vacancy."""
    marked: bool = False
    """Whether I chose it for scripts."""
    tone: Tone = Tone.PLAIN
    expires: date | None = None
    used_on: date | None = None

    @property
    def in_scripts(self) -> bool:
        """Whether a script may say it: I chose it, and it is not hard news."""
        return self.marked and self.tone is not Tone.HARD

    def stale(self, today: date) -> bool:
        """Whether the news is told, or past its day (S0.33)."""
        return self.used_on is not None or (self.expires is not None and self.expires < today)


@dataclass(frozen=True, slots=True)
class Alert:
    """A job alert kept by a service outside: what it looks for, and when I last looked (S4.19)."""

    id: int
    company_id: int
    company: str
    service: str
    query: str = ""
    looked_on: date | None = None
    rev: int = 1


def tone_of(title: str) -> Tone:
    """Whether a headline sounds like news that is never mentioned; a person may say otherwise."""
    return Tone.HARD if _HARD.search(fold(title)) else Tone.PLAIN
