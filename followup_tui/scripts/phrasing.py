"""Notes as people type them, made to fit into a sentence: plain beginnings, headlines, job titles."""

from __future__ import annotations

import re

from followup_tui.core.text import clean_line

_PLAIN_BEGINNINGS = frozenset(
    [
        "A",
        "After",
        "All",
        "An",
        "And",
        "Another",
        "As",
        "At",
        "Before",
        "Both",
        "By",
        "Each",
        "Every",
        "Five",
        "For",
        "Four",
        "From",
        "He",
        "Her",
        "His",
        "How",
        "If",
        "In",
        "Into",
        "It",
        "Its",
        "Last",
        "Many",
        "More",
        "Most",
        "My",
        "Next",
        "No",
        "Of",
        "On",
        "One",
        "Our",
        "Over",
        "She",
        "Since",
        "Six",
        "Some",
        "Ten",
        "That",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Three",
        "To",
        "Two",
        "Under",
        "We",
        "What",
        "When",
        "Where",
        "Which",
        "While",
        "Who",
        "Whose",
        "Why",
        "With",
        "Yesterday",
        "You",
        "Your",
    ]
)
"""Words that are large only because a sentence begins with them; a name might be any other."""
_SMALL_IN_HEADLINES = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "its",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "over",
        "per",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
    ]
)
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_FEWEST_OF_A_HEADLINE = 4
_QUOTES = "\"'“‘«„"
_LETTER = r"[mfwdxhgi]"
_GENDERS = re.compile(
    rf"(?:\s*[-–,|])?\s*[(\[]\s*(?:{_LETTER}(?:\s*[/|*]\s*{_LETTER}){{1,3}}"
    r"|(?:all|any|every) genders?|gn)\s*[)\]]"
    rf"|\s+{_LETTER}(?:/{_LETTER}){{2,3}}(?![\w/])",
    re.IGNORECASE,
)


def phrase(text: str) -> str:
    """A note as part of a sentence: one line, without a full stop of its own."""
    return clean_line(text).rstrip(" .,;:!?")


def eased(text: str) -> str:
    """The words behind a colon: "They opened a plant" begins small, a name and the word I stay large."""
    first = text.partition(" ")[0]
    return text[0].lower() + text[1:] if first in _PLAIN_BEGINNINGS else text


def headline(text: str) -> str:
    """News behind a colon: what is set like a headline is quoted, anything else eased."""
    words = [w for w in _WORD.findall(text) if w.lower() not in _SMALL_IN_HEADLINES]
    is_set_large = len(words) >= _FEWEST_OF_A_HEADLINE and all(w[0].isupper() for w in words)
    if is_set_large and text[0] not in _QUOTES:
        return f'"{text}"'
    return eased(text)


def job_title(text: str) -> str:
    """A job as one says it, without the "(m/f/d)" of advertisements."""
    return _GENDERS.sub("", text).strip() or text
