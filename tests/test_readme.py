"""Claims about the README: it names every command, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from followup_tui.cli.group import COMMANDS
from followup_tui.tui.commands import COMMANDS as KEYS
from followup_tui.tui.commands import key_shown

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_every_command_is_named_and_none_besides() -> None:
    """The table of commands is the program's own list."""
    table = README[README.index("## Commands") : README.index("## In and out")]
    named = {word.split()[0] for word in re.findall(r"`([a-z][a-z-]*(?: [^`]*)?)`", table)}
    known = {name for part in COMMANDS.values() for name in part}
    assert named - {"followup"} - known == set()
    assert known - named == set()


def test_every_key_it_names_is_one() -> None:
    """A key in the table of the whole way opens what its row says: the program has that key."""
    table = README[README.index("## The whole way") : README.index("## The rules it keeps")]
    rows = [row.split("|")[2] for row in table.splitlines() if row.startswith("| ") and "`" in row]
    named = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    known = {key_shown(key) for command in KEYS for key in command.key.split(",")}
    assert named - known == set()
