"""Rows become frozen records here, and values become what a row can hold."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from followup_tui.errors import Corrupt

Record = TypeVar("Record")


def into(record: type[Record], row: Mapping[str, Any], **extra: Any) -> Record:
    """A record from the columns of the same name; `extra` supplies what no column holds.

    Raises Corrupt for a row that holds what nobody wrote.
    """
    values = dict(extra)
    try:
        for name, convert in _converters(record):  # type: ignore[arg-type]
            if name not in values and name in row:
                raw = row[name]
                values[name] = convert(raw) if raw is not None else None
        return record(**values)
    except (ValueError, TypeError) as exc:
        raise Corrupt(
            "A row of the database is damaged: run `followup doctor`, then `followup restore` a backup."
        ) from exc


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
        return json.dumps(list(value), ensure_ascii=False)
    return value


@cache
def _converters(record: type) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = typing.get_type_hints(record)
    return tuple((f.name, _converter(hints[f.name])) for f in fields(record))


def _converter(hint: Any) -> Callable[[Any], Any]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    if typing.get_origin(hint) is tuple:
        return lambda raw: tuple(json.loads(raw)) if isinstance(raw, str) else tuple(raw)
    if isinstance(hint, type):
        if issubclass(hint, datetime):
            return lambda raw: datetime.fromisoformat(raw) if isinstance(raw, str) else raw
        if issubclass(hint, date):
            return lambda raw: date.fromisoformat(raw) if isinstance(raw, str) else raw
        if issubclass(hint, (StrEnum, bool)):
            return hint
    return lambda raw: raw
