"""Pane 2 tells who somebody is, what happened, what comes next and how the company stands."""

from __future__ import annotations

from followup_tui.core.words import Channel, NoteKind
from followup_tui.operations import notes, people, touches
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.notes import Remark
from followup_tui.operations.touches import Happened
from tests.builders import days_ago, in_days
from tests.tui import stage
from tests.tui.stage import flat, go_to, opened, press, settled


async def shown(desk: Desk, name: str) -> list[str]:
    """The rows of somebody's timeline, frames and runs of blanks left out."""
    async with opened(desk) as pilot:
        await go_to(pilot, name)
        return [flat(row) for row in stage.timeline(pilot).splitlines()[1:-1]]


async def test_the_head_says_who_it_is(town: Desk) -> None:
    """Star, name, role, title, company, standing and pace."""
    rows = await shown(town, "Ann Lee")
    assert rows[:2] == ["★ Ann Lee hiring manager", "Head of Data, Acme"]
    assert rows[2].startswith("◆ ")
    assert "every 3 weeks" in rows[2]


async def test_the_rail_runs_from_what_is_planned_back_to_the_first_interview(town: Desk) -> None:
    """Planned, done, inbound with their words, accepted, decision, interview: the newest first."""
    rows = await shown(town, "Ann Lee")
    happened = [row for row in rows if row[:1] in ("●", "✓", "◂", "×", "◇")]
    assert happened[:7] == [
        "● 2 Mar LinkedIn keep warm today",
        "◂ 5 Feb e-mail reply from them",
        "✓ 23 Jan e-mail keep warm sent",
        "✓ 5 Jan LinkedIn invited accepted",
        "✓ 2 Jan e-mail thank-you sent",
        "× 1 Jan the no: Data engineer",
        "◇ 22.12.25 interview, round 1",
    ]


async def test_their_words_stand_under_what_came_in(town: Desk) -> None:
    """Quoted, wrapped beside the rail."""
    rows = await shown(town, "Ann Lee")
    assert "“Thanks, the repair desk keeps us busy.”" in " ".join(rows)


async def test_long_words_are_cut_after_two_rows(town: Desk) -> None:
    """The timeline stays a timeline; the whole of it is in the record."""
    ann = contact_named(town, "Ann Lee")
    said = "word " * 60
    touches.log(town, ann, Happened(Channel.EMAIL, said=said, asks=False), inbound=True)
    rows = await shown(town, "Ann Lee")
    quoted = [row for row in rows if "word word" in row]
    assert len(quoted) == 2
    assert quoted[1].endswith("…")


async def test_a_touch_that_was_left_out_says_so(town: Desk) -> None:
    """Nobody judges it: two words."""
    rows = await shown(town, "Kim Brook")
    assert any(row.endswith("keep warm left out") for row in rows)


async def test_what_is_planned_says_how_it_stands(town: Desk) -> None:
    """Waiting since a day, or held at a date that I chose."""
    assert "● 26 Feb phone keep warm since Thu" in await shown(town, "Maya Orr")
    assert "● 5 Mar phone keep warm held" in await shown(town, "Tom Ash")


async def test_an_owed_reply_stands_in_the_head(town: Desk) -> None:
    """Also when the touch itself is further down."""
    assert "you owe a reply" in await shown(town, "Nora Lind")


async def test_a_pause_stands_in_the_head(town: Desk) -> None:
    """With the day on which the plan goes on."""
    assert "paused until 11 Apr" in await shown(town, "Pia Roe")


async def test_a_pause_until_further_notice_names_no_day(town: Desk) -> None:
    """Only that the plan rests."""
    people.pause(town, contact_named(town, "Ann Lee"))
    assert "paused" in await shown(town, "Ann Lee")


async def test_a_stop_stands_in_the_head(town: Desk) -> None:
    """Nobody should have to look for it."""
    assert "asked you to stop" in await shown(town, "Sid Voss")


async def test_what_was_cancelled_is_not_on_the_rail(town: Desk) -> None:
    """The journal remembers it; the timeline tells what happened and what will."""
    people.stop(town, contact_named(town, "Tom Ash"))
    rows = await shown(town, "Tom Ash")
    assert not any(row.startswith("●") and "keep warm" in row for row in rows)


async def test_somebody_without_history_is_told_the_key(town: Desk) -> None:
    """t begins one; the company's decision is theirs as well."""
    people.add(town, people.Details("Eve Hart", "Solo"))
    assert "nothing yet: t logs a touch that happened" in await shown(town, "Eve Hart")


async def test_the_foot_says_how_the_company_stands(town: Desk) -> None:
    """Clear or until when to wait, the last touch, who else is there, and the seat clock."""
    rows = await shown(town, "Ann Lee")
    place = rows.index("ACME")
    assert rows[place + 1].startswith("● clear to contact last one")
    assert rows[place + 2 : place + 4] == [
        "also here: Ben Cole, interviewer",
        "day 60 since the no, first phase to day 90",
    ]


async def test_the_foot_says_until_when_a_company_has_heard_enough(town: Desk) -> None:
    """Somebody there heard from me yesterday."""
    rows = await shown(town, "Luis Ferro")
    assert "● wait until 9 Mar last one yesterday" in rows


async def test_a_promised_date_reads_as_waiting(town: Desk) -> None:
    """They named a month: the standing is waiting, as they asked."""
    ann = contact_named(town, "Ann Lee")
    notes.add(town, ann, Remark("call me in May", NoteKind.WISH))
    rows = await shown(town, "Ann Lee")
    assert rows[2].startswith("◆ waiting")


async def test_a_long_history_scrolls(town: Desk) -> None:
    """j moves the view in the timeline, G goes to its end, and the person stays."""
    ann = contact_named(town, "Ann Lee")
    for days in range(1, 21):
        happened = Happened(Channel.EMAIL, on=days_ago(days), said="hello", asks=False)
        touches.log(town, ann, happened, inbound=True)
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "2", "j", "j")
        assert "hiring manager" not in stage.timeline(pilot)
        await press(pilot, "G")
        assert "ACME" in stage.timeline(pilot)
        await press(pilot, "g")
        assert "hiring manager" in stage.timeline(pilot)
        assert stage.chosen(pilot) == "Ann Lee"


async def test_the_next_person_is_shown_from_the_top(town: Desk) -> None:
    """However far the timeline before was scrolled."""
    ann = contact_named(town, "Ann Lee")
    for days in range(1, 21):
        happened = Happened(Channel.EMAIL, on=days_ago(days), said="hello", asks=False)
        touches.log(town, ann, happened, inbound=True)
    async with opened(town) as pilot:
        await go_to(pilot, "Ann Lee")
        await press(pilot, "2", "G", "1", "j")
        await settled(pilot)
        assert "★ Luis Ferro" in stage.timeline(pilot)


async def test_nobody_chosen_says_what_the_pane_is_for(desk: Desk) -> None:
    """An empty timeline explains itself."""
    async with opened(desk) as pilot:
        await press(pilot, "escape")
        assert "what happened with a person" in flat(stage.timeline(pilot))


async def test_a_date_in_another_year_names_the_year(town: Desk) -> None:
    """Held at a day of the next year."""
    touch = town.store.touches.planned(contact_named(town, "Tom Ash").id)[0]
    touches.snooze(town, touch, in_days(320))
    rows = await shown(town, "Tom Ash")
    assert "● 16.1.27 phone keep warm held" in rows
