"""The sample people keep every rule themselves, on whatever day they are looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from followup_tui.core.cadence import pace
from followup_tui.core.counting import CADENCE_PURPOSES, is_counted, would_count
from followup_tui.core.records import Touch
from followup_tui.core.words import (
    Channel,
    ContactState,
    Decision,
    Level,
    NoteKind,
    Purpose,
    Section,
    Standing,
    Tone,
    TouchState,
    form_of,
)
from followup_tui.errors import FileError, RuleError, UsageError
from followup_tui.operations import demo, drafting, views
from followup_tui.operations.demo_people import PEOPLE
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.paths import is_private

MONDAY = date(2026, 11, 23)
"""The day of the picture in the README."""


def span(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


DAYS = [
    *span(date(2026, 11, 20), date(2026, 11, 26)),
    *(
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 4),
    ),
    *(date(2028, 2, 29), date(2028, 3, 1)),
]
"""A week, the turn of a year, and the end of a leap February."""


@pytest.fixture(scope="module", params=DAYS, ids=lambda day: f"{day:%a-%Y-%m-%d}")
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The sample as it stands on one of the days."""
    opened = demo.open_demo(request.param)
    yield opened
    demo.discard(opened)


@pytest.fixture(scope="module")
def monday() -> Iterator[Desk]:
    """The sample on the day of the picture."""
    opened = demo.open_demo(MONDAY)
    yield opened
    demo.discard(opened)


def all_touches(desk: Desk) -> list[Touch]:
    """Every touch of the sample."""
    people = desk.store.people.everyone()
    return [t for p in people for t in desk.store.touches.timeline(p.id)]


def heard_on(touch: Touch, today: date) -> date | None:
    """The day the other side hears from me, if the touch counts; at the earliest today if planned."""
    if is_counted(touch):
        return touch.done_on
    if touch.state is TouchState.PLANNED and would_count(touch) and touch.due_on:
        return max(touch.due_on, today)
    return None


def counted_by_person(desk: Desk) -> dict[int, list[tuple[date, Touch]]]:
    """What every person has heard and will hear, in order."""
    found: dict[int, list[tuple[date, Touch]]] = defaultdict(list)
    for touch in all_touches(desk):
        day = heard_on(touch, desk.today)
        if day is not None and touch.contact_id is not None:
            found[touch.contact_id].append((day, touch))
    return {person: sorted(heard, key=lambda h: h[0]) for person, heard in found.items()}


def test_every_section_holds_somebody(desk: Desk) -> None:
    """The agenda shows what I owe, who waits, today, the week, later and paused, on any day."""
    sections = [item.section for item in views.agenda(desk)]

    assert list(dict.fromkeys(sections)) == list(Section)


def test_the_screen_begins_with_a_question_and_maya(desk: Desk) -> None:
    """What I owe comes first by design; of the others Maya Okafor has waited for some days."""
    first, second, *_ = views.agenda(desk)

    assert (first.contact, first.purpose) == ("Nora Lindqvist", Purpose.REPLY)
    assert (second.contact, second.company) == ("Maya Okafor", "Powell Motors")
    assert second.section is Section.WAITING
    assert 2 <= second.days_past <= 6


def test_the_day_is_under_way(desk: Desk) -> None:
    """Something was done today and something is left."""
    day = views.day(desk)

    assert day.done == 2
    assert day.total >= 5


def test_planned_dates_are_working_days(desk: Desk) -> None:
    """Only a date that a person chose may fall on a weekend."""
    workdays = desk.workdays()
    dated = [t for t in all_touches(desk) if t.due_on and not t.held]

    assert [t for t in dated if not workdays.is_working(t.due_on or MONDAY)] == []


def test_only_a_weekend_needs_a_date_chosen_by_hand(desk: Desk) -> None:
    """On a working day the rules themselves plan today."""
    held = [t for t in all_touches(desk) if t.held]

    assert len(held) == (0 if desk.workdays().is_working(desk.today) else 1)
    assert all(t.due_on == desk.today for t in held)


def test_companies_are_left_in_peace(desk: Desk) -> None:
    """Counted touches at a company stand at least 8 days apart, at most two of them in any 30."""
    heard: dict[int | None, list[date]] = defaultdict(list)
    for touch in all_touches(desk):
        if day := heard_on(touch, desk.today):
            heard[touch.company_id].append(day)
    for days in map(sorted, heard.values()):
        assert all((b - a).days >= 8 for a, b in pairwise(days))
        assert all((c - a).days >= 30 for a, c in zip(days, days[2:], strict=False))


