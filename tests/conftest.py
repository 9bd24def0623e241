"""The world of every test: a home of its own, a fixed Monday, nothing of the developer's machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup_tui.operations.desk import Desk, open_desk
from followup_tui.store.store import Store
from tests.builders import TODAY

_OWN = (
    "FOLLOWUP_DATABASE",
    "FOLLOWUP_TODAY",
    "EDITOR",
    "VISUAL",
    "NO_COLOR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; settings, data and editors of the developer are out of reach."""
    for name in _OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def today() -> date:
    """Monday, 2 March 2026."""
    return TODAY


@pytest.fixture
def desk(home: Path, today: date) -> Iterator[Desk]:
    """A desk with an empty database on that Monday."""
    opened = open_desk(home, today=today)
    yield opened
    opened.store.close()


@pytest.fixture
def store(desk: Desk) -> Store:
    """The store of the desk."""
    return desk.store
