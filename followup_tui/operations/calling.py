"""A call from the brief to what came of it: both scripts, what to know before, what is recorded."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from followup_tui.core.calls import CallPlan, Check, length_advice, pre_call
from followup_tui.core.counting import is_answer, newest_first
from followup_tui.core.dossier import Dossier
from followup_tui.core.hours import hours_warning
from followup_tui.core.owed import owed
from followup_tui.core.records import Contact, Gain, Insight, Note, Touch, Used
from followup_tui.core.standing import contact_standing
from followup_tui.core.words import Channel, Direction, NoteKind, Origin, Outcome, Purpose
from followup_tui.errors import NotFound
from followup_tui.operations import drafting
from followup_tui.operations.background import me
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Script, Wanted
from followup_tui.operations.preview import what_if
from followup_tui.operations.touches import Happened, Recorded, done, log

OUTCOMES: tuple[Outcome, ...] = (
    Outcome.REACHED,
    Outcome.LEFT_MESSAGE,
    Outcome.NO_ANSWER,
    Outcome.REPLIED,
    Outcome.REFERRED_ON,
    Outcome.NOT_NOW,
    Outcome.STOP,
)
"""What may come of a call, in the order of its keys."""

_MOST = 3
"""Insights and gains in one brief: nobody reads more before a call."""
_QUESTION = re.compile(r"\?")
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class CallBrief:
    """Everything to have before one's eyes when the phone rings over there (S1.33)."""

    contact: Contact
    touch: Touch | None
    """What is planned with them and would be settled by this call."""
    voicemail: Script
    greeting: Script
    """What is said when they pick up."""
    closing: str
    """How the call ends: thanks, their time, until the next one (S3.35)."""
    insights: tuple[Insight, ...]
    """Prepared ones, the one that is teased first; body and analysis are for my eyes."""
    last_words: str
    last_words_on: date | None
    gains: tuple[Gain, ...]
    """What I learned since we last spoke."""
    phone: str
    me_name: str
    me_phone: str
    hours_warning: str
    checks: tuple[Check, ...]
    length_advice: str
    limit: int
    """Seconds that a voicemail may take."""


