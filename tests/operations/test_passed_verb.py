"""Claims about a decision: the plan it opens, the people it finds or makes, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.core.words import ContactState, Decision, Purpose, Rank, Role, Stage, TouchState
from followup_tui.errors import NotFound, UsageError
from followup_tui.operations import people
from followup_tui.operations.desk import Desk
from followup_tui.operations.playbook import DecisionMade, Opened, passed
from followup_tui.operations.touches import Happened, log, snooze
from tests.builders import TODAY, days_ago, in_days
from tests.cast import add, again, finish, on, picture, plan_of

FRIDAY = date(2026, 2, 27)


def plans(opened: Opened) -> list[tuple[str, str, date | None]]:
    """(person, purpose, due) of everything that was planned."""
    return [(t.contact, t.purpose.value, t.due_on) for t in opened.planned]


def test_a_fresh_decision_begins_with_thanks(desk: Desk) -> None:
    """After a recent decision everybody met and who told me is thanked the next working day, each is
    invited after that, and the star is kept warm three weeks after the decision."""
    add(desk, star=False)
    add(desk, "Bob Roe", star=False, role=Role.INTERVIEWER)
    made = DecisionMade(
        "Acme", "Designer", FRIDAY, met=("Bob Roe",), stars=("Ann Lee",), told_by="Rita Roe"
    )
    opened = passed(desk, made)
    assert plans(opened) == [
        ("Ann Lee", "thanks-decision", TODAY),
        ("Bob Roe", "thanks-decision", TODAY),
        ("Rita Roe", "thanks-decision", TODAY),
        ("Ann Lee", "connect", in_days(1)),
        ("Bob Roe", "connect", in_days(1)),
        ("Rita Roe", "connect", in_days(1)),
        ("Ann Lee", "keep-warm", date(2026, 3, 20)),
    ]
    assert {t.application_id for t in opened.planned} == {opened.application.id}
    assert [(t.text, t.due_on) for t in opened.tasks] == [
        ("Follow the page of Acme on LinkedIn", in_days(2)),
        ("Set a job alert for Acme", in_days(2)),
    ]
    assert opened.did == "they passed: Acme"


def test_an_older_decision_begins_with_keep_warm(desk: Desk) -> None:
    """Weeks later nobody is thanked any more: the stars are kept warm, the company's pace kept."""
    made = DecisionMade("Acme", "Designer", date(2026, 1, 10), stars=("Ann Lee", "Bob Roe"))
    opened = passed(desk, made)
    assert plans(opened) == [
        ("Ann Lee", "keep-warm", in_days(1)),
        ("Bob Roe", "keep-warm", date(2026, 3, 11)),
    ]
    assert len(opened.tasks) == 2


def test_silence_asks_once(desk: Desk) -> None:
    """No word from them is asked about once, then the star is kept warm; nobody is thanked."""
    add(desk, star=False)
    made = DecisionMade("Acme", "Designer", decision="silence", stars=("Ann Lee",))
    opened = passed(desk, made)
    assert plans(opened) == [
        ("Ann Lee", "status", in_days(1)),
        ("Ann Lee", "keep-warm", date(2026, 3, 23)),
    ]
    assert opened.tasks == ()
    assert opened.application.decision is Decision.SILENCE


def test_declining_keeps_the_door_open(desk: Desk) -> None:
    """Declining them plans a kind word and the slower pace, and asks for no star."""
    add(desk, star=False)
    opened = passed(desk, DecisionMade("Acme", "Designer", decision="declined", met=("Ann Lee",)))
    assert plans(opened) == [("Ann Lee", "decline", in_days(1))]
    assert opened.remarks == ()
    starred = passed(
        desk, DecisionMade("Beta", "Designer", decision="declined", stars=("Bob Roe",))
    )
    assert plans(starred)[1] == ("Bob Roe", "keep-warm", date(2026, 5, 1))


