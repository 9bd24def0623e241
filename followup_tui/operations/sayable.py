"""What can be put into a script by hand: notes, teasers, stories, gains, and the names one keeps typing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from followup_tui.core.dossier import Dossier
from followup_tui.core.records import Contact, Touch, Used
from followup_tui.core.words import Direction
from followup_tui.operations.background import material_for
from followup_tui.operations.desk import Desk
from followup_tui.scripts.filters import phone_groups
from followup_tui.scripts.slots import USED, Material, context

_KINDS = ("news", "common", "insight", "reason", "story", "gain", "observation")
_STORY = "How things stood: {situation}. My part: {task}. What I did: {action}. What came of it: {result}."
_SLOT = re.compile(r"\[([a-z-]*)$")
_WORD = re.compile(r"(?<![^\W_])[^\W_]")
_FEWEST = 3
"""Letters before anything is proposed: fewer begin too many words."""
_FARTHEST = 80
"""Characters before the cursor that may be the beginning of a phrase."""


@dataclass(frozen=True, slots=True)
class Sayable:
    """One piece of stored material in the words in which it would be said."""

    kind: str
    text: str
    used: Used
    told_on: date | None = None
    """The last day this person, or the company, heard it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Words that can be proposed while one types."""

    slot: str
    """What stands for it between brackets: news, company, phone …"""
    text: str
    used: Used | None = None


def sayables(desk: Desk, contact: Contact) -> tuple[Sayable, ...]:
    """All that may be said to somebody, what they heard already at the end (the told-them ledger).

    What must not be said is not among it: hard or old news, what was told in confidence, wishes.
    """
    reading = desk.store.readings.latest(contact.id, desk.today)
    return _sayables(material_for(desk, reading, None), reading.dossier)


def completions(desk: Desk, contact: Contact) -> tuple[Completion, ...]:
    """What typing may be completed to: fresh material first, then names and numbers."""
    reading = desk.store.readings.latest(contact.id, desk.today)
    dossier = reading.dossier
    planned = next(iter(dossier.planned), None)
    material = material_for(desk, reading, planned.opening_id if planned is not None else None)
    fresh = [s for s in _sayables(material, dossier) if s.told_on is None]
    names = _names(material)
    return (
        *(Completion(s.kind, s.text, s.used) for s in fresh),
        *(Completion(slot, text) for slot, text in names if text.strip()),
    )


def proposal(before: str, known: Sequence[Completion]) -> tuple[int, Completion] | None:
    """What the end of a line begins to say, and how many of its characters belong to it.

    Either a slot, `[ne`, or the first letters of something that is known; the longest beginning wins.
    """
    slot = _SLOT.search(before)
    if slot is not None:
        found = next((c for c in known if c.slot.startswith(slot[1])), None)
        return (len(slot[0]), found) if found is not None else None
    near = before[-_FARTHEST:]
    for match in _WORD.finditer(near):
        begun = near[match.start() :]
        if len(begun) < _FEWEST:
            return None
        for completion in known:
            is_begun = completion.text[: len(begun)].casefold() == begun.casefold()
            if is_begun and len(completion.text) > len(begun):
                return len(begun), completion
    return None


def _sayables(material: Material, dossier: Dossier) -> tuple[Sayable, ...]:
    told = _told(dossier.own)
    for note in material.notes:
        if note.used_on is not None:
            told.setdefault(("note", note.id), note.used_on)
    for insight in material.insights:
        if insight.used_on is not None:
            told.setdefault(("insight", insight.id), insight.used_on)
    # What was told counts as fresh for a moment, so that the rules of what may be said speak of it too.
    untold = replace(
        material,
        notes=tuple(replace(n, used_on=None) for n in material.notes),
        insights=tuple(replace(i, used_on=None) for i in material.insights),
        last=None,
    )
    slots = context(untold)
    others = slots.get("others", {})
    assert isinstance(others, Mapping)
    found: list[Sayable] = []
    for kind in _KINDS:
        for values in [slots.get(kind), *others.get(kind, [])]:
            if isinstance(values, Mapping):
                found.append(_sayable(kind, values, told))
    return tuple(sorted(found, key=lambda s: (s.told_on is not None, s.told_on or date.min)))


def _sayable(
    kind: str, values: Mapping[str, object], told: Mapping[tuple[str, int], date]
) -> Sayable:
    mark = values[USED]
    assert isinstance(mark, tuple)
    words = [value for key, value in values.items() if isinstance(value, str) and key != USED]
    text = _STORY.format_map(values) if kind == "story" else words[0]
    return Sayable(kind, text, Used(mark[0], mark[1], words[0]), told.get((mark[0], mark[1])))


def _told(own: Sequence[Touch]) -> dict[tuple[str, int], date]:
    """When this person last heard each piece of material."""
    told: dict[tuple[str, int], date] = {}
    for touch in own:
        if touch.done_on is None or touch.direction is not Direction.OUT:
            continue
        for used in touch.used:
            key = (used.kind, used.id)
            told[key] = max(told.get(key, touch.done_on), touch.done_on)
    return told


def _names(material: Material) -> tuple[tuple[str, str], ...]:
    me, contact = material.me, material.contact
    company = material.company.name if material.company else contact.company
    return (
        ("name", contact.name),
        ("company", company),
        ("department", contact.department),
        ("role", material.application.role if material.application else ""),
        ("opening", material.opening.title if material.opening else ""),
        ("phone", phone_groups(me.phone)),
        ("email", me.email),
        ("sign-off", me.sign_off),
        ("me", me.name),
    )
