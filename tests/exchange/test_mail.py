"""One e-mail to one person: nothing from outside can make it more, and it travels encrypted or not at all."""

from __future__ import annotations

import email
import stat
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.errors import MailError, MailUnsure, UsageError
from followup_tui.exchange import post
from followup_tui.exchange.mail import Letter, compose, is_address, mailto, write_eml
from followup_tui.exchange.post import Server, keep_draft, send
from tests.exchange.servers import CERTIFICATE, PASSWORD, Postman, imap, smtp

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HEADERS = (
    *("date", "from", "to", "subject", "message-id"),
    *("content-type", "content-transfer-encoding", "mime-version"),
)
INJECTION = "hi =?utf-8?q?=0ABcc=3A_x=40y?=\r\nBcc: z@z"


def letter(**given: str) -> Letter:
    """A letter from Sam to Ann."""
    known = {
        "sender": "sam@example.org",
        "to": "ann@acme.example",
        "subject": "Hello",
        "body": "Hi",
    }
    return compose(**(known | given))


def read(raw: bytes) -> EmailMessage:
    """A message as another program reads it."""
    message = email.message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture(autouse=True)
def trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate of the tests is trusted, and nobody waits for long."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setattr(post, "PATIENCE", 5.0)


def test_a_subject_cannot_become_a_header() -> None:
    """RELIABILITY finding 10, hostile input 35: one To, no Bcc, on every Python."""
    built = letter(subject=INJECTION, to_name=INJECTION, sender_name=INJECTION)
    message = read(built.raw)
    assert message["Bcc"] is None
    assert message.get_all("To") is not None
    assert [a.addr_spec for a in message["To"].addresses] == ["ann@acme.example"]
    assert "\n" not in message["Subject"]


@pytest.mark.parametrize(
    "address",
    [
        "a@b,c@d", "a@b c@d", "Ann <a@b>", "a@b\r\nBcc: z@z", "a@b\n", "", "a", "@b", "a@", "a..b@c",
        "a.@b", '"a b"@c', "a@b;c@d", "a@[127.0.0.1]", "ä@b.example", "a@b@c", "-@-",
    ],
)  # fmt: skip
def test_what_is_not_one_address_is_refused(address: str) -> None:
    """Hostile input 37, for the recipient as for the sender."""
    assert not is_address(address)
    for end in ("to", "sender"):
        with pytest.raises(UsageError, match="not one e-mail address"):
            letter(**{end: address})


@given(
    name=st.text(max_size=40) | st.just(INJECTION),
    subject=st.text(max_size=80) | st.builds("=?utf-8?q?{}?= {}".format, st.text(), st.text()),
    body=st.text(max_size=200),
)
@settings(max_examples=50, deadline=None)
def test_no_words_make_a_second_recipient(name: str, subject: str, body: str) -> None:
    """Whatever is in a name, a subject or a text: it is refused, or it stays what it is."""
    try:
        built = letter(to_name=name, sender_name=name, subject=subject, body=body)
    except MailError:
        return
    message = read(built.dated(AT))
    assert sorted(key.lower() for key in message) == sorted(HEADERS)
    assert [a.addr_spec for a in message["To"].addresses] == ["ann@acme.example"]
    assert message.get_content().split() == built.body.split()


def test_other_alphabets_arrive_as_they_were_written() -> None:
    """In name, subject and text, over lines that mail would fold."""
    built = letter(
        to_name="Jürgen Müller",
        subject="Grüße aus der Küche " * 6,
        body="Schöne Grüße\n\n中文 👩‍👩‍👧\n" + "x" * 1200,
    )
    message = read(built.dated(AT))
    assert message["To"].addresses[0].display_name == "Jürgen Müller"
    assert message["Subject"] == ("Grüße aus der Küche " * 6).strip()
    assert message.get_content().replace("\r\n", "\n").strip() == built.body
    assert message["Date"].datetime == AT
    assert built.raw.isascii()


def test_the_token_is_of_exactly_this_text_to_exactly_this_person() -> None:
    """RELIABILITY P11: another word, person or touch is another letter; the same again is the same."""
    one = letter()
    others = [
        letter(body="Hi!"), letter(subject="Hello!"), letter(to="ben@acme.example"),
        letter(sender="al@example.org"), letter(about="7"),
    ]  # fmt: skip
    assert letter().token == one.token
    assert len({one.token, *(o.token for o in others)}) == 6


def test_mailto_carries_the_letter_to_a_mail_program() -> None:
    """RFC 6068: nothing in the text can add a field, and it does not matter which words it has."""
    built = letter(subject="50 % & more?", body="Dear Ann,\n\nA=B&bcc=z@z #1\n")
    parts = urlsplit(mailto(built))
    assert (parts.scheme, unquote(parts.path), parts.fragment) == ("mailto", built.to, "")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    assert fields["subject"] == [built.subject]
    assert fields["body"][0].replace("\r\n", "\n") == built.body


def test_an_eml_file_is_a_private_unsent_draft(tmp_path: Path) -> None:
    """Mail programs open it for writing, other users do not open it at all (RELIABILITY P9)."""
    path = tmp_path / "ann.eml"
    write_eml(path, letter(body="Dear Ann"))
    message = read(path.read_bytes())
    assert (message["X-Unsent"], message.get_content().strip()) == ("1", "Dear Ann")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("starttls", [False, True])
