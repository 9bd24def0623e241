"""Whether a company has heard enough for now, asked before a touch is recorded."""

from __future__ import annotations

from dataclasses import replace

from followup_tui.core.counting import would_count
from followup_tui.core.courtesy import standing_with_company
from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import Channel, Outcome, Purpose, TouchState
from followup_tui.operations.desk import Desk
from followup_tui.operations.touches import Happened


def objection(desk: Desk, contact: Contact, touch: Touch | None, happened: Happened) -> str:
    """Why a touch today would be a little soon; empty when nothing speaks against it.

    Promised dates, the first question about an opening (S4.29), attempts nobody noticed, and what
    happened on another day are never objected to.
    """
    if happened.outcome in (Outcome.NO_ANSWER, Outcome.NO_SHOW) or happened.override:
        return ""
    if happened.on not in (None, desk.today):
        return ""
    if touch is not None and desk.store.touches.touch(touch.id).state is not TouchState.PLANNED:
        # Another window was quicker: the verb says so.
        return ""
    planned = touch or Touch(0, contact.id, channel=Channel.EMAIL)
    meant = replace(
        planned,
        channel=happened.channel or planned.channel,
        purpose=Purpose(happened.purpose) if happened.purpose else planned.purpose,
    )
    asks_first = meant.purpose is Purpose.OPENING and meant.held
    if not would_count(meant) or meant.promised or asks_first:
        return ""
    dossier = desk.store.people.dossier(contact.id, desk.today)
    courtesy = standing_with_company(dossier.at_company, desk.today, desk.rules())
    if courtesy.clear:
        return ""
    name = dossier.company.name if dossier.company else contact.name
    return f"{name}: {courtesy.why}."
