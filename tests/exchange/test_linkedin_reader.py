"""Connections.csv is read in every shape LinkedIn and spreadsheets gave it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from followup_tui.core.people import IncomingPerson, Problem
from followup_tui.core.text import is_safe_line
from followup_tui.errors import FileError
from followup_tui.exchange.decoding import decode
from followup_tui.exchange.linkedin import connected_date, read_connections
from followup_tui.exchange.readers import read_file

DATA = Path(__file__).parents[1] / "data"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


@pytest.mark.parametrize(
    ("name", "jordan_on", "ana_on"),
    [
        ("linkedin-current.csv", date(2023, 3, 15), date(2024, 1, 3)),
        ("linkedin-without-url.csv", date(2019, 3, 15), date(2018, 1, 3)),
        ("linkedin-early.csv", date(2017, 3, 15), date(2016, 12, 1)),
        ("linkedin-spreadsheet.csv", date(2022, 2, 7), date(2023, 3, 15)),
        ("linkedin-semicolons.csv", date(2022, 2, 7), date(2023, 3, 15)),
    ],
)
def test_every_known_shape_gives_the_same_people(name: str, jordan_on: date, ana_on: date) -> None:
    """Preamble, byte order mark, missing columns, other orders, separators and dates: all one list."""
    people = read_file(DATA / name).people
    jordan, ana = people[:2]
    assert (jordan.name, jordan.first_name, jordan.last_name) == ("Jordan Lee", "Jordan", "Lee")
    assert (jordan.company, jordan.title) == ("Acme Corp", "VP Engineering")
    assert (jordan.emails, jordan.connected_on) == (("jordan@acme.example",), jordan_on)
    assert (ana.name, ana.company, ana.emails) == ("Ana García Ruiz", "Studio Norte", ())
    assert ana.title.startswith("Founder")
    assert ana.connected_on == ana_on


def test_the_present_shape_is_read_to_the_last_cell() -> None:
    """Quoted commas, doubled quotes, blank cells and profiles come out as LinkedIn shows them."""
    reading = read_file(DATA / "linkedin-current.csv")
    assert reading.people[2] == IncomingPerson(
        name='Mary "Molly" Smith, Jr.',
        line=7,
        first_name='Mary "Molly"',
        last_name="Smith, Jr.",
        title="VP, Sales",
        company='Acme "Widgets", LLC',
        linkedin="https://www.linkedin.com/in/molly-smith",
        connected_on=date(2024, 1, 1),
    )
    assert reading.people[1].linkedin == "https://www.linkedin.com/in/anagarc%C3%ADa"
    assert [person.line for person in reading.people] == [5, 6, 7, 9]


def test_a_row_without_a_name_is_a_problem() -> None:
    """Closed accounts stand in the list as a bare date; each is named, and none becomes a person."""
    reading = read_file(DATA / "linkedin-current.csv")
    assert reading.problems == (Problem(8, "this row has no name, so it was left out"),)


def test_empty_rows_and_repeated_headers_are_nobody() -> None:
    """What spreadsheets add, and the second header of two joined lists, is passed over in silence."""
    reading = read_connections(
        f"{HEADER},,,,,,\n\n   \nAnn,Lee,,,,,1 Jan 2020\n{HEADER}Bo,Li,,,,,\n"
    )
    assert [person.name for person in reading.people] == ["Ann Lee", "Bo Li"]
    assert reading.problems == ()


def test_a_bad_date_costs_only_the_date() -> None:
    """The row is used as connected on an unknown day, and a problem quotes what stood there."""
    reading = read_connections(f"{HEADER}Ann,Lee,,,,,15 Mär 2023\n")
    assert reading.people[0].connected_on == date.min
    assert reading.problems == (
        Problem(2, "the date '15 Mär 2023' was not understood; the rest was used"),
    )


@pytest.mark.parametrize("row", ["Ann,Lee,,,,,", "Ann,Lee", "Ann"])
def test_everybody_is_connected_though_the_day_is_unknown(row: str) -> None:
    """A missing date, or a row that ends early, is no problem: the day is `date.min`."""
    reading = read_connections(f"{HEADER}{row}\n")
    assert reading.people[0].connected_on == date.min
    assert reading.problems == ()


def test_a_bad_address_costs_only_the_address() -> None:
    """What is not exactly one e-mail address is reported, and the person is kept."""
    reading = read_connections(f'{HEADER}Ann,Lee,,"a@b, c@d",,,1 Jan 2020\n')
    assert reading.people[0].emails == ()
    assert reading.problems[0].message.startswith("'a@b, c@d' is not an e-mail address")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 Mar 2023", date(2023, 3, 15)),
        ("05 September 2023", date(2023, 9, 5)),
        ("5 Sept 2023", date(2023, 9, 5)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("Mar 15, 2023", date(2023, 3, 15)),
        ("3/15/23", date(2023, 3, 15)),
        ("03/04/2023", date(2023, 3, 4)),
        ("3/15/17, 4:02 PM", date(2017, 3, 15)),
        ("2023-03-15", date(2023, 3, 15)),
        ("2023-03-15T10:00:00Z", date(2023, 3, 15)),
        (" 15  MAR  2023 ", date(2023, 3, 15)),
    ],
)
def test_dates_are_read_in_every_form_linkedin_wrote(text: str, day: date) -> None:
    """Day and month name, dashes, slashes with the month first, ISO; a time behind it is ignored."""
    assert connected_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "15/3/23",
        "31 Feb 2023",
        "15 Foo 2023",
        "0/0/00",
        "15.03.2023",
        "٣/٤/٢٣",
        "9" * 50,
    ],
)
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    """A date that cannot be, or could be two days, is none."""
    assert connected_date(text) is None


def test_columns_are_found_by_name_in_any_order_and_case() -> None:
    """A list whose columns were moved or renamed in capitals is the same list."""
    reading = read_connections("COMPANY,last name,Extra,First Name\nAcme,Lee,x,Ann\n")
    assert (reading.people[0].name, reading.people[0].company) == ("Ann Lee", "Acme")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    """LF, CR LF and CR alone end a row."""
    reading = read_connections(f"{HEADER}Ann,Lee,,,,,1 Jan 2020\nBo,Li,,,,,\n".replace("\n", end))
    assert [(person.name, person.line) for person in reading.people] == [
        ("Ann Lee", 2),
        ("Bo Li", 3),
    ]


def test_a_cell_may_go_on_over_several_lines() -> None:
    """A line end within quotes belongs to the cell, and later rows keep their own numbers."""
    reading = read_connections(f'{HEADER}Ann,"Lee\nOlsen",,,,,\nBo,Li,,,,,\n')
    assert [(p.name, p.line) for p in reading.people] == [("Ann Lee Olsen", 2), ("Bo Li", 4)]


@pytest.mark.parametrize(
    "rows",
    [
        '"Ann,Lee,,,,,1 Jan 2020\n',
        '"Ann,Lee,,,,,1 Jan 2020\nBo,Li,,,,,\n',
        '"Ann,Lee,,,,,1 Jan 2020\nBo,Li,,,"Acme, Inc",,\n',
        '"Ann,Lee,,,,,1 Jan 2020\n' + "x,y\n" * 60 + '"Bo",Li\n',
        'Ann,"Lee,"Acme" Inc,,,\n',
    ],
)
def test_a_quote_that_is_never_closed_stops_everything(rows: str) -> None:
    """No row can be trusted then, so nobody is read, and the line where the quote opens is named."""
    with pytest.raises(FileError, match=r"^line 2: a quote is never closed"):
        read_connections(HEADER + rows)


def test_quotes_that_do_not_fit_within_one_row_cost_that_row() -> None:
    """A name with bare quotes is left out and named; its neighbours are read."""
    reading = read_connections(f'{HEADER}"Ann "Annie" Lee",Lee,,,,,\nBo,Li,,,,,\n')
    assert [person.name for person in reading.people] == ["Bo Li"]
    assert reading.problems == (
        Problem(2, "the quotes in this row do not fit, so it was left out"),
    )


def test_a_quote_within_a_bare_cell_is_only_a_quote() -> None:
    """A nickname in quotes in the middle of a cell opens nothing."""
    assert read_connections(f'{HEADER}Ann "Annie",Lee,,,,,\n').people[0].name == 'Ann "Annie" Lee'


def test_a_file_without_the_header_is_refused() -> None:
    """Another CSV file is not taken for connections, and the sentence says where to get them."""
    with pytest.raises(FileError, match=r"ask LinkedIn for your data again"):
        read_connections("Name,Given Name,E-mail 1 - Value\nAnn Lee,Ann,ann@example.com\n")


def test_a_list_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """LinkedIn allows 30,000 connections; a file of millions of rows is something else."""
    monkeypatch.setattr("followup_tui.exchange.rows.MAX_ROWS", 2)
    with pytest.raises(FileError, match="more than 2 rows"):
        read_connections(HEADER + "Ann,Lee\n" * 3)


def test_hostile_29_an_open_quote_below_a_preamble() -> None:
    """The header is found under the preface, line 5 is named, and no row is read."""
    data = b'Notes:\n"When exporting..."\n\nFirst Name,Last Name\n"Ann,Lee\n' + b"x,y\n" * 100_000
    with pytest.raises(FileError, match=r"^line 5: a quote is never closed"):
        read_connections(decode(data))


def test_hostile_30_a_formula_and_control_bytes() -> None:
    """A formula is a name like any other, and control bytes are gone."""
    text = decode(b"First Name,Notes\n=cmd|' /C calc'!A0,\x00\x1b[2J\n")
    person = read_connections(text).people[0]
    assert (person.name, person.note) == ("=cmd|' /C calc'!A0", "[2J")


def test_rows_of_commas_and_quotes_stay_small() -> None:
    """A row of a million commas, bare or behind a quoted cell, costs a moment and no memory."""
    for row in (
        f"Ann,Lee{',' * 1_000_000}",
        f'"Ann",Lee{"," * 1_000_000}',
        f"Ann,{'x' * 1_000_000}",
    ):
        person = read_connections(f"{HEADER}{row}\n").people[0]
        assert person.first_name == "Ann"
        assert len(person.last_name) <= 1_000


def test_every_text_is_clean() -> None:
    """Escape sequences, bidi marks and invisible characters do not get past the reader."""
    nasty = "A\x1b[2J\u202e\u200bnn\x9b"
    row = ",".join([nasty, nasty, "x", "y", nasty, nasty, "z"])
    person = read_connections(f"{HEADER}{row}\n").people[0]
    for text in (person.name, person.first_name, person.last_name, person.company, person.title):
        assert is_safe_line(text)
        assert "\u202e" not in text
