"""Sheets that go out: a list of people, and a log of the search; no cell begins a formula (P17)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from followup_tui.core.outgoing import Act, Card
from followup_tui.core.words import spoken
from followup_tui.exchange.cells import NOTES, PEOPLE, guard, several

LOG: Final = ("date", "employer", "person", "method", "result")
"""The header of the log of the search."""

_MARK: Final = "\ufeff"
"""Without it a spreadsheet reads UTF-8 as something else."""


def people_sheet(cards: Iterable[Card], *, private: bool) -> str:
    """One row a person; the last column, their notes, only with `private`."""
    header = (*PEOPLE, NOTES) if private else PEOPLE
    return _sheet(header, (_person(card)[: len(header)] for card in cards))


def work_log(acts: Iterable[Act]) -> str:
    """What an employment office asks for, one row an act, in words for people."""
    rows = (
        (str(act.on), act.employer, act.person, spoken(act.method), spoken(act.result))
        for act in acts
    )
    return _sheet(LOG, rows)


def _person(card: Card) -> tuple[str, ...]:
    contact = card.contact
    composed = {
        "emails": several(tuple(address.value for address in card.emails)),
        "phones": several(tuple(address.value for address in card.phones)),
        "starred": "yes" if contact.starred else "",
        "tags": several(card.tags),
    }
    plain = {name: str(getattr(contact, name)) for name in PEOPLE if name not in composed}
    cells = plain | composed
    return (*(cells[name] for name in PEOPLE), card.note)


def _sheet(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    text.write(_MARK)
    sheet = csv.writer(text)
    sheet.writerow(header)
    sheet.writerows([guard(cell) for cell in row] for row in rows)
    return text.getvalue()
