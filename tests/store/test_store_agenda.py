"""Claims about the agenda: its groups and pages are what sorting everybody by hand would give."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from followup_tui.core.agenda import AgendaItem, priority, section_of
from followup_tui.core.records import Contact
from followup_tui.core.words import Role, Section
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.notes import add as add_note
from followup_tui.operations.touches import snooze
from followup_tui.store.store import Store
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, hear, on, plan_of

CHANNELS = ("call", "email", "linkedin", "letter")
PURPOSES = ("keep-warm", "keep-warm", "value", "thanks-decision", "reply")


def crowd(store: Store, size: int, chance: random.Random) -> None:
    """People with zero to three planned touches, some starred, paused, deleted or owed a reply."""
    with store.action("a crowd") as action:
        companies = [
            action.insert(
                "company",
                name=f"Company {n}",
                name_key=f"company {n}",
                paused_until=chance.choice((None, None, None, in_days(3), in_days(0), date.max)),
            )
            for n in range(max(size // 20, 1))
        ]
        for number in range(size):
            state = chance.choice(("active", "active", "active", "paused"))
            paused_until = chance.choice((in_days(5), in_days(0), days_ago(3), date.max, None))
            contact = action.insert(
                "contact",
                name=f"Person {number}",
                name_key=f"person {number}",
                role=chance.choice(list(Role)),
                starred=chance.random() < 0.4,
                company_id=chance.choice((None, *companies)),
                state=state,
                paused_until=paused_until if state == "paused" else None,
                deleted_at=datetime(2026, 3, 1) if chance.random() < 0.1 else None,  # noqa: DTZ001
            )
            for _ in range(chance.randrange(4)):
                due = TODAY + timedelta(days=chance.randrange(-20, 40))
                action.insert(
                    "touch",
                    contact_id=contact,
                    channel=chance.choice(CHANNELS),
                    purpose=chance.choice(PURPOSES),
                    state=chance.choice(("planned", "planned", "done", "cancelled", "skipped")),
                    due_on=due,
                    day=due,
                )


def by_hand(store: Store, today: date) -> list[tuple[Section, int, int]]:
    """(section, contact, touch) of everybody with a plan, sorted in Python from the touches alone."""
    held = {c.id: c.paused_until for c in store.people.companies()}
    order = list(Section)
    found: list[tuple[tuple[Any, ...], Section, int, int]] = []
    for contact in store.people.everyone():
        planned = [t for t in store.touches.planned(contact.id) if t.due_on]
        if not planned:
            continue
        touch = min(planned, key=lambda t: (t.purpose != "reply", t.due_on, t.id))
        assert touch.due_on is not None
        section = section_of(
            touch.purpose == "reply", is_paused(contact, held, today), touch.due_on, today
        )
        rank = priority(contact.starred, contact.role)
        key = (order.index(section), rank, touch.due_on, contact.id)
        found.append((key, section, contact.id, touch.id))
    return [entry[1:] for entry in sorted(found)]


def is_paused(contact: Contact, companies: dict[int, date | None], today: date) -> bool:
    own = contact.paused_until
    if contact.state == "paused" and own is None:
        return True
    theirs = companies.get(contact.company_id or 0)
    return any(until is not None and until > today for until in (own, theirs))


def as_listed(items: tuple[AgendaItem, ...]) -> list[tuple[Section, int, int]]:
    return [(item.section, item.contact_id, item.touch_id) for item in items]


@pytest.mark.parametrize(("seed", "size"), [(1, 0), (2, 1), (3, 40), (4, 160), (5, 400)])
def test_the_agenda_is_what_sorting_gives(store: Store, seed: int, size: int) -> None:
    """Over a random crowd, today and three weeks later, the agenda is what sorting by hand gives."""
    crowd(store, size, random.Random(seed))
    for today in (TODAY, in_days(3), in_days(21)):
        assert as_listed(store.agenda.items(today)) == by_hand(store, today)


def test_groups_count_what_their_pages_hold(store: Store) -> None:
    """Every group has as many people as its pages, and the pages put together are the group."""
    crowd(store, 300, random.Random(6))
    for group in store.agenda.groups(TODAY):
        whole = store.agenda.page(group, TODAY, 1000)
        assert len(whole) == group.count
        pages = [store.agenda.page(group, TODAY, 7, start) for start in range(0, group.count, 7)]
        assert tuple(item for page in pages for item in page) == whole


def test_no_group_is_empty(store: Store) -> None:
    """Only sections that hold somebody appear, in the order of the agenda."""
    crowd(store, 120, random.Random(7))
    groups = store.agenda.groups(TODAY)
    assert all(group.count for group in groups)
    order = list(Section)
    placed = [(order.index(g.section), g.priority) for g in groups]
    assert placed == sorted(set(placed))


def test_everybody_is_found_at_their_place(store: Store) -> None:
    """Asked where somebody stands, the agenda names the group and how many stand before them."""
    crowd(store, 150, random.Random(8))
    for group in store.agenda.groups(TODAY):
        for index, item in enumerate(store.agenda.page(group, TODAY, 1000)):
            place = store.agenda.place(item.contact_id, TODAY)
            assert place == (group.section, group.priority, index)


def test_nobody_unplanned_has_a_place(desk: Desk) -> None:
    """Someone without a planned touch stands nowhere."""
    bob = add(desk, "Bob Roe", star=False)
    assert desk.store.agenda.place(bob.id, TODAY) is None
    assert desk.store.agenda.items(TODAY) == ()


def test_a_filter_keeps_the_order(store: Store) -> None:
    """Some people, asked for by their numbers, arrive as the agenda lists them."""
    crowd(store, 100, random.Random(9))
    listed = {item.contact_id: item for item in store.agenda.items(TODAY)}
    some = tuple(listed)[::3]
    assert store.agenda.items_of((*some, 9999), TODAY) == tuple(listed[i] for i in some)


def test_a_day_ahead_limits_the_agenda(store: Store) -> None:
    """Up to a day, the agenda holds what is owed and what is due by then, nothing paused."""
    crowd(store, 200, random.Random(10))
    until = in_days(4)
    expected = [
        item
        for item in store.agenda.items(TODAY)
        if item.section is Section.OWED
        or (item.section is not Section.PAUSED and item.due_on <= until)
    ]
    assert list(store.agenda.items(TODAY, until)) == expected


def test_an_item_says_what_a_list_shows(desk: Desk) -> None:
    """A line of the agenda carries name, company, channel, purpose, date, star and the reason."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    (item,) = desk.store.agenda.items(on(desk, in_days(3)).today)
    assert (item.contact, item.company, item.starred) == ("Ann Lee", "Acme", True)
    assert (item.touch_id, item.channel, item.purpose) == (touch.id, "call", "keep-warm")
    assert (item.due_on, item.days_past, item.why) == (TODAY, 3, touch.why)
    assert not item.handed


