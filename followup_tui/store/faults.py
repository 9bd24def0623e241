"""What the database reports, as one of our errors with a sentence a person can act on."""

from __future__ import annotations

import sqlite3

from followup_tui.errors import (
    Conflict,
    Corrupt,
    DiskFull,
    IOFailure,
    Locked,
    NotOurs,
    ReadOnly,
    StoreError,
)

_KINDS: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_FULL": (
        DiskFull,
        "The disk is full: make some room and try again; nothing was changed.",
    ),
    "SQLITE_CORRUPT": (
        Corrupt,
        "The database is damaged: run `followup doctor`, then `followup restore` a backup.",
    ),
    "SQLITE_NOTADB": (NotOurs, "The file is not a followup database; nothing was changed."),
    "SQLITE_READONLY": (
        ReadOnly,
        "The database cannot be written: check the permissions of the file and its folder.",
    ),
    "SQLITE_CANTOPEN": (
        ReadOnly,
        "The database cannot be opened: check the permissions of the file and its folder.",
    ),
    "SQLITE_PERM": (ReadOnly, "The database cannot be opened: check the file's permissions."),
    "SQLITE_BUSY": (
        Locked,
        "Another program has held the database for too long; nothing was changed, try again.",
    ),
    "SQLITE_LOCKED": (
        Locked,
        "Another program has held the database for too long; nothing was changed, try again.",
    ),
    "SQLITE_PROTOCOL": (
        Locked,
        "The database is locked in a way that does not end; close other programs that use it.",
    ),
    "SQLITE_IOERR": (
        IOFailure,
        "The disk reports an error: check it, then run `followup doctor`.",
    ),
    # Every question is a fixed one: a file that cannot understand it has lost part of its tables.
    "SQLITE_ERROR": (
        StoreError,
        "The database does not answer as it should: run `followup doctor`; nothing was changed.",
    ),
    "SQLITE_CONSTRAINT": (
        Conflict,
        "It does not fit what another window wrote meanwhile; nothing was changed, try again.",
    ),
}


def classify(exc: BaseException) -> StoreError | None:
    """The typed error behind an exception; None when it does not come from the database.

    peewee hides "disk full" behind "cannot rollback", so the whole chain is read, innermost first.
    """
    names: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = exc
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        if name := getattr(current, "sqlite_errorname", None):
            names.append(name)
        current = current.__cause__ or current.__context__
    for name in reversed(names):
        for known, (kind, sentence) in _KINDS.items():
            if name == known or name.startswith(f"{known}_"):
                return kind(sentence)
    if "Could not decode to UTF-8" in str(exc) or isinstance(exc, UnicodeDecodeError):
        return Corrupt(_KINDS["SQLITE_CORRUPT"][1])
    return None


def is_database_error(exc: BaseException) -> bool:
    """Whether an exception was raised by SQLite or by peewee on its behalf."""
    return isinstance(exc, sqlite3.Error) or type(exc).__module__ == "peewee"
