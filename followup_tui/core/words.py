"""The vocabulary: every identifier that stands in tables, in JSON and on the command line."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a touch travels (S3.12). A config may name more; they are plain strings beside these."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    LINKEDIN = "linkedin"
    INVITATION = "invitation"
    LETTER = "letter"
    IN_PERSON = "in-person"
    LIGHT = "light"


class Form(StrEnum):
    """What rotates: the phone is one form, whether it ends as a call or a voicemail (S3.8)."""

    PHONE = "phone"
    EMAIL = "email"
    LINKEDIN = "linkedin"
    LETTER = "letter"
    IN_PERSON = "in-person"


class Purpose(StrEnum):
    """What a touch is for."""

    THANKS_INTERVIEW = "thanks-interview"
    THANKS_DECISION = "thanks-decision"
    DECLINE = "decline"
    KEEP_WARM = "keep-warm"
    VALUE = "value"
    OPENING = "opening"
    CONGRATULATION = "congratulation"
    FEEDBACK = "feedback"
    STATUS = "status"
    REFERRAL_THANKS = "referral-thanks"
    WITHDRAW = "withdraw"
    LANDED = "landed"
    REPLY = "reply"
    CONNECT = "connect"
    SOCIAL = "social"


class Outcome(StrEnum):
    """What came of a touch."""

    SENT = "sent"
    LEFT_MESSAGE = "left-message"
    NO_ANSWER = "no-answer"
    REACHED = "reached"
    REPLIED = "replied"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFERRED_ON = "referred-on"
    NOT_NOW = "not-now"
    STOP = "stop"
    NO_SHOW = "no-show"
    BOUNCED = "bounced"
    LEFT_COMPANY = "left-company"


class Role(StrEnum):
    """What a contact is to me (S0.6)."""

    HIRING_MANAGER = "hiring-manager"
    INTERVIEWER = "interviewer"
    RECRUITER = "recruiter"
    HR = "hr"
    EMPLOYEE = "employee"
    OTHER = "other"


class Decision(StrEnum):
    """How an application stands (S0.5, S4.11)."""

    IN_PROGRESS = "in-progress"
    PASSED = "passed"
    DECLINED = "declined"
    SILENCE = "silence"
    HIRED = "hired"
    WITHDRAWN = "withdrawn"


class Stage(StrEnum):
    """How far an application got (S1.1)."""

    APPLIED = "applied"
    RESUME = "resume"
    PRE_SCREEN = "pre-screen"
    INTERVIEW = "interview"
    ASKED_BACK = "asked-back"
    MORE_ROUNDS = "more-rounds"
    FINALIST = "finalist"


class Rank(StrEnum):
    """Where I stood among the candidates (S0.13)."""

    SECOND = "second"
    THIRD = "third"
    FINALIST = "finalist"
    UNKNOWN = "unknown"


class NoteKind(StrEnum):
    """What a note knows."""

    COMMON = "common"
    OBSERVATION = "observation"
    NEWS = "news"
    WISH = "wish"
    REASON = "reason"


class Tone(StrEnum):
    """Whether a piece of news may be mentioned at all: hard news never fills a slot."""

    GOOD = "good"
    PLAIN = "plain"
    HARD = "hard"


class InsightKind(StrEnum):
    """What an insight is about, most valuable first (S1.26)."""

    COMPETITOR = "competitor"
    CUSTOMER = "customer"
    PROSPECT = "prospect"
    OTHER = "other"


class Origin(StrEnum):
    """Where I had an insight; the last two are never teased elsewhere."""

    PUBLIC = "public"
    OWN = "own"
    CONFIDENCE = "confidence"
    INTERVIEW = "interview"


class GainKind(StrEnum):
    """What sort of thing was learned (S4.25)."""

    SKILL = "skill"
    EXPERIENCE = "experience"
    EDUCATION = "education"


class SkipReason(StrEnum):
    """Why a touch was left out; nobody judges (S1.16)."""

    DISCOMFORT = "discomfort"
    DISAPPOINTMENT = "disappointment"
    ANGER = "anger"
    TIME = "time"
    OTHER = "other"


class Standing(StrEnum):
    """How my recent touches look from the other side (S1.18)."""

    ADDING_VALUE = "adding-value"
    STAYING_IN_TOUCH = "staying-in-touch"
    TOO_CLOSE = "too-close"
    QUIET = "quiet"
    WAITING = "waiting"


class Section(StrEnum):
    """The parts of the agenda, in order."""

    OWED = "owed"
    WAITING = "waiting"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    PAUSED = "paused"


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Direction(StrEnum):
    """Who reached out."""

    OUT = "out"
    IN = "in"


class TouchState(StrEnum):
    """The life of a touch."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class ContactState(StrEnum):
    """Whether the plan may speak to a contact."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"
    COLLEAGUE = "colleague"


class Network(StrEnum):
    """Where a light touch happened (S0.41)."""

    LINKEDIN = "linkedin"
    TWITTER = "twitter"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    OTHER = "other"


class CompanyEventKind(StrEnum):
    """What may reopen a seat (S1.8, S1.13, S1.14)."""

    LEFT = "left"
    MOVED = "moved"
    GROWS = "grows"


ROLE_ORDER: tuple[Role, ...] = tuple(Role)
"""Hiring manager before others (S3.6); recruiters and HR weigh less than interviewers (S3.4)."""

THANKS: frozenset[str] = frozenset({Purpose.THANKS_INTERVIEW, Purpose.THANKS_DECISION})

_FORM_OF: dict[str, str] = {
    Channel.CALL: Form.PHONE,
    Channel.VOICEMAIL: Form.PHONE,
    Channel.EMAIL: Form.EMAIL,
    Channel.LINKEDIN: Form.LINKEDIN,
    Channel.LETTER: Form.LETTER,
    Channel.IN_PERSON: Form.IN_PERSON,
}


def form_of(channel: str) -> str | None:
    """The form a channel belongs to; invitations and light touches have none; own channels are their own."""
    if channel in (Channel.INVITATION, Channel.LIGHT):
        return None
    return _FORM_OF.get(channel, channel)


def planned_channel(form: str) -> str:
    """The channel a planned touch of that form carries: the phone is planned as a call."""
    return Channel.CALL if form == Form.PHONE else form


_SPOKEN: dict[str, str] = {
    Channel.CALL: "call",
    Channel.EMAIL: "e-mail",
    Channel.LINKEDIN: "LinkedIn message",
    Channel.INVITATION: "LinkedIn invitation",
    Channel.LETTER: "note",
    Channel.LIGHT: "light touch",
    Channel.IN_PERSON: "meeting",
    Form.PHONE: "phone",
    Purpose.THANKS_INTERVIEW: "thank-you after the interview",
    Purpose.THANKS_DECISION: "thank-you after the decision",
    Purpose.KEEP_WARM: "keep warm",
    Purpose.REFERRAL_THANKS: "thanks for the referral",
    Purpose.FEEDBACK: "feedback request",
    Purpose.CONNECT: "invitation to connect",
    Outcome.LEFT_MESSAGE: "left a message",
    Outcome.NO_ANSWER: "no answer",
    Outcome.REFERRED_ON: "sent me on",
    Outcome.NOT_NOW: "not now",
    Outcome.STOP: "asked me to stop",
    Outcome.NO_SHOW: "did not show",
    Outcome.LEFT_COMPANY: "left the company",
    Role.HIRING_MANAGER: "hiring manager",
    Role.HR: "HR",
    Standing.ADDING_VALUE: "adding value",
    Standing.STAYING_IN_TOUCH: "staying in touch",
    Standing.TOO_CLOSE: "too close",
    Standing.WAITING: "waiting, as asked",
}


def spoken(word: str) -> str:
    """An identifier as a person would say it: `keep-warm` is "keep warm"."""
    return _SPOKEN.get(word, word.replace("-", " "))
