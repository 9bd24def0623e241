"""A home on a PostgreSQL server: the same store, the same answers (issue 5, DESIGN section 10)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui.core.words import Outcome
from followup_tui.errors import (
    Conflict,
    FollowupError,
    Missing,
    Newer,
    NotOurs,
    ReadOnly,
    RuleError,
    StoreError,
    Unreachable,
    UsageError,
)
from followup_tui.operations import doctor, importing, people, upkeep
from followup_tui.operations.demo import build
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.exporting import export_json
from followup_tui.operations.migrating import migrate_to
from followup_tui.operations.touches import Happened, done
from followup_tui.store import database as databases
from followup_tui.store.addresses import shown
from followup_tui.store.copying import sums
from followup_tui.store.dialect import translated
from followup_tui.store.server import Server
from followup_tui.store.server_schema import IDENTITY, INDEXES
from tests.builders import TODAY
from tests.cast import add, agenda_columns, finish, picture, plan_of, sizes
from tests.postgres_server import Databases
from tests.tui.stage import app_of, opened, press, settled

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'followup'"
"""Ends every connection of the program."""

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: no server")


@pytest.fixture
def url(postgres: Databases) -> Iterator[str]:
    """A database with empty tables."""
    with postgres.new() as made:
        yield made


@pytest.fixture
def served(home: Path, url: str) -> Iterator[Desk]:
    """A desk whose data is on the server."""
    opened = open_desk(home, url, TODAY)
    yield opened
    opened.store.close()


def test_a_day_of_verbs_leaves_what_it_leaves_in_a_file(served: Desk, desk: Desk) -> None:
    """Adding, planning, doing and answering write the same rows there as in a file."""
    for each in (served, desk):
        ann = add(each, title="Head of Ops")
        add(each, "Bob Ray", company="Globex", star=False)
        finish(each, ann, outcome=Outcome.LEFT_MESSAGE)
        people.star(each, each.store.people.contact(2))
    apart = {"uid", "created_at", "at"}

    def rows(which: Desk) -> object:
        return {
            table: [{k: v for k, v in row.items() if k not in apart} for row in found]
            for table, found in picture(which.store).items()
        }

    assert rows(served) == rows(desk)
    assert agenda_columns(served.store) == agenda_columns(desk.store)
    assert served.store.agenda.items(TODAY) == desk.store.agenda.items(TODAY)


def test_undo_and_redo_go_all_the_way(served: Desk) -> None:
    """Taking everything back leaves nothing, doing it again leaves everything (DESIGN, undo)."""
    ann = add(served)
    finish(served, ann, outcome=Outcome.LEFT_MESSAGE)
    people.delete(served, ann)
    full = picture(served.store)
    steps = len(served.store.journal.entries())
    served.store.journal.undo(steps)
    assert sizes(served.store) == {}
    served.store.journal.redo(steps)
    assert picture(served.store) == full


def test_numbers_are_never_given_out_twice(served: Desk) -> None:
    """Who is added after an addition was taken back has a number of their own."""
    first = add(served)
    served.store.journal.undo()
    assert add(served, "Bob Ray").id > first.id


def test_search_finds_whom_it_finds_in_a_file(served: Desk, desk: Desk) -> None:
    """Beginnings of words, whatever their case and accents, find the same people."""
    for each in (served, desk):
        add(each, "Ann Lee", title="Head of Ops")
        add(each, "Émile O'Brien", company="Anglia Ltd", title="100% x_1")
        add(each, "Анна Ли", company="Вектор")
    for words in ("ann", "LEE", "anglia", "ops head", "o'brien", "emile", "анна", "x_1", "%", "nn"):
        there, here = served.store.search, desk.store.search
        assert there.people_ids(words, 9) == here.people_ids(words, 9), words
        assert set(there.find(words)) == set(here.find(words)), words


def test_an_export_goes_in_again(served: Desk, desk: Desk, tmp_path: Path) -> None:
    """What is exported from a file is on the server after an import, and new numbers follow on."""
    ann = add(desk)
    finish(desk, ann, outcome=Outcome.LEFT_MESSAGE)
    export = tmp_path / "all.json"
    export.write_bytes(_bytes(export_json(desk)))
    importing.import_files(served, [export])
    assert json.loads(_bytes(export_json(served))) == json.loads(_bytes(export_json(desk)))
    assert add(served, "Bob Ray").id == ann.id + 1


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def test_a_card_is_imported_and_taken_back(served: Desk) -> None:
    """An import is one step there as well, and importing twice adds nothing."""
    card = Path(__file__).parents[1] / "data" / "gmail-3.0.vcf"
    first = importing.import_files(served, [card])
    again = importing.import_files(served, [card])
    assert first.added > 0
    assert again.added == 0
    served.store.journal.undo()
    assert sizes(served.store) == {}


def test_two_who_mark_the_same_touch_done_do_it_once(home: Path, url: str) -> None:
    """Two windows at the same moment: one does it, the other hears so (RELIABILITY P4)."""
    desks = [open_desk(home, url, TODAY) for _ in range(2)]
    touch = plan_of(desks[0], add(desks[0]))
    told: list[object] = []
    together = threading.Barrier(2)

    def race(mine: Desk) -> None:
        together.wait()
        try:
            told.append(done(mine, touch, Happened()))
        except (Conflict, RuleError) as error:
            told.append(error)

    threads = [threading.Thread(target=race, args=(d,)) for d in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(isinstance(t, FollowupError) for t in told) == 1
    assert sizes(desks[0].store)["touch"] == 2
    for each in desks:
        each.store.close()


def test_another_window_is_noticed_and_oneself_is_not(home: Path, url: str) -> None:
    """The screen reads again when somebody else wrote, and only then."""
    mine, theirs = (open_desk(home, url, TODAY) for _ in range(2))
    seen = mine.store.database.data_version()
    add(mine)
    assert mine.store.database.data_version() == seen
    add(theirs, "Bob Ray")
    assert mine.store.database.data_version() != seen
    mine.store.close()
    theirs.store.close()


def test_waiting_ends_with_a_sentence(
    home: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that holds the database is waited for, aloud, and not for ever."""
    monkeypatch.setattr(databases, "LOCK_PATIENCE", 0.5)
    mine, theirs = (open_desk(home, url, TODAY) for _ in range(2))
    told: list[str] = []
    mine.store.database.on_wait = lambda: told.append("waiting")
    with theirs.store.database.transaction(), pytest.raises(StoreError, match="too long"):
        add(mine)
    assert told == ["waiting"]
    add(mine)
    mine.store.close()
    theirs.store.close()