def test_no_form_comes_twice_running(desk: Desk) -> None:
    """Everybody here can be reached in more than one way, so nobody hears from me twice by the same."""
    for heard in counted_by_person(desk).values():
        forms = [form_of(touch.channel) for _, touch in heard]
        assert all(a != b for a, b in pairwise(forms))


def test_gaps_stay_within_their_bounds(desk: Desk) -> None:
    """From one counted touch to the next the phase of that day sets the distance."""
    rules = desk.rules()
    for person, heard in counted_by_person(desk).items():
        dossier = desk.store.people.dossier(person, desk.today)
        for (before, _), (_, touch) in pairwise(heard):
            day = touch.done_on or touch.due_on
            if day is None or touch.held or touch.promised:
                continue
            bounds = pace(dossier, before, rules)
            assert bounds.low <= (day - before).days <= bounds.high


def test_the_first_touch_follows_the_decision(desk: Desk) -> None:
    """The star of a company that passed hears from me 14 to 28 days after the decision."""
    for person, heard in counted_by_person(desk).items():
        contact = desk.store.people.contact(person)
        for application in desk.store.people.applications(contact.company_id or 0):
            if contact.starred and application.decision is Decision.PASSED:
                assert 14 <= (heard[0][0] - (application.decided_on or MONDAY)).days <= 28


def test_no_day_carries_more_than_the_cap(desk: Desk) -> None:
    """The daily cap holds for what is planned and for what was done."""
    heard = counted_by_person(desk).values()
    carried = Counter(day for touches in heard for day, _ in touches)

    assert max(carried.values()) <= desk.rules().daily_cap


def test_invitations_keep_to_the_allowance(desk: Desk) -> None:
    """LinkedIn allows a few notes a month."""
    months = Counter(
        f"{t.done_on or t.due_on:%Y-%m}"
        for t in all_touches(desk)
        if t.channel == Channel.INVITATION and t.state in (TouchState.DONE, TouchState.PLANNED)
    )

    assert max(months.values()) <= desk.rules().notes_a_month


def test_one_plan_at_a_time(desk: Desk) -> None:
    """Everybody in the agenda has one touch of the running plan at most, and nobody an old errand."""
    for item in views.agenda(desk):
        planned = desk.store.touches.planned(item.contact_id)
        assert sum(t.purpose in CADENCE_PURPOSES for t in planned) <= 1
        assert {t.purpose for t in planned} <= {*CADENCE_PURPOSES, Purpose.REPLY}


def test_nobody_feels_followed(desk: Desk) -> None:
    """No standing is too close, and none has gone quiet among the stars."""
    stances = [views.person(desk, p.id).standing.standing for p in desk.store.people.stars()]

    assert not {Standing.TOO_CLOSE, Standing.QUIET} & set(stances)


def test_a_wish_lies_ahead(desk: Desk) -> None:
    """Hana Sato named a month, and nothing is planned with her before it."""
    item = next(i for i in views.agenda(desk) if i.contact == "Hana Sato")

    assert item.section is Section.LATER
    assert item.why.startswith("they asked for")
    assert views.person(desk, item.contact_id).standing.standing is Standing.WAITING


def test_whoever_asked_me_to_stop_is_left_alone(desk: Desk) -> None:
    """Nothing is planned or drafted for them, and they never appear."""
    stopped = [p for p in desk.store.people.everyone() if p.state is ContactState.STOPPED]

    assert [p.name for p in stopped] == ["Ben Achterberg"]
    assert desk.store.touches.planned(stopped[0].id) == ()
    assert stopped[0].id not in {i.contact_id for i in views.agenda(desk)}
    with pytest.raises(RuleError):
        drafting.draft(desk, stopped[0])


def test_every_script_is_ready_to_send(desk: Desk) -> None:
    """Whoever is in the agenda has a script with no error in it, but for the answer that only I know."""
    for item in views.agenda(desk):
        script = drafting.draft(desk, desk.store.people.contact(item.contact_id))
        mine = ("answer",) if script.purpose == Purpose.REPLY else ()
        assert script.missing == mine, item.contact
        errors = [f.rule for f in script.findings if f.level is Level.ERROR]
        assert errors == ["L05" for _ in mine], item.contact


def test_the_history_is_half_a_year_and_over(desk: Desk) -> None:
    """Nothing happened after today, and the first interview lies five months back or more."""
    done = [t.done_on for t in all_touches(desk) if t.done_on]
    store = desk.store.people
    talks = [talk.on for c in store.companies() for talk in store.interviews(c.id)]

    assert max(done) == desk.today
    assert (desk.today - min(talks)).days > 150
    assert max(talks) < desk.today


