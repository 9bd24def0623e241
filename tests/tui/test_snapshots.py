"""Pictures of the whole screen: the sample people on a fixed day, wide, medium and narrow, dark and light.

`pytest tests/tui/test_snapshots.py --snapshot-update` draws them anew; look before keeping them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension

from followup_tui.config.settings import Screen
from followup_tui.operations.demo import discard, open_demo
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.tui.theme import DARK, LIGHT
from tests.tui import stage
from tests.tui.stage import opened, press

DAY = date(2026, 11, 23)
_NUMBERED = re.compile(r"terminal-\d+-")
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the sample people, built once."""
    home = tmp_path_factory.mktemp("sample") / "home"
    desk = open_demo(DAY)
    assert desk.paths.home is not None
    shutil.copytree(desk.paths.home, home)
    discard(desk)
    return home


@pytest.fixture
def demo(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the sample people."""
    home = tmp_path / "sample"
    shutil.copytree(sample, home)
    desk = open_desk(home, today=DAY)
    yield desk
    desk.store.close()


def picture(pilot: stage.Stage) -> str:
    """The screen as SVG, without what differs from one drawing to the next or asks for a font."""
    svg = stage.app_of(pilot).export_screenshot(title="followup", simplify=True)
    rows = _FONT_FACE.sub("", _NUMBERED.sub("terminal-", svg)).splitlines()
    return "\n".join(row.rstrip() for row in rows) + "\n"


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [(140, 38), (120, 34), (80, 24)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_main_screen(
    demo: Desk, size: tuple[int, int], theme: str, snapshot: SnapshotAssertion
) -> None:
    """Somebody with a history is chosen; on the narrow screen the script is the tab on show."""
    desk = replace(demo, config=replace(demo.config, screen=Screen(theme=theme)))
    async with opened(desk, size) as pilot:
        await press(pilot, "j", "j", *(["3"] if size == (80, 24) else []))
        assert picture(pilot) == snapshot(extension_class=SVGImageSnapshotExtension)