def test_what_fails_leaves_nothing(served: Desk) -> None:
    """An action that raises in the middle is as if it had not begun."""

    def half() -> None:
        with served.store.action("did half") as action:
            action.insert("company", name="Acme", name_key="acme")
            raise ValueError("enough")

    with pytest.raises(ValueError, match="enough"):
        half()
    assert sizes(served.store) == {}


def test_a_connection_that_was_cut_is_made_again(served: Desk, postgres: Databases) -> None:
    """One sentence when the server goes away, and the next question is answered."""
    add(served)
    postgres.run(CUT)
    with pytest.raises(Unreachable, match="does not answer"):
        served.store.people.count()
    assert served.store.people.count() == 1


def test_a_server_that_only_lets_read_says_so(served: Desk) -> None:
    """Read-only: one sentence, and nothing written."""
    served.store.database.connection().execute("SET default_transaction_read_only = on")
    with pytest.raises(ReadOnly, match="only be read"):
        add(served)


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        ("postgresql://me:s3cret@127.0.0.1:1/x", Unreachable),
        ("postgresql://me:s3cret@127.0.0.1:port/x", UsageError),
        ("postgresql://me:s3@cret@[/x", FollowupError),
        ("cockroachdb://me:s3cret@127.0.0.1:1/x?sslpassword=s3cret", Unreachable),
    ],
)
def test_the_password_is_never_shown(home: Path, bad: str, kind: type[FollowupError]) -> None:
    """A URL that leads nowhere is one sentence without its password."""
    with pytest.raises(kind) as told:
        open_desk(home, bad, TODAY)
    assert "cret" not in str(told.value)
    assert shown(bad) in str(told.value)
    assert "cret" not in shown(bad)


