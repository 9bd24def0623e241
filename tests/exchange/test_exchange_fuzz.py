"""Whatever a file holds, reading it ends soon, in people and problems or in one FileError."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.people import IncomingPerson, Reading
from followup_tui.core.text import is_safe_line
from followup_tui.errors import FileError
from followup_tui.exchange.profile import email_address, phone_key, profile_key, profile_link
from followup_tui.exchange.readers import KINDS as FORMS
from followup_tui.exchange.readers import detect, read_people

DATA = Path(__file__).parents[1] / "data"
SAMPLES = [path.read_bytes() for path in sorted(DATA.glob("*-[234].[01].vcf"))]
LISTS = [path.read_bytes() for path in sorted(DATA.glob("linkedin-*.csv"))]
KINDS = ("auto", "vcard", "linkedin")
SNIPPETS = (
    b"BEGIN:VCARD\r\n", b"\r\nEND:VCARD\r\n", b"AGENT:\r\n", b"=\r\n", b"\r\n ", b"\r", b":", b";",
    b'"', b"\\", b",", b"PHOTO;BASE64:", b";CHARSET=utf-16", b";ENCODING=QUOTED-PRINTABLE",
    b"\x1b[2J", b"\xe2\x80\xae", b"\xff\xfe", b"\x00", b"First Name,Last Name\n", b"\xc3",
)  # fmt: skip

mutations = st.lists(
    st.tuples(
        st.sampled_from(["cut", "drop", "repeat", "insert", "replace"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=6)),
    ),
    min_size=1,
    max_size=8,
)


def mutated(data: bytes, changes: list[tuple[str, float, float, bytes]]) -> bytes:
    """A sample after each of the changes at its relative place."""
    for what, where, until, snippet in changes:
        start, end = sorted((int(where * len(data)), int(until * len(data))))
        middle = data[start:end]
        if what == "cut":
            data = data[:end]
        elif what == "drop":
            data = data[:start] + data[end:]
        elif what == "repeat":
            data = data[:end] + middle[:2_000] + data[end:]
        elif what == "insert":
            data = data[:start] + snippet + data[start:]
        else:
            data = data[:start] + snippet + data[start + len(snippet) :]
    return data


def read(data: bytes, kind: str) -> Reading:
    """What was read, empty when it was refused; it must have taken no time to speak of."""
    begun = time.perf_counter()
    reading, refusal = Reading(kind), ""
    try:
        reading = read_people(data, kind)
    except FileError as error:
        refusal = str(error)
    assert time.perf_counter() - begun < 2
    assert is_safe_line(refusal)
    return reading


def assert_clean(person: IncomingPerson) -> None:
    """Every text of a person may go to a terminal, within its bounds."""
    single = (person.name, person.first_name, person.last_name, person.title, person.department)
    for text in (*single, person.company, person.linkedin, *person.emails, *person.phones):
        assert is_safe_line(text)
        assert text == " ".join(text.split())
        assert len(text) <= 2_000
    assert person.name
    assert person.line > 0
    assert is_safe_line(person.note.replace("\n", "").replace("\t", ""))
    assert all("\n" not in line and len(line) <= 4_000 for line in person.kept)
    assert all(is_safe_line(line.replace("\t", "")) for line in person.kept)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=50)
@given(data=st.binary(max_size=2_000))
def test_arbitrary_bytes(kind: str, data: bytes) -> None:
    """Any bytes give a reading or a FileError, as any kind."""
    for person in read(data, kind).people:
        assert_clean(person)


@settings(deadline=None, max_examples=50)
@given(data=st.lists(st.sampled_from(SNIPPETS), max_size=60).map(b"".join))
def test_heaps_of_syntax(data: bytes) -> None:
    """Delimiters, beginnings and ends in any order give clean people or none."""
    for kind in KINDS:
        for person in read(data, kind).people:
            assert_clean(person)


@settings(deadline=None, max_examples=50)
@given(sample=st.sampled_from(SAMPLES), changes=mutations)
def test_mutated_cards(sample: bytes, changes: list[tuple[str, float, float, bytes]]) -> None:
    """Real cards with parts cut, dropped, repeated or spoilt give clean people and problems."""
    reading = read(mutated(sample, changes), "vcard")
    for person in reading.people:
        assert_clean(person)
    lines = [problem.line for problem in reading.problems]
    assert lines == sorted(lines)


@settings(deadline=None, max_examples=50)
@given(sample=st.sampled_from(LISTS), changes=mutations)
def test_mutated_lists(sample: bytes, changes: list[tuple[str, float, float, bytes]]) -> None:
    """Real lists of connections, spoilt in the same ways, give clean people and problems."""
    reading = read(mutated(sample, changes), "linkedin")
    for person in reading.people:
        assert_clean(person)
        assert person.connected_on is not None
    for problem in reading.problems:
        assert is_safe_line(problem.message)


@settings(deadline=None, max_examples=50)
@given(data=st.one_of(st.binary(max_size=500), st.text(max_size=500).map(str.encode)))
def test_detection(data: bytes) -> None:
    """A file is of one of the forms that are read, or refused."""
    with suppress(FileError):
        assert detect(data) in (*FORMS, "messages", "invitations")


@settings(deadline=None, max_examples=50)
@given(
    text=st.one_of(st.text(max_size=100), st.from_regex(r"\+?[0-9 ()/.-]{1,20}", fullmatch=True))
)
def test_keys(text: str) -> None:
    """Any text has keys, the keys have themselves as keys, and links lead to LinkedIn alone."""
    assert email_address(email_address(text)) == email_address(text)
    url = f"linkedin.com/in/{text}"
    assert profile_key(profile_key(url)) == profile_key(url)
    link = profile_link(url)
    assert not link or link.startswith("https://www.linkedin.com/in/")
    assert profile_key(link) == profile_key(url)
    number = phone_key(text)
    assert phone_key(number) == number or not number.startswith("+")
