"""L01: nothing hints that the person they chose may fail, or asks how that person is doing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.concepts import Hit, Sentence, quoted, read
from followup_tui.scripts.rules.weighing import is_innocent, weighty

_WHY = {
    "asks": "asks after the person they chose, as if they might not stay: ask about the work instead.",
    "offers": "offers to stand by in case their choice fails, which questions their judgement: say "
    "that you would like to hear of the next role instead.",
    "hints": "read together as a hint that their choice may fail, which questions their judgement: "
    "leave it out.",
    "counts": "speaks of new people leaving, which questions their choice: leave it out.",
}


def standing_by(script: Script) -> Iterator[Remark]:
    """No offer to stand by in case the hire fails, and no hint of it: it questions their judgement.

    Congratulating on the hire is fine, asking how the new person does is not; nor do numbers of early
    leavers belong in a script (S0.34, S0.35).
    """
    for at, said in _read(script.text):
        yield Remark(at, said)
    for _, said in _read(script.subject):
        yield Remark(0, f"In the subject: {said}")


def _read(text: str) -> Iterator[tuple[int, str]]:
    # The sentence before tells of whom this one speaks.
    before: Sentence | None = None
    for as_read in read(text, "standing_by"):
        kind, hits = framed(as_read, before)
        if hits and not is_innocent("L01", as_read, before):
            yield min(hit.start for hit in hits), f"{quoted(text, hits)} {_WHY[kind]}"
        elif not hits and (weighing := weighty("L01", as_read, before)):
            yield as_read.start, f"{quoted(text, weighing)} {_WHY['hints']}"
        before = as_read


def framed(sentence: Sentence, before: Sentence | None) -> tuple[str, tuple[Hit, ...]]:
    """Which kind of frame fits a sentence, and the words it took; empty when none does."""
    sentence = _with_should(sentence)
    before = None if before is None else _with_should(before)
    for kind, frame in _FRAMES:
        if hits := frame(sentence, before):
            return kind, hits
    return "", ()


_Found = tuple[Hit, ...]
_Frame = Callable[[Sentence, Sentence | None], _Found]


def _first(sentence: Sentence, *concepts: str) -> _Found:
    return tuple(sentence.hits[concept][0] for concept in concepts if concept in sentence.hits)


def _newcomers(sentence: Sentence | None) -> _Found:
    if sentence is None or sentence.has("elsewhere"):
        return ()
    return sentence.hits.get("newcomer", ())


_OPENERS = frozenset(
    [
        "and",
        "but",
        "so",
        "or",
        "that",
        "however",
        "listen",
        "also",
        "well",
        "now",
        "because",
        "since",
        "hey",
    ]
)


def _with_should(sentence: Sentence) -> Sentence:
    """The sentence with "should" read as if, where it opens a clause."""
    if not sentence.says("should"):
        return sentence
    words = sentence.words
    inverted = tuple(
        Hit("if", place, place, word.start, word.end)
        for place, word in enumerate(words[:-1])
        if word.plain == "should"
        and (place == 0 or place in sentence.pauses or words[place - 1].plain in _OPENERS)
        and words[place + 1].plain not in ("i", "we", "be")
    )
    every = (*sentence.hits.get("if", ()), *inverted)
    return replace(sentence, hits={**sentence.hits, "if": every}) if inverted else sentence


def _if_they_fail(sentence: Sentence, before: Sentence | None) -> _Found:
    newcomers, ifs = _newcomers(sentence), sentence.hits.get("if", ())
    for who in newcomers:
        for clause in ifs:
            if 0 < who.first - clause.last <= 3:
                return (clause, who, *_first(sentence, "fails"))
    if newcomers and ifs and sentence.any("fails", "again", "available"):
        return (ifs[0], newcomers[0], *_first(sentence, "fails", "again", "available"))
    return ()


def _they_fail(sentence: Sentence, before: Sentence | None) -> _Found:
    newcomers = _newcomers(sentence)
    if newcomers and sentence.any("quits"):
        return (newcomers[0], *_first(sentence, "quits"))
    if newcomers and (sentence.has("fails") or sentence.has("when", "available")):
        return (newcomers[0], *_first(sentence, "fails", "maybe", "available", "when"))
    if newcomers and sentence.any("if_so", "maybe") and sentence.has("available"):
        return (newcomers[0], *_first(sentence, "if_so", "maybe", "available"))
    return ()


def _if_so(sentence: Sentence, before: Sentence | None) -> _Found:
    """What begins with the new person in one sentence, and offers in the next."""
    newcomers = _newcomers(before)
    if before is not None and before.has("again") and sentence.has("if", "available"):
        return _first(sentence, "if", "available")
    is_offer = sentence.any("if_so", "fails") and sentence.any("available", "again")
    if newcomers and is_offer and not sentence.has("talk"):
        return _first(sentence, "if_so", "fails", "available", "again")
    return ()


_HE = frozenset(["he", "she", "they", "him", "her", "them", "yours"])


def _if_he_leaves(sentence: Sentence, before: Sentence | None) -> _Found:
    words = sentence.words
    for clause in sentence.hits.get("if", ()):
        for place in range(clause.last + 1, min(clause.last + 4, len(words))):
            if words[place].plain not in _HE:
                continue
            for end in sentence.hits.get("quits", ()):
                is_he = words[place].plain in ("he", "she", "yours")
                near = 0 < end.first - place <= 5
                if near and (is_he or sentence.any("available", "again")):
                    return (clause, end, *_first(sentence, "available"))
    is_of_them = sentence.says("he", "she", "they") or "this one" in " ".join(
        w.plain for w in words
    )
    if is_of_them and sentence.has("maybe", "stays") and not sentence.has("talk"):
        return _first(sentence, "maybe", "stays")
    return ()


_THINGS = frozenset(
    [
        "it",
        "that",
        "this",
        "things",
        "thing",
        "all",
        "everything",
        "anything",
        "something",
        "plans",
        "matters",
        "circumstances",
    ]
)


def _if_it_fails(sentence: Sentence, before: Sentence | None) -> _Found:
    words = sentence.words
    if sentence.has("talk") or not sentence.has("fails"):
        return ()
    for clause in sentence.hits.get("if", ()):
        near = {word.plain for word in words[clause.last + 1 : clause.last + 4]}
        if near & _THINGS and sentence.any("available", "again"):
            return (clause, *_first(sentence, "fails", "available", "again"))
        if "you" in near and sentence.any("choice"):
            return (clause, *_first(sentence, "choice", "fails"))
        if sentence.has("quits", "available") and near & {"there", "at"}:
            return (clause, *_first(sentence, "quits", "available"))
    if sentence.has("choice", "fails", "available"):
        return _first(sentence, "choice", "fails", "available")
    return ()


_VERDICTS = ("right", "wrong", "happy", "satisfied", "pleased", "sure", "content", "confident")


def _doubts(sentence: Sentence, before: Sentence | None) -> _Found:
    # "When is your decision?" asks for news; whether it was right is not ours to ask.
    if sentence.is_question and sentence.has("choice") and sentence.says(*_VERDICTS):
        return _first(sentence, "choice")
    if sentence.has("choice", "fails") and sentence.any("if", "if_so"):
        return _first(sentence, "if", "choice", "if_so", "fails")
    if sentence.is_question and len(sentence.words) <= 8 and sentence.says("regret", "regrets"):
        return _first(sentence, "fails")
    return ()


def _backup(sentence: Sentence, before: Sentence | None) -> _Found:
    if sentence.has("standby") and sentence.says("i", "me", "my", "mine"):
        return _first(sentence, "standby")
    if sentence.has("standby") and len(sentence.words) <= 6:
        return _first(sentence, "standby")
    words = sentence.words
    for place, word in enumerate(words[:-1]):
        if word.plain in ("stand", "standing") and words[place + 1].plain == "by":
            after = words[place + 2].plain if place + 2 < len(words) else "if"
            if after in ("in", "if", "should", "while", "until", "as", "when", "just", "here"):
                return (Hit("standby", place, place + 1, word.start, words[place + 1].end),)
    return ()


def _seat_again(sentence: Sentence, before: Sentence | None) -> _Found:
    again = sentence.hits.get("again", ())
    ifs = sentence.hits.get("if", ())
    if again and (ifs or sentence.any("available", "when", "maybe")):
        return (*ifs[:1], again[0], *_first(sentence, "available"))
    if sentence.has("keep_file") and (ifs or sentence.any("again", "maybe")):
        return (*_first(sentence, "keep_file", "again", "maybe"), *ifs[:1])
    return ()


def _asks_after(sentence: Sentence, before: Sentence | None) -> _Found:
    # "The new shift leads" are a team and no rival of mine.
    words = sentence.words
    newcomers = [who for who in _newcomers(sentence) if not words[who.last].plain.endswith("s")]
    is_asked = sentence.is_question or sentence.has("asks")
    if newcomers and is_asked and sentence.any("state", "better"):
        return (*_first(sentence, "asks"), newcomers[0], *_first(sentence, "state", "better"))
    he = sentence.says("he", "she") or (sentence.says("they") and len(sentence.words) < 8)
    if he and sentence.is_question and sentence.has("state") and _newcomers(before):
        return _first(sentence, "state")
    if sentence.is_question and sentence.has("better") and sentence.says("he", "she", "they"):
        return _first(sentence, "better")
    return ()


_MINE = frozenset(["i", "we", "my", "our"])


def _leavers(sentence: Sentence, before: Sentence | None) -> _Found:
    """How often new people leave: the numbers, and proverbs of the kind."""
    if not (sentence.has("heads") and sentence.any("odds", "maybe", "soon", "available")):
        return ()
    if sentence.words[0].plain in _MINE and not sentence.says("know", "hear", "read"):
        return ()
    is_of_hires = sentence.any("jobword", "soon", "available")
    if is_of_hires and sentence.any("fails", "stays"):
        return _first(sentence, "heads", "odds", "fails", "stays")
    return ()


def _until_sure(sentence: Sentence, before: Sentence | None) -> _Found:
    """My file is to be kept until they are sure of the other."""
    if sentence.has("keep_file") and _newcomers(sentence):
        return (*_first(sentence, "keep_file"), _newcomers(sentence)[0])
    if sentence.has("again", "maybe") and sentence.says("find", "wish", "wishing"):
        return _first(sentence, "maybe", "again")
    return ()


_FRAMES: tuple[tuple[str, _Frame], ...] = (
    ("offers", _if_they_fail),
    ("offers", _backup),
    ("asks", _asks_after),
    ("offers", _they_fail),
    ("offers", _if_so),
    ("offers", _if_he_leaves),
    ("offers", _if_it_fails),
    ("offers", _doubts),
    ("offers", _seat_again),
    ("offers", _until_sure),
    ("counts", _leavers),
)
