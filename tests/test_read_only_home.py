"""Claims about a home that cannot be written: one sentence, nothing lost, nothing changed (P15)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="an administrator's rights are given up the Linux way",
)

WITHOUT_RIGHTS = """
import ctypes
# An administrator may write anywhere, also here: without capabilities the modes hold for them too.
libc = ctypes.CDLL(None)
libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
from followup_tui.cli import main
main()
"""


def followup(home: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The real program, as somebody for whom modes are binding."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, "--home", str(home), *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A home with Ann in it that nobody may write to, until the test is over."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    add_ann(Program(home))
    places = [home, *(p for p in home.rglob("*"))]
    for path in reversed(places):
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield home
    for path in places:
        path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("command", [("add", "Bob Roe"), ("due",), ("doctor",)])
def test_a_read_only_home(locked: Path, command: tuple[str, ...]) -> None:
    """Each verb says in a sentence what is in the way, and not a byte changes."""
    before = {p: p.read_bytes() for p in locked.rglob("*") if p.is_file()}
    told = followup(locked, *command)
    assert "Traceback" not in told.stderr
    assert "This is a bug" not in told.stderr
    assert told.returncode in (0, 1)
    if told.returncode:
        assert "permissions" in told.stderr + told.stdout or "cannot be written" in told.stderr
    assert {p: p.read_bytes() for p in locked.rglob("*") if p.is_file()} == before


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    """Where no folder can be made the first start says so."""
    tmp_path.chmod(0o500)
    told = followup(tmp_path / "home", "due")
    tmp_path.chmod(0o700)
    assert told.returncode == 1
    assert "cannot be created" in told.stderr
    assert os.listdir(tmp_path) == []
