"""People and notes for scripts: everything known of one manager, and next to nothing of another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

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
)
from followup_tui.core.words import InsightKind, NoteKind, Origin, Stage, Tone
from followup_tui.scripts.library import Library
from followup_tui.scripts.slots import Material, Me
from followup_tui.scripts.template import Template, parse

TODAY = date(2026, 11, 23)


@pytest.fixture
def make_template() -> Callable[[str], Template]:
    """Makes a template of one wording, which begins on line 4 of its file."""

    def make(wording: str, subject: str = "") -> Template:
        text = f'+++\ntitle = "A test"\n+++\n{wording}'
        if subject:
            text = f"+++\ntitle = \"A test\"\nsubject = '{subject}'\n+++\n{wording}"
        return parse(text.encode(), Path("email/keep-warm.j2"), "email", "keep-warm")

    return make


@pytest.fixture
def shipped() -> Library:
    """The templates that ship and no others."""
    return Library([Path(__file__).parents[2] / "templates"])


@pytest.fixture
def full() -> Material:
    """A manager of whom everything is known that a script can use."""
    return Material(
        me=Me("Sam Reyes", "+1 313 555 0199", "sam@example.org", "Best wishes", "Lindgren Works"),
        contact=Contact(
            1, "Maya Okafor", "Maya", "Okafor", "Head of Design", "Design", company_id=1
        ),
        today=TODAY,
        company=Company(1, "Powell Motors"),
        application=Application(
            1, 1, "Design Manager", decided_on=date(2026, 10, 5), stage=Stage.FINALIST
        ),
        notes=(
            Note(1, NoteKind.COMMON, "Parkview, the river holes", contact_id=1),
            Note(2, NoteKind.OBSERVATION, "a Red Sox fan", contact_id=1),
            Note(
                3,
                NoteKind.NEWS,
                "the hybrid line moves up to spring.",
                company_id=1,
                on=date(2026, 11, 16),
                expires=date(2026, 12, 31),
                tone=Tone.GOOD,
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
                "Our tooling lead is worth six weeks",
                InsightKind.COMPETITOR,
                Origin.PUBLIC,
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
                ("design",),
            ),
        ),
        gains=(Gain(1, "a certificate in design systems", date(2026, 11, 10)),),
        opening=Opening(1, 1, "Design Lead", url="https://example.org/jobs/7"),
        last=Touch(1, 1, channel="email", done_on=date(2026, 9, 20), outcome="replied"),
        referrer="Luis Ferreira",
        met=True,
        interest_stated=True,
        answer="the workshop is called Mended by Design",
    )


@pytest.fixture
def bare() -> Material:
    """A manager of whom only the name is known."""
    return Material(me=Me("Sam Reyes"), contact=Contact(2, "Dana Whitfield"), today=TODAY)
