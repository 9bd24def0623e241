"""A year at one company, lived day by day: the plan alone never leads to `too-close`.

The class below does what an executing layer does with the rules and nothing else: it writes what
they decide, and levels the company in the same step.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from followup_tui.core.counting import CADENCE_PURPOSES, is_counted, would_count
from followup_tui.core.dossier import Dossier, primary
from followup_tui.core.levelling import level
from followup_tui.core.numbers import Rulebook
from followup_tui.core.outcomes import aftermath, happened_by
from followup_tui.core.panel import Panel
from followup_tui.core.planner import NoPlan, Plan, kept_warm, plan_next
from followup_tui.core.playbook import plan_after_decision
from followup_tui.core.records import Contact, Note, Touch
from followup_tui.core.standing import company_standing, contact_standing
from followup_tui.core.words import (
    Channel,
    ContactState,
    Decision,
    Form,
    Outcome,
    Role,
    Standing,
    TouchState,
    form_of,
)
from followup_tui.core.workdays import Workdays
from tests.builders import (
    TODAY,
    days_ago,
    in_days,
    make_application,
    make_contact,
    make_dossier,
    make_inbound,
    make_planned,
    make_wish,
)

YEAR = 365
OUTCOMES = {
    Outcome.SENT: 30,
    Outcome.NO_ANSWER: 14,
    Outcome.LEFT_MESSAGE: 10,
    Outcome.REACHED: 8,
    Outcome.REPLIED: 6,
    Outcome.NO_SHOW: 3,
    Outcome.REFERRED_ON: 3,
    Outcome.NOT_NOW: 2,
    Outcome.BOUNCED: 2,
    Outcome.STOP: 1,
}
BY_PHONE = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.REACHED, Outcome.NO_SHOW)


@dataclass
class Year:
    """The people of one company, what is planned with them, and somebody who does it."""

    dice: Random
    rules: Rulebook
    late: int
    """Up to how many days a touch is done after it fell due."""
    gone: tuple[date, date]
    """Two weeks in which nothing is done, whether the program knows of them or not."""
    today: date = TODAY
    people: dict[int, Contact] = field(default_factory=dict)
    touches: dict[int, Touch] = field(default_factory=dict)
    wishes: list[Note] = field(default_factory=list)
    decision: Decision = Decision.PASSED

    def dossier(self, contact_id: int) -> Dossier:
        """What the rules see of one person."""
        return make_dossier(
            *self.touches.values(),
            contact=self.people[contact_id],
            people=tuple(self.people.values()),
            applications=(make_application(decision=self.decision, decided_on=days_ago(3)),),
            wishes=tuple(self.wishes),
        )

    def begin(self) -> None:
        """Everybody was met; the plan after the decision is written."""
        met = tuple(self.people.values())
        application = self.dossier(1).applications[0]
        dossiers = {p.id: self.dossier(p.id) for p in met}
        plan = plan_after_decision(application, Panel(met), dossiers, 5, self.today, self.rules)
        for item in plan.planned:
            self.put(item)
        self.level()

    def put(self, plan: Plan) -> None:
        """A planned touch is written."""
        assert plan.contact_id is not None
        touch = make_planned(
            plan.due_on,
            id=len(self.touches) + 1,
            contact_id=plan.contact_id,
            contact=self.people[plan.contact_id].name,
            channel=plan.channel,
            purpose=plan.purpose,
            promised=plan.promised,
            attempt=plan.attempt,
            network=plan.network,
        )
        self.touches[touch.id] = touch

    def follow(self, contact_id: int, plan: Plan | NoPlan | None) -> None:
        """A plan of the running kind takes the place of the one before."""
        if plan is None:
            return
        if isinstance(plan, NoPlan) or plan.purpose in CADENCE_PURPOSES:
            for touch in self.dossier(contact_id).planned:
                if touch.purpose in CADENCE_PURPOSES:
                    self.touches[touch.id] = replace(touch, state=TouchState.CANCELLED)
        if isinstance(plan, Plan):
            self.put(plan)

    def level(self) -> None:
        """What the company has planned moves out of the way of what was written."""
        dossier = self.dossier(1)
        first = primary(dossier.people)
        found = dossier.at_company
        for move in level(found, first.id if first else None, {}, self.today, self.rules):
            self.touches[move.touch_id] = replace(self.touches[move.touch_id], due_on=move.due_on)

    def replan(self, contact_id: int) -> None:
        """The running plan afresh; a promised date stays."""
        dossier = self.dossier(contact_id)
        if kept_warm(dossier.contact) and not any(t.promised for t in dossier.planned):
            since = dossier.last_contact_day()
            self.follow(contact_id, plan_next(dossier, since, self.today, self.rules))

    def live(self) -> None:
        """One day: they may write, and what has waited long enough is done."""
        if self.gone[0] <= self.today <= self.gone[1]:
            return
        for person in list(self.people.values()):
            if self.dice.random() < 0.004:
                self.hear_from(person)
        if any(t.promised and t.state is TouchState.PLANNED for t in self.touches.values()):
            # Promises stay; whatever waits gives way to them before it is done.
            self.level()
        ready = [t.id for t in self.touches.values() if self.is_ready(t)]
        for touch_id in sorted(ready, key=lambda i: (self.touches[i].due_on, i)):
            if self.is_ready(self.touches[touch_id]):
                self.do(self.touches[touch_id])

    def is_ready(self, touch: Touch) -> bool:
        """Whether a planned touch has waited for as long as this user lets things wait."""
        if touch.state is not TouchState.PLANNED or touch.due_on is None:
            return False
        patience = touch.id % (self.late + 1)
        return touch.due_on + timedelta(days=patience) <= self.today

    def hear_from(self, person: Contact) -> None:
        """They write, perhaps with a question."""
        asks = self.dice.random() < 0.5
        number = len(self.touches) + 1
        touch = make_inbound(self.today, id=number, contact_id=person.id, asks=asks)
        self.touches[touch.id] = touch
        self.settle(touch)

    def do(self, touch: Touch) -> None:
        """The touch is done, with one of the outcomes its channel can have."""
        outcome = self.dice.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        if outcome in BY_PHONE and form_of(touch.channel) != Form.PHONE:
            outcome = Outcome.SENT
        if not would_count(touch):
            outcome = Outcome.ACCEPTED if self.dice.random() < 0.2 else Outcome.SENT
        done = replace(
            touch,
            state=TouchState.DONE,
            done_on=self.today,
            outcome=outcome,
            channel=happened_by(touch.channel, outcome),
            asks=outcome is Outcome.REPLIED and self.dice.random() < 0.5,
        )
        self.touches[touch.id] = done
        person = self.people[touch.contact_id or 0]
        if is_counted(done) and person.kept_warm_on is None:
            person = replace(person, kept_warm_on=self.today)
        if done.channel == Channel.INVITATION and outcome is Outcome.ACCEPTED:
            person = replace(person, connected=True)
        self.people[person.id] = person
        self.settle(done)

    def settle(self, touch: Touch) -> None:
        """Everything that follows from a touch, in one step."""
        person = self.people[touch.contact_id or 0]
        result = aftermath(touch, self.dossier(person.id), self.today, self.rules)
        if result.stop:
            self.people[person.id] = replace(person, state=ContactState.STOPPED)
            for planned in self.dossier(person.id).planned:
                self.touches[planned.id] = replace(planned, state=TouchState.CANCELLED)
        self.follow(person.id, result.next)
        for extra in result.extra:
            assert extra.contact_id is not None
            self.follow(extra.contact_id, extra)
        if result.wish_until is not None:
            self.wishes.append(
                make_wish(contact_id=person.id, until=result.wish_until, on=self.today)
            )
            if person.role is Role.HIRING_MANAGER:
                for other in self.people.values():
                    if other.id != person.id and self.dossier(other.id).planned:
                        self.replan(other.id)
        if result.bounced:
            self.replan(person.id)  # a newer address is found at once
        self.level()

    def counted(self) -> list[Touch]:
        """The counted touches so far, the oldest first."""
        found = [t for t in self.touches.values() if is_counted(t)]
        return sorted(found, key=lambda t: (t.done_on or date.min, t.id))


def a_year(
    seed: int, size: int, stars: int, late: int, away: int, *, known: bool, silence: bool
) -> Year:
    """One to four people who interviewed me, the first ones starred."""
    dice = Random(seed)
    gone = (in_days(away), in_days(away + 13))
    rules = Rulebook(
        workdays=Workdays(away=(gone,) if known else ()),
        no_call_days=frozenset({4}) if dice.random() < 0.3 else frozenset(),
    )
    year = Year(dice, rules, late, gone)
    year.decision = Decision.SILENCE if silence else Decision.PASSED
    for n in range(1, size + 1):
        year.people[n] = make_contact(
            id=n,
            name=f"P{n}",
            role=dice.choice(list(Role)[:3]),
            starred=n <= stars,
            starred_on=TODAY if n <= stars else None,
            kept_warm_on=TODAY if n <= stars else None,
            phones=dice.choice([(), ("+1 555 0100",), ("+1 555 0100",)]),
            emails=("p@acme.example",),
            connected=dice.random() < 0.3,
        )
    year.begin()
    return year


years = st.builds(
    a_year,
    st.integers(0, 2**32),
    st.integers(1, 4),
    st.integers(1, 4),
    st.sampled_from([0, 0, 3, 9]),
    st.integers(0, 330),
    known=st.booleans(),
    silence=st.booleans(),
)
FEW = settings(derandomize=True, deadline=None, max_examples=40)


def dates(year: Year) -> list[date]:
    """The days on which the company heard from me."""
    return [t.done_on for t in year.counted() if t.done_on]


def promises_collide(year: Year) -> bool:
    """Whether two dates that they named themselves fell into one window: no plan may move those."""
    kept = [t.done_on for t in year.counted() if t.promised and t.done_on]
    return any((later - sooner).days < 30 for sooner, later in pairwise(kept))


@FEW
@given(years)
def test_a_year_of_planned_touches_is_never_too_close(year: Year) -> None:
    """Whatever comes of each touch, and however late it is done, nobody feels pursued (S1.19)."""
    for _ in range(YEAR):
        year.live()
        if dates(year) and dates(year)[-1] == year.today:
            everything = tuple(year.touches.values())
            stances = [company_standing(everything, year.today, year.rules)]
            stances += [
                contact_standing(year.dossier(n), year.today, year.rules) for n in year.people
            ]
            if promises_collide(year):
                break
            assert Standing.TOO_CLOSE not in {s.standing for s in stances}
        year.today += timedelta(days=1)


@FEW
@given(years)
def test_a_year_keeps_floor_and_window(year: Year) -> None:
    """Counted dates differ by at least eight days, and at most two fall into any thirty (S1.20)."""
    for _ in range(YEAR):
        year.live()
        year.today += timedelta(days=1)
    assume(not promises_collide(year))
    days = dates(year)

    assert all((later - sooner).days >= 8 for sooner, later in pairwise(days))
    assert all((third - first).days >= 30 for first, third in zip(days, days[2:], strict=False))


@FEW
@given(years)
def test_a_year_forgets_nobody(year: Year) -> None:
    """Everybody kept warm has something planned on every day, and not out of sight (S0.3)."""
    for _ in range(YEAR):
        year.live()
        for person in year.people.values():
            planned = year.dossier(person.id).planned
            if person.state is ContactState.STOPPED:
                assert planned == ()
            elif kept_warm(person):
                assert planned
                assert planned[0].due_on is not None
                assert planned[0].due_on <= year.today + timedelta(days=200)
        year.today += timedelta(days=1)


@FEW
@given(years)
def test_a_year_never_doubles_the_running_plan(year: Year) -> None:
    """One planned touch of the running plan for each contact, on every day."""
    for _ in range(YEAR):
        year.live()
        for number in year.people:
            running = [t for t in year.dossier(number).planned if t.purpose in CADENCE_PURPOSES]
            assert len(running) <= 1
        year.today += timedelta(days=1)


@FEW
@given(years)
def test_a_year_reaches_everybody(year: Year) -> None:
    """Every star hears from me at least three times, unless they asked me to wait (S0.36)."""
    for _ in range(YEAR):
        year.live()
        year.today += timedelta(days=1)

    for person in year.people.values():
        if person.starred and person.state is ContactState.ACTIVE:
            mine = [t for t in year.touches.values() if t.contact_id == person.id and t.done_on]
            assert len(mine) >= (1 if year.wishes else 3)