@dataclass(frozen=True, slots=True)
class CallResult:
    """What came of a call."""

    outcome: Outcome
    minutes: int | None = None
    """How long we talked; None when we did not."""
    ended_by_me: bool | None = None
    """Whether I was the one who ended it, where that was noticed (S3.34)."""
    said: str = ""
    note: str = ""
    until: date | None = None
    opening: bool = False
    """They spoke of a specific job, which is to be written down (S3.33)."""

    @property
    def talked(self) -> bool:
        """Whether there was a conversation."""
        return self.minutes is not None or self.outcome is Outcome.REACHED


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an outcome would lead to."""

    outcome: Outcome
    next: Touch | None
    remarks: tuple[str, ...]


def call_brief(desk: Desk, contact: Contact, now: datetime | None = None) -> CallBrief:
    """Everything for a call to somebody, at the hour `now`, which is this moment unless given.

    Raises RuleError for someone who asked to be left alone, NotFound where no script is written for it.
    """
    dossier = desk.store.people.dossier(contact.id, desk.today)
    touch = owed(dossier.planned) or next(iter(dossier.planned), None)
    voicemail = drafting.current_script(desk, contact, Wanted(channel=Channel.VOICEMAIL))
    greeting, closing = _live(desk, dossier, voicemail)
    last = _last_words(dossier)
    insights = _insights(dossier, voicemail.used)
    own = me(desk)
    limit = drafting.limits_of(desk)[Channel.VOICEMAIL].amount
    return CallBrief(
        contact=dossier.contact,
        touch=touch,
        voicemail=voicemail,
        greeting=greeting,
        closing=closing,
        insights=insights[:_MOST],
        last_words=(last.said or last.text) if last else "",
        last_words_on=last.done_on if last else None,
        gains=_gains(desk, dossier)[:_MOST],
        phone=next(iter(contact.phones), ""),
        me_name=own.name,
        me_phone=own.phone,
        hours_warning=calling_hours(contact, now),
        checks=pre_call(_plan(desk, dossier, voicemail, touch, insights, limit)),
        length_advice=length_advice(dossier.own),
        limit=limit,
    )


def calling_hours(contact: Contact, now: datetime | None = None) -> str:
    """What to know of the hour before calling somebody; empty while it suits or is not known."""
    return hours_warning(contact.timezone, now or datetime.now().astimezone())


def record_call(
    desk: Desk, brief: CallBrief, result: CallResult, happened: Happened | None = None
) -> Recorded:
    """Record a call on the touch that was planned, or as a new one where nothing was.

    `happened` is `happened_in` with what was asked afterwards, such as a courtesy override.
    """
    happened = happened or happened_in(brief, result)
    if brief.touch is not None:
        return done(desk, brief.touch, happened)
    return log(desk, brief.contact, happened)


def happened_in(brief: CallBrief, result: CallResult) -> Happened:
    """The call as the verbs know it; the script that was heard is its text."""
    heard = _heard(brief, result)
    return Happened(
        channel=_channel(result),
        outcome=result.outcome,
        text="\n\n".join(text for text, _ in heard),
        used=tuple(dict.fromkeys(piece for _, used in heard for piece in used)),
        note=_with_ending(result),
        said=result.said,
        until=result.until,
        minutes=result.minutes,
    )


def foresee(desk: Desk, brief: CallBrief) -> tuple[Foreseen, ...]:
    """What each outcome would plan, with nothing of it written."""
    return tuple(_foreseen(desk, brief, outcome) for outcome in OUTCOMES)


def _foreseen(desk: Desk, brief: CallBrief, outcome: Outcome) -> Foreseen:
    minutes = 1 if outcome is Outcome.REACHED else None
    result = CallResult(outcome, minutes)
    would = what_if(desk, lambda: record_call(desk, brief, result))
    return Foreseen(outcome, would.next, would.remarks)


def _channel(result: CallResult) -> Channel:
    reached_nobody = result.outcome in (Outcome.LEFT_MESSAGE, Outcome.REPLIED)
    return Channel.VOICEMAIL if reached_nobody and not result.talked else Channel.CALL


def _heard(brief: CallBrief, result: CallResult) -> list[tuple[str, tuple[Used, ...]]]:
    """The words that reached them, each with what they were made of; a script with a hole never did."""
    if result.talked:
        if not _whole(brief.greeting):
            return []
        said: list[tuple[str, tuple[Used, ...]]] = [(brief.greeting.body, brief.greeting.used)]
        return [*said, (brief.closing, ())] if brief.closing else said
    if _channel(result) is Channel.VOICEMAIL and _whole(brief.voicemail):
        return [(brief.voicemail.body, brief.voicemail.used)]
    return []


def _whole(script: Script) -> bool:
    return script.edited or not script.missing


def _with_ending(result: CallResult) -> str:
    """My note, and who ended the call: so that they take the next one (S3.34)."""
    if result.ended_by_me is None or not result.talked:
        return result.note
    ending = "I ended it." if result.ended_by_me else "They ended it."
    return f"{result.note}\n{ending}" if result.note else ending


def _live(desk: Desk, dossier: Dossier, voicemail: Script) -> tuple[Script, str]:
    """The greeting and the closing of a live call about the same.

    Where they are not written as two, the one script is parted after its question.
    """
    contact = dossier.contact
    kept = desk.store.drafts.draft(contact.id)
    own = kept if kept is not None and kept.edited and kept.channel == Channel.CALL else None
    if own is not None:
        greeting, closing = drafting.checked(desk, contact, own), ""
    else:
        try:
            greeting, closing = _written_live(desk, contact, voicemail)
        except NotFound:
            # Nobody wrote a call of that kind: what the voicemail says can be said to them as well.
            return voicemail, ""
    if closing:
        return greeting, closing
    question = _QUESTION.search(greeting.body)
    end = _BREAK.search(greeting.body, question.end()) if question else None
    if end is None:
        return greeting, ""
    rest = greeting.body[end.end() :].strip()
    return replace(greeting, body=greeting.body[: end.start()]), rest


def _written_live(desk: Desk, contact: Contact, voicemail: Script) -> tuple[Script, str]:
    """The templates for a call about the same; no closing where none is written, or none can be filled."""
    asked = Wanted(channel=Channel.CALL, purpose=voicemail.purpose)
    greeting = drafting.draft(desk, contact, replace(asked, variant="greeting"))
    closing = drafting.draft(desk, contact, replace(asked, variant="closing"))
    written = closing.template.endswith(".closing") and not closing.missing
    return greeting, closing.body if written else ""


def _insights(dossier: Dossier, used: tuple[Used, ...]) -> tuple[Insight, ...]:
    """Prepared insights: the one the script teases, then those not told yet."""
    teased = {piece.id for piece in used if piece.kind == "insight"}
    ready = [i for i in dossier.insights if i.prepared]
    return tuple(sorted(ready, key=lambda i: (i.id not in teased, i.used_on is not None, -i.id)))


def _last_words(dossier: Dossier) -> Touch | None:
    """The newest touch in which they said something."""
    spoke = (t for t in newest_first(dossier.own) if t.said or (_inbound(t) and t.text))
    return next(spoke, None)


def _inbound(touch: Touch) -> bool:
    return touch.direction is Direction.IN


def _gains(desk: Desk, dossier: Dossier) -> tuple[Gain, ...]:
    """What I learned since they last answered; all of it when they never did."""
    spoke = next((t.done_on for t in newest_first(dossier.own) if is_answer(t)), None)
    return tuple(g for g in desk.store.material.gains() if spoke is None or g.on > spoke)


def _plan(
    desk: Desk,
    dossier: Dossier,
    script: Script,
    touch: Touch | None,
    insights: tuple[Insight, ...],
    limit: int,
) -> CallPlan:
    answers = (t.done_on for t in newest_first(dossier.own) if is_answer(t))
    return CallPlan(
        reason=_reason(desk, script, touch),
        seconds=script.seconds,
        limit=limit,
        asks="?" in script.body or script.purpose is Purpose.REPLY,
        gift=_gift(script, insights),
        standing=contact_standing(dossier, desk.today, desk.rules()).standing,
        answered=next(answers, None),
    )


def _reason(desk: Desk, script: Script, touch: Touch | None) -> str:
    """What the call is about: what they asked, a vacancy, an insight, their news."""
    if script.purpose is Purpose.REPLY:
        return "they asked you for something"
    if touch is not None and touch.promised:
        return "they named this day themselves"
    if touch is not None and touch.opening_id is not None:
        return "a vacancy there"
    for piece in script.used:
        if piece.kind == "insight" or (piece.kind == "note" and _is_news(desk, piece.id)):
            return piece.text
    return "the answer they promised" if script.purpose is Purpose.STATUS else ""


def _is_news(desk: Desk, note_id: int) -> bool:
    note: Note = desk.store.material.note(note_id)
    return note.kind is NoteKind.NEWS


def _gift(script: Script, insights: tuple[Insight, ...]) -> str:
    """What they will have from the call: what they asked for, or an insight that may be told."""
    if script.purpose is Purpose.REPLY:
        return "what they asked for"
    free = (Origin.PUBLIC, Origin.OWN)
    fresh = [i for i in insights if i.origin in free and i.used_on is None]
    return f"your insight: {fresh[0].teaser}" if fresh else ""
