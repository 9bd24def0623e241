"""Shipped templates while one thing is not known: the sentences around it fall away, and the rest stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from followup_tui.core.records import Application
from followup_tui.core.words import Decision, NoteKind
from followup_tui.scripts.checker import check
from followup_tui.scripts.library import Library
from followup_tui.scripts.rehearsal import background, full_notes
from followup_tui.scripts.render import Rendered, render
from followup_tui.scripts.slots import Material, context
from followup_tui.scripts.template import Template

LIBRARY = Library([Path(__file__).parents[2] / "templates"])
TEMPLATES = [LIBRARY.load(name) for name in LIBRARY.names()]
BROKEN = re.compile(r"[.?!] +[a-z]|^[a-z]|\.\.|,\.| ,| \.|: *\.|\(\)", re.MULTILINE)
FULL = full_notes()


def without(kind: NoteKind) -> Material:
    """Everything but the notes of one kind."""
    return replace(FULL, notes=tuple(n for n in FULL.notes if n.kind is not kind))


STRANGER = replace(without(NoteKind.COMMON), application=None, met=False, interest_stated=False)
LESS = {
    "news": without(NoteKind.NEWS),
    "common ground": without(NoteKind.COMMON),
    "application": replace(FULL, application=None),
    "department": replace(FULL, contact=replace(FULL.contact, department="", title="")),
    "gain": replace(FULL, gains=()),
    "story": replace(FULL, stories=()),
    "earlier touch": replace(FULL, last=None),
    "employer": replace(FULL, me=replace(FULL.me, employer="")),
    "any talk": STRANGER,
    "any wish to work there": replace(
        FULL, application=Application(1, 1, "Design Manager", decision=Decision.DECLINED)
    ),
}


def scripts(material: Material) -> Iterator[tuple[Template, int, Rendered]]:
    """Every wording with what is known, but for those that lack what they are about."""
    for template in TEMPLATES:
        for index in range(len(template.wordings)):
            script = render(template, index, context(material))
            if not script.missing:
                yield template, index, script


@pytest.mark.parametrize("what", LESS)
def test_sentences_stay_whole(what: str) -> None:
    """No sentence begins small, ends twice or hangs in the air where something fell away."""
    found = scripts(LESS[what])
    assert [(t.name, n) for t, n, script in found if BROKEN.search(script.body)] == []


@pytest.mark.parametrize("what", LESS)
def test_script_stays_fit_to_send(what: str) -> None:
    """What still can be said passes the checks: nothing in it stood on the sentence that fell away."""
    material = LESS[what]
    flawed = [
        (t.name, index, finding.rule)
        for t, index, script in scripts(material)
        if t.variant not in ("greeting", "closing")
        for finding in check(
            script.body,
            t.channel,
            t.purpose,
            subject=script.subject,
            known=background(material, script.used, t.purpose),
        )
    ]
    assert flawed == []
