"""What the program knows, as frozen records: the only shape in which data crosses a package border."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from followup_tui.core.words import (
    Channel,
    CompanyEventKind,
    ContactState,
    Decision,
    Direction,
    GainKind,
    InsightKind,
    NoteKind,
    Origin,
    Purpose,
    Rank,
    Role,
    Stage,
    Tone,
    TouchState,
)


@dataclass(frozen=True, slots=True)
class Company:
    """An employer."""

    id: int
    name: str
    wanted: bool = True
    """Whether I would still like to land there (S3.40)."""
    interest: str = ""
    """My own sentence of interest in this company (S3.21)."""
    referral_programme: str = ""
    """What is known of an employee referral programme and its reward (S4.27)."""
    page_followed_on: date | None = None
    paused_until: date | None = None
    """Nobody there is contacted before that day; `date.max` means until further notice."""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, with what the lists show of their next touch; the star stands beside the name (S4.12)."""

    id: int
    name: str
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    department: str = ""
    role: Role = Role.OTHER
    company_id: int | None = None
    company: str = ""
    starred: bool = False
    starred_on: date | None = None
    kept_warm_on: date | None = None
    """The day a running plan began: the first star or the first counted touch."""
    state: ContactState = ContactState.ACTIVE
    paused_until: date | None = None
    """While paused: the day the plan resumes, `date.max` for until further notice."""
    emails: tuple[str, ...] = ()
    """Usable addresses, the preferred one first; bounced ones are left out."""
    phones: tuple[str, ...] = ()
    linkedin: str = ""
    connected: bool = False
    """They accepted an invitation, or came from my own list of connections."""
    timezone: str = ""
    shared_group: str = ""
    """A LinkedIn group we share (S4.17)."""
    email_source: str = ""
    """Where the address came from, e.g. a business card (S4.17)."""
    placeholder: bool = False
    """Met, but not yet known by name ("two engineers"): to be renamed."""
    next_touch_id: int | None = None
    next_due: date | None = None
    next_channel: str | None = None
    next_purpose: Purpose | None = None
    held_until: date | None = None
    """The later of the contact's and the company's pause: until then it stands under paused."""
    deleted_at: datetime | None = None
    rev: int = 1

    def paused(self, today: date) -> bool:
        """Whether the plan rests on that day."""
        return self.held_until is not None and self.held_until > today


@dataclass(frozen=True, slots=True)
class Employment:
    """A job a contact had; the current one stands on the contact itself."""

    id: int
    contact_id: int
    company: str
    title: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """One run at one job."""

    id: int
    company_id: int
    role: str
    decision: Decision = Decision.IN_PROGRESS
    decided_on: date | None = None
    decides_on: date | None = None
    """The day they promised an answer."""
    stage: Stage | None = None
    rank: Rank = Rank.UNKNOWN
    reason: str = ""
    """Why, if they said so; optional and often unknown (S0.24)."""
    told_by_id: int | None = None
    successor_started_on: date | None = None
    """The day the person who got the job started: where the seat clock begins."""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Interview:
    """A meeting inside an application."""

    id: int
    application_id: int
    on: date
    round: int = 1
    contact_ids: tuple[int, ...] = ()
    interest_stated: bool = False
    """Whether I said that I want the job (S0.27)."""


