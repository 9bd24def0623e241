"""Who sent me to whom: a chain of referrals, and a thank-you to whoever opened the door (S2.7)."""

from __future__ import annotations

from dataclasses import dataclass

from followup_tui.core.panel import written_form
from followup_tui.core.phrases import short_date
from followup_tui.core.planner import Plan
from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import ContactState, Purpose, TouchState
from followup_tui.errors import RuleError
from followup_tui.operations.desk import Desk
from followup_tui.operations.planning import Planning, planning


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral that was noted, and the thank-you planned for it, if one is due."""

    did: str
    thanks: Touch | None


def refer(desk: Desk, sender: Contact, to: Contact) -> Referred:
    """`sender` pointed me to `to`: note it, and thank them on the next working day."""
    if sender.id == to.id:
        raise RuleError("Somebody cannot refer you to themselves.")
    did = f"{sender.name} referred you to {to.name}"
    if (sender.id, to.id) in desk.store.people.referrals():
        raise RuleError(f"It is noted already that {did}.")
    with desk.store.action(did) as action:
        action.insert("referral", from_contact_id=sender.id, to_contact_id=to.id, on=desk.today)
        plan = planning(desk, action)
        touch_id = _thank(plan, sender, to)
    return Referred(did, desk.store.touches.touch(touch_id) if touch_id is not None else None)


def thanked(plan: Planning, touch: Touch) -> None:
    """After a thank-you that was just settled: its referrals are thanked for."""
    if touch.purpose is not Purpose.REFERRAL_THANKS or touch.contact_id is None:
        return
    for row in plan.desk.store.people.unthanked(touch.contact_id):
        plan.action.update("referral", row, thanked_on=touch.done_on)


def _thank(plan: Planning, sender: Contact, to: Contact) -> int | None:
    """None for somebody who asked me to stop, and while a thank-you is planned already."""
    if sender.state is ContactState.STOPPED:
        return None
    dossier = plan.dossier(sender.id)
    if any(
        t.purpose is Purpose.REFERRAL_THANKS and t.state is TouchState.PLANNED for t in dossier.own
    ):
        return None
    return plan.put(
        Plan(
            sender.id,
            written_form(sender, dossier, plan.rules),
            Purpose.REFERRAL_THANKS,
            plan.rules.workdays.after(plan.today),
            f"they sent you to {to.name} on {short_date(plan.today)}",
        )
    )
