"""The call brief, the reading pace, and what is recorded of a call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.records import Contact
from followup_tui.core.words import Channel, NoteKind, Outcome, TouchState
from followup_tui.errors import RuleError
from followup_tui.operations import notes, people
from followup_tui.operations.calling import (
    OUTCOMES,
    CallResult,
    call_brief,
    foresee,
    happened_in,
    record_call,
)
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted, draft, keep
from followup_tui.operations.notes import Remark
from followup_tui.scripts.meter import count_words, seconds
from followup_tui.scripts.pace import pace
from tests.builders import TODAY, days_ago
from tests.cast import add, again, finish, hear, on, picture, plan_of

NEWS = "the new line starts in May"


@pytest.fixture
def ann(desk: Desk) -> Contact:
    """Ann, with a planned call and something to speak of."""
    contact = add(desk)
    company = desk.store.people.company(contact.company_id or 0)
    notes.add(desk, company, Remark(NEWS, NoteKind.NEWS))
    return again(desk, contact)


def _gain(desk: Desk, text: str, days: int) -> None:
    with desk.store.action("gain") as action:
        action.insert("gain", text=text, on=days_ago(days), kind="skill")


def _insight(desk: Desk, contact: Contact, **values: str) -> int:
    known = {
        "teaser": "a rival is moving into their market",
        "body": "Rival Ltd buys the mill in Leeds",
        "analysis": "They will need a second shift by June",
        "kind": "competitor",
        "origin": "public",
    }
    with desk.store.action("insight") as action:
        row = known | values
        return action.insert("insight", company_id=contact.company_id, on=TODAY, **row)


def test_the_brief_holds_both_scripts_and_a_closing(desk: Desk, ann: Contact) -> None:
    """What mostly happens, what is said when they pick up, and how it ends (S3.35)."""
    brief = call_brief(desk, ann)
    assert (brief.voicemail.channel, brief.greeting.channel) == (Channel.VOICEMAIL, Channel.CALL)
    assert NEWS in brief.voicemail.body
    assert NEWS in brief.greeting.body
    assert brief.closing
    assert brief.closing not in brief.greeting.body
    assert (brief.me_name, brief.me_phone) == ("Sam Reyes", "+1 313 555 0199")
    assert brief.phone == ann.phones[0]


def test_a_greeting_and_a_closing_of_ones_own_are_used(desk: Desk, ann: Contact) -> None:
    """The variants `call/keep-warm.greeting` and `.closing` come before the one script (S3.35)."""
    folder = desk.paths.templates / "call"
    folder.mkdir(parents=True)
    for variant, words in (("greeting", "Hey {{ contact.first_name }}."), ("closing", "Bye now.")):
        (folder / f"keep-warm.{variant}.j2").write_text(f'+++\ntitle = "Mine"\n+++\n{words}\n')
    brief = call_brief(desk, ann)
    assert (brief.greeting.body.strip(), brief.closing.strip()) == ("Hey Ann.", "Bye now.")


def test_a_call_written_as_one_is_parted_after_its_question(desk: Desk, ann: Contact) -> None:
    """Own words for the whole call have a greeting and a closing all the same (S3.24, S3.35)."""
    script = draft(desk, ann, Wanted(channel=Channel.CALL))
    keep(desk, script, "Hi Ann.\n\nHow does it touch you?\n\nThank you.\n\nBye.")
    brief = call_brief(desk, ann)
    assert brief.greeting.body == "Hi Ann.\n\nHow does it touch you?"
    assert brief.closing == "Thank you.\n\nBye."


def test_a_closing_with_a_hole_is_not_said(desk: Desk, ann: Contact) -> None:
    """A goodbye that stops in the middle is worse than none."""
    folder = desk.paths.templates / "call"
    folder.mkdir(parents=True)
    for variant, words in (("greeting", "Hey."), ("closing", "Bye, {{ opening.title }}.")):
        (folder / f"keep-warm.{variant}.j2").write_text(f'+++\ntitle = "Mine"\n+++\n{words}\n')
    assert call_brief(desk, ann).closing == ""


def test_own_words_for_the_voicemail_are_what_is_read(desk: Desk, ann: Contact) -> None:
    """A script that I am comfortable with comes before the template's (S3.24)."""
    script = draft(desk, ann, Wanted(channel=Channel.VOICEMAIL))
    keep(desk, script, "Hello Ann, mine.")
    assert call_brief(desk, ann).voicemail.body == "Hello Ann, mine."


