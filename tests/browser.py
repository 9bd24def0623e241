"""A real Chromium without a window, spoken to through a pipe: no driver, no port, no network."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyte

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 30.0


def chromium() -> str | None:
    """The browser of this computer, if there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


class Browser:
    """One page, what it shows as a terminal would, its keys and its mouse."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._waiting = b""
        self._number = 0
        self._session = ""
        self._answers: dict[int, dict[str, Any]] = {}
        self._columns, self._rows = 80, 24
        self._drawn = b""
        self.asked_for: dict[str, str] = {}
        """Every address that the page asked for, by the browser's name for the request."""
        self.held_back: list[str] = []
        """Those of them that the page's own policy held back."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Network", "Page", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser for something, and wait for what it says."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while self._number not in self._answers:
            self._listen(end)
        answer = self._answers.pop(self._number)
        assert "error" not in answer, answer
        found: dict[str, Any] = answer["result"]
        return found

    def go(self, address: str) -> None:
        """Open an address."""
        self._drawn = b""
        self.call("Page.navigate", url=address)

    def says(self, script: str) -> Any:
        """What a piece of JavaScript gives."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        return found["result"].get("value")

    def wait_for(self, text: str) -> list[str]:
        """The rows of the terminal once a text stands in them."""
        end = time.monotonic() + PATIENCE
        while True:
            rows = self.rows()
            if any(text in row for row in rows):
                return rows
            assert time.monotonic() < end, "\n".join(rows)
            self._listen(end)

    def rows(self) -> list[str]:
        """What stands on the terminal of the page."""
        screen = pyte.Screen(self._columns, self._rows)
        pyte.ByteStream(screen).feed(self._drawn)
        return list(screen.display)

    def click(self, text: str) -> None:
        """Click in the middle of a text."""
        row, column = next(
            (y, line.index(text)) for y, line in enumerate(self.rows()) if text in line
        )
        box = self.says(
            "(() => {const b = document.querySelector('.xterm-screen').getBoundingClientRect();"
            " return [b.left, b.top, b.width, b.height]})()"
        )
        x = box[0] + (column + len(text) / 2) * box[2] / self._columns
        y = box[1] + (row + 0.5) * box[3] / self._rows
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Press a key that types a letter."""
        self.call("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def _listen(self, end: float) -> None:
        ready, _, _ = select.select([self._back], [], [], max(end - time.monotonic(), 0))
        assert ready, "the browser said nothing"
        self._waiting += os.read(self._back, 1 << 20)
        *whole, self._waiting = self._waiting.split(b"\0")
        for message in whole:
            self._hear(json.loads(message))

    def _hear(self, message: dict[str, Any]) -> None:
        if "id" in message:
            self._answers[message["id"]] = message
            return
        params = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.asked_for[params["requestId"]] = params["request"]["url"]
            case "Network.loadingFailed" if params.get("blockedReason") == "csp":
                self.held_back.append(self.asked_for[params["requestId"]])
            case "Network.webSocketFrameReceived" if params["response"]["opcode"] == 2:
                self._drawn += base64.b64decode(params["response"]["payloadData"])
            case "Network.webSocketFrameSent":
                kind, *rest = json.loads(params["response"]["payloadData"])
                if kind == "resize":
                    self._columns, self._rows = rest[0]["width"], rest[0]["height"]
            case "Network.webSocketCreated":
                query = dict(
                    part.split("=") for part in params["url"].partition("?")[2].split("&") if part
                )
                self._columns = int(query.get("width", self._columns))
                self._rows = int(query.get("height", self._rows))


@contextmanager
def opened(program: str, folder: Path) -> Iterator[Browser]:
    """A browser of its own, gone with everything it kept."""
    to_read, to = os.pipe()
    back, back_write = os.pipe()
    command = [
        program, "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={folder}",
        "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,800",
        "--disable-background-networking", "--disable-component-update", "about:blank",
    ]  # fmt: skip
    if os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # its sandbox does not work for root
    # The browser reads at descriptor 3 and writes at 4, whatever ours are called.
    shell = 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"'
    running = subprocess.Popen(
        ["bash", "-c", shell, "bash", str(to_read), str(back_write), *command],
        pass_fds=(to_read, back_write),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(back_write)
    try:
        browser = Browser(to, back)
        yield browser
        browser.call("Browser.close")
    finally:
        os.close(to)
        os.close(back)
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait(10)
