"""Text for people and values for scripts: aligned, cut to the terminal, and never able to move a cursor."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

from followup_tui.core.text import MAX_LENGTH, blank_unsafe, clean_line, clean_text

ASCII = "followup.ascii"
"""The key under which a call remembers that plain letters are wanted."""

Part = str | tuple[str, str]
"""A piece of a line: text, or text with the name of its style."""

_STYLES: dict[str, dict[str, Any]] = {
    "name": {"bold": True},
    "dim": {"dim": True},
    "mine": {"fg": "cyan"},
    "star": {"fg": "yellow"},
    "heading": {"bold": True, "fg": "cyan"},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "careful": {"fg": "yellow"},
}
_PLAIN = str.maketrans(
    {"★": "*", "·": "-", "…": "...", "—": "-", "–": "-", "→": "->", "✓": "+", "✗": "x"}
    | {"“": '"', "”": '"', "‘": "'", "’": "'"}
)
_GAP = 2
_NARROWEST = 24
"""Columns that wrapped text needs to be readable; with less it is cut."""
_SLENDER = 10
"""Columns below which a cell says nothing any more."""
_WIDEST = 44
"""Columns that a cell may take from the alignment of the cells after it."""


def line(*parts: Part, indent: int = 0) -> None:
    """One line, cut to the width of the terminal when there is one."""
    pieces = [(" " * indent, "")] + [_piece(part) for part in parts]
    click.echo(_styled(_fitting(pieces)))


def blank() -> None:
    """An empty line."""
    click.echo()


def heading(text: str) -> None:
    """The name of a section, set off from what stands above it."""
    blank()
    line((text, "heading"))


def table(rows: Sequence[Sequence[Part]], indent: int = 2, *, whole: bool = False) -> None:
    """Rows whose cells stand under each other; the last cell takes what room is left.

    What does not fit is cut, or with `whole` goes on below.
    """
    pieces = [[_piece(cell) for cell in row] for row in rows]
    widths = _layout(pieces, _width() - indent)
    for row in pieces:
        found: list[tuple[str, str]] = [(" " * indent, "")]
        for (text, style), width in zip(row[:-1], widths, strict=False):
            if width:
                text = cut(text, width) if _width() else text
                found += [(text, style), (" " * (max(0, width - cells(text)) + _GAP), "")]
        _last(found, row[-1], whole)


def paragraph(text: str, indent: int = 2) -> None:
    """Text of several lines, wrapped to the terminal when there is one."""
    room = _width()
    for written in clean_text(text, MAX_LENGTH).split("\n"):
        for part in _wrapped(written, room - indent if room else 0):
            click.echo(_plain(" " * indent + part if part else ""))


def verbatim(text: str) -> None:
    """Text as it is to be copied or sent: whole, with its line ends."""
    click.echo(_plain(clean_text(text, MAX_LENGTH)))


def tell(text: str) -> None:
    """Talk beside the data, on stderr."""
    for written in clean_text(text).split("\n"):
        click.echo(_plain(written.replace("\t", " ")), err=True)


def show_json(value: Any) -> None:
    """One JSON value on stdout; indented for a person, compact for a program."""
    import json  # the page for people does without it

    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    spread = 2 if _on_terminal() else None
    text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=spread)
    click.echo(_harmless(text))


def cells(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cell, text))


def cut(text: str, width: int) -> str:
    """A text in at most so many columns; what is left out shows as an ellipsis."""
    if cells(text) <= width:
        return text
    mark = "..." if wants_ascii() else "…"
    room = width - len(mark)
    kept: list[str] = []
    for char in text:
        room -= _cell(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept) + mark if width > len(mark) else mark[:width]


def _layout(pieces: Sequence[Sequence[tuple[str, str]]], room: int) -> list[int]:
    """How wide each cell but the last one is; the widest give way first where room is short."""
    widths = [
        max((min(cells(row[n][0]), _WIDEST) for row in pieces if len(row) > n + 1), default=0)
        for n in range(max((len(row) for row in pieces), default=1) - 1)
    ]
    while room > 0 and sum(w + _GAP for w in widths) > room and max(widths) > _SLENDER:
        widths[widths.index(max(widths))] -= 1
    return widths


def _last(found: list[tuple[str, str]], last: tuple[str, str], whole: bool) -> None:
    """Print a row whose last cell is cut, or goes on below, or has no room at all."""
    margin = sum(cells(text) for text, _ in found)
    text, style = last
    room = _width() - margin
    if not _width():
        lines = [text]
    elif whole and room >= _NARROWEST:
        lines = _wrapped(text, room)
    else:
        lines = [text if room >= _SLENDER or cells(text) <= room else ""]
    click.echo(_styled(_fitting([*found, (lines[0], style)])))
    for more in lines[1:]:
        click.echo(_styled([(" " * margin, ""), (more, style)]))


def _cell(char: str) -> int:
    if char < "\x7f":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _piece(part: Part) -> tuple[str, str]:
    text, style = part if isinstance(part, tuple) else (part, "")
    # Blanks of our own between pieces stay; whatever is inside a text becomes one line.
    body = clean_line(text, MAX_LENGTH)
    before = " " * (len(text) - len(text.lstrip(" ")))
    after = " " * (len(text) - len(text.rstrip(" "))) if body else ""
    return _plain(before + body + after), style


def _fitting(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    room = _width()
    if not room:
        return list(pieces)
    fitting: list[tuple[str, str]] = []
    for text, style in pieces:
        short = cut(text, room)
        fitting.append((short, style))
        room -= cells(short)
        if short != text or room <= 0:
            break
    return fitting


def _styled(pieces: Iterable[tuple[str, str]]) -> str:
    """The pieces as one text; nothing is written for blanks at the end."""
    kept = list(pieces)
    while kept and not kept[-1][0].strip(" "):
        kept.pop()
    return "".join(click.style(t, **_STYLES[style]) if style else t for t, style in kept)


def _plain(text: str) -> str:
    return text.translate(_PLAIN) if wants_ascii() else text


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns, broken at blanks where there are any."""
    if not width or cells(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cells(joined) <= width:
            lines[-1] = joined
            continue
        lines += _broken(word, width)
    return [written for written in lines if written]


def _broken(word: str, width: int) -> list[str]:
    """A word in as many pieces as its length asks for."""
    pieces = [""]
    for char in word:
        if cells(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _harmless(text: str) -> str:
    """JSON in which nothing that a terminal could obey is left: JSON itself escapes only some of it."""
    import json

    unsafe: set[str] = set()

    def found(char: str) -> int:
        unsafe.add(char)
        return 1

    blank_unsafe(text, found)
    escaped = {ord(char): json.dumps(char)[1:-1] for char in unsafe - {"\n"}}
    return text.translate(escaped) if escaped else text


def wants_ascii() -> bool:
    """Whether plain letters stand in for signs, by option or by config."""
    ctx = click.get_current_context(silent=True)
    return bool(ctx is not None and ctx.meta.get(ASCII))


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _width() -> int:
    """Columns of the terminal; 0 when the output goes elsewhere and nothing is to be cut."""
    if not _on_terminal():
        return 0
    try:
        return max(20, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 80
