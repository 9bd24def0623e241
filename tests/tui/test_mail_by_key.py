"""`m`: the e-mail in the mail program, in a file, or sent after the word was typed."""

from __future__ import annotations

import random
import string
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from followup_tui.core.words import Channel, TouchState
from followup_tui.exchange import post
from followup_tui.operations import mailing
from followup_tui.operations.desk import Desk
from followup_tui.operations.drafting import Script
from followup_tui.operations.lookup import contact_named
from followup_tui.tui.screens.mail import ConfirmMail
from tests.cast import picture
from tests.exchange.servers import CERTIFICATE, PASSWORD, Postman, smtp
from tests.tui.stage import (
    Stage,
    dialog,
    flat,
    go_to,
    is_main,
    main,
    on_top,
    opened,
    press,
    press_at_once,
    toasts,
)
from tests.tui.town import newest, planned

ANN = "Ann Lee"


def with_mail(desk: Desk, **mail: Any) -> Desk:
    """The desk with these settings below [mail]."""
    return replace(desk, config=replace(desk.config, mail=desk.config.mail._replace(**mail)))


@pytest.fixture
def postman() -> Postman:
    """Takes every message."""
    return Postman()


@pytest.fixture
def sending(town: Desk, postman: Postman, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The town, whose e-mails go to the postman."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv(mailing.PASSWORD, PASSWORD)
    monkeypatch.setattr(post, "PATIENCE", 5.0)
    with smtp(postman, starttls=True) as port:
        yield with_mail(town, way="smtp", host="localhost", port=port, user="sam")


async def turn_to_the_e_mail(pilot: Stage) -> Script:
    """Let Ann's script be the e-mail, as `c` does."""
    await go_to(pilot, ANN)
    for _ in Channel:
        script = main(pilot).script
        assert script is not None
        if script.channel == Channel.EMAIL:
            return script
        await press(pilot, "c")
    raise AssertionError("no e-mail for Ann")


async def test_m_opens_the_mail_program_and_stamps_the_touch(town: Desk, tmp_path: Path) -> None:
    """What came of it is asked later, as after a copy, and `d` records the words that left."""
    log = tmp_path / "argv"
    program = tmp_path / "mailer"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(log)!r}, 'w').write(sys.argv[1])\n"
    )
    program.chmod(0o700)
    async with opened(with_mail(town, command=str(program))) as pilot:
        script = await turn_to_the_e_mail(pilot)
        await press(pilot, "m")
        assert log.read_text().startswith("mailto:ann@acme.example?subject=")
        assert toasts(pilot)[-1] == "Your mail program has the e-mail; d when it is done"
        touch = planned(town, ANN)
        assert touch is not None
        assert touch.handed_text == script.body
        await press(pilot, "d")
    assert (newest(town, ANN).channel, newest(town, ANN).text) == (Channel.EMAIL, script.body)


async def test_m_for_somebody_due_by_phone_writes_the_e_mail(town: Desk) -> None:
    """For the same purpose, and kept among the exports."""
    async with opened(with_mail(town, way="eml")) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "m", "g")
        told = toasts(pilot)[-1].split("\n")
    (path,) = (town.paths.data_dir / "exports").iterdir()
    assert told[:3] == ["The e-mail is kept as", path.name, f"in {path.parent}; d when it is done"]
    assert b"To: Maya Orr <maya@powell.example>" in path.read_bytes()


async def test_m_without_an_address_says_so(town: Desk) -> None:
    """One sentence, and nothing is written."""
    from followup_tui.operations import people
    from followup_tui.operations.people import Details

    people.edit(town, contact_named(town, ANN), Details(emails=()))
    before = picture(town.store)
    async with opened(town) as pilot:
        await go_to(pilot, ANN)
        await press(pilot, "m")
        assert "No e-mail address of Ann Lee is known" in toasts(pilot)[-1]
    after = picture(town.store)
    assert after["touch"] == before["touch"]


async def test_sending_shows_exactly_what_goes_to_whom(sending: Desk, postman: Postman) -> None:
    """Recipient, subject and the words; `send`, typed out, sends it once (RELIABILITY P11)."""
    async with opened(sending) as pilot:
        script = await turn_to_the_e_mail(pilot)
        await press(pilot, "m")
        asked = flat(dialog(pilot))
        assert "Ann Lee <ann@acme.example>" in asked
        assert script.subject in asked
        assert flat(script.body)[:40] in asked
        await press(pilot, *"send")
        assert is_main(pilot)
        assert toasts(pilot)[-1] == "Sent to ann@acme.example; d when it is done"
    (envelope,) = postman.taken
    assert envelope.rcpt_tos == ["ann@acme.example"]
    touch = planned(sending, ANN)
    assert touch is not None
    assert (touch.state, touch.handed_text) == (TouchState.PLANNED, script.body)


async def test_neither_enter_nor_the_starting_key_sends(sending: Desk, postman: Postman) -> None:
    """Nor a slip on the way to the word; escape leaves without a trace."""
    before = planned(sending, ANN)
    async with opened(sending) as pilot:
        await turn_to_the_e_mail(pilot)
        await press(pilot, "m", "enter", "m", "y", "space", *"sed", *"sen", "enter", "d")
        assert isinstance(on_top(pilot), ConfirmMail)
        await press(pilot, "escape")
        assert toasts(pilot)[-1] == "Nothing was sent."
    assert postman.taken == []
    assert planned(sending, ANN) == before


