"""Claims of part S0: staying in touch with the manager who chose somebody else."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from followup_tui.core.circle import Connection, Place
from followup_tui.core.courage import REFRAME
from followup_tui.core.reasons import SeatReason
from followup_tui.core.records import Touch
from followup_tui.core.seat import MARKS, dial_rows, seat_clock
from followup_tui.core.words import Channel, Decision, Network, Outcome, Purpose, Role
from followup_tui.errors import UsageError
from followup_tui.operations import drafting, employers, notes, people, tasks, touches, views
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from followup_tui.operations.employers import Reaction
from followup_tui.operations.interviews import InterviewHeld, interview
from followup_tui.operations.lookup import contact_named
from followup_tui.operations.notes import Remark
from followup_tui.operations.openings import Vacancy, opening
from followup_tui.operations.playbook import DecisionMade, passed
from followup_tui.operations.touches import Happened
from tests.builders import TODAY, days_ago, in_days, make_application
from tests.cast import add, finish, hear, on, plan_of
from tests.cli_program import Program, add_ann


def no(desk: Desk, **more: object) -> DecisionMade:
    """Acme passed on me today; I met Ann."""
    defaults = {"company": "Acme", "role": "Designer", "on": desk.today, "met": ("Ann Lee",)}
    return DecisionMade(**(defaults | more))  # type: ignore[arg-type]


def place_of(desk: Desk, name: str = "Ann Lee") -> Place:
    """How somebody stands on the page of their company."""
    contact = contact_named(desk, name)
    circle = views.company(desk, contact.company_id or 0).facts.circle
    return next(p for p in circle if p.contact.id == contact.id)


def test_the_first_touch_is_proposed_with_the_no(desk: Desk) -> None:
    """S0.2, S3.1: the answer to a no is a touch, due within two days."""
    add(desk, star=False)
    first = passed(desk, no(desk, stars=("Ann Lee",))).planned[0]
    assert first.due_on is not None
    assert TODAY <= first.due_on <= in_days(2)


def test_nothing_closes_by_itself(desk: Desk) -> None:
    """S0.3: three years unopened, the person still stands in the agenda."""
    ann = add(desk)
    passed(desk, no(desk))
    later = on(desk, TODAY + timedelta(days=3 * 365))
    assert ann.id in {item.contact_id for item in views.agenda(later)}


def test_a_person_without_any_job_is_kept_warm(desk: Desk) -> None:
    """S0.4, S0.45: no company and no application are needed."""
    gil = add(desk, "Gil Orr", company="", role=Role.OTHER)
    assert plan_of(desk, gil).purpose is Purpose.KEEP_WARM


def test_both_directions_of_no(desk: Desk) -> None:
    """S0.5: they passed on me, or I declined."""
    made = [
        passed(desk, no(desk, company=c, decision=d))
        for c, d in (("A", "passed"), ("B", "declined"))
    ]
    assert [m.application.decision for m in made] == [Decision.PASSED, Decision.DECLINED]


def test_the_roles_of_people(home: Path) -> None:
    """S0.6: each of the four roles can be given by name, HR manager among them."""
    program = Program(home)
    for role in ("hiring-manager", "hr", "recruiter", "interviewer"):
        shown = program.json("add", f"Kim {role}", "--role", role)
        assert shown["contact"]["role"] == role


def test_years_between_two_touches(desk: Desk) -> None:
    """S0.7: after seven years a touch is recorded, and the next one planned, as ever."""
    ann = add(desk)
    later = on(desk, date(2033, 3, 7))
    recorded = touches.log(later, ann, Happened(Channel.EMAIL))
    assert recorded.next is not None
    assert recorded.next.due_on is not None
    assert recorded.next.due_on > date(2033, 3, 7)


def test_the_survey_by_month() -> None:
    """S0.8, S0.9: the shares of the single months add up to the running ones."""
    single = (16.45, 17.42, 16.77, 17.42, 10.97, 5.48, 14.48)
    running = [round(sum(single[: n + 1]), 2) for n in range(len(single))]
    assert running == [share for _, share in MARKS]


def test_the_seat_bar_marks_the_six_months(home: Path) -> None:
    """S0.9, S0.11, S1.10: seven marks, day 90 and the horizon of day 180 among them."""
    clock = seat_clock((make_application(decided_on=days_ago(90)),), TODAY)
    assert clock is not None
    bar, days, shares = dial_rows(clock, 60, "#", ".", "|")
    assert (len(bar), bar.count("|"), bar[-1]) == (60, 7, "|")
    assert days.split() == ["7", "30", "60", "90", "120", "150", "180"]
    assert shares.split() == ["16", "34", "51", "68", "79", "85", "99"]
    assert bar.index("|", 25) == pytest.approx(days.index("90"), abs=1)
    assert bar.rstrip("|.").count("#") > 20


def test_the_page_says_what_the_shares_are(home: Path) -> None:
    """S0.10: a share of those who left early, with its source; a survey of one's own takes its place."""
    program = Program(home)
    program("passed", "Acme", "--on", "-20")
    page = program("company", "Acme").stdout
    assert "share of those who left within six months (survey of over 1,000 people)" in page
    assert "not the chance that this seat reopens" in page
    program("config", "set", "seat.source", "our own count")
    program("config", "set", "seat.shares", "10, 20, 30, 40, 50, 60, 70")
    page = program("company", "Acme").stdout
    assert "our own count" in page
    assert "10 20 30 40 50 60 70" in " ".join(page.split())
    assert program.json("company", "Acme")["seat"]["share"] == 10


