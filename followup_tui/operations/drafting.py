"""Scripts for one contact: which template, rendered from stored notes, checked, kept as a draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from followup_tui.core.counting import newest_first
from followup_tui.core.dossier import Dossier
from followup_tui.core.drafts import own_words, waits_for_reply
from followup_tui.core.owed import owed
from followup_tui.core.planner import is_phone
from followup_tui.core.purpose import next_purpose
from followup_tui.core.records import Contact, Draft, Note, Touch, Used
from followup_tui.core.rotation import next_form
from followup_tui.core.words import (
    Channel,
    ContactState,
    Direction,
    NoteKind,
    Purpose,
    Tone,
    TouchState,
    planned_channel,
    spoken,
)
from followup_tui.errors import NotFound, RuleError, ScriptError
from followup_tui.operations.background import background_for, material_for
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.wordings import library, worded
from followup_tui.scripts.template import Template, split_name
from followup_tui.store.person_reading import PersonReading

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Finding
    from followup_tui.scripts.checking import Script as Text
    from followup_tui.scripts.meter import Limit

_OF_FOUR_PARTS = frozenset({Purpose.KEEP_WARM, Purpose.VALUE})


@dataclass(frozen=True, slots=True)
class Script:
    """A script for one contact, as it stands, with what the checks say of it."""

    contact_id: int
    touch_id: int | None
    template: str
    channel: str
    purpose: Purpose
    wording: int
    wordings: int
    subject: str
    body: str
    words: int
    seconds: int
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    used: tuple[Used, ...]
    edited: bool = False
    hard: tuple[str, ...] = ()
    """Hard news to know before speaking: never in the script, always above it."""
    parts: tuple[bool, bool, bool, bool] | None = None
    """Whether purpose, interest, news and question are there; None where nothing asks for them."""
    likeness: float = 0.0
    """How much of it was said before, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which script is asked for; what is left out follows from the planned touch."""

    channel: str | None = None
    purpose: str | None = None
    wording: int | None = None
    """From 0, counted round; None takes the turn of the wordings."""
    opening: int | None = None
    """The vacancy that it is about."""
    variant: str | None = None
    """Which of several templates for the same; None chooses by what happened last."""


def draft(desk: Desk, contact: Contact, wanted: Wanted | None = None) -> Script:
    """The script of the planned touch, or of the channel and purpose given.

    A planned call gives the voicemail script, since that is what mostly happens. Raises RuleError
    for someone who asked to be left alone, and while a reply is owed for anything but the reply.
    """
    _refuse_stopped(contact)
    return _drafted(desk, desk.store.readings.latest(contact.id, desk.today), wanted)


def _drafted(desk: Desk, reading: PersonReading, wanted: Wanted | None = None) -> Script:
    wanted = wanted or Wanted()
    channel, purpose, touch = _what(desk, reading, wanted)
    return _render(desk, reading, channel, purpose, touch, wanted)


def draft_to_send(
    desk: Desk, contact: Contact, wanted: Wanted, *, keeping: bool = True
) -> tuple[Script, str]:
    """The script to send and what to tell about it: what a person wrote comes before a fresh one.

    A fresh one is kept as the draft, so that `done` records its words, but never over a person's own;
    without `keeping` nothing is, as long as the person has not agreed.
    """
    script = draft(desk, contact, wanted)
    kept = desk.store.drafts.draft(contact.id)
    if kept is None or not kept.edited:
        if keeping:
            keep(desk, script, script.body, edited=False)
        return script, ""
    if wanted.wording is None and (kept.channel, kept.purpose) == (script.channel, script.purpose):
        return checked(desk, contact, kept), "This is the draft as you changed it."
    what = f"{spoken(kept.channel)} · {spoken(kept.purpose)}"
    return script, f"Your own draft ({what}) is kept as it is; this one is only shown."


def current_script(desk: Desk, contact: Contact, wanted: Wanted | None = None) -> Script:
    """The script that the pane shows: the kept draft while a person's changes stand in it."""
    _refuse_stopped(contact)
    reading = desk.store.readings.latest(contact.id, desk.today)
    kept = own_words(reading.draft, reading.planned)
    if kept is None or _asks_for_another(kept, wanted):
        return _drafted(desk, reading, wanted)
    if waits_for_reply(kept, reading.planned):
        return _drafted(desk, reading)
    return _checked(desk, reading, kept)


