"""The templates that ship: fit to send with full notes, sound with none, and each in words of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from followup_tui.core.records import Company, Contact, Note
from followup_tui.core.words import NoteKind
from followup_tui.scripts.meter import measure
from followup_tui.scripts.rehearsal import full_notes
from followup_tui.scripts.render import faults
from followup_tui.scripts.slots import Material, Me
from tests.scripts.shipped import (
    KEEP_WARM,
    LIBRARY,
    NAMES,
    OPENING,
    QUESTION,
    VALUE,
    WORDINGS,
    failing,
    findings,
    of,
    own_words,
    purpose_of,
    rendered,
    said_by,
    with_last,
)

SPOKEN = ("voicemail", "call")
WRITTEN = ("email", "linkedin", "letter")
MATRIX = {
    "keep-warm": (*SPOKEN, *WRITTEN, "in-person"),
    "value": (*SPOKEN, *WRITTEN, "in-person"),
    "reply": (*SPOKEN, *WRITTEN),
    "reply.recruiter": (*SPOKEN, *WRITTEN),
    "opening": (*SPOKEN, *WRITTEN),
    "congratulation": (*SPOKEN, *WRITTEN),
    "feedback": (*SPOKEN, "email", "linkedin"),
    "status": (*SPOKEN, "email", "linkedin"),
    "thanks-interview": WRITTEN,
    "thanks-decision": (*SPOKEN, *WRITTEN),
    "decline": (*SPOKEN, *WRITTEN),
    "withdraw": (*SPOKEN, *WRITTEN),
    "landed": (*SPOKEN, *WRITTEN),
    "referral-thanks": (*SPOKEN, *WRITTEN),
    "connect": ("invitation",),
    **{
        f"{purpose}.{part}": ("call",)
        for purpose in ("keep-warm", "value", "opening")
        for part in ("greeting", "closing")
    },
}


def test_every_purpose_has_its_script_on_every_channel_that_suits_it() -> None:
    """What a plan or a person can ask for is there, and nothing else."""
    wanted = {f"{channel}/{what}" for what, channels in MATRIX.items() for channel in channels}
    assert set(NAMES) == wanted


@pytest.mark.parametrize("name", NAMES)
def test_template_has_at_least_three_wordings(name: str) -> None:
    """There is something to reword to."""
    assert len(LIBRARY.load(name).wordings) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_template_names_only_what_there_is(name: str) -> None:
    """No slot in it is misspelt."""
    assert faults(LIBRARY.load(name)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_template_is_plain_ascii(name: str) -> None:
    """It can be typed on any keyboard and sent through anything."""
    assert LIBRARY.load(name).path.read_text().isascii()


def test_full_notes_leave_nothing_missing(full: Material) -> None:
    """With everything known, no slot shows as a gap."""
    assert failing(lambda name, index: not rendered(name, index, full).missing) == []


@pytest.mark.parametrize("name", [n for n in NAMES if not n.endswith((".greeting", ".closing"))])
def test_full_notes_give_a_script_fit_to_send(name: str, full: Material) -> None:
    """With everything known, the checker has nothing to say."""
    scripts = [rendered(name, n, full) for n in range(len(LIBRARY.load(name).wordings))]
    assert [findings(s.body, name, full, s.subject) for s in scripts] == [()] * len(scripts)


@pytest.mark.parametrize("purpose", ["keep-warm", "value", "opening"])
def test_any_greeting_goes_with_any_closing(purpose: str, full: Material) -> None:
    """The parts of a live call make a whole one, however they are put together (S3.35)."""
    name = f"call/{purpose}"
    greetings, closings = (
        [rendered(f"{name}.{part}", n, full).body for n in range(3)]
        for part in ("greeting", "closing")
    )
    calls = [f"{greeting}\n\n{closing}" for greeting in greetings for closing in closings]
    assert [findings(call, name, full) for call in calls] == [()] * 9


def test_script_fits_its_channel() -> None:
    """With notes of an ordinary length no script is too long for where it is said (S3.14)."""

    def fits(name: str, index: int) -> bool:
        body = rendered(name, index, full_notes()).body
        return measure(body, name.split("/")[0]).over_at is None

    assert failing(fits) == []


def test_bare_notes_lack_only_what_is_needed(bare: Material) -> None:
    """With only a name known, sentences fall away; what the header needs and my number show as gaps."""

    def lacks_no_more(name: str, index: int) -> bool:
        return {*rendered(name, index, bare).missing} <= {*LIBRARY.load(name).needs, "me"}

    assert failing(lacks_no_more) == []


def test_bare_notes_leave_whole_sentences(bare: Material) -> None:
    """Where something fell away, no sentence begins small, ends twice or hangs in the air."""
    broken = re.compile(r"[.?!] +[a-z]|^[a-z]|\.\.|,\.| ,| \.|: *\.|\(\)", re.MULTILINE)
    assert failing(lambda name, index: not broken.search(rendered(name, index, bare).body)) == []


@pytest.mark.parametrize("known", ["full", "bare"])
def test_email_closes_in_a_paragraph_of_its_own(known: str, request: pytest.FixtureRequest) -> None:
    """Closing words, then my name below them, whatever fell away above."""
    material = request.getfixturevalue(known)
    closing = re.compile(r"\n\n[A-Z][a-z ]+,\nSam Reyes(\n|$)")
    emails = [w for w in WORDINGS if w[0].startswith("email")]
    assert failing(lambda n, i: closing.search(rendered(n, i, material).body), emails) == []


@pytest.mark.parametrize("name", NAMES)
def test_wordings_truly_differ(name: str) -> None:
    """Two wordings share at most one in five of their word triples (L16)."""
    for one, other in combinations(map(own_words, LIBRARY.load(name).wordings), 2):
        assert len(one & other) <= 0.2 * min(len(one), len(other))


def test_channels_do_not_repeat_each_other() -> None:
    """Who gets a voicemail and then an e-mail hears other words (S3.23)."""
    triples = [
        (purpose_of(name), index, name, own_words(LIBRARY.load(name).wordings[index]))
        for name, index in WORDINGS
    ]
    alike = [
        (one[2], one[1], other[2], other[1])
        for one, other in combinations(triples, 2)
        if one[0] == other[0] and len(one[3] & other[3]) > 0.2 * min(len(one[3]), len(other[3]))
    ]
    assert alike == []


def test_script_asks_at_most_one_question(full: Material) -> None:
    """One is easy to answer."""
    assert failing(lambda n, i: len(QUESTION.findall(rendered(n, i, full).body)) <= 1) == []


@pytest.mark.parametrize(("name", "index"), KEEP_WARM)
def test_keep_warm_wants_news(name: str, index: int, full: Material) -> None:
    """Without news the gap shows, so that nobody sends a hello about nothing (S1.23)."""
    without = replace(full, notes=tuple(n for n in full.notes if n.kind != NoteKind.NEWS))
    assert rendered(name, index, without).missing == ("news",)


@pytest.mark.parametrize(("name", "index"), KEEP_WARM)
def test_keep_warm_has_its_parts_in_order(name: str, index: int, full: Material) -> None:
    """Greeting, the company I am still interested in, the news, the question (S3.18)."""
    body = rendered(name, index, full).body
    parts = ["Maya", "Powell Motors", "the hybrid line", "?"]
    places = [body.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(("name", "index"), VALUE)
def test_value_teases_before_it_asks_for_a_time(name: str, index: int, full: Material) -> None:
    """The company, the news, the teaser, the question, and an insight in the ledger (S1.28)."""
    script = rendered(name, index, full)
    parts = ["Powell Motors", "the hybrid line", "how a rival prices its spring line", "?"]
    places = [script.body.index(part) for part in parts]
    assert (places, "insight" in {used.kind for used in script.used}) == (sorted(places), True)


@pytest.mark.parametrize(("name", "index"), VALUE)
def test_value_says_nothing_more_than_the_teaser(name: str, index: int, full: Material) -> None:
    """The information itself is never left (S1.30)."""
    assert not re.search("Kestrel|18|March|six weeks", rendered(name, index, full).body)


@pytest.mark.parametrize(("name", "index"), [w for w in WORDINGS if "/thanks-interview" in w[0]])
def test_interview_thanks_carry_common_ground_and_reasons(
    name: str, index: int, full: Material
) -> None:
    """What we share, and one or two reasons not given yet (S0.18, S0.20)."""
    said = [used.id for used in rendered(name, index, full).used if used.kind == "note"]
    assert said in ([1, 4], [1, 4, 5])


@pytest.mark.parametrize(("name", "index"), [w for w in WORDINGS if "/thanks-decision" in w[0]])
def test_decision_thanks_say_the_three_things(name: str, index: int, full: Material) -> None:
    """What I learned, that I was considered, and to keep me in mind (S4.8-S4.10)."""
    body = rendered(name, index, full).body
    wanted = (r"learn|taught", r"consider", r"in mind|think of me")
    assert all(re.search(pattern, body) for pattern in wanted)


@pytest.mark.parametrize(("name", "index"), [w for w in WORDINGS if "invitation" in w[0]])
def test_invitation_is_personal_and_fits(name: str, index: int) -> None:
    """With long but ordinary names it says what only we know, within 200 characters (S4.15, S4.16)."""
    material = Material(
        Me("Christopher Montgomery"),
        Contact(1, "Alexandra Fitzgerald", "Alexandra", "Fitzgerald"),
        date(2026, 11, 23),
        company=Company(1, "Continental Manufacturing"),
        notes=(Note(1, NoteKind.COMMON, "rowing at Michigan State", contact_id=1),),
    )
    body = rendered(name, index, material).body
    assert ("rowing" in body, measure(body, "invitation").over_at) == (True, None)


def test_a_while_is_not_said_after_three_weeks(full: Material) -> None:
    """It has not been a while (S3.19)."""
    recent = with_last(full, date(2026, 11, 2))
    assert failing(lambda n, i: "a while" not in rendered(n, i, recent).body) == []


def test_a_while_is_said_after_five_weeks(full: Material) -> None:
    """After five weeks it is true and may be said (S3.19)."""
    quiet = with_last(full, date(2026, 10, 19))
    assert any("a while" in rendered(name, index, quiet).body for name, index in KEEP_WARM)


@pytest.mark.parametrize("channel", ["voicemail", "email", "letter"])
def test_my_own_sentence_of_interest_is_used(channel: str, full: Material) -> None:
    """What I wrote about a company is said there (S3.21)."""
    interest = "I want to build cars that people keep."
    keen = replace(full, company=Company(1, "Powell Motors", interest=interest))
    bodies = [rendered(name, i, keen).body for name, i in KEEP_WARM if name.startswith(channel)]
    assert any(f"Powell Motors: {interest}" in body for body in bodies)


def test_no_script_pleads_waits_or_asks_for_openings() -> None:
    """The words that give the wrong impression are not in any template (S0.34, S3.31, S4.2)."""
    wrong = re.compile(
        r"openings?\b|vacan|stand by|standby|in case|work(ed|s)? out|fall through|back-?up|new hire"
        r"|second choice|disappoint|unfortunately|reject|sadly|please hire|desperate|\bbeg\b|any chance",
        re.IGNORECASE,
    )
    assert failing(lambda n, i: not wrong.search(said_by(LIBRARY.load(n).wordings[i]))) == []


def test_no_script_quotes_figures() -> None:
    """The seat clock and the referral figures are for me alone (S0.35)."""
    figures = re.compile(r"\d|%|per ?cent|times as likely|months? ago")
    assert failing(lambda n, i: not figures.search(said_by(LIBRARY.load(n).wordings[i]))) == []


@pytest.mark.parametrize(("name", "index"), [*KEEP_WARM, *VALUE, *OPENING, *of("congratulation")])
def test_nothing_is_recalled_that_did_not_happen(name: str, index: int, full: Material) -> None:
    """Without a talk and a stated interest there is nothing they could remember (S3.20)."""
    body = rendered(name, index, replace(full, met=False, interest_stated=False)).body
    assert not re.search(
        r"as you (may )?(know|remember)|you know (that |I )|mentioned|our (talk|conversation)|we met"
        r"|since we (last )?spoke",
        body,
        re.IGNORECASE,
    )


def test_what_did_happen_may_be_recalled(full: Material) -> None:
    """Somebody who knows of my interest may be reminded of it (S3.20)."""
    bodies = [rendered(name, index, full).body for name, index in (*KEEP_WARM, *VALUE)]
    assert sum("As you" in body or "You know" in body for body in bodies) >= 3


@pytest.mark.parametrize("channel", ["voicemail", "call", "email", "linkedin"])
def test_recruiter_hears_once_who_sent_me(channel: str, full: Material) -> None:
    """The first message names who referred me, a later one does not (S3.7)."""
    first = rendered(f"{channel}/keep-warm", 0, replace(full, last=None)).body
    later = rendered(f"{channel}/keep-warm", 0, full).body
    assert ("Luis Ferreira" in first, "Luis Ferreira" in later) == (True, False)


@pytest.mark.parametrize(("name", "index"), OPENING)
def test_opening_asks_about_the_job_by_name(name: str, index: int, full: Material) -> None:
    """It is a question about that opportunity (S4.24)."""
    body = rendered(name, index, full).body
    assert ("Design Lead" in body, len(QUESTION.findall(body))) == (True, 1)


@pytest.mark.parametrize("channel", [*SPOKEN, *WRITTEN])
def test_opening_brings_what_is_new_about_me(channel: str, full: Material) -> None:
    """Gains since we were last in touch are a quick update there, and only then (S4.25)."""
    told = [
        ["design systems" in rendered(f"{channel}/opening", i, m).body for i in range(3)]
        for m in (full, replace(full, gains=()))
    ]
    assert told == [[True] * 3, [False] * 3]


@pytest.mark.parametrize(("name", "index"), [*of("decline"), *of("withdraw"), *of("landed")])
def test_goodbye_keeps_the_contact(name: str, index: int, full: Material) -> None:
    """Whoever is told no, or told the good news, is asked to stay in touch (S0.44)."""
    body = rendered(name, index, replace(full, notes=())).body
    assert re.search(
        r"in (touch|contact)|the contact|connected|linked|again|hear(ing)? from you"
        r"|talking|talk every|let's (keep|speak|meet|talk)|go on,|go on over",
        body,
    )


@pytest.mark.parametrize(("name", "index"), of("landed"))
def test_landed_says_where_i_started(name: str, index: int, full: Material) -> None:
    """My new employer is named where it is known, and the sentence stands without."""
    unnamed = replace(full, me=replace(full.me, employer=""))
    told = ["Lindgren Works" in rendered(name, index, m).body for m in (full, unnamed)]
    assert told == [True, False]


@pytest.mark.parametrize(("name", "index"), of("landed"))
def test_landed_wants_no_job_any_more(name: str, index: int, full: Material) -> None:
    """Who has found work states no interest in other work."""
    assert "Powell Motors" not in rendered(name, index, full).body


@pytest.mark.parametrize(
    ("name", "index"), [w for w in WORDINGS if w[0].endswith("reply.recruiter")]
)
def test_sent_to_the_recruiter_i_go_gladly(name: str, index: int, full: Material) -> None:
    """The recruiter is welcome, and the manager hears that my interest stands (S3.7)."""
    body = rendered(name, index, full).body
    assert re.search("[Rr]ecruit", body)
    assert re.search(
        r"interest|keen|like to|would enjoy|would work with|draws me|hopes|care about|glad to|heart",
        body,
    )
