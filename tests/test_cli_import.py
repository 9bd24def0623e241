"""Claims about `followup import` of tables, messages and mail on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann

SAMPLES = Path(__file__).parent / "exchange" / "samples"
MAIL = (
    "From x Mon Feb  2 12:00:00 2026\nFrom: ann@acme.example\nTo: me@x.org\n"
    "Date: Mon, 02 Feb 2026 12:00:00 +0000\nMessage-ID: <1@x>\nSubject: Hi\n\nHello there.\n"
)


@pytest.fixture
def program(home: Path) -> Program:
    """The program on an empty home."""
    return Program(home)


def test_columns_can_be_told_and_are_remembered(program: Program) -> None:
    """--map names the columns of a CSV, once for its header."""
    first = program.file("a.csv", "Wer,Wo\nAnn Lee,ann@x.org\n")
    assert program.json("import", first, "--map", "name=Wer", "--map", "email=Wo")["added"] == 1
    second = program.file("b.csv", "Wer,Wo\nBo Ray,bo@x.org\n")
    assert program.json("import", second)["added"] == 1
    assert program.json("show", "Bo")["contact"]["emails"] == ["bo@x.org"]


def test_a_wrong_map_is_a_usage_error(program: Program) -> None:
    """The columns that there are stand in the sentence."""
    file = program.file("a.csv", "Wer,Wo\nAnn Lee,ann@x.org\n")
    assert "“Wer”, “Wo”" in program("import", file, "--map", "name=Who", exits=2).stderr
    program("import", file, "--map", "colour=Wer", exits=2)


def test_mail_becomes_touches(program: Program) -> None:
    """The counts are of people, touches stand beside them; twice adds none, and both exit 0."""
    program("config", "set", "me.email", "me@x.org")
    add_ann(program)
    answer = program.json("import", program.file("mail", MAIL))
    assert (answer["added"], answer["touches"]) == (0, 1)
    assert program.json("import", program.file("mail", MAIL))["touches"] == 0
    newest = next(t for t in program.json("show", "Ann")["touches"] if t["state"] == "done")
    assert (newest["direction"], newest["said"], newest["done_on"]) == (
        "in",
        "Hello there.",
        "2026-02-02",
    )


def test_mail_with_strangers_is_of_no_use(program: Program) -> None:
    """Exit 1, and what to do first."""
    result = program("import", program.file("mail", MAIL), exits=1)
    assert "import the people first" in result.stderr
    assert "me.email" in result.stderr


def test_somebody_near_is_named(program: Program) -> None:
    """The same name elsewhere was kept apart, and is told with its number."""
    add_ann(program)
    card = program.file("a.vcf", "BEGIN:VCARD\nFN:Ann Lee\nORG:Elsewhere\nEND:VCARD\n")
    assert program.json("import", card, "--dry-run")["near"][0]["contact_id"] == 1
    assert "Ann Lee was kept apart from #1" in program("import", card).stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes are a Unix thing")
def test_a_pipe_is_never_opened(program: Program) -> None:
    """It would wait for ever."""
    os.mkfifo(program.home / "pipe")
    assert "not a regular file" in program("import", str(program.home / "pipe"), exits=1).stderr


@pytest.mark.parametrize(
    "name", ["google-until-2023.csv", "outlook-german.csv", "lotus-notes-2.1.vcf"]
)
def test_a_file_cut_anywhere_gives_a_sentence_or_people(program: Program, name: str) -> None:
    """Every fiftieth byte: no traceback, one line of complaint at most, and a dry run changes nothing."""
    data = (SAMPLES / name).read_bytes()
    for cut in range(0, len(data), 50):
        file = program.file("cut", data[:cut])
        try:
            result = program("import", file, "--dry-run")
        except AssertionError:
            result = program("import", file, "--dry-run", exits=1)
        assert len(result.stderr.splitlines()) <= 1
    assert program.json("history") == []


def test_what_was_left_out_is_counted(program: Program) -> None:
    """Drafts and messages of strangers are said in one remark."""
    program("config", "set", "me.email", "me@x.org")
    add_ann(program)
    stranger = MAIL.replace("ann@acme", "bo@acme")
    draft = MAIL.replace("Subject", "X-Unsent: 1\nSubject")
    answer = program.json("import", program.file("mail", "\n".join((MAIL, stranger, draft))))
    assert answer["remarks"] == ["2 left out: 1 draft, 1 from nobody you know."]


def test_keep_mine_replaces_nothing(program: Program) -> None:
    """S0.4: a dry run names what would be replaced; --keep-mine keeps it."""
    add_ann(program)
    mail, company = (
        program.json("show", "Ann")["contact"]["emails"][0],
        program.json("show", "Ann")["contact"]["company"],
    )
    card = program.file(
        "old.vcf", f"BEGIN:VCARD\nFN:Ann Lee\nEMAIL:{mail}\nORG:Old Shop\nEND:VCARD\n"
    )
    said = f"Ann Lee: company {company} → Old Shop"
    assert said in program.json("import", card, "--dry-run")["remarks"]
    assert program.json("import", card, "--keep-mine")["remarks"] == []
    assert program.json("show", "Ann")["contact"]["company"] == company
