"""Claims about sheets that go out: no cell is a formula, and every cell comes back (P17, 3d)."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.outgoing import Act, Address, Card
from followup_tui.exchange.cells import NOTES, PEOPLE, guard, unguard
from followup_tui.exchange.csv_out import LOG, people_sheet, work_log
from followup_tui.exchange.readers import read_people
from tests.builders import make_contact

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "+1 313 555",
    "-1",
    "@SUM(A1)",
    "|x",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
)
cells = st.text(st.sampled_from("=+-@|'\t ＝\u200ba1"), max_size=6)


def rows(text: str) -> list[list[str]]:
    """The rows of a sheet without its mark."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_becomes_text(formula: str) -> None:
    """One quote before it, as spreadsheets mark text themselves (hostile input 30)."""
    assert guard(formula) == f"'{formula}"
    assert unguard(guard(formula)) == formula


@pytest.mark.parametrize("cell", ["", "Ann", "O'Neill", "'tis", "a=b", "'", "it's -1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    """Text is not touched, in or out."""
    assert guard(cell) == unguard(cell) == cell


@settings(max_examples=50)
@given(cell=cells)
def test_every_cell_comes_back(cell: str) -> None:
    """Also one that begins with a quote before a formula itself: its quote is doubled."""
    assert unguard(guard(cell)) == cell
    assert guard(cell).strip()[:1] not in tuple("=+-@|＝")


def test_no_cell_of_a_sheet_is_a_formula() -> None:
    """Names, titles, numbers and notes alike; several values stand one a line in one cell."""
    contact = make_contact(name="=1+1", title="@x", company="-a", department="|b", linkedin="")
    phones = (Address("+1 313 555 0100"), Address("+1 313 555 0101"))
    header, row = rows(people_sheet([Card(contact, (), phones, note="=2")], private=True))
    found = dict(zip(header, row, strict=True))
    assert (found["name"], found["title"], found["notes"]) == ("'=1+1", "'@x", "'=2")
    assert unguard(found["phones"]) == "+1 313 555 0100\n+1 313 555 0101"


def test_notes_are_a_column_of_their_own_on_request() -> None:
    """Without it neither the column nor the text is there."""
    card = Card(make_contact(), note="seemed tired")
    assert rows(people_sheet([card], private=True))[0] == [*PEOPLE, NOTES]
    plain = people_sheet([card], private=False)
    assert rows(plain)[0] == list(PEOPLE)
    assert "tired" not in plain


def test_our_own_list_is_known_by_its_header() -> None:
    """Commas and semicolons within a value separate nothing, and no quote of ours is left."""
    card = Card(
        make_contact(name="=Ann; Lee", title="R&D, Labs"),
        (Address("ann@acme.example"),),
        (Address("+1 313 555;9"), Address("0313 555")),
        tags=("a, b", "-c"),
        note="=1\n+2",
    )
    reading = read_people(people_sheet([card], private=True).encode())
    assert (reading.kind, reading.problems) == ("own", ())
    (ann,) = reading.people
    assert (ann.name, ann.title, ann.starred) == ("=Ann; Lee", "R&D, Labs", True)
    assert ann.phones == ("+1 313 555;9", "0313 555")
    assert (ann.tags, ann.note) == (("a, b", "-c"), "=1\n+2")


def test_a_row_that_was_changed_by_hand_costs_no_other() -> None:
    """Without a name it is left out; an address that is none is named, and the rest used."""
    text = f"{','.join(PEOPLE)}\n,,,Head,,,,,,,\nBo Ray,,,,,,nobody,,,,\n"
    reading = read_people(text.encode())
    assert [person.name for person in reading.people] == ["Bo Ray"]
    assert [(problem.line, problem.lost) for problem in reading.problems] == [(2, True), (3, False)]


def test_a_spreadsheet_is_told_the_encoding() -> None:
    """The first sign is the mark by which UTF-8 is recognised."""
    assert people_sheet([], private=False).startswith("\ufeffname,")


def test_a_log_of_the_search_has_five_columns() -> None:
    """Date, employer, person, method and result, in words for people, formulas held."""
    act = Act(date(2026, 3, 2), "=Acme", "Ann Lee", "email", "left-message")
    assert rows(work_log([act])) == [
        list(LOG),
        ["2026-03-02", "'=Acme", "Ann Lee", "e-mail", "left a message"],
    ]
