"""The published JSON Schema of the export, made from the tables so that it cannot fall behind them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from followup_tui.core.words import (
    CompanyEventKind,
    ContactState,
    Decision,
    Direction,
    GainKind,
    InsightKind,
    NoteKind,
    Origin,
    Purpose,
    Rank,
    Role,
    Stage,
    Tone,
    TouchState,
)
from followup_tui.store.drivers import DateField, DateTimeField, Field, IntegerField
from followup_tui.store.tables import DERIVED, JOURNALLED, Row

_WORDS: dict[tuple[str, str], type[StrEnum]] = {
    ("contact", "role"): Role,
    ("contact", "state"): ContactState,
    ("application", "decision"): Decision,
    ("application", "stage"): Stage,
    ("application", "rank"): Rank,
    ("touch", "purpose"): Purpose,
    ("touch", "direction"): Direction,
    ("touch", "state"): TouchState,
    ("note", "kind"): NoteKind,
    ("note", "tone"): Tone,
    ("insight", "kind"): InsightKind,
    ("insight", "origin"): Origin,
    ("gain", "kind"): GainKind,
    ("event", "kind"): CompanyEventKind,
}
"""Columns that hold one of a closed list; channels and outcomes are open to words of one's own."""


def json_schema(name: str, version: int) -> dict[str, Any]:
    """The schema of an export of that format and version (JSON Schema 2020-12)."""
    tables = {table._meta.table_name: _table(table) for table in JOURNALLED}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything that followup keeps, as `followup export json` writes it",
        "type": "object",
        "required": ["format", "version", "program", "tables"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": name},
            "version": {"const": version},
            "program": {"type": "string", "description": "The version that wrote the file."},
            "tables": {
                "type": "object",
                "required": list(tables),
                "additionalProperties": False,
                "properties": tables,
            },
        },
    }


def _table(table: type[Row]) -> dict[str, Any]:
    name = table._meta.table_name
    derived = DERIVED.get(name, frozenset())
    fields = [f for f in table._meta.sorted_fields if f.column_name not in derived]
    return {
        "type": "array",
        "items": {
            "type": "object",
            "required": [f.column_name for f in fields],
            "additionalProperties": False,
            "properties": {f.column_name: _column(name, f) for f in fields},
        },
    }


def _column(table: str, field: Field) -> dict[str, Any]:
    described = _described(table, field)
    if not field.null:
        return described
    if "enum" in described:
        return {"enum": [*described["enum"], None]}
    return {**described, "type": [described["type"], "null"]}


def _described(table: str, field: Field) -> dict[str, Any]:
    words = _WORDS.get((table, field.column_name))
    if words is not None:
        return {"enum": [str(word) for word in words]}
    if field.field_type == "BOOL":
        return {"type": "integer", "enum": [0, 1]}
    if isinstance(field, DateTimeField):
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,15}$"}
    if isinstance(field, DateField):
        return {"type": "string", "format": "date"}
    if isinstance(field, IntegerField) or field.field_type == "INT":
        return {"type": "integer"}
    return {"type": "string"}
