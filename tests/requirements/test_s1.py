"""Claims of part S1: a finalist who did not get it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from followup_tui.core.agenda import AgendaItem
from followup_tui.core.circle import inside_contact, lead
from followup_tui.core.courage import FACTS
from followup_tui.core.effort import effort
from followup_tui.core.records import Insight, Used
from followup_tui.core.review import Candidate, deal
from followup_tui.core.seat import EASY, MARKS
from followup_tui.core.words import (
    Channel,
    Decision,
    Outcome,
    Purpose,
    Rank,
    Section,
    Stage,
    Standing,
)
from followup_tui.operations import drafting, events, insights, touches, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.events import Happening
from followup_tui.operations.insights import Research
from followup_tui.operations.openings import Vacancy, opening
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened
from tests.builders import TODAY, days_ago, in_days, make_application, make_contact, make_touch
from tests.cast import add, finish, on, plan_of
from tests.cli_program import Program, add_ann


@pytest.mark.parametrize("stage", list(Stage))
def test_how_far_i_got(home: Path, stage: Stage) -> None:
    """S1.1: every stage from applied to finalist is kept and shown."""
    program = Program(home)
    answer = program.json("passed", "Acme", "--stage", stage)
    assert answer["application"]["stage"] == stage
    assert stage.replace("-", " ") in program("company", "Acme").stdout


def test_light_contact_with_the_same_company(desk: Desk) -> None:
    """S1.2, S1.6: at most two touches in any 30 days, however many stars there are."""
    for name in ("Ann Lee", "Bob Roe", "Cleo Marsh", "Dan Ode"):
        add(desk, name)
    due = sorted(
        t.due_on
        for p in desk.store.people.stars()
        for t in desk.store.touches.planned(p.id)
        if t.due_on
    )
    assert len(due) == 4
    assert all((c - a).days >= 30 for a, c in zip(due, due[2:], strict=False))


def test_thanks_after_the_decision(desk: Desk) -> None:
    """S1.4, S2.9: whoever I met is thanked, and hears that I would like to stay in touch."""
    add(desk, star=False)
    made = passed(desk, DecisionMade("Acme", on=TODAY, met=("Ann Lee",)))
    assert made.planned[0].purpose is Purpose.THANKS_DECISION
    ann = desk.store.people.contact(made.planned[0].contact_id or 0)
    for wording in range(5):
        body = drafting.draft(desk, ann, Wanted("email", "thanks-decision", wording)).body
        words = ("touch", "keep talking", "said hello")
        assert "hank" in body or "grateful" in body
        assert any(w in body for w in words), body


def test_all_effort_on_one_company_is_told() -> None:
    """S1.5: three of four touches are one-sided; two of four are not; two say nothing yet."""
    acme = [make_touch(done_on=days_ago(n), company="Acme") for n in (5, 15, 25)]
    beta = [make_touch(done_on=days_ago(n), company="Beta", company_id=2) for n in (3, 9)]
    assert effort([*acme, beta[0]], TODAY).one_sided
    assert "Acme" in effort([*acme, beta[0]], TODAY).why
    assert not effort([*acme[:2], *beta], TODAY).one_sided
    assert not effort(acme[:2], TODAY).one_sided


def test_the_figures_and_the_review_tell_where_effort_goes(home: Path) -> None:
    """S1.5: `stats` has a sentence and the sums by company."""
    program = Program(home)
    add_ann(program)
    for days in (-50, -30, -10):
        program("log", "Ann Lee", "--channel", "email", "--on", str(days))
    found = program.json("stats")["effort"]
    assert found["companies"] == [{"company": "Acme", "touches": 3}]
    assert found["one_sided"]
    assert "another company beside it" in program("stats").stdout


@pytest.mark.parametrize(
    ("figure", "number"), [("less than 1 %", 0), ("30 to 60 %", 1), ("90 days", 2), ("15 %", 3)]
)
def test_facts_for_courage_have_a_source(figure: str, number: int) -> None:
    """S1.7, S1.9, S1.10, S1.11: the figure, and that it is only said to be so."""
    assert figure in FACTS[number].text
    assert "no study is named" in FACTS[number].source


def test_courage_shows_while_a_seat_is_young(home: Path) -> None:
    """S1.7: on the page of a company that said no lately, and on no other."""
    program = Program(home)
    program("passed", "Acme", "--on", "-10")
    add_ann(program, "--company", "Beta")
    assert "For courage" in program("company", "Acme").stdout
    assert "For courage" not in program("company", "Beta").stdout


def test_day_ninety_is_a_mark() -> None:
    """S1.10: until then parting is easiest."""
    assert EASY in dict(MARKS)


@pytest.mark.parametrize(
    ("rank", "stage", "flagged"),
    [
        (Rank.SECOND, None, True),
        (Rank.UNKNOWN, Stage.FINALIST, True),
        (Rank.UNKNOWN, Stage.INTERVIEW, False),
    ],
)
def test_a_finalist_is_a_lead_candidate(rank: Rank, stage: Stage | None, flagged: bool) -> None:
    """S1.12: flagged with the reason; whoever came too close is not."""
    runs = (make_application(rank=rank, stage=stage),)
    kept = (make_touch(done_on=days_ago(5)),)
    assert bool(lead(runs, kept, False, TODAY)) is flagged
    assert ("kept in touch" in lead(runs, kept, False, TODAY)) is flagged
    assert lead(runs, kept, True, TODAY) == ""


def test_a_finalist_stands_first_among_the_best_three() -> None:
    """S1.12, S0.13, S0.11: with all else equal, rank and an open seat weigh."""
    plain, ranked, seat, fourth = (_candidate(n) for n in range(1, 5))
    dealt = deal([plain, fourth, replace(seat, open_seat=True), replace(ranked, ranked=True)], 5)
    assert [i.contact_id for i in dealt.items[:2]] == [3, 2]


def _candidate(number: int) -> Candidate:
    item = AgendaItem(
        Section.WAITING,
        number,
        f"P{number}",
        "",
        number,
        Channel.EMAIL,
        Purpose.KEEP_WARM,
        days_ago(7),
        starred=True,
        days_past=7,
    )
    return Candidate(item, 21)


@pytest.mark.parametrize("kind", ["left", "moved", "grows"])
def test_three_causes_reopen_a_seat(desk: Desk, kind: str) -> None:
    """S1.8, S1.13, S1.14: each is kept, and a finalist is told to be one of the first to think of."""
    add(desk)
    made = passed(desk, DecisionMade("Acme", on=days_ago(40), met=("Ann Lee",), rank="second"))
    company = desk.store.people.company(made.application.company_id)
    kept = events.add(desk, company, Happening(kind))
    assert kept.record.kind == kind
    assert "you were second here" in kept.remarks[0]


def test_trust_is_what_the_standing_looks_at(desk: Desk) -> None:
    """S1.17, S1.18, S1.35: a call that brought an insight raises it from staying in touch to adding value."""
    ann = add(desk)
    company = desk.store.people.company(ann.company_id or 0)
    touches.log(on(desk, days_ago(30)), ann, Happened(Channel.EMAIL, on=days_ago(30)))
    assert views.person(desk, ann.id).standing.standing is Standing.STAYING_IN_TOUCH
    found = insights.add(
        desk, company, Research("a find", "a rival cuts its prices by half")
    ).record
    call = Happened(Channel.CALL, Purpose.VALUE, Outcome.REACHED, used=(Used("insight", found.id),))
    touches.log(desk, ann, call)
    assert views.person(desk, ann.id).standing.standing is Standing.ADDING_VALUE


def test_the_length_of_a_call_is_kept(home: Path) -> None:
    """S1.21: their minutes are logged with the call."""
    program = Program(home)
    add_ann(program)
    program("log", "Ann Lee", "--channel", "call", "--outcome", "reached", "--minutes", "12")
    program("log", "Ann Lee", "--channel", "call", "--minutes", "-1", exits=2)


def test_what_somebody_inside_told(home: Path) -> None:
    """S1.25, S1.24: an insight whose source is somebody I know there says so on the page."""
    program = Program(home)
    add_ann(program)
    program(
        "insight",
        "Acme",
        "--teaser",
        "a find",
        "--body",
        "they move",
        "--source",
        "Ann Lee, on the phone",
        "--origin",
        "own",
    )
    assert "(from Ann Lee)" in program("company", "Acme").stdout


def test_a_name_inside_another_word_is_nobody() -> None:
    """S1.25: only a whole name makes somebody the source."""
    people = (make_contact(name="Ann Lee"),)
    assert inside_contact(Insight(1, 1, "t", "b", source="Joann Leeds"), people) is None
    assert inside_contact(Insight(1, 1, "t", "b", source="told by ANN LEE"), people) is not None


def test_one_silence_is_normal(home: Path) -> None:
    """S1.32: messages without an answer are counted; the second or third brings one."""
    program = Program(home)
    add_ann(program)
    program("log", "Ann Lee", "--channel", "email", "--on", "-30")
    assert "that is normal" in program("show", "Ann Lee").stdout
    program("log", "Ann Lee", "--channel", "voicemail", "--on", "-10")
    assert (
        "2 messages without an answer: answers mostly come about now"
        in program("show", "Ann Lee").stdout
    )
    program("log", "Ann Lee", "--channel", "email", "--in")
    assert "without an answer" not in program("show", "Ann Lee").stdout


def test_an_opening_before_it_is_advertised(home: Path) -> None:
    """S1.36: heard of, without any advertisement; a link says where it was found."""
    program = Program(home)
    add_ann(program)
    program("opening", "Acme", "Lead Designer")
    assert "not seen advertised yet" in program("company", "Acme").stdout
    program("opening", "Acme", "Head of Tools", "--url", "https://jobs.example/7")
    assert program("company", "Acme").stdout.count("not seen advertised yet") == 1


def test_a_remark_of_my_own_stays_with_the_touch(home: Path) -> None:
    """S1.38: tactic and impression are noted with what happened."""
    program = Program(home)
    add_ann(program)
    program("done", "Ann Lee", "--note", "short and friendly; she laughed")
    assert "short and friendly; she laughed" in program("show", "Ann Lee").stdout


def test_somebody_who_was_not_second_is_asked_too(desk: Desk) -> None:
    """S1.37: an unknown rank filters nobody out."""
    ann = add(desk)
    passed(desk, DecisionMade("Acme", on=days_ago(40), met=("Ann Lee",)))
    assert desk.store.people.applications(ann.company_id or 0)[0].rank is Rank.UNKNOWN
    assert opening(desk, Vacancy("Acme", "Designer")).planned


def test_weekly_is_never_planned(desk: Desk) -> None:
    """S1.19, S1.20: a second person of the company is planned no sooner than eight days after the first."""
    ann, bob = add(desk), add(desk, "Bob Roe")
    first = plan_of(desk, ann).due_on
    second = plan_of(desk, bob).due_on
    assert first is not None
    assert second is not None
    assert abs((second - first).days) >= 8


def test_value_comes_about_once_a_month(desk: Desk) -> None:
    """S1.27: with insights in hand, two value touches lie two turns apart, a month or so."""
    ann = add(desk)
    company = desk.store.people.company(ann.company_id or 0)
    for number in range(3):
        insights.add(
            desk, company, Research(f"find {number}", f"a rival does thing {number} in May")
        )
    days = []
    for _ in range(5):
        touch = plan_of(desk, ann)
        assert touch.due_on is not None
        if touch.purpose is Purpose.VALUE:
            days.append(touch.due_on)
        finish(on(desk, touch.due_on), ann)
    assert all((b - a).days >= 28 for a, b in itertools.pairwise(days))
    assert len(days) >= 2


def test_decisions_of_the_past_say_nothing_of_the_future() -> None:
    """S1.12: a run still going on makes nobody a finalist who lost."""
    running = (make_application(decision=Decision.IN_PROGRESS, decided_on=None, rank=Rank.SECOND),)
    assert lead(running, (make_touch(done_on=in_days(0)),), False, TODAY) == ""