def checked(desk: Desk, contact: Contact, kept: Draft) -> Script:
    """A draft as it stands, measured and checked."""
    return _checked(desk, desk.store.readings.latest(contact.id, desk.today), kept)


def _checked(desk: Desk, reading: PersonReading, kept: Draft) -> Script:
    template = _known_template(desk, kept.template)
    return _script(
        desk,
        reading,
        channel=kept.channel,
        purpose=kept.purpose,
        subject=kept.subject,
        body=kept.body,
        touch_id=kept.touch_id,
        template=kept.template,
        wording=kept.wording,
        wordings=len(template.wordings) if template else 0,
        used=kept.used,
        edited=kept.edited,
        opening_id=_opening_of(desk, reading, kept),
    )


def _opening_of(desk: Desk, reading: PersonReading, kept: Draft) -> int | None:
    if kept.touch_id is None:
        return None
    here = next((t for t in reading.dossier.touches if t.id == kept.touch_id), None)
    return (here or desk.store.touches.touch(kept.touch_id)).opening_id


def keep(
    desk: Desk, script: Script, body: str, subject: str | None = None, *, edited: bool = True
) -> Draft:
    """Keep a script as the contact's draft; saved as one types."""
    kept = Draft(
        script.contact_id,
        script.channel,
        script.purpose,
        script.subject if subject is None else subject,
        body,
        script.wording,
        script.template,
        script.touch_id,
        edited,
        script.used,
    )
    desk.store.drafts.save(kept)
    return kept


def forget(desk: Desk, contact_id: int) -> None:
    """Back to the template: the draft is dropped."""
    desk.store.drafts.drop(contact_id)


def _what(desk: Desk, reading: PersonReading, wanted: Wanted) -> tuple[str, Purpose, Touch | None]:
    """Channel, purpose and planned touch of the script that is asked for."""
    dossier, planned = reading.dossier, reading.dossier.planned
    reply = owed(planned)
    touch = reply or next(iter(planned), None)
    purpose = identifier(Purpose, wanted.purpose, "purpose") if wanted.purpose else _implied(wanted)
    if purpose is not None:
        touch = next((t for t in planned if t.purpose is purpose), None)
    if reply is not None and purpose not in (None, Purpose.REPLY):
        raise RuleError(
            f"{dossier.contact.name} asked you for something: draft the reply first, or skip it."
        )
    if touch is not None:
        channel = wanted.channel or first_script(touch.channel)
        return channel, purpose or touch.purpose, touch
    rules = desk.rules(reading.mine)
    channel = wanted.channel or first_script(planned_channel(next_form(dossier, rules).form))
    suggested = next_purpose(dossier, rules)[0]
    if suggested is Purpose.SOCIAL:
        suggested = Purpose.KEEP_WARM
    return channel, purpose or suggested, None


def _implied(wanted: Wanted) -> Purpose | None:
    """The purpose that a channel or an opening brings along."""
    if wanted.channel == Channel.INVITATION:
        return Purpose.CONNECT
    return Purpose.OPENING if wanted.opening is not None else None


def first_script(channel: str) -> str:
    """The channel whose script comes first: a planned call mostly ends as a voicemail."""
    return Channel.VOICEMAIL if is_phone(channel) else channel


def _render(
    desk: Desk,
    reading: PersonReading,
    channel: str,
    purpose: Purpose,
    touch: Touch | None,
    wanted: Wanted,
) -> Script:
    if channel == Channel.LIGHT:
        raise RuleError(
            "Only a light touch is due: a like or a kind comment on something they posted."
            " There is nothing to write."
        )
    from followup_tui.scripts.slots import context

    dossier, variant = reading.dossier, wanted.variant
    if variant is None:
        variant = _variant(dossier, touch, purpose)
    turn = _turn(dossier, channel, purpose) if wanted.wording is None else wanted.wording
    opening = wanted.opening or (touch.opening_id if touch else None)
    material = material_for(desk, reading, opening)
    if wanted.opening is not None and material.opening is None:
        raise NotFound(f"There is no opening with the number {wanted.opening} at their company.")
    found = worded(desk, (channel, purpose, variant), turn, context(material))
    rendered = found.rendered
    return _script(
        desk,
        reading,
        channel=channel,
        purpose=purpose,
        subject=rendered.subject,
        body=rendered.body,
        touch_id=touch.id if touch else None,
        template=found.template.name,
        wording=found.wording,
        wordings=len(found.template.wordings),
        used=rendered.used,
        missing=rendered.missing,
        opening_id=opening,
        set_aside=found.set_aside,
    )