def test_who_is_unknown_is_made_and_said(desk: Desk) -> None:
    """Company and people that nobody knew are created, and each is named."""
    made = DecisionMade(
        "Acme", met=("two engineers", "Cleo Marsh"), stars=("Ann Lee",), told_by="Rita Roe"
    )
    opened = passed(desk, made)
    assert opened.remarks[:5] == (
        "new company: Acme",
        "new person: Ann Lee",
        "new person: two engineers",
        "new person: Cleo Marsh",
        "new person: Rita Roe",
    )
    known = {c.name: c for c in desk.store.people.everyone()}
    assert known["two engineers"].placeholder
    assert not known["Cleo Marsh"].placeholder
    assert {c.company for c in known.values()} == {"Acme"}
    assert known["Ann Lee"].starred


def test_who_is_known_is_found(desk: Desk) -> None:
    """A first name or a number is enough for somebody at that company, wherever else it occurs."""
    ann = add(desk, star=False)
    add(desk, "Ann Roe", company="Beta", star=False)
    add(desk, "Ann Marsh", company="Gamma", star=False)
    dan = people.add(desk, people.Details(name="Dan Ode")).contact
    opened = passed(desk, DecisionMade("Acme", met=("Ann", f"#{dan.id}"), stars=("ann lee",)))
    assert opened.remarks == ()
    assert set(desk.store.people.met(opened.application.id)) == {ann.id, dan.id}
    assert again(desk, dan).company == "Acme"
    assert desk.store.people.count() == 4


def test_a_namesake_elsewhere_is_somebody_else(desk: Desk) -> None:
    """The same full name at another company is another person."""
    add(desk, star=False, company="Beta")
    passed(desk, DecisionMade("Acme", met=("Ann Lee",)))
    assert [c.company for c in desk.store.people.everyone()] == ["Beta", "Acme"]


def test_two_of_a_name_must_be_told_apart(desk: Desk) -> None:
    """A name that two people there share is refused with both, and nothing is recorded."""
    add(desk, "Ann Lee", star=False)
    add(desk, "Ann Roe", star=False)
    before = picture(desk.store)
    with pytest.raises(NotFound, match="several people there") as refusal:
        passed(desk, DecisionMade("Acme", met=("Ann",)))
    assert refusal.value.candidates == ("#1 Ann Lee", "#2 Ann Roe")
    assert picture(desk.store) == before


def test_what_they_said_is_kept(desk: Desk) -> None:
    """Stage, rank, who told me and their words are kept."""
    made = DecisionMade(
        "Acme",
        "Designer",
        stage="finalist",
        rank="Second",
        told_by="Rita Roe",
        said="It was very\nclose.",
    )
    opened = passed(desk, made)
    application = opened.application
    assert (application.stage, application.rank) == (Stage.FINALIST, Rank.SECOND)
    rita = desk.store.people.contact(application.told_by_id or 0)
    assert rita.name == "Rita Roe"
    (said,) = desk.store.material.feedback(application.company_id)
    assert (said.text, said.contact_id, said.application_id, said.on) == (
        "It was very\nclose.",
        rita.id,
        application.id,
        TODAY,
    )


def test_one_undo_takes_all_of_it_back(desk: Desk) -> None:
    """A decision with everything it made and planned is one step back, and one step again."""
    ann = add(desk, star=False)
    log(desk, ann, Happened("call", on=days_ago(10)))
    before = picture(desk.store)
    made = DecisionMade("Acme", "Designer", FRIDAY, ("passed"), ("Ann Lee",), ("Bob Roe",))
    passed(desk, made)
    after = picture(desk.store)
    desk.store.journal.undo()
    assert picture(desk.store) == before
    desk.store.journal.redo()
    assert picture(desk.store) == after


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (DecisionMade("Acme", on=in_days(1)), "still to come"),
        (DecisionMade("Acme", decision="hired"), "passed, declined or silence"),
        (DecisionMade("Acme", decision="ghosted"), "not a decision"),
        (DecisionMade("Acme", stage="semifinal"), "not a stage"),
        (DecisionMade("Acme", rank="first"), "not a rank"),
        (DecisionMade(" "), "name of the company"),
        (DecisionMade("Acme", met=(" ",)), "needs a name"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, made: DecisionMade, reason: str) -> None:
    """A day to come, an unknown word or a missing name is refused, and nothing is recorded."""
    before = picture(desk.store)
    with pytest.raises(UsageError, match=reason):
        passed(desk, made)
    assert picture(desk.store) == before


