"""The labelled set: sentences and scripts, each labelled with whether a rule ought to speak.

One file per rule (`L01.jsonl` …), one JSON object per line:

    {"rule": "L01", "hit": true, "half": "build", "text": "…"}

`rule` the rule it is about, `hit` whether that rule ought to speak, `half` either "build" (to build
with) or "held" (only measured), `text` the script. `blind` marks held lines that were written after
the rules and only ever counted, without a look at what was missed. `hand` says who
wrote the line ("first" without): the same hand that wrote the rules, a "second" that knew only what
the rules mean, or a "third" that had read the rules and the building half of both (build only).

Beside them may stand `channel` ("email" without), `purpose` ("keep-warm" without), `subject`,
`insight` (short for the only one of `known.insights`) and `known`, an object in which each field may
be left out:

    company: str                     contact: "First Last"
    me: {name, phone}                today: ISO date
    employers: [str]                 colleagues: [str]
    opening: title                   foreign: [text of somebody else's common ground]
    notes: [{kind, text, on, expires, tone, mentioned, used_on}]
    insights: [{teaser, body, analysis, origin}]
    told: [{kind, text, on}]         used: [{kind, id, text}]
    earlier: [{text, on, purpose, same_person, contact}]
    spoke_on: ISO date               interest_stated, asked_for, agreed_to_talk: bool

Notes, insights and told things are numbered from 1 in their order, for `used` to name them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from followup_tui.core.records import Contact, Insight, Note, Opening, Used
from followup_tui.core.words import NoteKind, Origin, Tone
from followup_tui.scripts.checker import check
from followup_tui.scripts.checking import Background, Earlier, Finding, Told
from followup_tui.scripts.slots import Me

FOLDER = Path(__file__).parent
HOME, ELSEWHERE = 1, 2
_FLAGS = ("interest_stated", "asked_for", "agreed_to_talk")
_KNOWN = frozenset(
    (
        *("company", "contact", "me", "today", "employers", "colleagues", "opening", "foreign"),
        *("notes", "insights", "told", "used", "earlier", "spoke_on", *_FLAGS),
    )
)


@dataclass(frozen=True)
class Line:
    """One labelled script."""

    rule: str
    hit: bool
    half: str
    text: str
    channel: str = "email"
    purpose: str = "keep-warm"
    subject: str = ""
    insight: Mapping[str, str] | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    blind: bool = False
    hand: str = "first"
    place: str = ""
    """File and line number, to be found again."""

    def findings(self) -> tuple[Finding, ...]:
        """What its rule says of it."""
        said = check(
            self.text,
            self.channel,
            self.purpose,
            subject=self.subject,
            known=background(self.known, self.insight),
        )
        return tuple(finding for finding in said if finding.rule == self.rule)


def read(folder: Path = FOLDER) -> list[Line]:
    """All lines of all files, in order."""
    return [
        Line(**json.loads(text), place=f"{path.name}:{number}")
        for path in sorted(folder.glob("*.jsonl"))
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if text.strip()
    ]


def background(known: Mapping[str, Any], insight: Mapping[str, str] | None = None) -> Background:
    """What a line says is known, as the rules read it."""
    if strange := set(known) - _KNOWN:
        raise ValueError(f"no such field in known: {', '.join(sorted(strange))}")
    insights = [*known.get("insights", ()), *([insight] if insight else ())]
    return Background(
        today=_day(known.get("today")),
        me=Me(**known["me"]) if "me" in known else None,
        contact=_contact(known) if "contact" in known else None,
        company=known.get("company", ""),
        employers=tuple(known.get("employers", ())),
        colleagues=tuple(known.get("colleagues", ())),
        opening=Opening(1, HOME, known["opening"]) if "opening" in known else None,
        notes=tuple(_note(number, note) for number, note in _numbered(known.get("notes"))),
        foreign=tuple(
            Note(number + 100, NoteKind.COMMON, text, contact_id=ELSEWHERE)
            for number, text in _numbered(known.get("foreign"))
        ),
        insights=tuple(_insight(number, one) for number, one in _numbered(insights)),
        used=tuple(
            Used(one["kind"], one["id"], one.get("text", "")) for one in known.get("used", ())
        ),
        told=tuple(
            Told(one["kind"], number, one["text"], date.fromisoformat(one["on"]))
            for number, one in _numbered(known.get("told"))
        ),
        earlier=tuple(_earlier(one) for one in known.get("earlier", ())),
        spoke_on=_day(known.get("spoke_on")),
        **{flag: known.get(flag, False) for flag in _FLAGS},
    )


def _numbered(things: Any) -> list[tuple[int, Any]]:
    return list(enumerate(things or (), 1))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _contact(known: Mapping[str, Any]) -> Contact:
    first, _, last = known["contact"].partition(" ")
    company = known.get("company", "")
    return Contact(1, known["contact"], first, last, company_id=HOME, company=company)


def _note(number: int, note: Mapping[str, Any]) -> Note:
    kind = NoteKind(note["kind"])
    is_personal = kind in (NoteKind.COMMON, NoteKind.OBSERVATION, NoteKind.REASON)
    return Note(
        number,
        kind,
        note["text"],
        contact_id=1 if is_personal else None,
        company_id=None if is_personal else HOME,
        on=_day(note.get("on")),
        expires=_day(note.get("expires")),
        tone=Tone(note.get("tone", Tone.PLAIN)),
        mentioned=note.get("mentioned", False),
        used_on=_day(note.get("used_on")),
    )


def _insight(number: int, insight: Mapping[str, str]) -> Insight:
    return Insight(
        number,
        HOME,
        insight.get("teaser", ""),
        insight.get("body", ""),
        insight.get("analysis", ""),
        origin=Origin(insight.get("origin", Origin.PUBLIC)),
    )


def _earlier(earlier: Mapping[str, Any]) -> Earlier:
    return Earlier(
        earlier["text"],
        date.fromisoformat(earlier["on"]),
        earlier.get("purpose", "keep-warm"),
        earlier.get("contact", ""),
        earlier.get("same_person", True),
    )
