"""Databases of any number of people with twenty touches each, made in bulk and kept for the next run."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from benchmarks.processes import TODAY
from benchmarks.vocabulary import FIXED, PHRASES, names, phrase
from followup_tui.core.names import person_key
from followup_tui.core.records import Draft
from followup_tui.core.words import Purpose
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.paths import private_writer
from followup_tui.store.tables import DEFAULTS

TOUCHES = 20
"""Nineteen that happened and one that is planned."""
FIRST, SECOND = FIXED
"""Who stands under the cursor at the start, with a saved draft, and who stands below."""
NOTE = "Parkview choir"
"""What is known of everybody."""
LAST_SAID = "zinc plating"
"""What the newest touch of the first person holds of their words."""
SAVED = "These words were saved"
"""How the draft of the first person begins."""
CHECKED = "complete"
"""What stands under a script once it is checked."""

_STAMP = "2026-01-01 00:00:00"
_AT_A_COMPANY = 4
_CONFIG = """[me]
name = "Sam Reyes"
phone = "313 555 0199"
email = "sam@example.org"
sign_off = "Warm regards"
"""


@dataclass(frozen=True, slots=True)
class Crowds:
    """The folder in which crowds are kept, by schema and size."""

    folder: Path

    def home(self, size: int) -> Path:
        """The home of so many people, for programs that only look; made when it is wanted first."""
        home = self.folder / f"{size}-{_schema()}"
        if not home.is_dir():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            half_done = Path(tempfile.mkdtemp(prefix="making-", dir=self.folder))
            try:
                build(half_done, size)
                for older in self.folder.glob(f"{size}-*"):
                    shutil.rmtree(older, ignore_errors=True)
                half_done.rename(home)
            finally:
                shutil.rmtree(half_done, ignore_errors=True)
        _has_todays_backup(home)
        return home

    @contextmanager
    def copy(self, size: int) -> Iterator[Path]:
        """A home of its own for programs that write; gone afterwards."""
        kept = self.home(size)
        with tempfile.TemporaryDirectory(prefix="copy-", dir=self.folder) as folder:
            home = Path(folder) / "home"
            shutil.copytree(kept, home)
            yield home


@contextmanager
def desk_of(home: Path) -> Iterator[Desk]:
    """The desk of a crowd's home, on the crowd's day."""
    desk = open_desk(home, today=date.fromisoformat(TODAY))
    try:
        yield desk
    finally:
        desk.store.close()


def build(home: Path, size: int) -> None:
    """Fill an empty home. The tables are made by the program, the rows past the verbs, which plan."""
    with private_writer(home / "config.toml") as file:
        file.write(_CONFIG)
    with desk_of(home) as desk:
        path = desk.store.path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            _fill(connection, size)
    with desk_of(home) as desk:
        desk.store.refresh(tuple(range(1, size + 1)))
        desk.store.search.rebuild()
        desk.store.drafts.save(_saved())


def _fill(connection: sqlite3.Connection, size: int) -> None:
    """All tables, their indexes and triggers left out while the rows come in."""
    put_back = connection.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    for kind, name, _ in put_back:
        connection.execute(f'DROP {kind} "{name}"')
    _counting_tables(connection, size)
    _companies(connection)
    _people(connection)
    _touches(connection)
    _notes(connection)
    for _, _, sql in put_back:
        connection.execute(sql)


def _counting_tables(connection: sqlite3.Connection, size: int) -> None:
    connection.execute("CREATE TEMP TABLE person (n INTEGER PRIMARY KEY, name TEXT, name_key TEXT)")
    connection.executemany(
        "INSERT INTO person VALUES (?, ?, ?)",
        ((n, name, person_key(name)) for n, name in enumerate(names(size), 1)),
    )
    connection.execute("CREATE TEMP TABLE turn (t INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO turn VALUES (?)", ((t,) for t in range(TOUCHES)))
    connection.execute("CREATE TEMP TABLE phrase (p INTEGER PRIMARY KEY, said TEXT)")
    connection.executemany(
        "INSERT INTO phrase VALUES (?, ?)", ((p, phrase(p)) for p in range(PHRASES))
    )


def _companies(connection: sqlite3.Connection) -> None:
    source = f"person WHERE n % {_AT_A_COMPANY} = 1"
    company = f"(n - 1) / {_AT_A_COMPANY} + 1"
    name = f"'Firm ' || ({company})"
    _select(connection, "company", source, id=company, name=name, name_key=f"lower({name})")
    _select(
        connection,
        "application",
        source,
        id=company,
        company_id=company,
        role="'Design Manager'",
        decision="'passed'",
        decided_on=_day("-40"),
        stage="'finalist'",
    )
    _select(
        connection,
        "insight",
        source,
        id=company,
        company_id=company,
        teaser="'how two of your competitors price their repair work'",
        body="'A has moved to flat fees, B bills by the hour.'",
        kind="'competitor'",
        on=_day("-30"),
    )


def _people(connection: sqlite3.Connection) -> None:
    _select(
        connection,
        "contact",
        "person",
        id="n",
        name="name",
        name_key="name_key",
        first_name="substr(name, 1, instr(name, ' ') - 1)",
        last_name="substr(name, instr(name, ' ') + 1)",
        title="'Head of Design'",
        department="'Design'",
        role="CASE n % 5 WHEN 1 THEN 'hiring-manager' WHEN 2 THEN 'interviewer'"
        " WHEN 3 THEN 'recruiter' WHEN 4 THEN 'hr' ELSE 'employee' END",
        company_id=f"(n - 1) / {_AT_A_COMPANY} + 1",
        starred="n % 5 = 1",
        kept_warm_on=_day("-420"),
        connected="1",
    )
    for kind, base, value in (
        ("email", 0, "'person' || n || '@example.org'"),
        ("phone", 1, "printf('+1313%07d', n)"),
    ):
        own = {"kind": f"'{kind}'", "value": value, "key": value}
        _select(connection, "address", "person", id=f"n * 2 - 1 + {base}", contact_id="n", **own)


def _touches(connection: sqlite3.Connection) -> None:
    last = TOUCHES - 1
    source = f"person CROSS JOIN turn JOIN phrase ON p = (n * {TOUCHES} + t) * 31 % {PHRASES}"
    ago = f"-(({last} - t) * 21 + n % 19 + 1)"
    # The days that a plan may take are as full among many people as among few.
    due = (
        "CASE WHEN n = 1 THEN -3 WHEN n <= 4 THEN 0 WHEN n <= 12 THEN n % 5 + 1"
        " WHEN n <= 100 THEN 10 + n / 2 ELSE 90 + n / 100 END"
    )
    planned = f"t = {last}"
    mine = "t % 5 != 3"
    _select(
        connection,
        "touch",
        source,
        id=f"(n - 1) * {TOUCHES} + t + 1",
        contact_id="n",
        company_id=f"(n - 1) / {_AT_A_COMPANY} + 1",
        channel=f"CASE WHEN {planned} THEN 'email' ELSE"
        " CASE t % 3 WHEN 0 THEN 'email' WHEN 1 THEN 'voicemail' ELSE 'linkedin' END END",
        purpose="'keep-warm'",
        direction=f"iif({mine}, 'out', 'in')",
        state=f"iif({planned}, 'planned', 'done')",
        due_on=f"iif({planned}, {_day(due)}, NULL)",
        done_on=f"iif({planned}, NULL, {_day(ago)})",
        day=f"iif({planned}, {_day(due)}, {_day(ago)})",
        outcome=f"CASE WHEN {planned} OR NOT {mine} THEN NULL"
        " WHEN t % 3 = 1 THEN 'left-message' ELSE 'sent' END",
        subject=f"iif({planned}, '', 'About the ' || substr(said, 1, instr(said, ' ') - 1))",
        text=f"iif({planned} OR NOT {mine}, '', said)",
        said=f"iif({mine}, '', iif(n = 1 AND t = {last} - 1, '{LAST_SAID}', said))",
        why=f"iif({planned}, 'three weeks after the last e-mail', '')",
    )


def _notes(connection: sqlite3.Connection) -> None:
    for place, (kind, words, expires) in enumerate(
        (
            ("common", f"the {NOTE}", None),
            ("observation", "likes short mails in the morning", None),
            ("news", "the hybrid line has moved up to spring", "30"),
        )
    ):
        _select(
            connection,
            "note",
            "person",
            id=f"(n - 1) * 3 + {place} + 1",
            contact_id="n",
            kind=f"'{kind}'",
            text=f"'{words}'",
            on=_day("-12"),
            expires=_day(expires) if expires else "NULL",
        )


def _select(connection: sqlite3.Connection, table: str, source: str, **own: str) -> None:
    """One row of `table` for each of `source`; columns are SQL, those not given take their defaults."""
    columns = {name: _literal(value) for name, value in DEFAULTS[table].items()}
    uid = f"'{table[:4]}' || printf('%012x', {own['id']})"
    columns |= {"uid": uid, "created_at": f"'{_STAMP}'", "changed_at": f"'{_STAMP}'", **own}
    into = ", ".join(f'"{name}"' for name in columns)
    connection.execute(
        f'INSERT INTO "{table}" ({into}) SELECT {", ".join(columns.values())} FROM {source}'
    )


def _literal(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _day(offset: str) -> str:
    """The date so many days, an SQL expression, from the crowd's day."""
    return f"date('{TODAY}', ({offset}) || ' days')"


def _saved() -> Draft:
    """Two hundred words of one's own."""
    body = "\n\n".join(
        [
            f"Hi {FIRST.split()[0]},",
            f"{SAVED} yesterday.",
            *map(phrase, range(PHRASES, PHRASES + 16)),
            "Warm regards\nSam Reyes",
        ]
    )
    return Draft(1, "email", Purpose.KEEP_WARM, "Hello", body, 0, "", TOUCHES, edited=True)


def _has_todays_backup(home: Path) -> None:
    """The program copies the file once a day, two seconds after it opened: not while it is measured."""
    folder = home / "data" / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / f"daily-{datetime.now().astimezone():%Y-%m-%d}-000000.db").touch(0o600)


@cache
def _schema() -> str:
    """A short name of the tables that the program makes, and of how they are filled here."""
    with tempfile.TemporaryDirectory() as folder, desk_of(Path(folder)) as desk:
        made = desk.store.database.tuples("SELECT name, sql FROM sqlite_master ORDER BY name")
    here = Path(__file__)
    filled = here.read_bytes() + here.with_name("vocabulary.py").read_bytes()
    return hashlib.sha256(repr(made).encode() + filled + TODAY.encode()).hexdigest()[:12]
