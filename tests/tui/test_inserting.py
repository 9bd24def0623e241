"""What is known goes into the script at the cursor, and what one begins to say is completed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.records import Used
from followup_tui.core.words import NoteKind, Tone
from followup_tui.operations import notes
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named, contact_named
from followup_tui.operations.notes import Remark
from followup_tui.operations.sayable import Completion, completions, proposal, sayables
from followup_tui.tui.widgets.script_editor import ScriptEditor
from tests.builders import days_ago
from tests.tui import stage
from tests.tui.stage import flat, go_to, opened, press, toasts
from tests.tui.town import COMMON, NEWS, newest

A_MOMENT = 0.3
"""Longer than the pause after which typed words are kept."""


def note(desk: Desk, text: str, kind: NoteKind, **more: object) -> None:
    """A note on Ann."""
    notes.add(desk, contact_named(desk, "Ann Lee"), Remark(text, kind, **more))  # type: ignore[arg-type]


def said(desk: Desk) -> list[str]:
    """What may be said to Ann, in order."""
    return [s.text for s in sayables(desk, contact_named(desk, "Ann Lee"))]


async def writing(pilot: stage.Stage, text: str) -> ScriptEditor:
    """The editor of Ann's script with that text and the cursor behind it."""
    await go_to(pilot, "Ann Lee")
    await press(pilot, "3", "enter")
    editor = stage.main(pilot).query_one(ScriptEditor)
    editor.text = text
    editor.move_cursor(editor.document.end)
    await stage.settled(pilot)
    return editor


def test_all_that_may_be_said_is_offered(town: Desk) -> None:
    """News of the company, common ground, teasers, stories, gains, reasons."""
    with town.store.action("material") as action:
        company = company_named(town, "Acme")
        action.insert("insight", company_id=company.id, teaser="returns", body="b", on=town.today)
        action.insert("gain", text="a course in Rust", on=days_ago(400), kind="skill")
        parts = {"situation": "it was late", "task": "mend it", "action": "slept", "result": "done"}
        action.insert("story", title="Late", **parts)
    note(town, "they mend things", NoteKind.REASON)
    assert set(said(town)) == {
        NEWS, COMMON, "returns", "a course in Rust", "they mend things",
        "How things stood: it was late. My part: mend it. What I did: slept. What came of it: done.",
    }  # fmt: skip


def test_what_must_not_be_said_is_not_offered(town: Desk) -> None:
    """Hard news, old news, wishes, what was told in confidence."""
    before = said(town)
    note(town, "layoffs", NoteKind.NEWS, tone=Tone.HARD)
    note(town, "an old story", NoteKind.NEWS, expires=days_ago(3))
    note(town, "call in May", NoteKind.WISH)
    with town.store.action("secret") as action:
        company = company_named(town, "Acme")
        action.insert(
            "insight", company_id=company.id, teaser="hush", body="b", origin="confidence"
        )
    assert said(town) == before


async def test_what_they_heard_already_stands_dim_at_the_end(town: Desk) -> None:
    """With the day they heard it (told-them ledger)."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "d")
        assert [s.told_on for s in sayables(town, contact_named(town, "Ann Lee"))][-1] == town.today
        note(town, "the new bakery", NoteKind.COMMON)
        await go_to(pilot, "Ann Lee")
        await press(pilot, "ctrl+t")
        rows = [flat(row) for row in stage.dialog(pilot).splitlines() if flat(row)]
        told = [n for n, row in enumerate(rows) if "told 2 Mar" in row]
        assert told
        assert next(n for n, row in enumerate(rows) if "bakery" in row) < min(told)


async def test_the_words_go_to_the_cursor(town: Desk) -> None:
    """Between what stands there, as one step of the editor's own undo."""
    async with opened(town) as pilot:
        editor = await writing(pilot, "I thought of .")
        editor.move_cursor((0, 13))
        await press(pilot, "ctrl+t", "enter")
        first = said(town)[0]
        assert editor.text == f"I thought of {first}."
        assert stage.focus(pilot) == "script-editor"
        await press(pilot, "ctrl+z")
        assert editor.text == "I thought of ."


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("", "Hi Ann", "{}. Hi Ann"),
        ("I thought of", "again", "I thought of {} again"),
        ("That is it.", "", "That is it. {}"),
        ("That is it.", "How are you?", "That is it. {}. How are you?"),
        ("(", ")", "({})"),
        ("I saw ", ", and", "I saw {}, and"),
    ],
)
async def test_what_is_put_in_stands_apart(town: Desk, before: str, after: str, whole: str) -> None:
    """A blank, or the end of a sentence, between it and its neighbours."""
    async with opened(town) as pilot:
        editor = await writing(pilot, before + after)
        editor.move_cursor((0, len(before)))
        await press(pilot, "ctrl+t", "enter")
        assert editor.text == whole.format(said(town)[0])


