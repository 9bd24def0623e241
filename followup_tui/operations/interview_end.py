"""The end of an interview as a check list: a good note, interest stated, business cards (S0.27, S4.18)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from followup_tui.core.circle import INTERVIEW_END
from followup_tui.core.phrases import listed, short_date
from followup_tui.core.records import Contact
from followup_tui.core.workdays import Workdays
from followup_tui.operations.planning import Planning

_CARDS = "business-cards"


class Ending(StrEnum):
    """On what note an interview ended."""

    GOOD = "good"
    MIXED = "mixed"


def close_interview(
    plan: Planning,
    company_id: int,
    on: date,
    people: Iterable[Contact],
    ending: Ending | None,
    interest_stated: bool | None,
    remarks: list[str],
) -> list[int]:
    """Write what is left to do after an interview; returns the open tasks, by id."""
    tasks: list[int] = []
    if ending is not None and (ended := _ending(plan, company_id, on, ending)) is not None:
        tasks.append(ended)
    if interest_stated is False:
        remarks.append("you did not say that you would like the job: the thank-you says it for you")
    without = [p.name for p in people if not (p.emails or p.phones or p.linkedin)]
    if without and (cards := _cards(plan, company_id, without)) is not None:
        tasks.append(cards)
    return tasks


def _ending(plan: Planning, company_id: int, on: date, ending: Ending) -> int | None:
    """A good note is ticked off at once; otherwise the thank-you is the time for it."""
    day = short_date(on, plan.today)
    known = plan.desk.store.material.tasks_of_kind(company_id, INTERVIEW_END)
    good = f"interview of {day}: ended on a good note"
    mixed = f"interview of {day}: let the thank-you end it on a good note"
    if any(t.text in (good, mixed) for t in known):
        return None
    done = ending is Ending.GOOD
    task = plan.action.insert(
        "task",
        company_id=company_id,
        kind=INTERVIEW_END,
        text=good if done else mixed,
        due_on=plan.today,
        done_on=on if done else None,
    )
    return None if done else task


def _cards(plan: Planning, company_id: int, without: list[str]) -> int | None:
    text = f"Find the business card or an address of {listed(without)}"
    known = plan.desk.store.material.tasks_of_kind(company_id, _CARDS)
    if any(t.text == text for t in known):
        return None
    workdays: Workdays = plan.rules.workdays
    return plan.action.insert(
        "task",
        company_id=company_id,
        kind=_CARDS,
        text=text,
        due_on=workdays.after(plan.today),
    )
