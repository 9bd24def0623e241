"""Run the benchmarks and print their table: `python -m benchmarks [--write]`."""

from __future__ import annotations

import argparse
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from os import cpu_count, getuid
from pathlib import Path

from benchmarks import (
    agenda,
    draft,
    due_process,
    importing,
    key_to_paint,
    mark_done,
    opening,
    peers,
    searching,
)
from benchmarks.crowd import Crowds
from benchmarks.figures import README, Found, put_into, reasons, table
from benchmarks.processes import OutOfTime, compile_all
from benchmarks.run import Question, Run

QUESTIONS: dict[str, Question] = {
    "first-frame": opening.measure,
    "memory": opening.measure,
    "leaving": opening.measure,
    "key-to-paint": key_to_paint.measure,
    "search": searching.measure,
    "agenda": agenda.measure,
    "draft": draft.measure,
    "mark-done": mark_done.measure,
    "due": due_process.measure,
    "import": importing.measure,
    "peers": peers.measure,
}
"""By the names of `--only`; first frame, memory and leaving are measured in the same visits."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; 1 when something could not be measured at all."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.write and (asked.only or asked.quick):
        parser.error("--write wants a whole run: leave out --only and --quick")
    if failed := compile_all():
        _tell(f"no bytecode could be written for {', '.join(failed)}: starts take longer")
    with ExitStack() as stack:
        tools = (stack.enter_context(peers.installed()),) if asked.peers else ()
        pairs = min(asked.pairs, 3) if asked.quick else asked.pairs
        run = Run(Crowds(asked.cache), asked.sizes, pairs, asked.quick, tools, _tell)
        found, failures = _answers(run, asked.only or list(QUESTIONS))
    figures = "\n".join([_where(run), "", table(found, run.sizes, reasons())])
    print(figures)
    if asked.write:
        README.write_text(put_into(README.read_text("utf-8"), figures), "utf-8")
    return 1 if failures else 0


def _answers(run: Run, names: Sequence[str]) -> tuple[list[Found], int]:
    """What all questions found, each asked once; one that fails does not keep the rest from being asked."""
    found: list[Found] = []
    failures = 0
    for question in dict.fromkeys(QUESTIONS[name] for name in names):
        name = question.__module__.rpartition(".")[2]
        started = time.perf_counter()
        try:
            found += question(run)
        except (OutOfTime, RuntimeError, OSError, sqlite3.Error) as error:
            failures += 1
            _tell(f"{name} could not be measured: {error}")
        _tell(f"{name}: {time.perf_counter() - started:.0f} s")
    return found, failures


def _where(run: Run) -> str:
    """When and on what it was measured."""
    machine = f"{platform.system()} {platform.machine()}, {cpu_count()} cores"
    return (
        f"Measured on {datetime.now().astimezone():%Y-%m-%d}: Python {platform.python_version()}, {machine}, "
        f"{run.pairs} pairs, 20 touches each; the columns are numbers of contacts."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repetitions: does it work?")
    parser.add_argument(
        "--only", action="append", choices=QUESTIONS, metavar="NAME", help=", ".join(QUESTIONS)
    )
    parser.add_argument(
        "--sizes", type=_sizes, default=(100, 10_000, 100_000), help="100,10000,100000"
    )
    parser.add_argument("--pairs", type=_positive, default=21, help="pairs of program and floor")
    parser.add_argument("--write", action="store_true", help="put the table into the README")
    parser.add_argument("--peers", action="store_true", help="install peers from PyPI for this run")
    parser.add_argument("--cache", type=Path, default=_cache(), help="where the crowds are kept")
    return parser


def _sizes(text: str) -> tuple[int, ...]:
    found = tuple(sorted({int(part) for part in text.split(",")}))
    if not found or found[0] < 100:
        raise ValueError("the smallest crowd is 100")
    return found


def _positive(text: str) -> int:
    if int(text) < 1:
        raise ValueError("at least one")
    return int(text)


def _cache() -> Path:
    return Path(tempfile.gettempdir()) / f"followup-benchmarks-{getuid()}"


def _tell(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
