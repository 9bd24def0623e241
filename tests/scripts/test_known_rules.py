"""The rules that look at what is known around a script: what clears them, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.records import Contact, Insight, Note, Used
from followup_tui.core.words import Level, NoteKind, Origin, Tone
from followup_tui.scripts.checker import RULES, check
from followup_tui.scripts.checking import Background, Earlier, Finding, Script, Told
from followup_tui.scripts.rules.likeness import likeness
from followup_tui.scripts.rules.parts import parts_present
from followup_tui.scripts.slots import Me

TODAY = date(2026, 11, 23)
MAYA = Contact(1, "Maya Okafor", "Maya", "Okafor", company_id=1, company="Powell Motors")
KNOWN = Background(TODAY, Me("Sam Reyes", "+1 313 555 0199"), MAYA, "Powell Motors")
HYBRID = Note(
    3, NoteKind.NEWS, "the hybrid line moves up to spring", company_id=1, expires=date(2026, 12, 1)
)
PARKVIEW = Note(1, NoteKind.COMMON, "Parkview, the river holes", contact_id=1)
PLANTS = Note(4, NoteKind.REASON, "I moved two plants on budget", contact_id=1)
RIVAL = Insight(1, 1, "how a rival prices its spring line", "Kestrel cuts prices by 18 %")
TEASER = "I found something on a rival of yours that may interest you. When could we talk?"
HELLO = (
    "Hi Maya, just a few lines to say hello from a rainy town. I would gladly be part of what you"
    " are building there, and I looked twice when I read your news. How does it change your week?"
)


def said(text: str, rule: str, purpose: str = "keep-warm", **known: Any) -> list[Finding]:
    """What one rule says of an e-mail to Maya."""
    findings = check(text, "email", purpose, known=replace(KNOWN, **known))
    return [finding for finding in findings if finding.rule == rule]


def test_every_rule_of_the_design_is_there() -> None:
    """L04 to L20 are each read (DESIGN, section 3)."""
    assert {f"L{n:02}" for n in range(4, 21)} <= {rule.id for rule in RULES}


def test_an_empty_script_only_lacks_everything_later() -> None:
    """A pane that is still empty is no reason for a list of remarks."""
    assert {f.rule for f in check("", "email", "value", known=KNOWN)} <= {"L20"}


def test_l04_wants_an_insight_behind_a_tease() -> None:
    """No teaser unless the insight is there and prepared (S1.29)."""
    assert said(TEASER, "L04", insights=(replace(RIVAL, body=" "),))[0].level is Level.ERROR
    assert said(TEASER, "L04", insights=(RIVAL,)) == []


@pytest.mark.parametrize(
    ("origin", "company_id"), [(Origin.CONFIDENCE, 1), (Origin.INTERVIEW, 2)], ids=str
)
def test_l04_keeps_confidences(origin: Origin, company_id: int) -> None:
    """What was told in confidence, or in an interview elsewhere, is not even hinted at."""
    secret = replace(RIVAL, origin=origin, company_id=company_id)
    text = "I know how a rival prices its spring line. When could we talk?"
    assert "in confidence" in said(text, "L04", insights=(secret,))[0].message
    assert said(TEASER, "L04", insights=(secret,))


def test_l04_lets_what_was_heard_here_be_said_here() -> None:
    """An interview at this company is no secret at this company."""
    assert said(TEASER, "L04", insights=(replace(RIVAL, origin=Origin.INTERVIEW),)) == []


def test_l04_does_not_judge_without_a_person() -> None:
    """What is not known, no rule judges by."""
    assert said(TEASER, "L04", contact=None) == []


def test_l04_is_silent_in_a_reply_that_was_asked_for() -> None:
    """Who asked is not teased."""
    assert said(TEASER, "L04", "reply", asked_for=True) == []


@pytest.mark.parametrize(
    "text",
    ["I'd love to join Kestrel.", "At KESTREL they said so.", "Kestrel's line is fine."],
)
def test_l05_finds_another_employer(text: str) -> None:
    """Any other employer of mine, legal forms dropped, with the place."""
    finding = said(f"Hi Maya,\n{text}", "L05", employers=("Kestrel Inc.",))[0]
    assert (finding.level, finding.line) == (Level.ERROR, 2)
    assert "Powell Motors" in finding.message


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("The kestrel in your logo is pretty.", {}),
        ("Say hello to Dana Kestrel.", {"colleagues": ("Dana Kestrel",)}),
        ("Write to me at sam@Kestrel.com.", {}),
        ("I read this: Kestrel joins Powell.", {"notes": (replace(HYBRID, text="Kestrel joins Powell."),)}),
        ("How is it at Kestrel Falls?", {"company": "Kestrel Falls"}),
    ],
    ids=["a bird", "a colleague", "an address", "their news", "their own name"],
)  # fmt: skip
def test_l05_knows_names_that_only_look_so(text: str, more: dict[str, Any]) -> None:
    """A word, a person, an address or their own news is no mistake."""
    assert said(text, "L05", **({"employers": ("Kestrel",)} | more)) == []


def test_l05_reads_the_subject_for_employers() -> None:
    """The wrong name in the subject is as bad."""
    known = replace(KNOWN, employers=("Kestrel",))
    finding = check("Hi Maya.", "email", "", subject="Kestrel", known=known)[0]
    assert (finding.rule, finding.line, finding.message[:15]) == ("L05", 1, "In the subject:")


def test_l05_finds_what_is_shared_with_somebody_else() -> None:
    """Common ground goes to whom it was noted of, unless both have it."""
    foreign = (Note(9, NoteKind.COMMON, "sky diving", contact_id=2),)
    text = "Hi Maya, have you been sky diving again?"
    assert "sky diving" in said(text, "L05", foreign=foreign)[0].message
    own = (Note(1, NoteKind.OBSERVATION, "goes sky diving, too", contact_id=1),)
    assert said(text, "L05", foreign=foreign, notes=own) == []


def test_the_four_parts_are_told_one_by_one() -> None:
    """Each missing part is a finding of its own, with advice (S3.29)."""
    for rule in ("L06", "L07", "L08", "L09"):
        assert said("Hi Maya, it rained all day here. Sam", rule)[0].level is Level.WARNING
        assert said(HELLO, rule) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (HELLO, (True, True, True, True)),
        ("Hi Maya, just a quick hello. Sam", (True, False, False, False)),
        ("Maya, I'd still love to work at Powell.", (False, True, False, False)),
        ("Maya, I read that the hybrid line comes in spring.", (False, False, True, False)),
        ("Maya, what keeps your people busy?", (False, False, False, True)),
        ("", (False, False, False, False)),
    ],
)
def test_parts_present(text: str, parts: tuple[bool, bool, bool, bool]) -> None:
    """The meter shows the same four as the rules (S3.25-S3.28)."""
    assert parts_present(Script(text, "email", "keep-warm", known=KNOWN)) == parts


@pytest.mark.parametrize(
    "question",
    ["How are you?", "How are things with you these days?", "Can you call me back?", "All well?"],
)
def test_l09_wants_more_than_small_talk(question: str) -> None:
    """A question that engages is about their work (S3.28)."""
    assert said(f"Hi Maya, a quick hello. {question}", "L09")


def test_the_parts_are_asked_of_two_purposes_only() -> None:
    """A thank-you has other duties."""
    found = check("Hi Maya, thank you.", "email", "status", known=KNOWN)
    assert not {"L06", "L07", "L08", "L09", "L10"} & {f.rule for f in found}


def test_l10_clears_with_news_and_a_question_or_an_insight() -> None:
    """Only staying in touch is not enough (S1.22, S1.23)."""
    assert said("Hi Maya, just staying in touch. Sam", "L10")
    assert said("I saw the hybrid line moves up to spring.", "L10", notes=(HYBRID,))
    assert said("The hybrid line in spring! How is it?", "L10", notes=(HYBRID,)) == []
    assert said(TEASER, "L10", insights=(RIVAL,)) == []


def test_l10_remarks_praise_that_fits_anybody() -> None:
    """Passion names its reason (S2.10)."""
    general = f"{HELLO} Powell is a great company."
    assert [f.level for f in said(general, "L10")] == [Level.INFO]
    assert said(f"{HELLO} It is a great company for its apprentices.", "L10") == []


@pytest.mark.parametrize(
    ("text", "canned"),
    [
        ("I'd like to add you to my professional network on LinkedIn.", True),
        ("Hi Maya, I'd like to connect.", True),
        ("Hi Maya, I enjoyed our talk. Let's connect.", False),
        ("Hi Maya, let's connect, on the river holes too.", False),
        ("I enjoyed our talk, so I'd like to add you to my professional network.", True),
    ],
)
def test_l11_is_about_canned_words(text: str, canned: bool) -> None:
    """Stock texts stay stock texts; where we met or what we share makes it personal (S4.16)."""
    found = check(text, "invitation", "connect", known=replace(KNOWN, notes=(PARKVIEW,)))
    assert any(f.rule == "L11" and f.level is Level.ERROR for f in found) is canned


def test_l12_names_what_we_share() -> None:
    """The note must mention the common ground (S0.18); with none noted it says where to note it."""
    text = "Hi Maya, thank you for the interview."
    finding = said(text, "L12", "thanks-interview", notes=(PARKVIEW,))[0]
    assert finding.level is Level.ERROR
    assert "Parkview" in finding.message
    assert "press n" in said(text, "L12", "thanks-interview")[0].message
    assert said(f"{text} See you at Parkview.", "L12", "thanks-interview", notes=(PARKVIEW,)) == []


def test_l12_counts_three_thanks_after_a_decision() -> None:
    """Learned, considered, kept in mind (S4.8-S4.10), each a warning of its own."""
    assert [f.level for f in said("Hi Maya, all the best.", "L12", "thanks-decision")] == [
        Level.WARNING
    ] * 3
    text = "I learned a lot about Powell. Thank you for considering me. Do keep me in mind."
    assert said(text, "L12", "thanks-decision") == []


def test_l13_wants_one_or_two_reasons_not_given_yet() -> None:
    """One or two, none of them mentioned in the interview (S0.20, S0.21)."""
    thanks = "Hi Maya, thank you. "
    told = "One thing I did not get to say: I moved two plants on budget."
    assert said(thanks, "L13", "thanks-interview", notes=(PLANTS,))
    assert said(thanks + told, "L13", "thanks-interview", notes=(PLANTS,)) == []
    mentioned = replace(PLANTS, mentioned=True)
    assert (
        "already" in said(thanks + told, "L13", "thanks-interview", notes=(mentioned,))[0].message
    )


def test_l14_counts_disappointment_over_the_company() -> None:
    """Once to manager or HR, not once to each (S1.3)."""
    sad = "Hi Maya, I was disappointed, of course. Thank you all the same."
    assert said(sad, "L14") == []
    dana = Earlier(sad, date(2026, 10, 6), "thanks-decision", "Dana Whitfield", same_person=False)
    message = said(sad, "L14", earlier=(dana,))[0].message
    assert ("Dana Whitfield" in message, "6 October 2026" in message) == (True, True)
    assert said(f"{sad} I am so sad that it went to somebody else.", "L14")


def test_l16_leaves_out_what_must_repeat() -> None:
    """Greeting, names, number and closing are the same every time (S3.23)."""
    frame = "Hi Maya,\n\n{}\n\nBest wishes,\nSam Reyes\n313 555 0199"
    earlier = Earlier(
        frame.format("It rained."), date(2026, 10, 6), "keep-warm", "Maya Okafor", True
    )
    script = Script(
        frame.format("It snowed."), "email", "keep-warm", known=replace(KNOWN, earlier=(earlier,))
    )
    assert likeness(script) == 0.0


def test_l16_names_the_words_and_the_day() -> None:
    """So that they can be found and changed."""
    earlier = Earlier(HELLO, date(2026, 10, 6), "value", "Maya Okafor", True)
    finding = said(f"{HELLO} And a word on the plant in Ohio.", "L16", earlier=(earlier,))[0]
    assert ("6 October 2026" in finding.message, "just a few lines" in finding.message) == (
        True,
        True,
    )


@pytest.mark.parametrize(("purpose", "alike"), [("keep-warm", True), ("value", False)])
def test_l16_compares_others_there_for_the_same_purpose(purpose: str, alike: bool) -> None:
    """Two people of one company show each other their mail; a purpose apart it may sound alike."""
    dana = Earlier(HELLO, date(2026, 10, 6), purpose, "Dana Whitfield", False)
    assert bool(said(HELLO, "L16", earlier=(dana,))) is alike


def test_l16_reads_the_ledger() -> None:
    """What they were told is told with its date."""
    told = (Told("note", 3, "the hybrid line moves up to spring", date(2026, 10, 30)),)
    text = "Moving the hybrid line up to spring, how is that?"
    assert "30 October 2026" in said(text, "L16", told=told)[0].message
    assert said("How is the spring line?", "L16", told=told) == []


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=40)
def test_likeness_is_a_share(text: str, before: str) -> None:
    """Whatever is compared, it lies between 0 and 1, and nothing raises."""
    earlier = Earlier(before, date(2026, 1, 5), "keep-warm", "Maya Okafor", True)
    script = Script(text, "email", "keep-warm", known=replace(KNOWN, earlier=(earlier,)))
    assert 0 <= likeness(script) <= 1


def test_likeness_of_the_same_words_is_whole() -> None:
    """The same script again is the same script."""
    earlier = Earlier(HELLO, date(2026, 1, 5), "keep-warm", "Maya Okafor", True)
    assert likeness(Script(HELLO, "email", "value", known=replace(KNOWN, earlier=(earlier,)))) == 1


@pytest.mark.parametrize(("on", "true"), [(date(2026, 10, 20), False), (date(2026, 10, 15), True)])
def test_l17_counts_the_days(on: date, true: bool) -> None:
    """It has been a while after five weeks (S3.19)."""
    assert (said("Hi Maya, it's been a while.", "L17", spoke_on=on) == []) is true


def test_l17_wants_interest_stated_before() -> None:
    """ "As I mentioned" only when it was (S3.20)."""
    text = "As I mentioned before, I would love to work at Powell."
    assert said(text, "L17", spoke_on=date(2026, 9, 1))
    assert said(text, "L17", spoke_on=date(2026, 9, 1), interest_stated=True) == []


def test_l18_finds_stale_and_hard_news() -> None:
    """News past its day, and news that nobody likes to hear again (S0.33)."""
    text = "So the hybrid line moves up to spring?"
    assert said(text, "L18", notes=(HYBRID,)) == []
    stale = replace(HYBRID, expires=date(2026, 11, 22))
    assert "stale on 22 November 2026" in said(text, "L18", notes=(stale,))[0].message
    assert "hard news" in said(text, "L18", notes=(replace(HYBRID, tone=Tone.HARD),))[0].message


def test_l19_asks_unless_they_agreed() -> None:
    """A value script asks for a time to talk (S1.31)."""
    text = "Hi Maya, I found how a rival prices its spring line. Sam"
    assert said(text, "L19", "value", insights=(RIVAL,))
    assert said(text, "L19", "value", insights=(RIVAL,), agreed_to_talk=True) == []


def test_l20_remarks_a_sentence_nobody_can_follow() -> None:
    """What is spoken does not ramble (S3.16)."""
    text = "Hi Maya, Sam Reyes, 313 555 0199. " + "and then " * 20 + "it was over."
    messages = [f.message for f in check(text, "voicemail", "", known=KNOWN) if f.rule == "L20"]
    assert messages == ["A sentence of 43 words is long to listen to: make it two."]
    assert not [f for f in check(text, "email", "", known=KNOWN) if f.rule == "L20"]


@given(st.text(max_size=400), st.sampled_from(["keep-warm", "value", "thanks-interview", "reply"]))
@settings(max_examples=50)
def test_any_text_can_be_checked(text: str, purpose: str) -> None:
    """Every finding stands inside the text, whatever it is made of."""
    notes = (PARKVIEW, HYBRID, PLANTS)
    known = replace(
        KNOWN,
        notes=notes,
        employers=("(Kestrel", "İz A/S"),
        foreign=(Note(9, NoteKind.COMMON, text[:50] or "x", contact_id=2),),
        insights=(RIVAL,),
        used=(Used("note", 3, HYBRID.text),),
        told=(Told("note", 3, text[:40], TODAY),),
        spoke_on=TODAY,
    )
    lines = text.split("\n")
    for finding in check(text, "email", purpose, known=known):
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1


def test_news_that_went_on_is_not_told_again() -> None:
    """The next piece about the same thing is new, though it shares words with the last (S3.23, S0.33)."""
    slip = Note(5, NoteKind.NEWS, "the electric ferry is on the slip", company_id=1, expires=TODAY)
    crossed = Note(6, NoteKind.NEWS, "the electric ferry has made its first crossing", company_id=1)
    text = "I saw that the electric ferry has made its first crossing. How was it?"
    known: dict[str, Any] = {
        "notes": (replace(slip, expires=date(2026, 11, 1)), crossed),
        "told": (Told("note", 5, slip.text, date(2026, 10, 1)),),
    }
    assert said(text, "L16", **known) + said(text, "L18", **known) == []
    assert said("So the electric ferry is on the slip?", "L16", **known)


@pytest.mark.parametrize(
    ("purpose", "newest", "level"),
    [
        ("keep-warm", date(2026, 10, 1), Level.WARNING),
        ("value", date(2026, 5, 28), Level.WARNING),
        ("value", date(2026, 5, 27), Level.INFO),
        ("thanks-decision", date(2026, 10, 1), Level.INFO),
    ],
)
def test_l16_lets_what_we_share_rest_for_half_a_year(
    purpose: str, newest: date, level: Level
) -> None:
    """It is told once, with the newest date; a thank-you may name it any time (S3.23)."""
    told = tuple(Told("note", 1, PARKVIEW.text, on) for on in (date(2026, 1, 5), newest))
    text = "See you at the river holes, Parkview."
    (finding,) = said(text, "L16", purpose, told=told, notes=(PARKVIEW,))
    assert (finding.level, f"{newest.day} {newest:%B %Y}" in finding.message) == (level, True)


def test_l04_knows_a_confidence_from_public_news() -> None:
    """Words that their own news brings along give no confidence away."""
    secret = Insight(
        1, 1, "where the next ferry contract is called", "In Oslo", origin=Origin.CONFIDENCE
    )
    crossed = Note(6, NoteKind.NEWS, "the electric ferry has made its first crossing", company_id=1)
    text = "Sam Reyes calling. I saw that the electric ferry has made its first crossing."
    assert said(text, "L04", insights=(secret,), notes=(crossed,)) == []
