"""A program in a real pseudo-terminal, with this process at the other end and a clock beside every byte."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from benchmarks.processes import OutOfTime, kill_group

COLUMNS, ROWS = 120, 40
QUIET = 0.06
"""Seconds without output that end a repaint."""
_MOMENT = 0.25
"""The same for a program that may have a clock on its screen."""
SETTLED = 0.4
"""Seconds without output that end a start."""
_START = 20.0
_PATIENCE = 10.0
_LOOK, _IDLE = 0.3, 15.0
"""A program that used less than so many ms within so many seconds is at rest."""
_JITTER = 0.025
"""Before each key a random pause up to this: keys must not fall in step with a frame timer."""

_CONTROL = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
    rb"|\x1b[()][0-9A-B]|\x1b[=>78M]|[\x0e\x0f\r\n]"
)
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?u": b"\x1b[?0u",
    b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
"""What a program may ask, and what a plain terminal says: one that waits must not be charged for it."""
_LONGEST = max(map(len, _ANSWERS)) - 1


class Terminal:
    """One run of a program; leaving the block ends it whatever it does."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        self._since = bytearray()
        self._tail = b""
        self._ended = False
        self._pauses = random.Random(1)
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        sys.stdout.flush()
        self.started = time.perf_counter()
        self._pid = os.fork()
        if self._pid == 0:
            _become(command, env, cwd, slave)
        os.close(slave)
        os.set_blocking(self._master, False)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        kill_group(self._pid)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        os.close(self._master)

    def shows(self, *markers: str, limit: float = _START) -> list[float]:
        """When each of the texts had come, in ms since the start. Raises OutOfTime."""
        found: dict[str, float] = {}
        end = time.perf_counter() + limit
        while len(found) < len(markers):
            stamp = self._pump(end - time.perf_counter())
            if stamp is None and (self._ended or time.perf_counter() > end):
                missing = [marker for marker in markers if marker not in found]
                raise OutOfTime(f"{missing} did not appear in: {self.seen()[-400:]}")
            text = self.seen()
            for marker in markers:
                if marker in text and stamp is not None:
                    found.setdefault(marker, (stamp - self.started) * 1000)
        return [found[marker] for marker in markers]

    def seen(self) -> str:
        """What came since the last key or `forget`, without the sequences that steer the terminal."""
        return _CONTROL.sub(b"", bytes(self._since)).decode("utf-8", "replace")

    def settle(self, quiet: float = SETTLED, limit: float = _PATIENCE) -> float | None:
        """Wait until nothing comes any more; the stamp of the last byte, if any came at all."""
        last = None
        end = time.perf_counter() + limit
        while time.perf_counter() < end and not self._ended:
            stamp = self._pump(quiet)
            if stamp is None:
                break
            last = stamp
        return last

    def rest(self) -> None:
        """Wait until nothing is drawn nor worked on behind it; where /proc does not tell, a moment."""
        end = time.perf_counter() + _START
        self.settle()
        used = _cpu_ms(self._pid)
        while time.perf_counter() < end:
            self.settle(_LOOK, _LOOK)
            now = _cpu_ms(self._pid)
            if now - used < _IDLE:
                return
            used = now

    def stands(self) -> float:
        """The stamp of the last byte before the first quiet moment: for programs without a known text.

        Raises OutOfTime for one that ended instead.
        """
        first = self._pump(_START)
        last = self.settle(_MOMENT) or first
        if last is None or self._ended:
            raise OutOfTime(f"it ended, or showed nothing: {self.seen()[-400:]}")
        return last

    def press(self, key: bytes, quiet: float = QUIET) -> float:
        """From a key to the last byte of the repaint that it causes, in ms. Raises OutOfTime."""
        time.sleep(self._pauses.uniform(0, _JITTER))
        while self._pump(0) is not None:
            pass
        self._since.clear()
        sent = time.perf_counter()
        os.write(self._master, key)
        first = self._pump(_PATIENCE)
        if first is None:
            raise OutOfTime(f"nothing was painted after {key!r}")
        return ((self.settle(quiet) or first) - sent) * 1000

    def after(self, marker: re.Pattern[str], limit: float = _PATIENCE) -> float:
        """When a text came, as a stamp of the clock. Raises OutOfTime."""
        end = time.perf_counter() + limit
        while not marker.search(self.seen()):
            stamp = self._pump(end - time.perf_counter())
            if stamp is None:
                raise OutOfTime(f"{marker.pattern} did not appear in: {self.seen()[-400:]}")
            last = stamp
        return last

    def send(self, key: bytes) -> float:
        """Write a key and wait for nothing; the stamp of the clock."""
        self._since.clear()
        sent = time.perf_counter()
        os.write(self._master, key)
        return sent

    def memory_kb(self) -> int:
        """The most memory that the program held so far, the largest of its processes."""
        return max((_peak_kb(pid) for pid in _tree(self._pid)), default=0)

    def leave(self, key: bytes) -> float:
        """From the key that ends the program to its end, in ms. Raises OutOfTime."""
        sent = self.send(key)
        end = sent + _PATIENCE
        while time.perf_counter() < end:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                took = (time.perf_counter() - sent) * 1000
                if code := os.waitstatus_to_exitcode(status):
                    raise RuntimeError(f"it ended with {code}: {self.seen()[-400:]}")
                return took
            if self._ended:
                time.sleep(0.0003)
            else:
                self._pump(0.001)
        raise OutOfTime(f"it did not end after {key!r}")

    def _pump(self, timeout: float) -> float | None:
        """Take what comes within so many seconds, and answer what it asks; the stamp of the read."""
        if self._ended or not select.select([self._master], [], [], max(0.0, timeout))[0]:
            return None
        try:
            data = os.read(self._master, 1 << 18)
        except OSError as error:
            # What Linux says when nobody holds the other end any more.
            if error.errno != errno.EIO:
                raise
            data = b""
        stamp = time.perf_counter()
        if not data:
            self._ended = True
            return None
        self._since += data
        self._answer(data)
        return stamp

    def _answer(self, data: bytes) -> None:
        # A question may come in two reads; one that the kept tail held whole was answered before.
        old, new = self._tail, self._tail + data
        for question, answer in _ANSWERS.items():
            times = new.count(question) - old.count(question)
            if times > 0:
                os.write(self._master, answer * times)
        self._tail = new[-_LONGEST:]


def _become(command: Sequence[str], env: Mapping[str, str], cwd: Path, slave: int) -> None:
    """In the child: the terminal as its own, then the program."""
    try:
        os.login_tty(slave)
        os.closerange(3, 256)
        os.chdir(cwd)
        os.execvpe(command[0], list(command), dict(env))
    except BaseException as error:
        os.write(2, repr(error).encode())
    finally:
        os._exit(127)


def _tree(pid: int) -> list[int]:
    """A process and all that it started and that still run; only itself where /proc is not known."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in os.listdir(f"/proc/{parent}/task"):
                children = Path(f"/proc/{parent}/task/{task}/children").read_text()
                found += [int(child) for child in children.split()]
    return found


def _cpu_ms(pid: int) -> float:
    """The time that all threads of a process had used a processor."""
    used = 0.0
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            used += int(Path(f"/proc/{pid}/task/{task}/schedstat").read_text().split()[0]) / 1e6
    return used


def _peak_kb(pid: int) -> int:
    with suppress(OSError):
        for row in Path(f"/proc/{pid}/status").read_text().splitlines():
            if row.startswith("VmHWM:"):
                return int(row.split()[1])
    return 0
