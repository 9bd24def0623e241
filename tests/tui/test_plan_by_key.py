"""Keys about the whole: they passed, settings, palette, help."""

from __future__ import annotations

from textual.command import CommandPalette

from followup_tui.config import load_config
from followup_tui.core.words import Decision
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named
from tests.builders import days_ago
from tests.cast import picture
from tests.tui import stage
from tests.tui.stage import chosen, dialog, fill, flat, go_to, opened, press, save, toasts
from tests.tui.town import newest, planned


async def test_capital_x_proposes_what_is_known(town: Desk) -> None:
    """Company, job and whom I met there stand in the fields already."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "X")
        text = flat(dialog(pilot))
        assert "here is where it begins" in text
        for row in ("Company Acme", "Job Data engineer", "When 2026", "Whom you met Ann Lee"):
            assert row in text


async def test_capital_x_previews_the_plan(town: Desk) -> None:
    """Company and date are enough; with names the first of the plan is told, nothing written."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        before = picture(town.store)
        await press(pilot, "X")
        assert "nothing new to plan" in flat(dialog(pilot))
        await fill(pilot, met="Tom Ash, two engineers")
        assert "thank-you after the decision to Tom Ash on Tue 3 Mar, then" in flat(dialog(pilot))
        assert picture(town.store) == before


async def test_capital_x_opens_the_plan(town: Desk) -> None:
    """Decision, people and touches in one action, and one undo takes all of it back."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        before = picture(town.store)
        await press(pilot, "X")
        await save(pilot, role="Analyst", met="Tom Ash, Ida Rue", stars="Tom Ash", said="so close")
        company = company_named(town, "Cartwright")
        (application,) = town.store.people.applications(company.id)
        assert (application.role, application.decision) == ("Analyst", Decision.PASSED)
        assert planned(town, "Ida Rue") is not None
        assert toasts(pilot)[-1].startswith("they passed: Cartwright\nthank-you")
        await press(pilot, "u")
        after = picture(town.store)
        assert {t: rows for t, rows in after.items() if t not in ("action", "change")} == {
            t: rows for t, rows in before.items() if t not in ("action", "change")
        }


async def test_capital_x_without_a_company_asks_for_it(town: Desk) -> None:
    """The one thing it needs."""
    async with opened(town) as pilot:
        await press(pilot, "X")
        await save(pilot, company="")
        assert "The name of the company is all it needs." in flat(dialog(pilot))


async def test_a_silence_thanks_nobody(town: Desk) -> None:
    """No word from them: one touch that asks how things stand."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "X")
        await fill(pilot, decision=Decision.SILENCE, met="Tom Ash", on="yesterday")
        assert "thank-you" not in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        company = company_named(town, "Cartwright")
        (application,) = town.store.people.applications(company.id)
    assert (application.decision, application.decided_on) == (Decision.SILENCE, days_ago(1))


async def test_a_file_that_is_not_there_keeps_the_dialog(town: Desk) -> None:
    """One sentence, below the field."""
    async with opened(town) as pilot:
        await press(pilot, "ctrl+o")
        await save(pilot, file="/no/such.csv")
        assert "there is no such file" in flat(dialog(pilot))


async def test_settings_write_the_config_file(town: Desk) -> None:
    """What was changed is written, comments stay, and the program follows at once."""
    path = town.paths.config_file
    path.write_text(f"# mine\n{path.read_text()}", encoding="utf-8")
    async with opened(town) as pilot:
        await press(pilot, "comma")
        assert str(path) in flat(dialog(pilot)).replace(" ", "")
        await save(pilot, sign_off="Cheers", theme="nord")
        assert "Cheers, Sam Reyes" in flat(stage.script(pilot))
        assert stage.app_of(pilot).theme == "nord"
    config, faults = load_config(path)
    assert faults == ()
    assert (config.me.sign_off, config.screen.theme) == ("Cheers", "nord")
    assert path.read_text(encoding="utf-8").startswith("# mine\n")


async def test_settings_left_by_escape_write_nothing(town: Desk) -> None:
    """The file is as it was."""
    before = town.paths.config_file.read_bytes()
    async with opened(town) as pilot:
        await press(pilot, "comma")
        await fill(pilot, sign_off="Cheers")
        await press(pilot, "escape")
    assert town.paths.config_file.read_bytes() == before


async def test_the_palette_shows_the_keys(town: Desk) -> None:
    """Every command with its key, found by a part of its name."""
    async with opened(town) as pilot:
        await press(pilot, "colon")
        assert isinstance(stage.on_top(pilot), CommandPalette)
        await pilot.press(*"snooz")
        await pilot.pause(0.4)
        assert "Snooze  (z)" in stage.seen(pilot)
        await press(pilot, "escape")


async def test_the_palette_runs_a_command(town: Desk) -> None:
    """Chosen by name, a command does what its key does."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "ctrl+p")
        await pilot.press(*"done")
        await pilot.pause(0.4)
        await pilot.press("enter")
        await pilot.pause(0.2)
        await stage.settled(pilot)
        assert stage.is_main(pilot)
        assert newest(town, "Maya Orr").done_on == town.today


async def test_help_lists_every_group(town: Desk) -> None:
    """All keys with what they do; esc closes it and the person is still there."""
    async with opened(town, (140, 95)) as pilot:
        await press(pilot, "j", "question_mark")
        text = flat(dialog(pilot))
        for heading in ("THE TOUCH", "THE SCRIPT", "THE PLAN", "GETTING AROUND", "PANES"):
            assert heading in text
        assert "z Move it to a day of your choice" in text
        await press(pilot, "escape")
        assert chosen(pilot) == "Maya Orr"


async def test_the_welcome_leads_on(desk: Desk) -> None:
    """An empty home is welcomed once; a begins with the first person."""
    async with opened(desk) as pilot:
        assert "They passed on you" in flat(dialog(pilot))
        await press(pilot, "a")
        assert "Somebody new" in dialog(pilot)
        await save(pilot, name="Ann Lee", company="Acme")
        assert "Ann Lee" in stage.stars(pilot)


async def test_q_leaves(town: Desk) -> None:
    """With status 0."""
    async with opened(town) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not stage.app_of(pilot).is_running
        assert stage.app_of(pilot).return_code == 0
