"""One sample of every schema, as text: what the program of that time wrote, kept for every later one.

`python -m tests.store.samples.make` writes the one of today's schema; run it before a schema is raised.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from followup_tui.operations import notes, people, playbook, touches
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.notes import Remark
from followup_tui.operations.people import Details
from followup_tui.operations.playbook import DecisionMade
from followup_tui.operations.touches import Happened
from followup_tui.store.database import SCHEMA

FOLDER = Path(__file__).parent
DAY = date(2026, 3, 2)
_SEARCH_PARTS = ("_data", "_idx", "_docsize", "_config", "_content")


def build(desk: Desk) -> None:
    """A decision, two people, words of theirs, a step taken back."""
    ann = people.add(
        desk, Details(name="Ann Lee", company="Acme", emails=("ann@acme.example",)), star=True
    ).contact
    notes.add(desk, ann, Remark("the Thursday choir", "common"))
    made = DecisionMade("Acme", "Data engineer", date(2026, 2, 20), met=("Ann Lee", "Bo Ray"))
    playbook.passed(desk, made)
    (first, *_) = desk.store.touches.planned(ann.id)
    touches.done(desk, first, Happened(text="Thank you for your time, Ann."))
    touches.log(desk, ann, Happened("email", said="Could you send your numbers?"), inbound=True)
    notes.add(desk, ann, Remark("they moved to Leeds", "news"))
    desk.store.journal.undo()


def written(path: Path) -> str:
    """A database as statements that make it again; the search index is made from the tables."""
    rows = []
    with closing(sqlite3.connect(path)) as connection:
        for name in ("application_id", "user_version"):
            rows.append(f"PRAGMA {name} = {connection.execute(f'PRAGMA {name}').fetchone()[0]}")
        found = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        known = [(k, n, s) for k, n, s in found if not _is_part(n) and n != "sqlite_sequence"]
        rows += [sql for kind, _, sql in known if kind == "table"]
        plain = [n for k, n, s in known if k == "table" and not s.startswith("CREATE VIRTUAL")]
        for table in (*plain, "sqlite_sequence"):
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY 1'):
                rows.append(f'INSERT INTO "{table}" VALUES ({", ".join(map(_literal, row))})')
        rows += [sql for kind, _, sql in known if kind != "table"]
        virtual = [n for k, n, s in known if s.startswith("CREATE VIRTUAL")]
        rows += [f"INSERT INTO {name}({name}) VALUES ('rebuild')" for name in virtual]
    return "".join(f"{row};\n" for row in rows)


def restored(sample: Path, path: Path) -> None:
    """Make the database that a sample holds."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN;\n{sample.read_text('utf-8')}COMMIT;")


def _is_part(name: str) -> bool:
    return "_text_" in name and name.endswith(_SEARCH_PARTS)


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    return (
        str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        desk = open_desk(Path(home), today=DAY)
        build(desk)
        desk.store.close()
        (FOLDER / f"schema-{SCHEMA}.sql").write_text(written(desk.store.path), "utf-8")
