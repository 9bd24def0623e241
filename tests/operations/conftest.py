"""A desk whose dates can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.operations.desk import Desk

CONFIG = """
[me]
name = "Sam Reyes"
phone = "+1 313 555 0199"

[cadence]
# The spread keeps people's dates apart, and tests from counting them.
spread = 0
"""


@pytest.fixture
def countable(home: Path) -> None:
    """A config that takes the spread out of the dates."""
    (home / "config.toml").write_text(CONFIG)


@pytest.fixture
def desk(countable: None, desk: Desk) -> Desk:
    """A desk opened with that config."""
    assert desk.config.cadence.spread == 0
    return desk
