"""What happened with a person, written on the touch that was planned for it or as a new one."""

from __future__ import annotations

from dataclasses import replace

from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import Channel, Outcome
from followup_tui.errors import NotFound
from followup_tui.operations.desk import Desk
from followup_tui.operations.told_ledger import is_the_draft
from followup_tui.operations.touches import (
    Happened,
    Recorded,
    done,
    drafted,
    fitting_touch,
    log,
    went_out,
)

_IMPLIED: dict[str, Channel] = {
    Outcome.LEFT_MESSAGE: Channel.VOICEMAIL,
    Outcome.REACHED: Channel.CALL,
    Outcome.NO_ANSWER: Channel.CALL,
    Outcome.NO_SHOW: Channel.CALL,
}
"""The channel of an outcome when nobody named one and nothing was planned."""


def planned_with(desk: Desk, contact: Contact) -> Touch:
    """What is planned with somebody first. Raises NotFound when nothing is."""
    touch = fitting_touch(desk, contact)
    if touch is None:
        raise NotFound(f"Nothing is planned with {contact.name}.")
    return touch


def record(desk: Desk, contact: Contact, happened: Happened) -> Recorded:
    """Record what happened with a person: the earliest planned touch that fits, else a new one.

    A message that was left fits a planned phone touch only; the draft of that form is what was said.
    """
    channel = happened.channel
    if channel is None and happened.outcome == Outcome.LEFT_MESSAGE:
        channel = Channel.VOICEMAIL
    touch = fitting_touch(desk, contact, channel, happened.purpose)
    if touch is not None:
        return done(desk, touch, happened)
    channel = channel or _IMPLIED.get(happened.outcome or "", Channel.EMAIL)
    draft = drafted(desk, contact.id, channel) if went_out(happened.outcome) else None
    if draft is not None and (not happened.text or is_the_draft(happened.text, draft)):
        happened = replace(
            happened,
            text=happened.text or draft.body,
            subject=happened.subject or draft.subject,
            used=happened.used or draft.used,
        )
    recorded = log(desk, contact, replace(happened, channel=channel))
    if draft is not None:
        desk.store.drafts.drop(contact.id)
    return recorded
