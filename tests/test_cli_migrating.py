"""`followup migrate-to`: a whole home in another database, counted and summed (issue 5)."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from followup_tui.cli import followup
from tests.postgres_server import Databases


def run(*args: str, **environment: str) -> Result:
    """The answer to a command line, with that in its environment."""
    return CliRunner().invoke(followup, args, env=environment, catch_exceptions=False)


def test_a_home_moves_to_a_server_and_works_there(postgres: Databases) -> None:
    """Every table is told with its count and checksum; the daily verbs go on at the URL."""
    run("add", "Ann Lee", "--company", "Acme", "--star", "--today", "2026-03-02")
    with postgres.new() as url:
        moved = json.loads(run("migrate-to", url, "--json").stdout)
        counts = {table["table"]: table["rows"] for table in moved["tables"]}
        assert (counts["contact"], counts["touch"], counts["action"]) == (1, 1, 1)
        assert all(len(table["checksum"]) == 32 for table in moved["tables"])
        there = {"FOLLOWUP_DATABASE": url}
        assert run("done", "Ann", "--today", "2026-03-30", **there).exit_code == 0
        assert "Ann Lee" in run("find", "ann", **there).stdout
        assert run("undo", "2", **there).exit_code == 0
        assert json.loads(run("due", "--json", "--today", "2026-03-02", **there).stdout) == []
        assert json.loads(run("due", "--json", "--today", "2026-03-02").stdout) != []
        again = run("migrate-to", url)
        assert again.exit_code == 1
        assert "holds data already" in again.stderr


def test_without_json_it_is_a_table(home: Path) -> None:
    """A file works as well, and what is there is not written over."""
    run("add", "Ann Lee")
    told = run("migrate-to", str(home / "copy.db"))
    assert told.exit_code == 0, told.stderr
    assert "contact" in told.stdout
    assert "same at both ends" in told.stdout
    assert "Ann Lee" in run("show", "Ann", "--database", str(home / "copy.db")).stdout
    assert run("migrate-to", str(home / "copy.db")).exit_code == 2
    assert run("migrate-to", "mysql://localhost/x").exit_code == 2


def test_the_password_is_in_no_sentence() -> None:
    """A server that does not answer is named without the password (RELIABILITY)."""
    told = run("due", "--database", "postgresql://me:s3cret@127.0.0.1:1/x")
    assert told.exit_code == 1
    assert "postgresql://me@127.0.0.1:1/x" in told.stderr
    assert "s3cret" not in told.stderr
