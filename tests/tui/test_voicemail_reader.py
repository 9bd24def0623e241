"""The voicemail reader by key: reading against the clock, the live call, one key for what happened."""

from __future__ import annotations

import pytest

from followup_tui.core.words import Channel, Outcome
from followup_tui.operations import notes
from followup_tui.operations.calling import call_brief
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted, draft, keep
from followup_tui.operations.lookup import company_named, contact_named
from followup_tui.tui.screens.voicemail import VoicemailReader
from followup_tui.tui.stopwatch import Stopwatch
from followup_tui.tui.widgets.pane import LinePane
from tests.builders import TODAY
from tests.cast import picture
from tests.tui.stage import (
    Stage,
    app_of,
    chosen,
    dialog,
    flat,
    go_to,
    is_main,
    main,
    on_top,
    opened,
    press,
    press_at_once,
    save,
    seen,
    settled,
    toasts,
    values,
)
from tests.tui.town import newest, planned

MAYA = "Maya Orr"


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ready(town: Desk) -> Desk:
    """The town, with something to speak of at Maya's company."""
    remark = notes.Remark("the new line starts in May", "news")
    notes.add(town, company_named(town, "Powell Motors"), remark)
    return town


async def read_to_maya(pilot: Stage, clock: Clock | None = None) -> Clock:
    """Open the reader for Maya by its key, and take the clock into one's own hand."""
    clock = clock or Clock()
    await go_to(pilot, MAYA)
    await press(pilot, "V")
    for watch in (reader(pilot)._reading, reader(pilot)._call):
        watch.now = clock
    return clock


def reader(pilot: Stage) -> VoicemailReader:
    """The reader that is open."""
    screen = on_top(pilot)
    assert isinstance(screen, VoicemailReader)
    return screen


async def later(pilot: Stage, clock: Clock, seconds: float) -> None:
    """Let time go by."""
    clock.seconds += seconds
    reader(pilot).tick()
    await settled(pilot)


def said_so_far(pilot: Stage) -> str:
    """The row that is being read, by its mark."""
    rows = seen(pilot, on_top(pilot).query_one("#reader-script")).split("\n")
    return next((flat(row) for row in rows if "›" in row), "")


def pane(pilot: Stage, name: str) -> str:
    """What stands in a part of the reader."""
    return flat(seen(pilot, on_top(pilot).query_one(f"#reader-{name}", LinePane)))


def test_a_stopwatch_counts_only_while_it_runs() -> None:
    """Pauses take no time, and back to nothing is at rest."""
    clock = Clock()
    watch = Stopwatch(clock)
    for step in (watch.start, watch.start, watch.pause, watch.pause, watch.start):
        step()
        clock.seconds += 2
    assert watch.seconds == 6
    watch.reset()
    assert (watch.running, watch.seconds) == (False, 0.0)


async def test_the_reader_shows_script_number_and_brief(ready: Desk) -> None:
    """All that a call needs is before one's eyes, and opening it writes nothing."""
    before = picture(ready.store)
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        brief = call_brief(ready, contact_named(ready, MAYA))
        assert flat(brief.voicemail.body)[:30] in pane(pilot, "script")
        assert "Sam Reyes" in pane(pilot, "clock")
        assert "313 555 0100" in pane(pilot, "who")
        assert "A reason to call the new line starts in May" in pane(pilot, "brief")
        await press(pilot, "escape")
        assert is_main(pilot)
    assert picture(ready.store) == before


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_the_clock_starts_and_pauses(ready: Desk, key: str) -> None:
    """The mark moves with the words at 150 a minute, and rests with the clock (S3.14)."""
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        assert said_so_far(pilot) == ""
        await press(pilot, key)
        await later(pilot, clock, 1)
        first = said_so_far(pilot)
        await later(pilot, clock, 8)
        second = said_so_far(pilot)
        await press(pilot, key)
        await later(pilot, clock, 60)
        assert first.startswith("› Hi Maya")
        assert second not in ("", first)
        assert said_so_far(pilot) == second
        assert "9 of 30 s" in pane(pilot, "clock")


