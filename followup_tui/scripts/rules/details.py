"""L05: nothing is left to fill in, and nobody else's name or company stands in a script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from followup_tui.core.text import fold
from followup_tui.scripts.checking import Remark, Script
from followup_tui.scripts.rules.mixups import employers, foreign
from followup_tui.scripts.rules.reading import NAME, words
from followup_tui.scripts.slots import SLOTS

_SLOT = re.compile(r"\[([A-Za-z_]+)\?\]")
# What people and other programs leave to be filled in: {{ x }}, {% x %}, {name}, ____, [Name], <name>.
_GAP = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\{[A-Za-z][\w .'-]{0,40}\}|_{3,}"
    r"|\[[A-Za-z][A-Za-z .,'/_-]{0,40}\](?!\()|<[A-Za-z][A-Za-z _'-]{0,40}>"
)
_LACKING = {
    "me": "your own name or number. Press , for the settings.",
    "contact": "more about the person, such as a first name. Press e to add it.",
    "company": "the company. Press e to add it.",
    "application": "an application. Press X to log one.",
    "common": "something you have in common. Press n to add it.",
    "observation": "something you noticed about the person. Press n to add it.",
    "news": "fresh news of the company. Press n to add it.",
    "reason": "a reason that you have not given yet. Press n to add it.",
    "insight": "an insight that is prepared and unused. Press n to add it.",
    "story": "a story with all four parts that fits the job. Press n to add it.",
    "gain": "something you learned since you were last in touch. Press n to add it.",
    "opening": "an opening. Press O to log one.",
    "last": "an earlier touch. Press t to log one.",
    "referrer": "the name of who referred you. Press n to add it.",
    "answer": "your answer to what they asked. Press e to write it here.",
}


def details(script: Script) -> Iterator[Remark]:
    """Nothing is left to fill in, and no name, employer or shared thing of somebody else is said."""
    yield from _unfilled(script)
    yield from _wrong_name(script)
    yield from employers(script)
    yield from foreign(script)


def _unfilled(script: Script) -> Iterator[Remark]:
    for gap in _SLOT.finditer(script.text):
        yield Remark(gap.start(), _lack(gap, script.known.flaws))
    for gap in _GAP.finditer(script.text):
        yield Remark(gap.start(), f"{gap[0]} is still to be filled in.")
    for gap in _SLOT.finditer(script.subject):
        yield Remark(0, f"In the subject: {_lack(gap, script.known.flaws)}")
    for gap in _GAP.finditer(script.subject):
        yield Remark(0, f"In the subject: {gap[0]} is still to be filled in.")


def _lack(gap: re.Match[str], flaws: tuple[str, ...]) -> str:
    """A name that no slot has leaves a gap that no note can fill: then the template is to be mended."""
    flaw = next((one for one in flaws if re.search(rf"'{re.escape(gap[1])}\b", one)), "")
    if flaw:
        return f"The template is to be mended: {flaw}. Press t to edit it."
    if gap[1] in _LACKING:
        return f"Missing here: {_LACKING[gap[1]]}"
    return f"{gap[0]} is no slot: a template may name {', '.join(SLOTS)}."


_GREETING = re.compile(
    r"\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day))(?: again)?(,?)[ \t]+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir)\b\.?[ \t]+", re.IGNORECASE)
_NOT_NAMES = frozenset({"i", "hiring", "recruiter", "sir", "madam", "team", "all", "everyone"})


def _wrong_name(script: Script) -> Iterator[Remark]:
    greeting = _GREETING.match(script.text)
    if greeting is None or script.known.contact is None or script.known.contact.placeholder:
        return
    title = _TITLE.match(script.text, greeting.end())
    name = NAME.match(script.text, title.end() if title else greeting.end())
    if name is None or name[0][0].islower() or fold(name[0]) in _NOT_NAMES:
        return
    # "Hi, Maya," greets; "Hi, Sam here" does not.
    if greeting[1] and script.text[name.end() : name.end() + 1] not in (*",.!:;", "", "\n"):
        return
    contact = script.known.contact
    theirs = words(f"{contact.first_name} {contact.last_name} {contact.name}")
    if theirs and not words(name[0]) & theirs:
        known = contact.first_name or contact.name
        yield Remark(name.start(), f"The greeting says {name[0]}, but this goes to {known}.")
