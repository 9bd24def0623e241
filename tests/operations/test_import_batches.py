"""Claims about large imports: written together, recognised in memory, and the same as one by one (S0.4)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui.core.names import person_key
from followup_tui.core.people import IncomingPerson
from followup_tui.operations import newcomers, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.importing import Options, import_files
from followup_tui.operations.merging_companies import merge_companies
from followup_tui.operations.people import Details
from followup_tui.operations.recognising import known, name_key, namesakes, near
from followup_tui.store.incoming import Arrivals
from tests.cast import add, again, agenda_columns, picture


def cards(home: Path, *bodies: str, name: str = "people.vcf") -> Path:
    """A file of contact cards."""
    file = home / name
    file.write_text("".join(f"BEGIN:VCARD\nVERSION:3.0\n{body}\nEND:VCARD\n" for body in bodies))
    return file


def crowd(size: int, start: int = 0) -> list[str]:
    """As many cards of people who have nothing in common but their employers."""
    return [
        f"FN:Person{n} Doe\nORG:Firm {n // 4}\nEMAIL:p{n}@x.example\nTEL:+1313555{n:04d}\nNOTE:met {n}"
        for n in range(start, start + size)
    ]


def test_a_second_file_adds_and_completes(desk: Desk, home: Path) -> None:
    """New people between known ones: numbers follow on, both are right, one step takes each back."""
    import_files(desk, [cards(home, *crowd(120))])
    first = picture(desk.store)
    changed = [f"{body}\nTITLE:Head" for body in crowd(60, 90)]
    result = import_files(desk, [cards(home, *changed, name="more.vcf")])
    assert (result.added, result.updated, result.unchanged) == (30, 30, 0)
    names = desk.store.database.tuples("SELECT id, name FROM contact ORDER BY id")
    assert names == [(n + 1, f"Person{n} Doe") for n in range(150)]
    assert desk.store.people.contact(145).title == "Head"
    second, agenda = picture(desk.store), agenda_columns(desk.store)
    desk.store.journal.undo()
    assert picture(desk.store) == first
    desk.store.journal.redo()
    assert (picture(desk.store), agenda_columns(desk.store)) == (second, agenda)
    assert import_files(desk, [home / "people.vcf", home / "more.vcf"]).unchanged == 180
    assert desk.store.search.stale() == ()


def test_twins_within_a_file_are_one(desk: Desk, home: Path) -> None:
    """Whoever comes again in one file is recognised, by each of their keys, before anything is written."""
    link = "URL:https://www.linkedin.com/in/ann-lee"
    file = cards(
        home,
        f"FN:Ann Lee\nORG:Acme\nEMAIL:ann@x.example\nTEL:+1 313 555 0100\n{link}",
        *crowd(100),
        "FN:A. L.\nEMAIL:ann@x.example",
        f"FN:Annie\n{link}/",
        "FN:ann  lee\nORG:ACME Ltd.",
        "FN:Dr. Ann Lee\nORG:Beta\nTEL:+1 313 555 0100",
    )
    result = import_files(desk, [file])
    assert (result.added, result.updated, result.unchanged) == (101, 1, 3)
    assert [row.name for row in result.rows if row.what == "changed"] == ["Dr. Ann Lee"]


def test_a_namesake_within_a_file_is_asked_about(desk: Desk, home: Path) -> None:
    """The same name elsewhere, a few cards on, is somebody new about whom a person may say more."""
    file = cards(home, "FN:Ann Lee\nORG:Acme", *crowd(60), "FN:Ann Lee\nORG:Globex")
    asked = import_files(desk, [file], dry_run=True).near
    assert [(row.incoming.line, row.contact.company) for row in asked] == [(486, "Acme")]
    assert desk.store.people.count() == 0


def test_an_answer_is_taken_in_a_large_file(desk: Desk, home: Path) -> None:
    """Who a person says somebody is, that they are, and are again the next time."""
    ann = add(desk, "Ann Lee", star=False)
    file = cards(home, *crowd(60), "FN:Anna Leigh\nORG:Globex\nEMAIL:anna@globex.example")
    options = Options(same={("people.vcf", 481): ann.id})
    assert import_files(desk, [file], options=options).added == 60
    assert again(desk, ann).emails[-1] == "anna@globex.example"
    assert import_files(desk, [file]).unchanged == 61


def test_a_company_that_became_part_of_another_stays_so(desk: Desk, home: Path) -> None:
    """People of the old name come to the company that it was merged into, whatever else is new."""
    for name in ("Old", "New"):
        add(desk, f"Ann {name}", company=name, star=False)
    lost, kept = (desk.store.people.company(number) for number in (1, 2))
    merge_companies(desk, kept, lost)
    file = cards(home, "FN:Bob Ray\nORG:Old", "FN:Cem Kaya\nORG:old Ltd.", "FN:Dora Li\nORG:NEW")
    import_files(desk, [file])
    assert {p.company for p in desk.store.people.everyone()} == {"New"}


@pytest.mark.parametrize("size", [3, 60])
def test_the_preview_is_what_is_written(desk: Desk, home: Path, size: int) -> None:
    """A dry run tells the same rows and counts, and leaves nothing, the index included (S0.4)."""
    add(desk, "Person1 Doe", company="Firm 0", star=False)
    before = picture(desk.store)
    file = cards(home, *crowd(size))
    told = import_files(desk, [file], dry_run=True)
    assert picture(desk.store) == before
    assert desk.store.search.find("person2") == ()
    done = import_files(desk, [file])
    assert (done.rows, done.added, done.updated) == (told.rows, told.added, told.updated)


@pytest.fixture
def town(desk: Desk) -> Desk:
    """A few people who share parts of names, addresses and numbers."""
    link = "https://www.linkedin.com/in/ann"
    add(desk, "Ann Lee", linkedin=link, emails=("ann@x.example",), phones=("+49 30 1234",))
    add(desk, "José Núñez", emails=("info@x.example",), phones=("0313 5550100",))
    gone = add(desk, "Bob Ray", company="Beta", emails=("bob@x.example",))
    people.delete(desk, gone)
    people.add(desk, Details(name="李"))
    people.add(desk, Details(name="\u0301"))
    return desk


NAMES = ("\u0301", "Ann Lee", "ann  LEE", "Dr. Ann Lee", "Jose Nunez", "Bob Ray", "李", "Zed")
MAILS = ("ann@x.example", "ANN@x.example", "info@x.example", "bob@x.example", "zed@x.example", "no")
PHONES = ("+49 (30) 1234", "0049301234", "0313 5550100", "12", "no", "+1 650 253 0000")
LINKS = ("", "linkedin.com/in/Ann?x", "https://linkedin.com/in/zed", "no")
PERSON = st.builds(
    IncomingPerson,
    name=st.sampled_from(NAMES),
    line=st.just(1),
    company=st.sampled_from(("", "Acme", "Beta")),
    emails=st.lists(st.sampled_from(MAILS), max_size=2).map(tuple),
    phones=st.lists(st.sampled_from(PHONES), max_size=2).map(tuple),
    linkedin=st.sampled_from(LINKS),
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(person=PERSON)
def test_who_is_surely_new_is_found_nowhere(town: Desk, person: IncomingPerson) -> None:
    """Nobody whom the store would recognise, or ask about, is told to be new from memory."""
    asked = newcomers.Newcomers(town, Arrivals(town.store.database))
    same = namesakes(town, person)
    found = known(town, person, same) or near(same, person)
    assert not (asked.surely_new(person) and found)


def test_whoever_has_nothing_in_common_is_surely_new(town: Desk) -> None:
    """The store is spared the question."""
    asked = newcomers.Newcomers(town, Arrivals(town.store.database))
    zed = IncomingPerson(name="Zed", line=1, emails=("zed@x.example",), phones=("+1 650 253 0000",))
    assert asked.surely_new(zed)
    asked.note(["zed@x.example"], written=3)
    assert not asked.surely_new(zed)
    assert (asked.waits(zed, written=3), asked.waits(zed, written=4)) == (True, False)


def test_a_few_cards_do_not_read_everybody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """One card for a large address book asks the store; the keys of all are read for a large file."""
    monkeypatch.setattr(Arrivals, "highest_contact", lambda self: 100)
    asked = newcomers.Newcomers(desk, Arrivals(desk.store.database))
    zed = IncomingPerson(name="Zed", line=1)
    assert [asked.surely_new(zed) for _ in range(6)] == [False] * 4 + [True] * 2


@settings(max_examples=50)
@given(st.one_of(st.text(max_size=30), st.text(" aB’.-\t\u00a0ß", max_size=12)))
def test_a_plain_name_has_the_same_key_either_way(name: str) -> None:
    """The short way gives what the long one does."""
    assert name_key(name) == person_key(name)


def test_twins_are_one_while_the_keys_are_read(desk: Desk, home: Path) -> None:
    """Somebody who was told to be new by the store is known once memory is asked, written or not."""
    import_files(desk, [cards(home, *crowd(30))])
    twins = cards(
        home, "FN:Ann Lee\nEMAIL:ann@x.example", *crowd(3, 50), "FN:A\nEMAIL:ann@x.example"
    )
    result = import_files(desk, [twins])
    assert (result.added, result.unchanged) == (4, 1)
