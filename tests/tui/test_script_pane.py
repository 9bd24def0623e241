"""Pane 3 shows what I would say, lets me change it, and never loses a word of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from followup_tui.config.settings import Editor
from followup_tui.core.records import Draft
from followup_tui.core.words import NoteKind
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.lookup import contact_named
from tests.builders import TODAY
from tests.tui import stage
from tests.tui.stage import flat, go_to, opened, press, settled, toasts
from tests.tui.town import NEWS, newest, planned

ROOT = Path(__file__).parents[2]
A_MOMENT = 0.25
"""Longer than the pause after which typed words are kept."""


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reached the clipboard of this machine."""
    texts: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    monkeypatch.setattr("pyperclip.copy", texts.append)
    return texts


@pytest.fixture
def editor(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An $EDITOR that writes the contents of this file over what it is given."""
    words, program = home / "words.txt", home / "editor.py"
    program.write_text(
        f"import shutil, sys\nshutil.copyfile({str(words)!r}, sys.argv[-1])\n", encoding="utf-8"
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -S "{program}"')
    return words


def draft(desk: Desk, name: str) -> Draft | None:
    """What is kept of somebody's script."""
    return desk.store.drafts.draft(contact_named(desk, name).id)


def body(pilot: stage.Stage) -> str:
    """The words that the pane shows."""
    shown = stage.main(pilot).script
    return shown.body if shown is not None else ""


async def test_the_script_is_made_of_the_notes(town: Desk) -> None:
    """Channel and purpose in the frame, news and name in the text, nothing missing."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        text = flat(stage.script(pilot))
        assert "3 Script · LinkedIn message · keep warm" in text
        assert NEWS in text
        assert "✓ nothing missing" in text
        assert "wording 1 of 3" in text


async def test_what_is_owed_is_drafted_as_a_reply(town: Desk) -> None:
    """With its subject above the words."""
    async with opened(town) as pilot:
        text = flat(stage.script(pilot))
        assert "3 Script · e-mail · reply" in text
        assert "Thank you for your message Hi Nora," in text


async def test_a_missing_note_stands_out_and_names_the_key(town: Desk) -> None:
    """[news?] in the text, and the check says which key fills it."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        text = flat(stage.script(pilot))
        assert "[news?]" in text
        assert "▲ something is missing" in text
        assert "Press n to add it" in text


async def test_a_note_fills_the_gap(town: Desk) -> None:
    """n proposes the kind that is missing, about the company, and the script holds it at once."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "n")
        assert "‹ news of the company ›" in stage.dialog(pilot)
        await stage.save(pilot, text="Powell builds a second plant")
        assert "Powell builds a second plant" in flat(stage.script(pilot))
        assert "[news?]" not in stage.script(pilot)


async def test_a_stopped_person_has_no_script(town: Desk) -> None:
    """The pane says why."""
    async with opened(town) as pilot:
        await go_to(pilot, "Sid Voss")
        assert "asked you to stop: there is nothing to draft" in flat(stage.script(pilot))


async def test_reword_turns_through_the_wordings(town: Desk) -> None:
    """Each time other words, and after the last the first again."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        bodies = [body(pilot)]
        for place in ("2 of 3", "3 of 3", "1 of 3"):
            await press(pilot, "r")
            assert f"wording {place}" in stage.script(pilot)
            bodies.append(body(pilot))
        assert len(set(bodies)) == 3
        assert bodies[0] == bodies[-1]


async def test_c_shows_the_script_for_the_next_channel(town: Desk) -> None:
    """The plan stays as it was: only what is shown changes."""
    before = planned(town, "Maya Orr")
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        for channel in ("voicemail", "call", "e-mail"):
            assert f"{channel} · keep warm" in stage.script(pilot)
            await press(pilot, "c")
        assert planned(town, "Maya Orr") == before


async def test_enter_and_typing_edit_in_place(town: Desk) -> None:
    """From the list to the script, into it behind the last word, and escape keeps the words."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "1", "enter")
        assert stage.focus(pilot) == "script-text"
        await press(pilot, "enter", "d", "x", "escape")
        assert body(pilot).startswith("Hi Ann")
        assert body(pilot).endswith("dx")
        assert "your words" in stage.script(pilot)
        assert planned(town, "Ann Lee") is not None


async def test_e_edits_the_script_that_has_the_keys(town: Desk) -> None:
    """e in the script pane lets letters type."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "e", "o")
        assert stage.focus(pilot) == "script-editor"
        await press(pilot, "escape")
        assert stage.focus(pilot) == "script-text"
        assert body(pilot).endswith("Reyeso")


async def test_leaving_without_a_change_is_no_change(town: Desk) -> None:
    """The same words as before are still those of the template."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", "escape")
        assert "wording 1 of 3" in stage.script(pilot)
        assert draft(town, "Ann Lee") is None


async def test_the_draft_is_kept_while_it_is_typed(town: Desk) -> None:
    """A moment after the last key the words are in the file, before escape."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", "N", "o")
        await pilot.pause(A_MOMENT)
        kept = draft(town, "Ann Lee")
        assert kept is not None
        assert kept.body.endswith("ReyesNo")


