"""Claims about done: what happened is recorded, and each outcome is followed by what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from followup_tui.core.records import Contact
from followup_tui.core.words import (
    ContactState,
    Outcome,
    Purpose,
    Role,
    Section,
    TouchState,
)
from followup_tui.errors import Conflict, RuleError, UsageError
from followup_tui.operations import drafting, people
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.people import Details
from followup_tui.operations.touches import Happened, done, log, skip, snooze
from tests.builders import TODAY, in_days
from tests.cast import add, again, finish, hear, on, picture, plan_of

THREE_WEEKS = date(2026, 3, 23)


def planned(desk: Desk, contact: Contact) -> list[tuple[str, str, date | None]]:
    """(channel, purpose, due) of everything planned with somebody, what I owe first."""
    found = desk.store.touches.planned(contact.id)
    return [(t.channel, t.purpose.value, t.due_on) for t in found]


def test_a_planned_call_was_a_voicemail(desk: Desk) -> None:
    """A planned call done without a word more is a voicemail that was left."""
    recorded = finish(desk, add(desk))
    assert (recorded.touch.channel, recorded.touch.outcome) == ("voicemail", "left-message")
    assert recorded.did == "voicemail to Ann Lee: left a message"
    assert (recorded.touch.state, recorded.touch.done_on) == (TouchState.DONE, TODAY)


@pytest.mark.parametrize(
    ("outcome", "channel"),
    [
        ("reached", "call"),
        ("left-message", "voicemail"),
        ("no-answer", "call"),
        ("not-now", "call"),
    ],
)
def test_a_phone_touch_is_what_happened(desk: Desk, outcome: str, channel: str) -> None:
    """A planned call is recorded as the call or the voicemail that it became."""
    assert finish(desk, add(desk), outcome=outcome).touch.channel == channel


@pytest.mark.parametrize("outcome", [None, "sent", "reached", "declined", "accepted"])
def test_a_counted_touch_plans_the_next(desk: Desk, outcome: str | None) -> None:
    """After a touch that counts, the next is due three weeks later by another form."""
    ann = add(desk)
    recorded = finish(desk, ann, outcome=outcome)
    assert planned(desk, ann) == [("email", "keep-warm", THREE_WEEKS)]
    assert recorded.next == plan_of(desk, ann)
    assert "3 weeks" in plan_of(desk, ann).why


def test_the_follow_on_knows_what_it_follows(desk: Desk) -> None:
    """The file says which touch the next one follows."""
    recorded = finish(desk, add(desk))
    assert recorded.next is not None
    follows = "SELECT prev_id FROM touch WHERE id = ?"
    assert desk.store.database.value(follows, (recorded.next.id,)) == recorded.touch.id


def test_no_answer_is_tried_on_another_day(desk: Desk) -> None:
    """A call nobody answered is tried again on the next working day, as the same touch."""
    ann = add(desk)
    finish(desk, ann, outcome="no-answer")
    touch = plan_of(desk, ann)
    assert (touch.channel, touch.due_on, touch.attempt) == ("call", in_days(1), 2)


def test_no_answer_three_times_changes_the_form(desk: Desk) -> None:
    """After the third call that nobody answered the next try takes another form."""
    ann = add(desk)
    tries = []
    for days in range(3):
        recorded = finish(on(desk, in_days(days)), ann, outcome="no-answer")
        assert recorded.next is not None
        tries.append((recorded.next.channel, recorded.next.due_on, recorded.next.attempt))
    assert tries == [("call", in_days(1), 2), ("call", in_days(2), 3), ("email", in_days(3), 1)]
    assert again(desk, ann).kept_warm_on == TODAY


def test_an_attempt_is_no_touch(desk: Desk) -> None:
    """What nobody answered neither counts nor keeps the company closed."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", star=False)
    finish(desk, ann, outcome="no-answer")
    assert desk.store.touches.counted_total() == 0
    people.delete(desk, again(desk, ann))
    assert people.star(desk, bob).next is not None
    assert plan_of(desk, bob).due_on == TODAY


