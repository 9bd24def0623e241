"""The first frame loads and shows only what it needs; the rest follows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import followup_tui
from followup_tui.operations import drafting
from followup_tui.operations.desk import Desk
from followup_tui.tui.app import FollowupApp
from tests.tui import stage
from tests.tui.stage import opened, press, settled
from tests.tui.town import IN_ORDER

LATER = (
    "jinja2",
    "peewee",
    "msgspec",
    "feedparser",
    "icalendar",
    "requests",
    "dateparser",
    "rich.markdown",
    "followup_tui.scripts.checker",
    "followup_tui.scripts.render",
    "followup_tui.core.circle",
    "followup_tui.core.people_table",
    "followup_tui.core.planner",
    "followup_tui.operations.company_facts",
    "followup_tui.store.backups",
    "followup_tui.store.journal",
    "followup_tui.store.search",
    "followup_tui.store.tables",
    "textual.widgets._text_area",
)
"""Loaded when they are first used, after the first frame."""

PROGRAM = """
import gc, json, sys
from datetime import date
from pathlib import Path

gc.disable()
from followup_tui.operations.desk import open_desk
from followup_tui.tui.app import FollowupApp

later, told = json.loads(sys.argv[2]), {}
follow, loaded = FollowupApp._after_first_frame, FollowupApp._scripts_loaded

def watched(app):
    told["before"] = [name for name in later if name in sys.modules]
    told["collecting before"] = gc.isenabled()
    strips = app.screen._compositor.render_strips()
    told["shown"] = "\\n".join(strip.text for strip in strips)
    follow(app)

def drafted(app):
    loaded(app)
    told["collecting after"] = gc.isenabled()
    told["after"] = [name for name in later if name in sys.modules]
    told["script"] = app.main.script is not None
    app.exit()

FollowupApp._after_first_frame = watched
FollowupApp._scripts_loaded = drafted
desk = open_desk(Path(sys.argv[1]), today=date(2026, 3, 2))
FollowupApp(desk).run(headless=True, size=(140, 38))
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, town_home: Path) -> dict[str, Any]:
    """What a fresh process tells of its first frame."""
    import shutil

    home = tmp_path_factory.mktemp("start") / "home"
    shutil.copytree(town_home, home)
    root = Path(followup_tui.__file__).parents[1]
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home), json.dumps(LATER)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_the_module_budget_of_the_first_frame_is_kept(start: dict[str, Any]) -> None:
    """None of what can wait was imported before it."""
    assert start["before"] == []


def test_the_first_frame_has_real_data(start: dict[str, Any]) -> None:
    """List, timeline and counts stand there before the scripts are loaded."""
    for name in IN_ORDER:
        assert name in start["shown"]
    assert "you owe a reply" in start["shown"]
    assert "1 owed" in start["shown"]


def test_scripts_are_loaded_after_it(start: dict[str, Any]) -> None:
    """The template engine and the checks, not the feeds nor the calendar."""
    assert start["script"]
    assert "jinja2" in start["after"]
    assert "followup_tui.scripts.checker" in start["after"]
    assert not {"feedparser", "icalendar", "requests", "dateparser"} & set(start["after"])


def test_the_collector_waits_for_the_first_script(start: dict[str, Any]) -> None:
    """Off until it stands, on from then."""
    assert start["collecting before"] is False
    assert start["collecting after"] is True


async def test_saved_words_stand_before_the_checks(
    town: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a person wrote needs neither template nor check to be shown."""
    first = next(c for c in town.store.people.everyone() if c.name == IN_ORDER[0])
    script = drafting.draft(town, first)
    drafting.keep(town, script, "Dear all,\nwords of my own.")
    monkeypatch.setattr(FollowupApp, "_load_scripts", lambda app: None)
    async with opened(town) as pilot:
        shown = stage.flat(stage.script(pilot))
        assert "Dear all, words of my own." in shown
        assert "missing" not in shown
        stage.main(pilot).drafts_ready()
        await settled(pilot)
        assert "nothing missing" in stage.flat(stage.script(pilot))


async def test_an_empty_home_is_welcomed(desk: Desk) -> None:
    """What this is for, three ways to begin, and how to look around first."""
    async with opened(desk) as pilot:
        text = stage.flat(stage.dialog(pilot))
        assert "Welcome" in text
        for row in ("i bring people in", "a add the first person", ", say who you are"):
            assert row in text
        assert "esc look around first" in text


@pytest.mark.parametrize(("key", "title"), [("i", "Import"), ("comma", "Settings")])
async def test_the_welcome_leads_to_each_of_its_ways(desk: Desk, key: str, title: str) -> None:
    """The key that it names opens that dialog."""
    async with opened(desk) as pilot:
        await press(pilot, key)
        assert title in stage.dialog(pilot).splitlines()[0]


async def test_a_home_with_people_is_not_welcomed(town: Desk) -> None:
    """The program opens where the day stands."""
    async with opened(town) as pilot:
        assert stage.is_main(pilot)
