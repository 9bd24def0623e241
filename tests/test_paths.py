"""Claims about the places of files, and about files and folders that nobody else can read."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from followup_tui import paths
from followup_tui.errors import FileError
from followup_tui.paths import (
    Paths,
    bundled_templates,
    is_private,
    private_dir,
    private_writer,
    tighten,
)

posix = pytest.mark.skipif(os.name != "posix", reason="rights are kept in modes on POSIX only")


@pytest.fixture
def careless() -> Iterator[None]:
    """A umask that takes nothing away."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_home_holds_everything(tmp_path: Path) -> None:
    """Config, data, state and user templates all lie below a given home."""
    places = Paths(tmp_path)
    named = (places.config_file, places.templates, places.database, places.backups)
    assert all(place.is_relative_to(tmp_path) for place in (*named, places.crashes, places.logs))


def test_places_differ(tmp_path: Path) -> None:
    """No two things share a place."""
    p = Paths(tmp_path)
    places = (p.config_file, p.templates, p.database, p.backups, p.crashes, p.logs)
    assert len(set(places)) == len(places)


def test_asking_creates_nothing(tmp_path: Path) -> None:
    """Knowing where something would be does not make it."""
    home = tmp_path / "home"
    assert Paths(home).database.name == "followup.db"
    assert not home.exists()


def test_a_relative_home_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home given as a relative path keeps its meaning when the working folder changes."""
    monkeypatch.chdir(tmp_path)
    places = Paths(Path("here"))
    monkeypatch.chdir("/")
    assert places.config_file == tmp_path / "here" / "config.toml"


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A `~` that no shell has expanded still means the user's folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Paths(Path("~/search")).home == tmp_path / "search"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG is the Linux way")
def test_without_a_home_the_platform_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Linux the three XDG folders are used."""
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    places = Paths()
    assert places.config_file == tmp_path / "CONFIG" / "followup" / "config.toml"
    assert places.database == tmp_path / "DATA" / "followup" / "followup.db"
    assert places.crashes == tmp_path / "STATE" / "followup" / "crashes"


