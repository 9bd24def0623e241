"""How each person of a company stands with me: LinkedIn, common ground, interest, the time since a no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from followup_tui.core.counting import is_counted, unanswered
from followup_tui.core.phrases import short_date
from followup_tui.core.records import Application, Contact, Insight, Interview, Touch
from followup_tui.core.text import fold
from followup_tui.core.warmth import Degree, Warmth, warmth
from followup_tui.core.words import (
    THANKS,
    Channel,
    ContactState,
    Decision,
    Direction,
    Outcome,
    Purpose,
    Rank,
    Stage,
    TouchState,
    spoken,
)

STATING = frozenset(
    {Purpose.THANKS_INTERVIEW, Purpose.THANKS_DECISION, Purpose.KEEP_WARM, Purpose.STATUS}
)
"""What says, each time, that I would like to work there."""
INTERVIEW_END = "interview-end"
"""The kind of the task that remembers how an interview ended (S0.27)."""
_ANSWERED_BY = 3
_WORD = re.compile(r"[^\W_]+")
_UNHEARD = frozenset({Outcome.NO_ANSWER, Outcome.NO_SHOW, Outcome.BOUNCED})


class Connection(StrEnum):
    """How far a LinkedIn connection got (S0.38)."""

    NOT_SENT = "not-sent"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Place:
    """One person of a company."""

    contact: Contact
    connection: Connection
    warmth: Warmth
    met: bool
    """We sat in an interview together, or met in a run there."""
    common: bool
    """Something that we share is noted (S0.15)."""
    interest_on: date | None = None
    """The last day on which they heard that I would like to work there (S0.28)."""
    forgotten_since: date | None = None
    """The day of a no after which they never heard from me (S2.8)."""
    silent: int = 0
    """How many counted touches went out since they last answered (S1.32)."""

    @property
    def lacks_common(self) -> bool:
        """Met, and nothing that we share is noted yet (S0.16)."""
        return self.met and not self.common

    @property
    def reachable(self) -> bool:
        """Whether there is a way to write or call: else a business card helps (S4.18)."""
        return bool(self.contact.emails or self.contact.phones or self.contact.linkedin)


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of a company's people together."""

    touches: tuple[Touch, ...]
    applications: tuple[Application, ...]
    interviews: tuple[Interview, ...]
    met: frozenset[tuple[int, int]]
    """(application, contact) of everyone met."""
    common: frozenset[int]
    """Who shares something with me that is noted."""


def place(contact: Contact, known: Company, gap: int, today: date) -> Place:
    """How one person stands."""
    own = tuple(t for t in known.touches if t.contact_id == contact.id)
    return Place(
        contact,
        connection(contact, own),
        warmth(contact.id, own, known.interviews, gap, today),
        any(who == contact.id for _, who in known.met),
        contact.id in known.common,
        interest_stated_on(contact.id, own, known.interviews),
        _forgotten(contact, own, known),
        unanswered(own),
    )


def connection(contact: Contact, own: Iterable[Touch]) -> Connection:
    """Not sent, sent, accepted or declined, by the newest invitation that went out."""
    if contact.connected:
        return Connection.ACCEPTED
    sent = [
        t
        for t in own
        if t.channel == Channel.INVITATION
        and t.state is TouchState.DONE
        and t.direction is Direction.OUT
    ]
    newest = max(sent, key=lambda t: (t.done_on or date.min, t.id), default=None)
    if newest is None:
        return Connection.NOT_SENT
    answers = {Outcome.ACCEPTED: Connection.ACCEPTED, Outcome.DECLINED: Connection.DECLINED}
    return answers.get(Outcome(newest.outcome or Outcome.SENT), Connection.SENT)


def interest_stated_on(
    contact_id: int, own: Iterable[Touch], interviews: Iterable[Interview]
) -> date | None:
    """The last day on which somebody heard of my interest; None when they never did (S0.28, S3.20)."""
    days = [i.on for i in interviews if i.interest_stated and contact_id in i.contact_ids]
    days += [
        t.done_on
        for t in own
        if t.done_on and t.contact_id == contact_id and t.purpose in STATING and was_heard(t)
    ]
    return max(days, default=None)


