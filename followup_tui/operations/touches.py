"""The daily verbs: done, log, skip, snooze, handed over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from followup_tui.core.agenda import in_turn
from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.outcomes import (
    after_skip,
    happened_by,
    usual_outcome,
)
from followup_tui.core.owed import asks_something
from followup_tui.core.phrases import named_date
from followup_tui.core.records import Contact, Draft, Touch, Used
from followup_tui.core.text import clean_line, clean_text
from followup_tui.core.words import (
    Channel,
    ContactState,
    Direction,
    Network,
    Outcome,
    Purpose,
    SkipReason,
    TouchState,
    form_of,
    spoken,
)
from followup_tui.errors import RuleError, UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.following import settle
from followup_tui.operations.identifiers import channel as channel_word
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.planning import planning
from followup_tui.operations.told_ledger import is_the_draft, told_in

_GAP = re.compile(r"\[[a-z]+\?\]")
"""What is still to be filled in: a script with such a hole was never said like that."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known of a touch that took place."""

    channel: str | None = None
    purpose: str | None = None
    outcome: str | None = None
    on: date | None = None
    text: str = ""
    """The script as sent."""
    subject: str = ""
    """Its subject, when it had one."""
    note: str = ""
    said: str = ""
    until: date | None = None
    """The day they named, with `not-now`."""
    asks: bool | None = None
    """Whether they want something from me; None lets the rules read it from their words."""
    used: tuple[Used, ...] = ()
    override: str = ""
    """Why courtesy was passed over."""
    network: str = ""
    minutes: int | None = None
    """How long a call took (S1.21)."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A touch after a verb, what comes next, and what to tell the user."""

    touch: Touch
    next: Touch | None
    did: str
    remarks: tuple[str, ...] = ()


def fitting_touch(
    desk: Desk, contact: Contact, channel: str | None = None, purpose: str | None = None
) -> Touch | None:
    """The earliest planned touch that fits: what I owe first."""
    form = form_of(channel) if channel else None
    for touch in in_turn(desk.store.touches.planned(contact.id), desk.today):
        same_channel = channel is None or touch.channel == channel
        same_form = form is not None and form_of(touch.channel) == form
        if (same_channel or same_form) and purpose in (None, touch.purpose):
            return touch
    return None


def done(desk: Desk, touch: Touch, happened: Happened) -> Recorded:
    """Record a planned touch as done, with everything that follows from its outcome.

    Without an outcome the usual one; a planned call that nobody says more about was a voicemail.
    """
    touch = _still_planned(desk, touch)
    happened = _in_our_words(desk, happened)
    channel = happened.channel or _spoken_of(touch, happened.outcome)
    outcome = happened.outcome or usual_outcome(channel)
    channel = happened_by(channel, outcome)
    on = _happened_on(desk, happened.on)
    contact = _contact_of(desk, touch)
    did = f"{spoken(channel)} to {contact.name}: {spoken(outcome)}"
    text, subject, used = _script_sent(desk, touch, channel, outcome, happened)
    with desk.store.action(did) as action:
        action.update(
            "touch",
            touch.id,
            # Two windows may see the same touch planned: only one of them marks it done.
            rev=touch.rev,
            state=TouchState.DONE,
            channel=channel,
            purpose=happened.purpose or touch.purpose,
            outcome=outcome,
            done_on=on,
            day=on,
            text=text,
            subject=subject,
            said=clean_text(happened.said),
            note=clean_text(happened.note),
            minutes=happened.minutes,
            asks=_asks(happened, outcome),
            override=happened.override,
        )
        remarks = settle(
            planning(desk, action),
            touch.id,
            contact,
            used,
            happened.said,
            _named_day(desk, happened, outcome),
        )
    # A draft of this touch is out of sight now; taking the step back shows it again.
    kept = desk.store.drafts.draft(contact.id)
    if kept is not None and kept.touch_id is None and _is_for(kept, touch):
        desk.store.drafts.drop(contact.id)
    return _recorded(desk, touch.id, contact.id, did, remarks)


