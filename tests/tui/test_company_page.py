"""Claims about the company page: it is whole, on every size and without colour, and its keys change it."""

from __future__ import annotations

import pytest

from followup_tui.core.courage import REFRAME
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import company_named, contact_named
from followup_tui.operations.playbook import DecisionMade, passed
from tests.builders import days_ago
from tests.tui import stage
from tests.tui.stage import dialog, fill, flat, go_to, opened, press, save, toasts

TALL = (140, 90)


async def test_the_page_is_whole(town: Desk) -> None:
    """S0.9, S0.16, S0.38, S2.8, S3.41: standing, seat, people, plan, runs, check list in one place."""
    passed(
        town, DecisionMade("Acme", "Data engineer", days_ago(60), rank="second", reason="inside")
    )
    async with opened(town, TALL) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C")
        page = flat(dialog(pilot))
    for piece in (
        "SEAT CLOCK",
        "share of those who left within six months, in per cent (survey of over 1,000 people)",
        "It is not the chance that this seat reopens",
        "30 60 90 120 150 180 days",
        "PEOPLE",
        "LinkedIn: accepted",
        "PLAN: STAY VIABLE AT ACME",
        "APPLICATIONS",
        "my rank: second",
        "somebody who works there already took the job",
        "CHECK LIST",
        "FOR COURAGE",
        "you were second here",
    ):
        assert piece in page, piece


async def test_the_page_stays_letters_with_plain_signs(town: Desk) -> None:
    """S0.9: the bar has a form in plain letters, too."""
    async with opened(town, TALL, ascii_only=True) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C")
        text = stage.seen(pilot)
    assert "###" in text
    assert all(ord(c) < 0x2500 or ord(c) > 0x27BF for c in dialog_rows(text))


def dialog_rows(text: str) -> str:
    """What stands between the frames."""
    return (
        "".join(row for row in text.splitlines() if "SEAT" in row or "###" in row)
        .replace("│", "")
        .replace("┃", "")
    )


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_a_small_screen_scrolls_it(town: Desk, size: tuple[int, int]) -> None:
    """S0.9: the bar fits, and nothing is cut but scrolled."""
    async with opened(town, size) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C")
        assert "SEAT CLOCK" in dialog(pilot)
        await press(pilot, *["pagedown"] * 8)
        assert "TOUCHES" in dialog(pilot)


async def test_e_edits_the_company(town: Desk) -> None:
    """S3.21, S4.27, S0.37: interest, referrals and the page, with undo."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C", "e")
        await save(pilot, interest="tools for care", referral="500 each", followed="today")
        company = company_named(town, "Acme")
        assert (company.interest, company.referral_programme) == ("tools for care", "500 each")
        assert company.page_followed_on == town.today
        await press(pilot, "u")
        assert company_named(town, "Acme").interest == ""


async def test_r_says_more_of_the_application(town: Desk) -> None:
    """S0.9, S0.13, S4.4: rank, reason, and who started when."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C", "r")
        await save(pilot, rank="finalist", reason="referral", successor="2026-02-02")
        (run,) = town.store.people.applications(company_named(town, "Acme").id)
        assert (run.rank, run.successor_started_on and run.successor_started_on.day) == (
            "finalist",
            2,
        )
        assert "referred" in run.reason


async def test_t_logs_a_light_touch_with_nobody_in_person(town: Desk) -> None:
    """S0.40: it is of the company alone."""
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "C", "t")
        await save(pilot, network="facebook", note="liked the launch")
        assert "light touch: Acme" in toasts(pilot)[-1]
    (light,) = [
        t
        for t in town.store.touches.at_company(company_named(town, "Acme").id)
        if t.channel == "light"
    ]
    assert (light.contact_id, light.network) == (None, "facebook")


async def test_the_form_of_a_no_begins_with_another_story(town: Desk) -> None:
    """S0.26, S4.1, S4.4: the narrative above it, the usual reasons in it."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "X")
        assert REFRAME[:40] in flat(dialog(pilot))
        await fill(pilot, on="today")
        await save(pilot, reason="less-risk")
        (run,) = town.store.people.applications(company_named(town, "Cartwright").id)
        assert "least risk" in run.reason


async def test_the_interview_form_asks_how_it_ended(town: Desk) -> None:
    """S0.27: a mixed ending is something to put right."""
    async with opened(town) as pilot:
        await go_to(pilot, "Tom Ash")
        await press(pilot, "I")
        await save(pilot, met="Tom Ash", ended="mixed")
    assert any("end it on a good note" in t.text for t in town.store.material.open_tasks())


async def test_why_tells_how_somebody_stands(town: Desk) -> None:
    """S3.39, S0.28: warmth and interest beside the rules."""
    async with opened(town, TALL) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "w")
        page = flat(dialog(pilot))
        assert "SO FAR" in page
        assert "warm: in touch" in page or "cooling: in touch" in page
        assert contact_named(town, "Ann Lee").starred
