"""`followup mail`: a file, a draft, or sent to exactly the one who was confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from followup_tui.exchange import post
from followup_tui.operations import mailing
from tests.cli_program import Program, add_ann
from tests.exchange.servers import CERTIFICATE, PASSWORD, Postman, smtp


@pytest.fixture
def program(home: Path) -> Program:
    """A home with Ann, some news of hers, and my address."""
    (home / "config.toml").write_text('[me]\nname = "Sam Reyes"\nemail = "sam@example.org"\n')
    made = Program(home)
    add_ann(made)
    made("note", "Acme", "the new line starts in May", "--kind", "news")
    return made


@pytest.fixture
def postman(program: Program, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postman]:
    """Takes what the program sends."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv(mailing.PASSWORD, PASSWORD)
    monkeypatch.setattr(post, "PATIENCE", 5.0)
    taker = Postman()
    with smtp(taker, starttls=True) as port, (home / "config.toml").open("a") as file:
        file.write(f'[mail]\nway = "smtp"\nhost = "localhost"\nport = {port}\nuser = "sam"\n')
        file.flush()
        yield taker


def test_a_file_waits_among_the_exports(program: Program, home: Path) -> None:
    """Its place is told, and the touch asks what came of it."""
    said = program("mail", "Ann Lee", "--way", "eml").stderr
    (path,) = (home / "data" / "exports").iterdir()
    assert str(path) in " ".join(said.split("\n")).replace("  ", " ")
    assert b"the new line starts in May" in path.read_bytes()


@pytest.mark.parametrize("typed", ["", "\n", "y\n", "yes\n", "m\n"])
def test_nothing_is_sent_without_the_word(program: Program, postman: Postman, typed: str) -> None:
    """Neither enter, nor yes, nor the end of the input (RELIABILITY P11)."""
    result = program("mail", "Ann Lee", exits=1, typed=typed)
    assert "To: ann@acme.example" in result.stdout
    assert "Nothing was sent." in result.stderr
    assert postman.taken == []


def test_the_word_sends_what_was_shown_once(program: Program, postman: Postman) -> None:
    """Once more is refused, whoever asks."""
    program("mail", "Ann Lee", typed="send\n")
    again = program("mail", "Ann Lee", typed="send\n", exits=1)
    assert "sent before" in again.stderr
    assert len(postman.taken) == 1


def test_a_script_confirms_by_the_token_that_was_shown(program: Program, postman: Postman) -> None:
    """Exactly that text to exactly that person: with other words the token is void."""
    shown = program("mail", "Ann Lee", exits=1, typed="")
    found = re.search(r"[0-9a-f]{64}", shown.stderr)
    assert found is not None
    program("mail", "Ann Lee", "--confirm", "0" * 64, exits=1)
    assert postman.taken == []
    program("mail", "Ann Lee", "--confirm", found[0])
    assert len(postman.taken) == 1


def test_an_unsure_e_mail_is_asked_about_first(program: Program, postman: Postman) -> None:
    """A no sends it again, after the word; the answer comes from a person."""
    postman.answer = None
    program("mail", "Ann Lee", typed="send\n", exits=1)
    postman.answer = "250 OK"
    said = program("mail", "Ann Lee", typed="n\nsend\n").stderr
    assert "Did it go out?" in said
    assert len(postman.taken) == 2
