"""The words of shipped templates: true for whoever hears them, and fit for what people note."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from followup_tui.core.records import Note
from followup_tui.core.words import Decision, NoteKind
from followup_tui.scripts.rehearsal import TODAY
from followup_tui.scripts.slots import Material
from tests.scripts.shipped import (
    KEEP_WARM,
    LIBRARY,
    OPENING,
    VALUE,
    WORDINGS,
    failing,
    findings,
    of,
    rendered,
)

CHEERFUL = re.compile(
    r"smil|enjoy|best|favou?rite|bright|good|glad|happ|pleas|lov|fun\b|nice|light|fond|here's to"
    r"|forward|time for|room|topic|subject|bonus|fuel|both like|agree|warm|fuel|even better|\bgift",
    re.IGNORECASE,
)
"""What nobody may say beside a loss that two people share."""
SAD = "We both lost our fathers this spring"


def with_common(material: Material, text: str, used_on: date | None = None) -> Material:
    """The same with other common ground."""
    others = tuple(n for n in material.notes if n.kind != NoteKind.COMMON)
    return replace(
        material,
        notes=(Note(1, NoteKind.COMMON, text, contact_id=1, used_on=used_on), *others),
    )


def test_common_ground_of_any_kind_finds_fitting_words(full: Material) -> None:
    """A sad thing that two people share stands in no cheerful sentence (S0.18)."""

    def fits(name: str, index: int) -> bool:
        body = rendered(name, index, with_common(full, SAD)).body
        sentences = re.split(r"(?<=[.?!])\s+|\n\n", body)
        return not any(CHEERFUL.search(one) for one in sentences if "fathers" in one)

    assert failing(fits) == []


def test_scripts_do_not_all_end_alike(full: Material) -> None:
    """About half of the wordings leave common ground out."""
    said = [w for w in WORDINGS if "fathers" in rendered(*w, with_common(full, SAD)).body]
    assert 0.3 < len(said) / len(WORDINGS) < 0.6


@pytest.mark.parametrize(("days", "told"), [(179, False), (180, True)])
def test_told_common_ground_rests(days: int, told: bool, full: Material) -> None:
    """Hello and value leave out what was told within 180 days, whatever else they say (S3.23)."""
    known = with_common(full, "rowing at dawn", TODAY - timedelta(days=days))
    bodies = [rendered(name, index, known).body for name, index in (*KEEP_WARM, *VALUE)]
    assert any("rowing at dawn" in body for body in bodies) is told


def test_thank_you_may_name_what_was_told(full: Material) -> None:
    """After the interview it is what they remember me by (S0.18)."""
    known = with_common(full, "rowing at dawn", TODAY - timedelta(days=2))
    missing = failing(
        lambda n, i: "rowing at dawn" in rendered(n, i, known).body, of("thanks-interview")
    )
    assert missing == []


def test_no_wording_says_an_observation(full: Material) -> None:
    """What I noticed about somebody is noted in the third person, for me alone."""
    assert failing(lambda n, i: "Red Sox" not in rendered(n, i, full).body) == []
    bare = replace(full, notes=tuple(n for n in full.notes if n.kind == NoteKind.OBSERVATION))
    assert failing(lambda n, i: "Red Sox" not in rendered(n, i, bare).body) == []


REPLIES = [w for w in WORDINGS if w[0].endswith("/reply")]


@pytest.mark.parametrize(("name", "index"), REPLIES)
def test_reply_leaves_a_place_for_the_answer(name: str, index: int, full: Material) -> None:
    """Only I can answer; a gap stands where I write it, and the checks remind me of it."""
    script = rendered(name, index, replace(full, answer=""))
    rules = [f.rule for f in findings(script.body, name, full, script.subject)]
    assert (script.missing, "[answer?]" in script.body, rules) == (("answer",), True, ["L05"])


def test_reply_claims_nothing_that_nobody_knows() -> None:
    """No message promises an e-mail, a page or a preparation that may not exist."""
    claims = re.compile(
        r"inbox|gathered|answer is ready|comes with this letter|in front of me|made a few notes"
        r"|within the week|try again tomorrow|prepared|everything at hand|any slot",
        re.IGNORECASE,
    )
    assert failing(lambda n, i: not claims.search(LIBRARY.load(n).wordings[i]), REPLIES) == []


DECLINED = [*KEEP_WARM, *VALUE, *(w for w in WORDINGS if w[0].endswith("reply.recruiter"))]


@pytest.mark.parametrize(("name", "index"), DECLINED)
def test_no_wish_for_a_job_that_i_do_not_want(name: str, index: int, full: Material) -> None:
    """I said no to them, or have work: what is left is interest in what they do (S0.44)."""
    assert full.application is not None
    mine = replace(full, application=replace(full.application, decision=Decision.DECLINED))
    wish = re.compile(
        r"to work (at|for|with|there)|join|part of|end up|land at|on board|belong|next step"
        r"|(picture|see) myself|colleague one day|doing good work|this work|heart|draws me|my hopes",
    )
    for known in (mine, replace(full, employed=True)):
        assert not wish.search(rendered(name, index, known).body)


def test_headline_is_said_in_quotes(full: Material) -> None:
    """A headline as newspapers set it stands as a quotation in every hello."""
    text = "Acme Opens Second Warehouse in Reno, Creating 40 Jobs"
    known = replace(full, notes=(Note(3, NoteKind.NEWS, text, company_id=1),))
    assert failing(lambda n, i: f'"{text}"' in rendered(n, i, known).body, KEEP_WARM) == []


def test_news_typed_as_a_sentence_begins_small(full: Material) -> None:
    """Behind a colon a plain sentence goes on as part of mine."""
    text = "They opened a second plant in Ohio."
    known = replace(full, notes=(Note(3, NoteKind.NEWS, text, company_id=1),))
    assert failing(lambda n, i: "they opened" in rendered(n, i, known).body, KEEP_WARM) == []


@pytest.mark.parametrize(("name", "index"), OPENING)
def test_job_is_named_without_its_letters(name: str, index: int, full: Material) -> None:
    """Nobody says "(m/f/d)" aloud."""
    assert full.opening is not None
    job = replace(full.opening, title="Senior Designer (m/f/d)")
    known = replace(full, opening=job)
    body = rendered(name, index, known).body
    assert ("Senior Designer" in body, "m/f/d" in body) == (True, False)
    if "." not in name:
        assert findings(body, name, known) == ()


def test_voicemail_that_wants_no_call_asks_none(full: Material) -> None:
    """ "No need to call back" and a question in one message contradict each other."""
    spoken = [w for w in WORDINGS if w[0].startswith("voicemail")]

    def fits(name: str, index: int) -> bool:
        body = rendered(name, index, full).body
        return not ("no need to call" in body.lower() and "?" in body)

    assert failing(fits, spoken) == []


def test_odd_words_are_gone() -> None:
    """Words that people stumble over, dismiss somebody with or paste from a form."""
    odd = re.compile(
        r"off you go|landing|reaches you first|reached into|perked|in ink|hang my coat|the house"
        r"|, for example|Whose idea|open way|better things|taking it so well|how you've taken"
        r"|How things stood|My part:|Your choice is made",
    )
    assert failing(lambda n, i: not odd.search(LIBRARY.load(n).wordings[i])) == []
