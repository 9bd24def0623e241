"""Verbs with random details, as a busy month brings them: for claims about every order of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import NoteKind, Outcome, Role
from followup_tui.errors import NotFound
from followup_tui.operations import notes, people, touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import import_files
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened

Verb = Callable[[Desk, random.Random], object]

NAMES = ("Ann Lee", "Bob Roe", "Cleo Marsh", "Dan Ode", "Eve Hall")
COMPANIES = ("Acme", "Beta GmbH", "Gamma", "")
WISHES = ("call in May", "by e-mail, please", "not before June", "stop", "I like tea")
SAID = ("", "Could you send me your numbers?", "Thank you.")


def _someone(desk: Desk, chance: random.Random) -> Contact:
    known = list(desk.store.people.everyone())
    if not known:
        raise NotFound("There is nobody yet.")
    return chance.choice(known)


def _planned(desk: Desk, chance: random.Random) -> Touch:
    planned = [t for p in desk.store.people.everyone() for t in desk.store.touches.planned(p.id)]
    if not planned:
        raise NotFound("Nothing is planned with anybody.")
    return chance.choice(planned)


def add_somebody(desk: Desk, chance: random.Random) -> Contact:
    name = chance.choice(NAMES)
    details = Details(
        name=f"{name} {chance.randrange(90)}",
        company=chance.choice(COMPANIES),
        role=chance.choice(list(Role)),
        emails=chance.choice(((), (f"{name[:3].lower()}{chance.randrange(99)}@a.example",))),
        phones=chance.choice(((), (f"+1 313 555 {chance.randrange(1000, 9999)}",))),
    )
    return people.add(desk, details, star=chance.random() < 0.7).contact


def _star(desk: Desk, chance: random.Random) -> None:
    people.star(desk, _someone(desk, chance), on=chance.random() < 0.7)


def _note(desk: Desk, chance: random.Random) -> None:
    kind = chance.choice(list(NoteKind))
    text = chance.choice(WISHES) if kind is NoteKind.WISH else f"fact {chance.random()}"
    notes.add(desk, _someone(desk, chance), Remark(text, kind))


def _rewrite_note(desk: Desk, chance: random.Random) -> None:
    contact = _someone(desk, chance)
    known = desk.store.material.notes(contact.id, contact.company_id)
    if not known:
        return _note(desk, chance)
    note = chance.choice(known)
    if chance.random() < 0.5:
        notes.delete(desk, note)
    else:
        notes.edit(desk, note, Remark(chance.choice(WISHES), note.kind), rev=note.rev)
    return None


def _done(desk: Desk, chance: random.Random) -> None:
    happened = Happened(
        outcome=chance.choice([None, *Outcome]),
        on=desk.today - timedelta(days=chance.randrange(5)),
        said=chance.choice(SAID),
    )
    touches.done(desk, _planned(desk, chance), happened)


def _log(desk: Desk, chance: random.Random) -> None:
    inbound = chance.random() < 0.5
    channel = chance.choice(("email", "call", "linkedin", "letter", "light", "invitation"))
    happened = Happened(channel, said=chance.choice(SAID))
    touches.log(desk, _someone(desk, chance), happened, inbound=inbound)


def _skip(desk: Desk, chance: random.Random) -> None:
    touches.skip(desk, _planned(desk, chance), chance.choice(("", "anger")))


def _snooze(desk: Desk, chance: random.Random) -> None:
    touches.snooze(desk, _planned(desk, chance), desk.today + timedelta(chance.randrange(60)))


def _hand_over(desk: Desk, chance: random.Random) -> None:
    touches.hand_over(desk, _planned(desk, chance), "Hello.", "email")


def _pause(desk: Desk, chance: random.Random) -> None:
    until = chance.choice((None, desk.today + timedelta(days=20)))
    people.pause(desk, _someone(desk, chance), until)


def _resume(desk: Desk, chance: random.Random) -> None:
    people.resume(desk, _someone(desk, chance))


def _stop(desk: Desk, chance: random.Random) -> None:
    people.stop(desk, _someone(desk, chance))


def _edit(desk: Desk, chance: random.Random) -> None:
    details = chance.choice(
        (
            Details(title=f"Head {chance.random()}"),
            Details(company=chance.choice(COMPANIES)),
            Details(emails=(f"new{chance.randrange(99)}@a.example",), phones=()),
            Details(role=chance.choice(list(Role)), connected=True),
        )
    )
    people.edit(desk, _someone(desk, chance), details)


def _delete(desk: Desk, chance: random.Random) -> None:
    people.delete(desk, _someone(desk, chance))


def _company(desk: Desk, chance: random.Random) -> None:
    known = desk.store.people.companies()
    if not known:
        return
    company = chance.choice(known)
    verb = chance.randrange(4)
    if verb == 0:
        people.pause_company(desk, company, desk.today + timedelta(days=9))
    elif verb == 1:
        people.resume_company(desk, company)
    else:
        people.wanted(desk, company, on=verb == 2)


def _passed(desk: Desk, chance: random.Random) -> None:
    made = DecisionMade(
        chance.choice(COMPANIES),
        role=chance.choice(("", "Designer", "Writer")),
        on=desk.today - timedelta(days=chance.choice((0, 3, 40))),
        decision=chance.choice(("passed", "declined", "silence")),
        met=(chance.choice(NAMES),),
        stars=chance.choice(((), (chance.choice(NAMES),))),
        told_by=chance.choice(("", "Rita Recruiter")),
        said=chance.choice(("", "You were close.")),
    )
    passed(desk, made)


def _import(desk: Desk, chance: random.Random) -> None:
    cards = [
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{chance.choice(COMPANIES)}\n"
        f"TEL:+1 313 555 {chance.randrange(1000, 9999)}\nEND:VCARD\n"
        for name in chance.sample(NAMES, 3)
    ]
    file = desk.store.path.parent / "cards.vcf"
    file.write_text("".join(cards))
    import_files(desk, [file])


VERBS: tuple[Verb, ...] = (
    *(
        add_somebody,
        add_somebody,
        add_somebody,
        _star,
        _star,
        _note,
        _note,
        _rewrite_note,
        _done,
        _done,
        _done,
        _done,
    ),
    *(_log, _log, _skip, _snooze, _hand_over, _pause, _resume, _stop, _edit, _edit, _delete),
    *(_company, _passed, _passed, _import),
)
"""Every verb of the daily work, the frequent ones several times."""
