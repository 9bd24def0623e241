"""The meter says how a script stands, marks stand at its lines, and one key goes from remark to remark."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from followup_tui.core.words import Level, Purpose
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Script
from followup_tui.scripts.checking import Finding
from followup_tui.scripts.meter import Limit, Unit
from followup_tui.tui.theme import PLAIN_SIGNS, Signs
from followup_tui.tui.widgets.checks import gravest_first
from followup_tui.tui.widgets.meter import meter_rows
from followup_tui.tui.widgets.script import ScriptPane, ScriptText
from followup_tui.tui.widgets.script_editor import ScriptEditor
from tests.tui import stage
from tests.tui.stage import flat, go_to, opened, press

A_MOMENT = 0.3
"""Longer than the pause after which typed words are checked."""

LIMITS = {"voicemail": Limit(30, Unit.SECONDS), "email": Limit(150, Unit.WORDS)}
GOOD = Script(
    1, 1, "voicemail/keep-warm", "voicemail", Purpose.KEEP_WARM, 0, 3, "", "Hi", 60, 24,
    (), (), (), parts=(True, True, True, True), likeness=0.12,
)  # fmt: skip


def meter(script: Script, width: int, signs: Signs | None = None) -> list[str]:
    """The rows of the meter as text."""
    rows = meter_rows(script, LIMITS, width, signs or Signs())
    return ["".join(text for text, _ in row.left) for row in rows]


def remarked(rule: str) -> tuple[Finding, ...]:
    """A remark of that rule."""
    return (Finding(rule, Level.WARNING, 1, 1, "so"),)


def test_with_room_all_stands_in_one_row() -> None:
    """Gaps, length against its limit, the four parts (S3.20), likeness (S3.17)."""
    (row,) = meter(GOOD, 120)
    assert row == (
        "✓ nothing missing   ✓ 24 of 30 s   ✓ purpose   ✓ interest   ✓ news   ✓ question"
        "   12 % like the last one"
    )


@pytest.mark.parametrize("width", [46, 44, 42, 37, 30])
def test_the_parts_stand_in_a_row_of_their_own_where_there_is_less_room(width: int) -> None:
    """Nothing is cut off at the widths that the pane has at 140, 120 and 80 columns, nor below."""
    rows = meter(GOOD, width)
    assert all(cell_len(row) <= width for row in rows)
    if width > 36:
        assert [row.count("✓") for row in rows] == [2, 4]


def test_shorter_words_before_another_row() -> None:
    """At 120 columns the question asks, and all is complete."""
    assert meter(GOOD, 37) == [
        "✓ complete  ✓ 24 of 30 s  12 % alike",
        "✓ purpose  ✓ interest  ✓ news  ✓ asks",
    ]


def test_a_part_that_is_not_there_has_another_sign() -> None:
    """Not colour alone."""
    script = replace(GOOD, parts=(True, False, True, True))
    assert "▲ interest" in meter(script, 44)[1]
    assert "! interest" in meter(script, 44, PLAIN_SIGNS)[1]


def test_what_is_no_keep_warm_has_no_parts() -> None:
    """A thank-you is one row."""
    assert meter(replace(GOOD, parts=None, likeness=0.0), 44) == [
        "✓ nothing missing   ✓ 24 of 30 s"
    ]


def test_likeness_is_a_warning_only_where_the_checks_say_so() -> None:
    """A number nobody judges has no sign; L16 gives it one."""
    assert "▲" not in " ".join(meter(replace(GOOD, likeness=0.3), 120))
    too_like = replace(GOOD, likeness=0.3, findings=remarked("L16"))
    assert "▲ 30 % like the last one" in meter(too_like, 120)[0]


def test_the_length_is_held_against_the_limit_of_the_config() -> None:
    """In the unit of the channel; a channel without a limit has none."""
    mail = replace(GOOD, channel="email", parts=None, likeness=0.0)
    assert "60 of 150 words" in meter(mail, 60)[0]
    assert "60 words" in meter(replace(mail, channel="carrier-pigeon"), 60)[0]


async def test_the_meter_follows_the_seconds_of_the_config(town: Desk) -> None:
    """Not the thirty it ships with."""
    scripts = town.config.scripts._replace(voicemail_seconds=45)
    desk = replace(town, config=replace(town.config, scripts=scripts))
    async with opened(desk) as pilot:
        await go_to(pilot, "Maya Orr")
        assert "of 45 s" in stage.script(pilot)


async def test_a_remark_marks_its_line(town: Desk) -> None:
    """The sign of its level stands left of the row that it is about, and the words stay in line."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        pane = stage.main(pilot).query_one(ScriptText)
        shown = stage.seen(pilot, pane).splitlines()
        rows = shown[: next(n for n, row in enumerate(shown) if row.startswith("──"))]
        gap = next(row for row in rows if "[news?]" in row)
        assert gap.startswith("× ")
        assert next(row for row in rows if "Maya" in row)[:2] in ("  ", "▲ ", "× ", "· ")
        assert all(row[1] == " " for row in rows)


