"""Claims about rows as records: what goes in comes out, and a draft is kept as one types."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import date, datetime

import pytest

from followup_tui.core.records import Application, Contact, Draft, Story, Touch, Used
from followup_tui.core.words import ContactState, Decision, Purpose, Rank, Role, Stage, TouchState
from followup_tui.errors import Corrupt, NotFound
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.store.mapping import columns_of, into, made, plain
from followup_tui.store.store import Store
from tests.builders import TODAY, in_days
from tests.cast import add, again, finish, plan_of


def test_columns_become_values() -> None:
    """Dates, flags, words and lists arrive as what they are, and absent values as none."""
    row = {
        "id": 1,
        "company_id": 2,
        "role": "Designer",
        "decision": "passed",
        "decided_on": "2026-03-02",
        "stage": None,
        "rank": "second",
        "unknown": 7,
    }
    expected = Application(1, 2, "Designer", Decision.PASSED, TODAY, rank=Rank.SECOND)
    assert into(Application, row) == expected
    story = into(Story, {"id": 1, "title": "T", "situation": "", "task": "", "action": "",
                         "result": "", "tags": '["plant", "paint"]'})  # fmt: skip
    assert story.tags == ("plant", "paint")


def test_values_become_columns() -> None:
    """What a column can hold is plain text and numbers, and reads back as it was."""
    assert plain(True) == 1
    assert plain(date(2026, 3, 2)) == "2026-03-02"
    assert plain(datetime(2026, 3, 2, 10, 5)) == "2026-03-02 10:05:00"  # noqa: DTZ001
    assert plain(Role.HIRING_MANAGER) == "hiring-manager"
    assert plain(("a", "ü")) == '["a", "ü"]'
    assert plain(None) is None


def test_a_row_in_the_order_of_the_fields_is_the_same_record(desk: Desk) -> None:
    """However a row is asked for, the same record comes of it."""
    ann = add(desk)
    finish(desk, ann, note="friendly")
    none = {"contact": "'Ann'", "company": "'Acme'", "used": "NULL"}
    columns = ", ".join(columns_of(Touch, "touch", **none))
    ordered = desk.store.database.tuples(f"SELECT {columns}, 7 FROM touch ORDER BY id")
    named = desk.store.database.rows("SELECT * FROM touch ORDER BY id")
    extra = {"used": (Used("note", 1),)}
    for row, by_name in zip(ordered, named, strict=True):
        read = made(Touch, row, **extra)
        assert read == into(Touch, by_name, contact="Ann", company="Acme", **extra)
        assert [type(v) for v in astuple(read)] == [
            type(v) for v in astuple(into(Touch, by_name, contact="Ann", company="Acme", **extra))
        ]


def test_a_damaged_row_in_order_is_damage() -> None:
    """A word that is none of ours is found in either way."""
    with pytest.raises(Corrupt, match="damaged"):
        made(Story, (1, "T", "", "", "", "", "[", None, 1))
    with pytest.raises(Corrupt, match="damaged"):
        made(Application, (1, 2, "Designer", "abandoned", *[None] * 8))


@pytest.mark.parametrize(
    ("column", "value"), [("role", "boss"), ("starred_on", "soon"), ("state", 7)]
)
def test_a_value_nobody_wrote_is_damage(column: str, value: object) -> None:
    """A word that is none of ours says that the database is damaged."""
    with pytest.raises(Corrupt, match="damaged"):
        into(Contact, {"id": 1, "name": "Ann", column: value})


def test_a_contact_comes_back_whole(desk: Desk) -> None:
    """Everything written of a person is in the record, what is planned included."""
    details = people.Details(
        name="Ann Lee",
        company="Acme",
        title="Head of Design",
        department="Design",
        role="hiring manager",
        emails=("ann@acme.example", "ann@home.example"),
        phones=("+1 313 555 0100",),
        linkedin="https://linkedin.com/in/ann-lee?x=1",
        timezone="Europe/Berlin",
        connected=True,
        shared_group="Design for Care",
        email_source="business card",
    )
    ann = people.add(desk, details, star=True).contact
    assert ann == Contact(
        ann.id,
        "Ann Lee",
        "Ann",
        "Lee",
        "Head of Design",
        "Design",
        Role.HIRING_MANAGER,
        ann.company_id,
        "Acme",
        True,
        TODAY,
        TODAY,
        ContactState.ACTIVE,
        None,
        ("ann@acme.example", "ann@home.example"),
        ("+1 313 555 0100",),
        "https://www.linkedin.com/in/ann-lee",
        True,
        "Europe/Berlin",
        "Design for Care",
        "business card",
        next_touch_id=ann.next_touch_id,
        next_due=TODAY,
        next_channel="call",
        next_purpose=Purpose.KEEP_WARM,
        rev=ann.rev,
    )
    assert again(desk, ann) == ann


def test_a_touch_comes_back_whole(desk: Desk) -> None:
    """Everything written of a touch is in the record, with what it used."""
    used = (Used("story", 3, "the paint shop"),)
    recorded = finish(desk, add(desk), text="Hello", note="in a hurry", said="Thanks", used=used)
    touch = recorded.touch
    assert (touch.contact, touch.company, touch.state) == ("Ann Lee", "Acme", TouchState.DONE)
    assert (touch.text, touch.note, touch.said, touch.used) == (
        "Hello",
        "in a hurry",
        "Thanks",
        used,
    )
    assert (touch.done_on, touch.due_on, touch.created_at is None) == (TODAY, TODAY, False)
    assert isinstance(touch, Touch)


def test_several_people_in_the_order_asked(desk: Desk) -> None:
    """People asked for by number come in that order, unknown ones left out."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    found = desk.store.people.contacts([bob.id, 99, ann.id])
    assert [c.name for c in found] == ["Bob Roe", "Ann Lee"]
    assert desk.store.people.contacts([]) == ()


