"""Several questions asked as one statement: one journey, and answers of one and the same moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from followup_tui.store.database import Database

State = tuple[int, int]
"""What changes with every write: see `Database.state`."""


@dataclass(frozen=True, slots=True)
class Question:
    """A SELECT without an order: its columns, and everything from its FROM on."""

    columns: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of each question, and the state of the database that they are of."""

    rows: Mapping[str, list[tuple[Any, ...]]]
    state: State | None
    """None inside a transaction: what was read there must not be kept."""


class Together:
    """Questions by name; every one of them takes the same parameters, so it must name them all."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        self._questions = dict(questions)
        self._single = {
            name: f"SELECT {', '.join(one.columns)} {one.source}"
            for name, one in self._questions.items()
        }
        width = max(len(one.columns) for one in self._questions.values())
        arms = [Question(("data_version",), "FROM pragma_data_version"), *self._questions.values()]
        self._statement = " UNION ALL ".join(
            f"SELECT {', '.join((str(number), *padded))} {one.source}"
            for number, one in enumerate(arms)
            for padded in [one.columns + ("NULL",) * (width - len(one.columns))]
        )

    def ask(self, database: Database, parameters: Sequence[Any] = ()) -> Answers:
        """All answers. A server, whose columns must agree, is asked one question after the other."""
        if not database.is_file:
            state = database.state()
            found = {n: database.tuples(sql, parameters) for n, sql in self._single.items()}
            return Answers(found, state)
        rows: list[list[tuple[Any, ...]]] = [[] for _ in range(len(self._questions) + 1)]
        for row in database.tuples(self._statement, parameters):
            rows[row[0]].append(row[1:])
        connection = database.connection()
        version = rows[0][0][0]
        state = None if connection.in_transaction else (version, connection.total_changes)
        return Answers(dict(zip(self._questions, rows[1:], strict=True)), state)