def test_a_given_home_imports_no_platformdirs() -> None:
    """The platform is not asked when a home is given."""
    script = (
        "import sys; from pathlib import Path; from followup_tui.paths import Paths; "
        "p = Paths(Path('/x')); p.config_file, p.database, p.logs; "
        "sys.exit('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_templates_of_a_checkout_lie_beside_the_package(tmp_path: Path) -> None:
    """Without a folder in the package the repository's is used."""
    assert bundled_templates(tmp_path / "followup_tui") == tmp_path / "templates"


def test_templates_of_an_installed_package_lie_inside(tmp_path: Path) -> None:
    """The folder in the package comes first."""
    inside = tmp_path / "followup_tui" / "templates"
    inside.mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    assert bundled_templates(tmp_path / "followup_tui") == inside


@posix
@pytest.mark.usefixtures("careless")
def test_every_made_folder_is_private(tmp_path: Path) -> None:
    """Every missing part of the way gets 0700, whatever the umask."""
    private_dir(tmp_path / "a" / "b" / "c")
    assert [mode(tmp_path / part) for part in ("a", "a/b", "a/b/c")] == [0o700] * 3


@posix
def test_an_open_folder_is_tightened_and_told(tmp_path: Path) -> None:
    """A folder that others could enter is closed, and the caller learns of it once."""
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    assert (private_dir(folder), mode(folder), private_dir(folder)) == (True, 0o700, False)


@posix
def test_folders_above_keep_their_rights(tmp_path: Path) -> None:
    """What is not the program's own is left alone."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    private_dir(shared / "mine")
    assert (mode(shared), mode(shared / "mine")) == (0o755, 0o700)


@posix
def test_tightening_never_loosens(tmp_path: Path) -> None:
    """The owner's own rights stay as they are."""
    file = tmp_path / "old.db"
    file.touch()
    file.chmod(0o444)
    assert not is_private(file)
    assert tighten(file)
    assert mode(file) == 0o400


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """A file where a folder is needed gives one sentence."""
    (tmp_path / "data").touch()
    with pytest.raises(FileError, match="data is a file where a folder is needed"):
        private_dir(tmp_path / "data")
    with pytest.raises(FileError, match="cannot be created"):
        private_dir(tmp_path / "data" / "below")


@posix
@pytest.mark.usefixtures("careless")
def test_a_written_file_is_private(tmp_path: Path) -> None:
    """A file has 0600 while it is written and afterwards, whatever the umask and the old file had."""
    target = tmp_path / "export.csv"
    target.touch(mode=0o644)
    with private_writer(target) as file:
        file.write("name\r\nJosé\r\n")
        (temporary,) = [path for path in tmp_path.iterdir() if path != target]
        assert mode(temporary) == 0o600
    assert mode(target) == 0o600
    assert target.read_bytes() == "name\r\nJosé\r\n".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    """The binary mode changes nothing."""
    with private_writer(tmp_path / "copy", "wb") as file:
        file.write(b"\r\n\x00\xff\n")
    assert (tmp_path / "copy").read_bytes() == b"\r\n\x00\xff\n"


def test_a_failing_block_leaves_the_old_file(tmp_path: Path) -> None:
    """An exception on the way leaves the old content and nothing beside it."""
    target = tmp_path / "config.toml"
    target.write_text("old")

    def interrupted() -> None:
        with private_writer(target) as file:
            file.write("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [
        ("config.toml", "old")
    ]


def test_a_crash_before_the_replacement_leaves_the_old_file(tmp_path: Path) -> None:
    """A process that dies after writing and before replacing has changed nothing."""
    target = tmp_path / "config.toml"
    target.write_text("old")
    script = (
        "import os, sys; from pathlib import Path; from followup_tui.paths import private_writer\n"
        "os.replace = lambda *_: os._exit(9)\n"
        "with private_writer(Path(sys.argv[1])) as file: file.write('new')\n"
    )
    died = subprocess.run([sys.executable, "-c", script, str(target)], check=False)
    assert (died.returncode, target.read_text()) == (9, "old")


def test_the_content_is_safe_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is on the disk before the name points to it."""
    happened = []

    def noted(name: str) -> Callable[..., None]:
        original = getattr(os, name)

        def call(*given: object) -> None:
            happened.append(name)
            original(*given)

        return call

    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name))
    with private_writer(tmp_path / "file") as file:
        file.write("x")
    assert happened[:2] == ["fsync", "replace"]


@posix
def test_a_planted_link_is_replaced(tmp_path: Path) -> None:
    """A link at the target leads nowhere: the file behind it stays as it was."""
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / "export").symlink_to(victim)
    with private_writer(tmp_path / "export") as file:
        file.write("theirs")
    assert victim.read_text() == "mine"
    assert not (tmp_path / "export").is_symlink()


def test_a_missing_folder_gives_one_sentence(tmp_path: Path) -> None:
    """Writing where there is no folder says so."""
    with (
        pytest.raises(FileError, match="cannot be written: No such file"),
        private_writer(tmp_path / "no" / "file"),
    ):
        pass


@posix
@pytest.mark.parametrize("make", ["mkfifo", "mkdir"])
def test_only_plain_files_are_replaced(tmp_path: Path, make: str) -> None:
    """A pipe, a device or a folder is refused and stays."""
    place = tmp_path / "place"
    getattr(os, make)(place)
    with pytest.raises(FileError, match="cannot be written: it is"), private_writer(place):
        pass
    assert list(tmp_path.iterdir()) == [place]
    assert not place.is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_gives_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No space left is told as one sentence, and the old file stays."""
    target = tmp_path / "export.json"
    target.write_text("old")
    full = os.open("/dev/full", os.O_WRONLY)
    monkeypatch.setattr(paths, "_create", lambda *_: os.fdopen(full, "w"))
    with pytest.raises(FileError, match="cannot be written: No space"), private_writer(target) as f:
        f.write("new")
    assert target.read_text() == "old"


def test_errors_of_the_block_stay_what_they_are(tmp_path: Path) -> None:
    """A file that the block itself misses is not blamed on the target."""
    with pytest.raises(FileNotFoundError), private_writer(tmp_path / "copy"):
        (tmp_path / "source").read_bytes()
    assert list(tmp_path.iterdir()) == []
