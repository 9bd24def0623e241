"""Claims of part S3: staying viable after a no."""

from __future__ import annotations

import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from followup_tui.core.cadence import pace
from followup_tui.core.circle import Company as Known
from followup_tui.core.circle import place
from followup_tui.core.courage import WHY_NOT_RECRUITERS
from followup_tui.core.warmth import Degree, warmth
from followup_tui.core.words import Channel, Form, Outcome, Purpose, Role, form_of
from followup_tui.operations import drafting, notes, people, playbook, touches, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.notes import Remark
from followup_tui.operations.playbook import DecisionMade
from followup_tui.operations.touches import Happened
from followup_tui.scripts.checker import check
from followup_tui.scripts.library import Library
from followup_tui.scripts.meter import measure
from followup_tui.scripts.rehearsal import background, full_notes
from followup_tui.scripts.render import render
from followup_tui.scripts.slots import context
from tests.builders import (
    PLAIN,
    TODAY,
    days_ago,
    in_days,
    make_application,
    make_contact,
    make_dossier,
    make_touch,
)
from tests.cast import add, finish, on, plan_of
from tests.cli_program import Program, add_ann

LIBRARY = Library([Path(__file__).parents[2] / "templates"])
KEEP_WARM = [n for n in LIBRARY.names() if n.split("/")[1] == "keep-warm"]


def test_a_plan_says_what_whom_and_how(home: Path) -> None:
    """S3.3, S3.41: the plan of a company has a name, and each turn a person, a channel and a purpose."""
    program = Program(home)
    program("passed", "Acme", "--star", "Ann Lee")
    (turn,) = program.json("company", "Acme")["plan"]
    assert (turn["contact"], bool(turn["channel"]), bool(turn["purpose"])) == (
        "Ann Lee",
        True,
        True,
    )
    page = program("company", "Acme").stdout
    assert "Plan: stay viable at Acme" in page
    assert program("draft", "Ann Lee").stdout


def test_the_switch_of_phases_is_set_and_seen(home: Path) -> None:
    """S3.38, S3.36, S3.37: the page names the day of the change; the config moves it."""
    program = Program(home)
    program("passed", "Acme", "--star", "Ann Lee", "--on", "-10")
    assert "3 weeks (first phase, to 21 May)" in program("company", "Acme").stdout
    program("config", "set", "cadence.first_phase_days", "5")
    assert "60 days (second phase)" in program("company", "Acme").stdout


def test_the_two_paces() -> None:
    """S3.36, S3.37, S3.2: two to four weeks for 90 days, every couple of months from then on."""
    young = make_dossier(applications=(make_application(decided_on=days_ago(89)),))
    old = make_dossier(applications=(make_application(decided_on=days_ago(91)),))
    assert (pace(young, TODAY, PLAIN).low, pace(young, TODAY, PLAIN).high) == (14, 28)
    assert (pace(old, TODAY, PLAIN).low, pace(old, TODAY, PLAIN).high) == (45, 75)


def test_starring_a_recruiter_says_who_would_be_better(desk: Desk) -> None:
    """S3.4, S3.5: with a hiring manager known there; a recruiter alone needs no advice."""
    rita = add(desk, "Rita Roe", role=Role.RECRUITER, star=False)
    assert people.star(desk, rita).remarks == ()
    people.star(desk, rita, on=False)
    add(desk, star=False)
    (told,) = people.star(desk, rita).remarks
    assert told == f"Ann Lee is known there, too: {WHY_NOT_RECRUITERS}"


@pytest.mark.parametrize("channel", [Channel.VOICEMAIL, Channel.EMAIL])
def test_a_message_is_a_touch(desk: Desk, channel: str) -> None:
    """S3.9: no conversation is needed for the next touch to be planned from it."""
    ann = add(desk)
    recorded = touches.log(desk, ann, Happened(channel))
    assert recorded.next is not None
    assert recorded.next.due_on is not None
    assert recorded.next.due_on >= in_days(14)


def test_never_the_same_form_twice_in_a_row(desk: Desk) -> None:
    """S3.8, S3.10, S3.11: six touches with somebody who can be called and written to."""
    ann, forms = add(desk), []
    for _ in range(6):
        touch = plan_of(desk, ann)
        assert touch.due_on is not None
        done = finish(on(desk, touch.due_on), ann, outcome=Outcome.REPLIED)
        forms.append(form_of(done.touch.channel))
    assert set(forms) == {Form.PHONE, Form.EMAIL}
    assert all(a != b for a, b in itertools.pairwise(forms))


@pytest.mark.parametrize("channel", ["call", "in-person", "voicemail", "email", "letter"])
def test_five_ways_to_be_in_touch(home: Path, channel: str) -> None:
    """S3.12: each can be logged, and has a script to keep somebody warm."""
    program = Program(home)
    add_ann(program)
    program("note", "Ann Lee", "Acme opened a repair desk", "--kind", "news")
    assert program.json("draft", "Ann Lee", "--channel", channel, "--purpose", "keep-warm")["body"]
    assert program.json("log", "Ann Lee", "--channel", channel)["touch"]["channel"] == channel


