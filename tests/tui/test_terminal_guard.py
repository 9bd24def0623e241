"""However the program ends, the terminal is as it was before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from followup_tui.tui.terminal import NOTICE, say_goodbye, watch_terminal
from tests.tui.capture import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a Unix terminal")

APP = """
import sys
from pathlib import Path
from followup_tui.tui.terminal import guarded

def main():
    from followup_tui.tui.crash import ReportingApp, install_signals
    from textual.widgets import Label

    class Small(ReportingApp[None]):
        def compose(self):
            yield Label("ready")

        def on_mount(self):
            install_signals(self)

        def save_all(self):
            for name in sys.argv[1:]:
                Path(name).write_text("draft")

        def key_x(self):
            raise RuntimeError("bug")

        def key_q(self):
            self.exit()

    app = Small()
    app.run()
    return app.return_code
"""
GUARDED = f"""{APP}
with guarded():
    status = main()
sys.exit(status)
"""
UNGUARDED = f"{APP}\nmain()"
NO_DRIVER = """
import time
from followup_tui.tui.terminal import watch_terminal

watch_terminal()
print("ready", flush=True)
time.sleep(30)
"""
FAILING_DRIVER = """
import tty
from followup_tui.tui.terminal import guarded

with guarded():
    tty.setraw(0)
    print("\\x1b[?1049h\\x1b[?1000hready", flush=True)
    raise SystemExit(3)
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGSEGV", "SIGKILL"])
def test_a_signal_gives_the_terminal_back(name: str) -> None:
    """Line and modes are restored whether or not the program could react to the signal."""
    with Terminal(GUARDED) as terminal:
        assert terminal.shows("ready")
        assert {1049, 1000, 25, 7} <= terminal.modes
        terminal.process.send_signal(signal.Signals[name])
        assert terminal.at_rest()


def test_an_exception_gives_the_terminal_back() -> None:
    """A bug ends the program with status 1 and a terminal in order."""
    with Terminal(GUARDED) as terminal:
        assert terminal.shows("ready")
        terminal.type(b"x")
        assert terminal.ends() == 1
        assert terminal.at_rest()


def test_a_killed_process_group_gives_the_terminal_back() -> None:
    """The watcher is not among the processes that a shell kills together with the program."""
    with Terminal(GUARDED) as terminal:
        assert terminal.shows("ready")
        os.killpg(terminal.process.pid, signal.SIGKILL)
        assert terminal.at_rest()
        assert terminal.shows(NOTICE[:40])


def test_without_the_watcher_a_kill_would_be_seen() -> None:
    """These tests can tell a terminal left in disorder from one in order."""
    with Terminal(UNGUARDED) as terminal:
        assert terminal.shows("ready")
        terminal.process.kill()
        assert not terminal.at_rest(within=0.5)


def test_a_proper_end_says_nothing() -> None:
    """After `q` the status is 0 and the watcher keeps quiet."""
    with Terminal(GUARDED) as terminal:
        assert terminal.shows("ready")
        terminal.type(b"q")
        assert terminal.ends() == 0
        assert not terminal.shows(NOTICE[:20], within=0.3)
        assert terminal.at_rest()


def test_a_driver_that_could_not_clean_up_is_helped() -> None:
    """An app that ended by itself and left the line raw counts as one that died."""
    with Terminal(FAILING_DRIVER) as terminal:
        assert terminal.ends() == 3
        assert terminal.at_rest()


def test_a_shell_that_has_the_line_back_is_left_alone() -> None:
    """Settings that a shell made for its own editing survive the watcher."""
    import termios

    with Terminal(NO_DRIVER) as terminal:
        assert terminal.shows("ready")
        of_shell = termios.tcgetattr(terminal.inner)
        of_shell[3] &= ~(termios.ICANON | termios.ECHO)
        termios.tcsetattr(terminal.inner, termios.TCSANOW, of_shell)
        terminal.process.kill()
        assert terminal.shows(NOTICE[:40])
        assert termios.tcgetattr(terminal.inner)[3] == of_shell[3]


def test_a_closed_window_ends_the_program() -> None:
    """When the terminal is gone the program does not stay behind."""
    with Terminal(GUARDED) as terminal:
        assert terminal.shows("ready")
        terminal.close()
        assert terminal.process.wait(timeout=20) != 0


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_saves_the_drafts_first(name: str, tmp_path: Path) -> None:
    """`save_all` has run when the program ends with the signal's status."""
    draft = tmp_path / "draft"
    with Terminal(GUARDED, str(draft)) as terminal:
        assert terminal.shows("ready")
        terminal.process.send_signal(signal.Signals[name])
        assert terminal.ends() == 128 + signal.Signals[name]
        assert draft.read_text() == "draft"


def test_there_is_no_watcher_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe nothing is watched, and saying goodbye to nobody is harmless."""
    monkeypatch.setattr(os, "isatty", lambda fd: False)
    fd = watch_terminal()
    say_goodbye(fd)
    assert fd == -1


def test_there_is_no_watcher_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process with threads is never forked."""
    monkeypatch.setattr(os, "isatty", lambda fd: True)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert watch_terminal() == -1
    finally:
        done.set()
        thread.join()


def test_the_watcher_is_forked_before_anything_heavy() -> None:
    """Importing the module loads neither Textual nor Rich."""
    code = "import sys, followup_tui.tui.terminal; sys.exit(not {'textual', 'rich'}.isdisjoint(sys.modules))"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
