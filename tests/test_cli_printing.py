"""Claims about pages on a terminal: aligned, cut to its width, coloured, and opened where it should."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from followup_tui.cli import printing, program
from followup_tui.cli.failures import crash_report
from followup_tui.cli.printing import cells, cut, table
from followup_tui.operations.desk import Desk
from tests.cli_program import Program, add_ann

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals are spoken to on POSIX only")


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 60 columns."""
    monkeypatch.setattr(printing, "_width", lambda: 60)


@pytest.mark.parametrize(
    ("text", "width"),
    [("Ann", 3), ("Zoë", 3), ("中文", 4), ("e\u0301", 1), ("👩", 2), ("", 0)],
)
def test_a_text_takes_its_columns(text: str, width: int) -> None:
    """Wide letters take two, marks none."""
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Ann Lee", 7, "Ann Lee"),
        ("Ann Lee", 6, "Ann L…"),
        ("中文中文", 5, "中文…"),
        ("中文中文", 4, "中…"),
        ("Ann", 1, "…"),
    ],
)
def test_a_text_is_cut_to_columns(text: str, width: int, shown: str) -> None:
    """What is left out shows, and wide letters are not halved."""
    assert cut(text, width) == shown


@pytest.mark.usefixtures("wide")
def test_no_line_is_wider_than_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Long and wide cells give way, the widest first."""
    table([("x" * 50, "中文" * 20, "short", "why " * 50), ("a", "b", "c", "d")])
    lines = capsys.readouterr().out.splitlines()
    assert all(cells(line) <= 60 for line in lines)
    assert "short" in lines[0]


def test_into_a_pipe_nothing_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """A program that reads the page gets all of it."""
    table([("x" * 100, "y" * 300)])
    assert "y" * 300 in capsys.readouterr().out


@pytest.mark.usefixtures("wide")
def test_long_notes_go_on_below(capsys: pytest.CaptureFixture[str]) -> None:
    """Where a page shows a text whole, it is broken at blanks under its own column."""
    table([("news", "word " * 40)], whole=True)
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.count("word") for line in lines) == 40
    assert all(line.startswith("        word") for line in lines[1:])


@pytest.mark.usefixtures("wide")
def test_a_word_without_end_is_broken(capsys: pytest.CaptureFixture[str]) -> None:
    """Not even 10,000 letters without a blank leave the page."""
    table([("news", "x" * 10_000)], whole=True)
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.count("x") for line in lines) == 10_000
    assert all(cells(line) <= 60 for line in lines)


def _on_terminal(home: Path, *args: str, columns: int = 80) -> str:
    """What the real program writes to a real terminal."""
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "followup_tui", "--today", "2026-03-02", *args],
        env={**os.environ, "FOLLOWUP_HOME": str(home), "TERM": "xterm-256color"},
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(pexpect.EOF)
    child.close()
    written = child.before
    assert isinstance(written, str)
    return written


def test_a_terminal_gets_colours_and_its_width(home: Path) -> None:
    """On a terminal the page is coloured, and none of its lines wraps."""
    add_ann(Program(home), "--title", "Head of everything")
    plain = _on_terminal(home, "--no-color", "due", columns=50)
    assert "\x1b" not in plain
    assert all(len(line) <= 50 for line in plain.splitlines())
    assert "\x1b[" in _on_terminal(home, "due")


class _Opened:
    """Stands in for the full-screen program, and remembers how it was opened."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.options: dict[str, Any] = {}

    def __call__(self, desk: Desk, **options: Any) -> int:
        self.names = [person.name for person in desk.store.people.everyone()]
        self.options = options
        return 3


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> _Opened:
    """A terminal at both ends, and a program that only remembers."""
    stand_in = _Opened()
    monkeypatch.setattr(program, "_refuse_pipes", lambda: None)
    monkeypatch.setattr("followup_tui.tui.launch.open_program", stand_in)
    return stand_in


@pytest.mark.parametrize("arguments", [(), ("review",)])
def test_the_program_opens_on_the_chosen_home(
    home: Path, opened: _Opened, arguments: tuple[str, ...]
) -> None:
    """Without a command, and as review, it opens on my people and ends with its own code."""
    add_ann(Program(home))
    Program(home)("--ascii", *arguments, exits=3)
    assert opened.names == ["Ann Lee"]
    assert opened.options["ascii_only"] is True


def test_the_demo_leaves_my_people_alone(home: Path, opened: _Opened) -> None:
    """It opens on made-up people, and nothing of them is in my home afterwards."""
    Program(home)("demo", exits=3)
    assert opened.names
    assert list(home.iterdir()) == []


def test_a_bug_becomes_a_report_without_private_data(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says where the report is, and the report names nobody."""

    def fail(*_: object) -> None:
        raise RuntimeError("Ann Lee, +1 313 555 0100")

    monkeypatch.setattr("followup_tui.operations.views.person", fail)
    add_ann(Program(home))
    result = Program(home)("show", "Ann", exits=1)
    (report,) = (home / "state" / "crashes").iterdir()
    assert str(report) in result.stderr
    written = report.read_text()
    assert "RuntimeError" in written
    assert "followup_tui.cli.reading" in written
    for private in ("Ann", "313", str(home)):
        assert private not in written + result.stdout


def test_a_report_tells_what_led_to_it() -> None:
    """The cause stands before what it caused, and no frame shows a value."""
    try:
        try:
            raise KeyError("secret")
        except KeyError as error:
            raise ValueError("secret") from error
    except ValueError as error:
        report = crash_report(error)
    assert report.index("KeyError") < report.index("ValueError")
    assert "secret" not in report
