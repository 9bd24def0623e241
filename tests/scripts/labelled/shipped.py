"""The shipped templates as scripts: with all that can be known and with a bare name; none has a fault."""

from __future__ import annotations

from pathlib import Path

from followup_tui.core.words import Purpose
from followup_tui.scripts.library import Library
from followup_tui.scripts.rehearsal import bare_notes, full_notes
from followup_tui.scripts.render import render
from followup_tui.scripts.slots import context

TEMPLATES = Path(__file__).parents[3] / "templates"


def scripts() -> list[str]:
    """Every wording of every template; those about one opening stand apart, they may ask about it."""
    library = Library([TEMPLATES])
    templates = [library.load(name) for name in library.names()]
    said = [
        render(template, index, context(material))
        for template in templates
        if template.purpose != Purpose.OPENING
        for index in range(len(template.wordings))
        for material in (full_notes(), bare_notes())
    ]
    return list(dict.fromkeys(f"{one.subject}\n{one.body}".strip() for one in said))