async def test_a_gap_under_the_cursor_is_filled(town: Desk) -> None:
    """The words take the place of [news?]."""
    async with opened(town) as pilot:
        editor = await writing(pilot, "I saw [news?].")
        editor.move_cursor((0, 8))
        await press(pilot, "ctrl+t", "enter")
        assert editor.text == f"I saw {said(town)[0]}."


async def test_what_was_put_in_is_in_the_ledger_once_done(town: Desk) -> None:
    """The touch names the material that its words were made of."""
    async with opened(town) as pilot:
        await writing(pilot, "Hello: ")
        await press(pilot, "ctrl+t", "enter", "escape", "d")
        touch = newest(town, "Ann Lee")
        first = sayables(town, contact_named(town, "Ann Lee"))
        assert touch.text.startswith("Hello: ")
        assert any(s.used in touch.used and s.text in touch.text for s in first)


async def test_what_was_put_in_and_taken_out_again_was_not_told(town: Desk) -> None:
    """The ledger goes by the words that stand there when the writing ends."""
    note(town, "the new bakery", NoteKind.OBSERVATION)
    async with opened(town) as pilot:
        editor = await writing(pilot, "Hello: ")
        await press(pilot, "ctrl+t", "G", "enter")
        assert "the new bakery" in editor.text
        await pilot.pause(A_MOMENT)
        await press(pilot, "ctrl+z", "escape")
        kept = town.store.drafts.draft(contact_named(town, "Ann Lee").id)
        assert kept is not None
        assert "the new bakery" not in [used.text for used in kept.used]


async def test_without_an_open_editor_the_words_go_to_the_end(town: Desk) -> None:
    """From the list: the script is opened for writing."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "1", "ctrl+t", "enter")
        assert stage.focus(pilot) == "script-editor"
        assert stage.main(pilot).query_one(ScriptEditor).text.endswith(said(town)[0])


async def test_leaving_the_list_changes_nothing(town: Desk) -> None:
    """Escape goes back to typing."""
    async with opened(town) as pilot:
        editor = await writing(pilot, "Hello")
        await press(pilot, "ctrl+t", "escape", "x")
        assert editor.text == "Hellox"


async def test_nothing_to_put_in_is_said_with_the_key_that_notes(town: Desk) -> None:
    """Somebody of whom nothing is known."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        await press(pilot, "ctrl+t")
        assert toasts(pilot)[-1].endswith("Luis Ferro: n adds it.")


KNOWN = (
    Completion("news", NEWS, Used("note", 1, NEWS)),
    Completion("common", COMMON),
    Completion("company", "Acme"),
    Completion("phone", "313 555 0199"),
)


def test_the_first_letters_of_a_note_propose_the_rest() -> None:
    """Behind a blank, whatever their case, from three letters on."""
    assert proposal("I hear Acme o", KNOWN) == (6, KNOWN[0])
    assert proposal("And THE th", KNOWN) == (6, KNOWN[1])
    assert proposal("call me: 313", KNOWN) == (3, KNOWN[3])
    assert proposal("th", KNOWN) is None
    assert proposal("bathe th", KNOWN) is None


def test_a_bracket_proposes_a_slot() -> None:
    """The freshest news first, then what the letters name."""
    assert proposal("I saw [", KNOWN) == (1, KNOWN[0])
    assert proposal("I saw [com", KNOWN) == (4, KNOWN[1])
    assert proposal("I saw [comp", KNOWN) == (5, KNOWN[2])
    assert proposal("I saw [zebra", KNOWN) is None


