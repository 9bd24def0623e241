"""The filters: small functions of text and days."""

from __future__ import annotations

from datetime import date

import pytest

from followup_tui.scripts import filters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("designer", "a designer"),
        ("engineer", "an engineer"),
        ("Interior designer", "an Interior designer"),
        ("university lecturer", "a university lecturer"),
        ("unit lead", "a unit lead"),
        ("uninsured risks analyst", "an uninsured risks analyst"),
        ("user researcher", "a user researcher"),
        ("European buyer", "a European buyer"),
        ("one-person team", "a one-person team"),
        ("honest broker", "an honest broker"),
        ("hourly worker", "an hourly worker"),
        ("house manager", "a house manager"),
        ("HR manager", "an HR manager"),
        ("UX lead", "a UX lead"),
        ("MBA", "an MBA"),
        ("8-axis programmer", "an 8-axis programmer"),
        ("11th-grade teacher", "an 11th-grade teacher"),
        ("110-volt fitter", "a 110-volt fitter"),
        ("", ""),
    ],
)
def test_article_is_the_one_that_is_heard(text: str, expected: str) -> None:
    """The article follows the sound, not the letter."""
    assert filters.a_or_an(text) == expected


def test_date_has_no_leading_zero() -> None:
    """A day is written as people write it."""
    assert filters.date(date(2026, 3, 2)) == "2 March 2026"


def test_date_takes_a_form() -> None:
    """Any of the usual parts may be asked for."""
    assert filters.date(date(2026, 3, 2), "%A, %b %d, 100%%") == "Monday, Mar 02, 100%"


@pytest.mark.parametrize("form", ["%Q", "%s", "%100000000Y", "%"])
def test_date_refuses_other_parts(form: str) -> None:
    """What the platform might do with a strange form is never asked."""
    with pytest.raises(ValueError, match="a date has no"):
        filters.date(date(2026, 3, 2), form)


def test_first_word_of_nothing_is_nothing() -> None:
    """No words, no first word."""
    assert filters.first_word("  ") == ""


def test_first_word() -> None:
    """A full name gives its first."""
    assert filters.first_word("Maya Okafor") == "Maya"


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("short", 80, "short"),
        ("a plan for spring", 17, "a plan for spring"),
        ("a plan for spring", 16, "a plan for…"),
        ("a plan for spring", 11, "a plan for…"),
        ("unbreakable", 5, "unbr…"),
        ("anything", 0, "…"),
        ("anything", -3, "…"),
    ],
)
def test_truncate_ends_after_a_word(text: str, length: int, expected: str) -> None:
    """A cut text is at most as long as asked and does not break a word it need not break."""
    assert filters.truncate(text, length) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("3135550199", "313 555 0199"),
        ("+13135550199", "+1 313 555 0199"),
        ("+1 (313) 555-0199", "+1 313 555 0199"),
        ("(313) 555.0199", "313 555 0199"),
        ("5550199", "555 0199"),
        ("+4930123456", "+493 012 3456"),
        ("112", "112"),
        ("no number", "no number"),
        ("", ""),
    ],
)
def test_phone_is_grouped_for_reading_aloud(number: str, expected: str) -> None:
    """Groups that are there are kept; a bare number gets threes, without a lonely last digit."""
    assert filters.phone_groups(number) == expected
