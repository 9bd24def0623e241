"""What became of the last look at each feed, and until when its server wants to be left alone.

It is kept beside the database, in the state folder: it is about this computer and is nothing to undo.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from followup_tui.errors import FileError
from followup_tui.operations.desk import Desk
from followup_tui.paths import private_dir, private_writer

_FILE = "feeds.json"
_LONGEST = timedelta(days=2)
"""A later hour is that of a clock which was set back: nothing waits for it."""


@dataclass(frozen=True, slots=True)
class LastLook:
    """How a look ended, in words for a list."""

    status: str
    said: str = ""
    """Why it failed, or what of it was left out."""
    not_before: datetime | None = None
    """UTC: the server asked not to be asked earlier."""

    @property
    def waits_until(self) -> datetime | None:
        """The hour before which nobody may ask; None when it is over."""
        now = datetime.now(UTC)
        until = self.not_before
        return until if until is not None and now < until < now + _LONGEST else None


def last_looks(desk: Desk) -> dict[str, LastLook]:
    """By the address of the feed; what cannot be read is as if nobody had looked."""
    try:
        kept: Any = json.loads(_place(desk).read_text(encoding="utf-8"))
        return {url: _look(told) for url, told in kept.items()}
    except (OSError, ValueError, AttributeError, KeyError, TypeError):
        return {}


def remember(desk: Desk, looks: Mapping[str, LastLook]) -> None:
    """Keep how looks ended; of feeds that are gone nothing stays. A full disk is no failure of a look."""
    known = {feed.url for feed in desk.store.feeds.all()}
    before = last_looks(desk)
    together = {u: look for u, look in (before | dict(looks)).items() if u in known}
    if together == before:
        return
    content = {
        url: {
            "status": look.status,
            "said": look.said,
            "not_before": look.not_before.isoformat() if look.not_before else None,
        }
        for url, look in together.items()
    }
    with suppress(OSError, FileError):
        private_dir(_place(desk).parent)
        with private_writer(_place(desk)) as file:
            file.write(json.dumps(content, ensure_ascii=False))


def _look(told: Mapping[str, Any]) -> LastLook:
    at = datetime.fromisoformat(told["not_before"]) if told["not_before"] else None
    if at is not None and at.tzinfo is None:
        raise ValueError("a time without its zone")
    return LastLook(str(told["status"]), str(told["said"]), at)


def _place(desk: Desk) -> Path:
    return desk.paths.state_dir / _FILE
