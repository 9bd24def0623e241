"""A desk over a town of people in every state."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_tui.operations.desk import Desk, open_desk
from tests.builders import TODAY
from tests.tui.crowd import fill_with_crowd
from tests.tui.town import build_town


@pytest.fixture(scope="session")
def town_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the town, built once and only ever copied."""
    home = tmp_path_factory.mktemp("town")
    build_town(home)
    return home


@pytest.fixture
def town(home: Path, town_home: Path) -> Iterator[Desk]:
    """A town of one's own on Monday, 2 March 2026."""
    shutil.copytree(town_home, home, dirs_exist_ok=True)
    desk = open_desk(home, today=TODAY)
    yield desk
    desk.store.close()


@pytest.fixture(scope="session")
def crowded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the town and of ten thousand others."""
    home = tmp_path_factory.mktemp("crowd")
    build_town(home)
    desk = open_desk(home, today=TODAY)
    fill_with_crowd(desk)
    desk.store.close()
    return home


@pytest.fixture
def crowd(home: Path, crowded_home: Path) -> Iterator[Desk]:
    """A crowd of one's own."""
    shutil.copytree(crowded_home, home, dirs_exist_ok=True)
    desk = open_desk(home, today=TODAY)
    yield desk
    desk.store.close()
