"""Backups and the way back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from followup_tui.errors import Corrupt, FileError, IOFailure, NotOurs, UsageError
from followup_tui.exchange.sealed import SUFFIX, is_sealed, require, sealed, unsealed
from followup_tui.operations.backups_daily import Reason, make
from followup_tui.operations.desk import Desk, open_desk, place
from followup_tui.paths import Paths, private_dir, private_writer
from followup_tui.store import backups
from followup_tui.store.addresses import on_server
from followup_tui.store.store import Store

Backup = Path | bytes
"""A backup as it lies in its file, or as it came out of an encrypted one: never in a file in plain."""


def backup(desk: Desk, target: Path | None = None, passphrase: str | None = None) -> Path:
    """A verified copy of the database, under its date when no file is named, sealed with a passphrase.

    A sealed one is never on the disk in plain.
    """
    ending = f".db{SUFFIX}" if passphrase is not None else ".db"
    if target is None:
        private_dir(desk.store.backups)
        target = _unused(desk.store.backups, f"followup-{_stamp()}", ending)
    target = target.absolute()
    if passphrase is None:
        return backups.backup(desk.store.database, target)
    if target.exists():
        raise FileError(f"{target} exists already: give another name.")
    content = sealed(backups.image(desk.store.database), passphrase)
    with private_writer(target, "wb") as file:
        file.write(content)
    return target


def opened(source: Path, passphrase: Callable[[], str]) -> Backup:
    """What `restore` takes: the file itself, or what is in it once its passphrase has been given."""
    try:
        with source.open("rb") as file:
            if not is_sealed(file.read(64)):
                return source
        require()
        return unsealed(source.read_bytes(), passphrase())
    except FileNotFoundError:
        return source
    except OSError as error:
        raise FileError(f"{source} cannot be read: {error.strerror}.") from error


def restore(desk: Desk, source: Backup) -> tuple[int, Path]:
    """Put a backup in the place of the data; returns how many people it holds, and where the data
    that was there has been kept. Raises before anything is changed when the backup is no good.
    """
    people = backups.verify(source)
    # Without rotating: what is to be restored may be the one that would go.
    kept = make(desk, Reason.RESTORE, rotating=False)
    backups.restore(desk.store.database, source)
    if desk.store.database.is_file:
        # An older backup is brought up to date by opening it as any other file.
        Store(desk.store.path, backups=desk.store.backups).close()
    return people, kept


def people_in(source: Backup) -> int:
    """How many people a backup holds. Raises what is wrong with it."""
    return backups.verify(source)


def put_back(
    source: Backup, home: Path | None, database: str | None = None
) -> tuple[int, Path | None]:
    """Restore also where the data is gone or damaged; what is left of damaged data is set aside.

    Returns as `restore`; the place is None when there was nothing to keep.
    """
    people = backups.verify(source)
    if database and on_server(database):
        return people, _over(source, home, database)
    path, folder = place(Paths(home), database)
    kept: Path | None = None
    if path.exists():
        if isinstance(source, Path) and path.samefile(source):
            raise UsageError(f"{source} is the data itself, not a backup of it.")
        try:
            return people, _over(source, home, database)
        except NotOurs as error:
            raise NotOurs(
                f"{path} is no followup database: move it away, and try again."
            ) from error
        except (Corrupt, IOFailure):
            kept = _set_aside(path, folder)
    _into_nothing(source, home, database)
    return people, kept


def _over(source: Backup, home: Path | None, database: str | None) -> Path:
    """Restore over data that is well; where that has been kept."""
    desk = open_desk(home, database)
    try:
        return restore(desk, source)[1]
    finally:
        desk.store.close()


def _into_nothing(source: Backup, home: Path | None, database: str | None) -> None:
    """Restore where there is no data. The empty database is not backed up: it would look the newest."""
    desk = open_desk(home, database, anew=True)
    try:
        backups.restore(desk.store.database, source)
    finally:
        desk.store.close()
    open_desk(home, database).store.close()


def _set_aside(path: Path, folder: Path) -> Path:
    """Move damaged data with its logs out of the way; not under the name of a backup."""
    private_dir(folder)
    aside = _unused(folder, f"followup-{_stamp()}", ".damaged")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _unused(folder: Path, stem: str, ending: str) -> Path:
    """That name, with a number behind it when a backup was made within the same second."""
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(p for name in names if not (p := folder / f"{name}{ending}").exists())


def _stamp() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
