"""Claims about the network: nothing is asked for and nothing is sent unless somebody says so (P18)."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TODAY
from tests.cli_program import Program, add_ann
from tests.tui.stage import opened, press, save

Figures = Callable[[str, int], None]

SESSION: tuple[tuple[str, ...], ...] = (
    ("due",),
    ("show", "Ann Lee"),
    ("company", "Acme"),
    ("note", "Ann Lee", "the Thursday choir", "--kind", "common"),
    ("note", "Acme", "a new plant", "--kind", "news", "--url", "https://acme.example/news"),
    ("opening", "Acme", "Designer", "--url", "https://acme.example/jobs"),
    ("draft", "Ann Lee", "--channel", "email"),
    ("done", "Ann Lee"),
    ("log", "Ann Lee", "--channel", "email", "--in", "--said", "See https://acme.example"),
    ("undo",),
    ("redo",),
    ("find", "choir"),
    ("stats",),
    ("history",),
    ("passed", "Acme", "--role", "Designer", "--met", "Ann Lee"),
    ("export", "json"),
    ("export", "csv"),
    ("export", "vcard"),
    ("export", "ics"),
    ("templates", "list"),
    ("config", "show"),
    ("backup",),
    ("doctor",),
    ("completions", "bash"),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every name that was looked up and every connection that was tried; none comes about."""
    tried: list[str] = []

    def refuse(what: str) -> Callable[..., Any]:
        def stand_in(*arguments: Any, **named: Any) -> Any:
            tried.append(f"{what} {arguments[1:] or arguments}")
            raise OSError("there is no network in this test")

        return stand_in

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse(name))
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse(name))
    return tried


def test_a_day_on_the_command_line(home: Path, asked: list[str], figure: Figures) -> None:
    """Every verb of the day, every file that goes out, the doctor: no connection, no name looked up."""
    program = Program(home)
    add_ann(program)
    for command in SESSION:
        program(*command)
    program("review", "--plain", typed="\n" * 9)
    card = program.file(
        "p.vcf", "BEGIN:VCARD\nFN:Bo\nPHOTO;VALUE=uri:https://e.example/a.png\nEND:VCARD\n"
    )
    program("import", card)
    assert asked == []
    figure("connections in a day", len(asked))


async def test_a_day_on_the_screen(home: Path, asked: list[str]) -> None:
    """The program opened, used and left: the same."""
    from followup_tui.operations.desk import open_desk

    add_ann(Program(home))
    desk = open_desk(home, today=TODAY)
    async with opened(desk) as pilot:
        await press(pilot, "j", "w", "escape", "n")
        await save(pilot, text="the Thursday choir")
        await press(pilot, "d", "u", "C", "escape", "P", "escape", "question_mark", "escape")
    desk.store.close()
    assert asked == []


def test_the_guard_guards(asked: list[str]) -> None:
    """A connection that is tried is noticed."""
    with pytest.raises(OSError, match="no network"), socket.socket() as plug:
        plug.connect(("127.0.0.1", 9))
    assert len(asked) == 1
