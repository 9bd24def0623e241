"""Claims about typed names: a better class of match wins, and what is unclear is listed."""

from __future__ import annotations

import pytest

from followup_tui.errors import NotFound, UsageError
from followup_tui.operations import lookup, people
from followup_tui.operations.desk import Desk
from tests.cast import add, again, plan_of


def named(desk: Desk, text: str) -> str:
    return lookup.contact_named(desk, text).name


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """Names that contain each other."""
    for number, name in enumerate(("Ann Lee", "Ann Lee Roe", "Joanna Marsh", "José Núñez", "Bo O")):
        add(desk, name, company=f"C{number}", star=False)
    return desk


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("#3", "Joanna Marsh"),
        ("Ann Lee", "Ann Lee"),
        ("ann lee", "Ann Lee"),
        ("  ANN   LEE ", "Ann Lee"),
        ("roe", "Ann Lee Roe"),
        ("lee roe", "Ann Lee Roe"),
        ("roe ann", "Ann Lee Roe"),
        ("marsh", "Joanna Marsh"),
        ("oann", "Joanna Marsh"),
        ("jose", "José Núñez"),
        ("NUNEZ", "José Núñez"),
        ("josé núñez", "José Núñez"),
        ("o", "Bo O"),
    ],
)
def test_one_is_meant(crowd: Desk, typed: str, name: str) -> None:
    """A number, the whole name, whole words or a part that only one has names that person."""
    assert named(crowd, typed) == name


def test_whole_words_go_before_parts(crowd: Desk) -> None:
    """ "Ann" is a word of two names and a part of a third: the two are listed."""
    with pytest.raises(NotFound) as refusal:
        named(crowd, "ann")
    assert refusal.value.candidates == ("#1 Ann Lee, C0", "#2 Ann Lee Roe, C1")
    assert "could be several people" in str(refusal.value)
    assert "Give more of the name, or the number" in str(refusal.value)


def test_namesakes_are_listed_with_their_companies(desk: Desk) -> None:
    """Two people of one name are told apart by company and number."""
    add(desk, star=False)
    add(desk, company="Beta", star=False)
    with pytest.raises(NotFound, match="#1 Ann Lee, Acme; #2 Ann Lee, Beta"):
        named(desk, "Ann Lee")


def test_a_long_list_is_cut(desk: Desk) -> None:
    """Of many matches eight are listed."""
    for number in range(12):
        add(desk, f"Ann {number}", company="", star=False)
    with pytest.raises(NotFound) as refusal:
        named(desk, "ann")
    assert len(refusal.value.candidates) == 8


@pytest.mark.parametrize("typed", ["Zed", "#99", "#99999999999999999999", "%", "_", "\x1b[2J"])
def test_nobody_is_told(crowd: Desk, typed: str) -> None:
    """A name or a number that nobody has is told as such, without anything that moves the cursor."""
    with pytest.raises(NotFound) as refusal:
        named(crowd, typed)
    assert "\x1b" not in str(refusal.value)


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_a_name_must_be_given(crowd: Desk, typed: str) -> None:
    """An empty name means nobody."""
    with pytest.raises(UsageError, match="Give a name"):
        named(crowd, typed)


def test_deleted_people_are_not_meant(desk: Desk) -> None:
    """Somebody deleted is not found by name, and by number with the way back."""
    ann = add(desk, star=False)
    people.delete(desk, ann)
    with pytest.raises(NotFound, match="nobody called"):
        named(desk, "Ann Lee")
    with pytest.raises(NotFound, match="followup undo"):
        named(desk, f"#{ann.id}")


def test_nobody_may_be_fine(crowd: Desk) -> None:
    """Asked whether somebody is known, nobody is no error, and several still are."""
    assert lookup.contact_if_known(crowd, "Zed") is None
    found = lookup.contact_if_known(crowd, "marsh")
    assert found is not None
    assert found.name == "Joanna Marsh"
    with pytest.raises(NotFound):
        lookup.contact_if_known(crowd, "ann")


def test_a_touch_by_its_number(desk: Desk) -> None:
    """A bare number is a touch, anything else is not."""
    touch = plan_of(desk, add(desk))
    assert lookup.touch_numbered(desk, f" {touch.id} ") == touch
    assert lookup.touch_numbered(desk, "#1") is None
    assert lookup.touch_numbered(desk, "Ann") is None
    for typed in ("99", "9" * 40):
        with pytest.raises(NotFound, match="no touch with the number"):
            lookup.touch_numbered(desk, typed)


@pytest.mark.parametrize(
    "typed", ["Powell Motors", "powell motors ltd", "POWELL MOTORS, Inc.", "Powell", "motor"]
)
def test_a_company_without_its_legal_form(desk: Desk, typed: str) -> None:
    """Companies are found by name, whatever legal form stands behind it, or by a part of it."""
    add(desk, company="Powell Motors GmbH", star=False)
    assert lookup.company_named(desk, typed).name == "Powell Motors GmbH"


def test_several_companies_are_listed(desk: Desk) -> None:
    """A part that two companies share lists both."""
    add(desk, company="Powell Motors", star=False)
    add(desk, company="Powell Media", star=False)
    with pytest.raises(NotFound) as refusal:
        lookup.company_named(desk, "powell")
    assert refusal.value.candidates == ("Powell Motors", "Powell Media")


@pytest.mark.parametrize("typed", ["Powel Motors", "Pwoell Motors", "Powell Moters Inc"])
def test_near_spellings_are_proposed(desk: Desk, typed: str) -> None:
    """A mistyped company is refused with the one that was probably meant, and none is made."""
    add(desk, company="Powell Motors", star=False)
    add(desk, company="Brightline", star=False)
    with pytest.raises(NotFound, match="Did you mean Powell Motors") as refusal:
        lookup.company_named(desk, typed)
    assert refusal.value.candidates == ("Powell Motors",)
    assert len(desk.store.people.companies()) == 2


def test_nothing_near_is_proposed_for_something_else(desk: Desk) -> None:
    """A company that is like no other is refused without a proposal."""
    add(desk, company="Powell Motors", star=False)
    with pytest.raises(NotFound) as refusal:
        lookup.company_named(desk, "Zenith")
    assert refusal.value.candidates == ()
    with pytest.raises(UsageError, match="needs a name"):
        lookup.company_named(desk, " ")


def test_a_person_before_a_company(desk: Desk) -> None:
    """A note's target is a person before a company, unless it is said which."""
    ann = add(desk, "Acme Ann", company="Acme", star=False)
    assert lookup.target_named(desk, "acme") == again(desk, ann)
    assert lookup.target_named(desk, "company: acme") == desk.store.people.companies()[0]
    assert lookup.target_named(desk, "person:acme") == again(desk, ann)
    with pytest.raises(NotFound, match="no person and no company"):
        lookup.target_named(desk, "Zenith")
