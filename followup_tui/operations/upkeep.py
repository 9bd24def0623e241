"""Backups, restore and the doctor."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from followup_tui.core.phrases import count
from followup_tui.errors import (
    Corrupt,
    FollowupError,
    IOFailure,
    NotOurs,
    StoreError,
    UsageError,
)
from followup_tui.operations.desk import Desk, open_desk, place
from followup_tui.paths import Paths, is_private, private_dir
from followup_tui.store import backups
from followup_tui.store.database import SCHEMA
from followup_tui.store.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the doctor looked at."""

    what: str
    fine: bool
    said: str
    advice: str = ""


def backup(desk: Desk, target: Path | None = None) -> Path:
    """A verified copy of the database, under its date when no file is named."""
    if target is None:
        private_dir(desk.store.backups)
        target = _unused(desk.store.backups / f"followup-{_stamp()}.db")
    return backups.backup(desk.store.database, target.absolute())


def restore(desk: Desk, source: Path) -> tuple[int, Path]:
    """Put a backup in the place of the data; returns how many people it holds, and where the data
    that was there has been kept. Raises before anything is changed when the backup is no good.
    """
    people = backups.verify(source)
    kept = backup(desk)
    backups.restore(desk.store.database, source)
    # An older backup is brought up to date by opening it as any other file.
    Store(desk.store.path, backups=desk.store.backups).close()
    return people, kept


def people_in(source: Path) -> int:
    """How many people a backup holds. Raises what is wrong with it."""
    return backups.verify(source)


def put_back(
    source: Path, home: Path | None, database: str | None = None
) -> tuple[int, Path | None]:
    """Restore also where the data is gone or damaged; what is left of damaged data is set aside.

    Returns as `restore`; the place is None when there was nothing to keep.
    """
    people = backups.verify(source)
    path, folder = place(Paths(home), database)
    kept: Path | None = None
    if path.exists():
        if path.samefile(source):
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


def _over(source: Path, home: Path | None, database: str | None) -> Path:
    """Restore over data that is well; where that has been kept."""
    desk = open_desk(home, database)
    try:
        return restore(desk, source)[1]
    finally:
        desk.store.close()


def _into_nothing(source: Path, home: Path | None, database: str | None) -> None:
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
    aside = _unused(folder / f"followup-{_stamp()}.damaged")
    for ending in ("-wal", "-shm", ""):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return aside


def _unused(path: Path) -> Path:
    """That name, with a number behind it when a backup was made within the same second."""
    names = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    return next(p for p in itertools.chain([path], names) if not p.exists())


def _stamp() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")


def examine_closed(error: StoreError, home: Path | None, database: str | None) -> Iterator[Check]:
    """What can be said of a database that does not open."""
    path, folder = place(Paths(home), database)
    yield Check("database", False, str(path), str(error))
    good = (f for f in _newest_first(folder) if _is_good(f))
    newest = next(good, None)
    if newest is None:
        yield Check("backups", False, f"none that could be used in {folder}")
    else:
        yield Check("backups", True, str(newest), f"`followup restore {newest}` puts it back.")


def _newest_first(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.db"), key=lambda p: p.stat().st_mtime, reverse=True)


def _is_good(path: Path) -> bool:
    try:
        backups.verify(path)
    except FollowupError:
        return False
    return True


def examine(desk: Desk) -> Iterator[Check]:
    """Look at everything that could be wrong, without changing anything."""
    store = desk.store
    yield Check("database", True, str(store.path))
    yield integrity(desk)
    yield Check("schema", True, f"{SCHEMA}, the newest this program knows")
    yield _privacy(store.path)
    yield _as_far_as_it_reads("references", _orphans, desk)
    yield _as_far_as_it_reads("agenda", _agenda_index, desk)
    yield _config(desk)
    yield _backups(desk)


def integrity(desk: Desk) -> Check:
    """Whether SQLite finds its file whole; half a second for a hundred thousand people."""
    try:
        said = backups.quick_check(desk.store.database.connection())
    except FollowupError as exc:
        said = str(exc)
    advice = "" if said == "ok" else "Run `followup restore` with the newest backup."
    return Check("integrity", said == "ok", said, advice)


def _as_far_as_it_reads(what: str, look: Callable[[Desk], Check], desk: Desk) -> Check:
    """A damaged file may not even let itself be looked at; the other checks go on."""
    try:
        return look(desk)
    except StoreError as exc:
        return Check(what, False, str(exc), "Run `followup restore` with the newest backup.")


def _privacy(path: Path) -> Check:
    files = [path, path.parent, *path.parent.glob(path.name + "-*")]
    open_ones = [f for f in files if f.exists() and not is_private(f)]
    if not open_ones:
        return Check("privacy", True, "readable by you alone")
    said = f"others can read {', '.join(str(f) for f in open_ones)}"
    return Check("privacy", False, said, f"Run `chmod go-rwx {open_ones[0]}`.")


def _orphans(desk: Desk) -> Check:
    broken = desk.store.database.tuples("PRAGMA foreign_key_check")
    if not broken:
        return Check("references", True, "every row refers to one that exists")
    said = f"{count(len(broken), 'row')} refer to something that is gone"
    return Check("references", False, said, "Run `followup restore` with the newest backup.")


def _agenda_index(desk: Desk) -> Check:
    """Whether what stands on the contacts is what their touches say."""
    stale = desk.store.stale_contacts()
    if not stale:
        return Check("agenda", True, "agrees with the planned touches")
    said = f"{count(len(stale), 'person', 'people')} stand in the wrong place"
    return Check("agenda", False, said, "Run `followup doctor --repair`.")


def repair(desk: Desk) -> int:
    """Work out the agenda anew for the people who stand in the wrong place; returns how many."""
    return desk.store.refresh(desk.store.stale_contacts())


def _config(desk: Desk) -> Check:
    if desk.faults:
        return Check("config", False, "; ".join(desk.faults), "Run `followup config check`.")
    exists = desk.paths.config_file.exists()
    return Check("config", True, str(desk.paths.config_file) if exists else "none, all defaults")


def _backups(desk: Desk) -> Check:
    found = _newest_first(desk.store.backups)
    if not found:
        return Check("backups", True, "none yet", "`followup backup` makes the first.")
    try:
        people = backups.verify(found[0])
    except FollowupError as exc:
        return Check("backups", False, str(exc), "Run `followup backup`.")
    said = f"{count(len(found), 'file')}, the newest holds {count(people, 'person', 'people')}"
    return Check("backups", True, said)