@pytest.mark.parametrize("reason", list(SeatReason))
def test_why_a_seat_opens_is_a_list(home: Path, reason: SeatReason) -> None:
    """S0.12, S1.8: each reason can be given by its word and stands with the event in a sentence."""
    program = Program(home)
    add_ann(program)
    told = program.json("event", "Acme", "left", "--because", reason, "--text", "after a month")
    text = told["event"]["text"] if "event" in told else told["events"][0]["text"]
    assert text.endswith("; after a month")
    assert len(text) > len("; after a month") + 10


def test_common_ground_is_kept_and_missed(desk: Desk) -> None:
    """S0.15, S0.16: several entries a person; who was met without any is pointed out."""
    ann = add(desk)
    interview(desk, InterviewHeld("Acme", on=TODAY, met=("Ann Lee", "Bob Roe")))
    for text in ("golf", "Greek food", "the same college"):
        notes.add(desk, ann, Remark(text, "common"))
    facts = views.company(desk, ann.company_id or 0).facts
    assert {p.contact.name: p.lacks_common for p in facts.circle} == {
        "Ann Lee": False,
        "Bob Roe": True,
    }
    assert len(desk.store.material.notes(ann.id, None)) == 3


def test_the_thank_you_says_what_we_share_in_one_sentence(desk: Desk) -> None:
    """S0.19, S0.29: one sentence holds it; the letter sees me in that role there and looks forward."""
    ann = add(desk)
    interview(
        desk,
        InterviewHeld(
            "Acme",
            "Designer",
            TODAY,
            met=("Ann Lee",),
            common=(("Ann Lee", "the Thursday choir"),),
            reasons=("I speak Portuguese",),
        ),
    )
    for wording in range(4):
        script = drafting.draft(desk, ann, Wanted("email", "thanks-interview", wording))
        said = re.split(r"(?<=[.!?])\s", script.body)
        assert sum("the Thursday choir" in s for s in said) == 1
        assert re.search(r"forward|come next|comes next|continue soon|join you", script.body)
        assert re.search(r"Designer|Acme", script.body)


def test_the_reason_of_a_no_may_stay_unknown(home: Path) -> None:
    """S0.24: none is asked for; given later, it stands with the application."""
    program = Program(home)
    assert program.json("passed", "Acme", "--role", "Designer")["application"]["reason"] is None
    program("application", "Acme", "--reason", "too junior, they said")
    assert "too junior, they said" in program("company", "Acme").stdout


def test_the_moment_of_a_no_has_another_story(home: Path) -> None:
    """S0.26, S2.1, S4.1: a way to see it stands above the plan; a no of mine needs none."""
    program = Program(home)
    assert REFRAME in program("passed", "Acme").stderr
    assert REFRAME not in program("passed", "Beta", "--decision", "declined").stderr


def test_the_end_of_an_interview_is_a_check_list(desk: Desk) -> None:
    """S0.27: on what note it ended and whether interest was stated; what is left is to be done."""
    ended = interview(
        desk,
        InterviewHeld("Acme", on=TODAY, met=("Ann Lee",), ended="mixed", interest_stated=False),
    )
    assert any("let the thank-you end it on a good note" in t.text for t in ended.tasks)
    assert any("did not say that you would like the job" in r for r in ended.remarks)
    interview(
        desk, InterviewHeld("Beta", on=TODAY, met=("Bob Roe",), ended="good", interest_stated=True)
    )
    company = contact_named(desk, "Bob Roe").company_id or 0
    checks = {c.text: c.done for c in views.company(desk, company).facts.checks}
    assert checks["interview of 2 Mar: ended on a good note"]
    assert checks["interview of 2 Mar: said that you would like the job"]


def test_an_unknown_ending_changes_nothing(desk: Desk) -> None:
    """S0.27: one sentence, and no interview was written."""
    with pytest.raises(UsageError, match="not an ending"):
        interview(desk, InterviewHeld("Acme", met=("Ann Lee",), ended="superb"))
    assert list(desk.store.people.everyone()) == []


def test_when_each_person_heard_of_my_interest(desk: Desk) -> None:
    """S0.28: said in the interview, or in a touch that reached them; a call nobody took says nothing."""
    ann = add(desk)
    assert place_of(desk).interest_on is None
    finish(desk, ann, outcome=Outcome.NO_ANSWER)
    assert place_of(desk).interest_on is None
    held = InterviewHeld("Acme", on=days_ago(9), met=("Ann Lee",), interest_stated=True)
    interview(desk, held)
    assert place_of(desk).interest_on == days_ago(9)


