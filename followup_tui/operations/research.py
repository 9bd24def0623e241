"""What to look up before touches that fall due soon: worked out on reading, written once it is done."""

from __future__ import annotations

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.phrases import named_date
from followup_tui.core.records import Task
from followup_tui.core.research import AHEAD, RESEARCH, Due, Proposal, proposals
from followup_tui.core.words import Section
from followup_tui.errors import NotFound
from followup_tui.operations.desk import Desk

_LOOKED_AT = 30
"""How many of the people due soon are looked at: a day never carries more."""


def to_look_up(desk: Desk) -> tuple[Proposal, ...]:
    """What is worth looking up now; reading it writes nothing."""
    rules = desk.rules()
    until = rules.workdays.after(desk.today, AHEAD)
    soon = [
        item
        for group in desk.store.agenda.groups(desk.today)
        if group.section in (Section.WAITING, Section.TODAY, Section.WEEK)
        for item in desk.store.agenda.page(group, desk.today, _LOOKED_AT)
        if item.due_on <= until
    ]
    return proposals((_due(desk, i) for i in soon[:_LOOKED_AT] if i.company), desk.today, rules)


def looked_up(desk: Desk, company_id: int) -> Task:
    """It was looked up: nothing more is proposed for this company for a month."""
    proposal = next((p for p in to_look_up(desk) if p.company_id == company_id), None)
    if proposal is None:
        raise NotFound("Nothing needs looking up there just now.")
    with desk.store.action(f"looked up {desk.store.people.company(company_id).name}") as action:
        task_id = action.insert(
            "task",
            company_id=company_id,
            kind=RESEARCH,
            text=proposal.text,
            due_on=proposal.due_on,
            done_on=desk.today,
        )
    return desk.store.material.task(task_id)


def in_words(proposal: Proposal, desk: Desk) -> str:
    """ "Look for news of Acme before you turn to Ann Lee (Tue 3 Mar)"."""
    return f"{proposal.text} ({named_date(proposal.due_on, desk.today)})"


def _due(desk: Desk, item: AgendaItem) -> Due:
    contact = desk.store.people.contact(item.contact_id)
    company_id = contact.company_id or 0
    material = desk.store.material
    return Due(
        company_id,
        item.company,
        item.contact,
        item.purpose,
        item.due_on,
        material.notes(contact.id, company_id),
        material.insights(company_id),
        material.last_task(company_id, RESEARCH),
    )
