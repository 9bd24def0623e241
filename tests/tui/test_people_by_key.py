"""Keys about people and notes: star, add, edit, delete, pause, note, company, open, find."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.words import Channel, ContactState, NoteKind, Role
from followup_tui.operations import people, touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named, contact_named
from tests.builders import in_days
from tests.cast import picture
from tests.tui import stage
from tests.tui.stage import (
    chosen,
    dialog,
    fill,
    flat,
    go_to,
    opened,
    press,
    press_at_once,
    save,
    toasts,
)
from tests.tui.town import COMMON, planned


async def test_s_takes_a_star_and_leaves_the_plan(town: Desk) -> None:
    """Unstarred, somebody keeps what is planned, and s again gives the star back."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        before = planned(town, "Ann Lee")
        await press(pilot, "s")
        assert "★ Ann Lee" not in stage.stars(pilot)
        assert planned(town, "Ann Lee") == before
        await press(pilot, "s")
        assert "★ Ann Lee" in stage.stars(pilot)
        assert toasts(pilot)[-1].startswith("star Ann Lee")


async def test_s_on_somebody_without_a_plan_plans_a_first_touch(town: Desk) -> None:
    """They enter the list, and the toast says when."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ben Cole")
        await press(pilot, "s")
        assert "★ Ben Cole" in stage.stars(pilot)
        assert "next: " in toasts(pilot)[-1]
        assert planned(town, "Ben Cole") is not None


async def test_s_on_a_stopped_person_is_refused(town: Desk) -> None:
    """One warning, and no row changes."""
    async with opened(town) as pilot:
        await go_to(pilot, "Sid Voss")
        before = picture(town.store)
        await press(pilot, "s")
        assert toasts(pilot) == ["Sid Voss asked you to stop: they stay without a star."]
        assert picture(town.store) == before


async def test_a_adds_a_person(town: Desk) -> None:
    """Starred, planned, shown, and the toast tells that the company is new."""
    async with opened(town) as pilot:
        await press(pilot, "a")
        await save(
            pilot, name="Eve Hart", company="Solo", role=Role.RECRUITER, phones="313 555 01, +44 1"
        )
        eve = contact_named(town, "Eve Hart")
        assert chosen(pilot) == "Eve Hart"
        assert "new company: Solo" in toasts(pilot)[-1]
    assert (eve.starred, eve.role) == (True, Role.RECRUITER)
    assert eve.phones == ("313 555 01", "+44 1")


async def test_a_without_a_star_plans_nothing(town: Desk) -> None:
    """The person is shown though they are not in the list."""
    async with opened(town) as pilot:
        await press(pilot, "a")
        await save(pilot, name="Eve Hart", star="no")
        assert chosen(pilot) == "Eve Hart"
        assert planned(town, "Eve Hart") is None


async def test_a_person_needs_a_name(town: Desk) -> None:
    """The dialog says so, stays open, and the complaint goes with the next letter."""
    async with opened(town) as pilot:
        await press(pilot, "a")
        await save(pilot, company="Solo")
        assert "A person needs a name." in dialog(pilot)
        await fill(pilot, name="Eve")
        assert "A person needs a name." not in dialog(pilot)


async def test_enter_walks_through_the_fields_and_saves_at_the_last(town: Desk) -> None:
    """No key but enter is needed once a name is typed, choices included."""
    async with opened(town) as pilot:
        await press(pilot, "a", *"Eve Hart")
        places: list[str] = []
        while not stage.is_main(pilot) and len(places) < 20:
            places.append(stage.focus(pilot).removeprefix("field-"))
            await press(pilot, "enter")
        assert (places[0], places[4], places[-1]) == ("name", "role", "star")
        assert len(places) == 12
        assert chosen(pilot) == "Eve Hart"


async def test_a_choice_turns_by_arrow_and_letter(town: Desk) -> None:
    """Right and left by one, around the end; a letter to the next option that begins with it."""
    async with opened(town) as pilot:
        await press(pilot, "t")
        turned = []
        for key in ("right", "left", "left", "v", "l", "l"):
            await press(pilot, key)
            turned.append(stage.values(pilot)["channel"])
        assert turned == ["linkedin", "email", "voicemail", "voicemail", "linkedin", "invitation"]


async def test_e_edits_the_person(town: Desk) -> None:
    """What is known stands in the fields; a new employer keeps the old one as history."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "e")
        assert "ann@acme.example" in dialog(pilot)
        await save(pilot, title="VP Data", company="Newco")
        ann = contact_named(town, "Ann Lee")
        assert (ann.title, ann.company) == ("VP Data", "Newco")
        assert town.store.people.employment(ann.id)[0].company == "Acme"
        assert "VP Data, Newco" in stage.timeline(pilot)


