"""Pane 4 shows what is known: the fresh first, what was told already dim at the end."""

from __future__ import annotations

from followup_tui.core.words import NoteKind, Tone
from followup_tui.operations import notes
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named, contact_named
from followup_tui.operations.notes import Remark
from tests.builders import days_ago
from tests.tui import stage
from tests.tui.stage import dialog, flat, go_to, opened, press, save, toasts
from tests.tui.town import COMMON

TALL = (140, 60)


async def shown(desk: Desk, name: str = "Ann Lee") -> list[str]:
    """The rows of somebody's notes, frames and runs of blanks left out."""
    async with opened(desk, TALL) as pilot:
        await go_to(pilot, name)
        return [flat(row) for row in stage.notes(pilot).splitlines()[1:]]


def add_note(desk: Desk, text: str, kind: NoteKind, **more: object) -> None:
    """A note on Ann."""
    notes.add(desk, contact_named(desk, "Ann Lee"), Remark(text, kind, **more))  # type: ignore[arg-type]


def add_insight(desk: Desk) -> None:
    """Something researched about Acme."""
    with desk.store.action("insight") as action:
        company = company_named(desk, "Acme")
        action.insert(
            "insight", company_id=company.id, teaser="returns", body="kept", on=desk.today
        )


async def test_notes_of_person_and_company_stand_together(town: Desk) -> None:
    """Each with its kind, and the frame counts the fresh ones."""
    rows = await shown(town)
    assert rows[0] == "common the Thursday choir"
    assert rows[1].startswith("news Acme opened a repair desk")
    assert rows[-1] == "2 fresh"


async def test_kinds_stand_in_the_order_of_their_weight(town: Desk) -> None:
    """A wish first, then common ground, news, insights, reasons, observations."""
    add_note(town, "by e-mail please", NoteKind.WISH)
    add_note(town, "asks twice", NoteKind.OBSERVATION)
    add_note(town, "they mend things", NoteKind.REASON)
    add_insight(town)
    kinds = [row.split()[0] for row in await shown(town) if row]
    assert kinds[:6] == ["wish", "common", "news", "insight", "reason", "seen"]


async def test_an_insight_is_marked_as_kept_back(town: Desk) -> None:
    """The teaser is shown, the body is not."""
    add_insight(town)
    rows = await shown(town)
    assert "insight returns (kept back)" in rows


async def test_what_was_told_goes_to_the_end_with_its_date(town: Desk) -> None:
    """A done touch that carried a note marks it as used."""
    async with opened(town, TALL) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "d")
        await go_to(pilot, "Ann Lee")
        rows = [flat(row) for row in stage.notes(pilot).splitlines()[1:]]
    assert rows[0].startswith("used")
    assert any("2 Mar" in row for row in rows)
    assert rows[-1] == "0 fresh"


async def test_news_past_its_day_is_old(town: Desk) -> None:
    """It stays readable behind the fresh ones."""
    add_note(town, "a new head office", NoteKind.NEWS, expires=days_ago(1))
    rows = [row for row in await shown(town) if row]
    assert rows[2] == "old a new head office"


async def test_hard_news_has_a_sign(town: Desk) -> None:
    """A layoff is seen at once and told by no script."""
    add_note(town, "forty people were let go", NoteKind.NEWS, tone=Tone.HARD)
    rows = await shown(town)
    assert "news ▲ forty people were let go" in rows


async def test_no_notes_name_the_key(town: Desk) -> None:
    """The pane is never silent."""
    assert "n notes what you share" in await shown(town, "Tom Ash")


async def test_enter_opens_the_note_under_the_cursor(town: Desk) -> None:
    """j moves to the second, enter edits it, and the list shows the new words."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "j", "enter")
        assert "Acme opened a repair desk" in flat(dialog(pilot))
        await save(pilot, text="Acme opened a second one")
        assert "Acme opened a second one" in flat(stage.notes(pilot))
        assert toasts(pilot)[-1].endswith("u undo")


async def test_an_edit_keeps_the_kind_and_the_day_it_expires(town: Desk) -> None:
    """Only the words were changed, so only they change."""
    company = company_named(town, "Acme")
    (before,) = town.store.material.notes(None, company.id)
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "j", "e")
        await save(pilot, text="Acme opened a second one")
        (after,) = town.store.material.notes(None, company.id)
    assert (after.kind, after.expires) == (before.kind, before.expires)


async def test_an_edit_keeps_that_a_reason_was_given(town: Desk) -> None:
    """What was said in the interview stays said, also when its words are corrected."""
    add_note(town, "they mend thinsg", NoteKind.REASON, mentioned=True)
    async with opened(town, TALL) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "G", "enter")
        await save(pilot, text="they mend things")
        found = town.store.material.notes(contact_named(town, "Ann Lee").id, None)
    assert [(n.text, n.mentioned) for n in found if n.kind is NoteKind.REASON] == [
        ("they mend things", True)
    ]


async def test_an_edit_keeps_the_lines_of_a_note(town: Desk) -> None:
    """The field shows one row, and none of the others is lost by saving it."""
    add_note(town, "first\nsecond", NoteKind.OBSERVATION)
    async with opened(town, TALL) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "G", "enter")
        await save(pilot, tone=Tone.GOOD)
        found = town.store.material.notes(contact_named(town, "Ann Lee").id, None)
    assert "first\nsecond" in [note.text for note in found]


async def test_escape_leaves_a_note_as_it_was(town: Desk) -> None:
    """What was typed into the dialog is gone with it."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "enter")
        await stage.fill(pilot, text="other words")
        await press(pilot, "escape")
        assert COMMON in stage.notes(pilot)


async def test_an_insight_does_not_open(town: Desk) -> None:
    """Enter on it opens no dialog that would lose it."""
    add_insight(town)
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "G", "enter")
        assert stage.is_main(pilot)


async def test_a_click_moves_the_cursor(town: Desk) -> None:
    """The note that was clicked is the one that e edits."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await pilot.click("#notes", offset=(6, 2))
        await press(pilot, "e")
        assert "Acme opened a repair desk" in flat(dialog(pilot))
