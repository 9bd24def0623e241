"""A whole home moves to another database: nothing is lost on the way, and nothing left behind changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from followup_tui.errors import UsageError
from followup_tui.operations.desk import Desk
from followup_tui.store.addresses import on_server, shown
from followup_tui.store.copying import TableSum, copy
from followup_tui.store.store import Store


@dataclass(frozen=True, slots=True)
class Moved:
    """What a database holds since it was copied there."""

    where: str
    """Without any password."""
    tables: tuple[TableSum, ...]
    """Counted and summed at both ends, and found the same."""


def migrate_to(desk: Desk, place: str) -> Moved:
    """Copy everything to an empty database: a file, or a URL. What is here stays as it is.

    Raises NotOurs when anything is there already, and the store's errors; then nothing was copied.
    """
    target = _opened(desk, place)
    try:
        return Moved(target.name, copy(desk.store.database, target.database))
    finally:
        target.close()


def _opened(desk: Desk, place: str) -> Store:
    if on_server(place):
        # Writing to the same tables at both ends would wait for itself.
        if not desk.store.database.is_file and desk.store.name == shown(place):
            raise UsageError(f"{desk.store.name} is where your data is already.")
        return Store.on_server(place, backups=desk.paths.backups, create=True)
    if "://" in place and not place.startswith("sqlite:///"):
        raise UsageError(
            f"{place.partition('://')[0]}:// is no database that followup knows: give the path "
            "of a file, or a URL that begins with sqlite:///, postgresql:// or cockroachdb://."
        )
    path = Path(place.removeprefix("sqlite:///")).expanduser().absolute()
    if path.exists():
        raise UsageError(f"{path} exists already: name a file that does not, to be made.")
    return Store(path, create=True)