def test_company_and_day_are_enough(desk: Desk) -> None:
    """The rest may be told tomorrow: then the same application is completed, and nothing doubled."""
    add(desk, star=False)
    first = passed(desk, DecisionMade("Acme", on=FRIDAY))
    assert plans(first) == []
    second = passed(desk, DecisionMade("Acme", "Designer", FRIDAY, met=("Ann Lee",)))
    assert second.application.id == first.application.id
    assert second.application.role == "Designer"
    assert plans(second) == [
        ("Ann Lee", "thanks-decision", TODAY),
        ("Ann Lee", "connect", in_days(1)),
    ]
    third = passed(desk, DecisionMade("Acme", on=FRIDAY, met=("Ann",), stars=("Ann Lee",)))
    assert plans(third) == [("Ann Lee", "keep-warm", date(2026, 3, 20))]
    assert len(desk.store.people.applications(first.application.company_id)) == 1


def test_thanks_that_went_out_are_not_planned_again(desk: Desk) -> None:
    """Telling more of a decision later thanks nobody twice, nor asks for the same tasks."""
    add(desk, star=False)
    made = DecisionMade("Acme", "Designer", FRIDAY, met=("Ann Lee",))
    passed(desk, made)
    finish(desk, desk.store.people.contact(1))
    more = passed(on(desk, in_days(1)), DecisionMade("Acme", "Designer", FRIDAY, met=("Bob Roe",)))
    assert [(who, what) for who, what, _ in plans(more)] == [
        ("Bob Roe", "thanks-decision"),
        ("Bob Roe", "connect"),
    ]
    assert more.tasks == ()


def test_another_run_is_another_application(desk: Desk) -> None:
    """A decision about another job there, or months later, is an application of its own."""
    first = passed(desk, DecisionMade("Acme", "Designer", date(2025, 6, 2)))
    second = passed(desk, DecisionMade("Acme", "Writer", FRIDAY))
    third = passed(desk, DecisionMade("Acme", on=TODAY))
    assert len({o.application.id for o in (first, second, third)}) == 3


def test_after_silence_comes_the_decision(desk: Desk) -> None:
    """A decision that comes after silence belongs to the same application."""
    first = passed(desk, DecisionMade("Acme", "Designer", FRIDAY, "silence", stars=("Ann Lee",)))
    second = passed(desk, DecisionMade("Acme", on=TODAY))
    assert second.application.id == first.application.id
    assert [(t.contact, t.purpose) for t in second.cancelled] == [("Ann Lee", Purpose.STATUS)]


def test_unsent_thanks_for_the_interview_are_cancelled(desk: Desk) -> None:
    """What was planned about the running application has lost its sense and is cancelled."""
    ann = add(desk, star=False)
    with desk.store.action("apply") as action:
        application = action.insert("application", company_id=ann.company_id, role="Designer")
        for purpose in ("thanks-interview", "status"):
            action.insert(
                "touch",
                contact_id=ann.id,
                company_id=ann.company_id,
                application_id=application,
                channel="email",
                purpose=purpose,
                due_on=TODAY,
                day=TODAY,
            )
    opened = passed(desk, DecisionMade("Acme", met=("Ann Lee",)))
    assert opened.application.id == application
    assert {t.purpose.value for t in opened.cancelled} == {"thanks-interview", "status"}
    assert {t.state for t in opened.cancelled} == {TouchState.CANCELLED}