def log(desk: Desk, contact: Contact, happened: Happened, *, inbound: bool = False) -> Recorded:
    """Record a touch that was not planned, mine or theirs.

    A light one is a like, a comment or a share (S0.39); theirs may come after years (S0.46).
    """
    if contact.state is ContactState.STOPPED and not inbound:
        raise RuleError(f"{contact.name} asked you to stop: nothing is logged or planned there.")
    happened = _in_our_words(desk, happened)
    channel = happened.channel or Channel.EMAIL
    outcome = happened.outcome or (None if inbound else usual_outcome(channel))
    channel = happened_by(channel, outcome or "")
    purpose = _fitting_purpose(happened, channel, inbound)
    on = _happened_on(desk, happened.on)
    way = "from" if inbound else "to"
    did = f"{spoken(channel)} {way} {contact.name}"
    asks = _asks(happened, outcome) or (inbound and _inbound_asks(happened))
    with desk.store.action(did) as action:
        touch_id = action.insert(
            "touch",
            contact_id=contact.id,
            company_id=contact.company_id,
            channel=channel,
            purpose=purpose,
            direction=Direction.IN if inbound else Direction.OUT,
            state=TouchState.DONE,
            done_on=on,
            day=on,
            outcome=outcome,
            text=clean_text(happened.text),
            subject=clean_line(happened.subject, 300),
            said=clean_text(happened.said),
            note=clean_text(happened.note),
            minutes=happened.minutes,
            asks=asks,
            network=happened.network,
            override=happened.override,
        )
        remarks = settle(
            planning(desk, action),
            touch_id,
            contact,
            () if inbound else _told(desk, contact, happened, outcome),
            happened.said,
            _named_day(desk, happened, outcome or ""),
        )
    return _recorded(desk, touch_id, contact.id, did, remarks)


def skip(desk: Desk, touch: Touch, reason: str = "") -> Recorded:
    """Leave a planned touch out; the next one counts from today (S1.16)."""
    if reason and reason not in tuple(SkipReason):
        raise UsageError(f"“{reason}” is not a reason: {', '.join(SkipReason)}.")
    touch = _still_planned(desk, touch, touch.rev)
    contact = _contact_of(desk, touch)
    did = f"skip the {spoken(touch.channel)} to {contact.name}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        action.update(
            "touch",
            touch.id,
            rev=touch.rev,
            state=TouchState.SKIPPED,
            skip_reason=reason,
            day=desk.today,
        )
        dossier = plan.dossier(contact.id)
        if touch.purpose in CADENCE_PURPOSES or not dossier.planned:
            plan.follow(contact.id, after_skip(dossier, desk.today, plan.rules), touch.id)
        plan.level(contact.id)
    return _recorded(desk, touch.id, contact.id, did, ())


def snooze(desk: Desk, touch: Touch, until: date) -> Recorded:
    """Move a planned touch to the date a person chose; it holds through every replanning."""
    if until < desk.today:
        raise UsageError(f"{named_date(until, desk.today)} is past: give today or a later day.")
    touch = _still_planned(desk, touch, touch.rev)
    contact = _contact_of(desk, touch)
    did = f"snooze {contact.name} to {named_date(until, desk.today)}"
    with desk.store.action(did) as action:
        why = f"you chose {named_date(until, desk.today)}"
        action.update("touch", touch.id, rev=touch.rev, due_on=until, day=until, held=True, why=why)
        planning(desk, action).level(contact.id)
    return _recorded(desk, touch.id, contact.id, did, ())


def hand_over(desk: Desk, touch: Touch, text: str, channel: str) -> None:
    """Stamp a script that left the program by copy or mail: what came of it is asked before anything else.

    A script for another form makes the touch one of that form, so that the list says what left.
    """
    same = form_of(channel) in (None, form_of(touch.channel)) or touch.channel == Channel.INVITATION
    contact = _contact_of(desk, touch)
    with desk.store.action(f"hand over the {spoken(channel)} script for {contact.name}") as action:
        action.update(
            "touch",
            touch.id,
            channel=touch.channel if same else channel,
            handed_at=datetime.now(UTC).replace(tzinfo=None),
            handed_text=clean_text(text),
        )


def not_sent(desk: Desk, touch: Touch) -> None:
    """Take the stamp off: the script did not go out after all."""
    with desk.store.action("not sent after all") as action:
        action.update("touch", touch.id, handed_at=None, handed_text="")


def _script_sent(
    desk: Desk, touch: Touch, channel: str, outcome: str, happened: Happened
) -> tuple[str, str, tuple[Used, ...]]:
    """Words and subject that went out: as given, as handed over, else as drafted for that form."""
    if not went_out(outcome):
        return "", "", ()
    contact = _contact_of(desk, touch)
    draft = drafted(desk, contact.id, channel)
    if draft is not None and not _is_for(draft, touch):
        draft = None
    if happened.text:
        if draft is not None and is_the_draft(happened.text, draft):
            subject, used = happened.subject or draft.subject, happened.used or draft.used
        else:
            subject, used = happened.subject, _told(desk, contact, happened, outcome)
        return clean_text(happened.text), clean_line(subject, 300), used
    if draft is None:
        used = happened.used or told_in(desk, contact, touch.handed_text)
        return touch.handed_text, "", used
    said = "" if _GAP.search(draft.body) else draft.body
    text = touch.handed_text or said
    return text, draft.subject if text else "", happened.used or draft.used


