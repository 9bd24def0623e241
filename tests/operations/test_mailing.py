"""An e-mail on its way out: what is confirmed is what goes, once, and nothing goes unasked."""

from __future__ import annotations

import email
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from followup_tui.core.records import Contact, Touch
from followup_tui.core.words import Channel
from followup_tui.errors import FileError, MailError, MailUnsure, RuleError, UsageError
from followup_tui.exchange import post
from followup_tui.exchange.mail import Letter
from followup_tui.operations import mailing, people
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.operations.drafting import Script, Wanted, draft, keep
from followup_tui.operations.mailing import Way
from tests.builders import TODAY
from tests.cast import add, again, picture, plan_of
from tests.exchange.servers import CERTIFICATE, PASSWORD, Postman, imap, smtp

WORDS = "Dear Ann,\n\nthe new line starts in May. How is it going?"


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own certificate and password, and no patience."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv(mailing.PASSWORD, PASSWORD)
    monkeypatch.setattr(post, "PATIENCE", 5.0)


@pytest.fixture
def ann(desk: Desk) -> Contact:
    """Ann, who is due."""
    return add(desk)


def with_mail(desk: Desk, **mail: Any) -> Desk:
    """The desk with these settings below [mail], and my own address."""
    config = desk.config
    me = config.me._replace(email="sam@example.org")
    return replace(desk, config=replace(config, me=me, mail=config.mail._replace(**mail)))


def written(desk: Desk, contact: Contact, body: str = WORDS) -> Script:
    """An e-mail to somebody in own words, kept as the draft."""
    script = draft(desk, contact, Wanted(channel=Channel.EMAIL, purpose="keep-warm"))
    keep(desk, script, body)
    return replace(script, body=body, subject="The new line")


def letter(desk: Desk, contact: Contact, body: str = WORDS) -> tuple[Letter, Touch]:
    """The same as a letter, with the touch it is for."""
    touch = plan_of(desk, contact)
    return mailing.letter_for(desk, contact, written(desk, contact, body), touch), touch


@pytest.fixture
def postman() -> Postman:
    """Takes every message."""
    return Postman()


@pytest.fixture
def sending(desk: Desk, postman: Postman) -> Iterator[Desk]:
    """A desk whose e-mails go to the postman."""
    with smtp(postman, starttls=True) as port:
        yield with_mail(desk, way="smtp", host="localhost", port=port, user="sam")


