"""Where files live, and how files and folders are made so that nobody else can read them (RELIABILITY P9)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal, TextIO, overload

from followup_tui.errors import FileError

APP_NAME = "followup"
_PACKAGE = Path(__file__).parent
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Paths:
    """Every place the program reads or writes unasked; asking for one creates nothing."""

    home: Path | None = None
    """Config, data, state and user templates all lie below it; None asks the platform for its places."""

    def __post_init__(self) -> None:
        # A relative home must keep its meaning should the working folder ever change.
        if self.home is not None:
            home = Path(os.path.abspath(os.path.expanduser(self.home)))
            object.__setattr__(self, "home", home)

    @property
    def config_dir(self) -> Path:
        """The folder of config and user templates."""
        return self.home or _platform("config")

    @property
    def config_file(self) -> Path:
        """The settings; need not exist."""
        return self.config_dir / "config.toml"

    @property
    def templates(self) -> Path:
        """The user's own templates, which shadow the bundled ones."""
        return self.config_dir / "templates"

    @property
    def data_dir(self) -> Path:
        """The folder of everything that must not be lost."""
        return self.home / "data" if self.home else _platform("data")

    @property
    def database(self) -> Path:
        """The one file that holds people and touches."""
        return self.data_dir / "followup.db"

    @property
    def backups(self) -> Path:
        """Where copies of the database are kept."""
        return self.data_dir / "backups"

    @property
    def state_dir(self) -> Path:
        """The folder of what may be lost without harm."""
        return self.home / "state" if self.home else _platform("state")

    @property
    def crashes(self) -> Path:
        """Where crash reports go."""
        return self.state_dir / "crashes"

    @property
    def logs(self) -> Path:
        """Where logs go."""
        return self.state_dir / "logs"


def bundled_templates(package: Path = _PACKAGE) -> Path:
    """The templates that ship: inside an installed package, beside it in a checkout."""
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def is_private(path: Path) -> bool:
    """Whether the group and all others have no rights there; always so where rights are not kept in modes."""
    return os.name != "posix" or not path.stat().st_mode & _OTHERS


def tighten(path: Path) -> bool:
    """Takes the rights of the group and of others away; whether there were any to take.

    A file system without modes, or another owner, may refuse: then it stays open, and `is_private` says so.
    """
    if is_private(path):
        return False
    with suppress(OSError):
        path.chmod(path.stat().st_mode & 0o700)
    return is_private(path)


def private_dir(path: Path) -> bool:
    """Makes a folder only its owner can enter, with every missing part of the way to it.

    Parts that existed keep their rights, except the folder itself, which is tightened: True tells that it was
    open to others until now.
    """
    try:
        for part in (*reversed(path.parents), path):
            if not part.is_dir():
                # Another instance may create it between the question and the answer.
                with suppress(FileExistsError):
                    os.mkdir(part, 0o700)
        if not path.is_dir():
            raise FileError(f"{path} is a file where a folder is needed")
        return tighten(path)
    except OSError as error:
        raise FileError(f"{path} cannot be created: {_reason(error)}") from error


@overload
def private_writer(path: Path, mode: Literal["w"] = "w") -> AbstractContextManager[TextIO]: ...
@overload
def private_writer(path: Path, mode: Literal["wb"]) -> AbstractContextManager[BinaryIO]: ...
@contextmanager
def private_writer(path: Path, mode: Literal["w", "wb"] = "w") -> Iterator[Any]:
    """A new file of mode 0600 that takes the place of `path` when the block ends well, else leaves no trace.

    Readers see the old content or the new, never a part, also after a power cut. Text is UTF-8 with line ends
    as given. A link at `path` is replaced, not followed, so that a planted one leads nowhere.
    """
    temporary = path.parent / f".{APP_NAME}-{os.urandom(8).hex()}.tmp"
    try:
        _refuse_devices(path)
        with _create(temporary, mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        # Writing fails without a name; an error that names another file belongs to the block.
        if isinstance(error, OSError) and error.filename in (None, str(temporary), str(path)):
            raise FileError(f"{path} cannot be written: {_reason(error)}") from error
        raise


def _create(path: Path, mode: Literal["w", "wb"]) -> IO[str] | IO[bytes]:
    # The rights are there from the first moment: a later chmod would leave a gap to open the file in.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    if mode == "wb":
        return os.fdopen(descriptor, "wb")
    return os.fdopen(descriptor, "w", encoding="utf-8", newline="")


def _refuse_devices(path: Path) -> None:
    # os.replace would put a plain file in the place of /dev/null.
    if path.exists() and not path.is_file():
        kind = "a folder" if path.is_dir() else "not a plain file"
        raise FileError(f"{path} cannot be written: it is {kind}")


def _sync_folder(path: Path) -> None:
    if os.name != "posix":
        return
    # Some file systems cannot sync a folder, some folders cannot be read; the file itself is safe by then.
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _platform(kind: Literal["config", "data", "state"]) -> Path:
    # Imported here: it takes longer than all the rest of this module, and a given home needs none of it.
    import platformdirs

    places = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
    return {
        "config": places.user_config_path,
        "data": places.user_data_path,
        "state": places.user_state_path,
    }[kind]


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
