"""A template's source, what it says to the person on show, and its faults at their line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.errors import ScriptError
from followup_tui.operations import template_preview
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.template_preview import Preview, preview, save, unsaved
from followup_tui.tui.screens.template_editor import TemplateEditor
from followup_tui.tui.widgets.jinja_area import JinjaArea, jinja_spans
from followup_tui.tui.widgets.rendered import Rendered
from tests.tui import stage
from tests.tui.stage import flat, go_to, is_main, opened, press, toasts
from tests.tui.town import NEWS

A_MOMENT = 0.35
"""Longer than the pause after which what was typed is rendered and kept."""
NAME = "linkedin/keep-warm"
HEAD = '+++\ntitle = "Mine"\n+++\n'
TWO = f"{HEAD}Hi {{{{ contact.first_name }}}}, one.\n\n=== wording ===\n\nHi, two.\n"


def shown(desk: Desk, source: str, wording: int = 0) -> Preview:
    """What a source says to Ann by LinkedIn."""
    ann = contact_named(desk, "Ann Lee")
    return preview(desk, ann, source, "linkedin", "keep-warm", wording=wording)


async def editing(pilot: stage.Stage, text: str | None = None) -> JinjaArea:
    """The editor over Ann's template, with this text in it."""
    await go_to(pilot, "Ann Lee")
    await press(pilot, "ctrl+e")
    area = stage.on_top(pilot).query_one(JinjaArea)
    if text is not None:
        area.text = text
        await pilot.pause(A_MOMENT)
    return area


def rendered(pilot: stage.Stage) -> str:
    """The side that shows the words."""
    return flat(stage.seen(pilot, stage.on_top(pilot).query_one(Rendered)))


def inked(source: str) -> list[tuple[int, str, str]]:
    """Line, words and colour of every coloured part."""
    rows = source.split("\n")
    return [
        (number, rows[number][begin:end], ink)
        for number, spans in enumerate(jinja_spans(source))
        for begin, end, ink in spans
    ]


def test_a_preview_says_what_the_person_would_read(town: Desk) -> None:
    """With the size and the number of wordings, and the wording counts round."""
    assert shown(town, TWO).body == "Hi Ann, one."
    assert shown(town, TWO, 3).body == "Hi, two."
    assert shown(town, TWO).wordings == 2
    assert shown(town, TWO).words == 3


def test_a_preview_is_checked(town: Desk) -> None:
    """What is missing stands in the words and among the findings."""
    found = shown(town, f"{HEAD}So: {{{{ gain.text }}}}")
    assert found.body == "So: [gain?]"
    assert found.missing == ("gain",)
    assert "L05" in [finding.rule for finding in found.findings]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("no header", 1),
        (f"{HEAD}Hi\n\n{{{{ contact.first_name }}\n", 6),
        (f"{HEAD}Hi\n=== wording ===\nso {{{{ nobody.name }}}}\n", 6),
        (f"{HEAD}{{{{ ''.__class__ }}}}", 4),
        ("+++\ntitle = 7\n+++\nHi", 2),
    ],
)
def test_a_fault_is_told_at_its_line(town: Desk, source: str, line: int) -> None:
    """Of the header, of any wording, of what no template may do."""
    found = shown(town, source)
    assert found.error_line == line
    assert found.error
    assert "(in" not in found.error


def test_another_wordings_fault_leaves_this_one_readable(town: Desk) -> None:
    """Both are shown."""
    found = shown(town, f"{HEAD}Hi Ann\n=== wording ===\n{{% bad %}}\n")
    assert found.body == "Hi Ann"
    assert found.error_line == 6


def test_a_template_with_a_fault_is_not_saved(town: Desk) -> None:
    """The one that works stays."""
    with pytest.raises(ScriptError, match="line 4"):
        save(town.paths, NAME, f"{HEAD}{{{{")
    assert not (town.paths.templates / f"{NAME}.j2").exists()


def test_a_saved_template_is_private_and_goes_first(town: Desk) -> None:
    """In the folder of the user, readable by nobody else."""
    path = save(town.paths, NAME, TWO)
    assert path.stat().st_mode & 0o077 == 0
    assert template_preview.current_source(town.paths, NAME) == TWO
    assert template_preview.is_own(town.paths, NAME)


