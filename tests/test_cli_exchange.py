"""Claims about import, export, backup and restore on the command line."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli_program import Program, add_ann

DATA = Path(__file__).parent / "data"
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Ray\r\nEMAIL:bo@x.example\r\nEND:VCARD\r\n"


@pytest.fixture
def program(home: Path) -> Program:
    """The program on an empty home."""
    return Program(home)


def test_a_linkedin_list_is_recognised(program: Program) -> None:
    """The kind of a file is found by its content, and the counts are of people."""
    answer = program.json("import", str(DATA / "linkedin-current.csv"))
    assert answer["added"] == 4
    assert answer["problems"][0]["line"] == 8


def test_importing_twice_adds_nothing(program: Program) -> None:
    """The second time everybody is known."""
    program("import", str(DATA / "linkedin-current.csv"))
    answer = program.json("import", str(DATA / "linkedin-current.csv"))
    assert (answer["added"], answer["updated"], answer["unchanged"]) == (0, 0, 4)


def test_several_files_at_once(program: Program) -> None:
    """All files are one action, which one undo takes back."""
    cards = program.file("bo.vcf", CARD)
    program("import", cards, str(DATA / "linkedin-current.csv"))
    program("undo")
    program("show", "Bo", exits=3)
    program("show", "Jordan", exits=3)


def test_a_dry_run_changes_nothing(program: Program) -> None:
    """The counts are those of a real run, and nobody is there afterwards."""
    cards = program.file("bo.vcf", CARD)
    assert program.json("import", cards, "--dry-run")["added"] == 1
    assert "nothing was changed" in program("import", cards, "--dry-run").stdout
    program("show", "Bo", exits=3)


def test_problems_are_printed_up_to_twenty(program: Program) -> None:
    """A file full of holes does not flood the screen."""
    rows = "".join(f",,https://www.linkedin.com/in/p{n},,,,01 Jan 2024\n" for n in range(25))
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    one = "Bo,Ray,https://www.linkedin.com/in/bo,,,,01 Jan 2024\n"
    lines = program.lines("import", program.file("holes.csv", header + one + rows))
    assert lines[0] == "1 added, 0 updated, 0 unchanged, 25 skipped"
    assert len(lines) == 22
    assert lines[-1] == "… and 5 more"


def test_a_file_without_anybody_fails(program: Program) -> None:
    """With no usable row the exit code is 1."""
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    answer = program.json("import", program.file("none.csv", f"{header},,,,,,\n"), exits=1)
    assert answer["added"] == 0


HOSTILE: dict[str, bytes] = {
    "empty.csv": b"",
    "binary.vcf": bytes(range(256)) * 40,
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
    "prose.txt": b"Dear diary, nobody called today.\n",
    "deep.json": b"[" * 100_000,
    "other.json": b'{"people": []}',
    "list.json": b"[1, 2, 3]",
    "cut.json": b'{"format": "followup", "version": 1, "tables": {"contact": [{"id"',
    "newer.json": b'{"format": "followup", "version": 99, "tables": {}}',
    "wrong.json": b'{"format": "followup", "version": 1, "tables": {"contact": [{"id": 1}]}}',
    "quote.csv": b'First Name,Last Name,Connected On\n"Ann,Lee,01 Jan 2024\n',
    "nul.csv": b"\x00" * 5_000,
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_useless_file_gets_one_sentence(program: Program, name: str) -> None:
    """Whatever a file holds, it is named, nothing is imported, and the exit code is 1."""
    result = program("import", program.file(name, HOSTILE[name]), exits=1)
    assert result.stdout == ""
    assert name in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert program.json("history") == []


def test_a_file_that_was_cut_short_is_taken_on_request(program: Program) -> None:
    """The whole part of it comes in with --partial, and not unasked."""
    cards = program.file("cut.vcf", f"{CARD}BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut O")
    assert "--partial" in program("import", cards, exits=1).stderr
    assert program.json("import", cards, "--partial")["added"] == 1


@pytest.mark.parametrize("name", ["missing.csv", ".", "new\nline.csv"])
def test_a_missing_file_is_exit_1(program: Program, name: str) -> None:
    """No file, or a folder, is a failure and not a usage error."""
    program("import", str(program.home / name), exits=1)


def test_a_wrong_kind_is_a_usage_error(program: Program) -> None:
    """Kinds that there are are listed."""
    assert "vcard" in program("import", program.file("b.vcf", CARD), "--kind", "x", exits=2).stderr


def test_a_kind_that_the_file_is_not_fails(program: Program) -> None:
    """A card is no list of connections, whatever is said of it."""
    program("import", program.file("bo.vcf", CARD), "--kind", "linkedin", exits=1)


def test_export_is_one_json_value(program: Program) -> None:
    """Without a file the export goes to stdout, and nothing else with it."""
    add_ann(program)
    content = json.loads(program("export", "json").stdout)
    assert content["format"] == "followup"
    assert [row["name"] for row in content["tables"]["contact"]] == ["Ann Lee"]


def _rows(exported: str) -> dict[str, list[dict[str, Any]]]:
    """What an export holds, without what only counts the changes."""
    tables = json.loads(exported)["tables"]
    return {
        table: [{k: v for k, v in row.items() if k not in ("rev", "changed_at")} for row in rows]
        for table, rows in tables.items()
    }


def test_an_export_comes_back_the_same(program: Program, tmp_path: Path) -> None:
    """Imported into an empty home, it exports to the same again."""
    add_ann(program)
    program("note", "Ann", "golf", "--kind", "common")
    program("done", "Ann")
    exported = program("export", "json").stdout
    other = Program(tmp_path / "other")
    program("export", "json", "-o", str(tmp_path / "all.json"))
    other("import", str(tmp_path / "all.json"))
    assert _rows(other("export", "json").stdout) == _rows(exported)


def test_an_exported_file_is_private(program: Program, tmp_path: Path) -> None:
    """Nobody else may read it, and it takes the place of an older one."""
    target = tmp_path / "all.json"
    target.write_text("old")
    assert program.json("export", "json", "-o", str(target)) == {"path": str(target)}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text().startswith("{")


def test_an_export_to_nowhere_fails(program: Program, tmp_path: Path) -> None:
    """A folder that is not there is told in one sentence."""
    program("export", "json", "-o", str(tmp_path / "no" / "all.json"), exits=1)


def test_only_known_formats_are_exported(program: Program) -> None:
    """Another word is a usage error."""
    program("export", "yaml", exits=2)


def test_backup_prints_where_it_is(program: Program) -> None:
    """Without a name it lies beside the data, and two in one second do not collide."""
    add_ann(program)
    first, second = program.json("backup")["path"], program.json("backup")["path"]
    assert first != second
    assert Path(first).is_file()


def test_a_backup_is_never_written_over(program: Program, tmp_path: Path) -> None:
    """A file of that name is left as it is."""
    target = program.file("mine.db", "precious")
    program("backup", target, exits=1)
    assert Path(target).read_text() == "precious"


@pytest.fixture
def saved(program: Program, tmp_path: Path) -> str:
    """A backup with Ann alone; Bo came after it."""
    add_ann(program)
    path = str(tmp_path / "saved.db")
    program("backup", path)
    program("add", "Bo Ray")
    return path


def test_restore_puts_a_backup_back(program: Program, saved: str) -> None:
    """What was there goes, and is kept as a backup itself."""
    answer = program.json("restore", saved, "--yes")
    assert answer["people"] == 1
    program("show", "Bo", exits=3)
    program("restore", answer["kept"], "--yes")
    program("show", "Bo")


@pytest.mark.parametrize("typed", ["", "\n", "n\n", "no\n"])
def test_restore_takes_nothing_but_a_yes(program: Program, saved: str, typed: str) -> None:
    """Enter, a no and the end of input all leave everything as it is."""
    result = program("restore", saved, typed=typed, exits=1)
    assert "1 person" in result.stderr
    assert result.stdout == ""
    program("show", "Bo")


def test_restore_goes_on_after_a_yes(program: Program, saved: str) -> None:
    """A typed yes is one."""
    program("restore", saved, typed="y\n")
    program("show", "Bo", exits=3)


def _missing(database: Path) -> None:
    database.unlink()


def _damaged(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    database.write_bytes(content)


@pytest.mark.parametrize("harm", [_missing, _damaged])
def test_restore_helps_where_the_data_is_lost(
    program: Program, saved: str, harm: Callable[[Path], None]
) -> None:
    """Where the database is gone or damaged, a backup brings it back."""
    program("backup")
    harm(program.home / "data" / "followup.db")
    program("due", exits=1)
    program("restore", saved, "--yes")
    assert program.json("show", "Ann")["contact"]["name"] == "Ann Lee"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 99])
def test_restore_refuses_what_is_no_backup(program: Program, content: bytes) -> None:
    """A file of another kind changes nothing."""
    add_ann(program)
    program("restore", program.file("other.db", content), "--yes", exits=1)
    program("show", "Ann")


def test_restore_of_a_missing_file_is_exit_1(program: Program) -> None:
    """There is nothing to put back, and nothing is asked."""
    assert "There is no backup" in program("restore", "missing.db", exits=1).stderr


def test_the_data_is_no_backup_of_itself(program: Program) -> None:
    """Restoring the database over itself makes no sense."""
    add_ann(program)
    program("restore", str(program.home / "data" / "followup.db"), "--yes", exits=2)
