"""Whatever stands in a name, a note or a company, every pane, dialog and toast shows it as plain text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pyte
import pytest
from textual.pilot import Pilot

from followup_tui.core.text import clean_line
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.people import Details
from followup_tui.operations.people import edit as edit_person
from followup_tui.tui.app import FollowupApp
from tests.tui import stage
from tests.tui.capture import leaks, links, record
from tests.tui.stage import flat, opened, press, quick, settled, toasts

SIZE = (100, 30)
INPUTS = {
    "markup that never closes": "[bold red]x[/",
    "markup that closes nothing": "x[/]y",
    "brackets": "Ann [ACME] [0] [x=1] [$nosuch]",
    "an action": "[@click=app.quit]Ann[/]",
    "a link": "[link='https://evil/']Ann[/link]",
    "clear the screen": "a\x1b[2J\x1b[Hb",
    "write the clipboard": "a\x1b]52;c;ZXZpbA==\x1b\\b",
    "eight-bit controls": "a\x9b2J\x9d0;PWN\x9cb",
    "old controls": "ok\rHIRED \x08\x08\x7f\x0e\x00\x07",
    "right to left": "Ann \u202egnp.exe\u2066x",
    "invisible": "A\u200bnn\ufeff\u2060",
    "a tower of marks": "Z" + "\u0301" * 300,
    "wide and joined": "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e9\U0001f1ea \u4e2d\u6587",
    "endless": "x" * 10_000,
}
"""RELIABILITY section 5, inputs 1 to 14."""

PLACES = (
    "UPDATE contact SET name = ?1, first_name = ?1, title = ?1, department = ?1 WHERE id = ?2",
    "UPDATE company SET name = ?1 WHERE id = (SELECT company_id FROM contact WHERE id = ?2)",
    "UPDATE note SET text = ?1 WHERE ?2",
    "UPDATE touch SET said = ?1 WHERE said != '' AND ?2",
    "UPDATE touch SET why = ?1 WHERE contact_id = ?2",
    "UPDATE application SET role = ?1 WHERE ?2",
)
"""Past the verbs, which would have cleaned it: an older file may hold such words."""

ALL_OVER = ("D", "C", "e", "P")
"""Keys whose dialogs show it in the frame, on a page, in fields and in a list."""


def poison(desk: Desk, text: str) -> int:
    """Put the text wherever Ann, her company or her history has words."""
    ann = contact_named(desk, "Ann Lee").id
    with desk.store.database.transaction() as connection:
        for statement in PLACES:
            connection.execute(statement, (text, ann))
    return ann


def tour(ann: int, seen: dict[str, str]) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Show Ann in every pane, every dialog and a toast, and note what stands there."""

    async def steps(pilot: Pilot[Any]) -> None:
        await settled(pilot)
        stage.main(pilot).reload(keep=ann, person=ann)
        await settled(pilot)
        seen["panes"] = stage.seen(pilot)
        widths = {s.cell_length for s in pilot.app.screen._compositor.render_strips()}
        assert widths == {SIZE[0]}
        for key in ALL_OVER:
            await press(pilot, key)
            seen[key] = stage.seen(pilot)
            await press(pilot, "escape")
        await press(pilot, "s")
        seen["toast"] = "\n".join(toasts(pilot))
        await press(pilot, "slash")
        contact = stage.main(pilot).contact
        await stage.type_in(pilot, contact.name if contact is not None else "")
        seen["filter"] = stage.seen(pilot)

    return steps


@pytest.mark.parametrize("text", INPUTS.values(), ids=INPUTS)
async def test_every_place_shows_it_as_plain_text(town: Desk, text: str) -> None:
    """No crash, no byte that drives a terminal, no link; the beginning of it is legible everywhere."""
    ann, seen = poison(town, text), dict[str, str]()
    app = FollowupApp(town)
    with quick():
        output = await record(app, tour(ann, seen), SIZE)
    assert app.return_code == 0
    assert set(seen) == {"panes", *ALL_OVER, "filter", "toast"}
    assert leaks(output) == []
    assert links(output) == []
    shown = clean_line(text)[:6].rstrip()
    assert [place for place, text in seen.items() if shown not in text] == []


async def test_neighbours_stay_where_they_are(town: Desk) -> None:
    """A real terminal shows the whole list after a name that would have cleared it."""
    ann = poison(town, INPUTS["clear the screen"])
    screen = pyte.Screen(*SIZE)

    async def show(pilot: Pilot[Any]) -> None:
        stage.main(pilot).reload(keep=ann, person=ann)
        await settled(pilot)

    output = await record(FollowupApp(town), show, SIZE)
    pyte.Stream(screen).feed(output)
    shown = "\n".join(screen.display)
    for words in ("followup", "YOU OWE", "Omar Dean", "4 Notes", "? Help"):
        assert words in shown


async def test_every_bracket_is_visible(town: Desk) -> None:
    """In the list, the head, the frame of a dialog, its choices, and the toast."""
    text = INPUTS["brackets"]
    ann = poison(town, text)
    async with opened(town, (200, 50)) as pilot:
        stage.main(pilot).reload(keep=ann, person=ann)
        await settled(pilot)
        for pane in (stage.stars, stage.timeline, stage.notes):
            assert text in flat(pane(pilot))
        await press(pilot, "n")
        await stage.fill(pilot, about="person")
        assert f"‹ {text} ›" in stage.dialog(pilot)
        await press(pilot, "escape", "D")
        assert f"{text}: what happened?" in stage.dialog(pilot).splitlines()[0]
        await press(pilot, "escape", "x")
        assert toasts(pilot) == [f"{text} is deleted\nu undo"]


async def test_a_click_on_a_name_runs_nothing(town: Desk) -> None:
    """Wherever it stands: list, timeline, notes, dialog, toast."""
    ann = poison(town, INPUTS["an action"])
    async with opened(town) as pilot:
        stage.main(pilot).reload(keep=ann, person=ann)
        await settled(pilot)
        await press(pilot, "s")
        for key in ("", "C"):
            await press(pilot, *([key] if key else []))
            for y, row in enumerate(stage.seen(pilot).splitlines()):
                if "[@click" in row:
                    await pilot.click(offset=(row.index("[@click") + 20, y))
            assert stage.app_of(pilot).is_running
            await press(pilot, *([] if stage.is_main(pilot) else ["escape"]))
        assert stage.app_of(pilot).return_code is None


async def test_half_a_character_is_replaced(town: Desk) -> None:
    """A lone surrogate cannot be kept; the verb that keeps the name writes a sign instead."""
    edit_person(town, contact_named(town, "Ann Lee"), Details(name="Ann\ud800 Lee"))
    async with opened(town) as pilot:
        assert "★ Ann\ufffd Lee" in stage.stars(pilot)


async def test_words_typed_into_a_dialog_come_out_clean(town: Desk) -> None:
    """What a paste brings along is gone before it is kept."""
    async with opened(town) as pilot:
        await press(pilot, "a")
        await stage.save(pilot, name="Eve\x1b[2J \u202eHart", company="[/]")
        assert "★ Eve[2J Hart" in stage.stars(pilot)
        assert contact_named(town, "Eve[2J Hart").company == "[/]"


async def test_a_fault_of_the_config_is_shown_as_it_is(town: Desk) -> None:
    """Names of keys from the file reach a toast without being read as markup."""
    from dataclasses import replace

    desk = replace(town, config=replace(town.config, keys={"[/]\x1b[2J": ("f2",)}))
    async with opened(desk) as pilot:
        assert toasts(pilot) == ["[keys] [/][2J: there is no such command"]
