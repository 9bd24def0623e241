"""One wording of the template that fits, rendered; a broken file of the user's never stops the day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from followup_tui.core.words import Level
from followup_tui.errors import FileError, NotFound, ScriptError
from followup_tui.operations.desk import Desk
from followup_tui.paths import bundled_templates
from followup_tui.scripts.library import Library
from followup_tui.scripts.template import Template

if TYPE_CHECKING:
    from followup_tui.scripts.checking import Finding
    from followup_tui.scripts.render import Rendered

_OWN_TEMPLATE = "T01"
"""The finding that a template of one's own cannot be used."""


def library(desk: Desk) -> Library:
    """The user's templates over the ones that ship."""
    return Library((desk.paths.templates, bundled_templates()))


@dataclass(frozen=True, slots=True)
class Worded:
    """A wording as rendered, and the template it is of."""

    template: Template
    wording: int
    rendered: Rendered
    set_aside: tuple[Finding, ...] = ()
    """That a template of one's own is broken, so that this is the one that ships."""


def worded(
    desk: Desk, which: tuple[str, str, str | None], turn: int, slots: dict[str, object]
) -> Worded:
    """A turn of the template for channel, purpose and variant; a broken one of the user's costs a remark."""
    from followup_tui.scripts.checking import Finding  # not needed before the first script
    from followup_tui.scripts.render import render  # brings Jinja2 along

    def of(shelf: Library) -> Worded:
        template = shelf.find(*which)
        wording = turn % len(template.wordings)
        return Worded(template, wording, render(template, wording, slots))

    try:
        return of(library(desk))
    except (FileError, ScriptError) as fault:
        try:
            shipped = of(Library((bundled_templates(),)))
        except NotFound:
            raise fault from None
        said = (
            f"Your own template {shipped.template.name} is broken, so these are the words that ship:"
            f" {str(fault).rstrip('.')}."
        )
        return replace(shipped, set_aside=(Finding(_OWN_TEMPLATE, Level.WARNING, 1, 1, said),))
