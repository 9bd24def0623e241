"""Claims about duplicates, merging and tags on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """Ann twice, and her company in two spellings."""
    found = Program(home)
    add_ann(found)
    found("add", "Ann M. Lee", "--email", "ann@acme.example", "--title", "VP Data")
    found("add", "Bob Roe", "--company", "Powell Motors")
    found("add", "Cleo Marsh", "--company", "Powel Motors")
    return found


def test_duplicates_say_why(program: Program) -> None:
    """Companies first, then people, each pair with its reason and the numbers that merge takes."""
    text = program("duplicates").stdout
    assert "company:#2 Powell Motors" in text
    assert "#1 Ann Lee, Acme" in text
    assert "same e-mail" in text
    pairs = program.json("duplicates")
    assert [(p["kind"], p["first"]["id"], p["second"]["id"]) for p in pairs] == [
        ("company", 2, 3),
        ("person", 1, 2),
    ]


def test_merge_keeps_the_first_and_undo_gives_both_back(program: Program) -> None:
    """The kept one takes what was empty; the other is gone until undo."""
    merged = program.json("merge", "#1", "#2")["contact"]
    assert (merged["id"], merged["name"], merged["title"]) == (1, "Ann Lee", "VP Data")
    program("show", "Ann M. Lee", exits=3)
    assert "merge Ann M. Lee into Ann Lee" in program("undo").stdout
    program("show", "Ann M. Lee")


def test_prefer_chooses_a_field(program: Program) -> None:
    """b is the second name; a dry run shows the choice and changes nothing."""
    rows = program.json("merge", "#1", "#2", "--prefer", "name=b", "--dry-run")
    named = next(row for row in rows if row["field"] == "name")
    assert named == {
        "field": "name", "a": "Ann Lee", "b": "Ann M. Lee", "remains": "b", "open": True
    }  # fmt: skip
    assert "Ann M. Lee" in program("merge", "#1", "#2", "--dry-run").stdout
    program("show", "#2")
    merged = program.json("merge", "#1", "#2", "--prefer", "name=b")["contact"]
    assert (merged["id"], merged["name"]) == (1, "Ann M. Lee")


@pytest.mark.parametrize("prefer", ["shoe=a", "title", "title=c"])
def test_a_wrong_choice_is_refused(program: Program, prefer: str) -> None:
    """An unknown field, no side, a third side: one sentence, exit 2, both still there."""
    assert program("merge", "#1", "#2", "--prefer", prefer, exits=2).stdout == ""
    program("show", "#2")


def test_nonsense_is_refused(program: Program) -> None:
    """One person twice, a person and a company, somebody unknown."""
    program("merge", "Ann Lee", "#1", exits=2)
    program("merge", "#1", "company:Acme", exits=2)
    program("merge", "#1", "Zoe", exits=3)


def test_companies_are_merged_by_name_or_number(program: Program) -> None:
    """Everybody is at the kept one, which the other name still finds."""
    page = program.json("merge", "company:Powell Motors", "company:#3")
    assert [person["name"] for person in page["people"]] == ["Bob Roe", "Cleo Marsh"]
    assert program.json("company", "Powel Motors")["company"]["name"] == "Powell Motors"


def test_names_that_differ_in_the_legal_form_alone_can_be_merged(program: Program) -> None:
    """Typed as they are spelt, each is one, though everywhere else they are the same name."""
    desk_names = {"Powell Motors", "Powell Motors Ltd."}
    program("add", "Dan Ode", "--company", "Other Firm")
    from followup_tui.operations.desk import open_desk

    desk = open_desk(program.home, today=program.today)
    other = desk.store.people.company_keyed("other firm")
    with desk.store.action("rename") as action:
        action.update("company", other or 0, name="Powell Motors Ltd.", name_key="powell motors")
    desk.store.close()
    pairs = program.json("duplicates")
    assert {pairs[0]["first"]["name"], pairs[0]["second"]["name"]} == desk_names
    assert pairs[0]["why"] == "the same name but for its legal form"
    page = program.json("merge", "company:Powell Motors", "Powell Motors Ltd.")
    assert len(page["people"]) == 2


def test_two_who_are_told_apart_are_not_listed_again(program: Program) -> None:
    """Once said, the pair is gone from the list; undo lists it again."""
    program("duplicates", "--apart", "#1", "#2")
    assert [p["kind"] for p in program.json("duplicates")] == ["company"]
    program("undo")
    assert len(program.json("duplicates")) == 2


def test_tags_are_given_shown_and_taken(program: Program) -> None:
    """A tag is one word, known in any case; show has it."""
    assert program.json("tag", "#1", "Data people", "#meetup")["tags"] == ["Data-people", "meetup"]
    assert program.json("tag", "#1", "MEETUP")["tags"] == ["Data-people", "meetup"]
    assert "#Data-people #meetup" in program("show", "#1").stdout
    assert program.json("show", "#1")["contact"]["tags"] == ["Data-people", "meetup"]
    assert program.json("tag", "#1", "Meetup", "--off")["tags"] == ["Data-people"]
    program("tag", "#1", " ", exits=2)


def test_reading_takes_the_names_that_merge_takes(program: Program) -> None:
    """`show company:X` is the company's page, also by its number; a person is sent to `show`."""
    page = program("company", "Powell Motors").stdout
    for name in ("company:Powell Motors", "Company: powell motors", "company:#2"):
        assert program("show", name).stdout == page
    assert program("company", "company:#2").stdout == page
    assert program("show", "person:Bob Roe").stdout == program("show", "Bob Roe").stdout
    assert "followup show" in program("company", "person:Bob Roe", exits=2).stderr
    program("show", "company:Nobody Ltd", exits=3)
