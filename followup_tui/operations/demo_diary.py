"""Tells the sample history through the verbs that a user has, so that the rules plan every date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from followup_tui.core.cadence import Pace, target
from followup_tui.core.counting import CADENCE_PURPOSES
from followup_tui.core.names import company_key, person_key
from followup_tui.core.numbers import Rulebook
from followup_tui.core.phrases import MONTHS
from followup_tui.core.records import Company, Contact, Touch, Used
from followup_tui.core.words import Channel
from followup_tui.core.workdays import ONE_DAY, Workdays
from followup_tui.operations import demo_history, demo_others, notes, people, playbook, touches
from followup_tui.operations.demo_chapters import (
    Chapter,
    Decided,
    Did,
    Found,
    Happening,
    Heard,
    Interviewed,
    Noted,
    Paused,
)
from followup_tui.operations.demo_people import EVENTS, GAINS, INTERESTS, PEOPLE, STORIES, TASKS
from followup_tui.operations.desk import Desk, fixed

CHAPTERS = (*demo_history.CHAPTERS, *demo_others.CHAPTERS)
_ADDED_BEFORE = 190
"""Days ago that everybody was added: nothing in the history is older."""
_MONTH_AHEAD = 45
"""In how many days the month lies that somebody asked for."""


@dataclass
class Known:
    """What the history refers to by name."""

    applications: dict[str, int] = field(default_factory=dict)
    used: dict[str, Used] = field(default_factory=dict)


@dataclass
class Diary:
    """The desk on one day of the past; one that is made with `on` shares what is known."""

    desk: Desk
    today: date
    """The day on which the sample is opened."""
    rules: Rulebook
    known: Known = field(default_factory=Known)

    def on(self, day: date) -> Diary:
        """The same diary, opened on another day."""
        return replace(self, desk=replace(self.desk, clock=fixed(day)))

    def introduce(self) -> None:
        """Everybody, their companies, and what Sam brings along."""
        first = self.on(self.today - timedelta(days=_ADDED_BEFORE)).desk
        for details in PEOPLE:
            people.add(first, details)
        with self.desk.store.action("what I bring along") as action:
            for name, interest in INTERESTS.items():
                action.update("company", self._company(name).id, interest=interest)
            for story in STORIES:
                action.insert("story", **story)
            for text, kind, ago in GAINS:
                action.insert("gain", text=text, kind=kind, on=self.today - timedelta(days=ago))
            for name, kind, ago, text in EVENTS:
                on = self.today - timedelta(days=ago)
                company_id = self._company(name).id
                action.insert("event", company_id=company_id, kind=kind, on=on, text=text)

    def days(self) -> Iterator[tuple[date, Chapter, Happening]]:
        """Every happening with its day."""
        for chapter in CHAPTERS:
            anchor = self._anchor(chapter)
            for happening in chapter.happenings:
                day = anchor - timedelta(days=happening.ago)
                yield day if chapter.exact else self._snap(day, happening), chapter, happening

    def tell(self, chapter: Chapter, happening: Happening) -> None:
        """Write one happening through the verbs that a user has."""
        match happening:
            case Interviewed():
                self._interviewed(chapter, happening)
            case Decided():
                self._decided(chapter, happening)
            case Did():
                self._did(happening)
            case Heard():
                self._heard(happening)
            case Noted():
                self._noted(happening)
            case Found():
                self._found(chapter, happening)
            case Paused():
                until = _working_day(self.today, happening.until, self.rules.workdays)
                people.pause(self.desk, self._person(happening.person), until)

    def take_the_day_off(self) -> None:
        """When nobody works today, something of today was chosen by hand."""
        if self.rules.workdays.is_working(self.today):
            return
        for chapter in CHAPTERS:
            if chapter.at_weekends:
                touch = self._planned(self._person(chapter.star))
                if touch is not None and touch.due_on is not None:
                    touches.snooze(self.on(touch.due_on).desk, touch, self.today)

    def close(self) -> None:
        """What the decisions left to do is done; a little is left for today."""
        with self.desk.store.action("tasks") as action:
            for task in self.desk.store.material.open_tasks():
                action.update("task", task.id, done_on=task.due_on)
                if task.company_id is not None and "page" in task.text:
                    action.update("company", task.company_id, page_followed_on=task.due_on)
            for text, name, ahead in TASKS:
                action.insert(
                    "task",
                    company_id=self._company(name).id if name else None,
                    text=text,
                    due_on=_working_day(self.today, ahead, self.rules.workdays),
                )

    def _anchor(self, chapter: Chapter) -> date:
        """The day that the chapter counts from."""
        workdays = self.rules.workdays
        if chapter.due is None:
            day = self.today - timedelta(days=chapter.before)
            return day if chapter.exact else workdays.on_or_before(day)
        pace = _pace(self.rules, slow=chapter.slow)
        contact_id = self._person(chapter.star).id
        wanted = [_working_day(self.today, chapter.due + shift, workdays) for shift in (0, 1, -1)]
        if chapter.due == 0:
            wanted = wanted[:1]
            if chapter.at_weekends:
                wanted = [workdays.on_or_before(self.today)]
        for due in wanted:
            for days in range(pace.low, pace.high + 1):
                day = due - timedelta(days=days)
                if workdays.is_working(day) and target(day, pace, contact_id, self.rules) == due:
                    return day
        return wanted[0] - timedelta(days=pace.gap)

    def _snap(self, day: date, happening: Happening) -> date:
        """Sam writes on working days; what others did or what was noted fell on the one before."""
        workdays = self.rules.workdays
        return (
            workdays.on_or_after(day) if isinstance(happening, Did) else workdays.on_or_before(day)
        )

    def _interviewed(self, chapter: Chapter, talk: Interviewed) -> None:
        with self.desk.store.action(f"interview at {chapter.company}") as action:
            application_id = self.known.applications.get(chapter.company)
            if application_id is None:
                application_id = action.insert(
                    "application", company_id=self._company(chapter.company).id, role=chapter.job
                )
                self.known.applications[chapter.company] = application_id
            interview_id = action.insert(
                "interview",
                application_id=application_id,
                on=self.desk.today,
                round=talk.round,
                interest_stated=talk.interest,
            )
            for name in talk.met:
                action.insert(
                    "met",
                    application_id=application_id,
                    interview_id=interview_id,
                    contact_id=self._person(name).id,
                )

    def _decided(self, chapter: Chapter, decided: Decided) -> None:
        playbook.passed(
            self.desk,
            playbook.DecisionMade(
                company=chapter.company,
                role=chapter.job,
                decision=decided.decision,
                stars=(chapter.star,),
                told_by=decided.told_by,
                said=decided.said,
                stage=decided.stage,
                rank=decided.rank,
            ),
        )
        if decided.change:
            said = self.desk.store.material.feedback(self._company(chapter.company).id)[0]
            with self.desk.store.action("what I change") as action:
                action.update("feedback", said.id, change=decided.change, changed=decided.changed)

    def _did(self, did: Did) -> None:
        person = self._person(did.person)
        happened = touches.Happened(
            channel=did.channel,
            purpose=did.purpose,
            outcome=did.outcome,
            text=did.text,
            note=did.note,
            said=self._spoken(did.said),
            used=tuple(self.known.used[key] for key in did.used),
            network=did.network,
        )
        touch = None if did.channel == Channel.LIGHT else self._planned(person, did.purpose)
        if touch is None:
            touches.log(self.desk, person, happened)
        else:
            touches.done(self.desk, touch, happened)

    def _heard(self, heard: Heard) -> None:
        happened = touches.Happened(channel=heard.channel, outcome=heard.outcome, said=heard.said)
        touches.log(self.desk, self._person(heard.person), happened, inbound=True)

    def _noted(self, noted: Noted) -> None:
        expires = self.desk.today + timedelta(days=noted.expires) if noted.expires else None
        remark = notes.Remark(self._spoken(noted.text), noted.kind, expires, noted.tone)
        written = notes.add(self.desk, self._about(noted.about), remark).note
        if noted.key:
            self.known.used[noted.key] = Used("note", written.id, written.text)

    def _found(self, chapter: Chapter, found: Found) -> None:
        with self.desk.store.action("insight") as action:
            insight_id = action.insert(
                "insight",
                company_id=self._company(found.company or chapter.company).id,
                teaser=found.teaser,
                body=found.body,
                analysis=found.analysis,
                kind=found.kind,
                origin=found.origin,
                source=found.source,
                on=self.desk.today,
            )
        if found.key:
            self.known.used[found.key] = Used("insight", insight_id, found.teaser)

    def _spoken(self, words: str) -> str:
        """Words with the month they name."""
        ahead = self.today + timedelta(days=_MONTH_AHEAD)
        return words.format(month=MONTHS[ahead.month - 1])

    def _planned(self, person: Contact, purpose: str = "") -> Touch | None:
        """The planned touch of that purpose; those of the running plan stand for each other."""
        running = not purpose or purpose in CADENCE_PURPOSES
        planned = self.desk.store.touches.planned(person.id)
        return next(
            (
                t
                for t in planned
                if t.purpose == purpose or (running and t.purpose in CADENCE_PURPOSES)
            ),
            None,
        )

    def _about(self, name: str) -> Contact | Company:
        known = any(details.name == name for details in PEOPLE)
        return self._person(name) if known else self._company(name)

    def _person(self, name: str) -> Contact:
        found = self.desk.store.people.named_exactly(person_key(name))
        return self.desk.store.people.contact(found[0])

    def _company(self, name: str) -> Company:
        found = self.desk.store.people.company_keyed(company_key(name))
        assert found is not None, name
        return self.desk.store.people.company(found)


def _working_day(today: date, ahead: int, workdays: Workdays) -> date:
    """The working day so many ahead of today, or behind it; 0 is today or the next one."""
    if ahead > 0:
        return workdays.after(today, ahead)
    if ahead == 0:
        return workdays.on_or_after(today)
    day = today
    for _ in range(-ahead):
        day = workdays.on_or_before(day - ONE_DAY)
    return day


def _pace(rules: Rulebook, *, slow: bool) -> Pace:
    if slow:
        return Pace(rules.second_gap, rules.second_min, rules.second_max, "")
    return Pace(rules.first_gap, rules.first_min, rules.first_max, "")
