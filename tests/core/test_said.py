"""Claims about what a text that was sent says of the stored material (told-them ledger)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.said import is_said

PLANT = "They opened a second plant in Ohio."


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (PLANT, "Hi Maya, I read that they opened a second plant in Ohio. How is it?"),
        (PLANT, "I read that you opened\na second plant in OHIO!"),
        (PLANT, "“They Opened a Second Plant in Ohio” caught my eye."),
        ("the Red Sox", "Go Red Sox!"),
        ("trail running", "I hope there is time for trail-running."),
        ("Ms. Alvarado’s class", "I thought of Ms. Alvarado's class."),
        ("chess", "Still playing chess?"),
        ("18 % off", "It is 18 % off there."),
        ("工場を開いた", "貴社が 工場を開いた 件"),
    ],
)
def test_what_the_words_say_was_told(phrase: str, text: str) -> None:
    """Case, marks, line breaks and an eased beginning are no other words."""
    assert is_said(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (PLANT, "How is the plant doing? I was in Ohio."),
        (PLANT, "They opened a second round of interviews."),
        ("the Red Sox", "a red hat and warm socks"),
        ("answers every question with a small drawing", "a hundred small questions"),
        ("chess", "the chessboard"),
        ("going into its safety trial", "it has passed its safety trial"),
        ("the", "the plant"),
        ("", "anything"),
    ],
)
def test_a_few_common_words_are_no_telling(phrase: str, text: str) -> None:
    """Words that meet by chance do not make an old story of a fresh note."""
    assert not is_said(phrase, text)


@given(
    st.lists(
        st.sampled_from(["plant", "ohio", "second", "warehouse", "reno"]), min_size=1, max_size=8
    )
)
@settings(max_examples=30, deadline=None)
def test_a_text_says_itself(words: list[str]) -> None:
    """Whatever its length."""
    phrase = " ".join(words)
    assert is_said(phrase, f"Hello, {phrase}. Bye")
