"""How often each rule speaks when it ought to, and only then: `python -m tests.scripts.labelled.measure`.

Prints a table of the half that is only measured, then one of the half that was built with; `--write`
puts the first into the README, `--misses` lists the lines of the building half that a rule got wrong
(those of the other half stay unseen on purpose).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.scripts.labelled import Line, read

README = Path(__file__).parents[3] / "README.md"
BEGIN, END = "<!-- checker-figures -->", "<!-- /checker-figures -->"
_HEAD = "| rule | lines | to be found | precision | recall |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Figures:
    """What one rule did with the lines about it."""

    rule: str
    lines: int
    hits: int
    """Lines at which it ought to speak."""
    found: int
    """Of those, where it does."""
    false_alarms: int

    @property
    def precision(self) -> float:
        """Of its findings, the share that is right."""
        said = self.found + self.false_alarms
        return self.found / said if said else 1.0

    @property
    def recall(self) -> float:
        """Of what there is to find, the share it finds."""
        return self.found / self.hits if self.hits else 1.0


def measure(lines: Iterable[Line]) -> list[Figures]:
    """The figures of every rule that the lines are about, by number; each hand stands apart."""
    outcomes: dict[str, list[tuple[bool, bool]]] = {}
    for line in lines:
        outcomes.setdefault(_row(line), []).append((line.hit, bool(line.findings())))
    return [
        Figures(
            rule,
            len(seen),
            sum(hit for hit, _ in seen),
            sum(hit and said for hit, said in seen),
            sum(said and not hit for hit, said in seen),
        )
        for rule, seen in sorted(outcomes.items())
    ]


def _row(line: Line) -> str:
    if line.blind:
        return f"{line.rule}, blind"
    return line.rule if line.hand == "first" else f"{line.rule}, {line.hand} hand"


def half(name: str) -> list[Line]:
    """The lines of one half."""
    return [line for line in read() if line.half == name]


def table(figures: Iterable[Figures]) -> str:
    """The figures in Markdown."""
    rows = [
        f"| {one.rule} | {one.lines} | {one.hits} | {one.precision:.0%} | {one.recall:.0%} |"
        for one in figures
    ]
    return "\n".join([_HEAD, *rows])


def section(readme: str) -> str:
    """The table that stands in a README now."""
    return readme.partition(BEGIN)[2].partition(END)[0].strip()


def written(readme: str, figures: str) -> str:
    """The README with that table between its marks."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the README lacks {BEGIN} or {END}")
    return f"{before}{begin}\n{figures}\n{end}{after}"


def misses(lines: Iterable[Line]) -> list[str]:
    """The lines that a rule got wrong."""
    return [
        f"{line.place} {line.rule} {'missed' if line.hit else 'false alarm'}: {line.text}"
        for line in lines
        if line.hit != bool(line.findings())
    ]


def main(arguments: list[str]) -> None:
    """What the module is run for."""
    held = table(measure(half("held")))
    print(f"Held out:\n\n{held}\n\nBuilt with:\n\n{table(measure(half('build')))}")
    if "--misses" in arguments:
        print("", *misses(half("build")), sep="\n")
    if "--write" in arguments:
        README.write_text(written(README.read_text(encoding="utf-8"), held), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
