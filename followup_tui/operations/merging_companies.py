"""Two names of one company become one: its people, runs, notes and touches are together again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from followup_tui.core.names import company_key
from followup_tui.core.records import Company
from followup_tui.core.text import clean_line, fold
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named
from followup_tui.operations.merge_preview import COMPANY_FIELDS, Side, preview, sides
from followup_tui.operations.people import replan_company
from followup_tui.operations.planning import planning
from followup_tui.store.duplicates import ALSO_CALLED
from followup_tui.store.journal import Action

MOVED = (
    "contact", "application", "opening", "touch", "note", "insight", "feedback", "task", "event",
)  # fmt: skip
"""What refers to a company and moves as it is; feeds and alerts leave doubles behind."""


def company_to_merge(desk: Desk, text: str) -> Company:
    """The company meant: by number, by its very spelling, else by name. Raises NotFound.

    Names that differ in the legal form alone are one name everywhere else.
    """
    text = clean_line(text)
    if re.fullmatch(r"#[0-9]{1,15}", text):
        return desk.store.people.company(int(text[1:]))
    spelt = [row for row in desk.store.people.all_company_names() if fold(row[1]) == fold(text)]
    return desk.store.people.company(spelt[0][0]) if len(spelt) == 1 else company_named(desk, text)


@dataclass(frozen=True, slots=True)
class MergedCompany:
    """A company after another joined it."""

    company: Company
    did: str
    remarks: tuple[str, ...] = ()


def merge_companies(
    desk: Desk, keep: Company, other: Company, choices: Mapping[str, str] | None = None
) -> MergedCompany:
    """Make one company of two. `choices` say whose value of a field remains: keep or other.

    No longer wanted and paused stay so: the merge never writes to people whom I left in peace. The
    other name leads here from now on. One undo takes it back. Raises UsageError.
    """
    rows = preview(desk, keep, other)
    chosen = sides(rows, choices or {}, COMPANY_FIELDS)
    did = f"merge {other.name} into {keep.name}"
    with desk.store.action(did) as action:
        for table in MOVED:
            for row in desk.store.duplicates.rows(table, "company_id", other.id):
                action.update(table, _id(row), company_id=keep.id)
        _move_feeds(desk, action, keep, other)
        _move_alerts(desk, action, keep, other)
        values = _joined(keep, other, chosen)
        action.update("company", keep.id, **values)
        _remember_names(desk, action, keep, other, str(values["name_key"]))
        action.delete("company", other.id)
        remarks = _plan_anew(desk, action, keep.id)
    return MergedCompany(desk.store.people.company(keep.id), did, tuple(remarks))


def _joined(keep: Company, other: Company, chosen: Mapping[str, Side]) -> dict[str, Any]:
    of: dict[Side, Company] = {"keep": keep, "other": other}
    values: dict[str, Any] = {name: getattr(of[chosen[name]], name) for name in COMPANY_FIELDS}
    followed = [c.page_followed_on for c in (keep, other) if c.page_followed_on is not None]
    paused = [c.paused_until for c in (keep, other) if c.paused_until is not None]
    return values | {
        "name_key": company_key(values["name"]),
        "wanted": keep.wanted and other.wanted,
        "page_followed_on": min(followed, default=None),
        "paused_until": max(paused, default=None),
    }


def _plan_anew(desk: Desk, action: Action, company_id: int) -> list[str]:
    """One voice from now on, whoever it was at either of the two."""
    plan = planning(desk, action)
    company = desk.store.people.company(company_id)
    if company.wanted:
        replan_company(plan, company_id)
        return []
    reason = f"{company.name} is no longer wanted"
    for person in desk.store.people.at_company(company_id):
        plan.cancel_all(person.id, reason)
    return [reason]


def _remember_names(
    desk: Desk, action: Action, keep: Company, other: Company, name_key: str
) -> None:
    """Who types or imports a name that is gone finds the company that it became part of."""
    store = desk.store.duplicates
    uid = store.uid("company", keep.id)
    for row in store.also_called(store.uid("company", other.id)):
        action.update("setting", row, value=uid)
    for lost in {company_key(keep.name), company_key(other.name)} - {name_key}:
        key = f"{ALSO_CALLED}{lost}"
        known = store.setting_row(key)
        if known is None:
            action.insert("setting", key=key, value=uid)
        else:
            action.update("setting", known, value=uid)


def _move_feeds(desk: Desk, action: Action, keep: Company, other: Company) -> None:
    """A feed that both follow is followed once, with all that it ever brought."""
    store = desk.store.duplicates
    here = {_address(row): _id(row) for row in store.rows("feed", "company_id", keep.id)}
    for row in store.rows("feed", "company_id", other.id):
        double = here.get(_address(row))
        if double is None:
            action.update("feed", _id(row), company_id=keep.id)
            continue
        known = {item["key"] for item in store.rows("feed_item", "feed_id", double)}
        for item in store.rows("feed_item", "feed_id", _id(row)):
            if item["key"] in known:
                action.delete("feed_item", _id(item))
            else:
                action.update("feed_item", _id(item), feed_id=double)
        action.delete("feed", _id(row))


def _move_alerts(desk: Desk, action: Action, keep: Company, other: Company) -> None:
    store = desk.store.duplicates
    here = {(r["service"], r["query"]): r for r in store.rows("alert", "company_id", keep.id)}
    for row in store.rows("alert", "company_id", other.id):
        double = here.get((row["service"], row["query"]))
        if double is None:
            action.update("alert", _id(row), company_id=keep.id)
            continue
        looked = max(
            (date.fromisoformat(str(r["looked_on"])) for r in (row, double) if r["looked_on"]),
            default=None,
        )
        action.update("alert", _id(double), looked_on=looked)
        action.delete("alert", _id(row))


def _address(row: Mapping[str, object]) -> str:
    return str(row["url"]).strip().rstrip("/").casefold()


def _id(row: Mapping[str, object]) -> int:
    number = row["id"]
    assert isinstance(number, int)
    return number
