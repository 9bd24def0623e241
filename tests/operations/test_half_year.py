"""Half a year of daily use, at random but repeatable: what the rules promise holds on every day of it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest

from followup_tui.core.cadence import in_progress, pace
from followup_tui.core.counting import is_counted
from followup_tui.core.owed import owed
from followup_tui.core.planner import kept_warm, refusal
from followup_tui.core.records import Touch
from followup_tui.core.rotation import possible_forms
from followup_tui.core.words import ContactState, Direction, Outcome, Purpose, TouchState, form_of
from followup_tui.errors import FollowupError
from followup_tui.operations import drafting, notes, review
from followup_tui.operations.absence import away
from followup_tui.operations.desk import Desk
from followup_tui.operations.hiring import hired
from followup_tui.operations.interviews import InterviewHeld, interview
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details, add, edit
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened, done, log
from tests.builders import TODAY
from tests.cast import on

DAYS = 182
LEAVE = (TODAY + timedelta(days=70), TODAY + timedelta(days=83))
"""Two weeks off."""
FIRMS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ironwood", "Juniper",
         "Kauri", "Larch")  # fmt: skip
FIRST = ("Ann", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ida", "Jon")


@dataclass
class Half:
    """One simulated half year, and what was noticed on the way."""

    desk: Desk
    chance: random.Random
    trouble: list[str] = field(default_factory=list)
    chosen: dict[int, date] = field(default_factory=dict)
    """The newest date of each planned touch, as the program chose it."""

    def run(self) -> None:
        """Every day in turn; nothing is done on the days off."""
        for number in range(DAYS):
            day = TODAY + timedelta(days=number)
            desk = on(self.desk, day)
            if number == 60:
                away(desk, *LEAVE)
            self.news_of_the_day(desk, number)
            if not LEAVE[0] <= day <= LEAVE[1] and day.weekday() < 5:
                self.go_through(desk)
            self.look(desk)

    def news_of_the_day(self, desk: Desk, number: int) -> None:
        """Interviews, decisions, letters from them, news of a company."""
        if number % 8 == 0 and number // 8 < len(FIRMS):
            self.interview(desk, FIRMS[number // 8], number // 8)
        if number % 8 == 5 and number >= 13 and (number - 13) // 8 < len(FIRMS):
            self.decision(desk, FIRMS[(number - 13) // 8])
        if self.chance.random() < 0.06:
            self.letter(desk)
        if self.chance.random() < 0.1:
            name = self.chance.choice(FIRMS)
            company_id = desk.store.people.company_keyed(name.casefold())
            if company_id is not None:
                company = desk.store.people.company(company_id)
                text = f"{name} opened a workshop number {number}"
                notes.add(desk, company, Remark(text, "news", desk.today + timedelta(days=45)))

    def interview(self, desk: Desk, firm: str, number: int) -> None:
        """Two to four people, with different ways to reach them."""
        people = [
            f"{FIRST[(number + n) % 10]} {firm}son{n}" for n in range(self.chance.randint(3, 4))
        ]
        for n, name in enumerate(people):
            key = name.replace(" ", ".").casefold()
            details = Details(
                name=name,
                company=firm,
                role="hiring-manager" if n == 0 else "interviewer",
                emails=(f"{key}@x.example",) if self.chance.random() < 0.8 or n == 0 else (),
                phones=(f"+1 313 555 {1000 + 10 * number + n}",)
                if self.chance.random() < 0.7
                else (),
                connected=self.chance.random() < 0.3,
            )
            add(desk, details)
        interview(desk, InterviewHeld(firm, "Maker", desk.today, tuple(people)))

    def decision(self, desk: Desk, firm: str) -> None:
        """Mostly a no; sometimes silence, or I declined."""
        company_id = desk.store.people.company_keyed(firm.casefold())
        people = desk.store.people.at_company(company_id or 0)
        stars = tuple(p.name for p in people[: self.chance.randint(1, 2)])
        what = self.chance.choice(("passed", "passed", "passed", "silence", "declined"))
        passed(desk, DecisionMade(firm, "Maker", desk.today, what, stars=stars))

    def letter(self, desk: Desk) -> None:
        """Somebody writes of their own accord, half of the time with a question."""
        known = [p for p in desk.store.people.everyone() if p.state is ContactState.ACTIVE]
        if known:
            said = self.chance.choice(("Could you send me your file?", "Good to hear from you."))
            log(desk, self.chance.choice(known), Happened("email", said=said), inbound=True)

    def go_through(self, desk: Desk) -> None:
        """The review of a day, each card answered at random."""
        for item in review.deck(desk).items:
            touch = desk.store.touches.touch(item.touch_id)
            if touch.state is TouchState.PLANNED and touch.due_on and touch.due_on <= desk.today:
                self.settle(desk, touch)

    def settle(self, desk: Desk, touch: Touch) -> None:
        """Do one touch with the words of its script."""
        contact = desk.store.people.contact(touch.contact_id or 0)
        dossier = desk.store.people.dossier(contact.id, desk.today)
        before = next((t for t in reversed(_sent(dossier.own)) if is_counted(t)), None)
        try:
            script = drafting.draft(desk, contact)
            text, used, channel = script.body, script.used, script.channel
        except FollowupError:
            text, used, channel = "", (), None
        outcome = self._outcome(touch)
        recorded = done(
            desk,
            touch,
            Happened(
                channel=channel,
                outcome=outcome,
                text="" if outcome == Outcome.NO_ANSWER else text,
                used=() if outcome == Outcome.NO_ANSWER else used,
                said="Please do not write again." if outcome == Outcome.STOP else "",
            ),
        ).touch
        forms = possible_forms(dossier, desk.rules())
        same = before is not None and form_of(before.channel) == form_of(recorded.channel)
        if same and len(forms) > 1 and is_counted(recorded) and _running(recorded):
            self.trouble.append(f"{contact.name} twice by {recorded.channel} on {desk.today}")

    def _outcome(self, touch: Touch) -> str | None:
        roll = self.chance.random()
        if touch.purpose in (Purpose.KEEP_WARM, Purpose.VALUE, Purpose.OPENING):
            if roll < 0.03:
                return Outcome.STOP
            if roll < 0.06:
                return Outcome.NOT_NOW
            if roll < 0.2:
                return Outcome.REPLIED
        if form_of(touch.channel) == "phone":
            return self.chance.choice((Outcome.LEFT_MESSAGE, Outcome.REACHED, Outcome.NO_ANSWER))
        return None

    def look(self, desk: Desk) -> None:
        """What must hold at the end of every day."""
        rules, active = desk.rules(), not LEAVE[0] <= desk.today <= LEAVE[1]
        for person in desk.store.people.everyone():
            dossier = desk.store.people.dossier(person.id, desk.today)
            for touch in dossier.planned:
                self._check_date(desk, touch)
            reply = owed(dossier.planned)
            if active and reply is not None and reply.due_on:
                late = rules.workdays.after(reply.due_on, 1)
                if desk.today > late:
                    self.trouble.append(f"{person.name} waits for a reply since {reply.due_on}")
            resting = person.state is not ContactState.ACTIVE or person.paused(desk.today)
            free = not (resting or refusal(dossier) or in_progress(dossier))
            if kept_warm(person) and free and not dossier.planned:
                self.trouble.append(f"{person.name} is forgotten on {desk.today}")

    def _check_date(self, desk: Desk, touch: Touch) -> None:
        if touch.due_on is None or self.chosen.get(touch.id) == touch.due_on:
            return
        self.chosen[touch.id] = touch.due_on
        picked = not (touch.held or touch.promised)
        if picked and not desk.workdays().is_working(touch.due_on):
            self.trouble.append(f"{touch.contact} on {touch.due_on}, no working day")


def _sent(touches: tuple[Touch, ...]) -> list[Touch]:
    done_ = [t for t in touches if t.done_on and t.direction is Direction.OUT]
    return sorted(done_, key=lambda t: (t.done_on or date.min, t.id))


def _running(touch: Touch) -> bool:
    return touch.purpose in (Purpose.KEEP_WARM, Purpose.VALUE) and touch.attempt == 1


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> Half:
    """A half year that the claims below look at."""
    from followup_tui.operations.desk import open_desk

    home = tmp_path_factory.mktemp("half")
    (home / "config.toml").write_text('[me]\nname = "Sam Reyes"\nphone = "+1 313 555 0199"\n')
    found = Half(open_desk(home, today=TODAY), random.Random(20))
    found.run()
    return found


def _counted_by_company(half: Half) -> dict[int, list[Touch]]:
    by_company: dict[int, list[Touch]] = defaultdict(list)
    for touch in half.desk.store.touches.done_between(TODAY, TODAY + timedelta(days=DAYS)):
        if is_counted(touch) and touch.company_id is not None:
            by_company[touch.company_id].append(touch)
    return by_company


def test_enough_happened(half: Half) -> None:
    """Twelve applications, some forty people and a counted touches for each: the claims are not empty."""
    store = half.desk.store
    runs = [a for c in store.people.companies() for a in store.people.applications(c.id)]
    counted = sum(map(len, _counted_by_company(half).values()))
    assert len(runs) == 12
    assert store.people.count() >= 36
    assert counted >= 40


def test_nothing_went_wrong_on_any_day(half: Half) -> None:
    """Forms alternate, nobody is forgotten, no reply waits two working days, dates are working days."""
    assert half.trouble == []


def test_no_company_heard_too_often(half: Half) -> None:
    """S1.19, S1.20: at least eight days between counted touches, promised dates aside."""
    for touches in _counted_by_company(half).values():
        mine = [t for t in touches if not (t.promised or t.held)]
        for first, second in pairwise(mine):
            assert first.done_on is not None
            assert second.done_on is not None
            assert (second.done_on - first.done_on).days >= 8, (first, second)


def test_no_day_carried_more_than_the_cap(half: Half) -> None:
    """Five counted touches a day, also on the way back from two weeks off."""
    days: Counter[date | None] = Counter()
    for touches in _counted_by_company(half).values():
        days.update(t.done_on for t in touches if not t.promised)
    assert max(days.values()) <= half.desk.rules().daily_cap


def test_nobody_kept_warm_waited_too_long(half: Half) -> None:
    """A star with room at the company hears within one and a half gaps, the days off aside."""
    desk = on(half.desk, TODAY + timedelta(days=DAYS))
    off = (LEAVE[1] - LEAVE[0]).days + 1
    for person in desk.store.people.stars():
        dossier = desk.store.people.dossier(person.id, desk.today)
        heard = [
            t.done_on
            for t in dossier.own
            if t.done_on and (is_counted(t) or t.direction is Direction.IN)
        ]
        for first, second in pairwise(sorted(heard)):
            gap = pace(dossier, first, desk.rules()).high
            waited = any(w.until and w.until > first for w in dossier.own_wishes)
            light = any(
                t.channel == "light" and t.done_on and first < t.done_on < second
                for t in dossier.own
            )
            if not waited and not light:
                assert (second - first).days <= 1.5 * max(gap, 75) + off, person.name


def test_who_said_stop_heard_nothing_more(half: Half) -> None:
    """A hard block, for messages as for thank-yous."""
    stopped = half.desk.store.people.in_state(ContactState.STOPPED)
    assert stopped
    for person in stopped:
        touches = _sent(half.desk.store.touches.timeline(person.id))
        said = next(i for i, t in enumerate(touches) if t.outcome == Outcome.STOP)
        assert touches[said + 1 :] == []
        assert half.desk.store.touches.planned(person.id) == ()


def test_nothing_mentions_another_employer(half: Half) -> None:
    """L05: no script that went out names a company that is not theirs."""
    for touch in half.desk.store.touches.done_between(TODAY, TODAY + timedelta(days=DAYS)):
        named = [firm for firm in FIRMS if firm in touch.text and firm != touch.company]
        assert named == [], touch.text


def test_a_hire_ends_three_live_processes_kindly(desk: Desk) -> None:
    """The withdrawal round: three running at once, one offer, two kind messages, nobody kept waiting."""
    for number, firm in enumerate(("Alder", "Birch", "Cedar")):
        add(desk, Details(name=f"{FIRST[number]} Boss", company=firm, role="hiring-manager",
                          emails=(f"boss{number}@x.example",)), star=True)  # fmt: skip
        interview(desk, InterviewHeld(firm, "Maker", TODAY, (f"{FIRST[number]} Boss",)))
    opened = hired(desk, "Birch", TODAY, "Maker")
    assert sorted((t.company, t.purpose.value) for t in opened.planned) == [
        ("Alder", "withdraw"),
        ("Cedar", "withdraw"),
    ]
    later = on(desk, TODAY + timedelta(days=1))
    for item in review.deck(later).items:
        done(later, desk.store.touches.touch(item.touch_id), Happened())
    everyone = list(desk.store.people.everyone())
    states = Counter(p.state for p in everyone)
    assert states[ContactState.COLLEAGUE] == 1
    left = [t for p in everyone for t in desk.store.touches.planned(p.id)]
    assert all(t.due_on and (t.due_on - TODAY).days > 100 for t in left)
    assert {p.company for p in everyone if desk.store.touches.planned(p.id)} <= {"Alder", "Cedar"}


def test_a_new_address_is_used_at_once(desk: Desk) -> None:
    """Somebody who bounced is reached again by the address that replaces the old one."""
    contact = add(
        desk, Details(name="Ann Lee", company="Alder", emails=("a@x.example",)), star=True
    ).contact
    touch = desk.store.touches.planned(contact.id)[0]
    done(desk, touch, Happened(outcome=Outcome.BOUNCED))
    edit(desk, desk.store.people.contact(contact.id), Details(emails=("b@x.example",)))
    assert desk.store.touches.planned(contact.id)
