"""Bytes become the text that was meant, and what is no text is refused with advice."""

from __future__ import annotations

import gzip

import pytest

from followup_tui.errors import FileError
from followup_tui.exchange import decoding
from followup_tui.exchange.decoding import decode, decode_as, decoded_pieces, recode

JURGEN = "Jürgen Müller – 中文"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_unicode_form_is_recognised(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 are read, with a byte order mark or, for UTF-16, without."""
    assert decode(f"Name: {JURGEN}".encode(encoding)) == f"Name: {JURGEN}"


def test_bytes_that_are_no_utf8_are_windows_1252() -> None:
    """A Latin-1 file keeps its umlauts, and Windows' own dashes and quotes are read too."""
    assert decode("Jürgen – „Süd“".encode("cp1252")) == "Jürgen – „Süd“"


def test_a_file_of_two_encodings_keeps_both() -> None:
    """When old and new exports were joined, neither half is garbled."""
    assert decode("neu: Jürgen\n".encode() + "alt: Jürgen\n".encode("latin-1")) == (
        "neu: Jürgen\nalt: Jürgen\n"
    )


def test_a_letter_cut_in_half_garbles_nothing_else() -> None:
    """A file that ends within a letter loses that letter, not every umlaut before it."""
    assert decode("Jürgen Mü".encode()[:-1]).startswith("Jürgen M")


def test_marks_and_dos_ends_go() -> None:
    """Byte order marks within joined files and a final ctrl-Z leave no trace."""
    assert decode(b"\xef\xbb\xbfa\n\xef\xbb\xbfb\n\x1a") == "a\nb\n"


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04rest", "unpack"),
        (gzip.compress(b"BEGIN:VCARD", mtime=0), "unpack"),
        (b"SQLite format 3\x00rest", "database"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "save it as CSV"),
        (bytes(range(32)) * 4, "not a text file"),
        (b"\n<!DOCTYPE html><html><body>Sign in", "web page"),
        (b"\xef\xbb\xbf<html lang=en>", "web page"),
        ("<html>".encode("utf-16"), "web page"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, advice: str) -> None:
    """Archives, pictures, databases, documents and web pages are refused, with what to do instead."""
    with pytest.raises(FileError, match=advice):
        decode(data)


def test_a_few_control_bytes_do_not_make_a_file_binary() -> None:
    """One stray NUL is an accident of some exporter, not a reason to refuse the file."""
    assert decode(b"First Name,Last Name\nAnn,Lee\x00\n") == "First Name,Last Name\nAnn,Lee\x00\n"


def test_a_file_that_is_too_large_is_refused() -> None:
    """More than 64 MB are not read at all."""
    with pytest.raises(FileError, match="larger than 64 MB"):
        decode(b"x" * (decoding.MAX_BYTES + 1))


def test_a_file_of_too_many_lines_is_refused() -> None:
    """Sixty million empty lines would take a minute and hold nobody."""
    with pytest.raises(FileError, match="too many lines"):
        decode(b"a" + b"\n" * (2 * decoding.MAX_LINES + 1))


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("UTF-8", "utf-8", "Jürgen"),
        ("ISO-8859-1", "latin-1", "Jürgen"),
        ("windows-1251", "cp1251", "Иван"),
        ("KOI8-R", "koi8-r", "Иван"),
        ("Shift_JIS", "cp932", "山田"),
        ("GB2312", "gb2312", "王伟"),
    ],
)
def test_a_named_charset_is_honoured(charset: str, encoding: str, text: str) -> None:
    """Bytes are read in the charset that their property names, whichever way it is spelt."""
    assert decode_as(text.encode(encoding), charset) == text


@pytest.mark.parametrize("charset", ["", "x-unknown", "UTF-7", "rot13", "a\0b", "unicode_escape"])
def test_a_charset_we_do_not_know_is_guessed(charset: str) -> None:
    """An unknown charset, or a codec that is none, never stops the reading."""
    assert decode_as("Jürgen".encode(), charset) == "Jürgen"
    assert decode_as("Jürgen".encode("latin-1"), charset) == "Jürgen"


def test_eight_bit_text_is_read_again_in_its_own_charset() -> None:
    """What was first taken for Windows-1252 becomes Cyrillic or Japanese when its property says so."""
    assert recode(decode("Иван Ћук".encode("cp1251")), "windows-1251") == "Иван Ћук"
    assert recode(decode("山田 表".encode("cp932")), "Shift_JIS") == "山田 表"


def test_a_wrong_label_does_not_garble_unicode() -> None:
    """Text that was UTF-8 stays, whatever charset its property claims."""
    assert recode("Иван", "windows-1251") == "Иван"
    assert recode("Jürgen", "ISO-8859-1") == "Jürgen"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_pieces_are_the_whole(encoding: str, end: str) -> None:
    """Read in blocks of any size, a file gives the same text, and no line or line end is cut in two."""
    text = end.join(f"NOTE{n}:Jürgen Müller, süß" for n in range(400)) + end
    data = text.encode(encoding)
    for size in (8_192, 8_193, 9_001, 20_000):
        blocks = [data[i : i + size] for i in range(0, len(data), size)]
        pieces = list(decoded_pieces(blocks))
        assert "".join(pieces) == decode(data) == text
        assert all(piece.endswith(end) for piece in pieces)


def test_a_line_without_end_is_not_held() -> None:
    """Of a photograph that nobody folded, the beginning and what follows it come."""
    blocks = [b"BEGIN:VCARD\nPHOTO:", *[b"A" * 1_000_000] * 20, b"\nEND:VCARD\n"]
    text = "".join(decoded_pieces(blocks))
    assert text.startswith("BEGIN:VCARD\nPHOTO:AAA")
    assert text.endswith("A\nEND:VCARD\n")
    assert len(text) < 5_000_000
