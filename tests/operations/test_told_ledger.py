"""Claims about what was told: the words that went out, what they carried, and the stamp in between."""

from __future__ import annotations

import pytest

from followup_tui.core.records import Contact, Used
from followup_tui.core.words import (
    Purpose,
)
from followup_tui.operations import drafting, notes, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.notes import Remark
from followup_tui.operations.touches import Happened, done, hand_over, log, not_sent
from tests.builders import TODAY
from tests.cast import add, again, finish, plan_of


def news(desk: Desk, contact: Contact, text: str = "a new plant in Leeds") -> Used:
    note = notes.add(desk, again(desk, contact), Remark(text, "news")).note
    return Used("note", note.id, note.text)


def insight(desk: Desk, contact: Contact) -> Used:
    with desk.store.action("insight") as action:
        number = action.insert(
            "insight", company_id=contact.company_id, teaser="a rival's prices", body="18 % off"
        )
    return Used("insight", number, "a rival's prices")


def test_what_was_told_is_remembered(desk: Desk) -> None:
    """A done touch records what it used, and the material knows when it was last told."""
    ann = add(desk)
    used = news(desk, ann)
    recorded = finish(desk, ann, text="The plant!", used=(used,))
    assert recorded.touch.used == (used,)
    assert desk.store.material.note(used.id).used_on == TODAY


@pytest.mark.parametrize(
    ("kind", "carried"), [("news", True), ("insight", True), ("common", False), ("story", False)]
)
def test_news_and_insights_carry_weight(desk: Desk, kind: str, carried: bool) -> None:
    """Only a touch with news or an insight in it counts as one that brought something."""
    ann = add(desk)
    if kind == "insight":
        used = insight(desk, ann)
    elif kind == "story":
        used = Used("story", 1, "the paint shop")
    else:
        note = notes.add(desk, ann, Remark("a Red Sox fan", kind)).note
        used = Used("note", note.id, note.text)
    assert finish(desk, ann, text="Hello", used=(used,)).touch.carried is carried


def test_a_used_insight_is_not_planned_again(desk: Desk) -> None:
    """An unused insight makes the next touch one of value; once told it does not."""
    ann = add(desk, star=False)
    used = insight(desk, ann)
    assert people.star(desk, ann).next is not None
    assert plan_of(desk, ann).purpose is Purpose.VALUE
    finish(desk, ann, text="A rival's prices …", used=(used,))
    assert plan_of(desk, ann).purpose is Purpose.KEEP_WARM


def keep_draft(desk: Desk, contact: Contact, body: str, wanted: Wanted | None = None) -> None:
    script = drafting.draft(desk, again(desk, contact), wanted)
    drafting.keep(desk, script, body)


def test_the_draft_is_what_was_sent(desk: Desk) -> None:
    """Done without words records the kept draft with what it used, and the draft is gone."""
    ann = add(desk, phones=())
    used = news(desk, ann)
    script = drafting.draft(desk, again(desk, ann))
    assert used.id in [u.id for u in script.used]
    drafting.keep(desk, script, "Dear Ann, I saw the plant.")
    recorded = finish(desk, ann)
    assert recorded.touch.text == "Dear Ann, I saw the plant."
    assert recorded.touch.used == script.used
    assert recorded.touch.carried
    assert desk.store.drafts.draft(ann.id) is None


def test_a_script_with_a_hole_was_not_sent(desk: Desk) -> None:
    """A draft in which something is still to be filled in was never said like that."""
    ann = add(desk)
    keep_draft(desk, ann, "Hello Ann, I read that [news?]. How is that for you?")
    assert finish(desk, ann).touch.text == ""


def test_what_was_handed_over_is_what_was_sent(desk: Desk) -> None:
    """The text that left the program is recorded, not what the draft became afterwards."""
    ann = add(desk)
    keep_draft(desk, ann, "Hello Ann, the first words.")
    hand_over(desk, plan_of(desk, ann), "Hello Ann, the first words.", "voicemail")
    keep_draft(desk, ann, "Other words, never sent.")
    assert finish(desk, ann).touch.text == "Hello Ann, the first words."


def test_words_given_are_what_was_sent(desk: Desk) -> None:
    """A text given with done comes before draft and handed-over text."""
    ann = add(desk)
    keep_draft(desk, ann, "A draft.")
    hand_over(desk, plan_of(desk, ann), "Handed over.", "voicemail")
    assert finish(desk, ann, text="What I really said.").touch.text == "What I really said."


@pytest.mark.parametrize("outcome", ["no-answer", "no-show"])
def test_what_nobody_heard_was_not_told(desk: Desk, outcome: str) -> None:
    """When nobody was there, no script was sent and nothing was told."""
    ann = add(desk)
    news(desk, ann)
    keep_draft(desk, ann, "Hello Ann.")
    hand_over(desk, plan_of(desk, ann), "Hello Ann.", "voicemail")
    touch = finish(desk, ann, outcome=outcome).touch
    assert (touch.text, touch.used) == ("", ())


