"""Writing what the rules decided: planned touches, their follow-ons, and a company kept courteous."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.levelling import level
from followup_tui.core.numbers import Rulebook
from followup_tui.core.planner import NoPlan, Plan, kept_warm, plan_next
from followup_tui.core.records import Contact, Touch
from followup_tui.core.wishes import refused_forms, wished_form
from followup_tui.core.words import Role, TouchState, form_of
from followup_tui.operations.desk import Desk

if TYPE_CHECKING:
    from followup_tui.store.journal import Action


@dataclass(frozen=True, slots=True)
class Planning:
    """The planning side of one action."""

    desk: Desk
    action: Action
    rules: Rulebook

    @property
    def today(self) -> date:
        """The local date."""
        return self.desk.today

    def dossier(self, contact_id: int) -> Dossier:
        """The contact as the action has left things so far."""
        return self.desk.store.people.dossier(contact_id, self.today)

    def put(self, plan: Plan, prev_id: int | None = None) -> int:
        """Plan a touch; it belongs to the company the contact is at now."""
        contact = self.desk.store.people.contact(plan.contact_id) if plan.contact_id else None
        return self.action.insert(
            "touch",
            contact_id=plan.contact_id,
            company_id=contact.company_id if contact else None,
            application_id=plan.application_id,
            opening_id=plan.opening_id,
            prev_id=prev_id,
            day=plan.due_on,
            **_columns(plan),
        )

    def follow(
        self, contact_id: int, plan: Plan | NoPlan | None, prev_id: int | None = None
    ) -> None:
        """Make a plan the contact's running one, in the place of what was planned before.

        Dates that a person chose are left alone, save for one that they named; one planned
        cadence touch remains.
        """
        if plan is None:
            return
        if isinstance(plan, Plan) and plan.purpose not in CADENCE_PURPOSES:
            self.put(plan, prev_id)
            return
        existing = [t for t in self.dossier(contact_id).planned if t.purpose in CADENCE_PURPOSES]
        # Their wish comes before a date of my own choice.
        promised, today = isinstance(plan, Plan) and plan.promised, self.today
        kept = [t for t in existing if t.held and not promised and (t.due_on or today) > today]
        loose = [t for t in existing if t not in kept]
        if isinstance(plan, NoPlan) or kept:
            for touch in loose:
                self.cancel(
                    touch, plan.why if isinstance(plan, NoPlan) else "a date you chose stands"
                )
            return
        if not loose:
            self.put(plan, prev_id)
            return
        values = _columns(plan)
        if prev_id is not None:
            values["prev_id"] = prev_id
        self.action.update("touch", loose[0].id, day=plan.due_on, **values)
        for touch in loose[1:]:
            self.cancel(touch, "one plan at a time")

    def replan(self, contact_id: int, since: date | None = None) -> None:
        """Plan a kept-warm contact afresh from the last contact, or from `since` if that is later.

        A promised date stays, one that a person chose, and a second try that still lies ahead.
        """
        dossier = self.dossier(contact_id)
        if not kept_warm(dossier.contact):
            return
        if any(t.purpose in CADENCE_PURPOSES and self._stands(t) for t in dossier.planned):
            return
        self.follow(contact_id, self._next(dossier, since))

    def heed(self, contact_id: int) -> None:
        """Plan anew around what they ask for: it comes before a day promised or chosen earlier."""
        dossier = self.dossier(contact_id)
        running = [t for t in dossier.planned if t.purpose in CADENCE_PURPOSES]
        if not running and not kept_warm(dossier.contact):
            return
        following = self._next(dossier)
        self.follow(contact_id, following)
        if not isinstance(following, Plan) or following.promised:
            return
        wished, refused = wished_form(dossier), refused_forms(dossier)
        for touch in running:
            form = form_of(touch.channel)
            unwanted = form in refused or (wished not in ("", form))
            if touch.held and unwanted:
                # The day of my own choice stays, and takes the form they want.
                self.action.update("touch", touch.id, channel=following.channel)

    def _next(self, dossier: Dossier, since: date | None = None) -> Plan | NoPlan:
        """The running plan's next touch; one that was left out on purpose counts like a contact."""
        decided = (a.decided_on for a in dossier.applications if a.decided_on)
        days = (
            dossier.last_contact_day(),
            self.desk.store.touches.skipped_on(dossier.contact.id),
            since,
            # Who was not kept warm before they decided hears from me as the decision planned it.
            max(decided, default=None),
        )
        latest = max((d for d in days if d is not None), default=None)
        return plan_next(dossier, latest, self.today, self.rules)

    def _stands(self, touch: Touch) -> bool:
        again = touch.attempt > 1 and touch.due_on is not None and touch.due_on >= self.today
        return touch.held or touch.promised or again

    def replan_colleagues(self, contact: Contact) -> None:
        """A hiring manager's wish to wait, or its end, moves everybody else at the company."""
        if contact.role is not Role.HIRING_MANAGER or contact.company_id is None:
            return
        for person in self.desk.store.people.at_company(contact.company_id):
            if person.id != contact.id and person.next_touch_id is not None:
                self.replan(person.id)

    def cancel(self, touch: Touch, reason: str) -> None:
        """A planned touch that will not happen, with its reason."""
        if touch.state is TouchState.PLANNED:
            self.action.update("touch", touch.id, state=TouchState.CANCELLED, cancel_reason=reason)

    def cancel_all(self, contact_id: int, reason: str) -> list[int]:
        """Cancel everything planned with a contact; returns the touches' ids."""
        planned = self.dossier(contact_id).planned
        for touch in planned:
            self.cancel(touch, reason)
        return [t.id for t in planned]

    def level(self, contact_id: int) -> None:
        """Move what a company has planned out of the way of what was written, later only."""
        dossier = self.dossier(contact_id)
        first = primary(dossier.people)
        moves = level(
            dossier.at_company, first.id if first else None, dossier.booked, self.today, self.rules
        )
        for move in moves:
            self.action.update(
                "touch", move.touch_id, due_on=move.due_on, day=move.due_on, why=move.why
            )


def planning(desk: Desk, action: Action) -> Planning:
    """The planning side of an action that has just begun."""
    return Planning(desk, action, desk.rules())


def _columns(plan: Plan) -> dict[str, Any]:
    return {
        "channel": plan.channel,
        "purpose": plan.purpose,
        "due_on": plan.due_on,
        "why": plan.why,
        "attempt": plan.attempt,
        "promised": plan.promised,
        "held": plan.held,
        "network": plan.network,
    }