async def test_the_checks_follow_the_typing(town: Desk) -> None:
    """A gap that is typed shows as missing a moment later."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *"[news?]")
        await pilot.pause(A_MOMENT)
        assert "something is missing" in flat(stage.script(pilot))


async def test_a_draft_is_there_again_in_a_new_program(town: Desk, home: Path) -> None:
    """Left by quitting in the middle of the editor, found by the next start."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Later")
        stage.main(pilot).action_quit()
        await pilot.pause()
    again = open_desk(home, today=TODAY)
    async with opened(again) as pilot:
        await go_to(pilot, "Ann Lee")
        assert body(pilot).endswith(" Later")
        assert "your words" in stage.script(pilot)


async def test_what_was_typed_survives_a_kill(town: Desk, home: Path) -> None:
    """A moment after the last key the words are on disk, whatever becomes of the process."""
    program = (
        "import asyncio, os, signal\n"
        "from pathlib import Path\n"
        "from followup_tui.operations.desk import open_desk\n"
        "from tests.builders import TODAY\n"
        "from tests.tui.stage import go_to, opened, press\n"
        "async def main():\n"
        f"    desk = open_desk(Path({str(home)!r}), today=TODAY)\n"
        "    async with opened(desk) as pilot:\n"
        "        await go_to(pilot, 'Ann Lee')\n"
        "        await press(pilot, '3', 'enter', 'S', 'o')\n"
        f"        await pilot.pause({A_MOMENT})\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "asyncio.run(main())\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], cwd=ROOT, timeout=30, check=False)
    assert killed.returncode == -signal.SIGKILL
    again = open_desk(home, today=TODAY)
    kept = again.store.drafts.draft(contact_named(again, "Ann Lee").id)
    again.store.close()
    assert kept is not None
    assert kept.body.endswith("ReyesSo")


async def test_moving_on_keeps_what_was_typed(town: Desk) -> None:
    """Another person chosen by a click while typing: the words stay with whom they were for."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh")
        await pilot.click("#stars", offset=(6, 2))
        await settled(pilot)
        kept = draft(town, "Ann Lee")
        assert kept is not None
        assert kept.body.endswith(" Oh")
        assert draft(town, "Nora Lind") is None


async def test_a_click_elsewhere_ends_the_editing(town: Desk) -> None:
    """The next person's script is on show, not the words for the one before."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh")
        await pilot.click("#stars", offset=(6, 2))
        await settled(pilot)
        assert stage.chosen(pilot) == "Nora Lind"
        assert "Hi Nora" in flat(stage.script(pilot))
        assert "Hi Ann" not in flat(stage.script(pilot))


async def test_leaving_the_editor_by_tab_ends_the_editing(town: Desk) -> None:
    """The words are kept, and no key types into what has no cursor any more."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "tab")
        assert stage.focus(pilot) == "notes"
        assert "your words" in stage.script(pilot)
        await press(pilot, "3")
        assert stage.focus(pilot) == "script-text"
        assert body(pilot).endswith(" Oh")


async def test_back_to_the_template(town: Desk) -> None:
    """R drops my words for those of the template, and R brings them back."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R")
        assert body(pilot).endswith("Sam Reyes")
        assert draft(town, "Ann Lee") is None
        await press(pilot, "R")
        assert body(pilot).endswith(" Oh")


async def test_undo_brings_my_words_back(town: Desk) -> None:
    """R is one step of the history, and the toast names the key."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R")
        assert toasts(pilot)[-1].endswith("u undo")
        await press(pilot, "u")
        assert body(pilot).endswith(" Oh")
        assert "your words" in stage.script(pilot)
        await press(pilot, "U")
        assert body(pilot).endswith("Sam Reyes")


async def test_undo_brings_my_words_back_after_a_restart(town: Desk, home: Path) -> None:
    """What was set aside waits in the file."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R")
    again = open_desk(home, today=TODAY)
    async with opened(again) as pilot:
        await go_to(pilot, "Ann Lee")
        assert body(pilot).endswith("Sam Reyes")
        await press(pilot, "u")
        assert body(pilot).endswith(" Oh")


async def test_words_set_aside_survive_other_wordings(town: Desk) -> None:
    """Turning the template's wordings does not cost them."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R", "r", "R")
        assert body(pilot).endswith(" Oh")


async def test_newer_words_stand_when_the_step_is_taken_back(town: Desk) -> None:
    """Undo after I wrote on neither fails nor loses what I wrote last."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R", "enter", *" So", "escape", "u")
        assert body(pilot).endswith(" So")
        assert "cannot" not in toasts(pilot)[-1]


async def test_copying_the_template_does_not_cost_the_words_set_aside(
    town: Desk, copied: list[str]
) -> None:
    """What was rendered never takes the place of what somebody wrote."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R", "y")
        assert copied[0].endswith("Sam Reyes")
        await press(pilot, "u", "u")
        assert body(pilot).endswith(" Oh")


async def test_words_set_aside_are_not_what_was_sent(town: Desk) -> None:
    """Done records the words on the screen."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "R", "d")
        assert newest(town, "Ann Lee").text.endswith("Sam Reyes")


