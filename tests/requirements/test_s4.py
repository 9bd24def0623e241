"""Claims of part S4: stars turn a no into an offer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from followup_tui.core.circle import connection
from followup_tui.core.reasons import PassReason, sentence
from followup_tui.core.words import Channel, Purpose, Role
from followup_tui.operations import drafting, people, touches, views
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.interviews import InterviewHeld, interview
from followup_tui.operations.openings import Vacancy, opening
from followup_tui.operations.people import Details
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened
from tests.builders import TODAY, days_ago
from tests.cast import add, again, hear, on, plan_of
from tests.cli_program import Program, add_ann


def test_nobody_waits_to_be_invited(desk: Desk) -> None:
    """S4.3: after a no the plan begins by itself, without a word from them."""
    ann = add(desk, star=False)
    passed(desk, DecisionMade("Acme", on=days_ago(30), met=("Ann Lee",), stars=("Ann Lee",)))
    assert not [t for t in desk.store.touches.timeline(ann.id) if t.direction == "in"]
    assert plan_of(desk, again(desk, ann)).purpose is Purpose.KEEP_WARM


@pytest.mark.parametrize("reason", list(PassReason))
def test_why_they_chose_somebody_else_is_a_list(home: Path, reason: PassReason) -> None:
    """S4.4, S0.24: less risk, a referral, somebody inside; each in a sentence that blames nobody."""
    program = Program(home)
    told = program.json("passed", "Acme", "--role", "Designer", "--reason", reason)
    assert told["application"]["reason"] == sentence(reason)
    assert sentence(reason) in program("company", "Acme").stdout
    assert not re.search(r"\byou\b", sentence(reason))


def test_who_interviewed_me(desk: Desk) -> None:
    """S4.5, S4.6: names at once, titles and addresses when known, observations as notes."""
    held = InterviewHeld(
        "Acme", on=TODAY, met=("Ann Lee",), noticed=(("Ann Lee", "a Red Sox fan"),)
    )
    interview(desk, held)
    (ann,) = desk.store.people.everyone()
    people.edit(desk, ann, Details(title="Head of Data", emails=("ann@acme.example",)))
    ann = again(desk, ann)
    assert (ann.title, ann.emails) == ("Head of Data", ("ann@acme.example",))
    assert [n.text for n in desk.store.material.notes(ann.id, None)] == ["a Red Sox fan"]


@pytest.mark.parametrize("channel", ["email", "letter", "linkedin"])
def test_three_things_a_thank_you_says(desk: Desk, channel: str) -> None:
    """S4.8, S4.9, S4.10: learned about them, was considered, keep me in mind; in every wording."""
    add(desk, star=False)
    made = passed(desk, DecisionMade("Acme", "Designer", TODAY, met=("Ann Lee",)))
    ann = desk.store.people.contact(made.planned[0].contact_id or 0)
    script = drafting.draft(desk, ann, Wanted(channel, "thanks-decision", 0))
    for wording in range(script.wordings):
        body = drafting.draft(desk, ann, Wanted(channel, "thanks-decision", wording)).body.lower()
        assert re.search(r"learn|taught|see how|insight into", body), body
        assert "consider" in body, body
        assert "in mind" in body, body


def test_the_star_stands_beside_the_name(home: Path) -> None:
    """S4.12: on the agenda, the person's page, the company's and among those to ask."""
    program = Program(home)
    add_ann(program)
    for page in (
        ("due",),
        ("show", "Ann Lee"),
        ("company", "Acme"),
        ("opening", "Acme", "Designer"),
    ):
        assert re.search(r"★.*Ann Lee", program(*page).stdout), page


def test_group_and_source_of_an_address(home: Path) -> None:
    """S4.17: both are kept, and changed by name."""
    program = Program(home)
    add_ann(program, "--shared-group", "Design for Care", "--email-source", "business card")
    program("edit", "Ann Lee", "--email-source", "their site")
    desk = open_desk(home, today=TODAY)
    (ann,) = desk.store.people.everyone()
    assert (ann.shared_group, ann.email_source) == ("Design for Care", "their site")
    desk.store.close()


def test_business_cards_are_asked_for(desk: Desk) -> None:
    """S4.18: who was met without any address is named in one task, once, and on the check list."""
    add(desk, star=False)
    held = InterviewHeld("Acme", on=TODAY, met=("Ann Lee", "Bob Roe", "Cleo Marsh"))
    (task,) = interview(desk, held).tasks
    assert task.text == "Find the business card or an address of Bob Roe and Cleo Marsh"
    assert interview(desk, held).tasks == ()
    checks = views.company(desk, task.company_id or 0).facts.checks
    assert "business card or address of Bob Roe and Cleo Marsh" in [c.text for c in checks]


def test_who_of_the_panel_is_still_to_be_thanked(desk: Desk) -> None:
    """S4.7: the check list names who is left, and who was thanked."""
    held = InterviewHeld("Acme", on=TODAY, met=("Ann Lee", "Bob Roe", "Cleo Marsh"))
    first = interview(desk, held).planned[0]
    company = first.company_id or 0
    assert "thank-you to Ann Lee, Bob Roe and Cleo Marsh" in _left(desk, company)
    touches.done(desk, first, Happened())
    assert "thank-you to Bob Roe and Cleo Marsh" in _left(desk, company)
    checks = views.company(desk, company).facts.checks
    assert "thank-you to Ann Lee" in [c.text for c in checks if c.done]


def _left(desk: Desk, company_id: int) -> list[str]:
    return [c.text for c in views.company(desk, company_id).facts.checks if not c.done]


def test_plans_never_stand_in_the_way(desk: Desk) -> None:
    """S4.22: with a reply owed and months of waiting touches, everything else goes on."""
    ann = add(desk)
    bob = add(desk, "Bob Roe", company="Beta")
    hear(desk, ann, "Could you send me your numbers?")
    later = on(desk, days_ago(-120))
    assert drafting.draft(later, bob, Wanted("email", "feedback", 0)).body
    assert touches.log(later, bob, Happened(Channel.EMAIL)).touch.id
    assert opening(later, Vacancy("Gamma", "Designer")).opening.id
    assert add(later, "Cleo Marsh", company="Delta").id


def test_departments_of_people_and_openings(home: Path) -> None:
    """S4.30, S4.23: both have one, and the pages show it."""
    program = Program(home)
    add_ann(program, "--department", "Design")
    program("opening", "Acme", "Lead", "--department", "Design")
    page = program("company", "Acme").stdout
    assert page.count("Design") == 2
    assert program.json("company", "Acme")["openings"][0]["department"] == "Design"


def test_one_star_is_enough(desk: Desk) -> None:
    """S4.13, S4.14: with one nothing more is asked for; with none the recruiter is proposed."""
    add(desk, star=False)
    add(desk, "Rita Roe", role=Role.RECRUITER, star=False)
    made = DecisionMade("Acme", on=TODAY, met=("Ann Lee", "Rita Roe"))
    assert any("how about Rita Roe" in r for r in passed(desk, made).remarks)
    one = DecisionMade("Acme", on=TODAY, met=("Ann Lee", "Rita Roe"), stars=("Ann Lee",))
    assert not any("star" in r for r in passed(desk, one).remarks)


def test_the_referral_programme_is_kept(home: Path) -> None:
    """S4.27, S4.28: noted with the company, told with an opening; without one it helps all the same."""
    program = Program(home)
    add_ann(program)
    assert "helps all the same" in program("opening", "Acme", "Designer").stderr
    program("company", "Acme", "--referral", "1,000 for each hire")
    told = program("opening", "Acme", "Lead").stderr
    assert "1,000 for each hire" in told
    assert "three to five times" in told
    assert "1,000 for each hire" in program("company", "Acme").stdout


def test_an_accepted_invitation_is_a_connection(desk: Desk) -> None:
    """S4.15: what an imported list of connections says counts the same."""
    ann = add(desk, connected=True)
    assert connection(ann, ()) == "accepted"


@pytest.mark.parametrize(
    "args",
    [
        ("application", "Acme"),
        ("application", "Acme", "--rank", "best"),
        ("company", "Acme", "--followed", "2027-01-01"),
        ("event", "Acme", "left", "--because", "bad luck"),
        ("interview", "Acme", "--met", "Ann Lee", "--ended", "superb"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_changes_nothing(
    home: Path, args: tuple[str, ...]
) -> None:
    """S4.4, S0.12, S0.27, S0.37: exit 2, and the history is as long as before."""
    program = Program(home)
    add_ann(program)
    program("passed", "Acme", "--role", "Designer")
    before = program.json("history")
    assert program(*args, exits=2).stderr.strip()
    assert program.json("history") == before
