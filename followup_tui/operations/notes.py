"""Verbs about notes: what is known of a person or a company."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.phrases import named_date
from followup_tui.core.records import Company, Contact, Note
from followup_tui.core.text import clean_line, clean_text
from followup_tui.core.wishes import Wish, read_wish
from followup_tui.core.words import NoteKind, Role, Tone
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.planning import Planning, planning
from followup_tui.operations.touches import stop_contact


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
            if isinstance(target, Contact):
                remarks = _heed(plan, target, wish)
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
        if note.contact_id is not None and NoteKind.WISH in (kind, note.kind):
            plan.replan(note.contact_id)
            plan.level(note.contact_id)
    return Noted(desk.store.material.note(note.id), did)


def delete(desk: Desk, note: Note) -> str:
    """Remove a note; undo brings it back. Returns what was done."""
    did = f"delete a note: {clean_line(note.text, 40)}"
    with desk.store.action(did) as action:
        action.delete("note", note.id)
        if note.kind is NoteKind.WISH and note.contact_id is not None:
            plan = planning(desk, action)
            plan.replan(note.contact_id)
            plan.level(note.contact_id)
    return did


def _heed(plan: Planning, contact: Contact, wish: Wish) -> tuple[str, ...]:
    """Plan anew around a wish; a hiring manager's wish to wait holds the whole company."""
    if wish.until is None and not wish.form:
        return ()
    concerned = [contact]
    if wish.until is not None and contact.role is Role.HIRING_MANAGER and contact.company_id:
        others = plan.desk.store.people.at_company(contact.company_id)
        concerned += [p for p in others if p.id != contact.id and p.next_touch_id is not None]
    for person in concerned:
        plan.replan(person.id)
    plan.level(contact.id)
    if wish.until is None:
        return ()
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
