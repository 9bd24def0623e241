"""The bytes of a file become text, whatever program wrote them; what is no text is named and refused."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

from followup_tui.errors import FileError

MAX_BYTES: Final = 64 << 20
"""The largest file that is read: 50,000 contacts with a small photograph each fit."""

MAX_LINES: Final = 4_000_000
"""The most lines that are read: even a file of one letter to a line is done in seconds."""

_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_UNPACK: Final = "unpack it and import the .vcf or .csv file inside"
_FOREIGN: Final = (
    (b"PK\x03\x04", f"this is a ZIP archive or a spreadsheet; {_UNPACK}, or save the sheet as CSV"),
    (b"\x1f\x8b", f"this is a compressed file; {_UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"this is a compressed file; {_UNPACK}"),
    (b"\xd0\xcf\x11\xe0", "this is an Office document; save it as CSV and import that"),
    (b"SQLite format 3\0", "this is a database; export contacts from the program that wrote it"),
    (b"%PDF", "this is a PDF; ask the program that wrote it for a .vcf or .csv file"),
    (b"\x89PNG", "this is a picture; a .vcf or .csv file is needed"),
    (b"\xff\xd8\xff", "this is a picture; a .vcf or .csv file is needed"),
    (b"GIF8", "this is a picture; a .vcf or .csv file is needed"),
)
_BINARY: Final = "this is not a text file; a .vcf or .csv file is needed"
_WEB_PAGE: Final = (
    "this is a web page; sign in where it came from and download the file itself again"
)

_EMPTY: Final = "this file is empty; export it again"
_TOO_MANY_LINES: Final = "this file has too many lines; split it and import the parts"

_MAX_LINE: Final = 2 << 20
_CONTROLS: Final = bytes(c for c in range(0x20) if c not in b"\t\n\r\f\x1a\x1b")
_SAMPLE: Final = 8_192

# A byte that is no UTF-8 is read as Windows-1252; its five holes stay C1 controls, so that `recode`
# finds every byte again.
_FALLBACK: Final = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte)
    for byte in range(0x80, 0x100)
}
_BYTE_OF: Final = {ord(char): escape - 0xDC00 for escape, char in _FALLBACK.items()}

# Only these: Python's other codecs are slow (punycode), warn (unicode-escape) or are no charsets.
_CHARSETS: Final = {
    "us-ascii": "utf-8", "ascii": "utf-8", "utf-8": "utf-8", "utf8": "utf-8",
    "latin1": "cp1252", "iso-8859-1": "cp1252",
    "shift-jis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
    "euc-jp": "euc-jp", "iso-2022-jp": "iso-2022-jp",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5", "euc-kr": "cp949", "ks-c-5601-1987": "cp949",
    "koi8-r": "koi8-r", "koi8-u": "koi8-u", "macintosh": "mac-roman",
    **{f"windows-{page}": f"cp{page}" for page in range(1250, 1259)},
    **{f"iso-8859-{part}": f"iso-8859-{part}" for part in (*range(2, 12), *range(13, 17))},
}  # fmt: skip
_READ_ALIKE: Final = ("utf-8", "cp1252")


def decode(data: bytes) -> str:
    """The text of a file: its byte order mark, UTF-16 without one, UTF-8, Windows-1252 byte by byte.

    A file that is half UTF-8, half Latin-1 is read right, and one that was cut inside a letter loses
    that letter alone. Line ends stay as they are; byte order marks go, also those within joined files.
    Raises FileError for what is no text: archives, pictures, databases, web pages.
    """
    _refuse_foreign(data)
    encoding = _wide_encoding(data)
    if encoding is None:
        _refuse_binary(data)
        text = _narrow(data)
    else:
        text = data.decode(encoding, "replace")
    if (
        text[:1_000]
        .lstrip("\ufeff \t\r\n")
        .lower()
        .startswith(("<!doctype html", "<html", "<head"))
    ):
        raise FileError(_WEB_PAGE)
    if text.count("\n") + text.count("\r") > 2 * MAX_LINES:  # CR LF counts twice
        raise FileError(_TOO_MANY_LINES)
    return text.replace("\ufeff", "").rstrip("\x1a\0")  # DOS ended a text with ctrl-Z


def decoded_pieces(blocks: Iterable[bytes]) -> Iterator[str]:
    """As `decode`, piece by piece: each ends with a line, so that none is cut in two.

    Of a line of many megabytes, a photograph that nobody folded, the beginning and the end come.
    """
    rest, ends, first = [b""], 0, True
    wide: codecs.IncrementalDecoder | None = None
    for block in blocks:
        if first:
            wide = _begin(block)
            first = False
        ends += block.count(b"\n") + block.count(b"\r")
        if ends > 2 * MAX_LINES:
            raise FileError(_TOO_MANY_LINES)
        if wide is not None:
            block = wide.decode(block).encode("utf-8", "surrogatepass")
        cut = _last_line_end(block)
        if not cut:
            if sum(map(len, rest)) < _MAX_LINE:
                rest.append(block)
            continue
        yield _narrow(b"".join([*rest, block[:cut]])).replace("\ufeff", "")
        rest = [block[cut:]]
    if first:
        raise FileError(_EMPTY)
    last = _narrow(b"".join(rest)).replace("\ufeff", "").rstrip("\x1a\0")
    if last:
        yield last


def _begin(block: bytes) -> codecs.IncrementalDecoder | None:
    """Refuse what is no text; what decodes the file, when it is not read byte by byte."""
    decode(block[:_SAMPLE])
    encoding = _wide_encoding(block)
    return codecs.getincrementaldecoder(encoding)("replace") if encoding else None


def _last_line_end(block: bytes) -> int:
    """Behind the last line end; a CR at the very end may be half of one."""
    return block.rfind(b"\n") + 1 or block.rfind(b"\r", 0, max(len(block) - 1, 0)) + 1


def decode_as(data: bytes, charset: str) -> str:
    """Bytes in the charset their property names; where that is unknown or wrong, as `decode` reads."""
    try:
        return data.decode(_codec(charset))
    except UnicodeDecodeError:
        return _narrow(data)


def recode(text: str, charset: str) -> str:
    """What `decode` took for Windows-1252 although the property names another charset, read anew.

    Text that did not come from single bytes, and so was UTF-8 whatever its label says, stays.
    """
    codec = _codec(charset)
    if codec in _READ_ALIKE:
        return text
    try:
        return bytes(ord(c) if c < "\x80" else _BYTE_OF[ord(c)] for c in text).decode(codec)
    except (KeyError, UnicodeDecodeError):
        return text


def _codec(charset: str) -> str:
    return _CHARSETS.get(charset.strip().lower().replace("_", "-"), "utf-8")


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape").translate(_FALLBACK)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 and UTF-32; without a mark, a NUL in every second of the first bytes tells UTF-16."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    head = data[:8]
    if len(head) == 8:
        if not any(head[1::2]) and all(head[::2]):
            return "utf-16-le"
        if not any(head[::2]) and all(head[1::2]):
            return "utf-16-be"
    return None


def _refuse_foreign(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise FileError(
            f"this file is larger than {MAX_BYTES >> 20} MB; split it and import the parts"
        )
    if not data.strip():
        raise FileError(_EMPTY)
    for magic, sentence in _FOREIGN:
        if data.startswith(magic):
            raise FileError(sentence)


def _refuse_binary(data: bytes) -> None:
    """A few control bytes are somebody's accident and are cleaned away; one in ten is no text."""
    sample = data[:_SAMPLE]
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 10 > len(sample):
        raise FileError(_BINARY)
