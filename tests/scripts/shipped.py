"""The templates that ship, wording by wording, and what tests ask of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from followup_tui.core.records import Touch
from followup_tui.scripts.checker import check
from followup_tui.scripts.checking import Finding
from followup_tui.scripts.library import Library
from followup_tui.scripts.rehearsal import background
from followup_tui.scripts.render import Rendered, render
from followup_tui.scripts.slots import Material, context

LIBRARY = Library([Path(__file__).parents[2] / "templates"])
NAMES = LIBRARY.names()
WORDINGS = [(name, index) for name in NAMES for index in range(len(LIBRARY.load(name).wordings))]
WHOLE = [w for w in WORDINGS if not w[0].endswith(".closing")]
"""All but the last words of a live call, which have no content of their own."""
KEEP_WARM = [w for w in WHOLE if "/keep-warm" in w[0]]
VALUE = [w for w in WHOLE if "/value" in w[0]]
OPENING = [w for w in WHOLE if "/opening" in w[0]]
QUESTION = re.compile(r"\?(?=\s|$)")


def rendered(name: str, index: int, material: Material) -> Rendered:
    """One wording with what is known."""
    return render(LIBRARY.load(name), index, context(material))


def with_last(material: Material, on: date) -> Material:
    """The same, last in touch on that day."""
    return replace(material, last=Touch(1, 1, channel="email", done_on=on))


def of(purpose: str) -> list[tuple[str, int]]:
    """The wordings of one purpose on every channel."""
    return [w for w in WORDINGS if purpose_of(w[0]) == purpose]


def purpose_of(name: str) -> str:
    """The purpose in a template's name."""
    return name.split("/")[1].split(".")[0]


def findings(body: str, name: str, material: Material, subject: str = "") -> tuple[Finding, ...]:
    """What the checker says, knowing all that the material knows."""
    purpose = purpose_of(name)
    known = background(material, (), purpose)
    return check(body, name.split("/")[0], purpose, subject=subject, known=known)


def said_by(wording: str) -> str:
    """The words of a wording that stand there whatever is known."""
    return re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", wording)


def failing(
    fits: Callable[[str, int], object], wordings: list[tuple[str, int]] = WORDINGS
) -> list[tuple[str, int]]:
    """The wordings that do not keep a claim, so that a test names all of them at once."""
    return [wording for wording in wordings if not fits(*wording)]


def own_words(wording: str) -> set[tuple[str, ...]]:
    """Every three words in a row that the template itself says, between greeting and closing."""
    text = said_by(wording.split("{{ me.sign_off")[0])
    words = re.findall(r"[a-z']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))
