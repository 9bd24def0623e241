"""Claims about the search: people by any part of what is written, and nothing that is typed breaks it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.notes import add as add_note
from followup_tui.operations.notes import delete as delete_note
from followup_tui.operations.notes import edit as edit_note
from followup_tui.operations.people import Details
from followup_tui.store.store import Store
from tests.builders import TODAY
from tests.cast import add, again, finish, hear

HOSTILE = (
    *('"', "'", "*", "^a", "-a", "a-b", "(", ")", "a AND", "OR", "NOT a", "NEAR(a b)", "a:b"),
    *("name:ann", "{name}:ann", "a + b", '"a" "b', "''", "--", ";", "\\", "%", "_", "a%", "[/]"),
    *("\x00", "\x1b[2J", "\ud800", "\u202eann", "²", "🦑", "a" * 9000, "a " * 500, "", "  ", "\n"),
)


def names(store: Store, text: str) -> list[str]:
    return [hit.contact for hit in store.search.find(text) if hit.kind == "contact"]


def hits(store: Store, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.text) for hit in store.search.find(text)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ann Lee", "ann"),
        ("Ann Lee", "LEE"),
        ("Ann Lee", "le an"),
        ("José Núñez", "jose nunez"),
        ("Jose Nunez", "José"),
        ("Jörg Straße", "straße"),
        ("Søren Ørsted", "ørs"),
        ("Łukasz Żak", "łuk zak"),
        ("Siobhán O’Neil", "o'neil"),
        ("한국 김", "한국"),
        ("हिन्दी शर्मा", "हिन्दी"),
        ("がく 田中", "がく"),
        ("Анна Ли", "анна"),
        ("Anne-Marie Roe", "marie"),
        ("John 3rd", "3rd"),
    ],
)
def test_a_name_is_found_as_it_is_typed(desk: Desk, name: str, typed: str) -> None:
    """Case, accents and order do not matter, and the beginning of a word is enough, in any script."""
    people.add(desk, Details(name=name))
    people.add(desk, Details(name="Zed Zulu"))
    assert names(desk.store, typed) == [name]


def test_all_words_must_be_there(desk: Desk) -> None:
    """Several words narrow the search."""
    add(desk, "Ann Lee", star=False)
    add(desk, "Ann Roe", star=False)
    assert names(desk.store, "ann ro") == ["Ann Roe"]
    assert names(desk.store, "ann lee roe") == []


def test_the_middle_of_a_word_is_no_match(desk: Desk) -> None:
    """Words are found from their beginning only: that is what keeps the search fast."""
    add(desk, "Joanna Lee", star=False)
    assert names(desk.store, "anna") == []


def test_title_and_department_are_searched(desk: Desk) -> None:
    """People are found by what they do as well."""
    add(desk, title="Head of Design", department="Mobility")
    assert names(desk.store, "design") == names(desk.store, "mobil") == ["Ann Lee"]


def test_everything_written_is_searched(desk: Desk) -> None:
    """Companies, notes, what was said and what was sent are found, each with who it is about."""
    ann = add(desk)
    (company,) = desk.store.people.companies()
    add_note(desk, ann, Remark("plays the cello"))
    add_note(desk, company, Remark("builds cellos in Leeds", "news"))
    finish(desk, ann, text="I heard a cello suite and thought of you.")
    hear(desk, ann, "My cello teacher knows you.")
    people.edit(desk, again(desk, ann), Details(company="Cello & Sons"))
    assert hits(desk.store, "cello") == [
        ("company", "Cello & Sons"),
        ("note", "builds cellos in Leeds"),
        ("note", "plays the cello"),
        ("touch", "My cello teacher knows you."),
        ("touch", "I heard a cello suite and thought of you."),
    ]
    about = {(h.kind, h.contact, h.company) for h in desk.store.search.find("cello")}
    assert ("note", "", "Acme") in about
    assert ("note", "Ann Lee", "Cello & Sons") in about
    assert ("touch", "Ann Lee", "Acme") in about


def test_newest_first(desk: Desk) -> None:
    """Of many notes the newest come first."""
    ann = add(desk)
    for number in range(5):
        add_note(desk, ann, Remark(f"tea {number}"))
    found = [h.text for h in desk.store.search.find("tea", limit=3)]
    assert found == ["tea 4", "tea 3", "tea 2"]


def test_the_index_follows_edits(desk: Desk) -> None:
    """A changed name is found under its new form alone, a deleted note under none."""
    ann = add(desk)
    note = add_note(desk, ann, Remark("plays chess")).note
    people.edit(desk, again(desk, ann), Details(name="Anna Marsh"))
    changed = edit_note(desk, note, Remark("plays tennis")).note
    assert names(desk.store, "lee") == []
    assert names(desk.store, "marsh") == ["Anna Marsh"]
    assert hits(desk.store, "chess") == []
    assert hits(desk.store, "tennis") == [("note", "plays tennis")]
    delete_note(desk, changed)
    assert hits(desk.store, "tennis") == []


def test_the_index_follows_undo(desk: Desk) -> None:
    """What is taken back is not found, what is done again is."""
    add(desk)
    desk.store.journal.undo()
    assert names(desk.store, "ann") == []
    desk.store.journal.redo()
    assert names(desk.store, "ann") == ["Ann Lee"]


def test_a_failed_action_leaves_no_words(desk: Desk) -> None:
    """Words of a write that did not happen are not found."""
    with pytest.raises(KeyError), desk.store.action("add") as action:
        action.insert("nowhere", id=action.insert("company", name="Acme", name_key="acme"))
    assert hits(desk.store, "acme") == []


def test_deleted_people_are_not_found(desk: Desk) -> None:
    """Somebody deleted is found neither by name nor by their notes and touches."""
    ann = add(desk, title="Cellist", company="")
    add_note(desk, ann, Remark("a cello from 1820"))
    hear(desk, ann, "Cello greetings")
    people.delete(desk, ann)
    assert hits(desk.store, "cell") == []
    assert desk.store.search.agenda_ids("ann") == ()
    assert desk.store.search.people_ids("ann", 9) == ()


def test_the_agenda_is_filtered_by_person_and_company(desk: Desk) -> None:
    """The filter of the list finds people by name, title, department and company, in agenda order."""
    ann = add(desk, "Ann Lee", company="Cello & Sons")
    bob = add(desk, "Bob Cello", company="Beta")
    add(desk, "Cleo Roe", company="Gamma")
    add(desk, "Dan Cello", star=False)
    people.star(desk, again(desk, ann), on=False)
    assert desk.store.search.agenda_ids("cello") == (bob.id, ann.id)
    listed = [i.contact_id for i in desk.store.agenda.items(TODAY)]
    assert list(desk.store.search.agenda_ids("cel")) == [i for i in listed if i in (ann.id, bob.id)]


def test_everybody_can_be_filtered(desk: Desk) -> None:
    """The list of all people finds those without a plan as well, stars first."""
    ann = add(desk, "Ann Lee", star=False)
    amy = add(desk, "Amy Zed", company="Beta")
    assert desk.store.search.people_ids("a", 9) == (amy.id, ann.id)


def test_hostile_words_are_words(desk: Desk) -> None:
    """Whatever is typed into the search, it is looked for, never obeyed."""
    add(desk)
    add(desk, "Bob Roe")
    for typed in HOSTILE:
        assert {hit.contact for hit in desk.store.search.find(typed)} <= {"Ann Lee", ""}, typed
        desk.store.search.agenda_ids(typed)
        desk.store.search.people_ids(typed, 5)
        desk.store.people.names(typed)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=60))
def test_anything_can_be_searched_for(desk: Desk, typed: str) -> None:
    """No text at all makes the search fail."""
    desk.store.search.find(typed)
    desk.store.search.agenda_ids(typed)


def test_a_part_of_a_name_with_signs(desk: Desk) -> None:
    """Per cent signs and underscores in a name stand for themselves."""
    people.add(desk, Details(name="100% Ann_Lee"))
    people.add(desk, Details(name="100 Annalee"))
    assert [n for _, n, _ in desk.store.people.names("0% ann_")] == ["100% Ann_Lee"]
