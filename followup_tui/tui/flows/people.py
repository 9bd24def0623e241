"""Keys about people: add, edit, star, delete, pause, open, find."""

from __future__ import annotations

import webbrowser
from typing import TYPE_CHECKING

from followup_tui.core.phrases import named_date
from followup_tui.core.records import Contact
from followup_tui.core.words import ContactState, Role, form_of, spoken
from followup_tui.operations import people
from followup_tui.operations.calling import calling_hours
from followup_tui.operations.dates import read_date
from followup_tui.operations.people import Changed, Details
from followup_tui.served import is_served
from followup_tui.tui.flows.touches import next_in_words
from followup_tui.tui.screens.form import Field, FormScreen, Values
from followup_tui.tui.screens.people import PeopleScreen

if TYPE_CHECKING:
    from followup_tui.tui.screens.main import MainScreen

_ROLES = tuple((str(r), spoken(r)) for r in Role)
_YES_NO = (("yes", "yes"), ("no", "no"))


async def add(screen: MainScreen) -> None:
    """A new person; starred ones get a first touch."""
    fields = (*_person_fields(None), Field("star", "Star", "yes", options=_YES_NO))

    async def submit(values: Values) -> Changed:
        star = values["star"] == "yes"
        return await screen.app.in_order(
            lambda: people.add(screen.desk, _details(values), star=star)
        )

    changed = await screen.app.push_screen_wait(FormScreen("Somebody new", fields, submit))
    if changed is not None:
        tell_changed(screen, changed)
        screen.reload(keep=changed.contact.id, person=changed.contact.id)


async def edit(screen: MainScreen) -> None:
    """Change what is known; a new employer keeps the old one as history."""
    contact = screen.contact
    if contact is None:
        return

    async def submit(values: Values) -> Changed:
        details = _details(values)
        return await screen.app.in_order(
            lambda: people.edit(screen.desk, contact, details, contact.rev)
        )

    form = FormScreen(contact.name, _person_fields(contact), submit)
    changed = await screen.app.push_screen_wait(form)
    if changed is not None:
        tell_changed(screen, changed)
        screen.reload(keep=contact.id, person=contact.id)


async def star(screen: MainScreen) -> None:
    """Star or unstar; unstarring leaves the plan."""
    contact = screen.contact
    if contact is None:
        return
    changed = await screen.perform(
        lambda: people.star(screen.desk, contact, on=not contact.starred)
    )
    if changed is not None:
        tell_changed(screen, changed)
        screen.reload(keep=contact.id, person=contact.id)


async def delete(screen: MainScreen) -> None:
    """No question: the toast says how to undo it."""
    contact = screen.contact
    if contact is None:
        return
    changed = await screen.perform(lambda: people.delete(screen.desk, contact))
    if changed is not None:
        screen.app.tell(f"{contact.name} is deleted", undo=True)
        screen.reload()


async def pause(screen: MainScreen) -> None:
    """Pause until a day or until further notice, resume, or stop for good."""
    contact = screen.contact
    if contact is None:
        return
    desk = screen.desk
    paused = contact.state is ContactState.PAUSED
    options = (
        *((("resume", "go on"),) if paused else ()),
        ("pause", "pause the plan"),
        ("stop", "they asked me to stop"),
    )

    async def submit(values: Values) -> Changed:
        if values["what"] == "stop":
            return await screen.app.in_order(lambda: people.stop(desk, contact, values["said"]))
        if values["what"] == "resume":
            return await screen.app.in_order(lambda: people.resume(desk, contact))
        until = read_date(values["until"], desk.today) if values["until"].strip() else None
        return await screen.app.in_order(lambda: people.pause(desk, contact, until))

    async def preview(values: Values) -> str:
        if values["what"] == "stop":
            return "everything planned is cancelled; they never hear from you again"
        if values["what"] == "resume":
            return "the plan goes on"
        if not values["until"].strip():
            return "until you resume"
        return f"until {named_date(read_date(values['until'], desk.today), desk.today)}"

    fields = (
        Field("what", "What", options=options),
        Field("until", "Until when", hint="empty: until you resume"),
        Field("said", "Their words", hint="if they asked for it"),
    )
    changed = await screen.app.push_screen_wait(FormScreen(contact.name, fields, submit, preview))
    if changed is not None:
        tell_changed(screen, changed)
        screen.reload(keep=contact.id)


