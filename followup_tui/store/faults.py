"""What the database reports, as one of our errors with a sentence a person can act on."""

from __future__ import annotations

import sqlite3

from followup_tui.errors import (
    Conflict,
    Corrupt,
    DiskFull,
    IOFailure,
    Locked,
    Missing,
    NotOurs,
    ReadOnly,
    StoreError,
    Unreachable,
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

_AWAY = (
    Unreachable,
    "The server of the database does not answer: look whether it runs and the network is there, "
    "then try again; what was not confirmed was not saved.",
)
_STATES: tuple[tuple[str, tuple[type[StoreError], str]], ...] = (
    ("53100", (DiskFull, "The disk of the server is full; nothing was changed.")),
    (
        "53300",
        (
            Unreachable,
            "The server has no connection left for followup: close other programs on it.",
        ),
    ),
    (
        "25006",
        (
            ReadOnly,
            "The server lets this database only be read: ask whoever runs it, or use another.",
        ),
    ),
    (
        "42501",
        (
            ReadOnly,
            "The server does not let you do that there: ask whoever runs it for the rights.",
        ),
    ),
    ("3D", (Missing, "The server has no database of that name: make it first, with createdb.")),
    (
        "28",
        (Unreachable, "The server lets nobody in by that name and password: check the URL."),
    ),
    ("55P03", _KINDS["SQLITE_BUSY"]),
    ("40", _KINDS["SQLITE_BUSY"]),
    ("57014", _KINDS["SQLITE_BUSY"]),
    ("23", _KINDS["SQLITE_CONSTRAINT"]),
    ("08", _AWAY),
    ("57P", _AWAY),
    ("58", (IOFailure, "The disk of the server reports an error: tell whoever runs it.")),
    ("XX001", (Corrupt, "The database on the server is damaged: restore a backup elsewhere.")),
    ("XX002", (Corrupt, "The database on the server is damaged: restore a backup elsewhere.")),
    ("", _KINDS["SQLITE_ERROR"]),
)
"""What an answer of PostgreSQL begins with. Its own words are not shown: they may quote the URL."""

_REFUSALS = (
    ("password authentication failed", "28000"),
    ("no password supplied", "28000"),
    ("no pg_hba.conf entry", "28000"),
    ("authentication failed", "28000"),
    ("role ", "28000"),
    ("too many clients", "53300"),
    ("does not exist", "3D000"),
)
"""Before anybody is let in, the server says why in words alone."""


def classify(exc: BaseException) -> StoreError | None:
    """The typed error behind an exception; None when it does not come from the database.

    peewee hides "disk full" behind "cannot rollback", so the whole chain is read, innermost first.
    """
    if (answered := _from_server(exc)) is not None:
        return answered
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
    """Whether an exception was raised by SQLite or psycopg, or by peewee on their behalf."""
    return (
        isinstance(exc, sqlite3.Error)
        or type(exc).__module__ == "peewee"
        or _is_of_server(type(exc))
    )


def _is_of_server(kind: type[BaseException]) -> bool:
    """By the name alone: with a file, psycopg is never loaded."""
    return any(base.__module__.partition(".")[0] == "psycopg" for base in kind.__mro__)


def _from_server(exc: BaseException) -> StoreError | None:
    if not _is_of_server(type(exc)):
        return None
    state = getattr(exc, "sqlstate", None) or ""
    if not state:
        said = str(exc)
        state = next((known for words, known in _REFUSALS if words in said), "")
        if not state and type(exc).__name__ == "OperationalError":
            state = "08000"
    kind, sentence = next(answer for begins, answer in _STATES if state.startswith(begins))
    return kind(sentence)
