"""A template tried out on two invented people: one of whom everything is known, and one with a bare name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from followup_tui.core.records import (
    Application,
    Company,
    Contact,
    Gain,
    Insight,
    Note,
    Opening,
    Story,
    Touch,
    Used,
)
from followup_tui.core.words import Channel, InsightKind, Level, NoteKind, Purpose, Stage
from followup_tui.errors import ScriptError
from followup_tui.scripts.checker import check
from followup_tui.scripts.checking import CLOSING, GREETING, Background, part_of
from followup_tui.scripts.render import render
from followup_tui.scripts.slots import Material, Me, context
from followup_tui.scripts.template import Template

TODAY = date(2026, 11, 23)
"""The day on which the invented people live: a trial does not depend on when it is made."""

_COUNTERPART = {GREETING: CLOSING, CLOSING: GREETING}


@dataclass(frozen=True, slots=True)
class Objection:
    """What the trial brought to light; the line is the one in the file where the wording begins."""

    line: int
    level: Level
    message: str


def counterpart(variant: str) -> str:
    """The variant that completes a part of a live call: a closing for a greeting; else empty."""
    return _COUNTERPART.get(variant, "")


def objections(template: Template, other_part: Template | None = None) -> Iterator[Objection]:
    """What is wrong with the scripts that a template makes, wording by wording.

    `other_part` completes a greeting or a closing, which no check could judge by itself.
    """
    for index, line in enumerate(template.lines):
        try:
            yield from _remarks(template, index, other_part)
            yield from _gaps(template, index)
        except ScriptError as error:
            yield Objection(error.line or line, Level.ERROR, error.reason)


def _remarks(template: Template, index: int, other_part: Template | None) -> Iterator[Objection]:
    """What the checker says when every note is there."""
    material = full_notes()
    script = render(template, index, context(material))
    text, used = script.body, script.used
    if other_part is not None:
        other = render(other_part, 0, context(material))
        parts = (text, other.body) if template.variant == GREETING else (other.body, text)
        text, used = "\n\n".join(parts), (*used, *other.used)
    findings = check(
        text,
        template.channel,
        template.purpose,
        subject=script.subject,
        known=background(material, used, template.purpose),
        part="" if other_part is not None else part_of(template.variant),
    )
    for finding in findings:
        message = f"wording {index + 1}, {finding.rule} {finding.level}: {finding.message}"
        yield Objection(template.lines[index], finding.level, message)


def _gaps(template: Template, index: int) -> Iterator[Objection]:
    """What would stand as a gap in the script for somebody of whom only the name is known."""
    allowed = {*template.needs, "me"}
    for slot in render(template, index, context(bare_notes())).missing:
        if slot not in allowed:
            yield Objection(
                template.lines[index],
                Level.WARNING,
                f"wording {index + 1} leaves a gap where nothing is known: put {{% if {slot} %}}"
                f' around the sentence, or name "{slot}" in needs.',
            )


def background(material: Material, used: tuple[Used, ...], purpose: str) -> Background:
    """What the checks know of invented people."""
    return Background(
        today=material.today,
        me=material.me,
        contact=material.contact,
        company=material.company.name if material.company else "",
        opening=material.opening if purpose == Purpose.OPENING else None,
        notes=material.notes,
        insights=material.insights,
        used=used,
        spoke_on=material.last.done_on if material.last else None,
        interest_stated=material.interest_stated,
    )


def full_notes() -> Material:
    """A manager of whom everything is known that a script can use, with notes of an ordinary length."""
    contact = Contact(1, "Maya Okafor", "Maya", "Okafor", "Head of Design", "Design", company_id=1)
    return Material(
        me=Me("Sam Reyes", "313 555 0199", "sam@example.org", "Best wishes", "Lindgren Works"),
        contact=contact,
        today=TODAY,
        company=Company(1, "Powell Motors"),
        application=Application(
            1, 1, "Design Manager", decided_on=_days_ago(49), stage=Stage.FINALIST
        ),
        notes=(
            Note(1, NoteKind.COMMON, "rowing on the Charles River", contact_id=1),
            Note(2, NoteKind.OBSERVATION, "a Red Sox fan", contact_id=1),
            Note(
                3,
                NoteKind.NEWS,
                "the hybrid line moves up to spring",
                company_id=1,
                on=_days_ago(7),
                expires=TODAY + timedelta(days=38),
            ),
            Note(4, NoteKind.REASON, "I moved two plants on budget", contact_id=1),
            Note(5, NoteKind.REASON, "I speak Portuguese with the suppliers", contact_id=1),
        ),
        insights=(
            Insight(
                1,
                1,
                "how a rival prices its spring line",
                "Kestrel cuts list prices by 18 % on 3 March",
                kind=InsightKind.COMPETITOR,
            ),
        ),
        stories=(
            Story(
                1,
                "Paint shop",
                "two lines shared one paint shop",
                "halve the changeovers",
                "rebuilt the schedule with the shift leads",
                "changeovers fell from forty minutes to eighteen",
            ),
        ),
        gains=(Gain(1, "a certificate in design systems", _days_ago(13)),),
        opening=Opening(1, 1, "Design Lead", url="https://example.org/jobs/7"),
        last=Touch(1, 1, channel=Channel.EMAIL, done_on=_days_ago(64), outcome="replied"),
        referrer="Luis Ferreira",
        met=True,
        interest_stated=True,
        answer="the course is called Mended by Design",
    )


def bare_notes() -> Material:
    """A person of whom only the name is known."""
    return Material(me=Me("Sam Reyes"), contact=Contact(2, "Dana Whitfield"), today=TODAY)


def _days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)