async def open_link(screen: MainScreen) -> None:
    """Call them when a call is planned and a number known, else open their profile."""
    contact = screen.contact
    if contact is None:
        return
    touch = screen.planned_touch()
    by_phone = touch is not None and form_of(touch.channel) == "phone"
    if by_phone and contact.phones:
        number = "".join(c for c in contact.phones[0] if c.isdigit() or c == "+")
        said = (f"Calling {contact.phones[0]}", calling_hours(contact), _unready(screen))
        opening = _open(screen, f"tel:{number}", "\n".join(filter(None, said)))
    elif contact.linkedin.startswith("https://"):
        opening = _open(screen, contact.linkedin, "Opening their profile")
    else:
        screen.app.tell("Neither a number nor a profile is known: e adds one.")
        return
    # A browser may take its time; the keys after this one do not wait for it.
    screen.run_worker(opening, group="open")


def _unready(screen: MainScreen) -> str:
    """A call without anything to say is warned about (S3.15)."""
    if screen.script is None or screen.script.missing:
        return "The script is not ready: something is still missing in it."
    return ""


async def _open(screen: MainScreen, link: str, said: str) -> None:
    """Hand a link to the desktop; never a shell, and the link says what it is."""
    if is_served():
        screen.app.tell(f"In the browser followup opens nothing else: {link}")
        return
    opened = await screen.app.aside(lambda: webbrowser.open(link))
    screen.app.tell(said if opened else f"No program here opens {link}")


def tell_changed(screen: MainScreen, changed: Changed) -> None:
    """One toast: what was done, what is next or why nothing is."""
    parts = [changed.did, *changed.remarks]
    if changed.next is not None:
        parts.append(next_in_words(changed.next, screen.desk.today))
    elif changed.why:
        parts.append(changed.why)
    screen.app.tell("\n".join(parts), undo=True)


def _person_fields(contact: Contact | None) -> tuple[Field, ...]:
    known = contact or Contact(0, "")
    role = known.role if contact is not None else Role.HIRING_MANAGER
    return (
        Field("name", "Name", known.name, "first and last name"),
        Field("company", "Company", known.company),
        Field("title", "Title", known.title),
        Field("department", "Department", known.department),
        Field("role", "Role", role, options=_ROLES),
        Field("phones", "Phone", ", ".join(known.phones), "several with commas"),
        Field("emails", "E-mail", ", ".join(known.emails), "several with commas"),
        Field("linkedin", "LinkedIn", known.linkedin, "address of the profile"),
        Field("timezone", "Time zone", known.timezone, "Europe/Berlin"),
        Field("shared_group", "Shared group", known.shared_group, "a LinkedIn group you share"),
        Field("email_source", "Address from", known.email_source, "business card, their site"),
    )


def _details(values: Values) -> Details:
    return Details(
        name=values["name"],
        company=values["company"],
        title=values["title"],
        department=values["department"],
        role=values["role"],
        emails=_listed(values["emails"]),
        phones=_listed(values["phones"]),
        linkedin=values["linkedin"],
        timezone=values["timezone"],
        shared_group=values["shared_group"],
        email_source=values["email_source"],
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


async def find(screen: MainScreen) -> None:
    """Anybody at all, found as one types; shown in the panes, or starred at once."""
    desk = screen.desk
    picked = await screen.app.push_screen_wait(PeopleScreen(desk))
    if picked is None or picked.contact is None:
        # The table changes people by itself.
        screen.reload(keep=screen.contact_id, person=screen.contact_id)
        if picked is not None and picked.doubles:
            await duplicates(screen)
        return
    contact = picked.contact
    if picked.star and not contact.starred:
        changed = await screen.perform(lambda: people.star(desk, contact))
        if changed is not None:
            tell_changed(screen, changed)
    screen.reload(keep=contact.id, person=contact.id)


async def duplicates(screen: MainScreen) -> None:
    """Who may be in here twice: told apart or merged, field by field."""
    from followup_tui.tui.screens.duplicates import DuplicatesScreen  # few look for them every day

    await screen.app.push_screen_wait(DuplicatesScreen(screen.desk))
    screen.reload(keep=screen.contact_id, person=screen.contact_id)
