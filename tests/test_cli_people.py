"""Claims about people and companies on the command line, and about who a typed name means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """The program with Ann in it."""
    found = Program(home)
    add_ann(found)
    return found


def test_add_keeps_every_detail(home: Path) -> None:
    """What the options say is what is shown."""
    contact = Program(home).json(
        "add",
        "Bo Ray",
        *("--company", "Powell Motors", "--title", "CTO", "--department", "Tools"),
        *("--role", "interviewer", "--email", "bo@powell.example", "--email", "b@ray.example"),
        *("--phone", "313 555 0101", "--linkedin", "linkedin.com/in/boray"),
        *("--timezone", "Europe/Berlin"),
    )["contact"]
    assert contact["company"] == "Powell Motors"
    assert contact["title"] == "CTO"
    assert contact["department"] == "Tools"
    assert contact["role"] == "interviewer"
    assert contact["emails"] == ["bo@powell.example", "b@ray.example"]
    assert contact["phones"] == ["313 555 0101"]
    assert contact["linkedin"] == "https://www.linkedin.com/in/boray"
    assert contact["timezone"] == "Europe/Berlin"


def test_add_tells_of_a_new_company(home: Path) -> None:
    """A company that nobody knew is created, and said so beside the data."""
    result = Program(home)("add", "Bo Ray", "--company", "Powell", "--json")
    assert "new company: Powell" in result.stderr
    assert "new company" not in result.stdout


def test_add_tells_of_a_namesake(program: Program) -> None:
    """A second person of a name is added, and the first is pointed out."""
    assert "another Ann Lee: #1, Acme" in program("add", "Ann Lee").stderr


def test_add_with_a_star_plans_a_first_touch(home: Path) -> None:
    """A star is the beginning of a plan."""
    program = Program(home)
    assert program.json("add", "Bo Ray", "--email", "bo@x.example", "--star")["next"]["due_on"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--role", "boss"),
        ("--email", "not an address"),
        ("--phone", "no digits"),
        ("--timezone", "Mars/Base"),
    ],
)
def test_add_refuses_what_is_no_such_thing(home: Path, wrong: tuple[str, str]) -> None:
    """A detail that cannot be right is a usage error, and nobody is added."""
    program = Program(home)
    program("add", "Bo Ray", *wrong, exits=2)
    program("show", "Bo", exits=3)


def test_add_needs_a_name(home: Path) -> None:
    """Blanks are no name."""
    Program(home)("add", "  ", exits=2)


def test_edit_changes_what_is_named(program: Program) -> None:
    """Only the detail given changes."""
    contact = program.json("edit", "Ann", "--title", "VP")["contact"]
    assert (contact["title"], contact["role"], contact["company"]) == (
        "VP",
        "hiring-manager",
        "Acme",
    )


def test_edit_renames(program: Program) -> None:
    """A new name takes the place of the old one, first and last name too."""
    assert program.json("edit", "Ann", "--name", "Anna Lind")["contact"]["first_name"] == "Anna"


def test_an_empty_number_clears_the_known_ones(program: Program) -> None:
    """Addresses are exactly those given."""
    assert program.json("edit", "Ann", "--phone", "")["contact"]["phones"] == []


def test_edit_of_nothing_is_refused(program: Program) -> None:
    """Without a detail there is nothing to do."""
    program("edit", "Ann", exits=2)


def test_delete_and_undo(program: Program) -> None:
    """Deleted people are gone from every list until undo brings them back."""
    program("delete", "Ann")
    program("show", "Ann", exits=3)
    program("undo")
    assert program.json("show", "Ann")["contact"]["deleted"] is False


def test_unstarring_leaves_the_plan(program: Program) -> None:
    """The star goes, what is planned stays."""
    answer = program.json("star", "Ann", "--off")
    assert answer["contact"]["starred"] is False
    assert answer["next"] is not None


def test_pause_until_a_day(program: Program) -> None:
    """A paused person stands under paused until the day."""
    program("pause", "Ann", "--until", "2026-04-01")
    assert program.json("due")[0]["section"] == "paused"
    assert program.on(date(2026, 4, 1)).json("due")[0]["section"] != "paused"


def test_pause_and_go_on(program: Program) -> None:
    """--off ends a pause, and only a pause."""
    program("pause", "Ann")
    program("pause", "Ann", "--off")
    assert program.json("due")[0]["section"] == "today"
    program("pause", "Ann", "--off", exits=1)


def test_a_company_can_be_paused(program: Program) -> None:
    """All its people rest with it, and go on with it."""
    assert program.json("pause", "company:Acme", "--until", "2w")["company"]["paused"]
    assert program.json("due")[0]["section"] == "paused"
    assert not program.json("pause", "Acme", "--off")["company"]["paused"]
    program("pause", "Acme", "--off", exits=1)


def test_pause_until_the_past_is_refused(program: Program) -> None:
    """A pause ends on a day that lies ahead."""
    program("pause", "Ann", "--until", "2026-03-01", exits=2)


def test_pause_and_go_on_exclude_each_other(program: Program) -> None:
    """A day for a pause that ends makes no sense."""
    program("pause", "Ann", "--off", "--until", "2w", exits=2)


def test_stop_is_final(program: Program) -> None:
    """After a stop nothing is planned, starred, logged, drafted or resumed."""
    program("stop", "Ann", "--said", "Please do not call again")
    assert program.json("due") == []
    for command in (
        ("star", "Ann"),
        ("pause", "Ann", "--off"),
        ("log", "Ann", "--channel", "email"),
        ("draft", "Ann"),
    ):
        program(*command, exits=1)


def test_a_company_no_longer_wanted_loses_its_plan(program: Program) -> None:
    """Its people are planned for no more until it is wanted again."""
    assert program.json("wanted", "Acme", "--off")["company"]["wanted"] is False
    assert program.json("due") == []
    program("wanted", "Acme")
    assert len(program.json("due")) == 1


def test_passed_opens_a_plan(home: Path) -> None:
    """Thank-yous, an invitation, a first keep-warm and tasks follow a decision."""
    program = Program(home)
    opened = program.json(
        "passed",
        "Powell",
        *("--role", "Design Lead", "--on", "2026-02-26"),
        *("--met", "Bo Ray", "--met", "two engineers", "--star", "Maya Orr"),
        *("--told-by", "Hal Roe", "--said", "We chose somebody with more years"),
        *("--stage", "finalist", "--rank", "second"),
    )
    assert opened["application"]["role"] == "Design Lead"
    assert opened["application"]["decision"] == "passed"
    assert (opened["application"]["stage"], opened["application"]["rank"]) == (
        "finalist",
        "second",
    )
    purposes = [touch["purpose"] for touch in opened["planned"]]
    # Nobody writes to “two engineers”: a task asks for their names.
    assert purposes.count("thanks-decision") == 3
    assert "keep-warm" in purposes
    assert opened["tasks"]


def test_passed_needs_only_a_company(home: Path) -> None:
    """The rest can be told tomorrow."""
    opened = Program(home).json("passed", "Powell")
    assert opened["application"]["decided_on"] == "2026-03-02"


def test_passed_prints_what_it_planned(home: Path) -> None:
    """The page has a heading for what is planned and says who is new."""
    result = Program(home)("passed", "Powell", "--star", "Maya Orr")
    assert "Planned" in result.stdout
    assert "new person: Maya Orr" in result.stderr


def test_passed_in_the_future_is_refused(home: Path) -> None:
    """A decision has been made already."""
    Program(home)("passed", "Powell", "--on", "tomorrow", exits=2)


def test_one_undo_takes_a_decision_back(home: Path) -> None:
    """Company, people and plan are gone again."""
    program = Program(home)
    program("passed", "Powell", "--star", "Maya Orr")
    program("undo")
    program("company", "Powell", exits=3)
    assert program.json("due") == []


def test_show_reads_like_a_page(program: Program) -> None:
    """Name, role, company, standing, why now, next, timeline and notes, in this order."""
    program("note", "Ann", "plays golf", "--kind", "common")
    page = program("show", "Ann").stdout
    places = [
        page.index(word)
        for word in (
            *("Ann Lee", "hiring manager", "Acme", "standing", "courtesy"),
            *("why now", "next", "Timeline", "Notes", "plays golf"),
        )
    ]
    assert places == sorted(places)


def test_show_says_why_nothing_is_planned(home: Path) -> None:
    """Someone without a star is shown with what would begin a plan."""
    program = Program(home)
    program("add", "Bo Ray")
    assert "a star begins a plan" in program("show", "Bo").stdout


def test_company_shows_its_people(program: Program) -> None:
    """A company's page names everybody there."""
    assert "Ann Lee" in program("company", "acme").stdout


