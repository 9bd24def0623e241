"""Rows become frozen records here, and values become what a row can hold."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from followup_tui.errors import Corrupt

Record = TypeVar("Record")
_WRONG = (ValueError, TypeError, KeyError)
_DAMAGED = (
    "A row of the database is damaged: run `followup doctor`, then `followup restore` a backup."
)
_Convert = Callable[[Any], Any]


def into(record: type[Record], row: Mapping[str, Any], **extra: Any) -> Record:
    """A record from the columns of the same name; `extra` supplies what no column holds.

    Raises Corrupt for a row that holds what nobody wrote.
    """
    values = dict(extra)
    try:
        for name, convert in _converters(record):  # type: ignore[arg-type]
            if name not in values and name in row:
                raw = row[name]
                values[name] = raw if raw is None or convert is None else convert(raw)
        return record(**values)
    except _WRONG as exc:
        raise Corrupt(_DAMAGED) from exc


def columns_of(record: type, table: str, **instead: str) -> tuple[str, ...]:
    """The columns that hold a record, in the order of its fields; `instead` names other expressions."""
    return tuple(instead.get(f.name, f'{table}."{f.name}"') for f in fields(record))


def made(record: type[Record], row: Sequence[Any], **extra: Any) -> Record:
    """A record from the values that `columns_of` asks for; `extra` replaces what no column holds.

    Longer rows are cut off. Raises Corrupt for a row that holds what nobody wrote.
    """
    places, conversions = _places(record)  # type: ignore[arg-type]
    values = list(row[: len(places)])
    try:
        for place, convert in conversions:
            if values[place] is not None:
                values[place] = convert(values[place])
        for name, value in extra.items():
            values[places[name]] = value
        return record(*values)
    except _WRONG as exc:
        raise Corrupt(_DAMAGED) from exc


def plain(value: Any) -> Any:
    """A value as a column holds it: dates and times as ISO text, flags as 0 and 1."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (tuple, list)):
        import json  # few columns hold a list

        return json.dumps(list(value), ensure_ascii=False)
    return value


def listed(raw: Any) -> tuple[Any, ...]:
    """The list that `plain` made a text of."""
    if isinstance(raw, str):
        import json  # few columns hold a list

        raw = json.loads(raw)
    return tuple(raw)


@cache
def _converters(record: type) -> tuple[tuple[str, _Convert | None], ...]:
    """How the value of every field comes about; None where the column holds it as it is."""
    return tuple((f.name, _converter(record, str(f.type))) for f in fields(record))


@cache
def _places(record: type) -> tuple[dict[str, int], tuple[tuple[int, _Convert], ...]]:
    """Where each field of a record stands, and how those come about that are converted."""
    found = list(enumerate(_converters(record)))
    places = {name: place for place, (name, _) in found}
    return places, tuple((place, convert) for place, (_, convert) in found if convert is not None)


def _converter(record: type, annotation: str) -> _Convert | None:
    """By the annotation as it is written: to evaluate them all takes longer than to read a person."""
    name = annotation.removesuffix(" | None")
    if name.startswith("tuple["):
        return listed
    if name == "bool":
        return bool
    kind = getattr(sys.modules[record.__module__], name, None)
    if kind is datetime:
        return lambda raw: datetime.fromisoformat(raw) if isinstance(raw, str) else raw
    if kind is date:
        return lambda raw: date.fromisoformat(raw) if isinstance(raw, str) else raw
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        # Asking the class takes ten times as long, and a row has several of them.
        return {str(member): member for member in kind}.__getitem__
    return None
