"""Archives of mail: who wrote to whom and when, lists and machines left out, whatever the encoding."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.core.people import IncomingMessage, LeftOut, Problem
from followup_tui.core.text import is_safe_line
from followup_tui.exchange.mailbox import is_mbox, messages, split_mbox
from followup_tui.exchange.markup import own_words, plain_text
from followup_tui.exchange.readers import Context, form_of, items
from followup_tui.exchange.sources import of_bytes, sources

ME, ANN = "sam@example.org", "ann@acme.example"


def letter(
    sender: str = f"Ann Lee <{ANN}>", to: str = ME, text: str = "Hello Sam.", **heads: str
) -> bytes:
    """One message, as a program sends it."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Date"] = heads.pop("date", "Mon, 02 Feb 2026 12:00:00 +0000")
    mail["Message-ID"] = heads.pop("id", "<1@acme.example>")
    mail["Subject"] = heads.pop("subject", "Hello")
    for name, value in heads.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def read(*letters: bytes, own: frozenset[str] = frozenset({ME})) -> list[IncomingMessage]:
    """The messages with Ann in an mbox of these letters."""
    found = items(
        of_bytes(mbox(*letters)), "mail", Context("", own, lambda key: key == ANN, zone=UTC)
    )
    return [item for item in found if isinstance(item, IncomingMessage)]


def mbox(*letters: bytes) -> bytes:
    """Letters as one file, each below a From line."""
    begin = b"From sam@example.org Mon Feb  2 12:00:00 2026\n"
    return b"\n".join(begin + data.replace(b"\nFrom ", b"\n>From ") for data in letters)


def test_both_directions() -> None:
    """From them to me is inbound, from me to them outbound; the key is the Message-ID."""
    inbound, outbound = read(
        letter(subject="=?utf-8?q?Gr=C3=BC=C3=9Fe?="),
        letter(ME, f"ann lee <{ANN.upper()}>, other@x.org", id="<2@me>"),
    )
    assert (inbound.inbound, inbound.on, inbound.others) == (True, date(2026, 2, 2), (ANN,))
    assert (inbound.key, inbound.subject, inbound.text) == (
        "mail:1@acme.example",
        "Grüße",
        "Hello Sam.",
    )
    assert (outbound.inbound, outbound.others) == (False, (ANN,))


@pytest.mark.parametrize(
    "data",
    [
        letter("stranger@x.org"),
        letter(to="all@list.example", List_Id="<all.list.example>"),
        letter(Auto_Submitted="auto-replied"),
        letter(Precedence="bulk"),
        letter(to="bo@x.org"),
    ],
)
def test_what_is_no_touch(data: bytes) -> None:
    """Strangers, lists, out-of-office answers, and letters of others."""
    assert read(data) == []


def test_without_my_address_only_what_came_in_is_told() -> None:
    """Nobody is taken for me."""
    found = read(letter(), letter(ME, ANN, id="<2@me>"), own=frozenset())
    assert [message.inbound for message in found] == [True]


def test_html_alone_becomes_words_and_quotes_go() -> None:
    """What they answered to is not theirs."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = ANN, ME, "Mon, 02 Feb 2026 12:00:00 +0000"
    mail.set_content(
        "<style>p{}</style><p>Could&nbsp;you send it?</p><p>On Mon, 1 Feb 2026 Sam Reyes wrote:</p>"
        "<blockquote>old</blockquote>",
        subtype="html",
    )
    (found,) = read(mail.as_bytes())
    assert found.text == "Could you send it?"
    assert found.key.startswith("mail:")


def test_a_from_line_within_a_letter_begins_none() -> None:
    """Only a From line with a time below a blank line begins the next."""
    text = "Hi\n\nFrom here on it is simple.\n"
    begin = b"From a Mon Feb  2 12:00:00 2026\n"
    data = (
        begin + letter().replace(b"Hello Sam.", text.encode()) + b"\n" + begin + letter(id="<2@x>")
    )
    assert [line for line, _ in split_mbox(data.splitlines(keepends=True))] == [1, 16]
    assert is_mbox(data)


def test_a_maildir_is_read(tmp_path: Path) -> None:
    """A folder with cur and new is mail; a hidden file in it is not."""
    for part in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / part).mkdir(parents=True)
    (tmp_path / "Mail" / "cur" / "1:2,S").write_bytes(letter())
    (tmp_path / "Mail" / "new" / "2").write_bytes(letter(id="<2@x>"))
    (tmp_path / "Mail" / "cur" / ".hidden").write_bytes(letter(id="<3@x>"))
    (source,) = sources(tmp_path / "Mail")
    assert form_of(source) == "mail"
    found = list(items(source, "mail", Context("", frozenset({ME}), lambda key: key == ANN)))
    assert len(found) == 2


def test_a_huge_letter_costs_its_beginning() -> None:
    """Fifty megabytes of attachment are passed over line by line."""

    def lines() -> Iterator[bytes]:
        yield b"From a Mon Feb  2 12:00:00 2026\n"
        yield from letter().splitlines(keepends=True)
        for _ in range(700_000):
            yield b"QUJD" * 18 + b"\n"

    begun = time.perf_counter()
    ((_, data),) = split_mbox(lines())
    assert len(data) < 600_000
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    "text", ["<" * 90_000, "<!--" * 20_000, "<a " * 30_000, "<p>" * 30_000, "&" * 90_000,
             "<p>" + "&a" * 40_000, "<p><![CDATA[" * 8_000, "<p></" * 18_000, "<script>" * 10_000]
)  # fmt: skip
def test_hostile_markup_takes_a_moment(text: str) -> None:
    """Whatever repeats costs little, entities never grow."""
    begun = time.perf_counter()
    assert len(own_words(plain_text("<p>" + text))) <= 100_000
    assert time.perf_counter() - begun < 2


@settings(deadline=None, max_examples=50)
@given(
    data=st.lists(
        st.one_of(
            st.binary(max_size=80),
            st.sampled_from(
                [b"From a 12:00:00\n", b"\n\n", b"From: ann@acme.example\n", b"To: sam@example.org\n",
                 b"Date: Mon, 02 Feb 2026 12:00:00 +0000\n", b"Content-Type: multipart/mixed; boundary=x\n",
                 b"--x\n", b"Content-Transfer-Encoding: base64\n", b"Subject: =?utf-8?q?=?=\n",
                 b"Content-Type: text/html; charset=nonsense\n", b"Date: 99999999999\n"]
            ),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_arbitrary_mail(data: list[bytes]) -> None:
    """Any bytes give clean messages or problems, never a crash."""
    raw = split_mbox((b"From x 10:00:00\n" + b"".join(data)).splitlines(keepends=True))
    for item in messages(raw, frozenset({ME}), lambda key: True):
        assert isinstance(item, (IncomingMessage, Problem, LeftOut))
        if isinstance(item, IncomingMessage):
            assert is_safe_line(item.subject)
            assert is_safe_line(item.text.replace("\n", "").replace("\t", ""))
