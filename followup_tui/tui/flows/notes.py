"""Keys about notes: add, edit, delete."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from followup_tui.core.phrases import named_date
from followup_tui.core.records import Company, Contact, Note
from followup_tui.core.words import NoteKind, Tone
from followup_tui.operations import notes
from followup_tui.operations.dates import read_date
from followup_tui.operations.notes import Noted, Remark
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_KINDS = (
    (NoteKind.COMMON, "common ground"),
    (NoteKind.NEWS, "news of the company"),
    (NoteKind.OBSERVATION, "something I noticed"),
    (NoteKind.REASON, "a reason for me"),
    (NoteKind.WISH, "a wish of theirs"),
)
_TONES = ((Tone.PLAIN, "plain"), (Tone.GOOD, "good"), (Tone.HARD, "hard: never in a script"))


async def add(screen: MainScreen) -> None:
    """Note something about the person, or about the company."""
    view = screen.view
    if view is None:
        screen.app.tell("Choose somebody first: P finds anybody.")
        return
    contact, company = view.contact, view.company
    # News is the company's, all else theirs: common ground told to a colleague would be a blunder.
    about: tuple[tuple[str, str], ...] = (("", "as the kind says"), ("person", contact.name))
    if company is not None:
        about = (*about, ("company", company.name))
    fields = (
        Field("kind", "Kind", _missing_kind(screen), options=_KINDS),
        Field("text", "Note", hint="in the words you would say"),
        Field("about", "About", options=about),
        *_more_fields(None),
    )

    async def submit(values: Values) -> Noted:
        usual = "company" if values["kind"] == NoteKind.NEWS else "person"
        of_company = company is not None and (values["about"] or usual) == "company"
        target: Contact | Company = company if company is not None and of_company else contact
        remark = _remark(screen, values)
        return await screen.app.in_order(lambda: notes.add(screen.desk, target, remark))

    await _finish(screen, FormScreen("A note", fields, submit, _expiry(screen), start="text"))


async def edit(screen: MainScreen, note: Note) -> None:
    """Change a note."""
    fields = (
        Field("kind", "Kind", note.kind, options=_KINDS),
        Field("text", "Note", note.text),
        *_more_fields(note),
    )

    async def submit(values: Values) -> Noted:
        remark = replace(_remark(screen, values), mentioned=note.mentioned)
        return await screen.app.in_order(lambda: notes.edit(screen.desk, note, remark, note.rev))

    await _finish(screen, FormScreen("A note", fields, submit, _expiry(screen), start="text"))


async def edit_text(screen: MainScreen, note: Note, text: str | None) -> None:
    """Give a note other words, the rest as it was; None leaves it alone."""
    if text is None:
        return
    remark = Remark(text, note.kind, note.expires, note.tone, note.url, note.mentioned)
    _tell(screen, await screen.perform(lambda: notes.edit(screen.desk, note, remark, note.rev)))


async def delete(screen: MainScreen, note: Note) -> None:
    """No question: the toast says how to undo it."""
    did = await screen.perform(lambda: notes.delete(screen.desk, note))
    if did is not None:
        screen.app.tell(did, undo=True)
        screen.reload(keep=screen.contact_id)


async def _finish(screen: MainScreen, form: FormScreen[Noted]) -> None:
    _tell(screen, await screen.app.push_screen_wait(form))


def _tell(screen: MainScreen, noted: Noted | None) -> None:
    if noted is not None:
        screen.app.tell("\n".join([noted.did, *noted.remarks]), undo=True)
        screen.reload(keep=screen.contact_id, person=screen.contact_id)


def _more_fields(note: Note | None) -> tuple[Field, ...]:
    expires = note.expires.isoformat() if note is not None and note.expires else ""
    return (
        Field("expires", "Fresh until", expires, "news: 45 days by itself"),
        Field("tone", "Tone", note.tone if note else Tone.PLAIN, options=_TONES),
        Field("url", "Link", note.url if note else "", "where it stands"),
    )


def _remark(screen: MainScreen, values: Values) -> Remark:
    expires = values["expires"].strip()
    return Remark(
        values["text"],
        values["kind"],
        read_date(expires, screen.desk.today) if expires else None,
        values["tone"],
        values["url"],
    )


def _expiry(screen: MainScreen) -> Callable[[Values], Awaitable[str]]:
    async def preview(values: Values) -> str:
        if values["kind"] == NoteKind.WISH:
            return "“call in May”, “by e-mail, please” and “stop” are understood"
        if not values["expires"].strip():
            return ""
        day = read_date(values["expires"], screen.desk.today)
        return f"fresh until {named_date(day, screen.desk.today)}"

    return preview


def _missing_kind(screen: MainScreen) -> NoteKind:
    """The kind of note that the script lacks, to be proposed."""
    missing = screen.script.missing if screen.script is not None else ()
    return next((NoteKind(slot) for slot in missing if slot in tuple(NoteKind)), NoteKind.COMMON)
