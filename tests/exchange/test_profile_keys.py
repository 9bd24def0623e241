"""Two spellings of one profile, address or number are recognised as the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.exchange.phones import plain_e164
from followup_tui.exchange.profile import (
    _e164,
    email_address,
    email_key,
    phone_key,
    profile_key,
    profile_link,
)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/jürgen-müller",
        "http://de.linkedin.com/in/j%C3%BCrgen-m%C3%BCller/",
        "LinkedIn.com/in/Jürgen-Müller?trk=contacts",
        "https://www.linkedin.com/in/J%C3%BCrgen-M%C3%BCller/de",
        "https://www.linkedin.com/mwlite/in/jürgen-müller/detail/contact-info/#top",
        "  <https://linkedin.com:443//in/ju\u0308rgen-mu\u0308ller/>  ",
    ],
)
def test_spellings_of_one_profile_have_one_key(url: str) -> None:
    """Scheme, country, slash, query, percent-encoding, accents' form and case do not matter."""
    assert profile_key(url) == "linkedin.com/in/jürgen-müller"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.linkedin.com/",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/pub/dir/Ann/Lee",
        "https://lnkd.in/abc",
        "https://evil.example/in/ann?x=linkedin.com",
        "https://linkedin.com.evil.example/in/ann",
        "https://notlinkedin.com/in/ann",
        "javascript:alert('linkedin.com/in/ann')",
        "file://linkedin.com/in/ann",
        "http://[linkedin.com/in/ann",
        "http://linkedin.com@evil.example/in/ann",
        "http://ann@linkedin.com/in/ann",
        "https://www.linkedin.com/in/%2F%1b/",
        "ann",
    ],
)
def test_what_names_no_profile_has_no_key(url: str) -> None:
    """Companies, directories, other hosts and other schemes are nobody's profile."""
    assert (profile_key(url), profile_link(url)) == ("", "")


def test_old_profiles_are_told_apart_by_all_their_parts() -> None:
    """The public profiles of before 2015 share their first part with every namesake."""
    assert profile_key("http://uk.linkedin.com/pub/Ann-Lee/1/2B/3c4") == (
        "linkedin.com/pub/ann-lee/1/2b/3c4"
    )


def test_a_link_is_built_anew() -> None:
    """What the browser is given holds nothing but the host and the person's part, safely quoted."""
    assert profile_link("http://dk.linkedin.com/in/ACoAAB\x1b]0;/?evil#x") == (
        "https://www.linkedin.com/in/ACoAAB%5D0%3B"
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ann.Lee@Example.com", "Ann.Lee@Example.com"),
        (" mailto:ann@example.com?subject=x ", "ann@example.com"),
        ("Ann Lee <ann@example.com>", "ann@example.com"),
        ("o'brien+jobs@mail.example.co.uk", "o'brien+jobs@mail.example.co.uk"),
        ("jörg@müller.example", "jörg@müller.example"),
        ("ann", ""),
        ("a@b,c@d", ""),
        ("a@b@c", ""),
        ("a b@example.com", ""),
        ("@example.com", ""),
        ("ann@", ""),
        ("ann@.example.com", ""),
        ("ann@example..com", ""),
        ("a@b\r\nBcc: z@z", ""),
        (f"{'x' * 250}@example.com", ""),
    ],
)
def test_an_address_is_exactly_one_address(text: str, address: str) -> None:
    """One address is taken as written; none, several or one that could smuggle a header gives ""."""
    assert email_address(text) == address


def test_an_address_is_known_without_case() -> None:
    """Capitals make no second person."""
    assert email_key("Ann.Lee@EXAMPLE.com") == email_key("<ann.lee@example.com>")


@pytest.mark.parametrize(
    ("text", "region", "key"),
    [
        ("+1 (650) 253-0000", None, "+16502530000"),
        ("tel:+1-650-253-0000", None, "+16502530000"),
        ("001 650 253 0000", None, "+16502530000"),
        ("(650) 253-0000", "US", "+16502530000"),
        ("0170 1234567", "DE", "+491701234567"),
        ("0049 170 1234567", "DE", "+491701234567"),
        ("+1 650 253 0000 ext. 12", None, "+16502530000;ext=12"),
        ("(650) 253-0000", None, "6502530000"),
        ("3311", None, "3311"),
        ("+٤٩ ١٧٠ ١٢٣٤٥٦٧", None, "+491701234567"),
        ("+99 999 999 999 999 999 999", None, "99999999999999999999"),
        ("call me", None, ""),
        ("call me", "US", ""),
        ("", None, ""),
    ],
)
def test_a_number_has_one_key(text: str, region: str | None, key: str) -> None:
    """Numbers become E.164 where country or region allow it, and digits where not."""
    assert phone_key(text, region) == key


@settings(max_examples=50)
@given(
    code=st.sampled_from(
        ["1", "44", "39", "49", "52", "54", "55", "7", "800", "86", "210", "", "0"]
    ),
    digits=st.text("0123456789", min_size=4, max_size=13),
    between=st.text(" -.()/x;,", max_size=6),
    at=st.integers(0, 12),
    region=st.sampled_from([None, "US", "DE", "IT", "zz"]),
)
def test_plain_numbers_are_what_phonenumbers_makes_of_them(
    code: str, digits: str, between: str, at: int, region: str | None
) -> None:
    """Whatever is told in a moment is what the closer look would have told, for any region."""
    text = f"+{code}{digits[:at]}{between}{digits[at:]}"
    plain = plain_e164(text)
    assert plain in ("", _e164(text, region))


def test_usual_numbers_are_plain() -> None:
    """The numbers that address books hold need no closer look."""
    for text in ("+13130000001", "+1 (313) 555-0100", "+49 30 123456", "+44 20 7946 0000"):
        assert plain_e164(text) == "+" + "".join(filter(str.isdigit, text))
    assert plain_e164("+49 (0)30 123456") == ""
    assert plain_e164("0313 5550100") == ""
