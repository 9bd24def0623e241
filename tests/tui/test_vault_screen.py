"""The vault: shelves with forms, what is kept back in a frame of its own, one undo for each deed."""

from __future__ import annotations

from dataclasses import replace

from rich.color import Color

from followup_tui.core.records import Used
from followup_tui.operations import feedback, gains, insights, tasks
from followup_tui.operations.desk import Desk
from followup_tui.operations.feedback import Verdict
from followup_tui.operations.gains import Learned
from followup_tui.operations.insights import Research
from followup_tui.operations.lookup import company_named, contact_named
from followup_tui.operations.stories import PARTS
from followup_tui.operations.tasks import Chore
from followup_tui.operations.touches import Happened, done
from followup_tui.tui.screens.vault import ShelfPane
from tests.builders import TODAY, days_ago
from tests.tui import stage
from tests.tui.stage import Stage, dialog, flat, go_to, opened, press, press_at_once, save, toasts
from tests.tui.town import planned

READY = Research("something on returns", "Rival refunds within 48 hours", "offer the same")
BODY = "Rival refunds within 48 hours"


async def open_vault(pilot: Stage, shelf: str = "1", name: str = "Ann Lee") -> None:
    """The vault over somebody, one of its shelves open."""
    await go_to(pilot, name)
    await press(pilot, "K", shelf)


def keep_insight(desk: Desk, teaser: str = READY.teaser) -> int:
    """A prepared insight for Acme."""
    return insights.add(desk, "Acme", Research(teaser, BODY, "offer the same")).record.id


def rows(pilot: Stage) -> list[str]:
    """The rows of the dialog without its frame."""
    return [row.strip("│ ").rstrip() for row in dialog(pilot).splitlines()]


def ink(pilot: Stage, words: str) -> Color | None:
    """The colour in which words stand on the open shelf."""
    pane = stage.on_top(pilot).query_one(ShelfPane)
    segments = (segment for y in range(pane.size.height) for segment in pane.render_line(y))
    return next(s.style.color for s in segments if words in s.text and s.style is not None)


async def test_teaser_and_body_look_different(town: Desk) -> None:
    """The teaser stands free and bright, the body below in a quiet frame that says so."""
    keep_insight(town)
    async with opened(town) as pilot:
        await open_vault(pilot)
        shown = rows(pilot)
        at = shown.index("something on returns")
        assert shown[at + 1].startswith("╭─ kept back ─")
        assert shown[at + 2] == BODY
        assert shown[at + 3] == "My brief: offer the same"
        assert ink(pilot, "something on returns") != ink(pilot, BODY)


async def test_a_told_insight_is_dim_and_says_when(town: Desk) -> None:
    """Used ones are told with their date."""
    number = keep_insight(town)
    touch = planned(town, "Ann Lee")
    assert touch is not None
    done(town, touch, Happened(on=TODAY, used=(Used("insight", number, "returns"),)))
    async with opened(town) as pilot:
        await open_vault(pilot)
        assert "told 2 Mar" in dialog(pilot)
        assert ink(pilot, "something on returns") == ink(pilot, BODY)


async def test_a_form_keeps_an_insight_of_several_lines(town: Desk) -> None:
    """Enter begins another line of the body, and the toast says what a script may do with it."""
    async with opened(town) as pilot:
        await open_vault(pilot)
        await press(pilot, "a")
        await stage.fill(pilot, teaser="something on returns", kind="competitor")
        await press(pilot, "tab", *"one", "enter", *"two", "ctrl+s")
        (kept,) = town.store.material.insights(company_named(town, "Acme").id)
        assert (kept.teaser, kept.body, kept.kind) == (
            "something on returns",
            "one\ntwo",
            "competitor",
        )
        assert toasts(pilot)[-1].endswith("u undo")
        assert "one" in rows(pilot)


async def test_what_cannot_be_kept_leaves_the_form_open(town: Desk) -> None:
    """The form says why, also while one types (S1.30)."""
    async with opened(town) as pilot:
        await open_vault(pilot)
        await press(pilot, "a")
        await stage.fill(pilot, teaser=BODY, body=BODY)
        assert "tells all there is" in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        assert "Kept back" in dialog(pilot)
    assert town.store.material.all_insights() == ()


async def test_an_edit_begins_with_what_is_there(town: Desk) -> None:
    """Every field holds its value, and the others stay."""
    keep_insight(town)
    async with opened(town) as pilot:
        await open_vault(pilot)
        await press(pilot, "e")
        found = stage.values(pilot)
        assert (found["body"], found["analysis"], found["on"]) == (
            BODY,
            "offer the same",
            "2026-03-02",
        )
        await save(pilot, analysis="ask who owns returns")
        (kept,) = town.store.material.all_insights()
        assert (kept.body, kept.analysis) == (BODY, "ask who owns returns")