def test_the_brief_shows_what_is_kept_back(desk: Desk, ann: Contact) -> None:
    """Body and analysis of the insight are before my eyes, an unprepared one is not (S1.33)."""
    _insight(desk, ann)
    _insight(desk, ann, teaser="empty", body="")
    (insight,) = call_brief(desk, ann).insights
    assert insight.body.startswith("Rival Ltd")
    assert insight.analysis.startswith("They will need")


def test_the_brief_shows_their_last_words_and_my_gains_since(desk: Desk, ann: Contact) -> None:
    """What I learned before we last spoke, they know already."""
    _gain(desk, "an old course", 40)
    hear(on(desk, days_ago(30)), ann, "Nice to hear from you.", on=days_ago(30))
    _gain(desk, "a forklift licence", 10)
    brief = call_brief(desk, ann)
    assert (brief.last_words, brief.last_words_on) == ("Nice to hear from you.", days_ago(30))
    assert [g.text for g in brief.gains] == ["a forklift licence"]


def test_the_four_questions_before_a_call_are_answered(desk: Desk, ann: Contact) -> None:
    """S1.34, each by what is stored."""
    before = {c.topic: c.ok for c in call_brief(desk, ann).checks}
    assert before == {
        "A reason to call": True,
        "Worth their time": True,
        "Something for them": False,
        "Trust": False,
    }
    _insight(desk, ann)
    hear(on(desk, days_ago(9)), ann, "Thanks, good luck.", on=days_ago(9))
    assert all(c.ok for c in call_brief(desk, again(desk, ann)).checks)


def test_what_was_told_in_confidence_is_no_gift(desk: Desk, ann: Contact) -> None:
    """It is never teased elsewhere, so the call is not made because of it."""
    _insight(desk, ann, origin="confidence")
    checks = {c.topic: c.ok for c in call_brief(desk, ann).checks}
    assert not checks["Something for them"]


def test_the_hour_where_they_are_is_in_the_brief(desk: Desk, ann: Contact) -> None:
    """A calm sentence outside nine to five, by their clock."""
    there = replace(ann, timezone="Asia/Tokyo")
    night = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    assert "in Tokyo" in call_brief(desk, there, night).hours_warning
    assert call_brief(desk, there, night.replace(hour=2)).hours_warning == ""


def test_somebody_who_asked_to_be_left_alone_has_no_brief(desk: Desk, ann: Contact) -> None:
    """Stop is a hard block (S1.39)."""
    people.stop(desk, ann)
    with pytest.raises(RuleError, match="asked you to stop"):
        call_brief(desk, again(desk, ann))


def test_a_message_left_is_a_voicemail_with_its_words(desk: Desk, ann: Contact) -> None:
    """The usual answer; no minutes, since nobody spent any."""
    brief = call_brief(desk, ann)
    touch = record_call(desk, brief, CallResult(Outcome.LEFT_MESSAGE)).touch
    assert (touch.channel, touch.outcome) == (Channel.VOICEMAIL, Outcome.LEFT_MESSAGE)
    assert (touch.text, touch.minutes) == (brief.voicemail.body, None)
    assert NEWS in {piece.text for piece in touch.used}


def test_a_talk_is_a_call_with_its_length_and_its_ending(desk: Desk, ann: Contact) -> None:
    """S1.21 and S3.34: minutes, and that I ended it; what was said stands with it."""
    brief = call_brief(desk, ann)
    result = CallResult(Outcome.REACHED, 4, ended_by_me=True, note="he laughed", said="Call again!")
    touch = record_call(desk, brief, result).touch
    assert (touch.channel, touch.minutes) == (Channel.CALL, 4)
    assert touch.note == "he laughed\nI ended it."
    assert touch.text == f"{brief.greeting.body}\n\n{brief.closing}"


def test_nobody_answering_tells_nothing(desk: Desk, ann: Contact) -> None:
    """No words went out and nothing of the ledger was used."""
    touch = record_call(desk, call_brief(desk, ann), CallResult(Outcome.NO_ANSWER)).touch
    assert (touch.channel, touch.text, touch.used) == (Channel.CALL, "", ())


