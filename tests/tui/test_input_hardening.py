"""Whatever the terminal sends, the program lives on."""

from __future__ import annotations

import random
import sys

import pytest
from textual import _xterm_parser, events
from textual._xterm_parser import XTermParser
from textual.driver import Driver

from followup_tui.tui.terminal import harden_input
from tests.tui.capture import Terminal

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")

PROGRAM = """
from followup_tui.tui.terminal import harden_input
from textual.app import App
from textual.widgets import Input, Label

class Small(App):
    BINDINGS = [("f2", "quit", "quit")]

    def compose(self):
        yield Label("ready")
        yield Input()

harden_input()
Small().run()
"""
STREAMS = [
    b"J\xfcrgen",
    b"\xff",
    b"\x1b[M \xa0\xa0",
    b"\x1b[1114112u",
    b"\x1b[97;1:3u",
    b"\x1b[48;24;80;0;0t\x1b[<0;5;5M",
    b"\x1b[48;99999999;99999999;1;1t",
]
SEQUENCES = [
    "\x1b[1114112u",
    "\x1b[97;;99999999999999u",
    "\x1b[97:65;2u",
    "\x1b[97;1:3u",
    "\x1b[:::;;u",
    "\x1b[48;0;0;0;0t\x1b[<0;5;5M",
]


@pytest.fixture
def _hardened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Harden this process, for one test."""
    for owner, names in _patched().items():
        for name in names:
            monkeypatch.setattr(owner, name, getattr(owner, name))
    harden_input()


def _patched() -> dict[object, list[str]]:
    patched: dict[object, list[str]] = {
        XTermParser: ["_parse_extended_key", "parse_mouse_code"],
        Driver: ["process_message"],
    }
    if sys.platform != "win32":
        from textual.drivers import linux_driver

        patched[linux_driver] = ["getincrementaldecoder"]
    return patched


@unix
@pytest.mark.parametrize("stream", STREAMS)
def test_a_hostile_stream_does_not_end_the_program(stream: bytes) -> None:
    """After it, keys still arrive and the program can be left as usual."""
    with Terminal(PROGRAM) as terminal:
        assert terminal.shows("ready")
        terminal.type(stream)
        terminal.type(b"alive")
        assert terminal.shows("alive")
        terminal.type(b"\x1bOQ")
        assert terminal.ends() == 0
        assert terminal.at_rest()


@pytest.mark.usefixtures("_hardened")
@pytest.mark.parametrize("sequence", SEQUENCES)
def test_an_absurd_number_presses_no_key(sequence: str) -> None:
    """The sequence is swallowed whole: none of its characters comes in as a key that does something."""
    messages = list(XTermParser().feed(sequence))
    assert not [message for message in messages if isinstance(message, events.Key)]


@pytest.mark.usefixtures("_hardened")
def test_a_good_key_is_still_a_key() -> None:
    """Hardening changes nothing for sequences that make sense."""
    [key] = XTermParser().feed("\x1b[97;5u")
    assert isinstance(key, events.Key)
    assert key.key == "ctrl+a"


@pytest.mark.usefixtures("_hardened")
def test_random_sequences_raise_nothing() -> None:
    """The parser takes thousands of malformed sequences without an exception."""
    chance = random.Random(8)
    letters = "\x1b[[[<?;;:0123456789uuMmtR~$yO\xa0\ufffd"
    for _ in range(2_000):
        list(XTermParser().feed("\x1b[" + "".join(chance.choices(letters, k=24))))


@unix
@pytest.mark.usefixtures("_hardened")
def test_an_invalid_byte_becomes_a_replacement_character() -> None:
    """The bytes around it arrive as they were typed."""
    from textual.drivers import linux_driver

    lookup = linux_driver.getincrementaldecoder  # type: ignore[attr-defined]
    decode = lookup("utf-8")().decode
    assert decode(b"J\xfcr") + decode(b"g", final=True) == "J\ufffdrg"


@pytest.mark.usefixtures("_hardened")
def test_hardening_twice_changes_nothing_more() -> None:
    """What was wrapped is not wrapped again."""
    before = [getattr(owner, name) for owner, names in _patched().items() for name in names]
    harden_input()
    after = [getattr(owner, name) for owner, names in _patched().items() for name in names]
    assert after == before


def test_a_parser_without_those_names_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later Textual that has neither parser nor method is not made up for."""
    for owner, names in _patched().items():
        for name in names:
            monkeypatch.delattr(owner, name)
    harden_input()
    monkeypatch.delattr(_xterm_parser, "XTermParser")
    harden_input()
    assert not [
        name for owner, names in _patched().items() for name in names if hasattr(owner, name)
    ]


@unix
@pytest.mark.parametrize("stream", [b"\xff", b"\x1b[1114112u"])
def test_textual_still_needs_hardening(stream: bytes) -> None:
    """Fails when Textual takes such input by itself: then `harden_input` can shrink."""
    with Terminal(PROGRAM.replace("\nharden_input()\n", "\n")) as terminal:
        assert terminal.shows("ready")
        terminal.type(stream)
        assert terminal.ends() is not None
