"""One property line in the manner of a version of vCard: its types, labels and foreign letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from followup_tui.core.text import clean_line
from followup_tui.exchange.vcard_lines import decoded, plain, split

_PARAMETER: Final = re.compile(r'(?:[^;"]|"[^"]*"?)+')
_TOKEN: Final = re.compile(r"[A-Za-z0-9-]+")
_CUSTOM: Final = re.compile(r"(?:x-)?custom\((.*)\)", re.IGNORECASE)
"""A label of one's own as phones write it into vCard 2.1."""
_ENCODINGS: Final = frozenset({"B", "BASE64", "QUOTED-PRINTABLE", "7BIT", "8BIT"})
_BINARY: Final = frozenset({"B", "BASE64"})
_LINE: Final = 75
_SAFE: Final = frozenset(range(0x20, 0x7F)) - frozenset(b"=:")
"""Bytes that quoted-printable leaves; a colon would let a soft line look like END:VCARD."""
_ESCAPE: Final = re.compile(r"\\(.)")


def own_label(label: str) -> str:
    """The words of a label, also of one that a phone wrote as `X-Custom(…)`."""
    found = _CUSTOM.fullmatch(label)
    if found is None:
        return clean_line(label)
    *told, words = found[1].split(",") if "=" in found[1] else [found[1]]
    head = split(f"X;{';'.join(told)}:{words}") if told else None
    return clean_line(decoded(*head) if head is not None else words)


def modern(line: str, free_group: Callable[[], str]) -> Iterator[str]:
    """A property for vCard 3.0 and 4.0, whichever version it came in.

    Bare types become `TYPE=`, text is decoded and its charset no longer named; a phone's own label
    becomes an X-ABLabel in a group, a new one where it stands in none.
    """
    parts = split(line)
    if parts is None:
        return
    head, value = parts
    if (head.quoted_printable or head.charset) and not head.binary:
        value = re.sub(r"\r\n?|\n", r"\\n", decoded(head, value))
        line = plain(line, value)
    name, *parameters = _PARAMETER.findall(line[: len(line) - len(value) - 1]) or [""]
    types, others, label = _sorted_out(parameters)
    if types:
        others.insert(0, f"TYPE={','.join(types)}")
    if label and "." not in name:
        name = f"{free_group()}.{name}"
    yield f"{';'.join([name, *others])}:{value}"
    if label:
        escaped = re.sub(r"([\\,;])", r"\\\1", label)
        yield f"{name.partition('.')[0]}.X-ABLabel:{escaped}"


def _sorted_out(parameters: list[str]) -> tuple[list[str], list[str], str]:
    """Types, other parameters and a phone's own label."""
    types: list[str] = []
    others: list[str] = []
    label = ""
    bare = any("=" not in p and p.strip().upper() not in _ENCODINGS for p in parameters)
    for parameter in parameters:
        key, equals, values = parameter.strip().partition("=")
        if _CUSTOM.fullmatch(parameter.strip()):
            label = own_label(parameter.strip())
        elif not equals and key.upper() in _ENCODINGS:
            others.append(f"ENCODING={'b' if key.upper() in _BINARY else key}")
        elif key.upper() == "ENCODING" and values.upper() in _BINARY:
            others.append("ENCODING=b")
        elif not equals:
            types.append(key)
        elif bare and key.upper() == "TYPE":
            types += values.split(",")
        else:
            others.append(parameter)
    return types, others, label


def bare(line: str, *, escapes: bool) -> Iterator[str]:
    """The lines of a property in vCard 2.1: bare types, and all but short ASCII quoted-printable.

    With `escapes` its commas lose their backslash, which no other program undoes there.
    """
    parts = split(line)
    if parts is None:
        return
    value = parts[1]
    name, *parameters = _PARAMETER.findall(line[: len(line) - len(value) - 1])
    told = [name]
    coded = {f"ENCODING={each}" for each in _BINARY}
    if any(parameter.upper() in coded for parameter in parameters):
        kinds = ["ENCODING=BASE64" if p.upper() in coded else p for p in parameters]
        yield from _in_bytes(f"{';'.join([name, *kinds])}:", value)
        return
    for parameter in parameters:
        key, _, values = parameter.partition("=")
        types = values.strip('"').split(",")
        fit = all(_TOKEN.fullmatch(t) and t.upper() not in _ENCODINGS for t in types)
        told += types if key.strip().upper() == "TYPE" and fit else [parameter]
    value = _ESCAPE.sub(lambda found: _unescaped(found, escapes), value)
    plain_line = f"{';'.join(told)}:{value}"
    if plain_line.isascii() and "\n" not in value and len(plain_line) <= _LINE:
        yield plain_line
        return
    told += ["ENCODING=QUOTED-PRINTABLE", "CHARSET=UTF-8"]
    yield from _quoted(f"{';'.join(told)}:", value.replace("\n", "\r\n"))


def _in_bytes(head: str, value: str) -> Iterator[str]:
    """Base64 in indented lines, with the blank one behind them that ends it."""
    yield head
    for at in range(0, len(value), _LINE - 1):
        yield f" {value[at : at + _LINE - 1]}"
    yield ""


def _unescaped(found: re.Match[str], commas: bool) -> str:
    if found[1] == "n":
        return "\n"
    return "," if commas and found[1] == "," else found[0]


def _quoted(head: str, value: str) -> Iterator[str]:
    """Quoted-printable in lines of at most 76 characters, each but the last with a soft break."""
    row, length = head, len(head)
    begins = True
    data = value.encode("utf-8", "replace")
    for place, byte in enumerate(data):
        at_edge = byte == 0x20 and (begins or place + 1 == len(data))
        piece = chr(byte) if byte in _SAFE and not at_edge else f"={byte:02X}"
        if length + len(piece) > _LINE:
            yield f"{row}="
            piece = f"={byte:02X}" if byte == 0x20 else piece
            row, length = "", 0
        row += piece
        length += len(piece)
        begins = False
    yield row