def test_smtp_delivers_one_message_to_one_person(
    starttls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over TLS from the first byte, or after STARTTLS on any other port; with a login."""
    postman, built = Postman(), letter(body=".\nDear Ann\n.\n")
    with smtp(postman, starttls=starttls) as port:
        if not starttls:
            monkeypatch.setattr(post, "_SMTPS", port)
        send(Server("localhost", port, "sam", PASSWORD), built.sender, built.to, built.dated(AT))
    (envelope,) = postman.taken
    assert envelope.rcpt_tos == ["ann@acme.example"]
    assert isinstance(envelope.content, bytes)
    assert read(envelope.content).get_content().replace("\r\n", "\n") == ".\nDear Ann\n.\n"


def test_a_server_without_encryption_gets_nothing() -> None:
    """Neither the password nor a word of the letter."""
    postman = Postman()
    with smtp(postman, encrypted=False) as port, pytest.raises(MailError, match="no encryption"):
        send(Server("localhost", port, "sam", PASSWORD), "a@b.example", "c@d.example", b"x")
    assert postman.taken == []


def test_a_server_that_nobody_vouches_for_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that is not trusted is the end of it."""
    monkeypatch.delenv("SSL_CERT_FILE")
    postman = Postman()
    with (
        smtp(postman, starttls=True) as port,
        pytest.raises(MailError, match="cannot be trusted"),
    ):
        send(Server("localhost", port, "sam", PASSWORD), "a@b.example", "c@d.example", b"x")
    assert postman.taken == []


def test_a_refused_login_tells_no_secret() -> None:
    """One sentence; the password is in neither it nor the server's record of itself."""
    server = Server("localhost", 1, "sam", "wr0ng-secret")
    assert "wr0ng-secret" not in repr(server)
    postman = Postman()
    with smtp(postman, starttls=True) as port, pytest.raises(MailError) as caught:
        send(Server("localhost", port, "sam", "wr0ng-secret"), "a@b.example", "c@d.example", b"x")
    assert "did not accept the name and password" in str(caught.value)
    assert "wr0ng-secret" not in str(caught.value)


def test_a_refused_recipient_is_told_in_one_clean_line() -> None:
    """What a server says is text from outside: no control character of it is repeated."""
    postman = Postman()
    with smtp(postman, starttls=True) as port, pytest.raises(MailError) as caught:
        send(Server("localhost", port), "a@b.example", "c@nowhere.example", b"x")
    assert "no such person" in str(caught.value)
    assert str(caught.value).isprintable()
    assert not isinstance(caught.value, MailUnsure)
    assert postman.taken == []


def test_a_refused_message_was_surely_not_sent() -> None:
    """The server said no: it may be tried again."""
    with smtp(Postman("554 too much"), starttls=True) as port, pytest.raises(MailError) as caught:
        send(Server("localhost", port), "a@b.example", "c@d.example", b"x")
    assert not isinstance(caught.value, MailUnsure)


def test_a_line_that_goes_dead_after_the_text_is_unsure() -> None:
    """The one moment at which nobody can tell (RELIABILITY P11)."""
    postman = Postman(answer=None)
    with smtp(postman, starttls=True) as port, pytest.raises(MailUnsure):
        send(Server("localhost", port), "a@b.example", "c@d.example", b"Subject: x\r\n\r\nx")
    assert len(postman.taken) == 1


def test_a_server_that_is_not_there_is_said() -> None:
    """No waiting, no traceback, nothing sent."""
    with smtp(Postman(), starttls=True) as port:
        pass
    with pytest.raises(MailError, match="cannot be reached"):
        send(Server("localhost", port), "a@b.example", "c@d.example", b"x")
    with pytest.raises(MailError, match="cannot be reached"):
        keep_draft(Server("localhost", port, "sam", PASSWORD), b"x")


@pytest.mark.parametrize(
    ("mailboxes", "wanted", "name"),
    [
        ((b'(\\HasNoChildren \\Drafts) "/" "My \\"Drafts\\""',), "", b'"My \\"Drafts\\""'),
        ((b'(\\Sent) "/" Sent', b'(\\Drafts) "." INBOX.Drafts'), "", b"INBOX.Drafts"),
        ((b'() "/" INBOX',), "", b"Drafts"),
        ((b'(\\Drafts) "/" Drafts',), 'To "send"', b'"To \\"send\\""'),
    ],
)
def test_imap_keeps_a_draft_where_drafts_are_kept(
    mailboxes: tuple[bytes, ...], wanted: str, name: bytes
) -> None:
    """The mailbox that the server marks, else the one of the config, flagged as a draft (RFC 6154)."""
    kept: list[tuple[bytes, bytes]] = []
    built = letter(body="Dear Ann")
    with imap(mailboxes, kept) as port:
        keep_draft(Server("localhost", port, "sam", PASSWORD), built.dated(AT), wanted)
    ((command, message),) = kept
    assert command.startswith(name + b" (\\Draft)")
    assert read(message).get_content().strip() == "Dear Ann"


def test_imap_with_a_wrong_password_tells_no_secret() -> None:
    """The server repeats what it was told; we do not."""
    with imap((), []) as port, pytest.raises(MailError) as caught:
        keep_draft(Server("localhost", port, "sam", "wr0ng-secret"), b"x")
    assert "did not accept" in str(caught.value)
    assert "wr0ng-secret" not in str(caught.value)
