"""The calendar that other programs subscribe to, kept up to date after every change."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from followup_tui.errors import FileError, FollowupError
from followup_tui.operations.desk import Desk
from followup_tui.paths import private_dir, private_writer
from followup_tui.store.outgoing import Mark, history_mark

_ROUNDS = 5
"""How often one call follows changes of others that come while it writes."""
_TOLD = "calendar.told"
"""The file of the state folder that keeps the failure which has been told."""


def place(desk: Desk) -> Path | None:
    """Where the calendar goes; None when none is configured."""
    name = desk.config.calendar.file
    return Path(os.path.abspath(os.path.expanduser(name))) if name else None


def refresh(desk: Desk) -> str:
    """Write the calendar where it differs; a sentence about a failure, once for each failure.

    Never raises what an action could fail by: the action is done by then.
    """
    path = place(desk)
    if path is None:
        return ""
    try:
        _write(desk, path)
    except (FollowupError, OSError, RuntimeError) as error:
        return _once(desk, f"The calendar was not written: {error}")
    with suppress(OSError):
        (desk.paths.state_dir / _TOLD).unlink()
    return ""


class Follower:
    """Refreshes the calendar only after something was done or taken back, or when there is none yet."""

    def __init__(self, seen: Mark | None = None) -> None:
        self._seen = seen

    @classmethod
    def from_now(cls, desk: Desk) -> Follower:
        """One that finds nothing to do until something is done."""
        return cls(history_mark(desk.store.database))

    def follow(self, desk: Desk) -> str:
        """What `refresh` says; nothing for most calls."""
        path = place(desk)
        with suppress(FollowupError, OSError):
            mark = history_mark(desk.store.database)
            if path is None or (mark == self._seen and path.exists()):
                return ""
            self._seen = mark
        return refresh(desk)


def _write(desk: Desk, path: Path) -> None:
    """Until no other window wrote meanwhile: the slower of two must not leave the older state."""
    # Most commands are over before anything is written.
    from followup_tui.operations.exporting import export_calendar, write_file

    for _ in range(_ROUNDS):
        seen = desk.store.database.data_version()
        content = export_calendar(desk)
        if not path.is_file() or path.read_bytes() != content:
            write_file(path, content)
        if desk.store.database.data_version() == seen:
            return


def _once(desk: Desk, sentence: str) -> str:
    """The sentence, or nothing when it was told before and nothing went well since."""
    note = desk.paths.state_dir / _TOLD
    with suppress(OSError, FileError):
        if note.is_file() and note.read_text(encoding="utf-8") == sentence:
            return ""
        private_dir(note.parent)
        with private_writer(note) as file:
            file.write(sentence)
    return sentence