def was_heard(touch: Touch) -> bool:
    """Whether a touch of mine reached anybody."""
    return (
        touch.state is TouchState.DONE
        and touch.direction is Direction.OUT
        and touch.outcome not in _UNHEARD
    )


def _forgotten(contact: Contact, own: tuple[Touch, ...], known: Company) -> date | None:
    if contact.state in (ContactState.STOPPED, ContactState.COLLEAGUE):
        return None
    noes = [
        a.decided_on
        for a in known.applications
        if a.decision is Decision.PASSED and a.decided_on and (a.id, contact.id) in known.met
    ]
    newest = max(noes, default=None)
    if newest is None or any(t.done_on and t.done_on >= newest for t in own if _noticed(t)):
        return None
    return newest


def _noticed(touch: Touch) -> bool:
    """Thanks and invitations are noticed as much as what counts; so is anything from them."""
    if touch.direction is Direction.IN:
        return touch.state is TouchState.DONE
    return is_counted(touch) or (was_heard(touch) and touch.purpose in (*THANKS, Purpose.CONNECT))


def lead(
    applications: Iterable[Application], touches: Iterable[Touch], close: bool, today: date
) -> str:
    """Why I am one of the first they can think of when that seat opens; empty when I am not (S1.12).

    A finalist who kept in touch since the no and never came too close.
    """
    lost = [
        a
        for a in applications
        if a.decision is Decision.PASSED
        and a.decided_on
        and (a.rank is not Rank.UNKNOWN or a.stage is Stage.FINALIST)
    ]
    best = max(lost, key=lambda a: (a.decided_on or date.min, a.id), default=None)
    if best is None or best.decided_on is None or close:
        return ""
    since = best.decided_on
    kept = any(is_counted(t) and t.done_on and since <= t.done_on <= today for t in touches)
    place = "a finalist" if best.rank in (Rank.UNKNOWN, Rank.FINALIST) else spoken(best.rank)
    was = f"you were {place} here ({short_date(since, today)})"
    if not kept:
        return f"{was}: one friendly touch makes you one of the first to think of"
    return f"{was} and kept in touch: one of the first to think of when the seat opens"


def inside_contact(insight: Insight, people: Iterable[Contact]) -> Contact | None:
    """Whoever of the people I know told it: an insight from inside (S1.24, S1.25)."""
    source = _words(insight.source)
    named = (p for p in people if len(p.name) > 2 and _words(p.name) in source)
    return next(named, None)


def _words(text: str) -> str:
    return " ".join(["", *_WORD.findall(fold(text)), ""])


def _silence(messages: int) -> str:
    """One message without an answer is normal: mostly the second or third brings it (S1.32)."""
    if messages == 1:
        return "no answer yet to one message: that is normal, the second or third brings it"
    return f"{messages} messages without an answer" + (
        ": answers mostly come about now" if messages <= _ANSWERED_BY else ""
    )


def remarks(found: Place, today: date) -> tuple[str, ...]:
    """What the page says of somebody beside their name, the most pressing first."""
    told = [f"{found.warmth.degree}: {found.warmth.why}"]
    if found.warmth.degree is Degree.NEW:
        told = [found.warmth.why]
    told.append(f"LinkedIn: {found.connection.replace('-', ' ')}")
    if found.interest_on is not None:
        told.append(f"heard of your interest on {short_date(found.interest_on, today)}")
    elif found.met:
        told.append("has not heard of your interest")
    if found.silent:
        told.append(_silence(found.silent))
    if found.lacks_common:
        told.append("no common ground noted yet")
    if found.forgotten_since is not None:
        since = short_date(found.forgotten_since, today)
        told.insert(0, f"has not heard from you since the no ({since})")
    if not found.reachable:
        told.append("no address yet: the business card, or the recruiter, has one")
    return tuple(told)
