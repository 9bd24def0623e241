"""Claims about who may be one person and which names may be one company."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

import pytest

from followup_tui.core.duplicates import (
    Name,
    Sketch,
    candidates,
    company_candidates,
    company_likeness,
    likeness,
)
from followup_tui.core.names import company_key


def alike(one: str, other: str) -> float:
    """How alike two spellings are, of 100, by the standard library."""
    return 100 * SequenceMatcher(None, one, other).ratio()


def sketch(number: int, **known: Any) -> Sketch:
    """Ann Lee, of whom only this is known besides."""
    return Sketch(number, f"uid{number}", **{"name": "ann lee", **known})


def name(number: int, text: str) -> Name:
    """A company of that name."""
    return Name(number, f"uid{number}", text, company_key(text))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"profile": "in/ann"}, {"profile": "in/ann", "name": "a. l."}, "same profile"),
        ({"emails": frozenset({"a@b.c"})}, {"emails": frozenset({"a@b.c"})}, "same e-mail"),
        (
            {"emails": frozenset({"a@b.c"})},
            {"emails": frozenset({"a@b.c"}), "name": "bob roe"},
            "same e-mail, but other names",
        ),
        (
            {"phones": frozenset({"+1"})},
            {"phones": frozenset({"+1"}), "name": "dr. ann m. lee"},
            "same phone, one name within the other",
        ),
        ({"company": "acme"}, {"company": "acme", "name": "lee ann"}, "same name, same company"),
        (
            {"company": "acme"},
            {"company": "acme", "name": "anne lee"},
            "names 93 % alike, same company",
        ),
        ({"company": "acme"}, {}, "same name, and one of them without a company"),
        (
            {"company": "acme"},
            {"company": "beta", "past": frozenset({"acme"})},
            "same name, and one worked where the other works",
        ),
        (
            {"company": "powell motors"},
            {"company": "powel motors"},
            "same name, companies 96 % alike",
        ),
        (
            {"company": "acme", "name": "pat o'neil"},
            {"company": "acme", "name": "pat oneil"},
            "the same name but for a space or a sign, same company",
        ),
        (
            {"name": "bob roe", "phones": frozenset({"01701234567"})},
            {"name": "robert roe", "phones": frozenset({"+491701234567"})},
            "same phone but for the country code, Bob may stand for Robert",
        ),
        (
            {"name": "b. roe", "phones": frozenset({"+491701234567"})},
            {"name": "bruno roe", "phones": frozenset({"+491701234567"})},
            "same phone, first names with one initial",
        ),
    ],
)
def test_every_likeness_says_why(one: dict[str, Any], other: dict[str, Any], why: str) -> None:
    """Profile, address, number, name and company are the reasons, each told in its words."""
    found = likeness(sketch(1, **one), sketch(2, **other), alike)
    assert found is not None
    assert found.why == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            {"profile": "in/ann", "emails": frozenset({"a@b.c"})},
            {"profile": "in/other", "emails": frozenset({"a@b.c"})},
        ),
        ({"phones": frozenset({"+1"})}, {"phones": frozenset({"+1"}), "name": "bob roe"}),
        (
            {"emails": frozenset({"info@b.c"})},
            {"emails": frozenset({"info@b.c"}), "name": "bob roe"},
        ),
        ({"company": "acme"}, {"company": "beta"}),
        (
            {"name": "bob roe", "phones": frozenset({"01701234567"})},
            {"name": "bob lee", "phones": frozenset({"+491701234567"})},
        ),
        (
            {"name": "bob roe", "phones": frozenset({"01701234567"})},
            {"name": "anna roe", "phones": frozenset({"+491701234567"})},
        ),
        (
            {"name": "bob roe", "phones": frozenset({"+441701234567"})},
            {"name": "robert roe", "phones": frozenset({"+491701234567"})},
        ),
        ({"company": "acme"}, {"company": "acme", "name": "bob roe"}),
        ({"name": "ann", "company": "acme"}, {"name": "ann"}),
    ],
)
def test_two_people_are_left_in_peace(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two profiles, a switchboard, a shared mailbox, another company, a bare first name: no proposal."""
    first = sketch(1, **one)
    assert likeness(first, sketch(2, **other), alike) is None


def test_a_pair_that_shares_several_things_comes_once() -> None:
    """Two reasons to look are one look, the earlier entry first."""
    twice: dict[str, Any] = {
        "company": "acme",
        "emails": frozenset({"a@b.c", "d@e.f"}),
        "profile": "in/ann",
    }
    people = [sketch(2, **twice), sketch(1, **twice)]
    assert [(one.id, other.id) for one, other in candidates(people)] == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "pat o'neil", "company": "acme"}, {"name": "pat oneil", "company": "acme"}),
        ({"phones": frozenset({"01701234567"})}, {"phones": frozenset({"+491701234567"})}),
    ],
)
def test_other_spellings_are_worth_a_look(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A sign in a name or a country code keeps no pair from being compared."""
    assert len(list(candidates([sketch(1, **one), sketch(2, **other)]))) == 1


def test_the_work_grows_with_the_people_and_not_with_their_square() -> None:
    """Two thousand people behind one switchboard are not compared each with each."""
    people = [sketch(n, name=f"person {n:04}", phones=frozenset({"+1"})) for n in range(2_000)]
    assert len(list(candidates(people))) < 2_000 * 20


def test_neighbours_in_a_crowd_are_still_found() -> None:
    """Among two thousand at one company, the two spellings of one name stand side by side."""
    crowd = [sketch(n, name=f"a{n:04} lee", company="acme") for n in range(2_000)]
    people = [
        sketch(9_001, name="anna lee", company="acme"),
        *crowd,
        sketch(9_002, name="annna lee", company="acme"),
    ]
    assert (9_001, 9_002) in {(one.id, other.id) for one, other in candidates(people)}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Powell Motors Ltd.", "Powell Motors", "the same name but for its legal form"),
        ("Powell Motors", "Powel Motors", "names 96 % alike"),
        ("Cartwright", "Kartwright", "names 90 % alike"),
    ],
)
def test_spellings_of_a_company_are_found(one: str, other: str, why: str) -> None:
    """Legal forms, a letter in the middle, and one at the front."""
    crowd = [name(n, f"Firm {n}") for n in range(100, 200)]
    pairs = list(company_candidates([name(1, one), *crowd, name(2, other)]))
    assert {1, 2} in [{a.id, b.id} for a, b in pairs]
    found = company_likeness(name(1, one), name(2, other), alike)
    assert found is not None
    assert found.why == why


def test_numbers_tell_companies_apart() -> None:
    """Plant 4 and Plant 5 differ by a letter and are two."""
    assert company_likeness(name(1, "Plant 1004"), name(2, "Plant 1005"), alike) is None