def test_touches_begin_with_the_process(desk: Desk) -> None:
    """S0.30, S0.14: during a running application there are thank-yous and a question, before any no."""
    held = InterviewHeld("Acme", on=TODAY, met=("Ann Lee",), decides=in_days(10))
    assert [t.purpose for t in interview(desk, held).planned] == [
        Purpose.THANKS_INTERVIEW,
        Purpose.STATUS,
    ]


def test_after_a_no_i_am_open_to_what_comes(desk: Desk) -> None:
    """S0.31, S0.32, S4.10: every wording asks to be kept in mind; one asks leave, tied to news."""
    ann = add(desk)
    passed(desk, no(desk))
    notes.add(desk, ann, Remark("Acme opened a repair desk in Leeds", "news"))
    bodies = [
        drafting.draft(desk, ann, Wanted("email", "thanks-decision", n)).body for n in range(5)
    ]
    assert all(re.search(r"keep me in mind|kept me in mind", body) for body in bodies)
    asks = [b for b in bodies if re.search(r"Would it be all right|[Mm]ay I", b)]
    assert any("other roles" in b and "repair desk in Leeds" in b for b in asks)


def test_the_plan_goes_on_and_on(desk: Desk) -> None:
    """S0.36, S2.4, S3.2: six touches in a row each plan the one after it."""
    ann, days = add(desk), []
    for _ in range(6):
        due = plan_of(desk, ann).due_on
        assert due is not None
        days.append(due)
        finish(on(desk, due), ann)
    assert all((b - a).days >= 14 for a, b in itertools.pairwise(days))


def test_a_followed_page_is_ticked_off(desk: Desk) -> None:
    """S0.37: doing the task that a no brought says so on the check list."""
    made = passed(desk, no(desk))
    follow = next(t for t in made.tasks if t.text.startswith("Follow the page"))
    tasks.done(desk, follow)
    company = desk.store.people.company(made.application.company_id)
    assert company.page_followed_on == TODAY
    checks = views.company(desk, company.id).facts.checks
    assert [c.done for c in checks if "their page followed" in c.text] == [True]


@pytest.mark.parametrize(
    ("outcome", "connection"),
    [
        (None, Connection.NOT_SENT),
        ("sent", Connection.SENT),
        ("accepted", Connection.ACCEPTED),
        ("declined", Connection.DECLINED),
    ],
)
def test_linkedin_person_by_person(desk: Desk, outcome: str | None, connection: Connection) -> None:
    """S0.38: not sent, sent, accepted or declined."""
    ann = add(desk)
    if outcome is not None:
        touches.log(desk, ann, Happened(Channel.INVITATION, outcome=outcome))
    assert place_of(desk).connection is connection


@pytest.mark.parametrize("network", list(Network))
def test_light_touches_with_a_person(desk: Desk, network: Network) -> None:
    """S0.39, S0.41, S0.42: on any network, and they move neither plan nor courtesy."""
    ann = add(desk)
    before = plan_of(desk, ann).due_on
    logged = touches.log(desk, ann, Happened(Channel.LIGHT, network=network)).touch
    assert (logged.network, logged.purpose, plan_of(desk, ann).due_on) == (
        network,
        Purpose.SOCIAL,
        before,
    )
    assert views.person(desk, ann.id).courtesy.clear


def test_light_touches_with_a_company(home: Path) -> None:
    """S0.40: a like of what the company posted needs nobody in person; undo takes it back."""
    program = Program(home)
    add_ann(program)
    answer = program.json("log", "company:Acme", "--channel", "light", "--network", "facebook")
    assert (answer["touch"]["contact"], answer["touch"]["company"]) == (None, "Acme")
    again = program("log", "company:Acme", "--channel", "light")
    assert "once a week is enough" in again.stderr
    assert program.json("company", "Acme")["courtesy"]["clear"]
    program("undo", "2")
    assert [t for t in program.json("company", "Acme")["touches"] if t["channel"] == "light"] == []


def test_a_light_touch_to_come_is_refused(desk: Desk) -> None:
    """S0.40: one sentence that says what to do, and nothing is written."""
    company = desk.store.people.company(add(desk).company_id or 0)
    with pytest.raises(UsageError, match="still to come"):
        employers.react(desk, company, Reaction(on=in_days(1)))
    assert not [t for t in desk.store.touches.at_company(company.id) if t.channel == Channel.LIGHT]


def test_they_get_in_touch_after_years(desk: Desk) -> None:
    """S0.46: it is theirs, it counts the days anew, and it can open an opportunity."""
    ann = add(desk)
    later = on(desk, date(2030, 6, 3))
    heard = hear(later, ann, "We are hiring a designer.", asks=False)
    assert (heard.touch.direction, heard.touch.done_on) == ("in", later.today)
    planned: Touch = plan_of(later, ann)
    assert planned.due_on is not None
    assert planned.due_on >= later.today + timedelta(days=14)
    assert opening(later, Vacancy("Acme", "Designer")).planned[0].contact == "Ann Lee"


def test_only_i_give_up(desk: Desk) -> None:
    """S0.3, S3.40: a company that I no longer want ends its plans."""
    ann = add(desk)
    company = desk.store.people.company(ann.company_id or 0)
    people.wanted(desk, company, on=False)
    assert desk.store.touches.planned(ann.id) == ()