def test_nobody_is_kept_warm_before_they_are_thanked(desk: Desk) -> None:
    """A plan that ran before the decision counts from it: first the thanks, then the next touch."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", role=Role.INTERVIEWER)
    assert (plan_of(desk, ann).due_on, plan_of(desk, bob).due_on) == (TODAY, date(2026, 3, 10))
    passed(desk, DecisionMade("Acme", "Designer", FRIDAY, met=("Ann Lee",)))
    due = {t.purpose.value: t.due_on for t in desk.store.touches.planned(ann.id)}
    assert due["thanks-decision"] == TODAY
    assert due["keep-warm"] == date(2026, 3, 20)
    assert plan_of(desk, bob).due_on == date(2026, 4, 28)


def test_a_date_of_mine_survives_a_decision(desk: Desk) -> None:
    """A date that I chose stays, whatever they decide."""
    ann = add(desk)
    snooze(desk, plan_of(desk, ann), in_days(4))
    passed(desk, DecisionMade("Acme", "Designer", FRIDAY))
    assert plan_of(desk, ann).due_on == in_days(4)


def test_the_first_star_keeps_its_day(desk: Desk) -> None:
    """Somebody starred before stays the first star of the company."""
    ann = add(on(desk, days_ago(40)))
    passed(desk, DecisionMade("Acme", stars=("Ann Lee",)))
    assert again(desk, ann).starred_on == days_ago(40)
    assert again(desk, ann).kept_warm_on == days_ago(40)


def test_nobody_without_a_star_is_hinted_at(desk: Desk) -> None:
    """A decision without a star proposes the recruiter, else says that one is enough."""
    add(desk, "Rita Roe", role=Role.RECRUITER, star=False)
    add(desk, "Ann Lee", star=False)
    opened = passed(desk, DecisionMade("Acme", met=("Ann Lee", "Rita Roe")))
    assert opened.remarks == ("Nobody there has a star yet: how about Rita Roe?",)
    lonely = passed(desk, DecisionMade("Beta"))
    assert lonely.remarks[-1] == "Nobody there has a star yet: one is enough to keep in touch."


def test_who_asked_to_stop_stays_alone(desk: Desk) -> None:
    """Somebody who asked to be left alone gets neither a star nor thanks, and that is said."""
    ann = add(desk)
    people.stop(desk, ann)
    opened = passed(desk, DecisionMade("Acme", stars=("Ann Lee",)))
    assert "Ann Lee asked you to stop: they stay without a star" in opened.remarks
    assert opened.planned == ()
    assert again(desk, ann).state is ContactState.STOPPED


def test_who_was_deleted_is_not_thanked(desk: Desk) -> None:
    """Somebody met and deleted since is not planned for."""
    ann = add(desk, star=False)
    passed(desk, DecisionMade("Acme", "Designer", FRIDAY, met=("Ann Lee",)))
    people.delete(desk, again(desk, ann))
    opened = passed(desk, DecisionMade("Acme", "Designer", FRIDAY, told_by="Rita Roe"))
    assert {who for who, _, _ in plans(opened)} == {"Rita Roe"}


def test_notes_of_invitations_are_few(desk: Desk) -> None:
    """Five invitations a month carry a note; who is left out is named, and none is counted twice."""
    panel = tuple(f"{name} Roe" for name in ("Amy", "Bea", "Cat", "Dot", "Eve", "Fay"))
    opened = passed(desk, DecisionMade("Acme", "Designer", FRIDAY, met=panel))
    invited = [t.contact for t in opened.planned if t.purpose is Purpose.CONNECT]
    assert len(invited) == 5
    assert "no invitation to Fay Roe yet: this month's notes are used up" in opened.remarks
    more = passed(desk, DecisionMade("Acme", "Designer", FRIDAY, told_by="Gil Roe"))
    assert "no invitation to Fay Roe, Gil Roe yet: this month's notes are used up" in more.remarks
    april = on(desk, date(2026, 4, 1))
    later = passed(april, DecisionMade("Beta", on=date(2026, 3, 31), met=("Hal Roe",)))
    assert [t.contact for t in later.planned if t.purpose is Purpose.CONNECT] == ["Hal Roe"]


def test_connected_people_are_not_invited(desk: Desk) -> None:
    """Somebody connected already needs no invitation."""
    add(desk, connected=True, star=False)
    opened = passed(desk, DecisionMade("Acme", met=("Ann Lee",)))
    assert [t.purpose for t in opened.planned] == [Purpose.THANKS_DECISION]


@pytest.mark.parametrize("decision", ["declined", "silence"])
def test_news_from_elsewhere_brings_no_voices_along(desk: Desk, decision: str) -> None:
    """Somebody of another company told me: neither they nor the star there is taken for this one's."""
    add(desk, "Bob Roe", company="Beta")
    add(desk, "Rita Ray", company="Beta", role=Role.RECRUITER, star=False)
    opened = passed(desk, DecisionMade("Acme", "Designer", FRIDAY, decision, told_by="#2"))
    assert "Bob Roe" not in [who for who, _, _ in plans(opened)]
