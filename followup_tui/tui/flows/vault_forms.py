"""The forms of the vault: one for each kind of material, empty or with what is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from followup_tui.core.reasons import SeatReason, sentence
from followup_tui.core.records import Company, CompanyEvent, Contact, Gain, Insight, Story, Task
from followup_tui.core.words import CompanyEventKind, GainKind, InsightKind, Origin
from followup_tui.errors import NotFound
from followup_tui.operations import events, feedback, gains, insights, stories, tasks
from followup_tui.operations.dates import read_date
from followup_tui.operations.desk import Desk
from followup_tui.operations.events import Happening
from followup_tui.operations.feedback import Verdict, Voice
from followup_tui.operations.gains import Learned
from followup_tui.operations.insights import Research
from followup_tui.operations.keeping import Kept
from followup_tui.operations.stories import PARTS, Told
from followup_tui.operations.tasks import Chore
from followup_tui.tui import material_rows as rows
from followup_tui.tui.empty import key_of
from followup_tui.tui.screens.form import Field, FormScreen, Values

if TYPE_CHECKING:
    from followup_tui.tui.app import FollowupApp

Record = TypeVar("Record")
Form = FormScreen[Kept[Any]]

_KINDS = (
    (InsightKind.COMPETITOR, "a competitor of theirs"),
    (InsightKind.CUSTOMER, "a large customer of theirs"),
    (InsightKind.PROSPECT, "a customer they could win"),
    (InsightKind.OTHER, "something else"),
)
_ORIGINS = (
    (Origin.PUBLIC, "anybody can read it"),
    (Origin.OWN, "my own work"),
    (Origin.CONFIDENCE, "told in confidence: never teased"),
    (Origin.INTERVIEW, "heard in an interview there"),
)
_GAINS = (
    (GainKind.SKILL, "a skill"),
    (GainKind.EXPERIENCE, "experience"),
    (GainKind.EDUCATION, "education"),
)
_EVENTS = (
    (CompanyEventKind.LEFT, "somebody left"),
    (CompanyEventKind.MOVED, "somebody moved inside the company"),
    (CompanyEventKind.GROWS, "the team grows"),
)


_HINTS = ("what it was like", "what you were to do", "what you did", "what came of it")


@dataclass(frozen=True)
class Here:
    """Whom the vault was opened for."""

    app: FollowupApp
    desk: Desk
    company: Company | None
    contact: Contact | None

    @property
    def today(self) -> date:
        """The local date."""
        return self.desk.today

    @property
    def key(self) -> str:
        """The key that adds."""
        return key_of("contact.add", self.app.keys)

    def place(self) -> Company:
        """The company. Raises NotFound, saying what to do."""
        if self.company is None:
            raise NotFound("No company is known here: choose somebody who has one.")
        return self.company

    def page(self, width: int) -> rows.Page:
        """What rows are drawn for."""
        return rows.Page(self.today, width, self.app.signs)

    def day(self, values: Values, *, past: bool = True) -> date | None:
        """The day in the field `on`, if there is one."""
        typed = values["on"].strip()
        return read_date(typed, self.today, past=past) if typed else None

    def saving(
        self, verb: Callable[[Values], Kept[Record]]
    ) -> Callable[[Values], Awaitable[Kept[Record]]]:
        """The deed of a form, on the one thread that writes."""

        async def submit(values: Values) -> Kept[Record]:
            return await self.app.in_order(lambda: verb(values))

        return submit


def _research(here: Here, values: Values) -> Research:
    return Research(
        values["teaser"],
        values["body"],
        values["analysis"],
        values["kind"],
        values["origin"],
        values["source"],
        here.day(values),
    )


def insight_form(here: Here, insight: Insight | None) -> Form:
    """A teaser to say, and what is kept back."""
    known = insight or Insight(0, here.place().id, "", "")
    fields = (
        Field("teaser", "Teaser", known.teaser, "that you found something, not what"),
        Field("body", "Kept back", known.body, "what you found; no script says it", lines=4),
        Field("analysis", "My brief", known.analysis, "what you make of it, for the call", lines=3),
        Field("kind", "About", known.kind, options=_KINDS),
        Field("origin", "Where from", known.origin, options=_ORIGINS),
        Field("source", "Source", known.source, "a link, or who said it"),
        Field("on", "Found on", _iso(known.on), "today"),
    )

    async def preview(values: Values) -> str:
        if not (values["teaser"] + values["body"]).strip():
            return "the teaser is said, the body waits for the call"
        return (
            "; ".join(insights.notice(_research(here, values))) or "prepared: a script may tease it"
        )

    def save(values: Values) -> Kept[Insight]:
        if insight is None:
            return insights.add(here.desk, here.place(), _research(here, values))
        return insights.edit(here.desk, insight, _research(here, values), insight.rev)

    return FormScreen("An insight", fields, here.saving(save), preview)


def story_form(here: Here, story: Story | None) -> Form:
    """A title, the four parts, and what it fits."""
    known = story or Story(0, "", "", "", "", "")
    fields = (
        Field("title", "Title", known.title),
        *(
            Field(part, part.capitalize(), getattr(known, part), hint, lines=2)
            for part, hint in zip(PARTS, _HINTS, strict=True)
        ),
        Field("tags", "Fits", ", ".join(known.tags), "jobs or companies, with commas"),
    )

    def save(values: Values) -> Kept[Story]:
        situation, task, action, result = (values[part] for part in PARTS)
        tags = tuple(values["tags"].split(","))
        told = Told(values["title"], situation, task, action, result, tags)
        if story is None:
            return stories.add(here.desk, told)
        return stories.edit(here.desk, story, told, story.rev)

    return FormScreen("A story", fields, here.saving(save))


def gain_form(here: Here, gain: Gain | None, names: dict[int, str]) -> Form:
    """What I can do now, and the gap it closes; `names` are the runs to choose from."""
    known = gain or Gain(0, "", here.today)
    closes = {"": "no gap in particular"} | {str(i): name for i, name in names.items()}
    if known.closes_application_id is not None:
        closes.setdefault(str(known.closes_application_id), "the gap at another company")
    gap = str(known.closes_application_id or "")
    fields = (
        Field("text", "What", known.text, "in the words you would say", lines=2),
        Field("kind", "Kind", known.kind, options=_GAINS),
        Field("on", "Since", _iso(known.on), "today"),
        Field("closes", "Closes the gap", gap, options=tuple(closes.items())),
    )

    def save(values: Values) -> Kept[Gain]:
        run = int(values["closes"]) if values["closes"] else None
        learned = Learned(values["text"], here.day(values), values["kind"], run)
        if gain is None:
            return gains.add(here.desk, learned)
        return gains.edit(here.desk, gain, learned, gain.rev)

    return FormScreen("What I can do now", fields, here.saving(save))


def feedback_form(here: Here, voice: Voice | None) -> Form:
    """Their words, who said them, and what I make of it."""
    desk = here.desk
    known = voice.feedback if voice is not None else None
    company_id = known.company_id if known is not None else here.place().id
    people = desk.store.people.at_company(company_id)
    voices = {"": "not noted"} | {str(p.id): p.name for p in people}
    by = known.contact_id if known is not None else None
    if by is not None and voice is not None:
        voices.setdefault(str(by), voice.by)
    fields = (
        Field("text", "Their words", known.text if known else "", "verbatim", lines=4),
        Field("by", "Who said it", str(by or ""), options=tuple(voices.items())),
        Field("change", "What I change", known.change if known else "", "space ticks it", lines=2),
        Field("on", "Said on", _iso(known.on if known else here.today), "today"),
    )

    def save(values: Values) -> Kept[Any]:
        by = int(values["by"]) if values["by"] else None
        verdict = Verdict(values["text"], by, values["change"], here.day(values))
        if known is None:
            return feedback.add(desk, here.place(), verdict)
        return feedback.edit(desk, known, verdict, known.rev)

    return FormScreen("What they said", fields, here.saving(save))


def task_about(desk: Desk, task: Task) -> str:
    """The person or the company of a task."""
    people = desk.store.people
    if task.contact_id is not None:
        return people.contact(task.contact_id).name
    return people.company(task.company_id).name if task.company_id is not None else ""


def task_form(here: Here, task: Task | None) -> Form:
    """What, when, and whom it is about."""
    desk = here.desk
    known = task or Task(0, "")
    whom = {"same": task_about(desk, known)} if task_about(desk, known) else {}
    whom |= {"": "nobody in particular"}
    whom |= {"person": here.contact.name} if here.contact else {}
    whom |= {"company": here.company.name} if here.company else {}
    fields = (
        Field("text", "To do", known.text),
        Field("on", "Day", _iso(known.due_on), "no day"),
        Field("about", "About", next(iter(whom)), options=tuple(whom.items())),
    )

    def save(values: Values) -> Kept[Task]:
        chore = Chore(values["text"], here.day(values, past=False))
        if values["about"] == "same":
            chore = replace(chore, contact_id=known.contact_id, company_id=known.company_id)
        elif values["about"] == "person" and here.contact is not None:
            chore = replace(chore, contact_id=here.contact.id)
        elif values["about"] == "company" and here.company is not None:
            chore = replace(chore, company_id=here.company.id)
        return tasks.add(desk, chore) if task is None else tasks.edit(desk, task, chore, task.rev)

    return FormScreen("To do", fields, here.saving(save))


_BECAUSE = (("", "not known"), *((str(r), sentence(r)) for r in SeatReason))
"""Why a seat may open again (S0.12)."""


def event_form(here: Here, event: CompanyEvent | None) -> Form:
    """What happened there, and when."""
    known = event or CompanyEvent(0, here.place().id, CompanyEventKind.LEFT, here.today)
    fields = (
        Field("kind", "What", known.kind, options=_EVENTS),
        Field("on", "When", _iso(known.on), "today"),
        Field("text", "More", known.text, "who, and which team"),
        *((Field("because", "Because", options=_BECAUSE),) if event is None else ()),
    )

    def save(values: Values) -> Kept[CompanyEvent]:
        because = values.get("because", "")
        happening = Happening(values["kind"], here.day(values), values["text"], because)
        if event is None:
            return events.add(here.desk, here.place(), happening)
        return events.edit(here.desk, event, happening, event.rev)

    return FormScreen("What happened there", fields, here.saving(save))


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
