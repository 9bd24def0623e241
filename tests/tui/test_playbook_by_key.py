"""Claims about the keys that open plans: interview, opening, a job, days away, a crowded day."""

from __future__ import annotations

from followup_tui.core.words import ContactState, Decision
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named, contact_named
from tests.tui.stage import dialog, fill, flat, go_to, opened, press, save, toasts
from tests.tui.town import planned


async def test_capital_i_plans_thank_yous_the_same_day(town: Desk) -> None:
    """S0.17: who was there is thanked today; the preview says so before anything is written."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "I")
        await fill(pilot, met="Tom Ash, Ida Rue")
        assert "thank-you after the interview to Tom Ash on Mon 2 Mar" in flat(dialog(pilot))
        await save(pilot, met="Tom Ash, Ida Rue", common="Tom Ash: the same hometown")
        touch = planned(town, "Ida Rue")
        assert touch is not None
        assert touch.purpose == "thanks-interview"
        tom = contact_named(town, "Tom Ash")
        texts = [n.text for n in town.store.material.notes(tom.id, tom.company_id)]
        assert "the same hometown" in texts


async def test_capital_i_shows_what_i_meant_to_change(town: Desk) -> None:
    """S2.14: an open adjustment stands above the form of the next interview."""
    ann = contact_named(town, "Ann Lee")
    with town.store.action("feedback") as action:
        action.insert(
            "feedback",
            company_id=ann.company_id or 0,
            text="long",
            on=town.today,
            change="be brief",
        )
    async with opened(town) as pilot:
        await press(pilot, "I")
        assert "You meant to change: be brief." in flat(dialog(pilot))


async def test_words_without_a_name_keep_the_form(town: Desk) -> None:
    """One sentence, and what was typed is still there."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "I")
        await save(pilot, met="Tom Ash", common="the same hometown")
        assert "needs a name and a colon" in flat(dialog(pilot))


async def test_capital_o_asks_the_first_person(town: Desk) -> None:
    """S4.23: the form names who would be asked before it is saved."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "O")
        await fill(pilot, title="Head of Data")
        assert "ask Ann Lee on" in flat(dialog(pilot))
        await save(pilot, title="Head of Data")
        ann = contact_named(town, "Ann Lee")
        assert "opening" in {t.purpose.value for t in town.store.touches.planned(ann.id)}
        assert "opening: Head of Data" in toasts(pilot)[-1]


async def test_capital_h_tells_people_and_searches_again(town: Desk) -> None:
    """A job found makes colleagues; the same key later takes the search up again."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "H")
        await save(pilot)
        ann = contact_named(town, "Ann Lee")
        assert ann.state is ContactState.COLLEAGUE
        await press(pilot, "H")
        await save(pilot, again="yes")
        assert contact_named(town, "Ann Lee").state is ContactState.ACTIVE


async def test_a_decision_taken_back_is_one_key(town: Desk) -> None:
    """In progress again, with the toast that can undo it."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "ctrl+r")
        company = company_named(town, "Acme")
        runs = town.store.people.applications(company.id)
        assert Decision.IN_PROGRESS in {a.decision for a in runs}
        assert "in progress again" in toasts(pilot)[-1]


async def test_days_away_are_previewed_and_noted(town: Desk) -> None:
    """How many touches would move stands there before it is saved."""
    async with opened(town) as pilot:
        await press(pilot, "A")
        await fill(pilot, first="tomorrow", last="+10")
        assert "would move behind it" in flat(dialog(pilot))
        await save(pilot, first="tomorrow", last="+10")
        assert len(town.store.material.away()) == 1


async def test_an_easy_day_needs_no_spreading(town: Desk) -> None:
    """Z says so instead of moving anything."""
    async with opened(town) as pilot:
        await press(pilot, "Z")
        assert "a day can carry what is due" in toasts(pilot)[-1]


async def test_nothing_asked_about_silence_says_so(town: Desk) -> None:
    """The plan goes on by itself until five touches went unanswered."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "W")
        assert "goes on by itself" in toasts(pilot)[-1]


async def test_who_sent_me_is_thanked(town: Desk) -> None:
    """S2.7: the referral is noted and a thank-you planned."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "B")
        await save(pilot, sender="Tom Ash")
        tom = contact_named(town, "Tom Ash")
        purposes = {t.purpose.value for t in town.store.touches.planned(tom.id)}
        assert "referral-thanks" in purposes
