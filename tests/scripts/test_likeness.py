"""Claims about how like two scripts are: by common word triples, however it is worked out."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.scripts.checking import Background, Earlier, Script
from followup_tui.scripts.rules.likeness import likeness

_words = st.lists(
    st.sampled_from(["ferry", "slip", "plant", "paint", "Line", "moves"]), max_size=30
)


def triples(words: list[str]) -> set[tuple[str, ...]]:
    """Every three words in a row, in small letters."""
    small = [word.lower() for word in words]
    return {tuple(small[n : n + 3]) for n in range(len(small) - 2)}


@settings(max_examples=50, deadline=None)
@given(said=_words, before=st.lists(_words, max_size=4))
def test_likeness_is_the_share_of_common_triples(said: list[str], before: list[list[str]]) -> None:
    """Of the nearest earlier script, over the shorter of both, at least eight (S3.23)."""
    own = triples(said)
    expected = 0.0
    for words in before:
        other = triples(words)
        shared = len(own & other) / max(8, min(len(own), len(other)))
        expected = max(expected, min(1.0, shared))
    earlier = tuple(
        Earlier(" ".join(words), date(2026, 3, 1), "keep-warm", "Ann", True) for words in before
    )
    script = Script(" ".join(said), "email", "keep-warm", known=Background(earlier=earlier))
    assert likeness(script) == expected


def test_names_and_other_purposes_do_not_make_scripts_alike() -> None:
    """Other people's scripts count for the same purpose alone, without the names in them."""
    text = "the ferry has left the slip on its first crossing of the bay today"
    to_bob = Earlier(f"Bob {text}", date(2026, 3, 1), "value", "Bob Roe", same_person=False)
    for purpose, expected in (("value", 1.0), ("keep-warm", 0.0)):
        known = Background(earlier=(to_bob,))
        assert likeness(Script(text, "email", purpose, known=known)) == expected