def test_the_file_is_whole(desk: Desk) -> None:
    """The agenda agrees with the touches, every reference leads somewhere, and nothing can be undone."""
    store = desk.store

    assert store.stale_contacts() == ()
    assert store.database.tuples("PRAGMA foreign_key_check") == []
    assert store.journal.entries() == ()
    assert store.journal.undo() == ()


def test_what_is_kept_shows_every_kind(monday: Desk) -> None:
    """Fresh, expired and hard news, wishes, insights, stories, gains, feedback, a silence, a refusal."""
    store = monday.store
    notes = [n for c in store.people.companies() for n in store.material.notes(None, c.id)]
    news = [n for n in notes if n.kind is NoteKind.NEWS]
    runs = [a for c in store.people.companies() for a in store.people.applications(c.id)]

    assert any(n.expires and n.expires < MONDAY for n in news)
    assert any(n.tone is Tone.HARD for n in news)
    assert Counter(a.decision for a in runs) == {
        Decision.PASSED: 5,
        Decision.SILENCE: 1,
        Decision.DECLINED: 1,
    }
    assert len(store.material.stories()) == len(store.material.gains()) == 3
    assert [f.changed for c in store.people.companies() for f in store.material.feedback(c.id)]
    insights = [i for c in store.people.companies() for i in store.material.insights(c.id)]
    assert {i.prepared for i in insights} == {True, False}
    assert any(i.analysis and i.used_on for i in insights)


def test_maya_has_a_history_worth_reading(monday: Desk) -> None:
    """The first person on the screen shows what the program is for."""
    maya = views.person(monday, views.agenda(monday)[1].contact_id)

    assert maya.standing.standing is Standing.ADDING_VALUE
    assert maya.courtesy.why == "clear to contact; last one 26 days ago"
    assert [str(i.on) for i in maya.interviews if maya.contact.id in i.contact_ids] == [
        "2026-09-10",
        "2026-09-24",
    ]
    assert [p.name for p in maya.people] == ["Maya Okafor", "Jo Bensen"]
    assert "Good to know, thank you Sam." in {t.said for t in maya.touches}
    assert views.agenda(monday)[1].why.startswith("3 weeks (first phase, to 3 Jan 2027)")


def test_nobody_real_can_be_reached() -> None:
    """Numbers and domains are those that are set aside for stories."""
    for details in PEOPLE:
        assert all(" 555 01" in phone for phone in details.phones or ())
        domains = [mail.partition("@")[2] for mail in details.emails or ()]
        assert all(d.endswith(".example") or d == "example.com" for d in domains)
        assert details.linkedin is None


def test_the_home_is_private_and_belongs_to_sam(monday: Desk) -> None:
    """The throwaway home is closed to others, and its config says who writes."""
    home = monday.paths.home
    assert home is not None

    assert is_private(home)
    assert monday.faults == ()
    assert (monday.config.me.name, monday.config.me.phone) == ("Sam Reyes", "313 555 0199")


def test_discarding_removes_the_home_and_nothing_else(tmp_path: Path) -> None:
    """The sample goes without a trace; a desk of the user's own is refused and stays whole."""
    sample, own = demo.open_demo(MONDAY), open_desk(tmp_path / "home", today=MONDAY)
    home = sample.paths.home
    assert home is not None
    demo.discard(sample)

    assert not home.exists()
    with pytest.raises(FileError, match="nothing was removed"):
        demo.discard(own)
    assert own.store.path.exists()
    own.store.close()


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the sample cannot be built, its home goes as well."""

    def fail(desk: Desk) -> None:
        raise RuleError("no")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(demo, "build", fail)
    with pytest.raises(RuleError):
        demo.open_demo(MONDAY)

    assert list(tmp_path.iterdir()) == []


def test_the_users_own_places_are_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither config nor data of the user are looked for: their folders do not even come to be."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "FOLLOWUP_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    demo.discard(demo.open_demo(MONDAY))

    assert list(tmp_path.iterdir()) == []


def test_sample_people_never_join_real_ones(monday: Desk) -> None:
    """A database that holds somebody is refused, and stays as it was."""
    before = monday.store.people.count()
    with pytest.raises(UsageError, match="empty database"):
        demo.build(monday)

    assert monday.store.people.count() == before


def test_an_empty_database_elsewhere_can_be_filled(tmp_path: Path) -> None:
    """Without a config the same people come, on the real calendar."""
    own = open_desk(tmp_path / "home")
    demo.build(own)

    assert own.store.people.count() == len(PEOPLE)
    assert {i.section for i in views.agenda(own)} == set(Section)
    own.store.close()