def script_of_a_program(folder: Path, name: str, lines: str) -> str:
    """A program that keeps what it was called with."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{lines}\n")
    path.chmod(0o700)
    return str(path)


def test_the_letter_is_the_script_to_one_address(desk: Desk, ann: Contact) -> None:
    """From my address to their preferred one; `mail.sender` comes before `me.email`."""
    here = with_mail(desk)
    made, _ = letter(here, ann)
    assert (made.sender, made.to, made.body) == ("sam@example.org", "ann@example.org", WORDS)
    assert letter(with_mail(desk, sender="sam@work.example"), ann)[0].sender == "sam@work.example"


@pytest.mark.parametrize("missing", ["theirs", "mine"])
def test_without_an_address_nothing_is_made(desk: Desk, ann: Contact, missing: str) -> None:
    """One sentence says which address is missing and what to do."""
    here = with_mail(desk) if missing == "theirs" else desk
    whom = replace(ann, emails=()) if missing == "theirs" else ann
    with pytest.raises(UsageError, match="address"):
        mailing.letter_for(here, whom, written(here, ann))


def test_nobody_who_asked_to_stop_gets_a_letter(desk: Desk, ann: Contact) -> None:
    """Stop is a hard block, also for words that were written before (S1.39)."""
    here = with_mail(desk)
    script = written(here, ann)
    people.stop(here, ann)
    with pytest.raises(RuleError, match="asked you to stop"):
        mailing.letter_for(here, again(here, ann), script)


def test_the_mail_program_gets_one_argument_and_no_shell(
    desk: Desk, ann: Contact, tmp_path: Path
) -> None:
    """Whatever the words are: a program with its options, then the draft as one link."""
    log = tmp_path / "argv"
    code = f"import sys; open({str(log)!r}, 'w').write('\\0'.join(sys.argv[1:]))"
    command = script_of_a_program(tmp_path, "mailer", code)
    here = with_mail(desk, command=f"{command} --compose")
    made, touch = letter(here, ann, "$(touch /tmp/x) ; `id` & 'quoted'")
    mailing.hand_over(here, made, touch, Way.MAILTO)
    option, link = log.read_text().split("\0")
    assert option == "--compose"
    assert link.startswith("mailto:ann@example.org?subject=")
    stamped = desk.store.touches.touch(touch.id)
    assert stamped.handed_at is not None
    assert stamped.handed_text == made.body


@pytest.mark.parametrize("command", ["/nowhere/mailer", "false"])
def test_a_mail_program_that_fails_stamps_nothing(desk: Desk, ann: Contact, command: str) -> None:
    """Nothing left the program, so nothing is asked about later."""
    here = with_mail(desk, command=command)
    made, touch = letter(here, ann)
    before = picture(desk.store)
    with pytest.raises((FileError, MailError), match=r"mail\.way"):
        mailing.hand_over(here, made, touch, Way.MAILTO)
    assert picture(desk.store) == before


def test_a_file_is_written_among_the_exports(desk: Desk, ann: Contact) -> None:
    """Named by day and person, private, and stamped like a copy."""
    here = with_mail(desk)
    made, touch = letter(here, replace(ann, name="Änn / Lee"))
    said = mailing.hand_over(here, made, touch, Way.EML)
    (path,) = (desk.paths.data_dir / "exports").iterdir()
    assert path.name == f"{TODAY.isoformat()}-ann-lee-{touch.id}.eml"
    assert str(path) in said
    assert desk.store.touches.touch(touch.id).handed_text == WORDS


def test_imap_keeps_a_draft_and_sends_nothing(desk: Desk, ann: Contact) -> None:
    """The draft waits in the mailbox, with a date, for its writer."""
    kept: list[tuple[bytes, bytes]] = []
    with imap((b'(\\Drafts) "/" Entwurf',), kept) as port:
        here = with_mail(desk, host="localhost", port=port, user="sam")
        made, touch = letter(here, ann)
        assert mailing.hand_over(here, made, touch, Way.IMAP) == (
            "The e-mail waits in Entwurf of your mailbox"
        )
    message = email.message_from_bytes(kept[0][1])
    assert message["Date"]
    assert desk.store.touches.touch(touch.id).handed_at is not None


def test_what_was_confirmed_is_what_is_sent(sending: Desk, ann: Contact, postman: Postman) -> None:
    """One message, one recipient, and the touch waits for what came of it (RELIABILITY P11)."""
    made, touch = letter(sending, ann)
    assert mailing.send(sending, made, touch, confirmed=made.token) == "Sent to ann@example.org"
    (envelope,) = postman.taken
    assert envelope.rcpt_tos == ["ann@example.org"]
    stamped = sending.store.touches.touch(touch.id)
    assert (stamped.state, stamped.handed_text) == ("planned", WORDS)


def test_smtp_is_no_way_without_a_confirmation(
    sending: Desk, ann: Contact, postman: Postman
) -> None:
    """Neither by the verb that hands over, nor with any token but the right one."""
    made, touch = letter(sending, ann)
    with pytest.raises(RuleError):
        mailing.hand_over(sending, made, touch, Way.SMTP)
    for wrong in ("", "yes", made.token[:-1], letter(sending, ann, "Dear Ann")[0].token):
        with pytest.raises(RuleError, match="not the e-mail that you confirmed"):
            mailing.send(sending, made, touch, confirmed=wrong)
    assert postman.taken == []


def test_an_edit_after_the_yes_is_not_sent(sending: Desk, ann: Contact, postman: Postman) -> None:
    """Between the yes and the sending the text changed: it is looked at once more."""
    confirmed, touch = letter(sending, ann)
    edited, _ = letter(sending, ann, WORDS + " Call me!")
    with pytest.raises(RuleError):
        mailing.send(sending, edited, touch, confirmed=confirmed.token)
    assert postman.taken == []


def test_nothing_is_sent_twice(sending: Desk, ann: Contact, postman: Postman) -> None:
    """The same words for the same touch go out once, whoever asks again."""
    made, touch = letter(sending, ann)
    mailing.send(sending, made, touch, confirmed=made.token)
    with pytest.raises(RuleError, match="sent before"):
        mailing.send(sending, made, touch, confirmed=made.token)
    assert len(postman.taken) == 1


def test_two_windows_send_one_message(sending: Desk, ann: Contact, postman: Postman) -> None:
    """Both were confirmed at the same moment: one of them finds the other in the outbox."""
    made, touch = letter(sending, ann)
    said: list[str] = []

    def confirm() -> None:
        try:
            said.append(mailing.send(sending, made, touch, confirmed=made.token))
        except (RuleError, MailError) as exc:
            said.append(type(exc).__name__)

    threads = [threading.Thread(target=confirm) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(postman.taken) == 1
    assert "Sent to ann@example.org" in said


def test_a_gap_is_never_sent(sending: Desk, ann: Contact, postman: Postman) -> None:
    """A confirmation of something unfinished is a slip."""
    made, touch = letter(sending, ann, "Dear Ann, I read that [news?].")
    with pytest.raises(RuleError, match=r"\[news\?\]"):
        mailing.send(sending, made, touch, confirmed=made.token)
    assert postman.taken == []


def test_a_refusal_can_be_tried_again(sending: Desk, ann: Contact, postman: Postman) -> None:
    """The server said no, so nothing is on its way and nothing is stamped."""
    made, touch = letter(sending, ann)
    postman.answer = "452 later please"
    with pytest.raises(MailError, match="refused"):
        mailing.send(sending, made, touch, confirmed=made.token)
    assert sending.store.touches.touch(touch.id).handed_at is None
    postman.answer = "250 OK"
    mailing.send(sending, made, touch, confirmed=made.token)
    assert sending.store.touches.touch(touch.id).handed_at is not None


@pytest.mark.parametrize("went", [True, False])
def test_silence_at_the_wrong_moment_is_asked_about(
    sending: Desk, ann: Contact, postman: Postman, went: bool
) -> None:
    """Nothing else goes to that person until its writer looked; then the truth is kept."""
    made, touch = letter(sending, ann)
    postman.answer = None
    with pytest.raises(MailUnsure):
        mailing.send(sending, made, touch, confirmed=made.token)
    other, _ = letter(sending, ann, "Dear Ann, other words.")
    with pytest.raises(MailUnsure, match="may have gone out"):
        mailing.send(sending, other, touch, confirmed=other.token)
    posted = mailing.unsure(sending, ann)
    assert posted is not None
    postman.answer = "250 OK"
    mailing.resolve(sending, posted, went=went)
    assert mailing.unsure(sending, ann) is None
    assert (sending.store.touches.touch(touch.id).handed_at is not None) is went
    if went:
        with pytest.raises(RuleError, match="sent before"):
            mailing.send(sending, made, touch, confirmed=made.token)
    else:
        mailing.send(sending, made, touch, confirmed=made.token)
    assert len(postman.taken) == (1 if went else 2)


_SEND = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from followup_tui.operations import mailing
from followup_tui.operations.desk import open_desk
desk = open_desk(Path(sys.argv[2]), today=date(2026, 3, 2))
mail = desk.config.mail._replace(way="smtp", host="localhost", port=int(sys.argv[1]), user="sam")
me = desk.config.me._replace(email="sam@example.org")
desk = replace(desk, config=replace(desk.config, me=me, mail=mail))
contact = next(iter(desk.store.people.everyone()))
touch = desk.store.touches.planned(contact.id)[0]
from followup_tui.operations.drafting import checked
script = replace(checked(desk, contact, desk.store.drafts.draft(contact.id)), subject="The new line")
letter = mailing.letter_for(desk, contact, script, touch)
print(letter.token, flush=True)
mailing.send(desk, letter, touch, confirmed=letter.token)
print("sent", flush=True)
"""