def test_no_show_is_tried_in_three_working_days(desk: Desk) -> None:
    """When they did not show, the same touch is due in three working days."""
    ann = add(desk)
    finish(desk, ann, outcome="no-show")
    assert planned(desk, ann) == [("call", "keep-warm", in_days(3))]


def test_a_reply_without_a_question_owes_nothing(desk: Desk) -> None:
    """An answer that asks for nothing plans the next touch alone."""
    ann = add(desk)
    finish(desk, ann, outcome="replied", said="Thank you, that was kind.")
    assert planned(desk, ann) == [("email", "keep-warm", THREE_WEEKS)]


def test_a_reply_with_a_question_owes_an_answer(desk: Desk) -> None:
    """An answer with a question in it plans a reply for the next working day, first of all."""
    ann = add(desk)
    add(desk, "Bob Roe", company="Beta")
    finish(desk, ann, outcome="replied", said="Could you send me your numbers?")
    assert planned(desk, ann) == [
        ("call", "reply", in_days(1)),
        ("email", "keep-warm", THREE_WEEKS),
    ]
    first = desk.store.agenda.items(TODAY)[0]
    assert (first.section, first.contact) == (Section.OWED, "Ann Lee")


def test_nothing_else_is_drafted_while_a_reply_is_owed(desk: Desk) -> None:
    """While I owe a reply, it is what is drafted, and nothing else may be."""
    ann = add(desk)
    finish(desk, ann, outcome="replied", said="Could you send me your numbers?")
    ann = again(desk, ann)
    assert drafting.draft(desk, ann).purpose is Purpose.REPLY
    assert drafting.current_script(desk, ann).purpose is Purpose.REPLY
    with pytest.raises(RuleError, match="draft the reply first"):
        drafting.draft(desk, ann, Wanted(purpose="keep-warm"))


def test_sent_on_to_somebody_unknown(desk: Desk) -> None:
    """ "Speak to the recruiter" plans a gracious reply today and a task to find out who that is."""
    ann = add(desk)
    finish(desk, ann, outcome="referred-on")
    assert planned(desk, ann)[0] == ("call", "reply", TODAY)
    (task,) = desk.store.material.open_tasks()
    assert (task.text, task.due_on) == ("Find out who recruits at Acme", TODAY)


def test_sent_on_to_the_recruiter(desk: Desk) -> None:
    """A known recruiter is written to when the company is clear; the manager stays the one voice."""
    ann = add(desk)
    rita = add(desk, "Rita Roe", role=Role.RECRUITER, star=False)
    finish(desk, ann, outcome="referred-on")
    assert planned(desk, ann)[0] == ("call", "reply", TODAY)
    touch = plan_of(desk, rita)
    assert (touch.due_on, touch.why) == (
        date(2026, 3, 10),
        "Ann Lee sent you to Rita Roe; moved to Tue 10 Mar: Ann Lee hears from you on 2 Mar",
    )
    assert not again(desk, rita).starred


def test_sent_on_to_a_recruiter_who_has_a_plan(desk: Desk) -> None:
    """The recruiter they sent me to keeps one plan, not two."""
    ann = add(desk)
    rita = add(desk, "Rita Roe", role=Role.RECRUITER)
    finish(desk, ann, outcome="referred-on")
    assert "sent you to Rita Roe" in plan_of(desk, rita).why


def test_not_now_until_a_day(desk: Desk) -> None:
    """ "Not now" with a day is kept as a promise for that day, in their words."""
    ann = add(desk)
    finish(desk, ann, outcome="not-now", until=date(2026, 4, 18), said="After Easter, please.")
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.promised) == (date(2026, 4, 18), True)
    note = desk.store.material.notes(ann.id, None)[0]
    assert (note.kind, note.text, note.until) == (
        "wish",
        "After Easter, please.",
        date(2026, 4, 18),
    )


def test_not_now_names_a_day_ahead(desk: Desk) -> None:
    """ "Not now" until today or earlier makes no sense and is refused."""
    ann = add(desk)
    with pytest.raises(UsageError, match="not ahead"):
        finish(desk, ann, outcome="not-now", until=TODAY)
    assert plan_of(desk, ann).due_on == TODAY


