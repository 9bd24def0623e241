"""What a reading of a person asks: one question a kind of record, none of them in any order."""

from __future__ import annotations

from functools import cache

from followup_tui.core.records import (
    Application,
    Company,
    CompanyEvent,
    Contact,
    Draft,
    Employment,
    Feedback,
    Gain,
    Insight,
    Interview,
    Note,
    Opening,
    Story,
    Touch,
)
from followup_tui.store.mapping import columns_of
from followup_tui.store.together import Question, Together

LATELY = 80
"""How many touches back the notes about other people go."""


def used_on(table: str) -> str:
    """The last day on which a done touch carried a row of a table."""
    return (
        "(SELECT max(touch.day) FROM used JOIN touch ON touch.id = used.touch_id"
        f" WHERE used.kind = '{table}' AND used.ref = {table}.id)"
    )


STANDING = (
    "FROM draft LEFT JOIN touch ON touch.id = draft.touch_id"
    " WHERE draft.contact_id = ?1 AND (draft.touch_id IS NULL"
    " OR (touch.state = 'planned' AND touch.contact_id = draft.contact_id))"
)
"""The draft of a contact, while the touch it was written for is still planned."""
IS_ASIDE = (
    "EXISTS (SELECT 1 FROM setting WHERE key = 'set-aside.' || draft.contact_id"
    " AND value = draft.changed_at)"
)
"""Whether the words of a draft gave way to those of the template."""

_COMPANY = "(SELECT company_id FROM contact WHERE id = ?1)"
_THERE = f"(contact.id = ?1 OR contact.company_id = {_COMPANY})"
_AROUND = f"(touch.contact_id = ?1 OR touch.company_id = {_COMPANY})"
_NO_COLUMN = "NULL"


def _of(record: type, table: str, source: str, **instead: str) -> Question:
    return Question(columns_of(record, table, **instead), source)


_FOR_THE_RULES = {
    "people": _of(
        Contact,
        "contact",
        # An order of joins that is written as CROSS JOIN is kept by the planner.
        f"FROM contact WHERE {_THERE}",
        emails=_NO_COLUMN,
        phones=_NO_COLUMN,
        company=_NO_COLUMN,
    ),
    "addresses": Question(
        ("address.contact_id", "address.kind", "address.value", "address.position", "address.id"),
        "FROM contact CROSS JOIN address WHERE address.contact_id = contact.id"
        f" AND address.bounced_on IS NULL AND {_THERE}",
    ),
    "company": _of(Company, "company", f"FROM company WHERE id = {_COMPANY}"),
    "applications": _of(
        Application, "application", f"FROM application WHERE company_id = {_COMPANY}"
    ),
    "interviews": _of(
        Interview,
        "interview",
        "FROM application CROSS JOIN interview WHERE interview.application_id = application.id"
        f" AND application.company_id = {_COMPANY}",
        contact_ids=_NO_COLUMN,
    ),
    "met": Question(
        ("met.interview_id", "met.contact_id", "met.id"),
        "FROM application CROSS JOIN interview CROSS JOIN met"
        " WHERE interview.application_id = application.id AND met.interview_id = interview.id"
        f" AND application.company_id = {_COMPANY}",
    ),
    "touches": Question(
        (
            *columns_of(
                Touch,
                "touch",
                contact="coalesce(contact.name, '')",
                company="coalesce(company.name, '')",
                used=_NO_COLUMN,
            ),
            "touch.day",
        ),
        "FROM touch LEFT JOIN contact ON contact.id = touch.contact_id"
        f" LEFT JOIN company ON company.id = touch.company_id WHERE {_AROUND}",
    ),
    "used": Question(
        ("used.touch_id", "used.kind", "used.ref", "used.text", "used.id"),
        "FROM touch CROSS JOIN used WHERE used.touch_id = touch.id AND touch.state = 'done'"
        f" AND {_AROUND}",
    ),
    "wishes": _of(
        Note,
        "note",
        "FROM contact CROSS JOIN note WHERE note.contact_id = contact.id AND note.kind = 'wish'"
        f" AND {_THERE}",
        used_on=_NO_COLUMN,
    ),
    "insights": _of(
        Insight,
        "insight",
        f"FROM insight WHERE company_id = {_COMPANY}",
        used_on=used_on("insight"),
    ),
    "patience": Question(
        ("done_on",),
        "FROM task WHERE contact_id = ?1 AND kind = 'silence' AND done_on IS NOT NULL",
    ),
}

_FOR_THE_PANES = {
    "notes": _of(
        Note,
        "note",
        f"FROM note WHERE contact_id = ?1 OR company_id = {_COMPANY}",
        used_on=used_on("note"),
    ),
    "openings": _of(Opening, "opening", f"FROM opening WHERE company_id = {_COMPANY}"),
    "employment": _of(Employment, "employment", "FROM employment WHERE contact_id = ?1"),
    "feedback": _of(Feedback, "feedback", f"FROM feedback WHERE company_id = {_COMPANY}"),
    "events": _of(CompanyEvent, "event", f"FROM event WHERE company_id = {_COMPANY}"),
    "draft": _of(Draft, "draft", f"{STANDING} AND NOT {IS_ASIDE}"),
}

_OF_MINE = {
    "employed": Question(("value",), "FROM setting WHERE key = 'employed_since'"),
    "away": Question(("first", "last"), "FROM away"),
    "gains": _of(Gain, "gain", "FROM gain", used_on=used_on("gain")),
}

_FOR_SCRIPTS = {
    "stories": _of(Story, "story", "FROM story", used_on=used_on("story")),
    "noted": _of(
        Note,
        "note",
        "FROM note WHERE kind IN ('common', 'observation') AND contact_id IN"
        " (SELECT contact_id FROM touch WHERE state = 'done' AND done_on > ''"
        f" ORDER BY done_on DESC LIMIT {LATELY})",
        used_on=_NO_COLUMN,
    ),
}


@cache
def for_the_rules() -> Together:
    """What the rules look at."""
    return Together(_FOR_THE_RULES)


@cache
def for_the_panes() -> Together:
    """The same, and what is shown and said besides."""
    return Together(_FOR_THE_RULES | _FOR_THE_PANES)


@cache
def of_mine() -> Together:
    """What is the same whoever is shown."""
    return Together(_OF_MINE)


@cache
def for_scripts() -> Together:
    """What scripts need besides, whoever they are for: nobody who only looks reads that."""
    return Together(_FOR_SCRIPTS)