def test_a_script_with_a_hole_was_never_said_like_that(desk: Desk) -> None:
    """Without news the script has a gap; the record stays empty rather than wrong."""
    contact = add(desk, "Ben Cole", company="Hollow")
    brief = call_brief(desk, contact)
    assert brief.voicemail.missing
    assert happened_in(brief, CallResult(Outcome.LEFT_MESSAGE)).text == ""
    assert happened_in(brief, CallResult(Outcome.REACHED, 2)).text == ""


def test_each_outcome_shows_what_it_leads_to_and_writes_nothing(desk: Desk, ann: Contact) -> None:
    """Date and form of the next touch under every key, by the rules that would really plan it."""
    brief = call_brief(desk, ann)
    before = picture(desk.store)
    ahead = {f.outcome: f for f in foresee(desk, brief)}
    assert picture(desk.store) == before
    assert tuple(ahead) == OUTCOMES
    assert ahead[Outcome.STOP].next is None
    for outcome in (Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER):
        shown = ahead[outcome].next
        assert shown is not None
        recorded = record_call(desk, brief, CallResult(outcome)).next
        assert recorded is not None
        assert (shown.due_on, shown.channel) == (recorded.due_on, recorded.channel)
        desk.store.journal.undo()


def test_a_call_that_nobody_planned_is_logged(desk: Desk) -> None:
    """Without a plan the same key records a touch of its own."""
    contact = add(desk, "Kim Brook", star=False)
    brief = call_brief(desk, contact)
    assert brief.touch is None
    touch = record_call(desk, brief, CallResult(Outcome.REACHED, 3)).touch
    assert (touch.state, touch.channel, touch.minutes) == (TouchState.DONE, Channel.CALL, 3)


def test_undo_takes_the_call_back(desk: Desk, ann: Contact) -> None:
    """One action, minutes included."""
    before = picture(desk.store)
    record_call(desk, call_brief(desk, ann), CallResult(Outcome.REACHED, 3))
    desk.store.journal.undo()
    assert picture(desk.store) == before


def test_a_long_call_is_remembered_in_the_next_brief(desk: Desk, ann: Contact) -> None:
    """S1.21: the cap is advised where it helps, before the next call."""
    record_call(desk, call_brief(desk, ann), CallResult(Outcome.REACHED, 12))
    assert call_brief(desk, ann).length_advice.startswith("Your last call took 12 minutes")


def test_an_owed_reply_is_the_reason_and_the_gift(desk: Desk, ann: Contact) -> None:
    """What they asked for comes before everything else."""
    hear(desk, ann, "Could you send me your dates?")
    brief = call_brief(desk, ann)
    assert brief.touch is not None
    assert brief.touch.purpose == "reply"
    assert brief.last_words == "Could you send me your dates?"
    assert [c.ok for c in brief.checks[:3]] == [True, True, True]


def test_a_planned_e_mail_may_become_a_call(desk: Desk, ann: Contact) -> None:
    """The form of the plan does not forbid the phone."""
    finish(desk, ann, outcome=Outcome.LEFT_MESSAGE)
    later = on(desk, plan_of(desk, ann).due_on or TODAY)
    assert plan_of(desk, ann).channel == Channel.EMAIL
    touch = record_call(later, call_brief(later, ann), CallResult(Outcome.REACHED, 2)).touch
    assert touch.channel == Channel.CALL


@given(st.text(alphabet="ab 1-.\n", max_size=60))
@settings(max_examples=50)
def test_the_pace_takes_as_long_as_the_meter_says(text: str) -> None:
    """S3.14: the clock on the screen and the check under the script agree."""
    spoken = pace(text)
    assert seconds(count_words(text, spoken=True)) - 1 < spoken.seconds + 1e-9
    assert spoken.seconds <= seconds(count_words(text, spoken=True)) + 1e-9
    assert [text[a:b] for a, b in spoken.words] == text.split()


def test_the_pace_names_the_word_being_said() -> None:
    """Four tenths of a second a word, each digit one of them, nothing after the end."""
    spoken = pace("call me - on 555 today")
    said = [spoken.word_at(s) for s in (0, 0.41, 0.85, 1.21, 1.9, 2.39, 2.41, 2.8, 99)]
    assert said == [0, 1, 3, 4, 4, 4, 5, None, None]
