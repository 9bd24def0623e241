"""Claims about the daily commands: due, done, log, skip, snooze, undo, redo, history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli_program import Program, add_ann


@pytest.fixture
def program(home: Path) -> Program:
    """The program with Ann in it, whose first touch is due today."""
    found = Program(home)
    add_ann(found)
    return found


def test_an_empty_agenda_says_how_to_begin(home: Path) -> None:
    """Nobody being due is no error, and the page names the next step."""
    assert "followup add NAME --star" in Program(home)("due").stdout


def test_due_lists_everyone_under_a_heading(program: Program) -> None:
    """The page says who, where, how and when."""
    lines = program.lines("due")
    assert "Today" in lines
    assert any(
        all(word in line for word in ("Ann Lee", "Acme", "call · keep warm", "today"))
        for line in lines
    )


def test_a_past_due_date_reads_since(program: Program) -> None:
    """What waits says since when, and never that it is late."""
    later = program.on(date(2026, 3, 5))("due").stdout
    assert "Waiting" in later
    assert "since Mon" in later
    assert "late" not in later


def test_due_days_limits_the_list(program: Program) -> None:
    """--days shows what is due by then, and nothing after it."""
    program("snooze", "Ann", "+5")
    assert program.json("due", "--days", "4") == []
    assert len(program.json("due", "--days", "5")) == 1


def test_due_count_prints_a_number(program: Program) -> None:
    """--count is the number of people that due would list."""
    assert program("due", "--count").stdout == "1\n"


def test_due_count_as_json_is_a_number(program: Program) -> None:
    """With --json the count is one JSON value like everything else."""
    assert program.json("due", "--count") == 1


def test_due_refuses_a_negative_horizon(program: Program) -> None:
    """Days that make no sense are a usage error."""
    program("due", "--days", "-1", exits=2)


def test_due_shows_open_tasks_of_the_day(program: Program) -> None:
    """Tasks stand below the people on the page, and stay out of the JSON list."""
    program("passed", "Powell", "--on", "2026-03-01", "--met", "Bo Ray")
    later = program.on(date(2026, 3, 9))
    assert "To do" in later.lines("due")
    assert all("touch_id" in item for item in later.json("due"))


def test_a_long_list_of_later_people_is_cut_for_readers_alone(home: Path) -> None:
    """The page shows the beginning of what can wait, JSON everyone."""
    program = Program(home)
    cards = "".join(f"BEGIN:VCARD\nVERSION:3.0\nFN:P{n} Q\nEND:VCARD\n" for n in range(33))
    program("import", program.file("many.vcf", cards))
    for number in range(1, 34):
        program("star", f"#{number}")
    far = program.on(date(2026, 2, 2))
    assert any("more; --json lists everyone" in line for line in far.lines("due"))
    assert len(far.json("due")) == 33


def test_done_takes_the_planned_touch(program: Program) -> None:
    """A name means the touch that is planned, not a new one."""
    planned = program.json("due")[0]["touch_id"]
    assert program.json("done", "Ann")["touch"]["id"] == planned


def test_done_without_an_outcome_is_a_message_left(program: Program) -> None:
    """A planned call that nobody says more about was a voicemail."""
    touch = program.json("done", "Ann")["touch"]
    assert (touch["channel"], touch["outcome"]) == ("voicemail", "left-message")


def test_done_tells_what_is_next_and_why(program: Program) -> None:
    """Two short lines: what was done, and what comes next with its reason."""
    first, second = program.lines("done", "Ann")
    assert first == "voicemail to Ann Lee: left a message"
    assert second.startswith("next: e-mail · keep warm on ")
    assert "3 weeks" in second


def test_done_by_number(program: Program) -> None:
    """A bare integer is the number of a touch."""
    number = program.json("due")[0]["touch_id"]
    assert program.json("done", str(number), "--outcome", "reached")["touch"]["channel"] == "call"


def test_done_keeps_words_and_remark(program: Program) -> None:
    """Text, note and their words are kept as they were typed."""
    touch = program.json(
        "done", "Ann", "--text", "Hi Ann", "--said", "Call again", "--note", "went well"
    )["touch"]
    assert (touch["text"], touch["said"], touch["note"]) == ("Hi Ann", "Call again", "went well")


def test_done_with_nothing_planned_logs_a_touch(program: Program) -> None:
    """Someone without a plan gets a touch all the same, and a plan from there."""
    program("add", "Bo Ray", "--email", "bo@acme.example")
    answer = program.json("done", "Bo", "--channel", "email")
    assert answer["touch"]["counted"]
    assert answer["next"]["contact"] == "Bo Ray"


def test_a_message_left_with_no_plan_was_a_voicemail(program: Program) -> None:
    """The outcome tells the channel when nobody named one."""
    program("add", "Bo Ray", "--phone", "313 555 0101")
    assert (
        program.json("done", "Bo", "--outcome", "left-message")["touch"]["channel"] == "voicemail"
    )


def test_done_on_an_earlier_day_counts_from_there(program: Program) -> None:
    """The next date counts from the day it happened, not from when it was typed in."""
    answer = program.json("done", "Ann", "--on", "2026-02-23")
    assert answer["touch"]["done_on"] == "2026-02-23"
    assert answer["next"]["due_on"] < "2026-03-23"


@pytest.mark.parametrize("day", ["2026-03-03", "tomorrow", "+1", "in 2 weeks"])
def test_done_after_today_is_refused(program: Program, day: str) -> None:
    """What lies ahead cannot have happened."""
    program("done", "Ann", "--on", day, exits=2)
    assert program.json("due", "--count") == 1


def test_a_weekday_in_the_past_is_the_last_one(program: Program) -> None:
    """--on friday means the Friday that was."""
    assert program.json("done", "Ann", "--on", "friday")["touch"]["done_on"] == "2026-02-27"


def test_done_twice_is_refused(program: Program) -> None:
    """A touch that is settled stays as it is."""
    number = str(program.json("due")[0]["touch_id"])
    program("done", number)
    assert "already" in program("done", number, exits=1).stderr


@pytest.mark.parametrize("verb", ["skip", "snooze"])
def test_a_settled_touch_cannot_be_moved(program: Program, verb: str) -> None:
    """Neither skip nor snooze changes what happened."""
    number = str(program.json("due")[0]["touch_id"])
    program("done", number)
    program(verb, number, *(["+1"] if verb == "snooze" else []), exits=1)
    assert program.json("show", "Ann")["touches"][-1]["state"] == "done"


def test_not_now_keeps_the_day_they_named(program: Program) -> None:
    """--until says until when, and the plan waits for that day."""
    answer = program.json("done", "Ann", "--outcome", "not-now", "--until", "2026-05-04")
    assert answer["next"]["due_on"] == "2026-05-04"


def test_an_unknown_outcome_lists_the_known_ones(program: Program) -> None:
    """A wrong word is refused with those that are right, the nearest named."""
    told = program("done", "Ann", "--outcome", "left-mesage", exits=2).stderr
    assert "no-answer" in told
    assert "did you mean left-message?" in told


def test_words_are_read_kindly(program: Program) -> None:
    """Case and blanks of an identifier are forgiven."""
    assert program.json("done", "Ann", "--outcome", "No Answer")["touch"]["outcome"] == "no-answer"


def test_log_records_what_was_not_planned(program: Program) -> None:
    """The new touch is done today by that channel."""
    touch = program.json("log", "Ann", "--channel", "email")["touch"]
    assert (touch["state"], touch["done_on"], touch["direction"]) == ("done", "2026-03-02", "out")


def test_log_needs_a_channel(program: Program) -> None:
    """How it went is the least that a log must say."""
    program("log", "Ann", exits=2)


def test_a_question_of_theirs_is_owed_a_reply(program: Program) -> None:
    """What they ask for stands first in the agenda."""
    said = "Could you send me your resume?"
    answer = program.json("log", "Ann", "--channel", "email", "--in", "--said", said)
    assert answer["next"]["purpose"] == "reply"
    assert program.json("due")[0]["section"] == "owed"


def test_an_invitation_has_one_purpose(program: Program) -> None:
    """Words that do not fit together are a usage error."""
    program("log", "Ann", "--channel", "invitation", "--purpose", "value", exits=2)


def test_a_channel_of_my_own_is_known(program: Program) -> None:
    """A channel from the config is as good as a built-in one."""
    program("config", "set", "rotation.channels", "fax")
    assert program.json("log", "Ann", "--channel", "fax")["touch"]["channel"] == "fax"


def test_an_unknown_channel_is_refused(program: Program) -> None:
    """Without the config it is no channel."""
    program("log", "Ann", "--channel", "fax", exits=2)


def test_skip_counts_the_next_one_from_today(program: Program) -> None:
    """A skipped touch is followed by one that keeps its distance."""
    answer = program.json("skip", "Ann", "--reason", "anger")
    assert answer["touch"]["state"] == "skipped"
    assert "2026-03-16" <= answer["next"]["due_on"] <= "2026-03-30"


def test_skip_with_nothing_planned_is_not_found(program: Program) -> None:
    """There is no touch to leave out."""
    program("add", "Bo Ray")
    assert "Nothing is planned" in program("skip", "Bo", exits=3).stderr


def test_snooze_moves_the_date(program: Program) -> None:
    """The touch is due on the day that was typed, which may take several words."""
    assert program.json("snooze", "Ann", "20", "March")["next"]["due_on"] == "2026-03-20"


def test_snooze_to_the_past_is_refused(program: Program) -> None:
    """A date that has passed makes no sense."""
    program("snooze", "Ann", "yesterday", exits=2)


def test_undo_takes_back_the_newest(program: Program) -> None:
    """The entry moved is named, and the agenda is as before."""
    before = program.json("due")
    program("done", "Ann")
    assert "taken back: voicemail to Ann Lee" in program("undo").stdout
    assert program.json("due") == before


def test_undo_takes_a_number(program: Program) -> None:
    """Several steps go back in one, the newest first."""
    program("done", "Ann")
    program("star", "Ann", "--off")
    moved = program.json("undo", "2")
    assert [entry["did"] for entry in moved] == [
        "unstar Ann Lee",
        "voicemail to Ann Lee: left a message",
    ]


def test_nothing_to_undo_is_a_failure(home: Path) -> None:
    """With an empty history there is a sentence and exit code 1."""
    assert "nothing to undo" in Program(home)("undo", exits=1).stderr


def test_redo_does_it_again(program: Program) -> None:
    """Undo and redo together change nothing."""
    program("done", "Ann")
    after = program.json("due")
    program("undo")
    program("redo")
    assert program.json("due") == after


def test_nothing_to_redo_is_a_failure(program: Program) -> None:
    """Without an undo there is nothing to do again."""
    program("redo", exits=1)


@pytest.mark.parametrize("steps", ["0", "-1", "x", "9" * 30])
def test_undo_refuses_what_is_no_number_of_steps(program: Program, steps: str) -> None:
    """Steps are counted from one."""
    program("undo", "--", steps, exits=2)


def test_history_is_newest_first(program: Program) -> None:
    """The last action stands on top, undone ones included."""
    program("done", "Ann")
    program("undo")
    entries = program.json("history")
    assert [entry["undone"] for entry in entries] == [True, False]
    assert entries[0]["id"] > entries[1]["id"]


def test_history_of_nothing_is_empty(home: Path) -> None:
    """An empty history is no error."""
    assert Program(home).json("history") == []
