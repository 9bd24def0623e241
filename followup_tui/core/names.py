"""Which of the stored names a typed one means: a better class of match wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from followup_tui.core.text import fold

_LEGAL = re.compile(
    r"[\s,]+(inc|incorporated|ltd|limited|llc|llp|plc|corp|corporation|company|co|gmbh|mbh|ag|kg|se|sa|sas|sarl|"
    r"bv|nv|oy|ab|as|spa|srl|pty|kk|s\.a\.|b\.v\.|n\.v\.)\.?$"
)
_WORDS = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored name with its folded form."""

    id: int
    name: str
    key: str


def person_key(name: str) -> str:
    """The form in which people's names are compared."""
    return fold(name)


def company_key(name: str) -> str:
    """The same for companies, legal forms dropped: "Powell Motors Ltd." is "powell motors"."""
    key = fold(name)
    while shorter := _LEGAL.sub("", key):
        if shorter == key:
            break
        key = shorter
    return key.strip(" ,.") or fold(name)


def best_matches(key: str, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of the best class that has any: the whole name, whole words of it, any part."""
    listed = list(candidates)
    whole = tuple(c for c in listed if c.key == key)
    return whole or worded(key, listed) or tuple(c for c in listed if key and key in c.key)


def worded(key: str, candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The candidates of which the key is whole words: "acme" of "acme tools"."""
    words = set(_WORDS.findall(key))
    return tuple(c for c in candidates if words and words <= set(_WORDS.findall(c.key)))


def split_name(name: str) -> tuple[str, str]:
    """First and last name of a full one; a single word is the first name."""
    first, _, last = name.strip().partition(" ")
    return first, last.strip()