def test_company_without_its_legal_form(home: Path) -> None:
    """Inc, GmbH and the like need not be typed."""
    program = Program(home)
    program("add", "Bo Ray", "--company", "Powell Motors GmbH & Co. KG")
    assert program.json("company", "powell motors")["company"]["name"].startswith("Powell")


def test_a_near_company_is_proposed(program: Program) -> None:
    """A slip of the pen is not merged, only pointed out."""
    assert "Acme" in program("company", "Acmee", exits=3).stderr


@pytest.fixture
def many(home: Path) -> Program:
    """Four people whose names overlap."""
    found = Program(home)
    for name in ("Ann Lee", "Ann Leeds", "Joanna Ford", "Zoë Østergaard"):
        found("add", name)
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("#2", "Ann Leeds"),
        ("ann lee", "Ann Lee"),
        ("Leeds", "Ann Leeds"),
        ("ford", "Joanna Ford"),
        ("joan", "Joanna Ford"),
        ("zoe", "Zoë Østergaard"),
        ("ZOË", "Zoë Østergaard"),
        ("lee ann", "Ann Lee"),
    ],
)
def test_a_name_means_the_best_match(many: Program, typed: str, meant: str) -> None:
    """A number, a whole name, whole words, any part of one: a better class wins."""
    assert many.json("show", typed)["contact"]["name"] == meant


