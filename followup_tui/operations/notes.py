"""Verbs about notes: what is known of a person or a company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.phrases import named_date
from followup_tui.core.records import Company, Contact, Note
from followup_tui.core.text import clean_line, clean_text
from followup_tui.core.wish_words import Wish, read_wish
from followup_tui.core.wishes import REFUSED
from followup_tui.core.words import NoteKind, Tone, spoken
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.following import stop_contact
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.planning import Planning, planning


@dataclass(frozen=True, slots=True)
class Remark:
    """A note as a form or a command line gives it."""

    text: str
    kind: str = NoteKind.OBSERVATION
    expires: date | None = None
    tone: str = Tone.PLAIN
    url: str = ""
    mentioned: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A note that was written, and what it set in motion."""

    note: Note
    did: str
    remarks: tuple[str, ...] = ()


def add(desk: Desk, target: Contact | Company, remark: Remark) -> Noted:
    """Write a note; news expires by itself, a wish moves the plan, "stop" ends it (S1.39)."""
    kind = identifier(NoteKind, remark.kind, "kind of note")
    text = clean_text(remark.text, 10_000).strip()
    if not text:
        raise UsageError("A note needs some words.")
    if kind is NoteKind.WISH and isinstance(target, Company):
        raise UsageError("A wish belongs to a person: give the name of who asked.")
    did = f"note on {target.name}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        wish = read_wish(text, desk.today, plan.rules.workdays) if kind is NoteKind.WISH else Wish()
        remarks: tuple[str, ...] = ()
        if wish.stop and isinstance(target, Contact):
            stop_contact(plan, target.id, text)
            remarks = (f"{target.name} will not hear from you again",)
        else:
            action.insert(
                "note",
                **_owner(target),
                **_columns(desk, remark, kind, text),
                on=desk.today,
                until=wish.until,
                form=wish.form,
            )
            if isinstance(target, Contact) and (wish.until or wish.form):
                remarks = _heed(plan, target, wish)
            if kind is NoteKind.WISH and not wish.understood:
                remarks = ("kept as a note: no day, form or stop was read from it",)
    contact_id = target.id if isinstance(target, Contact) else None
    company_id = target.id if isinstance(target, Company) else None
    newest = desk.store.material.notes(contact_id, company_id)[0]
    return Noted(newest, did, remarks)


def edit(desk: Desk, note: Note, remark: Remark, rev: int | None = None) -> Noted:
    """Change a note. Raises Conflict when it was changed elsewhere meanwhile."""
    kind = identifier(NoteKind, remark.kind, "kind of note")
    text = clean_text(remark.text, 10_000).strip()
    if not text:
        raise UsageError("A note needs some words; x deletes it.")
    if kind is NoteKind.WISH and note.contact_id is None:
        raise UsageError("A wish belongs to a person: write it there.")
    did = f"edit a note: {clean_line(text, 40)}"
    with desk.store.action(did) as action:
        plan = planning(desk, action)
        wish = read_wish(text, desk.today, plan.rules.workdays) if kind is NoteKind.WISH else Wish()
        action.update(
            "note",
            note.id,
            rev=rev,
            **_columns(desk, remark, kind, text),
            until=wish.until,
            form=wish.form,
        )
        remarks: tuple[str, ...] = ()
        if note.contact_id is not None and NoteKind.WISH in (kind, note.kind):
            contact = desk.store.people.contact(note.contact_id)
            if wish.stop:
                stop_contact(plan, contact.id, noted=True)
                remarks = (f"{contact.name} will not hear from you again",)
            else:
                remarks = _heed(plan, contact, wish, note)
    return Noted(desk.store.material.note(note.id), did, remarks)


def delete(desk: Desk, note: Note) -> str:
    """Remove a note; undo brings it back. Returns what was done."""
    did = f"delete a note: {clean_line(note.text, 40)}"
    with desk.store.action(did) as action:
        action.delete("note", note.id)
        if note.kind is NoteKind.WISH and note.contact_id is not None:
            contact = desk.store.people.contact(note.contact_id)
            _heed(planning(desk, action), contact, Wish(), note)
    return did


def _heed(
    plan: Planning, contact: Contact, wish: Wish, before: Note | None = None
) -> tuple[str, ...]:
    """Plan anew around a wish; a hiring manager's wish to wait holds the whole company."""
    plan.heed(contact.id)
    waits = wish.until is not None or (before is not None and before.until is not None)
    if waits:
        plan.replan_colleagues(contact)
    plan.level(contact.id)
    if wish.form.startswith(REFUSED):
        return (f"not by {spoken(wish.form.removeprefix(REFUSED))} from now on, as they asked",)
    if wish.until is None:
        return (f"by {spoken(wish.form)} from now on, as they asked",) if wish.form else ()
    return (f"nothing before {named_date(wish.until, plan.today)}, as they asked",)


def _columns(desk: Desk, remark: Remark, kind: NoteKind, text: str) -> dict[str, object]:
    expires = remark.expires
    if kind is NoteKind.NEWS and expires is None:
        expires = desk.today + timedelta(days=desk.config.scripts.news_expiry_days)
    return {
        "kind": kind,
        "text": text,
        "expires": expires,
        "tone": identifier(Tone, remark.tone, "tone"),
        "url": clean_line(remark.url, 2_000),
        "mentioned": remark.mentioned,
    }


def _owner(target: Contact | Company) -> dict[str, int]:
    key = "contact_id" if isinstance(target, Contact) else "company_id"
    return {key: target.id}
