"""A dossier as Markdown: headings, lists and quotations of ours around text that can be none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from followup_tui.core.text import clean_line, clean_text

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~&$#])")
_BEGINS: Final = re.compile(r"^((?:[0-9]{1,9}(?=[.)]))?)([+=.)-])")
"""What makes a heading, a rule or an item of a list where it begins a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a section."""

    text: str
    quoted: str = ""
    """Text of several lines that stands below it."""
    inner: tuple[str, ...] = ()
    """Items below it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One section; it is left out when it has no entries."""

    heading: str
    entries: Sequence[Entry]


def page(heading: str, parts: Iterable[Part]) -> str:
    """The whole page. Every text in it comes out as it went in, whatever signs it holds."""
    lines = [f"# {escaped(heading)}", ""]
    for part in parts:
        if part.entries:
            lines += [f"## {escaped(part.heading)}", ""]
            for entry in part.entries:
                lines += _entry(entry)
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """One line that Markdown shows letter by letter."""
    marked = _SPECIAL.sub(r"\\\1", clean_line(text, 10_000))
    return _BEGINS.sub(r"\1\\\2", marked)


def _entry(entry: Entry) -> list[str]:
    lines = [f"- {escaped(entry.text)}"]
    lines += [f"    - {escaped(text)}" for text in entry.inner if text]
    if entry.quoted.strip():
        lines.append("")
        written = clean_text(entry.quoted).strip().split("\n")
        lines += [f"    > {escaped(line)}".rstrip() + "  " for line in written]
        lines.append("")
    return lines
