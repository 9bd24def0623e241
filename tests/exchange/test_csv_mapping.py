"""Any CSV: columns found by header and content, or told; a header is known again."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.people import IncomingPerson, Reading
from followup_tui.core.text import is_safe_line
from followup_tui.errors import FileError, FollowupError, UsageError
from followup_tui.exchange.csv_mapping import contacts, guess, looks_like_contacts, read_map
from followup_tui.exchange.readers import Context, items, read_people
from followup_tui.exchange.sources import of_bytes


def people(text: str, **columns: str) -> tuple[IncomingPerson, ...]:
    """Everybody in a table, by the columns told."""
    told = {name: (column,) for name, column in columns.items()}
    return Reading.of("csv", contacts(text, told or None)).people


def test_content_tells_what_no_header_does() -> None:
    """Addresses, profiles and numbers are known by themselves, dates and ids are none of them."""
    text = (
        "Who,A,B,C,Since,Id\n"
        "Ann Lee,ann@x.org,linkedin.com/in/ann,+1 313 555 0100,01/02/2023,1234567\n"
        "Bo Ray,bo@x.org,linkedin.com/in/bo,(313) 555 0101,2023-03-04,7654321\n"
    )
    found = guess(text)
    assert found.columns == {"email": ("A",), "linkedin": ("B",), "phone": ("C",)}
    assert people(text, name="who", email="A")[0].name == "Ann Lee"


def test_several_columns_of_one_kind() -> None:
    """Two addresses and two numbers, each called by its column."""
    (ann,) = people(
        "Name,E-mail 1,E-mail 2,Mobile,Home Phone\nAnn,a@x.org,b@x.org,+1 313 555 0100,55501011\n"
    )
    assert ann.emails == ("a@x.org", "b@x.org")
    assert ann.labels == (("+1 313 555 0100", "cell"), ("55501011", "home"))


def test_our_own_export_comes_back() -> None:
    """Guarded cells lose their quote, cells of several values come apart."""
    text = (
        "\ufeffname,first_name,last_name,title,department,company,emails,phones,linkedin,tags\r\n"
        'Ann Lee,Ann,Lee,\'=Head,,Acme,"a@x.org\nb@x.org",\'+1 313 555 0100,,"one\ntwo"\r\n'
    )
    (ann,) = read_people(text.encode()).people
    assert (ann.title, ann.emails, ann.phones) == (
        "=Head",
        ("a@x.org", "b@x.org"),
        ("+1 313 555 0100",),
    )
    assert ann.tags == ("one", "two")


def test_told_columns_win() -> None:
    """A column that was named is used although another one looks better; the rest is guessed."""
    (ann,) = people("Name,Nick,Mail\nAnn Lee,Annie,a@x.org\n", name="Nick")
    assert (ann.name, ann.emails) == ("Annie", ("a@x.org",))


def test_a_column_that_is_not_there_is_a_mistake() -> None:
    """The sentence names it and those that there are."""
    with pytest.raises(UsageError, match=r"no column “post”.*“Name”, “Mail”"):
        people("Name,Mail\nAnn,a@x.org\n", email="Post")


@pytest.mark.parametrize("word", ["email", "colour=Red", "email="])
def test_a_map_that_maps_nothing(word: str) -> None:
    """FIELD=COLUMN, and the fields that there are."""
    with pytest.raises(UsageError, match="write FIELD=COLUMN"):
        read_map([word])
    assert read_map(["Email=Mail", "email=Post"]) == {"email": ("Mail", "Post")}


def test_a_header_is_known_again() -> None:
    """Case and accents do not matter, another column does."""
    one, two = guess("Name,Prénom\nA,B\n"), guess("NAME,Prenom\nC,D\n")
    assert one.signature == two.signature
    assert guess("Name,Prenom,Mail\nA,B,C\n").signature != one.signature


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "Dear Ann, hello\nSam",
        "a@x.org,Ann\nb@x.org,Bo\n",
        "Item,Price\nTea,3\n",
        "Company,Position,Phone\nAcme,Writer,+1 313 555 0100\n",
    ],
)
def test_what_is_no_table_of_people(text: str) -> None:
    """Prose, prices, and people without a header are not guessed."""
    assert not looks_like_contacts(text)


def test_a_list_of_companies_is_not_taken_for_people() -> None:
    """Even when it is said to be a list: which column holds the name has to be told."""
    text = "Company,Position\nAcme,Writer\n"
    with pytest.raises(FileError, match="--map"):
        people(text)
    assert people(text, name="Company")[0].name == "Acme"


def test_a_million_rows_are_refused() -> None:
    """At the limit, in a moment, with the limit named."""
    begun = time.perf_counter()
    with pytest.raises(FileError, match="more than 200,000 rows"):
        read_people(b"Name,Mail\n" + b"Ann,a@x.org\n" * 1_000_000)
    assert time.perf_counter() - begun < 20


@settings(deadline=None, max_examples=50)
@given(
    data=st.lists(
        st.one_of(
            st.binary(max_size=12),
            st.sampled_from([b",", b";", b"\t", b"\n", b"\r", b'"', b'""', b" ::: ", b"Name", b"E-mail",
                             b"First Name,E-mail Address,Job Title\n", b"Name,E-mail 1 - Value,Labels\n",
                             b"* starred", b"a@x.org", b"\x00", b"\x1b[2J", b"'=1"]),
        ),
        max_size=60,
    ).map(b"".join),
    form=st.sampled_from(["csv", "google", "outlook", "messages", "invitations"]),
)  # fmt: skip
def test_arbitrary_tables(data: bytes, form: str) -> None:
    """Any bytes, as any table, give clean people or one sentence."""
    said, reading = "", Reading(form)
    try:
        reading = Reading.of(form, items(of_bytes(data), form, Context(known=lambda key: True)))
    except FollowupError as error:
        said = str(error)
    assert is_safe_line(said)
    for person in reading.people:
        assert person.name
        single = (person.name, person.title, person.company, *person.emails, *person.phones)
        assert all(map(is_safe_line, (*single, *person.tags)))
