"""Backups that nobody has to think of: one a day, one before whatever replaces much, the old ones rotated."""

from __future__ import annotations

import itertools
import re
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from followup_tui.core.rotation_of_backups import kept
from followup_tui.errors import FollowupError
from followup_tui.operations.desk import Desk
from followup_tui.paths import private_dir, private_writer
from followup_tui.store import backups

_STAMP = "%Y-%m-%d-%H%M%S"
_OURS = re.compile(r"(?:daily|before-import|before-restore)-(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?\.db")
"""What the rotation may remove: a backup that somebody asked for is theirs to remove."""
_TOLD = "backup-failed.txt"


class Reason(StrEnum):
    """Why a backup was made; its name begins so."""

    DAILY = "daily"
    IMPORT = "before-import"
    RESTORE = "before-restore"


def daily(desk: Desk, now: datetime | None = None) -> str:
    """The backup of today, unless it is there already or there is nobody to lose.

    Returns a sentence when it could not be made, once a day; raises nothing, and asks nothing.
    """
    now = now or _now()
    folder = desk.store.backups
    if next(folder.glob(f"{Reason.DAILY}-{now:%Y-%m-%d}-*.db"), None) is not None:
        return ""
    try:
        if desk.store.people.anybody():
            make(desk, Reason.DAILY, now)
    except (FollowupError, OSError) as error:
        return _told_once(desk, f"{now:%Y-%m-%d}", str(error))
    return ""


def make(desk: Desk, reason: Reason, now: datetime | None = None, *, rotating: bool = True) -> Path:
    """A verified backup for that reason; then those that are not needed any more go."""
    folder = desk.store.backups
    private_dir(folder)
    stem = f"{reason}-{now or _now():{_STAMP}}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    target = next(p for name in names if not (p := folder / f"{name}.db").exists())
    made = backups.backup(desk.store.database, target)
    if rotating:
        rotate(folder)
    return made


def rotate(folder: Path) -> tuple[Path, ...]:
    """Remove the automatic backups that the rotation does not keep, and return them."""
    made = {path: moment for path in folder.glob("*.db") if (moment := _made_at(path))}
    stays = kept(made.values())
    gone = tuple(path for path, moment in made.items() if moment not in stays)
    for path in gone:
        # Another window may have removed it at the same moment.
        with suppress(OSError):
            path.unlink()
    return gone


def _made_at(path: Path) -> datetime | None:
    named = _OURS.fullmatch(path.name)
    try:
        return datetime.strptime(named[1], _STAMP) if named else None  # noqa: DTZ007 - local, as named
    except ValueError:
        return None


def _told_once(desk: Desk, day: str, trouble: str) -> str:
    """The sentence, unless another run has told it today."""
    path = desk.paths.state_dir / _TOLD
    # A full disk cannot keep the note either: better told twice than never.
    with suppress(OSError, FollowupError):
        if path.exists() and path.read_text("utf-8") == day:
            return ""
        private_dir(path.parent)
        with private_writer(path) as file:
            file.write(day)
    return f"Today's backup could not be made: {trouble} Everything else works."


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)
