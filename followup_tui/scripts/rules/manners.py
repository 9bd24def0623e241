"""L20: one question, short sentences, a closing, a name and a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup_tui.core.words import Channel
from followup_tui.scripts.checking import GREETING, Remark, Script
from followup_tui.scripts.meter import count_words
from followup_tui.scripts.rules.reading import words
from followup_tui.scripts.rules.wording import sentences

# Not the mark in [news?] nor those inside an address.
_QUESTION = re.compile(r"\?+(?=[\s\"')*]|$)")
_NUMBER = re.compile(r"\d(?:[\s()./-]*\d){6,}")
_BREATH = 35
"""Words that can be listened to in one go (S3.16)."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PARTING = re.compile(
    r"\b(?:thank|appreciate|bye|goodbye|take care|all the best|wish|let you (?:go|get)"
    r"|(?:speak|talk) (?:again|soon|now and)|until (?:then|next)|have a (?:good|great|lovely|nice))",
    re.IGNORECASE,
)


def manners(script: Script) -> Iterator[Remark]:
    """One question, and short sentences when spoken; a voicemail has name and number, a call a closing."""
    questions = [*_QUESTION.finditer(script.text)]
    if len(questions) > 1:
        yield Remark(questions[1].start(), "This is a second question: one is easier to answer.")
    if script.channel == Channel.VOICEMAIL:
        yield from _unsigned(script)
    if script.channel in (Channel.VOICEMAIL, Channel.CALL):
        yield from _rambling(script)
    if script.channel == Channel.CALL and script.part != GREETING:
        *_, last = (0, *(gap.end() for gap in _BLANK_LINE.finditer(script.text.rstrip())))
        if not _PARTING.search(script.text, last):
            yield Remark(last, "There is no closing: thank them and let them go.")


def _rambling(script: Script) -> Iterator[Remark]:
    for at, said in sentences(script.text):
        if (length := count_words(said)) > _BREATH:
            yield Remark(at, f"A sentence of {length} words is long to listen to: make it two.")


def _unsigned(script: Script) -> Iterator[Remark]:
    name = script.known.me.name if script.known.me else ""
    if name and not words(name) & words(script.text):
        yield Remark(0, f"Say who calls: {name}.")
    # Abroad and at home a number begins differently; its end is the same.
    mine = re.sub(r"\D", "", script.known.me.phone if script.known.me else "")[-7:]
    said = [re.sub(r"\D", "", number) for number in _NUMBER.findall(script.text)]
    if not any(number.endswith(mine) for number in said) and "[me?]" not in script.text:
        yield Remark(0, "Say your number, so that they can call back.")
