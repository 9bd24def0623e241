"""What a run found, as the table that the README shows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.goals import GOALS, Goal, Unit

README = Path(__file__).parents[1] / "README.md"
REASONS = Path(__file__).with_name("reasons.toml")
BEGIN, END = "<!-- benchmark-figures -->", "<!-- /benchmark-figures -->"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value at one size."""

    goal: str
    size: int
    value: float
    beside: str = ""
    """The absolute time or amount that a ratio stands for."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A goal, or a peer, that could not be measured here, and why."""

    goal: str
    why: str


@dataclass(frozen=True, slots=True)
class PeerFigure:
    """What another program does with the same question."""

    peer: str
    what: str
    said: str


Found = Figure | Absent | PeerFigure


def reasons() -> dict[str, str]:
    """Why a goal is not met and what the profile shows, by the id of the goal."""
    with REASONS.open("rb") as file:
        return {name: str(why) for name, why in tomllib.load(file).items()}


def table(found: Sequence[Found], sizes: Sequence[int], why: Mapping[str, str]) -> str:
    """The figures in Markdown, then the peers."""
    figures = {(f.goal, f.size): f for f in found if isinstance(f, Figure)}
    absent = {a.goal: a.why for a in found if isinstance(a, Absent)}
    heads = " | ".join(f"{size:,}" for size in sizes)
    rows = [f"| what | goal | {heads} | met | why not |", f"|---|---|{'---|' * len(sizes)}---|---|"]
    for goal in GOALS:
        here = [figures.get((goal.id, size)) for size in sizes]
        if any(here) or goal.id in absent:
            rows.append(_row(goal, here, why.get(goal.id, ""), absent.get(goal.id, "")))
    peers = [
        *(f"| {p.peer} | {p.what} | {p.said} |" for p in found if isinstance(p, PeerFigure)),
    ]
    if peers:
        rows += ["", "| peer | what | measured |", "|---|---|---|", *peers]
    return "\n".join(rows)


def _row(goal: Goal, here: Sequence[Figure | None], why: str, absent: str) -> str:
    cells = [_cell(goal, figure) if figure else "" for figure in here]
    values = [figure.value for figure in here if figure]
    met, said = "", absent
    if goal.limit is not None and values:
        fine = all(goal.met_by(value) for value in values)
        met, said = ("yes", absent) if fine else ("no", " ".join(filter(None, (why, absent))))
    return f"| {goal.what} | {goal.said} | {' | '.join(cells)} | {met} | {said} |"


def _cell(goal: Goal, figure: Figure) -> str:
    value = figure.value
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    said = f"{value:.{digits}f} {goal.unit}"
    return f"{said} ({figure.beside})" if figure.beside else said


def amount(ms: float) -> str:
    """A time as it stands beside a ratio."""
    return f"{ms:.0f} {Unit.MS}" if ms >= 10 else f"{ms:.2f} {Unit.MS}"


def grown(goal: str, values: Mapping[int, float]) -> Iterable[Figure]:
    """The values of all sizes as ratios to that of the smallest."""
    if len(values) > 1:
        least = min(values)
        for size, value in values.items():
            if size != least:
                yield Figure(goal, size, value / values[least])


def put_into(readme: str, figures: str) -> str:
    """The README with these figures in their place. Raises ValueError when there is none."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"There is no place for the figures: {BEGIN} … {END}.")
    return f"{before}{begin}\n{figures}\n{end}{after}"
