"""A feed fetched and read in a process of its own, which can be ended whatever the feed does to it.

A parser in the grip of a hostile feed holds its thread for as long as it likes, and with it the screen;
names that never resolve and certificates that never end know no time limit either.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from followup_tui.errors import FeedError
from followup_tui.exchange.feeds import Item, read_listing
from followup_tui.exchange.fetching import AskedToWait, Limits, fetch

_READING: Final = 10.0
"""Seconds for reading what was fetched."""
_MEMORY: Final = 1_000_000_000
"""Bytes that the process may ask for, where the system can hold it to that."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a feed found."""

    items: tuple[Item, ...] = ()
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    """The server said so; there was nothing to read."""
    trouble: str = ""
    """Why there is nothing, in one sentence."""
    wait: int = 0
    """Seconds for which the server asks to be left alone."""
    listed: int = 0
    """Items that the feed lists, those beyond the most that are read among them."""
    wordless: int = 0
    """Items left out since no word of theirs was found."""


class FeedReader:
    """Looks at feeds, each in a process; `stop` ends them all, from any thread."""

    def __init__(self, limits: Limits | None = None, reading: float = _READING) -> None:
        self._limits = limits or Limits()
        self._patience = self._limits.seconds + reading
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped = False

    @property
    def stopped(self) -> bool:
        """Whether its answers are wanted no more."""
        return self._stopped

    def look(self, address: str, etag: str = "", modified: str = "") -> Look:
        """One look at a feed; never raises for what the feed or its server do."""
        asked = {
            "address": address,
            "etag": etag,
            "modified": modified,
            "limits": asdict(self._limits),
        }
        try:
            process = self._begin()
        except OSError:
            return Look(trouble="This computer has no room for another process now.")
        if process is None:
            return Look(trouble="Stopped.")
        try:
            answer, _ = process.communicate(json.dumps(asked).encode(), timeout=self._patience)
        except subprocess.TimeoutExpired:
            return Look(trouble="It took too long to fetch and read.")
        finally:
            self._end(process)
        return _look(answer)

    def stop(self) -> None:
        """End what is running; looks begun afterwards end at once."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()

    def _begin(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._stopped:
                return None
            process = subprocess.Popen(
                # -P: nothing in the folder where I happen to be takes the place of a library.
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._running.add(process)
        return process

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            self._running.discard(process)
        process.kill()
        with process:  # its pipes are closed, and it is waited for
            return


def _look(answer: bytes) -> Look:
    try:
        told: Mapping[str, Any] = json.loads(answer)
    except ValueError:
        return Look(trouble="It could not be read: too large, or damaged.")
    items = tuple(
        Item(key, title, url, date.fromisoformat(on) if on else None)
        for key, title, url, on in told.pop("items", ())  # type: ignore[attr-defined]
    )
    return Look(items, **told)


def _answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the process says; texts were cleaned on their way in."""
    try:
        limits = Limits(**asked["limits"])
        page = fetch(
            asked["address"], etag=asked["etag"], modified=asked["modified"], limits=limits
        )
        if page is None:
            return {"unchanged": True}
        listing = read_listing(page.body, page.address, page.content_type)
    except AskedToWait as exc:
        return {"trouble": str(exc), "wait": exc.seconds}
    except FeedError as exc:
        return {"trouble": str(exc)}
    found = [(i.key, i.title, i.url, i.on.isoformat() if i.on else "") for i in listing.items]
    about = {"listed": listing.listed, "wordless": listing.wordless}
    return {"items": found, "etag": page.etag, "modified": page.modified, **about}


def _hold_back() -> None:
    """The most memory and processor time; a system without such limits leaves it to the clock."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, 30)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def main() -> None:
    """One question on stdin, one answer on stdout."""
    _hold_back()
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(_answer(asked)).encode())


if __name__ == "__main__":
    main()
