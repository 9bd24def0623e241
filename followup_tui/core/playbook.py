"""The plan after a decision: a beginning, not an ending (S0.1, S2.1, DESIGN.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from followup_tui.core import cadence
from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.courtesy import Occupied, occupied
from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.numbers import Rulebook
from followup_tui.core.panel import Panel, speakable, written_form
from followup_tui.core.phrases import days_phrase, named_date, short_date
from followup_tui.core.planner import Placing, Plan, blocked_company, place, plan_next
from followup_tui.core.records import Application, Company, Contact, Touch
from followup_tui.core.rotation import next_form
from followup_tui.core.wishes import company_wait, waiting_until
from followup_tui.core.words import (
    Channel,
    Decision,
    Form,
    Purpose,
    TouchState,
    planned_channel,
)

FOLLOW_PAGE = "Follow the page of "
"""How the task begins that, once done, says that I follow a company (S0.37)."""


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """What a decision sets in motion."""

    planned: tuple[Plan, ...]
    cancelled: tuple[int, ...]
    """Touches that lose their sense: unsent interview thank-yous and status touches."""
    tasks: tuple[tuple[str, date], ...]
    remarks: tuple[str, ...] = ()
    """What was left out, and why."""


def plan_after_decision(
    application: Application,
    panel: Panel,
    dossiers: dict[int, Dossier],
    invitations_left: int,
    today: date,
    rules: Rulebook,
    company: Company | None = None,
) -> DecisionPlan:
    """Thank-yous, invitations, keep-warm touches and tasks after a decision.

    `dossiers` holds one for every person of the panel and every star at the company, with the
    decision already in their applications.
    """
    build = _Builder(application, panel, dossiers, today, rules)
    build.company = company
    if application.decision is Decision.DECLINED:
        build.decline()
    elif application.decision is Decision.SILENCE:
        build.status()
    elif build.recent:
        build.thanks()
        build.invitations(invitations_left)
    build.keep_warm()
    if application.decision is Decision.PASSED:
        build.chores()
    return DecisionPlan(
        tuple(build.plans), build.cancelled(), tuple(build.tasks), tuple(build.remarks)
    )


class _Builder:
    """Puts one plan together, each touch making room for those before it."""

    def __init__(
        self,
        application: Application,
        panel: Panel,
        dossiers: dict[int, Dossier],
        today: date,
        rules: Rulebook,
    ) -> None:
        self.application = application
        self.panel = panel
        self.dossiers = dossiers
        self.today = today
        self.rules = rules
        self.company: Company | None = None
        self.decided = application.decided_on or today
        self.recent = (today - self.decided).days <= rules.recent_decision_days
        self.plans: list[Plan] = []
        self.tasks: list[tuple[str, date]] = []
        self.remarks: list[str] = []
        self.taken: list[Occupied] = []

    def thanks(self) -> None:
        """To everyone met, due the next working day: very soon, and before anything else (S3.1, S3.13)."""
        due = max(
            self.rules.workdays.after(self.decided),
            self.rules.workdays.on_or_after(self.today),
        )
        for person in speakable(self.panel.everyone):
            why = f"they decided on {short_date(self.decided, self.today)}; thank them first"
            self._add(
                person,
                written_form(person, self.dossiers[person.id], self.rules),
                Purpose.THANKS_DECISION,
                due,
                why,
            )

    def invitations(self, left: int) -> None:
        """One to each not yet connected, after the thank-you, within three working days (S4.15)."""
        due = self.rules.workdays.after(self._first_due(), 1)
        wanting = [p for p in speakable(self.panel.everyone) if not p.connected]
        left = max(left, 0)
        for person in wanting[:left]:
            why = "after the thank-you, so that you stay connected"
            self._add(person, Channel.INVITATION, Purpose.CONNECT, due, why)
        if len(wanting) > left:
            names = ", ".join(p.name for p in wanting[left:])
            self.remarks.append(f"no invitation to {names} yet: this month's notes are used up")

    def status(self) -> None:
        """Silence: ask once how things stand (S4.11)."""
        person = next(iter(speakable(self._voices())), None)
        if person is None:
            return
        self._counted(
            person,
            Purpose.STATUS,
            self.rules.workdays.after(self.today),
            "no word from them so far",
        )

    def decline(self) -> None:
        """I declined: say so kindly and offer to stay in touch (S0.43, S0.44)."""
        person = next(iter(speakable(self._voices())), None)
        if person is not None:
            due = self.rules.workdays.after(self.today)
            why = "you declined: a kind word keeps the door open"
            self._add(
                person,
                written_form(person, self.dossiers[person.id], self.rules),
                Purpose.DECLINE,
                due,
                why,
            )

    def keep_warm(self) -> None:
        """The primary star 14–28 days after the decision, other stars at the company's pace.

        Nobody waits to be invited (S4.3).
        """
        first = primary(self._company_people())
        stars = [p for p in self._company_people() if p.starred]
        for person in sorted(stars, key=lambda p: (first is None or p.id != first.id, p.id)):
            dossier = self.dossiers.get(person.id)
            if dossier is None or not speakable((person,)) or self._has_plan(dossier):
                continue
            if (refused := self._refused(dossier)) or self._promised(dossier):
                self.remarks += [f"nothing planned for {person.name}: {refused}"] if refused else []
                continue
            pace = cadence.pace(dossier, self.decided, self.rules)
            day = cadence.target(self.decided, pace, person.id, self.rules)
            why = f"{days_phrase(pace.gap)} after the decision ({pace.why})"
            if day < self.today:
                day = self.rules.workdays.after(self.today)
                why = f"the decision was on {short_date(self.decided, self.today)}"
            held = company_wait(dossier, self.today)
            if held is not None and held.until is not None and day < held.until:
                day = held.until
                why = f"the hiring manager asked to wait until {short_date(day, self.today)}"
            self._counted(person, Purpose.KEEP_WARM, day, why)

    def chores(self) -> None:
        known = next((d.company for d in self.dossiers.values() if d.company), None)
        company = self.company or known
        name = company.name if company else "the company"
        due = self.rules.workdays.after(self.today, 2)
        if company is None or company.page_followed_on is None:
            self.tasks.append((f"{FOLLOW_PAGE}{name} on LinkedIn", due))
        self.tasks.append((f"Set a job alert for {name}", due))

    def cancelled(self) -> tuple[int, ...]:
        lost = (Purpose.THANKS_INTERVIEW, Purpose.STATUS)
        touches: dict[int, Touch] = {t.id: t for d in self.dossiers.values() for t in d.touches}
        return tuple(
            sorted(
                t.id
                for t in touches.values()
                if t.state is TouchState.PLANNED
                and t.purpose in lost
                and t.application_id == self.application.id
            )
        )

    def _counted(self, person: Contact, purpose: Purpose, day: date, why: str) -> None:
        dossier = self.dossiers[person.id]
        form = next_form(dossier, self.rules).form
        gone = frozenset(self.cancelled())
        others = occupied(dossier.at_company, self.today, leaving_out=gone)
        room = Placing((*others, *self.taken), dossier.booked, form == Form.PHONE)
        due, moved = place(day, self.today, room, self.rules)
        if moved:
            why += f"; moved to {named_date(due, self.today)}: {moved}"
        self.taken.append(Occupied(due, person.name))
        self._add(person, planned_channel(form), purpose, due, why)

    def _add(self, person: Contact, channel: str, purpose: Purpose, due: date, why: str) -> None:
        application = self.application.id
        self.plans.append(Plan(person.id, channel, purpose, due, why, application_id=application))

    def _first_due(self) -> date:
        return max((p.due_on for p in self.plans), default=self.today)

    def _voices(self) -> tuple[Contact, ...]:
        """Whom to turn to: the primary person, then the stars, then who was met."""
        first = primary(self._company_people())
        rest = [p for p in self.panel.everyone if first is None or p.id != first.id]
        return (first, *rest) if first is not None else tuple(rest)

    def _company_people(self) -> tuple[Contact, ...]:
        # Whoever told me may work elsewhere: their colleagues have no voice here.
        here = self.application.company_id
        people = {p.id: p for d in self.dossiers.values() for p in d.people if p.company_id == here}
        return tuple(people.values())

    def _refused(self, dossier: Dossier) -> str:
        if cadence.in_progress(dossier) is not None:
            return "an application is still in progress there"
        return blocked_company(dossier.company)

    def _promised(self, dossier: Dossier) -> bool:
        """Plan the day they named themselves, if they did."""
        if waiting_until(dossier) is None:
            return False
        plan = plan_next(dossier, self.decided, self.today, self.rules)
        if isinstance(plan, Plan):
            self.taken.append(Occupied(plan.due_on, dossier.contact.name))
            self.plans.append(replace(plan, application_id=self.application.id))
        return True

    def _has_plan(self, dossier: Dossier) -> bool:
        return any(t.purpose in CADENCE_PURPOSES for t in dossier.planned)
