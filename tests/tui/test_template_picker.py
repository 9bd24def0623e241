"""Another template for the script, chosen by what it would say to this person."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.core.words import Purpose
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.template_preview import choices
from followup_tui.paths import private_dir
from followup_tui.tui.screens.pick import ChoiceList
from followup_tui.tui.screens.template_picker import TemplatePicker
from followup_tui.tui.widgets.rendered import Rendered
from tests.tui import stage
from tests.tui.stage import dialog, flat, go_to, is_main, opened, press, toasts
from tests.tui.town import NEWS


def own_template(desk: Desk, name: str, text: str) -> Path:
    """A template in the user's folder."""
    path = desk.paths.templates / f"{name}.j2"
    private_dir(path.parent)
    path.write_text(text, encoding="utf-8")
    return path


def body(pilot: stage.Stage) -> str:
    """The words that the pane shows."""
    shown = stage.main(pilot).script
    return shown.body if shown is not None else ""


def test_templates_of_the_purpose_come_first(town: Desk) -> None:
    """Then the others, by purpose."""
    found = choices(town, contact_named(town, "Ann Lee"), Purpose.VALUE)
    purposes = [choice.purpose for choice in found]
    assert purposes[0] == "value"
    rest = [choice.purpose for choice in found if choice.purpose != "value" and choice.applies]
    last = [choice.purpose for choice in found if not choice.applies]
    assert purposes == ["value"] * purposes.count("value") + sorted(rest) + sorted(last)


def test_purposes_without_an_occasion_come_last(town: Desk) -> None:
    """Nobody was hired, nothing was declined, no vacancy is known; what is planned has its occasion."""
    found = choices(town, contact_named(town, "Ann Lee"), Purpose.KEEP_WARM)
    now = {choice.purpose for choice in found if choice.applies}
    assert not {"landed", "decline", "withdraw", "opening", "value"} & now
    assert {"keep-warm", "congratulation", "thanks-decision"} <= now


async def test_what_does_not_apply_now_stands_dim(town: Desk) -> None:
    """Still to be chosen, behind the others."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T")
        rows = stage.on_top(pilot).query_one(ChoiceList)._rows
        inks = [row.left[1][1] for row in rows]
        assert inks[-1] == "dim"
        assert inks == sorted(inks, key="dim".__eq__)


def test_forms_that_are_not_there_are_left_out(town: Desk) -> None:
    """Ann has no phone number, and is connected: no call, no voicemail, no invitation."""
    channels = {choice.channel for choice in choices(town, contact_named(town, "Ann Lee"))}
    assert {"email", "linkedin"} <= channels
    assert not {"call", "voicemail", "invitation"} & channels


def test_while_a_reply_is_owed_there_are_replies_only(town: Desk) -> None:
    """Nothing else is drafted for them."""
    found = choices(town, contact_named(town, "Nora Lind"))
    assert {choice.purpose for choice in found} == {"reply"}


async def test_the_list_begins_at_the_template_on_show(town: Desk) -> None:
    """Beside it stands what the pane says."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T")
        text = dialog(pilot)
        assert "Templates for Ann Lee" in text
        assert "● keep warm" in text
        assert NEWS in flat(stage.seen(pilot, stage.on_top(pilot).query_one(Rendered)))
        assert "wording 1 of 3" in text


async def test_moving_shows_what_each_would_say(town: Desk) -> None:
    """Nothing is chosen yet, nothing is kept."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T")
        before = flat(dialog(pilot))
        await press(pilot, "down")
        await pilot.pause(0.1)
        assert flat(dialog(pilot)) != before
        await press(pilot, "escape")
        assert "LinkedIn message · keep warm" in stage.script(pilot)
        assert town.store.drafts.draft(contact_named(town, "Ann Lee").id) is None


async def test_enter_uses_the_template_in_the_wording_on_show(town: Desk) -> None:
    """The pane has channel, purpose and wording of the choice."""
    own_template(
        town,
        "email/keep-warm.short",
        '+++\ntitle = "Short"\nsubject = "Hello"\n+++\nOne.\n=== wording ===\nTwo.\n',
    )
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T")
        picker = stage.on_top(pilot)
        assert isinstance(picker, TemplatePicker)
        place = [choice.name for choice in picker._choices].index("email/keep-warm.short")
        picker._go(place)
        await pilot.pause(0.1)
        assert "yours" in dialog(pilot)
        await press(pilot, "r", "enter")
        assert "e-mail · keep warm" in stage.script(pilot)
        assert body(pilot) == "Two."
        assert "wording 2 of 2" in stage.script(pilot)


async def test_a_template_with_a_fault_says_so(town: Desk) -> None:
    """The line and the reason stand where the words would."""
    own_template(
        town, "linkedin/keep-warm", '+++\ntitle = "T"\n+++\n\nHi {{ contact.first_name }\n'
    )
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T")
        picker = stage.on_top(pilot)
        assert isinstance(picker, TemplatePicker)
        picker._go([choice.name for choice in picker._choices].index("linkedin/keep-warm"))
        await pilot.pause(0.1)
        assert "× line 5:" in flat(dialog(pilot))


async def test_own_words_are_not_swapped_for_a_template(town: Desk) -> None:
    """They are set aside by R first."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "3", "enter", "O", "escape", "T")
        assert is_main(pilot)
        assert "your own words" in toasts(pilot)[-1]


@pytest.mark.parametrize("size", [(140, 38), (120, 34), (80, 24)])
async def test_list_and_preview_fit_every_window(town: Desk, size: tuple[int, int]) -> None:
    """Beside each other or one above the other, the first words in sight."""
    async with opened(town, size) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "T")
        text = dialog(pilot)
        assert "● keep warm" in text
        assert "LinkedIn message" in text
        assert "Ann," in text
        assert "esc leave" in text
