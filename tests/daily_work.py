"""A busy day that acknowledges each step, and how to tell whether what was acknowledged is still there."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from followup_tui.errors import FollowupError
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.store.database import Database
from followup_tui.store.store import Store
from followup_tui.store.tables import COLUMNS, DERIVED
from tests.verbs import VERBS, add_somebody

DAY = date(2026, 3, 2)
_BOOKKEEPING = frozenset({"rev", "changed_at"})
_BACK, _FORTH = 0.12, 0.05
"""How often a step is taken back or done again, of all steps."""

Step = list[Any]
"""What was done (did, undo, redo) and the entries of the history that it is about."""


def work(home: Path, seed: int, acknowledge: Callable[[Step], None], steps: int = 1 << 30) -> None:
    """Do the verbs of the day in a random order; every step is acknowledged once it has returned."""
    desk = open_desk(home, today=DAY)
    chance = random.Random(seed)
    for _ in range(steps):
        with suppress(FollowupError):
            if step := _step(desk, chance):
                acknowledge(step)
    desk.store.close()


def work_into(home: Path, seed: int, told: Path) -> None:
    """The same, each acknowledgement one line of a file: what is in it was really given."""
    descriptor = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    work(home, seed, lambda step: _write(descriptor, step))


def _write(descriptor: int, step: Step) -> None:
    os.write(descriptor, json.dumps(step).encode() + b"\n")


def _step(desk: Desk, chance: random.Random) -> Step | None:
    luck = chance.random()
    if luck < _BACK + _FORTH:
        move = desk.store.journal.undo if luck < _BACK else desk.store.journal.redo
        moved = move()
        return ["undo" if luck < _BACK else "redo", [e.id for e in moved]] if moved else None
    before = _newest(desk.store.database)
    verb = chance.choice(VERBS) if desk.store.people.count() > 4 else add_somebody
    with suppress(FollowupError):
        verb(desk, chance)
    newest = _newest(desk.store.database)
    return ["did", newest] if newest is not None and newest != before else None


def _newest(database: Database) -> list[Any] | None:
    rows = database.tuples("SELECT id, at, did FROM action ORDER BY id DESC LIMIT 1")
    return list(rows[0]) if rows else None


@dataclass
class History:
    """What the history must hold after the steps that were acknowledged."""

    standing: dict[int, list[Any]] = field(default_factory=dict)
    undone: dict[int, list[Any]] = field(default_factory=dict)
    acknowledged: int = 0

    def take(self, steps: Iterable[Step]) -> None:
        """Follow the steps."""
        for kind, what in steps:
            self.acknowledged += 1
            if kind == "did":
                self.undone.clear()
                self.standing[what[0]] = what
            elif kind == "undo":
                for number in what:
                    self.undone[number] = self.standing.pop(number)
            else:
                for number in what:
                    self.standing[number] = self.undone.pop(number)

    def lost(self, database: Database) -> int:
        """How many steps the file does not know; then goes on from what it holds.

        One step more may be there: it was written, and its maker killed before saying so.
        """
        rows = database.tuples("SELECT undone, id, at, did FROM action ORDER BY id")
        standing = {row[1]: list(row[1:]) for row in rows if not row[0]}
        undone = {row[1]: list(row[1:]) for row in rows if row[0]}
        missing = [n for n, entry in self.standing.items() if standing.get(n) != entry]
        further = [n for n in standing if n not in self.standing]
        if missing and undone.get(missing[-1]) == self.standing[missing[-1]]:
            missing.pop()  # one step back that nobody heard of
        self.standing, self.undone = standing, undone
        return len(missing) + max(len(further) - 1, 0)


def told_in(path: Path) -> list[Step]:
    """The acknowledgements in a file; only a whole line is one."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def rows_that_differ(database: Database) -> list[tuple[str, int]]:
    """Rows that are not as the history left them: a step that is half there, or gone."""
    expected: dict[tuple[str, int], str | None] = {}
    for table, row_id, before, after, undone in database.tuples(
        "SELECT table_name, row_id, before, after, undone FROM change"
        " JOIN action ON action.id = action_id ORDER BY change.id"
    ):
        if undone:
            expected.setdefault((table, row_id), before)
        else:
            expected[table, row_id] = after
    wanted = {key: _plain(json.loads(image)) for key, image in expected.items() if image}
    found = {
        (table, row["id"]): _plain(row)
        for table in COLUMNS
        for row in database.rows(f'SELECT * FROM "{table}"')
    }
    for table, row_id in found:
        for column in DERIVED.get(table, ()):
            found[table, row_id].pop(column, None)
    return sorted(k for k in {*wanted, *found} if wanted.get(k) != found.get(k))


def is_whole(store: Store) -> bool:
    """Whether file, references, agenda and rows all agree with each other and with the history."""
    database = store.database
    return (
        database.value("PRAGMA quick_check(1)") == "ok"
        and not database.tuples("PRAGMA foreign_key_check")
        and store.stale_contacts() == ()
        and rows_that_differ(database) == []
    )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what only counts, and without the columns that hold nothing."""
    return {n: value for n, value in row.items() if n not in _BOOKKEEPING and value is not None}
