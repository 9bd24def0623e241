"""Claims about how questions are answered: by an index, without reading everybody, without sorting."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from followup_tui.core.words import Section
from followup_tui.operations.desk import Desk
from followup_tui.store.store import Store
from tests.builders import TODAY, in_days
from tests.cast import add

Question = Callable[[Store], object]


def asked(store: Store, question: Question) -> list[str]:
    """Every statement that a question runs, with its values."""
    connection = store.database.connection()
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    question(store)
    connection.set_trace_callback(None)
    return [s for s in statements if s.lstrip().upper().startswith("SELECT")]


def steps(store: Store, statement: str) -> list[str]:
    """How SQLite goes about a statement."""
    rows = store.database.tuples(f"EXPLAIN QUERY PLAN {statement}")
    return [row[3] for row in rows]


def reads_everybody(step: str) -> bool:
    everybody = step.startswith(("SCAN contact", "SCAN touch", "SCAN note"))
    return everybody and "VIRTUAL TABLE" not in step


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three hundred people with a plan, some owed and some paused, and a long timeline."""
    chance = random.Random(1)
    store = Store(tmp_path_factory.mktemp("full") / "followup.db", create=True)
    with store.action("a crowd") as action:
        company = action.insert("company", name="Acme", name_key="acme")
        for number in range(300):
            contact = action.insert(
                "contact",
                name=f"Person {number}",
                name_key=f"person {number}",
                company_id=company if number % 10 == 0 else None,
                starred=number % 3 == 0,
                state="paused" if number % 30 == 1 else "active",
            )
            due = TODAY + timedelta(days=chance.randrange(-10, 40))
            purpose = "reply" if number % 25 == 0 else "keep-warm"
            action.insert(
                "touch",
                contact_id=contact,
                channel="call",
                purpose=purpose,
                due_on=due,
                day=due,
            )
        for days in range(400):
            action.insert(
                "touch",
                contact_id=1,
                channel="email",
                purpose="keep-warm",
                state="done",
                done_on=in_days(-days),
                day=in_days(-days),
            )
    yield store
    store.close()


QUESTIONS: dict[str, Question] = {
    "groups": lambda s: s.agenda.groups(TODAY),
    "page": lambda s: [s.agenda.page(g, TODAY, 50) for g in s.agenda.groups(TODAY)],
    "place": lambda s: s.agenda.place(7, TODAY),
    "timeline": lambda s: s.touches.timeline(1),
    "older": lambda s: s.touches.timeline(1, before=(in_days(-100), 900)),
    "planned": lambda s: s.touches.planned(1),
    "at a company": lambda s: s.touches.at_company(1),
    "contact": lambda s: s.people.contact(1),
    "dossier": lambda s: s.people.dossier(1, TODAY),
    "reading": lambda s: s.readings.person(1, TODAY),
    "booked": lambda s: s.people.dossier(1, TODAY).booked[TODAY],
    "done today": lambda s: s.touches.done_on(TODAY),
    "by address": lambda s: s.people.with_address("email", "ann@example.org"),
    "by profile": lambda s: s.people.with_profile("linkedin.com/in/ann"),
    "by whole name": lambda s: s.people.named_exactly("person 7"),
    "search": lambda s: s.search.find("person"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_nobody_reads_everybody(full: Store, name: str) -> None:
    """The questions of a key press find their rows by an index, whatever the number of people."""
    for statement in asked(full, QUESTIONS[name]):
        assert not [s for s in steps(full, statement) if reads_everybody(s)], statement


@pytest.mark.parametrize(
    "name", ["page", "place", "timeline", "older", "at a company", "dossier", "reading"]
)
def test_pages_come_in_order(full: Store, name: str) -> None:
    """Pages of the agenda and of a timeline are read in the order of the index, never sorted."""
    for statement in asked(full, QUESTIONS[name]):
        if "priority = " in statement or "FROM touch" in statement:
            assert "TEMP B-TREE" not in " ".join(steps(full, statement)), statement


def test_priorities_are_counted_by_index(full: Store) -> None:
    """What each priority holds is counted without sorting anybody."""
    counted = [s for s in asked(full, lambda s: s.agenda.read_groups(TODAY)) if "priority = " in s]
    assert len(counted) > 10
    for statement in counted:
        assert "TEMP B-TREE" not in " ".join(steps(full, statement)), statement


def test_paused_people_have_an_index_of_their_own(full: Store) -> None:
    """Counting the paused reads the paused alone, not the whole agenda."""
    (statement,) = [
        s for s in asked(full, lambda s: s.agenda.read_groups(TODAY)) if "+next_owed" in s
    ]
    assert "contact_held" in " ".join(steps(full, statement))


def test_a_page_is_one_statement(full: Store) -> None:
    """A page of the agenda is one question with a limit."""
    group = full.agenda.groups(TODAY)[0]
    (statement,) = asked(full, lambda s: s.agenda.page(group, TODAY, 50))
    assert "LIMIT 50" in statement


def test_a_timeline_is_two_statements(full: Store) -> None:
    """A timeline reads its touches and what they used, however long it is."""
    assert len(asked(full, QUESTIONS["timeline"])) == 2


def test_a_person_is_one_statement(full: Store) -> None:
    """All that panes, script and rules look at is read at once, and what is mine after a change."""
    full.readings.person(1, TODAY)
    assert len(asked(full, lambda s: s.readings.person(4, TODAY))) == 1
    assert asked(full, lambda s: s.readings.latest(4, TODAY)) == []
    assert asked(full, lambda s: s.people.dossier(4, TODAY)) == []
    with full.action("a gain") as action:
        action.insert("gain", text="a course", on=TODAY)
    assert len(asked(full, lambda s: s.readings.latest(4, TODAY))) == 2


def test_a_dossier_is_one_statement(full: Store) -> None:
    """The rules alone ask for less, and at once as well."""
    assert len(asked(full, lambda s: s.people.dossier(7, TODAY))) == 1


def test_the_number_of_questions_stays(desk: Desk) -> None:
    """Everything the rules look at takes the same number of questions for one touch and for many."""
    ann = add(desk)
    first = len(asked(desk.store, lambda s: s.people.dossier(ann.id, TODAY)))
    with desk.store.action("a past") as action:
        for days in range(60):
            action.insert(
                "touch",
                contact_id=ann.id,
                company_id=ann.company_id,
                channel="email",
                purpose="keep-warm",
                state="cancelled",
                day=in_days(-days),
            )
    assert len(asked(desk.store, lambda s: s.people.dossier(ann.id, TODAY))) == first


def test_a_timeline_is_read_page_by_page(full: Store) -> None:
    """Going on from the last touch shown gives all of them once, newest first."""
    whole = full.touches.timeline(1, 1000)
    read = list(full.touches.timeline(1, 90))
    while len(read) < len(whole):
        last = read[-1]
        day = last.done_on or last.due_on
        assert day is not None
        read += full.touches.timeline(1, 90, before=(day, last.id))
    assert tuple(read) == whole
    assert [t.done_on or t.due_on for t in whole] == sorted(
        (t.done_on or t.due_on for t in whole), key=str, reverse=True
    )


def test_every_section_was_looked_at(full: Store) -> None:
    """The crowd of these tests stands in every section but today's at least once."""
    assert {g.section for g in full.agenda.groups(TODAY)} >= set(Section) - {Section.TODAY}
