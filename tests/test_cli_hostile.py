"""Claims about names and words made to harm a terminal: they are printed as text and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli_program import Program

_ORDERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u2028\u2029]"
)
"""What a terminal could obey, or what could hide or turn the text around."""

NAMES = {
    "markup": "Ann [bold red]x[/ ",
    "closing": "x[/]y [@click=app.quit]Ann[/]",
    "screen": "a\x1b[2J\x1b[Hb",
    "clipboard": "a\x1b]52;c;ZXZpbA==\x1b\\b",
    "c1": "a\x9b2J\x9d0;PWN\x9cb",
    "bells": "ok\rHIRED \x08\x08\x7f\x0e\x07",
    "bidi": "Ann \u202egnp.exe\u2066x\u200f",
    "invisible": "A\u200bnn\ufeff\u2060 Lee",
    "zalgo": "Z" + "\u0301" * 300,
    "long": "x" * 10_000,
    "lines": "Ann\nLee\u2028Roe\u0085Orr",
    "option": "--help me",
    "format": "%s {0} {{x}} $(id) `id`",
}


@pytest.mark.parametrize("kind", list(NAMES))
def test_no_name_reaches_the_terminal_as_an_order(home: Path, kind: str) -> None:
    """As the name of a person and a company, in every list and page, it is harmless text."""
    program, name = Program(home), NAMES[kind]
    made = program("add", "--company", name, "--title", name, "--star", "--", name)
    program("note", "--kind", "common", "--", "#1", name)
    outputs = [made.output] + [
        program(*command).output
        for command in (
            *(("due",), ("show", "#1"), ("find", "--", name), ("history",)),
            *(("draft", "#1", "--channel", "email"), ("done", "#1"), ("undo",)),
        )
    ]
    for output in outputs:
        assert not _ORDERS.search(output)


@pytest.mark.parametrize("kind", list(NAMES))
def test_no_name_gets_through_json(home: Path, kind: str) -> None:
    """JSON comes back as what is kept, and holds no order either."""
    program = Program(home)
    text = program("add", "--company", NAMES[kind], "--json", "--", NAMES[kind]).stdout
    assert not _ORDERS.search(text)
    assert len(json.loads(text)["contact"]["name"]) <= 300


@pytest.mark.parametrize("kind", list(NAMES))
def test_no_typed_word_gets_through_an_error(home: Path, kind: str) -> None:
    """What was typed is quoted in a failure without its orders."""
    program, word = Program(home), NAMES[kind]
    for command, code in (
        (("show", "--", word), 3),
        (("company", "--", word), 3),
        (("snooze", "#1", "--", word), 2),
        (("config", "show", "--", word), 2),
        (("templates", "show", "--", word), 3),
        (("import", "--", word), 1),
        (("due", f"--{word}"), 2),
        (("due", "--days", word), 2),
        (("done", "#1", "--outcome", word), 2),
    ):
        told = program(*command, exits=code).output
        assert not _ORDERS.search(told), command
        assert len(told) < 2_500, command


def test_a_hostile_file_name_is_quoted(home: Path) -> None:
    """A file may be called anything."""
    program = Program(home)
    told = program("import", program.file("a\x1b[2Jb.csv", "prose"), exits=1).stderr
    assert not _ORDERS.search(told)


def test_json_escapes_what_json_itself_does_not(home: Path) -> None:
    """A value that was kept before texts were cleaned cannot get out either."""
    from followup_tui.operations.desk import open_desk

    program = Program(home)
    program("add", "Bo Ray")
    desk = open_desk(home)
    with desk.store.database.transaction() as connection:
        connection.execute("UPDATE contact SET name = ?", ("a\x9b2J\u202eb\U000e0041",))
    desk.store.close()
    text = program("show", "#1", "--json").stdout
    assert not _ORDERS.search(text)
    assert json.loads(text)["contact"]["name"] == "a\x9b2J\u202eb\U000e0041"
    assert not _ORDERS.search(program("show", "#1").stdout)
