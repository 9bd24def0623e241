"""Claims about the fields of every JSON answer: scripts rely on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli_program import Program, add_ann

TOUCH = {
    *("id", "contact", "contact_id", "company", "channel", "purpose", "direction", "state"),
    *("due_on", "done_on", "outcome", "subject", "text", "said", "counted", "used", "why"),
}
DUE = {
    *("section", "contact", "contact_id", "company", "touch_id", "channel", "purpose", "due_on"),
    *("days_past", "starred", "why"),
}
CONTACT = {
    *("id", "name", "first_name", "last_name", "title", "department", "role", "starred", "state"),
    *("emails", "phones", "linkedin", "company"),
}
SHOW = {
    *("contact", "company", "applications", "insights", "openings", "touches", "notes"),
    *("standing", "courtesy", "seat", "next"),
}
NOTE = {"id", "kind", "text", "on", "expires", "used_on"}
OPENED = {"application", "planned", "cancelled", "tasks"}
DRAFT = {
    *("template", "channel", "purpose", "wording", "subject", "body", "words", "seconds"),
    *("missing", "findings", "used"),
}
IMPORT = {"added", "updated", "unchanged", "skipped", "problems", "touches", "near", "remarks"}
FIND = {"kind", "id", "contact", "company", "text"}
HISTORY = {"id", "at", "did", "undone"}


@pytest.fixture
def program(home: Path) -> Program:
    """The program with Ann, to whom something happened, and a decision at Powell."""
    found = Program(home)
    add_ann(found)
    found("note", "Ann", "golf", "--kind", "common")
    found("draft", "Ann")
    found("done", "Ann")
    found("passed", "Powell", "--role", "Lead", "--on", "2026-02-26", "--star", "Maya Orr")
    return found


def _has(fields: set[str], answer: Any) -> None:
    """Every one of the fields is there."""
    assert fields <= set(answer), fields - set(answer)


def test_due(program: Program) -> None:
    """A list in agenda order, each person with all fields."""
    items = program.json("due")
    for item in items:
        _has(DUE, item)
    order = ["owed", "waiting", "today", "week", "later", "paused"]
    places = [order.index(item["section"]) for item in items]
    assert places == sorted(places)


def test_show(program: Program) -> None:
    """A person with everything known of them."""
    page = program.json("show", "Ann")
    _has(SHOW, page)
    _has(CONTACT, page["contact"])
    _has({"id", "name", "wanted"}, page["company"])
    _has({"clear", "clear_on", "why"}, page["courtesy"])
    _has(NOTE, page["notes"][0])
    _has(TOUCH, page["next"])
    for touch in page["touches"]:
        _has(TOUCH, touch)


def test_touches_are_newest_first(program: Program) -> None:
    """The latest day stands on top."""
    touches = program.json("show", "Ann")["touches"]
    days = [touch["done_on"] or touch["due_on"] for touch in touches]
    assert days == sorted(days, reverse=True)


def test_a_touch_tells_what_it_used(program: Program) -> None:
    """Each piece is named by kind and number."""
    done = next(t for t in program.json("show", "Ann")["touches"] if t["state"] == "done")
    assert done["used"] == [{"kind": "note", "id": 1}]
    assert done["counted"] is True


def test_the_seat_clock(program: Program) -> None:
    """After a decision the clock runs from it."""
    seat = program.json("show", "Maya")["seat"]
    assert seat == {
        "basis": "decision",
        "since": "2026-02-26",
        "day": 4,
        "share": 0.0,
        "next_mark": 7,
    }


def test_absent_values_are_null(home: Path) -> None:
    """What is not known is null, and never an empty text."""
    program = Program(home)
    page = program.json("add", "Bo")
    assert page["company"] is None
    assert page["seat"] is None
    assert page["next"] is None
    contact = page["contact"]
    assert all(
        contact[field] is None
        for field in ("last_name", "title", "department", "linkedin", "company")
    )
    assert contact["emails"] == []


def test_company(program: Program) -> None:
    """A company with its people."""
    page = program.json("company", "Acme")
    _has({"company", "people", "touches", "notes", "standing", "courtesy", "seat"}, page)
    _has(CONTACT, page["people"][0])


@pytest.mark.parametrize(
    "command",
    [
        ("add", "Bo Ray"),
        ("edit", "Ann", "--title", "VP"),
        ("star", "Ann"),
        ("pause", "Ann"),
        ("note", "Ann", "tall"),
        ("stop", "Ann"),
        ("delete", "Ann"),
    ],
)
def test_verbs_about_people_answer_as_show(program: Program, command: tuple[str, ...]) -> None:
    """Whoever changed a person sees them as they are now."""
    page = program.json(*command)
    _has(SHOW, page)
    _has(CONTACT, page["contact"])


@pytest.mark.parametrize(
    "command",
    [
        ("done", "Ann"),
        ("log", "Ann", "--channel", "email"),
        ("skip", "Ann"),
        ("snooze", "Ann", "+5"),
    ],
)
def test_daily_verbs_answer_with_the_touch_and_the_next(
    program: Program, command: tuple[str, ...]
) -> None:
    """The touch as it is now, and what comes next."""
    answer = program.json(*command)
    assert set(answer) == {"touch", "next"}
    _has(TOUCH, answer["touch"])
    _has(TOUCH, answer["next"])


def test_the_last_touch_of_somebody_stopped_has_no_next(program: Program) -> None:
    """Where nothing follows, next is null."""
    assert program.json("done", "Ann", "--outcome", "stop")["next"] is None


def test_passed(home: Path) -> None:
    """Application, what was planned and cancelled, and tasks."""
    opened = Program(home).json("passed", "Powell", "--met", "Bo Ray")
    _has(OPENED, opened)
    for touch in opened["planned"]:
        _has(TOUCH, touch)
    for task in opened["tasks"]:
        _has({"id", "text", "due_on"}, task)


def test_draft(program: Program) -> None:
    """The script, its size, and what there is to say about it."""
    script = program.json("draft", "Ann", "--channel", "email")
    _has(DRAFT, script)
    for finding in script["findings"]:
        _has({"rule", "level", "line", "column", "message"}, finding)
    for piece in script["used"]:
        _has({"kind", "id", "text"}, piece)


def test_import(program: Program) -> None:
    """Counts of people, and each problem with file, line and message."""
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    answer = program.json("import", program.file("x.csv", f"{header}Bo,Ray,,,,,\n,,,,Acme,,\n"))
    assert set(answer) == IMPORT
    for problem in answer["problems"]:
        _has({"file", "line", "message"}, problem)


def test_find(program: Program) -> None:
    """Each hit with all fields, null where they do not apply."""
    for hit in program.json("find", "a"):
        _has(FIND, hit)
    (company,) = (hit for hit in program.json("find", "acme") if hit["kind"] == "company")
    assert (company["contact"], company["company"]) == (None, "Acme")


def test_history_undo_and_redo(program: Program) -> None:
    """All three speak of the same entries; the time says that it is UTC."""
    newest = program.json("history")[0]
    _has(HISTORY, newest)
    assert newest["at"].endswith("+00:00")
    assert program.json("undo") == [{**newest, "undone": True}]
    assert program.json("redo") == [newest]


def test_an_insight_shows_its_teaser_alone(program: Program, home: Path) -> None:
    """The body of an insight is kept back, in JSON too."""
    from followup_tui.operations.desk import open_desk

    desk = open_desk(home)
    with desk.store.action("an insight") as action:
        action.insert("insight", company_id=1, teaser="a rival's prices", body="18 % on 3 March")
    desk.store.close()
    answer = program("show", "Ann", "--json").stdout
    assert "a rival's prices" in answer
    assert "18 %" not in answer
    assert "18 %" not in program("show", "Ann").stdout


@pytest.mark.parametrize(
    "command",
    [
        ("templates", "list"),
        ("templates", "check"),
        ("templates", "show", "email/keep-warm"),
        ("config", "path"),
        ("config", "show"),
        ("config", "check"),
        ("config", "init"),
        ("config", "set", "me.name", "Sam"),
        ("doctor",),
        ("backup",),
        ("wanted", "Acme"),
    ],
)
def test_every_other_command_takes_json_too(program: Program, command: tuple[str, ...]) -> None:
    """Stdout is then one JSON value."""
    program.json(*command)