def _told(
    desk: Desk, contact: Contact, happened: Happened, outcome: str | None
) -> tuple[Used, ...]:
    """What it used, as given, else as its words say."""
    if happened.used or not went_out(outcome):
        return happened.used
    return told_in(desk, contact, clean_text(happened.text))


def _is_for(draft: Draft, touch: Touch) -> bool:
    """Whether a draft was written for that touch, not for another one with the same person."""
    if draft.touch_id is not None:
        return draft.touch_id == touch.id
    return draft.purpose is touch.purpose


def went_out(outcome: str | None) -> bool:
    """Whether the script reached anybody."""
    return outcome not in (Outcome.NO_ANSWER, Outcome.NO_SHOW)


def drafted(desk: Desk, contact_id: int, channel: str) -> Draft | None:
    """The draft for that form; one for another form says nothing about it."""
    draft = desk.store.drafts.draft(contact_id)
    same = draft is not None and form_of(draft.channel) == form_of(channel)
    return draft if same else None


def _spoken_of(touch: Touch, outcome: str | None) -> str:
    """A planned call is a voicemail unless the outcome says otherwise: that is what mostly happens."""
    if touch.channel == Channel.CALL and outcome in (None, Outcome.LEFT_MESSAGE):
        return Channel.VOICEMAIL
    return touch.channel


def _fitting_purpose(happened: Happened, channel: str, inbound: bool) -> str:
    """As given, else the usual one; invitations and light touches have one purpose each."""
    usual = _usual_purpose(channel, inbound)
    if channel in (Channel.INVITATION, Channel.LIGHT) and happened.purpose not in (None, usual):
        raise UsageError(f"A {spoken(channel)} always has the purpose {usual}.")
    return happened.purpose or usual


def _usual_purpose(channel: str, inbound: bool) -> Purpose:
    if channel == Channel.INVITATION:
        return Purpose.CONNECT
    if channel == Channel.LIGHT:
        return Purpose.SOCIAL
    return Purpose.REPLY if inbound else Purpose.KEEP_WARM


def _in_our_words(desk: Desk, happened: Happened) -> Happened:
    """Every word checked before it is kept: one that no record knows would close the timeline."""
    given, own = happened, desk.config.rotation.channels
    return replace(
        given,
        channel=channel_word(given.channel, own) if given.channel else None,
        purpose=identifier(Purpose, given.purpose, "purpose") if given.purpose else None,
        outcome=identifier(Outcome, given.outcome, "outcome") if given.outcome else None,
        override=clean_line(given.override),
        network=identifier(Network, given.network, "network") if given.network else "",
    )


def _asks(happened: Happened, outcome: str | None) -> bool:
    if happened.asks is not None:
        return happened.asks
    return outcome == Outcome.REPLIED and asks_something(happened.said)


def _inbound_asks(happened: Happened) -> bool:
    return happened.asks if happened.asks is not None else asks_something(happened.said)


def _named_day(desk: Desk, happened: Happened, outcome: str) -> date | None:
    """The day they named, as given or, with `not-now`, as their words have it (S1.39)."""
    until = happened.until
    if until is None and outcome == Outcome.NOT_NOW and happened.said:
        from followup_tui.core.wish_words import read_wish  # few outcomes are a wish

        heard = read_wish(happened.said, desk.today, desk.workdays()).until
        return heard if heard is not None and heard > desk.today else None
    if until is not None and until <= desk.today:
        raise UsageError(f"{named_date(until, desk.today)} is not ahead: give a later day.")
    return until


def _happened_on(desk: Desk, on: date | None) -> date:
    if on is not None and on > desk.today:
        raise UsageError(
            f"{named_date(on, desk.today)} is still to come: give today or an earlier day."
        )
    return on or desk.today


def _still_planned(desk: Desk, touch: Touch, rev: int | None = None) -> Touch:
    """The touch as it is now, with the `rev` it was read with. Raises RuleError once it is settled."""
    now = desk.store.touches.touch(touch.id)
    if now.state is not TouchState.PLANNED:
        raise RuleError(f"That touch is {now.state} already; nothing was changed.")
    return now if rev is None else replace(now, rev=rev)


def _contact_of(desk: Desk, touch: Touch) -> Contact:
    if touch.contact_id is None:
        raise UsageError("That touch belongs to a company, not to a person.")
    return desk.store.people.contact(touch.contact_id)


def _recorded(
    desk: Desk, touch_id: int, contact_id: int, did: str, remarks: tuple[str, ...]
) -> Recorded:
    planned = desk.store.touches.planned(contact_id)
    following = next((t for t in planned if t.id != touch_id), None)
    if following is None and planned:
        following = planned[0]
    return Recorded(desk.store.touches.touch(touch_id), following, did, remarks)
