"""A crash tells where, never who."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Label

from followup_tui.tui.crash import LAST_FRAMES, ReportingApp, crash_report, write_report
from tests.tui.capture import record

PHONE = "+49 170 5551234"


class Crashing(ReportingApp[None]):
    """Meets its bug when asked, with private data all around."""

    def compose(self) -> ComposeResult:
        yield Label(PHONE)

    def key_x(self) -> None:
        phone = PHONE
        raise RuntimeError(f"cannot call {phone}")

    def key_w(self) -> None:
        self.run_worker(self.work, thread=True)

    def work(self) -> None:
        phone = PHONE
        raise RuntimeError(f"cannot call {phone}")


class Saving(Crashing):
    saved = False

    def save_all(self) -> None:
        self.saved = True
        raise OSError("disk full")


def caught(function: Callable[[], Any]) -> Exception:
    """The exception the function ends with, its frames attached."""
    try:
        function()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def lookup() -> None:
    phone = PHONE
    os.environ[phone]


def chained() -> None:
    try:
        lookup()
    except KeyError as error:
        raise ValueError(PHONE) from error


def noted() -> None:
    error = ValueError(PHONE)
    error.add_note(PHONE)
    raise error


def grouped() -> None:
    raise ExceptionGroup(PHONE, [caught(chained), OSError(PHONE)])


def in_template() -> None:
    exec(compile("1/0", f"/home/ann/{PHONE}.j2", "exec"), {"__name__": f"/home/ann/{PHONE}.j2"})


def endless(depth: int = 0) -> None:
    endless(depth + 1)


@pytest.mark.parametrize("function", [lookup, chained, noted, grouped, in_template])
def test_a_report_holds_no_private_data(function: Callable[[], None]) -> None:
    """Messages, values, notes, locals and names of templates stay out of it."""
    report = crash_report(caught(function))
    assert "5551234" not in report
    assert "ann" not in report


def test_a_report_tells_where() -> None:
    """Type, module, line and function of the exception are there, and those of its cause come first."""
    report = crash_report(caught(chained))
    line = lookup.__code__.co_firstlineno + 2
    told = report.splitlines()
    assert told.index("KeyError") < told.index(f"  {__name__}:{line} in lookup")
    assert told.index("which led to") + 1 == told.index("ValueError")


def test_a_report_names_every_part_of_a_group() -> None:
    """An exception group is told together with what it holds."""
    report = crash_report(caught(grouped))
    assert [line for line in report.splitlines() if line.endswith(("Group", "Error", "with"))] == [
        "ExceptionGroup", "with", "KeyError", "ValueError", "with", "OSError"
    ]  # fmt: skip


def test_an_endless_recursion_makes_a_short_report() -> None:
    """The first and last frames are kept."""
    report = crash_report(caught(endless))
    assert "more" in report
    assert report.count("endless") <= LAST_FRAMES + 20


def test_a_ring_of_causes_ends() -> None:
    """Two exceptions that name each other as their cause are told once."""
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert crash_report(first).count("ValueError") == 1


@pytest.mark.parametrize("key", ["x", "w"])
async def test_a_crash_shows_and_keeps_no_private_data(
    key: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bug in a handler or in a worker: the number is neither on the terminal nor in the report."""
    app = Crashing()
    app.crash_path = tmp_path / "state" / "crash.txt"

    async def crash(pilot: Pilot[Any]) -> None:
        await pilot.press(key)
        await app.workers.wait_for_complete()

    await record(app, crash)
    said = " ".join(capfd.readouterr().err.split())
    report = app.crash_path.read_text("utf-8")
    assert "followup met a bug" in said
    assert "RuntimeError" in report
    assert f"{__name__}:" in report
    assert "5551234" not in said + report


async def test_a_crash_still_reaches_a_test() -> None:
    """Under a pilot the exception itself comes out, so that no test passes over it."""
    with pytest.raises(RuntimeError, match="cannot call"):
        async with Crashing().run_test() as pilot:
            await pilot.press("x")


async def test_a_crash_saves_first() -> None:
    """`save_all` runs before the end, and its own failure does not hide the bug."""
    app = Saving()
    with pytest.raises(RuntimeError, match="cannot call"):
        async with app.run_test() as pilot:
            await pilot.press("x")
    assert app.saved


async def test_a_report_that_cannot_be_written_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A full or missing folder does not make the crash worse."""
    app = Crashing()
    app.crash_path = tmp_path / "file" / "crash.txt"
    app.crash_path.parent.write_text("in the way")

    async def crash(pilot: Pilot[Any]) -> None:
        await pilot.press("x")

    await record(app, crash)
    assert "No report could be written" in " ".join(capfd.readouterr().err.split())


@pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
def test_a_report_is_for_its_owner_alone(tmp_path: Path) -> None:
    """File 0600 and new folder 0700 under the most generous umask, an older report replaced."""
    path = tmp_path / "state" / "crash.txt"
    before = os.umask(0)
    try:
        write_report(path, "old")
        path.chmod(0o644)
        write_report(path, "new")
    finally:
        os.umask(before)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert os.listdir(path.parent) == ["crash.txt"]