async def test_enter_never_records(ready: Desk) -> None:
    """At the end of the script it only reads once more."""
    before = picture(ready.store)
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        await press(pilot, "enter")
        await later(pilot, clock, 45)
        await press(pilot, "enter", "enter", "enter")
        assert reader(pilot) is not None
    assert picture(ready.store) == before


async def test_space_after_the_last_word_left_a_message(ready: Desk) -> None:
    """The usual answer, with the words as they were read, then on to the next person."""
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        text = call_brief(ready, contact_named(ready, MAYA)).voicemail.body
        await press(pilot, "space")
        await later(pilot, clock, 45)
        assert "2 left a message space" in pane(pilot, "outcomes")
        await press(pilot, "space")
        touch = newest(ready, MAYA)
        assert chosen(pilot) == "Ann Lee"
        assert "left a message" in toasts(pilot)[0]
    assert (touch.channel, touch.outcome) == (Channel.VOICEMAIL, Outcome.LEFT_MESSAGE)
    assert (touch.text, touch.minutes) == (text, None)


async def test_space_twice_at_once_records_nothing(ready: Desk) -> None:
    """A key that fell twice starts and pauses: only the end of the script makes it an answer."""
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        await press_at_once(pilot, "space", "space")
        assert reader(pilot) is not None
        assert planned(ready, MAYA) is not None


@pytest.mark.parametrize(
    ("key", "outcome", "channel"),
    [
        ("2", Outcome.LEFT_MESSAGE, Channel.VOICEMAIL),
        ("3", Outcome.NO_ANSWER, Channel.CALL),
        ("5", Outcome.REFERRED_ON, Channel.CALL),
        ("7", Outcome.STOP, Channel.CALL),
    ],
)
async def test_one_key_says_what_happened(
    ready: Desk, key: str, outcome: Outcome, channel: Channel
) -> None:
    """Recorded at once, and undone as easily."""
    before = picture(ready.store)
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        await press(pilot, key)
        touch = newest(ready, MAYA)
        assert (touch.outcome, touch.channel) == (outcome, channel)
        await press(pilot, "u")
    assert picture(ready.store) == before


async def test_each_key_shows_what_it_leads_to(ready: Desk) -> None:
    """Form and date of the next touch stand beside the key, as the rules would plan it."""
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        shown = seen(pilot, on_top(pilot).query_one("#reader-outcomes")).split("\n")
        leads = {row.split()[1]: " ".join(row.split()[2:-1]) for row in shown[1:-1]}
        assert leads["3"].startswith("no answer phone on Tue 3 Mar")
        assert leads["7"].endswith("never again")
        await press(pilot, "2")
        following = planned(ready, MAYA)
    assert following is not None
    assert following.due_on is not None
    assert f"{following.due_on.day} {following.due_on:%b}" in leads["2"]


async def test_not_now_asks_until_when(ready: Desk) -> None:
    """Their day is kept as they named it; a day that is past is refused."""
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        await press(pilot, "6")
        await save(pilot, until="yesterday")
        assert "not ahead" in flat(dialog(pilot))
        await save(pilot, until="2026-05-04", said="Call in May.")
        following, touch = planned(ready, MAYA), newest(ready, MAYA)
    assert (touch.outcome, touch.said) == (Outcome.NOT_NOW, "Call in May.")
    assert following is not None
    assert str(following.due_on) == "2026-05-04"


async def test_leaving_the_question_goes_back_to_the_reader(ready: Desk) -> None:
    """Nothing is recorded by looking."""
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        await press(pilot, "4", "escape")
        assert reader(pilot) is not None
        assert planned(ready, MAYA) is not None


