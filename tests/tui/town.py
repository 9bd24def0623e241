"""A small town of people in every state, written through the verbs on the days when things happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import Channel, NoteKind, Outcome, Role
from followup_tui.operations import notes, people, playbook, touches
from followup_tui.operations.desk import Desk, fixed, open_desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details
from followup_tui.operations.playbook import DecisionMade
from followup_tui.operations.touches import Happened
from followup_tui.paths import private_writer
from tests.builders import TODAY, days_ago

CONFIG = """[me]
name = "Sam Reyes"
phone = "313 555 0199"
email = "sam@example.org"
sign_off = "Warm regards"
"""

IN_ORDER = (
    "Nora Lind", "Maya Orr", "Ann Lee", "Luis Ferro", "Tom Ash", "Omar Dean", "Kim Brook", "Pia Roe"
)  # fmt: skip
"""Everyone with a plan, as the list shows them: owed, waiting, two today, week, two later, paused."""

QUESTION = "Are you free for a call this week?"
WORDS = "Thanks, the repair desk keeps us busy."
NEWS = "Acme opened a repair desk in Leeds"
COMMON = "the Thursday choir"


def build_town(home: Path) -> None:
    """Fill an empty home; what is written there can be copied."""
    with private_writer(home / "config.toml") as file:
        file.write(CONFIG)
    desk = open_desk(home, today=TODAY)
    _acme(desk)
    _brightline(desk)
    for name, company, due, day in (
        ("Maya Orr", "Powell Motors", days_ago(4), days_ago(20)),
        ("Tom Ash", "Cartwright", TODAY + timedelta(days=3), TODAY),
        ("Omar Dean", "Kestrel Labs", TODAY + timedelta(days=30), TODAY),
        ("Pia Roe", "Dockside", TODAY + timedelta(days=9), TODAY),
    ):
        _planned(_on(desk, day), name, company, due)
    people.pause(desk, contact_named(desk, "Pia Roe"), TODAY + timedelta(days=40))
    _add(desk, "Nora Lind", "Harbour Mill", Role.INTERVIEWER, star=False)
    nora = contact_named(desk, "Nora Lind")
    touches.log(desk, nora, Happened(Channel.EMAIL, said=QUESTION), inbound=True)
    _add(desk, "Sid Voss", "Dockside", star=False)
    people.stop(desk, contact_named(desk, "Sid Voss"), "please stop writing")
    desk.store.close()


def planned(desk: Desk, name: str) -> Touch | None:
    """What is planned first with somebody."""
    return next(iter(desk.store.touches.planned(contact_named(desk, name).id)), None)


def newest(desk: Desk, name: str) -> Touch:
    """What happened last with somebody."""
    timeline = desk.store.touches.timeline(contact_named(desk, name).id)
    return next(touch for touch in timeline if touch.done_on)


def _acme(desk: Desk) -> None:
    """A decision with everything before and after it; Ann is due today by e-mail, with fresh notes."""
    _add(_on(desk, days_ago(80)), "Ann Lee", "Acme", phones=(), star=False)
    _add(desk, "Ben Cole", "Acme", Role.INTERVIEWER, star=False)
    after = _on(desk, days_ago(60))
    ann = contact_named(desk, "Ann Lee")
    made = DecisionMade("Acme", "Data engineer", days_ago(60), met=("Ann Lee",), stars=("Ann Lee",))
    playbook.passed(after, made)
    for touch in desk.store.touches.planned(ann.id):
        day = touch.due_on or days_ago(58)
        outcome = Outcome.ACCEPTED if touch.channel == Channel.INVITATION else Outcome.SENT
        touches.done(_on(desk, day), touch, Happened(outcome=outcome, on=day))
    earlier = _on(desk, days_ago(25))
    touches.log(
        earlier, ann, Happened(Channel.EMAIL, on=days_ago(25), said=WORDS, asks=False), inbound=True
    )
    _interview(desk, ann, days_ago(70))
    notes.add(desk, ann, Remark(COMMON, NoteKind.COMMON))
    company = desk.store.people.company(ann.company_id or 0)
    notes.add(desk, company, Remark(NEWS, NoteKind.NEWS))
    _move(desk, "Ann Lee", TODAY)


def _interview(desk: Desk, contact: Contact, day: date) -> None:
    company_id = contact.company_id or 0
    (application,) = desk.store.people.applications(company_id)
    with desk.store.action("interview") as action:
        interview = action.insert("interview", application_id=application.id, on=day, round=1)
        action.insert(
            "met", application_id=application.id, interview_id=interview, contact_id=contact.id
        )


def _brightline(desk: Desk) -> None:
    """A company that heard from me yesterday, and somebody there who is due today all the same."""
    _planned(_on(desk, days_ago(20)), "Luis Ferro", "Brightline", TODAY)
    _add(desk, "Kim Brook", "Brightline", Role.INTERVIEWER, star=False)
    yesterday = days_ago(1)
    happened = Happened(Channel.EMAIL, outcome=Outcome.SENT, on=yesterday)
    touches.log(_on(desk, yesterday), contact_named(desk, "Kim Brook"), happened)
    _move(desk, "Luis Ferro", TODAY)
    kim = planned(desk, "Kim Brook")
    assert kim is not None
    touches.skip(desk, kim)


def _add(
    desk: Desk,
    name: str,
    company: str,
    role: Role = Role.HIRING_MANAGER,
    *,
    phones: tuple[str, ...] = ("313 555 0100",),
    star: bool = True,
) -> Contact:
    email = f"{name.split()[0].casefold()}@{company.split()[0].casefold()}.example"
    details = Details(
        name, company, "Head of Data", role=role, emails=(email,), phones=phones, connected=False
    )
    return people.add(desk, details, star=star).contact


def _planned(desk: Desk, name: str, company: str, due: date) -> None:
    _add(desk, name, company)
    _move(desk, name, due)


def _move(desk: Desk, name: str, due: date) -> None:
    touch = planned(desk, name)
    assert touch is not None
    touches.snooze(desk, touch, due)


def _on(desk: Desk, day: date) -> Desk:
    return replace(desk, clock=fixed(day))
