"""Somebody is forgotten for good: tables, history, search, and the backups when that is asked for."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from followup_tui.core.names import person_key
from followup_tui.core.phrases import count
from followup_tui.core.records import Contact
from followup_tui.errors import FollowupError, NotFound, StoreError
from followup_tui.operations.desk import Desk
from followup_tui.operations.lookup import contact_named
from followup_tui.store import backups, forgetting
from followup_tui.store.database import SCHEMA, typed_errors


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done, as sentences."""

    did: str
    remarks: tuple[str, ...]
    rewritten: tuple[Path, ...]
    """Backups that do not know them any more."""
    left: tuple[Path, ...]
    """Copies that may still hold them, since they cannot be looked into here."""


def whom(desk: Desk, name: str) -> Contact:
    """The one meant, also among the deleted. Raises NotFound."""
    try:
        return contact_named(desk, name)
    except NotFound as error:
        found = _deleted(desk, name)
        if len(found) != 1:
            raise error
        return found[0]


def forget(desk: Desk, contact: Contact, *, in_backups: bool = False) -> Forgotten:
    """Remove somebody so that no byte of them is left in the file; nothing brings them back.

    What was merged into them goes with them. Their name in words about others stays: those are named,
    and changed by whoever wrote them.
    """
    merged = desk.store.people.contacts(desk.store.duplicates.merged_into(contact.id))
    twins = [forget(desk, twin, in_backups=in_backups) for twin in merged]
    uid = forgetting.uid_of(desk.store.database, contact.id)
    gone = forgetting.forget(desk.store.database, contact.id)
    remarks = []
    if gone.steps:
        remarks.append(f"{count(gone.steps, 'step')} of the history went with them")
    if gone.mentions:
        listed = ", ".join(f"{kind} {number}" for kind, number in gone.mentions[:8])
        more = " and more" if len(gone.mentions) > 8 else ""
        remarks.append(f"the name still stands in {listed}{more}: change it there if it should not")
    if not _compacted(desk):
        remarks.append("another followup window is open: close it, and the last traces go with it")
    rewritten, left = _in_copies(desk, uid) if in_backups else ((), _copies(desk))
    rewritten = tuple(dict.fromkeys([*rewritten, *(path for t in twins for path in t.rewritten)]))
    return Forgotten(f"forgot {contact.name}", tuple(remarks), rewritten, left)


def _compacted(desk: Desk) -> bool:
    try:
        return forgetting.compact(desk.store.database.connection())
    except StoreError:
        return False


def _in_copies(desk: Desk, uid: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    rewritten, left = [], []
    for path in _copies(desk):
        try:
            if _rewritten(path, uid):
                rewritten.append(path)
        except (FollowupError, OSError, sqlite3.Error, ValueError):
            left.append(path)
    return tuple(rewritten), tuple(left)


def _rewritten(path: Path, uid: str) -> bool:
    """Whether they were in that copy; it is replaced by one without them, all or nothing."""
    backups.verify(path)
    unfinished = path.with_name(f".{path.name}.part")
    stamp = path.stat()
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        shutil.copyfile(path, unfinished)
        with typed_errors(), closing(sqlite3.connect(unfinished)) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
                raise StoreError(f"{path} has an older schema.")
            gone = forgetting.forget_in_copy(connection, uid)
        if gone is None:
            return False
        backups.verify(unfinished)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        # The date says which day it brings back, and that has not changed.
        os.utime(unfinished, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        os.replace(unfinished, path)
        return True
    finally:
        with suppress(OSError):
            unfinished.unlink()


def _copies(desk: Desk) -> tuple[Path, ...]:
    """Everything beside the data that may hold people: backups, sealed ones, damaged data set aside."""
    folder = desk.store.backups
    return tuple(
        sorted(p for ending in ("db", "age", "damaged") for p in folder.glob(f"*.{ending}"))
    )


def _deleted(desk: Desk, name: str) -> tuple[Contact, ...]:
    if name.startswith("#") and name[1:].isdecimal():
        return (desk.store.people.contact(int(name[1:])),)
    ids = forgetting.deleted_named(desk.store.database, person_key(name))
    return desk.store.people.contacts(ids)
