"""Whether a script is fit to send: a list of rules, each of which reads it once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from followup_tui.core.records import Contact
from followup_tui.core.text import fold
from followup_tui.core.words import Channel, Level, spoken
from followup_tui.scripts.filters import a_or_an
from followup_tui.scripts.meter import LIMITS, Limit, Unit, measure
from followup_tui.scripts.slots import SLOTS, Me


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
class Script:
    """What a rule reads: the words, and what is known around them."""

    text: str
    channel: str
    purpose: str
    subject: str
    me: Me | None
    contact: Contact | None
    limits: Mapping[str, Limit]


Remark = tuple[int, str]
"""Where in the text, as an offset, and the message."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One check: a function that yields remarks, and the scripts it speaks about."""

    id: str
    level: Level
    function: Callable[[Script], Iterable[Remark]]
    purposes: frozenset[str] | None = None
    """None for all, as with the channels."""
    channels: frozenset[str] | None = None

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
        for at, message in self.function(script):
            line = script.text.count("\n", 0, at) + 1
            column = at - script.text.rfind("\n", 0, at)
            yield Finding(self.id, self.level, line, column, message)


def check(
    text: str,
    channel: str,
    purpose: str,
    *,
    subject: str = "",
    me: Me | None = None,
    contact: Contact | None = None,
    limits: Mapping[str, Limit] = LIMITS,
) -> tuple[Finding, ...]:
    """What there is to say about a script, in the order of its text; nothing when it is fit to send.

    Without `me` and `contact` the rules judge by the words alone.
    """
    script = Script(text, channel, purpose, subject, me, contact, limits)
    findings = {
        finding for rule in RULES if rule.applies(channel, purpose) for finding in rule.read(script)
    }
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, f.rule, f.message)))


_SLOT = re.compile(r"\[([A-Za-z_]+)\?\]")
# What people and other programs leave to be filled in: {{ x }}, {% x %}, {name}, ____, [Name], <name>.
_GAP = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\{[A-Za-z][\w .'-]{0,40}\}|_{3,}"
    r"|\[[A-Za-z][A-Za-z .,'/_-]{0,40}\](?!\()|<[A-Za-z][A-Za-z _'-]{0,40}>"
)
_LACKING = {
    "me": "your own name or number. Press , for the settings.",
    "contact": "more about the person, such as a first name. Press e to add it.",
    "company": "the company. Press e to add it.",
    "application": "an application. Press X to log one.",
    "common": "something you have in common. Press n to add it.",
    "observation": "something you noticed about the person. Press n to add it.",
    "news": "fresh news of the company. Press n to add it.",
    "reason": "a reason that you have not given yet. Press n to add it.",
    "insight": "an insight that is prepared and unused. Press n to add it.",
    "story": "a story with all four parts that fits the job. Press n to add it.",
    "gain": "something you learned since you were last in touch. Press n to add it.",
    "opening": "an opening. Press O to log one.",
    "last": "an earlier touch. Press t to log one.",
    "referrer": "the name of who referred you. Press n to add it.",
}


def unfilled(script: Script) -> Iterator[Remark]:
    """Nothing is left to fill in, and the greeting has the right first name."""
    for gap in _SLOT.finditer(script.text):
        yield gap.start(), _lack(gap)
    for gap in _GAP.finditer(script.text):
        yield gap.start(), f"{gap[0]} is still to be filled in."
    for gap in _SLOT.finditer(script.subject):
        yield 0, f"In the subject: {_lack(gap)}"
    for gap in _GAP.finditer(script.subject):
        yield 0, f"In the subject: {gap[0]} is still to be filled in."
    yield from _wrong_name(script)


def _lack(gap: re.Match[str]) -> str:
    if gap[1] in _LACKING:
        return f"Missing here: {_LACKING[gap[1]]}"
    return f"{gap[0]} is no slot: a template may name {', '.join(SLOTS)}."


_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: again)?(,?)[ \t]+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_TITLE = re.compile(r"(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir)\b\.?[ \t]+", re.IGNORECASE)
_NOT_NAMES = frozenset({"i", "hiring", "recruiter", "sir", "madam", "team", "all", "everyone"})


