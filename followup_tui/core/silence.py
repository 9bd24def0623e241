"""Five touches without an answer: one question to me, and three ways to go on (DESIGN.md, Silence)."""

from __future__ import annotations

from enum import StrEnum

from followup_tui.core.counting import is_counted, unanswered
from followup_tui.core.dossier import Dossier
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import count
from followup_tui.core.records import Touch

SILENCE = "silence"
"""The kind of the task that asks."""
LAST_TIME = "last-time"
"""The kind of the task that lets the plan rest after one touch more."""


class Answer(StrEnum):
    """How to go on with somebody who never answered."""

    GO_ON = "go-on"
    ONCE = "once"
    REST = "rest"


def question(touch: Touch, dossier: Dossier, rules: Rulebook) -> str:
    """What to ask after a touch was settled; empty when there is nothing to ask."""
    silent = unanswered(dossier.own, dossier.patience_on)
    if not is_counted(touch) or silent < rules.silence_light:
        return ""
    name = dossier.contact.name
    heard = count(silent, "touch", "touches")
    return f"{name}: {heard} without an answer. Go on, write one last time, or let it rest?"
