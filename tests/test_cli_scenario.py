"""The claim of the whole: from a list of connections to a touch that is done, and back again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from followup_tui.core.words import form_of
from tests.builders import TODAY
from tests.cli_program import Program

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Maya,Orr,https://www.linkedin.com/in/mayaorr,maya@powell.example,Powell Motors,Head of Design,15 Mar 2023
Luis,Ferro,https://www.linkedin.com/in/luisferro,,Harbor Freight,VP Operations,03 Jan 2024
Bo,Ray,https://www.linkedin.com/in/boray,,Studio Norte,Founder,02 Feb 2022
"""


def _of(program: Program, name: str) -> dict[str, Any]:
    """Somebody's line of the agenda."""
    (item,) = (item for item in program.json("due") if item["contact"] == name)
    return dict(item)


def test_from_an_import_to_a_touch_and_back(home: Path) -> None:
    """Import, star two, add what is known, draft, call; the next touch takes another form in its time."""
    program = Program(home)
    program("config", "set", "me.name", "Sam Reyes")
    program("config", "set", "me.phone", "+1 313 555 0199")

    assert program.json("import", program.file("Connections.csv", CONNECTIONS))["added"] == 3
    assert program.json("due") == []
    program("star", "Maya Orr")
    program("star", "Luis")
    program("edit", "Maya", "--phone", "+1 313 555 0142")
    program("edit", "Luis", "--phone", "+1 313 555 0143")
    program("note", "Maya", "Parkview, the river holes", "--kind", "common")
    program("note", "company:Powell", "the hybrid line moves up to spring", "--kind", "news")

    assert {item["contact"] for item in program.json("due")} == {"Maya Orr", "Luis Ferro"}
    before = _of(program, "Maya Orr")
    assert (before["section"], before["channel"]) == ("today", "call")

    script = program.json("draft", "Maya")
    assert script["template"] == "voicemail/keep-warm"
    assert "Parkview" in script["body"]
    assert [f for f in script["findings"] if f["level"] == "error"] == []

    answer = program.json("done", "Maya", "--outcome", "left-message")
    assert answer["touch"]["channel"] == "voicemail"
    assert answer["touch"]["text"] == script["body"]
    assert len(answer["touch"]["used"]) == 2

    after = _of(program, "Maya Orr")
    assert after["touch_id"] == answer["next"]["id"]
    assert form_of(after["channel"]) != form_of(before["channel"])
    gap = date.fromisoformat(after["due_on"]) - TODAY
    assert timedelta(days=14) <= gap <= timedelta(days=28)
    assert after["why"]

    program("undo")
    assert _of(program, "Maya Orr") == before
    assert program.json("show", "Maya")["touches"][0]["state"] == "planned"