def test_header_separators_and_parts_have_colours() -> None:
    """Expressions, statements, comments, texts, filters."""
    source = (
        '+++\ntitle = "T"\n+++\n{{ me.name | default("x") }} a {% if news %}b{% endif %}\n'
        "=== wording ===\n{# so #}"
    )
    found = inked(source)
    assert (0, "+++", "dim") in found
    assert (1, "title", "channel") in found
    assert (1, '"T"', "fine") in found
    assert (3, "| default", "need") in found
    assert (3, '"x"', "fine") in found
    assert (3, "if", "strong") in found
    assert (4, "=== wording ===", "dim") in found
    assert (5, "{# so #}", "dim") in found
    assert not [words for _, words, _ in found if words in (" a ", "b")]


def test_a_part_over_several_lines_is_coloured_on_each() -> None:
    """And one that is never closed ends with its paragraph."""
    assert [(n, w) for n, w, _ in inked("{# a\nb #} c")] == [(0, "{# a"), (1, "b #}")]
    assert [n for n, _, _ in inked("{{ a\nb\n\nc {{ d }}")] == [0, 1, 3]


@given(st.text(alphabet='+={}%#"| \nawif', max_size=200))
@settings(max_examples=50, deadline=None)
def test_colours_stay_within_their_line(source: str) -> None:
    """Whatever is typed."""
    rows = source.split("\n")
    spans = jinja_spans(source)
    assert len(spans) == len(rows)
    for row, parts in zip(rows, spans, strict=True):
        assert all(0 <= begin <= end <= len(row) + 1 for begin, end, _ in parts)


def test_colouring_is_quick() -> None:
    """A template far longer than any costs less than a key takes to be drawn, also one left open."""
    for source in (TWO + "{{ me.name | default('x') }} and\n" * 500, "{{ " * 8_000, "{%" * 8_000):
        start = time.process_time()
        jinja_spans(source)
        assert time.process_time() - start < 0.25


async def test_source_and_result_stand_beside_each_other(town: Desk) -> None:
    """The name, whose it is, and what Ann would read."""
    async with opened(town) as pilot:
        await editing(pilot)
        text = stage.seen(pilot)
        assert "linkedin/keep-warm · ships with followup" in text
        assert "As Ann Lee would read it" in text
        assert "{{ contact.first_name }}" in text
        assert NEWS in rendered(pilot)


async def test_the_result_follows_the_typing(town: Desk) -> None:
    """A moment after the last key."""
    async with opened(town) as pilot:
        area = await editing(pilot, f"{HEAD}Hi")
        area.move_cursor(area.document.end)
        await press(pilot, *"yo")
        await pilot.pause(A_MOMENT)
        assert "Hiyo" in rendered(pilot)


async def test_the_wording_under_the_cursor_is_on_show(town: Desk) -> None:
    """Ctrl+r goes to the next, round the end."""
    async with opened(town) as pilot:
        area = await editing(pilot, TWO)
        seen = []
        for _ in range(3):
            await press(pilot, "ctrl+r")
            await pilot.pause(A_MOMENT)
            seen.append((area.cursor_location[0], "two" in rendered(pilot)))
        assert [two for _, two in seen] in ([True, False, True], [False, True, False])
        assert seen[0] == seen[2]


async def test_a_fault_is_marked_and_told(town: Desk) -> None:
    """At its line in the source and in a row below, while the last good words stay."""
    async with opened(town) as pilot:
        area = await editing(pilot, f"{HEAD}Good words\n")
        area.text = f"{HEAD}Good words\n{{% bad %}}\n"
        await pilot.pause(A_MOMENT)
        rows = stage.seen(pilot, area).splitlines()
        assert [row for row in rows if "×" in row and "{% bad %}" in row]
        assert "line 5 Encountered unknown tag 'bad'" in flat(stage.seen(pilot))
        assert "Good words" in rendered(pilot)
        await press(pilot, "ctrl+home", "ctrl+n")
        assert area.cursor_location[0] == 4