async def test_an_edit_that_was_overtaken_is_refused(town: Desk) -> None:
    """Somebody else changed the row meanwhile: the dialog says it and nothing is lost."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "e")
        people.edit(town, contact_named(town, "Ann Lee"), people.Details(title="CTO"))
        await save(pilot, title="VP Data")
        assert "changed in another window meanwhile" in flat(dialog(pilot))
        assert contact_named(town, "Ann Lee").title == "CTO"


async def test_a_wrong_address_is_told_in_the_dialog(town: Desk) -> None:
    """Which one it is, and the rest of what was typed stays."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "e")
        await save(pilot, emails="ann@acme.example, a@b@c")
        assert "“a@b@c” is not an e-mail address" in flat(dialog(pilot))


async def test_x_deletes_a_person_without_a_question(town: Desk) -> None:
    """The toast says how they come back, and they do, with their plan."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        before = planned(town, "Ann Lee")
        await press(pilot, "x")
        assert "Ann Lee" not in stage.stars(pilot)
        assert toasts(pilot) == ["Ann Lee is deleted\nu undo"]
        assert chosen(pilot) != "Ann Lee"
        await press(pilot, "u")
        assert chosen(pilot) == "Ann Lee"
        after = planned(town, "Ann Lee")
        assert before is not None
        assert after is not None
        assert (after.id, after.due_on) == (before.id, before.due_on)


async def test_x_in_the_notes_deletes_the_note(town: Desk) -> None:
    """The person stays, and undo brings the note back."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "4", "x")
        assert COMMON not in stage.notes(pilot)
        assert toasts(pilot)[-1] == f"delete a note: {COMMON}\nu undo"
        await press(pilot, "u")
        assert COMMON in stage.notes(pilot)
        assert chosen(pilot) == "Ann Lee"


async def test_p_pauses_until_a_day(town: Desk) -> None:
    """The preview names the day, the list shows them as paused."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "p")
        assert "until you resume" in dialog(pilot)
        await fill(pilot, until="2w")
        assert "until Mon 16 Mar" in dialog(pilot)
        await press(pilot, "ctrl+s")
        assert "paused until 16 Mar" in stage.timeline(pilot)
        assert contact_named(town, "Ann Lee").held_until == in_days(14)


async def test_p_resumes(town: Desk) -> None:
    """For a paused person, going on is the first choice."""
    async with opened(town) as pilot:
        await go_to(pilot, "Pia Roe")
        await press(pilot, "p")
        assert "the plan goes on" in dialog(pilot)
        await press(pilot, "ctrl+s")
        assert contact_named(town, "Pia Roe").state is ContactState.ACTIVE


async def test_p_notes_that_they_asked_to_stop(town: Desk) -> None:
    """Everything planned is cancelled, their words are kept, and they leave the list."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "p")
        await fill(pilot, what="stop", said="no more please")
        assert "they never hear from you again" in flat(dialog(pilot))
        await press(pilot, "ctrl+s")
        assert "Ann Lee" not in stage.stars(pilot)
        ann = contact_named(town, "Ann Lee")
        assert ann.state is ContactState.STOPPED
        assert planned(town, "Ann Lee") is None
        wishes = town.store.material.notes(ann.id, None)
        assert "no more please" in [note.text for note in wishes]


async def test_n_notes_common_ground_about_the_person(town: Desk) -> None:
    """Also where the script lacks news: what we share is theirs, not their company's."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "n")
        await save(pilot, text="we both sail", kind=NoteKind.COMMON)
        (note,) = town.store.material.notes(contact_named(town, "Maya Orr").id, None)
        assert note.text == "we both sail"
        assert "common we both sail" in flat(stage.notes(pilot))


async def test_n_notes_news_about_the_company(town: Desk) -> None:
    """The preview tells until when it is fresh, once a day is typed."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "n")
        await fill(pilot, text="a new plant", expires="2w")
        assert "fresh until Mon 16 Mar" in dialog(pilot)
        await press(pilot, "ctrl+s")
        company = company_named(town, "Powell Motors")
        (note,) = town.store.material.notes(None, company.id)
    assert (note.kind, note.expires) == (NoteKind.NEWS, in_days(14))


async def test_n_heeds_a_wish(town: Desk) -> None:
    """A month they named moves the plan, and the toast says to when."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "n")
        await save(pilot, text="please call in May", kind=NoteKind.WISH)
        assert "nothing before Mon 4 May, as they asked" in toasts(pilot)[-1]
        touch = planned(town, "Ann Lee")
        assert touch is not None
        assert touch.due_on == date(2026, 5, 4)


async def test_saving_twice_in_haste_saves_once(town: Desk) -> None:
    """The second ctrl+s comes before the first is on the disk: still one note."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "n")
        await fill(pilot, text="we both sail", kind=NoteKind.COMMON)
        await press_at_once(pilot, "ctrl+s", "ctrl+s")
        assert stage.is_main(pilot)
        assert len(town.store.material.notes(contact_named(town, "Maya Orr").id, None)) == 1


