"""What a card holds besides what is used: kept to be written back, or said to be left out."""

from __future__ import annotations

import pytest

from followup_tui.exchange.vcard import read_cards


def kept_of(*lines: str) -> tuple[tuple[str, ...], list[str]]:
    """The kept properties of one card, and what is said of it."""
    text = "\n".join(("BEGIN:VCARD", "VERSION:3.0", "FN:Ann", *lines, "END:VCARD", ""))
    found = read_cards(text)
    return found.people[0].kept, [problem.message for problem in found.problems]


def test_small_pictures_and_what_is_about_the_card_are_kept() -> None:
    """They are written back as one property each: bytes without blanks, an address as it stands."""
    kept, said = kept_of(
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:QUJD", "   REVG", "LOGO;VALUE=uri:http://x.org/a,b.png",
        "REV:20200101", "PRODID:x", "AGENT:", "BEGIN:VCARD", "FN:Bo, Ray", "END:VCARD", "NICKNAME:A",
    )  # fmt: skip
    assert said == []
    assert kept == (
        "PHOTO;ENCODING=BASE64;TYPE=JPEG:QUJDREVG",
        "LOGO;VALUE=uri:http://x.org/a,b.png",
        "REV:20200101",
        "PRODID:x",
        "AGENT:BEGIN:VCARD\\nFN:Bo\\, Ray\\nEND:VCARD",
        "NICKNAME:A",
    )


def test_a_large_picture_is_said_to_be_left_out() -> None:
    """Of two megabytes nothing is kept, and its line says so."""
    data = "\n ".join(["QUJD" * 18] * (((2 << 20) * 4 // 3) // 72))
    kept, said = kept_of(f"PHOTO;ENCODING=b;TYPE=JPEG:{data}")
    assert kept == ()
    assert said == ["a picture of 2 MB was left out; the rest of the card was used"]


@pytest.mark.parametrize("line", ["X" * 500_000, f"NOTE:{'x' * 500_000}"])
def test_a_line_that_is_too_long_is_called_so(line: str) -> None:
    """It may well be vCard; it is only too long."""
    assert kept_of(line)[1] == ["this line is too long to be read; the rest of the card was used"]