async def test_saving_makes_it_mine_and_the_script_has_it(town: Desk) -> None:
    """The pane behind shows the new words as soon as one leaves."""
    async with opened(town) as pilot:
        await editing(pilot, f"{HEAD}Dear {{{{ contact.first_name }}}}, mine.\n")
        await press(pilot, "ctrl+s")
        assert "linkedin/keep-warm · yours" in stage.seen(pilot)
        await press(pilot, "escape")
        assert is_main(pilot)
        assert "Dear Ann, mine." in flat(stage.script(pilot))
        assert unsaved(town.paths, NAME) is None


async def test_a_fault_is_not_saved_and_nothing_typed_is_lost(town: Desk) -> None:
    """One sentence says which line."""
    async with opened(town) as pilot:
        area = await editing(pilot, f"{HEAD}{{% bad %}}\n")
        await press(pilot, "ctrl+s")
        assert toasts(pilot)[-1].startswith("Line 4: Encountered unknown tag 'bad'")
        assert toasts(pilot)[-1].endswith("Nothing is saved yet.")
        assert "bad" in area.text
        assert not (town.paths.templates / f"{NAME}.j2").exists()


async def test_leaving_without_a_change_asks_nothing(town: Desk) -> None:
    """And saves nothing."""
    async with opened(town) as pilot:
        await editing(pilot)
        await press(pilot, "escape")
        assert is_main(pilot)
        assert not town.paths.templates.exists()


async def test_leaving_with_a_change_asks(town: Desk) -> None:
    """Escape goes back to it, x throws it away; enter is no answer that loses anything."""
    async with opened(town) as pilot:
        area = await editing(pilot, f"{HEAD}Mine.\n")
        for key in ("escape", "enter"):
            await press(pilot, "escape")
            assert "Not saved" in stage.dialog(pilot)
            await press(pilot, key)
            assert isinstance(stage.on_top(pilot), TemplateEditor)
            assert area.text == f"{HEAD}Mine.\n"
        await press(pilot, "escape", "x")
        assert is_main(pilot)
        assert unsaved(town.paths, NAME) is None
        assert not (town.paths.templates / f"{NAME}.j2").exists()


async def test_what_was_kept_is_there_the_next_time(town: Desk) -> None:
    """k leaves it for later, unused by any script until it is saved."""
    async with opened(town) as pilot:
        await editing(pilot, f"{HEAD}Mine.\n")
        await press(pilot, "escape", "k")
        assert is_main(pilot)
        assert "Mine." not in flat(stage.script(pilot))
        area = await editing(pilot)
        assert area.text == f"{HEAD}Mine.\n"
        assert "is here again" in toasts(pilot)[-1]
        await press(pilot, "ctrl+s", "escape")
        assert "Mine." in flat(stage.script(pilot))


async def test_what_is_typed_is_on_disk_a_moment_later(town: Desk) -> None:
    """Whatever becomes of the program."""
    async with opened(town) as pilot:
        await editing(pilot, f"{HEAD}Half a sen")
        assert unsaved(town.paths, NAME) == f"{HEAD}Half a sen"


async def test_the_picker_leads_to_the_editor_and_back(town: Desk) -> None:
    """Ctrl+e edits the template under the cursor; escape shows the list again."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T", "ctrl+e")
        assert isinstance(stage.on_top(pilot), TemplateEditor)
        await press(pilot, "escape")
        assert "Templates for Ann Lee" in stage.dialog(pilot)
        await press(pilot, "escape")
        assert is_main(pilot)


@pytest.mark.parametrize("size", [(140, 38), (120, 34), (80, 24)])
async def test_both_sides_fit_every_window(town: Desk, size: tuple[int, int]) -> None:
    """Beside each other, or one above the other."""
    async with opened(town, size) as pilot:
        await editing(pilot, TWO)
        text = stage.seen(pilot)
        for words in (
            "not saved yet",
            "title",
            "ctrl+s save",
            "As Ann Lee would read it",
            "Ann, one.",
        ):
            assert words in text
