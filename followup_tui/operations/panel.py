"""Who was met at a company: found by name, created when unknown, starred."""

from __future__ import annotations

from collections.abc import Iterable

from followup_tui.core.dossier import Dossier
from followup_tui.core.names import Candidate, best_matches, person_key
from followup_tui.core.panel import Panel
from followup_tui.core.records import Contact
from followup_tui.core.text import clean_line
from followup_tui.core.words import ContactState
from followup_tui.errors import NotFound, UsageError
from followup_tui.operations.lookup import contact_exactly, contact_named
from followup_tui.operations.people import Details, insert_contact
from followup_tui.operations.planning import Planning


def person_there(plan: Planning, company_id: int, name: str, remarks: list[str]) -> Contact:
    """The person of that name at the company, anyone known so, or someone new there."""
    name = clean_line(name, 200)
    if not name:
        raise UsageError("Someone you met needs a name; “two engineers” will do for now.")
    if name.startswith("#"):
        known: Contact | None = contact_named(plan.desk, name)
    else:
        known = contact_exactly(plan.desk, name, company_id) or _known_there(plan, company_id, name)
    if known is not None:
        if known.company_id is None:
            plan.action.update("contact", known.id, company_id=company_id)
        return plan.desk.store.people.contact(known.id)
    remarks.append(f"new person: {name}")
    placeholder = name.split()[0].casefold() in _NUMERALS
    details = Details(name=name)
    more = {"company_id": company_id, "placeholder": placeholder}
    contact_id = insert_contact(plan.desk, plan.action, details, [], **more)
    if placeholder:
        plan.action.insert(
            "task",
            contact_id=contact_id,
            company_id=company_id,
            text=f"Find out the names of “{name}”, then rename or add them",
            due_on=plan.rules.workdays.after(plan.today),
        )
    return plan.desk.store.people.contact(contact_id)


_NUMERALS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "several",
    "some",
    "an",
    "a",
    "the",
    "2",
    "3",
    "4",
)


def _known_there(plan: Planning, company_id: int, name: str) -> Contact | None:
    """Somebody at this company whom part of the name means; their namesakes elsewhere do not count."""
    people = plan.desk.store.people.at_company(company_id)
    candidates = [Candidate(p.id, p.name, person_key(p.name)) for p in people]
    found = best_matches(person_key(name), candidates)
    if len(found) > 1:
        listed = tuple(f"#{c.id} {c.name}" for c in found)
        raise NotFound(f"“{name}” could be several people there: {'; '.join(listed)}.", listed)
    return next((p for p in people if found and p.id == found[0].id), None)


def star_people(plan: Planning, contact_ids: Iterable[int], remarks: list[str]) -> None:
    """Star some people in an open action; whoever asked me to stop stays without."""
    for person in plan.desk.store.people.contacts(sorted(contact_ids)):
        if person.state is ContactState.STOPPED:
            remarks.append(f"{person.name} asked you to stop: they stay without a star")
            continue
        plan.action.update(
            "contact",
            person.id,
            starred=True,
            # The first star is the one voice there, so an older one keeps its day.
            starred_on=person.starred_on or plan.today,
            kept_warm_on=person.kept_warm_on or plan.today,
        )


def dossiers_of(plan: Planning, company_id: int, panel: Panel) -> dict[int, Dossier]:
    """What the rules look at for the panel and every star at the company."""
    stars = [p.id for p in plan.desk.store.people.at_company(company_id) if p.starred]
    everyone = {p.id for p in panel.everyone} | set(stars)
    return {i: plan.dossier(i) for i in sorted(everyone)}
