"""The slots: which of everything that is known may be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from followup_tui.core.records import (
    Application,
    Company,
    Contact,
    Gain,
    Insight,
    Note,
    Opening,
    Story,
    Touch,
)
from followup_tui.core.words import Decision, InsightKind, NoteKind, Origin, Tone
from followup_tui.scripts.slots import SLOTS, Material, Me, ago, context

TODAY = date(2026, 11, 23)


def material(**known: Any) -> Material:
    """A contact at a company, with what the test adds."""
    contact = Contact(1, "Maya Okafor", "Maya", "Okafor", company_id=1)
    return replace(Material(Me(), contact, TODAY, company=Company(1, "Powell Motors")), **known)


def news(id_: int, text: str = "news", **known: Any) -> Note:
    """A piece of news about the company."""
    return Note(id_, NoteKind.NEWS, text, company_id=1, **known)


def insight(id_: int, **known: Any) -> Insight:
    """A prepared insight about the company."""
    return replace(Insight(id_, 1, f"teaser {id_}", f"body {id_}"), **known)


def text_of(slots: dict[str, Any], name: str) -> list[str]:
    """What stands in a slot and then in the rest of its list."""
    found = [slots[name], *slots.get("others", {}).get(name, [])] if name in slots else []
    return [slot.get("text") or slot.get("teaser") or slot["situation"] for slot in found]


def test_everything_known_gives_every_slot(full: Material) -> None:
    """With full notes no name of a template is missing."""
    assert set(context(full)) == set(SLOTS)


def test_every_slot_has_the_attributes_that_are_promised(full: Material) -> None:
    """Whatever stands in a slot is one of its declared attributes."""
    found = {name: slot for name, slot in context(full).items() if isinstance(slot, dict)}
    assert all(set(slot) - {"_used"} <= set(SLOTS[name]) for name, slot in found.items())


def test_unknown_is_absent() -> None:
    """Of a bare name nothing but that name is there."""
    known = context(Material(Me("Sam"), Contact(1, "Maya Okafor"), TODAY))
    assert set(known) == {"today", "me", "contact"}


def test_body_of_an_insight_is_nowhere(full: Material) -> None:
    """What is kept back does not even reach the context (S1.30)."""
    assert "Kestrel cuts" not in repr(context(full))


def test_analysis_of_an_insight_is_nowhere(full: Material) -> None:
    """My analysis is kept back as well (S1.33)."""
    assert "six weeks" not in repr(context(full))


def test_newest_unused_news_comes_first() -> None:
    """Newest comes before older; what was told already is no news any more."""
    notes = (
        news(1, "used", on=date(2026, 11, 20), used_on=date(2026, 11, 21)),
        news(2, "old", on=date(2026, 10, 1)),
        news(3, "new", on=date(2026, 11, 1)),
    )
    assert text_of(context(material(notes=notes)), "news") == ["new", "old"]


@pytest.mark.parametrize(
    "why",
    [
        {"marked": False},
        {"tone": Tone.HARD},
        {"expires": TODAY - timedelta(days=1)},
        {"company_id": 2},
        {"company_id": None, "contact_id": 9},
        {"text": " . "},
    ],
    ids=["unmarked", "hard", "expired", "other company", "other person", "empty"],
)
def test_news_that_must_not_be_said_is_not_there(why: dict[str, Any]) -> None:
    """Unmarked, hard, expired, foreign and empty news never fill a slot."""
    assert "news" not in context(material(notes=(replace(news(1), **why),)))


def test_news_is_fresh_on_its_last_day() -> None:
    """The day it expires is its last good one."""
    assert "news" in context(material(notes=(news(1, expires=TODAY),)))


def test_reason_given_in_the_interview_is_not_given_again() -> None:
    """Only what I did not say yet may be added (S0.21)."""
    notes = (
        Note(1, NoteKind.REASON, "said", contact_id=1, mentioned=True),
        Note(2, NoteKind.REASON, "not said", contact_id=1),
    )
    assert text_of(context(material(notes=notes)), "reason") == ["not said"]


def test_unused_common_ground_goes_first() -> None:
    """What was not mentioned before is more of a pleasure."""
    notes = (
        Note(1, NoteKind.COMMON, "golf", contact_id=1, used_on=date(2026, 10, 1)),
        Note(2, NoteKind.COMMON, "Greek food", contact_id=1),
    )
    assert text_of(context(material(notes=notes)), "common") == ["Greek food", "golf"]


def test_common_ground_of_somebody_else_is_not_theirs() -> None:
    """What I share with a colleague of theirs is not said to them."""
    note = Note(1, NoteKind.COMMON, "golf", contact_id=2, company_id=1)
    assert "common" not in context(material(notes=(note,)))


def test_wish_is_never_said() -> None:
    """What they asked of me steers the plan, not the script."""
    note = Note(1, NoteKind.WISH, "call in May", contact_id=1)
    assert set(context(material(notes=(note,)))) == {"today", "contact", "company"}


def test_most_valuable_insight_goes_first() -> None:
    """A competitor interests most, then a customer, then a prospect (S1.26)."""
    insights = tuple(insight(n, kind=kind) for n, kind in enumerate(reversed(InsightKind)))
    found = text_of(context(material(insights=insights)), "insight")
    assert found == ["teaser 3", "teaser 2", "teaser 1", "teaser 0"]


@pytest.mark.parametrize(
    "why",
    [
        {"body": " "},
        {"teaser": ""},
        {"used_on": date(2026, 11, 1)},
        {"origin": Origin.CONFIDENCE},
        {"origin": Origin.INTERVIEW, "company_id": 2},
    ],
    ids=["no body", "no teaser", "used", "in confidence", "from another interview"],
)
def test_insight_that_must_not_be_teased_is_not_there(why: dict[str, Any]) -> None:
    """Unprepared, used and entrusted insights are never teased."""
    assert "insight" not in context(material(insights=(insight(1, **why),)))


def test_story_must_be_whole() -> None:
    """A story without a result is not told (S0.23)."""
    story = Story(1, "Half", "situation", "task", "action", " ")
    assert "story" not in context(material(stories=(story,)))


def test_story_must_fit_the_job() -> None:
    """A story with tags is told only where one of them belongs (S0.23)."""
    stories = (
        Story(1, "a", "sales story", "t", "a", "r", ("sales",)),
        Story(2, "b", "untagged story", "t", "a", "r"),
        Story(3, "c", "design story", "t", "a", "r", ("Design",)),
    )
    known = material(stories=stories, application=Application(1, 1, "Senior designer"))
    assert text_of(context(known), "story") == ["design story", "untagged story"]


def test_gain_is_new_since_we_spoke() -> None:
    """Only what I learned since the last touch is news, the newest first (S4.25)."""
    gains = (
        Gain(1, "known", date(2026, 9, 1)),
        Gain(2, "new", date(2026, 10, 1)),
        Gain(3, "newest", date(2026, 11, 1)),
        Gain(4, "still to come", date(2027, 1, 1)),
    )
    last = Touch(1, 1, done_on=date(2026, 9, 15))
    assert text_of(context(material(gains=gains, last=last)), "gain") == ["newest", "new"]


def test_note_becomes_part_of_a_sentence() -> None:
    """A note of several lines with a full stop fits where a template puts it."""
    notes = (news(1, "The hybrid line\n moves up. "),)
    assert text_of(context(material(notes=notes)), "news") == ["the hybrid line moves up"]


def test_slot_carries_what_it_is_made_of() -> None:
    """The told-them ledger needs kind and id."""
    slots: dict[str, Any] = context(material(notes=(news(7),)))
    assert slots["news"]["_used"] == ("note", 7)


def test_first_name_is_taken_from_the_name() -> None:
    """A contact who was added by one name can be greeted."""
    slots: dict[str, Any] = context(material(contact=Contact(1, "Maya Okafor")))
    assert slots["contact"]["first_name"] == "Maya"


@pytest.mark.parametrize(
    "contact",
    [Contact(1, "two engineers", "two", "engineers", placeholder=True), Contact(1, "Dr. Okafor")],
    ids=["placeholder", "title"],
)
def test_nobody_is_greeted_by_a_word_that_is_no_name(contact: Contact) -> None:
    """It is better to have no first name than a wrong one."""
    slots: dict[str, Any] = context(material(contact=contact))
    assert "first_name" not in slots["contact"]


def test_company_of_the_contact_stands_in() -> None:
    """Without a company record the name on the contact is used."""
    known = Material(Me(), Contact(1, "Maya Okafor", company="Powell Motors"), TODAY)
    assert context(known)["company"] == {"name": "Powell Motors"}


def test_sign_off_leaves_its_comma_to_the_template() -> None:
    """However it was typed, the comma is there once."""
    slots: dict[str, Any] = context(material(me=Me("Sam", sign_off="Best wishes,\n")))
    assert slots["me"]["sign_off"] == "Best wishes"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "two days ago"),
        (13, "thirteen days ago"),
        (14, "two weeks ago"),
        (21, "three weeks ago"),
        (59, "eight weeks ago"),
        (60, "two months ago"),
        (349, "eleven months ago"),
        (350, "a year ago"),
        (730, "two years ago"),
        (9_000, "25 years ago"),
    ],
)
def test_ago_is_said_in_words(days: int, words: str) -> None:
    """A distance is told as one would say it."""
    assert ago(TODAY - timedelta(days=days), TODAY) == words


@pytest.mark.parametrize(("days", "long_ago"), [(34, False), (35, True), (400, True)])
def test_five_weeks_are_a_while(days: int, long_ago: bool) -> None:
    """Only then may a script say so (S3.19)."""
    last = Touch(1, 1, done_on=TODAY - timedelta(days=days))
    slots: dict[str, Any] = context(material(last=last))
    assert bool(slots["last"].get("long_ago")) is long_ago


def test_what_was_not_said_before_is_not_recalled() -> None:
    """Without a talk and a stated interest a script has neither to look back on (S3.20)."""
    slots: dict[str, Any] = context(material())
    assert not {"met", "knows_interest"} & set(slots["contact"])


def test_talk_and_stated_interest_may_be_recalled() -> None:
    """Where both are on record, templates know."""
    slots: dict[str, Any] = context(material(met=True, interest_stated=True))
    assert (slots["contact"]["met"], slots["contact"]["knows_interest"]) == (True, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("They opened a second plant.", "they opened a second plant"),
        ("The hybrid line moves up", "the hybrid line moves up"),
        ("A new plant opens in Ohio", "a new plant opens in Ohio"),
        ("Powell opened a second plant", "Powell opened a second plant"),
        ("IT moves to Ohio", "IT moves to Ohio"),
        ("Acme Opens Second Warehouse in Reno", '"Acme Opens Second Warehouse in Reno"'),
        ("The New Hybrid Line Moves Up", '"The New Hybrid Line Moves Up"'),
        ("Powell Motors hires Anna Berg", "Powell Motors hires Anna Berg"),
        ("Powell Motors Detroit", "Powell Motors Detroit"),
        ('"Best Place To Work Award"', '"Best Place To Work Award"'),
    ],
)
def test_news_is_eased_into_a_sentence(typed: str, said: str) -> None:
    """A plain sentence begins small, a headline is quoted, and a name stays as it is."""
    assert text_of(context(material(notes=(news(1, typed),))), "news") == [said]


def test_my_own_reason_keeps_its_i() -> None:
    """The word I is large wherever it stands."""
    notes = (Note(1, NoteKind.REASON, "I speak Portuguese", contact_id=1),)
    assert text_of(context(material(notes=notes)), "reason") == ["I speak Portuguese"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Senior Designer (m/f/d)", "Senior Designer"),
        ("Senior Designer (f/m/x), Seating", "Senior Designer, Seating"),
        ("Senior Designer [w/m/d]", "Senior Designer"),
        ("Senior Designer m/w/d", "Senior Designer"),
        ("Senior Designer - (all genders)", "Senior Designer"),
        ("Designer (UX/UI)", "Designer (UX/UI)"),
        ("Head of R&D (part time)", "Head of R&D (part time)"),
        ("(m/f/d)", "(m/f/d)"),
    ],
)
def test_job_title_loses_the_letters_of_the_law(typed: str, said: str) -> None:
    """What an advertisement has to say of genders is nothing that one says aloud."""
    slots: dict[str, Any] = context(
        material(opening=Opening(1, 1, typed), application=Application(1, 1, typed))
    )
    assert (slots["opening"]["title"], slots["application"]["role"]) == (said, said)


@pytest.mark.parametrize(
    ("used_on", "fresh"),
    [(None, True), (TODAY - timedelta(days=179), False), (TODAY - timedelta(days=180), True)],
)
def test_common_ground_rests_after_it_was_told(used_on: date | None, fresh: bool) -> None:
    """For half a year a template can tell that they heard it (S3.23)."""
    note = Note(1, NoteKind.COMMON, "golf", contact_id=1, used_on=used_on)
    slots: dict[str, Any] = context(material(notes=(note,)))
    assert bool(slots["common"].get("fresh")) is fresh


def test_whom_i_declined_hears_no_wish() -> None:
    """Only the run that I ended myself settles the matter: nobody there hears that I want the job."""
    runs = [Application(1, 1, "Designer", decision=one) for one in Decision]
    known: list[dict[str, Any]] = [context(material(application=run)) for run in runs]
    said = [bool(slots.get("me", {}).get("settled")) for slots in known]
    assert said == [run.decision in (Decision.DECLINED, Decision.WITHDRAWN) for run in runs]


def test_who_has_found_work_wishes_for_none() -> None:
    """While I am employed no script states interest in a job (S0.44)."""
    slots: dict[str, Any] = context(material(employed=True))
    assert slots["me"] == {"settled": True}


def test_answer_is_missing_until_i_write_it() -> None:
    """Nothing that is stored answers them."""
    assert "answer" not in context(material())
