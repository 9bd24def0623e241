"""Where bytes come from: a file, a member of an archive, a folder of mail; opened with care."""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from followup_tui.core.text import clean_line
from followup_tui.errors import FileError
from followup_tui.exchange.decoding import MAX_BYTES

MAX_STREAM: Final = 1 << 30
"""The largest file of cards: they are read one by one, photographs and all."""
MAX_MAIL: Final = 32 << 30
"""The largest archive of mail."""
HEAD: Final = 64 << 10
"""What is looked at to tell what a file is."""

_BLOCK: Final = 1 << 20
_MAX_MEMBERS: Final = 20_000
_MAX_USED: Final = 50
_MAX_LETTER: Final = 1 << 20
_UNSENT: Final = b"X-Unsent: 1\n"
"""The head by which a message says itself that it was never sent."""
_USABLE: Final = (".csv", ".vcf", ".vcard")
_SHEET: Final = "[Content_Types].xml"


@dataclass(slots=True)
class Source:
    """One text, opened anew for each look at it."""

    name: str
    size: int
    opener: Callable[[], IO[bytes]]
    letters: tuple[Path, ...] = field(default=(), repr=False)
    """The files of a folder of mail, each a message."""
    in_archive: bool = False
    done: int = 0
    """How much of it was read, in bytes; of a folder, in letters."""
    line_ends: int = 0
    """How many lines it has, once it was read as a whole."""
    watch: Callable[[], None] = field(default=lambda: None, repr=False)
    """Called again and again while it is read; what it raises ends the reading."""

    def head(self) -> bytes:
        """Its beginning."""
        with self._open() as file:
            return file.read(HEAD)

    def read(self) -> bytes:
        """All of it. Raises FileError when that is more than MAX_BYTES."""
        with self._open() as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _too_large(MAX_BYTES)
        self.line_ends = max(data.count(b"\n"), data.count(b"\r"))
        return data

    def blocks(self, limit: int = MAX_STREAM) -> Iterator[bytes]:
        """All of it, a megabyte at a time."""
        self.done = 0
        with self._open() as file:
            while block := file.read(_BLOCK):
                self.done += len(block)
                if self.done > limit:
                    raise _too_large(limit)
                self.watch()
                yield block

    def lines(self) -> Iterator[bytes]:
        """Its lines; one longer than a megabyte comes in parts."""
        self.done = 0
        with self._open() as file:
            while line := file.readline(_BLOCK):
                if self.done // _BLOCK < (self.done + len(line)) // _BLOCK:
                    self.watch()
                self.done += len(line)
                if self.done > MAX_MAIL:
                    raise _too_large(MAX_MAIL)
                yield line

    def messages(self) -> Iterator[tuple[int, bytes]]:
        """The letters of a folder, by their place in it; what cannot be read is passed over."""
        for number, path in enumerate(self.letters, start=1):
            self.done = number
            self.watch()
            try:
                if stat.S_ISREG(path.stat().st_mode):
                    with path.open("rb") as file:
                        mark = _UNSENT if _is_draft(path) else b""
                        yield number, mark + file.read(_MAX_LETTER)
            except OSError:
                continue

    def letter(self) -> Iterator[tuple[int, bytes]]:
        """The beginning of the one message that it is."""
        with self._open() as file:
            yield 1, file.read(_MAX_LETTER)

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        """Raises FileError for whatever goes wrong while it is read."""
        try:
            with self.opener() as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise FileError("this archive is damaged; ask for it again") from error
        except RuntimeError as error:  # zipfile raises it for an encrypted member
            raise FileError("this archive has a password; unpack it first") from error
        except OSError as error:
            raise FileError(f"cannot be read: {error.strerror or error}") from None


def _is_draft(path: Path) -> bool:
    """Whether the name of a letter in a Maildir has the flag of a draft (`:2,D`)."""
    return "D" in path.name.rpartition(":2,")[2] and ":2," in path.name


def of_bytes(data: bytes, name: str = "") -> Source:
    """What a caller holds already."""
    return Source(name, len(data), lambda: io.BytesIO(data))


def sources(path: Path) -> tuple[Source, ...]:
    """What a path holds: itself, the letters of a Maildir, or the lists inside a ZIP archive.

    Anything but a regular file or a folder of mail raises FileError and is never opened: a pipe would
    make the program wait for ever, and a device need not end.
    """
    name = name_of(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return (_folder(path, name),)
        if not stat.S_ISREG(status.st_mode):
            raise FileError(f"{name}: this is not a regular file; save its contents to one first")
        with path.open("rb") as file:
            is_archive = file.read(4) == b"PK\x03\x04"
    except FileNotFoundError:
        raise FileError(f"{name}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not one a file can have"
        raise FileError(f"{name}: cannot be read: {reason}") from None
    if is_archive:
        return _members(path, name)
    return (Source(name, status.st_size, lambda: path.open("rb")),)


def name_of(path: Path) -> str:
    """How a file is called in what we say."""
    return clean_line(path.name or str(path))


def _folder(path: Path, name: str) -> Source:
    if (path / "cur").is_dir() and (path / "new").is_dir():
        letters = sorted(
            Path(entry.path)
            for part in ("cur", "new")
            for entry in os.scandir(path / part)
            if not entry.name.startswith(".")
        )
        return Source(name, len(letters), io.BytesIO, tuple(letters))
    inside = path / "mbox"  # what Apple Mail calls an mbox is a folder around one
    if inside.is_file():
        return Source(name, inside.stat().st_size, lambda: inside.open("rb"))
    raise FileError(f"{name}: this is a folder; name the file inside it")


def _members(path: Path, name: str) -> tuple[Source, ...]:
    """The lists in an archive; how large they are is counted while they are read, not believed."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise FileError(f"{name}: this archive is damaged; ask for it again") from None
    if any(info.filename == _SHEET for info in infos[:50]):
        raise FileError(f"{name}: this is a spreadsheet; save the sheet as CSV and import that")
    if len(infos) > _MAX_MEMBERS:
        raise FileError(f"{name}: this archive holds too much; {_UNPACK}")
    usable = [i for i in infos if i.filename.lower().endswith(_USABLE) and not i.is_dir()]
    if not usable:
        raise FileError(f"{name}: this is a ZIP archive without a list of people; {_UNPACK}")
    return tuple(
        Source(
            clean_line(info.filename.rpartition("/")[2]),
            min(info.file_size, MAX_BYTES),
            lambda info=info: _Member(path, info),  # type: ignore[misc]
            in_archive=True,
        )
        for info in usable[:_MAX_USED]
    )


_UNPACK: Final = "unpack it and import the .vcf or .csv file inside"


class _Member(io.BufferedReader):
    """One member of an archive; the archive is closed with it."""

    def __init__(self, path: Path, info: zipfile.ZipInfo) -> None:
        self._archive = zipfile.ZipFile(path)
        try:
            super().__init__(self._archive.open(info))  # type: ignore[arg-type]
        except BaseException:
            self._archive.close()
            raise

    def close(self) -> None:
        super().close()
        self._archive.close()


def _too_large(limit: int) -> FileError:
    return FileError(f"this file is larger than {limit >> 20} MB; split it first")
