"""Length, gaps and remarks, in a few rows under the script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from followup_tui.core.words import Level
from followup_tui.tui.lines import Line, line, wrap
from followup_tui.tui.theme import Signs
from followup_tui.tui.widgets.meter import meter_rows
from followup_tui.tui.widgets.pane import LinePane

if TYPE_CHECKING:
    from followup_tui.operations.drafting import Script
    from followup_tui.scripts.checking import Finding
    from followup_tui.scripts.meter import Limit

LEVELS = {Level.ERROR: "past", Level.WARNING: "need", Level.INFO: "dim"}
"""The colour of a finding; its sign differs as well."""

_WEIGHT = (Level.ERROR, Level.WARNING, Level.INFO)
_FINDING_ROWS = 6


def level_sign(level: Level, signs: Signs) -> str:
    """The sign of a finding, in the margin and in the list."""
    return {Level.ERROR: signs.lost, Level.WARNING: signs.warning}.get(level, signs.note)


def each_once(findings: Sequence[Finding]) -> list[Finding]:
    """The same gap in several places needs saying once, at the first."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        first.setdefault((finding.rule, finding.message), finding)
    return list(first.values())


def gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    """Errors before warnings before hints, so that what must not go out is never below the rest."""
    return sorted(findings, key=lambda finding: _WEIGHT.index(finding.level))


def check_rows(
    script: Script,
    limits: Mapping[str, Limit],
    current: Finding | None,
    width: int,
    signs: Signs,
) -> tuple[list[Line], range]:
    """A rule, the meter, the findings; and the rows of the one that the cursor went to."""
    above = [Line(fill=signs.rule), *meter_rows(script, limits, width, signs)]
    findings = gravest_first(each_once(script.findings))
    groups = [_finding_rows(finding, width, signs) for finding in findings]
    place = findings.index(current) if current in findings else -1
    rows, marked = _with_room(groups, place)
    return above + rows, range(len(above) + marked.start, len(above) + marked.stop)


def _with_room(groups: Sequence[Sequence[Line]], current: int) -> tuple[list[Line], range]:
    """As many as there is room for, with the current one among them, and where that one stands."""
    first = 0
    while current > first and sum(map(len, groups[first : current + 1])) > _FINDING_ROWS - 1:
        first += 1
    rows: list[Line] = []
    marked = range(0)
    for number, group in enumerate(groups[first:], first):
        if len(rows) + len(group) > _FINDING_ROWS and rows:
            rows.append(line((f"  {len(groups) - number} more", "dim")))
            break
        if number == current:
            marked = range(len(rows), len(rows) + len(group))
        rows += group
    return rows, marked


def _finding_rows(finding: Finding, width: int, signs: Signs) -> list[Line]:
    style, sign = LEVELS[finding.level], level_sign(finding.level, signs)
    place = f"line {finding.line}  "
    indent = len(sign) + 1 + len(place)
    rows = wrap(finding.message, max(width - indent, 10))
    first = line((f"{sign} ", style), (place, "dim"), rows[0])
    return [first, *(line((" " * indent, ""), row) for row in rows[1:])]


class Checks(LinePane, can_focus=False):
    """Meter and findings under the editor; the reading view has them at its own foot."""

    def __init__(self) -> None:
        super().__init__(id="script-checks")
        self._shown: tuple[Script, Mapping[str, Limit], Finding | None] | None = None

    def show(
        self, script: Script | None, limits: Mapping[str, Limit], current: Finding | None = None
    ) -> None:
        """Show how a script stands; `current` is kept in sight among its findings."""
        self._shown = (script, limits, current) if script is not None else None
        self.redraw()

    def redraw(self) -> None:
        rows: list[Line] = []
        marked = range(0)
        if self._shown is not None:
            rows, marked = check_rows(*self._shown, self.inner_width, self.signs)
        self.set_rows(rows, marked)
        self.styles.height = len(rows)

    def ground(self, y: int) -> str:
        """The finding that the cursor went to."""
        return "rested" if y in self._marked else ""
