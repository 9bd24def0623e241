"""Companies by the name that somebody types: found, or made and then said so."""

from __future__ import annotations

from followup_tui.core.names import Candidate, company_key, worded
from followup_tui.core.text import clean_line
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_exactly
from followup_tui.store.journal import Action

_ALIKE = 88
"""How alike two company names are, of 100, before one is proposed for the other."""
_PROPOSED = 3


def company_for(desk: Desk, action: Action, name: str, remarks: list[str]) -> int | None:
    """The company of that name, created if unknown and then said so; None for an empty name.

    A near spelling is named in the remark and never taken unasked.
    """
    name = clean_line(name, 200)
    if not name:
        return None
    known = company_exactly(desk, name)
    if known is not None:
        return known.id
    near = near_spelling(desk, name)
    hint = f"; is it the same as {near}? `followup merge` joins them" if near else ""
    remarks.append(f"new company: {name}{hint}")
    return action.insert("company", name=name, name_key=company_key(name))


def near_spelling(desk: Desk, name: str) -> str:
    """The names of known companies that may be meant; empty when none is near.

    The words of a longer name are as near as a slip of the keys: "Acme" may be "Acme Tools".
    """
    known = desk.store.people.all_company_names()
    if not known:
        return ""
    longer = worded(company_key(name), (Candidate(*row) for row in known))
    if longer:
        return " or ".join(sorted(candidate.name for candidate in longer)[:_PROPOSED])
    from rapidfuzz import fuzz, process  # only a name that is new pays for it

    keys = {company_id: key for company_id, _, key in known if key}
    found = process.extractOne(company_key(name), keys, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if found is None:
        return ""
    return next(shown for company_id, shown, _ in known if company_id == found[2])