def test_stars_stand_first(desk: Desk) -> None:
    """Within a section a star goes before everyone, then the hiring manager before the recruiter."""
    recruiter = add(desk, "Rita Roe", role=Role.RECRUITER, company="A")
    manager = add(desk, "Mia Marsh", company="B")
    plain = add(desk, "Paul Ode", company="C")
    people.star(desk, plain, on=False)
    names = [item.contact for item in desk.store.agenda.items(TODAY)]
    assert names == [manager.name, recruiter.name, plain.name]


def test_what_i_owe_stands_first(desk: Desk) -> None:
    """A reply I owe stands before everything else, the stars included."""
    add(desk, "Ann Lee", company="A")
    bob = add(desk, "Bob Roe", company="B", star=False)
    hear(desk, bob, "Could you send me your numbers?")
    first = desk.store.agenda.items(TODAY)[0]
    assert (first.section, first.contact, first.purpose) == (Section.OWED, "Bob Roe", "reply")


def test_a_pause_does_not_hide_what_i_owe(desk: Desk) -> None:
    """A pause lets my plan rest; what a paused person asked me for is owed all the same."""
    ann = add(desk)
    people.pause(desk, ann)
    hear(desk, again(desk, ann), "Could you send me your numbers?")
    assert [i.section for i in desk.store.agenda.items(TODAY)] == [Section.OWED]


def test_a_pause_ends_by_itself(desk: Desk) -> None:
    """On the day a pause was set to, the person stands among the others again."""
    ann = add(desk)
    people.pause(desk, ann, in_days(7))
    assert [i.section for i in desk.store.agenda.items(in_days(6))] == [Section.PAUSED]
    assert [i.section for i in desk.store.agenda.items(in_days(7))] == [Section.TODAY]


def test_a_paused_company_pauses_its_people(desk: Desk) -> None:
    """Everybody at a paused company stands under paused, newcomers included."""
    add(desk)
    (company,) = desk.store.people.companies()
    people.pause_company(desk, company)
    add(desk, "Bob Roe")
    assert {i.section for i in desk.store.agenda.items(TODAY)} == {Section.PAUSED}
    people.resume_company(desk, desk.store.people.company(company.id))
    assert Section.PAUSED not in {i.section for i in desk.store.agenda.items(TODAY)}


def test_a_paused_company_is_left_with_the_job(desk: Desk) -> None:
    """Someone who leaves a paused company is not paused any more."""
    ann = add(desk)
    (company,) = desk.store.people.companies()
    people.pause_company(desk, company)
    people.edit(desk, again(desk, ann), people.Details(company="Beta"))
    assert [i.section for i in desk.store.agenda.items(TODAY)] == [Section.TODAY]


def test_stopped_and_deleted_people_never_appear(desk: Desk) -> None:
    """Who asked to be left alone, and who was deleted, stands nowhere in the agenda."""
    ann, bob = add(desk), add(desk, "Bob Roe", company="Beta")
    people.stop(desk, ann)
    people.delete(desk, bob)
    assert desk.store.agenda.items(TODAY) == ()


def test_sections_follow_the_date(desk: Desk) -> None:
    """Yesterday's touch waits, today's is today's, seven days are the week, the eighth is later."""
    expected = {
        0: Section.TODAY,
        1: Section.WEEK,
        7: Section.WEEK,
        8: Section.LATER,
    }
    ann = add(desk)
    for days, section in expected.items():
        snooze(desk, plan_of(desk, ann), in_days(days))
        assert [i.section for i in desk.store.agenda.items(TODAY)] == [section]
    assert [i.section for i in desk.store.agenda.items(in_days(9))] == [Section.WAITING]


def test_reading_writes_nothing(desk: Desk) -> None:
    """Looking at the agenda, however many days later, changes nothing."""
    ann = add(desk)
    add_note(desk, ann, Remark("call in May", "wish"))
    before = desk.store.database.tuples("SELECT * FROM contact JOIN touch")
    desk.store.agenda.items(in_days(90))
    assert desk.store.database.tuples("SELECT * FROM contact JOIN touch") == before


def test_a_wrong_index_is_seen_and_repaired(desk: Desk) -> None:
    """A contact whose agenda line is not what the touches say is found, and put right when asked."""
    ann = add(desk)
    desk.store.database.connection().execute("UPDATE contact SET next_due = '2030-01-01'")
    assert desk.store.stale_contacts() == (ann.id,)
    assert desk.store.refresh((ann.id,)) == 1
    assert desk.store.stale_contacts() == ()
    assert [i.due_on for i in desk.store.agenda.items(TODAY)] == [TODAY]
