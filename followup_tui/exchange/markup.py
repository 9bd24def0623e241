"""The words of a message without its HTML and without what it quotes."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from followup_tui.core.text import clean_text

MAX_WORDS: Final = 20_000
"""Characters of one message that are kept."""

_LOOKS_LIKE: Final = re.compile(
    r"<(/?(p|br|div|html|body|span|a|b|i|strong|em|ul|li|table)\b|!doctype)", re.I
)
_MAX_MARKUP: Final = 100_000
_BREAKS: Final = frozenset(
    {"p", "br", "div", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "table", "ul", "ol"}
)
_SILENT: Final = frozenset({"style", "script", "head", "title"})
_BLOCKS: Final = frozenset({"p", "div", "tr", "blockquote"})
_TAG: Final = re.compile(r"<(/?)([a-z!?][a-z0-9]*)")
_BLANK_LINES: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_QUOTED: Final = re.compile(
    r"^(?:>.*|-{2,} ?(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)"
    r" ?-{2,}.*|_{20,}|(?:on|am|le|el|op) \S.{5,150}(?:wrote|schrieb|écrit|escribió|schreef).{0,80}:)\s*$",
    re.IGNORECASE,
)


def _without_markup(text: str) -> str:
    """What a reader would see of HTML, in one pass from left to right.

    The parser of the standard library takes minutes for a hundred kilobytes of open tags.
    """
    parts: list[str] = []
    lowered, at = text.lower(), 0
    while (begin := text.find("<", at)) >= 0:
        parts.append(unescape(text[at:begin]))
        if text.startswith("<!--", begin):
            at = _behind(text, "-->", begin)
            continue
        tag = _TAG.match(lowered, begin)
        if tag is None:
            parts.append("<")
            at = begin + 1
            continue
        at = _behind(text, ">", begin)
        if tag[2] in _SILENT and not tag[1]:
            at = _behind(text, ">", _behind(lowered, f"</{tag[2]}", at) - 1)
        elif tag[2] in _BREAKS and (not tag[1] or tag[2] in _BLOCKS):
            parts.append("\n")
    parts.append(unescape(text[at:]))
    return "".join(parts)


def _behind(text: str, sign: str, start: int) -> int:
    """Behind the next sign; the end where there is none."""
    found = text.find(sign, start)
    return found + len(sign) if found >= 0 else len(text)


def plain_text(text: str) -> str:
    """Text as a person reads it, also where it came as HTML."""
    if _LOOKS_LIKE.search(text[:_MAX_MARKUP]):
        text = _without_markup(text[:_MAX_MARKUP])
    text = clean_text(text[:_MAX_MARKUP]).replace("\u00a0", " ")
    rows = [" ".join(row.split()) if "  " in row else row.strip() for row in text.split("\n")]
    return clean_text(_BLANK_LINES.sub("\n\n", "\n".join(rows)).strip(), MAX_WORDS)


def own_words(text: str) -> str:
    """What the writer added: everything above the message that they answer."""
    kept: list[str] = []
    for row in text.split("\n"):
        if _QUOTED.match(row):
            break
        kept.append(row)
    return "\n".join(kept).strip() or text