async def test_random_keys_send_nothing(sending: Desk, postman: Postman) -> None:
    """Hundreds of keys without the last letter of the word: nothing goes out (RELIABILITY P11)."""
    chance = random.Random(11)
    letters = [c for c in string.ascii_letters + string.digits if c != "d"]
    async with opened(sending) as pilot:
        await turn_to_the_e_mail(pilot)
        await press(pilot, "m")
        keys = [chance.choice([*letters, "enter", "tab", "backspace", "sen"]) for _ in range(400)]
        await press_at_once(pilot, *(k for key in keys for k in ("sen" if key == "sen" else [key])))
        assert isinstance(on_top(pilot), ConfirmMail)
    assert postman.taken == []


async def test_a_refusal_is_told_where_it_was_asked(sending: Desk, postman: Postman) -> None:
    """The dialog stays, and the word may be typed again."""
    postman.answer = "452 later please"
    async with opened(sending) as pilot:
        await turn_to_the_e_mail(pilot)
        await press(pilot, "m", *"send")
        assert "later please. Nothing was sent." in flat(dialog(pilot))
        postman.answer = "250 OK"
        await press(pilot, *"send")
        assert is_main(pilot)
    assert len(postman.taken) == 2


@pytest.mark.parametrize(("answer", "sent"), [("y", 1), ("n", 2), ("escape", 1), ("enter", 1)])
async def test_an_unsure_e_mail_is_asked_about(
    sending: Desk, postman: Postman, answer: str, sent: int
) -> None:
    """The next `m` asks whether it went; only a no sends again, and only after the word."""
    postman.answer = None
    async with opened(sending) as pilot:
        await turn_to_the_e_mail(pilot)
        await press(pilot, "m", *"send")
        assert "may have gone out or not" in flat(dialog(pilot))
        postman.answer = "250 OK"
        await press(pilot, "escape", "m")
        assert "Did your e-mail to Ann Lee go out?" in flat(dialog(pilot))
        await press(pilot, answer)
        if answer == "n":
            await press(pilot, *"send")
        assert is_main(pilot)
        touch = planned(sending, ANN)
        unsure = mailing.unsure(sending, contact_named(sending, ANN))
    assert touch is not None
    assert len(postman.taken) == sent
    assert (touch.handed_at is not None) is (answer in ("y", "n"))
    assert (unsure is None) is (answer in ("y", "n"))


async def test_on_a_small_screen_the_question_still_fits(sending: Desk) -> None:
    """At 80×24 recipient, text and the word to type are on the screen."""
    async with opened(sending, (80, 24)) as pilot:
        await turn_to_the_e_mail(pilot)
        await press(pilot, "m")
        asked = flat(dialog(pilot))
        assert "ann@acme.example" in asked
        assert "To send it, type s e n d" in asked


async def test_m_says_first_that_another_form_goes_out(town: Desk) -> None:
    """Which script it is, and that the touch becomes an e-mail; neither m nor enter is a yes."""
    desk = with_mail(town, way="eml")
    before = planned(town, ANN)
    assert before is not None
    async with opened(desk) as pilot:
        await go_to(pilot, ANN)
        assert main(pilot).script.channel == "linkedin"  # type: ignore[union-attr]
        for answer in ("m", "enter"):
            await press(pilot, "m", answer)
            if not is_main(pilot):
                asked = flat(dialog(pilot))
                assert "What goes out is the e-mail for keep warm: “" in asked
                assert "The LinkedIn message that is planned becomes an e-mail." in asked
                await press(pilot, "escape")
            assert planned(town, ANN) == before
            assert town.store.drafts.draft(before.contact_id or 0) is None
        assert toasts(pilot)[-1] == "Nothing left the program."
        await press(pilot, "m", "g")
        touch = planned(town, ANN)
        assert touch is not None
        assert (touch.channel, touch.handed_at is not None) == (Channel.EMAIL, True)


async def test_m_with_an_error_says_it_and_asks(town: Desk) -> None:
    """Only the errors, each once; escape leaves the touch as it was."""
    async with opened(with_mail(town, way="eml")) as pilot:
        await turn_to_the_e_mail(pilot)
        await press(pilot, "3", "enter", *" Any openings?", "escape", "m")
        asked = flat(dialog(pilot))
        assert "The checks say of this script:" in asked
        assert "×" in asked
        await press(pilot, "m", "escape")
        touch = planned(town, ANN)
        assert touch is not None
        assert touch.handed_at is None
        await press(pilot, "m", "g")
        touch = planned(town, ANN)
        assert touch is not None
        assert "Any openings?" in touch.handed_text


async def test_y_with_an_error_asks_too(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap is not copied without a word; the key that confirms is not the key that started it."""
    copied: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("pyperclip.copy", copied.append)
    async with opened(town) as pilot:
        await go_to(pilot, "Maya Orr")
        await press(pilot, "y", "y")
        assert not is_main(pilot)
        await press(pilot, "escape")
        assert not copied
        await press(pilot, "y", "g")
        assert len(copied) == 1
