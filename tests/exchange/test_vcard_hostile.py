"""Damaged and hostile cards cost a moment and a sentence, never a crash, a hang or another card."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from followup_tui.errors import FileError
from followup_tui.exchange import vcard
from followup_tui.exchange.readers import read_people

TWO_CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCr=\r\n"
    "gen\r\nFN:Jürgen Müller\r\nTEL;CELL:+49 170 1234567\r\nEMAIL:j@x.example\r\n"
    "PHOTO;ENCODING=BASE64:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nORG:Acme\\, Inc.;Platform\r\nNOTE:süß\\nund gut\r\n"
    "END:VCARD\r\n"
).encode()


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """A bound far above what is usual, so that only a change of order breaks it."""
    begun = time.perf_counter()
    yield
    assert time.perf_counter() - begun < seconds


@pytest.mark.parametrize("cut", range(len(TWO_CARDS)))
def test_a_file_cut_short_anywhere_is_said(cut: int) -> None:
    """Cut at any byte, whole cards are read unharmed and the broken one is a problem, never a person."""
    whole = read_people(TWO_CARDS, "vcard").people
    ends = [TWO_CARDS.index(b"END:VCARD") + 9, len(TWO_CARDS) - 2]
    complete = sum(cut >= end for end in ends)
    try:
        reading = read_people(TWO_CARDS[:cut], "vcard")
    except FileError:
        assert complete == 0
        return
    assert reading.people == whole[:complete]
    is_between = not TWO_CARDS[:cut].rpartition(b"END:VCARD")[2].strip()
    assert bool(reading.problems) != is_between


def test_hostile_21_parameters_without_end() -> None:
    """Hundreds of bare parameters and no colon: the line is named, the card is used, at once."""
    data = b"BEGIN:VCARD\r\nFN:A\r\nTEL" + b";a" * 28 + b"\r\nEND:VCARD\r\n"
    with at_most(0.5):
        reading = read_people(data)
        read_people(data.replace(b";a" * 28, b";a" * 1_000_000))
    assert [person.name for person in reading.people] == ["A"]
    assert reading.problems[0].line == 3


def test_hostile_22_a_line_that_is_none() -> None:
    """Three contacts are read and the bad line is named."""
    data = (
        b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\nBEGIN:VCARD\r\nthis is not a line\r\nFN:B\r\n"
        b"END:VCARD\r\nBEGIN:VCARD\r\nFN:C\r\nEND:VCARD\r\n"
    )
    reading = read_people(data)
    assert [person.name for person in reading.people] == ["A", "B", "C"]
    assert [problem.line for problem in reading.problems] == [5]


def test_hostile_23_a_file_cut_short() -> None:
    """Nobody is read from a card that does not end, and the problem says that the file was cut."""
    reading = read_people(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nN:A;B")
    assert reading.people == ()
    assert [(p.line, p.message) for p in reading.problems] == [(1, vcard._CUT_SHORT)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(
            "BEGIN:VCARD\r\nFN:Jürgen\r\nEND:VCARD\r\n".encode("latin-1"), "Jürgen", id="24"
        ),
        pytest.param("BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n".encode("utf-16"), "Ann", id="25"),
        pytest.param(
            b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=BCr=\r\n"
            b"gen\r\nEND:VCARD\r\n",
            "Jürgen",
            id="26",
        ),
    ],
)
def test_hostile_24_to_26_encodings(data: bytes, name: str) -> None:
    """Latin-1, UTF-16 and broken quoted-printable give the name."""
    assert read_people(data).people[0].name == name


@pytest.mark.parametrize("break_", [b"", b"\r\n ", b"\r\n"])
def test_hostile_27_a_huge_photograph(break_: bytes) -> None:
    """A photograph of megabytes, in one line, folded or bare, is dropped: a moment, five times its size."""
    chunk = b"QUJD" * 18
    body = (chunk + break_) * (5_000_000 // len(chunk))
    data = b"BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=b:" + body + b"\r\nTEL:1\r\nEND:VCARD\r\n"
    with at_most(1):
        reading = read_people(data)
    assert (reading.people[0].phones, reading.people[0].kept) == (("1",), ())
    tracemalloc.start()
    read_people(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak + len(data) < 5 * len(data)


def test_hostile_28_cards_without_end() -> None:
    """A hundred thousand beginnings are refused as too many cards."""
    with at_most(3), pytest.raises(FileError, match="more than 50,000 cards"):
        read_people(b"BEGIN:VCARD\r\n" * 100_000)


@pytest.mark.parametrize(
    "line",
    [
        b"FN:" + b"\\;" * 500_000,
        b"N:" + b"\\;" * 500_000,
        b"ORG:" + b";" * 1_000_000,
        b"TEL;" + b'"' * 1_000_000 + b":1",
        b'TEL;A="' + b":" * 1_000_000,
        b"EMAIL:" + b"a@" * 500_000,
        b"EMAIL:" + b"a." * 500_000 + b"@x.org",
        b"TEL:tel:1" + b";ext=1" * 200_000,
        b"NOTE;QUOTED-PRINTABLE:" + b"=\r\n" * 300_000,
        b"NOTE;QUOTED-PRINTABLE:" + b"a=\r\n" * 300_000,
        b"NOTE;QUOTED-PRINTABLE:" + b"=3D" * 300_000,
        b"NOTE:" + b"\r\n a" * 300_000,
        b"NOTE:" + b"\r\n" * 500_000,
        b"PHOTO;BASE64:" + b"A" * 400_000 + b"\r\nx" * 200_000,
        b"x\r\n" * 300_000,
        b"x:\r\n" * 300_000,
        b"NOTE:" + "Z\u0301".encode() * 100 + "\u0301".encode() * 100_000,
        b"URL:linkedin.com" + b"/in" * 300_000,
        b"AGENT:\r\nBEGIN:VCARD\r\n" * 40_000,
        b".".join([b"a"] * 500_000) + b":1",
    ],
)
def test_no_property_takes_more_than_linear_time(line: bytes) -> None:
    """A megabyte of whatever repeats costs a moment, and the next card is read in any case."""
    data = (
        b"BEGIN:VCARD\r\nFN:A\r\n" + line + b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n"
    )
    with at_most(3):
        reading = read_people(data, "vcard")
    assert reading.people[-1].name == "B"