async def test_the_key_goes_to_the_next_remark_and_round(town: Desk) -> None:
    """The script has the keys, the row is marked, and enter types there."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "full_stop")
        assert stage.focus(pilot) == "script-text"
        script = stage.main(pilot).script
        assert script is not None
        place = gravest_first(script.findings)[0]
        await press(pilot, "enter")
        editor = stage.main(pilot).query_one(ScriptEditor)
        assert editor.cursor_location == (place.line - 1, place.column - 1)


async def test_while_typing_the_cursor_goes_to_the_next_remark(town: Desk) -> None:
    """Ctrl+n, since letters type; from the last it goes to the first."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter")
        editor = stage.main(pilot).query_one(ScriptEditor)
        editor.text = "Hi Ann,\nso [news?]\nand [gain?]"
        await pilot.pause(A_MOMENT)
        script = stage.main(pilot).script
        assert script is not None
        places = sorted({(f.line - 1, f.column - 1) for f in script.findings})
        assert {(1, 3), (2, 4)} <= set(places)
        seen = []
        for _ in places:
            await press(pilot, "ctrl+n")
            seen.append(editor.cursor_location)
        assert sorted(seen) == places
        assert editor.has_focus


async def test_nothing_to_go_to_is_said(town: Desk) -> None:
    """A script that is fit to send."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        script = stage.main(pilot).script
        assert script is not None
        stage.main(pilot).script = replace(script, findings=())
        stage.main(pilot).query_one(ScriptPane).show(stage.main(pilot).script)
        await press(pilot, "full_stop")
        assert stage.toasts(pilot) == ["The checks find nothing here."]


@pytest.mark.parametrize("size", [(140, 38), (120, 34), (80, 24)])
async def test_the_checks_are_whole_in_every_window(town: Desk, size: tuple[int, int]) -> None:
    """Nothing of the meter is cut with an ellipsis."""
    async with opened(town, size) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "3")
        text = flat(stage.script(pilot))
        assert "of 30 s" in text
        assert "…" not in text.split("of 30 s")[1]


async def test_errors_come_before_all_else(town: Desk) -> None:
    """Under the script, and for the key that goes from remark to remark, wherever they stand."""
    levels = (Level.INFO, Level.WARNING, Level.WARNING, Level.ERROR)
    findings = tuple(
        Finding(f"L0{n}", level, 1, n, f"remark {n}") for n, level in enumerate(levels)
    )
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        screen = stage.main(pilot)
        assert screen.script is not None
        screen.script = replace(screen.script, findings=findings)
        screen.query_one(ScriptPane).show(screen.script)
        await stage.settled(pilot)
        said = flat(stage.script(pilot))
        assert said.index("remark 3") < said.index("remark 1") < said.index("remark 0")
        await press(pilot, "full_stop")
        assert screen.query_one(ScriptPane)._current == findings[3]


async def test_lines_carry_their_marks_while_one_types(town: Desk) -> None:
    """A moment after the last key, without leaving the editor; what is mended loses its mark."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter")
        editor = stage.main(pilot).query_one(ScriptEditor)
        editor.text = f"Hi Ann,\n{'we talked of many things ' * 6}\nDo you have any openings?"
        await pilot.pause(A_MOMENT)
        rows = stage.seen(pilot, editor).splitlines()
        (asked,) = (row for row in rows if "any openings" in row)
        assert asked.startswith("× Do you have")
        assert all(row[1] == " " for row in rows)
        editor.text = "Hi Ann,\nthe sun is out."
        await pilot.pause(A_MOMENT)
        assert "×" not in stage.seen(pilot, editor)


async def test_the_marks_are_there_when_the_editing_begins(town: Desk) -> None:
    """As they stood in the reading view, at the same cells."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        pane = stage.main(pilot).query_one(ScriptText)
        before = [row.rstrip() for row in stage.seen(pilot, pane).splitlines() if row.strip()]
        await press(pilot, "3", "enter")
        editor = stage.main(pilot).query_one(ScriptEditor)
        after = [row.rstrip() for row in stage.seen(pilot, editor).splitlines() if row.strip()]
        assert before[0] == after[0]
        assert any(row.startswith("× ") for row in after)