async def test_delete_asks_nothing_and_u_brings_it_back(town: Desk) -> None:
    """The toast names undo, which works without leaving the vault; U does it again."""
    keep_insight(town)
    async with opened(town) as pilot:
        await open_vault(pilot)
        await press(pilot, "x")
        assert toasts(pilot)[-1].endswith("u undo")
        assert "Nothing found out" in flat(dialog(pilot))
        await press(pilot, "u")
        assert "something on returns" in rows(pilot)
        await press(pilot, "U")
        assert town.store.material.all_insights() == ()


async def test_keys_pressed_at_once_act_on_what_they_leave(town: Desk) -> None:
    """Two deletes in a row take two, and j goes to the one below first."""
    for teaser in ("third", "second", "first"):
        keep_insight(town, teaser)
    async with opened(town) as pilot:
        await open_vault(pilot)
        await press_at_once(pilot, "j", "x", "x")
        assert [i.teaser for i in town.store.material.all_insights()] == ["first"]


async def test_a_story_needs_all_its_parts(town: Desk) -> None:
    """The form names the part that is missing (S0.23)."""
    parts = {part: f"the {part}" for part in PARTS}
    async with opened(town) as pilot:
        await open_vault(pilot, "2")
        await press(pilot, "a")
        await save(pilot, title="Tooling", tags="design, product", **{**parts, "result": " "})
        assert "the result still has to be told" in flat(dialog(pilot))
        await save(pilot, result="18 % less")
        (kept,) = town.store.material.stories()
        assert (kept.situation, kept.result, kept.tags) == (
            "the situation",
            "18 % less",
            ("design", "product"),
        )
        assert "situation the situation" in flat(dialog(pilot))


async def test_a_gain_may_close_a_gap(town: Desk) -> None:
    """One of the runs at this company is chosen (S4.26)."""
    async with opened(town) as pilot:
        await open_vault(pilot, "3")
        await press(pilot, "a")
        (run,) = town.store.people.applications(company_named(town, "Acme").id)
        await save(pilot, text="Rust", on="yesterday", closes=str(run.id))
        (kept,) = town.store.material.gains()
        assert (kept.on, kept.closes_application_id) == (days_ago(1), run.id)
        assert "closes the gap at Acme, Data engineer" in rows(pilot)


async def test_an_edited_gain_keeps_a_gap_at_another_company(town: Desk) -> None:
    """It is no choice here, and stays all the same."""
    (run,) = town.store.people.applications(company_named(town, "Acme").id)
    gains.add(town, Learned("Rust", closes_application_id=run.id))
    async with opened(town) as pilot:
        await open_vault(pilot, "3", "Tom Ash")
        await press(pilot, "e")
        await save(pilot, text="Rust, in use")
        (kept,) = town.store.material.gains()
        assert (kept.text, kept.closes_application_id) == ("Rust, in use", run.id)


async def test_feedback_stands_with_its_change_and_the_themes(town: Desk) -> None:
    """This company first; the space bar ticks the change; what several said is below (S2.14, S2.15)."""
    acme, kestrel = company_named(town, "Acme"), company_named(town, "Kestrel Labs")
    ann = contact_named(town, "Ann Lee")
    feedback.add(town, acme, Verdict("more leadership experience", ann.id, "tell of Toledo"))
    feedback.add(town, kestrel, Verdict("leadership experience was missing"))
    async with opened(town) as pilot:
        await open_vault(pilot, "4")
        shown = flat(dialog(pilot))
        assert shown.index("Ann Lee, Acme") < shown.index("Kestrel Labs")
        assert "● tell of Toledo" in shown
        assert "SAID BY SEVERAL leadership experience" in shown
        await press(pilot, "space")
        assert "✓ tell of Toledo" in flat(dialog(pilot))
        await press(pilot, "space")
        assert not any(f.changed for f in town.store.material.all_feedback())
        await press(pilot, "j", "space")
        assert "say first" in toasts(pilot)[-1]


async def test_feedback_names_who_said_it(town: Desk) -> None:
    """One of the people there is chosen, their words are taken as they are (S2.13)."""
    async with opened(town) as pilot:
        await open_vault(pilot, "4")
        await press(pilot, "a")
        ann = contact_named(town, "Ann Lee")
        await save(pilot, text="Strong.\nBut long.", by=str(ann.id), change="be brief")
        (kept,) = town.store.material.all_feedback()
        assert (kept.text, kept.contact_id, kept.change) == (
            "Strong.\nBut long.",
            ann.id,
            "be brief",
        )


async def test_tasks_are_seen_and_ticked(town: Desk) -> None:
    """Open ones first; a done one stays below with its day, and can be taken up again."""
    for task in town.store.material.open_tasks():
        tasks.delete(town, task)
    tasks.add(town, Chore("call the library", TODAY))
    async with opened(town) as pilot:
        await open_vault(pilot, "5")
        assert "● call the library today" in flat(dialog(pilot))
        await press(pilot, "space")
        assert "✓ call the library done 2 Mar" in flat(dialog(pilot))
        assert town.store.material.open_tasks() == ()
        await press(pilot, "space")
        assert len(town.store.material.open_tasks()) == 1


