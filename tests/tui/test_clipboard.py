"""A copied text reaches the clipboard of the person, and the toast says how."""

from __future__ import annotations

import base64
import sys
from types import ModuleType
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from followup_tui.tui.clipboard import COPIED, COPIED_THROUGH_TERMINAL, copy
from tests.tui.capture import record


class LocalTool(ModuleType):
    """Stands in for pyperclip."""

    class PyperclipException(RuntimeError):
        pass

    def __init__(self) -> None:
        super().__init__("pyperclip")
        self.copied: list[str] = []
        self.failure: Exception | None = None

    def copy(self, text: str) -> None:
        if self.failure:
            raise self.failure
        self.copied.append(text)


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> LocalTool:
    """A local clipboard on a local display."""
    for name in ("SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys, "platform", "linux")
    tool = LocalTool()
    monkeypatch.setitem(sys.modules, "pyperclip", tool)
    return tool


async def test_the_local_tool_is_used_on_a_local_display(tool: LocalTool) -> None:
    """Both ways are taken, and the phrase is the plain one."""
    app = App[None]()
    assert copy(app, "Hello Ann") == COPIED
    assert tool.copied == [app.clipboard] == ["Hello Ann"]


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY"])
async def test_over_ssh_the_terminal_carries_it(
    name: str, tool: LocalTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clipboard of the far machine is nobody's, even where it has a display."""
    monkeypatch.setenv(name, "x")
    assert copy(App[None](), "Hello Ann") == COPIED_THROUGH_TERMINAL
    assert tool.copied == []


async def test_without_a_display_the_terminal_carries_it(
    tool: LocalTool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No local tool is looked for where none could work."""
    monkeypatch.delenv("DISPLAY")
    assert copy(App[None](), "Hello Ann") == COPIED_THROUGH_TERMINAL
    assert tool.copied == []


@pytest.mark.parametrize("failure", [LocalTool.PyperclipException("no xclip"), OSError("gone")])
async def test_a_missing_tool_is_no_failure(tool: LocalTool, failure: Exception) -> None:
    """The text went through the terminal anyway, and the phrase says so."""
    tool.failure = failure
    assert copy(App[None](), "Hello Ann") == COPIED_THROUGH_TERMINAL


async def test_the_terminal_gets_the_text(tool: LocalTool) -> None:
    """OSC 52 with the text, cleaned of what would drive the program it is pasted into."""
    app = App[None]()

    async def press(pilot: Pilot[Any]) -> None:
        copy(app, "Hello\x1b[31m Jürgen\ud800")

    output = await record(app, press)
    sent = base64.b64encode("Hello[31m Jürgen\ufffd".encode()).decode()
    assert f"\x1b]52;c;{sent}\x07" in output
