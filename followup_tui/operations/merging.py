"""Two entries of one person become one: everything moves to the kept one, the other goes into the bin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.names import person_key
from followup_tui.core.people import IncomingPerson
from followup_tui.core.records import Contact, Draft, Touch
from followup_tui.core.text import fold
from followup_tui.core.words import ContactState, Purpose
from followup_tui.exchange.profile import profile_key
from followup_tui.operations.desk import Desk
from followup_tui.operations.merge_preview import (
    PERSON_FIELDS,
    Side,
    joined_state,
    preview,
    sides,
)
from followup_tui.operations.people import Changed, take_plan_along
from followup_tui.operations.planning import Planning, planning
from followup_tui.operations.recognising import PROFILE, SAME, fingerprint
from followup_tui.store.duplicates import MERGED
from followup_tui.store.journal import Action

MOVED = (
    ("touch", "contact_id"),
    ("note", "contact_id"),
    ("task", "contact_id"),
    ("feedback", "contact_id"),
    ("source", "contact_id"),
    ("application", "told_by_id"),
)
"""What refers to a person and moves as it is; addresses, tags, jobs and meetings leave doubles behind."""

_SINGLE = frozenset({"uid", "rev", "prodid", "bday", "anniversary", "gender", "kind"})
"""Properties of a card that a person has once."""

_STOPPED = "they asked you to stop"


def merge(
    desk: Desk, keep: Contact, other: Contact, choices: Mapping[str, str] | None = None
) -> Changed:
    """Make one person of two entries. `choices` say whose value of a field remains: keep or other.

    *Stop* is never undone by it, a star stays, one touch of the running plan remains. One undo takes
    it back. Raises UsageError for one entry twice or an unknown field, and NotFound for a deleted one.
    """
    rows = preview(desk, keep, other)
    chosen = sides(rows, choices or {}, PERSON_FIELDS)
    did = f"merge {other.name} into {keep.name}"
    words = _words_in_hand(desk, keep, other)
    with desk.store.action(did) as action:
        values = _joined(keep, other, chosen)
        _remember(desk, action, keep, other, chosen)
        wished = any(note["kind"] == "wish" for note in _rows(desk, "note", other))
        _move(desk, action, keep, other, chosen)
        # The bin first: what is planned next looks at everybody who works there.
        action.update("contact", other.id, deleted_at=datetime.now(UTC).replace(tzinfo=None))
        action.update("contact", keep.id, **values)
        plan = planning(desk, action)
        remarks = _plan_anew(plan, keep.id, wished=wished)
        if words is not None:
            desk.store.drafts.save(words)
    contact = desk.store.people.contact(keep.id)
    planned = desk.store.touches.planned(keep.id)
    why = f"{contact.name} asked you to stop" if contact.state is ContactState.STOPPED else ""
    return Changed(contact, did, next(iter(planned), None), why, tuple(remarks))


def _joined(keep: Contact, other: Contact, chosen: Mapping[str, Side]) -> dict[str, Any]:
    """The columns of the kept entry."""
    of: dict[Side, Contact] = {"keep": keep, "other": other}
    named, worked, linked = of[chosen["name"]], of[chosen["company"]], of[chosen["linkedin"]]
    state, until = joined_state(keep, other)
    plain = ("title", "department", "role", "timezone", "shared_group", "email_source")
    two_profiles = bool(keep.linkedin and other.linkedin) and _profile(keep) != _profile(other)
    return {
        **{name: getattr(of[chosen[name]], name) for name in plain},
        "name": named.name,
        "name_key": person_key(named.name),
        "first_name": named.first_name,
        "last_name": named.last_name,
        "placeholder": named.placeholder,
        "company_id": worked.company_id,
        "linkedin": linked.linkedin,
        "profile_key": _profile(linked),
        "connected": linked.connected if two_profiles else keep.connected or other.connected,
        "starred": keep.starred or other.starred,
        "starred_on": _earliest(keep.starred_on, other.starred_on),
        "kept_warm_on": _earliest(keep.kept_warm_on, other.kept_warm_on),
        "state": state,
        "paused_until": until,
    }


def _remember(
    desk: Desk, action: Action, keep: Contact, other: Contact, chosen: Mapping[str, Side]
) -> None:
    """What lost is still known: an import that brings it again finds the same person."""
    incoming = IncomingPerson(
        other.name, 0, company=other.company, emails=other.emails, linkedin=other.linkedin
    )
    action.insert("source", contact_id=keep.id, kind=SAME, key=fingerprint(incoming))
    uid = desk.store.duplicates.uid("contact", other.id)
    # Who is forgotten one day is forgotten in the bin as well.
    action.insert("source", contact_id=keep.id, kind=MERGED, key=uid)
    lost = keep if chosen["linkedin"] == "other" else other
    if _profile(lost) and _profile(keep) != _profile(other):
        action.insert("source", contact_id=keep.id, kind=PROFILE, key=_profile(lost))
    _keep_lost_job(desk, action, keep, other, chosen)


def _keep_lost_job(
    desk: Desk, action: Action, keep: Contact, other: Contact, chosen: Mapping[str, Side]
) -> None:
    of: dict[Side, Contact] = {"keep": keep, "other": other}
    now = (of[chosen["company"]].company, of[chosen["title"]].title)
    known = {
        (job.company, job.title)
        for each in (keep, other)
        for job in desk.store.people.employment(each.id)
    }
    for each in (keep, other):
        job = (each.company, each.title)
        lost = any(mine and mine != theirs for mine, theirs in zip(job, now, strict=True))
        if lost and job not in known:
            action.insert("employment", contact_id=keep.id, company=job[0], title=job[1])


def _move(
    desk: Desk, action: Action, keep: Contact, other: Contact, chosen: Mapping[str, Side]
) -> None:
    for table, column in MOVED:
        for row in desk.store.duplicates.rows(table, column, other.id):
            action.update(table, _id(row), **{column: keep.id})
    for kind, name in (("email", "emails"), ("phone", "phones")):
        _move_addresses(desk, action, keep, other, kind, first=chosen[name])
    _move_unless_double(desk, action, keep, other, "tag", lambda row: fold(str(row["name"])))
    _move_unless_double(
        desk, action, keep, other, "employment", lambda row: (row["company"], row["title"])
    )
    _move_meetings(desk, action, keep, other)
    _move_referrals(desk, action, keep, other)
    _move_properties(desk, action, keep, other)


def _move_addresses(
    desk: Desk, action: Action, keep: Contact, other: Contact, kind: str, first: Side
) -> None:
    """All addresses of a kind, one of each, those of the chosen side first; a failure is not forgotten."""
    sides_in_order = (keep, other) if first == "keep" else (other, keep)
    taken: dict[object, dict[str, object]] = {}
    for each in sides_in_order:
        for row in _by_position(row for row in _rows(desk, "address", each) if row["kind"] == kind):
            double = taken.get(row["key"])
            if double is None:
                taken[row["key"]] = row
                continue
            if row["bounced_on"] and not double["bounced_on"]:
                action.update("address", _id(double), bounced_on=row["bounced_on"])
            action.delete("address", _id(row))
    for position, row in enumerate(taken.values()):
        action.update("address", _id(row), contact_id=keep.id, position=position)


def _move_unless_double(
    desk: Desk, action: Action, keep: Contact, other: Contact, table: str, key: Any
) -> None:
    """What the kept one has already stays behind in the bin."""
    has = {key(row) for row in _rows(desk, table, keep)}
    for row in _rows(desk, table, other):
        if key(row) not in has:
            has.add(key(row))
            action.update(table, _id(row), contact_id=keep.id)


def _move_meetings(desk: Desk, action: Action, keep: Contact, other: Contact) -> None:
    has = {(row["application_id"], row["interview_id"]) for row in _rows(desk, "met", keep)}
    for row in _rows(desk, "met", other):
        if (row["application_id"], row["interview_id"]) in has:
            action.delete("met", _id(row))
        else:
            action.update("met", _id(row), contact_id=keep.id)


def _move_referrals(desk: Desk, action: Action, keep: Contact, other: Contact) -> None:
    """Who sent me to whom: nobody to themselves, and each pair once, thanked if it ever was."""
    store = desk.store.duplicates
    ends = ("from_contact_id", "to_contact_id")
    rows = {
        _id(row): row
        for e in ends
        for each in (keep, other)
        for row in store.rows("referral", e, each.id)
    }
    pairs: dict[tuple[object, ...], dict[str, object]] = {}
    for row_id, row in sorted(rows.items()):
        pair = tuple(keep.id if row[end] == other.id else row[end] for end in ends)
        double = pairs.get(pair)
        if pair[0] == pair[1] or double is not None:
            if double is not None and row["thanked_on"] and not double["thanked_on"]:
                action.update("referral", _id(double), thanked_on=row["thanked_on"])
            action.delete("referral", row_id)
            continue
        pairs[pair] = row
        action.update("referral", row_id, from_contact_id=pair[0], to_contact_id=pair[1])


def _move_properties(desk: Desk, action: Action, keep: Contact, other: Contact) -> None:
    """What cards held and the program does not use, without a second birthday."""
    mine = _rows(desk, "kept_property", keep)
    has = {str(row["line"]) for row in mine}
    single = {_property(line) for line in has} & _SINGLE
    position = len(mine)
    for row in _rows(desk, "kept_property", other):
        line = str(row["line"])
        if line in has or _property(line) in single:
            continue
        action.update("kept_property", _id(row), contact_id=keep.id, position=position)
        position += 1


def _plan_anew(plan: Planning, contact_id: int, *, wished: bool) -> list[str]:
    """One running plan from what both had; nothing at all for somebody who asked me to stop."""
    contact = plan.desk.store.people.contact(contact_id)
    if contact.state is ContactState.STOPPED:
        plan.cancel_all(contact_id, _STOPPED)
        return [f"{contact.name} asked you to stop, and that stays so"]
    if contact.state is ContactState.COLLEAGUE:
        plan.cancel_all(contact_id, "a colleague now")
        return []
    kept: dict[object, Touch] = {}
    for touch in sorted(plan.dossier(contact_id).planned, key=_precedence):
        if kept.setdefault(_family(touch), touch) is not touch:
            plan.cancel(touch, "merged: one of each")
    take_plan_along(plan, contact_id)
    plan.replan(contact_id)
    if wished:
        plan.replan_colleagues(contact)
    plan.level(contact_id)
    return []


def _precedence(touch: Touch) -> tuple[bool, bool, date, int]:
    """A day they named before one that I chose, that before all others, then the earlier."""
    return (not touch.promised, not touch.held, touch.due_on or date.max, touch.id)


def _family(touch: Touch) -> object:
    """Planned touches of which a person gets one; every reply is owed on its own."""
    if touch.purpose is Purpose.REPLY:
        return touch.id
    if touch.purpose in CADENCE_PURPOSES:
        return "cadence"
    return (touch.purpose, touch.application_id, touch.opening_id)


def _words_in_hand(desk: Desk, keep: Contact, other: Contact) -> Draft | None:
    """My own words for the other's planned touch, unless I wrote some for the kept one as well."""
    draft = desk.store.drafts.draft(other.id)
    if draft is None or not draft.edited or draft.touch_id is None:
        return None
    if desk.store.drafts.written_at(keep.id):
        return None
    # The other's own copy stays beside their entry: taking the merge back needs nothing more.
    return replace(draft, contact_id=keep.id)


def _rows(desk: Desk, table: str, contact: Contact) -> list[dict[str, object]]:
    return desk.store.duplicates.rows(table, "contact_id", contact.id)


def _by_position(rows: Any) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


def _id(row: Mapping[str, object]) -> int:
    number = row["id"]
    assert isinstance(number, int)
    return number


def _property(line: str) -> str:
    return line.partition(":")[0].partition(";")[0].strip().casefold()


def _profile(contact: Contact) -> str:
    return profile_key(contact.linkedin) if contact.linkedin else ""


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
