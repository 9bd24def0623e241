"""Search as one types: keys on the page of people beside fzf, and the question beside plain SQL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import crowd
from benchmarks.crowd import desk_of
from benchmarks.figures import Absent, Figure, Found, amount
from benchmarks.peers import where_is
from benchmarks.processes import PROGRAM, environment
from benchmarks.run import Run
from benchmarks.terminal import Terminal
from benchmarks.timing import ms, percentile, ratio
from benchmarks.vocabulary import names
from followup_tui.operations.desk import Desk
from followup_tui.operations.people_table import PeoplePages

TYPED = ("quil", "ada", "ben mar", "rosa", "tar", "olga be", "sto")
"""What people type of a name: letters that many have, and some that few have."""
_CLEAR = b"\x15"
_WANTED = 50
_PLAIN = "SELECT rowid FROM contact_text WHERE contact_text MATCH ? LIMIT ?"


def measure(run: Run) -> Iterator[Found]:
    """At each size the keys of both programs in turn, then the question alone."""
    fzf = where_is("fzf", run)
    for size in run.sizes:
        home = run.crowds.home(size)
        yield from _keys(run, home, size, fzf)
        yield Figure("search-read", size, *_question(home, run.times(50)))
    if fzf is None:
        for goal in ("search-p50", "search-p99"):
            yield Absent(goal, "fzf is not installed here")


def _keys(run: Run, home: Path, size: int, fzf: str | None) -> Iterator[Found]:
    listed = home / "state" / "names.txt"
    listed.parent.mkdir(mode=0o700, exist_ok=True)
    listed.write_text("\n".join(names(size)) + "\n", "utf-8")
    ours: list[list[float]] = []
    theirs: list[list[float]] = []
    for _ in range(max(run.pairs // 7, 1)):
        ours.append(typing(home))
        if fzf is not None:
            theirs.append(typing_into_fzf(fzf, listed, size))
    for own, beside, percent in (
        ("search-key", "search-p50", 50),
        ("search-slow", "search-p99", 99),
    ):
        yield Figure(own, size, median(percentile(taken, percent) for taken in ours))
        if theirs:
            pairs = zip(ours, theirs, strict=True)
            found = [(percentile(a, percent), percentile(b, percent)) for a, b in pairs]
            yield Figure(beside, size, ratio(found))


def typing(home: Path) -> list[float]:
    """Each letter on the page of people, to the last byte of the list that it finds."""
    with Terminal(PROGRAM, environment(home), home) as terminal:
        terminal.shows(crowd.FIRST, crowd.CHECKED)
        terminal.rest()
        terminal.press(b"P", 0.3)
        return _letters(terminal)


def typing_into_fzf(fzf: str, listed: Path, size: int) -> list[float]:
    """The same letters into fzf over the same names."""
    command = ("sh", "-c", f"exec '{fzf}' --no-mouse < '{listed}'")
    with Terminal(command, environment(), listed.parent) as terminal:
        terminal.shows(f"{size}/{size}")
        terminal.settle()
        return _letters(terminal)


def _letters(terminal: Terminal) -> list[float]:
    taken = []
    for words in TYPED:
        taken += [terminal.press(letter.encode()) for letter in words]
        terminal.send(_CLEAR)
        terminal.settle()
    return taken


def _question(home: Path, times: int) -> tuple[float, str]:
    """The median ratio to plain SQL over all beginnings of what is typed, and our own median."""
    beginnings = [words[:n] for words in TYPED for n in range(1, len(words) + 1)]
    with desk_of(home) as desk, closing(sqlite3.connect(desk.store.path)) as plain:
        pairs = []
        for n in range(times):
            words = beginnings[n % len(beginnings)]
            match = " ".join(f'"{word}"*' for word in re.findall(r"\w+", words))
            ours = ms(partial(_found, desk, words))
            floor = ms(partial(_plainly, plain, match))
            pairs.append((ours, floor))
    return ratio(pairs), amount(median(ours for ours, _ in pairs))


def _found(desk: Desk, words: str) -> None:
    PeoplePages(desk, words).row(0)


def _plainly(connection: sqlite3.Connection, match: str) -> None:
    connection.execute(_PLAIN, (match, _WANTED)).fetchall()
