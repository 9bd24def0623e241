"""L05: no other employer of mine is named, and nobody hears what I share with somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from followup_tui.core.names import company_key
from followup_tui.core.records import Note
from followup_tui.core.text import fold
from followup_tui.core.words import Level, NoteKind
from followup_tui.scripts.checking import Background, Remark, Script
from followup_tui.scripts.rules.around import names
from followup_tui.scripts.rules.telling import place, share, stems, tells
from followup_tui.scripts.rules.wording import sentences

_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|\b[\w-]+\.(?:com|org|net|io|de|co)\b\S*")
_PART = re.compile(r"[^\s,]+")
_EVERYDAY_WORDS = (
    "target square apple oracle shell gap visa meta block stripe slack zoom box indeed notion "
    "snap dash match chase discover progressive delta united fidelity sprint orange three "
    "next boots nest bolt ring wish brave medium linear ramp lever scale unity epic valve "
    "steam bird lime general national best first allied standard monday asana dropbox affirm "
    "toast root harness segment snowflake sage workday amazon uber intuit ford hilton post "
    "figure circle mercury gem guild compass redfin opendoor plaid"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Names that begin an innocent sentence as well: "Target dates", "Next week"."""
_NAMED = re.compile(
    r"(?:['’]s?\b|\s+(?:is|was|has|had|offer|offers|offered|made|said|told|gave)\b)"
)
_SENTENCE_START = re.compile(
    r"(?:^|[.!?:]\s+|\n\s*|^\s*(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear)\b[^,\n]{0,40},\s*)$"
)


def employers(script: Script) -> Iterator[Remark]:
    """No other employer of mine is named."""
    listed = [name for name in script.known.employers if name.strip()]
    if not listed:
        return
    for text, where in ((script.text, ""), (script.subject, "In the subject: ")):
        yield from _named_in(text, where, tuple(listed), script.known)


def _named_in(
    text: str, where: str, employers: tuple[str, ...], known: Background
) -> Iterator[Remark]:
    folded = fold(text)
    near = [name for name in employers if _first_part(name) in folded]
    if not near:
        return
    innocent = _innocent_spans(text, known)
    for name in near:
        for found in _pattern(name).finditer(text):
            inside = any(start <= found.start() and found.end() <= end for start, end in innocent)
            if not inside and _is_meant(found, name):
                right = f" This goes to {known.company}." if known.company else ""
                message = f"{where}{found[0]} is another employer of yours.{right}"
                yield Remark(0 if where else found.start(), message)


@lru_cache(maxsize=1024)
def _first_part(name: str) -> str:
    return company_key(name).split(" ")[0]


@lru_cache(maxsize=1024)
def _pattern(name: str) -> re.Pattern[str]:
    kept = len(company_key(name).split())
    parts = _PART.findall(name)[: max(kept, 1)]
    joined = r"[\s,-]+".join(re.escape(part) for part in parts)
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)


def _is_meant(found: re.Match[str], name: str) -> bool:
    """Whether these words are the name: small letters are words of the language, such as a target."""
    said = _PART.findall(found[0])
    written = _PART.findall(name)[: len(said)]
    if not any(c.isupper() or c.isdigit() for c in found[0]):
        return False
    if said != written and any(
        own[0].isupper() and word[0].islower() for word, own in zip(said, written, strict=False)
    ):
        return False
    if len(said) > 1 or fold(said[0]) not in _EVERYDAY:
        return True
    begins = _SENTENCE_START.search(found.string, 0, found.start())
    return not begins or _NAMED.match(found.string, found.end()) is not None


def _innocent_spans(text: str, known: Background) -> list[tuple[int, int]]:
    """Where names stand that only contain such a word: people, this company, addresses, its own news."""
    spans = [found.span() for found in _ADDRESS.finditer(text)]
    listed = [known.company, *known.colleagues, known.me.name if known.me else ""]
    listed += [known.opening.title if known.opening else ""]
    listed += [known.contact.name, known.contact.title] if known.contact else []
    listed += [note.text for note in known.notes] + [one.teaser for one in known.insights]
    small = text.casefold()
    for name in filter(None, listed):
        wanted = name.casefold().rstrip(" .,;:!?")
        at = small.find(wanted) if wanted else -1
        while at >= 0 and len(small) == len(text):
            spans.append((at, at + len(wanted)))
            at = small.find(wanted, at + 1)
    return spans


def foreign(script: Script) -> Iterator[Remark]:
    """What I share with one person is not said to another, unless it is noted of both."""
    known = script.known
    if not known.foreign or not script.text.strip():
        return
    said = stems(script.text)
    explained = _explained(known)
    for note in known.foreign:
        if said.isdisjoint(stems(note.text)):
            continue
        if (at := _told_at(script.text, note, explained)) is not None:
            what = note.text.strip().rstrip(".")
            yield Remark(
                at,
                f"“{what}” is noted of somebody else. If it is true of this person too, press n to note it.",
                None if note.kind is NoteKind.COMMON else Level.WARNING,
            )
            return


_NEARLY_ALL = 0.8
"""Two everyday words of an observation in one sentence are chance, and so are some in its neighbours."""


def _told_at(text: str, note: Note, explained: frozenset[str]) -> int | None:
    """Where a text tells what was noted: in a sentence or two, not in words from all over it."""
    listed = [*sentences(text), (0, "")]
    wanted = stems(note.text) - explained
    for (at, sentence), (_, following) in pairwise(listed):
        if wanted.isdisjoint(stems(sentence)):
            continue
        alone = note.kind is NoteKind.COMMON and tells(sentence, note.text, explained)
        together = f"{sentence} {following}" if note.kind is NoteKind.COMMON else sentence
        if alone or share(together, note.text, explained) >= _NEARLY_ALL:
            return at + place(sentence, note.text, explained)
    return None


def _explained(known: Background) -> frozenset[str]:
    """Words that this person, their company or my own stories bring along."""
    own = [note.text for note in known.notes] + [piece.text for piece in known.used]
    own += [one.teaser for one in known.insights] + list(known.colleagues)
    own += [known.opening.title] if known.opening else []
    own += [known.contact.title, known.contact.department] if known.contact else []
    return stems(" ".join(own)) | names(known)