def test_what_is_whole_is_not_proposed() -> None:
    """The last letter typed by hand ends it."""
    assert proposal(f"I hear {NEWS}", KNOWN) is None


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=30), max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_proposal_begins_with_what_was_typed(before: str, texts: list[str]) -> None:
    """Whatever is on the line and in the notes: the letters counted are the ones completed."""
    found = proposal(before, [Completion("slot", text) for text in texts])
    if found is not None:
        count, completion = found
        begun = before[len(before) - count :]
        assert begun.startswith("[") or completion.text.casefold().startswith(begun.casefold())


def test_proposing_is_quick_with_many_notes() -> None:
    """A thousand notes and a long line cost less than a key takes to be drawn."""
    many = [Completion("common", f"the story number {n}") for n in range(1_000)]
    start = time.process_time()
    for _ in range(20):
        proposal("and then I thought of the many things we spoke about that day", many)
    assert (time.process_time() - start) / 20 < 0.02


async def test_right_takes_the_proposal(town: Desk) -> None:
    """The rest stands dim behind the cursor; a capital that begins a sentence stays."""
    async with opened(town) as pilot:
        editor = await writing(pilot, "")
        await press(pilot, *"The t")
        assert editor.suggestion == "hursday choir"
        assert "The thursday choir" in flat(stage.script(pilot))
        await press(pilot, "right")
        assert editor.text == "The Thursday choir"


async def test_ctrl_f_takes_a_slot_in_place_of_its_bracket(town: Desk) -> None:
    """[ne shows the slot and its words; taken, the words stand there alone, and the ledger knows."""
    async with opened(town) as pilot:
        editor = await writing(pilot, "I saw ")
        await press(pilot, *"[ne")
        assert editor.suggestion.startswith(f"ws] {NEWS[:8]}")
        await press(pilot, "ctrl+f")
        assert editor.text == f"I saw {NEWS}"
        assert [used.text for used in editor.told()] == [NEWS]


async def test_any_other_key_passes_the_proposal_by(town: Desk) -> None:
    """Moving away forgets it, and right then only moves."""
    async with opened(town) as pilot:
        editor = await writing(pilot, "")
        await press(pilot, *"The t", "left")
        assert editor.suggestion == ""
        await press(pilot, "right", "right")
        assert editor.text == "The t"


async def test_nothing_is_proposed_within_a_line(town: Desk) -> None:
    """It would push away words that belong to the text."""
    async with opened(town) as pilot:
        editor = await writing(pilot, " and more")
        editor.move_cursor((0, 0))
        await press(pilot, *"The t")
        assert editor.suggestion == ""


async def test_a_long_proposal_is_cut_to_the_row(town: Desk) -> None:
    """What is shown fits, what is taken is whole."""
    long = "Powell builds " + "a very long second plant " * 6 + "there"
    note(town, long, NoteKind.COMMON)
    async with opened(town) as pilot:
        editor = await writing(pilot, "")
        await press(pilot, *"[common")
        assert editor.suggestion.endswith("…")
        assert len(editor.suggestion) < editor.size.width
        await press(pilot, "right")
        assert editor.text == long


def test_names_and_numbers_are_known(town: Desk) -> None:
    """Of the person, of their company, and mine."""
    known = {c.slot: c.text for c in completions(town, contact_named(town, "Ann Lee"))}
    assert known["name"] == "Ann Lee"
    assert known["company"] == "Acme"
    assert known["role"] == "Data engineer"
    assert known["phone"] == "313 555 0199"
    assert known["sign-off"] == "Warm regards"


async def test_told_material_is_not_proposed(town: Desk) -> None:
    """What they heard is offered in the list only, with its day."""
    ann = contact_named(town, "Ann Lee")
    assert NEWS in [c.text for c in completions(town, ann)]
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "d")
        told = [used.text for used in newest(town, "Ann Lee").used]
        assert NEWS in told
        assert not set(told) & {c.text for c in completions(town, ann)}
