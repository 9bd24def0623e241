"""The world of every test: a home of its own, a fixed Monday, nothing of the developer's machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from followup_tui.operations.desk import Desk, open_desk
from followup_tui.paths import Paths, private_dir
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


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that a first start makes; made once, since most tests begin with a copy of it."""
    opened = open_desk(tmp_path_factory.mktemp("new"))
    opened.store.close()
    return opened.store.path


@pytest.fixture
def desk(home: Path, today: date, new_database: Path) -> Iterator[Desk]:
    """A desk with an empty database on that Monday, and whatever config the home holds."""
    place = Paths(home).database
    private_dir(place.parent)
    # The home may hold people already, when the test began on the command line.
    if not place.exists():
        shutil.copyfile(new_database, place)
        place.chmod(0o600)
    opened = open_desk(home, today=today)
    yield opened
    opened.store.close()


@pytest.fixture
def store(desk: Desk) -> Store:
    """The store of the desk."""
    return desk.store