@dataclass(frozen=True, slots=True)
class Used:
    """One piece of stored material that a touch carried: the told-them ledger."""

    kind: str
    """note, insight, story or gain."""
    id: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Touch:
    """One act of contact, planned or past."""

    id: int
    contact_id: int | None
    contact: str = ""
    company_id: int | None = None
    company: str = ""
    """The company it was made at: it stays when the person moves on."""
    channel: str = Channel.EMAIL
    purpose: Purpose = Purpose.KEEP_WARM
    direction: Direction = Direction.OUT
    state: TouchState = TouchState.PLANNED
    due_on: date | None = None
    done_on: date | None = None
    outcome: str | None = None
    subject: str = ""
    text: str = ""
    """The script as sent, or what they wrote for an inbound one."""
    said: str = ""
    """Their words."""
    note: str = ""
    """My remark on tactic and impression (S1.38)."""
    minutes: int | None = None
    """How long a call took of their time (S1.21)."""
    network: str = ""
    application_id: int | None = None
    opening_id: int | None = None
    attempt: int = 1
    """Which try this is: a call nobody answered is tried again, at most twice."""
    held: bool = False
    """A date a person chose: it holds through every replanning."""
    promised: bool = False
    """A date they asked for: outside courtesy and cap."""
    skip_reason: str = ""
    override: str = ""
    """Why courtesy was passed over, in my words."""
    handed_at: datetime | None = None
    """When the text left the program by copy, mail or link, before its outcome was known."""
    handed_text: str = ""
    why: str = ""
    carried: bool = False
    """Whether it brought news or an insight: what standing asks for."""
    asks: bool = False
    """An inbound touch that wants something from me: a reply is owed."""
    used: tuple[Used, ...] = ()
    created_at: datetime | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """Something known about a contact or a company."""

    id: int
    kind: NoteKind
    text: str
    contact_id: int | None = None
    company_id: int | None = None
    on: date | None = None
    expires: date | None = None
    tone: Tone = Tone.PLAIN
    url: str = ""
    marked: bool = True
    """Whether it may enter a script: news from feeds starts unmarked."""
    mentioned: bool = False
    """A reason I already gave in the interview: not to be used again (S0.21)."""
    until: date | None = None
    """A wish to wait: the day they named."""
    form: str = ""
    """A wish for one form: phone, email, linkedin …"""
    used_on: date | None = None
    """The last day a done touch carried it."""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Insight:
    """Researched information of value to a manager: the teaser may be said, the body is kept back."""

    id: int
    company_id: int
    teaser: str
    body: str
    analysis: str = ""
    kind: InsightKind = InsightKind.OTHER
    origin: Origin = Origin.PUBLIC
    source: str = ""
    on: date | None = None
    used_on: date | None = None
    rev: int = 1

    @property
    def prepared(self) -> bool:
        """Whether there is anything behind the teaser (S1.29)."""
        return bool(self.teaser.strip() and self.body.strip())


@dataclass(frozen=True, slots=True)
class Story:
    """One of my STAR stories (S0.22)."""

    id: int
    title: str
    situation: str
    task: str
    action: str
    result: str
    tags: tuple[str, ...] = ()
    used_on: date | None = None
    """The last day a done touch carried it."""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Gain:
    """A dated addition to what I can do (S4.25)."""

    id: int
    text: str
    on: date
    kind: GainKind = GainKind.SKILL
    closes_application_id: int | None = None
    """The run whose gap it closes: what they missed in me then (S4.26)."""
    used_on: date | None = None
    """The last day a done touch carried it."""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an employer said about my interview, verbatim (S2.13)."""

    id: int
    company_id: int
    text: str
    on: date
    contact_id: int | None = None
    application_id: int | None = None
    change: str = ""
    """What I changed because of it (S2.14)."""
    changed: bool = False
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Opening:
    """A specific vacancy."""

    id: int
    company_id: int
    title: str
    department: str = ""
    url: str = ""
    on: date | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do that is not a touch."""

    id: int
    text: str
    due_on: date | None = None
    done_on: date | None = None
    kind: str = ""
    contact_id: int | None = None
    company_id: int | None = None
    rev: int = 1


@dataclass(frozen=True, slots=True)
class CompanyEvent:
    """Something that may reopen a seat."""

    id: int
    company_id: int
    kind: CompanyEventKind
    on: date
    text: str = ""
    rev: int = 1


@dataclass(frozen=True, slots=True)
class Posted:
    """An e-mail that was about to be sent, noted before it went."""

    id: int
    touch_id: int | None
    digest: str
    recipient: str
    state: str
    """sending, sent or failed; what stands at `sending` may have gone out or not."""
    at: datetime
    """UTC."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A script being written; saved as one types, never journalled."""

    contact_id: int
    channel: str
    purpose: Purpose
    subject: str
    body: str
    wording: int = 0
    template: str = ""
    touch_id: int | None = None
    edited: bool = False
    """Whether a person changed it: an untouched draft is rendered afresh."""
    used: tuple[Used, ...] = ()
