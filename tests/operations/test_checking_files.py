"""Claims about checking words from elsewhere, and about the signs that a draft carries."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.errors import FileError, NotFound, UsageError
from followup_tui.operations import drafting
from followup_tui.operations.checking_files import (
    MAX_BYTES,
    Kind,
    check_text,
    explained,
    read_script,
    rules,
)
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Wanted
from tests.builders import in_days
from tests.cast import add, finish, on, plan_of

WARM = "Hi Ann, a quick hello. I'd love to work with you. How is the new plant in Ohio?"


def test_a_person_brings_what_is_known_of_them(desk: Desk) -> None:
    """Name, company, channel and purpose of the planned touch come from the person."""
    ann = add(desk, phones=())
    plan = plan_of(desk, ann)
    found = check_text(desk, "Hi Bob, all the best.", Kind(), ann).findings
    assert plan.channel == "email"
    assert {"L05", "L06", "L07", "L08", "L09"} <= {f.rule for f in found}
    assert check_text(desk, WARM, Kind(), ann).findings == ()


def test_without_a_person_only_the_words_are_judged(desk: Desk) -> None:
    """No purpose and nobody known: only what holds for every script."""
    add(desk)
    result = check_text(desk, "Hi Bob, I'll be brief. Are you hiring [when?]?", Kind())
    assert "L05" in {f.rule for f in result.findings}
    assert not {"L06", "L09", "L10", "L12"} & {f.rule for f in result.findings}


def test_what_is_given_goes_before_the_plan(desk: Desk) -> None:
    """Channel and purpose may be named."""
    ann = add(desk)
    rules_read = {
        f.rule for f in check_text(desk, "Hi Ann.", Kind("email", "status"), ann).findings
    }
    assert "L06" not in rules_read
    invited = check_text(desk, "Hi Ann, let's connect.", Kind("invitation"), ann)
    assert "L11" in {f.rule for f in invited.findings}


def test_a_first_line_may_be_the_subject(desk: Desk) -> None:
    """As `followup draft` prints it; the lines keep the numbers they have in the file."""
    ann = add(desk)
    text = "Subject: About [news?]\nHi Ann,\nI saw [gain?]."
    places = [
        (f.line, f.message[:15])
        for f in check_text(desk, text, Kind("email", "status"), ann).findings
        if f.rule == "L05"
    ]
    assert places == [(1, "In the subject:"), (3, "Missing here: s")]


def test_an_opening_needs_a_person(desk: Desk) -> None:
    """Vacancies are those of a company; one that is not there is told."""
    with pytest.raises(UsageError, match="--contact"):
        check_text(desk, WARM, Kind(opening=1))
    with pytest.raises(NotFound, match="no opening with the number 9"):
        check_text(desk, WARM, Kind(opening=9), add(desk))


def test_what_is_no_script_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A missing file, a folder, a picture and a novel."""
    path = tmp_path / "script.txt"
    with pytest.raises(FileError, match="There is no file"):
        read_script(path)
    with pytest.raises(FileError, match="is a folder"):
        read_script(tmp_path)
    for data in (b"\x89PNG\r\n\xff", b"a\0b"):
        path.write_bytes(data)
        with pytest.raises(FileError, match="not plain text"):
            read_script(path)
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(FileError, match="larger than a megabyte"):
        read_script(path)
    path.write_bytes("\ufeffHi Zoë".encode())
    assert read_script(path) == "Hi Zoë"


def test_rules_explain_themselves() -> None:
    """Every rule has help in whole sentences, found by its number in any case."""
    assert all(rule.text.strip() for rule in rules())
    assert explained("l05").rule == "L05"
    with pytest.raises(NotFound, match="L05"):
        explained("L77")


def test_a_draft_says_which_parts_it_has(desk: Desk) -> None:
    """The four parts of keep-warm and value; other purposes have none (S3.29)."""
    ann = add(desk)
    warm = drafting.draft(desk, ann, Wanted("email", "keep-warm"))
    assert warm.parts is not None
    assert warm.parts[:2] == (True, True)
    assert drafting.draft(desk, ann, Wanted("email", "status")).parts is None


def test_a_draft_of_one_part_is_judged_as_a_part(desk: Desk) -> None:
    """A closing that stands for itself is not asked for news, nor counted for four parts (S3.29)."""
    ann = add(desk)
    closing = drafting.draft(desk, ann, Wanted("call", "keep-warm", variant="closing"))
    assert closing.parts is None
    assert not {"L06", "L07", "L08", "L09", "L10", "L20"} & {f.rule for f in closing.findings}


def test_a_draft_says_what_its_template_lacks(desk: Desk) -> None:
    """A name that no slot has is no missing note: the finding says what the template check says."""
    ann = add(desk)
    path = desk.paths.templates / "email" / "status.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('+++\ntitle = "Mine"\n+++\nHi {{ contact.first_name }}, {{ insight.body }}.\n')
    script = drafting.draft(desk, ann, Wanted("email", "status"))
    (gap,) = [f for f in script.findings if f.rule == "L05"]
    assert ("insight.body" in gap.message, "Missing here" in gap.message) == (True, False)


def test_a_draft_says_how_like_an_earlier_one_it_is(desk: Desk) -> None:
    """The same words again are wholly alike; before anything was sent nothing is (S3.23)."""
    ann = add(desk, phones=())
    first = drafting.draft(desk, ann, Wanted(wording=0))
    assert first.likeness == 0
    finish(desk, ann, text=first.body)
    later = on(desk, in_days(30))
    again = drafting.draft(later, ann, Wanted("email", "keep-warm", wording=0))
    assert again.likeness > 0.9
    assert "L16" in {f.rule for f in again.findings}