def _script(
    desk: Desk,
    reading: PersonReading,
    *,
    channel: str,
    purpose: Purpose,
    subject: str,
    body: str,
    touch_id: int | None,
    template: str,
    wording: int,
    wordings: int,
    used: tuple[Used, ...],
    missing: tuple[str, ...] = (),
    edited: bool = False,
    opening_id: int | None = None,
    set_aside: tuple[Finding, ...] = (),
) -> Script:
    """Measure and check a text."""
    from followup_tui.scripts.checker import check  # not needed before the first script
    from followup_tui.scripts.checking import Script as Text
    from followup_tui.scripts.checking import part_of
    from followup_tui.scripts.meter import measure

    limits = limits_of(desk)
    size = measure(body, channel, limits)
    known = background_for(desk, reading, f"{subject}\n{body}", used, opening_id)
    known = replace(known, flaws=library(desk).flaws(template) if missing else ())
    part = part_of(parted[2]) if (parted := split_name(template)) else ""
    text = Text(body, channel, purpose, subject, known, limits, part)
    return Script(
        reading.dossier.contact.id,
        touch_id,
        template,
        channel,
        purpose,
        wording,
        wordings,
        subject,
        body,
        size.words,
        size.seconds,
        missing,
        (
            *set_aside,
            *check(body, channel, purpose, subject=subject, known=known, limits=limits, part=part),
        ),
        used,
        edited,
        _hard_news(known.notes, desk.today),
        *_parts_and_likeness(text),
    )


def _parts_and_likeness(text: Text) -> tuple[tuple[bool, bool, bool, bool] | None, float]:
    from followup_tui.scripts.rules.likeness import likeness
    from followup_tui.scripts.rules.parts import parts_present

    has_parts = text.purpose in _OF_FOUR_PARTS and not text.part
    parts = parts_present(text) if has_parts else None
    return parts, likeness(text)


def _hard_news(notes: tuple[Note, ...], today: date) -> tuple[str, ...]:
    fresh = [n for n in notes if n.expires is None or n.expires >= today]
    return tuple(n.text for n in fresh if n.kind is NoteKind.NEWS and n.tone is Tone.HARD)


def limits_of(desk: Desk) -> dict[str, Limit]:
    """How long a script may be on each channel, as configured."""
    from followup_tui.scripts.meter import Limit, Unit

    scripts = desk.config.scripts
    return {
        Channel.VOICEMAIL: Limit(scripts.voicemail_seconds, Unit.SECONDS),
        Channel.CALL: Limit(scripts.voicemail_seconds, Unit.SECONDS),
        Channel.EMAIL: Limit(scripts.email_words, Unit.WORDS),
        Channel.LETTER: Limit(scripts.letter_words, Unit.WORDS),
        Channel.LINKEDIN: Limit(scripts.linkedin_words, Unit.WORDS),
        Channel.INVITATION: Limit(scripts.invitation_characters, Unit.CHARACTERS),
    }


def _known_template(desk: Desk, name: str) -> Template | None:
    try:
        return library(desk).load(name) if name else None
    except (NotFound, ScriptError):
        return None


def _turn(dossier: Dossier, channel: str, purpose: Purpose) -> int:
    """Wordings take turns, so that the next message of a kind does not sound like the last."""
    return sum(
        t.state is TouchState.DONE
        and t.direction is Direction.OUT
        and t.purpose is purpose
        and t.channel == channel
        for t in dossier.own
    )


def _variant(dossier: Dossier, touch: Touch | None, purpose: Purpose) -> str | None:
    """A reply to "speak to the recruiter" has words of its own (S3.7)."""
    if purpose is Purpose.REPLY:
        last = next(iter(newest_first(dossier.own)), None)
        if last is not None and last.outcome == "referred-on":
            return "recruiter"
    return None


def _refuse_stopped(contact: Contact) -> None:
    if contact.state is ContactState.STOPPED:
        raise RuleError(f"{contact.name} asked you to stop: there is nothing to draft.")


def _asks_for_another(kept: Draft, wanted: Wanted | None) -> bool:
    if wanted is None:
        return False
    return (
        wanted.wording is not None
        or wanted.channel not in (None, kept.channel)
        or wanted.purpose not in (None, kept.purpose)
    )


def describe(script: Script) -> str:
    """ "voicemail · keep warm"."""
    return f"{spoken(script.channel)} · {spoken(script.purpose)}"