def test_a_number_that_fails_is_marked(desk: Desk) -> None:
    """A phone number that does not exist any more is marked like an address that bounced."""
    ann = add(desk)
    finish(desk, ann, outcome="bounced")
    assert again(desk, ann).phones == ()
    assert again(desk, ann).state is ContactState.PAUSED


def test_not_now_without_a_day(desk: Desk) -> None:
    """ "Not now" without a day waits a season of ninety days."""
    ann = add(desk)
    finish(desk, ann, outcome="not-now")
    assert plan_of(desk, ann).due_on == date(2026, 6, 1)  # 31 May is a Sunday
    assert "named no day" in plan_of(desk, ann).why


def test_not_now_comes_before_a_date_of_mine(desk: Desk) -> None:
    """ "Not now" said in between replaces even a date that I chose."""
    ann = add(desk)
    snooze(desk, plan_of(desk, ann), in_days(4))
    hear(desk, ann, "Not now.", outcome="not-now", until=date(2026, 5, 11))
    touch = plan_of(desk, ann)
    assert (touch.due_on, touch.promised) == (date(2026, 5, 11), True)


def test_not_now_of_a_manager_holds_the_company(desk: Desk) -> None:
    """When the hiring manager says not now, nobody else there is written to before that day."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    finish(desk, ann, outcome="not-now", until=date(2026, 5, 4))
    assert plan_of(desk, bob).due_on == date(2026, 5, 12)


def test_stop_said_on_the_phone(desk: Desk) -> None:
    """Asked to stop, everything is cancelled and their words are kept."""
    ann = add(desk)
    recorded = finish(desk, ann, outcome="stop", said="Do not call again.")
    assert recorded.remarks == ("Ann Lee will not hear from you again",)
    assert recorded.next is None
    assert again(desk, ann).state is ContactState.STOPPED
    assert desk.store.material.notes(ann.id, None)[0].text == "Do not call again."


def test_a_bounced_address_is_marked(desk: Desk) -> None:
    """An e-mail that came back marks the address, and the plan waits for a newer one."""
    ann = add(desk, phones=())
    recorded = finish(desk, ann, outcome="bounced")
    assert recorded.remarks == ("it came back: e adds a newer address",)
    waiting = again(desk, ann)
    assert (waiting.emails, waiting.state) == ((), ContactState.PAUSED)
    assert [i.section for i in desk.store.agenda.items(TODAY)] == [Section.PAUSED]
    assert desk.store.people.with_address("email", "ann@example.org") == (ann.id,)


def test_a_newer_address_goes_on(desk: Desk) -> None:
    """With a newer address the waiting plan goes on."""
    ann = add(desk, phones=())
    finish(desk, ann, outcome="bounced")
    changed = people.edit(desk, again(desk, ann), Details(emails=("ann@new.example",)))
    assert changed.contact.state is ContactState.ACTIVE
    assert (changed.contact.emails, plan_of(desk, ann).channel) == (("ann@new.example",), "email")
    assert [i.section for i in desk.store.agenda.items(TODAY)] == [Section.TODAY]


def test_an_address_given_again_is_right_again(desk: Desk) -> None:
    """Typing a bounced address once more says that it works after all, and stands there once."""
    ann = add(desk, phones=())
    finish(desk, ann, outcome="bounced")
    people.edit(desk, again(desk, ann), Details(emails=("Ann@example.org",)))
    assert again(desk, ann).emails == ("Ann@example.org",)
    assert desk.store.database.value("SELECT count(*) FROM address") == 1


def test_who_left_the_company(desk: Desk) -> None:
    """Somebody who left keeps the job as history; the plan waits for where they are now."""
    ann = add(desk, title="Head of Design")
    recorded = finish(desk, ann, outcome="left-company")
    assert recorded.remarks == ("Ann Lee has left: e says where they are now",)
    (job,) = desk.store.people.employment(ann.id)
    assert (job.company, job.title, job.until) == ("Acme", "Head of Design", TODAY)
    (task,) = desk.store.material.open_tasks()
    assert task.text == "Find out where Ann Lee works now"
    moved = people.edit(desk, again(desk, ann), Details(company="Beta"))
    assert moved.contact.state is ContactState.ACTIVE
    assert plan_of(desk, ann).company == "Beta"


def test_an_accepted_invitation_opens_linkedin(desk: Desk) -> None:
    """Once an invitation is accepted, messages on LinkedIn are possible."""
    ann = add(desk)
    log(desk, ann, Happened("invitation", outcome="accepted"))
    assert again(desk, ann).connected


def test_every_outcome_is_one_step_back(desk: Desk) -> None:
    """Whatever the outcome, one undo brings the day before it back."""
    ann = add(desk)
    add(desk, "Rita Roe", role=Role.RECRUITER)
    before = picture(desk.store)
    for outcome in Outcome:
        finish(desk, again(desk, ann), outcome=outcome, said="Could you call me?")
        desk.store.journal.undo()
        assert picture(desk.store) == before, outcome


def test_done_earlier_counts_from_then(desk: Desk) -> None:
    """A touch typed in days later counts from the day on which it happened."""
    ann = add(desk)
    recorded = finish(desk, ann, on=date(2026, 2, 27))
    assert recorded.touch.done_on == date(2026, 2, 27)
    assert plan_of(desk, ann).due_on == date(2026, 3, 20)


def test_done_tomorrow_is_refused(desk: Desk) -> None:
    """What is still to come has not happened."""
    ann = add(desk)
    before = picture(desk.store)
    tomorrow = Happened(on=in_days(1))
    with pytest.raises(UsageError, match="still to come"):
        done(desk, plan_of(desk, ann), tomorrow)
    with pytest.raises(UsageError, match="still to come"):
        log(desk, ann, tomorrow)
    assert picture(desk.store) == before


def test_done_is_done_once(desk: Desk) -> None:
    """A touch that is settled can be neither done, skipped nor snoozed again."""
    ann = add(desk)
    touch = plan_of(desk, ann)
    finish(desk, ann)
    settled = desk.store.touches.touch(touch.id)
    before = picture(desk.store)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: done(desk, settled, Happened()),
        lambda: skip(desk, settled),
        lambda: snooze(desk, settled, in_days(3)),
        lambda: done(desk, touch, Happened()),
    )
    for verb in verbs:
        with pytest.raises(RuleError, match="done already"):
            verb()
    assert picture(desk.store) == before


def test_an_older_look_at_a_touch_is_a_conflict(desk: Desk) -> None:
    """Skipping or snoozing a touch that was moved in another window is refused."""
    ann = add(desk)
    seen = plan_of(desk, ann)
    snooze(desk, seen, in_days(3))
    with pytest.raises(Conflict):
        skip(desk, seen)
    with pytest.raises(Conflict):
        snooze(desk, seen, in_days(5))
    assert plan_of(desk, ann).due_on == in_days(3)


@pytest.mark.parametrize(
    "happened",
    [
        {"channel": "pigeon"},
        {"outcome": "snubbed"},
        {"purpose": "nagging"},
        {"network": "myspace"},
    ],
)
def test_unknown_words_are_refused(desk: Desk, happened: dict[str, Any]) -> None:
    """A channel, outcome, purpose or network that is none never reaches the file."""
    ann = add(desk)
    before = picture(desk.store)
    with pytest.raises(UsageError):
        finish(desk, ann, **happened)
    with pytest.raises(UsageError):
        log(desk, ann, Happened(**happened))
    assert picture(desk.store) == before


def test_words_are_understood_as_they_are_said(desk: Desk) -> None:
    """Blanks, case and underscores in an identifier are forgiven."""
    ann = add(desk)
    recorded = finish(desk, ann, channel="Voicemail", outcome="left message", purpose="Keep_Warm")
    assert (recorded.touch.channel, recorded.touch.outcome) == ("voicemail", "left-message")