def test_the_first_touch_after_a_no_states_interest(desk: Desk) -> None:
    """S3.13, S3.1: a note, not a voicemail in four parts; afterwards they have heard of my interest."""
    ann = add(desk, star=False)
    made = playbook.passed(
        desk, DecisionMade("Acme", on=TODAY, met=("Ann Lee",), stars=("Ann Lee",))
    )
    first = made.planned[0]
    assert (first.purpose, first.channel) == (Purpose.THANKS_DECISION, Channel.EMAIL)
    touches.done(on(desk, first.due_on or TODAY), first, Happened())
    known = views.company(desk, ann.company_id or 0).facts.circle
    assert known[0].interest_on == first.due_on


@pytest.mark.parametrize("name", KEEP_WARM)
def test_brief_light_and_upbeat(name: str) -> None:
    """S3.17, S3.30: what ships is within its length, asks once, and sounds neither hurt nor sad."""
    material = full_notes()
    channel = name.split("/")[0]
    for number in range(len(LIBRARY.load(name).wordings)):
        body = render(LIBRARY.load(name), number, context(material)).body
        found = check(body, channel, "keep-warm", known=background(material, (), "keep-warm"))
        assert [f.message for f in found if f.rule in ("L14", "L15")] == [], (name, number)
        assert body.count("?") <= 2, (name, number)
        assert measure(body, channel).words < 160


def test_a_warm_line_if_i_like() -> None:
    """S3.22: some wordings of a hello wish them well, others go without."""
    bodies = [
        render(LIBRARY.load("email/keep-warm"), n, context(full_notes())).body
        for n in range(len(LIBRARY.load("email/keep-warm").wordings))
    ]
    warm = ["hope all is well" in b or "hope you" in b for b in bodies]
    assert any(warm)
    assert not all(warm)


@pytest.mark.parametrize(
    ("days", "degree"),
    [
        (0, Degree.WARM),
        (31, Degree.WARM),
        (32, Degree.COOLING),
        (63, Degree.COOLING),
        (64, Degree.COLD),
    ],
)
def test_warmth_fades_with_silence(days: int, degree: Degree) -> None:
    """S3.39: warm for one and a half gaps of three weeks, cold after three; it says since when."""
    found = warmth(1, (make_touch(done_on=days_ago(days)),), (), 21, TODAY)
    assert found.degree is degree
    assert found.why.startswith("in touch ")


def test_warmth_is_seen(home: Path) -> None:
    """S3.39: a word with its explanation, on the person's page and the company's."""
    program = Program(home)
    add_ann(program)
    program("log", "Ann Lee", "--channel", "email", "--on", "-40")
    for page in (("show", "Ann Lee"), ("company", "Acme")):
        assert "cooling: in touch 40 days ago" in program(*page).stdout
    assert program.json("company", "Acme")["circle"][0]["warmth"] == "cooling"


def test_an_unheard_attempt_warms_nobody() -> None:
    """S3.39: a call that nobody took leaves them as cold as before."""
    missed = make_touch(channel=Channel.CALL, outcome=Outcome.NO_ANSWER)
    known = Known((missed,), (), (), frozenset(), frozenset())
    assert place(make_contact(), known, 21, TODAY).warmth.degree is Degree.NEW


def test_my_interest_in_a_company_in_my_words(home: Path) -> None:
    """S3.21: kept with the company, said by scripts, changed and cleared again."""
    program = Program(home)
    add_ann(program)
    program("company", "Acme", "--interest", "tools that nurses like")
    program("note", "Ann Lee", "Acme opened a repair desk", "--kind", "news")
    bodies = [
        program.json(
            "draft", "Ann Lee", "--channel", "email", "--purpose", "keep-warm", "--wording", str(n)
        )["body"]
        for n in (1, 2, 3, 4)
    ]
    assert any("tools that nurses like" in b for b in bodies)
    program("company", "Acme", "--interest", "")
    assert program.json("company", "Acme")["interest"] is None


def test_persistence_stays_pleasant_for_a_year(desk: Desk) -> None:
    """S3.42: whoever does what is planned on its day is never too close and never quiet."""
    ann = add(desk)
    notes.add(desk, ann, Remark("the choir", "common"))
    day = TODAY
    while day < TODAY + timedelta(days=365):
        touch = plan_of(desk, ann)
        assert touch.due_on is not None
        day = touch.due_on
        finish(on(desk, day), ann, outcome=Outcome.REPLIED)
        assert views.person(on(desk, day), ann.id).standing.standing not in ("too-close", "quiet")
    assert drafting.draft(on(desk, day), ann, Wanted("email", "keep-warm")).body
