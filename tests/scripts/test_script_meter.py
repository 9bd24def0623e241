"""The meter: words, seconds and characters, and where a text passes its limit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.words import Channel
from followup_tui.scripts.meter import LIMITS, Limit, Unit, count_words, measure

VOICEMAIL = """\
Hi Maya, this is Sam Reyes. No need to call back.

I saw that the hybrid line has moved up to spring, and I thought of the tooling plan you described.

Powell is still where I would love to end up. How is the new date landing with the design group?

That is all. Sam Reyes, 313 555 0199. Enjoy the river holes.
"""


def test_voicemail_is_measured_as_it_is_spoken() -> None:
    """Seventy words with the digits of the number, twenty-eight seconds."""
    size = measure(VOICEMAIL, "voicemail")
    assert (size.words, size.seconds) == (70, 28)


def test_email_is_measured_as_it_is_written() -> None:
    """In writing a group of digits is one word."""
    assert measure(VOICEMAIL, "email").words == 63


@pytest.mark.parametrize(
    ("text", "written", "spoken"),
    [
        ("", 0, 0),
        ("Hi there", 2, 2),
        ("well - yes", 2, 2),
        ("e-mail, it's", 2, 2),
        ("555 0199", 2, 7),
        ("555-0199.", 1, 7),
        ("in Q3", 2, 3),
        ("18 %", 1, 2),
        ("Straße größer", 2, 2),
        ("٣ ٤", 2, 2),
    ],
)
def test_words_are_counted(text: str, written: int, spoken: int) -> None:
    """A word has letters or digits; spoken, each digit is one."""
    assert (count_words(text), count_words(text, spoken=True)) == (written, spoken)


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (1, 1), (5, 2), (75, 30), (76, 31)])
def test_seconds_are_words_at_150_a_minute(words: int, seconds: int) -> None:
    """Part of a second is a second."""
    assert measure("word " * words, "voicemail").seconds == seconds


@pytest.mark.parametrize(
    ("channel", "most"),
    [("voicemail", 75), ("call", 75), ("email", 150), ("letter", 120), ("linkedin", 100)],
)
def test_limit_of_a_channel_is_its_last_fitting_word(channel: str, most: int) -> None:
    """The limit itself fits, and the first word beyond it is the place to cut."""
    fits, over = measure("word " * most, channel), measure("word " * (most + 1), channel)
    assert (fits.over_at, over.over_at) == (None, most * len("word "))


def test_invitation_counts_characters() -> None:
    """Two hundred characters fit, whatever the words."""
    assert measure("x" * 200, "invitation").over_at is None


def test_invitation_is_over_at_its_201st_character() -> None:
    """The place to cut is where the limit lies."""
    assert measure("x" * 201, "invitation").over_at == 200


def test_limits_come_from_the_config() -> None:
    """Whoever pays for more characters may have them."""
    limits = {**LIMITS, Channel.INVITATION: Limit(300, Unit.CHARACTERS)}
    assert measure("x" * 300, "invitation", limits).over_at is None


def test_channel_without_a_limit_is_never_over() -> None:
    """A talk in person takes its time."""
    assert measure("word " * 5_000, "in-person").over_at is None


def test_limit_of_a_call_is_that_of_its_greeting() -> None:
    """What stands below the question is said after they have spoken."""
    greeting = "Hi Maya. " + "word " * 40 + "How is it going?"
    assert measure(f"{greeting}\n\n" + "later " * 200, "call").over_at is None


def test_call_without_a_question_is_all_greeting() -> None:
    """Who asks nothing talks on."""
    assert measure("word " * 50 + "\n\n" + "word " * 26, "call").over_at is not None


def test_what_is_held_against_the_limit_is_told() -> None:
    """The pane shows "28 of 30 s"."""
    size = measure(VOICEMAIL, "voicemail")
    assert (size.counted, size.limit) == (28, Limit(30, Unit.SECONDS))


@settings(max_examples=50, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("aB7é²٣-–.,'’() \n"), max_size=60))
def test_every_word_is_counted_as_it_is_said(text: str) -> None:
    """With a letter or digit it is a word; spoken, letters are one and every digit another."""
    words = text.split()
    written = [w for w in words if any(c.isalnum() for c in w)]
    spoken = [sum(c.isdecimal() for c in w) + any(c.isalpha() for c in w) for w in words]
    assert (count_words(text), count_words(text, spoken=True)) == (len(written), sum(spoken))
