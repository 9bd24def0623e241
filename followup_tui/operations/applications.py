"""What is known of one run at a job, told later: how far, which rank, why not, and who started when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from followup_tui.core.reasons import sentence
from followup_tui.core.records import Application, Company
from followup_tui.core.text import clean_line
from followup_tui.core.words import Rank, Stage
from followup_tui.errors import NotFound, RuleError
from followup_tui.operations.desk import Desk
from followup_tui.operations.identifiers import identifier
from followup_tui.operations.keeping import Kept, words


@dataclass(frozen=True, slots=True)
class Facts:
    """A run as a form or a command line gives it."""

    role: str = ""
    stage: str = ""
    rank: str = ""
    reason: str = ""
    """One of the usual reasons, or their own words (S0.24, S4.4)."""
    successor: date | None = None
    """The first day of whoever got the job: from then on the seat clock runs (S0.9)."""


def run_at(desk: Desk, company: Company, role: str = "") -> Application:
    """The newest run at a company, of that role when one is given. Raises NotFound or RuleError."""
    wanted = clean_line(role, 200).casefold()
    runs = [
        a for a in desk.store.people.applications(company.id) if wanted in ("", a.role.casefold())
    ]
    if not runs:
        of = f" as {clean_line(role, 80)}" if wanted else ""
        raise NotFound(f"No application{of} is known at {company.name}.")
    if len({a.role.casefold() for a in runs}) > 1 and not wanted:
        roles = ", ".join(a.role or "a job without a name" for a in runs)
        raise RuleError(f"There are several at {company.name}: {roles}. Say which with --role.")
    return max(runs, key=lambda a: (a.decided_on or date.min, a.id))


def edit(desk: Desk, application: Application, facts: Facts) -> Kept[Application]:
    """Change what is known of a run; no plan moves, since none of it is a decision."""
    company = desk.store.people.company(application.company_id)
    did = f"edit the application at {company.name}"
    values: dict[str, Any] = {
        "role": clean_line(facts.role, 200),
        "stage": identifier(Stage, facts.stage, "stage") if facts.stage else None,
        "rank": identifier(Rank, facts.rank, "rank") if facts.rank else Rank.UNKNOWN,
        "reason": words(sentence(facts.reason)),
        "successor_started_on": facts.successor,
    }
    with desk.store.action(did) as action:
        action.update("application", application.id, **values)
    runs = desk.store.people.applications(company.id)
    return Kept(next(a for a in runs if a.id == application.id), did)


def as_given(application: Application) -> Facts:
    """A run as a form would show it, for changing a part of it."""
    return Facts(
        application.role,
        application.stage or "",
        application.rank,
        application.reason,
        application.successor_started_on,
    )