def test_more_people_than_one_question_takes(store: Store) -> None:
    """Thousands of people are read with all their addresses, though a question takes only some."""
    with store.action("a crowd") as action:
        for number in range(1200):
            contact = action.insert("contact", name=f"P{number}", name_key=f"p{number}")
            action.insert(
                "address", contact_id=contact, kind="email", value=f"p{number}@a.example", key="x"
            )
    everyone = list(store.people.everyone())
    assert [c.emails for c in everyone] == [(f"p{n}@a.example",) for n in range(1200)]


def test_unknown_numbers_are_told(store: Store) -> None:
    """A number that nobody has is told as such."""
    for question in (store.people.contact, store.people.company):
        with pytest.raises(NotFound):
            question(99)
    with pytest.raises(NotFound):
        store.touches.touch(99)
    with pytest.raises(NotFound):
        store.material.note(99)


def test_what_i_owe_is_planned_first(desk: Desk) -> None:
    """Of several planned touches the owed reply comes first, then the soonest."""
    ann = add(desk)
    with desk.store.action("plan") as action:
        for purpose, days in (("thanks-decision", 3), ("status", 1), ("reply", 5)):
            due = in_days(days)
            action.insert(
                "touch", contact_id=ann.id, channel="email", purpose=purpose, due_on=due, day=due
            )
    purposes = [t.purpose for t in desk.store.touches.planned(ann.id)]
    assert purposes == ["reply", "keep-warm", "status", "thanks-decision"]
    assert again(desk, ann).next_purpose is Purpose.REPLY


def test_a_draft_is_kept_as_it_is(desk: Desk) -> None:
    """A draft comes back with its words, its template and what it uses; the newest one counts."""
    ann = add(desk)
    draft = Draft(
        ann.id,
        "email",
        Purpose.KEEP_WARM,
        "Leeds",
        "Dear Ann,\n\nthe plant …",
        1,
        "email/keep-warm",
        plan_of(desk, ann).id,
        True,
        (Used("note", 4, "a plant"),),
    )
    desk.store.drafts.save(draft)
    assert desk.store.drafts.draft(ann.id) == draft
    desk.store.drafts.save(replace(draft, body="Dear Ann"))
    kept = desk.store.drafts.draft(ann.id)
    assert kept is not None
    assert kept.body == "Dear Ann"
    desk.store.drafts.drop(ann.id)
    assert desk.store.drafts.draft(ann.id) is None


def test_a_draft_survives_a_restart(desk: Desk) -> None:
    """What was typed is there after the program was closed."""
    ann = add(desk)
    desk.store.drafts.save(Draft(ann.id, "email", Purpose.KEEP_WARM, "", "Dear"))
    desk.store.close()
    reopened = Store(desk.store.path)
    kept = reopened.drafts.draft(ann.id)
    assert kept is not None
    assert kept.body == "Dear"
    reopened.close()


def test_an_application_remembers_its_stage(desk: Desk) -> None:
    """Applications come oldest first, with stage and rank as words."""
    add(desk)
    with desk.store.action("apply") as action:
        for role, day in (("Writer", "2026-02-01"), ("Editor", "2025-02-01")):
            action.insert("application", company_id=1, role=role, decided_on=day, stage="finalist")
    found = desk.store.people.applications(1)
    assert [(a.role, a.stage) for a in found] == [
        ("Editor", Stage.FINALIST),
        ("Writer", Stage.FINALIST),
    ]


def test_a_timeline_is_newest_first(desk: Desk) -> None:
    """Touches come by their day, the newest first, and within a day the one written last."""
    ann = add(desk, star=False)
    with desk.store.action("a past") as action:
        for day in (in_days(-1), TODAY, in_days(-1), TODAY):
            action.insert(
                "touch",
                contact_id=ann.id,
                channel="email",
                purpose="keep-warm",
                state="done",
                done_on=day,
                day=day,
            )
    assert [t.id for t in desk.store.touches.timeline(ann.id)] == [4, 2, 3, 1]