async def test_picking_up_shows_the_live_script_and_a_soft_end(ready: Desk) -> None:
    """Greeting, closing, and a timer that speaks up after five minutes (S3.32, S3.35)."""
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        brief = call_brief(ready, contact_named(ready, MAYA))
        await press(pilot, "1")
        assert flat(brief.greeting.body)[:20] in pane(pilot, "script")
        assert "TO CLOSE" in pane(pilot, "script")
        await later(pilot, clock, 299)
        assert "soft end at 5:00" in pane(pilot, "clock")
        await later(pilot, clock, 2)
        assert "NOW IS A GOOD MOMENT TO CLOSE" in pane(pilot, "script")
        assert "time for a kind goodbye" in pane(pilot, "clock")


async def test_a_talk_is_logged_with_its_length_and_its_ending(ready: Desk) -> None:
    """Minutes, who ended it, what they said (S1.21, S3.34)."""
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        await press(pilot, "1", "e", "n")
        await save(pilot, said="Nice to hear you.", note="laughed")
        await later(pilot, clock, 130)
        await press(pilot, "space")
        touch = newest(ready, MAYA)
    assert (touch.channel, touch.outcome, touch.minutes) == (Channel.CALL, Outcome.REACHED, 3)
    assert (touch.said, touch.note) == ("Nice to hear you.", "laughed\nI ended it.")


async def test_a_job_turns_the_clock_off_and_opens_an_opening(ready: Desk) -> None:
    """One key while they talk; the job is written down when the call is over (S3.33)."""
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        await press(pilot, "1", "t")
        await later(pilot, clock, 900)
        assert "no clock: they are talking about a job" in pane(pilot, "clock")
        assert "NOW IS A GOOD MOMENT" not in pane(pilot, "script")
        await press(pilot, "space")
        assert set(values(pilot)) >= {"title"}
        await save(pilot, title="Shift planner")
        touch = newest(ready, MAYA)
    company = company_named(ready, "Powell Motors")
    assert [o.title for o in ready.store.material.openings(company.id)] == ["Shift planner"]
    assert touch.minutes == 15


async def test_escape_from_a_talk_goes_back_to_the_message(ready: Desk) -> None:
    """They did not pick up after all: no minutes are left over."""
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        await press(pilot, "1")
        await later(pilot, clock, 130)
        await press(pilot, "escape", "2")
        touch = newest(ready, MAYA)
    assert (touch.outcome, touch.minutes) == (Outcome.LEFT_MESSAGE, None)


async def test_in_practice_nothing_is_logged(ready: Desk) -> None:
    """Read aloud as often as one likes (S3.24)."""
    before = picture(ready.store)
    async with opened(ready) as pilot:
        clock = await read_to_maya(pilot)
        await press(pilot, "p", "space")
        assert "practice: nothing is logged" in pane(pilot, "who")
        await later(pilot, clock, 45)
        await press(pilot, "space", *"1234567")
        assert "This is practice" in toasts(pilot)[-1]
        assert reader(pilot) is not None
    assert picture(ready.store) == before


async def test_a_company_that_heard_enough_is_asked_about(town: Desk) -> None:
    """Courtesy holds for a call as for any other touch, and the reason is kept."""
    async with opened(town) as pilot:
        await go_to(pilot, "Luis Ferro")
        await press(pilot, "V", "2")
        assert "A little soon" in flat(dialog(pilot))
        await save(pilot, reason="he asked me to call")
        touch = newest(town, "Luis Ferro")
    assert touch.override == "he asked me to call"


async def test_somebody_who_asked_to_be_left_alone_is_not_read_to(town: Desk) -> None:
    """One sentence, and no reader."""
    async with opened(town) as pilot:
        await go_to(pilot, "Sid Voss")
        await press(pilot, "V")
        assert is_main(pilot)
        assert "asked you to stop" in toasts(pilot)[-1]


@pytest.mark.parametrize("ascii_only", [False, True])
async def test_on_a_small_screen_the_brief_has_a_key(ready: Desk, ascii_only: bool) -> None:
    """At 80×24 everything of the call fits, plain letters or not; `b` turns to the brief."""
    async with opened(ready, (80, 24), ascii_only=ascii_only) as pilot:
        await read_to_maya(pilot)
        whole = seen(pilot)
        text = call_brief(ready, contact_named(ready, MAYA)).voicemail.body.split()
        assert "Hi Maya" in flat(whole)
        assert text[-1] in whole
        assert "7 asked me to stop" in flat(whole)
        assert "313 555 0199" in whole
        assert whole.isascii() or not ascii_only
        await press(pilot, "b")
        assert "A reason to call" in flat(seen(pilot))


