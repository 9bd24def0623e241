"""Claims about themes over feedback, teasers, events and gains: rules without a database."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.events import happened, recent_event
from followup_tui.core.gains import gains_since
from followup_tui.core.records import CompanyEvent, Gain
from followup_tui.core.teaser import given_away
from followup_tui.core.themes import Said, Theme, themes
from followup_tui.core.words import CompanyEventKind
from tests.builders import TODAY, days_ago, in_days

BODY = (
    "Rival Motors refunds within 48 hours through lockers at petrol stations,"
    " which halves support calls"
)


def words(*said: Said) -> list[str]:
    return [theme.words for theme in themes(said)]


def test_words_of_two_employers_are_a_theme() -> None:
    """A theme counts the pieces of feedback and names who said it (S2.15)."""
    found = themes(
        [
            Said("Acme", "Your presentation was long.", "Ann Lee"),
            Said("Beta", "A shorter presentation would have helped"),
            Said("Acme", "the presentation again", "Bo Ray"),
        ]
    )
    assert found == (Theme("presentation", 3, ("Acme", "Beta"), ("Ann Lee", "Beta", "Bo Ray")),)


def test_one_employer_is_no_theme_however_often_they_say_it() -> None:
    """Two people of one company share a meeting, not an observation."""
    assert words(Said("Acme", "leadership"), Said("Acme", "more leadership")) == []


def test_a_pair_of_words_takes_the_place_of_its_parts() -> None:
    """ "Leadership experience" says more than either word, unless a word stands alone elsewhere."""
    pair = (Said("Acme", "leadership experience"), Said("Beta", "some leadership experience"))
    assert words(*pair) == ["leadership experience"]
    assert words(*pair, Said("Gamma", "no experience abroad")) == [
        "experience",
        "leadership experience",
    ]


def test_endings_case_and_accents_do_not_part_a_theme() -> None:
    """ "Presenting" and "presentation", "RÉSUMÉ" and "resume" are the same thing."""
    assert words(Said("Acme", "practise PRESENTING"), Said("Beta", "the presentations")) != []
    assert words(Said("Acme", "your RÉSUMÉ"), Said("Beta", "the resume")) == ["resume"]


def test_small_words_are_no_theme() -> None:
    """Words that carry no meaning of their own are left out."""
    assert (
        words(Said("Acme", "We felt you would have been good"), Said("Beta", "you felt good")) == []
    )


def test_the_end_of_a_sentence_parts_a_pair() -> None:
    """Two words that stand side by side by chance are no phrase."""
    said = (Said("Acme", "Nice portfolio. German missing"), Said("Beta", "portfolio, German"))
    assert "portfolio german" not in words(*said)


@settings(max_examples=40)
@given(st.lists(st.builds(Said, st.sampled_from("ABC"), st.text(max_size=60)), max_size=6))
def test_every_theme_was_said_by_two(said: list[Said]) -> None:
    """Whatever is written, a theme has two employers and never more pieces than there are."""
    for theme in themes(said):
        assert len(set(theme.employers)) > 1
        assert len(theme.employers) <= theme.count <= len(said)


def test_a_teaser_may_name_its_subject() -> None:
    """Saying what it is about makes curious; it gives nothing away (S1.28)."""
    assert not given_away("I found something on how Rival Motors treats returns", BODY)


def test_a_teaser_that_is_the_body_gives_it_away_whole() -> None:
    """In the same words or nearly all of them (S1.30)."""
    assert given_away(BODY, BODY).whole
    said = "Rival Motors refund in 48 hours by lockers at petrol stations, halving support calls"
    assert given_away(said, BODY).whole
    assert given_away("They close Leeds", "they close Leeds.").whole


def test_a_number_of_the_body_gives_some_of_it_away() -> None:
    """Numbers are what a finding is made of; a year is a subject."""
    found = given_away("I learned who needs only 48 hours", BODY)
    assert (found.words, found.whole) == (("48",), False)
    assert not given_away("a plan for 2027", "In 2027 they leave Leeds for a site in Hull")


def test_half_of_the_words_are_some_of_it() -> None:
    """The words that tell too much are named as they stand in the teaser."""
    found = given_away("Rival Motors puts lockers at petrol stations", BODY)
    assert not found.whole
    assert {"lockers", "petrol", "stations"} <= set(found.words)


def test_nothing_kept_back_is_nothing_given_away() -> None:
    """An insight that is not prepared yet has no body to tell."""
    assert not given_away("something about returns", "")


def test_the_newest_event_of_ninety_days_counts() -> None:
    """An event raises the priority of a company's people for 90 days (S1.15)."""
    old = CompanyEvent(1, 1, CompanyEventKind.LEFT, days_ago(91))
    last = CompanyEvent(2, 1, CompanyEventKind.GROWS, days_ago(90))
    ahead = CompanyEvent(3, 1, CompanyEventKind.MOVED, in_days(1))
    assert recent_event([old, ahead], TODAY) is None
    assert recent_event([last, old, ahead], TODAY) == last
    assert happened(last, TODAY) == "the team grows 90 days ago: a seat may open"


def test_gains_are_new_since_the_last_talk() -> None:
    """What I had on the day we spoke is no news, what lies ahead neither (S4.25)."""
    gains = [Gain(n, "x", days_ago(ago)) for n, ago in enumerate((30, 20, 10, -1))]
    assert [g.id for g in gains_since(gains, days_ago(20), TODAY)] == [2]
    assert [g.id for g in gains_since(gains, None, TODAY)] == [2, 1, 0]
