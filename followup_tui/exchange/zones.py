"""The time zone by its name, which a calendar wants: an offset alone is wrong for half of the year."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

_LINK: Final = Path("/etc/localtime")


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of that name, or this computer's for none; None where its name cannot be told."""
    for known in (name,) if name else (os.environ.get("TZ", "").lstrip(":"), _linked(_LINK)):
        with suppress(KeyError, ValueError, OSError):
            if known:
                return ZoneInfo(known)
    return None


def _linked(link: Path) -> str:
    """The name that a link into the zone database spells: `…/zoneinfo/Europe/Berlin`."""
    return os.path.realpath(link).partition("zoneinfo/")[2]