async def test_the_editor_of_my_choice_writes_the_draft(town: Desk, editor: Path) -> None:
    """What comes back from $EDITOR is cleaned, shown and kept."""
    editor.write_text("Dear Ann,\x1b[2J hello again\n", encoding="utf-8")
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "E")
        assert body(pilot) == "Dear Ann,[2J hello again"
        kept = draft(town, "Ann Lee")
        assert kept is not None
        assert kept.edited


async def test_an_emptied_editor_changes_nothing(town: Desk, editor: Path) -> None:
    """To leave nothing behind is to give up."""
    editor.write_text("", encoding="utf-8")
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "E")
        assert toasts(pilot) == ["The text is as it was."]
        assert draft(town, "Ann Lee") is None


async def test_the_editor_of_the_config_comes_first(
    town: Desk, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever $EDITOR says."""
    editor.write_text("From the config", encoding="utf-8")
    command = os.environ["EDITOR"]
    monkeypatch.setenv("EDITOR", "no-such-editor")
    desk = replace(town, config=replace(town.config, editor=Editor(command=command)))
    async with opened(desk) as pilot:
        await press(pilot, "E")
        assert body(pilot) == "From the config"


async def test_the_note_under_the_cursor_goes_to_the_editor(town: Desk, editor: Path) -> None:
    """In the notes pane E means the note: its words change, kind and day stay."""
    editor.write_text("the Friday choir\nand cake", encoding="utf-8")
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "E")
        notes = town.store.material.notes(contact_named(town, "Ann Lee").id, None)
        assert [note.text for note in notes] == ["the Friday choir\nand cake"]
        assert notes[0].kind is NoteKind.COMMON
        assert "the Friday choir and cake" in flat(stage.notes(pilot))
        assert draft(town, "Ann Lee") is None


async def test_a_missing_editor_is_one_toast(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says what to set."""
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with opened(town) as pilot:
        await press(pilot, "E")
        assert len(toasts(pilot)) == 1
        assert "set $VISUAL or $EDITOR" in toasts(pilot)[0]


async def test_copy_puts_the_words_into_the_clipboard(town: Desk, copied: list[str]) -> None:
    """Both ways are used: the terminal's own and the machine's."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "y")
        assert copied == [body(pilot)]
        assert stage.app_of(pilot).clipboard == body(pilot)
        assert "copied" in toasts(pilot)[-1]


async def test_copy_stamps_the_touch(town: Desk, copied: list[str]) -> None:
    """The list says that its script left the program, and the touch remembers the words."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "y")
        touch = planned(town, "Ann Lee")
        assert touch is not None
        assert touch.handed_text == copied[0]
        assert "handed over LinkedIn" in stage.stars(pilot)


async def test_after_a_copy_nothing_new_is_drafted_unasked(town: Desk, copied: list[str]) -> None:
    """r and c ask first whether it went out, and name the two keys that answer."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "y")
        before = body(pilot)
        for key in "rc":
            await press(pilot, key)
            assert "Did it go out? d if it did, R if it did not." in toasts(pilot)[-1]
        assert body(pilot) == before


async def test_a_copied_template_is_still_that_of_the_template(
    town: Desk, copied: list[str]
) -> None:
    """Copying changes no word, so none of them become mine, and the wording stays the one copied."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "r", "y")
        assert "wording 2 of 3" in stage.script(pilot)
        assert "your words" not in stage.script(pilot)
        await go_to(pilot, "Maya Orr")
        await go_to(pilot, "Ann Lee")
        assert body(pilot) == copied[0]
        assert "wording 2 of 3" in stage.script(pilot)


async def test_done_after_a_copy_records_what_was_told(town: Desk, copied: list[str]) -> None:
    """The ledger knows the news that the copied words carried."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "y", "d")
        assert NEWS in [used.text for used in newest(town, "Ann Lee").used]


async def test_own_words_stay_when_they_did_not_go_out(town: Desk, copied: list[str]) -> None:
    """R after a copy answers the question about the copy, and nothing else."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", *" Oh", "escape", "y", "R")
        touch = planned(town, "Ann Lee")
        assert touch is not None
        assert touch.handed_at is None
        assert body(pilot).endswith(" Oh")


async def test_it_did_not_go_out(town: Desk, copied: list[str]) -> None:
    """R takes the stamp off, and the script can be worded anew."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "y", "R", "r")
        touch = planned(town, "Ann Lee")
        assert touch is not None
        assert touch.handed_at is None
        assert "wording 2 of 3" in stage.script(pilot)


async def test_done_records_what_was_copied(town: Desk, copied: list[str]) -> None:
    """The words in the clipboard are the words on record."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "y", "d")
        assert newest(town, "Ann Lee").text == copied[0]


async def test_nothing_to_copy_is_said(town: Desk, copied: list[str]) -> None:
    """No script, no stamp, one toast."""
    async with opened(town) as pilot:
        await go_to(pilot, "Sid Voss")
        await press(pilot, "y")
        assert toasts(pilot) == ["There is no script to copy."]
        assert copied == []