def test_a_draft_for_another_form_was_not_sent(desk: Desk) -> None:
    """An e-mail that was drafted is not what a call said."""
    ann = add(desk)
    keep_draft(desk, ann, "Dear Ann, …", Wanted(channel="email"))
    assert finish(desk, ann, outcome="reached").touch.text == ""


def test_a_draft_for_another_touch_is_left_alone(desk: Desk) -> None:
    """A thank-you that is done takes neither the words nor the draft of the next keep-warm."""
    ann = add(desk, phones=())
    keep_draft(desk, ann, "Dear Ann, the long letter.")
    with desk.store.action("thank") as action:
        number = action.insert(
            "touch",
            contact_id=ann.id,
            channel="email",
            purpose="thanks-decision",
            due_on=TODAY,
            day=TODAY,
        )
    recorded = done(desk, desk.store.touches.touch(number), Happened())
    assert recorded.touch.text == ""
    kept = desk.store.drafts.draft(ann.id)
    assert kept is not None
    assert kept.body == "Dear Ann, the long letter."


def test_a_stamp_shows_in_the_agenda(desk: Desk) -> None:
    """A touch whose text left the program is marked until its outcome is known, or it was not sent."""
    ann = add(desk)
    hand_over(desk, plan_of(desk, ann), "Hello \x1b[2JAnn.", "voicemail")
    touch = plan_of(desk, ann)
    assert touch.handed_at is not None
    assert touch.handed_text == "Hello [2JAnn."
    assert desk.store.agenda.items(TODAY)[0].handed
    not_sent(desk, touch)
    assert not desk.store.agenda.items(TODAY)[0].handed
    assert plan_of(desk, ann).handed_text == ""


SENT = "Hi Ann, I read of a new plant in Leeds, and of a rival's prices. How does it go?"


def test_a_text_sent_tells_what_it_says(desk: Desk) -> None:
    """Words given without a list: notes and teasers that stand in them are in the ledger."""
    ann = add(desk)
    said = {news(desk, ann), insight(desk, ann)}
    news(desk, ann, "a prize for the canteen")
    recorded = finish(desk, ann, text=SENT)
    assert set(recorded.touch.used) == said
    assert recorded.touch.carried


def test_a_logged_text_tells_what_it_says(desk: Desk) -> None:
    """A touch that nobody planned as well; a story counts from its deed or its result."""
    ann = add(desk)
    with desk.store.action("story") as action:
        parts = {"situation": "s", "task": "t", "action": "sorted the paint shop by colour"}
        number = action.insert("story", title="Paint", **parts, result="half the waste")
        gain = action.insert("gain", text="a course in Rust", on=TODAY, kind="skill")
    text = "Dear Ann, I sorted the paint shop by colour, and took a course in Rust."
    recorded = log(desk, ann, Happened(channel="email", text=text))
    assert {(u.kind, u.id) for u in recorded.touch.used} == {("story", number), ("gain", gain)}


def test_their_words_and_what_nobody_heard_tell_nothing(desk: Desk) -> None:
    """Only what I said, and what reached them; material of other people is not theirs."""
    ann = add(desk)
    news(desk, ann)
    news(desk, add(desk, "Bo Ray", company="Bolt"), "a rival's prices")
    assert log(desk, ann, Happened(channel="email", text=SENT), inbound=True).touch.used == ()
    assert log(desk, ann, Happened(channel="call", outcome="no-answer", text=SENT)).touch.used == ()
    assert {u.text for u in finish(desk, ann, text=SENT).touch.used} == {"a new plant in Leeds"}


def test_a_wish_is_never_in_the_ledger(desk: Desk) -> None:
    """What they asked of me is nothing that I told them."""
    ann = add(desk)
    notes.add(desk, ann, Remark("call in May", "wish"))
    assert log(desk, ann, Happened(channel="email", text="I will call in May.")).touch.used == ()


def test_the_text_of_the_draft_keeps_what_the_draft_used(desk: Desk) -> None:
    """The printed script given back is the draft's: its subject and its material stay with it."""
    ann = add(desk, phones=())
    news(desk, ann)
    script = drafting.draft(desk, again(desk, ann), Wanted(channel="email"))
    drafting.keep(desk, script, script.body, edited=False)
    recorded = finish(desk, ann, channel="email", text=script.body.strip() + "\n")
    assert recorded.touch.used == script.used != ()
    assert recorded.touch.subject == script.subject != ""


def test_what_was_handed_over_tells_what_it_says_without_its_draft(desk: Desk) -> None:
    """The draft is gone, the words that left are still there."""
    ann = add(desk)
    used = news(desk, ann)
    hand_over(desk, plan_of(desk, ann), SENT, "voicemail")
    assert finish(desk, ann).touch.used == (used,)
