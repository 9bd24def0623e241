"""Verbs about insights: a teaser that may be said, and behind it what is kept back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup_tui.core.purpose import next_purpose
from followup_tui.core.records import Company, Insight, Touch
from followup_tui.core.teaser import given_away
from followup_tui.core.text import clean_line
from followup_tui.core.words import InsightKind, Origin, Purpose
from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.keeping import Kept, brief, company_id_for, past_day, words
from followup_tui.operations.planning import Planning, planning

_KEEPING = (Purpose.KEEP_WARM, Purpose.VALUE)
_SECRET = {
    Origin.CONFIDENCE: "told in confidence: no script will tease it",
    Origin.INTERVIEW: "heard in an interview: no script for another company will tease it",
}


@dataclass(frozen=True, slots=True)
class Research:
    """An insight as a form or a command line gives it."""

    teaser: str = ""
    body: str = ""
    analysis: str = ""
    """What I make of it: the brief for the call (S1.33)."""
    kind: str = InsightKind.OTHER
    origin: str = Origin.PUBLIC
    source: str = ""
    """Where it stands or who said it (S1.24)."""
    on: date | None = None
    """The day I found it; today when it is not given."""


def add(desk: Desk, company: Company | str, research: Research) -> Kept[Insight]:
    """Keep an insight; the company is created when unknown, and planned touches may bring it."""
    values = _columns(research)
    found_on = past_day(desk, research.on, "you found it")
    name = company.name if isinstance(company, Company) else clean_line(company, 200)
    did = f"insight for {name}: {brief(str(values['teaser'] or values['body']))}"
    remarks = _remarks(values)
    with desk.store.action(did) as action:
        company_id = company_id_for(desk, action, company, remarks)
        if company_id is None:
            raise UsageError("An insight needs the name of the company it is for.")
        insight_id = action.insert("insight", company_id=company_id, on=found_on, **values)
        remarks += _reconsider(planning(desk, action), company_id)
    return Kept(desk.store.material.insight(insight_id), did, tuple(remarks))


def edit(desk: Desk, insight: Insight, research: Research, rev: int | None = None) -> Kept[Insight]:
    """Change an insight; without a day it keeps its own.

    Raises Conflict when it was changed elsewhere meanwhile.
    """
    values = _columns(research)
    if research.on is not None:
        values["on"] = past_day(desk, research.on, "you found it")
    did = f"edit an insight: {brief(str(values['teaser'] or values['body']))}"
    remarks = _remarks(values)
    with desk.store.action(did) as action:
        action.update("insight", insight.id, rev=rev, **values)
        remarks += _reconsider(planning(desk, action), insight.company_id)
    return Kept(desk.store.material.insight(insight.id), did, tuple(remarks))


def delete(desk: Desk, insight: Insight) -> str:
    """Remove an insight; undo brings it back. Returns what was done."""
    did = f"delete an insight: {brief(insight.teaser or insight.body)}"
    with desk.store.action(did) as action:
        action.delete("insight", insight.id)
        _reconsider(planning(desk, action), insight.company_id)
    return did


def notice(research: Research) -> tuple[str, ...]:
    """What a script may do with such an insight, before it is kept. Raises UsageError as `add`."""
    return tuple(_remarks(_columns(research)))


def as_given(insight: Insight) -> Research:
    """An insight as a form would show it, for changing a part of it."""
    return Research(
        insight.teaser,
        insight.body,
        insight.analysis,
        insight.kind,
        insight.origin,
        insight.source,
    )


def _columns(research: Research) -> dict[str, object]:
    """The columns of an insight. Raises UsageError for one that says nothing or too much."""
    teaser, body = clean_line(research.teaser, 500), words(research.body)
    if not teaser and not body:
        raise UsageError("An insight needs a teaser to say and a body to keep back.")
    if given_away(teaser, body).whole:
        raise UsageError(
            "The teaser tells all there is: say in it that you found something, not what."
        )
    return {
        "teaser": teaser,
        "body": body,
        "analysis": words(research.analysis),
        "kind": identifier(InsightKind, research.kind, "kind of insight"),
        "origin": identifier(Origin, research.origin, "origin"),
        "source": clean_line(research.source, 2_000),
    }


def _remarks(values: dict[str, object]) -> list[str]:
    """What a script may do with it, where that is less than one might think (S1.29, S1.30)."""
    teaser, body = str(values["teaser"]), str(values["body"])
    remarks = []
    if not body:
        remarks.append("not prepared yet: no script teases it until the body is there")
    elif not teaser:
        remarks.append("not prepared yet: no script teases it until there is a teaser")
    elif found := given_away(teaser, body):
        told = ", ".join(found.words)
        remarks.append(f"the teaser tells some of it already ({told}): keep that for the call")
    if secret := _SECRET.get(Origin(str(values["origin"]))):
        remarks.append(secret)
    return remarks


def _reconsider(plan: Planning, company_id: int) -> list[str]:
    """Planned touches there take up a new insight, or do without one; their dates stay (S1.27)."""
    remarks = []
    for person in plan.desk.store.people.at_company(company_id):
        dossier = plan.dossier(person.id)
        touch = next((t for t in dossier.planned if _is_open(t)), None)
        if touch is None:
            continue
        purpose, reason = next_purpose(dossier, plan.rules)
        if purpose is touch.purpose or purpose not in _KEEPING:
            continue
        why = [part for part in touch.why.split("; ") if part != _READY]
        why += [reason] if reason else []
        plan.action.update("touch", touch.id, purpose=purpose, why="; ".join(filter(None, why)))
        if purpose is Purpose.VALUE:
            remarks.append(f"the next touch with {person.name} can bring it")
    return remarks


_READY = "an unused insight is ready"
"""The reason that `core.purpose` gives for a value touch."""


def _is_open(touch: Touch) -> bool:
    """A touch of the running plan whose script has not left the program yet."""
    return touch.purpose in _KEEPING and touch.handed_at is None