def test_a_database_that_is_not_there_is_named_as_missing(home: Path, url: str) -> None:
    """A name that the server does not know is said to be missing."""
    with pytest.raises(Missing, match="createdb"):
        open_desk(home, url.replace("/home", "/nowhere"), TODAY)


def test_tables_of_another_program_are_left_alone(home: Path, postgres: Databases) -> None:
    """Somebody else's tables: refused, with nothing made beside them."""
    with postgres.new("template0") as url:
        with psycopg.connect(url, autocommit=True) as other:
            other.execute("CREATE TABLE contact (id int)")
        with pytest.raises(NotOurs, match="another program"):
            open_desk(home, url, TODAY)


def test_a_newer_schema_is_refused_and_an_older_one_completed(home: Path, url: str) -> None:
    """Newer: nothing is done. Older: what is missing is made, what is there stays."""
    desk = open_desk(home, url, TODAY)
    add(desk)
    desk.store.close()
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(f"UPDATE {IDENTITY} SET schema = 99".encode())
        with pytest.raises(Newer):
            Server(url)
        other.execute(f"UPDATE {IDENTITY} SET schema = 0".encode())
        other.execute("ALTER TABLE contact DROP COLUMN timezone")
        other.execute("DROP TABLE message_key")
    again = open_desk(home, url, TODAY)
    assert again.store.people.contact(1).timezone == ""
    again.store.close()


def test_every_index_of_the_file_is_there(served: Desk, desk: Desk) -> None:
    """The indexes made by hand for a file are made on a server, under the same names."""
    rows = desk.store.database.tuples(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT LIKE 'CREATE%INDEX \"%'"
    )
    assert {row[0] for row in rows} == set(INDEXES)
    there = served.store.database.tuples("SELECT indexname FROM pg_indexes")
    assert set(INDEXES) <= {row[0] for row in there}


def test_a_home_moves_and_every_table_is_the_same(desk: Desk, home: Path, url: str) -> None:
    """Counts and checksums agree at both ends, also on the way back into a file."""
    build(desk)
    before = sums(desk.store.database)
    moved = migrate_to(desk, url)
    assert moved.tables == before
    assert sum(t.rows for t in moved.tables) > 100
    there = open_desk(home, url, TODAY)
    assert there.store.agenda.items(TODAY) == desk.store.agenda.items(TODAY)
    assert migrate_to(there, f"sqlite:///{home}/back.db").tables == before
    back = open_desk(home, str(home / "back.db"), TODAY)
    assert sums(back.store.database) == before
    assert add(there, "New Person").id == add(back, "New Person").id
    there.store.close()
    back.store.close()


def test_a_place_that_holds_something_is_refused(desk: Desk, served: Desk, url: str) -> None:
    """Copying never writes over or beside anybody's data."""
    add(desk)
    add(served, "Bob Ray")
    with pytest.raises(NotOurs, match="holds data already"):
        migrate_to(desk, url)
    with pytest.raises(UsageError, match="where your data is already"):
        migrate_to(served, url)
    assert sizes(served.store)["contact"] == 1


