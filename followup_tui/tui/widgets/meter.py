"""The row under a script that says at a glance how it stands: gaps, length, parts, likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from followup_tui.tui.lines import Line, Span
from followup_tui.tui.theme import Signs

if TYPE_CHECKING:
    from followup_tui.operations.drafting import Script
    from followup_tui.scripts.meter import Limit

_PARTS = (("purpose",), ("interest",), ("news",), ("question", "asks"))
"""What a script that keeps somebody warm has (S3.20), the long word before the short one."""


@dataclass(frozen=True, slots=True)
class _Item:
    words: tuple[str, ...]
    """The same in ever fewer letters."""
    fine: bool | None = True
    """None: a number that nobody judges."""

    def spans(self, short: bool, signs: Signs) -> list[Span]:
        words = self.words[-1 if short else 0]
        if self.fine is None:
            return [(words, "dim")]
        if self.fine:
            return [(f"{signs.done} ", "fine"), (words, "text")]
        return [(f"{signs.warning} ", "need"), (words, "text")]


def meter_rows(script: Script, limits: Mapping[str, Limit], width: int, signs: Signs) -> list[Line]:
    """All in one row where it fits, else the whole above the parts, in shorter words if they must."""
    rules = {finding.rule for finding in script.findings}
    has_gaps = "L05" in rules
    whole = [
        _Item(("something is missing", "gaps"), fine=False)
        if has_gaps
        else _Item(("nothing missing", "complete")),
        _Item(_length(script, limits.get(script.channel)), not rules & {"L11", "L15"}),
    ]
    parts = [_Item(words, fine) for words, fine in zip(_PARTS, script.parts or (), strict=False)]
    alike = _likeness(script)
    one = _fitted([*whole, *parts, *alike], width, signs, shorten=False)
    if one is not None:
        return [one]
    rows = _rows([*whole, *alike], width, signs)
    return rows + (_rows(parts, width, signs) if parts else [])


def _length(script: Script, limit: Limit | None) -> tuple[str, ...]:
    """In the unit of the channel, against its limit where it has one."""
    if limit is None:
        return (f"{script.words} words",)
    match str(limit.unit):
        case "seconds":
            return (f"{script.seconds} of {limit.amount} s",)
        case "characters":
            length = f"{len(script.body)} of {limit.amount}"
            return (f"{length} characters", length)
    return (f"{script.words} of {limit.amount} words", f"{script.words} words")


def _likeness(script: Script) -> list[_Item]:
    percent = round(script.likeness * 100)
    if not percent:
        return []
    told = any(finding.rule == "L16" for finding in script.findings) and percent > _TOO_LIKE
    return [
        _Item((f"{percent} % like the last one", f"{percent} % alike"), False if told else None)
    ]


_TOO_LIKE = 20
"""Per cent from which L16 speaks of it (S3.17)."""


def _rows(items: Sequence[_Item], width: int, signs: Signs) -> list[Line]:
    row = _fitted(items, width, signs, shorten=True)
    if row is not None or len(items) == 1:
        return [row or Line(tuple(items[0].spans(True, signs)))]
    half = (len(items) + 1) // 2
    return _rows(items[:half], width, signs) + _rows(items[half:], width, signs)


def _fitted(items: Sequence[_Item], width: int, signs: Signs, *, shorten: bool) -> Line | None:
    """The items in one row, short words from the end backwards; None where even those do not fit."""
    for shortened in range(len(items) + 1 if shorten else 1):
        for gap in (3, 2, 1):
            spans: list[Span] = []
            for number, item in enumerate(items):
                spans += [(" " * gap, "")] if number else []
                spans += item.spans(number >= len(items) - shortened, signs)
            # One blank is only for what has no shorter words left.
            if sum(cell_len(text) for text, _ in spans) <= width and (
                gap > 1 or shortened == len(items) or not shorten
            ):
                return Line(tuple(spans))
    return None
