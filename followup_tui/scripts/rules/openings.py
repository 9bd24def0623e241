"""L02: nothing asks whether they have an opening."""

from __future__ import annotations

from collections.abc import Iterator

from followup_tui.core.words import Purpose
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.concepts import Hit, Sentence, Word, quoted, read
from followup_tui.scripts.rules.weighing import is_innocent, weighty

_ADVICE = (
    "asks whether there is an opening, which turns a hello into an errand: say that you are still "
    "interested, and ask about their work."
)


def openings(script: Script) -> Iterator[Remark]:
    """Does not ask whether they have an opening: interest is stated, not asked about (S3.31).

    A script about one particular opening may ask about it, and "if something suitable should come up"
    asks nothing.
    """
    if script.purpose == Purpose.OPENING or script.known.opening is not None:
        return
    for at, said in _read(script.text):
        yield Remark(at, said)
    for _, said in _read(script.subject):
        yield Remark(0, f"In the subject: {said}")


def _read(text: str) -> Iterator[tuple[int, str]]:
    before: Sentence | None = None
    for sentence in read(text, "openings"):
        hits: tuple[Hit | Word, ...] = framed(sentence)
        if hits and is_innocent("L02", sentence, before):
            hits = ()
        elif not hits:
            hits = weighty("L02", sentence, before)
        if hits:
            yield min(hit.start for hit in hits), f"{quoted(text, hits)} {_ADVICE}"
        before = sentence


def _is_about_else(sentence: Sentence) -> bool:
    """Whether it speaks of calendars, shops and the like, or states an interest."""
    is_plain = not sentence.is_question and not sentence.has("wonders")
    return sentence.any("calendar", "other") or (is_plain and sentence.any("later", "report"))


def framed(sentence: Sentence) -> tuple[Hit, ...]:
    """The words that ask, and what they ask for."""
    asks = sentence.hits.get("asks", ())[:1] or _begged(sentence)
    if not (sentence.is_question or asks) or _is_about_else(sentence):
        return ()
    for concept in ("vacancy", "hiring"):
        if sentence.has(concept):
            return (*asks, sentence.hits[concept][0])
    if sentence.has("needs") and (
        sentence.says("you", "your") or sentence.hits["needs"][0].first < 2
    ):
        return (*asks, sentence.hits["needs"][0])
    for job in sentence.hits.get("jobs", ()):
        for lead in (*sentence.hits.get("any", ()), *sentence.hits.get("self", ())):
            if abs(job.first - lead.last) <= _NEAR:
                return (*asks, lead, job)
    return ()


_NEAR = 4
_BEGGED = frozenset(("hire", "take", "give", "find", "offer", "employ", "get"))


def _begged(sentence: Sentence) -> tuple[Hit, ...]:
    """ "Hire me", "please give me a job": the plea a sentence opens with."""
    words = sentence.words
    for place, word in enumerate(words[:3]):
        if word.plain in _BEGGED and words[place + 1 : place + 2]:
            after = words[place + 1]
            if after.plain == "me":
                return (Hit("asks", place, place + 1, word.start, after.end),)
    return ()
