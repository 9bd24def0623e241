"""The templates that ship: fit to send with full notes, sound with none, and each in words of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from followup_tui.core.records import Company, Contact, Note, Touch
from followup_tui.core.words import NoteKind
from followup_tui.scripts.checker import check
from followup_tui.scripts.checking import Background
from followup_tui.scripts.library import Library
from followup_tui.scripts.meter import measure
from followup_tui.scripts.render import Rendered, faults, render
from followup_tui.scripts.slots import Material, Me, context

LIBRARY = Library([Path(__file__).parents[2] / "templates"])
NAMES = LIBRARY.names()
WORDINGS = [(name, index) for name in NAMES for index in range(len(LIBRARY.load(name).wordings))]
KEEP_WARM = [w for w in WORDINGS if "/keep-warm" in w[0]]
VALUE = [w for w in WORDINGS if "/value" in w[0]]
QUESTION = re.compile(r"\?(?=\s|$)")


def rendered(name: str, index: int, material: Material) -> Rendered:
    """One wording with what is known."""
    return render(LIBRARY.load(name), index, context(material))


def with_last(material: Material, on: date) -> Material:
    """The same, last in touch on that day."""
    return replace(material, last=Touch(1, 1, channel="email", done_on=on))


def own_words(wording: str) -> set[tuple[str, ...]]:
    """Every three words in a row that the template itself says, between greeting and closing."""
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", wording.split("{{ me.sign_off")[0])
    words = re.findall(r"[a-z']+", text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def test_every_touch_of_the_plan_has_its_script() -> None:
    """What the plans after interview and decision ask for is there."""
    assert set(NAMES) >= {
        *(
            f"{channel}/{purpose}"
            for channel in ("voicemail", "call", "email", "linkedin", "letter")
            for purpose in ("keep-warm", "value", "reply")
        ),
        *(f"{channel}/status" for channel in ("voicemail", "call", "email", "linkedin")),
        *(
            f"{channel}/{purpose}"
            for channel in ("email", "linkedin", "letter")
            for purpose in ("thanks-decision", "decline")
        ),
        *("email/thanks-interview", "invitation/connect", "email/reply.recruiter"),
    }


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


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_full_notes_leave_nothing_missing(name: str, index: int, full: Material) -> None:
    """With everything known, no slot shows as a gap."""
    assert rendered(name, index, full).missing == ()


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_full_notes_give_a_script_fit_to_send(name: str, index: int, full: Material) -> None:
    """With everything known, the checker has nothing to say."""
    script = rendered(name, index, full)
    channel, purpose = name.split(".")[0].split("/")
    known = Background(me=full.me, contact=full.contact)
    findings = check(script.body, channel, purpose, subject=script.subject, known=known)
    assert findings == ()


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_bare_notes_lack_only_what_is_needed(name: str, index: int, bare: Material) -> None:
    """With only a name known, sentences fall away; what the header needs and my number show as gaps."""
    script = rendered(name, index, bare)
    assert set(script.missing) <= {*LIBRARY.load(name).needs, "me"}


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_bare_notes_leave_whole_sentences(name: str, index: int, bare: Material) -> None:
    """Where something fell away, no sentence begins small, ends twice or hangs in the air."""
    body = rendered(name, index, bare).body
    assert not re.search(r"[.?!] +[a-z]|^[a-z]|\.\.|,\.| ,| \.|: *\.|\(\)", body, re.MULTILINE)


@pytest.mark.parametrize("known", ["full", "bare"])
@pytest.mark.parametrize(("name", "index"), [w for w in WORDINGS if w[0].startswith("email")])
def test_email_closes_in_a_paragraph_of_its_own(
    name: str, index: int, known: str, request: pytest.FixtureRequest
) -> None:
    """Closing words, then my name below them, whatever fell away above."""
    body = rendered(name, index, request.getfixturevalue(known)).body
    assert re.search(r"\n\n[A-Z][a-z ]+,\nSam Reyes(\n|$)", body)


@pytest.mark.parametrize("name", NAMES)
def test_wordings_truly_differ(name: str) -> None:
    """Two wordings share at most one in five of their word triples (L16)."""
    for one, other in combinations(map(own_words, LIBRARY.load(name).wordings), 2):
        assert len(one & other) <= 0.2 * min(len(one), len(other))


def test_channels_do_not_repeat_each_other() -> None:
    """Who gets a voicemail and then an e-mail hears other words (S3.23)."""
    triples = [
        (name.split("/")[1], index, name, own_words(LIBRARY.load(name).wordings[index]))
        for name, index in WORDINGS
    ]
    alike = [
        (one[2], one[1], other[2], other[1])
        for one, other in combinations(triples, 2)
        if one[0] == other[0] and len(one[3] & other[3]) > 0.2 * min(len(one[3]), len(other[3]))
    ]
    assert alike == []


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_script_asks_at_most_one_question(name: str, index: int, full: Material) -> None:
    """One is easy to answer."""
    assert len(QUESTION.findall(rendered(name, index, full).body)) <= 1


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


@pytest.mark.parametrize(
    ("name", "index"), [w for w in WORDINGS if w[0] == "email/thanks-interview"]
)
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


@pytest.mark.parametrize("kind", [NoteKind.COMMON, NoteKind.OBSERVATION])
@pytest.mark.parametrize(("name", "index"), [w for w in WORDINGS if "invitation" in w[0]])
def test_invitation_is_personal_and_fits(name: str, index: int, kind: NoteKind) -> None:
    """With long but ordinary names it says what only we know, within 200 characters (S4.15, S4.16)."""
    material = Material(
        Me("Christopher Montgomery"),
        Contact(1, "Alexandra Fitzgerald", "Alexandra", "Fitzgerald"),
        date(2026, 11, 23),
        company=Company(1, "Continental Manufacturing"),
        notes=(Note(1, kind, "rowing at Michigan State", contact_id=1),),
    )
    body = rendered(name, index, material).body
    assert ("rowing" in body, measure(body, "invitation").over_at) == (True, None)


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_a_while_is_not_said_after_three_weeks(name: str, index: int, full: Material) -> None:
    """It has not been a while (S3.19)."""
    assert "a while" not in rendered(name, index, with_last(full, date(2026, 11, 2))).body


def test_a_while_is_said_after_months(full: Material) -> None:
    """Where it is true, it may be said."""
    quiet = with_last(full, date(2026, 8, 1))
    assert any("a while" in rendered(name, index, quiet).body for name, index in KEEP_WARM)


@pytest.mark.parametrize("channel", ["voicemail", "email", "letter"])
def test_my_own_sentence_of_interest_is_used(channel: str, full: Material) -> None:
    """What I wrote about a company is said there (S3.21)."""
    interest = "I want to build cars that people keep."
    keen = replace(full, company=Company(1, "Powell Motors", interest=interest))
    bodies = [rendered(name, i, keen).body for name, i in KEEP_WARM if name.startswith(channel)]
    assert any(f"Powell Motors: {interest}" in body for body in bodies)


@pytest.mark.parametrize(("name", "index"), WORDINGS)
def test_no_script_pleads_waits_or_asks_for_openings(name: str, index: int) -> None:
    """The words that give the wrong impression are not in any template (S0.34, S3.31, S4.2)."""
    wording = LIBRARY.load(name).wordings[index]
    assert not re.search(
        r"openings?\b|vacan|stand by|standby|in case|work(ed|s)? out|fall through|back-?up|new hire"
        r"|second choice|disappoint|unfortunately|reject|sadly|please hire|desperate|\bbeg\b|any chance",
        wording,
        re.IGNORECASE,
    )