def test_several_matches_are_listed(many: Program) -> None:
    """A name that could be several people is refused with their numbers."""
    told = many("show", "ann", exits=3).stderr
    assert "#1 Ann Lee" in told
    assert "#2 Ann Leeds" in told
    assert "Joanna" not in told


@pytest.mark.parametrize("typed", ["nobody", "#99", "#" + "9" * 30])
def test_nobody_is_exit_3(many: Program, typed: str) -> None:
    """An unknown name or number is not found."""
    many("show", typed, exits=3)


@pytest.mark.parametrize("typed", ["99", "9" * 30])
def test_an_unknown_touch_is_exit_3(many: Program, typed: str) -> None:
    """A bare integer that no touch has is not found, however long."""
    many("done", typed, exits=3)


@pytest.mark.parametrize(
    "command",
    [
        *(("edit", "Nobody", "--title", "x"), ("delete", "Nobody"), ("star", "Nobody")),
        *(("pause", "Nobody"), ("stop", "Nobody"), ("wanted", "Nobody"), ("done", "Nobody")),
        *(("skip", "Nobody"), ("snooze", "Nobody", "+1"), ("draft", "Nobody")),
        *(("note", "Nobody", "x"), ("company", "Nobody"), ("log", "Nobody", "--channel", "email")),
    ],
)
def test_other_verbs_create_nobody(home: Path, command: tuple[str, ...]) -> None:
    """Only what adds people adds people."""
    Program(home)(*command, exits=3)


def test_find_looks_everywhere(program: Program) -> None:
    """People, companies, notes and touches are found by the beginning of a word."""
    program("note", "Ann", "asked about acme paint", "--kind", "observation")
    program("log", "Ann", "--channel", "email", "--text", "Acme paints faster")
    kinds = {hit["kind"] for hit in program.json("find", "acm")}
    assert kinds == {"company", "note", "touch"}
    assert [hit["kind"] for hit in program.json("find", "ann", "lee")] == ["contact"]


def test_find_of_nothing_is_no_failure(program: Program) -> None:
    """Nothing found is an answer."""
    assert program.json("find", "zebra") == []