def _wrong_name(script: Script) -> Iterator[Remark]:
    greeting = _GREETING.match(script.text)
    if greeting is None or script.contact is None or script.contact.placeholder:
        return
    title = _TITLE.match(script.text, greeting.end())
    name = _NAME.match(script.text, title.end() if title else greeting.end())
    if name is None or name[0][0].islower() or fold(name[0]) in _NOT_NAMES:
        return
    # "Hi, Maya," greets; "Hi, Sam here" does not.
    if greeting[1] and script.text[name.end() : name.end() + 1] not in (*",.!:;", "", "\n"):
        return
    contact = script.contact
    theirs = _words(f"{contact.first_name} {contact.last_name} {contact.name}")
    if theirs and not _words(name[0]) & theirs:
        known = contact.first_name or contact.name
        yield name.start(), f"The greeting says {name[0]}, but this goes to {known}."


def _words(text: str) -> set[str]:
    return {fold(word) for word in _NAME.findall(text)} | set(re.findall(r"\w+", fold(text)))


def invitation(script: Script) -> Iterator[Remark]:
    """An invitation has no more characters than LinkedIn takes."""
    size = measure(script.text, script.channel, script.limits)
    if size.limit and size.over_at is not None:
        over = size.counted - size.limit.amount
        yield (
            size.over_at,
            f"{size.counted} characters where {size.limit.amount} fit: cut {over} of them.",
        )


_SAID_AS = {
    Unit.SECONDS: "{} s, and {} is at its best within {} s: cut what they do not need.",
    Unit.WORDS: "{} words, and {} is at its best within {}: cut what they do not need.",
    Unit.CHARACTERS: "{} characters, and {} has room for {}: cut what they do not need.",
}


def too_long(script: Script) -> Iterator[Remark]:
    """It is short enough for its channel; of a live call that goes for what is said before they speak."""
    size = measure(script.text, script.channel, script.limits)
    # The length of an invitation is not a matter of taste: it has a rule of its own.
    if size.limit and size.over_at is not None and script.channel != Channel.INVITATION:
        form = _SAID_AS[size.limit.unit]
        what = "a greeting" if script.channel == Channel.CALL else a_or_an(spoken(script.channel))
        yield size.over_at, form.format(size.counted, what, size.limit.amount)


# Not the mark in [news?] nor those inside an address.
_QUESTION = re.compile(r"\?+(?=[\s\"')*]|$)")
_NUMBER = re.compile(r"\d(?:[\s()./-]*\d){6,}")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PARTING = re.compile(
    r"\b(?:thank|appreciate|bye|goodbye|take care|all the best|wish|let you (?:go|get)"
    r"|(?:speak|talk) (?:again|soon|now and)|until (?:then|next)|have a (?:good|great|lovely|nice))",
    re.IGNORECASE,
)


def manners(script: Script) -> Iterator[Remark]:
    """One question is enough; a voicemail says my name and number; a live call has a closing."""
    questions = [*_QUESTION.finditer(script.text)]
    if len(questions) > 1:
        yield questions[1].start(), "This is a second question: one is easier to answer."
    if script.channel == Channel.VOICEMAIL:
        yield from _unsigned(script)
    if script.channel == Channel.CALL:
        *_, last = (0, *(gap.end() for gap in _BLANK_LINE.finditer(script.text.rstrip())))
        if not _PARTING.search(script.text, last):
            yield last, "There is no closing: thank them and let them go."


def _unsigned(script: Script) -> Iterator[Remark]:
    name = script.me.name if script.me else ""
    if name and not _words(name) & _words(script.text):
        yield 0, f"Say who calls: {name}."
    # Abroad and at home a number begins differently; its end is the same.
    mine = re.sub(r"\D", "", script.me.phone if script.me else "")[-7:]
    said = [re.sub(r"\D", "", number) for number in _NUMBER.findall(script.text)]
    if not any(number.endswith(mine) for number in said) and "[me?]" not in script.text:
        yield 0, "Say your number, so that they can call back."


RULES: tuple[Rule, ...] = (
    Rule("L05", Level.ERROR, unfilled),
    Rule("L11", Level.ERROR, invitation, channels=frozenset({Channel.INVITATION})),
    Rule("L15", Level.WARNING, too_long),
    Rule("L20", Level.INFO, manners),
)
"""The rules, by number."""
