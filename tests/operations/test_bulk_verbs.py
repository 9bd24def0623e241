"""Claims about one deed for several people: one action, and nobody who asked me to stop."""

from __future__ import annotations

import pytest

from followup_tui.core.people_table import Order, Sought, sought
from followup_tui.core.words import ContactState
from followup_tui.errors import UsageError
from followup_tui.operations import bulk, people, tags
from followup_tui.operations.desk import Desk
from followup_tui.operations.pages import found_pages
from followup_tui.operations.people_table import PeoplePages, people_numbered
from tests.builders import in_days
from tests.cast import add, again, on, picture, plan_of


def test_stars_for_many_are_spread_over_their_company(desk: Desk) -> None:
    """Two first touches at one company keep their distance, and one undo takes both back."""
    pair = [add(desk, name, star=False) for name in ("Ann Lee", "Bob Roe")]
    before = picture(desk.store)
    done = bulk.star(desk, pair)
    assert (done.did, done.changed) == ("star 2 people", 2)
    first, second = sorted(plan_of(desk, p).due_on or desk.today for p in pair)
    assert (second - first).days >= 8
    assert len(desk.store.journal.undo()) == 1
    assert picture(desk.store) == before


def test_who_asked_to_stop_is_left_out_and_named(desk: Desk) -> None:
    """Neither a star nor a pause for them; deleting is still possible."""
    ann, bob = add(desk, star=False), add(desk, "Bob Roe", star=False)
    people.stop(desk, bob)
    pair = (again(desk, ann), again(desk, bob))
    for done in (bulk.star(desk, pair), bulk.pause(desk, pair)):
        assert done.remarks == ("left out, as they asked you to stop: Bob Roe",)
        assert done.changed == 1
    assert again(desk, bob).state is ContactState.STOPPED
    assert bulk.delete(desk, pair).changed == 2


def test_a_pause_for_many_moves_what_falls_into_it(desk: Desk) -> None:
    """Until a day: their touches wait for it; going on again plans what has passed."""
    ann = add(desk)
    bulk.pause(desk, [ann], in_days(10))
    assert (plan_of(desk, ann).due_on or desk.today) >= in_days(10)
    later = on(desk, in_days(30))
    assert bulk.resume(later, [again(desk, ann)]).changed == 1
    assert (plan_of(desk, ann).due_on or desk.today) >= in_days(30)


def test_a_pause_that_is_over_already_is_refused(desk: Desk) -> None:
    """One sentence, and nothing is written."""
    ann = add(desk)
    before = picture(desk.store)
    with pytest.raises(UsageError, match="is not ahead"):
        bulk.pause(desk, [ann], desk.today)
    assert picture(desk.store) == before


def test_a_deed_that_changes_nobody_leaves_no_history(desk: Desk) -> None:
    """Resuming people who are not paused is nothing to take back."""
    ann = add(desk)
    newest = desk.store.journal.entries(1)
    assert bulk.resume(desk, [ann]).changed == 0
    assert desk.store.journal.entries(1) == newest


def test_tags_are_told_apart_by_their_words_alone(desk: Desk) -> None:
    """#Café and cafe are one tag; blanks become hyphens; undo takes them back together."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    tags.tag(desk, [ann], ["#Café", "data people"])
    assert tags.tag(desk, [ann, bob], ["cafe"]) == "tag 2 people #cafe"
    table = desk.store.people_table
    assert (table.tags(ann.id), table.tags(bob.id)) == (("Café", "data-people"), ("cafe",))
    tags.tag(desk, [ann, bob], ["CAFE"], on=False)
    assert (table.tags(ann.id), table.tags(bob.id)) == (("data-people",), ())
    with pytest.raises(UsageError, match="Give a tag"):
        tags.tag(desk, [ann], ["#", " "])


def test_a_filter_takes_words_and_tags_together(desk: Desk) -> None:
    """Each tag by its beginning; the main list and the table understand the same words."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    tags.tag(desk, [ann, bob], ["meetup"])
    tags.tag(desk, [bob], ["data"])
    assert sought("lee #Meet #data") == Sought("lee", ("meet", "data"))
    cases = {"#meet": [ann.id, bob.id], "#meet #data": [bob.id], "lee #meet": [ann.id], "#no": []}
    for text, expected in cases.items():
        pages = PeoplePages(desk, text, Order.NAME)
        rows = [pages.row(n) for n in range(pages.total)]
        assert [row.id for row in rows if row is not None] == expected
        agenda = found_pages(desk, text)
        found = [agenda.item(n) for n in range(agenda.total)]
        assert sorted(i.contact_id for i in found if i is not None) == expected


def test_every_order_lists_everybody_once(desk: Desk) -> None:
    """Whoever lacks a company, a plan or a touch stands at the end, not outside."""
    for number in range(30):
        add(desk, f"Person {number:02}", star=number % 3 == 0, company="" if number % 4 else "Acme")
    everybody = {p.id for p in desk.store.people.everyone()}
    for order in Order:
        pages = PeoplePages(desk, "", order)
        rows = [pages.row(n) for n in range(pages.total)]
        assert {row.id for row in rows if row is not None} == everybody
        assert len(rows) == len(everybody)
        assert pages.row(pages.total) is None


def test_people_who_are_gone_are_not_changed(desk: Desk) -> None:
    """A mark may outlive its person."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    people.delete(desk, bob)
    assert [p.id for p in people_numbered(desk, frozenset({ann.id, bob.id}))] == [ann.id]