def test_a_backup_of_a_server_is_a_file_and_goes_back(served: Desk, home: Path, url: str) -> None:
    """`backup` makes an ordinary database file; `restore` puts it back, and keeps what was there."""
    add(served)
    before = sums(served.store.database)
    made = upkeep.backup(served)
    in_file = open_desk(home / "other", str(made), TODAY)
    assert sums(in_file.store.database) == before
    in_file.store.close()
    add(served, "Bob Ray")
    people_there, kept = upkeep.put_back(made, home, url)
    assert people_there == 1
    assert sums(served.store.database) == before
    assert kept is not None
    assert upkeep.people_in(kept) == 2
    assert add(served, "Carol Day").id > 2


def test_the_doctor_looks_at_a_server(served: Desk) -> None:
    """Every check that makes sense there is made, and a healthy one is called so."""
    add(served)
    upkeep.backup(served)
    checks = {check.what: check for check in doctor.examine(served)}
    assert all(check.fine for check in checks.values()), checks
    assert {"database", "integrity", "references", "agenda", "search", "backups"} <= set(checks)
    served.store.database.connection().execute("UPDATE contact SET next_due = '2031-01-01'")
    assert not {c.what: c for c in doctor.examine(served)}["agenda"].fine
    assert doctor.repair(served)
    assert {c.what: c for c in doctor.examine(served)}["agenda"].fine


def test_a_plain_server_works_without_what_only_postgres_has(
    home: Path, postgres: Databases
) -> None:
    """What is said to CockroachDB needs no full text, collation or late references (DESIGN 10)."""
    with postgres.new("template0") as url:
        desk = open_desk(home, url.replace("postgresql", "cockroachdb"), TODAY)
        ann = add(desk, "Ánn Lee", title="Head of Ops")
        finish(desk, ann)
        assert desk.store.search.people_ids("ann OPS", 5) == (ann.id,)
        assert desk.store.search.people_ids("nn", 5) == ()
        assert {hit.kind for hit in desk.store.search.find("acme")} == {"company"}
        steps = len(desk.store.journal.undo(9))
        assert sizes(desk.store) == {}
        assert len(desk.store.journal.redo(9)) == steps
        desk.store.close()


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("SELECT '?%' WHERE a LIKE ?", "SELECT '?%%' WHERE a LIKE %s"),
        ("WHERE id IS NOT ? AND b IS NOT NULL", "WHERE id IS DISTINCT FROM %s AND b IS NOT NULL"),
        ("SELECT max(a, b), max(c) FROM t", "SELECT greatest(a, b), max(c) FROM t"),
        ("x ORDER BY due_on DESC, id LIMIT ?", "x ORDER BY due_on DESC NULLS LAST, id LIMIT %s"),
        ("a.id IN () OR b NOT IN ()", "FALSE OR TRUE"),
        (
            "x ORDER BY (SELECT day FROM t ORDER BY day LIMIT 1) DESC",
            "x ORDER BY (SELECT day FROM t ORDER BY day NULLS FIRST LIMIT 1) DESC NULLS LAST",
        ),
    ],
)
def test_a_question_is_put_as_the_server_takes_it(sql: str, wanted: str) -> None:
    """Only what SQLite and PostgreSQL read differently is changed, and nothing inside quotes."""
    assert translated(sql)[0] == wanted


def test_paused_people_come_back_on_their_day(served: Desk) -> None:
    """What is paused until a day stands among the paused, and after it among the others."""
    ann = add(served)
    people.pause(served, ann, TODAY + timedelta(days=60))
    later = TODAY + timedelta(days=61)
    assert [i.section for i in served.store.agenda.items(TODAY)] == ["paused"]
    assert [i.section for i in served.store.agenda.items(later)] != ["paused"]


async def test_the_screen_outlives_its_server(served: Desk, postgres: Databases) -> None:
    """A server that went away is one warning on the screen, and the screen goes on with it again."""
    add(served)
    async with opened(served) as pilot:
        app = app_of(pilot)
        postgres.run(CUT)
        app._look()
        await settled(pilot)
        assert any("does not answer" in note.message for note in app._notifications)
        await press(pilot, "s")
        assert served.store.people.stars() == ()
