"""The rules that go by meaning, held against the labelled set and against what they promise."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.records import Insight, Opening
from followup_tui.scripts.checker import check
from followup_tui.scripts.checking import Background, Finding
from followup_tui.scripts.rules.numbers_said import numbers
from tests.scripts.labelled import read
from tests.scripts.labelled.measure import (
    README,
    Figures,
    half,
    measure,
    misses,
    section,
    table,
    written,
)

BUILD = measure(half("build"))
BY_MEANING = ("L01", "L02", "L03")
LUMEN = Insight(
    1, 1, "what a customer plans", "Lumen closes 40 % of 1,200,000 shelves", "sell vans"
)


def said(text: str, rule: str, known: Background | None = None, **about: str) -> list[Finding]:
    """What one rule says of a text."""
    channel, purpose = about.get("channel", "email"), about.get("purpose", "keep-warm")
    findings = check(
        text, channel, purpose, subject=about.get("subject", ""), known=known or Background()
    )
    return [finding for finding in findings if finding.rule == rule]


@pytest.mark.parametrize("figures", BUILD, ids=lambda figures: figures.rule)
def test_nothing_innocent_is_touched(figures: Figures) -> None:
    """A false alarm teaches people to look past the true ones."""
    wrong = [miss for miss in misses(half("build")) if f" {figures.rule} false alarm" in miss]
    assert wrong == []


@pytest.mark.parametrize("figures", BUILD, ids=lambda figures: figures.rule)
def test_most_of_it_is_found(figures: Figures) -> None:
    """Eight in ten, in whatever words."""
    assert figures.recall >= 0.8


def test_readme_says_what_the_held_half_measures() -> None:
    """Its table is what `python -m tests.scripts.labelled.measure` prints today."""
    assert section(README.read_text(encoding="utf-8")) == table(measure(half("held")))


def test_halves_share_no_sentence() -> None:
    """What is measured was not built with."""
    sentences: dict[str, set[tuple[str, str]]] = {"build": set(), "held": set()}
    # What L16 is about are repeated sentences.
    for line in (line for line in read() if line.rule != "L16"):
        for sentence in re.split(r"(?<=[.?!])\s+", line.text):
            # "Thank you." says nothing of any rule.
            if len(sentence.split()) > 4:
                sentences[line.half].add((line.rule, " ".join(sentence.lower().split())))
    assert sentences["build"] & sentences["held"] == set()


def test_set_is_large_and_half_of_it_is_innocent() -> None:
    """At least 130 lines for each rule that goes by meaning, near to the line on both sides."""
    lines = [line for line in read() if line.rule in BY_MEANING]
    sizes = {rule: sum(line.rule == rule for line in lines) for rule in BY_MEANING}
    innocent = sum(not line.hit for line in lines) / len(lines)
    assert (min(sizes.values()) >= 130, 0.4 <= innocent <= 0.6) == (True, True)


@pytest.mark.parametrize("rule", ["L01", "L02"])
def test_lines_about_other_rules_are_innocent_here(rule: str) -> None:
    """Neither speaks in a script that has another fault."""
    others = [line for line in half("build") if line.rule not in BY_MEANING]
    heard = [
        line.place
        for line in others
        if said(line.text, rule, channel=line.channel, purpose=line.purpose)
    ]
    assert heard == []


def test_finding_names_the_words_that_weighed() -> None:
    """One sees what to take out (S0.34)."""
    (finding,) = said("All well here.\nIf your new hire quits, call me.", "L01")
    assert (
        finding.line,
        "“your new hire”" in finding.message or "new hire" in finding.message,
    ) == (
        2,
        True,
    )


def test_subject_is_read_too() -> None:
    """It is the first thing they see (S3.31)."""
    assert said("Hello.", "L02", subject="Any openings?")


def test_asking_about_an_attached_opening_is_fine() -> None:
    """Then the question is about something they made public (S4.24)."""
    known = Background(opening=Opening(1, 1, "Design Lead"))
    assert said("Is the position still open?", "L02", known) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lumen shuts forty percent of them.",
        "They close two in five.",
        "It is about 1.2m shelves at Lumen.",
    ],
)
def test_numbers_leak_in_any_spelling(text: str) -> None:
    """In words, as a share, shortened (S1.30)."""
    assert said(text, "L03", Background(insights=(LUMEN,)))


@pytest.mark.parametrize(
    ("about", "asked"), [({"channel": "call"}, False), ({"purpose": "reply"}, True)]
)
def test_who_listens_or_asked_may_hear_it(about: dict[str, str], asked: bool) -> None:
    """A live call and the answer to their question give it away on purpose."""
    known = Background(insights=(LUMEN,), asked_for=asked)
    assert said("Lumen closes 40 % of its shelves.", "L03", known, **about) == []


@settings(max_examples=40)
@given(st.integers(min_value=1000, max_value=999_999_999))
def test_number_means_the_same_with_and_without_commas(number: int) -> None:
    """1,200,000 is 1200000."""
    (plain,), (grouped,) = numbers(str(number)), numbers(f"{number:,}")
    assert plain.means(grouped)


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever is typed, the rules answer."""
    check(text, "email", "keep-warm", subject=text, known=Background(insights=(LUMEN,)))


def test_table_takes_the_place_of_the_old_one() -> None:
    """Writing twice changes nothing."""
    readme = "a\n<!-- checker-figures -->\nold\n<!-- /checker-figures -->\nb"
    once = written(readme, "| new |")
    assert (section(once), written(once, "| new |")) == ("| new |", once)
