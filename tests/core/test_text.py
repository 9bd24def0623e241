"""The boundary through which text from outside becomes text that is kept (RELIABILITY P6)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.text import (
    MAX_COMBINING,
    blank_unsafe,
    clean_line,
    clean_text,
    fold,
    is_safe_line,
)

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x07\x1b\x7f\x9b\u200b\u202e\u2066\u2028\ufeff\u3164\U000e0041\r\n\t"),
        st.characters(categories=("Mn", "Me", "Cf", "Zs")),
    ),
    max_size=60,
)
CALM = settings(derandomize=True, deadline=None, max_examples=150)


@pytest.mark.parametrize(
    "hidden",
    [
        "\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u200b", "\u200e", "\u202e", "\u2066",
        "\u2060", "\ufeff", "\u00ad", "\u3164", "\ufff9", "\U000e0041",
    ],
)  # fmt: skip
def test_what_could_move_a_cursor_or_hide_is_taken_out(hidden: str) -> None:
    """Control, direction, zero-width, filler and tag characters do not survive."""
    assert hidden not in clean_line(f"An{hidden}n")


def test_an_escape_sequence_loses_its_escape() -> None:
    """What remains of an escape sequence is plain text."""
    assert clean_line("\x1b[2JAnn") == "[2JAnn"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_line_ends_become_one_kind(end: str) -> None:
    """Every way to end a line becomes a newline in a text and a blank in a line."""
    assert clean_text(f"a{end}b") == "a\nb"
    assert clean_line(f"a{end}b") == "a b"


def test_blanks_run_together_in_a_line() -> None:
    """A single-line field has single blanks, and none around it."""
    assert clean_line("  Ann\t\u00a0\u3000 Lee ") == "Ann Lee"


def test_a_tab_survives_in_a_text() -> None:
    """Tabs and newlines belong to a text."""
    assert clean_text("a\tb\n") == "a\tb\n"


@pytest.mark.parametrize(
    "kept",
    ["Zoë Müller", "李小龍", "نیک‌نام", "नमस्ते", "👩🏽‍💻", "❤️", "Đặng Thị Ngọc", "שָׁלוֹם"],
)
def test_writing_of_every_kind_survives(kept: str) -> None:
    """Names in other scripts and emoji come through as they are."""
    assert clean_line(kept) == unicodedata.normalize("NFC", kept)


def test_marks_do_not_climb_over_their_neighbours() -> None:
    """Of three hundred combining marks four are kept."""
    assert clean_line("Z" + "\u0301" * 300).count("\u0301") <= MAX_COMBINING


@pytest.mark.parametrize("joiner", ["\ufe0f", "\u200d", "\u200c"])
def test_invisible_joiners_do_not_let_marks_climb(joiner: str) -> None:
    """Marks are counted on across joiners and variation selectors, which draw nothing themselves."""
    tower = "Z" + ("\u0323" * 4 + joiner) * 50

    assert clean_line(tower).count("\u0323") <= MAX_COMBINING


def test_decomposed_letters_are_composed() -> None:
    """Two spellings of one letter are kept as one."""
    assert clean_line("Zoe\u0308") == "Zo\u00eb"


def test_a_lone_surrogate_becomes_a_visible_sign() -> None:
    """Half a character does not reach the database."""
    assert clean_line("a\ud800b") == "a\ufffdb"


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    """A text over its limit ends in an ellipsis, within the limit."""
    assert clean_text("a" * 50, limit=10) == "a" * 9 + "…"
    assert clean_text("a" * 10, limit=10) == "a" * 10


@CALM
@given(ANY_TEXT)
def test_a_cleaned_line_is_safe(text: str) -> None:
    """Whatever came in, a cleaned line may go to a terminal as it is."""
    assert is_safe_line(clean_line(text))


@CALM
@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Text that has passed the boundary passes it again unchanged."""
    assert clean_line(clean_line(text)) == clean_line(text)


@pytest.mark.parametrize("text", ["a\x1bb", "a\nb", "a\tb", "a\u202eb", "a\u2028b", "\u3164"])
def test_an_unsafe_line_is_told_apart(text: str) -> None:
    """A line with anything that could act on a terminal is not safe."""
    assert not is_safe_line(text)


def test_unsafe_characters_leave_blanks_of_their_width() -> None:
    """Columns stay where they are when an unsafe character is blanked."""
    assert blank_unsafe("a\x1bb\u3164c", lambda c: 2 if c == "\u3164" else 1) == "a b  c"


def test_safe_text_comes_back_as_it_is() -> None:
    """A safe line is not even copied."""
    line = "Zoë 李"

    assert blank_unsafe(line, len) is line


@CALM
@given(ANY_TEXT)
def test_a_blanked_line_is_safe(text: str) -> None:
    """After blanking nothing unsafe is left."""
    assert is_safe_line(blank_unsafe(text, lambda c: 1))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë MÜLLER", "zoe muller"),
        ("Straße", "STRASSE"),
        ("Ann  Lee", " ann lee"),
        ("ＡＣＭＥ", "acme"),
        ("№ 5", "no 5"),
        ("O\u2019Brien", "o'brien"),
        ("İzmir", "izmir"),
    ],
)
def test_spellings_that_compare_equal(one: str, other: str) -> None:
    """Case, accents, width, blanks and the kind of apostrophe do not matter."""
    assert fold(one) == fold(other)


def test_folding_reads_a_long_text_to_its_end() -> None:
    """Whoever compares a letter compares all of it."""
    assert fold("word " * 5_000 + "END").endswith(" end")


@CALM
@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)
