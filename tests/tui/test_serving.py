"""The program in a browser: one guest, from this computer, with nothing behind it (issue 5)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from followup_tui.errors import UsageError
from followup_tui.operations import mailing
from followup_tui.operations.desk import Desk, open_desk
from followup_tui.served import FLAG, refuse_outside_home
from followup_tui.tui.app import FollowupApp
from followup_tui.tui.clipboard import copy
from followup_tui.tui.editor import edit_in_editor
from tests.browser import chromium, opened
from tests.builders import TODAY
from tests.cast import add

pytest.importorskip("textual_serve", reason="textual-serve is not installed: no browser")


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """What `followup serve` prints, while it serves two people."""
    add(desk)
    add(desk, "Bob Ray", company="Globex")
    desk.store.close()
    command = [sys.executable, "-m", "followup_tui", "serve", "--today", TODAY.isoformat()]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout is not None
            yield running.stdout.readline().strip()
        finally:
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "Traceback" not in said


def test_the_door_opens_once_and_for_its_own_page_alone(address: str) -> None:
    """Token once, cookie strict; another host or origin, a guess or no cookie: 403 and one sentence."""
    base, _, token = address.partition("/?token=")
    assert base.startswith("http://127.0.0.1:")
    assert len(token) >= 40

    def get(path: str, cookie: str = "", **headers: str) -> requests.Response:
        sent = {"Cookie": cookie, **headers} if cookie else headers
        return requests.get(base + path, headers=sent, timeout=10, allow_redirects=False)

    for refused in (
        get("/"),
        get("/ws"),
        get("/static/js/textual.js"),
        get("/?token=guess"),
        get("/?token="),
        get(f"/?token={token}", Host="evil.example"),
        get(f"/?token={token}", Host=base.replace("http://127.0.0.1", "localhost")),
        get(f"/?token={token}", Origin="http://evil.example"),
    ):
        assert refused.status_code == 403
        assert "followup" in refused.text
        assert "Set-Cookie" not in refused.headers
    let_in = get(f"/?token={token}")
    assert let_in.status_code == 303
    kept = let_in.headers["Set-Cookie"]
    assert "HttpOnly" in kept
    assert "SameSite=Strict" in kept
    cookie = kept.partition(";")[0]
    page = get("/", cookie)
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert get(f"/?token={token}").status_code == 403
    assert get("/ws", cookie).status_code == 403
    assert get("/ws", cookie, Origin="null").status_code == 403
    assert get("/", cookie, Host="evil.example").status_code == 403


@pytest.mark.slow  # a browser takes ten seconds to be there and gone
def test_a_click_and_a_key_in_a_real_browser(address: str, home: Path, tmp_path: Path) -> None:
    """A click chooses a person, a key takes the star away: it is in the database, and only theirs."""
    program = chromium()
    if program is None:
        pytest.skip("there is no Chromium here")
    base = address.partition("/?")[0]
    with opened(program, tmp_path / "chromium") as browser:
        browser.go(address)
        browser.wait_for("Bob Ray")
        browser.wait_for("Ann Lee")
        browser.click("Bob Ray")
        browser.wait_for("Globex")
        browser.press("s")
        browser.wait_for("undo")
        browser.press("E")
        browser.wait_for("opens no editor")
        browser.press("y")
        # Whoever has no name in the settings is asked before such a script leaves.
        browser.wait_for("The checks say")
        browser.press("g")
        browser.wait_for("reaches no clipboard")
        browser.press("o")
        browser.wait_for("opens nothing else")
        own = (base, base.replace("http", "ws"), "data:", "blob:")
        elsewhere = [url for url in browser.asked_for.values() if not url.startswith(own)]
        assert len(browser.asked_for) > 3
        assert elsewhere == browser.held_back
    desk = open_desk(home, today=TODAY)
    stars = {person.name for person in desk.store.people.stars()}
    desk.store.close()
    assert stars == {"Ann Lee"}


def test_no_other_program_is_opened_behind_a_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Editor, clipboard, mail program, password command, files elsewhere: one sentence each."""
    monkeypatch.setenv(FLAG, "1")
    monkeypatch.setenv("EDITOR", "touch")
    app = FollowupApp(desk)
    with pytest.raises(UsageError, match="opens no editor"):
        edit_in_editor(app, "words")
    with pytest.raises(UsageError, match="reaches no clipboard"):
        copy(app, "words")
    with pytest.raises(UsageError, match="opens no mail program"):
        mailing._open("touch", "mailto:ann@example.org")
    with pytest.raises(UsageError, match="runs no command"):
        mailing._printed("touch x")
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    refuse_outside_home(tmp_path / "me" / "cards.vcf")
    with pytest.raises(UsageError, match="files below"):
        refuse_outside_home(tmp_path / "me" / ".." / "other" / "cards.vcf")


def test_a_taken_port_is_told(home: Path) -> None:
    """A port that somebody has is one sentence, exit 2."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "followup_tui", "serve", "--port", port],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env=dict(os.environ),
        )
    assert done.returncode == 2
    assert f"Port {port}" in done.stderr
