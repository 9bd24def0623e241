"""What a record says of its fields is what comes out of the columns: it is read, and not evaluated."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from followup_tui.core import records
from followup_tui.core.agenda import AgendaItem
from followup_tui.core.news import Alert, Clipping, Feed
from followup_tui.core.outgoing import Act, Appointment
from followup_tui.core.people_table import PersonRow
from followup_tui.store.mapping import into

_READ = (
    *(r for r in vars(records).values() if is_dataclass(r)),
    AgendaItem,
    PersonRow,
    Appointment,
    Act,
    Alert,
    Clipping,
    Feed,
)


@pytest.mark.parametrize("record", _READ)
def test_a_column_becomes_what_the_annotation_says(record: type[Any]) -> None:
    """Days, times, flags, words and lists, in every field of every record."""
    raw: dict[Any, Any] = {str: "Ann", int: 1, bool: 1, tuple: '["a"]'}
    raw |= {date: "2026-03-02", datetime: "2026-03-02 10:00:00"}
    kinds = {name: _kind(hint) for name, hint in get_type_hints(record).items()}
    raw |= {kind: next(iter(kind)).value for kind in kinds.values() if issubclass(kind, StrEnum)}
    made = into(record, {name: raw[kind] for name, kind in kinds.items()})
    assert {name: type(getattr(made, name)) for name in kinds} == kinds


def _kind(hint: Any) -> Any:
    """The class of the values that a field takes when it has one."""
    if get_origin(hint) is tuple:
        return tuple
    return next((a for a in get_args(hint) if a is not type(None)), hint)
