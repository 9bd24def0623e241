"""The real program on a real pseudo-terminal: what a person sees, and what stays behind."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest

from followup_tui.core.records import Draft
from followup_tui.operations.desk import open_desk
from followup_tui.operations.lookup import contact_named
from tests.builders import TODAY, days_ago
from tests.tui.capture import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from followup_tui.operations.desk import open_desk
from followup_tui.tui.launch import open_program

if sys.argv[2:] == ["with a bug"]:
    from followup_tui.tui.flows import reading

    async def why(screen):
        raise RuntimeError(screen.contact.name)

    reading.why = why

sys.exit(open_program(open_desk(Path(sys.argv[1]), today=date(2026, 3, 2))))
"""
PATIENCE = 15.0
"""Seconds for what takes one: the machine may be busy."""


@pytest.fixture
def lived_in(home: Path, town_home: Path) -> Path:
    """A home with the people of the town."""
    shutil.copytree(town_home, home, dirs_exist_ok=True)
    return home


def started(home: Path, *more: str) -> Terminal:
    """The program, its list and its first script on the screen."""
    terminal = Terminal(PROGRAM, str(home), *more)
    assert terminal.shows("★ Maya Orr", PATIENCE)
    return terminal


def kept_draft(home: Path, name: str) -> Draft | None:
    """What the file holds of somebody's script once the program has ended."""
    desk = open_desk(home, today=TODAY)
    try:
        return desk.store.drafts.draft(contact_named(desk, name).id)
    finally:
        desk.store.close()


def type_into_script(terminal: Terminal, words: bytes) -> None:
    """Go to Maya's script and type behind its last word."""
    terminal.type(b"j3")
    assert terminal.shows("Hi Maya", PATIENCE)
    terminal.type(b"\r")
    terminal.type(words)
    assert terminal.shows(words.decode(), PATIENCE)


def test_a_day_at_the_terminal(lived_in: Path) -> None:
    """Start, move, done, undo, quit: each is seen, and the terminal is as it was before."""
    with started(lived_in) as terminal:
        terminal.type(b"j")
        assert terminal.shows("★ Maya Orr  hiring manager", PATIENCE)
        terminal.type(b"d")
        assert terminal.shows("next: e-mail", PATIENCE)
        assert terminal.shows("1 of 4 done", PATIENCE)
        terminal.type(b"u")
        assert terminal.shows("Taken back", PATIENCE)
        assert terminal.shows("0 of 4 done", PATIENCE)
        terminal.type(b"q")
        assert terminal.ends(PATIENCE) == 0
        assert terminal.at_rest()
    desk = open_desk(lived_in, today=TODAY)
    assert contact_named(desk, "Maya Orr").next_due == days_ago(4)
    desk.store.close()


def test_everything_lies_in_one_file_after_leaving(lived_in: Path) -> None:
    """The log is folded in, so that a copy of the database alone is whole."""
    with started(lived_in) as terminal:
        terminal.type(b"jd")
        assert terminal.shows("1 of 4 done", PATIENCE)
        terminal.type(b"q")
        assert terminal.ends(PATIENCE) == 0
    log = lived_in / "data" / "followup.db-wal"
    assert not log.exists() or log.stat().st_size == 0


def test_a_signal_while_editing_keeps_the_draft(lived_in: Path) -> None:
    """TERM right after the last letter: every letter is in the file, the terminal in order."""
    with started(lived_in) as terminal:
        type_into_script(terminal, b" Hello again.")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ends(PATIENCE) == 128 + signal.SIGTERM
        assert terminal.at_rest()
    kept = kept_draft(lived_in, "Maya Orr")
    assert kept is not None
    assert kept.body.endswith(" Hello again.")


def test_a_kill_while_editing_loses_only_the_last_moment(lived_in: Path) -> None:
    """What was typed half a second ago is in the file, and the watcher restores the terminal."""
    with started(lived_in) as terminal:
        type_into_script(terminal, b" Hello again.")
        assert not terminal.shows("never on the screen", 0.6)
        os.kill(terminal.process.pid, signal.SIGKILL)
        assert terminal.ends(PATIENCE) == -signal.SIGKILL
        assert terminal.at_rest(PATIENCE)
    kept = kept_draft(lived_in, "Maya Orr")
    assert kept is not None
    assert kept.body.endswith(" Hello again.")


def test_a_crash_tells_nobody_and_keeps_the_draft(lived_in: Path) -> None:
    """The report holds no name, no word and no number of anybody, and the words typed are kept."""
    with started(lived_in, "with a bug") as terminal:
        type_into_script(terminal, b" Hello again.")
        assert terminal.shows("your words", PATIENCE)
        terminal.type(b"\x1b")
        # An escape alone is known as one only when nothing follows for a moment.
        assert not terminal.shows("never on the screen", 0.6)
        terminal.type(b"w")
        assert terminal.ends(PATIENCE) == 1
        assert terminal.at_rest()
        assert terminal.shows("followup met a bug")
    report = (lived_in / "state" / "crashes" / "last.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in report
    for private in ("Maya", "Orr", "Powell", "Hello again", "313 555"):
        assert private not in report
    kept = kept_draft(lived_in, "Maya Orr")
    assert kept is not None
    assert kept.body.endswith(" Hello again.")