async def test_a_task_may_be_about_the_person(town: Desk) -> None:
    """Or the company, or nobody; editing leaves it where it was."""
    async with opened(town) as pilot:
        await open_vault(pilot, "5")
        await press(pilot, "a")
        await save(pilot, text="send the slides", on="friday", about="person")
        found = {t.text: t for t in town.store.material.open_tasks()}["send the slides"]
        assert (found.contact_id, found.due_on) == (contact_named(town, "Ann Lee").id, days_ago(-4))
        await press(pilot, "e")
        await save(pilot, text="send both slides")
        assert town.store.material.task(found.id).contact_id == found.contact_id


async def test_an_event_is_noted_for_the_company(town: Desk) -> None:
    """And stands on the company page with what it may mean (S1.15)."""
    async with opened(town, (140, 60)) as pilot:
        await open_vault(pilot, "6")
        await press(pilot, "a")
        await save(pilot, kind="grows", text="a second team")
        assert "the team grows a second team" in flat(dialog(pilot))
        await press(pilot, "escape", "C")
        assert "the team grows today: a seat may open" in flat(dialog(pilot))


async def test_the_company_page_leads_to_the_vault(town: Desk) -> None:
    """One key from there, and the page shows teasers only."""
    keep_insight(town)
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C")
        assert "something on returns (kept back)" in flat(dialog(pilot))
        assert BODY not in dialog(pilot)
        await press(pilot, "K")
        assert BODY in dialog(pilot)


async def test_the_palette_leads_to_the_vault(town: Desk) -> None:
    """The command stands there with its key."""
    async with opened(town) as pilot:
        titles = [c.title for c in stage.app_of(pilot).get_system_commands(stage.main(pilot))]
        assert "Material  (K)" in titles


async def test_other_keys_are_named_and_work(town: Desk) -> None:
    """Who gave adding another key finds it in the vault too."""
    keys = {"contact.add": ("f2",), "item.delete": ("f3",)}
    desk = replace(town, config=replace(town.config, keys=keys))
    async with opened(desk) as pilot:
        await open_vault(pilot, "2")
        assert "No story yet. f2 keeps one" in flat(dialog(pilot))
        assert "f2 add · e edit · f3 delete" in flat(dialog(pilot))
        await press(pilot, "f2")
        assert "Situation" in dialog(pilot)


async def test_without_a_company_the_shelves_that_need_one_say_so(town: Desk) -> None:
    """Stories are mine anyway; an insight needs somebody's company."""
    with town.store.action("no company") as action:
        action.update("contact", contact_named(town, "Tom Ash").id, company_id=None)
    async with opened(town) as pilot:
        await open_vault(pilot, "1", "Tom Ash")
        await press(pilot, "a")
        assert "No company is known" in toasts(pilot)[-1]
        await press(pilot, "2", "a")
        assert "Situation" in dialog(pilot)


async def test_shelves_turn_by_key_and_by_click(town: Desk) -> None:
    """Numbers, tab, h and l, and the mouse."""
    async with opened(town) as pilot:
        await open_vault(pilot)
        for key, said in (
            ("tab", "No story yet"),
            ("l", "what you have learned"),
            ("h", "No story"),
        ):
            await press(pilot, key)
            assert said in flat(dialog(pilot))
        await pilot.click("#shelves", offset=(60, 0))
        await stage.settled(pilot)
        assert "the team grows" in flat(dialog(pilot))


async def test_a_small_window_shows_every_shelf(town: Desk) -> None:
    """Sixty columns hold the names, and plain letters the frame."""
    keep_insight(town)
    async with opened(town, (60, 18), ascii_only=True) as pilot:
        await open_vault(pilot)
        shown = dialog(pilot)
        assert "Insights Stories Gains Feedback Tasks Events" in flat(shown)
        assert "+- kept back -" in shown
        assert shown.isascii()


async def test_the_list_is_read_anew_when_the_vault_closes(town: Desk) -> None:
    """The planned touch has taken up the insight, and the panes show it."""
    async with opened(town) as pilot:
        await open_vault(pilot)
        await press(pilot, "a")
        await save(pilot, teaser="something on returns", body="They refund at petrol stations")
        await press(pilot, "q")
        assert stage.is_main(pilot)
        assert "something on returns" in stage.notes(pilot)


async def test_markup_of_others_is_only_text(town: Desk) -> None:
    """What somebody wrote is shown as it is."""
    insights.add(town, "Acme", Research("[red]teaser[/]", "[@click=app.quit]x[/] \x1b[31m"))
    async with opened(town) as pilot:
        await open_vault(pilot)
        assert "[red]teaser[/]" in rows(pilot)
        assert "[@click=app.quit]x[/]" in dialog(pilot)
