"""Everything that can go wrong in a way the user should read about.

FollowupError               one clear sentence that says what to do; `exit_code` is for the command line
├── UsageError              what was asked makes no sense (exit 2)
├── NotFound                nobody, nothing or too many of that name (exit 3)
├── RuleError               a rule of section 3 says no (exit 1)
├── FileError               a file that cannot be read, written or understood (exit 1)
├── ScriptError             a template that is wrong, with its line (exit 1)
├── MailError               an e-mail that did not go where it should (exit 1)
│   └── MailUnsure          … or may have gone: nobody can tell but its reader
├── FeedError               a feed that cannot be fetched or read (exit 1)
└── StoreError              the database cannot do it (exit 1)
    ├── Missing  NotOurs  Newer  Corrupt  ReadOnly  DiskFull  Locked  Gone  IOFailure  Unreachable
    ├── Conflict            a row changed meanwhile (another window, the command line)
    └── CannotUndo          the journal refuses, with the reason
"""

from __future__ import annotations


class FollowupError(Exception):
    """Base of all errors that are told to the user as one sentence."""

    exit_code = 1


class UsageError(FollowupError):
    """The words of the request do not fit together."""

    exit_code = 2


class NotFound(FollowupError):
    """No match, or several; `candidates` lists what was close."""

    exit_code = 3

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.candidates = candidates


class RuleError(FollowupError):
    """A rule forbids it: a stopped person, a touch that is not planned any more."""


class FileError(FollowupError):
    """A file is missing, of the wrong kind, cut short or not writable."""


class ScriptError(FollowupError):
    """A template is refused; `line` counts from 1 within the file, 0 when unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line
        self.reason = message


class MailError(FollowupError):
    """An e-mail was not handed over, and surely is not on its way."""


class MailUnsure(MailError):
    """An e-mail may have been sent or not: the server fell silent at the one moment that matters."""


class FeedError(FollowupError):
    """A feed did not answer, or what it answered is no feed; nothing of it was kept."""


class StoreError(FollowupError):
    """The database file cannot be opened, read or written."""


class Missing(StoreError):
    """There is no database where one was expected."""


class NotOurs(StoreError):
    """The file exists and is not a database of this program."""


class Newer(StoreError):
    """The database was written by a newer version of the program."""


class Corrupt(StoreError):
    """The database is damaged."""


class ReadOnly(StoreError):
    """The file or its folder cannot be written."""


class DiskFull(StoreError):
    """No space is left on the disk."""


class Locked(StoreError):
    """Another program holds the database for longer than we wait."""


class Gone(StoreError):
    """The file was removed or replaced while it was open."""


class IOFailure(StoreError):
    """The disk reports an error."""


class Unreachable(StoreError):
    """The server does not answer, or lets nobody in by that name and password."""


class Conflict(StoreError):
    """The row was changed elsewhere since it was read; nothing was written."""


class CannotUndo(StoreError):
    """Something changed outside the journal, so the step cannot be taken back."""
