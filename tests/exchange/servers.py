"""Mail servers that run beside a test: SMTP by aiosmtpd, and as much IMAP as a draft needs."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""For localhost, signed by itself: tests name it in SSL_CERT_FILE."""
PASSWORD = "s3cret-of-the-test"


def secure() -> ssl.SSLContext:
    """What a server needs to be trusted by whoever trusts the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class Postman:
    """Takes messages; `answer` is what it says to each, None for a line that goes dead."""

    def __init__(self, answer: str | None = "250 OK") -> None:
        self.answer = answer
        self.taken: list[Envelope] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Nobody at nowhere.example can be reached."""
        if address.endswith("@nowhere.example"):
            return "550 no such person\x1b[2J here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the message, then answer, or never."""
        self.taken.append(envelope)
        if self.answer is None:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 OK"
        return self.answer


@contextlib.contextmanager
def smtp(postman: Postman, *, starttls: bool = False, encrypted: bool = True) -> Iterator[int]:
    """A server on a port of its own; a login of `sam` with the password, where one is tried."""

    def login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        good = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=False)

    options: dict[str, Any] = {"authenticator": login}
    if starttls:
        options |= {"tls_context": secure(), "require_starttls": True}
    elif encrypted:
        options |= {"ssl_context": secure(), "auth_require_tls": False}
    else:
        options |= {"auth_require_tls": False}
    controller = Controller(postman, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextlib.contextmanager
def imap(mailboxes: tuple[bytes, ...], kept: list[tuple[bytes, bytes]]) -> Iterator[int]:
    """A server that lists its mailboxes and keeps what is appended, as pairs of command and message."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(10)

    def serve() -> None:
        with contextlib.suppress(OSError), listening.accept()[0] as plain:
            plain.settimeout(10)
            with secure().wrap_socket(plain, server_side=True) as line:
                _talk(line, mailboxes, kept)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.close()
        thread.join(10)


def _talk(
    line: ssl.SSLSocket, mailboxes: tuple[bytes, ...], kept: list[tuple[bytes, bytes]]
) -> None:
    stream = line.makefile("rwb")

    def say(*rows: bytes) -> None:
        stream.write(b"".join(row + b"\r\n" for row in rows))
        stream.flush()

    say(b"* OK ready")
    while command := stream.readline():
        tag, verb, *rest = command.strip().split(b" ", 2)
        verb = verb.upper()
        if verb == b"CAPABILITY":
            say(b"* CAPABILITY IMAP4rev1", tag + b" OK done")
        elif verb == b"LOGIN":
            right = PASSWORD.encode() in rest[0]
            say(tag + (b" OK in" if right else b" NO wrong " + rest[0]))
        elif verb == b"LIST":
            say(*(b"* LIST " + box for box in mailboxes), tag + b" OK done")
        elif verb == b"APPEND":
            size = int(rest[0].rsplit(b"{", 1)[1].rstrip(b"}"))
            say(b"+ go on")
            kept.append((rest[0], stream.read(size)))
            stream.readline()
            say(tag + b" OK kept")
        else:
            say(b"* BYE", tag + b" OK done")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