async def test_o_before_a_call_says_when_it_is_night_there(
    ready: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same calm sentence as in the brief, also where only the number is dialled."""
    from followup_tui.operations import people
    from followup_tui.operations.people import Details
    from followup_tui.tui.flows import people as flow

    monkeypatch.setattr("webbrowser.open", lambda _: True)
    monkeypatch.setattr(flow, "calling_hours", lambda contact: f"night in {contact.timezone}")
    people.edit(ready, contact_named(ready, MAYA), Details(timezone="Asia/Tokyo"))
    async with opened(ready) as pilot:
        await go_to(pilot, MAYA)
        await press(pilot, "o")
        await app_of(pilot).workers.wait_for_complete()
        assert toasts(pilot)[-1].split("\n") == ["Calling 313 555 0100", "night in Asia/Tokyo"]


async def test_a_script_with_a_hole_is_warned_about(town: Desk) -> None:
    """Starting a call without a finished script is said, not forbidden (S3.15)."""
    async with opened(town) as pilot:
        await read_to_maya(pilot)
        warned = "something is still missing in the script" in pane(pilot, "who")
        assert warned is bool(call_brief(town, contact_named(town, MAYA)).voicemail.missing)
        assert warned


async def test_an_empty_script_is_never_read_to_its_end(ready: Desk) -> None:
    """Words that were all taken out leave nothing to have said: space records nothing."""
    contact = contact_named(ready, MAYA)
    keep(ready, draft(ready, contact, Wanted(channel=Channel.VOICEMAIL)), "")
    async with opened(ready) as pilot:
        await read_to_maya(pilot)
        await press(pilot, "space", "space", "space")
        assert reader(pilot) is not None
        assert planned(ready, MAYA) is not None


async def test_words_from_outside_stay_words(ready: Desk) -> None:
    """Markup and control characters in script, brief and name are shown as text (RELIABILITY P6)."""
    evil = "x[/]y [@click=app.quit]z[/] \x1b[2J"
    contact = contact_named(ready, MAYA)
    keep(ready, draft(ready, contact, Wanted(channel=Channel.VOICEMAIL)), evil)
    notes.add(ready, contact, notes.Remark(evil, "news", tone="hard"))
    with ready.store.action("hostile") as action:
        action.update("contact", contact.id, name=f"Maya {evil}", title=evil)
        touch = {"contact_id": contact.id, "company_id": contact.company_id, "channel": "email"}
        action.insert(
            "touch", **touch, purpose="reply", direction="in", state="done",
            done_on=TODAY, day=TODAY, said=evil,
        )  # fmt: skip
    async with opened(ready) as pilot:
        main(pilot).reload(keep=contact.id, person=contact.id)
        await press(pilot, "V")
        shown = seen(pilot)
        assert shown.count("[@click=app.quit]z[/]") >= 3
        assert all(row.isprintable() for row in shown.split("\n"))


@pytest.mark.parametrize(("size", "figures"), [((140, 38), True), ((112, 30), False)])
async def test_my_number_is_as_large_as_there_is_room(
    ready: Desk, size: tuple[int, int], figures: bool
) -> None:
    """Figures three rows high beside the clock, or the number in plain letters, never cut."""
    async with opened(ready, size) as pilot:
        await read_to_maya(pilot)
        clock = seen(pilot, on_top(pilot).query_one("#reader-clock"))
        assert ("╶─╮" in clock) is figures
        assert ("313 555 0199" in clock) is not figures


async def test_what_was_told_before_does_not_cover_the_outcomes(ready: Desk) -> None:
    """A toast of the main screen is gone when the reader opens."""
    async with opened(ready) as pilot:
        app_of(pilot).tell("told before")
        await press(pilot, "V")
        assert not toasts(pilot)