class Slow(Postman):
    """Has the message, and takes its time to say so."""

    async def handle_DATA(self, *given: Any) -> str:
        import asyncio

        self.taken.append(given[-1])
        await asyncio.sleep(3)
        return "250 OK"


def test_a_kill_while_sending_never_sends_twice(desk: Desk, ann: Contact, home: Path) -> None:
    """Killed with the message under way: the next start knows that it does not know, and asks."""
    letter(with_mail(desk), ann)
    desk.store.close()
    postman = Slow()
    with smtp(postman, starttls=True) as port:
        program = subprocess.Popen(
            [sys.executable, "-c", _SEND, str(port), str(home)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        until = time.monotonic() + 20
        while not postman.taken and program.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        program.send_signal(signal.SIGKILL)
        told, _ = program.communicate(timeout=20)
        assert b"sent" not in told
        assert len(postman.taken) == 1
        again_open = with_mail(
            open_desk(home, today=TODAY), host="localhost", port=port, user="sam"
        )
        made, touch = letter(again_open, ann)
        assert made.token == told.decode().strip()
        with pytest.raises(MailUnsure):
            mailing.send(again_open, made, touch, confirmed=made.token)
        assert len(postman.taken) == 1
        assert mailing.unsure(again_open, ann) is not None
        again_open.store.close()


def test_the_password_is_read_where_it_is_kept_and_nowhere_stored(
    desk: Desk, ann: Contact, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment, then the command, then the keyring; none of it reaches a file of ours."""
    here = with_mail(desk, host="localhost", user="sam")
    assert mailing.server(here).password == PASSWORD
    monkeypatch.delenv(mailing.PASSWORD)
    command = script_of_a_program(tmp_path, "pass", "print('from the command\\nand more')")
    by_command = with_mail(desk, host="localhost", user="sam", password_command=command)
    assert mailing.server(by_command).password == "from the command"
    with pytest.raises(UsageError, match="No password for sam"):
        mailing.server(here)
    kept = [f for f in (tmp_path / "data").rglob("*") if f.is_file()]
    assert kept
    assert all(b"from the command" not in f.read_bytes() for f in kept)


def test_a_password_command_that_fails_repeats_nothing(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it printed may be the secret."""
    monkeypatch.delenv(mailing.PASSWORD)
    command = script_of_a_program(tmp_path, "pass", "import sys; print('s3cret'); sys.exit(1)")
    with pytest.raises(MailError) as caught:
        mailing.server(with_mail(desk, host="localhost", user="sam", password_command=command))
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_way_without_a_server_says_what_to_set(desk: Desk, ann: Contact) -> None:
    """Before anything is claimed or asked for."""
    here = with_mail(desk, way="smtp")
    made, touch = letter(here, ann)
    with pytest.raises(UsageError, match=r"mail\.host"):
        mailing.send(here, made, touch, confirmed=made.token)
    assert mailing.unsure(here, ann) is None
