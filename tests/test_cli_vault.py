"""Claims about insights, stories, gains, feedback, tasks and events on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import TODAY
from tests.cli_program import Program, add_ann

BODY = "Rival refunds at petrol stations within two days"
STAR = ("-s", "two lines", "-t", "share a tool", "-a", "drew both", "-r", "18 % less")


@pytest.fixture
def program(home: Path) -> Program:
    """The program with Ann at Acme and Bo at Beta."""
    found = Program(home)
    add_ann(found)
    found("add", "Bo Ray", "--company", "Beta")
    return found


def test_an_insight_shows_its_teaser_alone(program: Program) -> None:
    """The body stands nowhere but behind --private (S1.30)."""
    added = program.json("insight", "Acme", "--teaser", "returns", "--body", BODY)
    assert (added["insight"]["teaser"], added["insight"]["prepared"]) == ("returns", True)
    for page in (("show", "Ann"), ("company", "Acme"), ("insight", "Acme"), ("insight",)):
        assert "returns" in program(*page).stdout
        assert BODY not in program(*page).stdout + program(*page, "--json").stdout
    assert BODY in program("insight", "Acme", "--private").stdout
    assert program.json("insight", "--private")[0]["body"] == BODY


def test_an_insight_takes_everything_that_is_known(program: Program) -> None:
    """What the options say is kept; a company nobody knew is added and told."""
    told = program(
        "insight",
        *("Tidewater", "--teaser", "returns", "--body", BODY, "--analysis", "do the same"),
        *("--kind", "competitor", "--origin", "own", "--source", "a fair", "--on", "-3"),
    )
    assert "new company: Tidewater" in told.stderr
    (found,) = program.json("insight", "tidewater inc", "--private")
    assert found["on"] == "2026-02-27"
    keys = ("analysis", "kind", "origin", "source", "company")
    assert [found[k] for k in keys] == ["do the same", "competitor", "own", "a fair", "Tidewater"]


def test_an_insight_is_changed_and_deleted_by_number(program: Program) -> None:
    """What is not named stays; undo brings it back."""
    program("insight", "Acme", "--teaser", "returns", "--body", BODY)
    program("insight", "--edit", "1", "--teaser", "refunds")
    (found,) = program.json("insight", "--private")
    assert (found["teaser"], found["body"]) == ("refunds", BODY)
    program("insight", "--delete", "1")
    assert program.json("insight") == []
    program("undo")
    assert len(program.json("insight")) == 1


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("insight", "Acme", "--teaser", BODY, "--body", BODY), 2),
        (("insight", "--teaser", "returns"), 2),
        (("insight", "Nowhere"), 3),
        (("insight", "--edit", "9", "--teaser", "x"), 3),
        (("insight", "--edit", "1"), 2),
        (("insight", "Acme", "--edit", "1", "--teaser", "x"), 2),
        (("insight", "--list", "--delete", "1"), 2),
        (("insight", "--delete", "1", "--teaser", "x"), 2),
        (("story", "Tooling", "-s", "two lines"), 2),
        (("story", "Tooling"), 2),
        (("story", "--delete", "9"), 3),
        (("gain", "Rust", "--on", "2026-03-03"), 2),
        (("gain", "--on", "-3"), 2),
        (("gain", "Rust", "--closes", "Acme"), 3),
        (("gain", "Rust", "--role", "Designer"), 2),
        (("feedback", "Nowhere", "close"), 3),
        (("feedback", "Acme", "close", "--by", "Nobody"), 3),
        (("feedback", "Acme", "--change", "be brief"), 2),
        (("feedback", "--done", "9"), 3),
        (("feedback", "--themes", "--list"), 2),
        (("task", "done"), 2),
        (("task", "done", "9"), 3),
        (("task", "--due", "friday"), 2),
        (("task", "call", "--with", "Nobody"), 3),
        (("event", "Acme", "flew"), 2),
        (("event", "Nowhere", "left"), 3),
        (("event", "Acme", "left", "--on", "2026-03-03"), 2),
        (("event", "Acme", "--text", "x"), 2),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(
    program: Program, args: tuple[str, ...], code: int
) -> None:
    """Nothing is printed as data, nothing is written."""
    before = program.json("history")
    result = program(*args, exits=code)
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert program.json("history") == before


def test_a_story_is_kept_listed_and_shown(program: Program) -> None:
    """All four parts, by its title and in the list (S0.22)."""
    program("story", "Tooling", *STAR, "--tag", "design", "--tag", "product")
    (found,) = program.json("story")
    assert (found["result"], found["tags"]) == ("18 % less", ["design", "product"])
    assert program.json("story", "tooling")["story"] == found
    assert "share a tool" in program("story", "Tooling").stdout
    program("story", "--edit", "1", "New title", "-r", "20 % less")
    (changed,) = program.json("story", "--list")
    assert (changed["title"], changed["result"], changed["task"]) == (
        "New title",
        "20 % less",
        "share a tool",
    )


def test_a_gain_is_shown_to_whom_it_is_new(program: Program) -> None:
    """Those I have not spoken with since see it (S4.25); it may close a gap (S4.26)."""
    program("passed", "Acme", "--role", "Designer")
    kept = program.json("gain", "Rust", "--on", "-3", "--kind", "skill", "--closes", "Acme")["gain"]
    assert (kept["on"], kept["closes_application_id"]) == ("2026-02-27", 1)
    assert [g["text"] for g in program.json("show", "Ann")["gains"]] == ["Rust"]
    assert "Rust" in program("show", "Ann").stdout
    program("done", "Ann", "--outcome", "reached")
    assert program.json("show", "Ann")["gains"] == []
    assert (
        program.json("gain", "--edit", "1", "--closes", "")["gain"]["closes_application_id"] is None
    )


def test_feedback_is_listed_with_its_themes(program: Program) -> None:
    """What several said alike stands below, and says who said it (S2.15)."""
    program("feedback", "Acme", "More leadership experience", "--by", "Ann", "--change", "Toledo")
    program("feedback", "Beta", "we lacked leadership experience")
    page = program("feedback").stdout
    assert "“More leadership experience”" in page
    assert "to change: Toledo" in page
    assert "leadership experience  2 employers" in page
    assert "Said by several" not in program("feedback", "Acme").stdout
    (theme,) = program.json("feedback", "--themes")
    assert theme == {
        "words": "leadership experience",
        "count": 2,
        "employers": ["Beta", "Acme"],
        "said_by": ["Beta", "Ann Lee"],
    }


def test_a_change_is_ticked_off(program: Program) -> None:
    """Done says that I do it differently now (S2.14)."""
    program("feedback", "Acme", "long", "--by", "Ann", "--change", "be brief")
    assert program.json("feedback", "--done", "1")["said"]["changed"] is True
    assert "changed: be brief" in program("show", "Ann").stdout
    said = program.json("feedback", "--edit", "1", "--by", "", "--text", "too long")["said"]
    assert (said["text"], said["by"], said["changed"]) == ("too long", None, True)


def test_tasks_are_listed_added_and_ticked_off(program: Program) -> None:
    """The list is the open ones, --all has the done ones too."""
    program("task", "Call", "the", "library", "--due", "today", "--company", "Beta", "--with", "Bo")
    (kept,) = program.json("task")
    assert (kept["text"], kept["due_on"], kept["company"], kept["contact"]) == (
        "Call the library",
        TODAY.isoformat(),
        "Beta",
        "Bo Ray",
    )
    assert "Call the library" in program("due").stdout
    assert "Call the library" in program("company", "Beta").stdout
    program("task", "done", "#1")
    assert program.json("task") == []
    assert program.json("task", "--all")[0]["done_on"] == TODAY.isoformat()


def test_words_that_begin_with_done_are_a_task(program: Program) -> None:
    """Only `done` with a number ticks something off."""
    program("task", "done deal: send flowers")
    program("task", "done", "deal")
    assert [t["text"] for t in program.json("task")] == ["done deal: send flowers", "done deal"]


def test_a_task_is_changed_by_number(program: Program) -> None:
    """An empty day takes the day away."""
    program("task", "call", "--due", "friday")
    program("task", "--edit", "1", "write", "--due", "")
    (kept,) = program.json("task")
    assert (kept["text"], kept["due_on"]) == ("write", None)


def test_an_event_stands_on_both_pages(program: Program) -> None:
    """With what it means for the seat, as long as it is recent (S1.15)."""
    added = program.json("event", "Acme", "left", "--on", "-5", "--text", "head of ops")
    assert added["event"]["on"] == "2026-02-25"
    for page in (("show", "Ann"), ("company", "Acme")):
        assert "somebody left 5 days ago: a seat may open" in program(*page).stdout
        assert program.json(*page)["events"][0]["kind"] == "left"
    program("event", "--edit", "1", "--kind", "grows", "--on", "2025-10-01")
    assert "a seat may open" not in program("show", "Ann").stdout
    assert [e["kind"] for e in program.json("event", "Acme")] == ["grows"]
    program("event", "--delete", "1")
    assert program.json("event") == []


def test_empty_lists_say_how_to_begin(program: Program) -> None:
    """On stderr, so that nothing is mistaken for data."""
    for name in ("insight", "story", "gain", "feedback", "task", "event"):
        result = program(name)
        assert (result.stdout, result.stderr.strip() != "") == ("", True)
        assert program.json(name) == []