async def test_escape_comes_too_late_for_what_is_being_saved(town: Desk) -> None:
    """The note is written, so it is told and shown."""
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "n")
        await fill(pilot, text="we both sail", kind=NoteKind.COMMON)
        await press_at_once(pilot, "ctrl+s", "escape")
        assert toasts(pilot) == ["note on Maya Orr\nu undo"]
        assert "we both sail" in stage.notes(pilot)


async def test_an_empty_note_is_refused(town: Desk) -> None:
    """One sentence in the dialog, nothing written."""
    async with opened(town) as pilot:
        before = picture(town.store)
        await press(pilot, "n")
        await save(pilot)
        assert "A note needs some words." in dialog(pilot)
        assert picture(town.store) == before


async def test_n_with_nobody_shown_names_the_key_that_finds(desk: Desk) -> None:
    """Nothing fails on an empty desk, whichever key is pressed."""
    async with opened(desk) as pilot:
        await press(pilot, "escape", "n")
        assert toasts(pilot) == ["Choose somebody first: P finds anybody."]
        for key in "dDzctiswerRyEpxouUCX":
            await press(pilot, key)
            await press(pilot, *([] if stage.is_main(pilot) else ["escape"]))
        assert stage.is_main(pilot)


async def test_capital_c_shows_the_company(town: Desk) -> None:
    """Standing, people, applications, notes and touches on one page."""
    async with opened(town, (140, 90)) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C")
        text = flat(dialog(pilot))
        for part in ("PEOPLE ★ Ann Lee", "Ben Cole", "Data engineer", "SEAT CLOCK", "TOUCHES"):
            assert part in text
        assert "not the chance that this seat reopens" in text


async def test_capital_c_without_a_company_says_how_to_add_one(town: Desk) -> None:
    """e is named, no page opens."""
    people.add(town, people.Details("Eve Hart"))
    async with opened(town) as pilot:
        await go_to(pilot, "Eve Hart")
        await press(pilot, "C")
        assert toasts(pilot) == ["No company is known: e adds it."]
        assert stage.is_main(pilot)


async def test_o_calls_or_opens_the_profile(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planned call dials, else the profile opens; what is not known is said."""
    links: list[str] = []

    def opens(link: str) -> bool:
        links.append(link)
        return True

    monkeypatch.setattr("webbrowser.open", opens)
    profile = people.Details(linkedin="https://www.linkedin.com/in/annlee")
    people.edit(town, contact_named(town, "Ann Lee"), profile)
    async with opened(town) as pilot:
        for name in ("Maya Orr", "Ann Lee", "Nora Lind"):
            await go_to(pilot, name)
            await press(pilot, "o")
        assert toasts(pilot) == ["Neither a number nor a profile is known: e adds one."]
    assert links == ["tel:3135550100", "https://www.linkedin.com/in/annlee"]


async def test_capital_p_finds_somebody_without_a_plan(town: Desk) -> None:
    """Found as one types, shown by enter, though not in the list."""
    async with opened(town) as pilot:
        await press(pilot, "P")
        assert "Sid Voss Dockside Head of Data asked to stop" in flat(dialog(pilot))
        await press(pilot, *"ben", "enter")
        assert chosen(pilot) == "Ben Cole"
        assert "Ben Cole" not in stage.stars(pilot)


async def test_capital_p_stars_at_once(town: Desk) -> None:
    """ctrl+s stars whom the arrows chose, and the list has them."""
    async with opened(town) as pilot:
        await press(pilot, "P")
        await stage.type_in(pilot, "acme")
        await press(pilot, "down", "ctrl+s")
        assert chosen(pilot) == "Ben Cole"
        assert "★ Ben Cole" in stage.stars(pilot)


async def test_capital_p_finds_nobody_and_names_the_key(town: Desk) -> None:
    """a adds whom nobody knows; enter on nobody closes nothing."""
    async with opened(town) as pilot:
        await press(pilot, "P")
        await stage.type_in(pilot, "zzz")
        await press(pilot, "enter", "ctrl+s")
        assert "nobody of that name; a adds a person" in dialog(pilot)
        await press(pilot, "escape")
        assert stage.is_main(pilot)


async def test_a_logged_touch_keeps_a_person_warm(town: Desk) -> None:
    """Found without a plan, a touch logged with them plans the next."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ben Cole")
        await press(pilot, "t")
        await save(pilot, channel=Channel.EMAIL)
        assert planned(town, "Ben Cole") is not None
        assert "Ben Cole" in stage.stars(pilot)
        assert touches.fitting_touch(town, contact_named(town, "Ben Cole")) is not None
