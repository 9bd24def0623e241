"""L16: other words every time, and nothing that they have heard before (S3.23)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache

from followup_tui.core.records import Note
from followup_tui.core.words import Level, NoteKind, Purpose
from followup_tui.scripts.checking import Earlier, Remark, Script
from followup_tui.scripts.filters import date
from followup_tui.scripts.rules.around import better_said, names
from followup_tui.scripts.rules.telling import place, stems, tells

Triple = tuple[str, str, str]

_MOST = 0.2
"""The share of word triples that may repeat."""
_FEWEST = 8
"""Triples below which a share says nothing: two short thank-yous are alike by nature."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: again| there)?,? )?"
    r"(?:[\w'’.-]+ ?){0,3}[,.!:;\n]",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"\n[ \t]*(?:with |all |many |my |the )*(?:kind |best |warm |good |warmest |kindest |very )*"
    r"(?:best|regards|wishes|sincerely(?: yours)?|warmly|yours(?: truly| sincerely| faithfully)?"
    r"|cheers"
    r"|greetings|truly|take care|thanks(?: again)?|thank you)[,.!]?[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
_RESTED = 180
"""Days after which what we share is as good as new."""
_WARMING = frozenset({Purpose.KEEP_WARM, Purpose.VALUE})
_SHOWN = 2
"""How many of the repeated runs are named."""


@dataclass(frozen=True, slots=True)
class _Alike:
    """An earlier script, how like it is, and the triples that both have."""

    score: float
    earlier: Earlier
    shared: frozenset[Triple]


def likeness(script: Script) -> float:
    """How like the nearest of the earlier scripts it is, 0 to 1, as the share of common word triples."""
    nearest = _nearest(script)
    return nearest.score if nearest else 0.0


def repeated(script: Script) -> Iterator[Remark]:
    """The words differ from what was said before, and nothing told already is told again."""
    yield from _alike(script)
    known = script.known
    notes = {note.id: note for note in known.notes}
    newest = {told.text: told for told in sorted(known.told, key=lambda told: told.on)}
    said = stems(script.text)
    for told in newest.values():
        if said.isdisjoint(stems(told.text)):
            continue
        others = (note.text for note in notes.values())
        but = better_said(script.text, told.text, others, names(known))
        if tells(script.text, told.text, but):
            what = told.text.strip().rstrip(".")
            note = notes.get(told.id) if told.kind == "note" else None
            yield Remark(
                place(script.text, told.text, but),
                f"They heard this on {date(told.on)} already: “{what}”.",
                Level.INFO if _bears_repeating(script, note, told.on) else None,
            )


def _bears_repeating(script: Script, note: Note | None, on: Day) -> bool:
    """What we share may be named in every thank-you; a message that keeps warm rests it for half a year."""
    if note is None or note.kind not in (NoteKind.COMMON, NoteKind.OBSERVATION):
        return False
    today = script.known.today
    is_fresh = today is not None and (today - on).days < _RESTED
    return script.purpose not in _WARMING or not is_fresh


def _alike(script: Script) -> Iterator[Remark]:
    nearest = _nearest(script)
    if nearest is None or nearest.score <= _MOST:
        return
    at, runs = _runs(script.text, nearest.shared)
    earlier = nearest.earlier
    whom = "them" if earlier.same_person else earlier.contact or "somebody there"
    words = ", ".join(f"“{run}”" for run in runs[:_SHOWN])
    yield Remark(
        at, f"Too like what you told {whom} on {date(earlier.on)}: {words}. Press r to reword."
    )


def _nearest(script: Script) -> _Alike | None:
    """The earlier script that it is most like; greeting, names, number and closing are left out.

    Compared are those to this person, and those to others there for the same purpose.
    """
    known = script.known
    names = f"{known.contact.name if known.contact else ''} {known.company}"
    names += f" {known.me.name if known.me else ''}"
    return _nearest_of(script.text, script.purpose, names, known.earlier)


# The remark and the share beside the script are of the same texts.
@lru_cache(maxsize=2)
def _nearest_of(text: str, purpose: str, names: str, listed: tuple[Earlier, ...]) -> _Alike | None:
    own = frozenset(_triples(text, names))
    best = None
    for earlier in listed:
        if earlier.same_person or earlier.purpose == purpose:
            left_out = names if earlier.same_person else f"{earlier.contact} {names}"
            shared = own.intersection(_triples(earlier.text, left_out))
            if not shared:
                continue
            other = frozenset(_triples(earlier.text, left_out))
            score = min(1.0, len(shared) / max(_FEWEST, min(len(own), len(other))))
            if best is None or score > best.score:
                best = _Alike(score, earlier, shared)
    return best


def _triples(text: str, left_out: str) -> Iterator[Triple]:
    """Every three words in a row within a sentence or across, but for names."""
    unsaid = _small(left_out)
    words = [w for w in _said(text) if w not in unsaid]
    return zip(words, words[1:], words[2:], strict=False)


@lru_cache(maxsize=64)
def _small(names: str) -> frozenset[str]:
    return frozenset(name.lower() for name in _WORD.findall(names))


@lru_cache(maxsize=512)
def _said(text: str) -> tuple[str, ...]:
    """The words between greeting and closing."""
    found = _WORD.findall(text, *_between(text))
    return tuple([word.lower().replace("’", "'") for word in found])


def _between(text: str) -> tuple[int, int]:
    """Where the greeting ends and the closing begins."""
    greeting = _GREETING.match(text)
    start = greeting.end() if greeting else 0
    closing = _SIGN_OFF.search(text, start)
    return start, closing.start() if closing else len(text)


def _words(text: str) -> list[tuple[int, str]]:
    """The same words, each with its place."""
    found = _WORD.finditer(text, *_between(text))
    return [(w.start(), w[0].lower().replace("’", "'")) for w in found]


def _runs(text: str, shared: frozenset[Triple]) -> tuple[int, list[str]]:
    """Where the repetition begins, and its runs of words, the longest first."""
    words = _words(text)
    runs: list[list[tuple[int, str]]] = []
    previous = -2
    for n, three in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if tuple(word for _, word in three) in shared:
            if n == previous + 1:
                runs[-1].append(three[2])
            else:
                runs.append(list(three))
            previous = n
    if not runs:
        return 0, ["the same words"]
    longest = sorted(runs, key=len, reverse=True)
    return runs[0][0][0], [" ".join(word for _, word in run) for run in longest]
